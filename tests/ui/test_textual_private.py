"""The private names of Textual that are used: what each is for, and that there are no others."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.text import Text
from textual.app import App, ComposeResult
from textual.events import Key, Paste
from textual.geometry import Offset
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.widgets import Input, TextArea

from fieldbook.ui import textual_private, textual_private_start
from fieldbook.ui.textual_private import (
    PasteParser,
    QuietApp,
    drop_keys,
    show_cursor,
    withdraw_notes,
)
from fieldbook.ui.textual_private_fields import QuietArea, QuietInput
from fieldbook.ui.themes import ThemedApp
from fieldbook.ui.widgets.caret import CaretArea

FOLDER = Path(textual_private.__file__).parent


def private_names() -> frozenset[str]:
    """Every private name of the classes of Textual that ours are made from."""
    found: set[str] = set()
    kinds = (App, Screen, ScrollView, Input, TextArea)
    for each in {each for kind in kinds for each in kind.__mro__}:
        if each.__module__.startswith("textual"):
            found.update(re.findall(r"(?:self\.|def )(_[a-z]\w*)", inspect.getsource(each)))
    return frozenset(found)


def used(path: Path) -> Iterator[str]:
    """The names after a dot, and of functions, in a module."""
    for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(each, ast.Attribute):
            yield each.attr
        elif isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
            yield each.name


def test_no_private_name_of_textual_is_used_elsewhere() -> None:
    """They stand in one place; the others use what Textual promises."""
    private = private_names()
    assert {"_notifications", "_fatal_error", "_watch_selection", "_bindings"} <= private
    for path in sorted(FOLDER.rglob("*.py")):
        if not path.name.startswith("textual_private"):
            assert private.isdisjoint(used(path)), path.name


class Editors(App[None]):
    """An input with the focus, and others that are filled."""

    def compose(self) -> ComposeResult:
        yield QuietInput("水渠", id="first", select_on_focus=False)
        yield QuietInput(id="second")
        yield Area(id="area")


class Area(QuietArea):
    """An area that says how often its cursor was to be placed."""

    placed = 0

    def place_caret(self) -> None:
        self.placed += 1


async def test_notes_of_one_severity_are_withdrawn() -> None:
    """``_notifications`` and ``_unnotify``: a new sentence takes the place of the last one."""
    app: App[None] = App()
    async with app.run_test() as pilot:
        app.notify("said before")
        app.notify("damage", severity="warning")
        await pilot.pause()
        withdraw_notes(app, lambda told: told.severity != "warning")
        assert [each.message for each in app._notifications] == ["damage"]


async def test_the_cursor_is_shown_and_hidden() -> None:
    """``_driver``: what the terminal is told when screens are read aloud, and when not."""
    app: App[None] = App()
    async with app.run_test():
        told: list[str] = []
        assert app._driver is not None
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(app._driver, "write", told.append)
            show_cursor(app, shown=True)
            show_cursor(app, shown=False)
        assert told == ["\x1b[?25h", "\x1b[?25l"]


async def test_a_key_is_left_to_the_screen() -> None:
    """``_bindings``: Ctrl+D deletes nothing in an input that has dropped it."""
    app = Editors()
    async with app.run_test() as pilot:
        first = app.query_one("#first", QuietInput)
        first.focus()
        await pilot.press("home", "ctrl+d")
        assert first.value == "渠"
        drop_keys(first, ["ctrl+d"])
        await pilot.press("ctrl+d")
        assert first.value == "渠"


class Crashing(QuietApp[int]):
    """An app with a fault of its own."""

    def on_mount(self) -> None:
        raise KeyError("secret")

    def crashed(self, error: BaseException) -> Text:
        assert isinstance(error, KeyError)
        return Text("so it was")


class Parts(ThemedApp[None]):
    """An input whose words are underlined when it has the focus, beside another."""

    CSS = ".input--placeholder { text-style: bold; } Input:focus > .input--placeholder { text-style: italic; }"

    def compose(self) -> ComposeResult:
        yield QuietInput(placeholder="水渠", id="first")
        yield QuietInput(placeholder="水渠", id="second")


async def test_parts_of_a_widget_are_styled_when_they_are_painted() -> None:
    """None is before; what was painted is painted anew when its style changes, and no other is a part."""
    async with Parts().run_test() as pilot:
        first, second = pilot.app.query(QuietInput)
        pilot.app.screen.set_focus(first)
        await pilot.pause()
        name = "input--placeholder"
        assert name in first._component_styles
        assert "input--suggestion" not in dict(first._component_styles)
        assert [str(each.get_component_styles(name).text_style) for each in (first, second)] == [
            "italic", "bold",
        ]  # fmt: skip
        pilot.app.screen.set_focus(second)
        await pilot.pause()
        assert [str(each.get_component_styles(name).text_style) for each in (first, second)] == [
            "bold", "italic",
        ]  # fmt: skip
        for each in (first, second):
            style = each.render_line(0)._segments
            assert any(part.style and part.style.italic for part in style) is (each is second)
        with pytest.raises(KeyError):
            first.get_component_styles("input--nothing")


async def test_a_crash_says_our_words_only(capsys: pytest.CaptureFixture[str]) -> None:
    """``_fatal_error`` and what it uses: no traceback with local variables is printed."""
    app = Crashing()
    with pytest.raises(KeyError):
        async with app.run_test():
            pass
    app._print_error_renderables()
    said = capsys.readouterr().err
    assert "so it was" in said
    assert "secret" not in said


async def test_the_cursor_stands_behind_the_text() -> None:
    """``_position_to_cell``: two Chinese characters are four cells, at the end as before it."""
    app = Editors()
    async with app.run_test() as pilot:
        first = app.query_one("#first", QuietInput)
        first.focus()
        await pilot.press("end")
        end = first.cursor_screen_offset
        await pilot.press("left")
        assert end - first.cursor_screen_offset == Offset(2, 0)


async def test_filling_an_editor_leaves_the_cursor_where_it_is() -> None:
    """``_watch_selection``, ``_watch_scroll_y``: only what has the focus claims the cursor."""
    app = Editors()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one("#first").focus()
        await pilot.pause()
        before = app.cursor_position
        second, area = app.query_one("#second", QuietInput), app.query_one(Area)
        second.value = "井台结冰"
        second.cursor_position = 2
        area.text = "一行\n" * 90
        area.move_cursor((80, 0))
        area.scroll_end(animate=False)
        await pilot.pause()
        assert app.cursor_position == before
        assert area.placed


@pytest.mark.parametrize(
    "came",
    [
        ["a\x1b[200~甲\x1b[31m乙\x07丙\x1bc\n丁\x1b[201~b"],
        ["a\x1b[20", "0~甲", "乙", "丙\n丁\x1b[2", "01~b"],
        ["a", "\x1b[200~甲\x1b[200~乙丙\n丁\x1b[201~", "b"],
    ],
)
def test_a_paste_comes_whole_and_in_its_place(came: list[str]) -> None:
    """However it comes, a paste with escapes is one event between the keys around it."""
    parser = PasteParser()
    events = [event for data in came for event in parser.feed(data)]
    told = [each.text if isinstance(each, Paste) else each.key for each in events
            if isinstance(each, Paste | Key)]  # fmt: skip
    assert told == ["a", "甲乙丙\n丁", "b"]


def test_a_key_cut_in_two_is_that_key() -> None:
    """What begins like a paste and is a key waits for its end; the end of all input is taken."""
    parser = PasteParser()
    events = [*parser.feed("\x1b[20"), *parser.feed("~x"), *parser.feed("")]
    assert [each.key for each in events if isinstance(each, Key)] == ["f9", "x"]


LATER = """
from fieldbook.ui.textual_private_start import left_out
with left_out():
    import asyncio.sslproto, textual.app, textual.theme
import ssl, textual.command
print(asyncio.sslproto.ssl, ssl.create_default_context.__name__)
print(textual.command.CommandPalette.__mro__[1].__name__, *sorted(
    name for name in vars(textual.command) if name in vars(textual.app) or name in vars(textual.theme)
    if getattr(vars(textual.command)[name], "__module__", "") == "textual.command"
))
"""


def test_what_a_start_leaves_out_of_textual_is_there_for_who_asks_later() -> None:
    """Its palette is named where Textual is loaded, with nothing behind it; TLS is not missed."""
    told = subprocess.run(
        [sys.executable, "-c", LATER],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    ).stdout.splitlines()
    assert told[0] == "None create_default_context"
    kind, *named = told[1].split()
    assert kind == "SystemModalScreen"
    assert set(named) <= set(textual_private_start._OF_THE_PALETTE)


def test_nothing_is_left_out_of_a_textual_that_is_loaded() -> None:
    """Then the palette is the one there is."""
    before = sys.modules["textual.command"]
    with textual_private_start.left_out():
        assert sys.modules["textual.command"] is before
    assert sys.modules["textual.command"] is before


async def test_a_text_area_breaks_chinese_as_stories_do() -> None:
    """``compute_wrap_offsets``: Textual's own begins lines with brackets, and leaves a stroke alone."""
    app = ThemedApp[None]()
    async with app.run_test(size=(23, 10)) as pilot:
        area = CaretArea("骨干变动（确定周福来）甲乙\n- 发种子要当面过秤，群众放心")
        await app.mount(area)
        await pilot.pause()
        lines = ["".join(found) for line in area.wrapped_document.lines for found in line]
        assert lines
        assert not any(line.startswith("）") or line.strip() == "-" for line in lines)
