"""Which form edits which kind of record."""

from __future__ import annotations

from collections.abc import Mapping

from fieldbook.book import Fieldbook
from fieldbook.domain.codes import DIARY_KIND
from fieldbook.domain.naming import name_of, place_name
from fieldbook.domain.records import (
    BY_KIND,
    Diary,
    FollowUp,
    Group,
    Household,
    Issue,
    Record,
    Solution,
    Visit,
)
from fieldbook.i18n import N_, _
from fieldbook.ui.forms.casework import (
    AnswerForm,
    DropForm,
    FollowUpForm,
    IssueForm,
    SolutionForm,
    SolveForm,
)
from fieldbook.ui.forms.diary import DiaryForm
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.forms.household import HouseholdForm
from fieldbook.ui.forms.method_table import (
    draft_method_form,
    edit_method_form,
    new_method_form,
)
from fieldbook.ui.forms.visit import VisitForm


def edit_form(book: Fieldbook, record: Record) -> FormScreen | None:  # noqa: PLR0911
    """The form that edits a record, or ``None`` where there is none."""
    shelf = book.shelf
    match record:
        case Household():
            return HouseholdForm(book, household=record)
        case Visit():
            household = shelf.household_of(record)
            group = None if household else shelf.group_of(record)
            return VisitForm(book, household=household, group=group, visit=record)
        case Issue():
            return IssueForm(
                book,
                issue=record,
                household=shelf.household_of(record),
                group=shelf.group_of(record),
            )
        case Solution():
            return SolutionForm(book, solution=record)
        case FollowUp() if record.checked_on is None:
            solution = shelf.find(Solution, record.solution) if record.solution else None
            return FollowUpForm(book, follow_up=record, solution=solution)
        case Diary():
            return DiaryForm(book, page=record)
    return edit_method_form(book, record)


FORM_WORDS: Mapping[str, str] = {
    "visit": N_("visit"), "issue": N_("issue"), "solution": N_("solution"),
    "solve": N_("solved"), "follow_up": N_("follow-up"), "answer": N_("answer"),
    "drop": N_("drop"), "household": N_("household"), "diary": N_("diary page"),
    "group": N_("work group"), "survey": N_("survey"), "stay": N_("stay"),
    "end_stay": N_("end of a stay"), "link": N_("linked group"), "training": N_("training"),
    "experience": N_("experience"), "commendation": N_("commendation"), "task": N_("task"),
    "member": N_("member"), "hand_over": N_("handover"),
}  # fmt: skip
"""What a form is called where its draft is offered again."""


def draft_title(book: Fieldbook, form: str, target: str) -> str:
    """What a draft is: its form, and whom or what it is about."""
    record = _anything(book, target)
    about = (name_of(record) or place_name(book.shelf, record)) if record is not None else ""
    return f"{_(FORM_WORDS.get(form, form))}  {about}".rstrip()


def draft_form(  # noqa: PLR0911  # one a case
    book: Fieldbook, form: str, target: str
) -> FormScreen | None:
    """The form that takes a draft up again; ``None`` where what it was about is gone."""
    record = _anything(book, target)
    if record is None:
        return _form_of_nothing(book, form, target)
    match form, record:
        case "visit", Household():
            return VisitForm(book, household=record)
        case "visit", Group():
            return VisitForm(book, group=record)
        case "issue", Household():
            return IssueForm(book, household=record)
        case "issue", Group():
            return IssueForm(book, group=record)
        case "issue", Visit():
            return IssueForm(book, visit=record)
        case _:
            begun = _form_of_case(book, form, record) or draft_method_form(book, form, record)
            return begun or edit_form(book, record)


def _form_of_nothing(book: Fieldbook, form: str, target: str) -> FormScreen | None:
    match form, target:
        case "visit", "":
            return VisitForm(book)
        case "issue", "":
            return IssueForm(book)
        case "household", "":
            return HouseholdForm(book)
        case "diary", kind if kind in DIARY_KIND:
            return DiaryForm(book, kind=kind)
        case _, "":
            return new_method_form(book, form)
    return None


def _form_of_case(book: Fieldbook, form: str, record: Record) -> FormScreen | None:
    match form, record:
        case "solution", Issue():
            return SolutionForm(book, issue=record)
        case "solve", Solution():
            return SolveForm(book, solution=record)
        case "answer", Issue():
            return AnswerForm(book, issue=record)
        case "drop", Issue():
            return DropForm(book, issue=record)
        case "follow_up", Solution():
            return FollowUpForm(book, follow_up=None, solution=record)
    return None


def _anything(book: Fieldbook, record_id: str) -> Record | None:
    found = (book.shelf.find(each, record_id) for each in BY_KIND.values())
    return next((each for each in found if each is not None), None)
