"""Taking in a list of work groups: their names, who leads them, and what a survey found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from fieldbook.domain import folding
from fieldbook.domain.acts.groups import post_changes
from fieldbook.domain.acts.making import Pen, known_people
from fieldbook.domain.acts.matching import Match, groups_meant, levels, without_ids
from fieldbook.domain.acts.parts import with_known_parts
from fieldbook.domain.changes import Change
from fieldbook.domain.checks import read_people
from fieldbook.domain.codes import FOUND
from fieldbook.domain.entries import SHEET, GroupEntry
from fieldbook.domain.records import Findings, Group, Source, Survey
from fieldbook.domain.seal import digest_of
from fieldbook.domain.shelf import Shelf

replace = msgspec.structs.replace

_PLAIN: Final = ("core_since", "visit_every_days", "note", "tags")


def match_groups(shelf: Shelf, entries: Sequence[GroupEntry]) -> list[Match]:
    """Recognise groups by their unit and name, and surveys by their day.

    A row whose survey the book does not have yet is new, though the book has the group.
    """
    earlier: set[tuple[object, ...]] = set()
    matches = []
    for entry in entries:
        identity = (*_key(entry), entry.surveyed_on or entry.surveyed_text)
        meant = groups_meant(shelf, levels(entry.unit), entry.name)
        if identity in earlier:
            matches.append(Match(entry, "clash", reason="group_twice"))
        elif len(meant) > 1:
            matches.append(Match(entry, "clash", reason="several_groups"))
        else:
            matches.append(_match(shelf, meant[0], entry) if meant else Match(entry, "new"))
        earlier.add(identity)
    return matches


def _key(entry: GroupEntry) -> tuple[str, ...]:
    return tuple(folding.group(level) for level in (*levels(entry.unit), entry.name))


def _match(shelf: Shelf, group: Group, entry: GroupEntry) -> Match:
    fields = _changed_by(group, entry)
    survey = _survey_of(shelf, group, entry)
    if survey is not None:
        fields += _survey_changed_by(survey, entry)
    elif entry.type is not None:
        fields += ("type",)
        if fields == ("type",):
            return Match(entry, "new", group, fields)
    return Match(entry, "changed" if fields else "same", group, fields)


def _changed_by(group: Group, entry: GroupEntry) -> tuple[str, ...]:
    """The fields of the group that the row gives and the book has otherwise."""
    given = _given(entry)
    return tuple(f for f, e in given.items() if without_ids(e) != without_ids(getattr(group, f)))


def _given(entry: GroupEntry) -> dict[str, Any]:
    """What the row says of the group, by the group's own fields."""
    leader = read_people(entry.leader)
    fields = {
        "leader": leader[0] if leader else None,
        "key_members": read_people(entry.key_members),
        "core_members": read_people(entry.core_members),
        **{name: getattr(entry, name) for name in _PLAIN},
    }
    return {name: value for name, value in fields.items() if value not in ("", None, ())}


def _survey_of(shelf: Shelf, group: Group, entry: GroupEntry) -> Survey | None:
    """The survey of the group that the row tells of."""
    if entry.type is None:
        return None
    for each in shelf.pointing(Survey, "group", group.id):
        if entry.surveyed_on:
            found = each.surveyed_on == entry.surveyed_on
        else:
            found = each.source is not None and each.source.found_text == entry.surveyed_text
        if found:
            return each
    return None


def _survey_changed_by(survey: Survey, entry: GroupEntry) -> tuple[str, ...]:
    fields = ("type",) if entry.type not in (None, survey.type) else ()
    told = {name: getattr(entry, name) for name in FOUND if getattr(entry, name)}
    return fields + tuple(f for f, text in told.items() if text != getattr(survey.findings, f))


def take_groups(pen: Pen, file: str, matches: Iterable[Match], *, update: bool) -> list[Change]:
    """New rows become groups and surveys; changed rows are taken over when asked to."""
    made: dict[tuple[str, ...], Group] = {}
    changes: list[Change] = []
    for match in matches:
        entry = match.entry
        assert isinstance(entry, GroupEntry)
        if match.verdict == "changed" and update and isinstance(match.record, Group):
            changes += _updated(pen, file, match, match.record)
        elif match.verdict == "new":
            group = match.record or made.get(_key(entry))
            if group is None:
                group = made[_key(entry)] = _new_group(pen, file, entry)
                changes.append(Change(None, group))
            if entry.type is not None:
                changes.append(Change(None, _new_survey(pen, file, entry, group.id)))
    return changes


def _new_group(pen: Pen, file: str, entry: GroupEntry) -> Group:
    unit = levels(entry.unit)
    group = pen.new(
        Group, source=_source(pen, file, entry), name=entry.name, unit=unit, **_given(entry)
    )
    return known_people(pen.shelf, group)


def _new_survey(pen: Pen, file: str, entry: GroupEntry, group: str) -> Survey:
    assert entry.type is not None
    return pen.new(
        Survey,
        source=_source(pen, file, entry),
        group=group,
        surveyed_on=entry.surveyed_on or pen.today,
        surveyed_text=None if entry.surveyed_on else entry.surveyed_text,
        type=entry.type,
        findings=_findings(entry, Findings()),
    )


def _findings(entry: GroupEntry, before: Findings) -> Findings:
    told = {name: getattr(entry, name) for name in FOUND if getattr(entry, name)}
    return replace(before, **told)


def _updated(pen: Pen, file: str, match: Match, group: Group) -> list[Change]:
    """The group and its survey with what the row says of them."""
    entry = match.entry
    assert isinstance(entry, GroupEntry)
    changes = []
    given = _given(entry)
    fields = {name: given[name] for name in match.fields if name in given}
    if fields:
        changes.append(Change(group, _with_posts(pen, group, replace(group, **fields))))
    survey = _survey_of(pen.shelf, group, entry)
    if survey is None and entry.type is not None:
        changes.append(Change(None, _new_survey(pen, file, entry, group.id)))
    elif survey is not None and _survey_changed_by(survey, entry):
        findings = _findings(entry, survey.findings)
        updated = replace(survey, type=entry.type or survey.type, findings=findings)
        changes.append(Change(survey, updated))
    return changes


def _with_posts(pen: Pen, before: Group, after: Group) -> Group:
    """The group with the day its posts changed hands; one filled for the first time has no day."""
    known = known_people(pen.shelf, with_known_parts(before, after))
    changed = [each for each in post_changes(before, known, pen.today) if each.before]
    return replace(known, post_changes=(*before.post_changes, *changed))


def _source(pen: Pen, file: str, entry: GroupEntry) -> Source:
    fields = msgspec.structs.asdict(entry)
    digest = digest_of(*(str(fields[name]) for name in sorted(fields) if name != "row"))
    return Source(
        file=file, row=entry.row % SHEET, digest=pen.seal.of(digest), found_text=entry.surveyed_text
    )
