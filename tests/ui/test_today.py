"""Today: one key acts on the line under the cursor, and the figures say where the work stands."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Solution
from fieldbook.i18n import _
from fieldbook.labels import code_label, due_text, waits_text
from fieldbook.reports.agenda import SolutionDue
from fieldbook.settings import Settings
from fieldbook.ui.forms.diary import DiaryForm
from fieldbook.ui.forms.referral import AnswerForm
from fieldbook.ui.forms.visit import VisitForm
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.screens.route import RouteScreen
from fieldbook.ui.screens.today import TodayScreen
from fieldbook.ui.widgets.cells import parted
from fieldbook.ui.widgets.filter_bar import FilterBar
from tests.ui import villages
from tests.ui.hands import Hands, Screens, resized


async def on_row(user: Hands, start: str) -> None:
    """Put the cursor on the first row whose key begins so."""
    key = next(row.key for row in user.records.rows if row.key.startswith(start))
    assert user.records.move_to(key)
    await user.settle()


def due_step(book: Fieldbook) -> SolutionDue:
    return next(each for each in book.agenda().solutions if each.step is not None)


async def test_enter_on_a_step_marks_the_step_done_and_nothing_else(screens: Screens) -> None:
    """The solution stays under way; undo takes the mark back."""
    async with screens(fill=villages.full) as user:
        due = due_step(user.book)
        assert due.step is not None
        await on_row(user, f"step{due.step}/")
        await user.press("enter")
        now = user.book.shelf.get(Solution, due.solution.id)
        assert now.steps[due.step].done_on == user.book.today
        assert now.solved_on is None
        assert due.what in user.told()
        assert not any(row.key.startswith(f"step{due.step}/") for row in user.records.rows)
        await user.press("u")
        assert user.book.shelf.get(Solution, due.solution.id).steps == due.solution.steps


async def test_the_visit_is_to_whom_the_line_of_a_step_names(screens: Screens) -> None:
    """A head of one household is visited, be it not the issue's; who heads none, or two, leads to that."""
    async with screens() as user:
        book = user.book
        ours, other = (book.groups.found(Draft(name=each)) for each in ("三组", "四组"))
        homes = [
            book.households.assign(Draft(head=head, code=code, group=group.id))
            for head, code, group in (
                ("王大山", "1", ours), ("孙二娘", "2", ours), ("孙二娘", "3", other),
                ("赵祥", "4", other), ("赵祥", "5", other),
            )
        ]  # fmt: skip
        issue = book.issues.raise_(Draft(title="水渠漏水", household=homes[0].id))
        steps = [
            {"what": f"第{number}步", "who": who, "due_on": book.today}
            for number, who in enumerate(("孙二娘", "赵祥", "李技术员", ""))
        ]
        draft = Draft(issues=[issue.id], method="堵", responsible="孙二娘", steps=steps)
        draft = draft.having(due_on=book.today, carried_by="group")
        book.solutions.note(draft)
        user.app.after_act()
        for line, home in (("step0/", 1), ("step1/", 0), ("step2/", 0), ("solution:", 1)):
            await on_row(user, line)
            await user.press("v")
            assert isinstance(user.form, VisitForm)
            assert user.form.at.household == homes[home]
            await user.press("escape")


async def test_a_task_shows_who_has_not_been_told(screens: Screens) -> None:
    """Enter leads to the task's households; Esc comes back."""
    async with screens(fill=villages.full) as user:
        row = user.book.agenda().tasks[0]
        await on_row(user, "task:")
        await user.press("enter")
        await user.until(lambda: user.where() == "tasks")
        await user.see(row.task.title, row.untold[0].head)
        assert user.records.cursor_key == row.task.id
        await user.press("escape")
        assert user.where() == "today"


async def test_a_task_is_ended_where_it_stands(screens: Screens) -> None:
    """The key that ends it among the tasks ends it here, and so does that of what is solved."""
    async with screens(fill=villages.full, lang="en") as user:
        await on_row(user, "household:")
        await user.press("E")
        assert "No task is under the cursor: choose one first (b lists all)." in user.told()
        assert "E end" not in user.footer()
        task = user.book.agenda().tasks[0].task
        for key in ("E", "f8"):
            await on_row(user, f"task:{task.id}")
            assert "E end" in user.footer()
            await user.press(key)
            assert task.title in user.seen()
            await user.type("All have sown")
            await user.press("ctrl+s")
            ended = user.book.tasks.get(task.id)
            assert (ended.outcome, ended.ended_on) == ("All have sown", user.book.today)
            assert not any(row.key == f"task:{task.id}" for row in user.records.rows)
            await user.press("u")


async def test_what_is_due_says_of_what_it_is_and_by_when(screens: Screens) -> None:
    """A decision of a meeting, such as “the accountant posts them”, does not say its issue itself.

    A task to be explained has its last day on the right as everything due, and its households
    before it; a policy says what it is, as in the visit's form. *And so many more* leads where all
    of them stand.
    """
    async with screens(fill=villages.full) as user:
        book = user.book
        issue = book.issues.raise_(Draft(title="工分账目没公布"))
        book.solutions.note(Draft(issues=[issue.id], method="由会计公布", due_on=book.today))
        until = book.today + dt.timedelta(days=5)
        task = book.tasks.write(Draft(title="出草苫", until_on=until))
        policy = book.tasks.write(Draft(title="借粮", kind="policy", until_on=until))
        await user.press("2", "1")
        rows = {row.key: row.cells for row in user.records.rows}
        assert ("由会计公布", "  工分账目没公布") in [parted(cells[0]) for cells in rows.values()]
        assert rows[f"task:{task.id}"][2] == due_text(5)
        assert rows[f"task:{task.id}"][1][0].isdecimal()
        assert rows[f"task:{policy.id}"][0] == "政策：借粮"
        for number in range(9):
            book.tasks.write(Draft(title=f"任务{number}"))
        user.app.after_act()
        await on_row(user, "more:tasks:")
        await user.press("enter")
        assert user.where() == "tasks"


async def test_the_rest_of_what_was_not_referred_is_exactly_that(screens: Screens) -> None:
    """The list of issues then shows those, and no others."""
    async with screens(fill=villages.full) as user:
        for number in range(12):
            user.book.issues.raise_(Draft(title=f"问题{number}"))
        user.app.after_act()
        await on_row(user, "more:not_referred:")
        await user.press("enter")
        waiting = len(user.book.issues.not_referred())
        await user.until(lambda: user.records.shown == waiting < user.records.total)
        assert user.app.focused is user.records
        await user.press("escape")
        await user.until(lambda: user.records.shown == user.records.total)
        assert not user.app.screen.query_one(FilterBar).is_open


async def test_a_relapse_waits_since_the_relapse(screens: Screens) -> None:
    """Of an issue found and referred before, the branch has not been told since today, not since it was found."""

    def relapsed(book: Fieldbook) -> None:
        found = (book.today - dt.timedelta(days=10)).isoformat()
        issue = book.issues.raise_(Draft(title="渠口漏水", found_on=found))
        book.issues.refer([issue.id])
        solution = book.solutions.note(
            Draft(issues=[issue.id], method="清渠", studied_on=found, solved_on=found)
        )
        pending = book.shelf.follow_ups_of([solution])[0]
        book.follow_ups.check(pending.id, Draft(result="relapsed"))

    async with screens(fill=relapsed, lang="zh_CN") as user:
        (row,) = (each for each in user.records.rows if each.key.startswith("refer/"))
        assert row.cells[2] == "回生 今天"


async def test_a_second_summary_of_the_day_is_the_first_one_edited(screens: Screens) -> None:
    """The day has one daily summary, however often w is pressed."""
    async with screens(fill=villages.full) as user:
        await user.press("1", "w", "ctrl+s")
        written = [each for each in user.book.diary.all() if each.on == user.book.today]
        await on_row(user, "household:")  # on the next mark w would write that one
        await user.press("w")
        assert isinstance(user.form, DiaryForm)
        await user.type("再记一句")
        await user.press("ctrl+s")
        pages = [each for each in user.book.diary.all() if each.on == user.book.today]
        assert len(pages) == len(written) == 1
        assert "再记一句" in pages[0].text


async def test_a_stay_that_runs_leads_to_its_group(screens: Screens) -> None:
    """It stands on Today with its day, and Enter reads it in the group's story."""
    async with screens(fill=villages.full) as user:
        for each in user.book.agenda().stays:
            user.book.stays.end(each.stay.id)
        group = user.book.groups.all()[-1]
        began = user.book.today - dt.timedelta(days=4)
        stay = user.book.stays.begin(Draft(group=group.id, from_on=began, purpose="一道冬修"))
        user.app.after_act()
        await on_row(user, f"stay:{stay.id}")
        await user.see("一道冬修", "5")
        await user.press("enter")
        await user.until(lambda: user.where() == "groups")
        await user.see(group.name, "一道冬修")


def test_a_household_just_assigned_is_not_yet_late(book: Fieldbook) -> None:
    """While no visit was due, nothing is said of visits in time; then of those it was asked for."""
    homes = [book.households.assign(Draft(head=f"户{number}")) for number in range(3)]
    assert book.agenda().figures.share_in_time.whole == 0
    assert not book.names("overdue")
    book.visits.note(Draft(household=homes[0].id))
    assert book.agenda().figures.share_in_time == (1, 1)


async def test_the_share_in_time_says_of_which_households(screens: Screens) -> None:
    """A household just assigned is named beside the share it is not part of; help says what is counted."""
    async with screens((80, 24), "en", fill=villages.full) as user:
        user.book.households.assign(Draft(head="Zoe Quick"))
        user.app.after_act()
        await user.settle()
        figures = user.book.agenda().figures
        assert figures.asked_for == len(user.book.households.all()) - 1
        row = next(row for row in user.records.rows if row.key.startswith("list:overdue"))
        assert row.cells[1] == "1 new, not due"
        for size, shown in (
            ((80, 24), "Households not overdue  "), ((120, 40), "Not overdue  "),
        ):  # fmt: skip
            await resized(user.pilot, *size)
            await user.press("f1")
            await user.see(shown, "assigned counts", "once its first visit is")
            await user.press("escape")


async def test_the_figures_are_counted_from_the_records(screens: Screens) -> None:
    """Each figure of Today agrees with a count of its own, and leads to its screen."""
    async with screens(fill=villages.full) as user:
        book, today = user.book, user.book.today
        found = book.agenda().figures
        due = book.households.due()
        late = {each.household.id for each in due if each.days < 0}
        asked = late | {each.household.id for each in due if each.last}
        assert (found.in_time, found.asked_for) == (len(asked) - len(late), len(asked))
        surveyed = {each.group for each in book.surveys.all()}
        assert found.groups.surveyed == len(surveyed)
        recent = [e for e in book.solutions.all() if 0 <= (today - e.studied_on).days < 90]
        assert found.carried.group == sum(e.carried_by == "group" for e in recent) > 0
        assert found.carried.said == sum(bool(e.carried_by) for e in recent)
        checked = [e for e in book.follow_ups.all() if e.checked_on]
        of_late = [e.result for e in checked if e.checked_on and (today - e.checked_on).days < 90]
        assert (found.held, found.relapsed) == (of_late.count("held"), of_late.count("relapsed"))
        assert {each.id for each in found.leaning} == {
            row.group.id for row in book.groups.rows() if row.leans_on_cadre
        }
        await user.press("end")
        await user.see(f"{found.held} · {found.relapsed}", _("In figures"))
        await on_row(user, "list:without_core:")
        await user.press("enter")
        assert user.where() == "lists"


async def test_where_nothing_is_due_that_is_said_before_the_figures(screens: Screens) -> None:
    """Figures alone would leave it to be guessed; the cursor passes it over."""

    def fill(book: Fieldbook) -> None:
        home = book.households.assign(Draft(head="Adam Reed"))
        book.visits.note(Draft(household=home.id))
        for kind in ("daily", "five_day", "ten_day"):
            book.diary.write(Draft(kind=kind, on=book.today, text="done"))

    async with screens((80, 24), lang="en", fill=fill) as user:
        lines = [line.strip() for line in user.lines()]
        assert lines.index("Nothing is due today.") + 1 == lines.index("In figures")
        assert not (user.records.cursor_key or "").startswith("head:")


async def test_an_empty_book_has_no_figures(screens: Screens) -> None:
    """Where there is nothing to count nothing is said."""
    async with screens() as user:
        user.book.issues.raise_(Draft(title="水渠漏水"))
        user.app.after_act()
        assert _("In figures") not in user.seen()


def branch_of_two(book: Fieldbook) -> None:
    """Two members in two contact groups, a household in the contact of each."""
    for name, group, head in (("周正", "1", "陈桂生"), ("吴梅", "2", "李霞平")):
        member = book.members.write(Draft(name=name, contact_group=group))
        home = book.households.assign(
            Draft(head=head, contact=member.id, visit_every_days="1", code=group)
        )
        issue = book.issues.raise_(
            Draft(
                title=f"{head}漏水", household=home.id, found_on="2026-11-01", due_on="2026-11-18"
            )
        )
        book.issues.refer([issue.id], on=dt.date(2026, 11, 12))
        book.visits.note(Draft(household=home.id, visited_on="2026-11-02", met=head))


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
async def test_one_key_shows_all_and_ones_own_again(screens: Screens, lang: str) -> None:
    """Today, the route and what is printed of it keep to the contact group until the key is pressed."""
    async with screens(lang=lang, fill=branch_of_two) as user:
        for place in ("1", "o"):
            await user.press(place)
            for _turn in range(2):
                await user.until(lambda: "李霞平" not in user.seen())
                await user.see("陈桂生", _("your contact group's work"))
                await user.press("a")
                await user.see("李霞平", "陈桂生", _("everybody's work"))
                assert len(user.book.households.route(of_all=user.app.shows_all)) == 2
                await user.press("a")
        assert isinstance(user.app.screen, RouteScreen)
        heads = [each.due.household.head for each in user.app.screen.stops()]
        assert heads == ["陈桂生"]


@pytest.mark.parametrize("name", ["", "无此人"])
async def test_whom_the_book_does_not_know_is_told_how_to_be_known(
    screens: Screens, name: str
) -> None:
    """All is shown, one line says what to set, and the key says it too."""
    async with screens(fill=branch_of_two, settings=Settings(name=name)) as user:
        await user.see("陈桂生", "李霞平", name or "按 S 填写姓名")
        await user.press("a")
        assert (name or "S") in user.told()
        await user.see("李霞平")


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
async def test_what_waits_stands_on_today_and_in_the_lists(screens: Screens, lang: str) -> None:
    """Overdue issues and those without an answer have sections; Enter, filter and story say the same."""
    async with screens(lang=lang, fill=branch_of_two) as user:
        issue = user.book.issues.all()[0]
        rows = {row.key: row.cells for row in user.records.rows}
        assert rows[f"due/issue:{issue.id}"][2] == due_text(-3)
        assert rows[f"answer/issue:{issue.id}"][2] == waits_text(9)
        await on_row(user, "answer/")
        await user.press("enter")
        assert isinstance(user.app.screen, AnswerForm)
        await user.press("escape")
        await user.press("3")
        await user.see(code_label("waiting", "overdue"), waits_text(9))
        assert isinstance(user.app.screen, ListScreen)
        for code, count in (("overdue", 2), ("unanswered", 2), ("unreferred", 0)):
            user.app.screen.filter_by(code_label("waiting", code))
            await user.until(lambda count=count: user.records.shown == count, code)


async def test_figures_drawn_late_find_a_screen_that_gave_way(screens: Screens) -> None:
    """Settings that make the screens anew while the figures wait to be drawn stop nothing."""
    async with screens() as user:
        old = user.app.screen
        assert isinstance(old, TodayScreen)
        user.app.use_settings(user.app.settings._replace(branch="崔寨子支部"))
        await user.until(lambda: user.app.screen is not old and not old.children)
        old._draw_figures()
        await user.see("崔寨子支部")


async def test_a_long_title_has_the_room_that_short_names_leave(screens: Screens) -> None:
    """Beside a household called Ann an issue's title of 50 letters is whole at 80 columns."""

    def fill(book: Fieldbook) -> None:
        home = book.households.assign(Draft(head="Ann"))
        book.issues.raise_(Draft(title=long, household=home.id))

    long = "The path below the old bridge floods in every rain"
    async with screens((80, 24), "en", fill=fill) as user:
        await user.press("1")
        await user.see(long)


async def test_the_figures_have_their_bars_from_the_first_record_on(screens: Screens) -> None:
    """In a book that begins they are shown for the first time: how wide they are is known then, too."""
    async with screens((120, 40), "en") as user:
        villages.full(user.book)
        await user.press("2", "1")
        await user.see("Visits, 14d")
        share = next(line for line in user.lines() if "Surveyed" in line)
        assert "━" in share


async def test_where_there_is_room_all_is_shown(screens: Screens) -> None:
    """No line says that one more is there; where many lines are left, more are told."""

    def homes(book: Fieldbook) -> None:
        for number in range(12):
            book.issues.raise_(Draft(title=f"水渠漏水第{number}处"))

    for height, left in ((24, True), (50, False)):
        async with screens((80, height), fill=homes) as user:
            assert ("还有4项" in user.seen()) == left, user.seen()


async def test_an_unfinished_household_is_offered_by_its_name(screens: Screens) -> None:
    """What was typed of a new record says what the draft is."""
    async with screens() as user:
        await user.press("2", "f12")
        await user.fill("head", "孙二妹")
        await user.press("escape", "1")
        await user.see("户  孙二妹")
