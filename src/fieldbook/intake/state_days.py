"""The day that stands in the words of a state: 已办结（3月6日）, √ 3/6, 2026.3.6销号, closed on 5 Mar 2026."""

from __future__ import annotations

import re
from typing import Final

from fieldbook.domain.dates.english import MONTH
from fieldbook.patterns import pattern

_M: Final = r"(?:0?[1-9]|1[0-2])"
_D: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_LATE: Final = r"(?:1[3-9]|2\d|3[01])"
"""A day that is no month."""
_YEAR: Final = r"(?:(?:民国)?(?:\d{4}|1[0-4]\d|\d\d))"
_ALONE: Final = r"(?=\s|$|[)\]】〕,，;；、。:：~至到-]|[已完办销消解结整竣闭验回])"
"""What follows upon a day of two numbers: 5.3公里 is none."""
_MONTH: Final = MONTH.replace("?P<month>", "?:")
_DAY: Final = pattern(
    rf"(?<![\d./])(?<!\d[,:-])(?:"
    rf"{_YEAR}\s*(?:年|[-/.])\s*{_M}\s*[-/.月]\s*{_D}(?:[日号]|(?!\d))"
    rf"|\d{{4}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)|{_D}[-/.]{_D}[-/.]\d{{4}}(?!\d)"
    rf"|{_YEAR}年\s*{_M}月(?:份|[上中下]旬|[底末初中])?(?![\d前])|{_M}月(?:份|[上中下]旬|[底末初])(?!前)"
    rf"|{_M}\s*月\s*{_D}(?:[日号]|(?!\d))|{_M}月(?=\s*(?:$|[)\]】〕,，;；]))"
    rf"|(?P<short>{_M}[./-]{_D}|{_LATE}/{_M})(?:[日号]|{_ALONE})"
    rf"|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?[ ./-]?(?:of )?{_MONTH}(?:[ ,/-]{{1,2}}(?:\d{{4}}|'?\d\d)(?!\d))?"
    rf"|{_MONTH} ?(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,? \d{{4}})?"
    r")(?:\s*(?:--|[-~至到])\s*(?:(?:\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*)?\d{1,2}[日号]?(?![\d./]))?"
    r"(?:[t ]?\d{1,2}:\d\d(?::\d\d)?|\d{1,2}[时点](?:\d{1,2}分)?)?"
)
"""A day, or a span of days, within other words."""
_BEFORE_A_STROKE: Final = pattern(
    r"(?:^|[(\[【〔是对√✓✔☑✅于]|\by|\byes|\b(?:closed|resolved|solved|fixed|repaired|withdrawn|cancell?ed)(?: on)?)\s*$"
)
"""What stands before 3/6 where it is a day: behind any other word it may be three of six."""
_LEADS: Final = pattern(r"(?:\b(?:on|at|dated?)|已?于|[:：-])\s*$")
"""What leads from a state to its day."""


def days_in(plain: str) -> list[re.Match[str]]:
    """The days that stand in the words of a state, each as it is written there."""
    if not any(map(str.isdigit, plain)):
        return []
    return [found for found in _DAY.finditer(plain) if _is_day(found)]


def is_western_day(plain: str) -> bool:
    """Whether a text is a day with its month's name or its year last, and nothing else."""
    found = days_in(plain)
    return len(found) == 1 and found[0][0] == plain and plain.isascii() and not found[0]["short"]


def _is_day(found: re.Match[str]) -> bool:
    if "/" not in (found["short"] or ""):
        return True
    return _BEFORE_A_STROKE.search(found.string[: found.start()]) is not None


def without_days(plain: str) -> str:
    """The words without their days, and without what leads to them."""
    for found in reversed(days_in(plain)):
        if found[0] == plain:
            return plain
        before = plain[: found.start()]
        lead = _LEADS.search(before)
        plain = f"{before[: lead.start()] if lead else before} {plain[found.end() :]}"
    return " ".join(plain.split())
