"""The sheets of a ledger 台账 and their columns: one table, from which they are written and read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from fieldbook.i18n import N_

FIGURES: Final = N_("Figures")
"""What the sheet with the chart is called, which holds nothing to be read back."""


class Column(NamedTuple):
    """A column of the ledger: what it shows of a record, and how."""

    field: str
    """A field of the record, by its own name, or what else is told of it."""
    heading: str
    form: str
    """How a cell of it is written and read: a key of ``cells.FORMS``."""
    width: int = 10
    """In the characters of a spreadsheet; a Chinese one takes two."""
    of_part: bool = False
    """Whether it tells of a part of the record: a solution, a survey."""
    printed: bool = True
    """Whether it stands within the print area. The others stand to the right of it."""


class Table(NamedTuple):
    """One sheet: a table of one kind of record."""

    kind: str
    name: str
    """What the sheet is called."""
    file: str
    """What its CSV file is called, without the ending."""
    part: str
    """The kind of record its parts are, or nothing."""
    columns: tuple[Column, ...]
    named_by: str
    """The field that names the record."""


def _part(field: str, heading: str, form: str, width: int = 10, *, printed: bool = True) -> Column:
    return Column(field, heading, form, width, of_part=True, printed=printed)


def _beside(field: str, heading: str, form: str, width: int = 10) -> Column:
    return Column(field, heading, form, width, printed=False)


def _ids(*fields: str) -> tuple[Column, ...]:
    return tuple(Column(each, f"fieldbook-{each}", "id", 12, printed=False) for each in fields)


_RUNNING: Final = Column("running", N_("Serial"), "running", 5)

_ISSUES: Final = (
    _RUNNING,
    Column("number", N_("Issue no."), "text", 8),
    Column("status", N_("State"), "status", 8),
    Column("found_on", N_("Found on"), "day", 11),
    Column("raised_by", N_("Raised by"), "person", 9),
    Column("household", N_("Head"), "name", 9),
    Column("group", N_("Work group"), "name", 10),
    Column("issue_kind", N_("Kind"), "issue.kind", 9),
    Column("title", N_("Matter"), "text", 26),
    _part("method", N_("Measure"), "long", 26),
    _part("responsible", N_("Responsible"), "person", 10),
    _part("due_on", N_("Measure due on"), "date", 11),
    Column("due_on", N_("Deadline"), "deadline", 11),
    _part("solved_on", N_("Solved on"), "solved", 11),
    _part("result", N_("Outcome"), "long", 16),
    Column("last_check", N_("Last follow-up"), "shown", 17),
    _part(
        "checks", N_("Follow-ups (due | checked | result | note | cancelled)"), "checks", 30, printed=False
    ),
    _beside("detail", N_("Detail"), "long", 60),
    _beside("summary", N_("For others"), "text", 24),
    _beside("focus", N_("Focus"), "focus"),
    _part("studied_on", N_("Studied on"), "day", 11, printed=False),
    _part("with_whom", N_("Studied with"), "people", 18, printed=False),
    _part("carried_by", N_("Carried out by"), "carried_by", 12, printed=False),
    _part("steps", N_("Steps (what | who | due | done)"), "steps", 30, printed=False),
    _beside("studying_since", N_("Studying since"), "date", 11),
    _beside("referred_on", N_("Referral made on"), "date", 11),
    _beside("referred_to", N_("Referred to"), "text", 12),
    _beside("answer", N_("Referral answer"), "long", 24),
    _beside("answered_on", N_("Referral answered on"), "date", 11),
    _beside(
        "referred_before", N_("Referred before (on | to | answer | answered)"), "referrals", 24
    ),
    _beside("dropped_on", N_("Dropped on"), "date", 11),
    _beside("drop_reason", N_("Reason for dropping"), "long", 20),
    _beside("tags", N_("Tags"), "list", 14),
    *_ids("id", "household", "group", "visit", "part"),
)  # fmt: skip

_HOUSEHOLDS: Final = (
    _RUNNING,
    Column("code", N_("Household no."), "text", 9),
    Column("head", N_("Head"), "text", 11),
    Column("people", N_("People"), "number", 6),
    Column("group", N_("Work group"), "name", 12),
    Column("address", N_("Address"), "text", 20),
    Column("phone", N_("Phone"), "text", 14),
    Column("contact", N_("Contact"), "text", 11),
    Column("contact_group", N_("Contact group"), "text", 10),
    Column("last_visit", N_("Last visit"), "shown", 11),
    Column("note", N_("Note"), "long", 26),
    _beside("visit_every_days", N_("Visit every (days)"), "number", 15),
    _beside("tags", N_("Tags"), "list", 14),
    *_ids("id", "group"),
)

_GROUPS: Final = (
    _RUNNING,
    Column("name", N_("Group name"), "text", 14),
    Column("unit", N_("Unit"), "unit", 16),
    Column("leader", N_("Leader"), "person", 11),
    Column("key_members", N_("Key members"), "people", 18),
    Column("core_members", N_("Core group"), "people", 18),
    Column("core_since", N_("Core group since"), "date", 11),
    Column("duties", N_("Who answers for what (area | who)"), "duties", 20),
    _part("type", N_("Type"), "survey.type", 12),
    _part("surveyed_on", N_("Surveyed on"), "day", 11),
    _part("attendance", N_("Attendance"), "finding", 14),
    _part("labour", N_("Labour"), "finding", 14),
    _part("management", N_("Management"), "finding", 14),
    _part("leadership", N_("Leadership"), "finding", 14),
    _part("other", N_("Other findings"), "finding", 14),
    _beside("checks", N_("Follow-ups (due | checked | result | note | cancelled)"), "checks", 18),
    _beside("visit_every_days", N_("Visit every (days)"), "number", 15),
    _beside("note", N_("Note"), "long", 26),
    _beside("tags", N_("Tags"), "list", 14),
    *_ids("id", "part"),
)

_VISITS: Final = (
    _RUNNING,
    Column("visited_on", N_("Visited on"), "day", 11),
    Column("household", N_("Household visited"), "name", 11),
    Column("group", N_("Work group"), "name", 12),
    Column("manner", N_("Manner"), "manner", 12),
    Column("met", N_("Met"), "people", 14),
    Column("companions", N_("Companions"), "people", 14),
    Column("explained", N_("Explained"), "explained", 12),
    Column("tasks", N_("Tasks explained"), "names", 16),
    Column("together", N_("Shared"), "together", 12),
    Column("alongside", N_("Besides"), "list", 14),
    Column("learned", N_("Learned"), "long", 24),
    Column("promised", N_("Promised"), "long", 24),
    _beside("note", N_("Visit notes"), "long", 60),
    *_ids("id", "household", "group", "tasks"),
)

_TASKS: Final = (
    _RUNNING,
    Column("title", N_("Task"), "text", 30),
    Column("task_kind", N_("Kind"), "task.kind", 10),
    Column("given_on", N_("Given on"), "date", 11),
    Column("groups", N_("Work groups"), "names", 20),
    Column("until_on", N_("Until"), "date", 11),
    Column("explanation", N_("Explanation"), "long", 40),
    Column("ended_on", N_("Ended on"), "date", 11),
    Column("outcome", N_("What came of it"), "long", 30),
    *_ids("id", "groups"),
)

_ALL: Final = (
    Table("issue", N_("Issues"), "issues", "solution", _ISSUES, "title"),
    Table("household", N_("Households"), "households", "", _HOUSEHOLDS, "head"),
    Table("group", N_("Work groups"), "groups", "survey", _GROUPS, "name"),
    Table("visit", N_("Visits"), "visits", "", _VISITS, "visited_on"),
    Table("task", N_("Tasks"), "tasks", "", _TASKS, "title"),
)
TABLES: Final[Mapping[str, Table]] = {each.kind: each for each in _ALL}
"""Kind of record → its sheet, in the order of the workbook."""
