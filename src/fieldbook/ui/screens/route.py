"""Today's route: the households that are due, in order, with what they were promised."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from fieldbook.domain.records import Household
from fieldbook.files import write_whole
from fieldbook.i18n import _, ngettext
from fieldbook.labels import day, due_text, weekday
from fieldbook.reports.route import RouteStop
from fieldbook.ui.keys import ROUTE
from fieldbook.ui.place import PlaceScreen, place_bindings
from fieldbook.ui.screens.path import PathScreen
from fieldbook.ui.told.promises import promise_lines
from fieldbook.ui.told.rows import due_tone, place_text
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.columns import Column
from fieldbook.ui.widgets.record_list import ListRow
from fieldbook.ui.widgets.row_filter import sought
from fieldbook.ui.widgets.story_lines import StoryLine


class RouteScreen(PlaceScreen, inherit_bindings=False):
    """The stops, group by group, so that no group is walked to twice."""

    table = ROUTE
    BINDINGS: ClassVar = place_bindings(ROUTE)
    tab = "route"
    record_type = Household
    hints: ClassVar[tuple[str, ...]] = ("visit", "issue", "print", "filter", "undo", "palette")

    def columns(self) -> list[Column]:
        """Number, head, place, when due."""
        return [
            Column("", 3, align="right", priority=7),
            Column(_("Head"), None, min_width=6, priority=9),
            Column(_("Place"), 15, priority=5),
            Column(_("Due"), 11, priority=8, toned=True),
        ]

    def rows(self) -> Sequence[ListRow]:
        """Every household due today."""
        return [
            self._row(number, each) for number, each in enumerate(self.book.households.route(), 1)
        ]

    def _row(self, number: int, stop: RouteStop) -> ListRow:
        household = stop.due.household
        place = place_text(household, stop.group)
        cells = (f"{number}.", household.head, place, due_text(stop.due.days))
        words = sought(household.head, place, household.address)
        return ListRow(key_of(household), cells, words, due_tone(stop.due.days))

    def empty(self) -> tuple[str, ...]:
        """Nobody is due."""
        return (_("No visit is due today."), "", _("Esc goes back."))

    def draw_story(self, *, keep_place: bool = False) -> None:
        """Where it is, and what was promised there."""
        household = self.chosen()
        lines: list[StoryLine] = []
        if isinstance(household, Household):
            place = place_text(household, self.book.shelf.group_of(household))
            lines = [StoryLine(f"{household.head}  {place}", tone="title")]
            where = " · ".join(text for text in (household.address, household.phone) if text)
            lines += [StoryLine(where, tone="muted")] if where else []
            lines += [StoryLine("")]
            lines += [StoryLine(text) for text in promise_lines(self.book, household)]
            lines += [StoryLine(household.note)] if household.note else []
        self.story.set_lines(lines, keep_place=keep_place)

    # --- paper ---------------------------------------------------------------------------------

    def do_print(self) -> None:
        """Write the route into a file that any program prints."""
        name = _("route-{date}.txt").format(date=self.book.today.isoformat())
        path = str(Path.cwd() / name)
        self.app.push_screen(PathScreen(_("Write the route into"), path=path), self._path_chosen)

    def _path_chosen(self, path: str | None) -> None:
        if not path:
            return
        try:
            write_whole(Path(path).expanduser(), self.text().encode("utf-8-sig"), private=True)
        except OSError as wrong:
            reason = wrong.strerror or type(wrong).__name__
            told = _("The route could not be written: {reason}.").format(reason=reason)
            self.fieldbook.tell(told, wrong=True)
            return
        self.fieldbook.tell(_("Written: {path}").format(path=path))

    def text(self) -> str:
        """The route as it is printed: one block a stop, with room to write."""
        stops, today = self.book.households.route(), self.book.today
        count = ngettext("{count} household", "{count} households", len(stops))
        title = _("Route of {date}").format(date=f"{today.isoformat()} {weekday(today)}")
        lines = [f"{title}  {count}"]
        group = ""
        for number, stop in enumerate(stops, 1):
            name = stop.group.name if stop.group else _("no group")
            if name != group:
                lines += ["", f"== {name} =="]
                group = name
            household = stop.due.household
            facts = (household.head, household.code, household.address, household.phone)
            lines += ["", f"[ ] {number}. " + "  ".join(text for text in facts if text)]
            lines += [f"      {text}" for text in promise_lines(self.book, household)]
            last = stop.due.last
            if last is None or not last.promised:
                continue
            # The lines above name only the first line of a long promise.
            lines += [f"      {text}" for text in last.promised.split("\n")[1:]]
        return "\r\n".join([*lines, "", _("printed {date}").format(date=day(today, today)), ""])


SCREEN = RouteScreen
