"""A screen over the whole book: the frame, what is under the cursor, and what is drawn when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from fieldbook.book import Fieldbook
from fieldbook.domain.codes import Holds
from fieldbook.domain.records import Diary, Household, Issue, Record
from fieldbook.i18n import _
from fieldbook.labels import day, weekday
from fieldbook.ui.act import Act, Acts, Context
from fieldbook.ui.everywhere import SCREENS
from fieldbook.ui.host import Host, host_of
from fieldbook.ui.keys import hint, shown_key
from fieldbook.ui.panes import Panes
from fieldbook.ui.textual_private import forget_lines
from fieldbook.ui.under import Under, key_of, under
from fieldbook.ui.widgets.lines import Hint, KeyLine, StatusLine, TabLine
from fieldbook.ui.widgets.record_list import RecordList
from fieldbook.ui.widgets.still_screen import StillScreen
from fieldbook.ui.widgets.story import Story

Stand = dict[str, Any]
"""Where one stands on a screen: what is under its cursor, and what it shows."""
WIDE, HIGH = 100, 30
"""Columns and rows from which on a screen shows more."""


class BookScreen(StillScreen[None]):
    """One of the seven screens, or one beside them."""

    acts: ClassVar[Acts[Any]]
    """What can be done here."""
    tab: ClassVar[str] = ""
    """The screen's name."""
    belongs_to: ClassVar[str] = ""
    """The tab that a screen beside the seven hangs on."""
    imports: ClassVar[Holds | None] = None
    """What a file imported here is read as where it can be that; else its headings decide."""

    def __init_subclass__(cls, **inherited: bool) -> None:
        """Bind the keys of the screen's acts."""
        if "acts" in vars(cls):
            cls.BINDINGS = [*cls.acts.bindings()]
        super().__init_subclass__(**inherited)

    first: ClassVar[str] = "#list"
    """The selector of the widget in which the screen begins."""

    def __init__(self) -> None:
        super().__init__(name=self.tab)
        self.panes = Panes(self, self.first)
        self._drawn: object = None

    @property
    def host(self) -> Host:
        """The app that shows the screen."""
        return host_of(self)

    @property
    def book(self) -> Fieldbook:
        """The open book."""
        return self.host.book

    @property
    def is_up(self) -> bool:
        """Whether there is something to draw in: it is mounted, and no other took its place."""
        kept = self in self.app.screen_stack or self.app.is_screen_installed(self)
        return self.is_mounted and kept

    @property
    def is_wide(self) -> bool:
        """Whether there is room for a second pane beside a list of whole lines."""
        return not self.host.reader and self.app.size.width >= WIDE

    @property
    def has_bars(self) -> bool:
        """Whether there is also room for figures with bars at the foot of a pane."""
        return self.is_wide and self.app.size.height >= HIGH

    def compose(self) -> ComposeResult:
        """The frame: first line, tabs, body, keys."""
        yield StatusLine()
        keymap = self.host.keymap
        tabs = [Hint(shown_key(each, keymap), _(each.label), act=each.id) for each in SCREENS]
        yield TabLine(tabs, f"tab_{self.belongs_to or self.tab}")
        with Container(id="body"):
            yield from self.compose_body()
        yield from self.host.lines_above_keys()
        yield KeyLine()

    def compose_body(self) -> ComposeResult:
        """What stands between the tabs and the keys."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw everything from the book anew."""
        raise NotImplementedError

    # --- the cursor ------------------------------------------------------------------------

    def record(self) -> Record | None:
        """The record under the cursor; a screen without a cursor has none."""
        return None

    def under(self) -> Under:
        """The record under the cursor and what it leads to."""
        return under(self.book.shelf, self.record())

    def context(self) -> Context[Any]:
        """What an act is done on now."""
        return Context(self, self.under())

    def back(self) -> None:
        """Go one step back: to where the screen begins."""
        self.panes.first.focus()

    def leave_filter(self) -> None:
        """Give the keys back to a list whose filter is being typed; only a list has one."""

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The keys may mean something else in the other pane."""
        self.panes.went_to(event.widget)
        if isinstance(event.widget, Story) and (household := self.under().household):
            self.host.opened(household)
        self.draw_frame()

    def meanings(self) -> Sequence[tuple[str, str]]:
        """What help tells of words that do not say all: each with its meaning."""
        return ()

    def households_shown(self) -> Sequence[Household]:
        """The households that an act on *all that are shown* is about; only a list has them."""
        return ()

    def households_around(self) -> Iterator[Household] | None:
        """The households in the other rows, those below the cursor first, then from the top.

        ``None`` where the cursor stands in no list of households.
        """
        return None

    def marked_records(self) -> Sequence[Record]:
        """The records whose lines are marked; only a list has them."""
        return ()

    def unmark(self) -> None:
        """Take the marks away: what was to be done on them is done."""

    def show(self, key: str, *, is_new: bool = False) -> None:
        """Bring a record that was just written into sight, where this screen lists its kind.

        What is new takes a filter away that leaves it out; what was edited lets it stand.
        """

    def show_changed(self, records: Sequence[Record]) -> None:
        """Bring what undoing or redoing changed into sight, unless the cursor stands on some of it."""
        here = self.record()
        if here is not None and any(each.id == here.id for each in records):
            return
        for each in {each.kind: each for each in reversed(records)}.values():
            self.show(key_of(each))

    # --- where one stands ------------------------------------------------------------------

    stands_by: ClassVar[tuple[str, ...]] = ()
    """The attributes that say what the screen shows."""

    def stand(self) -> Stand:
        """Where one stands, to be gone back to."""
        first = self.panes.first
        at = first.cursor_key if isinstance(first, RecordList) else ""
        return {"cursor": at, **{each: getattr(self, each) for each in self.stands_by}}

    def take_stand(self, stand: Stand) -> None:
        """Go back to where one stood."""
        for each in self.stands_by:
            value = stand[each]
            setattr(self, each, tuple(value) if isinstance(value, list) else value)
        self.redraw()
        if isinstance(first := self.panes.first, RecordList):
            first.move_to(stand["cursor"])
        self.draw_frame()

    # --- drawing ---------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Draw for the first time."""
        self.redraw_if_changed()
        self.panes.first.focus()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Draw what changed while another screen was shown, and let go of how that was drawn."""
        del event
        forget_lines()
        self.redraw_if_changed()
        self.host.show_what_was_written(self)

    def redraw_if_changed(self) -> None:
        """Draw anew when the book has changed since."""
        state = self.state()
        if self.is_up and self._drawn != state:
            self._drawn = state
            self.redraw()
        self.draw_frame()

    def state(self) -> object:
        """What the drawing depends on: the book, whose work is shown, and the day, which may be over."""
        return self.book.shelf.version, self.book.today, self.host.shows_all

    def draw_frame(self) -> None:
        """Draw the first line and the footer."""
        if not self.is_up:
            return
        today = self.book.today
        writer = self.host.settings.name
        name = self.host.book_title or (writer and _("{name}'s book").format(name=writer))
        status = self.query_one("#status", StatusLine)
        status.set_left(" · ".join(text for text in (_("Fieldbook"), name) if text))
        state = _("reading only") if self.book.read_only else _("saved")
        status.set_right(self.note(), f"{day(today, today)} {weekday(today)}", state)
        at = self.context()
        shown = (*self._footer(), self.acts["help"])
        self.query_one("#keys", KeyLine).set_hints([hint(each, at) for each in shown])

    def _footer(self) -> Iterator[Act[Any]]:
        """The acts of the footer; in a new book those first that begin one."""
        if isinstance(self.focused, Story) and "back" in self.acts:
            # One reads: how one goes back to the list.
            yield self.acts["back"]
        begin = ("new", "import") if self.is_new() else ()
        begins = [self.acts[each] for each in begin if each in self.acts and self.acts[each].help]
        yield from begins
        yield from (each for each in self.acts.footer() if each not in begins)

    def is_new(self) -> bool:
        """Whether nothing is in the book yet with which it is begun."""
        return not any(self.book.shelf.count(each) for each in (Household, Issue, Diary))

    def finds_nothing(self) -> bool:
        """Whether a filter leaves no line of those there are."""
        return any(each.total and not each.shown for each in self.query(RecordList))

    def note(self) -> str:
        """A short word for the first line, such as how many rows there are."""
        return _("the clock is behind!") if self.book.clock_is_behind() else ""
