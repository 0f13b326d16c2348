"""What a meeting is to decide: the issues that do not go on by themselves, the most pressing first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.folding import solid
from fieldbook.reports.meeting_lines import IssueLine, SolutionLine

MOST: Final = 10
"""Matters that a report puts before a meeting one by one; the others are counted."""


def pressing(issues: Iterable[IssueLine], today: dt.date) -> tuple[IssueLine, ...]:
    """The issues a meeting is to decide on, the most pressing first.

    First what relapsed, then what is past its day or was not referred in time, then what waits for an
    answer, then what concerns the most households; among equals the oldest. What is being carried out
    and waits for nothing needs no decision, nor does what a meeting has decided on.
    """
    asked = [
        each
        for each in issues
        if each.status in UNSOLVED and not (goes_on(each, today) or is_decided(each, today))
    ]
    return tuple(sorted(asked, key=lambda each: _urgency(each, today)))


def once(matters: Iterable[IssueLine]) -> tuple[list[IssueLine], ...]:
    """Each matter, with all that is one: several books have it of one place, or one solution is for them."""
    found: dict[object, list[IssueLine]] = {}
    for each in matters:
        found.setdefault(_what_is_one(each), []).append(each)
    return tuple(found.values())


def _what_is_one(issue: IssueLine) -> object:
    title = solid(issue.title or issue.summary).strip("。.!")
    solution = at_work(issue)
    if title and solution and len(solution.issues) > 1:
        contact = "" if solution.responsible else issue.contact
        standing = (issue.status, issue.relapses, issue.waits, issue.due_on, issue.referred_on)
        return title, solution.issues, standing, contact
    # Where no title may be read, nothing says they are one.
    return (title, issue.place) if title and any(issue.place) else issue.seq


def goes_on(issue: IssueLine, today: dt.date) -> bool:
    """Whether an issue is being carried out as it was decided, and the branch knows how it stands."""
    if is_late(issue, today) or "unanswered" in issue.waits:
        return False
    return issue.status == "acting" and not is_to_be_referred_anew(issue)


def is_to_be_referred_anew(issue: IssueLine) -> bool:
    """Whether it was referred, and has relapsed since."""
    return issue.referred_on is not None and "unreferred" in issue.waits


def is_decided(issue: IssueLine, today: dt.date) -> bool:
    """Whether a meeting has decided on an issue as it was referred last, and nobody acts on it yet."""
    referred, decided = issue.referred_on, issue.decided_on
    if issue.status not in UNSOLVED - {"acting"} or not referred or not decided:
        return False
    open_still = {"unreferred", "unanswered"}.intersection(issue.waits)
    return decided >= referred and not open_still and not is_late(issue, today)


def is_put_off(issue: IssueLine) -> bool:
    """Whether a meeting put it off since it was referred, and nobody answered yet."""
    referred, put_off = issue.referred_on, issue.put_off_on
    return bool(referred and put_off and put_off >= referred and "unanswered" in issue.waits)


def only_waits(issue: IssueLine, today: dt.date) -> bool:
    """Whether it is carried out in time, and nothing but the answer is wanting."""
    goes = at_work(issue) is not None and not is_late(issue, today)
    return goes and "unanswered" in issue.waits and not is_put_off(issue)


def is_asked_above(issue: IssueLine, today: dt.date) -> bool:
    """Whether help with an answer is wanted; what the branch put off, or is carried out in time, is its own."""
    return "unanswered" in issue.waits and not (is_put_off(issue) or only_waits(issue, today))


def is_late(issue: IssueLine, today: dt.date) -> bool:
    """Whether its day, or that of its solution or a step, is past, or it was not referred in time."""
    if "overdue" in issue.waits or "late" in issue.waits:
        return True
    solution = at_work(issue)
    return bool(solution and solution.next_on and solution.next_on < today)


def at_work(issue: IssueLine) -> SolutionLine | None:
    """The latest solution that is still carried out; what relapsed is not proposed again."""
    return next((each for each in issue.solutions if each.state == "acting"), None)


def _urgency(issue: IssueLine, today: dt.date) -> tuple[bool, bool, bool, int, dt.date, int]:
    return (
        issue.status != "relapsed",
        not is_late(issue, today),
        "unanswered" not in issue.waits,
        -issue.reach,
        issue.found_on,
        issue.seq,
    )
