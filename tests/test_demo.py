"""The sample village shows every screen at its best, in both languages, on any day."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from fieldbook.book import Fieldbook
from fieldbook.demo import make_village, village_settings
from fieldbook.demo.chinese import CHINESE
from fieldbook.demo.english import ENGLISH
from fieldbook.domain.codes import (
    CARRIED_BY,
    CHOSEN_MANNER,
    DIARY_KIND,
    EXPLAINED,
    FOCUS,
    ISSUE_KIND,
    LISTS,
    STATUS,
    TOGETHER,
    TRAINING_KIND,
)
from fieldbook.domain.records import RECORD_TYPES, Record
from fieldbook.i18n import use_language
from fieldbook.opening import open_book
from fieldbook.reports.relapses import relapses
from fieldbook.settings import Settings
from tests.clock import Clock
from tests.memory_store import MemoryStore
from tests.village import new_book

HAN = re.compile("[一-鿿]")


@pytest.fixture(params=["zh_CN", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language there are texts for."""
    use_language(request.param)
    yield request.param
    use_language("en")


@pytest.fixture
def demo(language: str, clock: Clock) -> Fieldbook:
    """The village in a book in memory; its past is worked out once for each language."""
    book = new_book(clock, MemoryStore())
    make_village(book)
    return book


def words_of(record: Record) -> Iterator[str]:
    """Every text a record holds, ids and codes among them."""
    for value in msgspec.to_builtins(record).values():
        yield from re.findall(r"'([^']*)'", repr(value))


def test_every_kind_of_record_is_there(demo: Fieldbook) -> None:
    """There is something to see on every screen, and something in the trash."""
    for record_type in RECORD_TYPES:
        assert demo.shelf.count(record_type) > 0, record_type.kind
    assert demo.trash()
    assert len(demo.households.all()) >= 24
    assert len({each.contact_group for each in demo.members.all()}) == 3
    assert len({each.unit for each in demo.groups.all()}) == 3
    assert len(demo.groups.all()) == 9


def test_every_choice_is_made_somewhere(demo: Fieldbook) -> None:
    """Every status, kind, focus, manner, explanation and way of carrying out occurs"""
    issues = demo.issues.all()
    assert {demo.issues.status(each.id) for each in issues} == set(STATUS)
    assert {each.issue_kind for each in issues} == set(ISSUE_KIND)
    assert {each.focus for each in issues} >= set(FOCUS)
    visits = demo.visits.all()
    assert {each.manner for each in visits} == set(CHOSEN_MANNER)
    assert {code for each in visits for code in each.explained} == set(EXPLAINED)
    assert {code for each in visits for code in each.together} == set(TOGETHER)
    assert {each.carried_by for each in demo.solutions.all()} == set(CARRIED_BY)
    assert {each.diary_kind for each in demo.diary.all()} == set(DIARY_KIND)
    assert {each.training_kind for each in demo.trainings.all()} == set(TRAINING_KIND)


def test_today_has_work_of_every_kind(demo: Fieldbook) -> None:
    """Visits overdue and due, follow-ups, solutions, referrals, tasks, summaries, a stay."""
    found = demo.agenda()
    days = Counter((each.days > 0) - (each.days < 0) for each in found.visits)
    assert days[-1] >= 3
    assert days[0] >= 2
    assert found.follow_ups
    assert found.without_solution
    assert {each.late for each in found.not_referred} == {True, False}
    assert found.solutions
    assert found.tasks
    assert sum(each.days <= 0 for each in found.marks) >= 2
    assert [each.stay.to_on for each in found.stays] == [None]


def test_the_method_can_be_seen(demo: Fieldbook) -> None:
    """Roads from type 3 to 1, a group that leans on the cadre, relapses, duplicates, a streak."""
    rows = demo.groups.rows()
    assert any([kind for _, kind in row.road] == [3, 2, 1] for row in rows)
    assert {row.type for row in rows} == {1, 2, 3, None}
    assert [row.leans_on_cadre for row in rows].count(True) == 1
    assert len(relapses(demo.shelf).rows) == 2
    assert len(demo.households.duplicates()) == 1
    assert demo.rhythm().streak >= 7
    assert any(each.handovers for each in demo.households.all())
    assert any(each.post_changes for each in demo.groups.all())
    assert any(each.meetings for each in demo.experiences.all())
    alive = {code: len(demo.names(code)) for code in LISTS}
    assert all(alive.values()), alive
    (weaker,) = (line.record for line in demo.names("weaker"))
    before, now = (each for each in demo.surveys.all() if weaker and each.group == weaker.id)
    assert (before.findings.attendance, bool(now.findings.attendance)) == ("", True)
    assert any(each.unit for each in demo.trainings.all())
    assert any(each.groups and each.discussed for each in demo.trainings.all())
    assert any(each.visit for each in demo.experiences.all())
    assert any(each.told_by for each in demo.experiences.all())
    ended = next(each for each in demo.stays.all() if each.to_on)
    figures = demo.stays.figures(ended.id)
    assert figures.before.type is None
    assert figures.during.type == 2
    assert figures.after is not None
    assert figures.after.type == 1


def test_the_words_are_in_the_language_in_use(demo: Fieldbook, language: str) -> None:
    """A Chinese village has no English sentence in it, an English one no Chinese character."""
    for record in demo.shelf.everything():
        for text in words_of(record):
            if language == "en":
                assert not HAN.search(text), text
            else:
                assert not re.search("[A-Za-z]{3,} [A-Za-z]{3,}", text), text


def test_nothing_lies_ahead(demo: Fieldbook) -> None:
    """No act is dated after today, and nothing was written down before it happened."""
    now = demo.now
    for record in demo.shelf.everything():
        assert record.created_at <= now
    for visit in demo.visits.all():
        assert visit.visited_on <= visit.created_at.date()


def test_what_was_done_this_morning_can_be_undone(demo: Fieldbook) -> None:
    """The first presses of ``u`` take back single acts; the village itself is one act."""
    counts = [each.count for each in demo.acts]
    assert counts[0] > 300
    assert max(counts[1:]) <= 3
    issues = len(demo.issues.all())
    demo.undo()
    demo.undo()
    assert len(demo.issues.all()) == issues - 1
    demo.undo()
    assert demo.trash() == ()
    demo.undo()
    assert not list(demo.households.all())
    for _ in range(4):
        demo.redo()
    assert len(demo.issues.all()) == issues


@pytest.mark.parametrize("day", ["2024-02-29", "2026-01-01", "2026-11-15", "2027-03-31"])
def test_it_can_be_made_on_any_day(day: str, clock: Clock) -> None:
    """Leap days, New Year, Sundays and ends of months make no difference."""
    clock.today = dt.date.fromisoformat(day)
    book = new_book(clock, MemoryStore())
    make_village(book)
    assert len(book.agenda().visits) == 8
    assert {book.issues.status(each.id) for each in book.issues.all()} == set(STATUS)


def test_it_is_made_on_disk(language: str, tmp_path: Path) -> None:
    """It is all there when it is opened again, and nothing is to be said of it."""
    path = tmp_path / "book.json"
    with open_book(path, backups=None) as book:
        make_village(book)
        made = len(list(book.shelf.everything()))
    with open_book(path, backups=None) as book:
        assert len(list(book.shelf.everything())) == made
        assert book.notices == ()


def test_both_languages_say_the_same_things() -> None:
    """The texts of both languages have one shape, so that no plan misses its words."""
    for name in CHINESE._fields:
        chinese, english = getattr(CHINESE, name), getattr(ENGLISH, name)
        if isinstance(chinese, dict):
            assert chinese.keys() == english.keys(), name
        elif isinstance(chinese, tuple):
            assert len(chinese) == len(english), name
    for key, chinese_solution in CHINESE.solutions.items():
        assert len(chinese_solution.steps) == len(ENGLISH.solutions[key].steps), key


def test_the_village_bears_no_name_of_ones_own(demo: Fieldbook) -> None:
    """Its papers are of the sample village; who has a name is one of its members there."""
    found = village_settings(Settings(name="周正", branch="周家湾支部"))
    assert found.name in {each.name for each in demo.members.all()}
    assert found.branch not in {"", "周家湾支部"}
    assert village_settings(Settings()).name == ""


def test_the_village_has_words_for_what_is_done_besides(demo: Fieldbook) -> None:
    """Its visits and its form of a visit speak of the same things; one's own settings go before."""
    found = village_settings(Settings(name="周正"))
    assert {word for each in demo.visits.all() for word in each.alongside} == set(found.alongside)
    assert village_settings(Settings(alongside=("边学习",))).alongside == ("边学习",)
