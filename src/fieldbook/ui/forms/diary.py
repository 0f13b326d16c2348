"""The diary form: a note, a summary, a study, a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Self

from fieldbook.book import Fieldbook
from fieldbook.domain.codes import DIARY_KIND
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Diary, Record
from fieldbook.i18n import _
from fieldbook.labels import code_label
from fieldbook.reports.rhythm import own_pages, spent_on
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.form import FORM
from fieldbook.ui.forms.minutes import MinutesForm
from fieldbook.ui.forms.record_form import RecordForm
from fieldbook.ui.keys import key_of_act, keys_in
from fieldbook.ui.told.digest import added_lines, digest_text
from fieldbook.ui.under import record_of
from fieldbook.verbs import page_told


def form_of_day(book: Fieldbook, kind: str, on: dt.date) -> RecordForm[Diary]:
    """The day's page of a kind, of which it has one; else a new one, already filled. Notes are new.

    Minutes are everybody's; another member's summary is his own.
    """
    form = MinutesForm if kind == "meeting" else DiaryForm
    pages = own_pages(book.shelf, book.habits)
    found = (each for each in pages if each.on == on and each.diary_kind == kind)
    page = next(found, None) if kind != "note" else None
    if page is not None:
        return form(book, page)
    if kind == "meeting":
        return MinutesForm(book, known={"on": on})
    return DiaryForm(book, known={"kind": kind, **digest_text(book, kind, on)})


class DiaryForm(RecordForm[Diary]):
    """Write a diary page, or edit one."""

    form = "diary"
    first = "text"
    record_type = Diary
    rows = (
        fields.text("topic"),
        fields.people("attendees"),
        fields.long("text", least=6),
        fields.choice("kind", always=True),
        fields.choice("spent"),
        fields.date("on", required=True, is_today=True),
        fields.date("from_on"),
        fields.date("to_on"),
    )

    def __init__(
        self,
        book: Fieldbook,
        record: Record | None = None,
        *,
        known: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(book, record, known={"kind": "note", **(known or {})})
        self.kind = self.edits.diary_kind if self.edits else str(self.known["kind"])
        self.target = self.target or self.kind

    def prefill(self) -> Mapping[str, Any]:
        """What is filled in ends with an empty line: what is typed is no part of its last one.

        What came after a summary was written stands beneath what its writer wrote.
        """
        filled = super().prefill()
        text = filled.get("text") or ""
        if self._added():
            text = self._with_added(text)
        elif self.edits is not None:
            return filled
        return {**filled, "text": f"{text}\n"} if text else filled

    def draft_taken_up(self) -> None:
        """A draft of before has at its end, too, what came since."""
        if self._added():
            text = self.body.fields["text"]
            text.restore(f"{self._with_added(text.draft)}\n")

    def _with_added(self, text: str) -> str:
        added = "\n".join(self._added())
        if added in text:  # a draft that was begun after it came
            return text.rstrip("\n")
        return "\n".join(filter(None, (text.rstrip("\n"), _("Added later:"), added)))

    def above(self) -> Sequence[str]:
        """That something came since, and how it comes to be in the page."""
        told = _("What came since it was written now stands at its end: {save} keeps it.")
        return [told.format(save=key_of_act(FORM["save"]))] if self._added() else []

    def change(self, record: Diary, draft: Draft) -> Record:
        """A page that was reported, and has now what came since, is still to be reported so."""
        text = str(draft.get("text") or "").strip()
        added = self._added()
        stays = any(each in text for each in added) or (added and len(text) > len(record.text))
        if record.reported_on and stays:  # else it was taken out again
            draft = draft.having(reported_on=None)
            told = _("What was added is not reported yet: {report} on the day notes that it is.")
            self.remark = keys_in(told, "diary")
        return super().change(record, draft)

    def _added(self) -> list[str]:
        return added_lines(self.book, self.edits) if self.edits else []

    @classmethod
    def edits_this(cls, record: Record) -> bool:
        """Every page but a meeting's."""
        return isinstance(record, Diary) and record.diary_kind != "meeting"

    @classmethod
    def of_nothing(cls, book: Fieldbook, target: str) -> Self | None:
        """A new page's draft is kept by its kind."""
        return cls(book, known={"kind": target}) if target in DIARY_KIND else None

    def heading(self) -> str:
        """The kind of page stands on the first line."""
        return _("Diary: {kind}").format(kind=code_label("diary.kind", self.kind))

    def done(self, written: str) -> str:
        """Which page it is."""
        page = record_of(self.book.shelf, written)
        assert isinstance(page, Diary)
        return page_told(page, self.book.today)

    def leaves_out(self) -> Collection[str]:
        """Some pages are about several days; a study and a meeting have a topic and those who came.

        The day's mark is left out where another page has it.
        """
        period = () if self.kind in ("five_day", "ten_day") else ("from_on", "to_on")
        gathering = () if self.kind in ("ten_day", "meeting") else ("topic", "attendees")
        return (*period, *gathering, *(("spent",) if self._is_marked() else ()))

    def _is_marked(self) -> bool:
        """Whether another page says how the day was spent: it is asked once, where it is not known."""
        if self.edits is not None and self.edits.spent:
            return False
        on = self.edits.on if self.edits else self.known.get("on", self.book.today)
        return on in spent_on(own_pages(self.book.shelf, self.book.habits))
