"""What all screens share: the frame, the keys, and how acts are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.screen import Screen

from fieldbook.domain.codes import Holds
from fieldbook.i18n import _
from fieldbook.labels import day, weekday
from fieldbook.ui.keys import ACTS, ALWAYS, PLACES, TABS, Key, bindings, tab_bindings
from fieldbook.ui.widgets.key_line import Hint, KeyLine
from fieldbook.ui.widgets.look import ASCII_CLASS
from fieldbook.ui.widgets.status_line import StatusLine
from fieldbook.ui.widgets.tab_line import Tab, TabLine

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook
    from fieldbook.ui.app import FieldbookApp


class BookScreen(Screen[None]):
    """One of the seven screens."""

    table: ClassVar[tuple[Key, ...]] = (*ACTS, *PLACES, *ALWAYS)
    """The rows of the table of keys that count here."""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(table), *tab_bindings()]
    tab: ClassVar[str] = ""
    """The screen's name; of the seven, its name in the table of tabs."""
    belongs_to: ClassVar[str] = ""
    """The tab a screen beside the seven hangs on."""
    hints: ClassVar[tuple[str, ...]] = ()
    """The acts the footer names, in order; help is always the last."""

    def __init__(self) -> None:
        super().__init__(name=self.tab)
        self.came_from = self.belongs_to or self.tab
        """Where Esc goes back to, from a screen beside the seven."""
        self._drawn: object = None

    @property
    def fieldbook(self) -> FieldbookApp:
        """The app."""
        return cast("FieldbookApp", self.app)

    @property
    def book(self) -> Fieldbook:
        """The open book."""
        return self.fieldbook.book

    def compose(self) -> ComposeResult:
        """The frame: first line, tabs, body, keys."""
        yield StatusLine(id="status")
        tabs = [Tab(str(digit), _(word)) for digit, word in enumerate(TABS.values(), 1)]
        lit = str(list(TABS).index(self.belongs_to or self.tab) + 1)
        yield TabLine(tabs, lit, id="tabs")
        with Container(id="body"):
            yield from self.compose_body()
        yield KeyLine(id="keys")

    def compose_body(self) -> ComposeResult:
        """What stands between the tabs and the keys."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw everything from the book anew."""
        raise NotImplementedError

    # --- drawing ---------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Draw for the first time."""
        self.set_class(self.fieldbook.ascii, ASCII_CLASS)
        self.redraw_if_changed()

    def on_screen_resume(self) -> None:
        """Draw what changed while another screen was shown."""
        self.redraw_if_changed()

    def redraw_if_changed(self) -> None:
        """Draw anew when the book has changed since."""
        state = self.state()
        if self.is_mounted and self._drawn != state:
            self._drawn = state
            self.redraw()
        self.draw_frame()

    def state(self) -> object:
        """What the drawing depends on: the book, and the day, for midnight may have passed."""
        return self.book.shelf.version, self.book.today

    def draw_frame(self) -> None:
        """Draw the first line and the footer."""
        if not self.is_mounted:
            return
        today = self.book.today
        name = self.fieldbook.book_title or (
            self.fieldbook.settings.name
            and _("{name}'s book").format(name=self.fieldbook.settings.name)
        )
        title = " · ".join(text for text in (_("Fieldbook"), name) if text)
        status = self.query_one("#status", StatusLine)
        status.set_left(title)
        state = _("reading only") if self.book.read_only else _("saved")
        status.set_right(self.note(), f"{day(today, today)} {weekday(today)}", state)
        self.query_one("#keys", KeyLine).set_hints([*map(self._hint, self.hints), self._help()])

    def note(self) -> str:
        """A short word for the first line, such as how many rows there are."""
        return _("the clock is behind!") if self.book.clock_is_behind() else ""

    def _hint(self, act: str) -> Hint:
        key = next(key for key in self.table if key.id == act)
        return Hint(key.hint, _(key.label), not self.why_not(act), act)

    def _help(self) -> Hint:
        return Hint("?", _("help"), action="help")

    # --- acts ------------------------------------------------------------------------------

    async def action_act(self, act: str) -> None:
        """Do what a key stands for, or say why it cannot be done here."""
        if act.startswith("tab_"):
            self.fieldbook.go_to(act.removeprefix("tab_"))
            return
        if reason := self.why_not(act):
            self.fieldbook.tell(self.whole_reason(act) or reason)
            return
        getattr(self, f"do_{act}")()
        if self.is_current:
            self.draw_frame()

    def why_not(self, act: str) -> str:
        """Why an act cannot be done now, in words; empty where it can."""
        return "" if hasattr(self, f"do_{act}") else _("There is nothing here for this key.")

    def whole_reason(self, act: str) -> str:
        """The reason with what can be done instead, where there is more to say than ``why_not``."""
        del act
        return ""

    def acts(self) -> list[Key]:
        """The acts this screen knows, for help and palette."""
        return [key for key in self.table if hasattr(self, f"do_{key.id}")]

    def do_undo(self) -> None:
        """Undo the last act."""
        self.fieldbook.undo()

    def do_redo(self) -> None:
        """Redo what was undone."""
        self.fieldbook.redo()

    def do_help(self) -> None:
        """Show all keys."""
        from fieldbook.ui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.acts()))

    def do_palette(self) -> None:
        """Find any act by its name."""
        from fieldbook.ui.screens.palette import Palette

        self.app.push_screen(Palette(self))

    def go_beside(self, name: str) -> None:
        """Show a screen beside the seven; Esc there comes back here."""
        beside = self.fieldbook.go_to(name)
        if isinstance(beside, BookScreen) and beside is not self:
            beside.came_from = self.belongs_to or self.tab

    def do_search(self) -> None:
        """Search everything."""
        from fieldbook.ui.screens.search import SearchScreen

        self.app.push_screen(SearchScreen(self.book))

    def do_route(self) -> None:
        """Today's route."""
        self.go_beside("route")

    def do_tasks(self) -> None:
        """The branch's tasks."""
        self.go_beside("tasks")

    def do_members(self) -> None:
        """Members and contact groups."""
        self.go_beside("members")

    def do_duplicates(self) -> None:
        """Households that stand in the book twice."""
        self.go_beside("duplicates")

    def do_trash(self) -> None:
        """The trash."""
        self.go_beside("trash")

    imports: ClassVar[Holds | None] = None
    """What a file imported here is read as where it can be that; else its headings decide."""

    def do_import(self) -> None:
        """Import a file; what it brought is drawn when the preview closes."""
        from fieldbook.ui.screens.intake import IntakeScreen

        self.app.push_screen(IntakeScreen(self.book, self.imports), self._taken_in)

    def _taken_in(self, written: str | None) -> None:
        if written:
            self.fieldbook.after_act()
        self.draw_frame()

    def do_quit(self) -> None:
        """Leave."""
        self.run_worker(self.fieldbook.leave())

    def on_tab_line_tab_chosen(self, message: TabLine.TabChosen) -> None:
        """Go to the tab that was clicked."""
        self.fieldbook.go_to(list(TABS)[int(message.key) - 1])

    async def on_key_line_hint_chosen(self, message: KeyLine.HintChosen) -> None:
        """Do what was clicked."""
        await self.action_act(message.hint.action)
