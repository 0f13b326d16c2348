"""Taking in a roster: its matched rows as households, one act."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from fieldbook.domain import folding
from fieldbook.domain.acts.contact import handed_over
from fieldbook.domain.acts.making import Pen
from fieldbook.domain.acts.matching import AS_IT_IS, Match, entry_digest, groups_meant, levels
from fieldbook.domain.acts.parts import with_known_parts
from fieldbook.domain.changes import Change
from fieldbook.domain.entries import SHEET, RosterEntry
from fieldbook.domain.records import Group, Household, Member, Source, Visit

replace = msgspec.structs.replace


def take_roster(pen: Pen, file: str, matches: Iterable[Match], *, update: bool) -> list[Change]:
    """New rows become households; the groups and contacts they name are made where missing."""
    cast = _Cast(pen)
    changes: list[Change] = []
    for match in matches:
        entry = match.entry
        assert isinstance(entry, RosterEntry)
        if match.verdict == "new":
            changes.append(Change(None, _new_household(pen, file, entry, cast)))
            is_visited = entry.visited_on is not None
        elif match.verdict == "changed" and update and isinstance(match.record, Household):
            changes.append(_updated_household(pen, file, match, match.record, cast))
            is_visited = "visited_on" in match.fields
        else:
            continue
        if is_visited:
            household = changes[-1].after
            assert isinstance(household, Household)
            changes.append(Change(None, _last_visit(pen, file, entry, household)))
    return [*cast.made, *changes]


class _Cast:
    """Groups and members by name; those the book does not have are made, once each."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.made: list[Change] = []
        self._groups: dict[tuple[tuple[str, ...], str], str] = {}
        """By folded unit and folded name, as rows have them."""
        self._founded: dict[tuple[tuple[str, ...], str], str] = {}
        """The same of those that are made, each under its own name."""
        self._members: dict[str, str] = {}
        """The ids of members by their folded names."""

    def group(self, entry: RosterEntry) -> str:
        """The id of the entry's group."""
        if not entry.group:
            return ""
        above = levels(entry.unit)
        unit, bare = tuple(map(folding.group, above)), _bare(above, entry.group)
        key = (unit, folding.group(bare))
        if key in self._groups:
            return self._groups[key]
        for keys in folding.groups_alike(bare):
            found = [self._founded[unit, each] for each in keys if (unit, each) in self._founded]
            if len(found) == 1:
                return found[0]
        self._groups[key] = self._find_or_make_group(above, entry.group)
        return self._groups[key]

    def _find_or_make_group(self, unit: tuple[str, ...], name: str) -> str:
        found = groups_meant(self.pen.shelf, unit, name)
        if found:
            # Of several nobody can say which is meant: the household waits without a group.
            return found[0].id if len(found) == 1 else ""
        group = self.pen.new(Group, name=name, unit=unit)
        self.made.append(Change(None, group))
        above = tuple(map(folding.group, unit))
        self._founded[above, folding.group(_bare(unit, name))] = group.id
        return group.id

    def member(self, name: str) -> str:
        """The id of the member of this name."""
        if not name:
            return ""
        key = folding.key(name)
        if key not in self._members:
            known = self.pen.shelf.member_ids(name)
            if known:
                self._members[key] = known[0]
            else:
                member = self.pen.new(Member, name=name)
                self.made.append(Change(None, member))
                self._members[key] = member.id
        return self._members[key]


def _bare(unit: tuple[str, ...], name: str) -> str:
    return folding.without_unit(unit[-1], name) if unit else name


def _new_household(pen: Pen, file: str, entry: RosterEntry, cast: _Cast) -> Household:
    return pen.new(
        Household,
        source=_source(pen, file, entry),
        group=cast.group(entry),
        contact=cast.member(entry.contact),
        **{name: getattr(entry, name) for name in AS_IT_IS},
    )


def _source(pen: Pen, file: str, entry: RosterEntry) -> Source:
    digest, line = pen.seal.of(entry_digest(entry)), pen.seal.of(entry.line)
    return Source(file=file, code=entry.code, row=entry.row % SHEET, digest=digest, line=line)


def _updated_household(
    pen: Pen, file: str, match: Match, household: Household, cast: _Cast
) -> Change:
    entry = match.entry
    assert isinstance(entry, RosterEntry)
    fields = {name: getattr(entry, name) for name in match.fields if name in AS_IT_IS}
    updated = replace(household, **fields)
    if "group" in match.fields:
        updated = replace(updated, group=cast.group(entry))
    source = _source(pen, file, entry)
    updated = with_known_parts(household, replace(updated, source=source))
    if "contact" in match.fields:
        # Another contact in a roster is a handover like any other.
        handed = replace(updated, contact=cast.member(entry.contact))
        updated = handed_over(pen, household, handed)
    return Change(household, updated)


def _last_visit(pen: Pen, file: str, entry: RosterEntry, household: Household) -> Visit:
    """The visit that the row says was the last one: its day; that its contact made it it does not say."""
    return pen.new(
        Visit,
        source=Source(file=file, row=entry.row % SHEET),
        household=household.id,
        visited_on=entry.visited_on,
        manner="listed",
        note=entry.visited_text,
    )
