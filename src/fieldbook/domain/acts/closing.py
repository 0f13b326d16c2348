"""What a row of a ledger says was done: whether it closes the issue, on which day, in which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from fieldbook.domain.acts.matching import Match
from fieldbook.domain.entries import LedgerEntry, Oddity, labelled
from fieldbook.domain.records import Issue
from fieldbook.domain.shelf import Shelf

DONE: Final = ("measure", "handling", "reply")
"""The columns that say what is done, in the order in which it is."""


class Closing(NamedTuple):
    """That an issue is closed."""

    on: dt.date
    text: str | None
    """The file's words where the day is only that of taking in; none where it is right."""


def closing_of(entry: LedgerEntry, today: dt.date) -> Closing | None:
    """Whether a row closes its issue.

    Its states do, where all of them say so; where none says anything, its own closing day or a reply
    with its day does. A day that is yet to come closes nothing by itself.
    """
    if entry.closed is False:
        return None
    day, text = entry.closed_on, entry.closed_text
    if not text and entry.reply:
        day, text = entry.replied_on, entry.replied_text
    if day is not None and day <= today:
        return Closing(day, None)
    return Closing(today, text) if entry.closed else None


def has_solution(entry: LedgerEntry, today: dt.date) -> bool:
    """Whether a row says that something is done about its issue, or that it is closed."""
    told = any(getattr(entry, field) for field in DONE)
    return told or closing_of(entry, today) is not None


def worded(entry: LedgerEntry, headings: Mapping[str, str], *, closed: bool) -> tuple[str, str]:
    """The method of the row's solution, and its result.

    The first of what is done is the method. What was done besides is the result of what is closed, and
    else stands below the method under its own heading. A row that only says it is closed says it in
    the words of its state.
    """
    done = [(field, text) for field in DONE if (text := getattr(entry, field))]
    if not done:
        said = entry.status or ((headings.get("closed_on", "closed_on"), entry.closed_text),)
        return "\n".join(labelled(heading, text) for heading, text in said), ""
    (_, method), *more = done
    if closed:
        return method, "\n".join(text for _, text in more)
    return "\n".join([method, *(labelled(headings.get(f, f), text) for f, text in more)]), ""


def unsettled(shelf: Shelf, matches: Iterable[Match], today: dt.date) -> Iterator[Oddity]:
    """The rows whose closing day cannot be, and those that do not close what the book has solved."""
    for match in matches:
        entry, issue = match.entry, match.record
        if not isinstance(entry, LedgerEntry) or match.verdict not in ("new", "changed"):
            continue
        if entry.closed is not False and entry.closed_on and entry.closed_on > today:
            yield Oddity(entry.row, "closed_on", "closing_day_ahead", entry.closed_text)
        closing, found_on = closing_of(entry, today), entry.found_on
        if closing and found_on and closing.text is None and closing.on < found_on:
            yield Oddity(entry.row, "closed_on", "closed_before_found", closing.on.isoformat())
        taken_back = entry.closed_on if entry.dropped else None
        if taken_back and found_on and taken_back < found_on:
            yield Oddity(entry.row, "closed_on", "closed_before_found", taken_back.isoformat())
        solved = isinstance(issue, Issue) and shelf.status(issue) in ("solved", "held")
        if solved and entry.closed is False and "status" in match.fields:
            yield Oddity(entry.row, "status", "solved_in_the_book", entry.status[0][1])
