"""Marks: a day that stands in a record only because it must have one.

A file may say 去年冬天 where a day belongs, or nothing. Its words are kept beside the day, which is then
only that of taking in: lists and papers show the words, and periods, delays and overdue leave it out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Issue, Record, Solution, Survey, Visit

WORDS: Final[Mapping[str, str]] = {
    "found_on": "found_text", "studied_on": "studied_text", "solved_on": "solved_text",
    "visited_on": "visited_text", "surveyed_on": "surveyed_text",
}  # fmt: skip
"""Day → the field of the words that mark it: none where the day is right, empty where none was given."""

_DAYS_OF: Final = ("visited_text", "found_text", "surveyed_text")
_NEVER_EMPTY: Final = frozenset(WORDS) - {"solved_on"}


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


def visited_day(visit: Visit) -> dt.date | None:
    """The day of the visit, where it is known."""
    return visit.visited_on if visit.visited_text is None else None


def made_day(visit: Visit) -> dt.date | None:
    """The day of a visit that is the branch's own work; of one that a list tells of nobody knows whose it is."""
    return None if visit.manner == "listed" else visited_day(visit)


def surveyed_day(survey: Survey) -> dt.date | None:
    """The day of the survey, where it is known."""
    return survey.surveyed_on if survey.surveyed_text is None else None


def in_order(day: dt.date | None) -> dt.date:
    """Where a day stands among others: one that is not known comes before all that are."""
    return day or dt.date.min


def in_time(visit: Visit) -> tuple[dt.date, int]:
    """By the day; of one day's, by the number: an id is as wrong as the clock was that made it."""
    return in_order(visited_day(visit)), visit.seq


def latest_visits(visits: Iterable[Visit]) -> dict[str, Visit | None]:
    """The last visit to each household at which somebody was met, by the household's id."""
    found: dict[str, Visit | None] = {}
    moments: dict[str, tuple[dt.date, int]] = {}
    for each in visits:
        if each.manner != "nobody_home":
            # Its in_time, put down here because it is asked of many thousand.
            day = each.visited_on if each.visited_text is None else dt.date.min
            moment, household = (day, each.seq), each.household
            if household not in moments or moment > moments[household]:
                moments[household], found[household] = moment, each
    return found


def words_of(record: Record) -> str | None:
    """The words that stand for the day a record belongs to; none where the day is right."""
    return next(
        (words for name in _DAYS_OF if (words := getattr(record, name, None)) is not None), None
    )


def is_marked(values: Mapping[str, Any], day: str) -> bool:
    """Whether a record's day (by the record's own field names) is marked."""
    return values.get(WORDS.get(day, "")) is not None


def words_for(record: Record | None, day: str) -> str:
    """The file's own words for a day of a record; an empty text where there are none."""
    return getattr(record, "due_text" if day == "due_on" else WORDS.get(day, ""), None) or ""


def is_only_words(record: Record | None, day: str) -> bool:
    """Whether only words are known of a day of a record, which may then stay empty in a form."""
    return getattr(record, WORDS.get(day, ""), None) is not None


def left_as_marked(record: Record, draft: Draft) -> Draft:
    """The draft without a day that was left empty because only words are known of it."""
    empty = [
        day
        for day in _NEVER_EMPTY
        if is_only_words(record, day) and day in draft and draft[day] in ("", None)
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
