"""What is planned with groups: their ten days, and on-site meetings."""

from __future__ import annotations

import datetime as dt

from fieldbook.domain.acts.making import Pen, edit, make
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import OnSiteMeeting, Plan
from fieldbook.domain.shelf import Shelf


def make_plan(pen: Pen, draft: Draft) -> list[Change]:
    """A group's plan for the days of one study; what came of the last one is noted with it."""
    first = draft if draft.get("from_on") else draft.having(from_on=pen.today)
    plan = make(pen, Plan, first.without("looked_back"))
    if plan.to_on is None:
        last = plan.from_on + dt.timedelta(days=pen.habits.study_every_days - 1)
        plan = edit(pen, plan, Draft(to_on=last))
    before = last_plan(pen.shelf, plan.group)
    told = draft.get("looked_back")
    looked = [Change(before, edit(pen, before, Draft(looked_back=told)))] if before and told else []
    return [*looked, Change(None, plan)]


def last_plan(shelf: Shelf, group: str) -> Plan | None:
    """The latest plan of a group."""
    plans = shelf.pointing(Plan, "group", group)
    return max(plans, key=lambda each: (each.from_on, each.seq), default=None)


def hold_meeting(pen: Pen, meeting: OnSiteMeeting, draft: Draft) -> Change:
    """Note that an on-site meeting was held: today, and all came who were to, unless told else."""
    held = draft if draft.get("held_on") else draft.having(held_on=pen.today)
    if "came" not in held:
        held = held.having(came=meeting.groups)
    return Change(meeting, edit(pen, meeting, held))
