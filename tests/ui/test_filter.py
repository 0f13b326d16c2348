"""Filtering as an input method types: Chinese starts it, letters stay keys, nothing is lost."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.i18n import _
from fieldbook.ui.forms.record_form import RecordForm
from fieldbook.ui.screens.help import HelpScreen
from fieldbook.ui.widgets.filter_bar import FilterBar
from tests.ui import villages
from tests.ui.hands import Hands, Screens, key_event


def shown(user: Hands) -> int:
    return user.records.shown


async def filtered(user: Hands, words: str) -> None:
    """Wait until the list shows what these words leave."""
    bar = user.app.screen.query_one(FilterBar)
    await user.until(lambda: bar._told == words, words)
    await user.settle()


async def test_chinese_typed_on_a_list_filters_it(screens: Screens) -> None:
    """Characters committed by an input method on a list arrive whole and in order."""
    async with screens(fill=villages.full) as user:
        for tab in "234":
            await user.press(tab)
            await user.type("水渠漏水了没有")
            assert user.typing_in() == "水渠漏水了没有"
            await filtered(user, "水渠漏水了没有")
            assert shown(user) == 0
            await user.press("escape")
            await filtered(user, "")
            assert shown(user) == user.records.total > 0


async def test_what_is_found_is_counted_anew_when_a_row_goes(screens: Screens) -> None:
    """A record put in the trash is counted by the filter's line no more."""
    async with screens(fill=villages.full) as user:
        await user.press("3")
        total = user.records.total
        await user.type("水")
        await filtered(user, "水")
        left = shown(user)
        await user.see(f"{left}/{total}")
        await user.press("enter", "delete")
        assert total - 1 == user.records.total
        await user.see(f"{left - 1}/{total - 1}")


async def test_two_characters_find_the_household(screens: Screens) -> None:
    """Two characters leave the rows that hold them; Enter and again Enter read the story."""
    async with screens(fill=villages.full) as user:
        await user.press("2")
        head = user.book.households.all()[0].head
        await user.type(head[:2])
        await filtered(user, head[:2])
        assert 0 < shown(user) < user.records.total
        await user.press("enter")
        assert user.app.focused is user.records
        await user.press("enter")
        assert user.app.focused is user.app.screen.query_one("#story")
        await user.press("escape", "escape")
        assert shown(user) == user.records.total


async def test_the_filter_opens_for_letters(screens: Screens) -> None:
    """After / or its full-width twin or Ctrl+F letters and digits are words, not keys.

    Meanwhile the bar says what leads to the list; there the kept filter stands, and they act again.
    """
    async with screens(fill=villages.full) as user:
        await user.press("3")
        for key in ("/", "／", "ctrl+f"):
            await user.press(key)
            await user.type("v2in")
            assert user.typing_in() == "v2in"
            assert user.where() == "issues"
            await user.see(_("Enter: list"))
            await user.press("enter")
            assert _("Enter: list") not in user.seen()
            await user.press("escape")


async def test_the_help_says_what_columns_show(screens: Screens) -> None:
    """Headings that do not say all are explained, in words that stand before the keys."""
    async with screens((160, 50), lang="en", fill=villages.full) as user:
        for keys, words in (
            ("3", ("Responsible  ", "who sees to it", "Due  ")),
            ("4", ("Responsible  ",)),
            ("5", ("Own  ", "solutions that the group itself carried out")),
            ("5M", ("Srv.  ", "surveyed, of all groups", "T.3  ", "core not formed")),
            ("b", ("Told  ",)),
            ("B", ("Waits  ", "days since it was referred")),
        ):
            await user.press(*keys)
            await user.press("f1")
            await user.see("Columns", *words)
            await user.press("escape")
        await user.press("1", "f1")
        await user.see("Keys")
        assert "Columns" not in user.seen()


async def test_help_by_every_key(screens: Screens) -> None:
    """? and its full-width twin and F1 show the keys; Esc closes them."""
    async with screens(fill=villages.full) as user:
        for tab, keys in (
            ("1", "？"),
            ("2", ("?", "？", "f1")),
            ("3", "?"),
            ("4", "？"),
            ("7", "?"),
        ):
            for key in keys:
                await user.press(tab, key)
                assert isinstance(user.app.screen, HelpScreen)
                await user.press("escape")
                assert user.where() != "HelpScreen"


async def test_the_filter_stays_while_one_works(screens: Screens) -> None:
    """An act on a filtered list leaves the filter and the cursor where they are."""
    async with screens(fill=villages.full) as user:
        await user.press("3")
        title = user.book.issues.all()[0].title
        await user.type(title[:2])
        await filtered(user, title[:2])
        await user.press("enter")
        key, count = user.records.cursor_key, shown(user)
        await user.press("e", "tab")
        await user.type("再去看一次")
        await user.press("ctrl+s")
        assert (user.records.cursor_key, shown(user)) == (key, count)
        await user.press("2", "3")
        assert (user.records.cursor_key, shown(user)) == (key, count)


async def test_a_paste_on_a_list_filters_it(screens: Screens) -> None:
    """A phrase that the input method hands over as a paste starts the filter whole."""
    from textual import events

    async with screens(fill=villages.full) as user:
        await user.press("2")
        user._send(events.Paste("水渠漏水"))
        await user.settle()
        assert user.typing_in() == "水渠漏水"


async def test_markup_in_a_filter_is_only_text(screens: Screens) -> None:
    """Brackets in a filter or a record are drawn as they were typed."""
    async with screens(fill=villages.full) as user:
        await user.press("3", "i")
        await user.type("[b]粗[/b] [/]")
        await user.press("ctrl+s")
        await user.see("[b]粗[/b]")
        await user.press("/")
        await user.type("[/b]")
        await filtered(user, "[/b]")
        assert shown(user) == 1


AHEAD = {
    "3i水渠漏水": ("IssueForm", "水渠漏水"),
    "2/ab": ("households", "ab"),
    "4水渠": ("solutions", "水渠"),
    "5n陈桂生": ("GroupForm", "陈桂生"),
    "3s先堵后修": ("SolutionForm", "先堵后修"),
}
"""What is typed on Today at once, each for another screen that was not there yet."""


async def test_what_is_typed_ahead_goes_where_it_belongs(screens: Screens) -> None:
    """Keys pressed before a screen or form has opened are not lost and not taken for others."""
    async with screens(fill=villages.full) as user:

        def is_typed(words: str) -> bool:
            focused = user.app.focused
            return (getattr(focused, "text", "") or getattr(focused, "value", "")) == words

        for keys, (where, words) in AHEAD.items():
            await user.type(keys)
            assert user.where() == where
            await user.until(partial(is_typed, words), words)
            await user.press(*["ctrl+d"] * ("Form" in where), "escape", "1")
            assert user.where() == "today"
        # Enter leads on by several messages; the words behind it wait for all of them.
        await user.type("2n陈桂生\n东沟\n07\n5")
        names = ("head", "group", "code", "people")
        assert [user.form.body.fields[name].draft.strip() for name in names] == [
            "陈桂生", "东沟", "07", "5"
        ]  # fmt: skip


async def test_the_filter_opened_again_takes_another_word(screens: Screens) -> None:
    """What stood in it is marked, and replaced by what is typed; End goes on behind it."""
    async with screens(fill=villages.full) as user:
        await user.press("2", "slash", *"abc", "enter", "slash", *"1")
        assert user.typing_in() == "1"
        await user.press("enter", "slash", "end", *"0")
        assert user.typing_in() == "10"


async def test_del_in_the_filter_says_where_it_removes(screens: Screens) -> None:
    """With nothing behind the cursor it was meant for the list; else it deletes a character."""
    async with screens(lang="en", fill=villages.full) as user:
        await user.press("2", "/", "a", "b", "home", "delete")
        assert user.app.screen.query_one(FilterBar).text == "b"
        assert not user.told()
        acts = user.book.acts
        await user.press("end", "delete")
        assert "Enter leads to the list" in user.told()
        assert user.book.acts == acts


async def test_a_latin_name_is_found_in_any_case(screens: Screens) -> None:
    """As it is written, and as it is not."""
    async with screens(fill=villages.full) as user:
        user.book.households.assign(Draft(head="Chen NAVARRO"))
        await user.press("2", "slash", *"Navarro")
        await filtered(user, "Navarro")
        assert shown(user) == 1


async def test_an_act_right_after_typing_is_done_on_what_the_filter_leaves(
    screens: Screens,
) -> None:
    """Letters and F6 without a pause edit the record that was typed, not the one the cursor stood on."""
    async with screens(fill=villages.full) as user:
        heads = Counter(each.head for each in user.book.households.all())
        wanted = next(e for e in reversed(user.book.households.all()) if heads[e.head] == 1)
        await user.press("2", "slash")
        assert user.records.cursor_key != wanted.id
        for character in wanted.head:
            user._send(key_event(character))
        await user.press("f6")
        form = user.form
        assert isinstance(form, RecordForm)
        assert form.edits == wanted


async def test_a_filter_left_at_once_leaves_nothing_filtered(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Esc before typing has paused shows all rows again, also where the list was drawn meanwhile."""
    monkeypatch.setattr("fieldbook.ui.widgets.filter_bar.DEBOUNCE", 3600.0)
    async with screens(fill=villages.full) as user:
        await user.press("3", "/")
        await user.type("未反映")
        user.app.after_act()
        await user.until(lambda: user.records.shown < user.records.total)
        await user.press("escape")
        await user.until(lambda: user.records.shown == user.records.total)


async def test_the_help_says_what_else_it_does_without_scrolling(screens: Screens) -> None:
    """On its last line stand its own two keys; no line of the keys' table shares one with another."""
    async with screens(lang="en", fill=villages.full) as user:
        await user.press("2", "?")
        await user.see("Enter: read the manual   Esc: back")
        rows = [line.split() for line in user.lines()]
        assert not any(row[:2] == ["m", "F2"] for row in rows)
        await user.press("enter")
        assert [each.name for each in user.opened] == ["en.html"]


async def _typing(user: Hands) -> str:
    """Filter the households for the first one by its name, and leave the cursor in the filter."""
    await user.press("2")
    head = user.book.households.all()[0].head
    await user.type(head)
    await filtered(user, head)
    assert user.typing_in() == head
    return head


@pytest.mark.parametrize("closed_by", ["ctrl+s", "ctrl+d"])
async def test_the_key_told_after_a_form_is_no_word_of_the_filter(
    screens: Screens, closed_by: str
) -> None:
    """A form opened by its F-key out of the filter: u undoes it, and the filter stays as it is."""
    async with screens(fill=villages.full) as user:
        head = await _typing(user)
        count, issues = shown(user), len(user.book.issues.all())
        await user.press("f3")
        await user.type("水渠漏水")
        await user.press(closed_by)
        assert len(user.book.issues.all()) == issues + (closed_by == "ctrl+s")
        assert user.app.focused is user.records
        await user.press("u")
        assert user.app.screen.query_one(FilterBar).text == head
        if closed_by == "ctrl+s":
            assert len(user.book.issues.all()) == issues
        else:
            await user.press("i")
            assert user.field("title") == "水渠漏水"
            await user.press("escape")
        assert shown(user) == count


async def test_the_key_told_by_a_refusal_is_no_word_of_the_filter(screens: Screens) -> None:
    """What is refused out of the filter names a key, and that key is an act.

    The filter's own key out of the filter leaves the keys where they are.
    """
    async with screens(fill=villages.full) as user:
        head = await _typing(user)
        await user.press("ctrl+f")
        assert user.typing_in() == head
        await user.press("f4")
        assert "按 3 看全部问题" in user.told()
        assert user.app.focused is user.records
        await user.press("3")
        assert user.where() == "issues"


async def test_a_filter_that_found_nothing_gives_the_cursor_back(screens: Screens) -> None:
    """Esc puts it on the row where it stood before, also where a first letter found another one."""
    async with screens(fill=villages.full) as user:
        await user.press("2", "end")
        last, first = user.records.cursor_key, user.records.rows[0].key
        head = user.book.households.get(first).head
        await user.press("/")
        for words in (head, head + "没有这个人"):
            await user.type(words[len(user.typing_in()) :])
            await filtered(user, words)
        assert shown(user) == 0
        await user.press("escape")
        await filtered(user, "")
        assert user.records.cursor_key == last
        await user.press("/")
        await user.type(head)
        await filtered(user, head)
        await user.press("escape")
        await filtered(user, "")
        assert user.records.cursor_key == first


async def test_no_visit_is_opened_where_the_filter_finds_nothing(screens: Screens) -> None:
    """The list says so, and so does the key; no form opens about nobody."""
    async with screens(fill=villages.full) as user:
        await user.press("2")
        await user.type("没有这户")
        await filtered(user, "没有这户")
        await user.see("没有找到", "按 Esc 去掉筛选")
        await user.press("enter", "f2")
        assert user.where() == "households"
        assert "按 Esc 去掉筛选" in user.told()
