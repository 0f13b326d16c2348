"""The lists of names: Enter on a figure opens the one behind it, and each can be written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from fieldbook.book import Fieldbook
from fieldbook.domain.codes import LISTS
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Household
from fieldbook.i18n import use_language
from fieldbook.labels import code_label
from fieldbook.titles import title_of
from fieldbook.ui.forms.casework import FollowUpForm
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.screens.path import PathScreen
from fieldbook.ui.widgets.caret import CaretInput
from fieldbook.ui.widgets.columns import ListRow
from fieldbook.ui.widgets.record_list import RecordList
from fieldbook.ui.widgets.row_order import Sort
from fieldbook.ui.widgets.story import Story
from tests.clock import Clock
from tests.ui.hands import Hands, Screens
from tests.ui.test_method import settled
from tests.ui.test_method_pieces import SETTINGS, lists, surveyed
from tests.ui.villages import full


def overdue(fill: Callable[[Fieldbook], object]) -> Callable[[Fieldbook], None]:
    """The book with every household last visited a month ago."""

    def fill_it(book: Fieldbook) -> None:
        fill(book)
        for each in book.households.all():
            ago = book.today - dt.timedelta(days=30)
            book.visits.note(Draft(household=each.id, visited_on=ago))

    return fill_it


def _name(row: ListRow) -> str:
    """The one of the groups A and B that a row is about."""
    return next(cell for cell in row.cells if cell in ("A", "B"))


async def test_a_figure_opens_its_list(screens: Screens) -> None:
    """Enter on a figure of a unit opens the list behind it, of that unit; Esc goes all the way back."""
    async with screens(fill=surveyed) as user:
        await user.press("5", "M")
        await user.see("逐月", "2026-09")
        await user.press("l", "enter")
        assert (lists(user).code, lists(user).unit) == ("not_surveyed", ("红旗公社",))
        await user.see("这段时间没有摸底的小组", "4组")
        assert user.records.shown == 1
        await user.see("全部日子")  # as the figure counts
        await user.press("escape", "escape")
        assert user.where() == "groups"


async def test_a_month_of_the_series_opens_the_list_of_its_last_day(screens: Screens) -> None:
    """Enter on a month's share opens who stood behind it then; C goes to any other day."""
    async with screens(fill=surveyed) as user:
        await user.press("5", "M", "l", *["down"] * 5)
        story = user.app.screen.query_one(Story)
        assert story.cursor_key.startswith("list:without_core/2026-09-30"), story.cursor_key
        await user.press("enter")
        assert (lists(user).code, lists(user).on) == ("without_core", dt.date(2026, 9, 30))
        await user.see("截至2026-09-30")
        await user.press("escape")
        lists(user).list.move_to("type_3")
        await user.press("enter")
        assert user.records.shown == 1  # in September and October it was of type 3
        await user.press("C", "ctrl+u")
        await user.type("11-12")
        await user.press("enter")
        assert lists(user).on == dt.date(2026, 11, 12)
        assert not user.records.shown
        await user.press("C", "ctrl+u")
        await user.type("2026-12-24")
        await user.press("enter")
        await user.see("12-24")
        assert isinstance(user.app.screen, FormScreen)  # a day to come is refused
        await user.press("ctrl+u", "enter")
        assert lists(user).on is None


async def test_every_figure_of_today_opens_its_list(screens: Screens) -> None:
    """Enter on a figure of Today opens the list of names behind it; Esc comes back."""
    async with screens(fill=overdue(surveyed)) as user:
        found = {}
        agenda = user.app.screen.query_one(RecordList)
        keys = [row.key for row in agenda.rows if row.key.startswith("list:")]
        for key in keys:
            agenda.move_to(key)
            await user.press("enter")
            found[key.split(":")[1]] = user.records.shown
            await user.press("escape", "escape")
            assert user.where() == "today"
        book = user.book
        assert found == {code: len(book.names(code)) for code in found}
        assert {"overdue", "not_surveyed", "type_3", "without_core"} <= set(found)


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
async def test_the_figure_of_follow_ups_opens_those_that_were_counted(
    screens: Screens, lang: str
) -> None:
    """Held and relapsed ones alike, as many lines as the figure counts, each with its result."""
    async with screens(lang=lang, fill=full) as user:
        figures = user.book.agenda().figures
        key = next(row.key for row in user.records.rows if row.key.startswith("list:checked:"))
        user.records.move_to(key)
        await user.press("enter")
        results = [row.cells[1] for row in user.records.rows]
        assert results.count(code_label("result", "held")) == figures.held > 0
        assert results.count(code_label("result", "relapsed")) == figures.relapsed > 0
        assert len(results) == figures.held + figures.relapsed
        await user.press("f7")
        assert isinstance(user.app.screen, FollowUpForm)


async def go_to(user: Hands, story: Story, code: str) -> None:
    """Go down the story to the figure of a list, and open it."""
    for _each in range(200):
        if story.cursor_key.startswith(f"list:{code}/"):
            break
        await user.press("down")
    assert story.cursor_key.startswith(f"list:{code}/"), f"{code} is nowhere in the story"
    await user.press("enter")


async def test_figures_of_training_and_of_what_did_not_hold_open_their_lists(
    screens: Screens,
) -> None:
    """Leaders and key members have a list each; so has what the cadre did, and what relapsed."""
    async with screens(fill=full) as user:
        await user.press("5", "M", "l")
        story = user.app.screen.query_one(Story)
        book, found = user.book, {}
        wanted = ["by_cadre", "relapsed", "leaders_untrained", "key_untrained"]
        for code in wanted:
            await go_to(user, story, code)
            found[code] = user.records.shown
            assert lists(user).code == code
            await user.press("escape", "escape")
        unit = book.groups.all()[0].unit[:1]
        assert found == {code: len(book.names(code, unit)) for code in wanted}
        assert all(found.values())


async def test_who_has_no_group_linked_is_counted_beside_the_members(screens: Screens) -> None:
    """Enter on how many have no advanced group opens the list, in the branch's own order."""
    async with screens(fill=full) as user:
        await user.press("p", "l")
        story = user.app.screen.query_one(Story)
        for code in ("no_advanced", "no_lagging"):
            await go_to(user, story, code)
            assert lists(user).code == code
            listed = [row.cells[0] for row in user.records.rows]
            kind = code.removeprefix("no_")
            linked = {e.member for e in user.book.links.all() if e.link_kind == kind}
            assert listed == [e.name for e in user.book.members.all() if e.id not in linked]
            await user.press("escape", "escape")
            assert user.where() == "members"


async def test_a_contact_groups_figures_open_its_households(screens: Screens) -> None:
    """Enter on a contact group's row lists its households that were not visited in time."""
    async with screens(fill=overdue(settled)) as user:
        await user.press("p", "l")
        story = user.app.screen.query_one(Story)
        while not story.cursor_key.startswith("list:overdue"):
            await user.press("down")
        await user.press("enter")
        of = lists(user).of
        wanted = [each for each in user.book.names("overdue") if each.cells[4] == of]
        assert user.records.shown == len(wanted) > 0
        await user.see(f"第{of}联系组")


async def test_never_visited_is_longest_ago_where_a_list_is_sorted(screens: Screens) -> None:
    """By the day of the last visit it stands first; turned round last."""

    def two(book: Fieldbook) -> None:
        seen = book.groups.found(Draft(name="A"))
        book.groups.found(Draft(name="B"))
        book.visits.note(Draft(group=seen.id, visited_on=book.today - dt.timedelta(days=90)))

    clock = Clock()
    async with screens((120, 30), lang="en", fill=two, clock=clock) as user:
        clock.pass_days(11)
        user.app.open_list("not_visited")
        await user.settle()
        title = next(each.title for each in user.records.columns if each.by == 0)
        for falling, names in ((False, "BA"), (True, "AB")):
            user.records.sort_by(Sort(title, falling))
            assert "".join(_name(row) for row in user.records.rows) == names


async def test_a_list_is_written_into_a_file(screens: Screens) -> None:
    """W writes an open list where the user says, as a table that can be printed."""
    async with screens(fill=surveyed) as user:
        await user.press("N", "enter", "W", "ctrl+u")
        target = user.app.drafts.book_path.parent.parent / "list.md"
        await user.type(str(target))
        await user.press("enter")
        await user.until(target.is_file)
        assert "| 红旗公社 | 2 | 1 |" in target.read_text(encoding="utf-8")


async def test_of_marked_lines_those_are_written(screens: Screens) -> None:
    """While lines of a list or stops of the route are marked, the file has those and no other."""
    async with screens(fill=full) as user:
        for screen, key, name in (("o", "f4", 1), ("N", "W", 3)):
            await user.press(screen)
            if screen == "N":
                lists(user).list.move_to("untold")
                await user.press("enter")
            names = [row.cells[name].partition("\t")[0] for row in user.records.rows]
            await user.press("space", key, "ctrl+u")
            target = user.app.drafts.book_path.parent.parent / f"{screen}.md"
            await user.type(str(target))
            await user.press("enter")
            await user.until(target.is_file)
            await user.written()
            text = target.read_text(encoding="utf-8")
            assert {each for each in names if each in text} == {names[0]}


async def test_acts_are_done_from_a_list(screens: Screens) -> None:
    """From the households not told of a task a visit is written down; the line is gone then."""
    async with screens(fill=settled) as user:
        await user.press("N")
        lists(user).list.move_to("untold")
        await user.press("enter")
        before = user.records.shown
        record = lists(user).record()
        assert isinstance(record, Household)
        await user.press("v", "1", "tab", "tab", "1", "ctrl+s")
        task = user.book.tasks.all()[0].id
        user.book.visits.edit(user.book.visits.all()[-1].id, Draft(tasks=[task]))
        await user.press("u", "U")
        assert user.records.shown == before - 1


async def test_a_list_is_seen_before_it_is_opened(screens: Screens) -> None:
    """Beside the line of a list stands how it begins; W opens that one and asks where to write it.

    Before one is opened the first line says how many lists there are, not how many records.
    """
    async with screens((120, 40), fill=surveyed) as user:
        await user.press("N")
        await user.see(f"{len(LISTS)}份名单")
        lists(user).list.move_to("leaders_untrained")
        await user.settle()
        assert lists(user).code == ""
        await user.see("钱多")
        await user.press("W")
        assert isinstance(user.app.screen, PathScreen)
        await user.press("escape")
        assert lists(user).code == "leaders_untrained"
        await user.see("条记录")


async def test_a_written_list_says_of_which_days_it_is(screens: Screens, tmp_path: Path) -> None:
    """Who reads the paper does not see the screen; a file of another kind is refused."""
    async with screens((120, 40), fill=surveyed) as user:
        await user.press("N")
        lists(user).open("posts", days=30)
        await user.press("W")
        wanted = tmp_path / "posts.md"
        user.app.screen.query_one(CaretInput).value = str(wanted)
        await user.press("enter")
        await user.until(wanted.exists)
        assert "2026-10-23" in wanted.read_text(encoding="utf-8")
        await user.press("W")
        user.app.screen.query_one(CaretInput).value = str(tmp_path / "posts.rtf")
        await user.press("enter")
        await user.until(lambda: "没有“rtf”这种" in user.told())
        assert not (tmp_path / "posts.rtf").exists()


async def test_figures_of_units_have_their_titles_before_the_list_is_opened(
    screens: Screens,
) -> None:
    """Seven bare numbers beside each other would say nothing; help has the titles whole."""
    async with screens((120, 40), "en", fill=surveyed, settings=SETTINGS) as user:
        await user.press("N")
        lists(user).list.move_to("units")
        await user.until(lambda: "Surveyed: 1  Type 1: " in user.seen(), "titles")
        await user.press("enter")
        await user.press("f1")
        await user.see("Columns", "Surveyed", "Type 3: core not formed")
        told = [" ".join(line.split()) for line in user.lines()]
        for column in ("Srv. Surveyed", "T.3 Type 3: core not formed"):
            assert any(column in line for line in told)


async def test_weaker_says_from_which_type_to_which_in_the_least_room(screens: Screens) -> None:
    """At 80 columns the type before and the type now stand beside the group."""
    async with screens(fill=full) as user:
        await user.press("N")
        lists(user).list.move_to("weaker")
        await user.press("enter")
        (row,) = user.records.rows
        assert row.cells[1:3] == ("1", "2")
        await user.see("前   类型", "1    2")


def test_the_title_of_a_list_is_whole_at_80_columns() -> None:
    """Beside its count there are 31 cells."""
    for language in ("en", "zh_CN"):
        use_language(language)
        assert max(cell_len(title_of(code)) for code in LISTS) <= 31
    use_language("en")
