"""Today: what is due, what waits, and what is still to be written."""

import datetime as dt

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.parts import Person
from fieldbook.domain.records import Solution
from fieldbook.i18n import use_language
from fieldbook.reports.agenda import AHEAD, agenda
from fieldbook.reports.issues import issue_row
from fieldbook.reports.promises import promises
from fieldbook.reports.slips import slips
from fieldbook.reports.solutions import solution_row
from fieldbook.ui.told.rows import solution_list_row
from fieldbook.ui.told.today import today_rows
from tests.clock import Clock
from tests.village import Village


def test_an_empty_book_asks_for_todays_summary_only(book: Fieldbook) -> None:
    """Nothing is due but the day's own page."""
    found = book.agenda()
    assert [each.kind for each in found.marks if each.days <= 0] == ["daily"]
    assert not any(
        (found.visits, found.follow_ups, found.without_solution, found.not_referred,
         found.solutions, found.tasks, found.stays)
    )  # fmt: skip


def test_visits_are_due_by_the_nearest_interval(village: Village) -> None:
    """Own interval, else the group's, else the book's; counted from the last who was met."""
    book, homes = village.book, village.households
    book.groups.edit(village.groups[1].id, Draft(visit_every_days="3"))
    book.households.edit(homes[4].id, Draft(visit_every_days="20"))
    book.visits.note(Draft(household=homes[3].id, visited_on="11-20", manner="nobody_home"))
    due = {each.household.id: (each.every_days, each.due_on) for each in book.households.due()}
    assert due[homes[0].id] == (10, dt.date(2026, 11, 28))
    assert due[homes[1].id] == (10, dt.date(2026, 11, 20))
    assert due[homes[3].id] == (3, dt.date(2026, 11, 13))
    assert due[homes[4].id] == (20, dt.date(2026, 11, 30))
    shown = [each.household.id for each in book.agenda().visits]
    assert shown == [homes[3].id, homes[1].id, homes[2].id]
    assert [each.household.id for each in book.households.due() if each.days < 0] == shown


def test_a_visit_that_came_to_us_counts_as_contact(village: Village) -> None:
    """Who came by is not due again the next day."""
    book, home = village.book, village.households[1]
    book.visits.note(Draft(household=home.id, manner="came_to_us"))
    assert home.id not in {each.household.id for each in book.agenda().visits}


def test_what_waits_is_shown_with_its_age(village: Village) -> None:
    """Issues without a solution, and issues the branch was not told of, late ones marked."""
    book, (acted, open_) = village.book, village.issues
    found = book.agenda()
    assert [each.issue.id for each in found.without_solution] == [open_.id]
    assert [(each.row.issue.id, each.age_days, each.late) for each in found.not_referred] == [
        (acted.id, 3, False), (open_.id, 3, False),
    ]  # fmt: skip
    village.clock.pass_days(1)
    assert all(each.late for each in book.agenda().not_referred)
    book.issues.refer([acted.id, open_.id])
    assert not book.agenda().not_referred


def test_what_falls_due_today_is_due(book: Fieldbook) -> None:
    """A solution or a step of today is due, one within the week is told, one behind it is not."""
    issue = book.issues.raise_(Draft(title="渠"))
    last = book.today + dt.timedelta(days=AHEAD)
    for due_on in (book.today, last, last + dt.timedelta(days=1)):
        book.solutions.note(Draft(issues=[issue.id], method=f"{due_on}", due_on=due_on))
        steps = [{"what": f"{due_on}", "due_on": due_on}]
        book.solutions.note(Draft(issues=[issue.id], method="分步", steps=steps))
    found = book.agenda().solutions
    assert [(e.what, e.days) for e in found] == [(f"{book.today}", 0)] * 2 + [
        (f"{last}", AHEAD)
    ] * 2
    told = [row for row in today_rows(book, book.agenda()) if "solution" in row.key]
    assert [row.tone for row in told] == ["today", "today", "", ""]


def test_solutions_and_steps_fall_due(village: Village) -> None:
    """A step by its own day, the solution by its; done, solved or dropped they are not asked for."""
    book, solution = village.book, village.solution
    assert [(each.step, each.who, each.days) for each in book.agenda().solutions] == [
        (0, "王大山", -1), (1, "李霞平", 4), (None, "李霞平", 4),
    ]  # fmt: skip
    village.clock.today = dt.date(2026, 11, 25)
    assert [each.step for each in book.agenda().solutions] == [0, 1, None]
    book.solutions.step_done(solution.id, 0, book.today)
    assert [each.step for each in book.agenda().solutions] == [1, None]
    book.issues.drop(village.issues[0].id, "不修了")
    assert not book.agenda().solutions
    book.issues.take_up(village.issues[0].id)
    book.solutions.solve(solution.id, Draft())
    assert not book.agenda().solutions


def test_follow_ups_say_where_to_go(village: Village) -> None:
    """Due follow-ups with the solution, its issues, household and group; not of what was removed."""
    book, clock = village.book, village.clock
    book.solutions.solve(village.solution.id, Draft())
    book.follow_ups.plan(Draft(group=village.groups[1].id, due_on="12-1"))
    assert not book.agenda().follow_ups
    clock.today = dt.date(2026, 12, 2)
    first, second = book.agenda().follow_ups
    assert (first.solution, first.days) == (book.solutions.get(village.solution.id), -1)
    assert [each.id for each in first.issues] == [village.issues[0].id]
    assert (first.household, first.group) == (village.households[0], village.groups[0])
    assert (second.solution, second.group) == (None, village.groups[1])
    book.solutions.remove(village.solution.id)
    book.groups.remove(village.groups[1].id)
    assert not book.agenda().follow_ups


def test_tasks_and_stays_show_while_they_run(village: Village) -> None:
    """A task until all are told or its day is past, a stay until it ends."""
    book = village.book
    (row,) = book.agenda().tasks
    assert ([each.head for each in row.told], len(row.untold)) == (["陈桂生"], 4)
    assert row.share == 0.2
    stay = book.stays.begin(Draft(group=village.groups[0].id, from_on="11-19"))
    assert [each.days for each in book.agenda().stays] == [3]
    village.clock.pass_days(1)
    book.tasks.edit(village.task.id, Draft(until_on="2026-11-21"))
    book.stays.end(stay.id, dt.date(2026, 11, 21))
    assert not book.agenda().tasks
    assert not book.agenda().stays
    assert not book.tasks.rows()[0].running


def test_a_task_is_told_only_to_somebody(village: Village) -> None:
    """A door that stayed shut was told nothing; somebody told later is told once."""
    book, home = village.book, village.households[1]
    draft = Draft(household=home.id, tasks=[village.task.id], manner="nobody_home")
    visit = book.visits.note(draft)
    assert home in book.tasks.rows()[0].untold
    book.visits.edit(visit.id, Draft(manner="visit"))
    assert home not in book.tasks.rows()[0].untold


def test_a_task_for_no_household_is_somebodys_to_do(book: Fieldbook) -> None:
    """It stands in Today by its last day, is late after it, and is over only when it is ended."""
    use_language("zh")
    member = book.members.write(Draft(name="周建英"))
    late = book.tasks.write(
        Draft(title="补桥板", given_to="周建英", given_on="11-10", until_on="2026-11-19")
    )
    book.tasks.write(Draft(title="抄账", given_to="罗石匠", given_on="11-20"))
    asked = book.agenda()
    assert [each.task.title for each in asked.work] == ["补桥板", "抄账"]
    assert not asked.tasks
    assert ("补桥板", "周建英", "逾期2天") in [each.cells for each in today_rows(book, asked)]
    of_one = agenda(book.shelf, book.today, book.habits, frozenset({member.id})).work
    of_another = agenda(book.shelf, book.today, book.habits, frozenset({"nobody's"})).work
    assert [each.task.title for each in of_one] == ["补桥板", "抄账"]
    assert [each.task.title for each in of_another] == ["抄账"]
    book.members.remove(member.id)
    of_another = agenda(book.shelf, book.today, book.habits, frozenset({"nobody's"})).work
    assert of_another == of_one, "whoever was to do it is gone"
    book.tasks.end(late.id, Draft(ended_on="11-21"))
    assert [each.task.title for each in book.agenda().work] == ["抄账"]


def test_a_task_for_a_group_without_households_is_the_groups_to_do(book: Fieldbook) -> None:
    """There is nobody to explain it to: it stands in Today with the group, until it is ended."""
    use_language("zh")
    group = book.groups.found(Draft(name="柳河2组"))
    book.tasks.write(
        Draft(title="送肥", groups=[group.id], given_on="11-10", until_on="2026-11-20")
    )
    asked = book.agenda()
    assert not asked.tasks
    assert ("送肥", "柳河2组", "逾期1天") in [each.cells for each in today_rows(book, asked)]
    book.households.assign(Draft(head="张三", group=group.id))
    assert not book.agenda().work


def test_a_task_for_groups_is_no_work_of_whoever_has_no_household_there(book: Fieldbook) -> None:
    """A member's book need not hold the households of the group: who gave it out sees to it, not she."""
    giver = book.members.write(Draft(name="周建英"))
    book.go_by(book.habits, "周建英")
    group = book.groups.found(Draft(name="单号楼组"))
    book.tasks.write(Draft(title="讲垃圾分类", groups=[group.id]))
    work = {
        each: agenda(book.shelf, book.today, book.habits, frozenset({each})).work
        for each in (giver.id, "another's")
    }
    assert [each.task.title for each in work[giver.id]] == ["讲垃圾分类"]
    assert not work["another's"]
    book.members.remove(giver.id)
    left = agenda(book.shelf, book.today, book.habits, frozenset({"another's"})).work
    assert [each.task.title for each in left] == ["讲垃圾分类"]


def test_a_task_for_a_householder_is_seen_to_by_the_contact(book: Fieldbook) -> None:
    """It stands on the contact's Today; in a book that does not know the household, on the giver's alone."""
    giver, contact, other = (book.members.write(Draft(name=e)) for e in ("周建英", "王明", "李平"))
    book.go_by(book.habits, "周建英")
    home = book.households.assign(Draft(head="Una Feely", contact=contact.id))
    book.tasks.write(Draft(title="collect names", given_to="una feely", kind="work"))

    def who_see_it() -> list[str]:
        return [
            each.name
            for each in (giver, contact, other)
            if agenda(book.shelf, book.today, book.habits, frozenset({each.id})).work
        ]

    assert who_see_it() == ["王明"]
    book.households.remove(home.id)
    assert who_see_it() == ["周建英"]


def test_a_task_for_groups_that_nobody_gave_out_is_everybodys(book: Fieldbook) -> None:
    """Written down before the settings had a name it is nobody's in particular."""
    group = book.groups.found(Draft(name="单号楼组"))
    book.tasks.write(Draft(title="讲垃圾分类", groups=[group.id]))
    left = agenda(book.shelf, book.today, book.habits, frozenset({"another's"})).work
    assert [each.task.title for each in left] == ["讲垃圾分类"]


def test_the_route_goes_group_by_group(village: Village) -> None:
    """The group with the longest overdue visit first; each house with what it waits for."""
    book, homes = village.book, village.households
    book.households.assign(Draft(head="无组", visit_every_days="1"))
    book.visits.note(Draft(household=homes[1].id, visited_on="11-12"))
    village.clock.today = dt.date(2026, 11, 28)
    stops = book.households.route()
    assert [each.due.household.head for each in stops] == [
        "赵祥", "李霞平", "陈桂生", "周正", "郑和", "无组",
    ]  # fmt: skip
    assert stops[2].due.last is not None
    assert stops[2].due.last.promised == "带技术员来看水渠"
    assert stops[2].group == village.groups[0]
    assert len(book.households.route(within=-1)) == 5


def test_the_route_walks_to_no_place_twice(book: Fieldbook) -> None:
    """Unit after unit, the longest overdue first, in it the groups by their numbers."""
    for number, (unit, name, days) in enumerate((
        ("柳河大队", "柳河10组", 1), ("石桥大队", "石桥1组", 3), ("柳河大队", "柳河2组", 5),
        ("", "渡口组", 4), ("石桥大队", "石桥2组", 2),
    )):  # fmt: skip
        group = book.groups.found(Draft(name=name, unit=unit)).id
        home = book.households.assign(Draft(head=f"户{number}", group=group, visit_every_days="1"))
        on = book.today - dt.timedelta(days=days + 1)
        book.visits.note(Draft(household=home.id, visited_on=on.isoformat()))
    walked = [each.group.name for each in book.households.route() if each.group]
    assert walked == ["柳河2组", "柳河10组", "渡口组", "石桥1组", "石桥2组"]


def test_the_form_is_told_what_was_promised(village: Village, clock: Clock) -> None:
    """What was promised and not seen to by a visit, open steps, unanswered referrals, issues without a solution."""
    book, home = village.book, village.households[0]
    book.issues.refer([each.id for each in village.issues], "支部")
    found = promises(book.shelf, home, book.today)
    assert found.promised == "带技术员来看水渠"
    assert [(each.number, each.days) for each in found.steps] == [(0, -1), (1, 4)]
    assert found.unanswered == tuple(book.issues.all())
    assert [each.id for each in found.without_solution] == [village.issues[1].id]
    assert not found.checks
    for number in (0, 1):
        book.solutions.step_done(village.solution.id, number, book.today)
    found = promises(book.shelf, home, book.today)
    assert ([each.id for each in found.solutions], found.steps) == ([village.solution.id], ())
    book.issues.answer(village.issues[0].id, Draft(answer="派人"))
    for manner in ("came_to_us", "nobody_home"):
        book.visits.note(Draft(household=home.id, manner=manner))
        assert promises(book.shelf, home, book.today).promised == "带技术员来看水渠"
    book.visits.note(Draft(household=home.id, manner="came_to_us", promised="带账来"))
    assert promises(book.shelf, home, book.today).promised == "带技术员来看水渠\n带账来"
    (slip,) = slips(book.shelf, [home], book.habits)
    assert slip.promised == "带技术员来看水渠\n带账来"
    book.visits.note(Draft(household=home.id))
    found = promises(book.shelf, home, book.today)
    assert (found.promised, len(found.unanswered)) == ("", 1)
    book.solutions.solve(village.solution.id, Draft())
    clock.pass_days(10)
    assert len(promises(book.shelf, home, book.today).checks) == 1
    assert not promises(book.shelf, village.households[1], book.today)


def test_an_issue_and_its_solution_are_due_on_the_same_day(village: Village) -> None:
    """Of an issue without a day of its own, the next step of its solution counts; a step done does not."""
    book, issue = village.book, village.book.issues.raise_(Draft(title="犁头坏了"))
    steps = [{"what": "问价", "due_on": "+1"}, {"what": "买来", "due_on": "+2"}]
    draft = Draft(issues=[issue.id], method="另买", due_on="+3", steps=steps)
    solution = book.solutions.note(draft)
    for days in (1, 2, 3):
        due_on = book.today + dt.timedelta(days=days)
        solution = book.solutions.get(solution.id)
        assert solution_row(book.shelf, solution).due_on == due_on
        assert issue_row(book.shelf, issue, book.today, book.habits).due_on == due_on
        if days < 3:
            book.solutions.step_done(solution.id, days - 1, book.today)


def test_a_solved_issue_is_due_on_the_day_of_its_next_follow_up(village: Village) -> None:
    """Once it is solved, to look whether that holds is what is due, of its solution too; then nothing is."""
    book, issue = village.book, village.book.issues.raise_(Draft(title="犁头坏了", due_on="+2"))
    solution = book.solutions.note(Draft(issues=[issue.id], method="另买", due_on="+3"))
    book.solutions.solve(solution.id, Draft())

    def due_on() -> dt.date | None:
        on = issue_row(book.shelf, issue, book.today, book.habits).due_on
        assert solution_row(book.shelf, book.solutions.get(solution.id)).due_on == on
        return on

    for each in sorted(book.shelf.follow_ups_of([solution]), key=lambda each: each.due_on):
        assert due_on() == each.due_on
        book.follow_ups.check(each.id, Draft(result="held"))
    assert due_on() is None


def test_of_an_issue_the_one_under_way_or_the_last_is_responsible(village: Village) -> None:
    """Where nothing of a solution is due first: the one under way, of those the one studied last."""
    book, issue = village.book, village.book.issues.raise_(Draft(title="犁头坏了"))

    def told() -> str:
        row = issue_row(book.shelf, book.issues.get(issue.id), book.today, book.habits)
        return row.responsible.name if row.responsible else ""

    def note(who: str, **more: object) -> Solution:
        draft = Draft({"studied_on": "2026-11-10", **more}, issues=[issue.id], method="修")
        return book.solutions.note(draft.having(responsible=who))

    assert told() == ""
    under_way = note("王芳", due_on="+9")
    note("", studied_on="2026-11-20")
    assert told() == "王芳"
    note("赵祥", studied_on="2026-11-12", solved_on="2026-11-13")
    assert told() == "王芳"
    book.issues.edit(issue.id, Draft(due_on="+1"))
    step = {"what": "问价", "who": "吕梅", "due_on": "+2"}
    book.solutions.edit(under_way.id, Draft(steps=[step]))
    assert told() == "王芳"
    book.issues.edit(issue.id, Draft(due_on="+2"))
    assert told() == "吕梅"
    book.issues.drop(issue.id, "买了新的")
    assert told() == "王芳"
    book.issues.take_up(issue.id)
    note("周建国")
    assert told() == "吕梅"
    book.issues.edit(issue.id, Draft(due_on="+1"))
    assert told() == "周建国"
    for each in book.solutions.all():
        if each.solved_on is None:
            book.solutions.solve(each.id, Draft())
    assert told() == "赵祥"


def test_an_issue_names_who_is_responsible_for_what_is_due(village: Village) -> None:
    """Of two solutions the day and the person are of the same one, and of a step where the day is the step's."""
    book, issue = village.book, village.book.issues.raise_(Draft(title="犁头坏了"))

    def told() -> tuple[dt.date | None, str]:
        row = issue_row(book.shelf, book.issues.get(issue.id), book.today, book.habits)
        return row.due_on, row.responsible.name if row.responsible else ""

    def note(who: str, day: str, **more: object) -> None:
        draft = Draft(issues=[issue.id], method="修", responsible=who, due_on=day, **more)
        book.solutions.note(draft)

    note("王芳", "+5")
    note("周建国", "+9")
    assert told() == (book.today + dt.timedelta(days=5), "王芳")
    note("赵祥", "+8", steps=[{"what": "问价", "who": "吕梅", "due_on": "+2"}])
    assert told() == (book.today + dt.timedelta(days=2), "吕梅")
    book.issues.edit(issue.id, Draft(due_on="+300"))
    assert told() == (book.today + dt.timedelta(days=2), "吕梅")
    book.issues.edit(issue.id, Draft(due_on="+1"))
    assert told()[0] == book.today + dt.timedelta(days=1)
    book.issues.edit(issue.id, Draft(due_on=None))
    stepped = solution_row(book.shelf, book.solutions.all()[-1])
    assert (stepped.due_on, stepped.responsible) == (told()[0], Person(name="吕梅"))
    assert solution_list_row(stepped, book.today).cells[2] == "吕梅"
    book.solutions.solve(stepped.solution.id, Draft())
    solved = solution_row(book.shelf, book.solutions.get(stepped.solution.id))
    assert solved.responsible == Person(name="赵祥")
