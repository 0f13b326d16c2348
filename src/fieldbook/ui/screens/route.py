"""Today's route: the households that are due, in order, with what they were promised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fieldbook.domain.records import Household, Record
from fieldbook.i18n import N_, _
from fieldbook.labels import due_text
from fieldbook.promise_lines import promise_lines
from fieldbook.reports.route import RouteStop
from fieldbook.ui.act import Act, Acts
from fieldbook.ui.acts.lists import ON_A_LIST, ON_ROWS
from fieldbook.ui.acts.mine import WHOSE, whose_told
from fieldbook.ui.acts.records import EVERYWHERE, IMPORT, TWO_PANES
from fieldbook.ui.everywhere import PLACES
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.screens.taking_along import SLIP, write_calendar, write_taken_along
from fieldbook.ui.told.rows import called, due_tone, list_row, place_text
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.story_lines import StoryLine

ROUTE: Final = Acts["RouteScreen"](
    *ON_A_LIST.some("visit", "issue", "edit"),
    Act("print", "f4,x,ctrl+s", N_("print"), N_("Write the route into a file to be printed"),
        lambda at: at.screen.ask_where(), why_not=lambda at: at.screen.nobody_due()),
    Act("calendar", "f5,C", N_("calendar"),
        N_("Write what is due in the next 30 days for the calendar of a phone, without names"),
        lambda at: write_calendar(at.screen)),
    SLIP, WHOSE, IMPORT, *PLACES, *ON_ROWS, *EVERYWHERE, *TWO_PANES,
    footer=("visit", "issue", "print", "slip", "calendar", "whose", "filter", "undo", "palette"),
)  # fmt: skip
"""The acts of the route."""


class RouteScreen(ListScreen):
    """The stops, group by group, so that no group is walked to twice."""

    acts = ROUTE
    tab = "route"
    belongs_to = "households"
    record_type = Household
    nothing_yet = (N_("No visit is due today."), "", N_("Esc goes back."))

    def columns(self) -> list[Column]:
        """Number, head, place, when due."""
        return [
            Column("", 3, align="right", priority=7),
            Column(_("Head"), None, min_width=6, priority=9),
            Column(_("Place"), 12, priority=5),
            Column(_("Due"), 11, align="right", priority=8, toned=True, by=0, kept=True),
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
        place = place_text(self.book.shelf, household, stop.group)
        cells = (
            f"{number}.",
            called(self.book.shelf, household, beside="place"),
            place,
            due_text(stop.due.days),
        )
        tone, by = due_tone(stop.due.days), (stop.due.days,)
        return list_row(household.id, cells, household.address, tone=tone, values=by)

    def lines(self, record: Record) -> Iterator[StoryLine]:
        """Where it is, and what was promised there."""
        assert isinstance(record, Household)
        place = place_text(self.book.shelf, record, self.book.shelf.group_of(record))
        yield StoryLine(f"{called(self.book.shelf, record, beside='place')}  {place}", tone="title")
        if where := " · ".join(text for text in (record.address, record.phone) if text):
            yield StoryLine(where, tone="muted")
        yield StoryLine("")
        yield from (
            StoryLine(text) for text in promise_lines(self.book.shelf, record, self.book.today)
        )
        if record.note:
            yield StoryLine(record.note)

    # --- paper ---------------------------------------------------------------------------------

    def nobody_due(self) -> str:
        """Why there is no route to be written."""
        return "" if self.stops() else _("No visit is due today.")

    def ask_where(self) -> None:
        """Ask for the file the route is written into; of the stops that are marked, where some are."""
        from fieldbook.papers.slips import route_name, route_outline

        today, marked = self.book.today, self.list.marked
        stops = [each for each in self.stops() if each.due.household.id in marked]
        outline = route_outline(self.book.shelf, stops or self.stops(), today)
        write_taken_along(self, outline, route_name(today))


SCREEN = RouteScreen
