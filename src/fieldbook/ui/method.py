"""The acts of the working method on what is under the cursor: refer all, drop, train, commend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldbook.domain.marks import found_day
from fieldbook.domain.records import Experience, Group, Household, Issue, Member, Record, Task
from fieldbook.i18n import _, ngettext
from fieldbook.ui.base import BookScreen
from fieldbook.ui.under import Under

if TYPE_CHECKING:
    from fieldbook.ui.forms.form import FormScreen


class MethodActs(BookScreen):
    """Acts that every screen with a record under its cursor has besides the casework."""

    def record(self) -> Record | None:
        """The record under the cursor."""
        raise NotImplementedError

    def under(self) -> Under:
        """The record under the cursor and what it leads to."""
        raise NotImplementedError

    def open_form(self, form: FormScreen) -> None:
        """Show a form; what it wrote is drawn when it closes."""
        raise NotImplementedError

    def households_shown(self) -> Sequence[Household]:
        """The households that an act on *all that are shown* is about; only a list has them."""
        return ()

    def why_not_method(self, act: str, found: Under) -> str:
        """Why one of these acts cannot be done now; empty where it can."""
        if act == "refer_all" and not self.book.issues.not_referred():
            return _("Every unsolved issue has been referred.")
        if act == "hand_over" and found.household is None:
            return _("No household is under the cursor: choose one first (2 lists all).")
        return ""

    # --- issues ------------------------------------------------------------------------------

    def do_refer_all(self) -> None:
        """Refer every unsolved issue the branch has not been told of; one act, undone as one."""
        waiting = self.book.issues.not_referred()
        if not self.fieldbook.attempt(lambda: self.book.issues.refer([x.id for x in waiting])):
            return
        first = found_day(waiting[0])
        oldest = (self.book.today - first).days if first else 0
        told = ngettext("{count} issue referred", "{count} issues referred", len(waiting))
        age = ngettext("the oldest waited {count} day", "the oldest waited {count} days", oldest)
        self.fieldbook.tell(_("; ").join((told, age)) if oldest > 0 else told)

    def do_drop(self) -> None:
        """Drop the issue; the form asks for the reason."""
        from fieldbook.ui.forms.casework import DropForm

        issue = self.under().issue
        if issue is not None:
            self.open_form(DropForm(self.book, issue))

    def do_take_up(self) -> None:
        """Take a dropped issue up again."""
        issue = self.under().issue
        if issue is not None and self.fieldbook.attempt(lambda: self.book.issues.take_up(issue.id)):
            self.fieldbook.tell(_("Taken up again: {title}").format(title=issue.title))

    # --- training, experience, commendation --------------------------------------------------

    def do_lesson(self) -> None:
        """A training: about the incident, task or experience under the cursor."""
        from fieldbook.ui.forms.training import TrainingForm

        found = self.under()
        record = found.record
        about = record if isinstance(record, Task | Experience) else found.issue
        self.open_form(TrainingForm(self.book, about or found.group))

    def do_experience(self) -> None:
        """An experience made in the group, or with the solution, under the cursor."""
        from fieldbook.ui.forms.experience import ExperienceForm

        found = self.under()
        self.open_form(ExperienceForm(self.book, found.solution or found.group))

    def do_commend(self) -> None:
        """Commend the group, household or member under the cursor."""
        from fieldbook.ui.forms.experience import CommendationForm

        found = self.under()
        record = found.record
        whom = record if isinstance(record, Group | Household | Member) else None
        if isinstance(record, Issue):
            whom = found.household or found.group
        self.open_form(CommendationForm(self.book, whom or found.group))

    # --- households change hands -------------------------------------------------------------

    def do_hand_over(self) -> None:
        """Hand a household, or all that are shown, over to another member."""
        from fieldbook.ui.forms.branch import HandOverForm

        household = self.under().household
        if household is not None:
            self.open_form(HandOverForm(self.book, household, others=self.households_shown()))
