"""The list of all forms: what each is about. Which form opens for a record is read off it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from fieldbook.book import Fieldbook
from fieldbook.domain.naming import name_in, name_of, place_name
from fieldbook.domain.records import (
    Experience,
    Group,
    Household,
    Issue,
    Member,
    Record,
    Solution,
    Task,
    Visit,
)
from fieldbook.i18n import N_, _
from fieldbook.labels import KINDS
from fieldbook.ui.forms.branch import EndTaskForm, HandOverForm, IssueTaskForm, MemberForm, TaskForm
from fieldbook.ui.forms.casework import (
    DropForm,
    FollowUpForm,
    IssueForm,
    SolutionForm,
    SolveForm,
)
from fieldbook.ui.forms.diary import DiaryForm
from fieldbook.ui.forms.experience import CommendationForm, ExperienceForm
from fieldbook.ui.forms.groups import EndStayForm, GroupForm, LinkForm, StayForm, SurveyForm
from fieldbook.ui.forms.household import HouseholdForm
from fieldbook.ui.forms.minutes import MinutesForm
from fieldbook.ui.forms.plans import HeldOnSiteForm, OnSiteForm, PlanForm
from fieldbook.ui.forms.record_form import RecordForm
from fieldbook.ui.forms.referral import AnswerForm, ReferralForm
from fieldbook.ui.forms.training import TrainingForm
from fieldbook.ui.forms.visit import VisitForm
from fieldbook.ui.under import any_record


class Listed(NamedTuple):
    """A form, and what a new record of it may be about."""

    form: type[RecordForm[Any]]
    about: tuple[type[Record] | None, ...] = ()
    """Kinds of records; ``None`` where it may be about none."""
    word: str = ""
    """What it is called where its draft is offered again; else as the kind of its record."""


FORMS: Final = (
    Listed(VisitForm, (None, Household, Group)),
    Listed(IssueForm, (None, Household, Group, Visit)),
    Listed(SolutionForm, (Issue,)),
    Listed(SolveForm, word=N_("solved")),
    Listed(FollowUpForm, (Solution,)),
    Listed(AnswerForm, word=N_("answer")),
    Listed(ReferralForm, word=N_("referral")),
    Listed(DropForm, word=N_("drop")),
    Listed(HouseholdForm, (None,)),
    Listed(HandOverForm, word=N_("handover")),
    Listed(DiaryForm, (None,)),
    Listed(MinutesForm, (None,), word=N_("minutes")),
    Listed(GroupForm, (None,)),
    Listed(SurveyForm, (Group,)),
    Listed(StayForm, (Group,)),
    Listed(EndStayForm, word=N_("end of a stay")),
    Listed(LinkForm, (Group,)),
    Listed(PlanForm, (Group,)),
    Listed(OnSiteForm, (None, Group, Experience)),
    Listed(HeldOnSiteForm, word=N_("on-site meeting held")),
    Listed(TrainingForm, (None, Issue, Task, Experience, Group)),
    Listed(ExperienceForm, (None, Solution, Group, Visit, Member)),
    Listed(CommendationForm, (None, Group, Household, Member)),
    Listed(TaskForm, (None,)),
    Listed(IssueTaskForm, (Issue,), word=N_("task made of an issue")),
    Listed(EndTaskForm, word=N_("end of a task")),
    Listed(MemberForm, (None,)),
)


OF_NO_RECORD: Final[Mapping[str, str]] = {"settings": N_("settings"), "jot": N_("short note")}
"""Forms about no record, and the words of their drafts; each is opened by the act of its name."""


def edit_form(book: Fieldbook, record: Record) -> RecordForm[Any] | None:
    """The form that edits a record, or ``None`` where there is none."""
    found = (each.form for each in FORMS if each.form.edits_this(record))
    return next((form(book, record) for form in found), None)


def draft_title(book: Fieldbook, form: str, target: str, typed: Mapping[str, Any]) -> str:
    """What a draft is: its form, and whom or what it is about; of a new record what was ``typed`` tells."""
    record = any_record(book.shelf, target)
    about = name_in(typed) if record is None else name_of(record) or place_name(book.shelf, record)
    words = {**KINDS, **{each.form.form: each.word for each in FORMS if each.word}, **OF_NO_RECORD}
    return f"{_(words.get(form, form))}  {about}".rstrip()


def draft_kind(form: str) -> str:
    """The record kind that a form fills in; of a form about no record its own name."""
    return next((each.form.record_type.kind for each in FORMS if each.form.form == form), form)


def draft_form(book: Fieldbook, form: str, target: str) -> RecordForm[Any] | None:
    """The form that takes a draft up again; ``None`` where what it was about is gone."""
    listed = next((each for each in FORMS if each.form.form == form), None)
    record = any_record(book.shelf, target)
    if listed is None:
        return None
    if record is None:
        return listed.form.of_nothing(book, target) if None in listed.about else None
    if type(record) in (*listed.about, listed.form.record_type):
        return listed.form(book, record)
    return None
