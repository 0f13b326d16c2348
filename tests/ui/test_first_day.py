"""What the figures of a first day say: of what nobody has done yet, no share."""

from __future__ import annotations

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.i18n import use_language
from fieldbook.reports.county import county
from fieldbook.ui.told.figures import week_lines
from fieldbook.ui.told.unit import unit_line, unit_lines, unit_list_rows
from tests.ui.hands import Screens


@pytest.fixture
def begun(book: Fieldbook) -> Fieldbook:
    """A book of seven groups, in English."""
    use_language("en")
    for number in range(7):
        book.groups.found(Draft(name=f"Group {number}", unit=["East"]))
    return book


def test_no_share_is_told_where_nothing_was_done(begun: Fieldbook) -> None:
    """“7 0%” said nothing: a column is empty, and a count has no percent behind it."""
    found = county(begun.shelf, (), begun.today)
    (row,) = unit_list_rows(found.parts)
    assert row.cells == ("East", "7", "-", "-", "-", "-", "-")
    assert not [each.text for each in unit_lines(found.total) if "%" in each.text]
    assert "surveyed 0 · type 1: 0" in unit_line(found.total)
    figures, late = begun.agenda().figures, begun.fortnight()
    lines = [each.text for each in week_lines(figures, late, narrowed=False, width=60)]
    surveyed = next(each for each in lines if each.startswith("Surveyed"))
    assert surveyed.split() == ["Surveyed", "0/7"]


def test_what_was_done_has_its_share(begun: Fieldbook) -> None:
    """From the first survey on."""
    begun.surveys.note(Draft(group=begun.groups.all()[0].id, type="2"))
    found = county(begun.shelf, (), begun.today)
    (row,) = unit_list_rows(found.parts)
    assert row.cells == ("East", "7", "14%", "-", "-", "100%", "-")
    told = [each.text for each in unit_lines(found.total)]
    assert "surveyed: 1 of 7 (14%)" in told


async def test_a_task_told_to_nobody_has_no_share(screens: Screens) -> None:
    """Nor behind the count of the households told."""

    def fill(book: Fieldbook) -> None:
        book.households.assign(Draft(head="张三"))
        book.tasks.write(Draft(title="春耕"))

    async with screens(fill=fill) as user:
        await user.press("b")
        await user.see("已交代0户")
        assert "%" not in user.seen()
