"""Marks: a day that stands in a record only because it must have one.

A file may say 去年冬天 where a day belongs, or nothing. Its words are kept beside the day, which is then
only that of taking in: lists and papers show the words, and periods, delays and overdue leave it out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Issue, Record, Solution

WORDS: Final[Mapping[str, str]] = {
    "found_on": "found_text", "studied_on": "studied_text", "solved_on": "solved_text",
}  # fmt: skip
"""Day → the field of the words that mark it: none where the day is right, empty where none was given."""

_NEVER_EMPTY: Final = frozenset({"found_on", "studied_on"})


def found_day(issue: Issue) -> dt.date | None:
    """The day the issue was found, where it is known."""
    return issue.found_on if issue.found_text is None else None


def solved_day(solution: Solution) -> dt.date | None:
    """The day the solution was found to work, where it did and the day is known."""
    return solution.solved_on if solution.solved_text is None else None


def studied_day(solution: Solution) -> dt.date | None:
    """The day the solution was studied together, where it is known.

    What a file brings was studied with nobody until somebody is named.
    """
    if solution.studied_text is not None or (solution.source and not solution.with_whom):
        return None
    return solution.studied_on


def is_marked(values: Mapping[str, Any], day: str) -> bool:
    """Whether a record's day (by the record's own field names) is marked."""
    return values.get(WORDS.get(day, "")) is not None


def words_for(record: Record | None, day: str) -> str:
    """The file's own words for a day of a record; an empty text where there are none."""
    return getattr(record, "due_text" if day == "due_on" else WORDS.get(day, ""), None) or ""


def left_as_marked(record: Record, draft: Draft) -> Draft:
    """The draft without a day that was left empty because only words are known of it."""
    empty = [
        day
        for day, words in WORDS.items()
        if day in _NEVER_EMPTY
        and getattr(record, words, None) is not None
        and day in draft
        and draft[day] in ("", None)
    ]
    return draft.without(*empty)


def settled(record_type: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """What a typed day does to the words that stood for it: they go."""
    fields = record_type.__struct_fields__
    gone: dict[str, Any] = {
        words: None for day, words in WORDS.items() if day in values and words in fields
    }
    if values.get("due_on") and "due_text" in fields:
        gone["due_text"] = ""
    return gone
