"""The rooms of work groups: the groups, their surveys, and the stays with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldbook.book.rooms import PlainRoom, Room
from fieldbook.domain.acts import groups as acts
from fieldbook.domain.acts import plans
from fieldbook.domain.acts.making import Pen
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Group, OnSiteMeeting, Plan, Solution, Stay, Survey

if TYPE_CHECKING:
    from fieldbook.reports.carried import MonthRow
    from fieldbook.reports.county import County
    from fieldbook.reports.groups import GroupRow
    from fieldbook.reports.on_site import Came
    from fieldbook.reports.series import MonthEnd
    from fieldbook.reports.stays import StayFigures


class Groups(Room[Group]):
    """The work groups."""

    record_type = Group

    def found(self, draft: Draft) -> Group:
        """Write a work group down."""
        return self._add("found_group", acts.found_group(self._desk.pen(), draft))

    def rows(self, only_type: int | None = None) -> tuple[GroupRow, ...]:
        """The groups (of one type when asked), what wants work first."""
        from fieldbook.reports.groups import group_rows

        return group_rows(self._shelf, self._desk.today, only_type)

    def row(self, group_id: str) -> GroupRow:
        """One group as the list of groups shows it."""
        from fieldbook.reports.groups import group_row

        return group_row(self._shelf, self.get(group_id), self._desk.today)

    def figures(self, unit: Sequence[str] = ()) -> County:
        """The survey's figures of a unit, and of the units directly below it."""
        from fieldbook.reports.county import county

        return county(self._shelf, unit, self._desk.today)

    def by_month(self, unit: Sequence[str] = ()) -> tuple[MonthEnd, ...]:
        """The survey's figures of a unit at the end of each month, and today."""
        from fieldbook.reports.series import by_month

        return by_month(self._shelf, unit, self._desk.today)

    def carried_by_month(self, group_id: str = "") -> tuple[MonthRow, ...]:
        """Who carried out the solutions, month by month; of one group or of all."""
        from fieldbook.reports.carried import carried_by_month

        return carried_by_month(self._shelf, self.get(group_id) if group_id else None)

    def _edited(self, pen: Pen, record: Group, draft: Draft) -> Change:
        return acts.edit_group(pen, record, draft)


class Surveys(Room[Survey]):
    """The surveys of groups."""

    record_type = Survey

    def note(self, draft: Draft) -> Survey:
        """A survey of a group."""
        return self._add("survey", acts.survey_group(self._desk.pen(), draft))

    def _edited(self, pen: Pen, record: Survey, draft: Draft) -> Change:
        return acts.edit_survey(pen, record, draft)


class Stays(PlainRoom[Stay]):
    """The stays with groups."""

    record_type = Stay
    verb = "begin_stay"

    def begin(self, draft: Draft) -> Stay:
        """Begin a stay with a group."""
        filled = draft.filled(from_on=self._desk.today)
        return self.write(filled)

    def end(self, stay_id: str, on: dt.date | None = None) -> Stay:
        """End a stay; follow-ups are planned so that it holds after leaving."""
        day = on or self._desk.today
        self._do("end_stay", lambda pen, stay: acts.end_stay(pen, stay, day), stay_id)
        return self.get(stay_id)

    def followed_after(self, stay_id: str) -> tuple[tuple[Solution, bool], ...]:
        """What a stay's end will follow up: each solution, and whether that is planned already."""
        return tuple(acts.followed_after(self._shelf, self.get(stay_id)))

    def figures(self, stay_id: str) -> StayFigures:
        """The group's figures before, during and after a stay."""
        from fieldbook.reports.stays import stay_figures

        return stay_figures(self._shelf, self.get(stay_id), self._desk.today)


class Plans(PlainRoom[Plan]):
    """The groups' plans for ten days."""

    record_type = Plan
    verb = "make_plan"

    def write(self, draft: Draft) -> Plan:
        """A group's plan; ``looked_back`` tells what came of the last one."""
        changes = plans.make_plan(self._desk.pen(), draft)
        return self._add(self.verb, changes[-1].after, changes)

    def last(self, group_id: str) -> Plan | None:
        """The latest plan of a group."""
        return plans.last_plan(self._shelf, group_id)


class OnSiteMeetings(PlainRoom[OnSiteMeeting]):
    """The on-site meetings, planned and held."""

    record_type = OnSiteMeeting
    verb = "plan_on_site"

    def hold(self, meeting_id: str, draft: Draft) -> OnSiteMeeting:
        """Note that a meeting was held, who came, and what they took home."""
        self._do("hold_on_site", lambda pen, e: [plans.hold_meeting(pen, e, draft)], meeting_id)
        return self.get(meeting_id)

    def came(self, meeting_id: str) -> tuple[Came, ...]:
        """The groups that came, each with its type before and at the next survey."""
        from fieldbook.reports.on_site import came

        return came(self._shelf, self.get(meeting_id))
