"""Taking in lists of work groups: who leads them, their core groups, and what a survey found."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Survey
from fieldbook.intake.sheet import read_sheet
from tests.clock import Clock
from tests.domain.test_matching import take

HEADINGS = "公社,小组名称,组长,骨干,核心小组,核心形成时间,摸底类型,摸底日期,出勤,摸底情况\n"
FIRST = "东风公社,1组,何敏,冯刚、周大海,何敏、冯刚,2025-10-1,一类,2026-3-5,好,账目清楚\n"
SECOND = "东风公社,2组,吴秀英,,,,3,2026-3-6,,组长要走\n"


def lay(folder: Path, rows: str, headings: str = HEADINGS) -> Path:
    path = folder / "小组.csv"
    path.write_text(headings + rows, encoding="utf-8")
    return path


def surveys(book: Fieldbook) -> list[tuple[str, int, dt.date, str]]:
    names = {each.id: each.name for each in book.groups.all()}
    return [
        (names[each.group], each.type, each.surveyed_on, each.findings.other)
        for each in book.shelf.every(Survey)
    ]


def test_a_row_becomes_a_group_and_its_survey(book: Fieldbook, tmp_path: Path) -> None:
    """Unit, leader, key members, the core group and its day; the survey's type, day and findings."""
    book.members.write(Draft(name="何敏"))
    assert take(book, read_sheet(lay(tmp_path, FIRST + SECOND))) == ["new", "new"]
    first, second = book.groups.all()
    assert (first.name, first.unit, first.core_since) == (
        "1组", ("东风公社",), dt.date(2025, 10, 1),
    )  # fmt: skip
    assert first.leader is not None
    assert (first.leader.name, bool(first.leader.id)) == ("何敏", True)
    assert [each.name for each in first.key_members] == ["冯刚", "周大海"]
    assert [each.name for each in first.core_members] == ["何敏", "冯刚"]
    assert second.core_since is None
    assert surveys(book) == [
        ("1组", 1, dt.date(2026, 3, 5), "账目清楚"),
        ("2组", 3, dt.date(2026, 3, 6), "组长要走"),
    ]
    assert take(book, read_sheet(lay(tmp_path, FIRST + SECOND))) == ["same", "same"]
    assert book.undo()
    assert not book.groups.all()
    assert not surveys(book)


def test_the_same_group_in_another_writing_is_the_same(book: Fieldbook, tmp_path: Path) -> None:
    """第一村民小组 of the same commune is 1组; that of another commune is a group of its own."""
    take(book, read_sheet(lay(tmp_path, FIRST)))
    again = FIRST.replace("1组", "第一村民小组")
    assert take(book, read_sheet(lay(tmp_path, again))) == ["same"]
    other = FIRST.replace("东风", "红星")
    assert take(book, read_sheet(lay(tmp_path, other))) == ["new"]
    assert [each.unit for each in book.groups.all()] == [("东风公社",), ("红星公社",)]


def test_a_second_survey_is_one_more(book: Fieldbook, tmp_path: Path) -> None:
    """A row with another day of survey adds a survey and no group."""
    take(book, read_sheet(lay(tmp_path, FIRST)))
    later = FIRST.replace("一类,2026-3-5", "二类,2026-9-5")
    assert take(book, read_sheet(lay(tmp_path, later))) == ["new"]
    assert len(book.groups.all()) == 1
    assert [(type_, day.month) for _, type_, day, _ in surveys(book)] == [(1, 3), (2, 9)]


def test_two_surveys_of_a_group_in_one_file(book: Fieldbook, tmp_path: Path) -> None:
    """Two rows of one group with two days are one group surveyed twice."""
    rows = FIRST + FIRST.replace("一类,2026-3-5", "二类,2026-9-5")
    assert take(book, read_sheet(lay(tmp_path, rows))) == ["new", "new"]
    assert len(book.groups.all()) == 1
    assert len(surveys(book)) == 2


def test_a_changed_row_is_asked_about(book: Fieldbook, tmp_path: Path) -> None:
    """A new leader and another type of the same day are shown, and taken when asked to."""
    take(book, read_sheet(lay(tmp_path, FIRST)))
    changed = read_sheet(
        lay(tmp_path, FIRST.replace("何敏,冯刚、", "孙志强,冯刚、").replace("一类", "二类"))
    )
    (match,) = book.intake.preview(changed).matches
    assert (match.verdict, match.fields) == ("changed", ("leader", "type"))
    take(book, changed)
    assert surveys(book)[0][1] == 1
    take(book, changed, update=True)
    (group,) = book.groups.all()
    assert group.leader is not None
    assert group.leader.name == "孙志强"
    assert [type_ for _, type_, _, _ in surveys(book)] == [2]
    assert [each.before for each in group.post_changes]
    assert take(book, changed) == ["same"]


def test_a_survey_whose_day_cannot_be_read_is_marked(
    book: Fieldbook, clock: Clock, tmp_path: Path
) -> None:
    """Words, and a day that is yet to come, stand for the day; again they are the same survey."""
    rows = FIRST.replace("2026-3-5", "秋收以后") + SECOND.replace("2026-3-6", "2027-3-6")
    path = lay(tmp_path, rows)
    take(book, read_sheet(path, today=clock.today))
    marked = [(each.surveyed_on, each.surveyed_text) for each in book.shelf.every(Survey)]
    assert marked == [(clock.today, "秋收以后"), (clock.today, "2027-3-6")]
    assert take(book, read_sheet(path, today=clock.today)) == ["same", "same"]


def test_one_group_told_twice_with_other_words_is_a_clash(book: Fieldbook, tmp_path: Path) -> None:
    """The first row is the group; a second one of the same survey is left out and told."""
    rows = FIRST + FIRST.replace("账目清楚", "账目不清")
    sheet = read_sheet(lay(tmp_path, rows))
    assert [each.reason for each in book.intake.preview(sheet).matches][1] == "group_twice"
    assert take(book, sheet) == ["new", "clash"]
    assert surveys(book)[0][3] == "账目清楚"


def test_a_name_that_two_units_have_is_told(book: Fieldbook, tmp_path: Path) -> None:
    """Where the file gives no unit and two groups bear the name, neither is written over."""
    for unit in ("东风公社", "红星公社"):
        book.groups.found(Draft(name="1组", unit=unit))
    sheet = read_sheet(lay(tmp_path, "1组,孙志强\n", "小组名称,组长\n"))
    (match,) = book.intake.preview(sheet).matches
    assert (match.verdict, match.reason) == ("clash", "several_groups")
    take(book, sheet, update=True)
    assert all(each.leader is None for each in book.groups.all())


def test_a_group_called_by_a_name_is_one_with_its_kind_or_without(
    book: Fieldbook, tmp_path: Path
) -> None:
    """上坝, 上坝组 and 上坝村民小组 are one group; 上坝队 beside 上坝组 is another."""
    path = tmp_path / "名册.csv"
    path.write_text("户主,组别\n王芳,上坝组\n李强,上坝\n赵祥,上坝村民小组\n", encoding="utf-8")
    take(book, read_sheet(path))
    path.write_text("户主,组别\n孙大山,上坝\n周大海,上坝队\n", encoding="utf-8")
    take(book, read_sheet(path))
    names = {each.id: each.name for each in book.groups.all()}
    groups = {each.head: names[each.group] for each in book.households.all()}
    assert groups == {
        "王芳": "上坝组", "李强": "上坝组", "赵祥": "上坝组", "孙大山": "上坝组", "周大海": "上坝队",
    }  # fmt: skip
