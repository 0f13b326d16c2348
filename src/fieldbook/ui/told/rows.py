"""Report rows into list rows: the words a list shows. No widget, no book."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fieldbook.domain.marks import found_day
from fieldbook.domain.namesakes import apart, placed
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import Group, Household, Member, Record, Task, Visit
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import P_, _, language
from fieldbook.labels import (
    apart_told,
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
from fieldbook.reports.issues import ORDER as ISSUE_ORDER
from fieldbook.reports.issues import IssueRow
from fieldbook.reports.mine import contact_group
from fieldbook.reports.solutions import ORDER as SOLUTION_ORDER
from fieldbook.reports.solutions import SolutionRow
from fieldbook.titles import unsettled
from fieldbook.ui.told.lines import first_line
from fieldbook.ui.widgets.cells import TAB
from fieldbook.ui.widgets.columns import Column, ListRow, sought
from fieldbook.units import contact_group_text

STATUS_TONES = {
    "open": "", "studying": "", "acting": "", "solved": "done", "held": "done",
    "relapsed": "overdue", "dropped": "muted",
}  # fmt: skip


def place_text(shelf: Shelf, household: Household | None, group: Group | None) -> str:
    """Where a household is: its group and number."""
    return where_text(placed(shelf, group), household.code if household else "")


def called(shelf: Shelf, record: Record | None, *, beside: str = "") -> str:
    """The name of a record, empty where there is none; where others have it too, what tells it apart.

    What stands ``beside`` the name anyway, such as ``place``, is not said again.
    """
    if record is None:
        return ""
    found = apart(shelf, record)
    return name_told(name_of(record), () if beside and found[:1] == (beside,) else found)


def named(
    shelf: Shelf,
    record: Household | Group | Member | None,
    *,
    column: str = "place",
    instead: str = "",
) -> str:
    """The name of a record as a cell has it: what tells it apart stands behind a tab, or two.

    Args:
        shelf: knows who else there is.
        record: the record; none has no name.
        column: what columns of the list may say as well.
        instead: what is said where they are not seen, shorter than all that tells it apart.
    """
    if record is None:
        return ""
    name, found = name_of(record), apart(shelf, record)
    if not found:
        return name
    if found[0] == column:
        return f"{name}{TAB}{instead or apart_told(found)}"
    return f"{name}{TAB * 2}{apart_told(found)}"


def task_text(task: Task) -> str:
    """A task's title; of a policy or a method, what it is."""
    if task.task_kind in {"task", "work"}:
        return task.title
    kind = code_label("task.kind", task.task_kind)
    return _("{label}: {text}").format(label=kind, text=task.title)


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


def list_row(
    key: str,
    cells: tuple[str, ...],
    *words: str,
    tone: str = "",
    values: tuple[Any, ...] = (),
) -> ListRow:
    """A row whose filter finds what its cells show, and more words."""
    return ListRow(key, cells, sought(*cells, *words), tone, values)


def _days_left(on: dt.date | None, today: dt.date) -> tuple[str, int | None]:
    """When something falls due in words, and the value by which it is sorted."""
    return (due_text((on - today).days), on.toordinal()) if on else ("", None)


def household_columns() -> list[Column]:
    """What a list of households shows."""
    return [
        Column(_("Head"), None, min_width=8, priority=9),
        Column(_("Group"), None, min_width=12, priority=5, apart=True, quiet=True, kept=True),
        Column(P_("household", "No."), 4, align="right", priority=6, apart=True, quiet=True),
        Column(_("People"), 6, align="right", priority=1, quiet=True),
        Column(
            _("Due"), _due_width(), align="right", priority=8, toned=True, by=0, kept=True,
            meaning=_("when the next visit is due; new: nobody was there yet"),
        ),
    ]  # fmt: skip


def household_row(shelf: Shelf, row: VisitDue) -> ListRow:
    """A household and when its visit is due."""
    found = row.household
    group = shelf.group_of(found)
    people = "" if found.people is None else str(found.people)
    due = due_text(row.days) if row.last or row.days < 0 else _("new")
    where = placed(shelf, group)
    cells = (named(shelf, found, instead=where), where, found.code, people, due)
    return list_row(
        found.id, cells,
        place_text(shelf, found, group), found.address, found.phone, shelf.member_name(found.contact),
        *found.tags, found.note, "/".join(group.unit) if group else "", _contact_group(shelf, found),
        tone=due_tone(row.days), values=(row.due_on.toordinal(),),
    )  # fmt: skip


def _contact_group(shelf: Shelf, household: Household) -> str:
    """The words by which a filter finds all households of a contact group."""
    name = contact_group(shelf, household.contact)
    return contact_group_text(name) if name else ""


def issue_columns() -> list[Column]:
    """What a list of issues shows."""
    long = language() == "en"
    return [
        Column(_("Status"), 8 if long else 6, priority=8, toned=True, by=0),
        Column(_("Title"), None, min_width=18, priority=9),
        Column(_("Household"), 14 if long else 16, least=8, priority=5, quiet=True, apart=True),
        Column(_("Kind"), 10 if long else 8, priority=3, quiet=True),
        Column(_("Responsible"), 11 if long else 8, priority=4, quiet=True, meaning=_responsible()),
        Column(
            _("Due"), _due_width(), align="right", priority=6, by=1, kept=True,
            meaning=_("when it, or the next of its solution, is to be done; once solved, its next follow-up"),
        ),
        Column(_("Found"), 10, align="right", priority=2, by=2, quiet=True),
        Column(_("No."), 6, align="right", priority=1, quiet=True),
    ]  # fmt: skip


def issue_list_row(shelf: Shelf, row: IssueRow, today: dt.date) -> ListRow:
    """An issue: status, title, whose, its kind, who is to do it by when, when found.

    Whose it is stands beside the title, too, where its column has no room: many titles are alike.
    """
    issue = row.issue
    unknown = "" if row.household else unsettled(issue.household_text)
    others = unknown or whose(shelf, None, row.group) or person_text(issue.raised_by)
    who = named(shelf, row.household, column="") or others
    title = TAB.join(filter(None, (issue.title, who.replace(TAB * 2, " "))))
    status = code_label("status", row.status)
    overdue = "overdue" in row.waiting
    state = code_label("waiting", "overdue") if overdue else status
    due, due_value = _days_left(row.due_on, today)
    found_on = found_day(issue)
    cells = (
        state, title, who, code_label("issue.kind", issue.issue_kind),
        person_text(row.responsible), due, day_told(issue.found_on, issue.found_text, today), f"#{issue.seq}",
    )  # fmt: skip
    return list_row(
        issue.id, cells,
        issue.detail, issue.summary, status, code_label("focus", issue.focus), *issue.tags,
        row.group.name if row.group else "", person_text(issue.raised_by),
        _("household unknown") if unknown else "",
        *(code_label("waiting", each) for each in row.waiting),
        waiting_text(row.waiting, row.answer_days),
        tone="overdue" if overdue else STATUS_TONES[row.status],
        values=(
            -1 if overdue else ISSUE_ORDER.index(row.status), due_value,
            found_on.toordinal() if found_on else None,
        ),
    )  # fmt: skip


def solution_columns() -> list[Column]:
    """What a list of solutions shows."""
    return [
        Column(_("Status"), 8 if language() == "en" else 6, priority=8, toned=True, by=0),
        Column(_("Solution"), None, min_width=30, priority=9),
        Column(_("Responsible"), 11, priority=3, quiet=True, meaning=_responsible()),
        Column(
            _("Due"), _due_width(), align="right", priority=5, by=1, kept=True,
            meaning=_("when its next step is due, or all of it; once solved, its next follow-up"),
        ),
    ]  # fmt: skip


def _responsible() -> str:
    return _("who sees to it that the solution is carried out")


def solution_list_row(row: SolutionRow, today: dt.date) -> ListRow:
    """A solution: state, method, who is responsible, when its next step or follow-up is due."""
    found = row.solution
    due, due_value = _days_left(row.due_on, today)
    is_late = row.state == "acting" and row.due_on is not None and row.due_on < today
    cells = (
        code_label("status", row.state), first_line(found.method), person_text(row.responsible), due,
    )  # fmt: skip
    return list_row(
        found.id, cells,
        found.method, found.result, " ".join(each.title for each in row.issues),
        people_text(found.with_whom), person_text(found.responsible), code_label("carried_by", found.carried_by),
        tone="overdue" if is_late else STATUS_TONES[row.state],
        values=(SOLUTION_ORDER.index(row.state), due_value),
    )  # fmt: skip
