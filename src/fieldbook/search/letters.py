"""Which of many texts a word of letters may be the pinyin of, found without going through them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Final

from fieldbook.patterns import pattern
from fieldbook.pinyin import pairs

_WORDS: Final = pattern(r"[a-z]+")


class Letters:
    """Of every two letters that may stand beside each other, the texts that have them: a bit each."""

    def __init__(self, texts: int) -> None:
        self._bytes = texts // 8 + 1
        self._having: dict[int, bytearray] = {}

    def take(self, place: int, names: Iterable[str]) -> None:
        """Note what the names of a text can be found by."""
        at, bit = place >> 3, 1 << (place & 7)
        for number in itertools.chain.from_iterable(map(pairs, names)):
            having = self._having.get(number)
            if having is None:
                having = self._having[number] = bytearray(self._bytes)
            having[at] |= bit

    def fitting(self, wanted: Iterable[int]) -> bytes:
        """The texts that have every one of these pairs, in any of their names."""
        found = -1
        for number in wanted:
            found &= int.from_bytes(self._having.get(number, b""), "little")
        return found.to_bytes(self._bytes, "little")


def places(bits: bytes, start: int, end: int) -> Iterator[int]:
    """The places from ``start`` and before ``end`` whose bits are set, in order."""
    for at in range(start >> 3, min((end + 7) >> 3, len(bits))):
        if byte := bits[at]:
            for bit in range(8):
                if byte >> bit & 1 and start <= (at << 3) + bit < end:
                    yield (at << 3) + bit


def is_set(bits: bytes, place: int) -> bool:
    """Whether the bit of a place is set."""
    return bool(bits[place >> 3] >> (place & 7) & 1)


def letters_in(text: str) -> str:
    """The words of letters in a folded text, parted from each other."""
    return text if text.isascii() else "\n".join(_WORDS.findall(text))
