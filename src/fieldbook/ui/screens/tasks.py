"""The branch's tasks 任务: what is to be explained, and which households have not been told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from fieldbook.domain.codes import explained_by
from fieldbook.domain.records import Group, Household, Member, Record, Task, Training
from fieldbook.i18n import N_, _, ngettext
from fieldbook.labels import day, due_text, field_label, filled, people_text, with_role
from fieldbook.reports.stories import item_of
from fieldbook.reports.tables import Share
from fieldbook.reports.tasks import TaskRow, told_by_contact_group
from fieldbook.ui.act import Acts, Context, doing
from fieldbook.ui.acts.casework import visit, wants_a_line
from fieldbook.ui.acts.lists import ON_A_LIST
from fieldbook.ui.acts.records import END_TASK, NEW
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.told.cells import part_text, percent
from fieldbook.ui.told.lines import joined
from fieldbook.ui.told.rows import called, due_tone, list_row, place_text, task_text
from fieldbook.ui.told.story import item_lines
from fieldbook.ui.told.versions import unsettled_lines
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.story import Story
from fieldbook.ui.widgets.story_lines import StoryLine
from fieldbook.units import contact_group_text


def _visit(at: Context[ListScreen]) -> None:
    """Write down the visit at which the household is told of the task: that is ticked already."""
    from fieldbook.ui.forms.visit import VisitForm

    task, household = at.screen.chosen(), at.under.record
    if not isinstance(task, Task) or not isinstance(household, Household):
        visit(at)
        return
    told = {"tasks": (task.id,), "explained": (explained_by(task.task_kind),)}
    untold = next(each.untold for each in at.book.tasks.rows() if each.task.id == task.id)
    here = untold.index(household) if household in untold else -1
    others = [*untold[here + 1 :], *untold[: max(0, here)]]
    at.host.open_form(VisitForm(at.book, household, known=told, around=lambda: others))


def _new(at: Context[ListScreen]) -> None:
    from fieldbook.ui.forms.branch import TaskForm

    at.host.open_form(TaskForm(at.book))


def _end(at: Context[ListScreen]) -> None:
    from fieldbook.ui.forms.branch import EndTaskForm

    if isinstance(task := at.screen.chosen(), Task):
        at.host.open_form(EndTaskForm(at.book, task))


def _by_contact_group(shares: Iterable[tuple[str, Share]]) -> Iterator[StoryLine]:
    """How many households each contact group has told, of how many."""
    for name, share in shares:
        line = _("{label}: {text}").format(label=contact_group_text(name), text=part_text(share))
        yield StoryLine(line, 1, "muted")


class TasksScreen(ListScreen):
    """The tasks, those that run first; the chosen one with the households not yet told."""

    acts: ClassVar[Acts[ListScreen]] = Acts(
        doing(ON_A_LIST["visit"], _visit),
        doing(NEW, _new),
        doing(END_TASK, _end, wants_a_line),
        base=ON_A_LIST,
        footer=("visit", "new", "edit", "end_task", "lesson", "filter", "undo", "remove"),
    )
    tab = "tasks"
    belongs_to = "households"
    record_type = Task
    nothing_yet = (
        N_("No tasks yet."),
        "",
        N_("{new} writes down what the branch gave out."),
        N_("A visit then says which task was explained."),
    )

    def columns(self) -> list[Column]:
        """Task, how many are told, until when."""
        return [
            Column(_("Task"), None, min_width=10, priority=9),
            Column(
                _("Told"), 7, align="right", priority=8,
                meaning=_("households to which it was explained, of all it is meant for"),
            ),
            Column(_("Until"), 11, align="right", priority=5, toned=True, by=0, kept=True),
        ]  # fmt: skip

    def rows(self) -> Sequence[ListRow]:
        """Every task of the book, those that run first."""
        return [self._row(each) for each in self.book.tasks.rows()]

    def _row(self, row: TaskRow) -> ListRow:
        task, today = row.task, self.book.today
        told = "" if row.share is None else f"{len(row.told)}/{len(row.told) + len(row.untold)}"
        days = (task.until_on - today).days if task.until_on else None
        if not row.running:
            until, tone = _("ended") if task.ended_on else _("over"), "muted"
        else:
            until = "" if days is None else due_text(days)
            waits = row.untold or row.is_work
            tone = due_tone(days) if days is not None and waits else ""
        value = task.until_on.toordinal() if task.until_on else None
        cells = (task_text(task), told, until)
        words = (task.explanation, task.outcome)
        return list_row(task.id, cells, *words, tone=tone, values=(value,))

    def lines(self, record: Record) -> Iterator[StoryLine]:
        """The task, the trainings about it, and the households not yet told: Enter on one writes its visit down."""
        today = self.book.today
        row = next(each for each in self.book.tasks.rows() if each.task.id == record.id)
        task = row.task
        yield StoryLine(task_text(task), tone="title")
        until = _("until {date}").format(date=day(task.until_on, today)) if task.until_on else ""
        given = _("given {date}").format(date=day(task.given_on, today))
        ended = filled(_("ended {date}"), date=day(task.ended_on, today))
        yield StoryLine(joined(given, until, ended), tone="muted")
        yield from unsettled_lines(self.book, task)
        yield from self._more_of(task)
        if row.share is not None:  # else it is for no household: somebody does it
            told = ngettext("{count} household told", "{count} households told", len(row.told))
            words = with_role(told, percent(row.share) if row.told else "")
            yield StoryLine(words, tone="" if row.untold else "done")
        yield from _by_contact_group(told_by_contact_group(self.book.shelf, row))
        yield StoryLine("")
        for held in self.book.shelf.pointing(Training, "task", task.id):
            yield from item_lines(self.book, item_of(self.book.shelf, held))
        if not row.untold:
            return
        told = _("Not told while it ran; Enter writes a late visit down:")
        told = _("Not yet told; Enter writes the visit down:") if row.running else told
        yield StoryLine(told, tone="heading")
        shelf = self.book.shelf
        for each in row.untold:
            place = place_text(shelf, each, shelf.group_of(each))
            contact = called(shelf, shelf.living(Member, each.contact))
            head = called(shelf, each, beside="place")
            words = "  ".join(text for text in (head, place, contact) if text)
            yield StoryLine(words, 1, key=key_of(each))

    def _more_of(self, task: Task) -> Iterator[StoryLine]:
        """The groups it is given to, its explanation, and what became of it."""
        shelf = self.book.shelf
        groups = (called(shelf, shelf.living(Group, each)) for each in task.groups)
        told = (
            StoryLine(_(", ").join(filter(None, groups)), label=field_label("groups")),
            StoryLine(people_text(task.given_to), label=field_label("given_to")),
            StoryLine(task.explanation),
            StoryLine(task.outcome, tone="done", label=field_label("outcome")),
        )
        yield from (each for each in told if each.text)

    def on_story_chosen(self, message: Story.Chosen) -> None:
        """Enter on a household not yet told goes to its visit."""
        if isinstance(self.record(), Household):
            message.stop()
            message.prevent_default()  # Textual would go on with the handler above this one
            self.host.perform("visit")


SCREEN = TasksScreen
