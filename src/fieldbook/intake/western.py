"""Whether bytes are words of Western Europe in Windows' own encoding of them."""

from __future__ import annotations

from typing import Final

from fieldbook.patterns import pattern

ENCODING: Final = "cp1252"
_SMALL: Final = "ß-öø-üÿšžœ"
_LARGE: Final = "À-ÏÑ-ÖØ-ÜŸŠŽŒ"
"""Letters that are written there; the Icelandic ones stand where Turkish has others."""
_LETTERS: Final = pattern(
    rf"(?<=[A-Za-z])[{_SMALL}]{{1,2}}(?![A-Z])|(?<![A-Za-z])[{_SMALL}](?=[a-z]|\s)"
    rf"|(?<![a-z])[{_LARGE}](?=[A-Za-z])|(?<=[A-Z])[{_LARGE}](?![a-z])"
)
"""Such letters within a word as words are written: ``naïve``, ``Édith``, ``MÜLLER``, never ``zÉr``."""
_SIGNS: Final = pattern(r"(?<![^\x00-\x7f])[‘’“”–—…•€£°½¼¿¡ºª«»·\xa0](?![^\x00-\x7f])")
"""Quotes, dashes and the like, each by itself: two bytes in a row are a Chinese sign."""


def western(data: bytes) -> str | None:
    """The words, where every letter beyond ASCII stands as in a word; ``None`` where one does not.

    In a Chinese encoding two bytes make one sign, and read so they are letters in no order.
    """
    try:
        text = data.decode(ENCODING)
    except UnicodeError:
        return None
    rest = _SIGNS.sub("", _LETTERS.sub("e", text))
    return text if rest.isascii() else None
