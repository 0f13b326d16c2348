"""Rows keep their places while one works: ↓ after an act is the row that stood below."""

from __future__ import annotations

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import Visit
from fieldbook.ui.forms.visit import VisitForm
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.under import any_record, key_of
from tests.ui import villages
from tests.ui.hands import Hands, Screens


async def visit(user: Hands) -> None:
    """Write down a visit to the household under the cursor."""
    await user.press("v")
    await user.fill("learned", "南坡地先浇一遍")
    await user.press("ctrl+s")
    assert isinstance(user.app.screen, ListScreen) or user.where() == "today"


def keys(user: Hands) -> list[str]:
    """The rows that are shown, top to bottom."""
    return user.records._rows.keys()


async def test_a_visited_household_stays_where_it_stood(screens: Screens) -> None:
    """The row says when it is due next, and ↓ leads to the next one; undoing moves nothing either.

    So it is in a list that was sorted, too.
    """
    async with screens(fill=villages.full) as user:
        for sorting in ((), (",", ",")):
            await user.press("2", *sorting, "home", "down")
            before, told = keys(user), user.records.rows[1].cells
            await visit(user)
            assert keys(user) == before
            assert user.records.cursor_key == before[1]
            assert user.records.rows[1].cells != told
            await user.press("down")
            assert user.records.cursor_key == before[2]
            await user.press("u")
            assert keys(user) == before


async def test_a_list_that_is_opened_anew_is_in_order(screens: Screens) -> None:
    """Who comes back finds the list by need, whether or not something was written elsewhere."""
    async with screens(fill=villages.full) as user:
        for elsewhere in (False, True):
            await user.press("2", "home")
            first = keys(user)[0]
            await visit(user)
            assert keys(user)[0] == first
            await user.press("1")
            if elsewhere:
                user.book.visits.note(Draft(household=keys_of_due(user)[0]))
            await user.press("2")
            assert keys(user) == keys_of_due(user)
            assert user.records.cursor_key == first


def keys_of_due(user: Hands) -> list[str]:
    """The households, the longest overdue first."""
    screen = user.app.made("households")
    assert isinstance(screen, ListScreen)
    return [row.key for row in screen.rows()]


async def test_another_order_or_filter_puts_all_in_order(screens: Screens) -> None:
    """A filter that is typed or taken away shows what there is by need; so does sorting and back."""
    async with screens(fill=villages.full) as user:
        await user.press("2")
        await visit(user)
        assert keys(user) != keys_of_due(user)
        await user.press("/")
        await user.type("组")
        await user.press("enter", "escape")
        assert keys(user) == keys_of_due(user)


async def test_what_a_filter_leaves_out_after_an_act_leaves_its_place_to_the_next(
    screens: Screens,
) -> None:
    """A household that is no longer overdue leaves the overdue ones; the next stands under the cursor."""
    async with screens(fill=villages.full) as user:
        await user.press("2", "/")
        await user.type("逾期")
        await user.press("enter", "down")
        before = keys(user)
        await visit(user)
        assert keys(user) == [before[0], *before[2:]]
        assert user.records.cursor_key == before[2]


async def test_what_is_new_is_shown_among_what_stays(screens: Screens) -> None:
    """A household written down after a visit has the cursor; the others stand where they stood."""
    async with screens(fill=villages.full) as user:
        await user.press("2")
        before = keys(user)
        await visit(user)
        await user.press("n")
        await user.type("钱有余")
        await user.press("ctrl+s")
        new = user.records.cursor_key
        assert user.book.households.get(new).head == "钱有余"
        assert [each for each in keys(user) if each != new] == before


async def test_a_line_of_a_list_of_names_leaves_its_place_to_the_next(screens: Screens) -> None:
    """Of the overdue visits, the household visited leaves, and the cursor is on the one below it."""
    async with screens(fill=villages.full) as user:
        user.app.open_list("overdue")
        await user.settle()
        before = keys(user)
        await user.press("down")
        await visit(user)
        assert keys(user) == [before[0], *before[2:]]
        assert user.records.cursor_key == before[2]


async def test_what_is_done_leaves_today_and_the_next_takes_its_place(screens: Screens) -> None:
    """After a visit the cursor is on the visit due next, after a solution on the issue that was below."""
    async with screens(fill=villages.full) as user:
        await user.press("1")
        due = [key for key in keys(user) if key.startswith("household:")]
        user.records.move_to(due[1])
        await visit(user)
        assert due[1] not in keys(user)
        assert user.records.cursor_key == due[2]

        issues = [each for each in keys(user) if each.startswith("issue:")]
        user.records.move_to(issues[1])
        await user.settle()
        await user.press("s")
        await user.type("先堵后修")
        await user.fill("with_whom", "李霞平")
        await user.press("tab", "2")
        await user.fill("due_on", str(user.book.today))
        await user.press("ctrl+s")
        shown = keys(user)
        assert sum(each.startswith("solution:") for each in shown) > 0
        assert issues[1] not in shown
        assert shown.index(user.records.cursor_key) == shown.index(issues[0]) + 1


def whose(user: Hands) -> str:
    """The id of the household whose visit is being written down."""
    form = user.app.screen
    assert isinstance(form, VisitForm)
    assert form.at.household is not None
    return form.at.household.id


async def test_save_and_next_goes_down_the_list_as_it_is_shown(screens: Screens) -> None:
    """The household below is next, whatever is due; the cursor then stands on the one saved last.

    As it stands, as it was sorted, and as a filter leaves it.
    """
    async with screens(fill=villages.full) as user:
        for narrowed in ((), (",", ","), ("/", "1", "enter")):
            await user.press("2", *narrowed, "home", "down")
            first, *below = keys(user)[1:]
            visited = {each.household for each in user.book.visits.all() if _is_today(user, each)}
            left = [first, *(each for each in below if each not in visited)]
            acts = len(user.book.acts)
            user.book.visits.note(Draft(household=left.pop(1)))
            await user.press("v")
            for each in left[:2]:
                assert whose(user) == each, narrowed
                await user.fill("learned", "南坡地先浇一遍")
                if each != left[1]:
                    await user.press("ctrl+n")
                    assert user.book.households.get(whose(user)).head in user.told()
            await user.press("ctrl+s")
            assert user.records.cursor_key == left[1], narrowed
            await user.press(*["u"] * (len(user.book.acts) - acts))


def _is_today(user: Hands, visit: Visit) -> bool:
    return visit.visited_on == user.book.today


async def test_save_and_next_from_elsewhere_goes_on_with_what_is_due(screens: Screens) -> None:
    """From Today the next household is the one that is longest overdue, of whatever group."""
    async with screens(fill=villages.full) as user:
        await user.press("1")
        due = [each.household.id for each in user.book.households.due(of_all=False)]
        user.records.move_to(f"household:{due[1]}")
        await user.press("v")
        for at in (1, 0, 2):
            assert whose(user) == due[at]
            await user.press("ctrl+n")


async def test_save_and_next_goes_on_from_the_top_at_the_end(screens: Screens) -> None:
    """Below the last row come the households above that were not visited yet; then the list ends."""
    async with screens(fill=villages.full) as user:
        await user.press("2", "end")
        *above, last = keys(user)
        visited = {each.household for each in user.book.visits.all() if _is_today(user, each)}
        top, second, *others = [each for each in above if each not in visited]
        for each in others:
            user.book.visits.note(Draft(household=each))
        await user.press("v")
        for each in (last, top, second):
            assert whose(user) == each
            await user.fill("learned", "南坡地先浇一遍")
            await user.press("ctrl+n")
        assert "列表到底了。" in user.told()


async def test_a_form_without_a_word_is_passed_over(screens: Screens) -> None:
    """Save and next notes no visit where nothing was written; the household does not come again."""
    async with screens(fill=villages.full, lang="en") as user:
        await user.press("2", "home")
        first, second, third, _fourth, *rest = keys(user)
        for each in rest:
            user.book.visits.note(Draft(household=each))
        before = len(user.book.visits.all())
        await user.press("v")
        head = user.book.households.get(first).head
        await user.fill("companions", "Ann Bell")  # others share these
        await user.fill("visited_on", "yesterday")
        await user.press("ctrl+n")
        assert f"{head}: empty, no visit noted. Next: " in user.told()
        assert whose(user) == second
        assert user.field("companions") == ("Ann Bell",)
        await user.press("ctrl+n")
        assert whose(user) == third
        assert len(user.book.visits.all()) == before
        assert not user.app.drafts.all()
        await user.press("tab", "3", "ctrl+n")  # they came to us: that says something
        assert len(user.book.visits.all()) == before + 1
        while not user.told().endswith("The list ends here."):
            assert whose(user) not in (first, second)
            await user.press("ctrl+n")
        assert len(user.book.visits.all()) == before + 1


@pytest.mark.parametrize(("screen", "leave"), [("2", "escape"), ("2", "ctrl+d"), ("1", "escape")])
async def test_a_form_that_is_left_leaves_the_cursor_on_its_household(
    screens: Screens, screen: str, leave: str
) -> None:
    """After save and next, too: the next key would else write about the household before."""
    async with screens(fill=villages.full) as user:
        await user.press(screen)
        due = user.book.households.due(of_all=False)[0].household
        user.records.move_to(due.id if screen == "2" else key_of(due))
        await user.press("v")
        await user.fill("learned", "南坡地先浇一遍")
        before = whose(user)
        await user.press("ctrl+n")
        left = whose(user)
        assert left != before
        await user.press(leave)
        assert user.records.cursor_key.removeprefix("household:") == left
        await user.press("v")
        assert whose(user) == left


def name_under(user: Hands) -> str:
    """The name of the record under the cursor."""
    record = any_record(user.book.shelf, user.records.cursor_key)
    assert record is not None
    return name_of(record)


async def test_the_cursor_stands_on_the_record_saved_last(screens: Screens) -> None:
    """Whether the form behind save and next is saved, or left; and it begins where a name is typed."""
    async with screens(fill=villages.full) as user:
        for screen, field in (("2", "head"), ("5", "name"), ("p", "name")):
            await user.press("1", screen, "n")
            for name, key in (("甲甲", "ctrl+n"), ("乙乙", "ctrl+s")):
                current = user.form.body.current
                assert current is not None
                assert current.field_name == field
                await user.type(name)
                await user.press(key)
            assert name_under(user) == "乙乙"
            await user.press("n")
            await user.type("丁丁")
            await user.press("ctrl+n", "escape")
            assert name_under(user) == "丁丁"
