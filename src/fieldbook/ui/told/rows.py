"""Report rows into list rows: the words a list shows. No widget, no book."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fieldbook.domain.namesakes import apart
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import Member
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import _, language, ngettext
from fieldbook.labels import (
    code_label,
    day_told,
    due_text,
    name_told,
    people_text,
    person_text,
    waiting_text,
    where_text,
)
from fieldbook.reports.due import VisitDue
from fieldbook.reports.issues import IssueRow
from fieldbook.reports.solutions import SolutionRow
from fieldbook.ui.told.lines import first_line
from fieldbook.ui.widgets.columns import Column
from fieldbook.ui.widgets.record_list import ListRow
from fieldbook.ui.widgets.row_filter import sought

if TYPE_CHECKING:
    from fieldbook.domain.records import Group, Household, Issue, Visit

STATUS_TONES = {
    "open": "", "studying": "", "acting": "", "solved": "done", "held": "done",
    "relapsed": "overdue", "dropped": "muted",
}  # fmt: skip


def place_text(household: Household | None, group: Group | None) -> str:
    """Where a household is: its group and number."""
    return where_text(group.name if group else "", household.code if household else "")


def called(shelf: Shelf, record: Household | Group | Member | None, *, beside: str = "") -> str:
    """The name of a record, and where others have it too what tells it apart.

    Args:
        shelf: knows who else there is.
        record: the record; none has no name.
        beside: what stands beside the name anyway, such as ``place``.
    """
    if record is None:
        return ""
    found = apart(shelf, record)
    return name_told(name_of(record), () if beside and found[:1] == (beside,) else found)


def whose(shelf: Shelf, household: Household | None, group: Group | None) -> str:
    """The head of the household, else the group's name."""
    return called(shelf, household or group)


def due_tone(days: int) -> str:
    """The tone of something due in so many days."""
    return "overdue" if days < 0 else "today" if days == 0 else ""


def _due_width() -> int:
    """Cells for the longest usual due text of the language: ``99d overdue``, ``逾期99天``."""
    return 11 if language() == "en" else 8


def visited_told(visit: Visit | None, today: dt.date) -> str:
    """The day of a visit, or a file's own words for it."""
    return day_told(visit.visited_on, visit.visited_text, today) if visit else ""


def household_columns() -> list[Column]:
    """What a list of households shows."""
    return [
        Column(_("Head"), None, min_width=10, priority=9),
        Column(_("Place"), None, min_width=13, priority=5, quiet=True),
        Column(_("People"), 6, align="right", priority=1, quiet=True),
        Column(_("Due"), _due_width(), align="right", priority=8, toned=True),
    ]


def household_row(shelf: Shelf, row: VisitDue) -> ListRow:
    """A household and when its visit is due."""
    found = row.household
    group = shelf.group_of(found)
    contact = shelf.member_name(found.contact)
    place = place_text(found, group)
    people = "" if found.people is None else str(found.people)
    due = due_text(row.days) if row.last or row.days < 0 else _("new")
    words = (
        found.head, place, found.code, found.address, found.phone, contact, *found.tags, found.note,
        "/".join(group.unit) if group else "", _contact_group(shelf, found),
    )  # fmt: skip
    head = called(shelf, found, beside="place")
    return ListRow(found.id, (head, place, people, due), sought(*words), due_tone(row.days))


def _contact_group(shelf: Shelf, household: Household) -> str:
    """The words by which a filter finds all households of a contact group."""
    member = shelf.living(Member, household.contact) if household.contact else None
    name = member.contact_group if member else ""
    return _("contact group {name}").format(name=name) if name else ""


def issue_columns() -> list[Column]:
    """What a list of issues shows."""
    return [
        Column(_("Status"), 8 if language() == "en" else 6, priority=8, toned=True),
        Column(_("Title"), None, min_width=24, priority=9),
        Column(_("Household"), 10, priority=3, quiet=True),
        Column(_("Found"), 10, priority=2, quiet=True),
        Column(_("No."), 6, align="right", priority=1, quiet=True),
    ]


def issue_list_row(shelf: Shelf, row: IssueRow, today: dt.date) -> ListRow:
    """An issue: status, title, whose, when found."""
    issue = row.issue
    who = whose(shelf, row.household, None) or issue.household_text
    who = who or whose(shelf, None, row.group)
    who = who or person_text(issue.raised_by)
    status = code_label("status", row.status)
    overdue = "overdue" in row.waiting
    state = code_label("waiting", "overdue") if overdue else status
    cells = (state, issue.title, who, _found(issue, today), f"#{issue.seq}")
    words = (
        issue.title, issue.detail, who, status, code_label("issue.kind", issue.issue_kind),
        code_label("focus", issue.focus), f"#{issue.seq}", *issue.tags,
        row.group.name if row.group else "", person_text(issue.raised_by),
        *(code_label("waiting", each) for each in row.waiting),
        waiting_text(row.waiting, row.answer_days),
    )  # fmt: skip
    return ListRow(
        issue.id, cells, sought(*words), "overdue" if overdue else STATUS_TONES[row.status]
    )


def _found(issue: Issue, today: dt.date) -> str:
    return day_told(issue.found_on, issue.found_text, today)


def solution_columns() -> list[Column]:
    """What a list of solutions shows."""
    return [
        Column(_("Status"), 8 if language() == "en" else 6, priority=8, toned=True),
        Column(_("Solution"), None, min_width=16, priority=9),
        Column(_("Responsible"), 11, priority=3, quiet=True),
        Column(_("Due"), _due_width(), align="right", priority=5),
    ]


def solution_list_row(row: SolutionRow, today: dt.date) -> ListRow:
    """A solution: state, method, who is responsible, when its next step is due."""
    found = row.solution
    days = (row.due_on - today).days if row.due_on else None
    when = "" if days is None else due_text(days)
    tone = STATUS_TONES[row.state]
    if days is not None and days < 0:
        tone = "overdue"
    first = first_line(found.method)
    issues = " ".join(each.title for each in row.issues)
    words = (
        found.method, found.result, issues, people_text(found.with_whom),
        person_text(found.responsible), code_label("carried_by", found.carried_by),
        code_label("status", row.state),
    )  # fmt: skip
    cells = (code_label("status", row.state), first, person_text(found.responsible), when)
    return ListRow(found.id, cells, sought(*words), tone)


def count_text(shown: int, total: int) -> str:
    """How many rows a filter left."""
    return f"{shown}/{total}" if shown != total else ngettext("{count} row", "{count} rows", total)
