"""The form in which a household is assigned or edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Household
from fieldbook.i18n import N_
from fieldbook.intake import withheld
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.record_form import RecordForm


class HouseholdForm(RecordForm[Household]):
    """Assign a household, or edit one; a contact the book does not have yet is made a member."""

    form = "household"
    record_type = Household
    carries = ("group", "contact")
    titles = (N_("New household"), N_("Household: {head}"))
    shown_as: ClassVar[Mapping[str, str]] = {"name": "contact"}
    describes: ClassVar[Mapping[str, Callable[[str], str]]] = {
        "head": withheld.name, "note": withheld.without_sorting, "tags": withheld.without_sorting,
    }  # fmt: skip
    rows = (
        fields.text("head", required=True),
        fields.group(),
        fields.text("code"),
        fields.text("people"),
        fields.text("address"),
        fields.text("phone"),
        fields.member("contact"),
        fields.interval(),
        fields.long("note"),
        fields.text("tags"),
    )

    def begins(self) -> Mapping[str, Any]:
        """A new household is the writer's own, until another contact is named."""
        return {"contact": self.book.me}

    def write(self, draft: Draft) -> Household:
        """The household is assigned to its contact."""
        contact, new = fields.member_typed(self.book, draft["contact"])
        return self.book.households.assign(draft.having(contact=contact), new_contact=new)

    def change(self, record: Household, draft: Draft) -> Household:
        """The household takes over what stands in the form."""
        contact, new = fields.member_typed(self.book, draft["contact"])
        filled = draft.having(contact=contact)
        return self.book.households.edit(record.id, filled, new_contact=new)
