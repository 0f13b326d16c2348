"""Whatever a file may hold and the codec lets in: every report, story, screen line and paper is made."""

from __future__ import annotations

import datetime as dt
import random
import typing
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldbook.book import Fieldbook
from fieldbook.domain import codes
from fieldbook.domain.parts import Version
from fieldbook.domain.records import (
    EARLIEST,
    LATEST,
    RECORD_TYPES,
    Frozen,
    Household,
    Member,
    Record,
    Stamps,
    Task,
    Visit,
)
from fieldbook.domain.references import REFERENCES
from fieldbook.list_cells import line_cells
from fieldbook.papers import ANNEXES, AUDIENCES
from fieldbook.papers.composing import compose
from fieldbook.reports.meeting import meeting
from fieldbook.reports.relapses import relapses
from fieldbook.store.codec import MOST, decode, encode
from fieldbook.ui.told.diary import day_lines
from fieldbook.ui.told.digest import SUMMED_UP, digest_text
from fieldbook.ui.told.group import group_lines, group_list_row
from fieldbook.ui.told.story import story_lines
from fieldbook.ui.told.unit import list_count_lines, series_lines, unit_work_lines
from tests.clock import Clock
from tests.memory_store import MemoryStore
from tests.village import new_book

TODAY = dt.date(2026, 11, 21)
DAYS = (
    EARLIEST, LATEST, TODAY, TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1),
    dt.date(2026, 2, 28), dt.date(2024, 2, 29), dt.date(2025, 12, 31),
)  # fmt: skip
COUNTS = (0, 1, 7, 30, 365, MOST)
TEXTS = (
    "",
    "甲",
    "甲（组长）",
    "王大、李二",
    " ",
    "\n",
    "x" * 300,
    "1",
    "第三村民小组",
    "\u202e",
    "a/b",
    "[red]",
)
EVERY_CODE = (*sorted({each for field in codes.OF_FIELD.values() for each in field}), "?", "")
MOMENT = dt.datetime(2026, 11, 1, 8, tzinfo=dt.UTC)
SLOTS = ("title", "head", "detail", "removal", "referral", "no_such_slot")
STAMP = "019f00000000-0000-0000beef"


class Filler:
    """Fills records with what a field's type allows, edges before all."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def records(self) -> list[Record]:
        """A few of each kind; they point to each other, to themselves and to nothing."""
        kinds = [(kind, n) for kind in RECORD_TYPES for n in range(self.chance.randrange(3))]
        return [self.record(kind, n + 1) for kind, n in kinds]

    def record(self, record_type: type[Record], seq: int) -> Record:
        hints = typing.get_type_hints(record_type)
        fields = {
            each.name: self.value(record_type.kind, each.name, hints[each.name])
            for each in msgspec.structs.fields(record_type)
            if each.name != "beyond"
        }
        fields |= {"id": f"{record_type.kind}-{seq}", "seq": seq, "created_at": MOMENT}
        return record_type(**fields)

    def value(self, kind: str, name: str, hint: Any) -> Any:
        if hint == Stamps:
            return ()
        if name == "removed_at":
            return MOMENT if self.chance.random() < 0.2 else None
        target = REFERENCES.get(kind, {}).get(name)
        if target:
            one = self.chance.choice([f"{target}-1", f"{target}-2", "lost", ""])
            return (one,) if typing.get_origin(hint) is tuple else one
        return self.of(hint)

    def of(self, hint: Any) -> Any:
        parts = [each for each in typing.get_args(hint) if each is not type(None)]
        if hint is Version:
            said = msgspec.json.encode({self.chance.choice(SLOTS): self.of(str)}).decode()
            return Version(
                slot=self.chance.choice(SLOTS), stamp=STAMP, origin=self.of(str), said=said
            )
        if typing.get_origin(hint) is tuple and Ellipsis not in parts:
            return tuple(map(self.of, parts))
        if typing.get_origin(hint) is tuple:
            return tuple(self.of(parts[0]) for _ in range(self.chance.randrange(3)))
        if parts:
            return self.of(parts[0]) if self.chance.random() < 0.6 else None
        if isinstance(hint, type) and issubclass(hint, Frozen):
            hints = typing.get_type_hints(hint)
            names = (each.name for each in msgspec.structs.fields(hint) if each.name != "beyond")
            return hint(**{name: self.of(hints[name]) for name in names})
        simple = {dt.date: DAYS, dt.datetime: (MOMENT,), bool: (False, True), int: COUNTS}
        return self.chance.choice(simple.get(hint, TEXTS + EVERY_CODE))


def read_back(records: list[Record]) -> MemoryStore:
    """A store of the records as the codec gives them: it lets all of them in."""
    store = MemoryStore()
    for each in records:
        store.put(decode(type(each), encode(each)))
    return store


def ask_everything(book: Fieldbook) -> None:
    """Every report there is, every story and every paper."""
    shelf = book.shelf
    for of_all in (True, False):
        book.agenda(of_all=of_all)
        book.households.route(of_all=of_all, within=3)
    book.rhythm()
    book.households.due()
    book.households.duplicates()
    book.issues.not_referred()
    relapses(book.shelf)
    book.groups.rows()
    book.groups.figures()
    book.groups.carried_by_month()
    book.trainings.rotation()
    book.tasks.rows()
    book.diary.calendar(TODAY - dt.timedelta(days=30), TODAY)
    book.members.contact_groups(TODAY - dt.timedelta(days=30), TODAY)
    book.search("甲 1")
    for kind in SUMMED_UP:
        digest_text(book, kind)
    for on in DAYS:
        list(day_lines(book, on))
    for each in shelf.everything():
        list(story_lines(book, each))
    asked: tuple[dict[str, Any], ...] = (
        {}, {"on": DAYS[3]}, {"on": EARLIEST}, {"since": DAYS[3], "until": LATEST},
    )  # fmt: skip
    for code in codes.LISTS:
        for days in asked:
            for line in book.names(code, **days):
                assert len(line_cells(shelf, code, line)) == len(line.cells)
    for row in book.groups.rows():
        group_list_row(shelf, row)
    for group in book.groups.all():
        list(group_lines(book, group))
    list(unit_work_lines(book, ()))
    list(series_lines(book.groups.by_month()))
    list(list_count_lines(book, ()))
    for since, until in ((EARLIEST, LATEST), (TODAY, TODAY), (EARLIEST, DAYS[3])):
        found = meeting(shelf, since, until, TODAY, book.habits)
        for audience in AUDIENCES:
            compose(found, audience=audience, annexes=ANNEXES)


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_every_report_is_made_of_every_book(chance: random.Random) -> None:
    """No book that can be read makes a report, a story or a paper fail."""
    records = Filler(chance).records()
    book = new_book(Clock(), read_back(records))
    ask_everything(book)
    named = [each.name for each in records if isinstance(each, Member) and each.name.strip()]
    assert len(list(book.shelf.everything())) == len(records), named


def test_a_task_of_a_kind_nobody_knows_is_told_as_a_task() -> None:
    """What a newer program gave out stands in the story of the visit at which it was explained."""
    base: dict[str, Any] = {"seq": 1, "created_at": MOMENT}
    task = Task(id="t", title="节水", task_kind="circular", given_on=TODAY, **base)
    home = Household(id="h", head="王芳", **base)
    visit = Visit(id="v", household="h", visited_on=TODAY, tasks=("t",), **base)
    book = new_book(Clock(), read_back([task, home, visit]))
    assert ("Tasks", "节水") in [(each.label, each.text) for each in story_lines(book, home)]
