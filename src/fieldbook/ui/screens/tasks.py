"""The branch's tasks 任务: what is to be explained, and which households have not been told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from fieldbook.domain.records import Household, Member, Record, Task
from fieldbook.i18n import _, ngettext
from fieldbook.labels import day, due_text
from fieldbook.reports.tasks import TaskRow
from fieldbook.ui.act import Acts, Context, doing
from fieldbook.ui.acts.casework import visit
from fieldbook.ui.acts.lists import ON_A_LIST
from fieldbook.ui.acts.records import NEW
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.told.cells import percent
from fieldbook.ui.told.rows import called, due_tone, list_row, place_text
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.story import Story
from fieldbook.ui.widgets.story_lines import StoryLine


def _visit(at: Context[ListScreen]) -> None:
    """Write down the visit at which the household is told of the task: that is ticked already."""
    from fieldbook.ui.forms.visit import VisitForm

    task, household = at.screen.chosen(), at.under.record
    if not isinstance(task, Task) or not isinstance(household, Household):
        visit(at)
        return
    told = {"tasks": (task.id,), "explained": ("tasks",)}
    at.host.open_form(VisitForm(at.book, household, known=told))


def _new(at: Context[ListScreen]) -> None:
    from fieldbook.ui.forms.branch import TaskForm

    at.host.open_form(TaskForm(at.book))


class TasksScreen(ListScreen):
    """The tasks, those that run first; the chosen one with the households not yet told."""

    acts: ClassVar[Acts[ListScreen]] = Acts(
        doing(ON_A_LIST["visit"], _visit),
        doing(NEW, _new),
        base=ON_A_LIST,
        footer=("visit", "new", "edit", "lesson", "filter", "undo", "remove"),
    )
    tab = "tasks"
    belongs_to = "households"
    record_type = Task

    def columns(self) -> list[Column]:
        """Task, how many are told, until when."""
        return [
            Column(_("Task"), None, min_width=10, priority=9),
            Column(_("Told"), 7, align="right", priority=8),
            Column(_("Until"), 11, align="right", priority=5, toned=True, by=0),
        ]

    def rows(self) -> Sequence[ListRow]:
        """Every task."""
        return [self._row(each) for each in self.book.tasks.rows()]

    def _row(self, row: TaskRow) -> ListRow:
        task, today = row.task, self.book.today
        told = f"{len(row.told)}/{len(row.told) + len(row.untold)}"
        days = (task.until_on - today).days if task.until_on else None
        if not row.running:
            until, tone = _("over"), "muted"
        else:
            until = "" if days is None else due_text(days)
            tone = "" if days is None or not row.untold else due_tone(days)
        value = task.until_on.toordinal() if task.until_on else None
        cells = (task.title, told, until)
        return list_row(task.id, cells, task.explanation, tone=tone, values=(value,))

    def empty(self) -> tuple[str, ...]:
        """How the first task comes in."""
        return (
            _("No tasks yet."),
            "",
            _("n writes down what the branch gave out."),
            _("A visit then says which task was explained."),
        )

    def lines(self, record: Record) -> Iterator[StoryLine]:
        """The task, and the households not yet told: Enter on one writes its visit down."""
        today = self.book.today
        row = next(each for each in self.book.tasks.rows() if each.task.id == record.id)
        task = row.task
        yield StoryLine(task.title, tone="title")
        until = _("until {date}").format(date=day(task.until_on, today)) if task.until_on else ""
        given = _("given {date}").format(date=day(task.given_on, today))
        yield StoryLine(" · ".join(text for text in (given, until) if text), tone="muted")
        if task.explanation:
            yield StoryLine(task.explanation)
        told = ngettext("{count} household told", "{count} households told", len(row.told))
        words = _("{text} ({more})").format(text=told, more=percent(row.share))
        yield StoryLine(words, tone="" if row.untold else "done")
        yield StoryLine("")
        if not row.untold:
            return
        yield StoryLine(_("Not yet told; Enter writes the visit down:"), tone="heading")
        shelf = self.book.shelf
        for each in row.untold:
            place = place_text(each, shelf.group_of(each))
            contact = called(shelf, shelf.living(Member, each.contact))
            head = called(shelf, each, beside="place")
            words = "  ".join(text for text in (head, place, contact) if text)
            yield StoryLine(words, 1, key=key_of(each))

    def on_story_chosen(self, message: Story.Chosen) -> None:
        """Enter on a household not yet told goes to its visit."""
        if isinstance(self.record(), Household):
            message.stop()
            message.prevent_default()  # Textual would go on with the handler above this one
            self.host.perform("visit")


SCREEN = TasksScreen
