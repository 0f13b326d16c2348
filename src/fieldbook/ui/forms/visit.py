"""The visit form: a visit with its three explanations and the issues it brought up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, ClassVar, Final, cast

from fieldbook.book import Fieldbook
from fieldbook.domain.checks import LONGEST_LINE
from fieldbook.domain.codes import explained_by
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, Problem
from fieldbook.domain.records import Household, Record, Task, Visit
from fieldbook.i18n import N_, _
from fieldbook.labels import code_label, codes_of, day, field_label
from fieldbook.promise_lines import promise_lines
from fieldbook.reports.tasks import is_meant_for, runs_on
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.form import FORM
from fieldbook.ui.forms.record_form import RecordForm
from fieldbook.ui.keys import key_of_act, keys_in
from fieldbook.ui.told.rows import called, place_text, task_text
from fieldbook.ui.under import record_of
from fieldbook.ui.widgets.fields import ChoiceField, Field
from fieldbook.verbs import verb_label

WRITTEN_LATE = dt.timedelta(days=14)
"""How long a task that has ended can still be ticked: a visit is often written down days later."""

CARRIED: Final = ("visited_on", "companions")
"""What the next visit has in common with the one saved."""
TOLD: Final = ("explained", "tasks")
"""What is ticked already in every visit of a round that is begun to tell of a task."""


class VisitForm(RecordForm[Visit]):
    """Write a visit down, or edit one."""

    form = "visit"
    first = "met"
    record_type = Visit
    shown_as: ClassVar[Mapping[str, str]] = {
        "issue.title": "new_issues", "household_text": "household",
    }  # fmt: skip
    rows = (
        fields.date("visited_on", required=True, is_today=True),
        fields.household(required=True),
        fields.Row("manner", lambda form: form.manner()),
        fields.people("met"),
        fields.choice("explained", many=True),
        fields.Row("tasks", lambda form: form.tasks()),
        fields.choice("together", many=True),
        fields.Row("alongside", lambda form: form.alongside()),
        fields.long("learned"),
        fields.text("promised", hint=N_("what you will do until the next visit")),
        fields.long("new_issues", hint=N_("one issue a line"), least=1),
        fields.long("requests", hint=N_("one a line"), least=1),
        fields.long("note", least=1),
        fields.people("companions"),
    )

    def __init__(
        self,
        book: Fieldbook,
        record: Record | None = None,
        *,
        known: Mapping[str, Any] | None = None,
        around: Callable[[], Iterable[Household] | None] = lambda: None,
        passed: Collection[str] = (),
    ) -> None:
        """Make the form of a visit.

        Args:
            book: the book it writes into.
            record: the visit it edits, or where a new one was.
            known: what is known of a new visit already, by the names of its fields.
            around: gives the other households of the list in which it was begun, those below first.
            passed: the ids of the households that were passed over on the way here.
        """
        super().__init__(book, record, known=known)
        self.has_next = isinstance(record, Household)
        self._around, self._passed = around, frozenset(passed)

    def heading(self) -> str:
        """Whom the visit is to."""
        whom = self._whom()
        return _("Visit: {whom}").format(whom=whom) if whom else _("Visit")

    def _whom(self) -> str:
        household, group, shelf = self.at.household, self.at.group, self.book.shelf
        if household is not None:
            place = place_text(shelf, household, group)
            return f"{called(shelf, household, beside='place')}  {place}".strip()
        return called(shelf, group) if group is not None else ""

    def draft_taken_up(self) -> None:
        """In a draft of before the task is ticked, too, of which the household is to be told."""
        for name in ("tasks", "explained") if self.known.get("tasks") else ():
            field = self.body.fields[name]
            field.put({*cast("Sequence[str]", field.value), *self.known.get(name, ())})

    def goes_on_with(self) -> str:
        """Whose visit comes now: another household's."""
        return _("Next: {whom}").format(whom=self._head_told())

    def _head_told(self) -> str:
        return called(self.book.shelf, self.at.household, beside="place")

    def above(self) -> Sequence[str]:
        """What was promised at the last visit; of a book without tasks, where they are written down.

        Before it, whether the household was visited today already: two visits of a day are no mistake.
        """
        if self.edits is not None:
            return ()
        home, book = self.at.household, self.book
        promised = promise_lines(book.shelf, home, book.today) if home else ()
        if home and self._came_on(home, book.today, but="nobody_home"):
            promised = (_("This household was visited today already."), *promised)
        if home and self.known.get("tasks"):
            told = _("{save_next} notes who was told; without the tick nothing is noted.")
            promised = (told.format(save_next=key_of_act(FORM["save_next"])), *promised)
        if self.book.tasks.all():
            return promised
        told = _(
            "The branch's tasks are ticked here once they stand on the screen “Tasks” ({tasks})."
        )
        return (*promised, keys_in(told))

    def done(self, written: str) -> str:
        """A visit is known by whom it was to, called as everywhere, not by what was learned."""
        shelf = self.book.shelf
        visit = record_of(shelf, written)
        home = shelf.household_of(visit) if isinstance(visit, Visit) else None
        if home is None:
            return super().done(written)
        whom, verb = called(shelf, home), "note_visit"
        if self.edits is not None:
            whom, verb = _("visit to {whom}").format(whom=whom), "edit"
        return _("{label}: {text}").format(label=whom, text=verb_label(verb))

    def leaves_out(self) -> Collection[str]:
        """Where it is known already; what it brought up, of a visit that was written down before."""
        return {
            *(("household",) if self.at.household or self.at.group else ()),
            *(() if self._offered_tasks() else ("tasks",)),
            *(() if self._offered_alongside() else ("alongside",)),
            *(("new_issues", "requests") if self.edits else ()),
        }

    def alongside(self) -> ChoiceField:
        """What may have been done besides, in the branch's own words."""
        options = [(each, each) for each in self._offered_alongside()]
        return ChoiceField("alongside", field_label("alongside"), options, many=True)

    def _offered_alongside(self) -> list[str]:
        """The words of the settings, and those that stand in the visit already."""
        named = self.edits.alongside if self.edits else ()
        return list(dict.fromkeys((*self.book.habits.alongside, *named)))

    def tasks(self) -> ChoiceField:
        """The tasks that may have been explained."""
        options = [(each.id, task_text(each)) for each in self._offered_tasks()]
        return ChoiceField("tasks", field_label("tasks"), options, many=True)

    def _offered_tasks(self) -> list[Task]:
        """Every task that may have been explained: what this household was not told of yet first."""
        offered = [each for each in self.book.tasks.all() if self._may_be_told(each)]
        offered.sort(key=lambda each: (each.given_on, each.seq), reverse=True)
        told = self._told_before()
        offered.sort(key=lambda each: (each.id in told, not runs_on(each, self.book.today)))
        return offered

    def _may_be_told(self, task: Task) -> bool:
        """Whether a task of the group ran around the visit's day, or stands in the visit already."""
        named = self.edits.tasks if self.edits else self.known.get("tasks", ())
        if task.id in named:
            return True
        household, group = self.at.household, self.at.group
        if task.task_kind == "work":
            return False
        if household is not None and not is_meant_for(task, household):
            return False
        if household is None and task.groups and group and group.id not in task.groups:
            return False
        visited_on = self.edits.visited_on if self.edits else self.book.today
        return runs_on(task, visited_on - WRITTEN_LATE)

    def _told_before(self) -> set[str]:
        """The tasks the household was told of at other visits."""
        if self.at.household is None:
            return set()
        visits = self.book.shelf.visits_to(self.at.household.id)
        others = (each for each in visits if self.edits is None or each.id != self.edits.id)
        return {task for each in others if each.manner != "nobody_home" for task in each.tasks}

    def on_field_edited(self, message: Field.Edited) -> None:
        """Ticking a task says that tasks were explained; the form shows it as it is saved."""
        explained = self.body.fields["explained"]
        if message.field.field_name == "tasks" and message.field.value:
            ticked = cast("Sequence[str]", message.field.value)
            kinds = {explained_by(e.task_kind) for e in self._offered_tasks() if e.id in ticked}
            explained.put({*kinds, *cast("Sequence[str]", explained.value)})

    def too_early(self) -> Iterator[tuple[str, str]]:
        """Of a task that is ticked it is told that it was given only after the visit."""
        yield from super().too_early()
        field, on = self.body.fields.get("tasks"), self.day_of("visited_on")
        ticked = cast("Sequence[str]", field.value) if field else ()
        for task in self._offered_tasks():
            if task.id in ticked and on and task.given_on > on:
                told = _("“{title}” was given on {date}, after this visit.")
                date = day(task.given_on, self.book.today)
                yield "tasks", told.format(title=task.title, date=date)
                return

    def manner(self) -> ChoiceField:
        """How it was; that a list tells of it is said only of a visit that came from one."""
        options = [*codes_of("manner")]
        if self.edits is not None and self.edits.manner == "listed":
            options.append(("listed", code_label("manner", "listed")))
        return ChoiceField("manner", field_label("manner"), options, always=True)

    def likely(self, name: str) -> list[tuple[str, str]]:
        """The head of the household, or those who lead the group; members went along."""
        if name == "companions":
            return fields.members_of(self.book)
        household = self.at.household
        return [(household.head, _("head"))] if household else super().likely(name)

    def begins(self) -> Mapping[str, Any]:
        """Of a new visit it is most likely that somebody was at home."""
        return {"manner": "visit"}

    def write(self, draft: Draft) -> Visit:
        """The visit and its issues, one act."""
        issues = [
            *(Draft(title=each) for each in _lines(draft, "new_issues")),
            *(Draft(title=each, kind="request") for each in _lines(draft, "requests")),
        ]
        return self.book.visits.note(draft.without("new_issues", "requests"), issues)

    def read(self) -> Draft:
        """Where nobody was at home nothing was explained or shared, whatever still stands ticked."""
        draft = super().read()
        away = draft.get("manner") == "nobody_home"
        return draft.having(explained=(), tasks=(), together=()) if away else draft

    def _require(self, draft: Draft) -> None:
        """Where nobody was at home nobody is met; which of the two is wrong is asked."""
        super()._require(draft)
        if draft.get("manner") == "nobody_home" and draft.get("met"):
            raise Invalid([Problem("met", "nobody_met")])

    def _field_of(self, name: str) -> str:
        """An issue that cannot be written down stands among the issues, or among the requests."""
        if name == "issue.title" and "requests" in self.body.fields:
            read = self.read()
            if all(len(each) <= LONGEST_LINE for each in _lines(read, "new_issues")):
                return "requests"
        return super()._field_of(name)

    def save_next(self) -> None:
        """Write the visit down and go on; a form in which nothing was written is passed over."""
        if not self._is_bare():
            super().save_next()
            return
        whom, following = self._head_told(), self.next_form(passing=True)
        with suppress(OSError):  # then its day is offered again, and discarded there
            self.host.drafts.done(self.form, self.target)
        self._close(None)
        told = _("{whom}: empty, no visit noted").format(whom=whom)
        if following is None:
            self.host.tell(told)
        self.go_on(following, told)

    def _is_bare(self) -> bool:
        """Whether nothing was written in a new visit but its day and who went along, which others share.

        A task that stands ticked says something: it was told.
        """
        if self.edits is not None or self.body.misread() or self.body.undated():
            return False
        now = self.body.draft()
        begun = {**self._filled, "tasks": ""}
        return all(now[name] in ("", begun[name]) for name in now if name not in CARRIED)

    def next_form(self, *, passing: bool = False) -> VisitForm | None:
        """The next household in the list, from its top again at its end; elsewhere the one due next.

        The date and the companions stay. Those visited on that day are left out, and those that
        were passed over.
        """
        household = self.at.household
        if household is None:
            return None
        values = self.body.values()
        kept = {name: values[name] for name in CARRIED}
        kept |= {name: self.known[name] for name in TOLD if name in self.known}
        passed = {*self._passed, household.id} if passing else self._passed
        found = self._around()
        if found is None:
            found = (
                each.household for each in self.book.households.due(of_all=self.host.shows_all)
            )
        for each in found:
            left_out = each.id == household.id or each.id in passed
            if not left_out and not self._came_on(each, values["visited_on"]):
                return VisitForm(self.book, each, known=kept, around=self._around, passed=passed)
        return None

    def _came_on(self, household: Household, on: Any, but: str = "") -> bool:
        """Whether a visit of that day is in the book; a door that stayed shut counts unless left out."""
        visits = self.book.shelf.visits_to(household.id)
        return any(each.visited_on == on and each.manner != but for each in visits)


def _lines(draft: Draft, name: str) -> list[str]:
    """What stands in a field of several lines, a line each."""
    return [line for line in str(draft.get(name) or "").split("\n") if line.strip()]
