"""How often somebody is to be visited, as rosters say it: ``每月2次`` is every 15 days."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from fieldbook.intake.cells import MOST, count
from fieldbook.intake.traditional import simplified
from fieldbook.patterns import pattern

_NUMERALS: Final = {sign: at for at, sign in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "双": 2,
}
_DAYS: Final = {
    "天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "旬": 10, "半个月": 15, "半月": 15, "月": 30,
    "季度": 91, "季": 91, "半年": 182, "年": 365,
    "day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365,
}  # fmt: skip
_BARE: Final = {
    "按天": 1, "按周": 7, "双周": 14, "按旬": 10, "半月": 15, "半个月": 15, "按月": 30, "双月": 60, "按季": 91, "按季度": 91,
    "半年": 182, "按年": 365,
}  # fmt: skip
"""Spans that say by themselves how often."""
_WORDS: Final = {
    "daily": 1, "weekly": 7, "fortnightly": 14, "biweekly": 14, "monthly": 30, "bimonthly": 60,
    "quarterly": 91, "halfyearly": 182, "yearly": 365, "annually": 365,
    "once": 1, "twice": 2, "thrice": 3, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6,
}  # fmt: skip

_N: Final = r"\d{1,3}|[一二三四五六七八九十两双]"
_UNIT: Final = r"天|日|周|星期|礼拜|旬|半个月|半月|月|季度|季|半年|年"
_CHINESE: Final = (
    # 每月2次, 一月一访, 每两周走访一次, 每季度不少于1次, 半月一次; then 2次/月; then 每月, 每两周.
    pattern(
        rf"每?(?P<n>{_N})?个?(?P<unit>{_UNIT})"
        rf"(?:走访|入户|联系|上门|见面|家访|至少|不少于|不低于|最少|电话|或)*(?P<m>{_N})[次回遍访](?:以上)?"
    ),
    pattern(rf"(?P<m>{_N})[次回遍访]?[/每](?P<n>{_N})?个?(?P<unit>{_UNIT})"),
    pattern(rf"(?:每|每隔|隔)(?P<n>{_N})?个?(?P<unit>{_UNIT})(?:走访)?"),
)
_E: Final = r"\d{1,3}|once|twice|thrice|one|two|three|four|six"
_SPAN: Final = r"day|week|fortnight|month|quarter|year"
_ENGLISH: Final = (
    pattern(
        rf"(?:at least )?(?P<m>{_E})(?: ?times?| ?x| visits?)? ?(?:/|a |an |per |every |each )"
        rf"(?P<n>{_E})? ?(?P<unit>{_SPAN})s?"
    ),
    pattern(rf"(?:once )?(?:every|each) (?P<n>{_E})? ?(?P<unit>{_SPAN})s?"),
)


_TIMES_IN: Final = pattern(
    rf"[次回遍][/每](?P<unit>{_UNIT})|每(?P<unit_before>{_UNIT})(?:走访|入户|联系)?(?:次数|频次|几次|[(]次[)])"
    rf"|(?:visits?|times?)?(?:per|a|each|every|/)(?P<english>{_SPAN})\b"
)
"""A heading whose numbers count visits: 走访频次（次/月）."""
_SPAN_OF: Final = pattern(
    rf"[(](?P<unit>{_UNIT}|{_SPAN})s?(?:/次)?[)]|几(?P<unit_before>周|星期|个?月)[一1]?[访次]|every(?P<english>{_SPAN})s"
)
"""A heading whose numbers count weeks or months between visits: 走访间隔（周）."""


def days_between(text: str, heading: str = "") -> int | None:
    """How many days lie between two visits, rounded down so that what is asked for is kept.

    A number alone is one of days, unless the heading says that it counts something else.
    """
    said = simplified(unicodedata.normalize("NFKC", text).strip().casefold())
    number = count(said)
    if number is not None:
        return _by_heading(number, heading) if heading else number
    if (word := said.replace("-", "").replace(" ", "")) in _WORDS:
        return _WORDS[word] if word.endswith("ly") else None
    if said in _BARE:
        return _BARE[said]
    found = _first(_CHINESE, "".join(said.split())) or _first(_ENGLISH, " ".join(said.split()))
    if found is None:
        return None
    parts = found.groupdict()
    span = _number(parts["n"]) * _DAYS[parts["unit"]]
    times = _number(parts.get("m"))
    return max(1, span // times) if times and span <= MOST else None


def _by_heading(number: int, heading: str) -> int | None:
    """A number alone, as its heading has it counted."""
    head = simplified(unicodedata.normalize("NFKC", heading).casefold())
    solid = "".join(head.split())
    if found := _TIMES_IN.search(solid):
        return max(1, _span(found) // number) if number else None
    if found := _SPAN_OF.search(solid):
        return number * _span(found) if number * _span(found) <= MOST else None
    return number


def _span(found: re.Match[str]) -> int:
    unit = next(word for word in found.groupdict().values() if word)
    return _DAYS[unit.removeprefix("个")]


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((found for each in patterns if (found := each.fullmatch(text))), None)


def _number(text: str | None) -> int:
    """What a number says; none given means one."""
    if not text:
        return 1
    return int(text) if text.isdecimal() else {**_NUMERALS, **_WORDS}[text]
