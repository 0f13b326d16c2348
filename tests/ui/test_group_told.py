"""What stands beside a work group on the Groups screen, as lines."""

from __future__ import annotations

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.i18n import use_language
from fieldbook.ui.told.group import group_lines
from tests.clock import Clock
from tests.village import build


def test_what_relapsed_is_told_under_its_own_count(clock: Clock) -> None:
    """Of what kind, and by whom: beneath the relapses, not beneath all that is open."""
    village = build(clock)
    use_language("zh_CN")
    village.book.solutions.solve(village.solution.id, Draft())
    village.book.follow_ups.check_at_once(village.solution.id, Draft(result="relapsed"))
    told = [each.text for each in group_lines(village.book, village.groups[0])]
    at = told.index("回生1次")
    assert told[at - 1] == "2个问题未解决"
    assert told[at + 1].startswith("回生问题类别：")


@pytest.mark.parametrize(
    ("language", "relapsed", "share"),
    [
        (
            "en",
            "relapsed, by who carried it out: the group itself 2",
            "solutions 1/1  100%",
        ),
        ("zh_CN", "回生问题由谁办：小组自办2", "办法 1/1  100%"),
    ],
)
def test_issues_that_relapsed_and_solutions_are_told_apart(
    clock: Clock, language: str, relapsed: str, share: str
) -> None:
    """One solution for two issues relapsed: 2 of the ones above 1 of 1 of the others is no slip."""
    village = build(clock)
    book, group = village.book, village.groups[1]
    use_language(language)
    titles = ("the ditch leaks", "the pump stands still")
    issues = [book.issues.raise_(Draft(title=each, group=group.id)).id for each in titles]
    solution = book.solutions.note(
        Draft(issues=issues, method="dig", carried_by="group", solved_on="today")
    )
    book.follow_ups.check_at_once(solution.id, Draft(result="relapsed", relapsed_issues=issues))
    told = [each.text for each in group_lines(book, group)]
    assert relapsed in told
    assert share in told
