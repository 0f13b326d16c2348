"""A small made-up village, whose papers the tests look at."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator
from typing import Any, TypeVar

import pytest

from fieldbook import i18n
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.records import (
    Commendation,
    Diary,
    Experience,
    Findings,
    FollowUp,
    Group,
    Household,
    Issue,
    Link,
    Member,
    OnSite,
    Person,
    Record,
    Referral,
    Solution,
    Stay,
    Step,
    Survey,
    Task,
    Training,
    Visit,
)
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.meeting import Meeting, meeting

R = TypeVar("R", bound=Record)
SINCE = dt.date(2026, 11, 1)
TODAY = dt.date(2026, 11, 21)


@pytest.fixture(autouse=True)
def documents_let_go() -> Iterator[None]:
    """A Word document takes ten megabytes, of which the collector counts next to nothing."""
    yield
    gc.collect(0)


class Writer:
    """Makes records one after the other, with ids and short numbers as a book would give them."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self._seqs: dict[str, int] = {}

    def write(self, record_type: type[R], **fields: Any) -> R:
        seq = self._seqs[record_type.kind] = self._seqs.get(record_type.kind, 0) + 1
        given = {
            "id": f"{record_type.kind}-{seq}",
            "seq": seq,
            "created_at": dt.datetime(2026, 11, 8, 20, tzinfo=dt.UTC),
        }
        made = record_type(**{**given, **fields})
        self.records.append(made)
        return made


def november(day: int) -> dt.date:
    return dt.date(2026, 11, day)


def people(*names: str) -> tuple[Person, ...]:
    return tuple(Person(name=name) for name in names)


def village_records() -> list[Record]:
    """Two groups, four households, four issues in every stage of work."""
    write = Writer()
    li = write.write(Member, name="李霞平", contact_group="3")
    third = write.write(
        Group,
        name="3组",
        unit=("崔寨子", "南坡队"),
        leader=Person(name="王大山", role="组长"),
        core_since=november(2),
    )
    fourth = write.write(
        Group, name="4组", unit=("崔寨子", "北坡队"), leader=Person(name="钱多"),
        key_members=people("孙二娘"),
    )  # fmt: skip
    zhou = write.write(Member, name="周正", contact_group="10")
    homes = [
        write.write(
            Household,
            head=head,
            code=code,
            people=5,
            address=f"南坡{code}号",
            phone="13800000000",
            group=group.id,
            contact=li.id if group is third else zhou.id,
        )
        for head, code, group in (
            ("陈桂生", "0311", third),
            ("欧阳海", "0302", third),
            ("赵祥", "0307", third),
            ("Chen G.", "0401", fourth),
        )
    ]
    task = write.write(Task, title="冬灌", given_on=november(1), explanation="先渠后地")
    _visits(write, homes, li, task)
    _casework(write, homes, third)
    write.write(Survey, group=third.id, surveyed_on=november(3), type=2)
    write.write(Diary, on=november(8), diary_kind="daily", text="走了三户", reported_on=november(8))
    write.write(Diary, on=november(10), diary_kind="five_day", text="渠的事最急", spent="study")
    write.write(
        Training, on=november(12), topic="夜里巡渠", training_kind="evening",
        attendees=people("王大山"),
    )  # fmt: skip
    _method(write, third, fourth, li)
    return write.records


def _method(write: Writer, third: Group, fourth: Group, by: Member) -> None:
    """A study, a stay, linked groups, and a group that leaned on the cadre, with a relapse."""
    write.write(
        Diary, on=november(11), diary_kind="ten_day", topic="怎样帮而不包", text="学了三篇",
        attendees=people("李霞平", "周正"),
    )  # fmt: skip
    write.write(
        Stay, group=fourth.id, from_on=november(4), to_on=november(13), purpose="帮四组建核心"
    )
    write.write(Stay, group=third.id, from_on=november(19), purpose="看冬灌")
    write.write(Link, group=fourth.id, member=by.id, link_kind="lagging", from_on=november(3))
    for number, carried_by in ((4, "cadre"), (6, "cadre"), (9, "jointly")):
        issue = write.write(
            Issue, title=f"记工第{number}件", found_on=november(number), issue_kind="study",
            group=fourth.id, referred_on=november(number), focus="lagging_group",
        )  # fmt: skip
        solution = write.write(
            Solution, issues=(issue.id,), studied_on=november(number), method="重新记工",
            carried_by=carried_by, solved_on=november(number + 1),
        )  # fmt: skip
        if number == 4:
            write.write(
                FollowUp, solution=solution.id, due_on=november(15), checked_on=november(16),
                result="relapsed", relapsed_issues=(issue.id,), note="又记乱了",
            )  # fmt: skip
    write.write(Survey, group=fourth.id, surveyed_on=november(3), type=3)
    write.write(
        Survey, group=fourth.id, surveyed_on=november(18), type=2,
        findings=Findings(attendance="出工从六成到八成。", labour="按段包工。", leadership="钱多肯听大家的。"),
    )  # fmt: skip
    write.write(Survey, group=fourth.id, surveyed_on=dt.date(2026, 9, 2), type=3)
    _examples(write, third)


def _examples(write: Writer, third: Group) -> None:
    """An experience with its on-site meetings, and whom the branch commended."""
    write.write(
        Experience, title="三组自办夜校", on=november(15), group=third.id, solution="solution-2",
        situation="夜校停了半年。", action="每户轮流出灯油，\n王大山记账。", outcome="天天有二十人来。",
        advice="账要天天公布。",
        meetings=(
            OnSite(on=november(17), who="4组骨干", note="看了灯油账"),
            OnSite(on=november(16), who="大队各组长"),
        ),
    )  # fmt: skip
    write.write(
        Commendation, on=november(16), whom=Person(name="3组", id=third.id, role="group"),
        commendation_kind="red_flag", for_what="夜校自己办起来了",
    )  # fmt: skip
    write.write(Commendation, on=november(18), whom=Person(name="周小兰"), for_what="天天记账")


def _visits(write: Writer, homes: list[Household], by: Member, task: Task) -> None:
    write.write(
        Visit, visited_on=november(8), household=homes[0].id, created_by=by.id,
        met=(Person(name="陈桂生"), Person(name="周小兰", role="妻")), companions=people("王大山"),
        explained=("tasks", "policies", "methods"), tasks=(task.id,), together=("labour",),
        learned="南坡地先浇一遍再下种。", promised="周五前带水泥来。",
        note="渠口漏水，半块地浇不上。\n# 老渠是五八年修的，| 两处塌了 |",
    )  # fmt: skip
    write.write(
        Visit,
        visited_on=november(9),
        household=homes[1].id,
        created_by=by.id,
        manner="nobody_home",
    )
    write.write(
        Visit, visited_on=november(14), household=homes[3].id, created_by=by.id,
        manner="came_to_us", explained=("policies",), note="He asked how the work points count.",
    )  # fmt: skip


def _casework(write: Writer, homes: list[Household], group: Group) -> None:
    leak = write.write(
        Issue, title="水渠漏水", found_on=november(8), issue_kind="production", focus="key_issue",
        household=homes[0].id, raised_by=Person(name="陈桂生"), referred_on=november(9),
        referred_to="大队水利员", answer="同意先修，水泥到队里领。", answered_on=november(11),
        referred_before=(
            Referral(referred_on=november(8), referred_to="南坡队", answer="队里没有水泥。",
                     answered_on=november(8)),
        ),
        detail="从渠口到南坡一段漏水，*三成* 的水到不了地里。\n1. 渠口 2. 弯道\n要求冬灌前修好。",
    )  # fmt: skip
    write.write(
        Solution, issues=(leak.id,), studied_on=november(10),
        with_whom=(Person(name="王大山", role="组长"), Person(name="周小兰", role="骨干")),
        method="先用粘土和水泥补两处，冬闲时再整段翻修。", responsible=Person(name="李霞平"),
        due_on=november(25), carried_by="group",
        steps=(
            Step(what="领水泥", who="李霞平", due_on=november(13), done_on=november(13)),
            Step(what="补渠口", who="王大山", due_on=november(20)),
        ),
    )  # fmt: skip
    lamp = write.write(
        Issue, title="夜校没有灯油", found_on=dt.date(2026, 10, 12), issue_kind="study",
        group=group.id, referred_on=dt.date(2026, 10, 13),
    )  # fmt: skip
    solved = write.write(
        Solution, issues=(lamp.id,), studied_on=dt.date(2026, 10, 15), method="每户轮流出灯油。",
        with_whom=people("王大山"), carried_by="jointly", solved_on=november(2),
        result="夜校又开了。",
    )  # fmt: skip
    write.write(
        FollowUp, solution=solved.id, due_on=november(12), checked_on=november(13), result="held",
        note="灯油有人记账。",
    )  # fmt: skip
    write.write(FollowUp, solution=solved.id, due_on=dt.date(2026, 12, 1))
    write.write(
        Issue, title="How are work points counted for the sick?", found_on=november(14),
        issue_kind="policy", household=homes[3].id, raised_by=Person(name="Chen G."),
        detail="He was ill for two weeks in October.",
    )  # fmt: skip
    write.write(
        Issue, title="借出的犁没有还", found_on=november(5), issue_kind="life",
        household=homes[2].id, dropped_on=november(7), drop_reason="已经还了。",
    )  # fmt: skip


@pytest.fixture(scope="session")
def village() -> Meeting:
    """The village's meeting of 2026-11-21."""
    return meeting(Shelf(village_records()), SINCE, TODAY, TODAY, DEFAULT_HABITS)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Every test begins and ends in English."""
    before = i18n.language()
    i18n.use_language("en")
    yield
    i18n.use_language(before)
