"""Search everything: a few words, what they are found in, Enter goes there."""

from __future__ import annotations

import asyncio
from typing import ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from fieldbook.book import Fieldbook
from fieldbook.domain.rows import Rows
from fieldbook.i18n import _, language, ngettext
from fieldbook.labels import apart_told, day
from fieldbook.query import not_known, offers
from fieldbook.search import NOTHING, Found, Query, SearchRow, excerpt
from fieldbook.ui.going import go_to_record
from fieldbook.ui.host import host_of
from fieldbook.ui.screens.led_list import LedList
from fieldbook.ui.told.lines import kind_told
from fieldbook.ui.under import record_of
from fieldbook.ui.widgets.caret import CaretInput
from fieldbook.ui.widgets.cells import TAB
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.record_list import RecordList

EXCERPT: Final = 3
"""The column of the excerpts."""


def seen_excerpt(text: str, hit: tuple[int, int], room: int) -> str:
    """An excerpt of which the hit is seen in so many cells, with as much before as behind it."""
    at, end = hit
    before, room_before = at, (room - cell_len(text[at:end])) // 2
    while before and cell_len(text[at - before : at]) > room_before:
        before -= 1
    return text if before == at else excerpt(text, hit, before, len(text))[0]


class Searched(NamedTuple):
    """What was looked for, and which record stood under the cursor."""

    typed: str
    at: str


class SearchScreen(LedList[None]):
    """Finds while one types; places and members first, then the newest."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False),
        Binding("tab", "complete", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    SearchScreen .record-list--match { color: $text-accent; text-style: bold underline; }
    """

    def __init__(self, book: Fieldbook, left: Searched | None = None) -> None:
        """Make the screen; one that was ``left`` when the book was locked looks for the same again."""
        super().__init__()
        self.book = book
        self._left = left
        self._found: Found | None = None
        self._query: Query = NOTHING
        """What is typed, as it was understood."""

    def compose(self) -> ComposeResult:
        """What is typed, and what it finds."""
        with Vertical(id="sheet"):
            yield CaretInput(
                placeholder=_(
                    "Search everything: words, numbers; kind: status: since: narrow it (Tab)"
                )
            )
            columns = [
                Column(_("Day"), 10, priority=3),
                Column("", 16 if language() == "en" else 10, priority=4),
                Column(_("What it says"), None, min_width=20, priority=9),
                Column(_("Where it stands"), None, min_width=19, priority=5),
            ]
            yield RecordList(columns, empty=(_("Type what you look for."),), id="list")
            yield Static(_("Enter: go there   Esc: back"), id="told", classes="muted", markup=False)

    def on_mount(self) -> None:
        """Begin to type; what letters look through is made meanwhile."""
        box = self.query_one(CaretInput)
        box.focus()
        if self._left is not None:
            box.value = self._left.typed
            box.cursor_position = len(box.value)
        self._make_beforehand()

    def left(self) -> Searched:
        """What is looked for, and the record under the cursor."""
        return Searched(self.query_one(CaretInput).value, self.query_one(RecordList).cursor_key)

    @work
    async def _make_beforehand(self) -> None:
        for _step in self.book.search_steps(by_letters=True):
            await asyncio.sleep(0)

    def _told(self, found: Found | None) -> str:
        if offered := self._offers():
            first, *others = offered
            others = [each.rpartition(":")[2] or each for each in others]
            return _("Tab: {offers}").format(offers="  ".join((first, *others)))
        keys = _("Enter: go there   Esc: back")
        if found is None:
            return keys
        for field, value in self._query.unknown:
            return not_known(field, value)
        count = ngettext("{count} found", "{count} found", len(found.rows))
        more = _("and more: type another word") if found.more else ""
        return "   ".join(text for text in (count, more, keys) if text)

    @on(CaretInput.Changed)
    def _find(self, event: CaretInput.Changed) -> None:
        self._query = self.book.query(event.value)
        self._found = self.book.found(self._query) if event.value.strip() else None
        rows, left = self.query_one(RecordList), self._left
        rows.set_rows(())  # the cursor's record is not looked for among the new
        self._draw()
        if left is None or left.typed != event.value or not rows.move_to(left.at):
            rows.action_first()

    def on_resize(self) -> None:
        """The excerpts are as long as there is room."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if self not in self.app.screen_stack:
            return
        found, rows = self._found, self.query_one(RecordList)
        rows.empty = (_("Nothing found."),) if found else (_("Type what you look for."),)
        rows.underline(self._query.words)
        room = rows.room_of(EXCERPT)
        rows.set_rows(Rows(found.rows, lambda each: self._row(each, room)) if found else ())
        self.query_one("#told", Static).update(self._told(found))

    def _row(self, row: SearchRow, room: int) -> ListRow:
        when = day(row.on, self.book.today) or row.words
        beside = apart_told(row.apart) if row.apart else row.group
        title = f"{row.title}{TAB * 2}{beside}" if beside else row.title
        snippet = "" if row.snippet in row.title else seen_excerpt(row.snippet, row.hit, room)
        key = f"{row.kind}:{row.id}"
        record = record_of(self.book.shelf, key)
        kind = kind_told(record) if record else ""
        return ListRow(key, (when, kind, title, snippet), "")

    def _offers(self) -> tuple[str, ...]:
        typed = self.query_one(CaretInput).value
        return offers(typed, self.book.shelf, self.book.today)

    def action_complete(self) -> None:
        """Put the first offer in place of the word that is being typed."""
        if offered := self._offers():
            box = self.query_one(CaretInput)
            before = box.value[: -len(box.value.split()[-1])]
            word = offered[0]
            box.value = f"{before}{word}" if word.endswith(":") else f"{before}{word} "
            box.cursor_position = len(box.value)

    def action_page(self, by: int) -> None:
        """Go on by a page of records."""
        rows = self.query_one(RecordList)
        rows.action_page(by)
        rows.led()

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
