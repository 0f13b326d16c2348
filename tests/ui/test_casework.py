"""The casework's keys on an issue: what its status allows, and what is said where it does not."""

from __future__ import annotations

from fieldbook.domain.drafts import Draft
from fieldbook.i18n import _
from fieldbook.labels import day
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.told.heads import solution_facts
from fieldbook.ui.widgets.story import Story
from tests.ui import villages
from tests.ui.hands import Screens


async def test_a_refusal_says_what_can_be_done(screens: Screens) -> None:
    """A key that the issue's status does not allow names the acts that it does."""
    async with screens(fill=villages.full) as user:
        await user.press("3")
        acts = user.book.acts
        for status, key, instead in (
            ("open", "d", "note a solution (F4)"),
            ("dropped", "s", "take it up again (T)"),
            ("dropped", "r", "take it up again (T)"),
            ("held", "t", "note a follow-up (F7)"),
            ("solved", "d", "note a follow-up (F7)"),
            ("acting", "t", "mark it solved (F8)"),
        ):
            found = [e for e in user.book.issues.all() if user.book.shelf.status(e) == status]
            user.records.move_to(found[0].id)
            user.app.clear_notifications()
            await user.settle()
            await user.press(key)
            assert user.where() == "issues"
            assert user.book.acts == acts
            words, _blank, named = instead.rpartition(" ")
            assert _(words) + _(" ({key})").format(key=named.strip("()")) in user.told()
            assert user.told().count(named.strip("()")) == 1


async def test_an_answered_issue_can_be_referred_and_answered_again(screens: Screens) -> None:
    """Once one says so, it waits anew; the second referral has its own answer, the first ones stay."""
    async with screens(fill=villages.full) as user:
        await user.press("3")
        found = next(
            e for e in user.book.issues.all()
            if e.answered_on and user.book.shelf.status(e) in ("open", "acting", "relapsed")
        )  # fmt: skip
        user.records.move_to(found.id)
        await user.settle()
        await user.press("r", "escape")
        assert user.book.issues.get(found.id) == found
        await user.press("r", "y")
        assert user.book.issues.get(found.id).referred_before[0].answer == found.answer
        await user.press("r")
        await user.type("第二次答复")
        await user.press("ctrl+s")
        now = user.book.issues.get(found.id)
        assert (now.answer, now.referred_before[0].referred_on) == ("第二次答复", found.referred_on)
        await user.press("enter")
        await user.see("第二次答复", found.answer[:12])


async def test_an_act_that_is_refused_in_turn_is_not_offered(screens: Screens) -> None:
    """Nothing is solved yet, so no follow-up is named as a way out."""
    async with screens(fill=villages.full) as user:
        await user.press("3")
        shelf = user.book.shelf
        found = next(
            e for e in user.book.issues.all()
            if shelf.status(e) == "acting" and not shelf.follow_ups_of(shelf.solutions_of(e))
        )  # fmt: skip
        user.records.move_to(found.id)
        await user.settle()
        await user.press("t")
        assert _("note a follow-up") not in user.told()
        assert _("mark it solved") in user.told()


async def test_a_follow_up_of_a_line_that_is_no_issue_asks_for_one(screens: Screens) -> None:
    """On the line of the daily summary nothing is said to be unsolved: no issue is meant."""
    async with screens(fill=villages.full) as user:
        await user.until(lambda: user.records.cursor_key == "mark:daily")
        await user.press("f")
        assert user.told() == _(
            "No issue or solution is under the cursor that could be followed up: choose one first."
        )


async def test_the_next_step_is_marked_from_any_list(screens: Screens) -> None:
    """One key for each step, in their order; then it says that none is open."""
    async with screens(fill=villages.full) as user:
        found = next(e for e in user.book.solutions.all() if any(not s.done_on for s in e.steps))
        steps = [each for each in found.steps if each.done_on is None]
        for tab, row in (("3", found.issues[0]), ("4", found.id)):
            await user.press(tab)
            user.records.move_to(row)
            await user.settle()
            for step in steps:
                user.app.clear_notifications()
                await user.press("K")
                assert step.what in user.told()
            now = user.book.solutions.get(found.id)
            assert all(each.done_on for each in now.steps)
            told = "\n".join(line.text for line in solution_facts(user.book, now))
            today = user.book.today
            done = _("done {date}").format(date=day(today, today))
            assert told.count(done) == sum(each.done_on == today for each in now.steps)
            acts = user.book.acts
            user.app.clear_notifications()
            await user.press("K")
            assert user.book.acts == acts
            told = _(
                "No step of a solution is open here: {edit} on a solution ({tab_solutions}) adds steps."
            )
            assert user.told() == told.format(edit="F6", tab_solutions="4")
            await user.press(*["u"] * len(steps))


async def test_keys_work_on_every_line_of_an_issues_story(screens: Screens) -> None:
    """Also on a training: it is still that issue's story."""
    async with screens(fill=villages.full) as user:
        lesson = next(e for e in user.book.trainings.all() if e.issue)
        await user.press("3")
        user.records.move_to(lesson.issue)
        await user.settle()
        await user.press("enter")
        user.app.screen.query_one(Story).move_to(f"training:{lesson.id}")
        await user.settle()
        screen = user.app.screen
        assert isinstance(screen, BookScreen)
        issue = screen.under().issue
        assert issue is not None
        assert issue.id == lesson.issue


async def test_words_typed_for_a_form_that_did_not_open_are_no_keys(screens: Screens) -> None:
    """What was typed at once behind a refused act does nothing on the list; what comes later does."""
    async with screens(fill=villages.full, lang="en") as user:
        await user.press("3")
        acts, issue = user.book.acts, user.book.issues.unsolved()[0]
        user.records.move_to(issue.id)
        user.book.issues.drop(issue.id, "not needed any more")
        await user.settle()
        dropped = user.book.acts
        await user.type("s2")  # the solution is refused: the issue was dropped
        assert user.where() == "issues"
        assert user.book.acts == dropped != acts
        assert "dropped" in user.told()
        await user.press("2")
        assert user.where() == "households"


async def test_a_key_that_does_nothing_names_one_that_does(screens: Screens) -> None:
    """Where an act cannot be done at all, the sentence names the key or the place that can."""
    async with screens(lang="en") as user:
        for tab, key, told in (
            ("4", "n", "choose that one (3), then F4"),
            ("1", "/", "? shows the keys"),
            ("6", "x", "F8 writes its minutes"),
        ):
            user.app.clear_notifications()
            await user.press(tab, key)
            assert told in user.told()


async def test_what_is_told_of_a_very_long_title_covers_no_second_line(screens: Screens) -> None:
    """It is cut in what is told, as its name in the book is."""
    async with screens((60, 24), lang="en", fill=villages.full) as user:
        issue = user.book.issues.raise_(Draft(title="The canal leaks below the mill " * 5))
        await user.press("3")
        user.records.move_to(issue.id)
        await user.press("f5")
        assert user.book.issues.get(issue.id).referred_on == user.book.today
        told = user.told()
        assert told.startswith("Referred to the branch: The canal")
        assert len(told) <= 56, "one line of the screen"
