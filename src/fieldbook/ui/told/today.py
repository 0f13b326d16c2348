"""Today's agenda as rows of one list: headings, then what is due, each line ready to be acted on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from fieldbook.i18n import _, ngettext
from fieldbook.labels import code_label, due_text
from fieldbook.reports.agenda import Agenda, FollowUpDue, SolutionDue, StayRunning
from fieldbook.reports.figures import Figures
from fieldbook.reports.issues import IssueRow
from fieldbook.ui.told.rows import due_tone, place_text
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.columns import Column
from fieldbook.ui.widgets.record_list import ListRow
from fieldbook.ui.widgets.row_filter import sought
from fieldbook.ui.widgets.story_lines import StoryLine

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook
    from fieldbook.domain.shelf import Shelf
    from fieldbook.reports.due import VisitDue
    from fieldbook.reports.tasks import TaskRow

T = TypeVar("T")

MOST_OF_A_KIND = 8
"""Rows of one kind that Today shows; the screens show them all."""


def today_columns() -> list[Column]:
    """What is due, whose it is, when."""
    return [
        Column("", None, min_width=20, priority=9),
        Column("", 16, priority=4),
        Column("", 16, align="right", priority=6, toned=True),
    ]


def today_rows(book: Fieldbook, found: Agenda) -> list[ListRow]:
    """The agenda, what cannot wait first."""
    shelf = book.shelf
    rows: list[ListRow] = []
    marks = [each for each in found.marks if each.days <= 0]
    rows += _section(_("To be written"), marks, lambda each: _mark_row(each.kind, each.days))
    rows += _section(
        _("Visits due"), found.visits, lambda each: _visit_row(shelf, each), "tab_households"
    )
    rows += _section(_("Follow-ups due"), found.follow_ups, _follow_up_row, "tab_solutions")
    rows += _section(_("Solutions due"), found.solutions, _solution_row, "tab_solutions")
    rows += _section(
        _("Issues without a solution"), found.without_solution, _issue_row, "tab_issues"
    )
    rows += _section(
        _("Not yet referred to the branch"), found.not_referred,
        lambda each: _unreferred_row(each.row, late=each.late), "not_referred", prefix="refer/",
    )  # fmt: skip
    rows += _section(_("Tasks to be explained"), found.tasks, _task_row, "tasks")
    rows += _section(_("Stays that run"), found.stays, _stay_row, "tab_groups")
    figures = list(_figure_rows(found.figures))
    if figures:
        rows.append(ListRow("head:figures", (_("In figures"), "", ""), "", "section"))
    return rows + figures


def due_lines(book: Fieldbook) -> list[StoryLine]:
    """The agenda as lines of a narrow column."""
    lines: list[StoryLine] = []
    for row in today_rows(book, book.agenda()):
        if row.tone == "section":
            lines += [StoryLine("")] if lines else []
            lines.append(StoryLine(row.cells[0], tone="heading"))
        else:
            lines.append(StoryLine("  ".join(x for x in row.cells if x), 1, row.tone))
    return lines or [StoryLine(_("Nothing is due today."), tone="muted")]


def _section(
    title: str,
    found: Sequence[T],
    row_of: Callable[[T], ListRow],
    where: str = "",
    *,
    prefix: str = "",
) -> Iterator[ListRow]:
    """A heading with its count, the first rows, and where the rest is."""
    if not found:
        return
    yield ListRow(
        f"head:{title}",
        (_("{text} ({more})").format(text=title, more=len(found)), "", ""),
        "",
        "section",
    )
    for row in map(row_of, found[:MOST_OF_A_KIND]):
        yield row._replace(key=f"{prefix}{row.key}")
    if len(found) > MOST_OF_A_KIND:
        more = _("and {count} more").format(count=len(found) - MOST_OF_A_KIND)
        yield ListRow(f"more:{where}:{title}", (more, "", ""), "", "muted")


def _mark_row(kind: str, days: int) -> ListRow:
    label = code_label("diary.kind", kind)
    return ListRow(f"mark:{kind}", (label, "", due_text(days)), sought(label), due_tone(days))


def _visit_row(shelf: Shelf, row: VisitDue) -> ListRow:
    household = row.household
    place = place_text(household, shelf.group_of(household))
    cells = (household.head, place, due_text(row.days))
    return ListRow(key_of(household), cells, sought(household.head, place), due_tone(row.days))


def _task_row(row: TaskRow) -> ListRow:
    untold = ngettext("{count} household", "{count} households", len(row.untold))
    return ListRow(key_of(row.task), (row.task.title, "", untold), sought(row.task.title))


def _follow_up_row(row: FollowUpDue) -> ListRow:
    what = _("; ").join(each.title for each in row.issues) or (row.group.name if row.group else "")
    whose = row.household.head if row.household else row.group.name if row.group else ""
    cells = (what, whose, due_text(row.days))
    return ListRow(key_of(row.follow_up), cells, sought(what, whose), due_tone(row.days))


def _solution_row(row: SolutionDue) -> ListRow:
    what = row.what.split("\n", 1)[0]
    # A step and its solution may both be due: two rows, two keys.
    key = (
        f"{key_of(row.solution)}" if row.step is None else f"step{row.step}/{key_of(row.solution)}"
    )
    return ListRow(
        key, (what, row.who, due_text(row.days)), sought(what, row.who), due_tone(row.days)
    )


def _stay_row(row: StayRunning) -> ListRow:
    group = row.group.name if row.group else ""
    purpose = row.stay.purpose.split("\n", 1)[0]
    days = ngettext("day {count}", "day {count}", row.days)
    return ListRow(key_of(row.stay), (purpose or group, group if purpose else "", days), "")


def _figure_rows(found: Figures) -> Iterator[ListRow]:
    """Where the work stands; only what there is something to say of. Enter goes where it comes from."""
    units, done = found.groups, found.carried
    if found.households:
        yield _figure(
            "households", _("Households visited in time"), (found.in_time, found.households)
        )
    if found.streak:
        days = ngettext("{count} day", "{count} days", found.streak)
        yield _figure("diary", _("Daily summaries in a row"), days)
    if units.groups:
        yield _figure("groups", _("Groups surveyed"), (units.surveyed, units.groups))
    if units.surveyed:
        one, two, three = map(str, units.types)
        told = _("{three} · {two} · {one}").format(three=three, two=two, one=one)
        yield _figure("groups", _("Groups of type 3 · 2 · 1"), told)
    if units.groups:
        yield _figure("groups", _("Groups with a core group"), (units.with_core, units.groups))
    if done.said:
        label = _("Carried out by groups, of late")
        yield _figure("solutions", label, (done.group, done.said))
    if found.leaning:
        names = _(", ").join(each.name for each in found.leaning[:3])
        label = _("Leans on the cadre: worth a word")
        yield _figure("groups", label, str(len(found.leaning)), names)
    if found.held or found.relapsed:
        told = _("{held} · {relapsed}").format(held=found.held, relapsed=found.relapsed)
        yield _figure("solutions", _("Follow-ups of late: held · relapsed"), told)


def _figure(tab: str, label: str, value: str | tuple[int, int], middle: str = "") -> ListRow:
    told = (
        value
        if isinstance(value, str)
        else _("{part} of {whole}").format(part=value[0], whole=value[1])
    )
    return ListRow(f"more:tab_{tab}:{label}", (label, middle, told), "")


def _issue_row(row: IssueRow) -> ListRow:
    """What the issue is now, and for how long."""
    age, status = _days(row.stands_days), code_label("status", row.status)
    tone = "overdue" if row.status == "relapsed" else ""
    return _row_of_issue(row, f"{status} {age}" if row.status != "open" else age, tone)


def _unreferred_row(row: IssueRow, *, late: bool) -> ListRow:
    """How long the branch has not been told of it."""
    return _row_of_issue(row, _days(row.age_days), "overdue" if late else "")


def _days(days: int) -> str:
    return ngettext("{count} day", "{count} days", days) if days else _("today")


def _row_of_issue(row: IssueRow, words: str, tone: str) -> ListRow:
    issue = row.issue
    whose = row.household.head if row.household else row.group.name if row.group else ""
    return ListRow(
        key_of(issue),
        (issue.title, whose or issue.household_text, words),
        sought(issue.title),
        tone,
    )
