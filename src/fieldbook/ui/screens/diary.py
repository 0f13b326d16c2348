"""Diary 日记: the month at a glance, the rhythm that is kept, and every day's pages."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from textual.app import ComposeResult
from textual.containers import Vertical

from fieldbook.domain.codes import SPENT
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Diary, Record
from fieldbook.i18n import N_, _
from fieldbook.labels import code_label, day
from fieldbook.reports.diary_calendar import only_marks
from fieldbook.reports.minutes import page_of_meeting
from fieldbook.reports.rhythm import KINDS, is_own_page, own_pages, says_spent
from fieldbook.ui.act import Act, Acts, doing
from fieldbook.ui.acts.records import EVERYWHERE, IMPORT, NEW, ON_A_RECORD, TWO_PANES
from fieldbook.ui.book_screen import BookScreen, Stand
from fieldbook.ui.everywhere import PLACES
from fieldbook.ui.keys import keys_in
from fieldbook.ui.told.diary import day_cell, day_lines, legend, rhythm_lines, weekday_titles
from fieldbook.ui.under import record_of
from fieldbook.ui.widgets.month import Month, first_shown, last_shown
from fieldbook.ui.widgets.prose import Prose
from fieldbook.ui.widgets.story import StillLines, Story


def _page(kind: str, keys: str, label: str, words: str) -> Act[DiaryScreen]:
    """The act that writes a page of the chosen day."""
    name = "write" if kind == "note" else kind
    return Act(name, keys, label, words, lambda at: at.screen.write_page(kind), writes=True,
               why_not=lambda at: at.screen.not_come())  # fmt: skip


NOTE: Final = _page("note", "f10,w,ctrl+w", N_("note"), N_("Write a note"))
DIARY: Final = Acts["DiaryScreen"](
    _page("daily", "f2,d,ctrl+o", N_("daily"), N_("Write the day's summary, already filled")),
    _page("five_day", "f3,f,ctrl+n", N_("five-day"),
          N_("Write the five-day summary, already filled")),
    _page("ten_day", "f4,t,ctrl+b", N_("ten-day"), N_("Write the ten-day study, already filled")),
    Act("report", "f5,r,ctrl+r", N_("report"),
        N_("Note that the summary was reported to the branch"),
        lambda at: at.screen.report_page(), writes=True,
        why_not=lambda at: at.screen.not_reportable()),
    ON_A_RECORD["edit"],
    Act("spent", "f7,s,space,ctrl+g", N_("mark day"),
        N_("Mark the day: study, meetings, front line"),
        lambda at: at.screen.mark_day(), writes=True, why_not=lambda at: at.screen.not_come()),
    _page("meeting", "f8,m,ctrl+l", N_("meeting"), N_("Write a meeting's page")),
    Act("paper", "x,ctrl+s", N_("as a paper"), N_("See the day's minutes as a paper, to be written"),
        lambda at: at.screen.show_minutes(), why_not=lambda at: at.screen.no_meeting()),
    NOTE, IMPORT.with_keys("f11,ctrl+k"), doing(NEW, NOTE.do, NOTE.why_not),
    ON_A_RECORD["remove"], *PLACES, *EVERYWHERE, *TWO_PANES,
    footer=(
        "daily", "spent", "report", "five_day", "ten_day", "edit", "meeting", "write", "undo",
    ),
)  # fmt: skip
"""The acts of the diary."""


class DiaryScreen(BookScreen):
    """The calendar at the left, the chosen day at the right."""

    acts = DIARY
    DEFAULT_CSS = """
    DiaryScreen #calendar { width: 44; height: 1fr; padding: 0 0 0 1; }
    DiaryScreen #month-name { text-style: bold; }
    DiaryScreen #rhythm { margin-top: 1; padding: 0; height: 1fr; }
    DiaryScreen #legend { padding: 0 0 0 1; border-left: solid $rule; color: $text-muted; }
    DiaryScreen.-narrow.-reading #calendar, DiaryScreen.-reading.-narrow #legend { display: none; }
    """
    tab = "diary"
    first = "#month"

    def compose_body(self) -> ComposeResult:
        """The month and the rhythm at the left, the day and its pages beside them."""
        with Vertical(id="calendar"):
            yield Prose("", id="month-name")
            yield Month(self.book.today, weekday_titles())
            yield StillLines(id="rhythm")
        with Vertical(id="day"):
            yield Story(id="story")
            yield Prose(*legend(), id="legend")

    @property
    def month(self) -> Month:
        """The calendar of the month."""
        return self.query_one("#month", Month)

    @property
    def story(self) -> Story:
        """The chosen day's pages."""
        return self.panes.story

    # --- drawing -------------------------------------------------------------------------------

    _shown: dt.date | None = None
    """The first day of the month that was asked for."""
    _told: dt.date | None = None
    """The day that is told beside it."""

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
        self._told = on = self.month.cursor
        self.story.set_lines(tuple(day_lines(self.book, on)), keep_place=keep_place)
        rhythm = rhythm_lines(self.book.rhythm(), self.book.diary.week(on), self.book.today)
        self.query_one("#rhythm", StillLines).set_lines(tuple(rhythm))

    def stand(self) -> Stand:
        """The day that is chosen in the calendar."""
        return {"day": self.month.cursor.isoformat()}

    def take_stand(self, stand: Stand) -> None:
        """Go back to that day."""
        self.month.go_to(dt.date.fromisoformat(stand["day"]))
        super().take_stand(stand)

    def on_month_moved(self, message: Month.Moved) -> None:
        """Another day, once the keys rest; another month is asked for."""
        message.stop()
        self.call_after_refresh(self._after_moving)

    def _after_moving(self) -> None:
        if self.is_up:
            self._follow()
            self.draw_frame()

    def _follow(self) -> None:
        """Tell the day the month's cursor stands on."""
        if self.month.cursor.replace(day=1) != self._shown:
            self.redraw()
        elif self.month.cursor != self._told:
            self._draw_day()

    # --- the record under the cursor -----------------------------------------------------------

    def record(self) -> Record | None:
        """The line being read; else the chosen day's page that is pointed at, or its first."""
        found = record_of(self.book.shelf, self.story.cursor_key)
        if self.story.has_focus and self.story.cursor_key:
            return found
        return next((each for each in self.pages() if each == found), self.page_of())

    def pages(self) -> list[Diary]:
        """The chosen day's pages that count here, the summary first."""
        on, own = self.month.cursor, own_pages(self.book.shelf, self.book.habits)
        found = [each for each in own if each.on == on]
        return sorted(found, key=lambda each: each.diary_kind != "daily")

    def page_of(self, kind: str = "") -> Diary | None:
        """The chosen day's page of a kind; without one, its first."""
        return next((x for x in self.pages() if kind in ("", x.diary_kind)), None)

    def show(self, key: str, *, is_new: bool = False) -> None:
        """Put the cursor on the day of a page, and bring the page into sight beside it."""
        del is_new  # no day is left out
        record = record_of(self.book.shelf, key)
        if isinstance(record, Diary):
            self.month.go_to(record.on)
            self._follow()
            self.story.move_to(key)

    def not_come(self) -> str:
        """Why nothing is written of the chosen day: it has not come."""
        told = _("This day has not come yet: choose today or a day before.")
        return told if self.month.cursor > self.book.today else ""

    def not_reportable(self) -> str:
        """Why nothing can be reported: no summary is there, or all were; which, and when."""
        pages, today = self._reportable(), self.book.today
        if not pages and self.story.has_focus and isinstance(self.record(), Diary):
            return _("This page is another member's, who reports it.")
        if not pages:
            return keys_in(_("There is no summary of this day yet: {daily} writes it."), "diary")
        if not all(each.reported_on for each in pages):
            return ""
        told = (f"{_kind(each)} {day(each.reported_on, today)}" for each in pages)
        return _("Already reported to the branch: {pages}.").format(pages=_(", ").join(told))

    def no_meeting(self) -> str:
        """Why the day has no minutes to be seen as a paper."""
        held = page_of_meeting(self.book.shelf, self.month.cursor)
        told = _("No meeting of this day is written down: {meeting} writes its minutes.")
        return "" if held else keys_in(told, "diary")

    def show_minutes(self) -> None:
        """Go to where papers are seen and written, with the minutes of the day."""
        screen: Any = self.host.made("meeting")
        screen.show_minutes(self.month.cursor)
        self.host.go_to("meeting")

    def _reportable(self) -> list[Diary]:
        """The page being read; else those of the day that come round, the most frequent first."""
        record = self.record()
        if self.story.has_focus and isinstance(record, Diary):
            return [record] if is_own_page(self.book.shelf, record, self.book.habits) else []
        return [page for kind in KINDS if (page := self.page_of(kind)) is not None]

    # --- acts ----------------------------------------------------------------------------------

    def write_page(self, kind: str) -> None:
        """Open the day's page of a kind: the one that is there, else one already filled."""
        from fieldbook.ui.forms.diary import form_of_day

        self.host.open_form(form_of_day(self.book, kind, self.month.cursor))

    def report_page(self) -> None:
        """Note that the first summary not reported yet was reported to the branch."""
        page = next((each for each in self._reportable() if each.reported_on is None), None)
        if page is not None:
            told = _("Reported to the branch: {page}").format(page=_kind(page))
            self.host.attempt(lambda: self.book.diary.report(page.id), told)

    def mark_day(self) -> None:
        """Mark the day: study, meetings, front line, and again nothing."""
        on = self.month.cursor
        now = self.book.diary.calendar(on, on)[0].spent
        following = ("", *SPENT)[(("", *SPENT).index(now) + 1) % (len(SPENT) + 1)]
        words = code_label("spent", following) or _("not marked")
        told = _("{label}: {text}").format(label=day(on, self.book.today), text=words)
        self.host.attempt(lambda: self._mark_spent(now, following), told)

    def _mark_spent(self, now: str, spent: str) -> None:
        """Write how the day was spent on its page; on a page of its own where it has none."""
        room, pages = self.book.diary, self.pages()
        marked = [each for each in pages if each.spent]
        if not pages:
            room.mark_day(self.month.cursor, spent)
        elif spent or not now:
            page = max(marked, key=says_spent, default=pages[0])
            room.edit(page.id, Draft(spent=spent))
        else:
            for each in marked:
                if only_marks(each):
                    room.remove(each.id)
                else:
                    room.edit(each.id, Draft(spent=""))

    # --- moving --------------------------------------------------------------------------------

    def on_month_chosen(self, message: Month.Chosen) -> None:
        """Read the day; a narrow screen gives it all the room."""
        message.stop()
        self.panes.read()

    def on_story_chosen(self, message: Story.Chosen) -> None:
        """Enter on a line of the story edits what it is about."""
        message.stop()
        self.host.perform("edit")


SCREEN = DiaryScreen


def _kind(page: Diary) -> str:
    return code_label("diary.kind", page.diary_kind)
