"""The acts that need no book under a cursor: going to a screen, searching, help, leaving."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from fieldbook.i18n import N_, _
from fieldbook.ui.act import Act, Acting, Context, Refusal, always
from fieldbook.ui.keys import TWINS, key_of_act, keys_in

TABS: Final[Mapping[str, str]] = {
    "today": N_("Today"), "households": N_("Households"), "issues": N_("Issues"),
    "solutions": N_("Solutions"), "groups": N_("Groups"), "diary": N_("Diary"),
    "meeting": N_("Meeting"),
}  # fmt: skip
"""The seven screens, in the order of their digits."""


def nothing_here(at: Context[Any]) -> Refusal:
    """Why a key does nothing: it has no act here; which keys have one, the help shows."""
    told = _("There is nothing here for this key; {help} shows the keys there are.")
    return told.format(help=key_of_act(at.screen.acts["help"]))


def elsewhere(act: str, keys: str) -> Act[Acting]:
    """An act on a screen that does not do it: its keys say so there."""
    return Act(act, keys, "", "", always, why_not=nothing_here)


def _going_to(name: str) -> Callable[[Context[Acting]], object]:
    return lambda at: at.host.begin_at(name)


def _beside(name: str, keys: str, label: str, words: str) -> Act[Acting]:
    """The act that goes to a screen beside the seven."""

    def is_here(at: Context[Acting]) -> Refusal:
        return _("This is it already; Esc goes back.") if at.screen.name == name else ""

    return Act(name, keys, label, words, lambda at: at.host.go_beside(name), why_not=is_here)


SCREENS: Final = tuple(
    Act(f"tab_{name}", f"{digit},{TWINS[digit - 1]}", label, N_("Go to {screen}"), _going_to(name))
    for digit, (name, label) in enumerate(TABS.items(), 1)
)
"""The acts that go to the seven screens."""
PLACES: Final = (
    _beside("route", "o,f14,shift+f2", N_("route"),
            N_("Today's route: who is due, in order, with what was promised")),
    _beside("tasks", "b,f22,shift+f10", N_("tasks"),
            N_("The branch's tasks, and who has not been told yet")),
    _beside("members", "p,f24,shift+f12", N_("members"),
            N_("Members and contact groups, and how contact is kept up")),
    _beside("lists", "N", N_("lists"),
            N_("The lists of names behind the figures: groups, members, what was learned")),
    _beside("branch", "B", N_("branch"),
            N_("The branch: what was referred to it, the members' reports, the contact groups")),
    _beside("duplicates", "J,f23,shift+f11", N_("duplicates"),
            N_("Households that stand in the book twice")),
    _beside("trash", "z,shift+delete", N_("trash"), N_("The trash, to restore from")),
)  # fmt: skip
"""The screens beside the seven; Esc goes back to where one came from."""
BESIDE: Final[Mapping[str, str]] = {each.id: each.label for each in PLACES}
SEARCH: Final[Act[Acting]] = Act(
    "search", "g,ctrl+underscore,ctrl+slash,f15,shift+f3", N_("search"),
    N_("Search everything"), lambda at: at.host.search(),
)  # fmt: skip
JOT: Final[Act[Acting]] = Act(
    "jot", "ctrl+right_square_bracket,ctrl+f11", N_("short note"),
    N_("Write one line down, whatever is shown; it stands in the diary"),
    lambda at: at.host.jot(), writes=True,
)  # fmt: skip
RECENT: Final[Act[Acting]] = Act(
    "recent", "F,ctrl+f10", N_("recent"),
    N_("The households that were read or written about last"), lambda at: at.host.show_recent(),
)  # fmt: skip
LOCK: Final[Act[Acting]] = Act(
    "lock", "ctrl+backslash,ctrl+f3", N_("lock"),
    N_("Lock the book: a blank screen until the passphrase is typed"),
    lambda at: at.host.lock_book(),
)  # fmt: skip
IN_FORMS: Final[tuple[Act[Acting], ...]] = (
    Act("palette", "ctrl+p", N_("all acts"), N_("Find any act by its name"),
        lambda at: at.host.find_act()),
    Act("quit", "ctrl+q", N_("quit"), N_("Leave; everything is saved"),
        lambda at: at.host.leave()),
    LOCK,
    Act("help", "question_mark,fullwidth_question_mark,f1", N_("help"), N_("Show all keys"),
        lambda at: at.host.show_keys()),
)  # fmt: skip
"""The acts of every screen, forms and previews too."""
SETTINGS: Final[Act[Acting]] = Act(
    "settings", "S,ctrl+f2", N_("settings"),
    N_("Settings: name, branch, language, theme, days, keys"), lambda at: at.host.set_up(),
)  # fmt: skip


def _changes_lock(name: str, keys: str, label: str, words: str, *, locked: bool) -> Act[Acting]:
    """An act on what locks the book, which must be locked for it, or must not."""

    def why_not(at: Context[Acting]) -> Refusal:
        if at.host.is_encrypted == locked:
            return ""
        if locked:
            return keys_in(_("The book is not encrypted: {encrypt} encrypts it."))
        return keys_in(_("The book is encrypted already: {passphrase} changes its passphrase."))

    return Act(name, keys, label, words, lambda at: at.host.change_lock(name), writes=True,
               why_not=why_not)  # fmt: skip


LOCKING: Final = (
    _changes_lock("encrypt", "ctrl+f4", N_("encrypt"),
                  N_("Encrypt the book: only who knows the passphrase reads it"), locked=False),
    _changes_lock("passphrase", "ctrl+f5", N_("passphrase"),
                  N_("Change the passphrase of the encrypted book"), locked=True),
    _changes_lock("decrypt", "ctrl+f6", N_("decrypt"),
                  N_("Decrypt the book: anybody can read it again"), locked=True),
)  # fmt: skip
"""What is done about the lock of the book; the settings name these acts."""
EXCHANGE: Final[Act[Acting]] = Act(
    "exchange", "X,ctrl+f7", N_("exchange"),
    N_("Exchange within the branch: give out what is new here, take in what is new there"),
    lambda at: at.host.exchange(), writes=True,
)  # fmt: skip
HOW_TO_LEAVE: Final = Act[Acting](
    "how_to_leave", "q", "", "", lambda at: at.host.tell(how_to_leave())
)
"""Other programs are left by this letter, which may be struck by mistake."""


def how_to_leave() -> str:
    """How the program is left, in one line."""
    return keys_in(_("{quit} leaves; everything is saved."))
