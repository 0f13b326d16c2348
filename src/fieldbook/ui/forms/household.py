"""The household form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Household
from fieldbook.i18n import _
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.fields import Field


class HouseholdForm(FormScreen):
    """Assign a household, or edit one."""

    form = "household"
    shown_as: ClassVar[Mapping[str, str]] = {"name": "contact"}

    def __init__(self, book: Fieldbook, *, household: Household | None = None) -> None:
        self.household = household
        super().__init__(book, target=household.id if household else "")

    def heading(self) -> str:
        """Which household."""
        if self.household is None:
            return _("New household")
        return _("Household: {head}").format(head=self.household.head)

    def make_fields(self) -> Sequence[Field]:
        """The head first."""
        return [
            fields.text("head", required=True),
            fields.pick_group(self.book),
            fields.text("code"),
            fields.text("people"),
            fields.text("address"),
            fields.text("phone"),
            fields.pick_member(self.book),
            fields.text("visit_every_days", hint=str(self.book.habits.visit_every_days)),
            fields.long("note"),
            fields.text("tags"),
        ]

    def prefill(self) -> Mapping[str, Any]:
        """The household that is edited; a new one is the writer's own."""
        if self.household is None:
            return {"contact": self.book.me}
        found = self.household
        return {
            "head": found.head, "group": found.group, "code": found.code,
            "people": "" if found.people is None else str(found.people),
            "address": found.address, "phone": found.phone, "contact": found.contact,
            "visit_every_days": str(found.visit_every_days or ""), "note": found.note,
            "tags": " ".join(found.tags),
        }  # fmt: skip

    def submit(self, draft: Draft) -> str:
        """The household; a contact the book does not have yet is made a member."""
        contact, new = fields.member_typed(self.book, draft.get("contact"))
        filled = draft.having(contact=contact)
        room = self.book.households
        if self.household is None:
            return key_of(room.assign(filled, new_contact=new))
        return key_of(room.edit(self.household.id, filled, new_contact=new))
