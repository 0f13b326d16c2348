"""The records of work with groups: surveys, stays, linked groups, training, what is worth passing on."""

import datetime as dt

import msgspec

from fieldbook.domain.parts import Findings, OnSite, Person
from fieldbook.domain.record import Record


class Survey(Record, frozen=True, kw_only=True):
    """A survey 摸底 of a work group."""

    kind = "survey"
    table = "surveys"

    group: str
    surveyed_on: dt.date
    surveyed_text: str | None = None
    """As ``found_text`` of an issue: set where ``surveyed_on`` is only the day of taking in."""
    type: int
    """1 core formed, 2 core not strong, 3 core not formed."""
    findings: Findings = Findings()


class Stay(Record, frozen=True, kw_only=True):
    """A stay 蹲点 with a group."""

    kind = "stay"
    table = "stays"

    group: str
    from_on: dt.date
    to_on: dt.date | None = None
    purpose: str = ""


class Link(Record, frozen=True, kw_only=True):
    """A linked group 挂钩: a member takes on one advanced and one lagging group.

    A key point 重点组 is the third kind: a committee or a cadre takes a group on.
    """

    kind = "link"
    table = "links"

    group: str
    link_kind: str = msgspec.field(name="kind")
    member: str = ""
    committee: str = ""
    from_on: dt.date | None = None
    to_on: dt.date | None = None
    outcome: str = ""
    """How it went, as it is told afterwards."""


class Plan(Record, frozen=True, kw_only=True):
    """A group's plan 安排 of production, work and study for ten days, made with its people."""

    kind = "plan"
    table = "plans"

    group: str
    from_on: dt.date
    to_on: dt.date | None = None
    production: str = ""
    work: str = ""
    study: str = ""
    made_with: tuple[Person, ...] = ()
    looked_back: str = ""
    """What came of it, looked back on when the next one is made."""

    def runs(self, since: dt.date, until: dt.date) -> bool:
        """Whether it has any of these days; one without a last day runs on."""
        return self.from_on <= until and (self.to_on is None or self.to_on >= since)


class Training(Record, frozen=True, kw_only=True):
    """A training 训练: a class, an evening, or one lesson from one incident."""

    kind = "training"
    table = "trainings"

    on: dt.date
    topic: str
    training_kind: str = msgspec.field(default="lesson", name="kind")
    issue: str = ""
    task: str = ""
    experience: str = ""
    group: str = ""
    groups: tuple[str, ...] = ()
    """Ids of further groups it was held for."""
    unit: tuple[str, ...] = ()
    """The unit whose groups it was all held for: a brigade, a team."""
    batch: str = ""
    """Classes that go together, until all leaders were at one of them."""
    lecturers: tuple[Person, ...] = ()
    attendees: tuple[Person, ...] = ()
    note: str = ""
    """What was taught."""
    discussed: str = ""
    """What people said at it."""


class Experience(Record, frozen=True, kw_only=True):
    """An experience 经验（解剖麻雀） worth passing on."""

    kind = "experience"
    table = "experiences"

    title: str
    on: dt.date
    group: str = ""
    solution: str = ""
    visit: str = ""
    """The visit at which it was learned."""
    told_by: Person | None = None
    """Whose experience it is, where it is of the contact work itself."""
    situation: str = ""
    action: str = ""
    outcome: str = ""
    advice: str = ""
    meetings: tuple[OnSite, ...] = ()


class OnSiteMeeting(Record, frozen=True, kw_only=True):
    """An on-site meeting 现场会: planned first, then held; groups come and see how it is done."""

    kind = "on_site_meeting"
    table = "on_site_meetings"

    topic: str
    on: dt.date
    """The day it is planned for."""
    place: str = ""
    group: str = ""
    """The group at which it is held."""
    experience: str = ""
    groups: tuple[str, ...] = ()
    """Ids of the groups that are to come."""
    held_on: dt.date | None = None
    came: tuple[str, ...] = ()
    """Ids of the groups that came."""
    attendees: tuple[Person, ...] = ()
    took_home: str = ""
    """What they took home with them."""


class Commendation(Record, frozen=True, kw_only=True):
    """A commendation 表扬 of good work."""

    kind = "commendation"
    table = "commendations"

    on: dt.date
    whom: Person
    """``role`` says what is commended: ``group``, ``household`` or ``member``."""
    for_what: str = ""
    commendation_kind: str = msgspec.field(default="other", name="kind")
