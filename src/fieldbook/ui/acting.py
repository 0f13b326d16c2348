"""The acts on what is under the cursor: which form opens, and when an act makes no sense."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldbook.domain.errors import NotAllowed
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import Group, Household, Record, Solution, Visit
from fieldbook.domain.rules import ALLOWED
from fieldbook.i18n import _
from fieldbook.labels import code_label, kind_label
from fieldbook.reports.promises import waits_for_answer
from fieldbook.ui.method import MethodActs
from fieldbook.ui.under import Under, key_of, under

if TYPE_CHECKING:
    from fieldbook.ui.forms.form import FormScreen


class ActingScreen(MethodActs):
    """A screen with a record under its cursor."""

    def place_record(self) -> Record | None:
        """Where a new issue belongs: the place under the cursor. Another issue is no place."""
        record = self.record()
        return record if isinstance(record, Household | Group | Visit) else None

    def under(self) -> Under:
        """The record under the cursor and what it leads to."""
        return under(self.book.shelf, self.record())

    def why_not(self, act: str) -> str:
        """Why an act cannot be done on what is under the cursor."""
        if self.book.read_only and act in _WRITES:
            return _("The book is open for reading only.")
        found = self.under()
        if act in _CASEWORK:
            return self._why_not_issue(act, found)
        if act == "follow_up" and not _can_be_checked(found):
            return _("Nothing is solved here yet that could be followed up: note a solution (s) "
                     "or mark one solved (d) first.")  # fmt: skip
        if act == "step" and self.next_step() is None:
            return _("No step of a solution is open here.")
        if act in ("edit", "remove") and found.record is None:
            return _("Nothing is under the cursor: choose a line first.")
        return self.why_not_method(act, found) or super().why_not(act)

    def _why_not_issue(self, act: str, found: Under) -> str:
        issue = found.issue
        if issue is None:
            return _("No issue is under the cursor: choose one first (3 lists all).")
        status = self.book.shelf.status(issue)
        if act == "refer" and waits_for_answer(issue):
            return ""  # then its answer is noted
        if act not in ALLOWED[status]:
            return _("The issue is {status}.").format(status=code_label("status", status))
        return ""

    def whole_reason(self, act: str) -> str:
        """What an issue's status allows instead; the sentences are loaded when one is told."""
        issue = self.under().issue
        if issue is None or act not in _CASEWORK or self.book.read_only:
            return ""
        status, found = self.book.shelf.status(issue), self.under()
        if act in ALLOWED[status]:
            return ""
        from fieldbook.sentences import sentence

        checks = ("hold", "relapse") if not _can_be_checked(found) else ()
        instead = tuple(each for each in ALLOWED[status] if each not in ("answer", *checks))
        return sentence(NotAllowed(act, status, instead=instead))

    def open_form(self, form: FormScreen) -> None:
        """Show a form; what it wrote is drawn when it closes."""
        self.app.push_screen(form, self._form_closed)

    def _form_closed(self, written: str | None) -> None:
        if not written:
            self.draw_frame()
            return
        self.fieldbook.after_act()
        self.show(written)

    def show(self, key: str) -> None:
        """Bring a record that was just written into sight, where this screen lists its kind."""

    def show_changed(self, records: Sequence[Record]) -> None:
        """Bring what undoing or redoing changed into sight, unless the cursor stands on some of it."""
        here = self.record()
        if here is not None and any(each.id == here.id for each in records):
            return
        for each in {each.kind: each for each in reversed(records)}.values():
            self.show(key_of(each))

    # --- forms -----------------------------------------------------------------------------

    def do_visit(self) -> None:
        """Write down a visit."""
        from fieldbook.ui.forms.visit import VisitForm

        found = self.under()
        self.open_form(VisitForm(self.book, found.household or found.group))

    def do_issue(self) -> None:
        """Write down an issue."""
        from fieldbook.ui.forms.casework import IssueForm

        self.open_form(IssueForm(self.book, self.place_record()))

    def do_solution(self) -> None:
        """Write down a solution."""
        from fieldbook.ui.forms.casework import SolutionForm

        issue = self.under().issue
        if issue is not None:
            self.open_form(SolutionForm(self.book, issue))

    def do_refer(self) -> None:
        """Refer the issue, or note the answer to one that is referred already."""
        from fieldbook.ui.forms.casework import AnswerForm

        issue = self.under().issue
        if issue is None:
            return
        if waits_for_answer(issue):
            self.open_form(AnswerForm(self.book, issue))
        elif self.fieldbook.attempt(lambda: self.book.issues.refer([issue.id])):
            self.fieldbook.tell(_("Referred to the branch: {title}").format(title=issue.title))

    def do_study(self) -> None:
        """Begin to study the issue."""
        issue = self.under().issue
        if issue is not None and self.fieldbook.attempt(lambda: self.book.issues.study(issue.id)):
            self.fieldbook.tell(_("Being studied: {title}").format(title=issue.title))

    def next_step(self) -> tuple[Solution, int] | None:
        """The solution under the cursor, and the number of its first open step."""
        solution = self.under().solution
        steps = enumerate(solution.steps) if solution is not None else ()
        number = next((number for number, step in steps if step.done_on is None), None)
        return (solution, number) if solution is not None and number is not None else None

    def do_step(self) -> None:
        """Mark the next open step done; undo takes it back."""
        found = self.next_step()
        if found is None:
            return
        solution, number = found
        room, today = self.book.solutions, self.book.today
        if self.fieldbook.attempt(lambda: room.step_done(solution.id, number, today)):
            what = solution.steps[number].what
            self.fieldbook.tell(_("Step done: {what}. u takes it back.").format(what=what))

    def do_solve(self) -> None:
        """Note that the solution worked."""
        from fieldbook.ui.forms.casework import SolveForm

        solution = self.under().solution
        if solution is not None:
            self.open_form(SolveForm(self.book, solution))

    def do_follow_up(self) -> None:
        """Note a follow-up: the next one planned, else one made at once."""
        from fieldbook.ui.forms.casework import FollowUpForm

        found = self.under()
        self.open_form(FollowUpForm(self.book, found.follow_up or found.solution))

    def do_write(self) -> None:
        """Write a diary page."""
        from fieldbook.ui.forms.diary import DiaryForm

        self.open_form(DiaryForm(self.book))

    def do_edit(self) -> None:
        """Edit what is under the cursor."""
        from fieldbook.ui.forms.table import edit_form

        record = self.record()
        form = edit_form(self.book, record) if record is not None else None
        if form is not None:
            self.open_form(form)
        elif record is not None:
            self.fieldbook.tell(
                _("A {kind} has no form of its own.").format(kind=kind_label(record.kind))
            )

    def do_remove(self) -> None:
        """Put what is under the cursor in the trash; undo takes it out again."""
        record = self.record()
        if record is None:
            return
        room = self.book.room_of(record)
        if self.fieldbook.attempt(lambda: room.remove(record.id)):
            told = _("In the trash: {what}. u takes it out again.")
            what = f"{kind_label(record.kind)} {name_of(record)}".strip()
            self.fieldbook.tell(told.format(what=what))


def _can_be_checked(found: Under) -> bool:
    """Whether a follow-up is planned, or something is solved that one could be made of."""
    solved = found.solution is not None and found.solution.solved_on is not None
    return found.follow_up is not None or solved


_CASEWORK = frozenset(("refer", "study", "solve", "solution", "drop", "take_up"))
"""Acts that an issue's status allows or not."""
_WRITES = frozenset(
    ("visit", "issue", "solution", "refer", "edit", "follow_up", "solve", "study", "write",
     "import", "new", "remove", "undo", "redo", "refer_all", "drop", "take_up", "lesson",
     "experience", "commend", "hand_over", "survey", "stay", "link", "merge", "restore", "daily",
     "five_day", "ten_day", "meeting", "spent", "report", "step")
)  # fmt: skip
"""Acts of any screen that a book open for reading refuses."""
