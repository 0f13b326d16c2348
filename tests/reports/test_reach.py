"""How many households an issue concerns, which orders what the meeting decides."""

from __future__ import annotations

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.reports.meeting import meeting


def test_a_household_is_counted_once(book: Fieldbook) -> None:
    """An issue of a household and one of its group, solved together, concern the group's households."""
    group = book.groups.found(Draft(name="3组"))
    homes = [book.households.assign(Draft(head=f"户{n}", group=group.id)) for n in range(3)]
    own = book.issues.raise_(Draft(title="漏水", household=homes[0].id))
    shared = book.issues.raise_(Draft(title="断水", group=group.id))
    alone = book.issues.raise_(Draft(title="缺灯油", household=homes[1].id))
    book.solutions.note(Draft(issues=(own.id, shared.id), method="换管"))
    book.households.remove(homes[2].id)
    found = meeting(book.shelf, book.today, book.today, book.today, book.habits)
    assert {line.seq: line.reach for line in found.issues} == {
        own.seq: 2, shared.seq: 2, alone.seq: 1,
    }  # fmt: skip
