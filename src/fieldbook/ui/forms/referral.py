"""The forms of a referral: what the branch answered, and setting right when it was asked and what it said."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, Problem
from fieldbook.domain.records import Issue, Record
from fieldbook.i18n import N_, _
from fieldbook.labels import day
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.record_form import RecordForm
from fieldbook.ui.told.minutes import dropped_text


class AnswerForm(RecordForm[Issue]):
    """Note what the branch answered."""

    form = "answer"
    record_type = Issue
    is_act = True
    titles = ("", N_("The branch's answer: {title}"))
    rows = (
        fields.long("answer", required=True),
        fields.date("answered_on", required=True, is_today=True),
    )

    def above(self) -> Sequence[str]:
        """Above stands since when the branch was asked; of several, which they are."""
        if self.others:
            issues = [self.edits, *self.others]
            return [f"#{each.seq} {each.title}" for each in issues if each][:4]
        if not self._is_referred():
            return (_("Not referred yet: the answer refers it, too."),)
        referred = day(self.edits.referred_on if self.edits else None, self.book.today)
        return (_("referred {date}").format(date=referred),)

    def _is_referred(self) -> bool:
        return self.edits is not None and self.book.shelf.is_referred(self.edits)

    def prefill(self) -> Mapping[str, Any]:
        """An answer from before a relapse is no answer to it."""
        filled = super().prefill()
        if self._is_referred():
            return filled
        return {**filled, "answer": "", "answered_on": self.book.today}

    def change(self, record: Issue, draft: Draft) -> Issue:
        """The answer is noted, and no longer waited for; for those marked besides, too."""
        also = [each.id for each in self.others]
        self.book.issues.answer_at_desk([record.id, *also], draft)
        issues = map(self.book.issues.get, (record.id, *also))
        self.remark = dropped_text(each.seq for each in issues if each.dropped_on)
        return self.book.issues.get(record.id)


class ReferralForm(RecordForm[Issue]):
    """Set right the day of a referral, to whom it went, and the branch's answer."""

    form = "referral"
    record_type = Issue
    is_act = True
    titles = ("", N_("Referral: {title}"))
    in_order = (("found_on", "referred_on"), ("referred_on", "answered_on"))
    begins_with: ClassVar[Mapping[str, str]] = {"referred": "referred_on", "answered": "answer"}
    """What a line of the story tells, and the field it begins with."""
    rows = (
        fields.date("referred_on", required=True),
        fields.text("referred_to", hint=N_("left empty: the branch")),
        fields.long("answer"),
        fields.date("answered_on"),
    )

    def __init__(
        self, book: Fieldbook, record: Record | None = None, *, fact: str = "referred"
    ) -> None:
        super().__init__(book, record)
        self.first = self.begins_with[fact]

    def above(self) -> Sequence[str]:
        """Above stands what becomes of an issue whose answer is taken away."""
        if not self._is_answered():
            return ()
        return (_("Without its answer the issue waits for one again."),)

    def _is_answered(self) -> bool:
        return self.edits is not None and self.edits.answered_on is not None

    def leaves_out(self) -> Collection[str]:
        """No answer is asked for before there is one: that is an act of its own."""
        return () if self._is_answered() else ("answer", "answered_on")

    def asks(self) -> Collection[str]:
        """A referral has its day."""
        return ("referred_on",)

    def read(self) -> Draft:
        """An answer that was emptied has no day either."""
        draft = super().read()
        return draft.having(answered_on=None) if draft.get("answer") == "" else draft

    def _require(self, draft: Draft) -> None:
        """An answer has its day."""
        super()._require(draft)
        if draft.get("answer") and not draft.get("answered_on"):
            raise Invalid([Problem("answered_on", "required")])
