"""Which columns of a list say the same in all rows, so that they may give way."""

from __future__ import annotations

from fieldbook.ui.widgets.columns import SECTION, Column, ListRow
from fieldbook.ui.widgets.shown_rows import ShownRows

COLUMNS = (Column("head"), Column("group"), Column("due"))


def shown(*rows: ListRow) -> ShownRows:
    """A list of these rows."""
    found = ShownRows(COLUMNS)
    found.give(rows, 0)
    return found


def row(*cells: str, tone: str = "") -> ListRow:
    """A row that the filter finds by its first cell."""
    return ListRow(cells[0], cells, cells[0], tone)


def test_what_all_rows_have_in_common_is_known() -> None:
    """One other row is enough that a column says something; of what heads the rows only words stand."""
    first, second = row("ann", "3", ""), row("ben", "3", "")
    assert shown(first, second).alike() == {1: "3", 2: ""}
    assert shown(first, second, row("cat", "4", "")).alike() == {2: ""}
    assert shown(row("Today", tone=SECTION), first, second).alike() == {1: "3", 2: ""}


def test_one_row_alone_is_like_no_other() -> None:
    """Only what it leaves empty says nothing; and no row says nothing either."""
    assert shown(row("ann", "3", "")).alike() == {2: ""}
    assert shown(row("Today", tone=SECTION), row("ann", "3", "")).alike() == {2: ""}
    assert shown().alike() == {}


def test_a_row_of_fewer_cells_is_held_beside_the_others_as_far_as_it_goes() -> None:
    """What it has no cell for is not alike."""
    assert shown(row("ann", "3", ""), row("ben", "3")).alike() == {1: "3"}
    assert shown(row("ben", "3"), row("ann", "3", "")).alike() == {1: "3"}


def test_the_rows_a_filter_leaves_out_count_and_other_rows_are_looked_at_anew() -> None:
    """Columns do not come and go while somebody types; they may when what is shown is another list."""
    rows = shown(row("ann", "3", ""), row("ben", "4", ""))
    assert rows.alike() == {2: ""}
    rows.look_for("ann")
    assert (len(rows), rows.alike()) == (1, {2: ""})
    rows.give([row("ann", "3", "x"), row("ben", "3", "y")], 0)
    assert rows.alike() == {1: "3"}
