"""Who is named in a field: a person, an office, or several together."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Final

from fieldbook.papers.latin import is_title
from fieldbook.papers.name_words import (
    ADDRESSES,
    BORN,
    COMPOUND_SURNAMES,
    ENGLISH_KIN,
    FAMILIAR,
    KIN,
    OFFICES,
    SURNAMES,
    TELLS_APART,
)
from fieldbook.papers.scanning import is_han, plain
from fieldbook.patterns import pattern
from fieldbook.reports.named import names_nobody

_OFFICE_ENDS: Final = frozenset("组队社站所会委局院校厂办室部府")
_BEGINS: Final = (
    "农业 农技 农机 农经 农村 农会 农科 农资 农贸 农田 安全 武装 文教 文化 计划 计生 路政 路灯 项目 林业 林管 卫生 司法 施工 "
    "管理 管委 管水 房管 金融 成人 高中 石料 田间 苗圃 苗木 麦收 温室 康复 马路 查账"
)
_OFFICE_BEGINS: Final = tuple(_BEGINS.split())
"""How an office begins whose first character is a surname as well."""
_ALSO_WORDS: Final = frozenset("任向")
"""Surnames that are everyday words, but begin no office."""
_WORKS: Final = (
    "水利 水电 水管 植保 生产 民兵 妇女 青年 基建 副业 畜牧 供销 信用 粮油 电管 医疗 文艺 宣传 治保 保卫 财务 财会 运输 "
    "机耕 拖拉机 科技 科研 护林 护路"
)
_PLAINLY_BEGINS: Final = (*_OFFICE_BEGINS, *_WORKS.split())
_NUMERALS: Final = frozenset("一二三四五六七八九十")
_CALLS: Final = tuple(each for each in ADDRESSES if len(each) > 1)
_BEFORE: Final = pattern(
    rf"^(?:..?.?(?:公社|大队|生产队|镇|乡|县|区|村)|公社|大队|(?:{'|'.join(OFFICES)}))+"
)
"""A place or a post before the rest of an office, or before the name of whoever it is called after."""
_POSTS: Final = (
    rf"(?:公社|大队|生产队?|小队|(?:村民)?小?组|联系组|妇女|妇联|民兵|治保|党?支部|党委|团支?部?|驻村|工作队|村[民委]?|[乡镇县])*(?:第一|[副老])*"
    rf"(?:{'|'.join(OFFICES)}|骨干|文书|村医|网格员|放水员|管水员|水利员|护林员|植保员|卫生员|赤脚医生|兽医|电工|管理员|安全员|党?小组长|[石木铁瓦]匠|车把式|[马羊牛]倌|向导)们?"
)
_POST: Final = pattern(
    rf"(?:各位?|全体|所有|每[个位]?|[一二两三四五六七八九十几\d]+[个名位户组])?{_POSTS}(?:[和及与]{_POSTS})*"
)
"""What somebody is in the brigade or the branch, or several are, without a name: 大队会计, 妇女主任, 各组组长."""
_OF_AN_OFFICE: Final = pattern(
    rf"(.+?)(?:副?(?:{'|'.join(OFFICES)})|领导|(?:全体)?(?:组员|社员|群众)|全体|骨干)"
)
"""Who leads an office or a group, or all of it: 水利站站长."""
_CALLED: Final = pattern(
    rf"(.+?)(\s*(?:[副老]?(?:{'|'.join((*OFFICES, *_CALLS))})|家|夫妇|两口子|兄弟|他们|等人|等\d+户|负责|牵头))"
)
"""How somebody is called, or what is said of him, behind his name."""
_NOUNS: Final = (
    "commune|brigade|county|village|township|town|district|city|province|station|committee|office|bureau|school|clinic|"
    "hospital|company|factory|department|council|centre|center|branch|union|association|bank|board|depot|works"
)
_INSTITUTION: Final = pattern(
    r"\b[A-Z][\w-]*(?: (?!(?:from|of|at|in|with|by|for|the|plus|to) )[a-z]+)? "
    rf"(?i:{_NOUNS})(?:[’']s?)?(?!\w)|\b(?i:{_NOUNS}) of [A-Z]\w*"
)
"""An office, or a unit, with a name: Liuhe commune, Water station, the station of Liuhe."""
_GROUPS: Final = (
    "group|groups|team|teams|crew|squad|households|members|leaders|cadres|women|youth|militia|sides|bookkeeper|accountant|"
    "cashier|storekeeper|electrician|secretary|chairman|director"
)
_SAID_OF_THEM: Final = (
    "the|of|for|in|at|our|that|whole|from|with|by|to|and|all|every|each|both|some|other|two|three|four|five|men|people|"
    "children|elderly|old|families|neighbours|party|league|production|water|supply|irrigation|canal|drainage|electricity|"
    "power|forestry|forest|tree|grain|seed|farm|farming|agricultural|machinery|technical|extension|veterinary|health|"
    "medical|culture|cultural|education|middle|primary|police|security|safety|public|civil|land|road|roads|repair|"
    "maintenance|construction|building|transport|credit|trade|marketing|cooperative|finance|planning|statistics|fire|"
    "flood|control|relief|welfare|mutual|aid|mediation|study|work|working|management|leading|core|key|contact|night|"
    "watch|livestock|fishery|library|radio|broadcasting|government|revolutionary|upper|lower|east|west|north|"
    "south|first|second|third|new|local|volunteer|volunteers|testing|research|service|planting"
)
_SEVERAL: Final = frozenset(f"{_NOUNS}|{_GROUPS}".split("|"))
_ENGLISH: Final = _SEVERAL | frozenset(_SAID_OF_THEM.split("|"))
"""The words of which an office consists that has no name; whoever is typed in haste has others."""
_WORD: Final = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OWNS: Final = pattern(r"[’']s?(?!\w)")
_SURELY: Final = r"[、，；;/&＆+（）()：:\n]|\band\b|\s[-–—]+\s"
_MAYBE: Final = "[,和与及同跟由带]|协助|配合"
JOINED: Final = pattern(rf"{_MAYBE}|{_SURELY}")
"""What stands between several who do something together, or one whom another leads."""
_APART: Final = pattern(r"[\s·.]+")
"""What may stand between them as well, but also within a name: ``陈 桂 生``."""
_BLANK_BETWEEN: Final = pattern(r"(?<=[\u3400-\u9fff]{2})(\s+)(?=[\u3400-\u9fff]{2}|\d)")
_FAMILIAR: Final = pattern(rf"[{FAMILIAR}][{''.join(sorted(SURNAMES))}]")
_SURELY_BETWEEN: Final = pattern(rf"(?i:[（(]\s*(?:{TELLS_APART})\s*[）)])|({_SURELY})")
"""What stands between, or only tells one of a name from another: Lydia Ofori (junior) is one."""
_MAYBE_BETWEEN: Final = pattern(rf"({_MAYBE})")
_NO_NAME_ENDS: Final = _OFFICE_ENDS | frozenset("户家员长书任师记群众的")


def apart(name: str, is_known: Callable[[str], bool]) -> list[str]:
    """Who is named in a field, at every other place what stands between.

    What may be the half of a name, such as 和, stands between only where names, offices or nobody are left.

    Args:
        name: as it was written.
        is_known: whether a name is a cadre's, a group's or a unit's.
    """
    if is_known(name) or _is_plainly_a_name(name):
        return [name]
    parts: list[str] = []
    for at, each in enumerate(_surely_apart(name)):
        parts += [each] if at % 2 or may_be_a_name(each) else _maybe_apart(each, is_known)
    return parts


def _surely_apart(name: str) -> list[str]:
    parts, begins = [], 0
    for between in filter(itemgetter(1), _SURELY_BETWEEN.finditer(name)):
        parts += [name[begins : between.start()], between[1]]
        begins = between.end()
    return [*parts, name[begins:]]


def _maybe_apart(words: str, is_known: Callable[[str], bool]) -> list[str]:
    if (beside := _beside_a_post(words, is_known))[1:]:
        return beside
    for between in (_MAYBE_BETWEEN, _BLANK_BETWEEN):
        parts = between.split(words)
        if parts[1:] and all(_is_whole(each, is_known) for each in parts[::2]):
            return parts
    return [words]


def _is_whole(words: str, is_known: Callable[[str], bool]) -> bool:
    """Whether it is no mere part of what stands there, such as the surname in 欧阳 成林."""
    if words in COMPOUND_SURNAMES:
        return False
    return may_be_a_name(words) or is_no_person(words, is_known)


def _beside_a_post(words: str, is_known: Callable[[str], bool]) -> list[str]:
    """A name with what somebody is before or behind it: 大队会计赵国栋, 赵国栋组长."""
    for length in (4, 3, 2):
        post, name = words[:-length], words[-length:]
        if post and is_han(name[0]) and may_be_somebody(name) and is_no_person(post, is_known):
            return [post, "", name]
    called = _CALLED.fullmatch(words)
    if called and may_be_a_name(called[1]):
        return [called[1], called[2], ""]
    return [words]


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


def may_be_somebody(words: str) -> bool:
    """Whether it looks like a name, or like 老王."""
    return may_be_a_name(words) or _FAMILIAR.fullmatch(words.strip()) is not None


def _is_plainly_a_name(words: str) -> bool:
    """Whether it is as short as most names are, of which there are thousands, and looks like one."""
    return len(words) < 4 and may_be_a_name(words)


def names_in(said: str, is_known: Callable[[str], bool]) -> list[str]:
    """What looks like a name where a field tells who in words: each of several, and who stands by a post."""
    parts = [said, *JOINED.split(said), *apart(said, is_known)[::2], *_large_words(said)]
    return [each for each in map(str.strip, parts) if may_be_a_name(each)]


def _large_words(said: str) -> Iterator[str]:
    """Words with a capital one behind the other that are neither an office nor a title: old Mary Cole."""
    for is_name, words in itertools.groupby(said.split(), _may_be_of_a_name):
        if is_name:
            yield " ".join(_OWNS.sub("", each) for each in words)


def _may_be_of_a_name(word: str) -> bool:
    alone = _OWNS.sub("", word)
    return word[:1].isupper() and alone.casefold() not in _ENGLISH and not is_title(alone)


def is_nobody(words: str) -> bool:
    """Whether words name no person: nothing at all, everybody, what somebody is to a household or the brigade."""
    alone = words.strip()
    whole = plain(alone)
    numbered = bool(whole) and all(each.isdigit() or each in _NUMERALS for each in whole)  # 1、2组
    said = [each.fullmatch(alone) for each in (KIN, BORN, ENGLISH_KIN, _POST)]
    return not alone or names_nobody(alone) or numbered or any(said)


def is_no_person(words: str, is_known: Callable[[str], bool]) -> bool:
    """Whether words name somebody who may be told: a cadre, a group, an office, its head by his post, nobody."""
    if is_nobody(words) or is_known(words):
        return True
    if _is_plainly_a_name(words):
        return False
    if is_an_office(words):
        return True
    led = _OF_AN_OFFICE.fullmatch(words.strip())
    offices = (words.strip().removesuffix("长"), led[1] if led else "")
    return any(is_known(each) or _has_a_head(each) for each in offices)


def _has_a_head(words: str) -> bool:
    """Whether it is an office by its first words, or one of several by its number; 秀英队长 leads no 秀英队."""
    if may_be_a_name(words[:3]) or not is_an_office(words):
        return False
    rest = _BEFORE.sub("", plain(words))
    return rest.startswith(_PLAINLY_BEGINS) or all(
        each.isdigit() or each in _NUMERALS for each in rest[:-1]
    )


def is_an_office(words: str) -> bool:
    """Whether who does something is one office or committee: 公社水利站, the commune's committee.

    A group that may be called after somebody is none: 钱多多小组, Chen's group.
    """
    whole = plain(words).lstrip("0123456789")
    if not whole or not is_han(whole[0]):
        return _is_an_english_office(words)
    several = [each for each in JOINED.split(words) if each.strip()]
    if several[1:]:
        return all(map(is_an_office, several))
    if whole[-1] not in _OFFICE_ENDS or any(may_be_a_name(each) for each in _APART.split(words)):
        return False
    rest = _BEFORE.sub("", whole)
    if rest.startswith(_OFFICE_BEGINS):
        return True
    surname = rest[:1] in SURNAMES or rest[:1] in _ALSO_WORDS or rest[:2] in COMPOUND_SURNAMES
    return not (surname or _called_after(rest))


def _called_after(group: str) -> bool:
    """Whether a name of three characters may stand before the last word: 妇女钱多多小组."""
    before = group.removesuffix("小组").removesuffix("小队")
    return before != group and before[-3:-2] in SURNAMES and bool(before[-3:-2])


def _is_an_english_office(words: str) -> bool:
    """Several words of an office, but for the name of an institution; where all are large, none."""
    parts = words.split()
    large = all(each[:1].isupper() for each in parts)  # John Branch
    left = words if large else _INSTITUTION.sub(" station ", words)
    said = _WORD.findall(_OWNS.sub("", left.casefold()))
    return len(parts) > 1 and any(map(_SEVERAL.__contains__, said)) and _ENGLISH.issuperset(said)
