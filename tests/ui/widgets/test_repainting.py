from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual._compositor import Compositor
from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets._toast import Toast

from fieldbook.ui.themes import ThemedApp
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.field import Field
from fieldbook.ui.widgets.form_body import FormBody
from fieldbook.ui.widgets.lines import StatusLine
from fieldbook.ui.widgets.prose import Prose
from fieldbook.ui.widgets.record_list import RecordList
from fieldbook.ui.widgets.still_screen import StillScreen
from fieldbook.ui.widgets.story import Story
from fieldbook.ui.widgets.story_lines import StoryLine

if TYPE_CHECKING:
    from tests.ui.widgets.forms_demo import Desk
    from tests.ui.widgets.widgets_demo import rows
    from textual.app import ComposeResult
else:
    from forms_demo import Desk
    from widgets_demo import rows

HEIGHT = 12


class Page(ThemedApp[None]):
    """A list longer than its room, under the first line of a screen."""

    def compose(self) -> ComposeResult:
        yield StatusLine("工作本", ("已保存",))
        yield RecordList((Column("户主", None, min_width=6), Column("地点", 8)), heading=True)

    def on_mount(self) -> None:
        listed = self.query_one(RecordList)
        listed.set_rows(rows(40))
        listed.focus()


class Reading(ThemedApp[None]):
    """A story beside nothing."""

    def compose(self) -> ComposeResult:
        yield Story()

    def on_mount(self) -> None:
        self.tell("水渠漏水")

    def tell(self, title: str, *more: str) -> None:
        lines = [StoryLine(title, tone="title"), StoryLine("今年春天浇地的时候")]
        self.query_one(Story).set_lines([*lines, *map(StoryLine, more)])


class Lines:
    """The lines that a kind of widget draws from now on."""

    def __init__(self, kind: type[Widget], monkeypatch: pytest.MonkeyPatch) -> None:
        self.drawn: list[int] = []
        draw = kind.render_line

        def drawing(widget: Any, y: int) -> Any:
            self.drawn.append(y)
            return draw(widget, y)

        monkeypatch.setattr(kind, "render_line", drawing)


async def test_a_move_draws_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cursor's move draws the line it left and the one it came to, and no other."""
    app = Page()
    async with app.run_test(size=(60, HEIGHT)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        lines = Lines(RecordList, monkeypatch)
        await pilot.press("down")
        await pilot.pause()
        assert set(lines.drawn) == {2, 3}
        await pilot.press("up")
        await pilot.pause()
        assert set(lines.drawn) == {2, 3}


async def test_a_move_that_scrolls_draws_all_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the rows move under the cursor, all that are seen are drawn."""
    app = Page()
    async with app.run_test(size=(60, HEIGHT)) as pilot:
        await pilot.press("pagedown")
        await pilot.pause()
        lines = Lines(RecordList, monkeypatch)
        await pilot.press("down")
        await pilot.pause()
        assert set(lines.drawn) == set(range(HEIGHT - 1))


async def test_the_focus_draws_the_lines_of_the_cursors(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the focus goes from a list to a story, the row it leaves and the line it comes to are drawn."""
    app = ThemedApp[None]()
    async with app.run_test(size=(60, HEIGHT)) as pilot:
        await app.push_screen(screen := Covered())
        story, listed = screen.query_one(Story), screen.query_one(RecordList)
        listed.action_move(7)
        told = [StoryLine("水渠漏水"), StoryLine("今年春天", key="visit:1"), StoryLine("井台结冰")]
        story.set_lines(told)
        listed.focus()
        await pilot.pause()
        rows, lines = Lines(RecordList, monkeypatch), Lines(Story, monkeypatch)
        looks = []
        for focused in (story, listed):
            await pilot.press("tab")
            await pilot.pause()
            assert screen.focused is focused
            assert (set(rows.drawn), set(lines.drawn)) == ({7}, {1})
            looks.append((listed.render_line(7), story.render_line(1)))
            rows.drawn, lines.drawn = [], []
        assert all(left != come_to for left, come_to in zip(*looks, strict=True))


async def test_neighbours_of_one_style_are_painted_as_one() -> None:
    """No line is drawn in two pieces where one style does: each takes the terminal some twenty signs."""
    app = Page()
    async with app.run_test(size=(60, HEIGHT)) as pilot:
        await pilot.pause()
        listed = app.query_one(RecordList)
        listed.set_rows([ListRow(f"h{n}", ("陈桂生", "三组"), "") for n in range(HEIGHT)])
        for strip in map(listed.render_line, range(HEIGHT - 1)):
            assert [*strip] == [*strip.simplify()]


async def test_the_same_words_are_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first line is drawn anew for other words, not for those that it shows."""
    app = Page()
    async with app.run_test(size=(60, HEIGHT)) as pilot:
        lines = Lines(StatusLine, monkeypatch)
        line = app.query_one(StatusLine)
        line.set_left("工作本")
        line.set_right("已保存")
        await pilot.pause()
        assert lines.drawn == []
        line.set_right("草稿已保留")
        await pilot.pause()
        assert lines.drawn == [0]


async def test_a_letter_draws_only_the_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter leaves a field's label as it is drawn; what comes to stand beneath it is drawn."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        title = app.query_one(FormBody).fields["title"]
        title.focus()
        await pilot.press("a")
        await pilot.pause()
        lines = Lines(Field, monkeypatch)
        await pilot.press("b")
        await pilot.pause()
        assert lines.drawn == []
        title.problem = "写不下"
        await pilot.pause()
        assert {0, 1} <= set(lines.drawn)


async def test_another_story_draws_the_lines_that_differ() -> None:
    """Of another story only the lines that look otherwise are painted, those that are gone, too."""
    app = Reading()
    async with app.run_test(size=(60, HEIGHT)) as pilot:
        story = app.query_one(Story)
        first = [story.render_line(y).text.strip() for y in range(HEIGHT)]
        assert [line for line in first if line] == ["水渠漏水", "今年春天浇地的时候"]
        app.tell("井台结冰")
        assert {each.y for each in story._repaint_regions} == {first.index("水渠漏水")}
        await pilot.pause()
        app.tell("井台结冰", "撒炉灰")
        await pilot.pause()
        assert "撒炉灰" in "".join(strip.text for strip in app.screen._compositor.render_strips())
        app.tell("井台结冰")
        await pilot.pause()
        seen = "".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "撒炉灰" not in seen
        assert "井台结冰" in seen


def layouts(screen: Screen[Any], monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What gets a line whenever the screen is laid out from now on."""
    laid_out: list[object] = []
    lay_out = screen._refresh_layout
    monkeypatch.setattr(
        screen, "_refresh_layout", lambda *how, **named: laid_out.append(lay_out(*how, **named))
    )
    return laid_out


async def test_a_letter_lays_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter leaves the form laid out as it is, also where longer words scroll, on and back."""
    app = Desk()
    async with app.run_test(size=(60, 24)) as pilot:
        title = app.query_one(FormBody).fields["title"]
        title.focus()
        await pilot.press("a")
        await pilot.pause()
        laid_out = layouts(app.screen, monkeypatch)
        await pilot.press("b")
        await pilot.pause()
        await pilot.press(*"x" * 60, "z")
        await pilot.pause()
        assert title.editor.scroll_offset.x > 0
        assert title.editor.render_line(0).text.rstrip().endswith("xz")
        await pilot.press("backspace", "backspace", "home", "delete", "end")
        await pilot.pause()
        assert title.editor.scroll_offset.x == title.editor.max_scroll_x
        assert title.editor.render_line(0).text.rstrip().endswith("xx")
        assert laid_out == []


class Telling(ThemedApp[None]):
    """A few words above nothing."""

    def compose(self) -> ComposeResult:
        yield Prose("水渠漏水")


async def test_the_same_prose_lays_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen drawn anew with the words that it shows stays laid out as it is; others are shown."""
    app = Telling()
    async with app.run_test(size=(60, HEIGHT)) as pilot:
        await pilot.pause()
        prose = app.query_one(Prose)
        laid_out = layouts(app.screen, monkeypatch)
        prose.set_lines("水渠漏水")
        await pilot.pause()
        assert laid_out == []
        prose.set_lines("水渠漏水", "井台结冰")
        await pilot.pause()
        assert laid_out
        assert prose.size.height == 2


class Covered(StillScreen[None]):
    """A list and a story in panes; a note stands over a part of both."""

    CSS = """
    Covered { layers: below above; }
    Horizontal, RecordList, Story { height: 1fr; width: 1fr; border: none; }
    Toast { width: auto; max-width: 100%; }
    Covered > Static { layer: above; width: 16; height: 3; margin: 2 22; border: solid red; }
    """

    def compose(self) -> ComposeResult:
        with Horizontal():
            with Vertical():
                yield RecordList((Column("户主", None, min_width=6),))
            yield Story()
        yield Static("记下了")

    def on_mount(self) -> None:
        self.query_one(RecordList).set_rows(rows(40))
        self.query_one(Story).set_lines([StoryLine("水渠漏水"), StoryLine("今年春天浇地的时候")])


async def test_what_is_composed_is_what_textual_would_compose() -> None:
    """All lines, and any part of them, look as Textual composes them."""
    app = ThemedApp[None]()
    async with app.run_test(size=(60, HEIGHT)) as pilot:
        await app.push_screen(screen := Covered())
        await pilot.pause()
        ours = screen._compositor
        theirs = Compositor()
        theirs.reflow(screen, app.size)
        theirs._dirty_regions.clear()
        assert ours.render_strips() == theirs.render_strips()
        one, other, wide = Region(3, 1, 9, 1), Region(20, 2, 25, 3), Region(0, 0, 60, 5)
        for parts in ((one,), (other,), (wide,), (one, Region(33, 6, 9, 1), Region(2, 9, 9, 2))):
            for compositor in (ours, theirs):
                compositor._dirty_regions.update(parts)
            ours_painted, theirs_painted = (
                each.render_update().render_segments(app.console)  # type: ignore[union-attr]
                for each in (ours, theirs)
            )
            assert ours_painted == theirs_painted


async def test_no_sign_of_a_note_is_lost_at_an_edge_behind_it() -> None:
    """A note over two panes is whole wherever the edge between them lies; the rest is as Textual has it."""
    told = "这一步的内容已经交给别的本子，有错请改"
    for width in range(60, 64):
        app = ThemedApp[None]()
        async with app.run_test(size=(width, HEIGHT), notifications=True) as pilot:
            await app.push_screen(screen := Covered())
            screen.notify(told, timeout=60)
            while not (screen.query(Toast) and screen.query_one(Toast).region):
                await pilot.pause(0.01)
            await pilot.pause()
            note = screen.query_one(Toast).region
            theirs = Compositor()
            theirs.reflow(screen, app.size)
            strips = [each.render_strips() for each in (screen._compositor, theirs)]
            assert told in "".join(strip.text for strip in strips[0])
            for y, pair in enumerate(zip(*strips, strict=True)):
                for x, end in (
                    ((0, note.x), (note.right, width)) if y in note.line_range else ((0, width),)
                ):
                    ours, as_textual = (strip.crop(x, end).text for strip in pair)
                    assert ours == as_textual


async def test_only_what_is_seen_is_composed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row painted anew asks nothing of the story, of other rows, or of the panes behind it.

    Nor do two lines far from each other ask for those between them.
    """
    app = ThemedApp[None]()
    async with app.run_test(size=(60, HEIGHT)) as pilot:
        await app.push_screen(screen := Covered())
        await pilot.pause()
        asked: list[tuple[str, Region]] = []
        compose = Widget.render_lines

        def composing(widget: Widget, crop: Region) -> list[Strip]:
            asked.append((type(widget).__name__, crop))
            return compose(widget, crop)

        monkeypatch.setattr(Widget, "render_lines", composing)
        screen.query_one(RecordList).refresh(Region(0, 7, 20, 1))
        await pilot.pause()
        assert asked == [("RecordList", Region(0, 7, 30, 1))]
        asked.clear()
        screen.query_one(RecordList).refresh(Region(0, 7, 20, 1))
        screen.query_one(Story).refresh(Region(0, 1, 20, 1))
        await pilot.pause()
        lines = {y for _name, crop in asked for y in crop.line_range}
        assert lines == {1, 7}
