"""The screens beside the seven: search, trash, duplicates, route, members, dropped issues."""

from __future__ import annotations

from pathlib import Path

import docx
from textual.widgets import Input

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.i18n import _
from fieldbook.ui.screens.route import RouteScreen
from tests.ui import villages
from tests.ui.hands import Screens, resized
from tests.ui.test_method import settled


async def test_search_goes_to_what_it_found(screens: Screens) -> None:
    """One key anywhere searches everything; Enter goes to the record, also within a story."""
    async with screens(fill=settled) as user:
        household = user.book.households.all()[1]
        user.book.visits.note(Draft(household=household.id, learned="苗要早间"))
        await user.press("7", "g")
        await user.type("早间")
        await user.press("enter")
        await user.until(lambda: user.where() == "households")
        await user.until(lambda: user.records.cursor_key == household.id)
        await user.see("苗要早间")
        await user.press("ctrl+underscore")
        await user.type("灯油")
        await user.press("enter")
        await user.until(lambda: user.where() == "issues")
        await user.until(lambda: user.records.cursor_key == user.book.issues.all()[0].id)


async def test_the_meeting_leads_to_what_it_speaks_of(screens: Screens) -> None:
    """Tasks that were given out there, the lists behind its figures, what was referred; and back."""
    async with screens((120, 40), fill=settled) as user:
        await user.press("7")
        for key, name in (("b", "tasks"), ("N", "lists"), ("B", "branch")):
            await user.press(key)
            assert user.where() == name
            await user.press("escape")
            assert user.where() == "meeting"
        await user.press("f2")  # on a wide screen the whole path is read, some eighty cells
        assert user.app.screen.query_one(Input).size.width >= 90


async def test_a_task_for_no_household_counts_none(screens: Screens) -> None:
    """What the meeting gives to somebody who is in contact with no household is told nowhere."""
    async with screens(lang="en", fill=settled) as user:
        user.book.tasks.write(Draft(title="mend the bridge", given_to="Ned Willis"))
        await user.press("b", "home")
        await user.see("mend the bridge", "Ned Willis")
        assert "0/0" not in user.seen()
        assert "0 households told" not in user.seen()


async def test_search_takes_away_the_filter_that_hides_it(screens: Screens) -> None:
    """A record is reached though a filter on its list hides it."""
    async with screens(fill=settled) as user:
        first, second = user.book.households.all()
        await user.press("2", "slash")
        await user.type(first.head)
        await user.press("enter", "g")
        await user.type(second.head)
        await user.press("enter")
        await user.until(lambda: user.records.cursor_key == second.id)


async def test_what_was_removed_is_restored(screens: Screens) -> None:
    """The trash lists what was removed, and one key takes it out again."""
    async with screens(fill=settled) as user:
        await user.press("3", "delete", "z")
        await user.see("夜校没有灯油")
        await user.press("f2")
        assert len(user.book.issues.all()) == 1
        await user.press("escape")
        assert user.where() == "issues"


def twice(book: Fieldbook) -> None:
    """A household that stands in the book twice, with a visit each."""
    for number in range(2):
        found = book.households.assign(
            Draft(
                head="陈五", address="东街1号", note=f"记{number}", phone="0311" if number else ""
            )
        )
        book.visits.note(Draft(household=found.id, learned=f"第{number}次"))


async def test_duplicates_are_made_one_after_asking(screens: Screens) -> None:
    """What merging does is spelled out, nothing happens on Esc, and undo takes it back."""
    async with screens(fill=twice) as user:
        await user.press("J", "m")
        await user.see("陈五", "走访 1")
        await user.press("escape")
        assert len(user.book.households.all()) == 2
        await user.press("m", "f2")
        (kept,) = user.book.households.all()
        assert kept.phone == "0311"
        assert {each.household for each in user.book.visits.all()} == {kept.id}
        await user.press("u")
        assert len(user.book.households.all()) == 2


async def test_whose_the_duplicates_are_is_said(screens: Screens) -> None:
    """The name between telephone and note is told to be the contact's."""
    async with screens((120, 40), fill=villages.full) as user:
        await user.press("J")
        await user.see("联系人 林致远", "联系人 杜春生")


def written_in(folder: Path) -> str:
    """The text of the one Word paper written there, which is taken away."""
    (path,) = folder.glob("*.docx")
    document = docx.Document(str(path))
    path.unlink()
    cells = [each.text for table in document.tables for row in table.rows for each in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def due(book: Fieldbook) -> None:
    """One household is due, with what it was promised."""
    settled(book)
    household = book.households.all()[0]
    book.visits.note(Draft(household=household.id, visited_on="2026-11-01", promised="带技术员来"))


def calendar_in(folder: Path) -> str:
    """The one calendar in a folder."""
    (file,) = folder.glob("*.ics")
    return file.read_bytes().decode()


async def test_what_is_due_goes_into_a_calendar(screens: Screens, tmp_path: Path) -> None:
    """On the route one key writes the next days for a phone; no name of a household stands in it."""
    async with screens(fill=due) as user:
        await user.press("o", "C", "enter")
        await user.until(lambda: list(tmp_path.glob("*.ics")))
        text = calendar_in(tmp_path)
    assert text.startswith("BEGIN:VCALENDAR")
    assert text.count("BEGIN:VEVENT") > 1
    assert "陈桂生" not in text


async def test_the_route_is_printed(screens: Screens, tmp_path: Path) -> None:
    """The route names who is due in order with what was promised, and is written into a file."""

    async with screens(fill=due) as user:
        await user.press("o")
        await user.see("陈桂生", "答应的事", "技术员")
        await user.press("f4", "enter")
        await user.until(lambda: list(tmp_path.glob("*.docx")))
        text = written_in(tmp_path)
        assert "陈桂生" in text
        assert "带技术员来" in text


async def test_a_route_to_nobody_is_not_written(screens: Screens) -> None:
    """Where nobody is due F4 says so, as the command does, instead of asking for a file."""
    async with screens(lang="en") as user:
        await user.press("o", "f4")
        assert user.told() == "No visit is due today."
        assert isinstance(user.app.screen, RouteScreen)


async def test_slips_are_written_for_the_line_and_for_all_that_are_marked(
    screens: Screens, tmp_path: Path
) -> None:
    """W writes the slip of the household under the cursor; of marked ones a page each, on both lists."""
    async with screens(fill=due) as user:
        for keys, pages in ((("2", "W"), 1), (("*", "W"), 2), (("o", "W"), 1)):
            await user.press(*keys, "enter")
            await user.until(lambda: list(tmp_path.glob("*.docx")))
            assert written_in(tmp_path).count(_("Visit slip")) == pages


async def test_nothing_written_on_a_screen_replaces_the_book(
    screens: Screens, tmp_path: Path
) -> None:
    """The route and the paper refuse the book's own file, and ask before they replace another."""
    async with screens(fill=due) as user:
        book = user.app.drafts.book_path
        log = book.with_name("book.json-log")
        before = log.read_bytes()
        other = tmp_path / "mine.txt"
        for screen, key in (("o", "f4"), ("7", "f2")):
            await user.press(screen)
            for own in (book, log):
                await user.press(key)
                user.app.screen.query_one(Input).value = str(own)
                await user.press("enter")
                assert user.told().splitlines()[-1].replace(" ", "").startswith(f"{own}是")
            other.write_text("mine", encoding="utf-8")
            for answer in ("n", "escape"):
                await user.press(key)
                user.app.screen.query_one(Input).value = str(other)
                await user.press("enter", answer)
                assert other.read_text("utf-8") == "mine"
            await user.press(key)
            user.app.screen.query_one(Input).value = str(other)
            await user.press("enter", "y")
            await user.until(lambda: other.read_bytes() != b"mine")
            await user.written()
            assert (log.read_bytes(), book.exists()) == (before, False)


async def test_contact_groups_are_compared_not_persons(screens: Screens) -> None:
    """The Members screen shows the figures of contact groups; no figure stands beside a person."""
    async with screens(fill=settled) as user:
        await user.press("p")
        await user.see("周正", "吴梅", "按期：占应走访的")
        assert {row.cells[1] for row in user.records.rows} == {"3"}
        assert [row.cells[2] for row in user.records.rows] == ["2", "-"]


async def test_a_dropped_issue_is_taken_up_again(screens: Screens) -> None:
    """Dropping asks for the reason; a key takes it up again, greyed with its reason before."""
    async with screens(fill=settled) as user:
        await user.press("3", "T")
        assert user.told()
        await user.press("D")
        await user.type("组里自己解决了")
        await user.press("ctrl+s")
        assert user.book.shelf.status(user.book.issues.all()[0]) == "dropped"
        await user.press("T")
        assert user.book.shelf.status(user.book.issues.all()[0]) == "open"


async def test_an_empty_book_says_what_to_press(screens: Screens) -> None:
    """Every screen opens on an empty book without a fault, and comes back on Esc."""
    async with screens((80, 24)) as user:
        for size in ((80, 24), (120, 40)):
            await resized(user.pilot, *size)
            for name in ("groups", "diary", "tasks", "members", "route", "trash"):
                user.app.go_to(name)
                await user.settle()
                assert len([line for line in user.lines() if line.strip()]) > 4, name
                await user.press("escape")


async def test_esc_goes_back_over_the_screens_one_came_by(screens: Screens) -> None:
    """From the duplicates to the members, from there to the issues; who goes round comes out again."""
    async with screens(fill=settled) as user:
        await user.press("3", "p", "J", "escape")
        assert user.where() == "members"
        await user.press("J", "p", "escape")
        assert user.where() == "issues"
        await user.press("escape")
        assert user.where() == "issues"


def namesakes(book: Fieldbook) -> None:
    """Two households of one name in two groups."""
    for name in ("一组", "二组"):
        group = book.groups.found(Draft(name=name))
        book.households.assign(Draft(head="陈德富", group=group.id))


async def test_of_two_with_one_name_it_is_said_which_is_removed(screens: Screens) -> None:
    """When it is put in the trash, in the trash, and when it is restored."""
    async with screens(fill=namesakes) as user:
        await user.press("2", "delete")
        assert "陈德富（一组）" in user.told()
        await user.press("z")
        await user.see("陈德富（一组）")
        await user.press("f2")
        assert "已恢复：陈德富（一组）" in user.told()
