"""The visit form: a visit with its three explanations and the issues it brought up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Group, Household, Visit
from fieldbook.i18n import _
from fieldbook.labels import field_label
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.promises_text import promise_lines
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.fields import ChoiceField, Field
from fieldbook.ui.words import place_text

MOST_TASKS = 4
"""How many current tasks the form offers to tick."""


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
        """What *save and next* carries over: the date and the companions."""
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
            asked.append(
                fields.long("new_issues", label=_("Issues"), hint=_("one issue a line"), least=1)
            )
        return [
            *asked,
            fields.long("note", least=1),
            fields.people("companions", fields.members_of(book)),
        ]

    def _tasks(self) -> list[Field]:
        today = self.book.today
        current = [
            each
            for each in self.book.tasks.all()
            if each.until_on is None or each.until_on >= today or self.visit is not None
        ][-MOST_TASKS:]
        if not current:
            return []
        options = [(each.id, each.title) for each in current]
        return [ChoiceField("tasks", field_label("tasks"), options, many=True)]

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
            "companions": fields.names(visit.companions), "household": visit.household_text,
        }  # fmt: skip

    def read(self) -> Draft:
        """People as text, so that roles in brackets are read."""
        draft = super().read()
        return draft.having(
            **{name: "、".join(draft[name]) for name in ("met", "companions")},
        )

    def submit(self, draft: Draft) -> str:
        """The visit and its issues, one act."""
        titles = str(draft.get("new_issues") or "").split("\n")
        issues = [Draft(title=title) for title in titles if title.strip()]
        placed = self._placed(draft.without("new_issues"))
        if self.visit is not None:
            return key_of(self.book.visits.edit(self.visit.id, placed))
        return key_of(self.book.visits.note(placed, issues))

    def _placed(self, draft: Draft) -> Draft:
        if self.household is not None:
            return draft.having(household=self.household.id)
        if self.group is not None:
            return draft.having(group=self.group.id)
        typed = str(draft.get("household") or "")
        known = self.book.shelf.find(Household, typed) is not None
        return draft.having(household=typed if known else "", household_text="" if known else typed)

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


def _after(book: Fieldbook, household: Household, others: Sequence[Household]) -> Household | None:
    """The next door first: the same group's household due first, else the one due first."""
    group = book.shelf.group_of(household)
    near = [each for each in others if group is not None and each.group == group.id]
    return next(iter([*near, *others]), None)
