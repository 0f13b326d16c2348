"""The rooms every kind of record has in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from fieldbook.book.desk import Desk
from fieldbook.domain.acts import groups as group_acts
from fieldbook.domain.acts import meetings
from fieldbook.domain.acts.commending import commend
from fieldbook.domain.acts.making import Pen, edit, make, remove, require_kept, restore
from fieldbook.domain.acts.owning import require_own
from fieldbook.domain.acts.tasks import end_task
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.namesakes import name_apart
from fieldbook.domain.naming import name_of, place_of
from fieldbook.domain.records import (
    Commendation,
    Diary,
    Experience,
    Link,
    Member,
    Record,
    Task,
    Training,
    Visit,
)
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.rhythm import WeekDays, own_pages, spent_on, week
from fieldbook.reports.tasks import TaskRow, task_rows

if TYPE_CHECKING:
    from fieldbook.reports.contact_groups import ContactGroupRow
    from fieldbook.reports.diary_calendar import DayRow
    from fieldbook.reports.digest import Digest
    from fieldbook.reports.trainings import Coverage, InRotation

R = TypeVar("R", bound=Record)


class Room(Generic[R]):
    """What can be asked of, and done with, the records of one kind."""

    record_type: type[R]

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def _shelf(self) -> Shelf:
        return self._desk.shelf

    def all(self) -> Sequence[R]:
        """The records that are not in the trash, in the order they came."""
        return self._shelf.every(self.record_type)

    def get(self, record_id: str) -> R:
        """The record with this id, in the trash or not.

        Raises:
            NotFound: when there is none.
        """
        return self._shelf.get(self.record_type, record_id)

    def edit(self, record_id: str, draft: Draft) -> R:
        """Write the draft's fields over the record's."""
        self.edit_all([record_id], draft)
        return self.get(record_id)

    def edit_all(self, record_ids: Sequence[str], draft: Draft) -> None:
        """Write the draft's fields over those of several records, all in one act."""
        self._do("edit", lambda pen, record: self._edits(pen, record, draft), *record_ids)

    def remove(self, *record_ids: str) -> None:
        """Put records in the trash."""
        pen = self._desk.pen()
        records = [self.get(each) for each in record_ids]
        self._desk.commit(
            "remove", [remove(pen, each) for each in records], about=about(self._shelf, records)
        )

    def restore(self, record_id: str) -> R:
        """Take a record out of the trash.

        Raises:
            Invalid: its number or name belongs to another one by now.
        """
        self._do("restore", _restored, record_id)
        return self.get(record_id)

    def _edits(self, pen: Pen, record: R, draft: Draft) -> Sequence[Change]:
        return [self._edited(pen, record, draft)]

    def _edited(self, pen: Pen, record: R, draft: Draft) -> Change:
        return Change(record, edit(pen, record, draft))

    def _do(self, verb: str, act: Callable[[Pen, R], Sequence[Change]], *record_ids: str) -> None:
        records = [self.get(each) for each in record_ids]
        if verb != "restore":
            for each in records:
                require_kept(verb, each)
        pen = self._desk.pen()
        changes = [change for each in records for change in act(pen, each)]
        self._desk.commit(verb, changes, about=about(self._shelf, records))

    def _add(self, verb: str, record: Record, changes: Sequence[Change] = ()) -> R:
        """Make a new record an act; ``changes`` where it is made with others."""
        self._desk.commit(verb, changes or [Change(None, record)], about=name_of(record))
        return self.get(record.id)


def about(shelf: Shelf, records: Sequence[Record]) -> str:
    """What an act was on: the name of the first record, which one, and how many others there were.

    Without a topic its day names a meeting: no one group it dealt with does. A visit is known by where
    it was made, not by what was learned there.
    """
    one = records[0] if records else None
    first = name_apart(shelf, one) if one else ""
    if isinstance(one, Visit):
        place = place_of(shelf, one)
        first = name_apart(shelf, place) if place else one.household_text or first
    if isinstance(one, Diary):
        first = first or str(one.on)
    return f"{first} +{len(records) - 1}" if len(records) > 1 else first


def _restored(pen: Pen, record: Record) -> list[Change]:
    change = restore(record)
    require_own(pen.shelf, change.after, taken="taken_since")
    return [change]


class PlainRoom(Room[R]):
    """A room whose records are simply written down."""

    verb: ClassVar[str]

    def write(self, draft: Draft) -> R:
        """Write a record down."""
        pen = self._desk.pen()
        return self._add(self.verb, make(pen, self.record_type, self._filled(pen, draft)))

    def _filled(self, pen: Pen, draft: Draft) -> Draft:
        """The draft with today's date where it asks for one and has none."""
        on = next(
            (name for name in ("on", "given_on") if name in self.record_type.__struct_fields__), ""
        )
        return draft.filled(**{on: pen.today}) if on else draft


class Members(PlainRoom[Member]):
    """The branch's members."""

    record_type = Member
    verb = "add_member"

    def contact_groups(self, from_on: dt.date, to_on: dt.date) -> tuple[ContactGroupRow, ...]:
        """How contact by household was kept up in a period, by contact group."""
        last = min(to_on, self._desk.today)
        from fieldbook.reports.contact_groups import contact_groups

        return contact_groups(self._shelf, from_on, last, self._desk.habits, today=self._desk.today)


class Tasks(PlainRoom[Task]):
    """What the branch gives out."""

    record_type = Task
    verb = "give_task"

    def rows(self) -> tuple[TaskRow, ...]:
        """Every task with the households told and not yet told."""
        return task_rows(self._shelf, self._desk.today)

    def end(self, task_id: str, draft: Draft) -> Task:
        """End a task, with what became of it."""
        self._do("end_task", lambda pen, task: [end_task(pen, task, draft)], task_id)
        return self.get(task_id)


class DiaryRoom(PlainRoom[Diary]):
    """Notes, summaries, studies and meetings."""

    record_type = Diary
    verb = "write_diary"

    def mark_day(self, on: dt.date, spent: str) -> Diary:
        """Say how a day was spent of which nothing is written."""
        return self._add(
            "mark_day", make(self._desk.pen(), Diary, Draft(on=on, kind="note", spent=spent))
        )

    def report(self, diary_id: str) -> Diary:
        """Note that a summary was reported to the branch today."""
        today = self._desk.today
        self._do(
            "report_diary",
            lambda pen, page: [Change(page, edit(pen, page, Draft(reported_on=today)))],
            diary_id,
        )
        return self.get(diary_id)

    def keep_minutes(self, draft: Draft) -> Diary:
        """The page of a meeting; what was decided at it is carried out in the same act.

        A day that nobody marked yet is marked as one of meetings.
        """
        changes = meetings.keep_minutes(self._desk.pen(), draft, self._marked())
        page = changes[0].after
        self._desk.commit("keep_minutes", changes, about=about(self._shelf, [page]))
        return self.get(page.id)

    def _edits(self, pen: Pen, record: Diary, draft: Draft) -> Sequence[Change]:
        if record.diary_kind == "meeting":
            return meetings.edit_minutes(pen, record, draft, self._marked())
        return super()._edits(pen, record, draft)

    def _marked(self) -> Container[dt.date]:
        """The days of which it is said how they were spent."""
        return spent_on(own_pages(self._desk.shelf, self._desk.habits))

    def digest(self, kind: str, on: dt.date | None = None) -> Digest:
        """What the book knows of the days that a kind's next page (of today without ``on``) covers."""
        from fieldbook.reports.digest import period_of, prefill
        from fieldbook.reports.rhythm import writer_of

        shelf, habits = self._shelf, self._desk.habits
        period = period_of(shelf, kind, on or self._desk.today, habits)
        return prefill(shelf, kind, *period, writer_of(shelf, habits))

    def since_written(self, page: Diary) -> Digest:
        """What a summary that is there does not hold yet: what was written down after it."""
        from fieldbook.reports.digest import since_written
        from fieldbook.reports.rhythm import writer_of

        return since_written(self._shelf, page, writer_of(self._shelf, self._desk.habits))

    def calendar(self, from_on: dt.date, to_on: dt.date) -> tuple[DayRow, ...]:
        """What each day has, and which marks were kept."""
        from fieldbook.reports.diary_calendar import calendar

        return calendar(self._shelf, from_on, to_on, self._desk.today, self._desk.habits)

    def week(self, on: dt.date | None = None) -> WeekDays:
        """The week of a day (today's without one) beside the branch's rule."""
        today = self._desk.today
        return week(self._shelf, on or today, today, self._desk.habits)


class Links(PlainRoom[Link]):
    """Groups that members have taken on."""

    record_type = Link
    verb = "link_group"

    def write(self, draft: Draft, *, new_member: str = "") -> Link:
        """Take a group on; who takes it on may become a member by it."""
        changes = group_acts.link_group(self._desk.pen(), draft, new_member)
        return self._add(self.verb, changes[-1].after, changes)

    def edit(self, record_id: str, draft: Draft, *, new_member: str = "") -> Link:
        """Write the draft's fields over the link's; its member may become one by it."""
        self._do(
            "edit", lambda pen, link: group_acts.edit_link(pen, link, draft, new_member), record_id
        )
        return self.get(record_id)

    def restore(self, record_id: str) -> Link:
        """Take a link out of the trash."""
        self._do("restore", lambda pen, link: [group_acts.restore_link(pen, link)], record_id)
        return self.get(record_id)


class Trainings(PlainRoom[Training]):
    """Classes, evenings, and lessons from incidents."""

    record_type = Training
    verb = "hold_training"

    def rotation(self) -> tuple[InRotation, ...]:
        """The leaders and key members: not trained yet first, then the longest ago."""
        from fieldbook.reports.trainings import rotation

        return rotation(self._shelf)

    def coverage(self, rows: Sequence[InRotation] | None = None) -> Coverage:
        """Whom of a rotation (of all, without one) the trainings reached, each batch of them."""
        from fieldbook.reports.trainings import coverage

        return coverage(self._shelf, self.rotation() if rows is None else rows)


class Experiences(PlainRoom[Experience]):
    """Experiences worth passing on."""

    record_type = Experience
    verb = "write_experience"


class Commendations(PlainRoom[Commendation]):
    """Good work that was commended."""

    record_type = Commendation
    verb = "commend"

    def write(self, draft: Draft) -> Commendation:
        """Commend a group, a household or a member."""
        pen = self._desk.pen()
        return self._add(self.verb, commend(pen, self._filled(pen, draft)))
