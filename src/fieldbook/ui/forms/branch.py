"""The forms of the branch: tasks, members, and households that change hands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, Problem
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import Household, Issue, Member, Record, Task
from fieldbook.i18n import N_, _, ngettext
from fieldbook.labels import field_label
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.record_form import RecordForm
from fieldbook.ui.told.counts import counted
from fieldbook.ui.told.rows import called
from fieldbook.ui.widgets.fields import ChoiceField, Known, PickField, TextField
from fieldbook.units import contact_group_text


class TaskForm(RecordForm[Task]):
    """Give a task out, or edit one."""

    form = "task"
    record_type = Task
    titles = (N_("New task"), N_("Task: {title}"))
    rows = (
        fields.text("title", required=True),
        fields.choice("kind", always=True),
        fields.long("explanation", hint=N_("what is to be said at the households")),
        fields.date("given_on", required=True, is_today=True),
        fields.date("until_on"),
        fields.groups(hint=N_("none: all groups")),
        fields.people("given_to", hint=N_("none: all members")),
        fields.date("ended_on"),
        fields.long("outcome"),
    )

    def leaves_out(self) -> Collection[str]:
        """The end of a running task has a form of its own."""
        return () if self.edits and self.edits.ended_on else ("ended_on", "outcome")

    def begins(self) -> Mapping[str, Any]:
        """Most of what is given out is a task."""
        return {"kind": "task"}


class IssueTaskForm(TaskForm):
    """Make a task of an issue, or of several; by that they are answered."""

    form = "issue_task"

    @classmethod
    def edits_this(cls, record: Record) -> bool:
        """A task that is given out is edited as any other."""
        del record
        return False

    @property
    def issues(self) -> Sequence[Issue]:
        """The issues that lead to it."""
        return [each for each in (self.about, *self.others) if isinstance(each, Issue)]

    def heading(self) -> str:
        """The issue it is made of stands on the first line."""
        made_of = next(iter(self.issues), None)
        told = _("Task made of: {what}")
        return told.format(what=name_of(made_of)) if made_of else super().heading()

    def above(self) -> Sequence[str]:
        """That it is an answer, too; and of several issues, which they are."""
        several = self.issues[:4] if len(self.issues) > 1 else ()
        named = [f"#{each.seq} {each.title}" for each in several]
        return (*named, _("The issue is answered by it, and the answer says so."))

    def begins(self) -> Mapping[str, Any]:
        """The issue's words; in whose contact it is, or who wrote it down where it is a group's."""
        first, shelf = self.issues[0], self.book.shelf
        homes = ((each, shelf.household_of(each)) for each in self.issues)
        whose = dict.fromkeys(home.contact if home else each.created_by for each, home in homes)
        names = filter(None, map(shelf.member_name, whose))
        words = {"title": first.title, "explanation": first.detail}
        return {**super().begins(), **words, "given_to": _(", ").join(names)}

    def write(self, draft: Draft) -> Task:
        """The task, and the answer."""
        answer = _("Made a task: {title}").format(title=str(draft["title"]).strip())
        ids = [each.id for each in self.issues]
        return self.book.issues.make_task(ids, draft, answer)


class EndTaskForm(RecordForm[Task]):
    """End a task, with what became of it."""

    form = "end_task"
    first = "outcome"
    record_type = Task
    is_act = True
    titles = ("", N_("End of the task: {title}"))
    rows = (fields.long("outcome"), fields.date("ended_on", required=True, is_today=True))

    def change(self, record: Task, draft: Draft) -> Task:
        """The task ends, with what became of it."""
        return self.book.tasks.end(record.id, draft)


class FullName(TextField):
    """The name of a new member, which may be filled in already; typing another one replaces it."""

    SELECT_ON_FOCUS = True

    def write(self, text: str) -> None:
        """Set the name; the form may stand in the field before it is filled in."""
        super().write(text)
        self.editor.select_all()


def _full_name(form: RecordForm[Member]) -> TextField:
    """A name that is mended keeps the rest of it."""
    field = TextField if form.edits else FullName
    return field("name", field_label("member.name"), required=True)


class MemberForm(RecordForm[Member]):
    """Write a member down, or edit one."""

    form = "member"
    record_type = Member
    carries = ("contact_group",)
    titles = (N_("New member"), N_("Member: {name}"))
    rows = (
        fields.Row("name", _full_name),
        fields.Row("contact_group", lambda form: form.contact_group()),
    )

    def begins(self) -> Mapping[str, Any]:
        """Whoever writes is a member first of all; once there, nobody writes himself down twice."""
        writer = self.book.habits.writer
        return {"name": "" if self.book.shelf.member_ids(writer) else writer}

    def contact_group(self) -> PickField:
        """One that is there, found by a part of its name; another name makes a new one."""
        names = dict.fromkeys(each.contact_group for each in self.book.members.all())

        def becomes(typed: str) -> str:
            told = _("“{name}” is a new contact group")
            known = self._called_so(typed)
            return "" if known else told.format(name=typed)

        return PickField(
            "contact_group",
            field_label("contact_group"),
            lambda: (Known(each, each) for each in names if each),
            free=True,
            says=becomes,
            placeholder=_("two or more members share its households"),
        )

    def _called_so(self, name: str) -> str:
        """The contact group of others that is called as this one is, however it was typed: 1, 第1联系组."""
        called = contact_group_text(name)
        own = self.edits.id if self.edits else ""
        others = (e.contact_group for e in self.book.members.all() if e.id != own)
        return next((e for e in others if e and contact_group_text(e) == called), "")

    def read(self) -> Draft:
        """A contact group that is there keeps the name it has."""
        draft = super().read()
        known = self._called_so(str(draft["contact_group"] or ""))
        return draft.having(contact_group=known) if known else draft


class HandOverForm(RecordForm[Household]):
    """Hand households over to another member; their story stays with them."""

    form = "hand_over"
    first = "contact"
    record_type = Household
    is_act = True
    titles = ("", N_("Hand over: {head}"))
    rows = (fields.member("contact"), fields.Row("which", lambda form: form.which()))

    def __init__(
        self,
        book: Fieldbook,
        household: Household,
        *,
        shown: Sequence[Household] = (),
        others: Sequence[Household] = (),
    ) -> None:
        """Make the form of a household: alone, beside those the list shows, or with those marked."""
        self.shown = tuple(shown)
        self._told = ""
        super().__init__(book, household, others=others)

    def above(self) -> Sequence[str]:
        """Who has it now, and what stays."""
        held = {each.contact for each in (self.edits, *self.others) if each}
        names = [self.book.shelf.member_name(each) or _("nobody") for each in sorted(held)]
        name = _(", ").join(names)
        return (
            _("Contact now: {name}").format(name=name),
            _("The whole story stays with the household, and says who handed over to whom."),
        )

    def which(self) -> ChoiceField:
        """Whether this household is meant, or all that are shown."""
        count = len(self.shown)
        all_shown = ngettext("{count} household shown", "all {count} households shown", count)
        head = self.edits.head if self.edits else ""
        options = [("one", head), ("all", all_shown)]
        return ChoiceField("which", field_label("which"), options, always=True)

    def leaves_out(self) -> Collection[str]:
        """Which is asked where several are shown."""
        return () if len(self.shown) > 1 else ("which",)

    def prefill(self) -> Mapping[str, Any]:
        """This household only; who is to have it now is not known."""
        return {"which": "one"}

    def change(self, record: Household, draft: Draft) -> Record:
        """The handover; a member the book does not have yet is written down with it."""
        contact, new = fields.member_typed(self.book, draft["contact"])
        if not contact and not new:
            raise Invalid([Problem("contact", "required")])
        chosen = self.shown if draft.get("which") == "all" else (record, *self.others)
        name = new or self.book.shelf.member_name(contact)
        if all(contact and each.contact == contact for each in chosen):
            raise Invalid([Problem("contact", "has_it_already", name)])
        self.book.households.reassign([each.id for each in chosen], contact, new_contact=new)
        count, shelf = len(chosen), self.book.shelf
        what = called(shelf, chosen[0]) if count == 1 else counted(Household.kind, count)
        self._told = _("{what} handed over to {name}").format(what=what, name=name)
        return record

    def done(self, written: str) -> str:
        """How many were handed over, and to whom."""
        del written
        return self._told
