"""What the surveys of a period found, group by group, and the road of each group so far."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from fieldbook.domain.codes import FOUND
from fieldbook.domain.marks import surveyed_day
from fieldbook.domain.namesakes import ALONE, Apart, apart
from fieldbook.domain.records import Group, Survey
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.groups import ORDER
from fieldbook.reports.meeting_figures import Period, surveyed_in

_RANK: Final = {each: number for number, each in enumerate(ORDER)}


class FindingLine(NamedTuple):
    """What one survey found, in its own headings."""

    on: dt.date
    type: int
    attendance: str = ""
    labour: str = ""
    management: str = ""
    leadership: str = ""
    other: str = ""


class SurveyedLine(NamedTuple):
    """One group that was surveyed in the period."""

    group: str
    on: dt.date
    """The day of its latest survey."""
    type: int
    """As the latest survey has it."""
    road: tuple[tuple[dt.date | None, int], ...]
    """(day, type) of every survey up to the end of the period, the earliest first."""
    findings: tuple[FindingLine, ...] = ()
    """Of the surveys of the period in which something was noted."""
    apart: Apart = ALONE
    """What tells it from others of its name."""


def survey_lines(shelf: Shelf, period: Period) -> tuple[SurveyedLine, ...]:
    """The groups surveyed in the period: what wants work first, then in the order they came."""
    found = [_line(shelf, group, surveys, period) for group, surveys in surveyed_in(shelf, period)]
    found.sort(key=lambda line: _RANK.get(line.type, len(_RANK)))
    return tuple(found)


def _line(shelf: Shelf, group: Group, surveys: list[Survey], period: Period) -> SurveyedLine:
    latest = surveys[-1]
    findings = (_finding(each) for each in surveys if period.has(surveyed_day(each)))
    return SurveyedLine(
        group.name,
        latest.surveyed_on,
        latest.type,
        tuple((surveyed_day(each), each.type) for each in surveys),
        tuple(each for each in findings if any(each[2:])),
        apart(shelf, group),
    )


def _finding(survey: Survey) -> FindingLine:
    found = {name: getattr(survey.findings, name) for name in FOUND}
    return FindingLine(survey.surveyed_on, survey.type, **found)
