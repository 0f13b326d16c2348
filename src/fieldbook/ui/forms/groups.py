"""The forms of work groups: the group, its survey, stays with it, and linked groups."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, ClassVar

from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Group, Link, Stay, Survey
from fieldbook.i18n import N_, _, ngettext
from fieldbook.intake import withheld
from fieldbook.labels import codes_of, day, day_told, field_label
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.held import FINDINGS
from fieldbook.ui.forms.record_form import R, RecordForm
from fieldbook.ui.told.lines import type_told
from fieldbook.ui.told.rows import called
from fieldbook.ui.widgets.fields import ChoiceField, Field, TextField
from fieldbook.units import unit_words


class _UnitBefore(TextField):
    """The unit of the group before: what is typed takes its place."""

    SELECT_ON_FOCUS = True


def unit_field(kind: type[TextField] = TextField) -> TextField:
    """The unit, level by level as the branch calls them."""
    return kind("unit", field_label("unit"), placeholder=" / ".join(unit_words()))


class GroupForm(RecordForm[Group]):
    """Write a work group down, or edit one; who leads it is remembered with every change."""

    form = "group"
    record_type = Group
    carries = ()
    titles = (N_("New work group"), N_("Work group: {name}"))
    describes: ClassVar[Mapping[str, Callable[[str], str]]] = {
        "leader": withheld.name, "key_members": withheld.name, "core_members": withheld.name,
        "note": withheld.without_sorting, "tags": withheld.without_sorting,
    }  # fmt: skip
    rows = (
        fields.text("name", required=True),
        fields.Row("unit", lambda form: unit_field(TextField if form.edits else _UnitBefore)),
        fields.people("leader"),
        fields.people("key_members"),
        fields.people("core_members"),
        fields.long("duties", hint=N_("one a line: area / who"), least=1, by_line=True),
        fields.Row("changed_on", lambda form: form.changed_on()),
        fields.date("core_since"),
        fields.interval(),
        fields.long("note"),
        fields.text("tags"),
    )

    def changed_on(self) -> Field:
        """Since when they lead it; of a group written down before, the day of a change, if any."""
        if self.edits is None:
            return fields.date("changed_on").make(self)
        row = fields.date("changed_on", label=N_("Posts changed on"), hint=N_("today"))
        return row.make(self)

    def begins(self) -> Mapping[str, Any]:
        """A new group begins in the unit of the one written last, its posts with today."""
        last = next(reversed(self.book.groups.all()), None)
        return {"unit": " / ".join(last.unit) if last else "", "changed_on": self.book.today}

    def write(self, draft: Draft) -> Group:
        """The group is written down, with the day from which its posts count."""
        return self.book.groups.found(draft)


class OfGroupForm(RecordForm[R]):
    """A form about a group; its first line names the group."""

    def heading(self) -> str:
        """The group stands on the first line."""
        return _(self.titles[0]).format(group=called(self.book.shelf, self.at.group))


def _type_field() -> ChoiceField:
    """The three types, each by the number that is its name and the key that ticks it."""
    options = [(code, f"{code} {label}") for code, label in codes_of("survey.type")]
    return ChoiceField("type", field_label("survey.type"), options, required=True)


class SurveyForm(OfGroupForm[Survey]):
    """Survey a group, or edit a survey: the type, and what was found."""

    form = "survey"
    record_type = Survey
    titles = (N_("Survey: {group}"), "")
    shown_as: ClassVar[Mapping[str, str]] = {"findings": "other"}
    rows = (
        fields.Row("type", lambda _form: _type_field()),  # first: 1, 2 and 3 tick it
        *(fields.long(name, least=1) for name in FINDINGS),
        fields.date("surveyed_on", required=True, is_today=True),
    )

    def above(self) -> Sequence[str]:
        """Above a new survey stands what the last one said."""
        latest = self.book.groups.row(self.at.group.id).latest if self.at.group else None
        if latest is None or self.edits is not None:
            return ()
        told = _("Last survey {date}: {type}")
        when = day_told(latest.surveyed_on, latest.surveyed_text, self.book.today)
        return (told.format(date=when, type=type_told(latest.type)),)

    def write(self, draft: Draft) -> Survey:
        """The survey of the group is written down."""
        return self.book.surveys.note(draft)


class StayForm(OfGroupForm[Stay]):
    """Begin a stay with a group, or edit one."""

    form = "stay"
    first = "purpose"
    record_type = Stay
    titles = (N_("Stay with {group}"), "")
    rows = (
        fields.long("purpose"),
        fields.date("from_on", required=True, is_today=True),
        fields.date("to_on", required=True),
    )

    def leaves_out(self) -> Collection[str]:
        """The end of a running stay has a form of its own, for what follows from it."""
        return () if self.edits and self.edits.to_on else ("to_on",)

    def write(self, draft: Draft) -> Stay:
        """The stay with the group begins."""
        return self.book.stays.begin(draft)


class EndStayForm(OfGroupForm[Stay]):
    """End a stay; what is to hold afterwards is planned by itself."""

    form = "end_stay"
    record_type = Stay
    is_act = True
    titles = (N_("End of the stay with {group}"), "")
    rows = (fields.date("to_on", required=True, is_today=True),)

    def asks(self) -> Collection[str]:
        """A stay ends on a day, which the book would leave open."""
        return ("to_on",)

    def above(self) -> Sequence[str]:
        """Above stand what it was for, and what its end plans."""
        assert self.edits is not None
        since = _("since {date}").format(date=day(self.edits.from_on, self.book.today))
        purpose = self.edits.purpose.split("\n")[0]
        about = " · ".join(text for text in (since, purpose) if text)
        return [each for each in (about, self._what_follows(self.edits)) if each]

    def _what_follows(self, stay: Stay) -> str:
        """What the end plans: for each solution that does not hold yet, else for the group."""
        days = self.book.habits.follow_up_after_days
        if not days:
            return ""
        found = [planned for _one, planned in self.book.stays.followed_after(stay.id)]
        if not found:
            told = _("One follow-up of the group is planned after {days} days, so that it holds.")
            return told.format(days=min(days))
        if all(found):
            return _("The follow-ups of its solutions are planned already.")
        whose = ngettext("{count} solution", "{count} solutions", found.count(False))
        told = _("Follow-ups of {whose} are planned after {days} days, so that it holds.")
        return told.format(whose=whose, days=_(", ").join(map(str, days)))

    def change(self, record: Stay, draft: Draft) -> Stay:
        """The stay ends, and what is to hold afterwards is planned."""
        return self.book.stays.end(record.id, draft["to_on"])


class LinkForm(OfGroupForm[Link]):
    """Take on a group as the advanced or the lagging one, or edit such a link."""

    form = "link"
    says = (N_("Each takes on one advanced and one lagging group."),)
    record_type = Link
    titles = (N_("Linked group: {group}"), "")
    shown_as: ClassVar[Mapping[str, str]] = {"name": "member"}
    rows = (
        fields.choice("kind", required=True),
        fields.member("member"),
        fields.text("committee", hint=N_("where a committee takes the key point on")),
        fields.date("from_on", required=True, is_today=True),
        fields.date("to_on"),
        fields.long("outcome"),
    )

    def leaves_out(self) -> Collection[str]:
        """A link that begins has no end yet."""
        return () if self.edits else ("to_on", "outcome")

    def begins(self) -> Mapping[str, Any]:
        """The writer takes it on."""
        return {"member": self.book.me}

    def write(self, draft: Draft) -> Link:
        """The link; a member the book does not have yet becomes one with it."""
        member, new = fields.member_typed(self.book, draft["member"])
        return self.book.links.write(draft.having(member=member), new_member=new)

    def change(self, record: Link, draft: Draft) -> Link:
        """The link with other words, or of another member."""
        member, new = fields.member_typed(self.book, draft["member"])
        return self.book.links.edit(record.id, draft.having(member=member), new_member=new)
