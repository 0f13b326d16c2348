from __future__ import annotations

import pytest

from fieldbook.ui.widgets.columns import GAP, Column, Placed, place

COLUMNS = (
    Column("name", None, min_width=6, priority=9),
    Column("place", 8, priority=5),
    Column("people", 4, priority=1),
    Column("due", 8, priority=7),
)


def test_all_columns_share_a_wide_list() -> None:
    """Where there is room, every column is shown and the flexible one takes the rest."""
    placed = place(COLUMNS, 60)
    assert [column.cell for column in placed] == [0, 1, 2, 3]
    assert sum(column.width for column in placed) + 3 * GAP == 60


def test_the_least_important_column_goes_first() -> None:
    """A narrow list drops columns by priority, not by place."""
    assert [column.cell for column in place(COLUMNS, 28)] == [0, 1, 3]
    assert [column.cell for column in place(COLUMNS, 17)] == [0, 3]
    assert [column.cell for column in place(COLUMNS, 8)] == [0]


def test_a_column_is_cut_to_its_least_before_it_goes() -> None:
    """Less important ones go first; then it gives what is missing, as far as it may be cut."""
    columns = [
        Column("title", None, min_width=18, priority=9),
        Column("household", 14, least=8, priority=5),
        Column("kind", 8, priority=3),
    ]
    assert place(columns, 44) == (Placed(0, 18), Placed(1, 14), Placed(2, 8))
    assert place(columns, 34) == (Placed(0, 18), Placed(1, 14))
    assert place(columns, 28) == (Placed(0, 18), Placed(1, 8))
    assert place(columns, 27) == (Placed(0, 27),)


def test_of_equal_columns_the_rightmost_goes() -> None:
    """What stands at the left names the row and stays."""
    assert [column.cell for column in place((Column("a", 5), Column("b", 5)), 8)] == [0]


def test_the_last_column_is_cut_to_the_list() -> None:
    """Even one column is never wider than the list."""
    assert place((Column("a", 20),), 8)[0].width == 8


def test_room_goes_where_words_need_it() -> None:
    """A short name leaves the title its room, a date takes no more than it says, a full list grows."""
    columns = (Column("name", None, 4), Column("unit", None, 8), Column("due", 11), Column("x", 6))
    assert [each.width for each in place(columns, 40, (9, 12, 5, 4))] == [11, 14, 5, 4]
    assert [each.width for each in place(columns, 40, (9, 30, 5, 4))] == [9, 16, 5, 4]
    assert [each.width for each in place(columns, 60, (9, 12, 20, 9))] == [11, 14, 20, 9]


def test_no_column_goes_short_by_more_than_the_others() -> None:
    """Where not all words have room, those that need most end alike."""
    columns = (Column("a", None, 4), Column("b", None, 4), Column("c", None, 4))
    assert [each.width for each in place(columns, 52, (8, 30, 40))] == [8, 20, 20]


def test_a_column_of_no_width_is_not_shown() -> None:
    """What a list has no use for takes neither cells nor a gap."""
    columns = (Column("a", 4), Column("", 0), Column("b", 4))
    assert [each.cell for each in place(columns, 40)] == [0, 2]


def test_a_name_is_whole_before_a_further_column_is_shown() -> None:
    """A column of less weight goes, rather than that a name is cut; a long title need not be whole."""
    columns = (Column("name", None, 4, priority=9), Column("due", 8, priority=8), Column("x", 6))
    assert [each.cell for each in place(columns, 24, (11, 8, 6))] == [0, 1]
    assert [each.width for each in place(columns, 30, (40, 5, 3))] == [18, 5, 3]


def test_a_number_goes_before_names_and_groups_are_cut_to_be_alike() -> None:
    """What only stands beside names leaves its room to them, once they would be cut to a few cells."""
    columns = (
        Column("head", None, min_width=8, priority=9),
        Column("group", None, min_width=12, priority=5, quiet=True, kept=True),
        Column("no", 4, priority=6, quiet=True),
        Column("due", 11, priority=8, kept=True),
    )
    assert [tuple(each) for each in place(columns, 39, (16, 11, 3, 10))] == [
        (0, 14),
        (1, 11),
        (3, 10),
    ]
    assert [each.width for each in place(columns, 39, (16, 8, 3, 10))] == [12, 8, 3, 10]


@pytest.mark.parametrize("needs", [(40, 14, 12, 4), None])
def test_names_are_cut_before_it_is_left_out_what_is_due(needs: tuple[int, ...] | None) -> None:
    """A kept column goes last: not for a title, whether words are measured or not."""
    columns = (
        Column("title", None, min_width=18, priority=9),
        Column("group", None, min_width=12, priority=5, kept=True),
        Column("due", 11, priority=6, kept=True),
        Column("x", 4, priority=1),
    )
    placed = place(columns, 36, needs)
    assert [each.cell for each in placed] == [0, 1, 2]
    assert placed[2].width == (12 if needs else 11)
    assert sum(each.width for each in placed) + 2 * GAP == 36
    assert [each.cell for each in place(columns, 30, needs)] == [0, 2]


def test_columns_never_take_more_than_there_is() -> None:
    """A column that is wide from the beginning gives nothing back to one that is short of room."""
    columns = (
        Column("state", 8, priority=9),
        Column("due", 11, priority=8, kept=True),
        Column("who", 30, priority=4),
    )
    placed = place(columns, 56, (27, 12, 39))
    assert [each.width for each in placed] == [10, 12, 30]


HOUSEHOLDS = (
    Column("head", None, min_width=8, priority=9),
    Column("group", None, min_width=12, priority=5, quiet=True, kept=True),
    Column("no", 4, priority=6, quiet=True),
    Column("people", 6, priority=1, quiet=True),
    Column("due", 11, priority=8, kept=True),
)
NEEDS = (20, 9, 3, 6, 10)


def shown(width: int, alike: dict[int, str], needs: tuple[int, ...] = NEEDS) -> list[int]:
    """The numbers of the columns of households that are shown."""
    return [each.cell for each in place(HOUSEHOLDS, width, needs, alike)]


def test_what_tells_nothing_gives_way_first() -> None:
    """First what is empty in all rows, then what stands beside names and says the same in all."""
    assert shown(56, {1: "Road Crew", 2: ""}) == [0, 1, 2, 3, 4]  # all words have room
    assert shown(55, {1: "Road Crew", 2: ""}) == [0, 1, 3, 4]
    assert shown(50, {1: "Road Crew", 2: ""}) == [0, 3, 4]
    assert place(HOUSEHOLDS, 42, NEEDS, {1: "Road Crew", 2: ""})[0].width == 22


def test_others_that_say_the_same_go_before_what_differs() -> None:
    """A day that is the same in all rows stands as long as names of usual length have room."""
    assert shown(49, {4: "new"}, (20, 9, 3, 3, 10)) == [0, 1, 2, 3, 4]
    assert shown(48, {4: "new"}, (20, 9, 3, 3, 10)) == [0, 1, 2, 3]


def test_what_names_a_row_never_gives_way_for_saying_the_same() -> None:
    """Sixteen households of one name are told apart by what stands beside it."""
    assert shown(12, {0: "杨正华", 4: "new"}) == [0]
