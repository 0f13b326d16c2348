"""The list of records: quick at a hundred thousand rows, quiet to look at."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from fieldbook.ui.widgets.columns import Column, Placed, place
from fieldbook.ui.widgets.list_style import RECORD_LIST_CSS
from fieldbook.ui.widgets.row_filter import RowFilter
from fieldbook.ui.widgets.row_paint import GUTTER, SECTION, RowPaint
from fieldbook.ui.widgets.scrollbars import use_plain_bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

_CACHED_LINES = 512


class ListRow(NamedTuple):
    """One row of a list."""

    key: str
    """Names the record; the cursor stays with it when the rows change."""
    cells: tuple[str, ...]
    """What the columns show."""
    search: str
    """What the filter looks through, as :func:`~fieldbook.ui.widgets.row_filter.sought` has it."""
    tone: str = ""
    """``overdue``, ``today``, ``done`` or ``muted``: the colour; the words say it already.
    ``section`` heads the rows beneath: the cursor passes it over."""
    mark: str = ""
    """One character before the row."""


class RecordList(ScrollView, can_focus=True):
    """Rows in columns with a cursor; draws only the lines that are seen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-list--heading",
        "record-list--section",
        "record-list--count",
        "record-list--cursor",
        "record-list--sign",
        "record-list--under-overdue",
        "record-list--under-today",
        "record-list--under-done",
        "record-list--overdue",
        "record-list--today",
        "record-list--done",
        "record-list--muted",
        "record-list--mark",
        "record-list--match",
        "record-list--empty",
    }

    DEFAULT_CSS = RECORD_LIST_CSS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,ctrl+home", "first", show=False),
        Binding("end,ctrl+end", "last", show=False),
        Binding("enter", "choose", show=False),
    ]

    @dataclass
    class Highlighted(Message):
        """The cursor stands on another record; ``key`` is empty where there is none."""

        record_list: RecordList
        key: str

    @dataclass
    class Chosen(Message):
        """Enter or a double click chose a record."""

        record_list: RecordList
        key: str

    @dataclass
    class FilterStarted(Message):
        """A character, or a phrase committed at once, was typed that can only mean a filter."""

        record_list: RecordList
        character: str

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        heading: bool = False,
        empty: Sequence[str] = (),
        nothing_found: Sequence[str] = (),
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        """Make an empty list.

        Args:
            columns: What the cells of a row mean, left to right.
            heading: Whether a line with the columns' titles stands above the rows.
            empty: The lines shown when there are no rows: say what to press.
            nothing_found: The lines shown when the filter finds none.
            id: Textual's id.
            classes: Textual's classes.
        """
        super().__init__(id=id, classes=classes)
        self.empty: Sequence[str] = empty
        self.nothing_found: Sequence[str] = nothing_found
        self._columns = tuple(columns)
        self._heading = heading
        self._rows: Sequence[ListRow] = ()
        self._filter: RowFilter | None = None
        self._query = ""
        self._shown: Sequence[int] = range(0)
        self._at = 0
        self._told = ""
        self._width = 0
        self._placed: tuple[Placed, ...] = ()
        self._paint: RowPaint | None = None
        self._strips: LRUCache[tuple[int, bool], Strip] = LRUCache(_CACHED_LINES)

    # --- what stands in it ---------------------------------------------------------------

    @property
    def rows(self) -> Sequence[ListRow]:
        """All rows, the filtered ones too."""
        return self._rows

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, the ones there is no room for too."""
        return self._columns

    @property
    def total(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def shown(self) -> int:
        """How many rows the filter leaves."""
        return len(self._shown)

    @property
    def cursor_key(self) -> str:
        """The key of the record under the cursor; empty where there is none."""
        return self._rows[self._shown[self._at]].key if self._shown else ""

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show other rows; the cursor stays on its record if that is still there."""
        key = self.cursor_key
        self._rows = rows
        self._filter = None
        self._shown = self._find()
        self._show(key)

    def set_filter(self, text: str) -> None:
        """Show only the rows that hold every word; an empty text shows all."""
        if text == self._query:
            return
        key = self.cursor_key
        self._query = text
        self._shown = self._find()
        self._show(key, otherwise=0)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show the cells under other columns."""
        self._columns = tuple(columns)
        self._forget_lines()

    def move_to(self, key: str) -> bool:
        """Put the cursor on a record; False where it is not shown."""
        at = self._position(key)
        if at is None:
            return False
        self._go(at)
        return True

    def _find(self) -> Sequence[int]:
        """Ask the filter which rows are shown."""
        if self._filter is None:
            if not self._query.strip():
                return range(len(self._rows))
            self._filter = RowFilter([row.search for row in self._rows])
        return self._filter.find(self._query)

    def _position(self, key: str) -> int | None:
        """Find where a record is shown; looks first where it was."""
        shown = self._shown
        if self._at < len(shown) and self._rows[shown[self._at]].key == key:
            return self._at
        if not key:
            return None
        index = next((i for i, row in enumerate(self._rows) if row.key == key), None)
        if index is None:
            return None
        at = bisect_left(shown, index)
        return at if at < len(shown) and shown[at] == index else None

    def _show(self, key: str, otherwise: int | None = None) -> None:
        """Draw what is shown now, with the cursor on ``key`` or else where it was."""
        at = self._position(key)
        if at is None:
            at = self._at if otherwise is None else otherwise
        self._at = self._landing(at, 1)
        self.virtual_size = Size(0, len(self._shown) + self._heading)
        self._forget_lines()
        self._reveal()
        self._tell()

    # --- the cursor ------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Move the cursor by so many rows."""
        self._go(self._at + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by so many screenfuls; one row stays in sight for the eye."""
        self._go(self._at + by * max(1, self._visible_rows - 1))

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self._go(0)

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self._go(len(self._shown) - 1)

    def action_choose(self) -> None:
        """Choose the record under the cursor."""
        if key := self.cursor_key:
            self.post_message(self.Chosen(self, key))

    @property
    def _visible_rows(self) -> int:
        return max(1, self.scrollable_content_region.height - self._heading)

    def _go(self, at: int) -> None:
        """Put the cursor on a shown row, as near as there is one."""
        at = self._landing(at, 1 if at >= self._at else -1)
        if at != self._at:
            self._at = at
            self.refresh()
        self._reveal()
        self._tell()

    def _landing(self, at: int, step: int) -> int:
        """The nearest place for the cursor: sections are passed over, onwards if that goes."""
        at = max(0, min(at, len(self._shown) - 1))
        for direction in (step, -step):
            place = at
            while 0 <= place < len(self._shown):
                if self._rows[self._shown[place]].tone != SECTION:
                    return place
                place += direction
        return at

    def _reveal(self) -> None:
        """Scroll as little as needed to have the cursor in sight."""
        if not self.size.height:
            return
        top, visible = self.scroll_offset.y, self._visible_rows
        last_top = max(0, len(self._shown) - visible)
        # A section right above the cursor comes into sight with it.
        above = self._at - 1
        heads = above >= 0 and self._rows[self._shown[above]].tone == SECTION
        wanted = min(max(top, self._at - visible + 1), above if heads else self._at, last_top)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True)

    def _tell(self) -> None:
        """Post where the cursor is, once."""
        key = self.cursor_key
        if key != self._told:
            self._told = key
            self.post_message(self.Highlighted(self, key))

    # --- events ----------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Take the plain scroll bar."""
        use_plain_bar(self)

    def on_resize(self) -> None:
        """Keep the cursor in sight when the room changes."""
        self._forget_lines()
        self._reveal()

    def on_key(self, event: events.Key) -> None:
        """Let a Chinese character start the filter; ASCII letters stay keys."""
        character = event.character or ""
        # Full-width punctuation and digits, such as ？ and ２, are twins of keys: letters only.
        if character.isalnum() and not character.isascii() and not character.isdecimal():
            event.stop()
            self.post_message(self.FilterStarted(self, character))

    def on_paste(self, event: events.Paste) -> None:
        """Take a phrase that the input method hands over as a paste."""
        phrase = next(iter(event.text.splitlines()), "").strip()
        if not phrase.isascii():
            event.stop()
            self.post_message(self.FilterStarted(self, phrase))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; the second click chooses."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < self._heading:
            return
        at = offset.y - self._heading + self.scroll_offset.y
        if at < len(self._shown):
            self._go(at)
            if event.chain > 1:
                self.action_choose()

    # --- drawing ---------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._paint = None
        self._strips.clear()

    def _forget_lines(self) -> None:
        """Draw everything anew."""
        self._width = 0
        self._paint = None
        self._strips.clear()
        self.refresh()

    def _painter(self) -> RowPaint:
        """Give the painter for the present width, colours and filter."""
        width = self.scrollable_content_region.width
        if self._paint is None or width != self._width:
            self._width = width
            self._placed = place(self._columns, width - GUTTER)
            self._strips.clear()
            words = self._filter.words if self._filter else ()
            self._paint = RowPaint(self, self._columns, self._placed, words)
        return self._paint

    def render_line(self, y: int) -> Strip:
        """Draw one line of the list."""
        paint = self._painter()
        if not self._shown:
            lines = self.nothing_found if self._rows else self.empty
            return paint.message(y, self._width, self.size.height, lines)
        if self._heading and y == 0:
            return paint.heading(self._width)
        at = y - self._heading + self.scroll_offset.y
        if at >= len(self._shown):
            return paint.blank(self._width)
        index, under = self._shown[at], at == self._at
        strip = self._strips.get((index, under))
        if strip is None:
            row = self._rows[index]
            strip = paint.row(row.cells, row.tone, row.mark, self._width, under=under)
            self._strips[index, under] = strip
        return strip
