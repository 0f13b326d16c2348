"""Did you mean …? What a mistyped word was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fieldbook.i18n import _

LIKE_ENOUGH: Final = 0.6
"""How much of two words must be alike before one is offered for the other; 1 is all of it."""
LIKE_IN_CHINESE: Final = 0.5
"""The same where a word has two or three signs: one of two is much."""


def meant(word: str, known: Iterable[str]) -> str:
    """The known word that is nearest to the one typed; nothing where none is near."""
    from difflib import get_close_matches  # only once something is wrong

    folded = {each.casefold(): each for each in known}
    cutoff = LIKE_ENOUGH if word.isascii() else LIKE_IN_CHINESE
    found = get_close_matches(word.casefold(), folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else ""


def with_hint(message: str, word: str, known: Iterable[str]) -> str:
    """The message, and behind it what was probably meant."""
    near = meant(word, known)
    if not near:
        return message
    return _("{message} (did you mean “{word}”?)").format(message=message, word=near)
