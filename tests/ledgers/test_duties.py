"""Who answers for what 分工负责, in the ledger: it comes back, and a changed cell is a change of posts."""

from __future__ import annotations

from typing import Any

from tests.ledgers.conftest import empty_book, preview_of, workbook_of
from tests.ledgers.test_edited import edited
from tests.village import Village

from fieldbook.domain.drafts import Draft

DUTIES = (("生产", "王大山"), ("学习", "孙二娘、王大山"), ("安全", ""))


def test_duties_come_back_from_a_workbook(village: Village) -> None:
    """An empty book that takes the workbook in has each area with those who answer for it."""
    group = village.groups[0]
    duties = [{"area": area, "who": who} for area, who in DUTIES if who]
    village.book.groups.edit(group.id, Draft(duties=duties))
    other = empty_book()
    other.intake.take(preview_of(other, workbook_of(village.book)))
    found = next(each for each in other.groups.all() if each.name == group.name)
    assert [(each.area, each.who) for each in found.duties] == [e for e in DUTIES if e[1]]
    other.undo()
    assert not other.groups.all()


def test_a_changed_cell_is_a_change_of_posts(village: Village) -> None:
    """Who writes another name into the cell hands the area over on that day, undone as one act."""
    book, group = village.book, village.groups[0]
    book.groups.edit(group.id, Draft(duties=[{"area": "生产", "who": "王大山"}]))

    def other_name(sheet: Any, columns: dict[str, int]) -> None:
        column = next(n for heading, n in columns.items() if "|" in heading and "area" in heading)
        row = next(
            n for n in range(2, 9) if group.name in str(sheet.cell(n, columns["Group name"]).value)
        )
        sheet.cell(row, column).value = "生产 | 孙二娘"

    intake = preview_of(book, edited(book, "Work groups", other_name))
    before = book.groups.get(group.id)
    book.intake.take(intake, update=True)
    after = book.groups.get(group.id)
    assert [(each.area, each.who) for each in after.duties] == [("生产", "孙二娘")]
    change = after.post_changes[-1]
    told = (change.on, change.post, change.before, change.after)
    assert told == (book.today, "生产", "王大山", "孙二娘")
    book.undo()
    assert book.groups.get(group.id).duties == before.duties
