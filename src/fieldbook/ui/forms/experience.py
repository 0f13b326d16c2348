"""What is worth passing on: the write-up of an experience, and commendations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    Visit,
)
from fieldbook.i18n import N_, _
from fieldbook.labels import field_label, kind_label
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.record_form import RecordForm
from fieldbook.ui.told.lines import first_line
from fieldbook.ui.told.rows import called, place_text
from fieldbook.ui.told.typed import meeting_given
from fieldbook.ui.under import key_of, record_of
from fieldbook.ui.widgets.fields import Known, Picked, PickField


class ExperienceForm(RecordForm[Experience]):
    """Write an experience up; what the book knows of its solution stands in it already."""

    form = "experience"
    record_type = Experience
    titles = (N_("New experience"), N_("Experience: {title}"))
    rows = (
        fields.text("title", required=True),
        fields.long("situation"),
        fields.long("action"),
        fields.long("outcome"),
        fields.long("advice"),
        fields.lines(
            "meetings", meeting_given, hint=N_("one a line: day / who came / note"), least=1
        ),
        fields.date("on", required=True, is_today=True),
        fields.group(),
        fields.people("told_by", hint=N_("the member whose experience it is")),
    )

    def likely(self, name: str) -> list[tuple[str, str]]:
        """The members of the branch tell of the contact work."""
        del name
        return fields.members_of(self.book)

    def heading(self) -> str:
        """The group where it was made stands on the first line."""
        if self.edits is None and self.at.group is not None:
            return _("New experience: {group}").format(group=called(self.book.shelf, self.at.group))
        return super().heading()

    def begins(self) -> Mapping[str, Any]:
        """Where it was made, and what the solution tells."""
        group, solution = self.at.group, self.at.solution
        known = {"group": group.id if group else ""}
        if isinstance(self.about, Member):
            return {"told_by": self.about.name}
        if isinstance(self.about, Visit):
            learned = self.about.learned
            return {**known, "title": first_line(learned), "situation": learned}
        if solution is None:
            return known
        issues = self.book.shelf.issues_of(solution)
        return {
            **known,
            "title": _("; ").join(each.title for each in issues),
            "situation": "\n".join(each.detail for each in issues if each.detail),
            "action": solution.method,
            "outcome": solution.result,
        }


class CommendationForm(RecordForm[Commendation]):
    """Commend a group, a household or a member for what they did well."""

    form = "commendation"
    record_type = Commendation
    rows = (
        fields.Row("whom", lambda form: form.whom()),
        fields.long("for_what"),
        fields.choice("kind", always=True),
        fields.date("on", required=True, is_today=True),
    )

    def __init__(self, book: Fieldbook, record: Record | None = None) -> None:
        super().__init__(book, record)
        self.first = "for_what" if record else "whom"

    def heading(self) -> str:
        """Whoever is commended stands on the first line."""
        name = self.edits.whom.name if self.edits else name_of(self.about) if self.about else ""
        return _("Commendation: {whom}").format(whom=name) if name else _("New commendation")

    def whom(self) -> PickField:
        """Whom, among groups, members and households; a name of somebody else may stay."""
        return PickField("whom", field_label("whom"), self._offers, free=True, required=True)

    def _offers(self) -> Iterator[Known]:
        """Groups, members and households, each told by its kind."""
        book = self.book
        for each in book.groups.all():
            yield self._known(each, "unit", "/".join(each.unit))
        for member in book.members.all():
            yield self._known(member, "contact_group", member.contact_group)
        for household in book.households.all():
            place = place_text(book.shelf, household, book.shelf.group_of(household))
            yield self._known(household, "place", place)

    def _known(self, record: Group | Household | Member, beside: str, place: str) -> Known:
        """One to be picked: the name, what it is, and where; two of one name are told apart."""
        name = called(self.book.shelf, record, beside=beside)
        label = "  ".join(text for text in (name, kind_label(record.kind), place) if text)
        return Known(key_of(record), label)

    def prefill(self) -> Mapping[str, Any]:
        """The one under the cursor, or the one who was commended."""
        filled = {"kind": "other", **super().prefill()}
        if self.edits is not None:
            found = self.edits.whom
            key = f"{found.role}:{found.id}" if found.id else ""
            return {**filled, "whom": Picked(key, found.name)}
        return {**filled, "whom": Picked(key_of(self.about)) if self.about else None}

    def read(self) -> Draft:
        """Whom, as the record that was picked."""
        draft = super().read()
        record = record_of(self.book.shelf, str(draft["whom"]))
        if record is None:
            return draft
        return draft.having(whom=Person(name=name_of(record), id=record.id, role=record.kind))
