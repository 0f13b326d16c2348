"""The private names of Textual that the app uses, and why no public one does.

Those of fields stand beside it, in ``textual_private_fields``: the first screen needs none. A test each
says what breaks when Textual changes it; another finds private names anywhere else.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, Final, NamedTuple

from rich.console import Console, ConsoleRenderable
from textual._compositor import Compositor, LayoutUpdate
from textual._styles_cache import StylesCache
from textual._xterm_parser import XTermParser
from textual.app import App, ReturnType
from textual.css.styles import RenderStyles
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.events import Paste
from textual.geometry import Region
from textual.message import Message
from textual.notifications import Notification
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets._toast import Toast, ToastRack

from fieldbook.clean import clean


def withdraw_notes(app: App[Any], goes: Callable[[Notification], bool]) -> None:
    """Take back those notes on the screen that are to go; only all of them go publicly.

    What held one goes with it: Textual would leave it there, an empty line above the next note.
    """
    withdrawn = [told for told in app._notifications if goes(told)]
    for each in withdrawn:
        app._unnotify(each, refresh=False)
    holders = {f"#{ToastRack._toast_id(each)}" for each in withdrawn}
    for screen in app.screen_stack if holders else ():
        screen.query(", ".join(holders)).remove()


def drop_keys(node: DOMNode, keys: Iterable[str]) -> None:
    """Leave to the screen some keys that a widget's class binds; a subclass can only bind more."""
    for key in keys:
        node._bindings.key_to_bindings.pop(key, None)


def show_cursor(app: App[Any], *, shown: bool) -> None:
    """Show the terminal's cursor or hide it; Textual hides it and offers no other way to the terminal."""
    if app._driver is not None:
        app._driver.write("\x1b[?25h" if shown else "\x1b[?25l")
        app._driver.flush()


def forget_copied(app: App[Any]) -> None:
    """Forget what was copied; the public way would take the clipboard of other programs away too."""
    app._clipboard = ""


def forget_watcher(widget: Widget) -> None:
    """Have a widget that is going told of no new theme: the app would keep it until there is one."""
    watchers = getattr(widget.app, "__watchers", {}).get("theme", [])
    watchers[:] = [each for each in watchers if each[0] is not widget]


def forget_lines() -> None:
    """Let go of the lines closed screens were drawn in: they hang on a cache of mixed colours."""
    with contextlib.suppress(AttributeError):
        StylesCache.get_inner_outer.cache_clear()


class KeptUpdate(LayoutUpdate):
    """A whole screen as it was painted, with what the terminal was told."""

    _told: str | None = None

    def render_segments(self, console: Console) -> str:
        """Tell the terminal the same again."""
        if self._told is None:
            self._told = super().render_segments(console)
        return self._told


class _Painted(NamedTuple):
    """A whole screen that was painted, and what says whether it still looks so."""

    update: KeptUpdate
    cuts: list[list[int]]
    """Where everything stood: made anew whenever something is laid out."""
    looks: object
    unseen: Mapping[Widget, frozenset[int]]
    """Of each widget the lines that wait to be painted and are not seen: behind another, say."""


class SeenCompositor(Compositor):
    """Composes of each widget only the lines that are painted anew and that no other stands before.

    Textual goes through all lines of every widget in the containers that are touched, and of all that
    stand behind them. It also divides a note at the edges of what lies behind it, and a sign two cells
    wide that stands there is lost. A screen that is gone back to as it was left is not composed at all.
    """

    _anew: Sequence[int] = ()
    """The lines of the screen that are painted anew."""
    _painted: _Painted | None = None

    def clear(self) -> None:
        """Forget all widgets and what was painted of them."""
        super().clear()
        self._painted = None

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """Paint all: what was painted last, where nothing of it was to be painted anew since."""
        painted, looks = self._painted, self._looks()
        if painted is not None and not simplify and self._stands(painted, looks):
            self._dirty_regions.clear()
            return painted.update
        update = super().render_full_update(simplify)
        if not simplify and looks is not None and self._cuts is not None:
            kept = KeptUpdate(update.strips, update.region)
            self._painted = _Painted(kept, self._cuts, looks, self._waiting())
            return kept
        return update

    def _stands(self, painted: _Painted, looks: object) -> bool:
        return (
            painted.cuts is self._cuts
            and painted.looks == looks
            and all(lines <= painted.unseen[each] for each, lines in self._waiting().items())
        )

    def _looks(self) -> object:
        """What the colours of all depend on besides; nothing where another screen shines through."""
        screen = self.root
        if screen is None or screen.styles.background.a < 1:
            return None
        return screen.background_colors, screen.opacity, screen.get_line_filters()

    def _waiting(self) -> dict[Widget, frozenset[int]]:
        """The lines of each widget that are to be painted anew; the screen's own are only its ground."""
        return {
            each: frozenset(each._styles_cache._dirty_lines)
            for each in self.visible_widgets
            if each is not self.root
        }

    @property
    def cuts(self) -> list[list[int]]:
        """The cells of each line at which something else begins; none lies within a note."""
        if self._cuts is None:
            cuts = super().cuts
            for widget, (region, clip) in self.visible_widgets.items():
                if isinstance(widget, Toast):
                    note = region.intersection(clip)
                    for y in note.line_range:
                        cuts[y] = [x for x in cuts[y] if not note.x < x < note.right]
        return super().cuts

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        self._painted = None
        within = crop.intersection(self.size.region).line_range
        self._anew = [y for y in within if is_rendered_line(y)]
        return super()._render_chops(crop, is_rendered_line)

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterator[tuple[Region, Region, list[Strip]]]:
        whole, cuts = self.size.region, self.cuts
        painted = crop.intersection(whole) if crop else whole
        bare = {
            y: {x for x, end in pairwise(cuts[y]) if x < painted.right and painted.x < end}
            for y in self._anew
        }
        for widget, (region, clip) in self.visible_widgets.items():
            room = region.intersection(clip)
            left, right = room.column_span
            lines: dict[int, list[int]] = {}
            for y in room.intersection(painted).line_range if room.overlaps(painted) else ():
                if taken := {cut for cut in bare.get(y, ()) if left <= cut < right}:
                    bare[y] -= taken
                    first = left if left in cuts[y] else min(taken)  # it begins behind a note
                    lines.setdefault(first, []).append(y)
            for first, found in lines.items():
                for top, height in _runs(found):
                    seen = Region(first, top, right - first, height)
                    yield region, seen, widget.render_lines(seen.translate(-region.offset))


def _runs(lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where lines follow one another: the first of them, and how many they are."""
    for _gap, run in groupby(enumerate(lines), lambda each: each[1] - each[0]):
        together = [line for _number, line in run]
        yield together[0], len(together)


def compose_what_is_seen(screen: Screen[Any]) -> None:
    """Have a screen compose only that; it is given no compositor from outside."""
    screen._compositor = SeenCompositor()


class _Parts(dict[str, RenderStyles]):
    """The styles of a widget's parts, such as its cursor: each is worked out when it is asked for."""

    def __init__(self, sheet: Stylesheet, node: DOMNode) -> None:
        super().__init__()
        self._sheet, self._node = sheet, node

    def __contains__(self, name: object) -> bool:
        return name in self._node._get_component_classes()

    def __missing__(self, name: str) -> RenderStyles:
        part = DOMNode(classes=name)
        part._attach(self._node)
        self._sheet.apply(part)
        self[name] = part.styles
        return part.styles


class PartsSheet(Stylesheet):
    """A style sheet that styles parts of widgets when they are painted first.

    Textual works out all of each widget whenever it is styled: three of four that it styles are parts,
    and most are never painted.
    """

    def _process_component_classes(self, node: DOMNode) -> None:
        if node._get_component_classes():
            before, parts = node._component_styles, _Parts(self, node)
            node._component_styles = parts
            if any(parts[name] != styles for name, styles in before.items()):
                node.refresh()


class QuietApp(App[ReturnType]):
    """An app whose crash says nothing of its own: Textual would print local variables."""

    def crashed(self, error: BaseException) -> ConsoleRenderable:
        """Give what is said instead."""
        raise NotImplementedError

    def _fatal_error(self) -> None:
        error = self._exception or sys.exc_info()[1]
        if error is not None:
            self._exit_renderables[:] = [self.crashed(error)]
        self._close_messages_no_wait()


class PasteParser(XTermParser):
    """A parser that gives a paste as one event, in its place among the keys.

    Textual's own takes an escape within a paste for a key: what follows comes as keys, that is as
    acts, and before what was pasted ahead of it.
    """

    _BEGIN: Final = "\x1b[200~"
    _END: Final = "\x1b[201~"

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasted: str | None = None
        """What has come of a paste that has not ended."""
        self._begun = ""
        """The beginning of a mark whose end has not come yet."""

    def feed(self, data: str) -> Iterator[Message]:
        """Give the events of what came from the terminal; nothing has come when it ended."""
        if not data:
            yield from super().feed(data)
            return
        data, self._begun = self._begun + data, ""
        while data and (self._pasted is not None or self._BEGIN in data):
            if self._pasted is None:
                before, _mark, data = data.partition(self._BEGIN)
                yield from super().feed(before) if before else ()
                self._pasted = ""
            self._pasted, mark, data = (self._pasted + data).partition(self._END)
            if not mark:
                return
            yield Paste(clean(self._pasted))
            self._pasted = None
        cut = next((n for n in (5, 4, 3) if data.endswith(self._BEGIN[:n])), 0)
        data, self._begun = data[: len(data) - cut], data[len(data) - cut :]
        if data:
            yield from super().feed(data)


def take_pastes_whole() -> None:
    """Have the drivers of the terminal use the parser above; none takes one from outside."""
    name = "win32" if sys.platform == "win32" else "linux_driver"
    driver = importlib.import_module(f"textual.drivers.{name}")
    setattr(driver, XTermParser.__name__, PasteParser)
