"""Our own colours: what is read can be read, and every theme has the names that the widgets ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import LayoutUpdate
from textual.color import Color
from textual.css.parse import parse
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES, Theme
from textual.widget import Widget

from fieldbook.settings import Settings
from fieldbook.ui.app import FieldbookApp
from fieldbook.ui.fitting import fitting
from fieldbook.ui.themes import OWN_THEMES, ThemedApp
from fieldbook.ui.widgets.ask import Ask, Choice
from fieldbook.ui.widgets.form_body import FormBody
from fieldbook.ui.widgets.lines import TabLine
from fieldbook.ui.widgets.record_list import RecordList
from fieldbook.ui.widgets.story import Story
from tests.ui import villages
from tests.ui.hands import Screens, resized

COLOURED = ("dark", "light", "high-contrast")
TONES = ("text-warning", "text-error", "text-success")
GROUNDS = {
    "background": ("text", "text-muted", "text-disabled", "text-accent", *TONES),
    "surface": ("text", "text-muted", "text-disabled", "text-accent", *TONES),
    "panel": ("text", "text-muted", "text-accent", *TONES),
    "chip": ("text-accent",),
    "field": ("text", "text-muted"),
    "field-other": ("text", "text-muted"),
    "field-focus": ("text", "text-muted"),
    "heat-some": ("text", "text-muted", "text-accent", *TONES),
    "heat-many": ("text", "text-muted", "text-accent", *TONES),
    "block-cursor-background": (
        "block-cursor-foreground", "selected-due", "selected-overdue", "selected-done",
    ),
    "input-selection-background": ("input-selection-foreground",),
}  # fmt: skip
"""What is written on which ground."""
EDGES = {
    "edge": ("background", "field", "field-other"),
    "accent": ("background", "field-focus", "panel"),
    "row-sign": ("block-cursor-background",),
}
"""What has to be seen beside which ground."""


def luminance(colour: str) -> float:
    """How bright a colour is, as the web's guidelines for contrast reckon it."""
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in Color.parse(colour).normalized
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: str, other: str) -> float:
    """How many times brighter the brighter of two colours is."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def variables(theme: str) -> dict[str, str]:
    """The names that style sheets may use in a theme."""
    return ThemedApp[None](theme).get_css_variables()


def too_faint(theme: str, pairs: dict[str, tuple[str, ...]], least: float) -> Iterator[str]:
    """The pairs of colours that are too much alike."""
    has = variables(theme)
    for one, others in pairs.items():
        for other in others:
            found = contrast(has[one], has[other])
            if found < least:
                yield f"{one} and {other}: {found:.2f}"


@pytest.mark.parametrize("theme", COLOURED)
def test_what_is_written_can_be_read(theme: str) -> None:
    """Every text has at least 4.5 times the brightness of each ground it stands on, or a part of it."""
    assert list(too_faint(theme, GROUNDS, 4.5)) == []


@pytest.mark.parametrize("theme", COLOURED)
def test_edges_are_seen(theme: str) -> None:
    """Edges of fields, and what says where one is, have at least 3 times that of what is beside."""
    assert list(too_faint(theme, EDGES, 3.0)) == []


def test_black_on_white_is_known() -> None:
    """The reckoning gives what the guidelines say of the two extremes, and of a grey on white."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", [*OWN_THEMES, *BUILTIN_THEMES])
def test_every_theme_may_be_set(theme: str) -> None:
    """The settings take our own themes and Textual's, and each has every name that our own have."""
    assert fitting(Settings(theme=theme))[1] == []
    assert set(OWN_THEMES["dark"].variables) <= set(variables(theme))


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "high-contrast", "ansi", "ansi-dark", "textual-dark"])
async def test_screens_and_forms_are_drawn_in_every_kind_of_theme(
    screens: Screens, theme: str
) -> None:
    """Every screen, a form and a sheet are drawn, in the terminal's own colours too, which have no RGB."""
    async with screens(fill=villages.full, settings=Settings(theme=theme)) as user:
        for digit in "1234567":
            await user.press(digit)
            assert user.seen().strip()
        await user.press("2", "f2")
        assert "见到" in user.seen()
        await user.press("escape", "ctrl+p")
        assert user.where() == "Palette"


async def test_a_question_can_be_read(screens: Screens) -> None:
    """Its title stands on a ground of its own, in a colour that is seen there."""
    async with screens() as user:
        user.app.push_screen(Ask("Make one of 2?", ["One is kept."], [Choice("no", "No", "n")]))
        for theme in COLOURED:
            user.app.theme = theme
            await user.settle()
            _base, _plain, ground, text = user.app.screen.query_one(".ask--title").colors
            assert contrast(ground.hex, text.hex) >= 4.5, theme


async def test_a_screen_gone_back_to_has_the_colours_of_now(screens: Screens) -> None:
    """A screen that was left in other colours, or at another size, is shown in those of now."""
    async with screens((120, 40), fill=villages.full) as user:
        await user.press("3", "6")
        user.app.theme = "textual-light"
        await user.press("3")
        ground = Color.parse(user.app.get_css_variables()["background"])
        assert user.records.background_colors[1] == ground
        await user.press("6", "3", "6")
        await resized(user.pilot, 60, 20)
        await user.press("3")
        assert user.app.screen.has_class("-single")
        assert not user.app.screen.query_one("#story").display


@pytest.mark.usefixtures("made_anew")
async def test_the_style_sheet_is_read_once_at_the_start(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the first screen is there the app's own sheet is read once, in the colours of the settings."""
    read: list[str] = []

    def noted(scope: str, css: str, read_from: tuple[str, str], **named: Any) -> Any:
        read.append(Path(read_from[0]).name)
        return parse(scope, css, read_from, **named)

    monkeypatch.setattr("textual.css.stylesheet.parse", noted)
    async with screens(settings=Settings(theme="light")) as user:
        assert read.count(FieldbookApp.CSS_PATH) == 1
        ground = Color.parse(OWN_THEMES["light"].background or "")
        assert user.records.background_colors[1] == ground


def styled_anew(
    monkeypatch: pytest.MonkeyPatch, kinds: type[DOMNode] | tuple[type[DOMNode], ...] = TabLine
) -> list[DOMNode]:
    """The lines of tabs, or other widgets, that are styled anew from now on."""
    anew: list[DOMNode] = []
    plain = Stylesheet.update_nodes

    def noted(self: Stylesheet, nodes: Iterable[DOMNode], animate: bool = False) -> None:
        nodes = list(nodes)
        anew.extend(each for each in nodes if isinstance(each, kinds))
        plain(self, nodes, animate)

    monkeypatch.setattr(Stylesheet, "update_nodes", noted)
    return anew


@pytest.mark.parametrize("size", [(60, 20), (120, 40)], ids=str)
async def test_a_screen_that_opens_is_styled_once(
    screens: Screens, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """What is made of a screen has its styles from then on: neither its size nor its opening changes them."""
    anew = styled_anew(monkeypatch)
    async with screens(size) as user:
        for digit in "1234567":
            await user.press(digit)
        assert anew == []
        await resized(user.pilot, 80, 30)
        assert anew


@pytest.mark.parametrize("size", [(60, 20), (120, 40)], ids=str)
async def test_what_opens_over_a_screen_is_styled_once(
    screens: Screens, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """So are forms, and sheets over a screen; in other colours, or at another size, they are styled anew."""
    async with screens(size, fill=villages.full) as user:
        await user.press("3")
        anew = styled_anew(monkeypatch, (FormBody, Story, RecordList))
        for keys in (["i", "escape"], ["question_mark", "escape"], ["ctrl+p", "escape"]):
            await user.press(*keys)
        assert anew == []
        await user.press("question_mark")
        assert user.where() == "HelpScreen"
        await resized(user.pilot, 80, 30)
        assert "HelpScreen" in {type(each.screen).__name__ for each in anew}
        await user.press("escape")
        assert user.app.screen.has_class("-narrow")


async def test_going_to_the_other_pane_draws_the_panes_alone(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tab, Enter and Esc on a wide screen, and Tab in a form, paint and style nothing around what they change."""
    whole: list[object] = []
    async with screens((120, 40), fill=villages.full) as user:
        user.looks_always = True
        await user.press("2")
        shown = user.app._display

        def painted(screen: Screen[Any], renderable: Any) -> None:
            if isinstance(renderable, LayoutUpdate):
                whole.append(renderable)
            shown(screen, renderable)

        monkeypatch.setattr(user.app, "_display", painted)
        anew = styled_anew(monkeypatch)
        await user.press("tab", "tab", "enter", "escape")
        assert (whole, anew) == ([], [])
        await user.press("enter")
        await resized(user.pilot, 80, 30)
        assert not user.app.screen.query_one("#left").display
        await user.press("escape")
        assert user.app.screen.query_one("#left").display
        await user.press("i")
        for _ in range(5):  # a form that has just come up may still be drawn once
            whole.clear()
            await user.press("tab", "tab")
            if not whole:
                break
        assert whole == []


def looks(widget: Widget) -> list[RulesMap]:
    """The styles of a widget and of all its parts."""
    parts = map(widget.get_component_styles, sorted(widget.COMPONENT_CLASSES))
    return [each.get_rules() for each in (widget.styles, *parts)]


async def test_no_style_of_lists_stories_and_the_month_depends_on_the_focus(
    screens: Screens,
) -> None:
    """They are not styled when it comes or goes: styled anew with it and without, they look alike."""
    async with screens((120, 40), fill=villages.full) as user:
        for theme in ("dark", "ansi"):
            user.app.theme = theme
            seen = set()
            for keys in (["1"], ["3"], ["6"], ["ctrl+p"]):
                await user.press(*keys)
                for each in user.app.screen.query("RecordList, Story, Month").results(Widget):
                    seen.add(type(each).__name__)
                    with_and_without = []
                    for has_focus in (True, False):
                        each.has_focus = has_focus
                        each.update_node_styles(animate=False)
                        with_and_without.append(looks(each))
                    assert with_and_without[0] == with_and_without[1]
            assert seen == {"RecordList", "DueColumn", "Story", "StillLines", "Month"}
            await user.press("escape")


def test_the_colours_of_a_theme_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A start works out those of its own theme alone; another theme, or the same made anew, has its own."""
    worked_out: list[str] = []
    whole = Theme.to_color_system

    def counted(theme: Theme) -> object:
        worked_out.append(theme.name)
        return whole(theme)

    monkeypatch.setattr(Theme, "to_color_system", counted)
    app: ThemedApp[None] = ThemedApp("light")
    assert app.get_css_variables()["background"] == OWN_THEMES["light"].background
    assert worked_out == ["light"]
    app.theme = "dark"
    assert app.get_css_variables()["background"] == OWN_THEMES["dark"].background
    app.register_theme(replace(OWN_THEMES["dark"], background="#123456"))
    assert app.get_css_variables()["background"] == "#123456"
    assert worked_out == ["light", "dark", "dark"]
