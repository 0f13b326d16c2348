"""Which day a list is of: what stood then, not what stands today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, Problem
from fieldbook.i18n import N_
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.widgets.fields import Field


class DayForm(FormScreen):
    """One day, typed in any way; left empty: today."""

    form = "day"
    is_for = N_("The lists as they stood on a day")
    keeps_draft = False

    def __init__(self, book: Fieldbook, on: dt.date | None) -> None:
        super().__init__(book)
        self.on = on
        """The day that was chosen; none: today."""

    def make_fields(self) -> Sequence[Field]:
        """One field: the day on which the table is to stand."""
        label, hint = N_("As it stood on"), N_("left empty: today")
        return [fields.date("on", label=label, hint=hint).make(self)]

    def prefill(self) -> Mapping[str, Any]:
        """The day that is shown."""
        return {"on": self.on}

    def on_field_entered(self) -> None:
        """Enter takes it."""
        self.save()

    def submit(self, draft: Draft) -> str:
        """Take the day.

        Raises:
            Invalid: it is yet to come.
        """
        on: dt.date | None = draft.get("on") or None
        if on is not None and on > self.book.today:
            raise Invalid([Problem("on", "in_future", str(on))])
        self.on = on if on != self.book.today else None
        return self.form
