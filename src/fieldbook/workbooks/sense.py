"""Whether a text makes sense, or is one that was read in a wrong encoding."""

from __future__ import annotations

from functools import cache
from typing import Final

_SAMPLE: Final = 200_000
"""Signs that are enough to tell words from noise."""


def sense(words: str) -> float:
    """How much of a text is what people write here, from 0 to 1: common Chinese signs, punctuation.

    Bytes read in a wrong encoding are Chinese signs too, but those that hardly anybody writes. What is
    ASCII does not count, for it is the same in every encoding; a text of nothing else makes sense.
    """
    sample = [sign for sign in words[:_SAMPLE] if not sign.isascii()]
    common = _common()
    return sum(sign in common for sign in sample) / len(sample) if sample else 1.0


@cache
def _common() -> frozenset[str]:
    """The 3,755 signs of the first level of GB 2312, and its punctuation and full-width forms."""
    highs = (*range(0xA1, 0xA4), *range(0xB0, 0xD8))
    pairs = (bytes((high, low)) for high in highs for low in range(0xA1, 0xFF))
    return frozenset(pair.decode("gb2312", "ignore") for pair in pairs)
