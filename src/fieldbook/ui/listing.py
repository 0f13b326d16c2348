"""A screen with a list at the left and the whole story of the chosen record at the right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical

from fieldbook.domain.changes import Change
from fieldbook.domain.records import Group, Household, Issue, Record, Solution
from fieldbook.i18n import _
from fieldbook.ui.kept_rows import KeptRows, Order
from fieldbook.ui.told.rows import count_text
from fieldbook.ui.told.story import story_lines
from fieldbook.ui.told.today import due_lines
from fieldbook.ui.two_panes import TwoPanes
from fieldbook.ui.under import Under, record_of, under
from fieldbook.ui.widgets.columns import Column
from fieldbook.ui.widgets.filter_bar import FilterBar
from fieldbook.ui.widgets.record_list import ListRow, RecordList
from fieldbook.ui.widgets.story import Story


class DueColumn(Story, can_focus=False):
    """What is due, where the screen is broad enough to show it beside everything else."""


class ListScreen(TwoPanes):
    """List and story, filter as you type; Enter reads, Esc goes back."""

    record_type: ClassVar[type[Record]]

    def columns(self) -> list[Column]:
        """What the list shows."""
        raise NotImplementedError

    def rows(self) -> Sequence[ListRow]:
        """The list's rows; a row's key is the record's id."""
        raise NotImplementedError

    def empty(self) -> tuple[str, ...]:
        """What an empty list says: which key begins."""
        raise NotImplementedError

    def compose_body(self) -> ComposeResult:
        """List and story side by side."""
        with Vertical(id="left"):
            yield FilterBar(_("filter"), returns_to="#list", id="filter")
            yield RecordList(
                self.columns(),
                heading=True,
                empty=self.empty(),
                nothing_found=(_("Nothing found."), _("Esc takes the filter away.")),
                id="list",
            )
        yield Story(id="story")
        yield DueColumn(id="due")

    @property
    def list(self) -> RecordList:
        """The list at the left."""
        return self.query_one("#list", RecordList)

    @property
    def first_pane(self) -> RecordList:
        """The list."""
        return self.list

    def record(self) -> Record | None:
        """The record under the cursor: in the story when that is being read."""
        if self.story.has_focus and self.story.cursor_key:
            found = record_of(self.book.shelf, self.story.cursor_key)
            if found is not None:
                return found
        return self.chosen()

    def under(self) -> Under:
        """What the line under the cursor leads to; where it leads to no issue, the chosen one's."""
        found, chosen = super().under(), self.chosen()
        if found.issue is not None or not isinstance(chosen, Issue | Solution):
            return found
        own = under(self.book.shelf, chosen)
        return own._replace(record=found.record)

    def place_record(self) -> Record | None:
        """The place under the cursor, else the one whose story is being read."""
        chosen = self.chosen()
        return super().place_record() or (chosen if isinstance(chosen, Household | Group) else None)

    def chosen(self) -> Record | None:
        """The record chosen in the list."""
        key = self.list.cursor_key
        return self.book.shelf.find(self.record_type, key) if key else None

    def show(self, key: str) -> None:
        """Put the cursor on a record that was just written."""
        kind, _, record_id = key.partition(":")
        if kind == self.record_type.kind:
            self.list.move_to(record_id)

    def redraw(self) -> None:
        """Draw list and story anew."""
        self.list.set_rows(self.rows())
        self.draw_story(keep_place=True)
        self._draw_due()

    def _draw_due(self) -> None:
        column = self.query_one(DueColumn)
        if column.display and self.has_class("-broad"):
            column.set_lines(due_lines(self.book))

    def on_resize(self) -> None:
        """A screen that has become broad shows what is due."""
        self.call_after_refresh(self._draw_due)

    def draw_story(self, *, keep_place: bool = False) -> None:
        """Draw the story of the chosen record."""
        record = self.chosen()
        lines = story_lines(self.book, record) if record is not None else ()
        self.story.set_lines(lines, keep_place=keep_place)

    def note(self) -> str:
        """How many rows there are."""
        return super().note() or count_text(self.list.shown, self.list.total)

    # --- moving ----------------------------------------------------------------------------

    def on_record_list_highlighted(self, message: RecordList.Highlighted) -> None:
        """Another record: its story, once the keys rest."""
        message.stop()
        self.call_after_refresh(self._after_moving, message.key)

    def _after_moving(self, key: str) -> None:
        if self.is_mounted and key == self.list.cursor_key:
            self.draw_story()
            self.draw_frame()

    def on_record_list_chosen(self, message: RecordList.Chosen) -> None:
        """Read the whole story; a narrow screen gives it all the room."""
        message.stop()
        self.draw_story()
        self.read()

    def action_back(self) -> None:
        """From the story to the list; from the list, the filter away."""
        if not self.list.has_focus:
            self.list.focus()
        elif self.query_one(FilterBar).is_open:
            self.query_one(FilterBar).clear()

    # --- filtering -------------------------------------------------------------------------

    def do_filter(self) -> None:
        """Open the filter."""
        self.query_one(FilterBar).open()

    def filter_by(self, words: str) -> None:
        """Leave only the rows with these words; Esc shows all again."""
        bar = self.query_one(FilterBar)
        bar.clear()
        bar.open(words)
        self.list.focus()

    def on_record_list_filter_started(self, message: RecordList.FilterStarted) -> None:
        """A Chinese character starts the filter."""
        message.stop()
        self.query_one(FilterBar).open(message.character)

    def on_filter_bar_changed(self, message: FilterBar.Changed) -> None:
        """Show what the filter leaves."""
        message.stop()
        self.list.set_filter(message.text)
        message.filter_bar.set_count(f"{self.list.shown}/{self.list.total}")
        self.draw_frame()


R = TypeVar("R", bound=Record)


class KeptListScreen(ListScreen, Generic[R]):
    """A list that makes anew only the rows an act touched."""

    def __init__(self) -> None:
        super().__init__()
        record_type = cast("type[R]", self.record_type)
        self._kept = KeptRows(record_type, self.make_row, self.touched)
        self.day = dt.date.min
        """The day the rows are made for; asked of the clock once, not once a row."""

    def rows(self) -> Sequence[ListRow]:
        """Every record of the screen's kind."""
        self.day = self.book.today
        return self._kept.rows(self.book.shelf, self.day)

    def steps(self) -> Iterator[None]:
        """Make the rows beforehand, in short steps."""
        self.day = self.book.today
        return self._kept.steps(self.book.shelf, self.day)

    def make_row(self, record: R) -> tuple[Order, ListRow]:
        """A record's row, and where it stands."""
        raise NotImplementedError

    def touched(self, change: Change) -> Iterable[str] | None:
        """The ids of the rows a change touches; ``None`` where that may be many."""
        raise NotImplementedError
