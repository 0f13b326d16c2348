"""Which form edits which record of the working method, and takes which draft up again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fieldbook.book import Fieldbook
from fieldbook.domain.records import (
    Commendation,
    Experience,
    Group,
    Household,
    Issue,
    Link,
    Member,
    Record,
    Solution,
    Stay,
    Survey,
    Task,
    Training,
)
from fieldbook.ui.forms.branch import HandOverForm, MemberForm, TaskForm
from fieldbook.ui.forms.experience import CommendationForm, ExperienceForm
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.forms.groups import EndStayForm, GroupForm, LinkForm, StayForm, SurveyForm
from fieldbook.ui.forms.training import TrainingForm

_EDITS: Mapping[type[Record], tuple[Callable[..., FormScreen], str]] = {
    Group: (GroupForm, "group"),
    Member: (MemberForm, "member"),
    Task: (TaskForm, "task"),
    Training: (TrainingForm, "training"),
    Experience: (ExperienceForm, "experience"),
    Commendation: (CommendationForm, "commendation"),
}
"""Kind of record → its form, and the argument it is given as."""


def edit_method_form(book: Fieldbook, record: Record) -> FormScreen | None:
    """The form that edits a record of the method, or ``None`` where there is none."""
    if type(record) in _EDITS:
        form, given_as = _EDITS[type(record)]
        return form(book, **{given_as: record})
    return _edit_form_of_group(book, record)


def _edit_form_of_group(book: Fieldbook, record: Record) -> FormScreen | None:
    """The form of what belongs to a group."""
    group = book.shelf.find(Group, getattr(record, "group", ""))
    match record, group:
        case Survey(), Group():
            return SurveyForm(book, group=group, survey=record)
        case Stay(), Group():
            return StayForm(book, group=group, stay=record)
        case Link(), Group():
            return LinkForm(book, group=group, link=record)
    return None


def new_method_form(book: Fieldbook, form: str) -> FormScreen | None:
    """The form of a draft that is about no record yet."""
    found = {each.form: each for each in (
        GroupForm, TaskForm, MemberForm, TrainingForm, ExperienceForm, CommendationForm,
    )}  # fmt: skip
    return found[form](book) if form in found else None


_ABOUT: Mapping[tuple[str, type[Record]], tuple[Callable[..., FormScreen], str]] = {
    ("survey", Group): (SurveyForm, "group"),
    ("stay", Group): (StayForm, "group"),
    ("end_stay", Stay): (EndStayForm, "stay"),
    ("link", Group): (LinkForm, "group"),
    ("hand_over", Household): (HandOverForm, "household"),
    ("training", Issue): (TrainingForm, "about"),
    ("training", Task): (TrainingForm, "about"),
    ("training", Experience): (TrainingForm, "about"),
    ("training", Group): (TrainingForm, "group"),
    ("experience", Solution): (ExperienceForm, "solution"),
    ("experience", Group): (ExperienceForm, "group"),
    ("commendation", Group): (CommendationForm, "whom"),
    ("commendation", Household): (CommendationForm, "whom"),
    ("commendation", Member): (CommendationForm, "whom"),
}
"""Form and kind of record it is about → the form, and the argument the record is given as."""


def draft_method_form(book: Fieldbook, form: str, record: Record) -> FormScreen | None:
    """The form of a draft about a record that it does not edit."""
    found = _ABOUT.get((form, type(record)))
    if found is None:
        return None
    make, given_as = found
    return make(book, **{given_as: record})
