"""Ten days of the method's other pieces, written down through the book as a branch would."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Group, Member, OnSiteMeeting, Task
from tests.clock import Clock
from tests.village import build

FIRST = dt.date(2026, 11, 22)
LAST = dt.date(2026, 12, 1)
UNITS = ("红旗公社/崔寨大队", "红旗公社/崔寨大队", "红旗公社/李庄大队", "红旗公社/李庄大队")
SURVEYS = (
    (("2026-09-10", 3), ("2026-10-12", 3)),
    (("2026-10-20", 1), ("2026-11-25", 2)),
    (("2026-11-02", 3), ("2026-11-29", 2)),
    (),
)
"""(day, type) of each group's surveys."""
BATCHES = (
    ("1", "李霞平、王大山"), ("1", "钱多"), ("2", "赵长河"), ("2", "周正、孙二娘"),
)  # fmt: skip
"""(batch, who took part) of each class."""
ALONGSIDE = (("边劳动",), ("边劳动", "边宣传"), (), ("边宣传", "边劳动"), ("边解决",))
"""What was done besides, at each household's visit."""


class TenDays(NamedTuple):
    """The book after ten days, and what stands in it."""

    book: Fieldbook
    clock: Clock
    groups: tuple[Group, ...]
    members: tuple[Member, ...]
    ended: Task
    policy: Task
    meeting: OnSiteMeeting


def ten_days() -> TenDays:
    """The scripted days, as they stand on their last."""
    clock = Clock()
    village = build(clock)
    book = village.book
    clock.today = FIRST
    more = (
        book.groups.found(Draft(name="1组", unit=UNITS[2], leader="赵长河", key_members="冯守义")),
        book.groups.found(
            Draft(name="2组", unit=UNITS[3], leader="丁茂林", core_since="2026-11-01")
        ),
    )
    groups = (*village.groups, *more)
    book.members.write(Draft(name="冯二", contact_group="2"))
    members = tuple(book.members.all())
    for group, surveys in zip(groups, SURVEYS, strict=True):
        for on, number in surveys:
            clock.today = max(FIRST, dt.date.fromisoformat(on))
            book.surveys.note(Draft(group=group.id, surveyed_on=on, type=number))
    _tasks_and_visits(book, clock, groups)
    _training(book, clock, groups)
    _links_and_plans(book, clock, groups, members)
    meeting = _meetings(book, clock, groups)
    clock.today = LAST
    first, policy = book.tasks.all()[:2]
    return TenDays(book, clock, tuple(book.groups.all()), members, first, policy, meeting)


def _tasks_and_visits(book: Fieldbook, clock: Clock, groups: tuple[Group, ...]) -> None:
    clock.today = dt.date(2026, 11, 23)
    policy = book.tasks.write(
        Draft(title="借粮还粮", kind="policy", groups=[groups[0].id], explanation="借多少还多少")
    )
    for number, household in enumerate(book.households.all()):
        clock.today = dt.date(2026, 11, 23) + dt.timedelta(days=number)
        book.visits.note(Draft(
            household=household.id, alongside=ALONGSIDE[number], tasks=[policy.id][: number % 2],
            learned="井绳浸过桐油，能多用一个冬天" if number == 2 else "",
        ))  # fmt: skip
    clock.today = dt.date(2026, 11, 28)
    book.tasks.end(book.tasks.all()[0].id, Draft(outcome="种完九成"))
    learned = next(each for each in book.visits.all() if "桐油" in each.learned)
    book.experiences.write(Draft(title="井绳浸桐油", visit=learned.id, situation=learned.learned))
    book.experiences.write(Draft(title="先听完再记", told_by="吴梅"))


def _training(book: Fieldbook, clock: Clock, groups: tuple[Group, ...]) -> None:
    for number, (batch, who) in enumerate(BATCHES):
        clock.today = dt.date(2026, 11, 24) + dt.timedelta(days=number)
        book.trainings.write(Draft(
            topic=f"第{number + 1}期", kind="class", batch=batch, attendees=who, lecturers="周正",
            note="评工", discussed="字要大", unit=UNITS[2] if number == 2 else "",
            groups=[groups[0].id, groups[1].id] if number == 0 else [],
        ))  # fmt: skip


def _links_and_plans(
    book: Fieldbook, clock: Clock, groups: tuple[Group, ...], members: tuple[Member, ...]
) -> None:
    clock.today = dt.date(2026, 11, 24)
    book.links.write(Draft(group=groups[1].id, kind="advanced", member=members[0].id))
    book.links.write(Draft(group=groups[0].id, kind="lagging", member=members[1].id))
    for committee in ("公社党委", "县委"):
        book.links.write(Draft(group=groups[2].id, kind="key_point", committee=committee))
    book.groups.edit(groups[0].id, Draft(duties=[{"area": "生产", "who": "王大山"}]))
    clock.today = dt.date(2026, 11, 27)
    duties = [{"area": "生产", "who": "孙二娘"}, {"area": "学习", "who": "王大山"}]
    book.groups.edit(groups[0].id, Draft(duties=duties))
    book.plans.write(Draft(group=groups[0].id, production="秋翻", from_on="2026-11-20"))
    clock.today = dt.date(2026, 11, 30)
    book.plans.write(Draft(group=groups[0].id, work="清渠", looked_back="翻了三十亩"))


def _meetings(book: Fieldbook, clock: Clock, groups: tuple[Group, ...]) -> OnSiteMeeting:
    clock.today = dt.date(2026, 11, 23)
    come = [groups[1].id, groups[2].id, groups[3].id]
    meeting = book.on_site_meetings.write(
        Draft(topic="看评工", on="2026-11-26", place="井台边", group=groups[0].id, groups=come)
    )
    book.on_site_meetings.write(Draft(topic="看清渠", on="2026-12-05", groups=come[:1]))
    clock.today = dt.date(2026, 11, 26)
    book.on_site_meetings.hold(meeting.id, Draft(came=come[1:], took_home="立一块板子"))
    for day, what in ((22, "five_good"), (24, "red_flag"), (30, "five_good")):
        clock.today = dt.date(2026, 11, day)
        book.commendations.write(Draft(whom="3组", kind=what, for_what="记工公开"))
    return book.on_site_meetings.get(meeting.id)
