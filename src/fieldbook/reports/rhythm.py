"""The rhythm: a summary every day, one every five days, a study every ten, from the last written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from fieldbook.domain.codes import SPENT
from fieldbook.domain.habits import Habits
from fieldbook.domain.records import (
    BY_KIND,
    Commendation,
    Diary,
    Issue,
    Member,
    Record,
    Solution,
    Visit,
)
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.mine import EVERYBODY, Members, is_of

RULES: Final[Mapping[int, Mapping[str, tuple[str, ...]]]] = {
    3: {each: (each,) for each in SPENT},
    2: {"indoors": ("study", "meeting"), "front_line": ("front_line",)},
}
"""How many numbers the rule of the week has → its kinds of days, and the marks that count for each."""
KINDS: Final = ("daily", "five_day", "ten_day")
"""The pages that come round, the most frequent first."""
_written_at: Final = attrgetter("created_at")


class Mark(NamedTuple):
    """Where one of the three stands."""

    kind: str
    """``daily``, ``five_day``, ``ten_day``, or ``five_good`` of the commendations."""
    last: Diary | None
    due_on: dt.date
    days: int
    """Days until it is due; 0 and less: it is due."""


class WeekDays(NamedTuple):
    """The days of a week by how they were spent, beside the branch's rule."""

    from_on: dt.date
    to_on: dt.date
    spent: tuple[tuple[str, int, int], ...]
    """(``study``, ``meeting``, ``front_line``, or ``indoors`` for the first two together; days so
    far; days the rule asks for)."""
    unmarked: int
    """Days of the week, as far as they have come, that nobody marked; none before the book was begun."""
    names: tuple[str, ...] = ()
    """The branch's own names for these kinds of days, where it has given some."""
    begun_on: dt.date | None = None
    """When the book was begun, where that is within the week: only from then on days are asked about."""


class Rhythm(NamedTuple):
    """How the rhythm is kept."""

    marks: tuple[Mark, ...]
    streak: int
    """Days in a row with a daily summary, today's or yesterday's the last of them."""
    week: WeekDays
    five_good: Mark | None = None
    """The five-good commendations, once in ten days since the first; a branch may give none."""


def rhythm(shelf: Shelf, today: dt.date, habits: Habits) -> Rhythm:
    """The three marks, the streak, and the week."""
    this_week = week(shelf, today, today, habits)
    return Rhythm(
        marks(shelf, today, habits),
        streak(shelf, today, habits),
        this_week,
        five_good(shelf, today, habits),
    )


def five_good(shelf: Shelf, today: dt.date, habits: Habits) -> Mark | None:
    """When five-good commendations are due again: as often as the study, from the last ones given."""
    days = five_good_days(shelf)
    if not days:
        return None
    due_on = days[-1] + dt.timedelta(days=every_days("five_good", habits))
    return Mark("five_good", None, due_on, (due_on - today).days)


def five_good_days(shelf: Shelf) -> list[dt.date]:
    """The days on which five-good commendations were given, the earliest first, each once."""
    given = (e for e in shelf.every(Commendation) if e.commendation_kind == "five_good")
    return sorted({each.on for each in given})


def every_days(kind: str, habits: Habits) -> int:
    """Days from one page of this kind to the next."""
    return {
        "daily": 1,
        "five_day": habits.summary_every_days,
        "ten_day": habits.study_every_days,
        "five_good": habits.study_every_days,
    }[kind]


def marks(shelf: Shelf, today: dt.date, habits: Habits) -> tuple[Mark, ...]:
    """The three marks, each counted from the last page written.

    What others wrote long ago comes into a book that joins a branch, and nobody there owes its summaries.
    """
    began = begun_on(shelf, today, habits)
    found = []
    for kind in KINDS:
        last = last_page(own_pages(shelf, habits), kind)
        on = due_on(kind, last, began, today, habits)
        found.append(Mark(kind, last, on, (on - today).days))
    return tuple(found)


def due_on(
    kind: str, last: Diary | None, began: dt.date, today: dt.date, habits: Habits
) -> dt.date:
    """The day a page of a kind is due: so many days after the last; the first daily one at once.

    The others are first due so many days after the work began, and nothing was overdue before a page was written.
    """
    every = dt.timedelta(days=every_days(kind, habits))
    if last is not None:
        return last.on + every
    return today if kind == "daily" else max(today, began + every)


def own_pages(shelf: Shelf, habits: Habits) -> Sequence[Diary]:
    """The diary that counts for whoever writes in this book; all of it, where no member has that name.

    A branch's book has its members' pages too: what they wrote is no summary of the secretary's. The
    minutes are everybody's, and so is a page of which nobody knows any more who wrote it.
    """
    every, own = shelf.every(Diary), writer_of(shelf, habits)
    if not own:
        return every

    def those() -> list[Diary]:
        return [each for each in every if _counts(shelf, each, own)]

    return shelf.remember("own_pages", (Diary, Member), those, own)


def is_own_page(shelf: Shelf, page: Diary, habits: Habits) -> bool:
    """Whether a page is one of them."""
    own = writer_of(shelf, habits)
    return not own or _counts(shelf, page, own)


def writer_of(shelf: Shelf, habits: Habits) -> Members:
    """Whoever writes in this book, as a member; nobody where no member has that name."""
    return frozenset(shelf.member_ids(habits.writer)) if habits.writer else EVERYBODY


def _counts(shelf: Shelf, page: Diary, own: Members) -> bool:
    return page.diary_kind == "meeting" or is_of(shelf, page, own)


def last_page(pages: Iterable[Diary], kind: str, until: dt.date = dt.date.max) -> Diary | None:
    """The last page of one kind up to a day, by its own day."""
    found = (each for each in pages if each.diary_kind == kind and each.on <= until)
    return max(found, key=lambda each: (each.on, each.seq), default=None)


def beginning(shelf: Shelf, today: dt.date) -> dt.date:
    """The day the book's first record was written down; today where the book is empty."""
    firsts = [_first_of(shelf, kind) for kind in BY_KIND.values()]
    first = min((each for each in firsts if each), default=None)
    return min(first.date(), today) if first else today


def begun_on(shelf: Shelf, today: dt.date, habits: Habits) -> dt.date:
    """The day whoever writes in this book began to; where no member has that name, the book's own."""
    if not (own := writer_of(shelf, habits)):
        return beginning(shelf, today)
    found = first_work(shelf)
    return min([found[each] for each in own if each in found], default=today)


def first_work(shelf: Shelf) -> Mapping[str, dt.date]:
    """The member's id → the day of the first work he wrote down, by which his book is known to be here."""
    work = (Diary, Visit, Issue, Solution)

    def made() -> Mapping[str, dt.date]:
        found: dict[str, dt.date] = {}
        for kind in work:
            for each in shelf.every(kind):
                on = each.created_at.date()
                found[each.created_by] = min(found.get(each.created_by, on), on)
        return found

    return shelf.remember("first_work", work, made)


def _first_of(shelf: Shelf, record_type: type[Record]) -> dt.datetime | None:
    """When the first record of a kind was written down."""

    def first() -> dt.datetime | None:
        return min(map(_written_at, shelf.every(record_type)), default=None)

    return shelf.remember(f"first_{record_type.kind}", (record_type,), first)


def streak(shelf: Shelf, today: dt.date, habits: Habits) -> int:
    """Days in a row with a daily summary. Today's may still be to come: yesterday's counts too."""
    days = {each.on for each in own_pages(shelf, habits) if each.diary_kind == "daily"}
    day = today if today in days else today - dt.timedelta(days=1)
    count = 0
    while day in days:
        count += 1
        day -= dt.timedelta(days=1)
    return count


def says_spent(page: Diary) -> tuple[bool, int]:
    """Orders pages of a day by which of them says how it was spent: the greatest.

    That is the one written last. Minutes are everybody's, and say it where no other page does.
    """
    return page.diary_kind != "meeting", page.seq


def spent_on(pages: Iterable[Diary]) -> dict[dt.date, str]:
    """How each marked day was spent."""
    marked = sorted((each for each in pages if each.spent), key=says_spent)
    return {each.on: each.spent for each in marked}


def days_between(from_on: dt.date, to_on: dt.date) -> Iterator[dt.date]:
    """Every day from the first to the last."""
    for number in range((to_on - from_on).days + 1):
        yield from_on + dt.timedelta(days=number)


def week(shelf: Shelf, on: dt.date, today: dt.date, habits: Habits) -> WeekDays:
    """The week (Monday to Sunday) of a day, held beside the branch's rule."""
    monday = on - dt.timedelta(days=on.weekday())
    sunday = monday + dt.timedelta(days=6)
    marked = spent_on(own_pages(shelf, habits))
    days = [marked.get(day, "") for day in days_between(monday, sunday)]
    begun_on = beginning(shelf, today)
    passed = days[max(0, (begun_on - monday).days) : max(0, (today - monday).days + 1)]
    kinds = RULES[len(habits.week_rule)]
    spent = tuple(
        (kind, sum(map(days.count, marks)), asked)
        for (kind, marks), asked in zip(kinds.items(), habits.week_rule, strict=True)
    )
    within = begun_on if monday < begun_on <= sunday else None
    return WeekDays(monday, sunday, spent, passed.count(""), habits.week_names, within)
