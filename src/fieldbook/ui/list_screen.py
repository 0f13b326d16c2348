"""A screen with a list at the left and the whole story of the chosen record at the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from fieldbook.domain.records import Group, Household, Issue, Record, Solution
from fieldbook.i18n import _
from fieldbook.ui.act import Context
from fieldbook.ui.book_screen import BookScreen, Stand
from fieldbook.ui.kept_rows import KeptRows
from fieldbook.ui.keys import keys_in
from fieldbook.ui.orders import recalled_orders, remember_order
from fieldbook.ui.told.counts import count_text
from fieldbook.ui.told.story import story_lines
from fieldbook.ui.told.today import today_columns, today_rows
from fieldbook.ui.under import DONE_BY_ACTS, Under, fact_of, list_behind, record_of, under
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.filter_bar import FilterBar
from fieldbook.ui.widgets.prose import Prose
from fieldbook.ui.widgets.record_list import RecordList
from fieldbook.ui.widgets.row_order import Sort
from fieldbook.ui.widgets.story import Story
from fieldbook.ui.widgets.story_lines import StoryLine


class DueColumn(RecordList, can_focus=False):
    """What is due, where the screen is broad enough to show it beside everything else."""

    def on_click(self, event: events.Click) -> None:
        """Nothing is chosen here: Today is where that is done."""
        event.prevent_default()


class ListScreen(BookScreen):
    """List and story, filter as you type; Enter reads, Esc goes back."""

    record_type: ClassVar[type[Record]]
    nothing_yet: ClassVar[tuple[str, ...]] = ()
    """What an empty list says; acts stand in braces, by their names."""
    has_parts: ClassVar[bool] = False
    """Whether a line above says which part is listed, with columns and an empty text of its own."""
    kept: KeptRows[Any] | None = None
    """The rows, where the list is so long that they are not made anew each time."""
    _told: str | None = None
    """The row whose story stands beside the list."""
    _listed: object = None
    """What the list showed when it was drawn last; none: it is opened anew."""
    _is_left = False
    """Whether another screen took its place."""

    def columns(self) -> list[Column]:
        """What the list shows."""
        raise NotImplementedError

    def rows(self) -> Sequence[ListRow]:
        """The list's rows; a row's key is the record's id."""
        assert self.kept is not None
        return self.kept.rows(self.book.shelf, self.book.today)

    def empty(self) -> tuple[str, ...]:
        """What an empty list says: which key begins."""
        return tuple(keys_in(_(line), self.tab) for line in self.nothing_yet)

    def compose_body(self) -> ComposeResult:
        """List and story side by side."""
        if self.has_parts:
            yield Prose("", id="summary")
        with Vertical(id="left"):
            yield FilterBar(_("filter"), _("Enter: list"))
            yield RecordList(
                self.columns(),
                heading=True,
                empty=self.empty(),
                nothing_found=(_("Nothing found."), _("Esc takes the filter away.")),
                id="list",
            )
            yield from self.compose_foot()
        yield Story(id="story")
        yield DueColumn(today_columns(), empty=(_("Nothing is due today."),), id="due")

    def summary(self) -> Sequence[str]:
        """What is listed, where the list has parts."""
        return ()

    def compose_foot(self) -> ComposeResult:
        """What stands under the list; most screens have nothing there."""
        yield from ()

    @property
    def list(self) -> RecordList:
        """The list at the left."""
        return self.query_one("#list", RecordList)

    def meanings(self) -> Sequence[tuple[str, str]]:
        """What the headings in sight show, where they do not say all; those alike together."""
        told: dict[str, list[str]] = {}
        in_sight = {each.cell for each in self.list.placed}
        for cell, each in enumerate(self.list.columns):
            if each.meaning and cell in in_sight:
                told.setdefault(each.meaning, []).append(each.title)
        return [(_(", ").join(titles), meaning) for meaning, titles in told.items()]

    @property
    def story(self) -> Story:
        """The story at the right."""
        return self.panes.story

    @property
    def filter_bar(self) -> FilterBar:
        """The line in which the filter is typed."""
        return self.query_one("#filter", FilterBar)

    def record(self) -> Record | None:
        """The record under the cursor: in the story when that is being read."""
        if self.story.has_focus and self.story.cursor_key:
            found = record_of(self.book.shelf, self.story.cursor_key)
            if found is not None:
                return found
        return self.chosen()

    def under(self) -> Under:
        """What the line under the cursor leads to; where it leads nowhere, what the chosen one does."""
        found, chosen = super().under(), self.chosen()
        if self.story.has_focus:
            found = found._replace(fact=fact_of(self.story.cursor_key))
        if found.place is None and isinstance(chosen, Household | Group):
            found = found._replace(place=chosen)
        if found.issue is not None or not isinstance(chosen, Issue | Solution):
            return found
        own = under(self.book.shelf, chosen)
        return own._replace(record=found.record, place=found.place, fact=found.fact)

    def context(self) -> Context[Any]:
        """What an act is done on: in the list what is marked, where something is.

        The list waits for a pause in typing before it is filtered; an act does not wait, and is never
        done on a row that the filter leaves out.
        """
        if self.filter_bar.is_waiting:
            self.list.set_filter(self.filter_bar.text)
        reading = self.story.has_focus
        return Context(self, self.under(), 0 if reading else len(self.list.marked))

    def marked_records(self) -> Sequence[Record]:
        """The records of the marked rows, as they stand in the list; each once."""
        keys = (row.key for row in self.list.rows if row.key in self.list.marked)
        found = map(self.record_at, keys)
        return list({each.id: each for each in found if each is not None}.values())

    def households_around(self) -> Iterator[Household] | None:
        """The households in the other rows that are shown, those below the one chosen first."""
        if not isinstance(self.chosen(), Household):
            return None
        found = map(self.record_at, self.list.around())
        return (each for each in found if isinstance(each, Household))

    def unmark(self) -> None:
        """Take the marks away."""
        self.list.unmark()

    def chosen(self) -> Record | None:
        """The record chosen in the list."""
        return self.record_at(self.list.cursor_key)

    def record_at(self, key: str) -> Record | None:
        """The record of a row; its key ends in the record's id, or key where rows are of any kind."""
        named = key.rpartition("/")[2]
        known = named if ":" in named else f"{self.record_type.kind}:{named}"
        return record_of(self.book.shelf, known)

    def show(self, key: str, *, is_new: bool = False) -> None:
        """Put the cursor on a record that was just written, of another kind in the story."""
        kind, _colon, record_id = key.partition(":")
        if kind != self.record_type.kind:
            self.story.move_to(key, reveal=self.focused is self.story)
            return
        if self.list.move_to(record_id):
            return
        if not is_new or self.book.shelf.living(self.record_type, record_id) is None:
            return
        self.show_all()
        if self.list.move_to(record_id):
            told = _("All lines are shown again: the filter left out what was just written.")
            self.host.say(told, "information", 8)

    def show_all(self) -> None:
        """Take away what leaves lines out."""
        self.filter_bar.clear()
        self.list.set_filter("")

    def redraw(self) -> None:
        """Draw list and story anew."""
        if self.has_parts:
            self.list.set_columns(self.columns())
            self.list.empty = self.empty()
            self.query_one("#summary", Prose).set_lines(*self.summary())
        listed = self.host.shows_all, *(getattr(self, each) for each in self.stands_by)
        self.list.set_rows(self.rows(), in_place=listed == self._listed)
        self._listed = listed
        if self.filter_bar.is_open:
            self._count_found()
        self.draw_story(keep_place=self.focused is self.story)
        self._draw_due()

    def on_screen_suspend(self) -> None:
        """Note whether another screen took its place; a form only lies over it."""
        self._is_left = self not in self.app.screen_stack

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Put the list in order when one comes back; as long as one stays, its rows keep their places."""
        del event
        if self._is_left:
            self._is_left = False
            self.list.put_in_order()
            if self._drawn != self.state():
                self._listed = None

    def _draw_due(self) -> None:
        if not self.is_up:
            return
        column = self.query_one(DueColumn)
        if column.display and self.has_class("-broad"):
            found = self.book.agenda(of_all=self.host.shows_all)
            column.set_rows(today_rows(self.book, found))

    def on_resize(self) -> None:
        """A screen that has become broad shows what is due."""
        self.call_after_refresh(self._draw_due)

    def draw_story(self, *, keep_place: bool = False) -> None:
        """Draw what stands beside the row under the cursor, and begin on what can be opened."""
        self._told = self.list.cursor_key
        lines = tuple(self.beside(self._told))
        opened = (e.key for e in lines if e.key and fact_of(e.key) not in DONE_BY_ACTS)
        self.story.set_lines(lines, keep_place=keep_place, begin=next(opened, ""))
        if keep_place:
            self.story.reveal_cursor()

    def beside(self, key: str) -> Iterable[StoryLine]:
        """What stands beside a row: the story of its record, where it stands for one."""
        record = self.record_at(key)
        return self.lines(record) if record is not None else ()

    def lines(self, record: Record) -> Iterable[StoryLine]:
        """The story of a record."""
        return story_lines(self.book, record)

    def note(self) -> str:
        """How many rows there are."""
        return super().note() or count_text(
            self.counts(), self.list.shown, self.list.total, len(self.list.marked)
        )

    def counts(self) -> str:
        """By which measure word the rows are counted: that of their kind."""
        return self.record_type.kind

    # --- where one stands ------------------------------------------------------------------

    def stand(self) -> Stand:
        """Also the filter, the order of the list, and the line of the story that is read."""
        reading = self.story.cursor_key if self.story.has_focus else None
        shown = {"filter": self.filter_bar.text, "sort": self.list.sort, "reading": reading}
        return {**super().stand(), **shown}

    def take_stand(self, stand: Stand) -> None:
        """Go back there; the filter comes first, for it leaves the row that was chosen."""
        if stand["filter"]:
            self.filter_by(stand["filter"])
        if stand["sort"]:
            self.list.sort_by(Sort(*stand["sort"]))
        super().take_stand(stand)
        self.draw_story()
        if stand["reading"] is not None:
            self.story.move_to(stand["reading"])
            self.panes.read()

    def on_mount(self) -> None:
        """Begin in the order in which the list was left."""
        if sort := recalled_orders().get(self.tab):
            self.list.sort_by(sort)

    def on_record_list_sorted(self, message: RecordList.Sorted) -> None:
        """Remember the order for the next start."""
        message.stop()
        if message.record_list is self.list:
            remember_order(self.tab, self.list.sort)

    # --- moving ----------------------------------------------------------------------------

    def on_record_list_highlighted(self, message: RecordList.Highlighted) -> None:
        """Another record: its story, once the keys rest."""
        message.stop()
        if message.record_list is self.list:
            self.call_after_refresh(self._after_moving, message.key)

    def _after_moving(self, key: str) -> None:
        if self.is_up and key == self.list.cursor_key:
            if key != self._told:  # else it is told already, and may be read
                self.draw_story()
            self.draw_frame()

    def on_record_list_chosen(self, message: RecordList.Chosen) -> None:
        """Read the whole story; a narrow screen gives it all the room."""
        message.stop()
        self.draw_story()
        self.panes.read()

    def on_story_chosen(self, message: Story.Chosen) -> None:
        """Enter on a figure opens the list behind it; on another line it edits what that is about."""
        message.stop()
        if found := list_behind(message.key):
            self.host.open_list(found.code, self.unit_read(), on=found.on, of=found.of)
        else:
            self.host.perform("edit")

    def unit_read(self) -> tuple[str, ...]:
        """The unit whose figures are read; none: all."""
        return ()

    def back(self) -> None:
        """From the story to the list, the marks away, the filter away, then where one came from."""
        if not self.list.has_focus:
            self.list.focus()
        elif self.list.marked:
            self.unmark()
        elif self.filter_bar.is_open:
            self.filter_bar.clear()
        elif self.belongs_to:
            self.host.go_back()

    # --- filtering -------------------------------------------------------------------------

    def leave_filter(self) -> None:
        """What is told after an act names letters; the filter would take them for words."""
        if self.filter_bar.is_typed_in:
            self.filter_bar.action_leave()

    def filter_by(self, words: str) -> None:
        """Leave only the rows with these words; Esc shows all again."""
        self.filter_bar.clear()
        self.filter_bar.open(words)
        self.list.focus()

    def on_record_list_filter_started(self, message: RecordList.FilterStarted) -> None:
        """A Chinese character starts the filter."""
        message.stop()
        self.filter_bar.open(message.character)

    def _count_found(self) -> None:
        self.filter_bar.set_count(f"{self.list.shown}/{self.list.total}")

    def on_filter_bar_nothing_behind(self, message: FilterBar.NothingBehind) -> None:
        """Say where the keys of the list work."""
        message.stop()
        self.host.tell(_("Keys go into the filter. Enter leads to the list, where they act on it."))

    def on_filter_bar_changed(self, message: FilterBar.Changed) -> None:
        """Show what the filter leaves."""
        message.stop()
        self.list.set_filter(message.text)
        self._count_found()
        self.draw_frame()


class TableStoryScreen(ListScreen):
    """A list beside whose rows the story has a table, drawn anew where it gets another width."""

    _drawn_for = -1
    """The width the table was drawn for."""

    def draw_story(self, *, keep_place: bool = False) -> None:
        """Draw the story of the chosen record for the width there is."""
        self._drawn_for = self.room()
        super().draw_story(keep_place=keep_place)

    def room(self) -> int:
        """Cells of a story line, beside the cursor's sign."""
        return self.story.scrollable_content_region.width - 2

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Reading gives the story another width, and the table other columns."""
        del event
        self.call_after_refresh(self._draw_for_width)

    def on_resize(self) -> None:
        """So does another screen."""
        self.call_after_refresh(self._draw_for_width)

    def _draw_for_width(self) -> None:
        if self.is_up and self.room() != self._drawn_for:
            self.draw_story(keep_place=True)
