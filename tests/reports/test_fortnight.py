"""The week in figures: this week beside the rule, and the visits of 14 days."""

from __future__ import annotations

import datetime as dt
import random

from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Visit
from tests.village import Village


def test_visits_of_late_are_those_of_a_plain_loop(village: Village) -> None:
    """A number a day, today's the last; a shut door and what lies before are not counted."""
    book, today = village.book, village.book.today
    chance = random.Random(7)
    for _number in range(60):
        book.visits.note(
            Draft(
                household=chance.choice(village.households).id,
                visited_on=today - dt.timedelta(days=chance.randrange(20)),
                manner=chance.choice(("visit", "nobody_home", "came_to_us")),
            )
        )
    counted = []
    for ago in range(13, -1, -1):
        on = today - dt.timedelta(days=ago)
        made = [
            each
            for each in book.shelf.every(Visit)
            if each.visited_on == on and each.manner in {"visit", "came_to_us"}
        ]
        counted.append(len(made))
    assert book.fortnight().visits == tuple(counted)
    assert 0 < sum(counted) < 60


def test_the_week_is_the_rhythms(village: Village) -> None:
    """Marked days count at once, and on Monday the next week begins."""
    book = village.book
    before = book.fortnight()
    book.diary.write(Draft(spent="study"))
    assert book.fortnight().week == book.rhythm().week != before.week
    village.clock.pass_days(2)
    assert book.fortnight().week.from_on == book.today
    assert book.fortnight().visits[-1] == 0


def test_a_visit_is_counted_at_once_and_no_longer_when_undone(village: Village) -> None:
    """What is remembered is made anew after every change of a visit."""
    book = village.book
    before = book.fortnight().visits
    book.visits.note(Draft(household=village.households[1].id))
    assert book.fortnight().visits[-1] == before[-1] + 1
    book.undo()
    assert book.fortnight().visits == before
