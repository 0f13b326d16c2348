"""Chinese words found by the letters of their pinyin: ``cgs``, ``chengs`` and ``chenguisheng`` find 陈桂生.

Of a title, which is a sentence rather than a name, two letters are looked for only where a word of it is
sure to begin: ``wf`` finds 王芳, not 猪瘟防疫针没轮到. A sign may be read in several ways, as a surname in another than elsewhere (单 ``shan``, 查 ``zha``):
each of them finds it. The table is read when the first such word is looked for.
"""

from __future__ import annotations

import functools
import re
from typing import Final

_READ: Final = "\x1f"
"""Stands before each reading of a sign."""
_INNER: Final = "\x1c"
"""Stands there instead within a title, where two letters would find words by chance."""
_OR: Final = "\x1e"
"""Stands behind a reading after which another one of the same sign follows."""
_ANY: Final = f"[{_READ}{_INNER}]"
_NEXT: Final = f"(?:[a-z]*(?:{_OR}{_ANY}[a-z]*)*(?:{_ANY}[a-z]*{_OR})*{_ANY})?"
"""Between two letters of a word: nothing, or the rest of one sign up to any reading of the next."""
LEAST: Final = 2
"""Letters from which on a word may be pinyin: one alone finds half of everything."""
_WORDS: Final = re.compile(r"(\W+)")


def spelled(text: str) -> str:
    """A text with every Chinese sign as its readings; empty where it has none.

    Only :func:`spelling` reads it.
    """
    if text.isascii():
        return ""
    told = text.translate(_table())
    return told if _READ in told else ""


def spelled_title(text: str) -> str:
    """A title spelled, so that two letters are found only where a word of it is sure to begin."""
    if text.isascii():
        return ""
    words = _WORDS.split(text)
    told = "".join(spelled(each[:1]) + spelled(each[1:]).replace(_READ, _INNER) for each in words)
    return told if _READ in told or _INNER in told else ""


@functools.lru_cache(maxsize=64)
def spelling(word: str) -> re.Pattern[str] | None:
    """What finds a word of letters in a :func:`spelled` text, or ``None`` where it cannot be pinyin.

    Each sign gives its first letter or more of a reading, the first sign anywhere in the text, but
    for what :func:`spelled_title` says.
    """
    if len(word) < LEAST or not (word.isascii() and word.isalpha()):
        return None
    begin = _READ if len(word) == LEAST else _ANY
    return re.compile(begin + _NEXT.join(word.lower()))


@functools.cache
def _table() -> dict[int, str]:
    """Each sign's readings, as they stand in a spelled text."""
    from importlib import resources

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
