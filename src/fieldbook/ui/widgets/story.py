"""The reading pane: a whole story in time order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from fieldbook.ui.widgets.list_style import view_css
from fieldbook.ui.widgets.look import ASCII_TWINS, ascii_only, reads_aloud, row_sign
from fieldbook.ui.widgets.pointed import PointedView
from fieldbook.ui.widgets.read_aloud import line_heard
from fieldbook.ui.widgets.story_lines import Layout, StoryLine, lay_out

_CACHED_LINES = 256
_TONES = ("heading", "title", "band", "part", "overdue", "today", "done", "muted")
_ACROSS = ("band", "part")
"""Tones of headings that stand on a ground of their own, across the whole pane."""
_ROOMY = 30
"""Rows from which on dated records are set apart by blank lines."""
_NOTHING = Layout((), (), 0, 0)


class Story(PointedView, can_focus=True):
    """Lines with dates in a gutter, wrapped, with a cursor on those that name a record."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"story--{tone}" for tone in _TONES),
        "story--date",
        "story--label",
        "story--sign",
        "story--sign-focus",
        "story--cursor",
        "story--cursor-focus",
        "story--bar",
        "story--track",
    }

    DEFAULT_CSS = (
        view_css("Story", "story")
        + """
    Story {
        padding: 0 0 0 1;
        & > .story--date { color: $text-accent; }
        & > .story--label { color: $text-accent; }
        & > .story--title { text-style: bold; }
        & > .story--heading { text-style: bold; }
        & > .story--band { background: $surface; color: $text-accent; text-style: bold; }
        & > .story--part { background: $surface; text-style: bold; }
        & > .story--bar { color: $text-accent; }
        & > .story--track { color: $rule; }
    }
    """
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", show=False),
        Binding("down,j", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("home,ctrl+home", "top", show=False),
        Binding("end,ctrl+end", "bottom", show=False),
        Binding("enter", "choose", show=False),
    ]

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """Enter or a double click chose a line with a key."""

        key: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._lines: Sequence[StoryLine] = ()
        self._keyed: list[int] = []
        self._layout = _NOTHING
        self._laid_out_for = -1
        self._roomy = False
        self._at: int | None = None
        self._sought = ""
        """The key of what is brought into sight once there is room."""
        self._styles_of: dict[str, Style] = {}
        self._strips: LRUCache[int, Strip] = LRUCache(_CACHED_LINES)

    @property
    def lines(self) -> Sequence[StoryLine]:
        """The story as it was given."""
        return self._lines

    @property
    def cursor_key(self) -> str:
        """The key of the line the cursor is on; empty where no line has one."""
        return "" if self._at is None else self._lines[self._at].key

    def set_lines(
        self, lines: Sequence[StoryLine], *, keep_place: bool = False, begin: str = ""
    ) -> None:
        """Tell another story; or, to ``keep_place``, the same after a change: its cursor and place stay.

        The cursor begins on the line with the key ``begin``, else on the first that has one.
        """
        seen = self._seen()
        heard = reads_aloud(self)
        key = self.cursor_key if keep_place else "" if heard else begin
        self._sought = self._sought if keep_place else ""
        self._lines = lines
        self._keyed = [
            number for number, line in enumerate(lines) if line.key or (heard and line.text)
        ]
        same = [number for number in self._keyed if key and lines[number].key == key]
        self._at = same[0] if same else next(iter(self._keyed), None)
        self._laid_out_for = -1
        self._wrap()
        top = self.scroll_offset.y if keep_place else 0
        self.scroll_to(y=min(top, self._last_top), animate=False, force=True)
        self._refresh_changed(seen)

    def _seen(self) -> list[Strip]:
        """Give the lines as they are seen now."""
        self._lay_out()
        top = self.scroll_offset.y
        return [self._drawn(y + top) for y in range(self.size.height)]

    def _refresh_changed(self, seen: Sequence[Strip]) -> None:
        """Draw the lines that look otherwise than they were seen: stories have blank lines and words alike."""
        if not seen:
            self.refresh()
        for y, (before, now) in enumerate(zip(seen, self._seen(), strict=True)):
            if now != before:
                self.refresh(Region(0, y, self.size.width, 1))

    def move_to(self, key: str, *, reveal: bool = True) -> bool:
        """Put the cursor on the first line that names a record; False where none does.

        To ``reveal``, what is told of it comes into sight, up to half of what is seen at once.
        """
        at = next((at for at, line in enumerate(self._keyed) if self._lines[line].key == key), None)
        if at is None:
            return False
        self._lay_out()
        if not self._layout.starts:
            # It has no room yet, and on a narrow screen none until it is read.
            self._at, self._sought = self._keyed[at], key
            return True
        self._put_cursor(self._keyed[at], reveal=reveal)
        if not reveal:
            return True
        starts, further = self._layout.starts, self._keyed[at + 1 : at + 2]
        end = starts[further[0]] if further else len(self._layout.pieces)
        first = starts[self._keyed[at]]
        self._reveal(first, min(end, first + self.size.height // 2))
        return True

    def reveal_cursor(self) -> None:
        """Bring the line under the cursor into sight: acts are done on it as soon as one reads."""
        self._lay_out()
        if self._layout.starts:
            self._put_cursor(self._at)

    @property
    def _last_top(self) -> int:
        return max(0, len(self._layout.pieces) - self.size.height)

    def _lay_out(self) -> None:
        """Wrap the story for the present width, and draw it, if it is not yet."""
        if self._wrap():
            self.refresh()

    def _wrap(self) -> bool:
        """Wrap the story for the present width; no where it is already, or there is no room yet."""
        width = self.scrollable_content_region.width
        roomy = self.size.height >= _ROOMY
        if width <= 0 or (width == self._laid_out_for and roomy == self._roomy):
            return False
        self._laid_out_for, self._roomy = width, roomy
        if reads_aloud(self):
            self._layout = lay_out([line_heard(each) for each in self._lines], width, marker=0)
        else:
            self._layout = lay_out(self._lines, width, roomy=self._roomy)
        self._strips.clear()
        self.virtual_size = Size(0, len(self._layout.pieces))
        return True

    # --- keys ------------------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        """Go to the next line with a key; where that is far, scroll one line."""
        target = self._neighbour(by)
        if target is not None and self._near(target):
            self._put_cursor(target)
        else:
            self._scroll(by)

    def action_page(self, by: int) -> None:
        """Scroll by a screenful; the cursor comes along into sight."""
        self._scroll(by * max(1, self.size.height - 1))
        self._bring_cursor()

    def action_top(self) -> None:
        """Go to the beginning."""
        self._scroll(-len(self._layout.pieces))
        self._put_cursor(next(iter(self._keyed), None), reveal=False)

    def action_bottom(self) -> None:
        """Go to the end."""
        self._scroll(len(self._layout.pieces))
        self._put_cursor(next(reversed(self._keyed), None), reveal=False)

    def action_choose(self) -> None:
        """Choose the record under the cursor."""
        if key := self.cursor_key:
            self.post_message(self.Chosen(key))

    def _neighbour(self, by: int) -> int | None:
        """Find the keyed line before or behind the cursor's."""
        if self._at is None:
            return None
        number = bisect_left(self._keyed, self._at) + by
        return self._keyed[number] if 0 <= number < len(self._keyed) else None

    def _near(self, line: int) -> bool:
        """Say whether a line is in sight, or one step beyond it."""
        start = self._layout.starts[line]
        top = self.scroll_offset.y
        return top - 1 <= start <= top + self.size.height

    def _scroll(self, by: int) -> None:
        top = max(0, min(self.scroll_offset.y + by, self._last_top))
        self.scroll_to(y=top, animate=False, force=True)

    def _bring_cursor(self) -> None:
        """Put the cursor on the first keyed line in sight, if it has left."""
        top, end = self.scroll_offset.y, self.scroll_offset.y + self.size.height
        starts = self._layout.starts
        if self._at is not None and not top <= starts[self._at] < end:
            seen = next((line for line in self._keyed if top <= starts[line] < end), None)
            if seen is not None:
                self._put_cursor(seen, reveal=False)

    def _put_cursor(self, line: int | None, *, reveal: bool = True) -> None:
        """Move the cursor, and bring all of its line into sight."""
        if line is None:
            return
        self.refresh_cursor()
        self._at = line
        self.refresh_cursor()
        if reveal:
            self._reveal(*self._span(line))
        self.place_caret()

    def _reveal(self, first: int, end: int) -> None:
        """Bring drawn lines into sight, the first of them at any rate."""
        top = min(max(self.scroll_offset.y, end - self.size.height), first)
        self._scroll(top - self.scroll_offset.y)

    def refresh_cursor(self) -> None:
        """Draw anew the line under the cursor."""
        if self._at is not None and self._layout.starts:
            first, end = self._span(self._at)
            for at in range(first, end):
                self._strips.discard(at)
            self.refresh_lines(first, end - first)

    def pointed_line(self) -> int:
        """The first line of the line under the cursor; without one the first."""
        starts = self._layout.starts
        return starts[self._at] - self.scroll_offset.y if self._at is not None and starts else 0

    def _span(self, line: int) -> tuple[int, int]:
        """Give the first drawn line of a line, and the one behind its last."""
        starts = self._layout.starts
        end = starts[line + 1] if line + 1 < len(starts) else len(self._layout.pieces)
        return starts[line], end

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the line clicked; the second click chooses."""
        offset = event.get_content_offset(self)
        at = -1 if offset is None else offset.y + self.scroll_offset.y
        if 0 <= at < len(self._layout.pieces):
            line = self._layout.pieces[at].line
            if self._lines[line].key:
                self._put_cursor(line)
                if event.chain > 1:
                    self.action_choose()

    # --- drawing ---------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Wrap anew when the width changes."""
        self._lay_out()
        self._scroll(0)
        if self._sought and self._layout.starts:
            sought, self._sought = self._sought, ""
            self.move_to(sought)

    def notify_style_update(self) -> None:
        """Forget what was drawn in other colours."""
        super().notify_style_update()
        self._styles_of = {}
        self._strips.clear()

    def _style(self, name: str) -> Style:
        """Give a colour by name, looked up once."""
        if name not in self._styles_of:
            known = f"story--{name}" in self.COMPONENT_CLASSES
            self._styles_of[name] = (
                self.get_component_rich_style(f"story--{name}") if known else self.rich_style
            )
        return self._styles_of[name]

    def render_line(self, y: int) -> Strip:
        """Draw one line of the story."""
        self._lay_out()
        return self._drawn(y + self.scroll_offset.y)

    def _drawn(self, at: int) -> Strip:
        """Give a wrapped piece as it was drawn once; behind the last, nothing."""
        if at >= len(self._layout.pieces):
            return Strip.blank(max(0, self._laid_out_for), self._style(""))
        strip = self._strips.get(at)
        if strip is None:
            strip = self._strips[at] = self._draw(at)
        return strip

    def _draw(self, at: int) -> Strip:
        """Draw one wrapped piece with its gutter."""
        layout, width = self._layout, self._laid_out_for
        piece, plain = layout.pieces[at], self._style("")
        heard = reads_aloud(self)
        line = line_heard(self._lines[piece.line]) if heard else self._lines[piece.line]
        under = piece.line == self._at
        marked = row_sign(self) if under and piece.first and not heard else ""
        focus = "-focus" if self.has_focus else ""
        cursor = self._style(f"cursor{focus}")
        sign = cursor + Style(color=self._style(f"sign{focus}").color)
        date = line.date if piece.first else ""
        filled = cursor if under and self.has_focus else None
        indent = " " * (piece.left - layout.marker - cell_len(date))
        text = piece.text.translate(ASCII_TWINS) if ascii_only(self) else piece.text
        label = "muted" if line.tone == "muted" else "label"
        tail = f"  {piece.tail}" if piece.text and piece.tail else piece.tail
        segments = [
            Segment(marked.ljust(layout.marker), sign if under else plain),
            Segment(date, filled or self._style("date")),
            Segment(indent, filled or plain),
            Segment(piece.label, filled or self._style(label)),
            Segment(text, filled or self._style(line.tone)),
            Segment(tail, filled or self._style("muted")),
        ]
        if line.graph and piece.first:
            from fieldbook.ui.widgets.bars import glyphs

            drawn = glyphs(line.graph, ascii_only=ascii_only(self))
            segments.append(Segment("  ", filled or plain))
            segments.append(Segment(drawn.full, filled or self._style("bar")))
            segments.append(Segment(drawn.track, filled or self._style("track")))
        ground = self._style(line.tone) if line.tone in _ACROSS else plain
        return Strip(segments).crop_extend(0, width, filled or ground).simplify()


class StillLines(Story, can_focus=False):
    """Lines beside or beneath what is moved through: read at a glance, never scrolled."""

    DEFAULT_CSS = """
    StillLines { overflow-y: hidden; }
    """
