"""Acts on all lines that are marked, each undone as one.

What a key alone does leaves the marks, for the next act is often for the same lines; a form takes them
away as it is saved. Who is gone from the list is marked no more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fieldbook.domain.records import Household, Issue, Member
from fieldbook.domain.rules import ALLOWED
from fieldbook.i18n import _
from fieldbook.ui.act import Context, Refusal
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.keys import keys_in
from fieldbook.ui.told.counts import counted
from fieldbook.verbs import verb_label

At = Context[BookScreen]


def remove(at: At) -> None:
    """Put the marked in the trash."""
    from fieldbook.ui.told.versions import put_away

    records = at.screen.marked_records()
    what = counted(records[0].kind, len(records))
    ids = [each.id for each in records]
    told = put_away(at.book, what, *records)
    at.host.attempt(lambda: at.book.room_of(records[0]).remove(*ids), told)


def edit(at: At) -> None:
    """Write the same into a field of all that are marked."""
    from fieldbook.ui.forms.several import several_form

    records = at.screen.marked_records()
    form = several_form(at.book, records)
    if form is None:
        told = _("{what} cannot be edited together.")
        at.host.tell(told.format(what=counted(records[0].kind, len(records))))
    else:
        at.host.open_form(form, at.screen.unmark)


def hand_over(at: At) -> None:
    """Hand the marked households, or those of the marked members, over to another member."""
    from fieldbook.ui.forms.branch import HandOverForm

    shelf = at.book.shelf
    held = [
        household
        for each in at.screen.marked_records()
        for household in (
            shelf.pointing(Household, "contact", each.id) if isinstance(each, Member) else (each,)
        )
        if isinstance(household, Household)
    ]
    if held:
        at.host.open_form(HandOverForm(at.book, held[0], others=held[1:]), at.screen.unmark)
    else:
        at.host.tell(_("There is no household among what is marked."))


def no_issue(at: At) -> Refusal:
    """Why nothing is done with the marked: they are no issues."""
    if isinstance(at.under.record, Issue):
        return ""
    return keys_in(_("This is done on issues ({tab_issues} lists them): Esc takes the marks away."))


def refer(at: At) -> None:
    """Refer the marked issues."""
    _on_issues(at, "refer", at.book.issues.refer)


def study(at: At) -> None:
    """Begin to study the marked issues."""
    _on_issues(at, "study", lambda ids: at.book.issues.study(*ids))


def take_up(at: At) -> None:
    """Take the marked issues up again."""
    _on_issues(at, "take_up", lambda ids: at.book.issues.take_up(*ids))


def solution(at: At) -> None:
    """Write down one solution for the marked issues."""
    from fieldbook.ui.forms.casework import SolutionForm

    if issues := _allowing(at, "solution"):
        also = {"also_for": tuple(each.id for each in issues[1:])}
        at.host.open_form(SolutionForm(at.book, issues[0], known=also), at.screen.unmark)


def drop(at: At) -> None:
    """Drop the marked issues; the form asks for the reason they share."""
    from fieldbook.ui.forms.casework import DropForm

    if issues := _allowing(at, "drop"):
        at.host.open_form(DropForm(at.book, issues[0], others=issues[1:]), at.screen.unmark)


def _on_issues(at: At, verb: str, act: Callable[[list[str]], object]) -> None:
    issues = _allowing(at, verb)
    if not issues:
        return
    told = _("{label}: {text}").format(label=verb_label(verb), text=counted("issue", len(issues)))
    if left := len(at.screen.marked_records()) - len(issues):
        so_far = _("{what} left out: their status does not allow it")
        told = _("; ").join((told, so_far.format(what=counted("issue", left))))
    at.host.attempt(lambda: act([each.id for each in issues]), told)


def _allowing(at: At, verb: str) -> Sequence[Issue]:
    """The marked issues whose status allows an act; it is told where none does."""
    issues = [each for each in at.screen.marked_records() if isinstance(each, Issue)]
    allowing = [each for each in issues if verb in ALLOWED[at.book.shelf.status(each)]]
    if not allowing:
        told = _("None of the marked issues allows this as it stands.")
        at.host.tell(told)
    return allowing
