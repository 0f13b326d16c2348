"""Search everything: a few words, what they are found in, Enter goes there."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from fieldbook.book import Fieldbook
from fieldbook.i18n import _, ngettext
from fieldbook.labels import day, kind_label, name_told
from fieldbook.search import Found, SearchRow
from fieldbook.ui.going import go_to_record
from fieldbook.ui.host import host_of
from fieldbook.ui.under import record_of
from fieldbook.ui.widgets.caret import CaretInput
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.record_list import RecordList


class SearchScreen(ModalScreen[None]):
    """Finds while one types; the newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    SearchScreen { align: center middle; background: $background 85%; }
    SearchScreen #sheet { width: 100; max-width: 100%; }
    """

    def __init__(self, book: Fieldbook) -> None:
        super().__init__()
        self.book = book

    def compose(self) -> ComposeResult:
        """What is typed, and what it finds."""
        with Vertical(id="sheet"):
            yield CaretInput(placeholder=_("Search everything: words, names, numbers"))
            columns = [
                Column(_("Day"), 10, priority=3),
                Column("", 10, priority=4),
                Column(_("What it says"), None, min_width=26, priority=9),
                Column(_("Where it stands"), None, min_width=16, priority=5),
            ]
            yield RecordList(columns, empty=(_("Type what you look for."),), id="list")
            yield Static(self._told(None), id="told", classes="muted", markup=False)

    def on_mount(self) -> None:
        """Begin to type."""
        self.query_one(CaretInput).focus()

    def _told(self, found: Found | None) -> str:
        keys = _("Enter: go there   Esc: back")
        if found is None:
            return keys
        count = ngettext("{count} found", "{count} found", len(found.rows))
        more = _("and more: type another word") if found.more else ""
        return "   ".join(text for text in (count, more, keys) if text)

    @on(CaretInput.Changed)
    def _find(self, event: CaretInput.Changed) -> None:
        found = self.book.search(event.value) if event.value.strip() else None
        rows = self.query_one(RecordList)
        rows.empty = (_("Nothing found."),) if found else (_("Type what you look for."),)
        rows.set_rows([self._row(each) for each in found.rows] if found else [])
        rows.action_first()
        self.query_one("#told", Static).update(self._told(found))

    def _row(self, row: SearchRow) -> ListRow:
        snippet = "" if row.snippet in row.title else row.snippet
        when = day(row.on, self.book.today) or row.words
        cells = (when, kind_label(row.kind), name_told(row.title, row.apart), snippet)
        return ListRow(f"{row.kind}:{row.id}", cells, "")

    def action_move(self, by: int) -> None:
        """Another record."""
        self.query_one(RecordList).action_move(by)

    def action_page(self, by: int) -> None:
        """Many records on."""
        self.query_one(RecordList).action_page(by)

    @on(CaretInput.Submitted)
    def _chosen(self) -> None:
        self.query_one(RecordList).action_choose()

    def on_record_list_filter_started(self, message: RecordList.FilterStarted) -> None:
        """What is typed on the list belongs into the box."""
        message.stop()
        box = self.query_one(CaretInput)
        box.focus()
        box.value += message.character

    def on_record_list_chosen(self, message: RecordList.Chosen) -> None:
        """Go where the record stands."""
        message.stop()
        record = record_of(self.book.shelf, message.key)
        self.dismiss()
        if record is not None:
            self.app.call_later(go_to_record, host_of(self), record)
