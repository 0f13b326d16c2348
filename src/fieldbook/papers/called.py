"""How somebody is called besides his name: by a title, by 老 and 小, by what is left of a given name.

Whoever looks like a name by what he is asked to do is a suspect, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from fieldbook.papers.name_words import (
    ADDRESSES,
    CALLED,
    COMPOUND_SURNAMES,
    DAY_WORDS,
    FAMILIAR,
    GIVEN_ADVERBS,
    MANNERS,
    NO_SPEAKERS,
    NOT_CALLED,
    NOT_FAMILIAR,
    NOT_FAMILIAR_AFTER,
    NOT_TITLED,
    NOT_TITLED_AFTER,
    OFFICES,
    SURNAMES,
)
from fieldbook.patterns import pattern

_COMMON: Final = SURNAMES | COMPOUND_SURNAMES
_NEVER: Final = frozenset("同由和向与及对被让给全党本各该班")
"""Surnames that stand before a title in every other text: 由书记在支部讲, 请向书记另要."""
_BEGINS: Final = pattern(r"(?:^|[^\w]|[a-z_]|[找给请听问让叫帮到跟把被说是有为和对])$")
"""What stands before somebody: nothing, a mark, or a word after which people are named."""
_ENDS: Final = pattern(
    r"$|[^\w]|[家说讲来去要也和跟在问把给叫帮的都就还又提想不已没有看管带修挖送借欠病住]"
)
"""What stands behind somebody who has no title: nothing, a mark, or a word of what is told of him."""

_SAY: Final = frozenset("说讲答")

_NAME: Final = rf"[{''.join(sorted(SURNAMES - frozenset('于路')))}][\u4e00-\u9fff]{{1,2}}"
_SENT: Final = pattern(
    rf"(?<=[派由请让叫])({_NAME})(?<![里上下中边前后内外头口间部门组队站社家户的员匠长位天时目规师])"
    r"(?=去|来|负责|带头|牵头|带队|管|修|看|办|送|做|当|说|讲|代)"
)
"""Somebody whom nobody knows and who is sent or asked to do something: 派钱多多去."""
_LED: Final = pattern(
    rf"(?<![\u4e00-\u9fff])({_NAME})(?<=..[^家湾坡沟桥庄村岭山河塘坪头口屯寨井店渡水利里上下中])(?=小组|突击队)"
)
"""Somebody after whom a group is called: 钱多多小组."""
_SPEAKS: Final = "说|讲|反映|提出|要求|答应|家里|来电|来说"
_SPEAKERS: Final = "群众|村民|居民|社员|组员|户主|老人|邻居"
_SAYS: Final = pattern(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[听据])|(?<=昨天|今天|前天|当天|早上|上午|中午|下午|晚上|会上|后来|{_SPEAKERS}))"
    rf"(?!(?:{'|'.join(NO_SPEAKERS)})(?:{_SPEAKS}))"
    rf"(?!(?<={_SPEAKERS})(?:{'|'.join(MANNERS)})(?:{_SPEAKS}))({_NAME})(?<!司机|牛倌|周围|标准|水准)"
    rf"(?<![里上下中边前后内外头口间部门组队站社家户的员匠长位天时目规师书人民件案果方面客母父次席地])(?={_SPEAKS})"
)
"""Somebody at the beginning who says something: 钱多多说."""

_BEHIND_AN_ADVERB: Final = pattern(
    "[是有知可已没不能该应就还很比只都会够才]|早就|早已|看[见到着]|写[着明]|说[好定]|讲[好定]|答应"
)
_MAY_BEGIN: Final = pattern(rf"{_BEGINS.pattern}|[天日晚上午年月里]$")
"""What stands before somebody, or is a time; before an adverb stands what it is said of."""
_DAY_BEFORE: Final = pattern(r"(?:今年|去年|明年|每年|来年|年年|月|临近|赶在|过了?|等到|不到)$")
_DAY_BEHIND: Final = pattern(
    r"前(?![天年后头院边面街])|后(?![来天面院头边街])|节(?![约省])|期间|以前|以后|之前|之后|那天|当天|时节|这天|前后"
)


class Hit(NamedTuple):
    """Something found in a text."""

    start: int
    end: int
    what: str
    """``name``, ``given``, ``titled``, ``familiar``, ``phone``, ``address``, ``place``, ``paper``
    (the number of an identity card), ``plate``, ``mail`` or ``suspect``."""
    of: str = ""
    """Whom it names, as the book writes the name; empty where that may be several."""
    surname: str = ""
    title: str = ""


class Calls:
    """How those are called who have these names."""

    def __init__(
        self, surnames: Iterable[str], givens: Mapping[str, str], ends: Iterable[str] = ()
    ) -> None:
        """Make ready.

        Args:
            surnames: those of people in the book.
            givens: given names of one character, each with whom it names; empty where that may be several.
            ends: the last characters of longer given names.
        """
        self._surnames, self._givens = frozenset(surnames), givens
        self._titled = re.compile(f"{_one_of(self._surnames | _COMMON)}({_titles()})")
        self._familiar = re.compile(f"[{FAMILIAR}]{_one_of((self._surnames | _COMMON) - _NEVER)}")
        left = {*givens, *ends} - (NOT_CALLED - CALLED)
        given, by = _one_of(left), _titles(ADDRESSES)
        self._left = (
            re.compile(rf"[{FAMILIAR}]{given}|{given}({by})|{given}(?:\4|[子儿娃])")
            if left
            else None
        )

    def within(self, looked: str) -> Iterator[Hit]:
        """Who is called so in a text, in any order, and over one another."""
        yield from self._by_title(looked)
        yield from self._familiarly(looked)
        yield from self._by_what_is_left(looked)
        for each in (_SENT, _LED, _SAYS):
            for found in each.finditer(looked):
                yield Hit(*found.span(1), "suspect")

    def _by_title(self, looked: str) -> Iterator[Hit]:
        for found in self._titled.finditer(looked):
            surname, start = found[1], found.start()
            before = looked[start - 1 : start]
            if (before and before in NOT_TITLED_AFTER) or looked.startswith(NOT_TITLED, start):
                continue
            if surname not in _COMMON and (surname in _NEVER or not _begins(looked, start)):
                continue  # 当时队长, 由书记
            what = "titled" if surname in self._surnames else "suspect"
            yield Hit(start, found.end(), what, "", surname, found[2])

    def _familiarly(self, looked: str) -> Iterator[Hit]:
        for found in self._familiar.finditer(looked):
            start, end = found.span()
            if looked.startswith("某", end) or _is_no_call(looked, start):
                continue  # 老陈某某 is masked already
            alone = _begins(looked, start) and _ENDS.match(looked, end)
            is_known = found[1] in self._surnames
            if alone or (is_known and found[1] in _COMMON):  # 春花 makes nobody of 小春作物
                yield Hit(start, end, "familiar" if is_known else "suspect", "", found[1])

    def _by_what_is_left(self, looked: str) -> Iterator[Hit]:
        """小霞 and 霞姐, where there is 李霞; 小军 may be 王建军 or another, and 霞子 a word."""
        for found in self._left.finditer(looked) if self._left else ():
            start, end = found.span()
            left, says = found[1] or found[2] or found[4], looked[end : end + 1] in _SAY
            if left in NOT_CALLED and not (found[2] or says or looked[start] == "阿"):
                continue  # 小雪, 林子
            alone = _begins(looked, start) and (found[3] or _ENDS.match(looked, end))
            if alone and not _is_no_call(looked, start):
                of = None if found[4] else self._givens.get(left)
                is_surname = found[2] in _COMMON  # 林姐 may be 李林, or a 林 by surname
                whose = "" if is_surname else of or ""
                yield Hit(start, end, "suspect" if of is None else "given", whose)


def is_a_day(looked: str, start: int, end: int) -> bool:
    """Whether a given name is the day or the season that it is called after: 国庆前, 过了小满."""
    if looked[start:end] not in DAY_WORDS:
        return False
    before = _DAY_BEFORE.search(looked[max(start - 2, 0) : start])
    return bool(before or _DAY_BEHIND.match(looked, end))


def is_an_adverb(looked: str, start: int, end: int) -> bool:
    """Whether a given name is rather the adverb that it is written like: 水田明明是干的; 明明没来 may be he."""
    if looked[start:end] not in GIVEN_ADVERBS or _MAY_BEGIN.search(
        looked[max(start - 1, 0) : start]
    ):
        return False
    return bool(_BEHIND_AN_ADVERB.match(looked, end))


def _begins(looked: str, at: int) -> bool:
    return bool(_BEGINS.search(looked[max(at - 1, 0) : at]))


def _is_no_call(looked: str, at: int) -> bool:
    before = looked[at - 1 : at]
    if looked[at + 2 : at + 3] in _SAY:  # no path speaks: 小路说
        return False
    return looked.startswith(NOT_FAMILIAR, at) or bool(before and before in NOT_FAMILIAR_AFTER)


def _one_of(signs: Iterable[str]) -> str:
    """A group of them, those of two characters first."""
    compound = sorted(each for each in signs if len(each) > 1)
    single = "".join(re.escape(each) for each in sorted(signs) if len(each) == 1)
    return f"({'|'.join([*map(re.escape, compound), *([f'[{single}]'] if single else [])])})"


def _titles(called: Iterable[str] = ()) -> str:
    """The titles, grouped by their first character: that is ten times quicker."""
    offices = {lead + each for each in OFFICES for lead in ("", "副", "老")}
    by_first: dict[str, list[str]] = {}
    for title in sorted(called or {*offices, *ADDRESSES}, key=lambda each: (-len(each), each)):
        by_first.setdefault(title[0], []).append(re.escape(title[1:]))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in by_first.items())
