"""What stands beside a work group on the Groups screen, as lines."""

from __future__ import annotations

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
    assert told[at + 1].startswith("类别：")
