"""A county of 8,105 groups: surveyed, of each type, with a core group, at every level, quickly."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Group, Person, Survey
from tests.clock import Clock
from tests.memory_store import MemoryStore
from tests.village import new_book

GROUPS = 8105
WITH_CORE = 6190
TODAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="module")
def county() -> Fieldbook:
    """Twelve communes, some 240 brigades; every group surveyed in spring, most again in autumn."""
    clock, chance = Clock(TODAY), random.Random(6190)
    store = MemoryStore()
    made = clock()
    cores = set(chance.sample(range(GROUPS), WITH_CORE))
    for n in range(GROUPS):
        group = Group(
            id=f"g{n}",
            seq=n + 1,
            created_at=made,
            name=f"{n % 7 + 1}组",
            unit=(f"公社{n % 12}", f"大队{n % 240}"),
            core_since=TODAY if n in cores and n % 2 else None,
            core_members=(Person(name="甲"),) if n in cores and not n % 2 else (),
        )
        store.put(group)
        for turn, month in enumerate((3, 9)):
            if chance.random() < (0.9, 0.6)[turn]:
                store.put(
                    Survey(
                        id=f"s{n}-{turn}",
                        seq=2 * n + turn + 1,
                        created_at=made,
                        group=group.id,
                        surveyed_on=dt.date(2026, month, 1 + n % 28),
                        type=chance.choice((1, 2, 3)),
                    )
                )
    return new_book(clock, store)


@pytest.mark.parametrize("unit", [(), ("公社3",), ("公社3", "大队15"), ("公社3", "大队16")])
def test_the_figures_of_every_level(county: Fieldbook, unit: tuple[str, ...]) -> None:
    """Groups, surveyed, types and core groups, and the same of each unit below, by plain loops."""
    found = county.groups.figures(unit)
    latest: dict[str, tuple[dt.date, int]] = {}
    for survey in county.surveys.all():
        told = (survey.surveyed_on, survey.type)
        latest[survey.group] = max(told, latest.get(survey.group, told))
    within = [each for each in county.groups.all() if each.unit[: len(unit)] == unit]
    units = {each.unit[: len(unit) + 1] for each in within if len(each.unit) > len(unit)}
    assert {each.unit for each in found.parts} == units
    for row in (found.total, *found.parts):
        groups = [each for each in within if each.unit[: len(row.unit)] == row.unit]
        types = Counter(latest[each.id][1] for each in groups if each.id in latest)
        assert row.groups == len(groups)
        assert row.surveyed == sum(types.values())
        assert row.types == (types[1], types[2], types[3])
        assert row.with_core == sum(bool(e.core_since or e.core_members) for e in groups)


def test_the_countys_share(county: Fieldbook) -> None:
    """6,190 of 8,105 groups have a core group."""
    total = county.groups.figures().total
    assert (total.with_core, total.groups) == (WITH_CORE, GROUPS)
    assert total.share_with_core.ratio == WITH_CORE / GROUPS


def test_the_ranking_of_a_county(county: Fieldbook) -> None:
    """Every group once, those whose core is not formed first."""
    rows = county.groups.rows()
    assert len({each.group.id for each in rows}) == GROUPS
    order = [(3, 2, None, 1).index(each.type) for each in rows]
    assert order == sorted(order)
    only = county.groups.rows(only_type=2)
    assert {each.type for each in only} == {2}
    assert len(only) == county.groups.figures().total.types[1]


def test_a_new_survey_is_in_the_figures(county: Fieldbook) -> None:
    """The figures follow the book."""
    before = county.groups.figures().total
    group = next(each for each in county.groups.rows() if each.type is None).group
    county.surveys.note(Draft(group=group.id, type=1))
    after = county.groups.figures().total
    assert after.surveyed == before.surveyed + 1
    assert after.types[0] == before.types[0] + 1
    county.undo()
    assert county.groups.figures().total == before
