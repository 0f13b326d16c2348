"""A relapse in what a stay had left behind counts in its own period and is told with the stay."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.records import FollowUp, Group, Issue, Record, Solution, Stay
from fieldbook.domain.shelf import Shelf
from fieldbook.papers import ANNEXES
from fieldbook.papers.composing import compose
from fieldbook.reports.lists import Asked, lines_of
from fieldbook.reports.meeting_method import FellBack
from tests.reports.test_meeting import Village, day

LEFT, FOUND = day(5), day(10)


def stayed(village: Village, found_on: dt.date = FOUND, studied_on: dt.date = LEFT) -> Group:
    """A stay that ended on the fifth; the group was looked at again, and one of its solutions."""
    group = village.add(Group, name="甲组")
    village.add(Stay, group=group.id, from_on=day(1), to_on=LEFT, purpose="建核心")
    issue = village.add(
        Issue, title="记工不公", summary="评工的事", found_on=day(1), group=group.id
    )
    solution = village.add(Solution, issues=(issue.id,), studied_on=studied_on, method="评工",
                           solved_on=LEFT)  # fmt: skip
    village.add(FollowUp, solution=solution.id, due_on=found_on, checked_on=found_on,
                result="relapsed", note="又记人情工")  # fmt: skip
    village.add(FollowUp, group=group.id, due_on=found_on, checked_on=found_on,
                result="relapsed", note="核心散了")  # fmt: skip
    village.add(FollowUp, group=group.id, due_on=found_on, checked_on=found_on, result="held")
    return group


def test_it_is_told_with_the_stay_and_the_words_of_the_check() -> None:
    """The stay ended before the period: its sides are told all the same, and what relapsed."""
    village = Village()
    stayed(village)
    found = village.meeting(since=FOUND, until=FOUND)
    assert found.figures.groups["after_stays"].many == 2
    assert found.figures.groups["stays"].many == 0
    (line,) = found.method.stays
    assert (line.group, line.purpose, len(line.sides)) == ("甲组", "建核心", 3)
    assert line.relapses == (
        FellBack(FOUND, "又记人情工", ("记工不公",), ("评工的事",)), FellBack(FOUND, "核心散了"),
    )  # fmt: skip
    paper = str(compose(found, audience="branch", annexes=ANNEXES))
    assert "“记工不公” did not hold. 又记人情工" in paper
    for texts in (False, True):
        above = str(compose(found, audience="above", annexes=ANNEXES, texts=texts))
        assert "“评工的事” did not hold." in above
        assert "记工不公" not in above


def test_a_list_of_relapses_is_about_the_issue_or_else_the_check() -> None:
    """Of a group itself there is no issue that came back: the line leads to what was found out."""
    village = Village()
    stayed(village)
    asked = Asked(Shelf(village.records), FOUND, DEFAULT_HABITS)
    lines = lines_of("relapsed", asked)
    assert {type(each.record): each.cells[-1] for each in lines} == {
        Issue: "又记人情工", FollowUp: "核心散了",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until", "many"),
    [(day(6), FOUND, 2), (FOUND, day(12), 2), (day(1), day(9), 0), (day(11), day(20), 0)],
)
def test_it_counts_in_the_period_of_the_check(since: dt.date, until: dt.date, many: int) -> None:
    """On the first and the last day it counts; before or after the period it does not."""
    village = Village()
    stayed(village)
    found = village.meeting(since=since, until=until)
    assert found.figures.groups["after_stays"].many == many
    assert sum(len(each.relapses) for each in found.method.stays) == many


@pytest.mark.parametrize(
    ("found_on", "studied_on", "many"),
    [(LEFT, LEFT, 2), (day(4), day(1), 0), (FOUND, day(6), 1)],
)
def test_only_what_the_stay_left_behind_relapses_after_it(
    found_on: dt.date, studied_on: dt.date, many: int
) -> None:
    """A check on the day it ended is after it; what was studied later is not of the stay."""
    village = Village()
    stayed(village, found_on, studied_on)
    found = village.meeting(since=day(1), until=day(20)).figures.groups
    assert found["after_stays"].many == many


def test_of_several_stays_it_is_the_last_one_that_had_ended() -> None:
    """A stay that runs, or ends later, had left nothing behind when the check was made."""
    village = Village()
    group = stayed(village)
    village.add(Stay, group=group.id, from_on=day(2), to_on=day(3), purpose="早的")
    village.add(Stay, group=group.id, from_on=day(6), to_on=day(11), purpose="晚的")
    village.add(Stay, group=group.id, from_on=day(6), purpose="还在")
    told = village.meeting(since=day(1), until=day(20)).method.stays
    assert {each.purpose: len(each.relapses) for each in told} == {
        "建核心": 2, "早的": 0, "晚的": 0, "还在": 0
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_plain_counting_finds_as_many(seed: int) -> None:
    """A loop over drawn stays and checks of groups finds the same, period by period."""
    drawn = random.Random(seed)
    village = Village()
    groups = [village.add(Group, name=f"{number}组").id for number in range(3)]
    records: list[Record] = []
    for _ in range(12):
        group, first = drawn.choice(groups), drawn.randint(1, 15)
        ended = day(first + drawn.randint(0, 4)) if drawn.random() < 0.8 else None
        records.append(village.add(Stay, group=group, from_on=day(first), to_on=ended))
        checked = day(drawn.randint(1, 20))
        records.append(
            village.add(FollowUp, group=drawn.choice(groups), due_on=checked, checked_on=checked,
                        result=drawn.choice(["held", "relapsed"]))
        )  # fmt: skip
    stays = [each for each in records if isinstance(each, Stay)]
    checks = [each for each in records if isinstance(each, FollowUp)]
    for since in range(1, 19, 3):
        many = 0
        for check in checks:
            on = check.checked_on
            if check.result == "relapsed" and on and day(since) <= on <= day(since + 2):
                many += any(e.group == check.group and e.to_on and e.to_on <= on for e in stays)
        found = village.meeting(since=day(since), until=day(since + 2))
        assert found.figures.groups["after_stays"].many == many


def test_the_paper_tells_it_and_the_level_above_gets_days_alone() -> None:
    """The branch reads what relapsed in the words of the check; above, only when."""
    village = Village()
    stayed(village)
    found = village.meeting(since=FOUND, until=FOUND)
    branch, above = (
        str(compose(found, audience=each, annexes=ANNEXES)) for each in ("branch", "above")
    )
    told = "looked at again: it did not hold."
    assert told in branch
    assert told in above
    assert "核心散了" in branch
    assert "核心散了" not in above
