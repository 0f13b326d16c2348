"""How wide words are on paper, and where a line may break: near enough to choose widths by."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

EM: Final = 1000
"""A Chinese character's width; all widths are told in thousandths of it."""
_LATIN: Final = (
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667,
    611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722,
    722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556,
    278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
)  # fmt: skip
"""Times New Roman Bold from the blank on: the other weight is nowhere wider."""
_GAP: Final = EM // 4
NOT_FIRST: Final = frozenset("，。、；：！？）》」』】〕”’…—％,.;:!?)]}%")
"""Marks that no line begins with."""
NOT_LAST: Final = frozenset("（《「『【〔“‘([{")
"""Marks that no line ends with."""


def width_of(text: str) -> int:
    """How wide a text is on one line."""
    if text.isascii():
        return sum(map(_char_width, text))
    widths = list(map(_char_width, text))
    return sum(widths) + _GAP * sum(_has_gap(*each) for each in pairwise(text))


def _has_gap(before: str, after: str) -> bool:
    """Whether office programs set a gap there: between a Chinese character and a digit or letter."""
    return before.isalnum() and after.isalnum() and before.isascii() != after.isascii()


@cache
def _char_width(char: str) -> int:
    at = ord(char) - 32
    if 0 <= at < len(_LATIN):
        return _LATIN[at]
    if unicodedata.combining(char):
        return 0
    # What is narrow elsewhere (Cyrillic, accents) is about as wide as a Latin capital.
    return 722 if unicodedata.east_asian_width(char) in ("N", "Na", "H") else EM


def pieces(text: str) -> list[str]:
    """A text in the pieces that stand whole: words with their blank, characters with their marks."""
    return ["".join(piece) for piece in _pieces(text)]


def piece_widths(text: str) -> list[tuple[int, int]]:
    """Each piece's width with the gap after it, and its width where it ends a line."""
    parts = pieces(text)
    after = [*parts[1:], " "]
    return [
        (width_of(part) + _GAP * _has_gap(part[-1], next_[0]), width_of(part.rstrip()))
        for part, next_ in zip(parts, after, strict=bool(parts))
    ]


def _pieces(text: str) -> Iterator[list[str]]:
    piece: list[str] = []
    for char in text:
        if piece and _may_break(piece[-1], char):
            yield piece
            piece = []
        piece.append(char)
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in NOT_FIRST or before in NOT_LAST:
        return False
    if (before.isdigit() and after in "年月日") or (before in "年月" and after.isdigit()):
        return False  # a day stands whole where there is room
    return before == " " or not (_char_width(before) < EM and _char_width(after) < EM)


def line_count(widths: Sequence[tuple[int, int]], room: int) -> int:
    """How many lines pieces take in a room.

    Args:
        widths: each piece's width, and its width where it ends a line and the blank hangs out.
        room: the width of a line, in which the widest piece has its place.
    """
    lines, used = 1, 0
    for full, bare in widths:
        if used and used + bare > room:
            lines += 1
            used = 0
        used += full
    return lines
