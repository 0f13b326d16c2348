"""The visit form: a visit with its three explanations and the issues it brought up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast

from fieldbook.book import Fieldbook
from fieldbook.domain.checks import LONGEST_LINE
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Group, Household, Task, Visit
from fieldbook.i18n import _
from fieldbook.labels import field_label
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.told.promises import promise_lines
from fieldbook.ui.told.rows import place_text
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.fields import ChoiceField, Field

WRITTEN_LATE = dt.timedelta(days=14)
"""How long a task that has ended can still be ticked: a visit is often written down days later."""


class VisitForm(FormScreen):
    """Write a visit down, or edit one."""

    form = "visit"
    first = "met"
    has_next = True
    shown_as: ClassVar[Mapping[str, str]] = {
        "issue.title": "new_issues", "household_text": "household",
    }  # fmt: skip

    def __init__(
        self,
        book: Fieldbook,
        *,
        household: Household | None = None,
        group: Group | None = None,
        visit: Visit | None = None,
        kept: Mapping[str, Any] | None = None,
    ) -> None:
        self.household = household
        self.group = group
        self.visit = visit
        self.kept = dict(kept or {})
        """What is known already: what *save and next* carries over, the task to be told."""
        place = household or group
        super().__init__(book, target=visit.id if visit else place.id if place else "")
        self.has_next = visit is None and household is not None  # type: ignore[misc]

    def heading(self) -> str:
        """Whom the visit is to."""
        if self.household is not None:
            place = place_text(self.household, self.book.shelf.group_of(self.household))
            return _("Visit: {whom}").format(whom=f"{self.household.head}  {place}".strip())
        if self.group is not None:
            return _("Visit: {whom}").format(whom=self.group.name)
        return _("Visit")

    def above(self) -> Sequence[str]:
        """What was promised at the last visit."""
        if self.household is None or self.visit is not None:
            return ()
        return promise_lines(self.book, self.household)

    def make_fields(self) -> Sequence[Field]:
        """The fields; the explanations come right after who was met."""
        book = self.book
        place: list[Field] = []
        if self.household is None and self.group is None:
            place = [fields.pick_household(book, required=True)]
        asked = [
            fields.date(book, "visited_on", required=True),
            *place,
            fields.choice("manner"),
            fields.people("met", self._likely_met()),
            fields.choice("explained", many=True),
            *self._tasks(),
            fields.choice("together", many=True),
            fields.long("learned"),
            fields.text("promised", hint=_("what you will do until the next visit")),
        ]
        if self.visit is None:
            asked += [
                fields.long("new_issues", label=_("Issues"), hint=_("one issue a line"), least=1),
                fields.long(
                    "requests", label=_("Opinions, requests"), hint=_("one a line"), least=1
                ),
            ]
        return [
            *asked,
            fields.long("note", least=1),
            fields.people("companions", fields.members_of(book)),
        ]

    def _tasks(self) -> list[Field]:
        """Every task that may have been explained: what this household was not told of yet first."""
        offered = [each for each in self.book.tasks.all() if self._may_be_told(each)]
        offered.sort(key=lambda each: (each.given_on, each.seq), reverse=True)
        told = self._told_before()
        offered.sort(key=lambda each: (each.id in told, self._has_ended(each)))
        if not offered:
            return []
        options = [(each.id, each.title) for each in offered]
        return [ChoiceField("tasks", field_label("tasks"), options, many=True)]

    def _may_be_told(self, task: Task) -> bool:
        """Whether a task ran around the visit's day, or stands in the visit already."""
        if task.id in self.kept.get("tasks", ()):
            return True
        if self.visit is not None and task.id in self.visit.tasks:
            return True
        visited_on = self.visit.visited_on if self.visit else self.book.today
        return task.until_on is None or task.until_on + WRITTEN_LATE >= visited_on

    def _has_ended(self, task: Task) -> bool:
        return task.until_on is not None and task.until_on < self.book.today

    def _told_before(self) -> set[str]:
        """The tasks the household was told of at other visits."""
        if self.household is None:
            return set()
        visits = self.book.shelf.visits_to(self.household.id)
        others = (each for each in visits if self.visit is None or each.id != self.visit.id)
        return {task for each in others if each.manner != "nobody_home" for task in each.tasks}

    def on_field_edited(self, message: Field.Edited) -> None:
        """Ticking a task says that tasks were explained; the form shows it as it is saved."""
        explained = self.body.fields["explained"]
        if message.field.field_name == "tasks" and message.field.value:
            explained.put({"tasks", *cast("Sequence[str]", explained.value)})

    def _likely_met(self) -> list[tuple[str, str]]:
        if self.household is not None:
            return [(self.household.head, _("head"))]
        return fields.leaders_of(self.book, self.group)

    def prefill(self) -> Mapping[str, Any]:
        """Today, a visit made; or the visit that is edited."""
        if self.visit is None:
            return {"visited_on": self.book.today, "manner": "visit", **self.kept}
        visit = self.visit
        return {
            "visited_on": visit.visited_on, "manner": visit.manner, "met": fields.names(visit.met),
            "explained": visit.explained, "tasks": visit.tasks, "together": visit.together,
            "learned": visit.learned, "promised": visit.promised, "note": visit.note,
            "companions": fields.names(visit.companions),
            "household": fields.free(visit.household_text),
        }  # fmt: skip

    def read(self) -> Draft:
        """People as text, so that roles in brackets are read."""
        draft = super().read()
        return draft.having(
            **{name: "、".join(draft[name]) for name in ("met", "companions")},
        )

    def submit(self, draft: Draft) -> str:
        """The visit and its issues, one act."""
        issues = [
            *(Draft(title=each) for each in _lines(draft, "new_issues")),
            *(Draft(title=each, kind="request") for each in _lines(draft, "requests")),
        ]
        placed = self._placed(draft.without("new_issues", "requests"))
        if self.visit is not None:
            return key_of(self.book.visits.edit(self.visit.id, placed))
        return key_of(self.book.visits.note(placed, issues))

    def _placed(self, draft: Draft) -> Draft:
        if self.household is not None:
            return draft.having(household=self.household.id)
        if self.group is not None:
            return draft.having(group=self.group.id)
        return fields.household_typed(self.book, draft)

    def _field_of(self, name: str) -> str:
        """An issue that cannot be written down stands among the issues, or among the requests."""
        if name == "issue.title" and "requests" in self.body.fields:
            read = self.read()
            if all(len(each) <= LONGEST_LINE for each in _lines(read, "new_issues")):
                return "requests"
        return super()._field_of(name)

    def next_form(self) -> FormScreen | None:
        """The household due next; the date and the companions stay."""
        if self.household is None:
            return None
        values = self.body.values()
        kept = {name: values[name] for name in ("visited_on", "companions")}
        due = [each.household for each in self.book.households.due()]
        visited_on = values["visited_on"]
        others = [
            each
            for each in due
            if each.id != self.household.id
            and not any(v.visited_on == visited_on for v in self.book.shelf.visits_to(each.id))
        ]
        following = _after(self.book, self.household, others)
        return VisitForm(self.book, household=following, kept=kept) if following else None


def _lines(draft: Draft, name: str) -> list[str]:
    """What stands in a field of several lines, a line each."""
    return [line for line in str(draft.get(name) or "").split("\n") if line.strip()]


def _after(book: Fieldbook, household: Household, others: Sequence[Household]) -> Household | None:
    """The next door first: the same group's household due first, else the one due first."""
    group = book.shelf.group_of(household)
    near = [each for each in others if group is not None and each.group == group.id]
    return next(iter([*near, *others]), None)
