"""The list behind each percentage: which groups, households, members, visits and changes are meant.

Groups, households and what happened are listed, in the branch's own order; nothing here orders or
counts a person.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Final, NamedTuple

from fieldbook.domain.habits import Habits
from fieldbook.domain.marks import in_order, studied_day, surveyed_day, visited_day
from fieldbook.domain.records import (
    RECORD_TYPES,
    Experience,
    FollowUp,
    Group,
    Household,
    Link,
    Member,
    OnSiteMeeting,
    Plan,
    Record,
    Solution,
    Survey,
    Visit,
    is_within,
)
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.branch import referral_desk
from fieldbook.reports.carried import groups_of
from fieldbook.reports.county import every_unit
from fieldbook.reports.due import visits_due
from fieldbook.reports.follow_ups import has_its_subject
from fieldbook.reports.group_work import posts_changed, red_flags
from fieldbook.reports.groups import has_core, surveys_by_group
from fieldbook.reports.on_site import came
from fieldbook.reports.relapses import relapses
from fieldbook.reports.tasks import task_rows
from fieldbook.reports.trainings import not_trained, rotation


class Asked(NamedTuple):
    """What a list is asked of, and how far it reaches."""

    shelf: Shelf
    today: dt.date
    habits: Habits
    since: dt.date | None = None
    until: dt.date | None = None

    def has(self, day: dt.date | None) -> bool:
        """Whether what is of a day counts."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since or dt.date.min) <= day <= (self.until or dt.date.max)

    def roads(self) -> Iterator[tuple[Group, list[Survey]]]:
        """Each group with its surveys up to the last day that is meant, the earliest first."""
        last = self.until or dt.date.max
        found = surveys_by_group(self.shelf)
        for each in self.shelf.every(Group):
            road = found.get(each.id, ())
            yield each, [one for one in road if in_order(surveyed_day(one)) <= last]


Told = str | int | dt.date | Record | None
"""What a cell tells: words, a count, a day, or a record by its name."""


class Line(NamedTuple):
    """One line: the record it is about, and its cells."""

    record: Record | None
    """None of a unit."""
    cells: tuple[Told, ...]
    group: Group | None = None
    """The group it is about; by it the lines of a unit are told."""
    below: tuple[str, ...] = ()
    """The unit it is about, where it is about no group."""

    @property
    def unit(self) -> tuple[str, ...]:
        """The unit in which the line is told."""
        return self.group.unit if self.group else self.below


class NameList(NamedTuple):
    """A list: its columns by the words of fields, and what makes its lines."""

    columns: tuple[str, ...]
    lines: Callable[[Asked], Iterator[Line]]


_OF_GROUP: Final = ("group", "unit", "leader")


def _group(group: Group, *more: Told) -> Line:
    leader = group.leader.name if group.leader else ""
    return Line(group, (group, "/".join(group.unit), leader, *more), group)


def _units(asked: Asked) -> Iterator[Line]:
    """All groups, then every unit with those below it, as they stood on the day that is meant."""
    for row in every_unit(asked.shelf, asked.today):
        counts = (row.groups, row.surveyed, *row.types, row.with_core)
        yield Line(None, ("/".join(row.unit), *counts), None, row.unit)


def _without_core(asked: Asked) -> Iterator[Line]:
    day = min(asked.until or asked.today, asked.today)
    return (_group(each) for each in asked.shelf.every(Group) if not has_core(each, day))


def _not_surveyed(asked: Asked) -> Iterator[Line]:
    """Never surveyed, or not since the first day that is meant."""
    since = asked.since or dt.date.min
    for group, road in asked.roads():
        last = surveyed_day(road[-1]) if road else None
        if not road or in_order(last) < since:
            yield _group(group, last)


def _of_type(number: int, asked: Asked) -> Iterator[Line]:
    for group, road in asked.roads():
        if road and road[-1].type == number:
            yield _group(group, surveyed_day(road[-1]))


def _type_3_twice(asked: Asked) -> Iterator[Line]:
    for group, road in asked.roads():
        if [each.type for each in road[-2:]] == [3, 3]:
            yield _group(group, surveyed_day(road[-1]))


def _weaker(asked: Asked) -> Iterator[Line]:
    for group, road in asked.roads():
        if len(road) > 1 and road[-1].type > road[-2].type:
            _name, *of_group = _group(group).cells
            cells = (group, road[-2].type, road[-1].type, *of_group, surveyed_day(road[-1]))
            yield Line(group, cells, group)  # from what to what is seen before where


def _untrained(post: str, asked: Asked) -> Iterator[Line]:
    """In the order of the groups, as they came."""
    for row in not_trained(rotation(asked.shelf)):
        if row.post == post:
            cells = (row.person.name, row.group, "/".join(row.group.unit))
            yield Line(row.group, cells, row.group)


def _not_visited(asked: Asked) -> Iterator[Line]:
    """Neither the group nor a household of it was visited within the group's interval; longest ago first.

    Of one that was never visited the days count from when it was written down, as a household's do.
    """
    last = min(asked.until or asked.today, asked.today)
    found: list[tuple[dt.date, Line]] = []
    for group in asked.shelf.every(Group):
        every = group.visit_every_days or asked.habits.visit_every_days
        days = _visited(asked.shelf, group, last)
        day = max(days, default=None)
        if (day or group.created_at.date()) < last - dt.timedelta(days=every):
            found.append((day or dt.date.min, _group(group, day)))
    yield from (line for _day, line in sorted(found, key=itemgetter(0)))


def _visited(shelf: Shelf, group: Group, last: dt.date) -> list[dt.date]:
    homes = shelf.pointing(Household, "group", group.id)
    visits = [each for home in homes for each in shelf.pointing(Visit, "household", home.id)]
    visits += shelf.pointing(Visit, "group", group.id)
    days = (visited_day(each) for each in visits if each.manner != "nobody_home")
    return [each for each in days if each and each <= last]


def _overdue(asked: Asked) -> Iterator[Line]:
    """The households not visited in time, the longest overdue first; one just assigned has its days yet."""
    shelf = asked.shelf
    for row in visits_due(shelf, asked.today, asked.habits):
        if row.days < 0:
            home = row.household
            group, contact = shelf.group_of(home), shelf.living(Member, home.contact)
            last = visited_day(row.last) if row.last else None
            of = contact.contact_group if contact else ""
            yield Line(home, (home, home.code, group, contact, of, last, row.due_on), group)


def _untold(asked: Asked) -> Iterator[Line]:
    """The households not yet told of a running task, by task and group."""
    for row in task_rows(asked.shelf, asked.today):
        by_group: dict[str, list[Household]] = defaultdict(list)
        for each in row.untold if row.running else ():
            by_group[each.group].append(each)
        for group_id, homes in by_group.items():
            group = asked.shelf.living(Group, group_id)
            for each in homes:
                contact = asked.shelf.living(Member, each.contact)
                yield Line(each, (row.task, group, each.code, each, contact), group)


def _not_linked(kind: str, asked: Asked) -> Iterator[Line]:
    """The members, in the branch's own order, who have no group of a kind taken on."""
    shelf, today = asked.shelf, asked.today
    for member in shelf.every(Member):
        links = (e for e in shelf.pointing(Link, "member", member.id) if e.link_kind == kind)
        if not any(_runs(each, today) for each in links):
            yield Line(member, (member, member.contact_group))


def _runs(link: Link, today: dt.date) -> bool:
    return (link.from_on or today) <= today < (link.to_on or dt.date.max)


def _key_points(asked: Asked) -> Iterator[Line]:
    for each in asked.shelf.every(Link):
        group = asked.shelf.living(Group, each.group)
        if each.link_kind == "key_point" and group:
            who = asked.shelf.living(Member, each.member) or each.committee
            yield Line(each, (group, who, each.from_on, each.to_on, each.outcome), group)


def _without_plan(asked: Asked) -> Iterator[Line]:
    """No plan of theirs has today among its days."""
    for group in asked.shelf.every(Group):
        plans = asked.shelf.pointing(Plan, "group", group.id)
        if not any(each.runs(asked.today, asked.today) for each in plans):
            yield _group(group, max((each.to_on or each.from_on for each in plans), default=None))


def _learned(asked: Asked) -> Iterator[Line]:
    """What was learned from the people, the latest first, and whether it became an experience."""
    shelf = asked.shelf
    visits = [each for each in shelf.every(Visit) if each.learned and asked.has(visited_day(each))]
    for each in sorted(visits, key=lambda e: (e.visited_on, e.seq), reverse=True):
        group = shelf.group_of(each)
        passed_on = next(iter(shelf.pointing(Experience, "visit", each.id)), None)
        home = shelf.household_of(each) or each.household_text
        yield Line(each, (visited_day(each), each.learned, group, home, passed_on), group)


def _posts(asked: Asked) -> Iterator[Line]:
    """The changes of leaders, posts and who answers for what, the latest first."""
    groups = asked.shelf.every(Group)
    found = [(e, each) for e in groups for each in posts_changed(e) if asked.has(each.on)]
    for group, each in sorted(found, key=lambda pair: pair[1].on, reverse=True):
        yield Line(group, (each.on, group, each.post, each.before, each.after), group)


def _red_flags(asked: Asked) -> Iterator[Line]:
    flags = [
        (each, group)
        for group in asked.shelf.every(Group)
        for each in red_flags(asked.shelf, group)
        if asked.has(each.on)
    ]
    for each, group in sorted(flags, key=lambda e: (e[0].on, e[0].seq), reverse=True):
        yield Line(each, (each.on, group, each.for_what), group)


def _came(asked: Asked) -> Iterator[Line]:
    """The groups that came to on-site meetings, with their types before and at the next survey."""
    held = [each for each in asked.shelf.every(OnSiteMeeting) if each.held_on]
    for meeting in sorted(held, key=lambda each: (each.held_on or each.on, each.seq), reverse=True):
        for each in came(asked.shelf, meeting) if asked.has(meeting.held_on) else ():
            cells = (meeting.held_on, each.group, each.before, each.after, meeting)
            yield Line(meeting, cells, each.group)


def _by_cadre(asked: Asked) -> Iterator[Line]:
    """The solutions the cadre carried out for people, the latest first."""
    shelf = asked.shelf
    found = [(studied_day(e), e) for e in shelf.every(Solution) if e.carried_by == "cadre"]
    for day, each in sorted(found, key=lambda pair: (in_order(pair[0]), pair[1].seq), reverse=True):
        if asked.has(day):
            groups = (shelf.living(Group, one) for one in sorted(groups_of(shelf, each)))
            group = next(groups, None)
            who = each.responsible.name if each.responsible else ""
            yield Line(each, (day, group, each.method, who), group)


def _checked(asked: Asked) -> Iterator[Line]:
    """What the follow-ups found, the latest first."""
    shelf = asked.shelf
    found = [(e.checked_on, e) for e in shelf.every(FollowUp) if e.result and e.checked_on]
    for day, each in sorted(found, key=lambda pair: (pair[0], pair[1].seq), reverse=True):
        if asked.has(day) and has_its_subject(shelf, each):
            solution = shelf.living(Solution, each.solution) if each.solution else None
            groups = sorted(groups_of(shelf, solution)) if solution else [each.group]
            group = next((shelf.living(Group, one) for one in groups), None)
            yield Line(each, (day, each.result, group, solution, each.note), group)


def _relapsed(asked: Asked) -> Iterator[Line]:
    """What did not hold, the latest first."""
    for each in relapses(asked.shelf, asked.since, asked.until).rows:
        title = each.issue.title if each.issue else ""
        by = each.solution.carried_by if each.solution else ""
        cells = (each.on, each.group, title, by, each.follow_up.note)
        yield Line(each.issue or each.follow_up, cells, each.group)


def _referral_desk(asked: Asked) -> Iterator[Line]:
    """What the branch is to answer, by age."""
    for each in referral_desk(asked.shelf, asked.today, asked.habits):
        if asked.has(each.since):
            row = each.row
            home: Told = row.household or row.issue.household_text
            cells = (each.since, each.waiting, row.issue.title, each.contact_group, home, row.group)
            yield Line(row.issue, cells, row.group)


LISTS: Final[Mapping[str, NameList]] = {
    "units": NameList(
        ("unit", "groups", "surveyed", "type_1", "type_2", "type_3", "with_core"), _units
    ),
    "without_core": NameList(_OF_GROUP, _without_core),
    "not_surveyed": NameList((*_OF_GROUP, "surveyed_on"), _not_surveyed),
    "type_3": NameList((*_OF_GROUP, "surveyed_on"), partial(_of_type, 3)),
    "type_2": NameList((*_OF_GROUP, "surveyed_on"), partial(_of_type, 2)),
    "type_1": NameList((*_OF_GROUP, "surveyed_on"), partial(_of_type, 1)),
    "type_3_twice": NameList((*_OF_GROUP, "surveyed_on"), _type_3_twice),
    "weaker": NameList(("group", "before", "type", "unit", "leader", "surveyed_on"), _weaker),
    "leaders_untrained": NameList(("name", "group", "unit"), partial(_untrained, "leader")),
    "key_untrained": NameList(("name", "group", "unit"), partial(_untrained, "key_members")),
    "not_visited": NameList((*_OF_GROUP, "visited_on"), _not_visited),
    "overdue": NameList(
        ("household", "code", "group", "contact", "contact_group", "visited_on", "due_on"), _overdue
    ),
    "untold": NameList(("task", "group", "code", "household", "contact"), _untold),
    "no_advanced": NameList(("member", "contact_group"), partial(_not_linked, "advanced")),
    "no_lagging": NameList(("member", "contact_group"), partial(_not_linked, "lagging")),
    "key_points": NameList(("group", "member", "from_on", "to_on", "outcome"), _key_points),
    "without_plan": NameList((*_OF_GROUP, "to_on"), _without_plan),
    "learned": NameList(("visited_on", "learned", "group", "household", "experience"), _learned),
    "posts": NameList(("on", "group", "post", "before", "after"), _posts),
    "red_flags": NameList(("on", "group", "for_what"), _red_flags),
    "came": NameList(("held_on", "group", "before", "after", "topic"), _came),
    "by_cadre": NameList(("studied_on", "group", "method", "responsible"), _by_cadre),
    "checked": NameList(("checked_on", "result", "group", "solution", "note"), _checked),
    "relapsed": NameList(("checked_on", "group", "title", "carried_by", "note"), _relapsed),
    "referral_desk": NameList(
        ("date", "waiting", "title", "contact_group", "household", "group"), _referral_desk
    ),
}
"""Every list, by its code."""


BY_DAYS: Final = frozenset({
    "not_surveyed", "learned", "posts", "red_flags", "came", "by_cadre", "checked",
    "relapsed", "referral_desk",
})  # fmt: skip
"""The lists that a number of days makes shorter."""
OF_MEMBERS: Final = frozenset({"no_advanced", "no_lagging"})
"""The lists of members, who belong to no unit."""


def lines_of(code: str, asked: Asked, unit: Sequence[str] = ()) -> tuple[Line, ...]:
    """The lines of a list; of a unit those about its groups, where the list is about groups."""

    def made() -> tuple[Line, ...]:
        return tuple(LISTS[code].lines(asked))

    lines = asked.shelf.remember(f"list_{code}", RECORD_TYPES, made, *asked[1:])
    if not unit or code in OF_MEMBERS:
        return lines
    return tuple(each for each in lines if is_within(each.unit, unit))
