"""The households that were read or written about last: a few letters find one, Enter goes there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from fieldbook.book import Fieldbook
from fieldbook.domain.namesakes import placed
from fieldbook.domain.records import Group, Household
from fieldbook.i18n import _
from fieldbook.reports.recent import recent_households
from fieldbook.ui.going import go_to_record
from fieldbook.ui.host import host_of
from fieldbook.ui.screens.led_list import NarrowedList
from fieldbook.ui.widgets.caret import CaretInput
from fieldbook.ui.widgets.columns import Column, ListRow, sought
from fieldbook.ui.widgets.record_list import RecordList


class RecentScreen(NarrowedList[None]):
    """The last households, newest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False),
    ]

    def __init__(self, book: Fieldbook, opened: Mapping[str, dt.datetime]) -> None:
        super().__init__()
        self._book, self._opened = book, opened

    def compose(self) -> ComposeResult:
        """What is typed, and the households."""
        with Vertical(id="sheet"):
            yield CaretInput(placeholder=_("Which household? Enter goes there, Esc back"))
            columns = [Column("", None, min_width=16), Column("", 24)]
            nothing = (_("Nothing found."),)
            yield RecordList(columns, empty=nothing, nothing_found=nothing, id="list")

    def on_mount(self) -> None:
        """Offer all of them before anything is typed."""
        found = recent_households(self._book.shelf, self._opened)
        self.query_one(RecordList).set_rows([_row(self._book, each) for each in found])
        self.query_one(CaretInput).focus()

    def on_record_list_chosen(self, message: RecordList.Chosen) -> None:
        """Go to the household that was chosen."""
        message.stop()
        household = self._book.shelf.living(Household, message.key)
        self.dismiss()
        if household is not None:
            host = host_of(self)
            host.opened(household)
            self.app.call_later(go_to_record, host, household)


def _row(book: Fieldbook, household: Household) -> ListRow:
    group = placed(book.shelf, book.shelf.find(Group, household.group))
    where = " ".join(text for text in (group, household.code) if text)
    return ListRow(household.id, (household.head, where), sought(household.head, where))
