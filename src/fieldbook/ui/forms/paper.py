"""What a paper for the meeting is to be: of which days, for whom, with what, in which format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from fieldbook.book import Fieldbook
from fieldbook.domain.dates.periods import read_period
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, Problem
from fieldbook.i18n import N_, _
from fieldbook.labels import code_label, code_meant, codes_of, day
from fieldbook.ledgers import LEDGERS
from fieldbook.papers import ANNEXES, AUDIENCES, annex_title
from fieldbook.pasted import is_there, pasted_path
from fieldbook.reports.minutes import page_of_meeting
from fieldbook.reports.periods import periods
from fieldbook.typed_days import two_days, usual_order
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.told.paper import (
    WRITTEN,
    Wished,
    formats,
    span_told,
    takes_template,
    with_weekday,
)
from fieldbook.ui.widgets.fields import ChoiceField, Field, Known, Picked, PickField, TextField


class PaperForm(FormScreen):
    """All that can be chosen of a paper; what is chosen is seen at once behind it."""

    form = "paper"
    is_for = N_("The paper")
    keeps_draft = False

    def __init__(self, book: Fieldbook, wished: Wished) -> None:
        super().__init__(book)
        self.wished = wished
        """What is wished for, once it was saved."""

    def make_fields(self) -> Iterator[Field]:
        """A field for all that can be chosen of the paper."""
        papers = [("report", _("report"))]
        if page := page_of_meeting(self.book.shelf, self.wished.held_on):
            of_day = _("minutes of {date}").format(date=day(page.on, self.book.today))
            papers.append(("minutes", of_day))
        yield ChoiceField("paper", _("Paper"), papers, always=True)
        hint = _("a name, or days such as 11-01..11-10")
        yield PickField(
            "period", _("Period"), self._periods, free=True, says=self._read, placeholder=hint
        )
        yield ChoiceField("audience", _("For whom"), codes_of("audience"), always=True)
        texts = [("without", _("not in it")), ("masked", _("masked, to be accepted"))]
        yield ChoiceField("texts", _("Texts for others"), texts, always=True)
        annexes = [(each, annex_title(each)) for each in ANNEXES if each != WRITTEN]
        yield ChoiceField("annexes", _("Annexes"), annexes, many=True)
        yield ChoiceField("written", annex_title(WRITTEN), self._kinds(), many=True)
        yield ChoiceField("format", _("Format"), list(formats().items()), always=True)
        own = _("a Word file of your own with marks in it; nothing: our layout")
        yield TextField("template", _("Template"), placeholder=own)

    def show_fields(self) -> None:
        """What is not chosen of such a paper is not asked."""
        fields, fmt = self.body.fields, str(self.body.fields["format"].value)
        is_minutes = fields["paper"].value == "minutes"
        is_report = not is_minutes and fmt not in LEDGERS
        shown = {
            "period": not is_minutes,
            "audience": not is_minutes,
            "texts": is_report and fields["audience"].value != AUDIENCES[0],
            "annexes": is_report,
            "written": is_report,
            "template": takes_template(fmt),
        }
        for name, is_shown in shown.items():
            fields[name].display = is_shown

    def _periods(self) -> Iterator[Known]:
        today = self.book.today
        for code, days in periods(self.book.shelf, today).items():
            yield Known(code, code_label("period", code), span_told(days, today))

    def _read(self, typed: str) -> str:
        """The days that a period in words has."""
        today = self.book.today
        if days := read_period(typed, today, usual_order()):
            return span_told(days, today, tell=with_weekday)
        return two_days(typed) or _("no period up to today")

    def _kinds(self) -> list[tuple[str, str]]:
        fields = ("diary.kind", "training.kind")
        return [pair for field in fields for pair in codes_of(field)]

    def prefill(self) -> Mapping[str, Any]:
        """What is wished for so far."""
        wished = self.wished
        code, _days = wished.span(self.book)
        return {
            "paper": wished.paper,
            "period": Picked(code) if code else Picked("", wished.period),
            "audience": wished.audience,
            "texts": "masked" if wished.texts else "without",
            "annexes": wished.annexes,
            "written": wished.written if WRITTEN in wished.annexes else (),
            "format": wished.format,
            "template": str(wished.template or ""),
        }

    def submit(self, draft: Draft) -> str:
        """Wish for it.

        Raises:
            Invalid: the words are no period up to today, the format does not go with the rest, or
                the template is not there.
        """
        template = str(draft["template"]).strip()
        own = pasted_path(template) if template and takes_template(draft["format"]) else None
        if problems := list(self._problems(draft, own)):
            raise Invalid(problems)
        picked = cast("Picked", draft["period"])
        period = picked.key or code_meant("period", picked.text) or picked.text
        if (
            period
            and period not in periods(self.book.shelf, self.book.today)
            and (read_period(period, self.book.today, usual_order()) is None)
        ):
            reason = "two_days" if two_days(period) else "bad_period"
            raise Invalid([Problem("period", reason, picked.text)])
        if not self.wished.period and period == self.wished.span(self.book)[0]:
            period = ""  # as it stood there: nobody chose it, and a ledger tells of all days
        written = tuple(draft["written"])
        annexes = tuple(draft["annexes"])
        is_minutes = draft.get("paper") == "minutes"
        self.wished = self.wished._replace(
            paper="minutes" if is_minutes else "report",
            period=period,
            audience=AUDIENCES[0] if is_minutes else draft["audience"],
            annexes=(*annexes, WRITTEN) if written else annexes,
            written=written or self.wished.written,
            format=draft["format"],
            texts=draft["texts"] == "masked",
            template=own,
        )
        return self.form

    @staticmethod
    def _problems(draft: Draft, template: Path | None) -> Iterator[Problem]:
        """What does not go together; a ledger has every name, and is no minutes."""
        label = formats()[draft["format"]]
        if draft["format"] in LEDGERS and draft.get("paper") == "minutes":
            yield Problem("format", "no_minutes_so", label)
        elif draft["format"] in LEDGERS and draft["audience"] != AUDIENCES[0]:
            yield Problem("format", "for_branch_only", label)
        if template is not None and not is_there(template):
            yield Problem("template", "no_such_file", str(template))
