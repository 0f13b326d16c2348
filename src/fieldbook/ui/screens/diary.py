"""Diary 日记: the month at a glance, the rhythm that is kept, and every day's pages."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from fieldbook.domain.codes import SPENT
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Diary, Record
from fieldbook.i18n import _
from fieldbook.labels import code_label, day
from fieldbook.ui.keys import DIARY, bindings, tab_bindings
from fieldbook.ui.told.diary import (
    day_cell,
    day_lines,
    legend_lines,
    rhythm_lines,
    weekday_titles,
)
from fieldbook.ui.two_panes import TWO_PANES, TwoPanes
from fieldbook.ui.under import record_of
from fieldbook.ui.widgets.month import Month, first_shown, last_shown
from fieldbook.ui.widgets.prose import Prose
from fieldbook.ui.widgets.story import Story
from fieldbook.ui.widgets.story_lines import StoryLine

PAGES = ("daily", "five_day", "ten_day", "meeting")


class RhythmLines(Story, can_focus=False):
    """The streak, what is due, and the week, beneath the month."""


class DiaryScreen(TwoPanes, inherit_bindings=False):
    """The calendar at the left, the chosen day at the right."""

    table = DIARY
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(DIARY),
        *tab_bindings(),
        *TWO_PANES,
    ]
    DEFAULT_CSS = """
    DiaryScreen #calendar { width: 44; height: 1fr; padding: 0 0 0 1; }
    DiaryScreen #month-name { text-style: bold; }
    DiaryScreen #rhythm { margin-top: 1; padding: 0; height: 1fr; overflow-y: hidden; }
    DiaryScreen.-narrow.-reading #calendar { display: none; }
    """
    tab = "diary"
    hints: ClassVar[tuple[str, ...]] = (
        "daily", "spent", "report", "five_day", "ten_day", "edit", "meeting", "write", "undo",
    )  # fmt: skip

    def compose_body(self) -> ComposeResult:
        """Month, rhythm, day."""
        with Vertical(id="calendar"):
            yield Prose("", id="month-name")
            yield Month(self.book.today, weekday_titles(), id="month")
            yield RhythmLines(id="rhythm")
        yield Story(id="story")

    @property
    def month(self) -> Month:
        """The calendar."""
        return self.query_one("#month", Month)

    @property
    def first_pane(self) -> Month:
        """The calendar."""
        return self.month

    # --- drawing -------------------------------------------------------------------------------

    _shown: dt.date | None = None
    """The first day of the month that was asked for."""

    def redraw(self) -> None:
        """Ask the book about the month that is shown."""
        on = self.month.cursor
        rows = self.book.diary.calendar(first_shown(on), last_shown(on))
        self._shown = on.replace(day=1)
        self.month.set_cells({row.on: day_cell(row) for row in rows}, self.book.today)
        name = _("{year}-{month:02}").format(year=on.year, month=on.month)
        self.query_one("#month-name", Prose).set_lines(name)
        self._draw_day(keep_place=True)

    def _draw_day(self, *, keep_place: bool = False) -> None:
        on = self.month.cursor
        lines = (*day_lines(self.book, on), StoryLine(""), *legend_lines())
        self.story.set_lines(lines, keep_place=keep_place)
        rhythm = rhythm_lines(self.book.rhythm(), self.book.diary.week(on), self.book.today)
        self.query_one(RhythmLines).set_lines(tuple(rhythm))

    def on_month_moved(self, message: Month.Moved) -> None:
        """Another day, once the keys rest; another month is asked for."""
        message.stop()
        self.call_after_refresh(self._after_moving)

    def _after_moving(self) -> None:
        if not self.is_mounted:
            return
        if self.month.cursor.replace(day=1) != self._shown:
            self.redraw()
        else:
            self._draw_day()
        self.draw_frame()

    # --- the record under the cursor -----------------------------------------------------------

    def record(self) -> Record | None:
        """The line being read; else the chosen day's page."""
        if self.story.has_focus and self.story.cursor_key:
            return record_of(self.book.shelf, self.story.cursor_key)
        return self.page_of()

    def pages(self) -> list[Diary]:
        """The chosen day's pages, the summary first."""
        on = self.month.cursor
        found = [each for each in self.book.shelf.every(Diary) if each.on == on]
        return sorted(found, key=lambda each: each.diary_kind != "daily")

    def page_of(self, kind: str = "") -> Diary | None:
        """The chosen day's page of a kind; without one, its first."""
        return next((x for x in self.pages() if kind in ("", x.diary_kind)), None)

    def show(self, key: str) -> None:
        """Put the cursor on the day of a page."""
        record = record_of(self.book.shelf, key)
        if isinstance(record, Diary):
            self.month.go_to(record.on)

    def why_not(self, act: str) -> str:
        """Pages are written of days that have come."""
        if act in (*PAGES, "spent", "write") and self.month.cursor > self.book.today:
            return _("This day has not come yet.")
        if act == "report":
            page = self._reportable()
            if page is None:
                return _("There is no summary of this day yet: d writes it.")
            if page.reported_on:
                when = day(page.reported_on, self.book.today)
                return _("It was reported to the branch on {date}.").format(date=when)
        return super().why_not(act)

    def _reportable(self) -> Diary | None:
        record = self.record()
        if self.story.has_focus and isinstance(record, Diary):
            return record
        return self.page_of("daily")

    # --- acts ----------------------------------------------------------------------------------

    def _write(self, kind: str) -> None:
        """Open the day's page of a kind: the one that is there, else one already filled."""
        from fieldbook.ui.forms.diary import form_of_day

        self.open_form(form_of_day(self.book, kind, self.month.cursor))

    def do_daily(self) -> None:
        """The day's summary."""
        self._write("daily")

    def do_five_day(self) -> None:
        """The five-day summary."""
        self._write("five_day")

    def do_ten_day(self) -> None:
        """The ten-day study."""
        self._write("ten_day")

    def do_meeting(self) -> None:
        """A meeting."""
        self._write("meeting")

    def do_write(self) -> None:
        """A note."""
        self._write("note")

    do_new = do_write

    def do_report(self) -> None:
        """Note that the summary was reported to the branch."""
        page = self._reportable()
        if page is not None and self.fieldbook.attempt(lambda: self.book.diary.report(page.id)):
            self.fieldbook.tell(_("Reported to the branch."))

    def do_spent(self) -> None:
        """Mark the day: study, meetings, front line, and again nothing."""
        on = self.month.cursor
        now = self.book.diary.calendar(on, on)[0].spent
        following = ("", *SPENT)[(("", *SPENT).index(now) + 1) % (len(SPENT) + 1)]
        if self.fieldbook.attempt(lambda: self._mark_spent(now, following)):
            told = code_label("spent", following) or _("not marked")
            label = day(on, self.book.today)
            self.fieldbook.tell(_("{label}: {text}").format(label=label, text=told))

    def _mark_spent(self, now: str, spent: str) -> None:
        """Write how the day was spent on its page; on a page of its own where it has none."""
        room, pages = self.book.diary, self.pages()
        marked = [each for each in pages if each.spent]
        if not pages:
            room.write(Draft(on=self.month.cursor, kind="note", spent=spent))
        elif spent or not now:
            page = max(marked, key=lambda each: each.seq, default=pages[0])
            room.edit(page.id, Draft(spent=spent))
        else:
            for each in marked:
                if each.text or each.topic:
                    room.edit(each.id, Draft(spent=""))
                else:
                    room.remove(each.id)

    # --- moving --------------------------------------------------------------------------------

    def on_month_chosen(self, message: Month.Chosen) -> None:
        """Read the day; a narrow screen gives it all the room."""
        message.stop()
        self.read()


SCREEN = DiaryScreen
