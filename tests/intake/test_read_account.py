"""What became of every row: taken in, skipped and counted, or told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fieldbook.domain.entries import RosterEntry
from fieldbook.intake.sheet import read_sheet

Lay = Callable[..., Path]


def test_every_row_is_accounted_for(lay: Lay) -> None:
    """Entries, empty rows, totals, repeated headings and rows left out are all the rows there are."""
    sheet = read_sheet(
        lay("户主,住址\n陈桂生,1号\n,\n户主,住址\n,2号\n赵祥,3号\n赵祥,3号\n合计：2户,\n")
    )
    assert sheet.rows == 7
    assert sheet.taken == {2, 6}
    assert sheet.left_out == {5, 7}
    assert (sheet.skipped, sheet.totals) == (3, (8,))
    assert sheet.vanished == 0


def test_the_rows_of_a_household_stand_behind_it(lay: Lay) -> None:
    """Where every person has a row, a household says which rows it is made of."""
    sheet = read_sheet(lay("户号,姓名,与户主关系\n1,甲,户主\n1,乙,妻\n2,丙,户主\n1,丁,子\n"))
    first, second = sheet.entries
    assert isinstance(first, RosterEntry)
    assert isinstance(second, RosterEntry)
    assert ((first.row, first.also), (second.row, second.also)) == ((2, (3, 5)), (4, ()))
    assert (sheet.rows, sheet.vanished) == (4, 0)


def test_who_belongs_to_a_household_left_out_is_told(lay: Lay) -> None:
    """The rows of a household that cannot be taken in do not go without a word."""
    rows = "户号,姓名,与户主关系\n1,甲,户主\n1,乙,妻\n2,丙,户主\n1,戊,户主\n1,己,妻\n"
    sheet = read_sheet(lay(rows))
    assert [(o.row, o.reason) for o in sheet.oddities] == [(5, "code_twice"), (6, "code_twice")]
    assert sheet.vanished == 0


def test_a_door_number_is_one_of_its_group(lay: Lay) -> None:
    """5号 of one group is not 5号 of another: who stands there without a head is told, not moved there."""
    rows = "组别,住址,姓名,与户主关系\n一组,5号,甲,户主\n一组,5号,乙,妻\n二组,5号,丙,妻\n"
    sheet = read_sheet(lay(rows))
    (home,) = sheet.entries
    assert isinstance(home, RosterEntry)
    assert (home.group, home.head, home.people, home.also) == ("一组", "甲", 2, (3,))
    assert [(o.row, o.reason) for o in sheet.oddities] == [(4, "no_head")]


def test_a_heads_name_is_one_of_his_group(lay: Lay) -> None:
    """王芳 of one group is not 王芳 of another, also where only members tell of the second one."""
    rows = "组别,户主,姓名,与户主关系\n一组,王芳,王芳,户主\n一组,王芳,乙,夫\n二组,王芳,丙,子\n"
    homes = [e for e in read_sheet(lay(rows)).entries if isinstance(e, RosterEntry)]
    assert [(e.group, e.head, e.row, e.also) for e in homes] == [
        ("一组", "王芳", 2, (3,)),
        ("二组", "王芳", 4, ()),
    ]


def test_words_beside_the_columns_that_are_read_are_told(lay: Lay) -> None:
    """A row that says something only where nothing is read is told; a printed number is not."""
    sheet = read_sheet(lay("序号,户主,性别\n1,甲,男\n2,,\n3,,女\n"))
    assert [(o.row, o.reason, o.value, o.left_out) for o in sheet.oddities] == [
        (4, "elsewhere", "女", True)
    ]
    assert (sheet.skipped, sheet.vanished) == (1, 0)


def test_a_line_that_names_a_group_is_counted(lay: Lay) -> None:
    """A line above the households of a group is no entry, and is counted as none."""
    sheet = read_sheet(lay("户主,住址\n一组,\n甲,1号\n二组,\n乙,2号\n"))
    assert (sheet.rows, sheet.skipped, len(sheet.taken), sheet.vanished) == (4, 2, 2, 0)


def test_a_number_with_words_in_brackets_is_the_number_and_told(lay: Lay) -> None:
    """3（常住2） are three; what else the cell says is told; its words are kept in the note."""
    sheet = read_sheet(
        lay("户主,人口\n陈桂,3（常住2）\n赵祥,5口（含外出 2 人）\n李霞,约三（待查）\n")
    )
    found = [each.people for each in sheet.entries if isinstance(each, RosterEntry)]
    assert found == [3, 5, None]
    assert [(o.row, o.reason, o.value) for o in sheet.oddities] == [
        (2, "number_in_words", "3（常住2）"),
        (3, "number_in_words", "5口（含外出 2 人）"),
        (4, "no_number", "约三（待查）"),
    ]
    notes = [each.note for each in sheet.entries if isinstance(each, RosterEntry)]
    assert notes == ["人口：3（常住2）", "人口：5口（含外出 2 人）", "人口：约三（待查）"]
