"""The referral desk: what was referred is answered, made a task, or taken into study."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.records import Issue, Member
from fieldbook.i18n import N_, _
from fieldbook.reports.waiting import waits_for_answer
from fieldbook.ui.act import Act, Context, Refusal, replace
from fieldbook.ui.acts.marked import no_issue
from fieldbook.ui.acts.records import NEW, ON_A_RECORD
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.keys import keys_in
from fieldbook.ui.told.counts import counted

At = Context[BookScreen]


def _not_waiting(at: At) -> Refusal:
    """Why nothing is decided on the issue under the cursor: none is there, or it waits for nothing."""
    issue, shelf = at.under.issue, at.book.shelf
    if issue is None:
        told = _("No issue is under the cursor: choose one first ({tab_issues} lists all).")
        return keys_in(told)
    open_still = shelf.status(issue) in UNSOLVED
    if open_still and (waits_for_answer(shelf, issue) or not shelf.is_referred(issue)):
        return ""
    return _("This issue is answered, or no longer open.")


def _issues(at: At) -> Sequence[Issue]:
    """The marked issues, else the one under the cursor, which ``why_not`` has asked for."""
    marked = at.screen.marked_records() if at.marked else (at.under.issue,)
    return [each for each in marked if isinstance(each, Issue)]


def _answer(at: At) -> None:
    from fieldbook.ui.forms.referral import AnswerForm

    first, *others = _issues(at)
    at.host.open_form(AnswerForm(at.book, first, others=others), at.screen.unmark)


def _study(at: At) -> None:
    issues = _issues(at)
    what = issues[0].title if len(issues) == 1 else counted("issue", len(issues))
    told, answer = _("Taken into study, and answered so: {what}"), _("The branch studies this.")
    ids = [each.id for each in issues]
    done = at.host.attempt(
        lambda: at.book.issues.take_into_study(ids, answer), told.format(what=what)
    )
    if done:
        at.screen.unmark()


def _give_task(at: At) -> None:
    from fieldbook.ui.forms.branch import IssueTaskForm, TaskForm

    if at.marked or (at.under.issue is not None and not _not_waiting(at)):
        first, *others = _issues(at)
        form: TaskForm = IssueTaskForm(at.book, first, others=others)
        at.host.open_form(form, at.screen.unmark)
        return
    record = at.under.record
    known = {"given_to": record.name} if isinstance(record, Member) else {}
    at.host.open_form(TaskForm(at.book, known=known))


ANSWER: Final[Act[BookScreen]] = replace(
    ON_A_RECORD["refer"], label=N_("answer"), help=N_("Answer the issue, or all that are marked"),
    do=_answer, why_not=_not_waiting, on_marked=_answer, why_not_marked=no_issue,
)  # fmt: skip
STUDY: Final[Act[BookScreen]] = replace(
    ON_A_RECORD["study"], help=N_("Take the issue into study, and answer so; or all that are marked"),
    do=_study, why_not=_not_waiting, on_marked=_study, why_not_marked=no_issue,
)  # fmt: skip
GIVE_TASK: Final[Act[BookScreen]] = replace(
    NEW, label=N_("task"),
    help=N_("Give a task out: made of the issue, or of all that are marked, which answers them"),
    do=_give_task, on_marked=_give_task, why_not_marked=no_issue,
)  # fmt: skip
