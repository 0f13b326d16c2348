"""The diary form: a note, a summary, a study, a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Diary
from fieldbook.i18n import _
from fieldbook.labels import code_label
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.told.digest import digest_text
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.fields import Field


def form_of_day(book: Fieldbook, kind: str, on: dt.date) -> DiaryForm:
    """The day's page of a kind, of which it has one; else a new one, already filled. Notes are new."""
    pages = (each for each in book.shelf.every(Diary) if each.on == on and each.diary_kind == kind)
    page = next(pages, None) if kind != "note" else None
    if page is not None:
        return DiaryForm(book, page=page)
    return DiaryForm(book, kind=kind, filled=digest_text(book, kind, on))


class DiaryForm(FormScreen):
    """Write a diary page, or edit one."""

    form = "diary"
    first = "text"

    def __init__(
        self,
        book: Fieldbook,
        *,
        kind: str = "note",
        page: Diary | None = None,
        filled: Mapping[str, Any] | None = None,
    ) -> None:
        self.kind, self.page = kind, page
        self.filled = dict(filled or {})
        super().__init__(book, target=page.id if page else kind)

    def heading(self) -> str:
        """Which kind of page."""
        kind = self.page.diary_kind if self.page else self.kind
        return _("Diary: {kind}").format(kind=code_label("diary.kind", kind))

    def make_fields(self) -> Sequence[Field]:
        """A note has few fields; a study and a meeting have a topic and those who came."""
        kind = self.page.diary_kind if self.page else self.kind
        period: list[Field] = []
        if kind in ("five_day", "ten_day"):
            period = [fields.date(self.book, "from_on"), fields.date(self.book, "to_on")]
        gathering: list[Field] = []
        if kind in ("ten_day", "meeting"):
            offered = fields.members_of(self.book)
            gathering = [fields.text("topic"), fields.people("attendees", offered)]
        return [
            *gathering,
            fields.long("text", least=6),
            fields.choice("kind", "diary.kind"),
            fields.choice("spent"),
            fields.date(self.book, "on", required=True),
            *period,
        ]

    def prefill(self) -> Mapping[str, Any]:
        """Today, and what the book knows of the period."""
        if self.page is None:
            return {"on": self.book.today, "kind": self.kind, **self.filled}
        page = self.page
        return {
            "on": page.on, "kind": page.diary_kind, "text": page.text, "topic": page.topic,
            "attendees": fields.names(page.attendees), "spent": page.spent,
            "from_on": page.from_on, "to_on": page.to_on,
        }  # fmt: skip

    def submit(self, draft: Draft) -> str:
        """The page."""
        if "attendees" in draft:
            draft = draft.having(attendees="、".join(draft["attendees"]))
        if self.page is not None:
            return key_of(self.book.diary.edit(self.page.id, draft))
        return key_of(self.book.diary.write(draft))
