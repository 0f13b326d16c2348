"""The groups that nobody went to within their interval, as of a day."""

from __future__ import annotations

import datetime as dt

from fieldbook.domain.drafts import Draft
from tests.village import Village


def named(village: Village, on: dt.date) -> list[tuple[object, ...]]:
    return [line.cells for line in village.book.names("not_visited", on=on)]


def test_a_group_is_listed_from_the_day_after_its_interval(village: Village) -> None:
    """Its own interval counts, else the usual one; nobody at home is no visit; later ones do not count yet."""
    book, (first, second) = village.book, village.groups
    went = village.visit.visited_on  # to a household of the first
    assert went is not None
    book.groups.edit(first.id, Draft(visit_every_days="5"))
    book.visits.note(Draft(group=second.id, visited_on=went, manner="nobody_home"))
    # Both were written down on the 10th: the second, where nobody ever was, has ten days from then.
    for days, listed in (
        (-1, {first}), (0, set()), (2, set()), (3, {second}), (5, {second}), (6, {first, second}),
    ):  # fmt: skip
        day = went + dt.timedelta(days=days)
        village.clock.today = max(day, village.clock.today)
        found = str(named(village, day))
        assert {each.name for each in (first, second) if each.name in found} == {
            each.name for each in listed
        }, day
    book.visits.note(Draft(group=second.id, visited_on=village.clock.today))
    assert second.name not in str(named(village, village.clock.today))
    assert second.name in str(named(village, went + dt.timedelta(days=3)))


def test_a_group_that_cannot_be_due_yet_is_not_late(village: Village) -> None:
    """Founded today, or after the day that is asked about, nobody should have been there."""
    new = village.book.groups.found(Draft(name="new"))
    for days, is_listed in ((-1, False), (0, False), (10, False), (11, True)):
        day = village.book.today + dt.timedelta(days=days) if days < 0 else new.created_at.date()
        village.clock.today = new.created_at.date() + dt.timedelta(days=max(days, 0))
        asked = day if days < 0 else village.clock.today
        assert ("new" in str(named(village, asked))) is is_listed, days


def test_who_was_never_visited_stands_before_who_was_long_ago(village: Village) -> None:
    """The longest ago comes first, whatever the order in which groups were founded."""
    book, (first, second) = village.book, village.groups
    third = book.groups.found(Draft(name="never"))
    went = village.visit.visited_on
    assert went is not None
    book.visits.note(Draft(group=second.id, visited_on=went - dt.timedelta(days=9)))
    village.clock.today = went + dt.timedelta(days=60)
    groups = [cells[0] for cells in named(village, village.clock.today)]
    assert [getattr(each, "id", "") for each in groups] == [third.id, second.id, first.id]
