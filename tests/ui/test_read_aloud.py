"""Screens to be read aloud or felt: one column, no drawings, the terminal's cursor where the focus is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from rich.cells import cell_len

from fieldbook.book import Fieldbook
from fieldbook.domain.records import Household
from fieldbook.settings import Settings
from fieldbook.ui.everywhere import BESIDE, TABS
from fieldbook.ui.forms.casework import SolutionForm
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.forms.minutes import MinutesForm
from fieldbook.ui.forms.table import FORMS, draft_form
from fieldbook.ui.widgets.field import Field
from fieldbook.ui.widgets.look import ROW_SIGN
from fieldbook.ui.widgets.record_list import RecordList
from fieldbook.ui.widgets.story import Story
from fieldbook.ui.widgets.suggest_fields import SuggestField
from tests.ui import villages
from tests.ui.hands import Hands, Screens

READER = Settings(name="Jo Field", branch="Brook branch", reader=True)
DRAWN = frozenset(f"─│┃╸━▁▂▃▄▅▆▇█▊▎▏▌■▣□{ROW_SIGN}")


def line_at_cursor(user: Hands) -> str:
    """What a screen reader says of the line its cursor is in."""
    x, y = user.app.cursor_position
    line = user.lines()[y]
    assert x == 0 or user.app.screen.query("Field"), line
    return line.rstrip()


def is_heard(user: Hands, text: str) -> bool:
    """Whether the line with the cursor begins so; it does once all is laid out."""
    return line_at_cursor(user).startswith(text)


def is_pointed_at(user: Hands, widget: Any) -> bool:
    """Whether the terminal's cursor is in a widget."""
    return bool(widget.content_region.contains_point(user.app.cursor_position))


async def hear(user: Hands, text: str) -> None:
    """Wait until the line with the cursor has the text; it does once all is laid out."""
    await user.until(lambda: text in line_at_cursor(user), text)


def is_in(user: Hands, field: Field) -> bool:
    """Whether the terminal's cursor is where a field is filled in; it is once all is laid out."""
    x, y = user.app.cursor_position
    return field.region.contains(x, y) and x >= field.left


def opened(book: Fieldbook) -> Iterator[FormScreen]:
    """Forms that have every kind of field, each about the first thing it may be about."""
    for listed in FORMS:
        if listed.form not in (MinutesForm, SolutionForm):
            continue
        kinds = [each for each in listed.about if each is not None]
        targets = ["", *(each.id for kind in kinds for each in list(book.shelf.every(kind))[:1])]
        forms = (draft_form(book, listed.form.form, target) for target in targets)
        yield from [each for each in forms if each is not None][:1]


async def test_every_screen_is_one_column_with_the_cursor_at_its_row(screens: Screens) -> None:
    """On each screen the terminal's cursor stands before what the cursor is on; nothing is drawn."""
    async with screens((120, 40), "en", fill=villages.full, settings=READER) as user:
        for name in (*TABS, *BESIDE):
            user.app.go_to(name)
            await user.settle()
            await user.press("down")
            focused: Any = user.app.focused
            await user.until(partial(is_pointed_at, user, focused), name)
            assert focused.size.width == 120, name
            if isinstance(focused, RecordList) and focused.cursor_key:
                row = next(each for each in focused.rows if each.key == focused.cursor_key)
                await hear(user, row.cells[0].partition("\t")[0])
            assert DRAWN.isdisjoint(user.seen()), name


async def test_a_story_is_heard_line_by_line(screens: Screens) -> None:
    """Each line of a story is gone to, one after the other, those that lead nowhere too."""
    async with screens((80, 24), "en", fill=villages.full, settings=READER) as user:
        await user.press("2", "enter")
        story = user.app.focused
        assert isinstance(story, Story)
        told = [each.text.split("  ")[0][:20] for each in story.lines if each.text][:5]
        assert len(dict.fromkeys(told)) == 5
        for text in told:
            await user.until(partial(is_heard, user, text), text)
            await user.press("down")


async def test_a_day_is_heard_in_words(screens: Screens) -> None:
    """The diary's days stand below each other, each with what it holds in words."""
    async with screens((80, 24), "en", fill=villages.full, settings=READER) as user:
        await user.press("6", "up")
        await hear(user, "visit")
        before = line_at_cursor(user)
        await user.press("up")
        await user.until(lambda: line_at_cursor(user) != before)
        assert "study" in user.seen()


@pytest.mark.slow
async def test_every_kind_of_field_has_the_cursor(screens: Screens) -> None:
    """In forms the terminal's cursor is in the line of the field that has the focus."""
    async with screens((80, 24), "en", fill=villages.full, settings=READER) as user:
        for form in opened(user.book):
            user.app.open_form(form)
            await user.settle()
            for _field in user.form.body.fields:
                field = user.form.body.current
                assert field is not None
                await user.until(partial(is_in, user, field), f"{form} {field.name}")
                assert DRAWN.isdisjoint(user.seen()), form
                await user.press("tab")
            await user.press("ctrl+d", "y")
            await user.settle()


async def test_ticks_and_offers_are_heard(screens: Screens) -> None:
    """What may be ticked stands one a line with its state; the cursor goes to the offers walked through."""
    async with screens((80, 24), "en", fill=villages.full, settings=READER) as user:
        await user.press("2", "f2", "up")
        await hear(user, "visit made: yes")
        await user.press("right")
        await hear(user, "nobody at home: no")
        await user.press("tab")
        field = user.form.body.current
        assert isinstance(field, SuggestField)
        await user.until(partial(is_in, user, field))
        typed_in = user.app.cursor_position
        await user.press("down")
        await hear(user, field.found()[0].label)
        await user.press("up")
        await user.until(lambda: user.app.cursor_position == typed_in)


async def test_what_is_typed_above_leads_the_list(screens: Screens) -> None:
    """Where one types above a list, the arrows take the cursor into the list, typing takes it back."""
    async with screens((80, 24), "en", fill=villages.full, settings=READER) as user:
        await user.press("ctrl+p", "w", "down")
        rows = user.app.screen.query_one(RecordList)
        first = user.lines()[rows.content_region.y + 1].rstrip()
        await user.until(lambda: line_at_cursor(user) == first)
        await user.press("i")
        await user.until(lambda: user.app.cursor_position == (2, 0))


async def test_a_marked_row_says_so_and_numbers_have_their_title(screens: Screens) -> None:
    """A mark is a word at the beginning, a number stands behind what it counts, a sort is said."""
    async with screens((80, 24), "en", fill=villages.full, settings=READER) as user:
        await user.press("2")
        await user.press("space")
        await hear(user, "People ")
        y = user.app.cursor_position.y
        assert user.lines()[y - 1].startswith("marked, ")
        await user.press("comma")
        assert "Head (rising), Group" in user.seen()


async def test_reading_aloud_is_switched_in_the_settings(screens: Screens) -> None:
    """Saved in the settings, it is so at once: the columns go, the cursor is at the row."""
    async with screens((80, 24), "en", fill=villages.full) as user:
        await user.press("2", "S")
        await user.fill("reader", "1")
        await user.press("ctrl+s")
        assert user.app.reader
        assert user.app.screen.has_class("-single")
        household = user.book.shelf.find(Household, user.records.cursor_key)
        assert household is not None
        await user.until(partial(is_heard, user, household.head))
        assert {cell_len(line) for line in user.lines()} == {80}
