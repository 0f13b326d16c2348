"""The visit form: every task can be told, nothing that stands in a visit is dropped."""

from __future__ import annotations

import datetime as dt

from fieldbook.book import Fieldbook
from fieldbook.domain.checks import LONGEST_LINE
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Visit
from fieldbook.reports.stories import item_of
from fieldbook.ui.forms.table import edit_form
from fieldbook.ui.forms.visit import VisitForm
from fieldbook.ui.told.story import item_lines
from fieldbook.ui.widgets.story import Story
from tests.ui import villages
from tests.ui.hands import Hands, Screens

TITLES = tuple(f"任务{number}" for number in "一二三四五六七")


def settled(book: Fieldbook) -> None:
    """One household, seven running tasks, and one that ended long ago."""
    book.households.assign(Draft(head="陈桂生"))
    book.tasks.write(Draft(title="去年的", given_on="2025-03-01", until_on="2025-04-01"))
    for title in TITLES:
        book.tasks.write(Draft(title=title))


async def edited(user: Hands, visit: Visit) -> None:
    """Open the form that edits a visit."""
    form = edit_form(user.book, visit)
    assert form is not None
    await user.app.push_screen(form)
    await user.settle()


async def test_every_running_task_can_be_told(screens: Screens) -> None:
    """All running tasks stand in the form, those the household was not told of first."""
    async with screens(fill=settled) as user:
        await user.press("2", "v")
        await user.see(*TITLES)
        assert "去年的" not in user.seen()
        await user.press("1", "tab", "tab", *"1234567", "ctrl+s")
        (visit,) = user.book.visits.all()
        assert len(visit.tasks) == len(TITLES)
        assert visit.explained == ("tasks",)
        fresh = user.book.tasks.write(Draft(title="新任务", given_on="2026-11-01"))
        await user.press("v", "tab", "tab", "1")
        assert user.field("tasks") == (fresh.id,)


async def test_a_visit_says_which_of_two_of_a_name_as_everywhere(screens: Screens) -> None:
    """The message calls a household as the lists do: its group, and its number with its word."""
    async with screens((80, 24), "zh_CN") as user:
        group = user.book.groups.found(Draft(name="北坡2组")).id
        for code in ("02", "05"):
            user.book.households.assign(Draft(head="吕长贵", group=group, code=code))
        await user.settle()
        await user.press("2", "v")
        await user.press("ctrl+s")
        assert user.told().startswith("吕长贵（北坡2组02号）：记走访（")


async def test_how_a_visit_came_about_is_changed_and_not_emptied(screens: Screens) -> None:
    """Its own digit leaves the mark where it is; another one moves it.

    A task that ended some days ago is offered still, for a visit written down late, after the others.
    """
    async with screens(fill=settled) as user:
        ended = user.book.today - dt.timedelta(days=3)
        user.book.tasks.write(Draft(title="刚结束", given_on="2026-11-01", until_on=ended))
        await user.press("2", "v", "shift+tab", "1")
        options = user.form.body.fields["tasks"]._options  # type: ignore[attr-defined]
        assert [each.label for each in options][-1] == "刚结束"
        assert user.field("manner") == "visit"
        await user.press("2")
        assert user.field("manner") == "nobody_home"


async def test_an_edited_visit_keeps_its_tasks(screens: Screens) -> None:
    """Tasks that ended, and more than a line holds, are still there when the visit is saved again.

    It is told by whom it was to, not by the first words of what was learned.
    """
    async with screens(fill=settled, lang="en") as user:
        tasks = tuple(each.id for each in user.book.tasks.all())
        household = user.book.households.all()[0].id
        visit = user.book.visits.note(
            Draft(household=household, tasks=tasks, learned="mends tools")
        )
        await edited(user, visit)
        await user.fill("note", "补一句")
        await user.press("ctrl+s")
        saved = user.book.visits.get(visit.id)
        assert (set(saved.tasks), saved.note) == (set(tasks), "补一句")
        assert "visit to 陈桂生: edited." in user.told()


async def test_an_unsettled_visit_shows_where_it_was(screens: Screens) -> None:
    """The household of a visit that names none of the book stands in its form as it was written."""
    async with screens(fill=settled) as user:
        for words in ("村口的老王", "陈桂"):  # the second begins like a household's head
            visit = user.book.visits.note(Draft(household_text=words))
            await edited(user, visit)
            assert user.field("household").text == words
            await user.press("shift+tab", "tab", "tab")  # through the field, nothing typed in it
            await user.fill("learned", "会编筐")
            await user.press("ctrl+s")
            saved = user.book.visits.get(visit.id)
            assert (saved.household, saved.household_text) == ("", words)
            assert saved.learned == "会编筐"


async def test_opinions_become_requests(screens: Screens) -> None:
    """What was asked for is written down beside the issues, as a request; a wrong line is named
    where it stands."""
    async with screens(fill=settled) as user:
        await user.press("2", "v")
        await user.fill("new_issues", "水渠漏水")
        await user.fill("requests", "夜校早些散\n" + "长" * (LONGEST_LINE + 1))
        await user.press("ctrl+s")
        fields = user.form.body.fields
        assert (fields["new_issues"].problem, bool(fields["requests"].problem)) == ("", True)
        await user.press(*["backspace"] * 3, "ctrl+s")
        kinds = [each.issue_kind for each in user.book.issues.all()]
        assert kinds == ["other", "request", "request"]
        assert len({each.visit for each in user.book.issues.all()}) == 1


async def test_nobody_at_home_and_somebody_met_is_asked_about(screens: Screens) -> None:
    """Which of the two is wrong is for the writer to say; nothing is saved until then."""
    async with screens(fill=settled, lang="en") as user:
        await user.press("2", "v", "tab")
        await user.fill("met", "Paul Moss")
        user.form.body.fields["manner"].put("nobody_home")
        await user.press("ctrl+s")
        assert "Nobody was at home: empty “Met”" in " ".join(
            user.form.body.fields["met"].problem.split()
        )
        assert not user.book.visits.all()
        user.form.body.fields["manner"].put("visit")
        await user.press("ctrl+s")
        assert len(user.book.visits.all()) == 1


async def test_nobody_at_home_was_told_or_shared_nothing(screens: Screens) -> None:
    """A tick that still stands from before is left out; what was typed is kept."""
    async with screens(fill=settled, lang="en") as user:
        await user.press("2", "v", "tab")
        fields = user.form.body.fields
        fields["explained"].put({"policies"})
        fields["together"].put({"meals"})
        await user.fill("learned", "The gate is broken")
        fields["manner"].put("nobody_home")
        await user.press("ctrl+s")
        (visit,) = user.book.visits.all()
        assert (visit.explained, visit.together) == ((), ())
        assert visit.learned == "The gate is broken"


async def test_a_beginning_settles_where_the_visit_was(screens: Screens) -> None:
    """Tab takes the only household whose head begins like what was typed."""
    async with screens(fill=settled) as user:
        await user.press("1", "v")
        await user.fill("household", "陈桂")
        await user.press("tab", "ctrl+s")
        (visit,) = user.book.visits.all()
        assert visit.household == user.book.households.all()[0].id


async def test_a_visit_from_the_tasks_has_its_task_ticked(screens: Screens) -> None:
    """Enter on a household that was not told of a task yet; also of one that ended long ago."""
    async with screens(fill=settled) as user:
        home = user.book.households.all()[0]
        for task in user.book.tasks.all():
            if task.title in ("去年的", TITLES[2]):
                user.app.go_to("tasks")
                await user.settle()
                assert user.records.move_to(task.id)
                await user.settle()
                is_over = task.title == "去年的"
                await user.see("任务期间没有交代的户" if is_over else "还没有交代的户")
                user.app.screen.query_one(Story).focus()
                await user.settle()
                user.app.screen.query_one(Story).move_to(f"household:{home.id}")
                await user.press("enter", "1", "ctrl+s")
                assert user.book.visits.all()[-1].tasks == (task.id,)
                assert user.book.visits.all()[-1].explained == ("tasks",)
        assert len(user.book.visits.all()) == 2


async def test_a_policy_is_explained_as_one(screens: Screens) -> None:
    """Begun from the tasks it is ticked among policies; the visit's story calls it a policy, no task."""
    async with screens(lang="en", fill=villages.nothing) as user:
        book = user.book
        home = book.households.assign(Draft(head="Mary Fenn"))
        policy = book.tasks.write(Draft(title="Grain loans", kind="policy"))
        task = book.tasks.write(Draft(title="Clear the ditch"))
        user.app.go_to("tasks")
        await user.settle()
        assert user.records.move_to(policy.id)
        await user.press("enter")
        assert user.app.screen.query_one(Story).move_to(f"household:{home.id}")
        await user.press("enter", "ctrl+s")
        (visit,) = book.visits.all()
        assert (visit.tasks, visit.explained) == ((policy.id,), ("policies",))
        book.visits.edit(visit.id, Draft(tasks=[policy.id, task.id]))
        story = item_lines(book, item_of(book.shelf, book.visits.get(visit.id)))
        told = {each.label: each.text for each in story if each.label}
        assert (told["Policy"], told["Tasks"]) == ("Grain loans", "Clear the ditch")


async def test_save_and_next_from_the_tasks_goes_on_with_who_was_not_told(
    screens: Screens,
) -> None:
    """The task stays ticked, and ticked alone it notes a visit; without the tick nothing is noted."""
    async with screens(fill=settled) as user:
        homes = [user.book.households.all()[0]]
        homes += [user.book.households.assign(Draft(head=head)) for head in ("甲", "乙", "丙")]
        task = next(each for each in user.book.tasks.all() if each.title == TITLES[0])
        user.app.go_to("tasks")
        await user.settle()
        assert user.records.move_to(task.id)
        await user.settle()
        story = user.app.screen.query_one(Story)
        story.focus()
        await user.settle()
        assert story.move_to(f"household:{homes[1].id}")
        await user.press("enter")
        for home, learned in zip((1, 2, 3, 0), ("会编筐", "", "", "会编筐"), strict=True):
            assert isinstance(user.form, VisitForm)
            assert user.form.at.household == homes[home]
            assert user.field("tasks") == (task.id,)
            await user.fill("learned", learned)
            if home == 2:
                user.form.body.fields["tasks"].put(())
            await user.press("ctrl+n")
        told = {each.household for each in user.book.visits.all() if task.id in each.tasks}
        assert told == {homes[each].id for each in (0, 1, 3)}


async def test_a_household_visited_today_is_told_of_where_it_is_visited_again(
    screens: Screens,
) -> None:
    """One line at the top, no question; not where the door stayed shut, nor where a visit is edited."""
    told = "今天已走访过这一户。"
    async with screens(fill=settled) as user:
        home = user.book.households.all()[0].id
        user.book.visits.note(Draft(household=home, manner="nobody_home"))
        await user.press("2", "v")
        assert told not in user.seen()
        await user.press("escape")
        visit = user.book.visits.note(Draft(household=home, promised="送种子"))
        await user.press("v")
        lines = [line.strip() for line in user.lines()]
        at = next(number for number, line in enumerate(lines) if told in line)
        assert "送种子" in lines[at + 1]
        await user.press("escape")
        await edited(user, visit)
        assert told not in user.seen()


async def test_a_draft_of_before_has_the_task_ticked(screens: Screens) -> None:
    """A visit begun for its own sake, and taken up again from the task, is one at which that is told."""
    async with screens((120, 40), lang="en", fill=villages.nothing) as user:
        user.book.households.assign(Draft(head="Mary Fenn"))
        task = user.book.tasks.write(Draft(title="Sow early", kind="policy"))
        await user.press("2", "f2")
        await user.fill("learned", "Rain")
        await user.press("escape", "1", "b", "tab", "f2")
        assert user.field("learned") == "Rain"
        assert (user.field("tasks"), user.field("explained")) == ((task.id,), ("policies",))


async def test_a_task_given_after_the_visit_is_told(screens: Screens) -> None:
    """Written down for yesterday, a visit at which today's task is ticked says so; it may be meant."""
    async with screens((80, 24), lang="en", fill=villages.nothing) as user:
        user.book.households.assign(Draft(head="Mary Fenn"))
        task = user.book.tasks.write(Draft(title="Sow early"))
        told = "“Sow early” was given on 11-21, after this visit."
        await user.press("2", "f2")
        await user.fill("visited_on", "yesterday")
        assert told not in user.seen()
        user.form.body.fields["tasks"].focus()
        await user.press("1")
        await user.see(told)
        await user.fill("visited_on", "today")
        assert told not in user.seen()
        await user.fill("visited_on", "yesterday")
        await user.press("ctrl+s")
        assert [each.tasks for each in user.book.visits.all()] == [(task.id,)]
