"""The lists of names behind the figures 名单: each with its count, and Enter opens it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar, Final

from fieldbook.domain.codes import LISTS
from fieldbook.domain.records import Record
from fieldbook.i18n import N_, _, ngettext
from fieldbook.labels import code_label, field_label, filled
from fieldbook.list_cells import line_cells
from fieldbook.reports.lists import BY_DAYS, Line
from fieldbook.reports.lists import LISTS as REPORTS
from fieldbook.titles import title_of
from fieldbook.ui.act import Act, Acts, Context, Refusal
from fieldbook.ui.acts.lists import ON_A_LIST
from fieldbook.ui.keys import keys_in
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.told.cells import figure_column
from fieldbook.ui.told.lines import joined
from fieldbook.ui.told.rows import list_row
from fieldbook.ui.told.unit import series_lines, unit_name
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.record_list import RecordList
from fieldbook.ui.widgets.story_lines import StoryLine
from fieldbook.units import contact_group_text

DAYS: Final = (30, 90, 180, 365, 0)
"""How many days back a list reaches, one key after the other; none: without an end."""
_WIDTHS: Final = {
    "code": 5, "type": 4, "post": 10, "date": 10, "waiting": 12, "result": 8, "contact_group": 7,
}  # fmt: skip
_DAYS_WIDTH: Final = 10
_VISITED: Final = "visited_on"
_SHOWN: Final = 40
"""Lines of a list that are told before it is opened."""
_LONG: Final = frozenset({"learned", "outcome", "for_what", "topic", "unit"})


_SHORT: Final = {
    "groups": N_("Groups"), "surveyed": N_("Srv."), "with_core": N_("Core"),
    "type_1": N_("T.1"), "type_2": N_("T.2"), "type_3": N_("T.3"),
}  # fmt: skip
"""Headings of the figures of units, where seven stand beside each other."""


def _named(column: str, cell: str) -> str:
    """A cell without its heading above it: a bare number says nothing, so it has its title, in whole words."""
    if not cell or column not in _SHORT:
        return cell
    return _("{label}: {text}").format(label=field_label(column), text=cell)


def _is_of_no_days(at: Context[ListsScreen]) -> Refusal:
    code = at.screen.code
    if not code or code in BY_DAYS:
        return ""
    told = _("This list does not go by a number of days; {day} shows it as it stood on a day.")
    return keys_in(told, "lists")


class ListsScreen(ListScreen):
    """The lists with their counts; one that is opened, with the story of the line's record."""

    acts: ClassVar[Acts[Any]] = Acts(
        Act["ListsScreen"]("period", "P", N_("period"),
            N_("How many days back the list reaches: 30, 90, 180, 365, all"),
            lambda at: at.screen.next_period(), why_not=_is_of_no_days),
        Act["ListsScreen"]("day", "C", N_("day"),
            N_("The lists as they stood on a day that is typed"),
            lambda at: at.screen.ask_day()),
        Act["ListsScreen"]("print", "W", N_("write list"),
            N_("Write the list into a file, to be printed"),
            lambda at: at.screen.ask_where()),
        base=ON_A_LIST,
        footer=("period", "day", "print", "visit", "experience", "edit", "filter", "sort"),
    )  # fmt: skip
    tab = "lists"
    belongs_to = "groups"
    record_type = Record
    nothing_yet = (N_("Nobody and nothing stands in this list."),)
    stands_by = ("code", "unit", "days", "on", "of")
    has_parts = True

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self.unit: tuple[str, ...] = ()
        self.days = DAYS[1]
        self.on: dt.date | None = None
        """The day they stood so; none: today."""
        self.of: str | None = None
        """The contact group whose lines alone are shown."""

    def open(
        self, code: str, unit: tuple[str, ...] = (), *, days: int | None = None,
        on: dt.date | None = None, of: str | None = None,
    ) -> None:  # fmt: skip
        """Open a list of a unit, as it stood on a day, as many days back as told; 0: all days."""
        self.code, self.unit, self.on, self.of = code, unit, on, of
        self.days = self.days if days is None else days
        if self.is_up:  # else it is drawn when it is first shown
            self._show_anew()

    # --- what is listed ----------------------------------------------------------------------

    def _lines(self, code: str) -> tuple[Line, ...]:
        lines = self.book.names(code, self.unit, since=self._since(), on=self.on)
        if self.of is None or "contact_group" not in REPORTS[code].columns:
            return lines
        at = REPORTS[code].columns.index("contact_group")
        return tuple(each for each in lines if each.cells[at] == self.of)

    def _last(self) -> dt.date:
        return self.on or self.book.today

    def _since(self) -> dt.date | None:
        return self._last() - dt.timedelta(days=self.days - 1) if self.days else None

    def columns(self) -> list[Column]:
        """The list's own columns; before one is opened, the lists and their counts."""
        if not self.code:
            return [Column(_("List"), None, min_width=16, priority=9),
                    Column(_("Lines"), 6, align="right", priority=8)]  # fmt: skip
        return [
            _column(name, priority)
            for priority, name in zip(range(9, 0, -1), REPORTS[self.code].columns, strict=False)
        ]

    def rows(self) -> Sequence[ListRow]:
        """The lines of the list; before one is opened, all lists."""
        if not self.code:
            return [list_row(each, (title_of(each), str(len(self._lines(each)) or "-")))
                    for each in LISTS]  # fmt: skip
        return list(self._rows())

    def _rows(self) -> Iterator[ListRow]:
        """The lines; a record's first line has the same key, whatever stands above it."""
        seen: Counter[str] = Counter()
        for line in self._lines(self.code):
            of = key_of(line.record) if line.record is not None else ""
            yield self._row(f"{seen[of]}/{of}", line)
            seen[of] += 1

    def _row(self, key: str, line: Line) -> ListRow:
        cells = tuple(line_cells(self.book.shelf, self.code, line))
        if line.record is not None:
            columns = REPORTS[self.code].columns
            days = (day for name, day in zip(columns, cells, strict=True) if name == _VISITED)
            return list_row(key, cells, values=tuple(days))
        *above, name = line.below or cells[:1]
        return list_row(key, (" " * len(above) + name, *cells[1:]), cells[0])

    def summary(self) -> tuple[str]:
        """Which list, of which unit, and how far back it goes."""
        title = title_of(self.code) if self.code else _("Lists of names: Enter opens one")
        of = "" if self.of is None else contact_group_text(self.of)
        return (joined(title, unit_name(self.unit), of, self.reach()),)

    def reach(self) -> str:
        """How far back the list goes, and from which day."""
        days = ngettext("{count} day", "{count} days", self.days).format(count=self.days)
        told = days if self.days else _("all days")
        if self.code and self.code not in BY_DAYS:
            told = ""
        on = _("as of {day}").format(day=self.on) if self.on else ""
        return joined(on, told)

    def counts(self) -> str:
        """Lists; the lines of one are of any kind."""
        return "" if self.code else "list"

    def beside(self, key: str) -> Iterable[StoryLine]:
        """The story of the line's record, or a unit's months; before a list is opened, how it begins."""
        if self.code == "units" and key:
            unit = self._lines(self.code)[int(key.partition("/")[0])].below
            return series_lines(self.book.groups.by_month(unit))
        return super().beside(key) if self.code or not key else self._beginning(key)

    def _beginning(self, code: str) -> Iterator[StoryLine]:
        lines = self._lines(code)
        yield StoryLine(title_of(code), tone="title")
        for line in lines[:_SHOWN]:
            first, *others = line_cells(self.book.shelf, code, line)
            named = map(_named, REPORTS[code].columns[1:], others)
            yield StoryLine(first, tail="  ".join(filter(None, named)))
        if not lines:
            yield StoryLine(self.empty()[0], tone="muted")
        elif (more := len(lines) - _SHOWN) > 0:
            yield StoryLine(_("and {count} more").format(count=more), tone="muted")

    # --- the record under the cursor ---------------------------------------------------------

    def show(self, key: str, *, is_new: bool = False) -> None:
        """Put the cursor on the record's first line, unless it stands on one of its lines."""
        del is_new
        if self.list.cursor_key.partition("/")[2] != key:
            self.list.move_to(f"0/{key}")

    # --- moving --------------------------------------------------------------------------------

    def on_record_list_chosen(self, message: RecordList.Chosen) -> None:
        """Open the list; in a list, read the story."""
        if not self.code:
            message.stop()
            message.prevent_default()  # Textual would go on with the handler above this one
            self.open(message.key, self.unit, on=self.on)

    def back(self) -> None:
        """From the story to the list, marks and filter away, then to all lists, then away."""
        busy = not self.list.has_focus or self.filter_bar.is_open or self.list.marked
        if busy or not self.code:
            self.on = self.on if busy else None
            super().back()
            return
        left = self.code
        self.code, self.unit, self.of = "", (), None
        self._show_anew()
        self.list.move_to(left)

    def _show_anew(self) -> None:
        self.filter_bar.clear()
        self.redraw()
        self.draw_frame()
        self.list.focus()
        self.list.action_first()

    def next_period(self) -> None:
        """Reach as many days back as comes next."""
        self.days = DAYS[(DAYS.index(self.days) + 1) % len(DAYS)]
        self.redraw()
        self.draw_frame()

    def ask_day(self) -> None:
        """Ask as of which day the lists are to be shown."""
        from fieldbook.ui.forms.day import DayForm

        form = DayForm(self.book, self.on)

        def shown() -> None:
            self.on = form.on
            self.redraw()
            self.draw_frame()

        self.host.open_form(form, shown)

    # --- writing ---------------------------------------------------------------------------------

    def ask_where(self) -> None:
        """Ask where, then write the list; the one under the cursor is opened first."""
        from fieldbook.papers.listing import list_bytes
        from fieldbook.ui.screens.writing import ask_where

        if not self.code:
            self.open(self.list.cursor_key or LISTS[0], self.unit, on=self.on)
        settings, title, marked = self.host.settings, title_of(self.code), self.list.marked
        head = tuple(field_label(each) for each in REPORTS[self.code].columns)
        rows = tuple(row.cells for row in self.list.rows if not marked or row.key in marked)
        lines = (unit_name(self.unit), self._days_told())
        path = str(Path.home() / f"{title} {self._last()}.docx".replace(" ", "-"))
        ask_where(self, _("Write the list to"), path, lambda target: list_bytes(
            target, title, lines, head, rows, branch=settings.branch, author=settings.name,
            on=self.book.today,
        ))  # fmt: skip

    def _days_told(self) -> str:
        """The days the printed list is of: who reads it does not see the screen."""
        last = self._last()
        since = self._since()
        if since is None:
            return _("{day}: all days until then").format(day=last)
        return _("{since} to {until}").format(since=since, until=last)


def _column(name: str, priority: int) -> Column:
    """A column as wide as what stands in it; what is long takes what the others leave."""
    title = field_label(name)
    if name in _SHORT:
        _type, _of, number = name.partition("type_")
        core = code_label("survey.type", number)
        means = filled(_("{label}: {text}"), label=title, text=core) or title
        return figure_column(_(_SHORT[name]), priority=priority, meaning=means)
    if name in _LONG:
        return Column(title, None, min_width=8, priority=priority)
    if name == "on" or name.endswith("_on"):
        # Never visited is longest ago: it has a value, and stands first.
        by = 0 if name == _VISITED else None
        return Column(title, _DAYS_WIDTH, priority=priority, by=by)
    if name in _WIDTHS:
        return Column(title, _WIDTHS[name], priority=priority)
    least = 6 if name in ("before", "after") else 8  # a type, or a name beside which there is more
    return Column(title, None, min_width=least, priority=priority)


SCREEN = ListsScreen
