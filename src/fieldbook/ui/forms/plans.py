"""The forms of what is planned with groups: their ten days, and on-site meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import OnSiteMeeting, Plan
from fieldbook.i18n import N_, _
from fieldbook.labels import field_label, filled, span_text
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.groups import OfGroupForm
from fieldbook.ui.forms.record_form import RecordForm


class PlanForm(OfGroupForm[Plan]):
    """A group's plan for ten days; what came of the last one is asked with it."""

    form = "plan"
    record_type = Plan
    titles = (N_("Plan of {group}"), "")
    rows = (
        fields.long("looked_back", least=1),
        fields.long("production"),
        fields.long("work"),
        fields.long("study"),
        fields.people("made_with"),
        fields.date("from_on", required=True, is_today=True),
        fields.date("to_on"),
    )

    def above(self) -> Sequence[str]:
        """Above a new plan stands the last one, to be looked back on."""
        last = self._last()
        if last is None:
            return ()
        span = span_text(last.from_on, last.to_on, self.book.today)
        parts = ((field_label(e), getattr(last, e)) for e in ("production", "work", "study"))
        told = (filled(_("{label}: {text}"), label=a, text=b.split("\n")[0]) for a, b in parts)
        return (_("The last plan, {span}: look back on it first.").format(span=span),
                *(each for each in told if each))  # fmt: skip

    def leaves_out(self) -> Collection[str]:
        """The first plan has none before it."""
        return () if self.edits or self._last() else ("looked_back",)

    def _last(self) -> Plan | None:
        group = self.at.group
        return self.book.plans.last(group.id) if group and self.edits is None else None

    def begins(self) -> Mapping[str, Any]:
        """The days of one study, after those of the last plan where they are not over."""
        last, today = self._last(), self.book.today
        days = dt.timedelta(days=self.book.habits.study_every_days - 1)
        ends = last.to_on if last and last.to_on else None
        first = ends + dt.timedelta(days=1) if ends and ends >= today else today
        return {"from_on": first, "to_on": first + days}


class OnSiteForm(RecordForm[OnSiteMeeting]):
    """Plan an on-site meeting, or edit one; of one that was held, also how it was."""

    form = "on_site_meeting"
    record_type = OnSiteMeeting
    titles = (N_("New on-site meeting"), N_("On-site meeting: {topic}"))
    rows = (
        fields.text("topic", required=True),
        fields.date("on", required=True),
        fields.text("place"),
        fields.group(label=N_("At which group")),
        fields.groups(label=N_("Groups that come")),
        fields.date("held_on"),
        fields.groups("came"),
        fields.people("attendees"),
        fields.long("took_home"),
    )

    def leaves_out(self) -> Collection[str]:
        """That it was held is noted by a form of its own."""
        is_held = self.edits is not None and self.edits.held_on
        return () if is_held else ("held_on", "came", "attendees", "took_home")

    def begins(self) -> Mapping[str, Any]:
        """It is held where the cursor is."""
        return {"group": self.at.group.id if self.at.group else "",
                "topic": getattr(self.about, "title", "")}  # fmt: skip


class HeldOnSiteForm(RecordForm[OnSiteMeeting]):
    """An on-site meeting was held: who came, and what they took home."""

    form = "held_on_site"
    first = "took_home"
    record_type = OnSiteMeeting
    is_act = True
    titles = ("", N_("Held on site: {topic}"))
    rows = (
        fields.groups("came"),
        fields.people("attendees"),
        fields.long("took_home"),
        fields.date("held_on", required=True, is_today=True),
    )

    def prefill(self) -> Mapping[str, Any]:
        """All came who were to come, unless it is told otherwise."""
        held = super().prefill()
        return {**held, "came": held.get("came") or (self.edits.groups if self.edits else ())}

    def change(self, record: OnSiteMeeting, draft: Draft) -> OnSiteMeeting:
        """The meeting was held."""
        return self.book.on_site_meetings.hold(record.id, draft)
