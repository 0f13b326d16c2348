"""What points to a record that cannot be read is left as it is; what can be told is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.records import FollowUp, Group, Issue, Stay, Visit
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.groups import group_row, group_rows
from fieldbook.reports.meeting import meeting
from fieldbook.reports.relapses import relapses
from fieldbook.reports.stays import stay_figures
from fieldbook.reports.stories import story_of

AT = dt.datetime(2026, 11, 1, 8, tzinfo=dt.UTC)
DAY, TODAY = dt.date(2026, 11, 5), dt.date(2026, 11, 21)


def given(number: int) -> dict[str, Any]:
    return {"id": f"r{number}", "seq": number, "created_at": AT}


GROUP = Group(**given(1), name="3组")
CHECK = FollowUp(
    **given(2), solution="lost", due_on=DAY, checked_on=DAY, result="relapsed",
    relapsed_issues=("r3",),
)  # fmt: skip
ISSUE = Issue(**given(3), title="渠", found_on=DAY, group="r1")
STAY = Stay(**given(4), group="lost", from_on=DAY, to_on=dt.date(2026, 11, 10))
VISIT = Visit(**given(5), visited_on=DAY, household="lost")
STRAY = Issue(**given(6), title="灯", found_on=DAY, group="lost")
SHELF = Shelf([GROUP, CHECK, ISSUE, STAY, VISIT, STRAY])


def test_a_follow_up_of_a_lost_solution_stops_no_screen() -> None:
    """Groups, relapses and stories are told without it."""
    assert relapses(SHELF).rows == ()
    assert [each.relapses for each in group_rows(SHELF, TODAY)] == [0]
    assert group_row(SHELF, GROUP, TODAY).unsolved == 1
    assert story_of(SHELF, CHECK) == ()


def test_a_visit_to_a_lost_household_has_no_story() -> None:
    """It stands nowhere else either."""
    assert story_of(SHELF, VISIT) == ()


def test_a_stay_with_a_lost_group_says_what_is_left() -> None:
    """What names the group is counted, its name is not known."""
    found = stay_figures(SHELF, STAY, TODAY)
    assert found.group is None
    assert (found.during.found, found.during.type) == (1, None)


def test_the_meeting_is_told_without_what_was_lost() -> None:
    """Every visit and issue that can be read is there."""
    found = meeting(SHELF, DAY, TODAY, TODAY, DEFAULT_HABITS)
    assert (len(found.visits), len(found.issues)) == (1, 2)
