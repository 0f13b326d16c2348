"""Taking in diaries of visits: to whom each was, what is told, what is known again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.acts.visits import _digest
from fieldbook.domain.drafts import Draft
from fieldbook.domain.entries import VisitEntry
from fieldbook.domain.seal import digest_of
from fieldbook.intake.sheet import read_sheet
from fieldbook.sentences_of_sheets import oddity
from tests.clock import Clock
from tests.domain.test_matching import take

HEADINGS = "日期,地点,走访对象,民情记录,处理意见,记录人\n"


@pytest.fixture
def book(book: Fieldbook) -> Fieldbook:
    """Two groups; two households of one name, and one of another."""
    groups = [book.groups.found(Draft(name=name)).id for name in ("1组", "2组")]
    for head, group in (("吴秀英", 0), ("吴秀英", 1), ("周大海", 0)):
        book.households.assign(Draft(head=head, group=groups[group]))
    book.members.write(Draft(name="何敏"))
    return book


def lay(folder: Path, rows: str, headings: str = HEADINGS) -> Path:
    path = folder / "民情日记.csv"
    path.write_text(headings + rows, encoding="utf-8")
    return path


def test_a_row_becomes_a_visit(book: Fieldbook, tmp_path: Path) -> None:
    """The day, to whom, what was said and promised, and who went; the member is known by the name."""
    rows = "2026年4月2日 星期四 晴,周家院子,周大海,污水流到路上,请环保站来看,何敏、冯刚\n"
    assert take(book, read_sheet(lay(tmp_path, rows))) == ["new"]
    (visit,) = book.visits.all()
    household = book.shelf.household_of(visit)
    assert household is not None
    assert (household.head, visit.visited_on) == ("周大海", dt.date(2026, 4, 2))
    note = "污水流到路上\n地点：周家院子\n天气：晴"
    assert (visit.note, visit.promised) == (note, "请环保站来看")
    assert [each.name for each in visit.companions] == ["何敏", "冯刚"]
    assert [bool(each.id) for each in visit.companions] == [True, False]
    assert visit.visited_text is None
    assert book.undo()
    assert not book.visits.all()


@pytest.mark.parametrize(
    ("place", "whom", "meant", "reason"),
    [
        ("周大海家", "", "周大海", ""),
        ("1组", "吴秀英", "吴秀英", ""),
        ("", "吴秀英（2组）", "吴秀英", ""),
        ("", "第二村民小组", "2组", ""),
        ("", "吴秀英", "", "several_households"),
        ("村口", "吴秀英", "", "several_households"),
        ("", "外来的商贩", "", "no_household"),
        ("田头", "", "", "no_household"),
    ],
)
def test_to_whom_a_visit_was(
    book: Fieldbook, tmp_path: Path, *, place: str, whom: str, meant: str, reason: str
) -> None:
    """One household, else one group, else the words are kept, and the row is told with them."""
    intake = book.intake.preview(read_sheet(lay(tmp_path, f"2026-4-2,{place},{whom},问春耕,,\n")))
    book.intake.take(intake)
    (visit,) = book.visits.all()
    household = book.shelf.household_of(visit)
    group = next((each.name for each in book.groups.all() if each.id == visit.group), "")
    assert (household.head if household else group) == meant
    words = "" if meant else whom or place
    assert visit.household_text == words
    told = [(each.row, each.reason, each.value, each.left_out) for each in intake.sheet.oddities]
    assert told == ([(2, reason, words, False)] if reason else [])


def test_an_unknown_place_takes_no_household_from_the_rows_below(
    book: Fieldbook, tmp_path: Path
) -> None:
    """Each row is asked about by itself: one that fits nobody leaves the others as they are."""
    rows = "2026-4-2,村口,吴秀英,问春耕,,\n2026-4-3,1组,吴秀英,问春耕,,\n2026-4-4,2组,吴秀英,问春耕,,\n"
    take(book, read_sheet(lay(tmp_path, rows)))
    assert [bool(each.household) for each in book.visits.all()] == [False, True, True]


def test_what_is_told_of_a_visit_says_the_next_step(book: Fieldbook, tmp_path: Path) -> None:
    """The sentence has the row and the words, and says how the household is named afterwards."""
    sheet = read_sheet(lay(tmp_path, "2026-4-2,,吴秀英,问春耕,,\n2026-4-3,,商贩,问价钱,,\n"))
    assert [oddity(each) for each in book.intake.preview(sheet).sheet.oddities] == [
        "row 2: several households fit “吴秀英”; it is kept in these words, edit the record to name one of them",
        "row 3: no household fits “商贩”; it is kept in these words, edit the record to name one",
    ]
    book.intake.take(book.intake.preview(sheet))
    first = book.visits.all()[0]
    settled = book.visits.edit(first.id, Draft(household=book.households.all()[0].id))
    assert settled.household_text == ""


def test_a_day_that_is_yet_to_come_is_no_visit_of_that_day(
    book: Fieldbook, clock: Clock, tmp_path: Path
) -> None:
    """A slip of the year does not make a household visited for months; its words are kept."""
    sheet = read_sheet(lay(tmp_path, "2027-04-02,,周大海,问春耕,,\n"), today=clock.today)
    take(book, sheet)
    (visit,) = book.visits.all()
    assert (visit.visited_on, visit.visited_text) == (clock.today, "2027-04-02")


def test_the_same_diary_again_adds_nothing(book: Fieldbook, tmp_path: Path) -> None:
    """Under any name; a row whose words changed is asked about, and --update takes it over."""
    row = "2026-4-2,,周大海,问春耕,带种子,何敏\n"
    assert take(book, read_sheet(lay(tmp_path, row))) == ["new"]
    other = tmp_path / "另存.csv"
    other.write_text(HEADINGS + row, encoding="utf-8")
    assert take(book, read_sheet(other)) == ["same"]
    changed = read_sheet(lay(tmp_path, row.replace("带种子", "带种子和农药")))
    intake = book.intake.preview(changed)
    assert [(each.verdict, each.fields) for each in intake.matches] == [("changed", ("promised",))]
    assert take(book, changed) == ["changed"]
    assert [each.promised for each in book.visits.all()] == ["带种子"]
    assert take(book, changed, update=True) == ["changed"]
    assert [each.promised for each in book.visits.all()] == ["带种子和农药"]
    assert take(book, changed) == ["same"]


def test_two_visits_of_a_day_are_two(book: Fieldbook, tmp_path: Path) -> None:
    """The same household in the morning and in the evening: two rows, two visits, each known again."""
    rows = "2026-4-2,,周大海,早上问春耕,,\n2026-4-2,,周大海,晚上送药,,\n"
    assert take(book, read_sheet(lay(tmp_path, rows))) == ["new", "new"]
    assert take(book, read_sheet(lay(tmp_path, rows))) == ["same", "same"]


def test_a_visit_written_by_hand_is_never_taken_for_a_row(book: Fieldbook, tmp_path: Path) -> None:
    """What the user wrote stays; the row of the same day and household comes in beside it."""
    household = book.households.all()[2].id
    book.visits.note(Draft(household=household, visited_on="2026-04-02", note="自己写的"))
    assert take(book, read_sheet(lay(tmp_path, "2026-4-2,,周大海,问春耕,,\n")), update=True) == [
        "new"
    ]
    assert [each.note for each in book.visits.all()] == ["自己写的", "问春耕"]


def test_what_was_done_besides_is_taken_in(book: Fieldbook, tmp_path: Path) -> None:
    """The words of the column stand in the visit; the same diary again adds nothing."""
    headings = "日期,走访对象,民情记录,三边\n"
    rows = "2026-4-2,周大海,问春耕,边劳动、边宣传\n"
    assert take(book, read_sheet(lay(tmp_path, rows, headings))) == ["new"]
    assert book.visits.all()[0].alongside == ("边劳动", "边宣传")
    assert take(book, read_sheet(lay(tmp_path, rows, headings))) == ["same"]


def test_a_row_taken_in_before_there_was_the_field_is_known_again() -> None:
    """What a row without such words says is digested as it was then."""
    entry = VisitEntry(row=3, household="周大海", learned="先浇一遍")
    fields = msgspec.structs.asdict(entry)
    before = [name for name in sorted(fields) if name not in ("row", "alongside")]
    assert _digest(entry) == digest_of(*(str(fields[name]) for name in before))
    more = VisitEntry(row=3, household="周大海", learned="先浇一遍", alongside=("边劳动",))
    assert _digest(more) != _digest(entry)


@pytest.mark.parametrize(
    ("heading", "told"),
    [("Issues raised", ["Issues raised"]), ("群众反映问题", ["群众反映问题"]), ("收获", []), ("Learned", [])],
)  # fmt: skip
def test_that_no_issue_is_made_of_a_diarys_column_is_told(
    book: Fieldbook, tmp_path: Path, heading: str, told: list[str]
) -> None:
    """The words stay with the visit; who expects issues of them reads once that there are none."""
    row, headings = "2026-3-5,Ann Reed,talked,the well is low\n", "visit date,household,notes"
    path = lay(tmp_path, row, f"{headings},{heading}\n")
    found = book.intake.preview(read_sheet(path)).sheet.oddities
    assert [each.value for each in found if each.reason == "no_issues_made"] == told
