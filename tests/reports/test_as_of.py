"""Figures of a past period say what stood on its last day, not what stands today."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.records import (
    FollowUp,
    Group,
    Issue,
    Person,
    PostChange,
    Referral,
    Solution,
    Survey,
    Training,
)
from fieldbook.domain.shelf import Shelf
from fieldbook.papers import ANNEXES
from fieldbook.papers.composing import compose
from fieldbook.reports.as_of import as_of
from fieldbook.reports.meeting import Meeting, meeting
from tests.reports.test_meeting import SINCE, TODAY, Village, crowded, day

END = day(10)


@pytest.fixture
def month() -> Village:
    """A month in which much came after the tenth."""
    village = Village()
    leader = (Person(name="王大"), Person(name="李二"))
    group = village.add(
        Group, name="甲组", leader=leader[1], core_since=day(12), core_members=(leader[1],),
        post_changes=(PostChange(on=day(11), post="leader", before="王大", after="李二"),),
    )  # fmt: skip
    village.add(Group, name="乙组", core_since=END)
    village.add(Training, on=END, topic="夜课", training_kind="evening", group=group.id,
                attendees=(leader[0],))  # fmt: skip
    village.add(Survey, group=group.id, surveyed_on=day(11), type=1)
    village.add(Issue, title="后反映", found_on=day(1), referred_on=day(11), answered_on=day(12))
    village.add(
        Issue, title="又反映", found_on=day(1), referred_on=day(11),
        referred_before=(Referral(referred_on=END, answered_on=END, answer="好"),),
    )  # fmt: skip
    village.add(Issue, title="后作罢", found_on=day(2), dropped_on=day(11), drop_reason="搬走了")
    village.add(Issue, title="当天作罢", found_on=day(2), dropped_on=END, drop_reason="搬走了")
    village.add(Issue, title="后发现", found_on=day(11))
    for title, solved_on, relapsed_on in (
        ("当天解决", END, None), ("后解决", day(11), None), ("后回生", day(3), day(11)),
    ):  # fmt: skip
        issue = village.add(Issue, title=title, found_on=day(2))
        solution = village.add(Solution, issues=(issue.id,), studied_on=day(2), method="修",
                               solved_on=solved_on)  # fmt: skip
        if relapsed_on:
            village.add(FollowUp, solution=solution.id, due_on=day(5), checked_on=relapsed_on,
                        result="relapsed")  # fmt: skip
    return village


def of_the_tenth(village: Village) -> Meeting:
    """The meeting of the first ten days, looked back on from the 21st."""
    return village.meeting(since=day(1), until=END)


def test_issues_stand_as_on_the_last_day(month: Village) -> None:
    """Found, solved, dropped, relapsed or referred a day later, they were not yet."""
    found = of_the_tenth(month).figures.issues
    open_then = {"后反映", "又反映", "后作罢", "后解决"}
    assert found["open"].many == len(open_then)
    assert found["not_referred"].many == len(open_then - {"又反映"})
    assert found["unanswered"].many == 0
    now = month.meeting().figures.issues
    assert now["open"].many == len({"后反映", "又反映", "后发现", "后回生"})
    assert now["not_referred"].many == len({"后发现", "后回生"})
    assert now["unanswered"].many == len({"又反映"})


def test_core_groups_types_and_training_stand_as_on_the_last_day(month: Village) -> None:
    """A core group of the last day counts, one of the day after does not; nor do surveys and posts."""
    found = of_the_tenth(month)
    assert found.figures.groups["with_core"][:2] == (1, 2)
    assert found.figures.groups["surveyed"][:2] == (0, 2)
    assert found.method.untrained[:2] == (0, 1)
    now = month.meeting()
    assert now.figures.groups["with_core"][:2] == (2, 2)
    assert now.figures.groups["surveyed"][:2] == (1, 2)
    assert now.method.untrained[:2] == (1, 1)


@pytest.mark.parametrize("seed", range(6))
def test_as_of_any_day_is_what_plain_counting_finds(seed: int) -> None:
    """A loop over dated facts finds as many open issues on each day; today it is the book itself."""
    records = crowded(seed)
    shelf = Shelf(records)
    assert [as_of(shelf, TODAY).status(each) for each in shelf.every(Issue)] == [
        shelf.status(each) for each in shelf.every(Issue)
    ]
    for ago in range(0, 50, 7):
        last = TODAY - dt.timedelta(days=ago)
        solutions = [e for e in records if isinstance(e, Solution) and e.studied_on <= last]
        checks = [e for e in records if isinstance(e, FollowUp)
                  if e.result == "relapsed" and e.checked_on and e.checked_on <= last]  # fmt: skip
        spent = {each.solution for each in checks}
        shut = {e.issues[0] for e in solutions
                if e.solved_on and e.solved_on <= last and e.id not in spent}  # fmt: skip
        there = [e for e in records if isinstance(e, Issue) and e.found_on <= last]
        found = meeting(shelf, SINCE, last, TODAY, DEFAULT_HABITS).figures.issues
        assert found["open"].many == sum(each.id not in shut for each in there)


def test_a_paper_of_a_past_period_says_of_which_day_it_tells(month: Village) -> None:
    """It says so below the figures, and what nobody knows of that day; a paper of today does not."""
    words = "households and work groups are those of today"
    assert words in str(compose(of_the_tenth(month), audience="branch", annexes=ANNEXES))
    assert words not in str(compose(month.meeting(), audience="branch", annexes=ANNEXES))


def test_study_of_the_last_day_itself_has_begun(month: Village) -> None:
    """What was taken into study on the day is known then; what came a day later is not."""
    issue = month.add(Issue, title="缺柴", found_on=SINCE, studied_before=(END, day(11)))
    then = as_of(Shelf(month.records), END)
    assert then.get(Issue, issue.id).studied_before == (END,)
