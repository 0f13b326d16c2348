"""Training, experience, commendation, handing over: the working method on what is under the cursor."""

from __future__ import annotations

from fieldbook.domain.records import Experience, Group, Household, Issue, Member, Task, Visit
from fieldbook.i18n import _
from fieldbook.ui.act import Context, Refusal
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.keys import keys_in

At = Context[BookScreen]


def lesson(at: At) -> None:
    """Note a training: about the incident, task or experience under the cursor."""
    from fieldbook.ui.forms.training import TrainingForm

    record = at.under.record
    about = record if isinstance(record, Task | Experience) else at.under.issue
    at.host.open_form(TrainingForm(at.book, about or at.under.group))


def experience(at: At) -> None:
    """Write up what was learned at the visit, told by the member, made in the group under the cursor."""
    from fieldbook.ui.forms.experience import ExperienceForm

    record = at.under.record
    tells = isinstance(record, Member) or (isinstance(record, Visit) and record.learned)
    learned = record if tells else None
    at.host.open_form(ExperienceForm(at.book, learned or at.under.solution or at.under.group))


def commend(at: At) -> None:
    """Commend the group, household or member under the cursor."""
    from fieldbook.ui.forms.experience import CommendationForm

    found = at.under
    record = found.record
    whom = record if isinstance(record, Group | Household | Member) else None
    if isinstance(record, Issue):
        whom = found.household or found.group
    at.host.open_form(CommendationForm(at.book, whom or found.group))


def no_household(at: At) -> Refusal:
    """Why nothing can be handed over: no household is under the cursor."""
    if at.under.household is None:
        told = _("No household is under the cursor: choose one first ({tab_households} lists all).")
        return keys_in(told)
    return ""


def hand_over(at: At) -> None:
    """Hand a household, or all that are shown, over to another member."""
    from fieldbook.ui.forms.branch import HandOverForm

    shown = at.screen.households_shown()
    household = at.under.household or next(iter(shown), None)
    if household is not None:
        at.host.open_form(HandOverForm(at.book, household, shown=shown))
