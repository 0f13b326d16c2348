"""Today's agenda as rows of one list: headings, then what is due, each line ready to be acted on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from typing import Any

from fieldbook.book import Fieldbook
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import Household, Issue, Record, Task
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import _, language, ngettext
from fieldbook.labels import (
    code_label,
    due_text,
    field_label,
    figure_label,
    filled,
    names_text,
    people_text,
    waits_text,
)
from fieldbook.reports.agenda import (
    Agenda,
    FollowUpDue,
    IssueDue,
    NotReferred,
    SolutionDue,
    StayRunning,
    Unanswered,
)
from fieldbook.reports.due import VisitDue
from fieldbook.reports.figures import Figures
from fieldbook.reports.issues import IssueRow
from fieldbook.reports.rhythm import Mark, writer_of
from fieldbook.reports.tasks import TaskRow, groups_given
from fieldbook.titles import unsettled
from fieldbook.ui.told.lines import first_line, kind_told
from fieldbook.ui.told.rows import called, due_tone, place_text, task_text, whose
from fieldbook.ui.told.versions import to_settle
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.cells import TAB
from fieldbook.ui.widgets.columns import Column, ListRow

CAME = "came/"
"""How the key of a row begins that is there to be read."""
SETTLE = "settle"
"""Where what is to be settled stands."""
MOST_OF_A_KIND = 8
"""Rows of one kind that Today shows; the screens show them all."""
RowOf = Callable[[Fieldbook, Any], ListRow]
"""Makes the row of one thing that is due."""
_Section = tuple[str, Sequence[Any], RowOf, str]
"""Its title, what is due, how a row of it is made, and where the rest is."""


def today_columns() -> list[Column]:
    """What is due, whose it is, when."""
    long = language() == "en"
    return [
        Column("", None, min_width=18, priority=9, by_need=True),
        Column("", 20 if long else 16, priority=4),
        Column("", 16 if long else 12, align="right", priority=6, toned=True),
    ]


IN_BARS = frozenset(("in_time", "surveyed", "with_core", "carried_of_late"))
"""Figures that a wide screen shows as bars, and not in the list."""


def today_rows(
    book: Fieldbook, found: Agenda, *, bars: bool = False, room: int = 0
) -> list[ListRow]:
    """The agenda, what cannot wait first; without the figures that are shown as bars beside it.

    Where all of it leaves some lines of the ``room`` empty, more is told of what there is most of.
    """
    sections: tuple[_Section, ...] = (
        (_("New from the branch"), book.came_down().records(), _came_row, "tab_issues"),
        (_("To be written"), [each for each in found.marks if each.days <= 0], _mark_row, ""),
        (_("Visits due"), found.visits, _visit_row, "tab_households"),
        (_("Follow-ups due"), found.follow_ups, _follow_up_row, "tab_solutions"),
        (_("Solutions due or soon due"), found.solutions, _solution_row, "tab_solutions"),
        (_("Issues due"), found.issues, _issue_due_row, "issues_due"),
        (_("Issues without a solution"), found.without_solution, _issue_row, "tab_issues"),
        (_("Not yet referred to the branch"), found.not_referred, _unreferred_row, "not_referred"),
        (_("Referred, not yet answered"), found.unanswered, _unanswered_row, "unanswered"),
        (_("Tasks to be done"), found.work, _work_row, "tasks"),
        (_("Tasks to be explained"), found.tasks, _task_row, "tasks"),
        (_("Stays that run"), found.stays, _stay_row, "tab_groups"),
    )
    figures = list(_figure_rows(book.shelf, found.figures, IN_BARS if bars else ()))
    settle = list(_settle_rows(book))
    left = room - len(settle) - len(figures) - bool(figures)
    came, *others = _most_of_each(sections, left)
    rows = [*_section(book, *came), *settle]
    rows += (row for section in others for row in _section(book, *section))
    if figures:
        if not rows:  # figures alone would leave it to be guessed
            rows.append(ListRow("head:quiet", (_("Nothing is due today."), "", ""), "", "section"))
        heading = _("The whole book in figures") if found.narrowed else _("In figures")
        heading = _("Other figures") if bars else heading
        rows.append(ListRow("head:figures", (heading, "", ""), "", "section"))
    return rows + figures


def _most_of_each(sections: Sequence[_Section], room: int) -> Iterator[tuple[int, _Section]]:
    """How many rows of each section are shown: where lines are left, the first ones have more."""
    lengths = [len(found) for _title, found, *_rest in sections]
    room -= sum(min(each, MOST_OF_A_KIND + 1) + 1 for each in lengths if each)
    for length, section in zip(lengths, sections, strict=True):
        more = length - MOST_OF_A_KIND - 1
        fits = 0 < more <= room
        room -= more if fits else 0
        yield length if fits else MOST_OF_A_KIND, section


def _section(book: Fieldbook, most: int, section: _Section) -> Iterator[ListRow]:
    """A heading with its count, the first rows, and where the rest is."""
    title, found, row_of, where = section
    if not found:
        return
    yield ListRow(f"head:{title}", (title, str(len(found)), ""), "", "section")
    # A line that only says that one more is there has room for that one.
    shown = len(found) if len(found) <= most + 1 else most
    yield from (row_of(book, each) for each in found[:shown])
    if len(found) > shown:
        more = _("and {count} more").format(count=len(found) - shown)
        yield ListRow(f"more:{where}:{title}", (more, "", ""), "", "muted")


def _settle_rows(book: Fieldbook) -> Iterator[ListRow]:
    """How many records are to be settled, as the branch's screen counts them, and the first by name."""
    waiting = to_settle(book).values() if book.is_of_a_branch else ()
    if waiting:
        title = _("To settle")
        names = (name_of(each) or kind_told(each) for each in waiting)
        yield ListRow("head:settle", (title, str(len(waiting)), ""), "", "section")
        more = _("and {count} more").format(count=len(waiting) - MOST_OF_A_KIND)
        rest = (more,) if len(waiting) > MOST_OF_A_KIND else ()
        told = _("; ").join((*islice(names, MOST_OF_A_KIND), *rest))
        yield ListRow(f"more:{SETTLE}:{title}", (told, "", ""), "")


def _row(key: str, what: str, who: str, when: str, tone: str = "") -> ListRow:
    return ListRow(key, (what, who, when), "", tone)


def _due(key: str, what: str, who: str, days: int) -> ListRow:
    return _row(key, what, who, due_text(days), due_tone(days))


def _came_row(book: Fieldbook, record: Record) -> ListRow:
    """What came down: what it is, of a task for whom, of an issue the answer, or why it is dropped."""
    if isinstance(record, Issue):
        said = first_line(record.drop_reason or record.answer)
        what = _("{label}: {text}").format(label=record.title, text=said)
        dropped = code_label("status", "dropped")
        kind = dropped if record.dropped_on else field_label("answer")
    else:
        what, kind = name_of(record), kind_told(record)
    given = filled(_("for {names}"), names=_given(book, record)) if isinstance(record, Task) else ""
    return _row(f"{CAME}{key_of(record)}", what, given, kind)


def _given(book: Fieldbook, task: Task) -> str:
    """The groups and people a task is given to; whoever reads this is told so first."""
    shelf, own = book.shelf, writer_of(book.shelf, book.habits)
    others = tuple(
        e for e in task.given_to if own.isdisjoint([e.id] if e.id else shelf.member_ids(e.name))
    )
    groups = [called(shelf, each) for each in groups_given(shelf, task)]
    his = [_("you")] if others != task.given_to else []
    return _(", ").join(filter(None, (*his, *groups, people_text(others))))


def _mark_row(_book: Fieldbook, row: Mark) -> ListRow:
    return _due(f"mark:{row.kind}", code_label("diary.kind", row.kind), "", row.days)


def _visit_row(book: Fieldbook, row: VisitDue) -> ListRow:
    household, shelf = row.household, book.shelf
    place = place_text(shelf, household, shelf.group_of(household))
    return _due(key_of(household), called(shelf, household, beside="place"), place, row.days)


def _follow_up_row(book: Fieldbook, row: FollowUpDue) -> ListRow:
    what = _("; ").join(each.title for each in row.issues) or called(book.shelf, row.group)
    who = whose(book.shelf, row.household, row.group)
    return _due(key_of(row.follow_up), what, who, row.days)


def _solution_row(_book: Fieldbook, row: SolutionDue) -> ListRow:
    """What is to be done, and quieter of which issue: what a meeting decided may not say it."""
    key = key_of(row.solution)
    # A step and its solution may both be due: two rows, two keys.
    key = key if row.step is None else f"step{row.step}/{key}"
    beside = f"{TAB * 2}{row.issues[0].title}" if row.issues else ""
    return _due(key, first_line(row.what) + beside, names_text(row.who), row.days)


def _task_row(book: Fieldbook, row: TaskRow) -> ListRow:
    """How many households are to be told, and by when where it has a last day."""
    key, title, until = key_of(row.task), task_text(row.task), row.task.until_on
    untold = ngettext("{count} household", "{count} households", len(row.untold))
    if until is None:
        return _row(key, title, "", untold)
    return _due(key, title, untold, (until - book.today).days)


def _work_row(book: Fieldbook, row: TaskRow) -> ListRow:
    key, title = key_of(row.task), row.task.title
    groups = [called(book.shelf, each) for each in groups_given(book.shelf, row.task)]
    who = _(", ").join(filter(None, (*groups, people_text(row.task.given_to))))
    until = row.task.until_on
    return _due(key, title, who, (until - book.today).days) if until else _row(key, title, who, "")


def _stay_row(book: Fieldbook, row: StayRunning) -> ListRow:
    group, purpose = called(book.shelf, row.group), first_line(row.stay.purpose)
    days = ngettext("day {count}", "day {count}", row.days)
    return _row(key_of(row.stay), purpose or group, group if purpose else "", days)


def _issue_row(book: Fieldbook, row: IssueRow) -> ListRow:
    """What the issue is now, and for how long."""
    age, status = _age(row, row.stands_days), code_label("status", row.status)
    tone = "overdue" if row.status == "relapsed" else ""
    return _row_of_issue(book, row, f"{status} {age}" if row.status != "open" else age, tone)


def _unreferred_row(book: Fieldbook, found: NotReferred) -> ListRow:
    """How long the branch has not been told of it; of one that relapsed, since when it has."""
    tone = "overdue" if found.late else ""
    age = _age(found.row, found.age_days)
    told = f"{code_label('status', 'relapsed')} {age}" if found.row.status == "relapsed" else age
    return _row_of_issue(book, found.row, told, tone, "refer/")


def _issue_due_row(book: Fieldbook, found: IssueDue) -> ListRow:
    """When the issue was to be solved."""
    return _row_of_issue(book, found.row, due_text(found.days), due_tone(found.days), "due/")


def _unanswered_row(book: Fieldbook, found: Unanswered) -> ListRow:
    """For how long an answer has been waited for."""
    return _row_of_issue(book, found.row, waits_text(found.days), "", "answer/")


def _row_of_issue(book: Fieldbook, row: IssueRow, words: str, tone: str, asks: str = "") -> ListRow:
    """An issue's row; the beginning of its key says what it ``asks`` for, if not a solution."""
    issue = row.issue
    who = whose(book.shelf, row.household, row.group) or unsettled(issue.household_text)
    return _row(f"{asks}{key_of(issue)}", issue.title, who, words, tone)


def _age(row: IssueRow, days: int | None) -> str:
    """For how many days; of an issue whose day is not known, the file's own words for it."""
    return (row.issue.found_text or _("day not given")) if days is None else _days(days)


def _days(days: int) -> str:
    return ngettext("{count} day", "{count} days", days) if days else _("today")


def _figure_rows(shelf: Shelf, found: Figures, shown: Collection[str]) -> Iterator[ListRow]:
    """Where the work stands; only what there is something to say of. Enter opens the list behind it."""
    units = found.groups
    one, two, three = map(str, units.types)
    types = _("{one} · {two} · {three}").format(one=one, two=two, three=three)
    days = ngettext("{count} day", "{count} days", found.streak)
    checks = _("{held} · {relapsed}").format(held=found.held, relapsed=found.relapsed)
    leaning = _(", ").join(called(shelf, each) for each in found.leaning[:3])
    new = shelf.count(Household) - found.asked_for
    not_due = _("{count} new, not due").format(count=new) if new else ""
    for where, word, told, names in (
        ("list:overdue", "in_time", _part(*found.share_in_time), not_due),
        ("more:tab_diary", "streak", days if found.streak else "", ""),
        ("list:not_surveyed", "surveyed", _part(*units.share_surveyed), ""),
        ("list:type_3", "three_types", types if units.surveyed else "", ""),
        ("list:without_core", "with_core", _part(*units.share_with_core), ""),
        ("list:by_cadre", "carried_of_late", _part(*found.share_by_groups), ""),
        ("list:by_cadre", "leaning_of_late", str(len(found.leaning) or ""), leaning),
        ("list:checked", "checks_of_late", checks if found.held or found.relapsed else "", ""),
    ):
        if told and word not in shown:
            label = figure_label(word)
            yield ListRow(f"{where}:{label}", (label, names, told), "")


def _part(part: int, whole: int) -> str:
    return _("{part} of {whole}").format(part=part, whole=whole) if whole else ""
