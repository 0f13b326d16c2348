"""Rows of a diary of visits 民情日记 as visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from fieldbook.domain.dates.tails import weather_in
from fieldbook.domain.entries import Oddity, VisitEntry
from fieldbook.intake import withheld
from fieldbook.intake.row import Row, without_repeats
from fieldbook.patterns import pattern

_YES: Final = frozenset(
    ["√", "✓", "✔", "☑", "○", "●", "v", "x", "1", "是", "有", "已", "对", "完成", "已完成", "已交",
     "已宣讲", "参加", "已参加", "yes", "y", "true"]
)  # fmt: skip
_NO: Final = frozenset(
    ["×", "✗", "✘", "☐", "□", "0", "否", "没有", "未", "不", "未交", "未完成", "未参加", "no", "n", "false"]
)  # fmt: skip

_Words = Mapping[str, tuple[str, ...]]
_EXPLAINED: Final[_Words] = {
    "tasks": ("任务", "中心工作", "task"),
    "policies": ("政策", "polic"),
    "methods": ("方法", "办法", "method"),
}
_TOGETHER: Final[_Words] = {
    "meals": ("吃", "meal"),
    "lodging": ("住", "lodging"),
    "labour": ("劳动", "劳作", "labour", "labor"),
    "counsel": ("商", "counsel"),
}
_MANNER: Final[_Words] = {
    "nobody_home": ("无人", "没人", "不在家", "未见", "未遇", "nobody"),
    "came_to_us": ("来访", "接访", "came_to_us", "came to us"),
    "visit": ("走访", "入户", "上门", "家访", "visit"),
}
"""The words by which a code is known."""

_DIVIDED: Final = pattern(r"[、，,;；/\s]+")
_LONGEST_WORD: Final = 8
_BESIDE: Final = pattern(r"(.+?)\s*[(（]([^()（）]+)[)）]\s*")
_OF_A_PLACE: Final = pattern(r".*(?:[组組队隊社村号號户戶]|\d|team|group).*")
"""What in brackets behind a name says where the household is."""
_LONGEST_MARK: Final = 2
"""Signs in brackets that tell one of a name from another, 王芳（大）; so may an English word, (elder)."""
_HOME: Final = pattern(r"(?:的)?(?:家里|家中|家|户|住处)$")

_OF_HOME: Final = pattern("家庭|户情|户况|基本情况|^(?:household|family)")
"""Columns in which only the household is told of, and no visit."""


def entries(rows: Iterable[Row], fields: frozenset[str]) -> tuple[list[VisitEntry], list[Oddity]]:
    """The visits of a diary, and what was odd in its rows."""
    return without_repeats(
        rows, lambda row: _entry(row, fields), lambda _row, entry: replace(entry, row=0), _shown
    )


def _shown(entry: VisitEntry) -> str:
    return " ".join(text for text in (entry.visited_text, entry.household) if text)


def _entry(row: Row, fields: frozenset[str]) -> VisitEntry:
    household, place = row.name("household"), row.text("place")
    if not (household or place or row.peek("group")):
        row.require("household")
    visited_on, visited_text = row.day("visited_on")
    if "visited_on" in fields and not visited_text and not row.is_odd("visited_on"):
        row.odd("visited_on", "no_day")
    more: list[tuple[str, str]] = list(row.besides("place")) if _tells(place, household) else []
    explained = _codes(row, "explained", _EXPLAINED, fields, more)
    together = _codes(row, "together", _TOGETHER, fields, more)
    manner, met = _manner(row, more), row.people("met")
    if _holds(met, _MANNER["nobody_home"]):
        manner, met = manner or "nobody_home", ""
    if (found := _BESIDE.fullmatch(household)) and not _OF_A_PLACE.fullmatch(found[2].casefold()):
        away = _holds(found[2], _MANNER["nobody_home"])
        more.append((row.heading("household"), found[0]))
        if away or len(found[2]) > _LONGEST_MARK:
            manner = manner or ("nobody_home" if away else "")
            household = found[1] if away or not found[2].isascii() else household
    return VisitEntry(
        row=row.number,
        visited_on=visited_on,
        visited_text=visited_text,
        household=household,
        place=place,
        group=row.text("group"),
        manner=manner,
        met=met,
        companions=row.people("companions"),
        explained=explained,
        together=together,
        alongside=_alongside(row, more),
        learned=_story(row, "learned", row.long("learned")),
        promised=_story(row, "promised", row.long("promised")),
        note=_story(row, "note", row.long("note")),
        besides=(*_stories(row, more), *(_weather(visited_text) if visited_on else ())),
    )


def _stories(row: Row, more: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What is kept in lines, each under its heading."""
    for heading, text in (*more, *row.besides("besides")):
        if told := _story(row, heading, text):
            yield heading, told


def _story(row: Row, of: str, text: str) -> str:
    """What was seen and heard at a home, without what only tells who lives there."""
    of_home = _OF_HOME.search(of.casefold())
    without = withheld.without_sorting if of_home else withheld.without_standing
    return row.kept(of, text, without(text)) if text else ""


def _weather(day: str) -> Iterator[tuple[str, str]]:
    """The weather that is written behind the day, as if it had a column."""
    if said := weather_in(day):
        yield ("weather" if said[0].isascii() else "天气"), said


def _tells(place: str, household: str) -> bool:
    """Whether a place says more than whose home it is."""
    return bool(household) and _HOME.sub("", place) not in ("", household)


def _codes(
    row: Row, field: str, words: _Words, fields: frozenset[str], more: list[tuple[str, str]]
) -> tuple[str, ...]:
    """The codes that a column names, and those that have a column of their own.

    What such a cell says beyond that is added to ``more``.
    """
    found = set()
    for heading, text in row.besides(field):
        named = [code for code, known in words.items() if _holds(text, known)]
        if _is(text, _YES):
            named = [code for code in words if code != "counsel" or "四" in heading]
        if not _is(text, _YES | _NO) and (not named or len(text) > 6 * len(named)):
            more.append((heading, text))
        found.update(named)
    for code in words:
        if f"{field}_{code}" in fields:
            found.update(_own_column(row, field, code, more))
    return tuple(code for code in words if code in found)


def _alongside(row: Row, more: list[tuple[str, str]]) -> tuple[str, ...]:
    """The branch's own words for what was done besides; a sentence is kept as it is."""
    found: list[str] = []
    for heading, text in row.besides("alongside"):
        words = [each for each in _DIVIDED.split(text) if each]
        if words and all(len(each) <= _LONGEST_WORD for each in words) and not _is(text, _YES):
            found += words
        elif not _is(text, _NO):
            more.append((heading, text))
    return tuple(dict.fromkeys(found))


def _own_column(row: Row, field: str, code: str, more: list[tuple[str, str]]) -> Iterator[str]:
    for heading, text in row.besides(f"{field}_{code}"):
        if not _is(text, _NO):
            yield code
            if not _is(text, _YES):
                more.append((heading, text))


def _manner(row: Row, more: list[tuple[str, str]]) -> str:
    """How the visit went; a word for it that is none of ours is kept as it is."""
    for heading, text in row.besides("manner"):
        for code, known in _MANNER.items():
            if _holds(text, known):
                return code
        more.append((heading, text))
    return ""


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text.casefold() for word in words)


def _is(text: str, words: frozenset[str]) -> bool:
    return text.strip().casefold() in words
