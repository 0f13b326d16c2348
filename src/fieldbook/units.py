"""What the levels of units are called in this branch: as its settings say, else as the language does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fieldbook.i18n import N_, _

LEVELS: Final = (N_("commune"), N_("brigade"), N_("team"))
"""The three levels, the widest first."""

_own: tuple[str, ...] = ()


def use_unit_words(words: Sequence[str]) -> None:
    """Call the levels so from now on; by none as the language does."""
    global _own  # noqa: PLW0603  # one process serves one branch
    _own = tuple(words)


def unit_words() -> tuple[str, ...]:
    """The words of all levels, the widest first."""
    words = _own or ("",) * len(LEVELS)
    return tuple(own or _(level) for own, level in zip(words, LEVELS, strict=True))


def unit_word(level: int) -> str:
    """What a unit of a level, counted from 0, is called; simply a unit where the branch does not say.

    Without its word nobody knows whether the first level of a book is a commune or a brigade.
    """
    return _own[level] if level < len(_own) else _("Unit")
