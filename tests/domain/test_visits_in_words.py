"""A visit or a survey whose day a file has only in words is in the book, and counts on no day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import Habits
from fieldbook.domain.records import Survey, Visit
from fieldbook.intake.sheet import read_sheet
from fieldbook.reports.contact_groups import contact_groups
from fieldbook.reports.diary_calendar import calendar
from fieldbook.reports.due import visit_due
from fieldbook.reports.meeting_figures import Period, figures
from tests.clock import Clock
from tests.domain.test_matching import take

HABITS = Habits()
DIARY = (
    "日期,走访对象,民情记录,答应的事\n"
    "去年冬天,陈桂生,屋顶漏雨,问镇上\n"
    "2026-11-02,陈桂生,水渠堵了,\n"
    ",王芳,孩子上学远,\n"
)
GROUPS = "小组名称,组长,类型,摸底时间,核心小组成立时间\n1组,李霞平,三类,夏收以后,去年\n2组,王大山,一类,2026-11-03,2026-3-5\n"


def lay(folder: Path, text: str) -> Path:
    path = folder / "走访.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def visited(book: Fieldbook, tmp_path: Path) -> Fieldbook:
    """Two households, and a diary of visits: one in words, one with its day, one without any."""
    for head in ("陈桂生", "王芳"):
        book.households.assign(Draft(head=head))
    take(book, read_sheet(lay(tmp_path, DIARY), holds="visits"))
    return book


def test_the_words_stand_for_the_day(book: Fieldbook, tmp_path: Path) -> None:
    """Each visit is taken in and told; only the one with a day has it."""
    sheet = book.intake.preview(read_sheet(lay(tmp_path, DIARY), holds="visits")).sheet
    told = {(each.row, each.reason) for each in sheet.oddities if each.field == "visited_on"}
    assert told == {(2, "day_in_words"), (4, "no_day")}
    take(book, sheet)
    assert [each.visited_text for each in book.shelf.every(Visit)] == ["去年冬天", None, ""]


def test_no_figure_has_such_a_visit(visited: Fieldbook, clock: Clock) -> None:
    """Visits of a period, of the calendar and of contact groups are those whose day is known."""
    shelf, today = visited.shelf, clock.today
    period = Period(dt.date(2020, 1, 1), today, today)
    assert figures(shelf, period).contact["visits"].many == 1
    assert sum(e.visits for e in contact_groups(shelf, period.since, today, HABITS)) == 1
    (day,) = calendar(shelf, today, today, today, HABITS)
    assert day.visits == 0


def test_the_next_visit_counts_from_a_known_day(visited: Fieldbook, clock: Clock) -> None:
    """A visit of which no day is known puts no due day off, and is the last one only without another."""
    rows = {
        each.head: visit_due(visited.shelf, each, clock.today, HABITS)
        for each in visited.households.all()
    }
    known, unknown = rows["陈桂生"], rows["王芳"]
    assert known.due_on == dt.date(2026, 11, 2) + dt.timedelta(days=HABITS.visit_every_days)
    assert known.last is not None
    assert known.last.visited_text is None
    assert unknown.last is not None
    assert unknown.due_on == clock.today + dt.timedelta(days=HABITS.visit_every_days)


def test_a_day_typed_by_hand_counts(visited: Fieldbook) -> None:
    """Left empty the words stay; a day takes their place."""
    first = visited.shelf.every(Visit)[0]
    visited.visits.edit(first.id, Draft(visited_on="", note="屋顶漏"))
    assert visited.shelf.get(Visit, first.id).visited_text == "去年冬天"
    visited.visits.edit(first.id, Draft(visited_on="2025-12-20"))
    typed = visited.shelf.get(Visit, first.id)
    assert (typed.visited_on, typed.visited_text) == (dt.date(2025, 12, 20), None)


def test_a_survey_in_words_is_older_than_one_with_a_day(
    book: Fieldbook, tmp_path: Path, clock: Clock
) -> None:
    """It says what the group is until a survey with a day does; no period has it as its own."""
    take(book, read_sheet(lay(tmp_path, GROUPS), holds="groups"))
    first, second = book.groups.all()
    assert [each.surveyed_text for each in book.shelf.every(Survey)] == ["夏收以后", None]
    assert "去年" in first.note
    assert second.core_since == dt.date(2026, 3, 5)
    today = clock.today
    told = figures(book.shelf, Period(dt.date(2020, 1, 1), today, today)).groups
    assert (told["surveyed"].many, told["surveys"].many) == (2, 1)
    book.surveys.note(Draft(group=first.id, type="1", surveyed_on="2026-01-05"))
    assert book.groups.row(first.id).type == 1
