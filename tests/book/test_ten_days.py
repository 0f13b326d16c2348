"""What the method's other pieces come back as: every figure of ten days equals a plain loop."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.codes import LISTS
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid
from fieldbook.domain.habits import Habits
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import Experience, Group, Household, Record
from fieldbook.reports.lists import LISTS as REPORTS
from fieldbook.reports.meeting_figures import Period, figures
from fieldbook.reports.rhythm import week
from fieldbook.reports.series import unit_on
from fieldbook.reports.tasks import told_by_contact_group
from fieldbook.titles import TITLES
from tests.book.ten_days import ALONGSIDE, BATCHES, FIRST, LAST, SURVEYS, UNITS, TenDays, ten_days


@pytest.fixture(scope="module")
def found() -> TenDays:
    """The ten days; no test writes into them."""
    return ten_days()


def names(book: Fieldbook, code: str, **asked: Any) -> list[tuple[Any, ...]]:
    """The lines of a list, records by their names."""
    return [
        tuple(name_of(each) if isinstance(each, Record) else each for each in line.cells)
        for line in book.names(code, **asked)
    ]


def firsts(book: Fieldbook, code: str, **asked: Any) -> list[Any]:
    """The first cell of each line of a list."""
    return [line[0] for line in names(book, code, **asked)]


def test_every_list_has_its_title_and_its_lines(found: TenDays) -> None:
    """The codes, the titles and the reports name the same lists; a line has a cell a column."""
    assert list(LISTS) == list(TITLES) == list(REPORTS)
    for code, listed in REPORTS.items():
        for line in found.book.names(code):
            assert len(line.cells) == len(listed.columns)


def test_surveys_are_listed(found: TenDays) -> None:
    """Type 3 twice, weaker than before, not surveyed since a day: as the surveys say one by one."""
    roads = dict(zip((each.name for each in found.groups), SURVEYS, strict=True))
    kinds = {name: [number for _on, number in road] for name, road in roads.items()}
    twice = [name for name, road in kinds.items() if road[-2:] == [3, 3]]
    weaker = [name for name, road in kinds.items() if len(road) > 1 and road[-1] > road[-2]]
    assert firsts(found.book, "type_3_twice") == twice
    assert firsts(found.book, "weaker") == weaker
    for number in (1, 2, 3):
        latest = [name for name, road in kinds.items() if road and road[-1] == number]
        assert firsts(found.book, f"type_{number}") == latest
    since = dt.date(2026, 11, 20)
    old = [name for name, road in roads.items() if not road or road[-1][0] < since.isoformat()]
    assert firsts(found.book, "not_surveyed", since=since) == old
    assert firsts(found.book, "not_surveyed") == [name for name, road in roads.items() if not road]


def test_lists_keep_to_a_unit(found: TenDays) -> None:
    """Of a unit only its own groups are listed."""
    unit = tuple(UNITS[2].split("/"))
    within = [each.name for each in found.groups if each.unit == unit]
    assert firsts(found.book, "without_plan", unit=unit) == within
    without = [each.name for each in found.groups if each.unit == unit and not each.core_since]
    assert firsts(found.book, "without_core", unit=unit) == without


def test_groups_without_a_visit_are_listed(found: TenDays) -> None:
    """A group is listed where ten days saw no visit to it or to a household of it; a new one has them, too."""
    book, late = found.book, []
    for group in found.groups:
        homes = [each.id for each in book.households.all() if each.group == group.id]
        days = [
            each.visited_on
            for each in book.visits.all()
            if each.household in homes or each.group == group.id
        ]
        if (LAST - max(days, default=group.created_at.date())).days > 10:
            late.append(group.name)
    assert firsts(book, "not_visited") == late


def test_training_is_counted_by_batch(found: TenDays) -> None:
    """Leaders apart from key members, each batch and all of them, as the lists of names say."""
    leaders = [each.leader.name for each in found.groups if each.leader]
    key = [person.name for each in found.groups for person in each.key_members]
    coverage = found.book.trainings.coverage()

    def reached(people: list[str], batch: str = "") -> tuple[int, int]:
        came = {name for of, who in BATCHES if batch in ("", of) for name in who.split("、")}
        return sum(each in came for each in people), len(people)

    assert coverage.leaders == reached(leaders)
    assert coverage.key_members == reached(key)
    assert [
        (each.name, each.classes, tuple(each.leaders), tuple(each.key_members))
        for each in coverage.batches
    ] == [
        (
            batch,
            sum(of == batch for of, _who in BATCHES),
            reached(leaders, batch),
            reached(key, batch),
        )
        for batch in ("1", "2")
    ]
    came = {name for _of, who in BATCHES for name in who.split("、")}
    assert firsts(found.book, "leaders_untrained") == [each for each in leaders if each not in came]
    assert firsts(found.book, "key_untrained") == [each for each in key if each not in came]


def stories(found: TenDays, kind: str) -> Iterator[list[str]]:
    """Of each group, the words of what its story tells of a kind."""
    for each in found.groups:
        told = [item.record for item in found.book.story_of(each) if item.kind == kind]
        yield [name_of(record) for record in told]


def test_a_class_stands_in_the_stories_of_all_it_was_for(found: TenDays) -> None:
    """One of two groups, one of a whole unit, and those a group's own people went to."""
    assert [sorted(each) for each in stories(found, "training")] == [
        ["第1期", "第4期"], ["第1期", "第2期"], ["第3期"], ["第3期"],
    ]  # fmt: skip


def test_on_site_meetings_stand_in_the_stories(found: TenDays) -> None:
    """Where it was held, whose groups came and whose are to come; and what the next survey says."""
    assert [sorted(each) for each in stories(found, "on_site_meeting")] == [
        ["看评工"], ["看清渠", "看评工"], ["看评工"], ["看评工"],
    ]  # fmt: skip
    came = found.book.on_site_meetings.came(found.meeting.id)
    assert [(each.group.name, each.before, each.after, each.is_stronger) for each in came] == [
        ("1组", 3, 2, True), ("2组", None, None, False),
    ]  # fmt: skip
    assert names(found.book, "came")[0] == (found.meeting.held_on, "1组", 3, 2, "看评工")


def test_a_period_has_its_figures(found: TenDays) -> None:
    """What was done besides, and the on-site meetings, as they were written down."""
    told = figures(found.book.shelf, Period(FIRST, LAST, LAST))
    counts = Counter(word for words in ALONGSIDE for word in words)
    assert told.contact["alongside"].by_part == counts
    assert told.rhythm["on_site"].many == 1
    assert told.groups["links"].by_part == {"advanced": 1, "lagging": 1, "key_point": 2}
    tasks = {each.key: (each.many, each.of) for each in told.contact["tasks"].parts}
    assert tasks == {"秋种": (1, 5), "借粮还粮": (1, 3)}


def test_a_policy_is_told_to_the_groups_it_is_for(found: TenDays) -> None:
    """Its households are those of its groups; that it was explained says that policies were."""
    book, policy = found.book, found.policy
    meant = [each for each in book.households.all() if each.group in policy.groups]
    reached = {each.household for each in book.visits.all() if policy.id in each.tasks}
    row = next(each for each in book.tasks.rows() if each.task == policy)
    assert [each.id for each in row.told] == [each.id for each in meant if each.id in reached]
    assert [each.id for each in row.untold] == [each.id for each in meant if each.id not in reached]
    assert all("policies" in e.explained for e in book.visits.all() if policy.id in e.tasks)
    by_group = dict(told_by_contact_group(book.shelf, row))
    assert by_group == {"3": (len(row.told), len(meant))}
    untold = {line[3] for line in names(book, "untold") if line[0] == policy.title}
    assert untold == {each.head for each in row.untold}


def test_a_task_that_ended_runs_no_longer(found: TenDays) -> None:
    """It has its day and what became of it, and nobody is waited for any more."""
    assert (found.ended.ended_on, found.ended.outcome) == (dt.date(2026, 11, 28), "种完九成")
    rows = {each.task.id: each.running for each in found.book.tasks.rows()}
    assert rows == {found.ended.id: False, found.policy.id: True}
    assert found.ended.title not in firsts(found.book, "untold")


def test_members_without_links_are_listed_as_they_came(found: TenDays) -> None:
    """In the branch's own order; a key point is neither, and several may take one on."""
    assert firsts(found.book, "no_advanced") == ["吴梅", "冯二"]
    assert firsts(found.book, "no_lagging") == ["周正", "冯二"]
    assert [line[:2] for line in names(found.book, "key_points")] == [
        ("1组", "公社党委"), ("1组", "县委"),
    ]  # fmt: skip


def test_what_was_learned_can_be_passed_on(found: TenDays) -> None:
    """The list says which became an experience; by period those of other days are left out."""
    book = found.book
    learned = [each.learned for each in book.visits.all() if each.learned]
    lines = names(book, "learned")
    assert sorted(line[1] for line in lines) == sorted(learned)
    assert [line[4] for line in lines] == ["井绳浸桐油", None]
    assert [line[1] for line in names(book, "learned", until=FIRST)] == [learned[0]]
    member = next(each for each in found.members if each.name == "吴梅")
    told = [e.record for e in book.story_of(member) if isinstance(e.record, Experience)]
    assert [each.title for each in told] == ["先听完再记"]


def test_who_answers_for_what_is_dated(found: TenDays) -> None:
    """Each change is on its day, in the group's story and in the list of changes."""
    group = found.book.groups.get(found.groups[0].id)
    assert [(e.area, e.who) for e in group.duties] == [("生产", "孙二娘"), ("学习", "王大山")]
    changes = [line for line in names(found.book, "posts") if line[2] in ("生产", "学习")]
    assert sorted(changes) == [
        (dt.date(2026, 11, 24), "3组", "生产", "", "王大山"),
        (dt.date(2026, 11, 27), "3组", "学习", "", "王大山"),
        (dt.date(2026, 11, 27), "3组", "生产", "王大山", "孙二娘"),
    ]
    told = [each for each in found.book.story_of(group) if each.kind == "post_change"]
    assert len([e for e in told if e.on > dt.date(2026, 11, 23)]) == len(changes)


def test_a_plan_is_looked_back_on_at_the_next(found: TenDays) -> None:
    """What came of the last one is written with the next, in one act; the days follow the study's."""
    first, second = found.book.plans.all()
    assert (first.to_on, first.looked_back) == (dt.date(2026, 11, 29), "翻了三十亩")
    assert (second.from_on, second.to_on) == (dt.date(2026, 11, 30), dt.date(2026, 12, 9))
    assert firsts(found.book, "without_plan") == ["4组", "1组", "2组"]


def test_red_flags_and_five_good_have_their_days(found: TenDays) -> None:
    """A flag with its day and what for; five good every ten days, kept, and due again."""
    assert names(found.book, "red_flags") == [(dt.date(2026, 11, 24), "3组", "记工公开")]
    days = {
        each.on: each.five_good for each in found.book.diary.calendar(FIRST, dt.date(2026, 12, 15))
    }
    told = {on.isoformat(): mark for on, mark in days.items() if mark}
    assert told == {"2026-11-22": "kept", "2026-11-30": "kept", "2026-12-10": "due"}
    mark = found.book.rhythm().five_good
    assert mark is not None
    assert mark.days == 9


def test_a_unit_is_told_month_by_month(found: TenDays) -> None:
    """At the end of each month the latest survey up to then says a group's type."""
    ends = ["2026-09-30", "2026-10-31", "2026-11-30", LAST.isoformat()]
    rows = found.book.groups.by_month()
    assert [each.day.isoformat() for each in rows] == ends
    for end, month in zip(ends, rows, strict=True):
        last = [max((e for e in road if e[0] <= end), default=("", 0))[1] for road in SURVEYS]
        assert month.row.types == tuple(last.count(number) for number in (1, 2, 3))
        assert month.row.surveyed == sum(bool(each) for each in last)
        cores = [each for each in found.groups if each.core_since]
        assert month.row.with_core == sum(each.core_since.isoformat() <= end for each in cores)  # type: ignore[union-attr]
    assert unit_on(found.book.shelf, (), dt.date(2026, 11, 26)).types == (0, 1, 2)


def test_units_are_listed_as_they_stood(found: TenDays) -> None:
    """Every unit of every level on any day: groups, surveyed, types, core groups, by plain loops."""
    roads = list(zip(found.groups, SURVEYS, strict=True))
    for day in (dt.date(2026, 10, 12), dt.date(2026, 11, 1), dt.date(2026, 11, 26), LAST):
        lines = {line[0]: line[1:] for line in names(found.book, "units", on=day)}
        assert list(lines) == ["", "红旗公社", "红旗公社/崔寨大队", "红旗公社/李庄大队"]
        for unit, told in lines.items():
            within = [(g, road) for g, road in roads if "/".join(g.unit).startswith(unit)]
            known = [[n for on, n in road if on <= day.isoformat()] for _g, road in within]
            latest = [kinds[-1] for kinds in known if kinds]
            cores = [g for g, _road in within if g.core_since and g.core_since <= day]
            kinds = [latest.count(number) for number in (1, 2, 3)]
            assert list(told) == [len(within), len(latest), *kinds, len(cores)]
    assert firsts(found.book, "units", unit=UNITS[0].split("/")) == [UNITS[0]]


def test_lists_are_of_any_day(found: TenDays) -> None:
    """Who was not trained, what was learned, who was not told, as it was on a day."""
    book, day = found.book, dt.date(2026, 11, 25)
    came = {who for n, (_b, people) in enumerate(BATCHES) for who in people.split("、") if n < 2}
    leaders = [each.leader.name for each in found.groups if each.leader]
    assert firsts(book, "leaders_untrained", on=day) == [e for e in leaders if e not in came]
    learned = [e.learned for e in book.visits.all() if e.learned and e.visited_on <= day]
    assert sorted(line[1] for line in names(book, "learned", on=day)) == sorted(learned)
    told = {
        e.household for e in book.visits.all() if found.policy.id in e.tasks and e.visited_on <= day
    }
    homes = {
        e.head for e in book.households.all() if e.group in found.policy.groups and e.id not in told
    }
    untold = names(book, "untold", on=day)
    assert {line[3] for line in untold if line[0] == found.policy.title} == homes
    assert found.ended.title in {line[0] for line in untold}  # it ran still
    assert not names(book, "key_points", on=dt.date(2026, 11, 23))


def test_households_not_visited_in_time_are_listed(found: TenDays) -> None:
    """The next visit is overdue, or the first since it was assigned: by the visits one by one."""
    book, late = found.book, set()
    for home in book.households.all():
        days = [
            e.visited_on
            for e in book.visits.all()
            if e.household == home.id and e.manner != "nobody_home"
        ]
        every = home.visit_every_days or 10
        since = max(days, default=home.created_at.date())
        if since + dt.timedelta(days=every) < book.today:
            late.add(home.head)
    assert set(firsts(book, "overdue")) == late


def test_another_rule_of_the_week() -> None:
    """Of two numbers the first counts study and meetings together; names are the branch's own."""
    found = ten_days()
    for day, spent in ((23, "study"), (24, "meeting"), (25, "front_line"), (26, "front_line")):
        found.book.diary.write(Draft(on=f"2026-11-{day}", spent=spent))
    rule = Habits(week_rule=(2, 5), week_names=("会议学习", "下面"))
    told = week(found.book.shelf, dt.date(2026, 11, 25), LAST, rule)
    assert told.spent == (("indoors", 2, 2), ("front_line", 2, 5))
    assert (told.names, told.unmarked) == (("会议学习", "下面"), 3)
    assert week(found.book.shelf, LAST, LAST, Habits()).names == ()


def test_every_act_of_the_days_is_undone() -> None:
    """Undoing all brings the book back to nothing, redoing to the same again."""
    book = ten_days().book
    before = {each.id: name_of(each) for room in book.rooms() for each in room.all()}
    for _each in list(book.acts):
        book.undo()
    assert not any(room.all() for room in book.rooms())
    for _each in list(book.acts):
        book.redo()
    after = {each.id: name_of(each) for room in book.rooms() for each in room.all()}
    assert after == before


def test_a_plan_says_something() -> None:
    """A plan without production, work and study is refused; a group that is none as well."""
    found = ten_days()
    with pytest.raises(Invalid):
        found.book.plans.write(Draft(group=found.groups[0].id))
    with pytest.raises(Invalid):
        found.book.tasks.write(Draft(title="无主", groups=["nobody"]))
    assert found.book.shelf.count(Group) == len(found.groups)
    assert found.book.shelf.count(Household) == len(ALONGSIDE)


def test_days_to_come_make_no_group_late(found: TenDays) -> None:
    """Until a day to come, the groups not visited are those of today."""
    book = found.book
    later = book.today + dt.timedelta(days=60)
    assert book.names("not_visited", until=later) == book.names("not_visited", until=book.today)
