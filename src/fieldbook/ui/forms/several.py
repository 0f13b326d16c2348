"""The form that writes the same into a field of several records: what is left empty stays theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, Problem
from fieldbook.domain.records import Group, Household, Issue, Member, Record, Solution, Task
from fieldbook.i18n import N_
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.record_form import RecordForm

ASKED: Final[Mapping[type[Record], Sequence[fields.Row]]] = {
    Household: (fields.group(), fields.interval(), fields.text("tags")),
    Issue: (fields.date("due_on"), fields.choice("kind"), fields.choice("focus"), fields.text("tags")),
    Solution: (fields.people("responsible"), fields.date("due_on"), fields.choice("carried_by")),
    Group: (fields.interval(), fields.text("tags")),
    Member: (fields.text("contact_group"),),
    Task: (fields.date("until_on"),),
}  # fmt: skip
"""Which fields of a kind may be the same for several; handing over is an act of its own."""


class SeveralForm(RecordForm[Any]):
    """Edit several records at once."""

    form = "several"
    says = (N_("What is left empty stays as it is with each."),)
    is_act = True
    titles = ("", N_("Edit together: {id}"))

    def prefill(self) -> Mapping[str, Any]:
        """Nothing: each has its own."""
        return {}

    def change(self, record: Record, draft: Draft) -> Record:
        """What was typed is written over the fields of all."""
        typed = draft.without(*(name for name in draft if not draft[name]))
        if not tuple(typed):
            raise Invalid([Problem(self.rows[0].name, "required")])
        room = self.book.room_of(record)
        room.edit_all([each.id for each in (record, *self.others)], typed)
        return record


def several_form(book: Fieldbook, records: Sequence[Record]) -> SeveralForm | None:
    """The form that edits these records together; none where their kind has no such field."""
    kind = type(records[0])
    if kind not in ASKED:
        return None

    class Form(SeveralForm):
        record_type = kind
        rows = ASKED[kind]

    return Form(book, records[0], others=records[1:])
