"""The records: what a book holds. Typed, deeply frozen, words of the field.

A record is made by an act from a draft (:mod:`fieldbook.domain.acts`) or by the store from a
document; nothing else makes one. Dates are plain local dates, times carry their offset. Fields
that a newer fieldbook wrote are carried along in ``beyond``, at every depth, and written back.

What is *not* here is meant: no field for anybody's standing, class, belief or reliability, and no
score of persons.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec

from fieldbook.domain.group_records import (
    Commendation,
    Experience,
    Link,
    OnSiteMeeting,
    Plan,
    Stay,
    Survey,
    Training,
)
from fieldbook.domain.parts import (
    Duty,
    Findings,
    Frozen,
    Handover,
    Matter,
    Merged,
    OnSite,
    Person,
    PostChange,
    Referral,
    Source,
    Step,
    Version,
)
from fieldbook.domain.record import EARLIEST, LATEST, Record, Stamps

__all__ = [
    "BY_KIND", "BY_TABLE", "EARLIEST", "LATEST", "RECORD_TYPES", "Commendation", "Diary",
    "Duty", "Experience", "Findings", "FollowUp", "Frozen", "Group", "Handover", "Household",
    "Issue", "Link", "Matter", "Member", "Merged", "OnSite", "OnSiteMeeting", "Person", "Plan", "PostChange",
    "Record", "Referral", "Solution", "Source", "Stamps", "Stay", "Step", "Survey", "Task",
    "Training", "Version", "Visit", "stored_name",
]  # fmt: skip


class Household(Record, frozen=True, kw_only=True):
    """A household 户 that is to be visited."""

    kind = "household"
    table = "households"

    head: str
    """户主: the name as written."""
    code: str = ""
    """户号: text; counts within its group."""
    people: int | None = None
    address: str = ""
    phone: str = ""
    group: str = ""
    """The work group's id."""
    contact: str = ""
    """联系人: the member's id."""
    visit_every_days: int | None = None
    """Own visit interval; without one the group's counts, then the book's."""
    note: str = ""
    tags: tuple[str, ...] = ()
    handovers: tuple[Handover, ...] = ()


class Group(Record, frozen=True, kw_only=True):
    """A work group 小组."""

    kind = "group"
    table = "groups"

    name: str
    unit: tuple[str, ...] = ()
    """The levels above it, outermost first: commune, brigade, team."""
    leader: Person | None = None
    key_members: tuple[Person, ...] = ()
    core_since: dt.date | None = None
    core_members: tuple[Person, ...] = ()
    duties: tuple[Duty, ...] = ()
    """Who of the core group answers for what; since when, the changes of posts say."""
    visit_every_days: int | None = None
    """The visit interval of its households that have none of their own."""
    note: str = ""
    tags: tuple[str, ...] = ()
    post_changes: tuple[PostChange, ...] = ()

    def is_within(self, unit: Sequence[str]) -> bool:
        """Whether it belongs to a unit; to one whose last name is empty, whether nothing lies between."""
        return is_within(self.unit, unit)


def is_within(unit: tuple[str, ...], above: Sequence[str]) -> bool:
    """Whether a unit lies within another, or is it; one whose last name is empty is what hangs on it itself."""
    return (*unit, "")[: len(above)] == tuple(above)


class Member(Record, frozen=True, kw_only=True):
    """A member 成员 of the branch, to whom households are assigned."""

    kind = "member"
    table = "members"

    name: str
    contact_group: str = ""
    """联系组: its number or name; two or more members share a set of households."""


class Task(Record, frozen=True, kw_only=True):
    """What the branch gives out 中心工作、任务, or a policy or method to be explained.

    Who has not yet been told is read off the visits.
    """

    kind = "task"
    table = "tasks"

    title: str
    given_on: dt.date
    task_kind: str = msgspec.field(default="task", name="kind")
    groups: tuple[str, ...] = ()
    """Ids of the groups it is given to; none: it is for all households."""
    given_to: tuple[Person, ...] = ()
    """Who sees to it; where no groups are named, it is for the households in these members' contact.

    Of ``work`` no household is told: they are to do it.
    """
    until_on: dt.date | None = None
    explanation: str = ""
    ended_on: dt.date | None = None
    outcome: str = ""
    """What became of it."""


class Visit(Record, frozen=True, kw_only=True):
    """A visit 走访 to a household or a group."""

    kind = "visit"
    table = "visits"

    visited_on: dt.date
    visited_text: str | None = None
    """As ``found_text`` of an issue: set where ``visited_on`` is only the day of taking in."""
    household: str = ""
    group: str = ""
    household_text: str = ""
    """The household as it was written where it could not be resolved yet."""
    manner: str = "visit"
    met: tuple[Person, ...] = ()
    companions: tuple[Person, ...] = ()
    """同行: members who went along."""
    explained: tuple[str, ...] = ()
    """三交: the kinds of explanation given."""
    tasks: tuple[str, ...] = ()
    """Ids of the tasks that were explained."""
    together: tuple[str, ...] = ()
    """四同: what was shared with the people there."""
    alongside: tuple[str, ...] = ()
    """三边: what was done besides, in the branch's own words."""
    learned: str = ""
    promised: str = ""
    """What the visitor promised; the next visit's form shows it on top."""
    note: str = ""


class Issue(Record, frozen=True, kw_only=True):
    """An issue 问题. Its status is never stored: :func:`fieldbook.domain.rules.status`."""

    kind = "issue"
    table = "issues"

    title: str
    found_on: dt.date
    found_text: str | None = None
    """The file's own words for the day where it could not be read (empty where none was given);
    then ``found_on`` is only the day of taking in."""
    summary: str = ""
    """摘要: one line meant for readers outside the branch, in place of the title."""
    detail: str = ""
    issue_kind: str = msgspec.field(default="other", name="kind")
    focus: str = ""
    household: str = ""
    group: str = ""
    visit: str = ""
    household_text: str = ""
    """The household as it was written where it could not be resolved yet."""
    raised_by: Person | None = None
    due_on: dt.date | None = None
    due_text: str = ""
    """The file's own words for a deadline that is no day, such as 立行立改."""
    studying_since: dt.date | None = None
    studied_before: tuple[dt.date, ...] = ()
    """The days it was taken into study before a relapse, the first one first."""
    referred_on: dt.date | None = None
    referred_to: str = ""
    answer: str = ""
    answered_on: dt.date | None = None
    referred_before: tuple[Referral, ...] = ()
    """Earlier referrals that had their answer, the first one first."""
    dropped_on: dt.date | None = None
    drop_reason: str = ""
    tags: tuple[str, ...] = ()

    @property
    def first_referred_on(self) -> dt.date | None:
        """The day the branch was told of it for the first time."""
        return self.referred_before[0].referred_on if self.referred_before else self.referred_on


class Solution(Record, frozen=True, kw_only=True):
    """A jointly studied solution 共同研究的办法; an issue's solutions are found through it."""

    kind = "solution"
    table = "solutions"

    issues: tuple[str, ...]
    studied_on: dt.date
    studied_text: str | None = None
    """As ``found_text`` of an issue: set where ``studied_on`` is only the day of taking in."""
    method: str
    with_whom: tuple[Person, ...] = ()
    responsible: Person | None = None
    due_on: dt.date | None = None
    steps: tuple[Step, ...] = ()
    carried_by: str = ""
    """By the group itself, jointly, or by the cadre; empty where nobody said."""
    solved_on: dt.date | None = None
    solved_text: str | None = None
    """As ``found_text`` of an issue: set where ``solved_on`` is only the day of taking in."""
    result: str = ""


class FollowUp(Record, frozen=True, kw_only=True):
    """A follow-up 回访: does it still hold?"""

    kind = "follow_up"
    table = "follow_ups"

    due_on: dt.date
    solution: str = ""
    group: str = ""
    checked_on: dt.date | None = None
    result: str = ""
    relapsed_issues: tuple[str, ...] = ()
    """The issues that relapsed; naming none of them means all that the solution is for."""
    note: str = ""
    cancelled_on: dt.date | None = None
    """Set when a relapse made it pointless, or the solving was taken back."""


class Diary(Record, frozen=True, kw_only=True):
    """A page of the diary 日记: a note, a summary, a study, a meeting."""

    kind = "diary"
    table = "diary"

    on: dt.date
    text: str = ""
    diary_kind: str = msgspec.field(default="note", name="kind")
    from_on: dt.date | None = None
    to_on: dt.date | None = None
    topic: str = ""
    attendees: tuple[Person, ...] = ()
    hours: str = ""
    """From when to when a meeting was held, as written."""
    place: str = ""
    chair: Person | None = None
    """Who chaired the meeting, 主持人."""
    recorder: Person | None = None
    """Who wrote the minutes, 记录人."""
    excused: tuple[Person, ...] = ()
    """Those who asked to be excused, 请假."""
    observers: tuple[Person, ...] = ()
    """Those who sat in without being members, 列席."""
    matters: tuple[Matter, ...] = ()
    spent: str = ""
    """How the day was spent: study, meeting or front line."""
    reported_on: dt.date | None = None
    """A note that was not reported to the branch stays in its writer's book."""


RECORD_TYPES: tuple[type[Record], ...] = (
    Household, Group, Member, Task, Visit, Issue, Solution, FollowUp, Diary,
    Survey, Stay, Link, Plan, Training, Experience, OnSiteMeeting, Commendation,
)  # fmt: skip
"""Every kind of record, in the order a reader meets them."""

BY_TABLE: dict[str, type[Record]] = {each.table: each for each in RECORD_TYPES}
BY_KIND: dict[str, type[Record]] = {each.kind: each for each in RECORD_TYPES}


def stored_name(record_type: type[Any], field: str) -> str:
    """The name a field has in documents, on screens and in drafts (``issue_kind`` → ``kind``)."""
    fields, stored = record_type.__struct_fields__, record_type.__struct_encode_fields__
    names: dict[str, str] = dict(zip(fields, stored, strict=True))
    return names.get(field, field)
