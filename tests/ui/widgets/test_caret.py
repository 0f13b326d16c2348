"""The cursor stands where an input method opens its window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset

from fieldbook.ui.widgets.caret import CaretArea
from fieldbook.ui.widgets.filter_bar import FilterBar
from fieldbook.ui.widgets.form_body import FormBody

if TYPE_CHECKING:
    from tests.ui.widgets import forms_demo, widgets_demo
    from tests.ui.widgets.widgets_demo import commit
else:
    import forms_demo
    import widgets_demo
    from widgets_demo import commit


async def test_it_is_right_before_the_first_key() -> None:
    """The cursor is on the focused line as soon as the form is seen, not after a key."""
    app = forms_demo.Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        field = app.query_one(FormBody).fields["visited_on"]
        assert app.cursor_position == field.editor.content_region.offset


async def test_it_stands_directly_behind_the_text() -> None:
    """Neither one cell beyond the end nor on another line, in every kind of field."""
    app = forms_demo.Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        for name in ("title", "note", "met", "household"):
            field = app.query_one(FormBody).fields[name]
            for words, cells in (("", 0), ("a", 1), ("水渠", 4), ("水a渠b", 6)):
                field.restore("")
                field.focus()
                await pilot.pause()
                commit(app, words)
                await pilot.pause()
                here = field.editor.content_region.offset + Offset(cells, 0)
                assert app.cursor_position == here, (name, words)


async def test_it_follows_the_cursor_within_the_text() -> None:
    """Moving back by a Chinese character moves it by two cells."""
    app = forms_demo.Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        field = app.query_one(FormBody).fields["title"]
        field.focus()
        commit(app, "水渠漏水")
        await pilot.press("left")
        assert app.cursor_position == field.editor.content_region.offset + Offset(6, 0)


async def test_it_stays_inside_when_a_long_text_scrolls() -> None:
    """A text longer than its line keeps the cursor inside the line."""
    app = forms_demo.Desk()
    async with app.run_test(size=(44, 24)) as pilot:
        field = app.query_one(FormBody).fields["title"]
        field.focus()
        commit(app, "水渠漏水" * 12)
        await pilot.pause()
        assert field.editor.region.contains_point(app.cursor_position)


async def test_it_comes_along_when_the_form_scrolls() -> None:
    """The cursor keeps to its field when the form is scrolled under it or grows above it."""
    app = forms_demo.Desk()
    async with app.run_test(size=(80, 12)) as pilot:
        form = app.query_one(FormBody)
        form.fields["note"].focus()
        await pilot.pause()
        form.scroll_to(y=3, animate=False)
        await pilot.pause()
        await pilot.pause()
        assert app.cursor_position == form.fields["note"].editor.content_region.offset
        form.fields["household"].problem = "先选一户。"
        await pilot.pause()
        await pilot.pause()
        assert app.cursor_position == form.fields["note"].editor.content_region.offset


async def test_filling_other_fields_does_not_draw_it_away() -> None:
    """A form filled while one types leaves the cursor where one types."""
    app = forms_demo.Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        form = app.query_one(FormBody)
        form.fields["title"].focus()
        await pilot.pause()
        before = app.cursor_position
        form.set_values({"note": "两句\n话", "met": ["赵祥"], "visited_on": forms_demo.TODAY})
        await pilot.pause()
        assert app.cursor_position == before


async def test_it_stands_in_the_box_that_would_be_ticked() -> None:
    """A screen reader is led to the option under the cursor."""
    app = forms_demo.Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        field = app.query_one(FormBody).fields["explained"]
        field.focus()
        await pilot.pause()
        await pilot.press("right")
        assert app.cursor_position == field.region.offset + Offset(field.left + 15, 0)


async def test_it_is_right_in_the_filter_bar() -> None:
    """A filter opened by a Chinese character goes on being typed at the right place."""
    app = widgets_demo.Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        commit(app, "李霞")
        await pilot.pause()
        await pilot.pause()
        bar = app.query_one(FilterBar)
        line = bar.query_one("CaretInput").region
        assert app.cursor_position == line.offset + Offset(4, 0)


async def test_a_line_of_text_may_be_several_of_the_screen() -> None:
    """Ctrl+U deletes up to where the text's line begins; End pressed twice goes to where it ends."""
    app = forms_demo.Desk()
    async with app.run_test(size=(44, 24)) as pilot:
        field = app.query_one(FormBody).fields["note"]
        area = field.editor
        assert isinstance(area, CaretArea)
        words = "水渠漏水" * 20
        field.restore(f"一\n{words}\n三")
        field.focus()
        await pilot.pause()
        await pilot.press("ctrl+home", "down", "end")
        column = area.cursor_location[1]
        assert 0 < column < len(words)
        await pilot.press("end")
        assert area.cursor_location == (1, len(words))
        await pilot.press("left", "ctrl+u")
        assert area.text == "一\n水\n三"
        await pilot.press("ctrl+u")
        assert area.text == "一水\n三"
