"""The forms of the branch: tasks, members, and households that change hands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, Problem
from fieldbook.domain.records import Household, Member, Task
from fieldbook.i18n import _, ngettext
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.fields import ChoiceField, Field


class TaskForm(FormScreen):
    """Give a task out, or edit one."""

    form = "task"

    def __init__(self, book: Fieldbook, *, task: Task | None = None) -> None:
        self.task_given = task
        super().__init__(book, target=task.id if task else "")

    def heading(self) -> str:
        """Which task."""
        found = self.task_given
        return _("Task: {title}").format(title=found.title) if found else _("New task")

    def make_fields(self) -> Sequence[Field]:
        """What is to be explained at the households, and until when."""
        return [
            fields.text("title", required=True),
            fields.long("explanation", hint=_("what is to be said at the households")),
            fields.date(self.book, "given_on", required=True),
            fields.date(self.book, "until_on"),
        ]

    def prefill(self) -> Mapping[str, Any]:
        """Given today; or the task that is edited."""
        found = self.task_given
        if found is None:
            return {"given_on": self.book.today}
        return {
            "title": found.title, "explanation": found.explanation, "given_on": found.given_on,
            "until_on": found.until_on,
        }  # fmt: skip

    def submit(self, draft: Draft) -> str:
        """The task."""
        if self.task_given is not None:
            return key_of(self.book.tasks.edit(self.task_given.id, draft))
        return key_of(self.book.tasks.write(draft))


class MemberForm(FormScreen):
    """Write a member down, or edit one."""

    form = "member"

    def __init__(self, book: Fieldbook, *, member: Member | None = None) -> None:
        self.member = member
        super().__init__(book, target=member.id if member else "")

    def heading(self) -> str:
        """Which member."""
        found = self.member
        return _("Member: {name}").format(name=found.name) if found else _("New member")

    def make_fields(self) -> Sequence[Field]:
        """Name and contact group."""
        return [
            fields.text("name", required=True),
            fields.text("contact_group", hint=_("two or more members share its households")),
        ]

    def prefill(self) -> Mapping[str, Any]:
        """The member that is edited."""
        found = self.member
        return {"name": found.name, "contact_group": found.contact_group} if found else {}

    def submit(self, draft: Draft) -> str:
        """The member."""
        if self.member is not None:
            return key_of(self.book.members.edit(self.member.id, draft))
        return key_of(self.book.members.write(draft))


class HandOverForm(FormScreen):
    """Hand households over to another member; their story stays with them."""

    form = "hand_over"
    first = "contact"

    def __init__(
        self, book: Fieldbook, household: Household, *, others: Sequence[Household] = ()
    ) -> None:
        self.household, self.others = household, tuple(others)
        super().__init__(book, target=household.id)

    def heading(self) -> str:
        """Which household."""
        return _("Hand over: {head}").format(head=self.household.head)

    def above(self) -> Sequence[str]:
        """Who has it now, and what stays."""
        name = self.book.shelf.member_name(self.household.contact) or _("nobody")
        return (
            _("Contact now: {name}").format(name=name),
            _("The whole story stays with the household, and says who handed over to whom."),
        )

    def make_fields(self) -> Sequence[Field]:
        """To whom; and, where several are shown, whether all of them."""
        asked: list[Field] = [fields.pick_member(self.book)]
        if len(self.others) > 1:
            count = len(self.others)
            all_shown = ngettext("{count} household shown", "all {count} households shown", count)
            options = [("one", self.household.head), ("all", all_shown)]
            asked.append(ChoiceField("which", _("Which"), options))
        return asked

    def prefill(self) -> Mapping[str, Any]:
        """This household only."""
        return {"which": "one"}

    def submit(self, draft: Draft) -> str:
        """The handover; a member the book does not have yet is written down with it."""
        contact, new = fields.member_typed(self.book, draft.get("contact"))
        if not contact and not new:
            raise Invalid([Problem("contact", "required")])
        chosen = self.others if draft.get("which") == "all" else (self.household,)
        self.book.households.reassign([each.id for each in chosen], contact, new_contact=new)
        told = ngettext(
            "{count} household handed over to", "{count} households handed over to", len(chosen)
        )
        self.remark = f"{told} {new or self.book.shelf.member_name(contact)}"
        return key_of(self.household)
