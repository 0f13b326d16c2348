"""Fieldbook: the words users say, a room per noun. Verbs act, nouns ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from fieldbook.book.desk import Desk
from fieldbook.book.furnished import ROOMS, Furnished
from fieldbook.domain.changes import PastAct
from fieldbook.domain.habits import DEFAULT_HABITS, Habits
from fieldbook.domain.notices import Notice
from fieldbook.domain.records import BY_KIND, Record
from fieldbook.domain.shelf import Shelf
from fieldbook.domain.store import Image, Store
from fieldbook.reports.agenda import Agenda, agenda
from fieldbook.reports.came_down import KINDS_TOLD, CameDown, came_down
from fieldbook.reports.figures import Fortnight, fortnight
from fieldbook.reports.mine import EVERYBODY
from fieldbook.reports.rhythm import Rhythm, rhythm

if TYPE_CHECKING:
    from fieldbook.book.rooms import Room
    from fieldbook.reports.lists import Line
    from fieldbook.reports.stories import StoryItem
    from fieldbook.search import Found, Query, Search


class Fieldbook(Furnished):
    """An open book. Every act is on disk before its method returns, and can be undone.

    Attributes:
        households, groups, members, visits, issues, solutions, follow_ups, diary, tasks, surveys,
        stays, links, plans, trainings, experiences, on_site_meetings, commendations: the rooms, one a noun.
        notices: what the opening, or the inbox, came upon and the user should be told.
    """

    def __init__(
        self,
        store: Store,
        *,
        clock: Callable[[], dt.datetime],
        new_id: Callable[[], str],
        habits: Habits = DEFAULT_HABITS,
        writer: str = "",
    ) -> None:
        desk = Desk(store, clock=clock, new_id=new_id, habits=habits, writer=writer)
        super().__init__(desk)
        self.notices: tuple[Notice, ...] = ()
        self._told = 0
        self._brought: tuple[str, Sequence[Image]] | None = None

    @cached_property
    def _searching(self) -> Search:
        from fieldbook.search import Search

        return Search(self.shelf)

    @property
    def shelf(self) -> Shelf:
        """All records, for reports to read."""
        return self._desk.shelf

    @property
    def today(self) -> dt.date:
        """The book's local date."""
        return self._desk.today

    @property
    def now(self) -> dt.datetime:
        """The book's time, with its offset."""
        return self._desk.now

    @property
    def habits(self) -> Habits:
        """The intervals by which things fall due."""
        return self._desk.habits

    def go_by(self, habits: Habits, writer: str) -> None:
        """Go by other intervals from now on, and another writer: the settings were changed."""
        self._desk.habits, self._desk.writer = habits, writer

    @property
    def me(self) -> str:
        """The id of the member who writes here, or an empty text."""
        return self._desk.me

    @property
    def us(self) -> frozenset[str]:
        """The ids of the member who writes here and of his contact group; empty where he is none."""
        return self._desk.us

    @property
    def is_of_a_branch(self) -> bool:
        """Whether the book founded a branch or joined one."""
        return self._desk.is_of_a_branch

    @property
    def read_only(self) -> bool:
        """Whether the book is open for reading only."""
        return self._desk.store.read_only

    @property
    def acts(self) -> Sequence[PastAct]:
        """The acts that can be undone or redone, oldest first."""
        return self._desk.acts

    def room_of(self, record: Record | type[Record]) -> Room[Record]:
        """The room a record, or a kind of records, belongs to."""
        kind = record.kind
        return next(each for each in self.rooms() if each.record_type.kind == kind)

    def rooms(self) -> Iterator[Room[Record]]:
        """Every room of records."""
        for name in ROOMS:
            yield getattr(self, name)

    def trash(self) -> tuple[Record, ...]:
        """What was removed, the latest first."""
        return tuple(sorted(self.shelf.trash(), key=_moment_of_removal, reverse=True))

    def agenda(self, *, of_all: bool = False) -> Agenda:
        """What is due today, what waits, and what is still to be written.

        The work of who writes here and of his contact group, unless everybody's is asked for.
        """
        return agenda(self.shelf, self.today, self.habits, EVERYBODY if of_all else self.us)

    def came_down(self) -> CameDown:
        """What the last exchange brought from the branch, as it stands now; to its own book nothing comes down."""
        last = next((each for each in reversed(self.acts) if each.verb == "exchange"), None)
        if last is None or last.undone or self.exchange.is_of_the_branch:
            return CameDown()
        if self._brought is None or self._brought[0] != last.id:
            images = self._desk.store.images(last.id)
            told = [each for each in images if BY_KIND[each.kind] in KINDS_TOLD]
            self._brought = (last.id, told)
        images, own = self._brought[1], (self.exchange.replica, *self.exchange.former)
        return self.shelf.remember(
            "came_down", KINDS_TOLD, lambda: came_down(self.shelf, images, own), last.id
        )

    def fortnight(self) -> Fortnight:
        """This week beside the branch's rule, and the visits of the 14 days that end today."""
        return fortnight(self.shelf, self.today, self.habits)

    def rhythm(self) -> Rhythm:
        """How the summaries and studies are kept, and the week against the branch's rule."""
        return rhythm(self.shelf, self.today, self.habits)

    def story_of(self, record: Record) -> tuple[StoryItem, ...]:
        """Everything that happened with a household, group, issue or solution, newest first."""
        from fieldbook.reports.stories import story_of

        return story_of(self.shelf, record)

    def names(
        self,
        code: str,
        unit: Sequence[str] = (),
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
        on: dt.date | None = None,
    ) -> tuple[Line, ...]:
        """The list of names behind a figure, of a unit and some days where it goes by such.

        On a past day it is the list of what stood then.
        """
        from fieldbook.reports.lists import Asked, lines_of

        asked = Asked(self.shelf, self.today, self.habits, since, until)
        if on is not None and on < self.today:
            from fieldbook.reports.as_of import as_of

            asked = Asked(as_of(self.shelf, on), on, self.habits, since, until or on)
        return lines_of(code, asked, unit)

    def query(self, text: str) -> Query:
        """A search as it is understood: what is looked for, and what narrows it."""
        from fieldbook.query import read_query

        return read_query(text, self.shelf, self.today, self.habits)

    def search(self, text: str) -> Found:
        """The records in which every word stands, places and members first, then the newest.

        Words such as ``kind:生活`` or ``since:上周`` narrow it, as :mod:`fieldbook.query` has them.
        """
        return self.found(self.query(text))

    def found(self, query: Query) -> Found:
        """The same of a search that was understood already."""
        return self._searching.find(query)

    def search_steps(self, *, by_letters: bool = False) -> Iterator[None]:
        """Make what a search looks through beforehand, in short steps; the pinyin of names only if asked."""
        return self._searching.spelling_steps() if by_letters else self._searching.steps()

    def undo(self) -> PastAct:
        """Undo the last act that is not undone yet.

        Raises:
            NothingTo: when there is none.
        """
        return self._desk.undo()

    def redo(self) -> PastAct:
        """Redo the act that was undone last.

        Raises:
            NothingTo: when there is none.
        """
        return self._desk.redo()

    def clock_is_behind(self) -> bool:
        """Whether the clock stands before the last entry: a dead battery, most likely."""
        return any(each.at > self.now + dt.timedelta(hours=1) for each in self.acts[-20:])

    def untold_notices(self) -> tuple[Notice, ...]:
        """What was come upon since this was asked last: every notice is told, and once.

        The day's copy is written after the opening, and an inbox is taken in at any time.
        """
        found = self.notices
        told, self._told = self._told, len(found)
        return found[told:]

    def take_in_inbox(self) -> int:
        """Take in what was added without opening the book; how many lines. Quick when none waits."""
        return 0  # a book that has no files has no inbox; fieldbook.opening knows those that have

    def tidy_steps(self) -> Iterator[None]:
        """Bring the book's file up to date in short steps, between which one may write."""
        yield from ()

    def close(self) -> None:
        """Bring the file up to date and let go of the book."""
        self._desk.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _moment_of_removal(record: Record) -> float:
    """When a record was removed, wherever the clock stood: texts of two offsets do not compare."""
    return record.removed_at.timestamp() if record.removed_at else 0.0
