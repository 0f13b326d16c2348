"""The rooms of a book, each furnished when it is first entered: the first screen enters none of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from fieldbook.book.desk import Desk

if TYPE_CHECKING:
    from fieldbook.book.casework import FollowUps, Issues, Solutions
    from fieldbook.book.contact import Households, Visits
    from fieldbook.book.exchange import ExchangeRoom
    from fieldbook.book.groups import Groups, OnSiteMeetings, Plans, Stays, Surveys
    from fieldbook.book.inbox import InboxRoom
    from fieldbook.book.intake import IntakeRoom
    from fieldbook.book.keeping import KeepingRoom
    from fieldbook.book.rooms import (
        Commendations,
        DiaryRoom,
        Experiences,
        Links,
        Members,
        Tasks,
        Trainings,
    )


ROOMS: Final = (
    "households", "groups", "members", "visits", "issues", "solutions", "follow_ups", "diary", "tasks",
    "surveys", "stays", "links", "trainings", "experiences", "plans", "on_site_meetings", "commendations",
)  # fmt: skip
"""The rooms of the kinds of records."""


class Furnished:
    """A room a noun, around the desk at which all of them write."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def households(self) -> Households:
        """The households that are visited."""
        from fieldbook.book.contact import Households

        return Households(self._desk)

    @cached_property
    def groups(self) -> Groups:
        """The work groups."""
        from fieldbook.book.groups import Groups

        return Groups(self._desk)

    @cached_property
    def members(self) -> Members:
        """The members of the branch."""
        from fieldbook.book.rooms import Members

        return Members(self._desk)

    @cached_property
    def visits(self) -> Visits:
        """The visits that were made."""
        from fieldbook.book.contact import Visits

        return Visits(self._desk)

    @cached_property
    def issues(self) -> Issues:
        """The issues that were raised."""
        from fieldbook.book.casework import Issues

        return Issues(self._desk)

    @cached_property
    def solutions(self) -> Solutions:
        """The solutions that were studied together."""
        from fieldbook.book.casework import Solutions

        return Solutions(self._desk)

    @cached_property
    def follow_ups(self) -> FollowUps:
        """The checks whether a solution holds."""
        from fieldbook.book.casework import FollowUps

        return FollowUps(self._desk)

    @cached_property
    def diary(self) -> DiaryRoom:
        """The pages of the diary."""
        from fieldbook.book.rooms import DiaryRoom

        return DiaryRoom(self._desk)

    @cached_property
    def tasks(self) -> Tasks:
        """What the branch gave out."""
        from fieldbook.book.rooms import Tasks

        return Tasks(self._desk)

    @cached_property
    def surveys(self) -> Surveys:
        """The surveys of groups."""
        from fieldbook.book.groups import Surveys

        return Surveys(self._desk)

    @cached_property
    def stays(self) -> Stays:
        """The stays with groups."""
        from fieldbook.book.groups import Stays

        return Stays(self._desk)

    @cached_property
    def links(self) -> Links:
        """The groups that are linked to members."""
        from fieldbook.book.rooms import Links

        return Links(self._desk)

    @cached_property
    def trainings(self) -> Trainings:
        """The trainings that were given."""
        from fieldbook.book.rooms import Trainings

        return Trainings(self._desk)

    @cached_property
    def experiences(self) -> Experiences:
        """The experiences worth passing on."""
        from fieldbook.book.rooms import Experiences

        return Experiences(self._desk)

    @cached_property
    def plans(self) -> Plans:
        """The groups' plans for ten days."""
        from fieldbook.book.groups import Plans

        return Plans(self._desk)

    @cached_property
    def on_site_meetings(self) -> OnSiteMeetings:
        """The on-site meetings."""
        from fieldbook.book.groups import OnSiteMeetings

        return OnSiteMeetings(self._desk)

    @cached_property
    def commendations(self) -> Commendations:
        """The commendations that were given."""
        from fieldbook.book.rooms import Commendations

        return Commendations(self._desk)

    @cached_property
    def intake(self) -> IntakeRoom:
        """Where rosters and ledgers are taken in."""
        from fieldbook.book.intake import IntakeRoom

        return IntakeRoom(self._desk)

    @cached_property
    def inbox(self) -> InboxRoom:
        """Where what was written down without opening the book becomes records."""
        from fieldbook.book.inbox import InboxRoom

        return InboxRoom(self._desk)

    @cached_property
    def keeping(self) -> KeepingRoom:
        """Where an earlier state is brought back."""
        from fieldbook.book.keeping import KeepingRoom

        return KeepingRoom(self._desk)

    @cached_property
    def exchange(self) -> ExchangeRoom:
        """Where the books of a branch come together."""
        from fieldbook.book.exchange import ExchangeRoom

        return ExchangeRoom(self._desk)
