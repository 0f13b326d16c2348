"""Taking in a ledger: its matched rows as issues with their solutions, one act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from fieldbook.domain.acts.closing import Closing, closing_of, has_solution, worded
from fieldbook.domain.acts.ledger_fields import (
    added_by,
    dropped_by,
    given_by,
    studied_by,
    unheld,
)
from fieldbook.domain.acts.making import Pen, known_people
from fieldbook.domain.acts.matching import (
    Match,
    entry_digest,
    measure_digest,
    reply_digest,
    said_digest,
    status_digest,
)
from fieldbook.domain.acts.matching_ledgers import PEOPLE_OF_SOLUTION
from fieldbook.domain.acts.parts import with_known_parts
from fieldbook.domain.changes import Change
from fieldbook.domain.checks import read_people
from fieldbook.domain.codes import CARRIED_BY
from fieldbook.domain.entries import SHEET, LedgerEntry, labelled
from fieldbook.domain.marks import solved_day
from fieldbook.domain.records import FollowUp, Issue, Solution, Source, Step
from fieldbook.domain.rules import ALLOWED, relapses_of

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
    words = headings or {}
    changes: list[Change] = []
    for match in matches:
        assert isinstance(match.entry, LedgerEntry)
        if match.verdict == "new":
            changes += _new_issue(pen, file, match.entry, words)
        elif match.verdict == "changed" and update and isinstance(match.record, Issue):
            changes += _updated_issue(pen, file, match, match.record, words)
    return changes


def _new_issue(
    pen: Pen, file: str, entry: LedgerEntry, headings: Mapping[str, str]
) -> list[Change]:
    issue = pen.new(
        Issue,
        source=_source(pen, file, entry),
        title=entry.title,
        detail=_with_lines(pen, entry.detail, entry, headings),
        found_on=entry.found_on or pen.today,
        found_text=None if entry.found_on else entry.found_text,
        **given_by(pen.shelf, entry),
        **dropped_by(entry, pen.today),
    )
    changes = [Change(None, known_people(pen.shelf, issue))]
    if has_solution(entry, pen.today):
        changes.append(Change(None, _solution(pen, entry, issue, headings)))
    return changes


def _with_lines(pen: Pen, detail: str, entry: LedgerEntry, headings: Mapping[str, str]) -> str:
    """The detail, and below it a line for each cell that no field of the issue can hold."""
    lines = [
        labelled(headings.get(field, field), text) for field, text in _besides(entry, pen.today)
    ]
    there = detail.split("\n")
    missing = [each for each in lines if not set(each.split("\n")) <= set(there)]
    return "\n".join([detail, *missing] if detail else missing)


def _besides(entry: LedgerEntry, today: dt.date) -> Iterator[tuple[str, str]]:
    """(field, text) of what a row says and neither an issue nor its solution has a field for.

    What the ledger has under a heading of its own goes by that heading.
    """
    yield from entry.besides
    closing = closing_of(entry, today)
    if len(read_people(entry.raised_by)) > 1:
        yield "raised_by", entry.raised_by
    made = has_solution(entry, today)
    if entry.responsible and (not made or len(read_people(entry.responsible)) > 1):
        yield "responsible", entry.responsible
    if entry.replied_text and (closing is None or not entry.reply):
        yield "replied_on", entry.replied_text
    if closing is None and entry.status_tells:
        yield from (each for each in entry.status if each[1] != entry.dropped)
    is_its_day = entry.dropped and entry.closed_on and entry.closed_on <= today
    if closing is None and entry.closed_text and not is_its_day:
        yield "closed_on", entry.closed_text
    yield from unheld(entry, made=made)
    if entry.note:
        yield "note", entry.note


def _source(pen: Pen, file: str, entry: LedgerEntry) -> Source:
    seal = pen.seal
    return Source(
        file=file,
        code=entry.code,
        row=entry.row % SHEET,
        digest=seal.of(entry_digest(entry)),
        reply_digest=seal.of(reply_digest(entry)),
        measure_digest=seal.of(measure_digest(entry)),
        status_digest=seal.of(status_digest(entry)),
        line=seal.of(entry.line),
        said=seal.of(said_digest(entry)),
        found_text=entry.found_text,
        replied_text=entry.replied_text,
    )


def _solution(pen: Pen, entry: LedgerEntry, issue: Issue, headings: Mapping[str, str]) -> Solution:
    """What the row says was done or is to be done; who studied it only where it says so."""
    responsible = read_people(entry.responsible)
    closing = closing_of(entry, pen.today)
    method, result = worded(entry, headings, closed=closing is not None)
    studied_on = studied_by(entry, closing.on if closing else None)
    return pen.new(
        Solution,
        source=issue.source,
        issues=(issue.id,),
        studied_on=studied_on or (closing.on if closing else pen.today),
        studied_text=None if studied_on else entry.studied_text,
        with_whom=read_people(entry.with_whom),
        carried_by=entry.carried_by if entry.carried_by in CARRIED_BY else "",
        steps=tuple(Step(what=each) for each in entry.steps),
        method=method,
        responsible=responsible[0] if responsible else None,
        solved_on=closing.on if closing else None,
        solved_text=closing.text if closing else None,
        result=result,
    )


def _updated_issue(
    pen: Pen, file: str, match: Match, issue: Issue, headings: Mapping[str, str]
) -> list[Change]:
    entry = match.entry
    assert isinstance(entry, LedgerEntry)
    fields = {**added_by(pen.shelf, issue, entry), "source": _source(pen, file, entry)}
    if "status" in match.fields and "drop" in ALLOWED[pen.shelf.status(issue)]:
        fields |= dropped_by(entry, pen.today)
    detail = issue.detail
    if "title" in match.fields:
        fields["title"], detail = entry.title, entry.detail
    if "found_on" in match.fields:
        fields |= {"found_on": entry.found_on, "found_text": None}
    if not _TOLD.isdisjoint(match.fields):
        moved = [heading for heading, _ in entry.status]
        detail = _without_lines(detail, [*moved, headings.get("closed_on", "closed_on")])
    fields["detail"] = _with_lines(pen, detail, entry, headings)
    updated = known_people(pen.shelf, with_known_parts(issue, replace(issue, **fields)))
    solved = _updated_solution(pen, match, entry, updated, headings)
    return [Change(issue, updated), *([solved] if solved else [])]


def _without_lines(detail: str, headings: Iterable[str]) -> str:
    """The detail without the lines that an earlier version of the ledger left under a heading."""
    starts = tuple(labelled(each, "") for each in headings)
    return "\n".join(line for line in detail.split("\n") if not line.startswith(starts))


def _updated_solution(
    pen: Pen, match: Match, entry: LedgerEntry, issue: Issue, headings: Mapping[str, str]
) -> Change | None:
    """The ledger's own solution of the issue as the row has it now, or a first one.

    One with which the issue relapsed stays readable as it is: the new words are a new solution.
    """
    words = not _SAID.isdisjoint(match.fields)
    closing = closing_of(entry, pen.today) if words or "status" in match.fields else None
    named = not {*PEOPLE_OF_SOLUTION}.isdisjoint(match.fields)
    if not (words or closing or named):
        return None
    own = [each for each in pen.shelf.solutions_of(issue) if each.source is not None]
    relapses = relapses_of(issue.id, pen.shelf.follow_ups_of(own))
    spent = {each.solution for each in relapses}
    standing = [each for each in own if each.id not in spent]
    made = _solution(pen, entry, issue, headings)
    if not standing:
        if not (words or closing):
            return None
        made = _after_relapses(pen, made, match, relapses) if relapses else made
        return Change(None, made)
    old = standing[-1]
    updated = replace(
        _closed(old, closing),
        method=made.method if words else old.method,
        responsible=made.responsible or old.responsible,
        with_whom=old.with_whom or made.with_whom,
        result=(made.result if words else "") or old.result,
        source=issue.source,
    )
    return Change(old, with_known_parts(old, updated))


_SAID: Final = frozenset({"reply", "measure"})
"""What a row changes of a solution's words."""
_TOLD: Final = _SAID | {"status"}
"""What it changes of how far the issue is."""


def _closed(old: Solution, closing: Closing | None) -> Solution:
    """The solution, closed where the row closes it; a day it has already is not lost to none.

    The day of the study moves with that of the solving, and none is after it.
    """
    if closing is None or (closing.text is not None and old.solved_on is not None):
        return old
    moves = old.studied_on == old.solved_on or old.studied_text is not None
    studied_on = closing.on if moves else min(old.studied_on, closing.on)
    return replace(old, solved_on=closing.on, solved_text=closing.text, studied_on=studied_on)


def _after_relapses(
    pen: Pen, made: Solution, match: Match, relapses: Iterable[FollowUp]
) -> Solution:
    """The new solution; what was said before the relapse cannot say that it is solved since."""
    day = solved_day(made)
    since = max((each.checked_on for each in relapses if each.checked_on), default=pen.today)
    says_so = day is not None and day >= since
    if says_so or (day is None and "status" in match.fields):
        return made
    return replace(made, studied_on=day or pen.today, solved_on=None, solved_text=None)
