"""The rooms of contact by household: households and visits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldbook.book.rooms import Room, about
from fieldbook.domain.acts import contact as acts
from fieldbook.domain.acts.making import Pen
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Household, Visit
from fieldbook.reports.due import VisitDue, visits_due
from fieldbook.reports.mine import EVERYBODY

if TYPE_CHECKING:
    from fieldbook.reports.duplicates import Duplicates
    from fieldbook.reports.route import RouteStop


class Households(Room[Household]):
    """The households that are visited."""

    record_type = Household

    def assign(self, draft: Draft, *, new_contact: str = "") -> Household:
        """A household to be visited, with its contact, who may become a member by it."""
        pen = self._desk.pen()
        household = acts.assign(pen, draft)
        changes: Sequence[Change] = ()
        if new_contact:
            changes = acts.under_new_contact(pen, None, household, new_contact)
        return self._add("assign", household, changes)

    def edit(self, record_id: str, draft: Draft, *, new_contact: str = "") -> Household:
        """Write the draft's fields over the household's; its contact may become a member by it."""

        def act(pen: Pen, household: Household) -> Sequence[Change]:
            edited = acts.edit_household(pen, household, draft.without("contact")).after
            assert isinstance(edited, Household)
            return acts.under_new_contact(pen, household, edited, new_contact)

        if not new_contact:
            return super().edit(record_id, draft)
        self._do("edit", act, record_id)
        return self.get(record_id)

    def _edited(self, pen: Pen, record: Household, draft: Draft) -> Change:
        return acts.edit_household(pen, record, draft)

    def reassign(
        self, household_ids: Sequence[str], contact: str = "", *, new_contact: str = ""
    ) -> None:
        """Hand households over to another member, who may become one by it."""
        households = [self.get(each) for each in household_ids]
        pen = self._desk.pen()
        if new_contact:
            changes = acts.reassign_to_new(pen, households, new_contact)
        else:
            changes = acts.reassign(pen, households, contact)
        about = new_contact or self._shelf.member_name(contact)
        self._desk.commit("reassign", changes, about=about)

    def merge(self, keep: str, others: Sequence[str]) -> Household:
        """Make one of households that turned out to be the same.

        In a book of a branch they are joined, so that they are one in all its books; another book
        that wrote in one of them meanwhile would fetch it out of the trash.
        """
        kept = self.get(keep)
        changes = acts.merge_households(self._desk.pen(), kept, [self.get(each) for each in others])
        if self._desk.is_of_a_branch:
            from fieldbook.book.exchange import ExchangeRoom

            ExchangeRoom(self._desk).join(Household.kind, [keep, *others])
        else:
            self._desk.commit("merge", changes, about=kept.head)
        return self.get(keep)

    def as_one(self, keep: str, others: Sequence[str]) -> Household:
        """What the household that is kept would be after :meth:`merge`; nothing is written."""
        return acts.as_one(self.get(keep), [self.get(each) for each in others])

    def due(self, *, of_all: bool = True) -> tuple[VisitDue, ...]:
        """Every household, or one's own, with the day its next visit is due; the longest overdue first."""
        desk = self._desk
        return visits_due(self._shelf, desk.today, desk.habits, EVERYBODY if of_all else desk.us)

    def duplicates(self) -> tuple[Duplicates, ...]:
        """Households that seem to be the same."""
        from fieldbook.reports.duplicates import duplicate_households

        return duplicate_households(self._shelf)

    def route(self, *, of_all: bool = False, within: int = 0) -> tuple[RouteStop, ...]:
        """The households due today (or within so many days), group by group.

        Those in the contact of who writes here and of his contact group, unless all are asked for.
        """
        from fieldbook.reports.route import route

        desk = self._desk
        members = EVERYBODY if of_all else desk.us
        return route(self._shelf, desk.today, desk.habits, members, within=within)


class Visits(Room[Visit]):
    """The visits made."""

    record_type = Visit

    def note(self, draft: Draft, issues: Sequence[Draft] = ()) -> Visit:
        """A visit and the issues it brought up, written down together or not at all."""
        changes = acts.note_visit(self._desk.pen(), draft, issues)
        visit = changes[0].after
        self._desk.commit("note_visit", changes, about=about(self._shelf, [visit]))
        return self.get(visit.id)

    def _edits(self, pen: Pen, record: Visit, draft: Draft) -> Sequence[Change]:
        """A visit's issues go along."""
        return acts.edit_visit(pen, record, draft)
