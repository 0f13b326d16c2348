"""The branch 支部, as its secretary looks at it: the referral desk, the members' reports, the contact groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final, NamedTuple

from fieldbook.domain.records import Member, Record
from fieldbook.i18n import N_, _, ngettext
from fieldbook.reports.branch import (
    Delays,
    OfMember,
    delays,
    last_exchanges,
    members_reports,
    referral_desk,
)
from fieldbook.reports.contact_groups import ContactGroupRow
from fieldbook.ui.act import Act, Acts
from fieldbook.ui.acts.lists import ON_A_LIST
from fieldbook.ui.acts.referrals import ANSWER, GIVE_TASK, STUDY
from fieldbook.ui.list_screen import TableStoryScreen
from fieldbook.ui.told.branch import (
    OF_GROUP,
    desk_columns,
    desk_row,
    group_columns,
    group_lines,
    group_row,
    late_lines,
    member_columns,
    member_lines,
    member_row,
)
from fieldbook.ui.told.story import story_lines
from fieldbook.ui.told.versions import beside_columns, beside_rows, set_of, to_settle
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.story_lines import StoryLine

DAYS: Final = (10, 30, 90)
"""Of how many days reports and visits are looked at, one key after the other."""


class _Part(NamedTuple):
    """One part of the screen: what it is called, what its list shows, and what its rows count."""

    title: str
    columns: Callable[[], list[Column]]
    empty: str
    counts: str = ""


PARTS: Final[Mapping[str, _Part]] = {
    "desk": _Part(N_("Referral desk"), desk_columns, N_("Everything that was referred is answered."),
                  "issue"),
    "members": _Part(N_("Members' reports"), member_columns, N_("No members yet."), "member"),
    "contact_groups": _Part(N_("Contact groups"), group_columns, N_("No contact groups yet."),
                            "contact_group"),
    "beside": _Part(N_("To settle"), beside_columns, N_("No two texts lie beside each other, and nothing looks the same."), ""),
}  # fmt: skip
"""The parts of the screen, one key after the other."""


class BranchScreen(TableStoryScreen):
    """What waits for the branch; nothing here counts or orders persons."""

    acts: ClassVar[Acts[Any]] = Acts(
        Act["BranchScreen"]("part", "a,ctrl+u,right", N_("next part"),
            N_("Show the next part: referral desk, reports, contact groups, what is to be settled"),
            lambda at: at.screen.next_part()),
        Act["BranchScreen"]("period", "P", N_("period"),
            N_("Of how many days reports and visits are shown: 10, 30, 90"),
            lambda at: at.screen.next_period()),
        ANSWER, GIVE_TASK, STUDY,
        base=ON_A_LIST,
        footer=("part", "refer", "new", "study", "commend", "mark", "undo", "period", "filter"),
    )  # fmt: skip
    tab = "branch"
    belongs_to = "meeting"
    record_type = Record
    stands_by = ("part", "days")
    has_parts = True

    FOOTERS: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "beside": ("part", "settle", "undo", "filter"),
        "members": ("part", "commend", "period", "undo", "filter"),
        "contact_groups": ("part", "period", "filter"),
    }
    """What the footer names in parts where nothing is answered."""

    def __init__(self) -> None:
        super().__init__()
        self.part = "desk"
        self.days = DAYS[0]

    # --- what is shown -----------------------------------------------------------------------

    def _since(self) -> dt.date:
        return self.book.today - dt.timedelta(days=self.days - 1)

    def _members(self) -> tuple[OfMember, ...]:
        book = self.book
        exchanged = last_exchanges(book.exchange.memories().values())
        return members_reports(book.shelf, self._since(), book.today, book.habits, exchanged)

    def _groups(self) -> tuple[ContactGroupRow, ...]:
        return self.book.members.contact_groups(self._since(), self.book.today)

    def _late_in(self, name: str) -> Delays:
        book = self.book
        return delays(book.shelf, book.today, book.habits).get(name, Delays((), ()))

    def _footer(self) -> Iterator[Act[Any]]:
        """The acts that do something in the part that is shown."""
        named = self.FOOTERS.get(self.part)
        yield from self.acts.some(*named) if named else super()._footer()

    def columns(self) -> list[Column]:
        """The columns of the part that is shown."""
        return PARTS[self.part].columns()

    def rows(self) -> Sequence[ListRow]:
        """The rows of the part that is shown."""
        book = self.book
        if self.part == "desk":
            found = referral_desk(book.shelf, book.today, book.habits)
            return [desk_row(book, each) for each in found]
        if self.part == "members":
            return [member_row(book, each) for each in self._members()]
        if self.part == "beside":
            return beside_rows(book)
        return [group_row(each, self._late_in(each.contact_group)) for each in self._groups()]

    def empty(self) -> tuple[str, ...]:
        """What an empty part says: that nothing waits in it."""
        return (_(PARTS[self.part].empty),)

    def counts(self) -> str:
        """The rows of each part have a measure word of their own."""
        return PARTS[self.part].counts

    def summary(self) -> tuple[str]:
        """The parts by their names, the one that is shown in brackets; and of how many days."""
        titles = {name: _(each.title) for name, each in PARTS.items()}
        if waiting := len(to_settle(self.book)):
            titles["beside"] = f"{titles['beside']} {waiting}"
        shown = _("[{part}]")
        names = [
            shown.format(part=each) if name == self.part else each for name, each in titles.items()
        ]
        days = ngettext("{count} day", "{count} days", self.days)
        return ("  ".join(names if self.part == "desk" else [*names, days]),)

    # --- the story ---------------------------------------------------------------------------

    def beside(self, key: str) -> Iterator[StoryLine]:
        """The story of the row's record; of a contact group, which is none, its work."""
        yield from super().beside(key)
        if key.startswith(OF_GROUP):
            name = key.removeprefix(OF_GROUP)
            yield from group_lines(name, self._groups(), self._members(), self.room())
            yield from late_lines(self.book, self._late_in(name))

    def lines(self, record: Record) -> Iterable[StoryLine]:
        """A member's reports; of what is to be settled, and of an issue, the whole story."""
        if isinstance(record, Member) and self.part != "beside":
            row = next(each for each in self._members() if each.member.id == record.id)
            return member_lines(self.book, row)
        return self._lines_of_set(record)

    def _lines_of_set(self, record: Record) -> Iterator[StoryLine]:
        """A record's story; where it is to be settled whether others are the same, theirs below it."""
        others = set_of(self.book, record) if self.part == "beside" else ()
        yield from story_lines(self.book, record)
        for each in others:
            if each.id != record.id:
                yield StoryLine("")
                yield from story_lines(self.book, each)

    # --- the record under the cursor -----------------------------------------------------------

    def show(self, key: str, *, is_new: bool = False) -> None:
        """Put the cursor on a record that was just written, where it is shown."""
        del is_new  # what is shown here is seldom written here
        self.list.move_to(key)

    # --- moving --------------------------------------------------------------------------------

    def next_part(self) -> None:
        """Show the part that comes next."""
        names = tuple(PARTS)
        self.show_part(names[(names.index(self.part) + 1) % len(names)])

    def show_part(self, part: str) -> None:
        """Show one of the parts, from its beginning."""
        self.part = part
        self.filter_bar.clear()
        self.list.unmark()
        self.list.sort_by(None)
        self.redraw()
        self.draw_frame()
        self.list.focus()
        self.list.action_first()

    def next_period(self) -> None:
        """Look at as many days as come next."""
        self.days = DAYS[(DAYS.index(self.days) + 1) % len(DAYS)]
        self.redraw()
        self.draw_frame()


SCREEN = BranchScreen
