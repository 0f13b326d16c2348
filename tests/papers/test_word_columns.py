"""The columns of a table on paper: the fewest lines, and no word broken."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldbook.papers.outline import Table
from fieldbook.papers.word.columns import fewest_lines, in_proportion
from fieldbook.papers.word.measuring import line_count, piece_widths, pieces, width_of

WORDS = st.lists(
    st.sampled_from(["陈桂生", "石桥2组03号", "Households", "told", "，", "11月25日", "补渠口"])
)
CELL = WORDS.map(" ".join)


def lines_of(table: Table, widths: list[int]) -> int:
    """How many lines a table takes."""
    return sum(
        max(line_count(piece_widths(cell), width) for cell, width in zip(row, widths, strict=True))
        for row in (table.head, *table.rows)
    )


def test_a_long_column_gives_way_before_a_name_with_its_place() -> None:
    """A household with its group and number stands on one line while the words beside it wrap."""
    rows = [("11月25日", f"陈桂生（石桥2组0{n}号）", "问水利站借两根铁管" * n) for n in range(1, 6)]
    fit = fewest_lines(Table(("到期", "对象", "事项"), tuple(rows)), 36_000)
    assert fit
    widths = fit.widths
    assert all(width_of(row[1]) <= widths[1] for row in rows)
    assert all(width_of(row[0]) <= widths[0] for row in rows)


def test_the_widths_fill_the_room() -> None:
    """What no column asks for is spread over all, so that a table is as wide as the text."""
    fit = fewest_lines(Table(("a", "b"), (("1", "2"),)), 40_000)
    assert fit
    assert 39_990 <= sum(fit.widths) <= 40_000


def test_a_name_at_the_head_of_a_cell_is_not_torn() -> None:
    """However much stands in the other columns, a household's name stays on its line."""
    rows = [("陈桂生（石桥2组03号）", "渠口漏水，半块地浇不上。" * 9, "冬灌前补好。" * 20)] * 9
    fit = fewest_lines(Table(("对象", "事由", "办法"), tuple(rows)), 24_000)
    assert fit
    assert fit.widths[0] >= width_of("陈桂生")


def test_no_width_is_found_where_the_words_have_no_room() -> None:
    """Where not even the longest words stand beside each other, the table is set smaller."""
    table = Table(("Responsible", "Household"), (("a", "b"),))
    assert fewest_lines(table, 8_000) is None
    assert sum(in_proportion(table, 8_000)) <= 8_000


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 5).flatmap(lambda n: st.lists(st.tuples(*[CELL] * n), min_size=2, max_size=12)),
    st.integers(10_000, 60_000),
)
def test_every_word_has_room(rows: list[tuple[str, ...]], room: int) -> None:
    """Whatever stands in a table, its columns have room for their longest words, and all together
    no more than there is."""
    table = Table(rows[0], tuple(rows[1:]))
    fit = fewest_lines(table, room)
    if fit is None:
        return
    widths = fit.widths
    assert sum(widths) <= room
    for column, width in zip(zip(*rows, strict=True), widths, strict=True):
        assert all(width_of(each.strip()) <= width for cell in column for each in pieces(cell))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(CELL, CELL), min_size=2, max_size=8), st.integers(14_000, 40_000))
def test_hardly_any_other_widths_make_fewer_lines(rows: list[tuple[str, str]], room: int) -> None:
    """Of two columns, no division of the room makes a small table more than three lines shorter.

    Some tables are short at one width alone, to the thousandth: that one need not be found. The
    tables are the same at each run, for a rare one of that kind would fail it by chance.
    """
    table = Table(rows[0], tuple(rows[1:]))
    fit = fewest_lines(table, room)
    if fit is None:
        return
    widths = fit.widths
    tried = ([left, room - left] for left in range(1_000, room - 1_000, 1_000))
    whole = [
        each
        for each in tried
        if all(
            width_of(piece.strip()) <= width
            for column, width in zip(zip(*rows, strict=True), each, strict=True)
            for cell in column
            for piece in pieces(cell)
        )
    ]
    least = min((lines_of(table, each) for each in whole), default=0)
    assert not least or lines_of(table, widths) <= least + max(3, least // 8)
