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
    plan = make(pen, Plan, draft.filled(from_on=pen.today).without("looked_back"))
    if plan.to_on is None:
        last = plan.from_on + dt.timedelta(days=pen.habits.study_every_days - 1)
        plan = edit(pen, plan, Draft(to_on=last))
    told = str(draft.get("looked_back") or "").strip()
    before = last_plan(pen.shelf, plan.group, plan.from_on) if told else None
    if before is None:
        return [Change(None, plan)]
    # What was looked back on already stays; the new words stand below it.
    words = (
        before.looked_back
        if told in before.looked_back
        else f"{before.looked_back}\n{told}".strip()
    )
    return [Change(before, edit(pen, before, Draft(looked_back=words))), Change(None, plan)]


def last_plan(shelf: Shelf, group: str, until: dt.date = dt.date.max) -> Plan | None:
    """The latest plan of a group that began up to a day."""
    plans = (each for each in shelf.pointing(Plan, "group", group) if each.from_on <= until)
    return max(plans, key=lambda each: (each.from_on, each.seq), default=None)


def hold_meeting(pen: Pen, meeting: OnSiteMeeting, draft: Draft) -> Change:
    """Note that an on-site meeting was held: today, and all came who were to, unless told else."""
    held = draft.filled(held_on=pen.today)
    if "came" not in held:
        held = held.having(came=meeting.groups)
    return Change(meeting, edit(pen, meeting, held))
