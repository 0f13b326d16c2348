"""The forms: what they show, what they fill in, and that they take whatever is typed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from textual.widgets._toast import Toast

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import RECORD_TYPES, FollowUp, Group, Issue
from fieldbook.settings import Settings
from fieldbook.ui.act import Act
from fieldbook.ui.forms.form import FORM, FormScreen
from fieldbook.ui.screens.help import HelpScreen
from fieldbook.ui.widgets.story import Story
from tests.ui import villages
from tests.ui.hands import Hands, Screens

WORDS = "水渠漏水"
ODD = "[b]粗[/b] \\n {x} %s \u3000🐂é"


async def on_issue(user: Hands, *statuses: str) -> Issue:
    """Put the cursor on an issue in one of these statuses."""
    await user.press("3")
    status = user.book.shelf.status
    found = next(each for each in user.book.issues.all() if status(each) in statuses)
    user.records.move_to(found.id)
    await user.settle()
    return found


async def test_the_visit_shows_what_was_promised(screens: Screens) -> None:
    """Above the fields of a visit stands what was promised at the last one."""
    async with screens(fill=villages.full) as user:
        to = user.book.shelf.visits_to
        visits = [max(to(each.id), key=lambda visit: visit.visited_on)
                  for each in user.book.households.all() if to(each.id)]  # fmt: skip
        last = next(each for each in visits if each.promised)
        await user.press("2")
        user.records.move_to(last.household)
        await user.settle()
        await user.press("v")
        assert last.promised[:6] in user.seen()


async def test_beside_a_day_stands_the_day_that_is_meant(screens: Screens) -> None:
    """What was found is looked for behind today, what is due before it, and the form says which day it is.

    In Chinese the month goes first in 5/11.
    """
    async with screens(lang="zh_CN") as user:  # today is 2026-11-21
        await user.press("3", "i")
        await user.fill("title", WORDS)
        await user.fill("found_on", "5/11")
        assert "05-11 星期一，194天前" in user.seen()
        await user.press("ctrl+u")
        await user.type("11月30日")
        assert "2025-11-30 星期日，356天前" in user.seen()
        await user.fill("due_on", "月底")
        assert "11-30 星期一，9天后" in user.seen()
        await user.press("ctrl+s")
        (issue,) = user.book.issues.all()
        assert (issue.found_on, issue.due_on) == (dt.date(2025, 11, 30), dt.date(2026, 11, 30))


async def test_what_is_no_day_is_told(screens: Screens) -> None:
    """In English 5/11 is one of two days, which are named; 1.5 hours is a time spent, and neither.

    So it is said beside the field, and where it is saved.
    """
    async with screens(lang="en") as user:
        await user.press("3", "i")
        await user.fill("title", WORDS)
        await user.fill("found_on", "5/11")
        assert "5 Nov or 11 May" in user.seen()
        await user.press("ctrl+s")
        told = "“Found on”: “5/11” can be 5 Nov or 11 May; write the one that is meant."
        assert told in " ".join(user.seen().split())
        await user.press("ctrl+u")
        await user.fill("due_on", "1.5 hours")
        assert "not a date" in user.seen()
        await user.press("ctrl+s")
        assert "is no date: “1.5 hours”" in " ".join(user.seen().split())
        assert not user.book.issues.all()


async def test_saving_takes_what_can_only_be_meant(screens: Screens) -> None:
    """Whether the field is left first or not, the only group found is taken."""

    def fill(book: Fieldbook) -> None:
        for name in ("Mill Lane", "Church End"):
            book.groups.found(Draft(name=name))

    async with screens(lang="en", fill=fill) as user:
        await user.press("2", "f12")
        await user.fill("head", "Walt Young")
        await user.fill("group", "ch")
        await user.press("ctrl+s")
        (home,) = user.book.households.all()
        assert user.book.shelf.get(Group, home.group).name == "Church End"
        await user.press("5", "O")
        await user.fill("topic", "roofs")
        await user.fill("on", "+3")
        await user.fill("groups", "mill")
        await user.press("ctrl+s")
        (meeting,) = user.book.on_site_meetings.all()
        assert [user.book.shelf.get(Group, each).name for each in meeting.groups] == ["Mill Lane"]


async def test_what_is_for_others_says_so(screens: Screens) -> None:
    """The line that leaves the branch says in its field that no names belong there."""
    async with screens(lang="en") as user:
        await user.press("3", "i")
        await user.see("one line without names, for papers that leave the branch")
        await user.press("escape", "g")
        await user.see("status: since: narrow it (Tab)")


async def test_a_visit_to_nobody_known(screens: Screens) -> None:
    """On an empty book a visit asks where it was, and keeps words that name no household."""
    async with screens() as user:
        await user.press("1", "v")
        await user.fill("household", "村口的老王")
        await user.press("ctrl+s")
        (visit,) = user.book.visits.all()
        assert visit.household_text == "村口的老王"


async def test_a_visit_raises_several_issues(screens: Screens) -> None:
    """Each line of the visit's issues becomes an issue of its household; undone with it."""
    async with screens(fill=villages.full) as user:
        before = len(user.book.issues.all())
        await user.press("2", "v")
        await user.fill("new_issues", "一件\n\n又一件\n")
        await user.press("ctrl+s")
        fresh = user.book.issues.all()[before:]
        assert [each.title for each in fresh] == ["一件", "又一件"]
        assert {each.household for each in fresh} == {user.book.visits.all()[-1].household}
        await user.press("u")
        assert len(user.book.issues.all()) == before


@pytest.mark.slow
async def test_an_edit_changes_only_what_was_typed(screens: Screens) -> None:
    """Opened and saved without a change, no record of any kind becomes another one."""
    async with screens(fill=villages.full) as user:
        from fieldbook.ui.forms.table import edit_form

        records = [each for kind in RECORD_TYPES for each in user.book.shelf.every(kind)[:3]]
        forms = [(each, edit_form(user.book, each)) for each in records]
        acts, edited = len(user.book.acts), set()
        for record, form in forms:
            if form is None or isinstance(record, FollowUp):  # a follow-up is made, not edited
                continue
            edited.add(record.kind)
            await user.app.push_screen(form)
            await user.settle()
            await user.press("ctrl+s")
            assert not isinstance(user.app.screen, FormScreen), record
            assert user.book.shelf.get(type(record), record.id) == record
        assert len(user.book.acts) == acts
        assert edited == {each.kind for each in RECORD_TYPES} - {"follow_up"}


async def test_odd_text_is_kept_as_it_was_typed(screens: Screens) -> None:
    """Markup, braces, blanks of other kinds and wide signs go in, are drawn, and come out."""
    async with screens(fill=villages.full) as user:
        for tab in ("2", "3"):
            await user.press(tab, "i")
            await user.type(ODD)
            await user.fill("detail", ODD)
            await user.press("ctrl+s")
            found = user.book.issues.all()[-1]
            assert found.title.split() == ODD.split()
            user.lines()


async def test_a_long_text_scrolls(screens: Screens) -> None:
    """Ten thousand characters pasted into a note are all there, and the form stays usable."""
    from textual import events

    async with screens() as user:
        await user.press("3", "i")
        await user.type(WORDS)
        await user.press("tab")
        user._send(events.Paste("很长的一段话。\n" * 1250))
        await user.settle()
        await user.press("ctrl+s")
        assert len(user.book.issues.all()[0].detail) == 1250 * 8 - 1


async def test_solving_says_what_follows(screens: Screens) -> None:
    """The form that ends a solution says after how many days it is followed up, and so it is.

    A follow-up that found a relapse then opens the issue again and keeps the old solution.
    """
    async with screens(fill=villages.full) as user:
        issue = await on_issue(user, "acting")
        before = len(user.book.follow_ups.all())
        await user.press("d", "1")
        assert all(str(days) in user.seen() for days in user.book.habits.follow_up_after_days)
        await user.press("ctrl+s")
        assert user.book.shelf.status(issue) == "solved"
        assert len(user.book.follow_ups.all()) > before
        await user.press("f", "2", "ctrl+s")
        assert user.book.shelf.status(issue) == "relapsed"
        assert any(each.result == "relapsed" for each in user.book.shelf.every(FollowUp))


async def test_every_saving_key(screens: Screens) -> None:
    """Ctrl+S and F2 save."""
    async with screens() as user:
        await user.press("3")
        for number, key in enumerate(("ctrl+s", "f2"), 1):
            await user.press("i")
            await user.type(WORDS)
            await user.press(key)
            assert len(user.book.issues.all()) == number


@pytest.mark.slow
@pytest.mark.parametrize("act", FORM.footer(), ids=lambda act: act.id)
async def test_every_key_of_a_form(screens: Screens, act: Act[Any]) -> None:
    """Every key of every form works, in an untouched form and in one with text."""
    async with screens(fill=villages.full) as user:
        for tab, opener in (("2", "v"), ("3", "s"), ("1", "w")):
            for words in ("", WORDS):
                for key in act.keys.split(","):
                    await user.press(tab, opener)
                    assert isinstance(user.app.screen, FormScreen)
                    await user.type(words)
                    await user.press(key)
                    if isinstance(user.app.screen, HelpScreen):
                        await user.press("escape")
                    for _ in range(3):
                        if isinstance(user.app.screen, FormScreen):
                            await user.press("ctrl+d")
                    assert not isinstance(user.app.screen, FormScreen)


async def test_a_record_that_went_away_meanwhile_is_told(screens: Screens) -> None:
    """A form on a record that an undo took away says so, and keeps its text."""
    async with screens() as user:
        await user.press("3", "i")
        await user.type(WORDS)
        await user.press("ctrl+s", "s")
        await user.type("先堵后修")
        await user.press("tab", "tab", "1")
        user.book.undo()
        await user.press("ctrl+s")
        assert user.form.body.fields["also_for"].problem
        assert user.field("method") == "先堵后修"


async def test_a_form_begins_where_something_is_missing(screens: Screens) -> None:
    """The focus is on the first field that must be filled and is empty, else where most begin."""
    async with screens(fill=villages.full) as user:
        await user.press("1", "v")
        first = "household" if "household" in user.form.body.fields else "met"
        assert user.form.body.current is user.form.body.fields[first]
        await user.press("escape", "5", "y")
        assert user.form.body.current is user.form.body.fields["type"]
        assert user.form.body.fields["type"].label.endswith(" *")


async def test_an_error_names_the_label_of_the_form(screens: Screens) -> None:
    """A number that names no issue is wrong in the field it was typed in, by the word before it."""
    async with screens(lang="en", fill=villages.full) as user:
        await on_issue(user, "open")
        await user.press("s")
        await user.type("try it")
        await user.fill("carried_by", "1")
        await user.fill("also_for", "#999")
        await user.press("ctrl+s")
        told = user.form.body.fields["also_for"].problem
        assert told.startswith("“Also for” names something"), told


async def test_solving_asks_what_becomes_of_open_steps(screens: Screens) -> None:
    """They are done with it, dropped, or stay open, as one says; it is one act, undone as one."""
    async with screens(fill=villages.full) as user:
        book = user.book
        found = next(e for e in book.solutions.all() if any(not s.done_on for s in e.steps))
        before = book.solutions.get(found.id).steps
        await user.press("3")
        user.records.move_to(found.issues[0])
        await user.settle()
        for digit, left in (("1", "done"), ("2", ""), ("3", "open")):
            await user.press("d", "ctrl+s")
            assert user.form.body.fields["open_steps"].problem == "请选一项：按 1 到 3。"
            await user.press(digit, "ctrl+s")
            after = book.solutions.get(found.id)
            assert after.solved_on == book.today
            steps = {step.what: step.done_on for step in after.steps}
            for step in before:
                if step.done_on or left == "open":
                    assert steps[step.what] == step.done_on
                else:
                    assert steps.get(step.what) == (book.today if left == "done" else None)
            assert len(steps) == (len(before) if left else sum(bool(s.done_on) for s in before))
            gone = [step.what for step in before if step.what not in steps]
            assert after.result == ("不再需要的步骤：" + "；".join(gone) if gone else "")
            await user.press("u")
            assert book.solutions.get(found.id).steps == before


async def test_help_and_all_acts_open_over_a_form(screens: Screens) -> None:
    """F1, and ? where it is not typed, tell of digits and days; Ctrl+P finds the acts of the form.

    The field one stands in is told of first, then the others; at 80 columns beside nothing else.
    """
    async with screens((80, 24), lang="en", fill=villages.full) as user:
        await user.press("2", "v", "f1")
        assert user.lines()[4].split() == ["Met", "With", "whom", "you", "spoke", "there."]
        await user.see("Promised  ", "Opinions, requests  ")
        assert user.app.screen.query_one("#sheet").region.width == user.app.size.width
        await user.press("pagedown")
        await user.see("Companions  ", "The members of the branch who went along.")
        await user.press("end")
        await user.see("friday", "+5", "Tab", "the only name offered is taken")
        await user.press("escape", "shift+tab", "question_mark")
        assert user.lines()[4].split()[:2] == ["Manner", "Whether"]
        assert "Met  " in user.lines()[6]
        await user.press("end")
        await user.see("friday")
        await user.press("escape", "ctrl+p")
        await user.see("+5, friday")


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
async def test_help_has_one_column_of_words(screens: Screens, lang: str) -> None:
    """Headings begin where keys begin, and what all of them mean begins in one column."""
    async with screens((100, 120), lang, fill=villages.full) as user:
        for keys in (("1",), ("2", "v"), ("2", "e")):
            await user.press(*keys, "f1")
            story = user.app.screen.query_one(Story)
            layout, lines = story._layout, story.lines
            lefts = {
                (bool(lines[piece.line].date), lines[piece.line].tone): piece.left
                for piece in layout.pieces
                if piece.text
            }
            assert lefts[False, "title"] == layout.marker
            assert lefts[True, ""] == layout.gutter
            assert len(lefts) == 3
            assert ("Ctrl+N  F3" in user.seen()) == (keys != ("2", "e"))
            await user.press("escape", "escape")


async def test_help_says_what_settings_and_papers_mean(screens: Screens) -> None:
    """Settings are told in words of their own; where there are none, in those of the empty field."""
    async with screens((120, 50), lang="en", fill=villages.full) as user:
        await user.press("S", "f1")
        await user.see(
            "Fields", "After how many days a household is due again", "10 30 90 makes three"
        )
        assert "empty: as in the settings" not in user.seen()
        await user.press("escape", "escape", "7", "f3", "f1")
        await user.see("Fields", "a Word file of your own with marks in it;")


async def test_sheets_leave_no_strip_of_the_page(screens: Screens) -> None:
    """On a narrow screen they are as wide as it is: no letters stand cut off beside them."""
    async with screens((80, 24), lang="en", fill=villages.full) as user:
        await user.press("2")
        for opener in ("question_mark", "ctrl+p", "f11", "F"):
            await user.press(opener)
            assert user.where() != "households", opener
            assert user.app.screen.query_one("#sheet").region.width == user.app.size.width, opener
            await user.press("escape")
            assert user.where() == "households", opener


async def test_what_is_told_covers_no_field(screens: Screens) -> None:
    """A sentence of two lines lies over the first lines of a form, not over what is typed in."""
    async with screens(lang="en", fill=villages.full) as user:
        user.app._disable_notifications = False  # a pilot shows none unless asked for
        await user.press("2", "v")
        user.app.tell("The draft is kept in a place whose name is long. " * 3)
        await user.settle()
        toast = user.app.screen.query_one(Toast).region
        assert toast.height == 2
        assert not toast.overlaps(user.form.body.region)


async def test_words_that_name_two_groups_are_told_with_both(screens: Screens) -> None:
    """Left so, the field says which they name; so does saving, which says not that there is none."""
    async with screens(lang="zh_CN", fill=villages.nothing) as user:
        for name in ("白杨2组", "白杨5组"):
            user.book.groups.found(Draft(name=name))
        await user.press("2", "n")
        await user.fill("head", "李霞平")
        await user.fill("group", "白杨")
        told = "有2个：白杨2组、白杨5组，用↓选"
        assert told not in user.seen()
        await user.press("tab")
        assert told in user.seen()
        await user.press("ctrl+s")
        assert f"! {told}" in user.seen()
        await user.press("down", "down", "tab", "ctrl+s")
        (household,) = user.book.households.all()
        assert user.book.groups.get(household.group).name == "白杨2组"


@pytest.mark.parametrize(("settings", "sign"), [(Settings(), "↓"), (Settings(ascii=True), "v")])
async def test_a_form_says_that_there_is_more_below(
    screens: Screens, settings: Settings, sign: str
) -> None:
    """As long as fields lie below the edge a sign stands at its lower end, and at the last one none."""
    async with screens((80, 24), "en", settings=settings) as user:
        await user.press("S")
        assert user.lines()[-2].rstrip().endswith(sign)
        await user.press("shift+tab")
        assert not user.lines()[-2].rstrip().endswith(sign)
