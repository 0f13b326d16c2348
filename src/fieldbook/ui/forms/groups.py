"""The forms of work groups: the group, its survey, stays with it, and linked groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Group, Link, Stay, Survey
from fieldbook.i18n import _, ngettext
from fieldbook.labels import code_label, codes_of, day, field_label
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.fields import ChoiceField, Field

FINDINGS = ("attendance", "labour", "management", "leadership", "other")


class GroupForm(FormScreen):
    """Write a work group down, or edit one; who leads it is remembered with every change."""

    form = "group"

    def __init__(self, book: Fieldbook, *, group: Group | None = None) -> None:
        self.group = group
        super().__init__(book, target=group.id if group else "")

    def heading(self) -> str:
        """Which group."""
        found = self.group
        return _("Work group: {name}").format(name=found.name) if found else _("New work group")

    def make_fields(self) -> Sequence[Field]:
        """Name and unit, then those who lead it."""
        offered = fields.leaders_of(self.book, self.group)
        return [
            fields.text("name", required=True),
            fields.text("unit", hint=_("commune / brigade / team")),
            fields.people("leader", offered),
            fields.people("key_members", offered),
            fields.people("core_members", offered),
            self._changed_on(),
            fields.date(self.book, "core_since"),
            fields.text("visit_every_days", hint=str(self.book.habits.visit_every_days)),
            fields.long("note"),
            fields.text("tags"),
        ]

    def _changed_on(self) -> Field:
        """Since when they lead it; of a group written down before, the day of a change, if any."""
        if self.group is None:
            return fields.date(self.book, "changed_on")
        label = _("Posts changed on")
        return fields.date(self.book, "changed_on", label=label, hint=_("today"))

    def prefill(self) -> Mapping[str, Any]:
        """The group that is edited; a new one begins in the unit of the one written last."""
        found = self.group
        if found is None:
            last = next(reversed(self.book.groups.all()), None)
            return {
                "unit": " / ".join(last.unit) if last else "", "changed_on": self.book.today,
            }  # fmt: skip
        return {
            "name": found.name, "unit": " / ".join(found.unit),
            "leader": fields.names(found.leader), "key_members": fields.names(found.key_members),
            "core_members": fields.names(found.core_members), "core_since": found.core_since,
            "visit_every_days": str(found.visit_every_days or ""), "note": found.note,
            "tags": " ".join(found.tags),
        }  # fmt: skip

    def submit(self, draft: Draft) -> str:
        """The group."""
        people: dict[str, Any] = {
            name: "、".join(draft[name]) for name in ("leader", "key_members", "core_members")
        }
        people["leader"] = people["leader"] or None
        filled = draft.having(**people)
        if self.group is not None:
            return key_of(self.book.groups.edit(self.group.id, filled))
        return key_of(self.book.groups.found(filled))


class SurveyForm(FormScreen):
    """Survey a group, or edit a survey: the type, and what was found."""

    form = "survey"
    shown_as: ClassVar[Mapping[str, str]] = {"findings": "other"}

    def __init__(self, book: Fieldbook, *, group: Group, survey: Survey | None = None) -> None:
        self.group, self.survey = group, survey
        super().__init__(book, target=survey.id if survey else group.id)

    def heading(self) -> str:
        """Which group."""
        return _("Survey: {group}").format(group=self.group.name)

    def above(self) -> Sequence[str]:
        """What the last survey said."""
        latest = self.book.groups.row(self.group.id).latest
        if latest is None or self.survey is not None:
            return ()
        label = code_label("survey.type", latest.type)
        told = _("Last survey {date}: type {type}, {label}")
        when = day(latest.surveyed_on, self.book.today)
        return (told.format(date=when, type=latest.type, label=label),)

    def make_fields(self) -> Sequence[Field]:
        """The type first: 1, 2 and 3 tick it."""
        return [
            ChoiceField("type", field_label("type"), codes_of("survey.type"), required=True),
            *(fields.long(name, least=1) for name in FINDINGS),
            fields.date(self.book, "surveyed_on", required=True),
        ]

    def prefill(self) -> Mapping[str, Any]:
        """Today; or the survey that is edited."""
        found = self.survey
        if found is None:
            return {"surveyed_on": self.book.today}
        words = {name: getattr(found.findings, name) for name in FINDINGS}
        return {"type": str(found.type), "surveyed_on": found.surveyed_on, **words}

    def submit(self, draft: Draft) -> str:
        """The survey."""
        findings = {name: draft[name] for name in FINDINGS}
        filled = draft.without(*FINDINGS).having(findings=findings)
        self.require(Survey, filled, "type")
        if self.survey is not None:
            return key_of(self.book.surveys.edit(self.survey.id, filled))
        return key_of(self.book.surveys.note(filled.having(group=self.group.id)))


class StayForm(FormScreen):
    """Begin a stay with a group, or edit one."""

    form = "stay"
    first = "purpose"

    def __init__(self, book: Fieldbook, *, group: Group, stay: Stay | None = None) -> None:
        self.group, self.stay = group, stay
        super().__init__(book, target=stay.id if stay else group.id)

    def heading(self) -> str:
        """With which group."""
        return _("Stay with {group}").format(group=self.group.name)

    def make_fields(self) -> Sequence[Field]:
        """Purpose and days; the end of a running stay has a form of its own, for what follows."""
        ended = self.stay is not None and self.stay.to_on is not None
        return [
            fields.long("purpose"),
            fields.date(self.book, "from_on", required=True),
            *([fields.date(self.book, "to_on", required=True)] if ended else []),
        ]

    def prefill(self) -> Mapping[str, Any]:
        """From today; or the stay that is edited."""
        found = self.stay
        if found is None:
            return {"from_on": self.book.today}
        return {"purpose": found.purpose, "from_on": found.from_on, "to_on": found.to_on}

    def submit(self, draft: Draft) -> str:
        """The stay."""
        if self.stay is not None:
            return key_of(self.book.stays.edit(self.stay.id, draft))
        return key_of(self.book.stays.begin(draft.having(group=self.group.id)))


class EndStayForm(FormScreen):
    """End a stay; what is to hold afterwards is planned by itself."""

    form = "end_stay"

    def __init__(self, book: Fieldbook, *, stay: Stay) -> None:
        self.stay = stay
        super().__init__(book, target=stay.id)

    def heading(self) -> str:
        """With which group, since when."""
        group = self.book.shelf.get(Group, self.stay.group)
        return _("End of the stay with {group}").format(group=group.name)

    def above(self) -> Sequence[str]:
        """What it was for, and what follows from its end."""
        since = _("since {date}").format(date=day(self.stay.from_on, self.book.today))
        purpose = self.stay.purpose.split("\n")[0]
        about = " · ".join(text for text in (since, purpose) if text)
        return [each for each in (about, self._what_follows()) if each]

    def _what_follows(self) -> str:
        """What the end plans: for each solution that does not hold yet, else for the group."""
        days = self.book.habits.follow_up_after_days
        if not days:
            return ""
        found = [planned for _one, planned in self.book.stays.followed_after(self.stay.id)]
        if not found:
            told = _("One follow-up of the group is planned after {days} days, so that it holds.")
            return told.format(days=min(days))
        if all(found):
            return _("The follow-ups of its solutions are planned already.")
        whose = ngettext("{count} solution", "{count} solutions", found.count(False))
        told = _("Follow-ups of {whose} are planned after {days} days, so that it holds.")
        return told.format(whose=whose, days=_(", ").join(map(str, days)))

    def make_fields(self) -> Sequence[Field]:
        """The last day."""
        return [fields.date(self.book, "to_on", required=True)]

    def prefill(self) -> Mapping[str, Any]:
        """Today."""
        return {"to_on": self.book.today}

    def submit(self, draft: Draft) -> str:
        """The end of the stay."""
        self.require(Stay, draft, "to_on")
        return key_of(self.book.stays.end(self.stay.id, draft["to_on"]))


class LinkForm(FormScreen):
    """Take on a group as the advanced or the lagging one, or edit such a link."""

    form = "link"
    shown_as: ClassVar[Mapping[str, str]] = {"name": "member"}

    def __init__(self, book: Fieldbook, *, group: Group, link: Link | None = None) -> None:
        self.group, self.link_made = group, link
        super().__init__(book, target=link.id if link else group.id)

    def heading(self) -> str:
        """Which group."""
        return _("Linked group: {group}").format(group=self.group.name)

    def above(self) -> Sequence[str]:
        """What linking is for."""
        return (_("Each takes on one advanced and one lagging group."),)

    def make_fields(self) -> Sequence[Field]:
        """Advanced or lagging, by whom, from when."""
        ended = [fields.date(self.book, "to_on")] if self.link_made is not None else []
        return [
            ChoiceField("kind", field_label("kind"), codes_of("link.kind"), required=True),
            fields.pick_member(self.book, "member"),
            fields.date(self.book, "from_on", required=True),
            *ended,
        ]

    def prefill(self) -> Mapping[str, Any]:
        """The writer, from today; or the link that is edited."""
        found = self.link_made
        if found is None:
            return {"member": self.book.me, "from_on": self.book.today}
        return {
            "kind": found.link_kind, "member": found.member, "from_on": found.from_on,
            "to_on": found.to_on,
        }  # fmt: skip

    def submit(self, draft: Draft) -> str:
        """The link; a member the book does not have yet becomes one with it."""
        member, new = fields.member_typed(self.book, draft.get("member"))
        filled = draft.having(member=member)
        if self.link_made is not None:
            return key_of(self.book.links.edit(self.link_made.id, filled, new_member=new))
        filled = filled.having(group=self.group.id)
        return key_of(self.book.links.write(filled, new_member=new))
