"""A month: weeks as rows, a few words in each day, a cursor that moves by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from fieldbook.ui.widgets.cells import clean, fit
from fieldbook.ui.widgets.cursor_place import place_caret
from fieldbook.ui.widgets.look import reads_aloud
from fieldbook.ui.widgets.pointed import Pointed

DAY_CELLS = 6
"""Cells of a day, the blank behind it included."""
WEEK_LINES = 2
"""Lines of a week: the number with what belongs to the day itself, then what was done."""
WIDTH = 7 * DAY_CELLS + 1
_DAY = dt.timedelta(days=1)
Heat = Literal["", "some", "many"]
_TONES = ("overdue", "today", "done", "muted", "heading", "present")


class DayWord(NamedTuple):
    """A short word in a day."""

    text: str
    tone: str = ""
    """``overdue``, ``today``, ``done``, ``muted`` or ``heading``."""


class DayCell(NamedTuple):
    """What stands in a day: behind its number, and on the line beneath."""

    beside: Sequence[DayWord] = ()
    beneath: Sequence[DayWord] = ()
    heat: Heat = ""
    """The ground of both lines: how much was done."""
    told: str = ""
    """All of it in words."""


def first_shown(day: dt.date) -> dt.date:
    """The Monday with which the month of a day begins on the page."""
    first = day.replace(day=1)
    return first - first.weekday() * _DAY


def weeks_of(day: dt.date) -> int:
    """How many weeks the month of a day takes."""
    following = (day.replace(day=28) + 4 * _DAY).replace(day=1)
    return -(-(following - first_shown(day)).days // 7)


def last_shown(day: dt.date) -> dt.date:
    """The Sunday with which the month of a day ends on the page."""
    return first_shown(day) + (7 * weeks_of(day) - 1) * _DAY


class Month(Pointed, Widget, can_focus=True):
    """Draws the month of the day under its cursor; posts where the cursor goes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "month--title",
        "month--cursor",
        "month--cursor-focus",
        "month--number",
        "month--outside",
        "month--some",
        "month--many",
        *(f"month--{tone}" for tone in _TONES),
    }

    DEFAULT_CSS = f"""
    Month {{
        width: {WIDTH};
        height: auto;
        & > .month--title {{ background: $surface; color: $text-muted; }}
        & > .month--number {{ color: $foreground; text-style: bold; }}
        & > .month--outside {{ color: $text-disabled; }}
        & > .month--some {{ background: $heat-some; }}
        & > .month--many {{ background: $heat-many; }}
        & > .month--cursor {{ background: $panel; }}
        & > .month--cursor-focus {{
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }}
        & > .month--overdue {{ color: $text-error; }}
        & > .month--today {{ color: $text-warning; }}
        & > .month--done {{ color: $text-success; }}
        & > .month--muted {{ color: $text-muted; }}
        & > .month--heading {{ color: $text-accent; }}
        & > .month--present {{ color: $text-accent; text-style: bold underline; }}
        &:nocolor > .month--cursor, &:nocolor > .month--cursor-focus {{ text-style: reverse; }}
        &:nocolor > .month--overdue {{ text-style: bold; }}
    }}
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", show=False),
        Binding("right,l", "move(1)", show=False),
        Binding("up,k", "move(-7)", show=False),
        Binding("down,j", "move(7)", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("home", "today", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Moved(Message):
        """The cursor stands on another day."""

    class Chosen(Message):
        """Enter or a double click chose the day under the cursor."""

    def __init__(self, today: dt.date, titles: Sequence[str]) -> None:
        """Make the month of today; the titles are the seven short words above the days, Monday's first."""
        super().__init__(id="month")
        self._today = today
        self._titles = tuple(titles)
        self._on = today
        self._cells: Mapping[dt.date, DayCell] = {}
        self._styles_of: dict[str, Style] = {}

    @property
    def cursor(self) -> dt.date:
        """The day under the cursor."""
        return self._on

    def set_cells(self, cells: Mapping[dt.date, DayCell], today: dt.date) -> None:
        """Write into the days of the month that is shown."""
        self._cells, self._today = cells, today
        self.refresh()

    def go_to(self, day: dt.date) -> None:
        """Put the cursor on a day."""
        if day != self._on:
            weeks, self._on = weeks_of(self._on), day
            self.refresh(layout=weeks_of(day) != weeks)
            self.call_after_refresh(self.place_caret)
            self.post_message(self.Moved())

    # --- keys and mouse ------------------------------------------------------------------

    def action_move(self, days: int) -> None:
        """Move by days; where the days are heard, they stand below each other."""
        if reads_aloud(self):
            days = max(-1, min(days, 1))
        self.go_to(self._on + days * _DAY)

    def action_turn(self, months: int) -> None:
        """Turn to the month before or after; the day stays as near as that month has it."""
        first = self._on.replace(day=1)
        first = (first + 31 * _DAY if months > 0 else first - _DAY).replace(day=1)
        last = (first.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY
        self.go_to(first.replace(day=min(self._on.day, last.day)))

    def action_today(self) -> None:
        """Go back to today."""
        self.go_to(self._today)

    def action_choose(self) -> None:
        """Choose the day."""
        self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the day clicked; the second click chooses."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < 1 or offset.x >= 7 * DAY_CELLS:
            return
        week, weekday = (offset.y - 1) // WEEK_LINES, offset.x // DAY_CELLS
        self.go_to(first_shown(self._on) + (7 * week + weekday) * _DAY)
        if event.chain > 1:
            self.action_choose()

    def refresh_cursor(self) -> None:
        """Draw the month anew: the cursor's day has two lines of it."""
        self.refresh()

    def place_caret(self) -> None:
        """Put the terminal's cursor at the day."""
        x, y, _width, _height = self.content_region
        monday = self._on - self._on.weekday() * _DAY
        weekday, week = self._on.weekday(), (monday - first_shown(self._on)).days // 7
        place_caret(
            self,
            Offset(x, y + weekday)
            if reads_aloud(self)
            else Offset(x + 1 + weekday * DAY_CELLS, y + 1 + week * WEEK_LINES),
        )

    # --- drawing ---------------------------------------------------------------------------

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """One line of titles, two for each week; one for each day of a week that is heard."""
        if reads_aloud(self):
            return 7
        return 1 + WEEK_LINES * weeks_of(self._on)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width, base = self.size.width, self._style()
        if reads_aloud(self):
            return self._heard(y, width)
        if y == 0:
            titles = "".join(fit(f" {title}", DAY_CELLS) for title in self._titles)
            return Strip([Segment(fit(titles, width), self._style("title"))])
        week, line = divmod(y - 1, WEEK_LINES)
        if week >= weeks_of(self._on):
            return Strip.blank(width, base)
        monday = first_shown(self._on) + 7 * week * _DAY
        segments = [
            segment for number in range(7) for segment in self._day(monday + number * _DAY, line)
        ]
        return Strip(segments).crop_extend(0, width, base).simplify()

    def _heard(self, y: int, width: int) -> Strip:
        """A day of the week in words."""
        day = self._on + (y - self._on.weekday()) * _DAY
        told = self._cells.get(day, DayCell()).told
        words = f"{self._titles[y % 7]} {day.day}  {clean(told)}"
        style = self._cursor() if day == self._on else self._style()
        return Strip([Segment(fit(words, width), style)], width)

    def notify_style_update(self) -> None:
        """Forget the colours that were."""
        super().notify_style_update()
        self._styles_of = {}

    def _style(self, name: str = "") -> Style:
        """Give a colour by name, or that of the ground, looked up once: a page asks hundreds of times."""
        if name not in self._styles_of:
            self._styles_of[name] = (
                self.get_component_rich_style(f"month--{name}") if name else self.rich_style
            )
        return self._styles_of[name]

    def _cursor(self) -> Style:
        return self._style("cursor-focus" if self.has_focus else "cursor")

    def _day(self, day: dt.date, line: int) -> list[Segment]:
        """Draw one line of one day; the cursor covers both lines, and all colours in them."""
        cell = self._cells.get(day, DayCell())
        outside = day.month != self._on.month
        words = list(cell.beneath if line else (DayWord(f"{day.day:2}", "number"), *cell.beside))
        if line == 0 and day == self._today:
            words[0] = DayWord(f"{day.day:2}", "present")
        cover = self._cursor() if day == self._on else None
        if outside and cover is None:
            cover = self._style("outside")
        blank = self._style(cell.heat) if cell.heat and not cover else self._style()
        ground = Style(bgcolor=blank.bgcolor)
        segments = [Segment(" ", self._style())]
        room = DAY_CELLS - 1
        for word in words:
            text = fit(clean(word.text), min(cell_len(word.text), room))
            room -= cell_len(text)
            plain = self._style(word.tone) if word.tone else self._style()
            segments.append(Segment(text, cover or plain + ground))
        segments.append(Segment(" " * room, cover or blank))
        return segments
