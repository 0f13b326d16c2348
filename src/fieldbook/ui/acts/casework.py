"""From a visit to the follow-up: the acts on what is under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fieldbook.domain.errors import NotAllowed
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import Issue, Task
from fieldbook.domain.rules import ALLOWED
from fieldbook.i18n import _, ngettext
from fieldbook.labels import day, kind_label
from fieldbook.reports.waiting import unreferred_days, waits_for_answer
from fieldbook.ui.act import Context, Refusal
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.keys import key, keys_in
from fieldbook.ui.told.counts import counted
from fieldbook.ui.told.lines import first_line
from fieldbook.ui.told.rows import called
from fieldbook.ui.under import DONE_BY_ACTS, Under

At = Context[BookScreen]
_CHECKED: Final = {"hold": "follow_up", "relapse": "follow_up"}
"""What a follow-up notes, by one key: whether it held is said in its form."""


def by_status(act: str) -> Callable[[At], Refusal]:
    """Why an act cannot be done on the issue under the cursor: its status decides."""

    def why_not(at: At) -> Refusal:
        issue = at.under.issue
        if issue is None:
            told = _("No issue is under the cursor: choose one first ({tab_issues} lists all).")
            return keys_in(told)
        status = at.book.shelf.status(issue)
        if act in ALLOWED[status] or (act == "refer" and waits_for_answer(at.book.shelf, issue)):
            return ""
        named = (_CHECKED.get(each, each) for each in ALLOWED[status] if each != "answer")
        left_out = "" if _can_be_checked(at.under) else "follow_up"
        instead = tuple(each for each in dict.fromkeys(named) if each != left_out)
        refused = NotAllowed(act, status, instead=instead)
        refused.keys = {each: _(" ({key})").format(key=key(each, "issues")) for each in instead}
        return refused

    return why_not


def _can_be_checked(found: Under) -> bool:
    """Whether a follow-up is planned, or something is solved that one could be made of."""
    solved = found.solution is not None and found.solution.solved_on is not None
    return found.follow_up is not None or solved


def wants_a_line(at: At) -> Refusal:
    """Why nothing can be done with the record under the cursor: there is none."""
    if at.under.record is None:
        return _("Nothing is under the cursor: choose a line first.")
    return ""


def filtered_away(at: At) -> Refusal:
    """Why no visit can be written down here: the filter leaves no line it could be about."""
    if at.screen.finds_nothing():
        return _("The filter finds nothing: Esc takes it away.")
    return ""


def not_edited(at: At) -> Refusal:
    """Why a line cannot be edited: there is none, or it tells what an act did, which no form has."""
    if at.under.fact in DONE_BY_ACTS:
        return _("This line tells what was done and has no form.")
    return wants_a_line(at)


def not_removed(at: At) -> Refusal:
    """Why a line cannot be removed: there is none, or it tells only what happened to a record."""
    record = at.under.record
    if record is None or not at.under.fact:
        return wants_a_line(at)
    what = f"{kind_label(record.kind)} {name_of(record)}".strip()
    told = _("This line tells of “{what}” and is not removed alone; choose “{what}” itself.")
    return told.format(what=what)


def _issue(at: At) -> Issue:
    """The issue under the cursor, which the act's ``why_not`` has asked for."""
    assert at.under.issue is not None
    return at.under.issue


def visit(at: At) -> None:
    """Write a visit down."""
    from fieldbook.ui.forms.visit import VisitForm

    place = at.under.household or at.under.group
    at.host.open_form(VisitForm(at.book, place, around=at.screen.households_around))


def issue(at: At) -> None:
    """Write an issue down, found in the place under the cursor."""
    from fieldbook.ui.forms.casework import IssueForm

    at.host.open_form(IssueForm(at.book, at.under.place))


def solution(at: At) -> None:
    """Write down a solution of the issue."""
    from fieldbook.ui.forms.casework import SolutionForm

    at.host.open_form(SolutionForm(at.book, _issue(at)))


def refer(at: At) -> None:
    """Refer the issue, or note the answer to one that is referred already."""
    found = _issue(at)
    if waits_for_answer(at.book.shelf, found):
        from fieldbook.ui.forms.referral import AnswerForm

        at.host.open_form(AnswerForm(at.book, found))
    elif at.book.shelf.is_referred(found):
        _refer_anew(at, found)
    else:
        told = _("Referred to the branch: {title}").format(title=name_of(found))
        at.host.attempt(lambda: at.book.issues.refer([found.id]), told)


def _refer_anew(at: At, found: Issue) -> None:
    """Ask before an issue that was answered waits for an answer once more."""
    from fieldbook.ui.widgets.ask import Ask, Choice

    told = _("Referred to the branch anew: {title}").format(title=name_of(found))
    answered = day(found.answered_on, at.book.today)
    lines = [
        _("The branch answered {date}: {answer}").format(
            date=answered, answer=first_line(found.answer)
        )
    ]
    choices = [Choice("again", _("Refer it anew"), "y"), Choice("", _("Leave it as it is"), "n")]

    def chosen(answer: str | None) -> None:
        if answer:
            at.host.attempt(lambda: at.book.issues.refer([found.id]), told)

    at.screen.app.push_screen(Ask(found.title, lines, choices), chosen)


def refer_all(at: At) -> None:
    """Refer every unsolved issue the branch has not been told of, asking first where there are several.

    It is one act, undone as one.
    """
    from fieldbook.ui.widgets.ask import Ask, Choice

    waiting = at.book.issues.not_referred()
    oldest = max(unreferred_days(at.book.shelf, each, at.book.today) or 0 for each in waiting)
    told = ngettext("{count} issue referred", "{count} issues referred", len(waiting))
    age = ngettext("the oldest waited {count} day", "the oldest waited {count} days", oldest)
    told = _("; ").join((told, age)) if oldest > 0 else told

    def chosen(answer: str | None) -> None:
        if answer:
            at.host.attempt(lambda: at.book.issues.refer([each.id for each in waiting]), told)

    if len(waiting) == 1:
        chosen("all")
        return
    title = _("Refer to the branch: {what}?").format(what=counted("issue", len(waiting)))
    lines = [
        _("These are all that it has not been told of."),
        keys_in(_("{undo} undoes all of it.")),
    ]
    choices = [Choice("all", _("Refer all of them"), "y"), Choice("", _("Leave it as it is"), "n")]
    at.screen.app.push_screen(Ask(title, lines, choices), chosen)


def nothing_to_refer(at: At) -> Refusal:
    """Why nothing can be referred: everything is."""
    return "" if at.book.issues.not_referred() else _("Every unsolved issue has been referred.")


def study(at: At) -> None:
    """Begin to study the issue."""
    found = _issue(at)
    told = _("Being studied: {title}").format(title=name_of(found))
    at.host.attempt(lambda: at.book.issues.study(found.id), told)


def no_step(at: At) -> Refusal:
    """Why no step can be marked done: none is open."""
    if at.under.step is not None:
        return ""
    told = _(
        "No step of a solution is open here: {edit} on a solution ({tab_solutions}) adds steps."
    )
    return keys_in(told, "solutions")


def step(at: At) -> None:
    """Mark the next open step done; undo takes it back."""
    solution, number = at.under.solution, at.under.step
    assert solution is not None
    assert number is not None
    room, today = at.book.solutions, at.book.today
    told = _("Step done: {what}").format(what=solution.steps[number].what)
    at.host.attempt(lambda: room.step_done(solution.id, number, today), told)


def not_to_be_ended(at: At) -> Refusal:
    """Why nothing can be solved: a task ends, of an issue the status decides."""
    return "" if isinstance(at.under.record, Task) else by_status("solve")(at)


def solve(at: At) -> None:
    """Note that the solution worked; a task ends by the same key."""
    from fieldbook.ui.forms.casework import SolveForm

    if isinstance(at.under.record, Task):
        end_task(at)
    elif (solution := at.under.solution) is not None:
        at.host.open_form(SolveForm(at.book, solution))


def no_task(at: At) -> Refusal:
    """Why no task can be ended: none is under the cursor."""
    if isinstance(at.under.record, Task):
        return ""
    return keys_in(_("No task is under the cursor: choose one first ({tasks} lists all)."))


def end_task(at: At) -> None:
    """Note what became of the task."""
    from fieldbook.ui.forms.branch import EndTaskForm

    if isinstance(task := at.under.record, Task):
        at.host.open_form(EndTaskForm(at.book, task))


def nothing_to_follow_up(at: At) -> Refusal:
    """Why no follow-up can be noted: nothing is solved."""
    if _can_be_checked(at.under):
        return ""
    if at.under.issue is None:
        return _(
            "No issue or solution is under the cursor that could be followed up: choose one first."
        )
    told = _("Nothing is solved here yet that could be followed up: note a solution ({solution}) "
             "or mark one solved ({solve}) first.")  # fmt: skip
    return keys_in(told, at.screen.tab)


def follow_up(at: At) -> None:
    """Note a follow-up: the next one planned, else one made at once."""
    from fieldbook.ui.forms.casework import FollowUpForm

    at.host.open_form(FollowUpForm(at.book, at.under.follow_up or at.under.solution))


def drop(at: At) -> None:
    """Drop the issue; the form asks for the reason."""
    from fieldbook.ui.forms.casework import DropForm

    at.host.open_form(DropForm(at.book, _issue(at)))


def take_up(at: At) -> None:
    """Take a dropped issue up again."""
    found = _issue(at)
    told = _("Taken up again: {title}").format(title=name_of(found))
    at.host.attempt(lambda: at.book.issues.take_up(found.id), told)


def write(at: At) -> None:
    """Write a diary page."""
    from fieldbook.ui.forms.diary import DiaryForm

    at.host.open_form(DiaryForm(at.book))


def edit(at: At) -> None:
    """Edit what is under the cursor; of a referral or its answer, that."""
    from fieldbook.ui.forms.referral import ReferralForm
    from fieldbook.ui.forms.table import edit_form

    record = at.under.record
    assert record is not None
    if isinstance(record, Issue) and at.under.fact in ReferralForm.begins_with:
        at.host.open_form(ReferralForm(at.book, record, fact=at.under.fact))
    elif (form := edit_form(at.book, record)) is not None:
        at.host.open_form(form)
    else:
        told = _("A {kind} has no form of its own.").format(kind=kind_label(record.kind))
        at.host.tell(told)


def remove(at: At) -> None:
    """Put what is under the cursor in the trash; undo takes it out again."""
    from fieldbook.ui.told.versions import put_away

    record = at.under.record
    assert record is not None
    room = at.book.room_of(record)
    what = f"{kind_label(record.kind)} {called(at.book.shelf, record)}".strip()
    told = put_away(at.book, what, record)
    at.host.attempt(lambda: room.remove(record.id), told)


def new(at: At) -> None:
    """Write a household down."""
    from fieldbook.ui.forms.household import HouseholdForm

    at.host.open_form(HouseholdForm(at.book))
