"""What units and contact groups are called: the levels as the branch's settings say, else as the language does."""

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


def own_groups(unit: Sequence[str]) -> str:
    """What is called the part of a unit, or of the book, that belongs to none of the units below."""
    return _("directly under it") if len(unit) > 1 else _("no unit")


_NUMERALS: Final = frozenset("一二三四五六七八九十")


def contact_group_text(name: str) -> str:
    """A contact group as it is called: 1 is 第1联系组, 第1联系组 remains so, 支委 is 支委联系组."""
    if not name:
        return _("in no contact group")
    if "组" in name or "group" in name.casefold():
        return name
    numbered = name.isdecimal() or name.isascii() or _NUMERALS.issuperset(name)
    words = _("contact group {name}") if numbered else _("the contact group {name}")
    return words.format(name=name)
