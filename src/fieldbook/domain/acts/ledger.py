"""Taking in a ledger: its matched rows as issues with their solutions, one act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from fieldbook.domain.acts.making import Pen, known_people
from fieldbook.domain.acts.matching import Match, entry_digest, reply_digest
from fieldbook.domain.acts.parts import with_known_parts
from fieldbook.domain.changes import Change
from fieldbook.domain.checks import read_people
from fieldbook.domain.entries import LedgerEntry
from fieldbook.domain.records import FollowUp, Household, Issue, Solution, Source
from fieldbook.domain.rules import relapses_of
from fieldbook.domain.shelf import Shelf

replace = msgspec.structs.replace


def take_ledger(
    pen: Pen,
    file: str,
    matches: Iterable[Match],
    *,
    update: bool,
    headings: Mapping[str, str] | None = None,
) -> list[Change]:
    """New rows become issues, a reply its solution; changed rows are taken over when asked to.

    Args:
        pen: who writes, and where.
        file: the file's name, by which its rows are known again.
        matches: the rows, and what each means for the book.
        update: whether changed rows are taken over.
        headings: field → the word under which an issue's detail keeps what no field of it holds.
    """
    places, words = _Places(pen.shelf), headings or {}
    changes: list[Change] = []
    for match in matches:
        assert isinstance(match.entry, LedgerEntry)
        if match.verdict == "new":
            changes += _new_issue(pen, file, match.entry, places, words)
        elif match.verdict == "changed" and update and isinstance(match.record, Issue):
            changes += _updated_issue(pen, file, match, match.record, words)
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


def _new_issue(
    pen: Pen, file: str, entry: LedgerEntry, places: _Places, headings: Mapping[str, str]
) -> list[Change]:
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
        detail=_with_lines(entry.detail, entry, headings),
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


def _with_lines(detail: str, entry: LedgerEntry, headings: Mapping[str, str]) -> str:
    """The detail, and below it a line for each cell that no field of the issue can hold."""
    lines = [
        f"{word}: {text}" if word.isascii() else f"{word}：{text}"
        for field, text in _besides(entry)
        for word in (headings.get(field, field),)
    ]
    there = detail.split("\n")
    missing = [each for each in lines if not set(each.split("\n")) <= set(there)]
    return "\n".join([detail, *missing] if detail else missing)


def _besides(entry: LedgerEntry) -> Iterator[tuple[str, str]]:
    """(field, text) of what a row says and neither an issue nor its solution has a field for.

    What the ledger has under a heading of its own goes by that heading.
    """
    yield from entry.besides
    if len(read_people(entry.raised_by)) > 1:
        yield "raised_by", entry.raised_by
    if entry.responsible and (not entry.reply or len(read_people(entry.responsible)) > 1):
        yield "responsible", entry.responsible
    if entry.replied_text and not entry.reply:
        yield "replied_on", entry.replied_text
    if entry.note:
        yield "note", entry.note


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


def _updated_issue(
    pen: Pen, file: str, match: Match, issue: Issue, headings: Mapping[str, str]
) -> list[Change]:
    entry = match.entry
    assert isinstance(entry, LedgerEntry)
    fields: dict[str, object] = {"source": _source(file, entry)}
    detail = issue.detail
    if "title" in match.fields:
        fields["title"], detail = entry.title, entry.detail
    if "found_on" in match.fields:
        fields["found_on"] = entry.found_on
    fields["detail"] = _with_lines(detail, entry, headings)
    updated = with_known_parts(issue, replace(issue, **fields))
    changes = [Change(issue, updated)]
    if "reply" in match.fields:
        changes.append(_updated_solution(pen, entry, updated))
    return changes


def _updated_solution(pen: Pen, entry: LedgerEntry, issue: Issue) -> Change:
    """The ledger's own solution of the issue with its new words, or a first one.

    One with which the issue relapsed stays readable as it is: the new words are a new solution.
    """
    own = [each for each in pen.shelf.solutions_of(issue) if each.source is not None]
    relapses = relapses_of(issue.id, pen.shelf.follow_ups_of(own))
    spent = {each.solution for each in relapses}
    standing = [each for each in own if each.id not in spent]
    if not standing:
        made = _solution(pen, entry, issue)
        return Change(None, _after_relapses(pen, made, entry, relapses) if relapses else made)
    old = standing[-1]
    solved_on = entry.replied_on or old.solved_on
    responsible = read_people(entry.responsible)
    updated = replace(
        old,
        method=entry.reply,
        studied_on=_studied_on(old, solved_on),
        responsible=responsible[0] if responsible else old.responsible,
        solved_on=solved_on,
        source=issue.source,
    )
    return Change(old, with_known_parts(old, updated))


def _studied_on(old: Solution, solved_on: dt.date | None) -> dt.date:
    """The day of the study: the reply's own day moves with it, and none is after the solving."""
    if solved_on is None:
        return old.studied_on
    return solved_on if old.studied_on == old.solved_on else min(old.studied_on, solved_on)


def _after_relapses(
    pen: Pen, made: Solution, entry: LedgerEntry, relapses: Iterable[FollowUp]
) -> Solution:
    """The new solution; a reply from before the relapse cannot say that it is solved since."""
    day = entry.replied_on or pen.today
    since = max((each.checked_on for each in relapses if each.checked_on), default=day)
    return replace(made, studied_on=day, solved_on=day if day >= since else None)
