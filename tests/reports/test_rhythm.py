"""The rhythm: marks, streak, week, calendar, and the pages that open filled."""

import datetime as dt

import msgspec
import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Issue
from fieldbook.i18n import use_language
from fieldbook.reports.diary_calendar import records_of
from fieldbook.reports.digest import period_of, prefill
from fieldbook.ui.told.digest import digest_lines
from tests.clock import Clock
from tests.village import Village


def day(number: int) -> dt.date:
    return dt.date(2026, 11, number)


def marks(book: Fieldbook) -> dict[str, int]:
    return {each.kind: each.days for each in book.rhythm().marks}


def test_each_mark_counts_from_the_last_one_written(book: Fieldbook, clock: Clock) -> None:
    """Daily, five-day and ten-day, each by its own last page; before one, from the first record.

    Nothing is overdue before it was begun.
    """
    clock.today = day(1)
    book.members.write(Draft(name="周正"))
    assert marks(book) == {"daily": 0, "five_day": 5, "ten_day": 10}
    clock.today = day(8)
    assert marks(book) == {"daily": 0, "five_day": 0, "ten_day": 3}
    book.diary.write(Draft(kind="daily", text="走访六户"))
    book.diary.write(Draft(kind="five_day", text="小结"))
    book.diary.write(Draft(kind="ten_day", on=day(6), topic="学习", attendees="周正"))
    assert marks(book) == {"daily": 1, "five_day": 5, "ten_day": 8}
    clock.today = day(9)
    assert marks(book) == {"daily": 0, "five_day": 4, "ten_day": 7}


def test_the_streak_may_end_yesterday(book: Fieldbook, clock: Clock) -> None:
    """Today's summary is still to come in the morning; a day left out breaks the streak."""
    for number in (3, 5, 6, 7):
        book.diary.write(Draft(kind="daily", on=day(number), text="记"))
    for number, streak in ((7, 3), (8, 3), (9, 0)):
        clock.today = day(number)
        assert book.rhythm().streak == streak


def test_the_week_stands_beside_the_rule(book: Fieldbook, clock: Clock) -> None:
    """Monday to Sunday; a day marked twice is how it was marked last."""
    now, clock.today = clock.today, day(16)
    book.members.write(Draft(name="周正"))
    clock.today = now
    for number, spent in ((16, "study"), (17, "meeting"), (18, "front_line"), (15, "study")):
        book.diary.write(Draft(on=day(number), spent=spent))
    book.diary.write(Draft(on=day(17), spent="front_line"))
    week = book.rhythm().week
    assert (week.from_on, week.to_on) == (day(16), day(22))
    assert week.spent == (("study", 1, 1), ("meeting", 0, 2), ("front_line", 2, 3))
    assert week.unmarked == 3
    assert book.diary.week(day(15)).spent[0] == ("study", 1, 1)


def test_the_calendar_shows_kept_late_missed_and_due(book: Fieldbook, clock: Clock) -> None:
    """A mark falls due, is missed, falls due again; a page after a missed day is late."""
    clock.today = day(1)
    book.members.write(Draft(name="周正"))
    for number in (6, 9, 16):
        book.diary.write(Draft(kind="five_day", on=day(number), text="小结"))
    clock.today = day(23)
    rows = book.diary.calendar(day(1), dt.date(2026, 12, 5))
    assert {each.on.day: each.five_day for each in rows[:30] if each.five_day} == {
        6: "kept", 9: "kept", 14: "missed", 16: "late", 21: "missed", 23: "due",
    }  # fmt: skip
    assert {each.on.day: each.ten_day for each in rows[:30] if each.ten_day} == {
        23: "due",  # it was never begun
    }  # fmt: skip
    assert len(rows) == 35


def test_a_day_shows_what_it_has(village: Village) -> None:
    """Visits with somebody met, issues found, pages, how it was spent, whether it was reported."""
    book = village.book
    page = book.diary.write(Draft(kind="daily", on=day(18), text="记", spent="front_line"))
    book.diary.write(Draft(on=day(18), text="杂记"))
    book.diary.report(page.id)
    book.visits.note(
        Draft(household=village.households[1].id, visited_on=day(18), manner="nobody_home")
    )
    (row,) = book.diary.calendar(day(18), day(18))
    assert (row.visits, row.issues_found, row.pages) == (1, 2, ("note", "daily"))
    assert (row.spent, row.reported) == ("front_line", True)


@pytest.mark.parametrize(
    ("kind", "from_on", "to_on"),
    [("daily", 21, 21), ("five_day", 15, 21), ("ten_day", 12, 21), ("note", 21, 21)],
)
def test_a_page_covers_the_days_since_the_last_one(
    village: Village, kind: str, from_on: int, to_on: int
) -> None:
    """A day's page its day; the others from the day after the last one's end, or their own length."""
    village.book.diary.write(
        Draft(kind="five_day", on=day(16), from_on=day(10), to_on=day(14), text="小结")
    )
    digest = village.book.diary.digest(kind)
    assert (digest.from_on, digest.to_on) == (day(from_on), day(to_on))


def test_a_second_page_of_a_day_covers_that_day(book: Fieldbook) -> None:
    """Writing twice a day asks for no days ahead."""
    book.diary.write(Draft(kind="five_day", text="小结"))
    digest = book.diary.digest("five_day")
    assert (digest.from_on, digest.to_on) == (book.today, book.today)


def test_the_page_knows_what_was_done(village: Village) -> None:
    """Visits, households, explanations, issues, follow-ups, what was learned and promised."""
    book = village.book
    book.solutions.solve(village.solution.id, Draft())
    book.follow_ups.check(book.follow_ups.pending()[0].id, Draft(result="held"))
    home = village.households[1].id
    book.visits.note(Draft(household=home, manner="nobody_home", visited_on="yesterday"))
    book.visits.note(Draft(household=home, manner="came_to_us", explained=["methods"]))
    book.visits.note(Draft(household=home, visited_on=day(16), learned="太早"))
    found = book.diary.digest("five_day")
    assert (found.from_on, found.to_on) == (day(17), day(21))
    assert (found.visits, found.nobody_home, found.came_to_us, found.households) == (2, 1, 1, 2)
    assert found.explained == (("tasks", 1), ("policies", 1), ("methods", 1))
    assert found.together == (("labour", 1),)
    assert [each.title for each in found.found] == ["水渠漏水", "要修夜校的灯"]
    assert [each.title for each in found.solved] == ["水渠漏水"]
    assert (found.held, found.checks_relapsed, found.relapsed) == (1, 0, ())
    assert [each.learned for each in found.learned] == ["南坡地先浇一遍再下种"]
    assert [each.promised for each in found.promised] == ["带技术员来看水渠"]


def test_a_page_written_afterwards_follows_the_one_before_its_day(book: Fieldbook) -> None:
    """A summary of an earlier day begins after the last one before it, not after the book's last."""
    for number in (5, 20):
        book.diary.write(Draft(kind="five_day", on=day(number), text="小结"))
    for on, period in ((10, (6, 10)), (21, (21, 21)), (4, None)):
        first, last = period_of(book.shelf, "five_day", day(on), book.habits)
        expected = (day(period[0]), day(period[1])) if period else (dt.date(2026, 10, 31), day(4))
        assert (first, last) == expected


def test_unmarked_days_are_those_that_have_come(book: Fieldbook, clock: Clock) -> None:
    """Of last week all seven, of this one those up to today, of the next none; whatever day is asked."""
    clock.today = day(9)
    book.members.write(Draft(name="周正"))
    clock.today = day(18)
    book.diary.write(Draft(on=day(10), spent="study"))
    asked = (9, 15, 16, 22, 23, 29)
    assert [book.diary.week(day(each)).unmarked for each in asked] == [6, 6, 3, 3, 0, 0]


def test_no_day_before_the_book_was_begun_is_unmarked(book: Fieldbook, clock: Clock) -> None:
    """Of a book begun on a Friday that day and those after it count, those before it never."""
    clock.today = day(20)
    assert book.rhythm().week.unmarked == 1
    book.members.write(Draft(name="周正"))
    asked = (13, 20)
    assert [book.diary.week(day(each)).unmarked for each in asked] == [0, 1]
    clock.today = day(21)
    assert [book.diary.week(day(each)).unmarked for each in asked] == [0, 2]
    book.diary.write(Draft(on=day(20), spent="study"))
    assert book.rhythm().week.unmarked == 1
    assert [book.diary.week(day(each)).begun_on for each in (13, 21, 28)] == [None, day(20), None]


def test_a_day_has_what_was_written_for_it(village: Village) -> None:
    """Pages first, then visits, then the rest; issues stand with their visit, cancelled checks nowhere."""
    book, solution = village.book, village.solution
    book.solutions.solve(solution.id, Draft())
    first, second, third = book.follow_ups.pending()
    assert records_of(book.shelf, second.due_on) == [second]
    book.follow_ups.check(first.id, Draft(result="relapsed"))
    assert records_of(book.shelf, second.due_on) == records_of(book.shelf, third.due_on) == []
    page = book.diary.write(Draft(kind="note", text="记"))
    by_itself = book.issues.raise_(Draft(title="另一件"))
    home = village.households[1].id
    visit = book.visits.note(Draft(household=home), [Draft(title="路灯")])
    (raised,) = book.shelf.pointing(Issue, "visit", visit.id)
    told = records_of(book.shelf, book.today)
    assert told[:2] == [page, visit]
    assert by_itself in told
    assert raised not in told


def test_another_members_pages_are_not_ones_own(book: Fieldbook) -> None:
    """In the branch's book: a member's summary is in it, and the secretary still owes his own."""
    secretary = book.members.write(Draft(name="周正"))
    member = book.members.write(Draft(name="何秀英"))
    page = book.diary.write(Draft(kind="daily", text="走访六户", spent="study"))
    theirs = msgspec.structs.replace(page, created_by=member.id)
    book._desk.commit("exchange", [Change(page, theirs)])
    book.go_by(msgspec.structs.replace(book.habits, writer="周正"), "周正")
    rhythm = book.rhythm()
    assert (rhythm.marks[0].days, rhythm.streak, rhythm.week.spent[0][1]) == (0, 0, 0)
    (row,) = book.diary.calendar(book.today, book.today)
    assert (row.pages, row.spent) == ((), "")
    assert records_of(book.shelf, book.today) == [theirs]
    own = book.diary.write(Draft(kind="daily", text="走访三户"))
    assert own.created_by == secretary.id
    assert book.rhythm().marks[0].days == 1
    book.go_by(msgspec.structs.replace(book.habits, writer="无名氏"), "无名氏")
    assert book.rhythm().marks[0].last == own


def test_minutes_and_pages_of_nobody_count_for_all(book: Fieldbook) -> None:
    """Another member's minutes mark everybody's day; a page outlives the member who wrote it."""
    own, other = (book.members.write(Draft(name=name)) for name in ("周正", "何秀英"))
    minutes = book.diary.write(Draft(kind="meeting", topic="秋收会", spent="meeting"))
    daily = book.diary.write(Draft(kind="daily", text="走访三户"))
    theirs = [
        Change(page, msgspec.structs.replace(page, created_by=by.id))
        for page, by in ((minutes, other), (daily, own))
    ]
    book._desk.commit("exchange", theirs)
    book.go_by(msgspec.structs.replace(book.habits, writer="周正"), "周正")
    (row,) = book.diary.calendar(book.today, book.today)
    assert (row.pages, row.spent) == (("daily", "meeting"), "meeting")
    book.members.remove(own.id)
    book.members.write(Draft(name="周正"))
    assert book.rhythm().streak == 1


def test_a_summary_is_of_ones_own_visits(book: Fieldbook) -> None:
    """In a branch's book others' visits are no part of it, but for those one went along to."""
    own, other = (book.members.write(Draft(name=each)) for each in ("周正", "李霞平"))
    home = book.households.assign(Draft(head="陈桂生")).id
    mine = book.visits.note(Draft(household=home, learned="甲"))
    his = book.visits.note(Draft(household=home, learned="乙"))
    along = book.visits.note(Draft(household=home, learned="丙", companions="周正"))
    issue = book.issues.raise_(Draft(title="他记的", household=home))
    for record, by in ((mine, own), (his, other), (along, other), (issue, other)):
        now = book.shelf.get(type(record), record.id)
        book._desk.commit("edit", [Change(now, msgspec.structs.replace(now, created_by=by.id))])
    today = book.today
    everybody = prefill(book.shelf, "daily", today, today)
    assert (everybody.visits, len(everybody.found)) == (3, 1)
    found = prefill(book.shelf, "daily", today, today, frozenset({own.id}))
    assert (found.visits, found.households, found.found) == (2, 1, ())
    assert [each.learned for each in found.learned] == ["甲", "丙"]


def test_a_step_of_anothers_solution_is_told_of_whoever_does_it(book: Fieldbook) -> None:
    """He studied none of it, and what became of the other's issue is not his to tell."""
    own, other = (book.members.write(Draft(name=each)) for each in ("周正", "李霞平"))
    issue = book.issues.raise_(Draft(title="渠口堵"))
    steps = [{"what": "清渠口", "who": "周正"}, {"what": "换闸板", "who": "李霞平"}]
    solution = book.solutions.note(
        Draft(issues=[issue.id], method="清渠口、换闸板", carried_by="jointly", steps=steps)
    )
    for number in (0, 1):
        book.solutions.step_done(solution.id, number, book.today)
    book.issues.refer([issue.id])
    book.issues.answer(issue.id, Draft(answer="同意"))
    for record in (issue, solution):
        now = book.shelf.get(type(record), record.id)
        book._desk.commit("edit", [Change(now, msgspec.structs.replace(now, created_by=other.id))])
    told = {}
    for name, each in (("周正", own), ("李霞平", other)):
        found = prefill(book.shelf, "daily", book.today, book.today, frozenset({each.id}))
        parts = (found.studied, found.referred, found.answered)
        told[name] = ([step.what for step in found.steps], [len(part) for part in parts])
    assert told == {"周正": (["清渠口"], [0, 0, 0]), "李霞平": (["清渠口", "换闸板"], [1, 1, 1])}
    use_language("zh_CN")
    assert "办完的步骤：清渠口；换闸板" in digest_lines(book, found)


def test_who_went_along_is_known_by_whom_was_meant(book: Fieldbook) -> None:
    """A member who has another name by now went along all the same; one of his old name did not."""
    own, other = (book.members.write(Draft(name=each)) for each in ("周正", "李霞平"))
    home = book.households.assign(Draft(head="陈桂生")).id
    visit = book.visits.note(Draft(household=home, companions="周正"))
    now = book.shelf.get(type(visit), visit.id)
    book._desk.commit("edit", [Change(now, msgspec.structs.replace(now, created_by=other.id))])
    book.members.edit(own.id, Draft(name="周正明"))
    namesake = book.members.write(Draft(name="周正"))
    counts = [
        prefill(book.shelf, "daily", book.today, book.today, frozenset({each.id})).visits
        for each in (own, namesake)
    ]
    assert counts == [1, 0]
