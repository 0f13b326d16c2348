"""Solutions for several issues, who carries them out, and follow-ups that are put off."""

from __future__ import annotations

import datetime as dt

import msgspec

from fieldbook.book import Fieldbook
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import FollowUp, Issue, Solution
from fieldbook.labels import day_hint
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.forms.table import edit_form
from fieldbook.ui.widgets.fields import PersonField
from tests.ui import villages
from tests.ui.hands import Hands, Screens


def settled(book: Fieldbook) -> None:
    """Two households and their issues; the last one is open like the others."""
    first = book.households.assign(Draft(head="陈桂生"))
    second = book.households.assign(Draft(head="赵祥"))
    for title, home in (("水渠漏水", first), ("夜校没有灯油", second), ("井水发浑", first)):
        book.issues.raise_(Draft(title=title, household=home.id))


async def begin(user: Hands) -> None:
    """The solution of the first issue, begun, with the cursor on who carries it out."""
    await user.press("3")
    user.records.move_to(user.book.issues.all()[0].id)
    await user.settle()
    await user.press("s")
    await user.type("清渠换管")
    await user.press("tab", "tab", "1")


async def test_who_is_several_things_is_offered_once(screens: Screens) -> None:
    """A head of household who leads the group, and is a member too, stands in the offers as the head."""

    def leading(book: Fieldbook) -> None:
        everybody = Draft(
            name="3组", leader="陈桂生", key_members="陈桂生、王芳", core_members="王芳"
        )
        group = book.groups.found(everybody)
        book.members.write(Draft(name="陈桂生", contact_group="1"))
        home = book.households.assign(Draft(head="陈桂生", group=group.id))
        book.issues.raise_(Draft(title="水渠漏水", household=home.id))

    async with screens(fill=leading) as user:
        for opener in ("3s", "2i"):
            await user.press(*opener)
            offered = [
                [(each.label, each.search) for each in field.found()]
                for field in user.app.screen.query(PersonField)
            ]
            assert offered[0] == [("陈桂生", "户主"), ("王芳", "骨干")]
            await user.press("escape")


async def check_form(user: Hands, solution: Solution) -> FollowUp:
    """The form of a solution's next follow-up."""
    pending = user.book.shelf.follow_ups_of([solution])[0]
    form = edit_form(user.book, pending)
    assert form is not None
    await user.app.push_screen(form)
    await user.settle()
    return pending


async def test_a_solution_is_for_several_issues(screens: Screens) -> None:
    """Further issues are found by words or numbers, the same household's first; the follow-up then
    asks which of them relapsed."""
    async with screens(fill=settled) as user:
        first, lamp, well = user.book.issues.all()
        await begin(user)
        await user.press("shift+tab", "shift+tab", "shift+tab")
        assert user.form.body.current is user.form.body.fields["also_for"]
        seen = user.seen()
        assert seen.index("#3") < seen.index("#2")
        await user.press("down", "enter")
        await user.type("灯油")
        await user.press("tab", "ctrl+s")
        (solution,) = user.book.solutions.all()
        assert solution.issues == (first.id, well.id, lamp.id)
        user.book.solutions.solve(solution.id, Draft())
        await check_form(user, solution)
        await user.press("2", "tab", "2", "ctrl+s")
        status = user.book.shelf.status
        assert [status(each) for each in user.book.issues.all()] == ["solved", "solved", "relapsed"]


async def test_one_issue_costs_no_key_more(screens: Screens) -> None:
    """Who has one issue never meets the field for more; it is behind all others.

    It is worked out with those whose issue it is: the head stands before everybody else.
    """
    async with screens(fill=settled) as user:
        await user.press("3")
        user.records.move_to(user.book.issues.all()[1].id)
        await user.settle()
        await user.press("s")
        await user.type("轮流带油")
        await user.press("tab")
        await user.see("1 赵祥")
        await user.press("tab", "1")
        assert list(user.form.body.fields)[-1] == "also_for"
        await user.press("ctrl+s")
        (solution,) = user.book.solutions.all()
        assert solution.issues == (user.book.issues.all()[1].id,)


async def test_an_issue_is_added_and_taken_away_later(screens: Screens) -> None:
    """Editing shows the further issues by their numbers; what names none is refused, not dropped."""
    async with screens(fill=settled) as user:
        first, lamp, well = user.book.issues.all()
        draft = Draft(issues=[first.id, lamp.id], method="清渠", carried_by="group")
        solution = user.book.solutions.note(draft)
        await user.app.push_screen(edit_form(user.book, solution))  # type: ignore[arg-type]
        await user.settle()
        await user.press("shift+tab")
        await user.see("#2", "夜校没有灯油")
        await user.press("end", *["backspace"] * 2)
        await user.type("3、99")
        await user.press("ctrl+s")
        assert user.form.body.fields["also_for"].problem
        await user.press(*["backspace"] * 3, "ctrl+s")
        assert not isinstance(user.app.screen, FormScreen)
        assert user.book.solutions.get(solution.id).issues == (first.id, well.id)


async def test_who_carries_it_out_is_asked_for(screens: Screens) -> None:
    """A new solution says it: the form goes to the choice, where a digit answers. One that was
    imported without it can be edited as it is."""
    async with screens(fill=settled) as user:
        await user.press("3", "s")
        await user.type("清渠换管")
        await user.press("ctrl+s")
        assert user.form.body.current is user.form.body.fields["carried_by"]
        await user.press("2", "ctrl+s")
        (solution,) = user.book.solutions.all()
        assert solution.carried_by == "jointly"
        assert user.told()  # nobody is named with whom it was worked out
        imported = user.book.solutions.note(Draft(issues=solution.issues, method="旧办法"))
        await user.app.push_screen(edit_form(user.book, imported))  # type: ignore[arg-type]
        await user.settle()
        await user.type("，照旧")
        await user.press("ctrl+s")
        saved = user.book.solutions.get(imported.id)
        assert (saved.method, saved.carried_by) == ("旧办法，照旧", "")


async def test_who_carried_it_out_is_not_taken_away_as_it_is_solved(screens: Screens) -> None:
    """The number of what is ticked leaves it ticked, there as where it was first asked for."""
    async with screens(fill=settled) as user:
        issue = user.book.issues.all()[0]
        user.book.solutions.note(Draft(issues=[issue.id], method="清渠", carried_by="group"))
        await user.press("3")
        user.records.move_to(issue.id)
        await user.settle()
        await user.press("f8")
        user.form.body.fields["carried_by"].focus()
        await user.settle()
        await user.press("1", "ctrl+s")
        (solved,) = user.book.solutions.all()
        assert (solved.solved_on, solved.carried_by) == (user.book.today, "group")


async def test_a_follow_up_is_put_off(screens: Screens) -> None:
    """Another due day and no result: the follow-up waits for that day, and undoing takes it back."""
    async with screens(fill=settled) as user:
        issue = user.book.issues.all()[0]
        solution = user.book.solutions.note(
            Draft(issues=[issue.id], method="清渠", solved_on=user.book.today)
        )
        pending = await check_form(user, solution)
        await user.press("ctrl+s")
        assert user.form.body.fields["result"].problem
        for _field in range(3):
            await user.press("tab")
        await user.type("12-20")
        await user.press("ctrl+s")
        put_off = user.book.follow_ups.get(pending.id)
        assert (put_off.due_on, put_off.checked_on) == (dt.date(2026, 12, 20), None)
        user.book.undo()
        assert user.book.follow_ups.get(pending.id).due_on == pending.due_on


async def test_a_follow_up_before_it_was_solved_is_told(screens: Screens) -> None:
    """Beneath each of its days stands that it lies before the day of solving, until it does not.

    One that is made before its day is told so, too: it takes the place of the one planned.
    """
    async with screens(lang="en", fill=settled) as user:
        issue = user.book.issues.all()[0]
        solution = user.book.solutions.note(
            Draft(issues=[issue.id], method="清渠", solved_on=user.book.today)
        )
        await check_form(user, solution)
        fields = user.form.body.fields
        assert "before “Due on”" in fields["checked_on"].problem
        for name in ("checked_on", "due_on"):
            await user.fill(name, "2026-11-18")
            assert "before “Solved on”, 11-21" in fields[name].problem
        await user.press("shift+tab", "tab")
        await user.type("12-20")
        assert not fields["due_on"].problem
        assert fields["checked_on"].problem


async def test_a_follow_up_refused_for_its_day_says_before_what(screens: Screens) -> None:
    """There is no beginning on the form: the day of solving is named, as while it was typed."""
    async with screens(fill=settled) as user:
        issue = user.book.issues.all()[0]
        solution = user.book.solutions.note(
            Draft(issues=[issue.id], method="清渠", solved_on=user.book.today)
        )
        await check_form(user, solution)
        await user.press("1")
        await user.fill("checked_on", "11-22")
        await user.press("ctrl+s")
        told = "这一天早于“解决日期”（11-21）。这样不能保存：改这一天，或先改那一天。"
        assert user.form.body.fields["checked_on"].problem == told


async def test_a_refused_day_is_no_mere_remark(screens: Screens) -> None:
    """It has the mark, names the day that it may not lie before, and keeps both while another field is typed.

    A day before an issue was found is told in the same words, but saved, so that it has no mark.
    """
    async with screens(lang="en", fill=settled) as user:
        await begin(user)
        await user.press("ctrl+s", "f8")
        await user.fill("solved_on", "yesterday")
        day = user.form.body.fields["solved_on"]
        assert day.problem == "This day lies before “Studied on”, 11-21."
        assert "! This day" not in user.seen()
        await user.press("ctrl+s")
        await user.see("! This day lies before “Studied on”, 11-21. It is not")
        await user.fill("result", "runs")
        assert "! This day lies before “Studied on”" in user.seen()
        await user.fill("solved_on", "today")
        assert not day.problem
        await user.press("ctrl+s")
        assert user.book.solutions.all()[0].solved_on == user.book.today


async def test_a_day_before_an_issue_of_it_was_found_is_told(screens: Screens) -> None:
    """Neither is studied nor solved what was not found yet, be it one that it is also for; it is saved."""
    async with screens(lang="en", fill=settled) as user:
        first, second = user.book.issues.all()[:2]
        user.book.issues.edit(first.id, Draft(found_on="2026-11-01"))
        await begin(user)
        await user.fill("studied_on", "2026-11-11")
        studied = user.form.body.fields["studied_on"]
        assert not studied.problem
        await user.fill("also_for", f"#{second.seq}")
        assert studied.problem == f"This day lies before #{second.seq} was found, 11-21."
        await user.see(studied.problem)
        assert f"! {studied.problem}" not in user.seen()  # it is saved all the same
        await user.press("ctrl+s")
        assert user.book.solutions.all()[0].studied_on == dt.date(2026, 11, 11)
        await user.press("f8")
        await user.fill("solved_on", "2026-11-12")
        assert f"before #{second.seq} was found" in user.form.body.fields["solved_on"].problem
        user.book.issues.edit(second.id, Draft(found_on="2026-11-12"))
        await user.fill("solved_on", "2026-11-12")
        assert not user.form.body.fields["solved_on"].problem


async def test_a_term_before_the_issue_was_found_is_told(screens: Screens) -> None:
    """It may be meant, and is saved once it was asked about; it goes when the other day is mended, too.

    What is wrong stands beneath its field, and beneath the other still what may be meant.
    """
    async with screens(lang="en") as user:
        await user.press("3", "i")
        await user.fill("due_on", "2026-11-10")
        await user.press("ctrl+s", "ctrl+s")
        fields = user.form.body.fields
        due_on = fields["due_on"]
        assert fields["title"].problem
        assert "before “Found on”, 11-21" in due_on.problem
        await user.type("水渠漏水")
        await user.fill("found_on", "11-09")
        assert not due_on.problem
        await user.type("\b")
        await user.press("backspace", "backspace")
        await user.type("12")
        assert "before “Found on”, 11-12" in due_on.problem
        await user.press("ctrl+s")
        assert user.book.issues.all()[0].due_on == dt.date(2026, 11, 10)


async def test_an_issue_of_the_same_number_is_not_taken_away(screens: Screens) -> None:
    """Two issues may share a number after a repair; editing the method loses neither."""
    async with screens(fill=villages.full) as user:
        first, second, third = user.book.issues.all()[:3]
        twin = msgspec.structs.replace(third, seq=second.seq)
        user.book._desk.commit("edit", [Change(third, twin)])
        found = next(e for e in user.book.solutions.all() if e.solved_on is None)
        both = msgspec.structs.replace(found, issues=(first.id, second.id, third.id))
        user.book._desk.commit("edit", [Change(found, both)])
        form = edit_form(user.book, user.book.solutions.get(found.id))
        assert form is not None
        await user.app.push_screen(form)
        await user.settle()
        await user.fill("method", "还加一句")
        await user.press("ctrl+s")
        now = user.book.solutions.get(found.id)
        assert "还加一句" in now.method
        assert set(now.issues) == {first.id, second.id, third.id}


async def test_leaders_of_other_groups_are_offered_last(screens: Screens) -> None:
    """Who is to see to it may lead another group: typed by a sign of his name, with his group beside."""

    def led(book: Fieldbook) -> None:
        settled(book)
        book.members.write(Draft(name="林致远"))
        book.groups.found(Draft(name="柳河2组", leader="曹秋生"))

    async with screens(fill=led, lang="zh") as user:
        await begin(user)
        await user.press("tab")
        assert isinstance(user.app.screen, FormScreen)
        field = user.app.screen.body.fields["responsible"]
        assert isinstance(field, PersonField)
        offered = [(each.label, each.search) for each in field.found()]
        likely = [("陈桂生", "户主"), ("林致远", ""), ("曹秋生", "柳河2组组长")]
        assert offered == likely
        await user.type("赵")
        assert [each.label for each in field.found()] == ["赵祥"], (
            "heads of other groups, once typed"
        )
        await user.press("backspace")
        await user.type("曹")
        await user.see("曹秋生")


async def test_a_term_follows_the_day_of_study(screens: Screens) -> None:
    """A solution of ten days ago ends this year: its term and its steps are read from that day on."""
    async with screens(fill=settled) as user:
        today = user.book.today
        study, term = today - dt.timedelta(days=10), today - dt.timedelta(days=7)
        await begin(user)
        await user.fill("due_on", f"{term:%m-%d}")
        assert user.field("due_on") == term.replace(year=term.year + 1)
        await user.fill("steps", f"清渠 / 赵祥 / {term:%m-%d}")
        await user.fill("studied_on", study.isoformat())
        assert user.field("due_on") == term
        await user.see(day_hint(term, today))
        await user.press("ctrl+s")
        (noted,) = user.book.solutions.all()
        assert (noted.due_on, noted.steps[0].due_on) == (term, term)


async def test_a_new_term_of_what_is_there_for_long_lies_ahead(screens: Screens) -> None:
    """A term that is typed anew is rather the coming one than one that passed more than half a year ago."""
    async with screens(fill=settled) as user:
        today = user.book.today
        study, gone = today - dt.timedelta(days=300), today - dt.timedelta(days=250)
        first = user.book.issues.all()[0]
        noted = user.book.solutions.note(
            Draft(issues=[first.id], method="清渠", carried_by="group", studied_on=study)
        )
        form = edit_form(user.book, noted)
        assert form is not None
        await user.app.push_screen(form)
        await user.settle()
        await user.fill("due_on", f"{gone:%m-%d}")
        assert user.field("due_on") == gone.replace(year=gone.year + 1)


def test_no_step_was_done_after_its_solution(book: Fieldbook) -> None:
    """A step that is ticked today was done by the day on which the solution was solved."""
    settled(book)
    today = book.today
    solved = today - dt.timedelta(days=8)
    first = book.issues.all()[0]
    draft = Draft(
        issues=[first.id], method="清渠", carried_by="group",
        studied_on=solved, steps=[{"what": "清渠"}, {"what": "换管"}],
    )  # fmt: skip
    noted = book.solutions.note(draft)
    book.solutions.step_done(noted.id, 0, today)
    book.solutions.solve(noted.id, Draft(solved_on=solved))
    book.solutions.step_done(noted.id, 1, today)
    assert [each.done_on for each in book.solutions.get(noted.id).steps] == [solved, solved]


async def test_a_beginning_of_a_name_is_asked_about(screens: Screens) -> None:
    """Saved, a name that one known begins with is asked about once; Tab takes that, or it stays."""

    def one_known(book: Fieldbook) -> None:
        home = book.households.assign(Draft(head="杨满仓"))
        book.issues.raise_(Draft(title="水渠漏水", household=home.id))

    async with screens(lang="zh_CN", fill=one_known) as user:
        await user.press("3", "s")
        await user.type("清渠")
        await user.fill("with_whom", "杨满、李凤兰")
        await user.fill("carried_by", "1")
        await user.fill("responsible", "杨满")
        await user.press("ctrl+s")
        await user.see("“杨满”也许就是杨满仓")
        problems = {name for name, field in user.form.body.fields.items() if field.problem}
        assert problems == {"with_whom", "responsible"}
        await user.press("tab", "ctrl+s")
        noted = user.book.solutions.all()[0]
        assert [each.name for each in noted.with_whom] == ["杨满仓", "李凤兰"]
        assert noted.responsible is not None
        assert noted.responsible.name == "杨满"
        await user.press("s")
        await user.type("换管")
        await user.fill("with_whom", "杨满")  # who stands in the book is somebody
        await user.fill("carried_by", "1")
        await user.press("ctrl+s")
        assert len(user.book.solutions.all()) == 2


async def test_a_term_that_is_past_already_is_asked_about_once(screens: Screens) -> None:
    """It would be overdue as soon as it is saved; saving again means it, and what stands so is not asked."""
    async with screens(fill=settled, lang="en") as user:
        await begin(user)
        await user.fill("due_on", "-2")
        await user.press("ctrl+s")
        assert not user.book.solutions.all()
        told = user.form.body.fields["due_on"].problem
        assert told == "This day lies before “Studied on”, 11-21. Ctrl+S again keeps it."
        await user.see("! This day lies before")
        await user.press("ctrl+s")
        (solution,) = user.book.solutions.all()
        await user.app.push_screen(edit_form(user.book, solution))  # type: ignore[arg-type]
        await user.settle()
        await user.press("ctrl+s")
        assert not isinstance(user.app.screen, FormScreen)


async def test_a_term_almost_a_year_away_is_asked_about_once(screens: Screens) -> None:
    """A day that is past, typed without its year, means the next one; so it is told before it is saved."""
    async with screens(fill=villages.nothing, lang="en") as user:
        await user.press("3", "n")
        await user.type("The well is icy")
        await user.fill("due_on", "5 nov")
        await user.press("ctrl+s")
        assert not user.book.issues.all()
        told = user.form.body.fields["due_on"].problem
        assert told == "This day is 349 days off, in 2027. Ctrl+S again keeps it."
        await user.press("ctrl+s")
        (issue,) = user.book.issues.all()
        assert issue.due_on == dt.date(2027, 11, 5)
        await user.press("enter", "e")
        assert user.field("due_on") == issue.due_on
        assert "days off" not in user.seen()  # nobody typed it this time
        await user.fill("due_on", "6 nov")
        assert "This day is 350 days off" in user.seen()


async def test_several_to_whom_minutes_gave_it_stay_responsible(screens: Screens) -> None:
    """Its words can be put right: the form refused to keep the two whom the decision had named."""

    def given_out(book: Fieldbook) -> None:
        issue = book.issues.raise_(Draft(title="水渠漏水"))
        matter = {"topic": "水渠", "issue": issue.id, "decided": "换管", "who": "李霞平、王芳"}
        book.diary.keep_minutes(Draft(matters=[matter]))

    async with screens(fill=given_out) as user:
        [given] = user.book.solutions.all()
        form = edit_form(user.book, given)
        assert form is not None
        await user.app.push_screen(form)
        await user.settle()
        await user.type("清渠")
        await user.press("ctrl+s")
        [now] = user.book.solutions.all()
        assert "清渠" in now.method
        assert now.responsible == given.responsible


async def test_a_step_after_the_solutions_own_day_is_pointed_out(screens: Screens) -> None:
    """It may be meant, and is saved; beneath the steps stands that it lies behind."""
    async with screens((80, 40)) as user:
        user.book.issues.raise_(Draft(title="水渠漏水"))
        await user.press("3", "f4")
        user.form.body.set_values({"due_on": dt.date(2026, 12, 1), "steps": "备料 / / 2026-11-30"})
        user.form.show_fields()
        assert not user.form.body.fields["steps"].problem
        user.form.body.set_values({"steps": "备料 / / 2026-12-05"})
        user.form.show_fields()
        assert "12-01" in user.form.body.fields["steps"].problem


async def test_a_name_that_two_households_have_is_asked_about(screens: Screens) -> None:
    """Which of them is meant is asked once; with it in brackets, nothing is."""

    def fill(book: Fieldbook) -> None:
        for name in ("1组", "2组"):
            group = book.groups.found(Draft(name=name))
            book.households.assign(Draft(head="王德福", group=group.id))
        book.issues.raise_(Draft(title="漏水"))

    async with screens(lang="zh_CN", fill=fill) as user:
        await user.press("3", "f4")
        await user.fill("method", "换管子")
        await user.fill("with_whom", "王德福")
        await user.press("tab", "1", "ctrl+s")
        await user.see("是王德福（1组）、王德福（2组）中的哪一户")
        user.form.body.fields["with_whom"].put([])
        await user.fill("with_whom", "王德福")
        await user.see("1 王德福（1组）  2 王德福（2组）")
        await user.press("2", "ctrl+s")
        (solution,) = user.book.solutions.all()
        assert [(each.name, each.role) for each in solution.with_whom] == [("王德福", "2组")]


async def test_a_shared_name_is_asked_about_in_lines_too(screens: Screens) -> None:
    """In minutes and steps which household is meant is asked once; not where the issue is its own."""

    def fill(book: Fieldbook) -> None:
        for name in ("1组", "2组"):
            group = book.groups.found(Draft(name=name))
            home = book.households.assign(Draft(head="王德福", group=group.id))
        book.issues.raise_(Draft(title="漏水"))
        book.issues.raise_(Draft(title="缺肥", household=home.id))

    async with screens(lang="zh_CN", fill=fill) as user:
        await user.press("7", "f10")
        matters = user.form.body.fields["matters"]
        asked = "“王德福”也许是王德福（1组）或王德福（2组）"
        matters.restore("#2 -> 先送两袋 / 王德福 / +6")
        assert not matters.doubt("Ctrl+S")
        matters.restore("修路 -> 先拉石头 / 王德福 / +5")
        await user.press("ctrl+s")
        await user.see(asked)
        matters.restore("修路 -> 先拉石头 / 王德福（2组） / +5")
        await user.press("ctrl+s")
        (page,) = user.book.diary.all()
        assert [each.who for each in page.matters] == ["王德福（2组）"]
        await user.press("3")
        for of_issue, is_asked in ((2, False), (1, True)):
            issue = user.book.shelf.by_seq(Issue, of_issue)
            assert issue is not None
            user.records.move_to(issue.id)
            await user.press("s")
            user.form.body.set_values({"method": "换管子", "carried_by": "group"})
            user.form.body.fields["steps"].restore("备料 / 王德福")
            await user.press("ctrl+s")
            assert (asked in user.seen()) is is_asked


async def test_words_typed_on_a_choice_are_nobodys_name(screens: Screens) -> None:
    """Kept with the draft until one is chosen; saving tells once that they go with nothing."""
    async with screens(fill=settled) as user:
        await user.press("3", "s")
        user.form.body.set_values({"method": "清渠换管", "carried_by": "group"})
        user.form.body.fields["carried_by"].focus()
        await user.settle()
        await user.type("字3")
        await user.press("tab")
        await user.see("“字3”没有选中哪一项")
        await user.press("escape", "s")
        await user.see("“字3”没有选中哪一项")
        assert not user.field("responsible")
        await user.press("ctrl+s")
        await user.see("“字3”不是这里的选项；再按 Ctrl+S，就不留它")
        await user.press("ctrl+s")
        (saved,) = user.book.solutions.all()
        assert (saved.carried_by, saved.responsible) == ("group", None)
