"""Whose work Today and the route show: that of who writes here and his contact group, or all."""

from __future__ import annotations

from typing import Any, Final

from fieldbook.i18n import N_, _
from fieldbook.ui.act import Act, Context
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.keys import keys_in

At = Context[BookScreen]


def why_all(at: Context[Any]) -> str:
    """Why everybody's work is shown, and what changes that; empty where one's own can be shown."""
    if at.book.us:
        return ""
    if name := at.host.settings.name:
        told = _("The book has no member “{name}”, so all is shown; "
                 "{members} and then {new} writes one down.")  # fmt: skip
        return keys_in(told, "members", name=name)
    return keys_in(_("All is shown; for your own alone, {settings} takes your name."))


def whose_told(at: Context[Any]) -> str:
    """Whose work is shown, in a word; nothing where there is no choice."""
    if not at.book.us:
        return ""
    return _("everybody's work") if at.host.shows_all else _("your contact group's work")


def _turn(at: At) -> None:
    at.host.shows_all = not at.host.shows_all
    at.screen.redraw_if_changed()


WHOSE: Final[Act[BookScreen]] = Act(
    "whose", "a,ctrl+u", N_("all/own"),
    N_("Show everybody's work, or again your own and your contact group's"),
    _turn, why_not=why_all,
)  # fmt: skip
