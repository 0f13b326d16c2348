"""How the lines of a list are drawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from fieldbook.domain import folding
from fieldbook.ui.widgets.cells import beside_name, clean, cut, fit, parted, told_apart, wrap
from fieldbook.ui.widgets.columns import GAP, SECTION, Column, ListRow, Placed
from fieldbook.ui.widgets.look import ellipsis, reads_aloud, row_sign
from fieldbook.ui.widgets.read_aloud import row_heard, titles_heard
from fieldbook.ui.widgets.row_order import Sort

GUTTER = 3
"""Cells before the columns: a mark, the cursor's sign, a blank."""
MARK = "*"
"""What stands before a marked row."""
TONES = ("overdue", "today", "done", "muted")
# These say that the whole record matters less, not only its date.
_WHOLE_ROW = frozenset({"muted"})
_KEPT = ("overdue", "today", "done")
"""Tones that are read under the cursor, too."""
_MARGIN = 3


def column_at(placed: Sequence[Placed], x: int) -> int | None:
    """The column that stands at ``x``, with the gap behind it."""
    end = GUTTER
    for cell, room in placed:
        end += room + GAP
        if GUTTER <= x < end:
            return cell
    return None


def _room_of(cells: Sequence[str], index: int) -> int:
    """How many cells the words of a row's cell take."""
    return cell_len("".join(parted(cells[index]))) if index < len(cells) else 0


class _Cursor(NamedTuple):
    """What the row under the cursor is drawn in."""

    ground: Style
    sign: Style
    tones: Mapping[str, Style]


class RowPaint:
    """Draws rows for one set of colours, columns and filter words."""

    def __init__(
        self,
        widget: Widget,
        columns: Sequence[Column],
        placed: Sequence[Placed],
        words: Sequence[str],
        alike: Collection[int] = (),
    ) -> None:
        def part(name: str) -> Style:
            return widget.get_component_rich_style(f"record-list--{name}")

        def under(name: str, cursor: str = "cursor-focus") -> Style:
            return part(cursor) + Style(color=part(name).color)

        self._widget = widget
        self._plain = widget.rich_style
        self._row_sign = f"{row_sign(widget)} "
        self._tones = {tone: part(tone) for tone in TONES}
        self._left = _Cursor(part("cursor"), under("sign", "cursor"), {t: part(t) for t in _KEPT})
        kept = {tone: under(f"under-{tone}") for tone in _KEPT}
        self._focused = _Cursor(part("cursor-focus"), under("sign-focus"), kept)
        self._heading = part("heading")
        self._section, self._count = part("section"), part("count")
        self._empty = part("empty")
        self._mark = part("mark")
        self._match = widget.get_component_rich_style("record-list--match", partial=True)
        self._match_under = Style(bold=self._match.bold, underline=self._match.underline)
        self._columns = columns
        self._placed = placed
        self._words = words
        self._heard = reads_aloud(widget)
        self._ellipsis = ellipsis(widget)
        self._signs = ("^", "v") if self._ellipsis.isascii() else ("↑", "↓")
        apart = {index for index, column in enumerate(columns) if column.apart}
        seen = apart if self._heard else {each.cell for each in placed}
        # What says the same in all rows is not missed.
        self._tells_apart = bool(apart) and apart <= seen | set(alike)
        self._any_toned = any(columns[index].toned for index, _width in placed)

    @property
    def _cursor(self) -> _Cursor:
        return self._focused if self._widget.has_focus else self._left

    def row(self, row: ListRow, mark: str, width: int, *, under: bool) -> Strip:
        """Draw one row; ``under`` is the cursor."""
        if row.tone == SECTION:
            return self._head(row.cells, width)
        cells = [told_apart(cell) for cell in row.cells] if self._tells_apart else row.cells
        if self._heard:
            told = row_heard(self._columns, cells, marked=bool(mark))
            style = self._cursor.ground if under else self._plain
            return Strip([Segment(fit(told, width, ellipsis=self._ellipsis), style)], width)
        base = self._cursor.ground if under else self._plain
        segments = [
            Segment(fit(clean(mark), 1), base if under else self._mark),
            Segment(self._row_sign if under else "  ", self._cursor.sign if under else base),
        ]
        used = GUTTER
        for number, (index, room) in enumerate(self._spread(cells)):
            if number:
                segments.append(Segment(" " * GAP, base))
                used += GAP
            column = self._columns[index]
            name, beside = parted(cells[index]) if index < len(cells) else ("", "")
            if beside:
                name, beside = beside_name(name, beside, room, self._ellipsis)
            text = fit(name + beside, room, right=column.align == "right", ellipsis=self._ellipsis)
            style = self._tone(row.tone, column, under=under)
            if beside:
                segments.extend(self._with_matches(text[: len(name)], style, under=under))
                text, style = text[len(name) :], base if under else self._tones["muted"]
            segments.extend(self._with_matches(text, style, under=under))
            used += room
        segments.append(Segment(" " * max(0, width - used), base))
        return Strip(segments, max(width, used)).crop(0, width).simplify()

    def _spread(self, cells: Sequence[str]) -> list[Placed]:
        """The columns of one row: a text that needs it takes the room left empty behind it.

        That is an empty cell, or what stands before a short number.
        """
        spread: list[Placed] = []
        for index, width in self._placed:
            room = width
            short = self._short(cells, spread[-1]) if spread else 0
            needed = _room_of(cells, index)
            if short and not needed:
                spread[-1] = spread[-1]._replace(width=spread[-1].width + GAP + room)
                continue
            if short and self._columns[index].align == "right":
                taken = min(short, max(0, room - needed))
                spread[-1] = spread[-1]._replace(width=spread[-1].width + taken)
                room -= taken
            spread.append(Placed(index, room))
        return spread

    def _short(self, cells: Sequence[str], last: Placed) -> int:
        """How many cells the one drawn last, written from the left, lacks."""
        if self._columns[last.cell].align == "right":
            return 0
        return max(0, _room_of(cells, last.cell) - last.width)

    def _head(self, cells: Sequence[str], width: int) -> Strip:
        """Draw the band of a section: its title, and quieter how many rows it has."""
        count = "".join(f"  {clean(cell)}" for cell in cells[1:2] if cell)
        title = " " * (not self._heard) + cut(
            clean(cells[0]), width - 1 - cell_len(count), self._ellipsis
        )
        rest = fit(count, max(0, width - cell_len(title)))
        return Strip([Segment(title, self._section), Segment(rest, self._count)], width)

    def _tone(self, tone: str, column: Column, *, under: bool) -> Style:
        """Give the colour of a cell; under the cursor only what is due keeps its own."""
        tones = self._cursor.tones if under else self._tones
        plain = self._cursor.ground if under else self._plain
        if column.toned or tone in _WHOLE_ROW or not self._any_toned:
            return tones.get(tone, plain)
        return plain if under or not column.quiet else self._tones["muted"]

    def _with_matches(self, text: str, style: Style, *, under: bool) -> list[Segment]:
        """Divide a cell where the words of the filter stand in it; under the cursor none has a colour."""
        places = [place for word in self._words if (place := folding.place_of(text, word))]
        if not places:
            return [Segment(text, style)]
        match = self._match_under if under else self._match
        hit = bytearray(len(text) + 1)
        for start, end in places:
            hit[start:end] = b"\x01" * (end - start)
        edges = [0, *(i for i in range(1, len(text)) if hit[i] != hit[i - 1]), len(text)]
        return [
            Segment(text[start:end], style + match if hit[start] else style)
            for start, end in pairwise(edges)
            if end > start
        ]

    def heading(self, width: int, sort: Sort | None) -> Strip:
        """Draw the line of the columns' titles; a mark stands by the one they are sorted by."""
        if self._heard:
            return Strip([Segment(fit(titles_heard(self._columns, sort), width), self._heading)])
        text = " " * GUTTER
        for number, (index, room) in enumerate(self._placed, 1):
            column, sign = self._columns[index], ""
            if sort is not None and sort.column == column.title:
                sign = self._signs[sort.falling]
            # The mark may stand in the gap: before a number's title, behind that of words.
            if column.align == "right":
                title = sign + cut(column.title, room, self._ellipsis)
                text = text[:-1] + fit(title, room + 1, right=True) + " " * GAP
            else:
                with_gap = room + (GAP if number < len(self._placed) else 0)
                title = cut(column.title, min(room, with_gap - len(sign)), self._ellipsis)
                text += fit(title + sign, with_gap)
        return Strip([Segment(fit(text.rstrip(), width), self._heading)], width)

    def blank(self, width: int) -> Strip:
        """Draw a line without a row."""
        return Strip.blank(width, self._plain)

    def message(self, y: int, width: int, height: int, lines: Sequence[str]) -> Strip:
        """Draw a line of what an empty list says: the first stands out, the rest is quieter."""
        room = max(1, width - 2 * _MARGIN)
        drawn = [
            (piece, number == 0)
            for number, line in enumerate(lines)
            for piece in wrap(clean(line), room)
        ]
        at = y - (0 if self._heard else max(1, (height - len(drawn)) // 3))
        if not 0 <= at < len(drawn):
            return self.blank(width)
        text, first = drawn[at]
        # As one block in the middle, so that the lines begin below each other.
        widest = max(cell_len(piece) for piece, _first in drawn)
        left = 0 if self._heard else (width - widest) // 2
        text = fit(" " * max(0, left) + cut(text, room), width)
        style = self._plain + Style(bold=True) if first else self._empty
        return Strip([Segment(text, style)], width)
