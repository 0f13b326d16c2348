"""Spans of whole months: ``2026年1-3月``, ``第一季度``, ``下半年``, ``Jan-Mar 2026``, ``Q1 2026``."""

from __future__ import annotations

from typing import Final, NamedTuple

from fieldbook.domain.dates.english import MONTH, MONTHS
from fieldbook.domain.dates.named import LAST, Named
from fieldbook.patterns import pattern

_TO: Final = r" ?(?:-{1,2}|~|至|到|、|(?<= )to(?= )) ?"
_YEAR: Final = r"(?:(?P<year>大前|[前去今本明后]|\d{4}|1[0-4]\d|\d\d)年)"
_NTH: Final = r"(?P<nth>first|1st|second|2nd|third|3rd|fourth|4th)"
_NUMBERS: Final = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "上": 1, "下": 2,
}  # fmt: skip
_WAYS: Final = tuple(
    pattern(way)
    for way in (
        rf"{_YEAR}?(?P<first>\d{{1,2}})月?{_TO}(?P<last>\d{{1,2}})月份?",
        rf"{_YEAR}?(?:第?(?P<quarter>[1-4])季度?|(?P<half>[上下])半年)",
        rf"{_YEAR}?(?:前(?P<quarters>[2-4])个?|1{_TO}(?P<to>[2-4]))季度|{_YEAR.replace('year', 'of')}前(?P<months>\d{{1,2}})个?月",
        rf"{MONTH.replace('month', 'first')}{_TO}{MONTH.replace('month', 'last')}(?:,? ?(?P<year>\d{{4}}))?",
        r"(?:q(?P<quarter>[1-4])|h(?P<half>[12]))(?:,? ?(?P<year>\d{4}))?",
        rf"(?:the )?{_NTH} (?:quarter|(?P<half>half))(?:(?: of)? (?:the year|(?P<year>\d{{4}})))?",
        r"(?P<year>\d{4})(?:年| |-)?(?:q(?P<quarter>[1-4])|第?(?P<season>[1-4])季度?|h(?P<half>[12])|(?P<part>[上下])半年)",
        r"(?P<year>1[0-4]\d|\d\d)年q(?P<quarter>[1-4])",
    )
)


class Months(NamedTuple):
    """From which month to which, and the year as it was said."""

    first: int
    last: int
    year: str | None
    end: int
    """Where the text goes on."""


def months(plain: str, at: int) -> Months | None:
    """The months that are named from there on; none where no such span is."""
    for way in _WAYS:
        if found := way.match(plain, at):
            said = found.groupdict()
            first, last = _ends(said)
            if min(first, last) >= 1 and max(first, last) <= 12:
                return Months(first, last, said["year"] or said.get("of"), found.end())
    return None


def _ends(said: dict[str, str | None]) -> tuple[int, int]:
    if count := said.get("quarters") or said.get("to"):
        return 1, 3 * int(count)
    if count := said.get("months"):
        return 1, int(count)
    nth = said.get("nth") or ""
    if half := said.get("half") or said.get("part"):
        last = 6 * _number(nth or half)
        return last - 5, last
    if quarter := said.get("quarter") or said.get("season") or nth:
        last = 3 * _number(quarter)
        return last - 2, last
    return _month(said.get("first") or ""), _month(said.get("last") or "")


def _number(said: str) -> int:
    return _NUMBERS.get(said) or int(said)


def _month(said: str) -> int:
    return int(said) if said.isdecimal() else MONTHS.index(said[:3]) + 1


def named(span: Months) -> Named:
    """The first day of the span; its last is that of the last month."""
    return Named(None, span.first, last=LAST, last_month=span.last)
