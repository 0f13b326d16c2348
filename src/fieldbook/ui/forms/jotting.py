"""One line written down at once, from wherever one is; it stands in the diary as a note."""

from __future__ import annotations

from collections.abc import Sequence

from fieldbook.domain.drafts import Draft
from fieldbook.i18n import N_, _
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.keys import keys_in
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.fields import Field, TextField


class JotForm(FormScreen):
    """One line; Enter writes it."""

    form = "jot"
    is_for = N_("Write one line down")

    def make_fields(self) -> Sequence[Field]:
        """One field: the line to be written down."""
        asked = keys_in(_("Enter writes it into today's diary; {undo} there takes it back"))
        return [TextField("text", _("Note"), required=True, placeholder=asked)]

    def on_field_entered(self) -> None:
        """Enter writes it."""
        self.save()

    def read(self) -> Draft:
        """The line, of today."""
        return Draft(kind="note", text=self.body.fields["text"].value, on=self.book.today)

    def submit(self, draft: Draft) -> str:
        """Write it into the diary."""
        return key_of(self.book.diary.write(draft))
