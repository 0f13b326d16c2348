"""Taking in a ledger that a book wrote: its records as they were, with their ids, as one act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from fieldbook.domain import marks
from fieldbook.domain.acts.book_places import Known
from fieldbook.domain.acts.contact import handed_over
from fieldbook.domain.acts.groups import post_changes
from fieldbook.domain.acts.making import Pen, known_people
from fieldbook.domain.acts.matching import Match
from fieldbook.domain.acts.parts import with_known_parts
from fieldbook.domain.changes import Change
from fieldbook.domain.codes import FOUND
from fieldbook.domain.entries import BookEntry, Ref, Told
from fieldbook.domain.records import (
    BY_KIND,
    Findings,
    FollowUp,
    Group,
    Household,
    Issue,
    Member,
    Record,
    Solution,
    Source,
    Survey,
)
from fieldbook.domain.shelf import Shelf
from fieldbook.domain.telling import ELSEWHERE, Check, told
from fieldbook.patterns import ID

replace = msgspec.structs.replace

_NOT_COMPARED: Final = frozenset({"number", "contact_group"})
"""What a row says that no record of its own has a field for."""


def match_book(shelf: Shelf, entries: Sequence[BookEntry]) -> list[Match]:
    """Recognise records by their ids, and by what names them where the book does not know the id."""
    known = Known(shelf, entries)
    for each in entries:
        known.record(each)  # whom a row means is known before what it says is compared
    return [_match(shelf, known, each) for each in entries]


def _match(shelf: Shelf, known: Known, entry: BookEntry) -> Match:
    record = known.record(entry)
    if record is None:
        return Match(entry, "new")
    fields = tuple(dict.fromkeys(_changed(shelf, known, record, entry)))
    return Match(entry, "changed" if fields else "same", record, fields)


def _changed(shelf: Shelf, known: Known, record: Any, entry: BookEntry) -> Iterator[str]:
    """The fields in which the rows say otherwise than the book does now."""
    now = told(shelf, record)
    yield from _otherwise(known, now, entry.told)
    parts = {each.id: each for each in now.parts}
    for part in entry.told.parts:
        its = parts.get(part.id) or known.alike(now.parts, part)
        if its is None:
            yield part.kind
        else:
            yield from _otherwise(known, its, part)


def _otherwise(known: Known, now: Told, given: Told) -> Iterator[str]:
    for name, value in given.values.items():
        if name not in _NOT_COMPARED and known.same_ids(value) != now.values[name]:
            yield name


def take_book(pen: Pen, file: str, matches: Iterable[Match], *, update: bool) -> list[Change]:
    """New records are made with the ids they had; changed ones are taken over when asked to."""
    entries = [each.entry for each in matches if isinstance(each.entry, BookEntry)]
    known = Known(pen.shelf, entries)
    for each in entries:
        known.record(each)
    taking = _Taking(pen, file, known)
    by_kind = sorted(matches, key=lambda each: _ORDER[_entry_of(each).told.kind])
    for match in by_kind:
        if match.verdict == "new":
            taking.make(_entry_of(match))
        elif match.verdict == "changed" and update:
            taking.change(match)
    return taking.changes()


def _entry_of(match: Match) -> BookEntry:
    assert isinstance(match.entry, BookEntry)
    return match.entry


_ORDER: Final = {"group": 0, "household": 1, "task": 2, "visit": 3, "issue": 4}
"""What is pointed to comes before what points."""


class _Taking:
    """The changes while they are gathered."""

    def __init__(self, pen: Pen, file: str, known: Known) -> None:
        self._pen = pen
        self._file = file
        self._known = known
        self._changes: list[Change] = []
        self._members: dict[str, Member] = {}
        self._solutions: dict[str, tuple[Record | None, Solution, list[tuple[str, Told]]]] = {}

    def changes(self) -> list[Change]:
        """All of them, the solutions of several issues once each."""
        members = [Change(None, each) for each in self._members.values()]
        solutions: list[Change] = []
        for before, solution, of_issues in self._solutions.values():
            solutions += self._with_checks(before, solution, of_issues)
        return [*members, *self._changes, *solutions]

    def make(self, entry: BookEntry) -> None:
        """A record that is not in the book, with its parts."""
        fields = self._fields(entry.told, None)
        source = Source(
            file=self._file, row=entry.row, code=entry.told.values.get("number", ""),
            found_text=_iso(entry.told.values.get("found_on")),
        )  # fmt: skip
        made = self._new(entry.told, source, fields)
        self._known.made(entry, made.id)
        self._add(made)
        if isinstance(made, Group):
            self._group_checks(made, entry.told)
        for part in entry.told.parts:
            self._part(made, part)

    def change(self, match: Match) -> None:
        """The record as its rows have it."""
        entry, record = _entry_of(match), match.record
        assert record is not None
        own = Told(
            kind=record.kind,
            values={n: v for n, v in entry.told.values.items() if n in match.fields},
        )
        fields = self._fields(own, record)
        updated = known_people(self._pen.shelf, with_known_parts(record, replace(record, **fields)))
        if isinstance(record, Household) and isinstance(updated, Household):
            updated = handed_over(self._pen, record, updated)
        if isinstance(record, Group) and isinstance(updated, Group):
            posts = [e for e in post_changes(record, updated, self._pen.today) if e.before]
            updated = replace(updated, post_changes=(*record.post_changes, *posts))
            if "checks" in own.values:
                self._group_checks(updated, own)
        self._changes.append(Change(record, updated))
        now = told(self._pen.shelf, record)
        for part in entry.told.parts:
            its = next((e for e in now.parts if e.id == part.id), None)
            its = its or self._known.alike(now.parts, part)
            if its is None or any(_otherwise(self._known, its, part)):
                self._part(updated, replace(part, id=its.id) if its else part)

    def _add(self, record: Record) -> None:
        """A new record; one of this id that lies in the trash is there again."""
        before = self._pen.shelf.find(type(record), record.id)
        self._changes.append(Change(before, record))

    def _new(self, given: Told, source: Source | None, fields: dict[str, Any]) -> Any:
        record = self._pen.new(BY_KIND[given.kind], source=source, **fields)
        own_id = given.id if ID.fullmatch(given.id) else record.id  # not what somebody typed there
        old = self._pen.shelf.find(type(record), own_id)
        record = replace(record, id=own_id, seq=old.seq if old else record.seq)
        return known_people(self._pen.shelf, record)

    def _fields(self, given: Told, record: Record | None) -> dict[str, Any]:
        """The values as the record has them."""
        fields: dict[str, Any] = {}
        for name, value in given.values.items():
            fields |= self._field(given.kind, name, value, record)
        if "contact" in given.values:
            said = given.values
            fields["contact"] = self._member(said["contact"], said.get("contact_group", ""))
        if given.kind in ("issue", "visit") and {"household", "group"} & given.values.keys():
            fields |= self._known.place(given, record)
        return fields

    def _field(self, kind: str, name: str, value: Any, record: Record | None) -> dict[str, Any]:
        if name in marks.WORDS:
            return self._day(name, value, record)
        if (kind, name) == ("issue", "due_on"):
            is_day = isinstance(value, dt.date)
            return {"due_on": value if is_day else None, "due_text": "" if is_day else value or ""}
        if name in _ELSEWHERE or (kind, name) in _PLACES:
            return {}
        return {name: self._pointing(name, value)}

    def _pointing(self, name: str, value: Any) -> Any:
        """A value; what names other records as their ids."""
        if isinstance(value, Ref):
            return self._known.one(name, value)
        if name in ("tasks", "groups"):
            found = (self._known.one(name.removesuffix("s"), each) for each in value)
            return tuple(filter(None, found))
        return value

    def _day(self, name: str, value: dt.date | str | None, record: Record | None) -> dict[str, Any]:
        """A day, or the words in its place beside the day of taking in."""
        if value is None or isinstance(value, dt.date):
            return {name: value, marks.WORDS[name]: None}
        stands = getattr(record, name, None) or self._pen.today
        return {name: stands, marks.WORDS[name]: value}

    def _member(self, name: str, contact_group: str) -> str:
        """The id of the member of a name; who is not in the book yet is made."""
        if not name:
            return ""
        if known := self._pen.shelf.member_ids(name):
            return known[0]
        if name not in self._members:
            self._members[name] = self._pen.new(Member, name=name)
        if contact_group:
            member = self._members[name]
            self._members[name] = replace(member, contact_group=contact_group)
        return self._members[name].id

    def _part(self, owner: Record, part: Told) -> None:
        if isinstance(owner, Issue):
            self._solution(owner, part)
        else:
            self._survey(owner, part)

    def _survey(self, group: Record, part: Told) -> None:
        if not part.values.get("type"):
            return
        findings = Findings(**{name: part.values.get(name, "") for name in FOUND})
        plain = Told(
            kind="survey",
            id=part.id,
            values={n: v for n, v in part.values.items() if n not in FOUND},
        )
        before = self._pen.shelf.living(Survey, part.id)
        fields = {**self._fields(plain, before), "group": group.id, "findings": findings}
        if before is not None:
            self._changes.append(Change(before, replace(before, **fields)))
        else:
            self._add(self._new(plain, None, fields))

    def _solution(self, issue: Issue, part: Told) -> None:
        """A solution; the rows of another issue may have told of it already."""
        before = self._pen.shelf.living(Solution, part.id)
        values = {n: v for n, v in part.values.items() if n != "checks"}
        key = part.id or f"\n{len(self._solutions)}"
        if key in self._solutions:
            was, solution, of_issues = self._solutions[key]
            issues = tuple(dict.fromkeys((*solution.issues, issue.id)))
            self._solutions[key] = (
                was,
                replace(solution, issues=issues),
                [*of_issues, (issue.id, part)],
            )
            return
        fields = self._fields(Told(kind="solution", id=part.id, values=values), before)
        if before is not None:
            issues = tuple(dict.fromkeys((*before.issues, issue.id)))
            updated = with_known_parts(before, replace(before, **fields, issues=issues))
            solution = known_people(self._pen.shelf, updated)
        else:
            fields = {"method": "", **fields, "issues": (issue.id,)}
            solution = self._new(Told(kind="solution", id=part.id, values={}), None, fields)
        self._solutions[key] = (before, solution, [(issue.id, part)])

    def _with_checks(
        self, before: Record | None, solution: Solution, of_issues: list[tuple[str, Told]]
    ) -> Iterator[Change]:
        old = before or self._pen.shelf.find(Solution, solution.id)
        yield Change(old, solution)
        given = [part.values.get("checks", ()) for _, part in of_issues]
        there = self._pen.shelf.follow_ups_of([solution]) if before else ()
        for at, check in enumerate(given[0]):
            said = {
                issue: each[at].result for (issue, _), each in zip(of_issues, given, strict=True)
                if at < len(each)
            }  # fmt: skip
            yield from self._check(check, _relapsed(said), there, {"solution": solution.id})

    def _group_checks(self, group: Group, given: Told) -> None:
        there = self._pen.shelf.pointing(FollowUp, "group", group.id)
        for check in given.values.get("checks", ()):
            self._changes += self._check(check, (), there, {"group": group.id})

    def _check(
        self,
        check: Check,
        relapsed: tuple[str, ...],
        there: Sequence[FollowUp],
        of: Mapping[str, str],
    ) -> Iterator[Change]:
        """A follow-up: one that the book has of that day says what the row says now."""
        result = "relapsed" if check.result == ELSEWHERE else check.result
        fields: dict[str, Any] = {
            "due_on": check.due_on, "checked_on": check.checked_on, "result": result,
            "note": check.note, "cancelled_on": check.cancelled_on, "relapsed_issues": relapsed, **of,
        }  # fmt: skip
        old = next((each for each in there if each.due_on == check.due_on), None)
        if old is None:
            yield Change(None, self._pen.new(FollowUp, **fields))
        else:
            yield Change(old, replace(old, **fields))


def _relapsed(said: Mapping[str, str]) -> tuple[str, ...]:
    """The issues that relapsed, where not all of the solution's did."""
    if ELSEWHERE not in said.values():
        return ()
    return tuple(issue for issue, result in said.items() if result == "relapsed")


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else ""


_ELSEWHERE: Final = frozenset({"number", "checks", "contact", "contact_group"})
"""What is told of a record and stands in another."""
_PLACES: Final = frozenset(
    (kind, name) for kind in ("issue", "visit") for name in ("household", "group")
)
