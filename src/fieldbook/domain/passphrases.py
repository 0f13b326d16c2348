"""How good a passphrase is: how long one would have to guess who has the book and no more."""

from __future__ import annotations

import math
from typing import Final

WEAK: Final = 40
FAIR: Final = 55
"""Bits up to which it is weak, or fair. A guess takes a third of a second and 128 MB."""
_HAN: Final = 9.0
"""Bits of a Chinese character that somebody would think of."""
_LETTERS: Final = 26
_OTHERS: Final = 20


def quality(passphrase: str) -> str:
    """``weak``, ``fair`` or ``good``."""
    bits = _bits(passphrase)
    return "weak" if bits < WEAK else "fair" if bits < FAIR else "good"


def _bits(passphrase: str) -> float:
    """A careful estimate: what repeats, counts on or follows the keyboard adds next to nothing."""
    signs = [
        sign
        for at, sign in enumerate(passphrase)
        if not _follows(passphrase[max(0, at - 1) : at + 1]) and sign not in passphrase[:at][-3:]
    ]
    han = [sign for sign in signs if "\u3400" <= sign <= "\u9fff"]
    plain = [sign for sign in signs if sign not in han]
    return len(han) * _HAN + len(plain) * math.log2(max(_alphabet(plain), 2))


def _alphabet(signs: list[str]) -> int:
    kinds = (
        any(sign.islower() for sign in signs) * _LETTERS,
        any(sign.isupper() for sign in signs) * _LETTERS,
        any(sign.isdigit() for sign in signs) * 10,
        any(not sign.isalnum() and not sign.isspace() for sign in signs) * _OTHERS,
        any(sign.isalpha() and not sign.isascii() for sign in signs) * _LETTERS,
    )
    # Words are no random letters: a letter of a word is worth half of one.
    total = sum(kinds)
    return total if kinds[2] or kinds[3] else max(10, total // 3)


def _follows(pair: str) -> bool:
    """Whether the second sign is the one that comes after the first, or before it."""
    if len(pair) < 2:
        return False
    rows = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    beside = any(pair.lower() in row or pair.lower()[::-1] in row for row in rows)
    return beside or abs(ord(pair[0]) - ord(pair[1])) == 1
