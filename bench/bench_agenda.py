"""Today, the groups of a county, and the search, computed on large books in memory.

Run: ``python bench/bench_agenda.py``. Prints a table, the best of five runs each.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from fieldbook.domain.changes import Change
from fieldbook.domain.folding import words
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.records import (
    Diary,
    FollowUp,
    Group,
    Household,
    Issue,
    Member,
    Record,
    Solution,
    Survey,
    Task,
    Visit,
)
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.agenda import agenda
from fieldbook.reports.county import county
from fieldbook.reports.groups import group_rows
from fieldbook.reports.route import route
from fieldbook.search import Query, Search

R = TypeVar("R", bound=Record)
TODAY = dt.date(2026, 11, 21)
NOW = dt.datetime(2026, 11, 21, 8, tzinfo=dt.timezone(dt.timedelta(hours=8)))
WORDS = [
    "水渠漏水",
    "南坡地先浇一遍再下种",
    "夜校的灯",
    "缺化肥",
    "记工不公",
    "队长外出",
    "种子",
    "仓库",
    "牛棚",
    "出勤不齐",
]


SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤"
GIVEN = "桂生芳德福秀英伟敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚建国志文华玉梅春香红金凤珍贵荣海燕辉祥云林山水庆喜根发旺财宝长顺久安宁永和兴仁义礼智信忠孝廉洁勤俭朴实诚"


class Maker:
    """Makes records with counted ids."""

    def __init__(self, seed: int = 7) -> None:
        self._ids = itertools.count(1)
        self._seqs: dict[str, int] = {}
        self.chance = random.Random(seed)

    def make(self, record_type: type[R], **fields: Any) -> R:
        seq = self._seqs[record_type.kind] = self._seqs.get(record_type.kind, 0) + 1
        return record_type(id=f"{next(self._ids):036d}", seq=seq, created_at=NOW, **fields)

    def day(self, back: int = 120) -> dt.date:
        return TODAY - dt.timedelta(days=self.chance.randrange(back))

    def text(self, words: int = 8) -> str:
        return "，".join(self.chance.choices(WORDS, k=words))

    def name(self) -> str:
        return self.chance.choice(SURNAMES) + "".join(self.chance.choices(GIVEN, k=2))


def working_book(households: int = 1000, others: int = 20_000) -> list[Record]:
    """A book of households, and of other records in the proportions of a busy branch."""
    made = Maker()
    members = [made.make(Member, name=f"成员{n}", contact_group=str(n // 2)) for n in range(20)]
    groups = [made.make(Group, name=f"{n}组") for n in range(40)]
    tasks = [made.make(Task, title=f"任务{n}", given_on=made.day()) for n in range(10)]
    homes = [
        made.make(
            Household,
            head=f"户主{n}",
            group=made.chance.choice(groups).id,
            contact=made.chance.choice(members).id,
        )
        for n in range(households)
    ]
    records: list[Record] = [*members, *groups, *tasks, *homes]
    left = others - (len(records) - households)
    visits, issues = left * 60 // 100, left * 15 // 100
    records += (
        made.make(
            Visit,
            visited_on=made.day(),
            household=made.chance.choice(homes).id,
            explained=("tasks", "policies"),
            tasks=(made.chance.choice(tasks).id,),
            learned=made.text(),
        )
        for _ in range(visits)
    )
    found = [
        made.make(
            Issue,
            title=made.text(1),
            found_on=made.day(),
            household=made.chance.choice(homes).id,
            referred_on=made.day() if made.chance.random() < 0.8 else None,
        )
        for _ in range(issues)
    ]
    records += found
    for number in range(left * 10 // 100):
        solved = made.day() if number % 3 else None
        solution = made.make(
            Solution,
            issues=(made.chance.choice(found).id,),
            studied_on=made.day(),
            method=made.text(),
            carried_by=made.chance.choice(("group", "jointly", "cadre")),
            due_on=TODAY + dt.timedelta(days=made.chance.randrange(-20, 60)),
            solved_on=solved,
        )
        records.append(solution)
        if solved:
            records.append(
                made.make(
                    FollowUp,
                    solution=solution.id,
                    due_on=solved + dt.timedelta(days=30),
                    checked_on=TODAY if number % 2 else None,
                    result="held" if number % 2 else "",
                )
            )
    while len(records) < households + others:
        records.append(made.make(Diary, on=made.day(), text=made.text(), diary_kind="daily"))
    return records


def county_book(groups: int = 8105) -> list[Record]:
    """A county's groups, surveyed twice, of nine communes."""
    made = Maker()
    found = [
        made.make(
            Group,
            name=f"{n % 6 + 1}组",
            unit=(f"公社{n % 9}", f"大队{n % 180}"),
            core_since=TODAY if n % 4 else None,
        )
        for n in range(groups)
    ]
    surveys = [
        made.make(Survey, group=each.id, surveyed_on=made.day(), type=made.chance.choice((1, 2, 3)))
        for each in found
        for _ in range(2)
    ]
    return [*found, *surveys]


def many_texts(count: int = 100_000) -> list[Record]:
    """Diary pages of some 400 bytes."""
    made = Maker()
    return [made.make(Diary, on=made.day(2000), text=made.text(16)) for _ in range(count)]


def best(work: Callable[[], object], runs: int = 5) -> float:
    """Milliseconds of the fastest run."""
    return min(_once(work) for _ in range(runs))


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def rows() -> Iterator[tuple[str, float]]:
    """(what, milliseconds)."""
    records = working_book()
    yield "shelf of 1,000 households + 20,000 others", best(lambda: Shelf(records), 3)
    shelves = iter([Shelf(records) for _ in range(5)])
    yield "agenda, first", best(lambda: agenda(next(shelves), TODAY, DEFAULT_HABITS))
    shelf = Shelf(records)
    agenda(shelf, TODAY, DEFAULT_HABITS)
    yield "agenda, again", best(lambda: agenda(shelf, TODAY, DEFAULT_HABITS))
    yield "agenda, empty book", best(lambda: agenda(Shelf(), TODAY, DEFAULT_HABITS))
    yield "route", best(lambda: route(shelf, TODAY, DEFAULT_HABITS))
    yield "group rows, 40 groups", best(lambda: group_rows(shelf, TODAY))
    large = Shelf(county_book())
    yield "county of 8,105 groups", best(lambda: county(large, (), TODAY))
    yield "one commune of it", best(lambda: county(large, ("公社3",), TODAY))
    yield "group rows, 8,105 groups", best(lambda: group_rows(large, TODAY))
    yield from _search()


def _plain(text: str) -> Query:
    return Query(words(text))


def _search() -> Iterator[tuple[str, float]]:
    records = many_texts()
    shelf = Shelf(records)
    search = Search(shelf)
    yield "search of 100,000: texts made, once", best(lambda: search.find(_plain("水渠")), 1)
    for typed in (
        "水",
        "水渠",
        "水渠 缺",
        "水渠 缺化肥 牛棚 出勤不齐",
        "水渠 缺化肥 牛棚 记 出勤不齐",
    ):
        yield f"key “{typed}”", best(lambda typed=typed: search.find(_plain(typed)), 1)  # type: ignore[misc]
    for typed in ("灯", "灯无", "无", "page"):
        yield f"key “{typed}”", best(lambda typed=typed: search.find(_plain(typed)), 1)  # type: ignore[misc]
    changed = records[5]
    assert isinstance(changed, Diary)
    shelf.take_in([Change(changed, changed)])
    yield "first key after a change", best(lambda: search.find(_plain("水渠")), 1)
    yield from _pinyin()


def _pinyin() -> Iterator[tuple[str, float]]:
    """100,000 households of distinct names, looked for letter by letter."""
    made = Maker()
    shelf = Shelf([made.make(Household, head=made.name()) for _ in range(100_000)])
    search = Search(shelf)
    search.find(_plain("陈"))
    for typed in ("cg", "cgs", "cgsh", "wang", "wangf", "xqzw", "zhongguo"):
        yield (
            f"key “{typed}” among 100,000 names",
            best(lambda typed=typed: search.find(_plain(typed)), 1),
        )  # type: ignore[misc]
    changed = shelf.every(Household)[5]
    shelf.take_in([Change(changed, changed)])
    yield "first key after a change", best(lambda: search.find(_plain("cgs")), 1)


def main() -> int:
    width = 44
    for what, took in rows():
        print(f"{what:<{width}} {took:9.2f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
