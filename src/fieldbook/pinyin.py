"""Chinese words found by the letters of their pinyin: ``cgs``, ``chengs`` and ``chenguisheng`` find 陈桂生.

A sign may be read in several ways, as a surname in another than elsewhere (单 ``shan``, 查 ``zha``): each of
them finds it. Nothing is found over a sign that is not Chinese. The table is read when the first such word is looked for.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import Final, NamedTuple

from fieldbook.patterns import pattern

_READ: Final = "\x1f"
"""Stands before each reading of a sign."""
_OR: Final = "\x1e"
"""Stands behind a reading after which another one of the same sign follows."""
_NEXT: Final = f"(?:[a-z]*(?:{_OR}{_READ}[a-z]*)*(?:{_READ}[a-z]*{_OR})*{_READ})?"
"""Between two letters of a word: nothing, or the rest of one sign up to any reading of the next."""
_LETTERS: Final = 26
_A: Final = ord("a")
LEAST: Final = 2
"""Letters from which on a word may be pinyin: one alone finds half of everything."""


def spelled(text: str) -> str:
    """A text with every Chinese sign as its readings; empty where it has none.

    Only :func:`spelling` reads it.
    """
    if text.isascii():
        return ""
    told = text.translate(_table())
    return told if _READ in told else ""


@functools.lru_cache(maxsize=64)
def spelling(word: str) -> re.Pattern[str] | None:
    """What finds a word of letters in a :func:`spelled` text, or ``None`` where it cannot be pinyin.

    Each sign gives its first letter or more of a reading, the first sign anywhere in the text.
    """
    if len(word) < LEAST or not (word.isascii() and word.isalpha()):
        return None
    return pattern(_READ + _NEXT.join(word.lower()))


def sound_alike(one: str, other: str) -> bool:
    """Whether two texts have as many signs, each read as the other's can be, tones apart: 王得厚, 王德厚."""
    return len(one) == len(other) and all(
        a == b or _readings(a) & _readings(b) for a, b in zip(one, other, strict=True)
    )


def _readings(sign: str) -> set[str]:
    return set(filter(None, _table().get(ord(sign), "").replace(_OR, "").split(_READ)))


@functools.lru_cache(maxsize=4096)
def pairs(text: str) -> frozenset[int]:
    """The numbers of every two letters that may stand beside each other in a word that finds a text."""
    if text.isascii():
        return frozenset()
    return frozenset(itertools.chain.from_iterable(map(_beside, itertools.chain(" ", text), text)))


@functools.lru_cache(maxsize=1 << 14)
def _beside(before: str, sign: str) -> frozenset[int]:
    """The pairs within a sign, and those of the letters before it with its first ones."""
    left, right = _sign(before), _sign(sign)
    across = (a * _LETTERS + b for a in left.letters for b in right.firsts)
    heads = ((_LETTERS + a) * _LETTERS + b for a in left.firsts for b in right.firsts)
    return frozenset(itertools.chain(right.pairs, across, heads))


def pairs_in(word: str) -> frozenset[int]:
    """The numbers of the pairs in a word of letters: a text that lacks one is not found by it.

    The first pair stands where a sign begins; where a text has it, a word of these two letters finds it.
    """
    letters = [ord(each) - _A for each in word]
    first = (_LETTERS + letters[0]) * _LETTERS + letters[1]
    return frozenset((first, *(a * _LETTERS + b for a, b in itertools.pairwise(letters[1:]))))


class _Sign(NamedTuple):
    """A sign by the letters of its readings, each the number of a letter; of one that is not read, none."""

    pairs: frozenset[int]
    """The pairs within its readings."""
    firsts: frozenset[int]
    letters: frozenset[int]


@functools.cache
def _sign(sign: str) -> _Sign:
    """What finds a sign, and no letters of one that is not Chinese."""
    told = _table().get(ord(sign), "")
    readings = [[ord(each) - _A for each in one.strip(_READ)] for one in told.split(_OR) if one]
    within = {a * _LETTERS + b for one in readings for a, b in itertools.pairwise(one)}
    within |= {(_LETTERS + one[0]) * _LETTERS + one[1] for one in readings if len(one) > 1}
    firsts = frozenset(one[0] for one in readings)
    letters = frozenset(itertools.chain.from_iterable(readings))
    return _Sign(frozenset(within), firsts, letters)


class _Readings(dict[int, str]):
    def __missing__(self, sign: int) -> str:
        return "\n"


@functools.cache
def _table() -> _Readings:
    """Each sign's readings, as they stand in a spelled text; every other sign ends a line there."""
    from importlib import resources

    found = _Readings()
    text = resources.files("fieldbook").joinpath("pinyin.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        syllable, _blank, signs = line.partition(" ")
        if syllable == "#":
            continue
        reading = _READ + syllable
        for sign in map(ord, signs):
            found[sign] = f"{found[sign]}{_OR}{reading}" if sign in found else reading
    return found
