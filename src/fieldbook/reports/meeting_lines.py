"""The rows of a meeting: visits, issues, solutions, what is due; frozen, without markup."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from fieldbook.domain.namesakes import ALONE, Apart
from fieldbook.domain.records import Person

LOOK_AHEAD: Final = 10
"""Days: what falls due within them is told at the meeting."""


class Place(NamedTuple):
    """The household or the group that a row belongs to; empty texts where there is none."""

    household: str = ""
    """The head of the household."""
    code: str = ""
    group: str = ""
    as_written: str = ""
    """The household's name as it was written where it could not be resolved yet."""
    apart: Apart = ALONE
    """What else tells the household from others of its name, where group and number do not."""


class VisitLine(NamedTuple):
    """One visit, with what was noted and learned."""

    on: dt.date
    manner: str
    place: Place = Place()
    visitors: tuple[str, ...] = ()
    """Who went: the one who wrote it down, and the companions."""
    explained: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    met: tuple[Person, ...] = ()
    tasks: tuple[str, ...] = ()
    note: str = ""
    learned: str = ""
    promised: str = ""


class StepLine(NamedTuple):
    """One step of a solution."""

    what: str = ""
    who: str = ""
    due_on: dt.date | None = None
    done_on: dt.date | None = None


class CheckLine(NamedTuple):
    """One follow-up that was made."""

    on: dt.date
    result: str
    note: str = ""


class SolutionLine(NamedTuple):
    """What was studied for an issue, with whom, and what came of it."""

    state: str
    studied_on: dt.date | None
    """None where it is not known, where a file brought it and nobody is named, or a meeting began it."""
    carried_by: str = ""
    due_on: dt.date | None = None
    next_on: dt.date | None = None
    """Its own day or that of an open step, whichever comes first; none once it is solved."""
    solved_on: dt.date | None = None
    solved_text: str | None = None
    """A file's own words, where the day is only that of taking in."""
    responsible: Person | None = None
    with_whom: tuple[Person, ...] = ()
    method: str = ""
    steps: tuple[StepLine, ...] = ()
    result: str = ""
    checks: tuple[CheckLine, ...] = ()
    issues: tuple[int, ...] = ()
    """The numbers of all issues it is for."""


class ReferralLine(NamedTuple):
    """One referral that was answered before the issue was referred again."""

    referred_on: dt.date
    answered_on: dt.date | None = None
    referred_to: str = ""
    answer: str = ""


class DecisionLine(NamedTuple):
    """What a meeting decided on an issue, where it is not the issue's answer."""

    on: dt.date
    what: str = ""


class IssueLine(NamedTuple):
    """One issue to discuss."""

    seq: int
    status: str
    kind: str
    found_on: dt.date
    found_text: str | None = None
    """The file's own words, where the day is only that of taking in."""
    focus: str = ""
    due_on: dt.date | None = None
    due_text: str = ""
    relapses: int = 0
    referred_on: dt.date | None = None
    answered_on: dt.date | None = None
    decided: tuple[DecisionLine, ...] = ()
    """The earliest first."""
    decided_on: dt.date | None = None
    """The day of the last meeting that decided on it."""
    put_off_on: dt.date | None = None
    """The day of the last that put it off."""
    dropped_on: dt.date | None = None
    place: Place = Place()
    raised_by: Person | None = None
    title: str = ""
    summary: str = ""
    """One line of it meant for others than the branch."""
    detail: str = ""
    referred_to: str = ""
    answer: str = ""
    drop_reason: str = ""
    referred_before: tuple[ReferralLine, ...] = ()
    """The referrals before the latest, the earliest first."""
    waits: tuple[str, ...] = ()
    """What it waits for, as :func:`fieldbook.reports.waiting.waiting` says it."""
    reach: int = 0
    """How many households it concerns, as far as the book says."""
    contact: str = ""
    """The member in whose contact the household is."""
    solutions: tuple[SolutionLine, ...] = ()
    """The latest first."""


class DueLine(NamedTuple):
    """Something that falls due within :data:`LOOK_AHEAD` days, or is overdue."""

    on: dt.date
    days: int
    """Days until then; negative: overdue."""
    what: str
    """``visit``, ``follow_up``, ``solution``, ``step``, ``issue``, ``work`` or ``task``."""
    place: Place = Place()
    who: tuple[str, ...] = ()
    about: str = ""
    """What it is about: an issue, or work; of a visit, what was promised at the last one."""
    summary: str = ""
    """The issue's line for others."""
    issues: tuple[int, ...] = ()
    """The numbers of the issues it is about."""
    method: str = ""
    """Of a solution that is to be carried out, or a step of it, what is to be done."""


class MatterLine(NamedTuple):
    """One matter, and what was decided on it."""

    topic: str
    issue: int | None = None
    """The number of the issue it is about."""
    decided: str = ""
    who: str = ""
    due_on: dt.date | None = None
    is_put_off: bool = False
    """Whether it was decided to decide nothing now."""
    place: str = ""
    """Whose issue it is: the head of the household, or the group."""
    apart: Apart = ALONE
    """What tells it from others of its name."""
    summary: str = ""
    """The issue's line for others."""


class PageLine(NamedTuple):
    """What somebody of the branch wrote: a page of the diary, or the note of a training."""

    on: dt.date
    kind: str
    """A code of the diary's or of the trainings' kinds."""
    topic: str = ""
    text: str = ""
    matters: tuple[MatterLine, ...] = ()
    """Of a meeting, those on which something was decided."""
