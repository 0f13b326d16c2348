"""Members and contact groups: who visits whom, and how contact by household is kept up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import ClassVar

from fieldbook.domain.errors import BranchError
from fieldbook.domain.records import Household, Member, Record
from fieldbook.i18n import N_, _, ngettext
from fieldbook.labels import due_text
from fieldbook.reports.contact_groups import ContactGroupRow
from fieldbook.reports.due import visit_due
from fieldbook.ui.act import Act, Acts, Context, Refusal, doing
from fieldbook.ui.acts.lists import ON_A_LIST
from fieldbook.ui.acts.method import hand_over
from fieldbook.ui.acts.records import NEW
from fieldbook.ui.keys import keys_in
from fieldbook.ui.list_screen import ListScreen, TableStoryScreen
from fieldbook.ui.told.contact import comparison_lines
from fieldbook.ui.told.rows import called, due_tone, list_row, named, place_text, visited_told
from fieldbook.ui.told.story import item_lines
from fieldbook.ui.told.unit import list_count_lines
from fieldbook.ui.told.versions import unsettled_lines
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.story_lines import StoryLine
from fieldbook.units import contact_group_text

DAYS_COMPARED = 30


def _new(at: Context[ListScreen]) -> None:
    from fieldbook.ui.forms.branch import MemberForm

    at.host.open_form(MemberForm(at.book))


def _invite(at: Context[ListScreen]) -> None:
    from fieldbook.ui.screens.exchange import Asking

    member = at.screen.chosen()
    if isinstance(member, Member):
        Asking(at.screen.app, at.host).invite(member)


def _cannot_invite(at: Context[ListScreen]) -> Refusal:
    """Only the branch's own book invites; a member's, or one of no branch, says so."""
    from fieldbook.exchange.founding import require_branch

    try:
        require_branch(at.book)
    except BranchError as why:
        return why
    told = _("There is no member here to invite: {new} writes one down.")
    return "" if at.screen.chosen() else keys_in(told, "members")


def _no_households(at: Context[ListScreen]) -> Refusal:
    """A member's households are handed over even while the list has the cursor."""
    told = _("This member has no households: {hand_over} on one ({tab_households}) hands it over.")
    return "" if at.screen.households_shown() else keys_in(told, "households")


class MembersScreen(TableStoryScreen):
    """Members under their contact groups; the work of the groups is compared, not the persons."""

    acts: ClassVar[Acts[ListScreen]] = Acts(
        doing(NEW, _new),
        doing(ON_A_LIST["hand_over"], hand_over, _no_households),
        Act(
            "invite",
            "I,ctrl+f8",
            N_("invite"),
            N_("Write the member's invitation to the branch, to be handed over in person"),
            _invite,
            writes=True,
            why_not=_cannot_invite,
            of_a_line=True,
        ),
        base=ON_A_LIST,
        footer=(
            "visit",
            "new",
            "edit",
            "hand_over",
            "invite",
            "commend",
            "filter",
            "undo",
            "remove",
        ),
    )
    tab = "members"
    belongs_to = "households"
    record_type = Member
    nothing_yet = (
        N_("No members yet."),
        "",
        N_("{new} writes one down, with the contact group."),
        N_("A roster imported with {import_} on {tab_households} makes its contacts too."),
    )

    def columns(self) -> list[Column]:
        """Name, and how many households."""
        return [
            Column(_("Member"), None, min_width=10, priority=9),
            Column(_("Contact group"), 13, priority=6, apart=True),
            Column(_("Households"), 10, align="right", priority=5),
        ]

    def rows(self) -> Sequence[ListRow]:
        """Every member, group by group."""
        shelf = self.book.shelf
        order = [each.contact_group for each in self._compared()]
        members = sorted(
            self.book.members.all(),
            key=lambda each: (
                order.index(each.contact_group) if each.contact_group in order else len(order)
            ),
        )
        return [
            list_row(
                each.id,
                (
                    named(shelf, each, column="contact_group"), each.contact_group or "-",
                    str(len(shelf.pointing(Household, "contact", each.id)) or "-"),
                ),
            )
            for each in members
        ]  # fmt: skip

    def _compared(self) -> tuple[ContactGroupRow, ...]:
        today = self.book.today
        return self.book.members.contact_groups(today - dt.timedelta(days=DAYS_COMPARED - 1), today)

    def lines(self, record: Record) -> Iterator[StoryLine]:
        """The contact groups side by side, the member's households, and what else happened."""
        assert isinstance(record, Member)
        yield StoryLine(called(self.book.shelf, record, beside="contact_group"), tone="title")
        group = record.contact_group
        yield StoryLine(contact_group_text(group), tone="muted")
        yield from unsettled_lines(self.book, record)
        yield StoryLine("")
        yield from self._comparison(group)
        yield StoryLine("")
        yield from list_count_lines(self.book, codes=("no_advanced", "no_lagging"))
        yield StoryLine("")
        yield from self._households(record)
        if story := self.book.story_of(record):
            yield StoryLine("")
            yield StoryLine(_("Handed over, taken on, commended"), tone="heading")
            for item in story:
                yield from item_lines(self.book, item)

    def _households(self, member: Member) -> Iterator[StoryLine]:
        shelf, book = self.book.shelf, self.book
        held = shelf.pointing(Household, "contact", member.id)
        found = [visit_due(shelf, each, book.today, book.habits) for each in held]
        yield StoryLine(
            ngettext("{count} household", "{count} households", len(found)), tone="heading"
        )
        for row in sorted(found, key=lambda each: each.due_on):
            place = place_text(shelf, row.household, shelf.group_of(row.household))
            last = visited_told(row.last, book.today) or _("not yet visited")
            words = f"{called(shelf, row.household, beside='place')}  {place}  {last}  {due_text(row.days)}"
            yield StoryLine(words, 1, due_tone(row.days), key=key_of(row.household))

    def _comparison(self, own: str) -> Iterator[StoryLine]:
        """The figures of the last thirty days, every contact group a row."""
        if rows := self._compared():
            days = ngettext("{count} day", "{count} days", DAYS_COMPARED)
            yield StoryLine(_("Contact groups, the last {days}").format(days=days), tone="heading")
            yield from comparison_lines(rows, own, self.room())

    def households_shown(self) -> Sequence[Household]:
        """Handing over here may mean all of the member's households."""
        member = self.chosen()
        return self.book.shelf.pointing(Household, "contact", member.id) if member else ()


SCREEN = MembersScreen
