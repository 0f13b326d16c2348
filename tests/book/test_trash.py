"""What lies in the trash is counted nowhere, and nothing shown points into it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from fieldbook.book import Fieldbook
from fieldbook.cli.columns import cells
from fieldbook.domain.codes import LISTS
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import NotAllowed
from fieldbook.domain.folding import words
from fieldbook.domain.records import BY_KIND
from fieldbook.domain.rows import Rows
from fieldbook.list_cells import line_cells
from fieldbook.reports import (
    agenda,
    contact_groups,
    county,
    digest,
    duplicates,
    groups,
    meeting,
    promises,
    relapses,
    rhythm,
    route,
    solutions,
    tasks,
    trainings,
)
from fieldbook.reports.mine import is_of
from fieldbook.reports.named import Named
from fieldbook.search import Query, Search
from fieldbook.ui.told.story import story_lines
from fieldbook.ui.told.today import today_rows
from tests.book.branch import ME, Branch
from tests.book.month import day
from tests.book.ten_days import ten_days
from tests.clock import Clock
from tests.memory_store import MemoryStore
from tests.village import Village, new_book


def thinned(book: Fieldbook, chance: random.Random) -> Fieldbook:
    """The book with every sixth record, of whatever kind, in the trash."""
    store = MemoryStore()
    for each in book.shelf.everything():
        store.put(each)
    found = new_book(Clock(book.today), store)
    for room in found.rooms():
        for each in room.all():
            if chance.random() < 1 / 6:
                room.remove(each.id)
    return found


def without_trash(book: Fieldbook) -> Fieldbook:
    """The book as it would be had nobody ever written what lies in the trash."""
    store = MemoryStore()
    for each in book.shelf.everything():
        if each.removed_at is None:
            store.put(each)
    return new_book(Clock(book.today), store)


def said(book: Fieldbook) -> Iterator[tuple[str, Any]]:
    """Everything that is reported of a book, by report."""
    shelf, today, habits = book.shelf, book.today, book.habits
    us = frozenset(each.id for each in book.members.all()[::3])
    for whose in (frozenset[str](), us):
        found = agenda.agenda(shelf, today, habits, whose)
        yield "agenda", [list(each) if isinstance(each, Rows) else each for each in found]
        yield "route", route.route(shelf, today, habits, whose)
    for first in (day(1), day(20)):
        found_then = meeting.meeting(shelf, first, today, today, habits)
        # Whoever the book ever knew is masked where he is mentioned, in the trash or not.
        yield "meeting", found_then._replace(named=Named())
        yield "contact groups", contact_groups.contact_groups(shelf, first, today, habits)
        for kind in ("daily", "five_day", "ten_day"):
            yield "digest", digest.prefill(shelf, kind, first, today)
    for code in LISTS:
        yield code, [line_cells(shelf, code, each) for each in book.names(code)]
        yield code, [line_cells(shelf, code, each) for each in book.names(code, on=day(15))]
    yield "months", book.groups.by_month()
    yield "covered", book.trainings.coverage()
    yield "came", [book.on_site_meetings.came(each.id) for each in book.on_site_meetings.all()]
    yield "county", county.county(shelf, (), today)
    yield "groups", groups.group_rows(shelf, today)
    yield "relapses", relapses.relapses(shelf)
    yield "rhythm", rhythm.rhythm(shelf, today, habits)
    yield "tasks", tasks.task_rows(shelf, today)
    yield "rotation", trainings.rotation(shelf)
    yield "duplicates", duplicates.duplicate_households(shelf)
    yield "solutions", [solutions.solution_row(shelf, each) for each in book.solutions.all()]
    yield "waiting", (book.issues.not_referred(), book.issues.unsolved())
    for home in book.households.all():
        yield "promises", promises.promises(shelf, home, today)
    for word in ("组", "1", "户"):
        hits = Search(shelf).find(Query(words(word)))
        yield "search", (tuple(hits.rows), hits.more)


def told(book: Fieldbook) -> Iterator[tuple[str, Any]]:
    """Everything that screens and lists say of a book, by what they say it of."""
    yield "today", today_rows(book, book.agenda())
    for kind in BY_KIND.values():
        for each in book.shelf.every(kind):
            yield f"story of {each.kind}", story_lines(book, each)
            yield f"row of {each.kind}", cells(book, each)


def test_a_check_of_what_lies_in_the_trash_is_counted_nowhere(village: Village) -> None:
    """With its solution a check leaves the figures, the digest and the relapses; restored, it is back."""
    book = village.book
    book.solutions.solve(village.solution.id, Draft())
    book.follow_ups.check_at_once(village.solution.id, Draft(result="relapsed"))

    def counted() -> tuple[int, int, int]:
        shelf, today = book.shelf, book.today
        return (
            book.agenda().figures.relapsed,
            digest.prefill(shelf, "daily", today, today).checks_relapsed,
            len(relapses.relapses(shelf).rows),
        )

    assert counted() == (1, 1, 1)
    book.solutions.remove(village.solution.id)
    assert counted() == (0, 0, 0)
    book.solutions.restore(village.solution.id)
    assert counted() == (1, 1, 1)


def test_a_stay_and_a_link_of_a_removed_group_are_counted_nowhere(village: Village) -> None:
    """They leave Today and the figures with the group, and come back with it."""
    book, (group, *_) = village.book, village.groups
    book.stays.begin(Draft(group=group.id, purpose="记账"))
    book.links.write(Draft(kind="lagging", group=group.id, member=village.members[0].id))

    def counted() -> tuple[int, int, int, int]:
        found = meeting.meeting(book.shelf, book.today, book.today, book.today, book.habits)
        figures = found.figures.groups
        running = len(book.agenda().stays)
        return running, figures["stays"].many, figures["links"].many, len(found.method.stays)

    assert counted() == (1, 1, 1, 1)
    book.groups.remove(group.id)
    assert counted() == (0, 0, 0, 0)
    book.groups.restore(group.id)
    assert counted() == (1, 1, 1, 1)


def test_what_lies_in_the_trash_is_restored_before_it_is_changed(village: Village) -> None:
    """No record there is edited or ended, which nobody would see: the refusal names the next step."""
    book, home, task = village.book, village.households[0], village.task
    book.households.remove(home.id)
    with pytest.raises(NotAllowed) as refused:
        book.households.edit(home.id, Draft(note="东头"))
    assert refused.value.instead == ("restore",)
    book.tasks.remove(task.id)
    with pytest.raises(NotAllowed):
        book.tasks.end(task.id, Draft())


def test_what_is_shown_names_nothing_that_was_removed(village: Village) -> None:
    """A household's name leaves the rows of its issues with it, and comes back with it."""
    book, (home, *_), (issue, *_) = village.book, village.households, village.issues

    def shown() -> set[bool]:
        story = " ".join(each.text for each in story_lines(book, book.issues.get(issue.id)))
        row = cells(book, book.issues.get(issue.id))
        today = [row.cells[1] for row in today_rows(book, book.agenda()) if issue.id in row.key]
        return {home.code in story, home.head in row, *(home.head in text for text in today)}

    assert shown() == {True}
    book.households.remove(home.id)
    assert shown() == {False}
    book.undo()
    assert shown() == {True}


@pytest.mark.parametrize("seed", range(3))
def test_a_book_says_what_it_would_say_without_its_trash(month: Fieldbook, seed: int) -> None:
    """Every report, story, row and search agrees with a book in which the records never were."""
    book = thinned(month, random.Random(seed))
    never = without_trash(book)
    assert len(list(book.shelf.everything())) > len(list(never.shelf.everything())) > 100
    for (name, here), (_, there) in zip(said(book), said(never), strict=True):
        assert here == there, name
    for (name, here), (_, there) in zip(told(book), told(never), strict=True):
        assert here == there, name


@pytest.mark.parametrize("seed", range(3))
def test_the_methods_other_pieces_leave_with_the_trash(seed: int) -> None:
    """The same of ten days of plans, key points, on-site meetings, batches and policies."""
    book = thinned(ten_days().book, random.Random(seed))
    never = without_trash(book)
    for (name, here), (_, there) in zip(said(book), said(never), strict=True):
        assert here == there, name
    for (name, here), (_, there) in zip(told(book), told(never), strict=True):
        assert here == there, name


def test_the_work_of_a_removed_member_is_no_groups_and_everybodys() -> None:
    """What is about no household and was written by one who left is in no row of his, and in all Todays."""
    clock = Clock(day(1))
    book = Branch(clock, new_book(clock, writer=ME)).live_through()
    book.members.remove(book.me)
    never = without_trash(book)
    for (name, here), (_, there) in zip(said(book), said(never), strict=True):
        assert here == there, name
    (other,) = [each for each in book.members.all() if each.name == "成员02"]
    theirs = frozenset({other.id})
    own = [each for each in book.issues.unsolved() if each.group and not each.household]
    assert own
    assert all(is_of(book.shelf, each, theirs) for each in own)
