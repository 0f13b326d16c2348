"""Days as English writes them: with the months' names, and with what stands for them."""

from __future__ import annotations

import re
from typing import Final

from fieldbook.domain.dates.named import LAST, Named
from fieldbook.domain.dates.orders import full_year
from fieldbook.domain.dates.tails import Tail, read_tail
from fieldbook.patterns import pattern

MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\da-z:])"
_TO: Final = r"(?: ?(?:-|~|to|and|&) ?(?P<to>\d{1,2})(?:st|nd|rd|th)?(?![\d:]))?"
_YEAR: Final = r"(?P<year>\d{4}|'?\d\d(?![\d:]))"
_WHICH: Final = r"(?P<which>last|this|next|the coming)"
_PART: Final = r"(?P<part>end|beginning|start|middle|mid|early|late)"
_FORMS: Final = tuple(
    pattern(form)
    for form in (
        rf"(?:the )?{_DAY}{_TO}(?: of)?[ ./-]?{MONTH}(?:[ ,/-]{{1,2}}{_YEAR})?",
        rf"(?P<day>\d{{1,2}})\.?{MONTH}(?P<year>\d{{4}})(?!\d)",
        rf"{_YEAR}[ ,-]{{1,2}}{MONTH}[ -]{_DAY}",
        rf"{MONTH} ?(?:the )?{_DAY}{_TO}(?:,? {_YEAR})?",
        rf"(?:(?:the )?{_PART}[ -](?:of )?)?{MONTH}(?:[ ,-]{{1,2}}(?P<year>\d{{4}}))?(?! ?-)",
        rf"(?:the )?{_PART}[ -](?:of[ -])?(?:the )?(?:{_WHICH} )?(?P<unit>month|year)",
        rf"(?:the )?(?:{_WHICH} )?(?P<unit>month|year)(?:'s)?[ -](?P<part>end)",
        rf"(?:the )?{_DAY}(?: of)? {_WHICH} (?P<unit>month)",
        rf"{_WHICH} (?P<unit>month)(?:,| on)?(?: the)? {_DAY}",
        rf"{_WHICH} (?P<unit>month)\b",
        r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)\b",
    )
)
_END: Final = pattern(
    rf" ?(?:-|to|until|till) ?(?:the )?{_DAY}(?: of)?[ ./-]?{MONTH}(?:[ ,/-]{{1,2}}{_YEAR})?"
)
"""The last day of a span over two months: 24 Nov - 3 Dec 2026."""
_OF_YEAR: Final = pattern(r"(last|this|next) year(?:'s|,)?(?: on| in)? (?=\S)")
_YEAR_BEHIND: Final = pattern(r",?(?: of)? (last|this|next) year")
_ON: Final = {"last": -1, "this": 0, "next": 1, "the coming": 0}
_LASTS: Final = {"month": LAST, "early": 10, "late": LAST}
_PARTS: Final = {
    "month": 1,
    "end": LAST, "beginning": 1, "start": 1, "early": 1, "middle": 15, "mid": 15, "late": 21,
}  # fmt: skip


def written(plain: str, at: int) -> Named | None:
    """The day a text names in English, from there on; none where it names none."""
    named = _named(plain, at)
    if named is None and (found := _OF_YEAR.match(plain, at)):
        return _in_year(_named(plain, found.end()), found[1])
    return named


def _named(plain: str, at: int) -> Named | None:
    for form in _FORMS:
        if found := form.match(plain, at):
            end = _END.match(plain, found.end())
            if end and read_tail(plain, end.end()) is not None:
                first, last = _read(found), _read(end)
                return first.until(last) if first and last else None
            year = _YEAR_BEHIND.match(plain, found.end())
            tail = read_tail(plain, year.end() if year else found.end())
            if tail is not None:
                named = _read(found)
                return _in_year(named, year[1]) if year else _spanning(named, tail)
    return None


def _spanning(named: Named | None, tail: Tail) -> Named | None:
    return named.until(tail.end) if named and tail.end else named


def _in_year(named: Named | None, which: str) -> Named | None:
    """The day in the year that is meant; none where another year is said already."""
    return named._replace(years_on=_ON[which]) if named and named.yearless else None


def _read(found: re.Match[str]) -> Named | None:
    said = found.groupdict()
    part = "" if said.get("day") else said.get("part") or "month"
    day = _PARTS[part] if part else int(said["day"])
    if said.get("unit") == "year":
        return _of_year(day, said.get("which"))
    if said.get("unit") == "month":
        months_on = _ON[said["which"]] if said.get("which") else None
        return Named(day=day, months_on=months_on, last=_LASTS.get(part))
    if not said.get("month"):
        return Named(day=day)
    year = full_year(said["year"].lstrip("'")) if said.get("year") else None
    last = int(said["to"]) if said.get("to") else _LASTS.get(part)
    return Named(year, MONTHS.index(said["month"][:3]) + 1, day, last=last)


def _of_year(day: int, which: str | None) -> Named | None:
    """The first or the last day of a year; its middle is none."""
    if day not in {1, LAST}:
        return None
    month, day = (12, 31) if day == LAST else (1, 1)
    return Named(month=month, day=day, years_on=_ON[which] if which else None)
