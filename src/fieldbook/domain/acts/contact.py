"""Contact by household: households, who contacts them, and the visits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from fieldbook.domain.acts.casework import raise_issue, said_by, with_place
from fieldbook.domain.acts.making import Pen, edit, make, not_ahead, remove, require_kept
from fieldbook.domain.acts.owning import require_own
from fieldbook.domain.changes import Change
from fieldbook.domain.codes import EXPLAINED, explained_by
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, Problem
from fieldbook.domain.records import (
    RECORD_TYPES,
    Handover,
    Household,
    Issue,
    Member,
    Record,
    Task,
    Visit,
)
from fieldbook.domain.references import pointed_elsewhere

replace = msgspec.structs.replace

_OWN_FIELDS: Final = tuple(
    name for name in Household.__struct_fields__ if name not in Record.__struct_fields__
)
_PLACE: Final = ("household", "group", "household_text")
"""Where something was, as a whole."""
_NOTHING: Final = (None, "", ())
"""What a field holds where nothing was said."""


def assign(pen: Pen, draft: Draft) -> Household:
    """A household to be visited, with its contact."""
    household = make(pen, Household, draft)
    require_own(pen.shelf, household)
    return household


def edit_household(pen: Pen, household: Household, draft: Draft) -> Change:
    """The household with other words; another contact is a handover, remembered with its day."""
    edited = edit(pen, household, draft.without("handovers"))
    require_own(pen.shelf, edited)
    if edited.contact != household.contact:
        edited = handed_over(pen, household, edited)
    return Change(household, edited)


def reassign(pen: Pen, households: Sequence[Household], contact: str) -> list[Change]:
    """Hand households over to another member; their whole story stays with them."""
    if contact and pen.shelf.find(Member, contact) is None:
        raise Invalid([Problem("contact", "unknown_record", contact)])
    return [
        Change(each, handed_over(pen, each, replace(each, contact=contact)))
        for each in households
        if each.contact != contact
    ]


def reassign_to_new(pen: Pen, households: Sequence[Household], name: str) -> list[Change]:
    """Hand households over to somebody who is a member only from now on: all in one act."""
    member = made_member(pen, name, "contact")
    handed = (handed_over(pen, each, replace(each, contact=member.id)) for each in households)
    return [Change(None, member), *map(Change, households, handed)]


def under_new_contact(
    pen: Pen, before: Household | None, household: Household, name: str
) -> list[Change]:
    """The household, and its contact, who is a member only from now on: both in one act."""
    member = made_member(pen, name, "contact")
    after = replace(household, contact=member.id)
    if before is not None:
        after = handed_over(pen, before, after)
    return [Change(None, member), Change(before, after)]


def made_member(pen: Pen, name: str, field: str) -> Member:
    """Somebody who becomes a member by being named in a field.

    Raises:
        Invalid: it is no name; the field is what is wrong.
    """
    try:
        return make(pen, Member, Draft(name=name))
    except Invalid as wrong:
        raise Invalid(each._replace(field=field) for each in wrong.problems) from None


def handed_over(pen: Pen, before: Household, after: Household) -> Household:
    """``after`` with the handover from the one contact to the other on record."""
    handover = Handover(on=pen.today, from_contact=before.contact, to_contact=after.contact)
    return replace(after, handovers=(*before.handovers, handover))


def under_one_contact(
    pen: Pen, homes: Sequence[Household], joined: Household, contact: str
) -> Household:
    """The household made of several, with one contact; whose else it was stands in its handovers."""
    others = dict.fromkeys(each.contact for each in homes if each.contact not in ("", contact))
    given = (Handover(on=pen.today, from_contact=each, to_contact=contact) for each in others)
    told = with_handovers(joined, *homes)
    return replace(told, contact=contact, handovers=(*told.handovers, *given))


def with_handovers(home: Household, *others: Household) -> Household:
    """The household with the handovers of others, too, each once and by its day."""
    found = dict.fromkeys(each for one in (home, *others) for each in one.handovers)
    return replace(home, handovers=tuple(sorted(found, key=lambda each: each.on)))


def note_visit(pen: Pen, draft: Draft, issues: Sequence[Draft] = ()) -> list[Change]:
    """A visit and the issues it brought up, written down together or not at all."""
    problems: list[Problem] = []
    visit = None
    try:
        visit = _made_visit(pen, draft)
    except Invalid as wrong:
        problems += wrong.problems
    raised = []
    for each in issues:
        try:
            raised.append(_issue_of_visit(pen, each, visit))
        except Invalid as wrong:
            problems += (p._replace(field=f"issue.{p.field}") for p in wrong.problems)
    if problems or visit is None:
        raise Invalid(problems)
    return [Change(None, visit), *(Change(None, each) for each in raised)]


def _made_visit(pen: Pen, draft: Draft) -> Visit:
    visit = make(pen, Visit, draft.filled(visited_on=pen.today))
    return _whole_explanation(pen, not_ahead(pen, visit, "visited_on"))


def edit_visit(pen: Pen, visit: Visit, draft: Draft) -> list[Change]:
    """The visit with other words; the issues it brought up go along with what they have from it."""
    reworded = not_ahead(pen, edit(pen, visit, draft), "visited_on", before=visit)
    edited = _whole_explanation(pen, reworded)
    if edited.household and not visit.household:
        edited = replace(edited, household_text="")
    issues = pen.shelf.pointing(Issue, "visit", visit.id)
    told = ((each, _told_anew(each, visit, edited)) for each in issues)
    return [Change(visit, edited), *(Change(was, now) for was, now in told if was != now)]


def _told_anew(issue: Issue, before: Visit, after: Visit) -> Issue:
    """The issue whose place, day and who raised it are still those of its visit, as that has them now."""
    had, has = said_by(before), said_by(after)
    fields = list(_PLACE) if all(getattr(issue, each) == had[each] for each in _PLACE) else []
    if has["found_on"] and issue.found_on == had["found_on"]:
        fields.append("found_on")
    if issue.raised_by == had["raised_by"] and issue.raised_by not in after.met:
        fields.append("raised_by")
    return replace(issue, **{each: has[each] for each in fields})


def _whole_explanation(pen: Pen, visit: Visit) -> Visit:
    """Naming a task, a policy or a method that was explained says that such were explained."""
    named = (pen.shelf.find(Task, each) for each in visit.tasks)
    kinds = {explained_by(each.task_kind) for each in named if each}
    if kinds <= set(visit.explained):
        return visit
    return replace(visit, explained=tuple(e for e in EXPLAINED if e in {*kinds, *visit.explained}))


def _issue_of_visit(pen: Pen, draft: Draft, visit: Visit | None) -> Issue:
    """The issue, bound to the visit; without a right visit only its own words are looked at."""
    if visit is None:
        return raise_issue(pen, draft.without("visit"))
    # The visit is not on the shelf yet, so the issue is made first and bound to it afterwards.
    return replace(raise_issue(pen, with_place(draft.without("visit"), visit)), visit=visit.id)


def merge_households(pen: Pen, keep: Household, others: Sequence[Household]) -> list[Change]:
    """Make one of households that turned out to be the same: all that hangs on them moves over.

    Empty fields of the one that is kept are filled from the others; the others go to the trash.
    What lies in the trash moves too: restored one day, it hangs on the household that is left.
    """
    ids = {each.id for each in others}
    if keep.id in ids:
        raise Invalid([Problem("household", "merge_with_itself")])
    require_kept("merge", keep)
    kept = (each for record_type in RECORD_TYPES for each in pen.shelf.every(record_type))
    changes = [
        Change(record, moved)
        for record in (*kept, *pen.shelf.trash())
        if record.id not in ids and (moved := _moved(record, keep.id, ids)) is not record
    ]
    filled = as_one(keep, others)
    if filled != keep:
        changes.append(Change(keep, filled))
    return changes + [remove(pen, each) for each in others]


def _moved(record: Record, keep: str, others: set[str]) -> Record:
    moved = record
    for other in others:
        if fields := pointed_elsewhere(moved, "household", other, keep):
            moved = replace(moved, **fields)
    return moved


def as_one(keep: Household, others: Iterable[Household]) -> Household:
    """The household that is kept, filled with what only the others know."""
    for other in others:
        keep = _filled_from(keep, other)
    return keep


def _filled_from(keep: Household, other: Household) -> Household:
    fields = {
        name: theirs
        for name in _OWN_FIELDS
        if getattr(keep, name) in _NOTHING and (theirs := getattr(other, name)) not in _NOTHING
    }
    if "code" in fields and fields.get("group", keep.group) != other.group:
        del fields["code"]  # a code counts within its group only
    if other.note and other.note not in keep.note:
        fields["note"] = f"{keep.note}\n{other.note}".strip()
    fields["tags"] = tuple(dict.fromkeys((*keep.tags, *other.tags)))
    fields["handovers"] = with_handovers(keep, other).handovers
    return replace(keep, **fields)
