"""What is worth passing on: the write-up of an experience, and commendations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import (
    Commendation,
    Experience,
    Group,
    Household,
    Member,
    Person,
    Record,
    Solution,
)
from fieldbook.i18n import _
from fieldbook.labels import field_label, kind_label
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.told.rows import place_text
from fieldbook.ui.told.typed import meetings_to_text, text_to_meetings
from fieldbook.ui.under import key_of, record_of
from fieldbook.ui.widgets.fields import Field, Picked, PickField, PickRow


class ExperienceForm(FormScreen):
    """Write an experience up; what the book knows of its solution stands in it already."""

    form = "experience"

    def __init__(
        self,
        book: Fieldbook,
        *,
        group: Group | None = None,
        solution: Solution | None = None,
        experience: Experience | None = None,
    ) -> None:
        self.group, self.solution, self.experience = group, solution, experience
        target = experience or solution or group
        super().__init__(book, target=target.id if target else "")

    def heading(self) -> str:
        """Where it was made."""
        if self.experience is not None:
            return _("Experience: {title}").format(title=self.experience.title)
        if self.group is not None:
            return _("New experience: {group}").format(group=self.group.name)
        return _("New experience")

    def make_fields(self) -> Sequence[Field]:
        """Situation, what was done, what came of it, what others can take; then the meetings."""
        return [
            fields.text("title", required=True),
            fields.long("situation"),
            fields.long("action"),
            fields.long("outcome"),
            fields.long("advice"),
            fields.long("meetings", hint=_("one a line: day / who came / note"), least=1),
            fields.date(self.book, "on", required=True),
            fields.pick_group(self.book),
        ]

    def prefill(self) -> Mapping[str, Any]:
        """What the solution tells; or the experience that is edited."""
        found = self.experience
        if found is not None:
            return {
                "title": found.title, "situation": found.situation, "action": found.action,
                "outcome": found.outcome, "advice": found.advice, "on": found.on,
                "meetings": meetings_to_text(found.meetings), "group": found.group,
            }  # fmt: skip
        known = {"on": self.book.today, "group": self.group.id if self.group else ""}
        if self.solution is None:
            return known
        issues = self.book.shelf.issues_of(self.solution)
        return {
            **known,
            "title": _("; ").join(each.title for each in issues),
            "situation": "\n".join(each.detail for each in issues if each.detail),
            "action": self.solution.method,
            "outcome": self.solution.result,
        }

    def submit(self, draft: Draft) -> str:
        """The experience."""
        meetings = text_to_meetings(str(draft["meetings"]), self.book.today)
        filled = draft.having(meetings=meetings)
        if self.experience is not None:
            return key_of(self.book.experiences.edit(self.experience.id, filled))
        if self.solution is not None:
            filled = filled.having(solution=self.solution.id)
        return key_of(self.book.experiences.write(filled))


class CommendationForm(FormScreen):
    """Commend a group, a household or a member for what they did well."""

    form = "commendation"

    def __init__(
        self,
        book: Fieldbook,
        *,
        whom: Group | Household | Member | None = None,
        commendation: Commendation | None = None,
    ) -> None:
        self.whom, self.commendation = whom, commendation
        target = commendation or whom
        super().__init__(book, target=target.id if target else "")
        self.first = "for_what" if whom or commendation else "whom"  # type: ignore[misc]

    def heading(self) -> str:
        """Whom it is for."""
        name = self.commendation.whom.name if self.commendation else ""
        name = name or (name_of(self.whom) if self.whom else "")
        return _("Commendation: {whom}").format(whom=name) if name else _("New commendation")

    def make_fields(self) -> Sequence[Field]:
        """Whom, for what, which kind, when."""
        rows = list(self._whom_rows())
        return [
            PickField("whom", field_label("whom"), rows=rows, free=True, required=True),
            fields.long("for_what"),
            fields.choice("kind", "commendation.kind"),
            fields.date(self.book, "on", required=True),
        ]

    def _whom_rows(self) -> Iterator[PickRow]:
        """Groups, members and households, each told by its kind."""
        book = self.book
        for each in book.groups.all():
            yield _whom_row(each, "/".join(each.unit))
        for member in book.members.all():
            yield _whom_row(member, member.contact_group)
        for household in book.households.all():
            yield _whom_row(household, place_text(household, book.shelf.group_of(household)))

    def prefill(self) -> Mapping[str, Any]:
        """The one under the cursor; or the commendation that is edited."""
        found = self.commendation
        if found is None:
            whom = Picked(key_of(self.whom)) if self.whom else None
            return {"whom": whom, "kind": "other", "on": self.book.today}
        key = f"{found.whom.role}:{found.whom.id}" if found.whom.id else ""
        return {
            "whom": Picked(key, found.whom.name), "for_what": found.for_what,
            "kind": found.commendation_kind, "on": found.on,
        }  # fmt: skip

    def submit(self, draft: Draft) -> str:
        """The commendation."""
        typed = str(draft["whom"])
        record = record_of(self.book.shelf, typed)
        whom: Person | str = typed
        if record is not None:
            whom = Person(name=name_of(record), id=record.id, role=record.kind)
        filled = draft.having(whom=whom)
        if self.commendation is not None:
            return key_of(self.book.commendations.edit(self.commendation.id, filled))
        return key_of(self.book.commendations.write(filled))


def _whom_row(record: Record, place: str) -> PickRow:
    label = "  ".join(text for text in (name_of(record), kind_label(record.kind), place) if text)
    return PickRow(key_of(record), label)
