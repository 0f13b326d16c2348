"""The list of records: quick at a hundred thousand rows, quiet to look at."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from fieldbook.ui.widgets.columns import SECTION, Column, ListRow, Placed
from fieldbook.ui.widgets.list_style import RECORD_LIST_CSS, RECORD_LIST_PARTS
from fieldbook.ui.widgets.pointed import PointedView
from fieldbook.ui.widgets.row_order import Sort, clicked, following
from fieldbook.ui.widgets.row_paint import GUTTER, MARK, RowPaint, column_at
from fieldbook.ui.widgets.shown_rows import ShownRows

_CACHED_LINES = 512


class RecordList(PointedView, can_focus=True):
    """Rows in columns with a cursor; draws only the lines that are seen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*RECORD_LIST_PARTS}
    DEFAULT_CSS = RECORD_LIST_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,ctrl+home", "first", show=False),
        Binding("end,ctrl+end", "last", show=False),
        Binding("shift+up", "mark_on(-1)", show=False),
        Binding("shift+down", "mark_on(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    @dataclass(eq=False, repr=False)
    class Highlighted(Message):
        """The cursor stands on another record; ``key`` is empty where there is none."""

        record_list: RecordList
        key: str

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """Enter or a double click chose a record."""

        key: str

    @dataclass(eq=False, repr=False)
    class Sorted(Message):
        """The rows stand in another order."""

        record_list: RecordList

    @dataclass(eq=False, repr=False)
    class FilterStarted(Message):
        """A character, or a phrase committed at once, was typed that can only mean a filter."""

        character: str

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        heading: bool = False,
        empty: Sequence[str] = (),
        nothing_found: Sequence[str] = (),
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        """Make a list without rows yet; a ``heading`` is a line with the columns' titles above them.

        The lines of ``empty`` are shown where there are no rows: say what to press; those of
        ``nothing_found`` where the filter finds none.
        """
        super().__init__(id=id)
        self.empty: Sequence[str] = empty
        self.nothing_found: Sequence[str] = nothing_found
        self._heading = heading
        self._rows = ShownRows(columns)
        self._at, self._before, self._told, self._width = 0, "", "", 0
        self.placed: tuple[Placed, ...] = ()
        self._paint: RowPaint | None = None
        self._strips: LRUCache[tuple[int, bool, bool], Strip] = LRUCache(_CACHED_LINES)

    # --- what stands in it ---------------------------------------------------------------

    @property
    def rows(self) -> Sequence[ListRow]:
        """All rows, the filtered ones too."""
        return self._rows.all

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, the ones there is no room for too."""
        return self._rows.columns

    @property
    def total(self) -> int:
        """How many rows there are."""
        return len(self._rows.all)

    @property
    def shown(self) -> int:
        """How many rows the filter leaves."""
        return len(self._rows)

    @property
    def cursor_key(self) -> str:
        """The key of the record under the cursor; empty where there is none."""
        return self._rows[self._at].key if self._at < len(self._rows) else ""

    @property
    def sort(self) -> Sort | None:
        """The column by which the rows stand; none: as they were given."""
        return self._rows.sort

    def around(self) -> Sequence[str]:
        """The keys of the other rows that are shown: those below the cursor, then those above it."""
        return (keys := self._rows.keys())[self._at + 1 :] + keys[: self._at]

    def set_rows(self, rows: Sequence[ListRow], *, in_place: bool = False) -> None:
        """Show other rows, known ones where they stood; the cursor stays, or is on what took the place."""
        self._at = self._rows.give(rows, self._at, in_place=in_place)
        self._show(self.cursor_key)

    def set_filter(self, text: str) -> None:
        """Show only the rows that hold every word; an empty text shows all.

        Where none did, the cursor goes back to the row on which it stood before.
        """
        key = self.cursor_key
        if not self._rows.is_filtered:
            self._before = key
        if self._rows.look_for(text):
            self._show(key or self._before)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show the cells of the rows that come next under other columns."""
        self._rows.columns = tuple(columns)
        self._forget_lines()

    def underline(self, words: Sequence[str]) -> None:
        """Underline these folded words in the rows that come next, where no filter does."""
        self._rows.underlined = tuple(words)
        self._forget_lines()

    def room_of(self, cell: int) -> int:
        """How many cells wide a column is now; none where it is not seen."""
        self._painter()
        return next((each.width for each in self.placed if each.cell == cell), 0)

    def move_to(self, key: str) -> bool:
        """Put the cursor on a record; False where it is not shown."""
        at = self._rows.place_of(key, self._at)
        if at is None:
            return False
        self._go(at)
        return True

    # --- marking -----------------------------------------------------------------------------

    @property
    def marked(self) -> Collection[str]:
        """The keys of the rows that are marked."""
        return self._rows.marked

    def mark(self) -> None:
        """Mark the row under the cursor, or no longer, and go on to the next."""
        self._rows.marked ^= {self.cursor_key}
        self._marks_changed()
        self.action_move(1)

    def action_mark_on(self, by: int) -> None:
        """Mark the row under the cursor and the one it goes on to."""
        self._rows.marked.add(self.cursor_key)
        self.action_move(by)
        self._rows.marked.add(self.cursor_key)
        self._rows.marked.discard("")
        self._marks_changed()

    def mark_all(self) -> None:
        """Mark all rows that are shown; where they are marked already, none."""
        keys = set(self._rows.keys())
        self._rows.marked ^= keys if keys <= self._rows.marked else keys - self._rows.marked
        self._marks_changed()

    def unmark(self) -> None:
        """Take all marks away."""
        self._rows.marked.clear()
        self._marks_changed()

    def _marks_changed(self) -> None:
        self._strips.clear()
        self.refresh()
        self.post_message(self.Highlighted(self, self.cursor_key))

    # --- in what order -----------------------------------------------------------------------

    def sort_by(self, sort: Sort | None) -> None:
        """Put the rows in another order; the cursor stays on its record."""
        key = self.cursor_key
        self._rows.sort_by(sort)
        self._show(key)
        self.post_message(self.Sorted(self))

    def put_in_order(self) -> None:
        """Let rows that kept their places go where the order puts them."""
        if self._rows.keep_places:
            self.sort_by(self.sort)

    def sort_on(self) -> None:
        """Sort by the next column that is seen, and after the last again as they were given."""
        self._painter()
        self.sort_by(following(self.sort, [self.columns[each.cell].title for each in self.placed]))

    def turn(self) -> None:
        """Let the last row be the first; of rows as they were given, by the first column."""
        if self.sort is None:
            self.sort_on()
        if self.sort is not None:
            self.sort_by(self.sort.turned())

    def _sort_by_click(self, x: int) -> None:
        """Sort by the column clicked; again: the other way round, then as they were given."""
        cell = column_at(self.placed, x)
        if cell is not None and (title := self.columns[cell].title):
            self.sort_by(clicked(self.sort, title))

    def _show(self, key: str) -> None:
        """Draw what is shown now, with the cursor on ``key``, or else on the first."""
        self._at = self._landing(self._rows.place_of(key, self._at) or 0, 1)
        self.virtual_size = Size(0, len(self._rows) + self._heading)
        self._forget_lines()
        self._reveal()
        self.place_caret()
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
        self._go(len(self._rows) - 1)

    def action_choose(self) -> None:
        """Choose the record under the cursor."""
        if key := self.cursor_key:
            self.post_message(self.Chosen(key))

    @property
    def _visible_rows(self) -> int:
        return max(1, self.scrollable_content_region.height - self._heading)

    def _go(self, at: int) -> None:
        """Put the cursor on a shown row, as near as there is one."""
        at = self._landing(at, 1 if at >= self._at else -1)
        if at != self._at:
            for each in (self._at, at):
                self.refresh_line(each + self._heading)
            self._at = at
        self._reveal()
        self.place_caret()
        self._tell()

    def pointed_line(self) -> int:
        """The line of the row under the cursor; without one, that of what is said instead."""
        return self._at + self._heading - self.scroll_offset.y if self._rows else 0

    def _landing(self, at: int, step: int) -> int:
        """The nearest place for the cursor: sections are passed over, onwards if that goes."""
        at = max(0, min(at, len(self._rows) - 1))
        for direction in (step, -step):
            place = at
            while 0 <= place < len(self._rows):
                if self._rows[place].tone != SECTION:
                    return place
                place += direction
        return at

    def _reveal(self) -> None:
        """Scroll as little as needed to have the cursor in sight."""
        if not self.size.height:
            return
        top, visible = self.scroll_offset.y, self._visible_rows
        last_top = max(0, len(self._rows) - visible)
        # A section right above the cursor comes into sight with it.
        above = self._at - 1
        heads = above >= 0 and self._rows[above].tone == SECTION
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
            self.post_message(self.FilterStarted(character))

    def on_paste(self, event: events.Paste) -> None:
        """Take a phrase that the input method hands over as a paste."""
        phrase = next(iter(event.text.splitlines()), "").strip()
        if not phrase.isascii():
            event.stop()
            self.post_message(self.FilterStarted(phrase))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; the second click chooses."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y < self._heading:
            self._sort_by_click(offset.x)
            return
        at = offset.y - self._heading + self.scroll_offset.y
        if at < len(self._rows):
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
            self.placed = self._rows.placed(width - GUTTER, by_need=self._heading)
            self._strips.clear()
            self._paint = RowPaint(
                self, self.columns, self.placed, self._rows.words, self._rows.alike()
            )
        return self._paint

    def render_line(self, y: int) -> Strip:
        """Draw one line of the list."""
        paint = self._painter()
        if not self._rows:
            lines = self.nothing_found if self.total else self.empty
            return paint.message(y, self._width, self.size.height, lines)
        if self._heading and y == 0:
            return paint.heading(self._width, self.sort)
        at = y - self._heading + self.scroll_offset.y
        if at >= len(self._rows):
            return paint.blank(self._width)
        under = at == self._at
        drawn = (at, under, under and self.has_focus)
        if (strip := self._strips.get(drawn)) is None:
            row = self._rows[at]
            mark = MARK if row.key in self._rows.marked else ""
            strip = self._strips[drawn] = paint.row(row, mark, self._width, under=under)
        return strip
