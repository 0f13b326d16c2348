"""Taking in a roster or a ledger: the matched rows as changes, one act."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from fieldbook.domain.acts.contact import handed_over
from fieldbook.domain.acts.making import Pen, known_people
from fieldbook.domain.acts.matching import Match, entry_digest, reply_digest, unit_of
from fieldbook.domain.acts.parts import with_known_parts
from fieldbook.domain.changes import Change
from fieldbook.domain.checks import read_people
from fieldbook.domain.entries import LedgerEntry, RosterEntry
from fieldbook.domain.records import Group, Household, Issue, Member, Solution, Source
from fieldbook.domain.shelf import Shelf

replace = msgspec.structs.replace


def take_ledger(pen: Pen, file: str, matches: Iterable[Match], *, update: bool) -> list[Change]:
    """New rows become issues, a reply its solution; changed rows are taken over when asked to."""
    places = _Places(pen.shelf)
    changes: list[Change] = []
    for match in matches:
        assert isinstance(match.entry, LedgerEntry)
        if match.verdict == "new":
            changes += _new_issue(pen, file, match.entry, places)
        elif match.verdict == "changed" and update and isinstance(match.record, Issue):
            changes += _updated_issue(pen, file, match, match.record)
    return changes


class _Places:
    """Households by how a ledger may name them; a name that two share resolves to neither."""

    def __init__(self, shelf: Shelf) -> None:
        self._ids: dict[str, set[str]] = {}
        for each in shelf.every(Household):
            for name in (each.head, each.code):
                if name:
                    self._ids.setdefault(name, set()).add(each.id)

    def resolve(self, text: str) -> str:
        """The household's id, or an empty text."""
        found = self._ids.get(text, set())
        return next(iter(found)) if len(found) == 1 else ""


def _new_issue(pen: Pen, file: str, entry: LedgerEntry, places: _Places) -> list[Change]:
    household = places.resolve(entry.household)
    groups = pen.shelf.groups_named(entry.group) if entry.group else ()
    group = groups[0].id if len(groups) == 1 else ""
    unresolved = [entry.group] if entry.group and not group else []
    unresolved += [entry.household] if entry.household and not household else []
    people = read_people(entry.raised_by)
    issue = pen.new(
        Issue,
        source=_source(file, entry),
        title=entry.title,
        detail=entry.detail,
        found_on=entry.found_on or entry.replied_on or pen.today,
        issue_kind=entry.kind or "other",
        household=household,
        group=group,
        household_text=" ".join(unresolved),
        raised_by=people[0] if people else None,
        due_on=entry.due_on,
        tags=entry.tags,
    )
    changes = [Change(None, known_people(pen.shelf, issue))]
    if entry.reply:
        changes.append(Change(None, _solution(pen, entry, issue)))
    return changes


def _source(file: str, entry: LedgerEntry) -> Source:
    return Source(
        file=file,
        code=entry.code,
        row=entry.row,
        digest=entry_digest(entry),
        reply_digest=reply_digest(entry),
        found_text=entry.found_text,
        replied_text=entry.replied_text,
    )


def _solution(pen: Pen, entry: LedgerEntry, issue: Issue) -> Solution:
    """The reply as a solution: solved on its day, and nobody is said to have studied it."""
    responsible = read_people(entry.responsible)
    solved_on = entry.replied_on or issue.found_on
    return pen.new(
        Solution,
        source=issue.source,
        issues=(issue.id,),
        studied_on=solved_on,
        method=entry.reply,
        responsible=responsible[0] if responsible else None,
        solved_on=solved_on,
    )


def _updated_issue(pen: Pen, file: str, match: Match, issue: Issue) -> list[Change]:
    entry = match.entry
    assert isinstance(entry, LedgerEntry)
    fields: dict[str, object] = {"source": _source(file, entry)}
    if "title" in match.fields:
        fields |= {"title": entry.title, "detail": entry.detail}
    if "found_on" in match.fields:
        fields["found_on"] = entry.found_on
    updated = with_known_parts(issue, replace(issue, **fields))
    changes = [Change(issue, updated)]
    if "reply" in match.fields:
        changes.append(_updated_solution(pen, entry, updated))
    return changes


def _updated_solution(pen: Pen, entry: LedgerEntry, issue: Issue) -> Change:
    """The ledger's own solution of the issue with its new words, or a first one."""
    old = next((each for each in pen.shelf.solutions_of(issue) if each.source is not None), None)
    if old is None:
        return Change(None, _solution(pen, entry, issue))
    solved_on = entry.replied_on or old.solved_on
    return Change(old, replace(old, method=entry.reply, solved_on=solved_on, source=issue.source))


def take_roster(pen: Pen, file: str, matches: Iterable[Match], *, update: bool) -> list[Change]:
    """New rows become households; the groups and contacts they name are made where missing."""
    cast = _Cast(pen)
    changes: list[Change] = []
    for match in matches:
        entry = match.entry
        assert isinstance(entry, RosterEntry)
        if match.verdict == "new":
            changes.append(Change(None, _new_household(pen, file, entry, cast)))
        elif match.verdict == "changed" and update and isinstance(match.record, Household):
            changes.append(_updated_household(pen, file, match, match.record, cast))
    return [*cast.made, *changes]


class _Cast:
    """Groups and members by name; those the book does not have are made, once each."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.made: list[Change] = []
        self._groups: dict[tuple[tuple[str, ...], str], str] = {}
        self._members: dict[str, str] = {}

    def group(self, entry: RosterEntry) -> str:
        """The id of the entry's group."""
        if not entry.group:
            return ""
        key = (unit_of(entry), entry.group)
        if key not in self._groups:
            self._groups[key] = self._find_or_make_group(*key)
        return self._groups[key]

    def _find_or_make_group(self, unit: tuple[str, ...], name: str) -> str:
        for each in self.pen.shelf.groups_named(name):
            if not unit or each.unit == unit:
                return each.id
        group = self.pen.new(Group, name=name, unit=unit)
        self.made.append(Change(None, group))
        return group.id

    def member(self, name: str) -> str:
        """The id of the member of this name."""
        if not name:
            return ""
        if name not in self._members:
            known = self.pen.shelf.member_ids(name)
            if known:
                self._members[name] = known[0]
            else:
                member = self.pen.new(Member, name=name)
                self.made.append(Change(None, member))
                self._members[name] = member.id
        return self._members[name]


def _new_household(pen: Pen, file: str, entry: RosterEntry, cast: _Cast) -> Household:
    return pen.new(
        Household,
        source=Source(file=file, code=entry.code, row=entry.row, digest=entry_digest(entry)),
        head=entry.head,
        code=entry.code,
        people=entry.people,
        address=entry.address,
        phone=entry.phone,
        group=cast.group(entry),
        contact=cast.member(entry.contact),
        visit_every_days=entry.visit_every_days,
        note=entry.note,
        tags=entry.tags,
    )


def _updated_household(
    pen: Pen, file: str, match: Match, household: Household, cast: _Cast
) -> Change:
    entry = match.entry
    assert isinstance(entry, RosterEntry)
    fields = {
        name: getattr(entry, name) for name in match.fields if name not in ("group", "contact")
    }
    updated = replace(household, **fields)
    if "group" in match.fields:
        updated = replace(updated, group=cast.group(entry))
    source = Source(file=file, code=entry.code, row=entry.row, digest=entry_digest(entry))
    updated = with_known_parts(household, replace(updated, source=source))
    if "contact" in match.fields:
        # Another contact in a roster is a handover like any other.
        handed = replace(updated, contact=cast.member(entry.contact))
        updated = handed_over(pen, household, handed)
    return Change(household, updated)
