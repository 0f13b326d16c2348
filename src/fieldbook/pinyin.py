"""Chinese words found by the letters of their pinyin: ``cgs``, ``chengs`` and ``chenguisheng`` find 陈桂生.

A sign may be read in several ways, as a surname in another than elsewhere (单 ``shan``, 查 ``zha``):
each of them finds it. The table is read when the first such word is looked for.
"""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import Final

_READ: Final = "\x1f"
"""Stands before each reading of a sign."""
_OR: Final = "\x1e"
"""Stands behind a reading after which another one of the same sign follows."""
_NEXT: Final = f"(?:[a-z]*(?:{_OR}{_READ}[a-z]*)*(?:{_READ}[a-z]*{_OR})*{_READ})?"
"""Between two letters of a word: nothing, or the rest of one sign up to any reading of the next."""
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
    return re.compile(_READ + _NEXT.join(word.lower()))


@functools.cache
def _table() -> dict[int, str]:
    """Each sign's readings, as they stand in a spelled text."""
    found: dict[int, str] = {}
    text = resources.files("fieldbook").joinpath("pinyin.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        syllable, _blank, signs = line.partition(" ")
        if syllable == "#":
            continue
        reading = _READ + syllable
        for sign in map(ord, signs):
            found[sign] = f"{found[sign]}{_OR}{reading}" if sign in found else reading
    return found
