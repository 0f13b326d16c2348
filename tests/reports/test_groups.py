"""Groups: their types and roads, who carries the work, stays, relapses, training, the county."""

import datetime as dt

import msgspec
import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.reports.branch import days_kept
from fieldbook.reports.carried import Carried
from fieldbook.reports.contact_groups import contact_on, fell_due
from fieldbook.reports.county import county
from fieldbook.reports.meeting import meeting
from fieldbook.reports.relapses import relapses
from fieldbook.reports.tables import Share
from fieldbook.reports.trainings import not_trained
from tests.clock import Clock
from tests.village import Village


def day(number: int, month: int = 11) -> dt.date:
    return dt.date(2026, month, number)


def studied(village: Village, group: int, carried_by: str, on: dt.date) -> str:
    """A solution of an issue of a group."""
    issue = village.book.issues.raise_(Draft(title="事", group=village.groups[group].id))
    return village.book.solutions.note(
        Draft(issues=[issue.id], method="办", carried_by=carried_by, studied_on=on)
    ).id


def test_a_groups_road_is_its_surveys_in_order(village: Village) -> None:
    """The latest survey is its type; entered later does not mean surveyed later."""
    book, (first, second) = village.book, village.groups
    for on, kind in ((day(20), "1"), (day(1, 3), "3"), (day(5, 7), "2")):
        book.surveys.note(Draft(group=first.id, surveyed_on=on, type=kind))
    row = book.groups.row(first.id)
    assert row.road == ((day(1, 3), 3), (day(5, 7), 2), (day(20), 1))
    assert row.type == 1
    assert book.groups.row(second.id).type is None


def test_what_wants_work_comes_first(village: Village) -> None:
    """Not formed, not strong, not surveyed, formed; within a type the most unsolved issues."""
    book = village.book
    for name, kind in (("甲", 3), ("乙", 3), ("丙", 2), ("丁", 1)):
        group = book.groups.found(Draft(name=name))
        book.surveys.note(Draft(group=group.id, type=kind))
        if name == "乙":
            book.issues.raise_(Draft(title="事", group=group.id))
    names = [each.group.name for each in book.groups.rows()]
    assert names == ["乙", "甲", "丙", "3组", "4组", "丁"]
    assert [each.group.name for each in book.groups.rows(only_type=3)] == ["乙", "甲"]


def test_a_core_group_stands_since_its_day_or_by_its_members(village: Village) -> None:
    """A core group that is to be formed next month does not stand yet."""
    book, (first, second) = village.book, village.groups
    book.groups.edit(first.id, Draft(core_since="2026-12-01", core_members="李霞平、王大山"))
    book.groups.edit(second.id, Draft(core_members="钱多"))
    assert [each.core for each in sorted(book.groups.rows(), key=lambda r: r.group.seq)] == [
        False, True,
    ]  # fmt: skip
    village.clock.today = day(1, 12)
    assert book.groups.row(first.id).core


def test_issues_of_a_groups_households_are_the_groups(village: Village) -> None:
    """An issue counts for its own group, else for its household's; dropped ones want no work."""
    book = village.book
    assert book.groups.row(village.groups[0].id).unsolved == 2
    book.issues.drop(village.issues[1].id, "重复")
    row = book.groups.row(village.groups[0].id)
    assert (row.unsolved, row.households, row.carried) == (1, 3, Carried(group=1))


def test_the_share_carried_by_the_groups_is_told_by_month(village: Village) -> None:
    """Of the solutions of which it was said; months without any are left out."""
    for on, carried_by in ((day(3, 9), "cadre"), (day(9, 9), "group"), (day(9, 9), "")):
        studied(village, 1, carried_by, on)
    rows = village.book.groups.carried_by_month()
    assert [(each.month, each.carried, each.carried.share) for each in rows] == [
        (day(1, 9), Carried(1, 0, 1), 0.5), (day(1), Carried(1, 0, 0), 1.0),
    ]  # fmt: skip
    (row,) = village.book.groups.carried_by_month(village.groups[1].id)
    assert row.carried.said == 2
    assert Carried().share is None


@pytest.mark.parametrize(
    ("carried", "leans"),
    [
        (["cadre", "cadre"], False),
        (["cadre", "cadre", "group"], True),
        (["cadre", "cadre", "group", "jointly"], False),
        (["cadre", "cadre", ""], False),
    ],
)
def test_leaning_on_the_cadre_is_said_only_with_reason(
    village: Village, carried: list[str], leans: bool
) -> None:
    """Three solutions at least in ninety days, and more than half of them by the cadre."""
    for each in carried:
        studied(village, 1, each, day(1))
    studied(village, 1, "cadre", day(1, 6))
    studied(village, 1, "cadre", day(2, 6))
    assert village.book.groups.row(village.groups[1].id).leans_on_cadre is leans


def test_relapses_are_counted_by_group_kind_and_bearer(village: Village) -> None:
    """Each issue that relapsed once is one; a group's own follow-up counts for the group."""
    book, (first, second) = village.book, village.groups
    book.solutions.edit(village.solution.id, Draft(issues=[each.id for each in village.issues]))
    book.solutions.solve(village.solution.id, Draft())
    book.follow_ups.check_at_once(village.solution.id, Draft(result="relapsed"))
    planned = book.follow_ups.plan(Draft(group=second.id, due_on="today"))
    book.follow_ups.check(planned.id, Draft(result="relapsed", checked_on="today"))
    found = relapses(book.shelf)
    assert len(found.rows) == 3
    assert found.by_group == ((first.id, 2), (second.id, 1))
    assert dict(found.by_kind) == {"production": 1, "request": 1}
    assert found.by_carried == found.issues_carried() == (("group", 2),)
    assert book.groups.row(first.id).relapses == 2
    assert not relapses(book.shelf, to_on=day(20)).rows
    assert len(relapses(book.shelf, day(21), day(21)).rows) == 3
    book.solutions.remove(village.solution.id)
    assert len(relapses(book.shelf).rows) == 1


def test_a_stay_is_seen_beside_what_was_before_and_after(village: Village) -> None:
    """As many days before as it took (30 at least), and after it up to today."""
    book, group, clock = village.book, village.groups[1], village.clock
    home = village.households[3].id
    book.surveys.note(Draft(group=group.id, surveyed_on=day(1), type=3))
    book.visits.note(Draft(household=home, visited_on=day(2)), [Draft(title="前")])
    stay = book.stays.begin(Draft(group=group.id, from_on=day(11)))
    solution = studied(village, 1, "group", day(12))
    book.visits.note(Draft(group=group.id, visited_on=day(13)))
    book.visits.note(Draft(household=home, visited_on=day(14), manner="nobody_home"))
    book.solutions.solve(solution, Draft(solved_on=day(15)))
    book.surveys.note(Draft(group=group.id, surveyed_on=day(20), type=2))
    book.stays.end(stay.id, day(20))
    figures = book.stays.figures(stay.id)
    assert (figures.before.from_on, figures.before.to_on) == (day(12, 10), day(10))
    assert (figures.during.from_on, figures.during.to_on) == (day(11), day(20))
    assert figures.after is not None
    assert (figures.after.from_on, figures.after.to_on) == (day(21), day(21))
    assert [each.visits for each in (figures.before, figures.during, figures.after)] == [1, 1, 0]
    assert [each.found for each in (figures.before, figures.during)] == [1, 0]
    assert (figures.during.solved, figures.during.carried) == (1, Carried(group=1))
    assert [each.type for each in (figures.before, figures.during, figures.after)] == [3, 2, 2]
    clock.today = day(5, 12)
    book.follow_ups.check_at_once(solution, Draft(result="relapsed"))
    after = book.stays.figures(stay.id).after
    assert after is not None
    assert (after.to_on, after.relapsed) == (day(5, 12), 1)
    running = book.stays.begin(Draft(group=group.id))
    assert book.stays.figures(running.id).after is None


def test_training_goes_round_by_who_waits_longest(village: Village) -> None:
    """Not trained yet first, then the longest ago; one name in two groups is two people."""
    book = village.book
    book.groups.edit(village.groups[1].id, Draft(key_members="王大山、钱多"))
    book.trainings.write(
        Draft(topic="选种", on=day(1), group=village.groups[0].id, attendees="王大山")
    )
    book.trainings.write(Draft(topic="记工", on=day(9), attendees="李霞平、钱多"))
    lesson = Draft(
        topic="水渠一课", on=day(3), issue=village.issues[0].id, attendees="钱多、孙二娘"
    )
    book.trainings.write(lesson)
    rows = book.trainings.rotation()
    assert [(each.group.name, each.person.name, each.last and each.last.topic) for each in rows] == [
        ("4组", "王大山", None), ("3组", "王大山", "选种"), ("3组", "孙二娘", "水渠一课"),
        ("3组", "李霞平", "记工"), ("4组", "钱多", "记工"),
    ]  # fmt: skip
    assert [each.post for each in rows if each.person.name == "钱多"] == ["leader"]


def test_a_training_with_another_group_is_a_training(village: Village) -> None:
    """Who attended another group's training is trained; the group only tells namesakes apart."""
    book, (third, fourth) = village.book, village.groups
    book.groups.edit(fourth.id, Draft(key_members="王大山、吴用"))
    book.trainings.write(Draft(topic="选种", on=day(1), group=third.id, attendees="王大山、吴用"))
    rows = {
        (e.group.name, e.person.name): e.last and e.last.topic for e in book.trainings.rotation()
    }
    assert rows["4组", "吴用"] == "选种"
    assert rows["3组", "王大山"] == "选种"
    assert rows["4组", "王大山"] is None
    assert {e.person.name for e in not_trained(book.trainings.rotation())} == {
        "王大山", "李霞平", "孙二娘", "钱多",
    }  # fmt: skip


def test_a_county_is_added_up_for_any_level(book: Fieldbook) -> None:
    """Groups, surveyed, types and core groups of a unit and of each unit below it."""
    plan = (
        ("东", "一队", 1, True),
        ("东", "一队", 3, False),
        ("东", "二队", 0, False),
        ("西", "", 2, True),
    )
    for number, (commune, brigade, kind, core) in enumerate(plan):
        unit = "/".join(each for each in (commune, brigade) if each)
        since = "2026-01-01" if core else ""
        group = book.groups.found(Draft(name=f"{number}组", unit=unit, core_since=since))
        if kind:
            book.surveys.note(Draft(group=group.id, type=3, surveyed_on="2026-01-01"))
            book.surveys.note(Draft(group=group.id, type=kind))
    total, parts = book.groups.figures()
    assert (total.groups, total.surveyed, total.types, total.with_core) == (4, 3, (1, 1, 1), 2)
    assert (total.share_surveyed.ratio, total.share_with_core.ratio) == (0.75, 0.5)
    assert total.shares_of_types == ((1, 3),) * 3
    assert [(each.unit, each.groups) for each in parts] == [(("东",), 3), (("西",), 1)]
    total, parts = book.groups.figures(("东",))
    assert (total.groups, total.types) == (3, (1, 0, 1))
    assert [each.unit for each in parts] == [("东", "一队"), ("东", "二队")]
    nothing = book.groups.figures(("南",)).total
    assert [each.ratio for each in nothing.shares] == [None] * 5


@pytest.mark.parametrize(
    ("visited", "kept"),
    [
        ([], [(11, None)]),
        ([11], [(11, 11), (21, None)]),
        ([12], [(11, 12), (22, None)]),
        ([25], [(11, 25)]),
        ([2, 3, 4], [(11, 4), (14, None)]),
        ([5, 14, 24], [(11, 5), (15, 14), (24, 24)]),
    ],
)
def test_a_visit_that_was_missed_stays_due_until_it_is_made(
    visited: list[int], kept: list[tuple[int, int | None]]
) -> None:
    """It is one visit, however long it takes; many at once keep one day, not several."""
    found = fell_due(day(1), 10, [day(each) for each in visited], day(30))
    assert [(on.day, made_on and made_on.day) for on, made_on in found] == kept


@pytest.mark.parametrize("late", [None, 21, 25, 28])
def test_going_late_does_not_lower_what_was_due(
    book: Fieldbook, clock: Clock, late: int | None
) -> None:
    """What was overdue when a period began was due in it, gone to or not, and was not made in time."""
    member = book.members.write(Draft(name="甲", contact_group="1"))
    clock.today = day(1)
    home = book.households.assign(Draft(head="乙", visit_every_days=10, contact=member.id)).id
    clock.today = day(28)
    if late:
        book.visits.note(Draft(household=home, visited_on=day(late)))
    (row,) = book.members.contact_groups(day(19), day(28))
    assert row.kept == (0, 1)


@pytest.mark.parametrize(
    ("visited", "kept"),
    [
        ([], [(11, False), (21, False)]),
        ([11], [(11, True), (21, False)]),
        ([5], [(11, True), (15, False), (25, False)]),
        ([2, 3, 4, 5, 6], [(11, True), (16, False), (26, False)]),
        ([12], [(11, False), (22, False)]),
        ([12, 20], [(11, False), (22, True), (30, False)]),
        ([5, 14, 24], [(11, True), (15, True), (24, True)]),
    ],
)
def test_reports_are_kept_by_the_day_they_fall_due(
    visited: list[int], kept: list[tuple[int, bool]]
) -> None:
    """Every ten days from the last one; many visits at once keep one day, not several."""
    found = days_kept(day(1), 10, [day(each) for each in visited], day(30))
    assert [(on.day, made) for on, made in found] == kept


def test_contact_groups_are_compared_by_their_work(village: Village, clock: Clock) -> None:
    """Visits kept of those due, explanations, referrals in time; nothing of single persons."""
    book = village.book
    lone = book.members.write(Draft(name="孤"))
    tenth = book.members.write(Draft(name="拾", contact_group="10"))
    book.households.reassign([village.households[3].id], tenth.id)
    book.households.reassign([village.households[4].id], lone.id)
    clock.today = day(25)
    book.issues.refer([village.issues[0].id], on=day(21))
    rows = book.members.contact_groups(day(10), day(30))
    assert [(each.contact_group, each.households) for each in rows] == [
        ("3", 3),
        ("10", 1),
        ("", 1),
    ]
    first = rows[0]
    assert (first.visits, first.reached, first.kept) == (1, 1, (1, 5))
    assert first.explained == (("tasks", 1), ("policies", 1), ("methods", 0))
    assert first.in_time == (1, 2)
    assert (first.kept.ratio, first.in_time.ratio) == (1 / 5, 0.5)
    assert (rows[1].kept.ratio, rows[1].in_time.ratio) == (None, None)
    assert not any("member" in name or "person" in name for name in first._fields)


def test_a_visit_due_today_is_not_missed_yet(village: Village, clock: Clock) -> None:
    """Of a period that ends today it counts once it was made; tomorrow it counts as missed."""
    book, home = village.book, village.households[0]
    row = next(each for each in book.households.due() if each.household.id == home.id)

    def kept(today: dt.date) -> Share:
        """Of the visits due on the day."""
        clock.today = today
        (found,) = (e for e in book.members.contact_groups(row.due_on, row.due_on) if e.kept.whole)
        return found.kept

    for each in village.households[1:]:
        book.households.remove(each.id)
    assert kept(row.due_on + dt.timedelta(days=1)) == (0, 1)
    clock.today = row.due_on
    assert not any(e.kept.whole for e in book.members.contact_groups(row.due_on, row.due_on))
    told = meeting(book.shelf, row.due_on, row.due_on, row.due_on, DEFAULT_HABITS)
    assert "kept" not in told.figures.contact
    book.visits.note(Draft(household=home.id))
    assert kept(row.due_on) == (1, 1)


def test_what_came_before_the_first_contact_is_the_work_of_who_wrote_it_down(
    village: Village, clock: Clock
) -> None:
    """Visits made before anybody was the contact are no other group's, nor of those in none."""
    book = village.book
    writer = book.members.write(Draft(name="新手", contact_group="3"))
    home = book.households.assign(Draft(head="新户", contact=""))
    clock.today = day(25)
    book.households.reassign([home.id], writer.id)

    def visits() -> dict[str, int]:
        rows = book.members.contact_groups(day(10), day(30))
        return {each.contact_group: each.visits for each in rows}

    before = visits()
    visit = book.visits.note(Draft(household=home.id, visited_on=day(22)))
    his = msgspec.structs.replace(visit, created_by=writer.id)
    book._desk.commit("edit", [Change(visit, his)])
    assert visits() == {**before, "3": before["3"] + 1}


def test_a_handover_leaves_past_work_where_it_was_done(village: Village, clock: Clock) -> None:
    """Visits, what was due and referrals stay with the contact of their day; what comes is the new one's."""
    book, home = village.book, village.households[0]
    tenth = book.members.write(Draft(name="拾", contact_group="10"))
    clock.today = day(25)
    book.issues.refer([village.issues[0].id], on=day(20))
    book.households.reassign([home.id], tenth.id)
    book.visits.note(Draft(household=home.id, explained=["methods"]))
    clock.today = day(30)
    third, new = book.members.contact_groups(day(10), day(30))
    assert (third.households, third.visits, third.in_time.part) == (4, 1, 1)
    assert dict(third.explained)["policies"] == 1
    assert (new.households, new.visits, new.in_time.whole) == (1, 1, 0)
    assert new.kept == (1, 1)
    assert contact_on(book.households.get(home.id), day(24)) == village.members[0].id
    assert contact_on(book.households.get(home.id), day(25)) == tenth.id


def test_what_hangs_on_the_unit_itself_is_told_last(book: Fieldbook) -> None:
    """Whichever was founded first, the units below it come before."""
    for name, unit in (("1组", "东风"), ("2组", "东风/二队"), ("3组", "东风/一队")):
        book.groups.found(Draft(name=name, unit=unit))
    found = county(book.shelf, ("东风",), book.today)
    assert [each.unit for each in found.parts] == [
        ("东风", "二队"), ("东风", "一队"), ("东风", ""),
    ]  # fmt: skip
