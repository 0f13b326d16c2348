"""Undoing and redoing; a draft discarded just now comes back first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from fieldbook.domain.changes import Change
from fieldbook.i18n import N_, _
from fieldbook.ui.act import Act, Context
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.host import Discarded
from fieldbook.ui.keys import keys_in
from fieldbook.verbs import toggled

At = Context[BookScreen]


def _undo(at: At) -> None:
    discarded, at.host.discarded = at.host.discarded, None
    if discarded is None or not _brought_back(at, discarded):
        _toggle(at, at.book.undo, _("undone: {act}"))


def _brought_back(at: At, discarded: Discarded) -> bool:
    drafts, (form, target, exchanged) = at.host.drafts, discarded
    is_newer_there = drafts.find(form, target) is not None
    try:
        if drafts.bring_back(form, target) is None:
            return False
    except OSError as wrong:
        from fieldbook.sentences import sentence

        at.host.discarded = discarded
        at.host.tell(sentence(wrong), wrong=True)
        return True
    words = _("The draft is back: the same key takes it up again.")
    if is_newer_there and not exchanged:
        # What was typed since is put away, not lost; once, or undoing would never go on.
        at.host.discarded = Discarded(form, target, exchanged=True)
        words = keys_in(_("The draft is back; {undo} again brings what was typed since instead."))
    at.host.tell(words)
    at.host.after_act()
    return True


def _toggle(at: At, toggle: Callable[[], Any], words: str) -> None:
    """Undo or redo, say which act it was, and bring what it changed into sight."""
    version = at.book.shelf.version

    def changed() -> Sequence[Change]:
        return at.book.shelf.changes_since(version) or ()

    def run() -> None:
        told, about = toggled(toggle(), changed(), at.book.today)
        if about:
            told = _("{text} ({more})").format(text=told, more=about)
        at.host.tell(words.format(act=told), about=about)

    if at.host.attempt(run):
        changes = changed()
        at.screen.show_changed([each.after for each in changes if each.after.removed_at is None])


UNDO: Final[Act[BookScreen]] = Act(
    "undo", "u,ctrl+z", N_("undo"), N_("Undo the last act"), _undo, writes=True
)
REDO: Final[Act[BookScreen]] = Act(
    "redo",
    "U,ctrl+y",
    N_("redo"),
    N_("Redo what was undone"),
    lambda at: _toggle(at, at.book.redo, _("redone: {act}")),
    writes=True,
)
