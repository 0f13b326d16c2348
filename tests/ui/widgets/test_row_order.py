"""The order of rows: values before words, what is empty last, equals as they stood."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.row_order import Sort, places_kept, sorted_rows

COLUMNS = (Column("name"), Column("due", by=0))


def names(cells: list[str], *, falling: bool = False) -> list[str]:
    """Names put in order."""
    rows = [ListRow(str(at), (cell, ""), "") for at, cell in enumerate(cells)]
    return [row.cells[0] for row in sorted_rows(rows, COLUMNS, Sort("name", falling))]


@pytest.mark.parametrize(
    "cells",
    [
        ["2", "9", "10", "101"],
        ["A-2", "a-10", "B-1"],
        ["第一村民小组", "第二村民小组", "三组", "第十村民小组"],
        ["陈桂生", "李霞", "王平", "张三", "赵祥"],
        ["0%", "25%", "100%"],
        ["#7", "#12"],
    ],
    ids=str,
)
def test_words_stand_as_people_count_and_spell_them(cells: list[str]) -> None:
    """Numbers count for what they come to, Chinese names stand by their sound, case is nothing."""
    assert names(list(reversed(cells))) == cells
    assert names(cells, falling=True) == cells[::-1]


@pytest.mark.parametrize("falling", [False, True])
def test_what_is_empty_stands_last(falling: bool) -> None:
    """An empty cell, or the dash of one, stands last whichever way the column is sorted."""
    assert names(["", "b", "-", "a"], falling=falling)[2:] == ["", "-"]


@pytest.mark.parametrize("falling", [False, True])
def test_equals_stay_as_they_stood(falling: bool) -> None:
    """Rows of one value keep the order they had, whichever way the column is sorted."""
    rows = [ListRow(str(at), ("same", ""), "") for at in range(50)]
    assert sorted_rows(rows, COLUMNS, Sort("name", falling)) == rows


def test_a_column_with_values_is_sorted_by_them() -> None:
    """Days are sorted as days, not as the words ``in 10d`` and ``in 9d``; no day stands last."""
    told = {"in 10d": 10, "": None, "in 9d": 9, "today": 0, "3d overdue": -3}
    rows = [ListRow(due, ("x", due), "", values=(days,)) for due, days in told.items()]
    kept = [row.key for row in sorted_rows(rows, COLUMNS, Sort("due"))]
    assert kept == ["3d overdue", "today", "in 9d", "in 10d", ""]


def test_a_text_of_several_lines_is_one_text() -> None:
    """A line break in a cell does not put other rows out of order."""
    assert names(["b\nc", "c", "a"]) == ["a", "b\nc", "c"]


@given(
    stood=st.lists(st.integers(0, 9), unique=True),
    given_now=st.lists(st.integers(0, 14), unique=True),
)
def test_rows_that_were_there_keep_their_places(stood: list[int], given_now: list[int]) -> None:
    """What stood there stands as it stood, as it is now; what is new stands below what it is given below."""
    before = [ListRow(str(each), ("before",), "") for each in stood]
    now = [ListRow(str(each), ("now",), "") for each in given_now]
    kept = places_kept(before, now, lambda: now)
    assert sorted(kept) == sorted(now)
    assert [int(row.key) for row in kept if int(row.key) in stood] == [
        each for each in stood if each in given_now
    ]
    for above, row in pairwise(now):
        if int(row.key) not in stood and int(above.key) in stood:
            assert kept[kept.index(above) + 1] == row
