"""Who is named in a field: a person, an office, or several together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from fieldbook.papers.name_words import COMPOUND_SURNAMES, KIN, SURNAMES
from fieldbook.papers.scanning import is_han, plain
from fieldbook.patterns import pattern

_OFFICE_ENDS: Final = frozenset("组队社站所会委局院校厂办室部")
_BEGINS: Final = (
    "农业 农技 农机 农经 农村 农会 农科 农资 农贸 安全 武装 文教 文化 计划 计生 路政 路灯 项目 林业 林管 卫生 司法 施工 "
    "管理 管委 管水 房管 金融 成人 高中 石料 田间 苗圃 苗木 麦收 温室 康复 马路 查账"
)
_OFFICE_BEGINS: Final = tuple(_BEGINS.split())
"""How an office begins whose first character is a surname as well."""
_ALSO_WORDS: Final = frozenset("任向")
"""Surnames that are everyday words, but begin no office."""
_OF_A_PLACE: Final = pattern(r"..?.?(?:公社|大队|生产队|镇|乡|县|区|村)")
_NOUNS: Final = (
    "commune|brigade|county|village|township|town|district|city|province|station|committee|office|bureau|school|clinic|"
    "hospital|company|factory|department|council|centre|center|branch|union|association|bank|board|depot|works"
)
_INSTITUTION: Final = pattern(
    r"\b[A-Z][\w-]*(?: (?!(?:from|of|at|in|with|by|for|the|plus|to) )[a-z]+)? "
    rf"(?i:{_NOUNS})(?:[’']s?)?(?!\w)"
)
"""An office, or a unit, whose name begins with a capital: Liuhe commune, Water station."""
_SEVERAL: Final = pattern(
    rf"\b(?i:{_NOUNS}|groups?|teams?|crew|squad|households|members|leaders|cadres|women|youth|militia)\b"
    r"|^(?i:all|every\w*|each|both|some)\b"
)
"""By what a text without capitals tells an office or several people; else it is a name typed in haste."""
JOINED: Final = pattern(r"[、，,；;/&＆+和与及同跟由带\n]|\band\b")
"""What stands between several who do something together, or one whom another leads."""
_APART: Final = pattern(r"[\s·.]+")
"""What may stand between them as well, but also within a name: ``陈 桂 生``."""
_SURELY_BETWEEN: Final = pattern(r"([、，；;/&＆+\n]|\band\b)")
_MAYBE_BETWEEN: Final = pattern(r"([,和与及同跟由带])")
_NO_NAME_ENDS: Final = _OFFICE_ENDS | frozenset("户家员长书任师记群众")


def apart(name: str, is_known: Callable[[str], bool]) -> list[str]:
    """Who is named in a field, at every other place what stands between.

    What may be the half of a name, such as 和, stands between only where names, offices or kin are left.

    Args:
        name: as it was written.
        is_known: whether a name is a cadre's, a group's or a unit's.
    """
    if not JOINED.search(name) or is_known(name):
        return [name]
    parts: list[str] = []
    for each in _SURELY_BETWEEN.split(name):
        further = _MAYBE_BETWEEN.split(each)
        alone = may_be_a_name(each) or not all(
            is_known(one) or is_an_office(one) or may_be_a_name(one) or KIN.fullmatch(one.strip())
            for one in further[::2]
        )
        parts += [each] if alone else further
    return parts


def may_be_a_name(words: str) -> bool:
    """Whether a text that says who looks like somebody's name, not like 全组 or 水利组."""
    whole = plain(words)
    if not whole or not is_han(whole[0]):
        parts = words.split()
        return len(parts) > 1 and all(each[:1].isupper() and each.isalpha() for each in parts)
    surname = whole[0] in SURNAMES or whole[:2] in COMPOUND_SURNAMES
    return (
        surname
        and 1 < len(whole) < 5
        and all(map(is_han, whole))
        and whole[-1] not in _NO_NAME_ENDS
    )


def parts_of(names: Iterable[str]) -> Iterator[str]:
    """Each name, and each of those who are named together in it."""
    for name in names:
        yield name
        yield from (each.strip() for each in JOINED.split(name) if each != name)


def is_an_office(words: str) -> bool:
    """Whether who does something is one office or committee: 公社水利站, the commune's committee.

    A group that may be called after somebody is none: 钱多多小组, Chen's group.
    """
    whole = plain(words)
    if not whole or not is_han(whole[0]):
        return _is_an_english_office(words)
    if whole[-1] not in _OFFICE_ENDS or _called_after(whole):
        return False
    if any(may_be_a_name(each) for each in _APART.split(words)):
        return False
    if _OF_A_PLACE.match(whole) or whole.startswith(_OFFICE_BEGINS):
        return True
    return not (whole[0] in SURNAMES or whole[0] in _ALSO_WORDS or whole[:2] in COMPOUND_SURNAMES)


def _called_after(group: str) -> bool:
    """Whether a name of three characters may stand before the last word: 主任钱多多小组."""
    before = group.removesuffix("小组").removesuffix("小队")
    return before != group and before[-3:-2] in SURNAMES and bool(before[-3:-2])


def _is_an_english_office(words: str) -> bool:
    """Several words that say so, none of them with a capital but in the name of an institution."""
    parts = words.split()
    if all(each[:1].isupper() for each in parts) or not _SEVERAL.search(words):  # John Branch
        return False
    left = _INSTITUTION.sub("", words)
    return len(parts) > 1 and not any(each.isupper() or is_han(each) for each in left)
