"""Today's route: the households that are due, in order, with what they were promised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from fieldbook.domain.records import Household, Record
from fieldbook.i18n import N_, _, ngettext
from fieldbook.labels import day, due_text, weekday
from fieldbook.reports.route import RouteStop
from fieldbook.ui.act import Act, Acts
from fieldbook.ui.acts.lists import ON_A_LIST, ON_ROWS
from fieldbook.ui.acts.mine import WHOSE, whose_told
from fieldbook.ui.acts.records import EVERYWHERE, IMPORT, TWO_PANES
from fieldbook.ui.everywhere import PLACES
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.screens.path import PathScreen
from fieldbook.ui.screens.writing import write_where
from fieldbook.ui.told.promises import promise_lines
from fieldbook.ui.told.rows import called, due_tone, list_row, place_text
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.story_lines import StoryLine

ROUTE: Final = Acts["RouteScreen"](
    *ON_A_LIST.some("visit", "issue", "edit"),
    Act("print", "f4,x,ctrl+s", N_("print"), N_("Write the route into a file to be printed"),
        lambda at: at.screen.ask_where()),
    WHOSE, IMPORT, *PLACES, *ON_ROWS, *EVERYWHERE, *TWO_PANES,
    footer=("visit", "issue", "print", "whose", "filter", "undo", "palette"),
)  # fmt: skip
"""The acts of the route."""


class RouteScreen(ListScreen):
    """The stops, group by group, so that no group is walked to twice."""

    acts = ROUTE
    tab = "route"
    belongs_to = "households"
    record_type = Household

    def columns(self) -> list[Column]:
        """Number, head, place, when due."""
        return [
            Column("", 3, align="right", priority=7),
            Column(_("Head"), None, min_width=6, priority=9),
            Column(_("Place"), 15, priority=5),
            Column(_("Due"), 11, align="right", priority=8, toned=True, by=0),
        ]

    def stops(self) -> Sequence[RouteStop]:
        """Where to go: to those in one's own contact group's contact, unless all are asked for."""
        return self.book.households.route(of_all=self.host.shows_all)

    def note(self) -> str:
        """How many stops there are, and whose."""
        told = whose_told(self.context())
        return f"{told} · {super().note()}" if told else super().note()

    def rows(self) -> Sequence[ListRow]:
        """Every household due today."""
        return [self._row(number, each) for number, each in enumerate(self.stops(), 1)]

    def _row(self, number: int, stop: RouteStop) -> ListRow:
        household = stop.due.household
        place = place_text(household, stop.group)
        cells = (
            f"{number}.",
            called(self.book.shelf, household, beside="place"),
            place,
            due_text(stop.due.days),
        )
        tone, by = due_tone(stop.due.days), (stop.due.days,)
        return list_row(household.id, cells, household.address, tone=tone, values=by)

    def empty(self) -> tuple[str, ...]:
        """Nobody is due."""
        return (_("No visit is due today."), "", _("Esc goes back."))

    def lines(self, record: Record) -> Iterator[StoryLine]:
        """Where it is, and what was promised there."""
        assert isinstance(record, Household)
        place = place_text(record, self.book.shelf.group_of(record))
        yield StoryLine(f"{called(self.book.shelf, record, beside='place')}  {place}", tone="title")
        if where := " · ".join(text for text in (record.address, record.phone) if text):
            yield StoryLine(where, tone="muted")
        yield StoryLine("")
        yield from (StoryLine(text) for text in promise_lines(self.book, record))
        if record.note:
            yield StoryLine(record.note)

    # --- paper ---------------------------------------------------------------------------------

    def ask_where(self) -> None:
        """Ask for the file the route is written into; any program prints it."""
        name = _("route-{date}.txt").format(date=self.book.today.isoformat())
        path = str(Path.cwd() / name)
        self.app.push_screen(PathScreen(_("Write the route into"), path=path), self._path_chosen)

    def _path_chosen(self, path: str | None) -> None:
        data = self.text().encode("utf-8-sig")
        write_where(self, path, lambda _target: data)

    def text(self) -> str:
        """The route as it is printed: one block a stop, with room to write."""
        stops, today = self.stops(), self.book.today
        count = ngettext("{count} household", "{count} households", len(stops))
        title = _("Route of {date}").format(date=f"{today.isoformat()} {weekday(today)}")
        lines = [f"{title}  {count}"]
        group = ""
        for number, stop in enumerate(stops, 1):
            name = called(self.book.shelf, stop.group) or _("no group")
            if name != group:
                lines += ["", f"== {name} =="]
                group = name
            household = stop.due.household
            head = called(self.book.shelf, household)
            facts = (head, household.code, household.address, household.phone)
            lines += ["", f"[ ] {number}. " + "  ".join(text for text in facts if text)]
            lines += [f"      {text}" for text in promise_lines(self.book, household)]
            last = stop.due.last
            if last is None or not last.promised:
                continue
            # The lines above name only the first line of a long promise.
            lines += [f"      {text}" for text in last.promised.split("\n")[1:]]
        return "\r\n".join([*lines, "", _("printed {date}").format(date=day(today, today)), ""])


SCREEN = RouteScreen
