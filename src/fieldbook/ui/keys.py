"""The one table of all keys. Bindings, footer, help, palette and keymap are drawn from it.

An act has an F-key besides its letter, and the frequent ones a Ctrl route, because a Chinese input
method swallows letters and laptops hide F-keys; Ctrl+P reaches all of them. Full-width twins (``？``,
``／``) are bound. Nothing destructive hangs on a single letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from textual.binding import Binding

from fieldbook.i18n import N_


class Key(NamedTuple):
    """One act and the keys that do it."""

    id: str
    """The act's name, also in the keymap of the settings."""
    keys: str
    """Textual's key names, the one shown in the footer first."""
    label: str
    """The short word in the footer."""
    help: str
    """What it does, for help and palette."""
    hint: str = ""
    """The key as the footer shows it."""


TABS: Final[Mapping[str, str]] = {
    "today": N_("Today"), "households": N_("Households"), "issues": N_("Issues"),
    "solutions": N_("Solutions"), "groups": N_("Groups"), "diary": N_("Diary"),
    "meeting": N_("Meeting"),
}  # fmt: skip
"""The screens, in the order of their digits."""

ACTS: Final = (
    Key("visit", "f2,v,ctrl+o", N_("visit"), N_("Write down a visit"), "F2"),
    Key("issue", "f3,i,ctrl+n", N_("issue"), N_("Write down an issue"), "F3"),
    Key("solution", "f4,s,ctrl+b", N_("solution"),
        N_("Write down a solution studied together"), "F4"),
    Key("refer", "f5,r,ctrl+r", N_("refer"),
        N_("Refer the issue to the branch, or note its answer"), "F5"),
    Key("edit", "f6,e,ctrl+e", N_("edit"), N_("Edit what is under the cursor"), "F6"),
    Key("follow_up", "f7,f,ctrl+g", N_("follow-up"),
        N_("Note a follow-up: did it hold?"), "F7"),
    Key("solve", "f8,d,ctrl+l", N_("solve"), N_("The solution worked: note the result"), "F8"),
    Key("study", "f9,t,ctrl+t", N_("study it"), N_("Begin to study the issue together"), "F9"),
    Key("write", "f10,w,ctrl+w", N_("diary"), N_("Write a diary page"), "F10"),
    Key("import", "f11,m,ctrl+k", N_("import"), N_("Import a roster, a ledger or another table"), "F11"),
    Key("new", "f12,n,insert,ctrl+a", N_("new"), N_("Add a household, a group, a page"), "F12"),
    Key("remove", "delete,ctrl+x", N_("remove"), N_("Put what is under the cursor in the trash"),
        "Del"),
    Key("refer_all", "R,f17,shift+f5", N_("refer all"),
        N_("Refer all issues not yet referred, as one act"), "R"),
    Key("step", "k,ctrl+d", N_("step done"),
        N_("Mark the next open step of the solution done"), "k"),
    Key("drop", "D,f20,shift+f8", N_("drop"), N_("Drop the issue, with the reason"), "D"),
    Key("take_up", "T,f21,shift+f9", N_("take up again"),
        N_("Take a dropped issue up again"), "T"),
    Key("lesson", "l,f16,shift+f4", N_("training"),
        N_("Note a training: the lesson of this incident, a class, an evening"), "l"),
    Key("experience", "x,f18,shift+f6", N_("experience"),
        N_("Write up an experience worth passing on"), "x"),
    Key("commend", "c,f19,shift+f7", N_("commend"),
        N_("Commend a group, a household or a member"), "c"),
    Key("hand_over", "h,f13,shift+f1", N_("hand over"),
        N_("Hand this household, or all that are shown, over to another member"), "h"),
)  # fmt: skip
"""Acts on what is under the cursor."""

PLACES: Final = (
    Key("route", "o,f14,shift+f2", N_("route"),
        N_("Today's route: who is due, in order, with what was promised"), "o"),
    Key("tasks", "b,f22,shift+f10", N_("tasks"),
        N_("The branch's tasks, and who has not been told yet"), "b"),
    Key("members", "p,f24,shift+f12", N_("members"),
        N_("Members and contact groups, and how contact is kept up"), "p"),
    Key("duplicates", "j,f23,shift+f11", N_("duplicates"),
        N_("Households that stand in the book twice"), "j"),
    Key("trash", "z,shift+delete", N_("trash"), N_("The trash, to restore from"), "z"),
)  # fmt: skip
"""Screens beside the seven; Esc goes back to where one came from."""

ALWAYS: Final = (
    Key("filter", "slash,fullwidth_solidus,ctrl+f", N_("filter"), N_("Filter the list"), "/"),
    Key(
        "search",
        "g,ctrl+underscore,ctrl+slash,f15,shift+f3",
        N_("search"),
        N_("Search everything"),
        "g",
    ),
    Key("undo", "u,ctrl+z", N_("undo"), N_("Undo the last act"), "u"),
    Key("redo", "U,ctrl+y", N_("redo"), N_("Redo what was undone"), "Ctrl+Y"),
    Key("palette", "ctrl+p", N_("all acts"), N_("Find any act by its name"), "Ctrl+P"),
    Key("quit", "ctrl+q", N_("quit"), N_("Leave; everything is saved"), "Ctrl+Q"),
    Key("help", "question_mark,fullwidth_question_mark,f1", N_("help"), N_("Show all keys"), "?"),
)
"""Acts of every screen."""

FORM: Final = (
    Key("save", "ctrl+s,f2", N_("save"), N_("Save, and back"), "Ctrl+S"),
    Key("save_next", "ctrl+n,f3", N_("save and next"),
        N_("Save, and go on with the next household"), "Ctrl+N"),
    Key("discard", "ctrl+d", N_("discard"), N_("Discard what was typed (can be taken back)"), "Ctrl+D"),
    Key("leave", "escape", N_("leave, keeps the draft"),
        N_("Leave; what was typed is kept and offered again"), "Esc"),
)  # fmt: skip
"""Acts of a form."""

_BY_ID: Final = {key.id: key for key in ACTS}


def _with_keys(act: str, keys: str) -> Key:
    """A row of the acts under fewer keys: the others mean something else on that screen."""
    return _BY_ID[act]._replace(keys=keys, hint=keys.split(",", maxsplit=1)[0])


MEETING: Final = (
    Key("export", "f2,x,ctrl+s", N_("write the paper"), N_("Write the paper into a file"), "F2"),
    Key("period", "f3,p,ctrl+o", N_("period"), N_("Another period"), "F3"),
    Key("audience", "f4,a,ctrl+b", N_("for whom"),
        N_("For the branch, the level above, or everybody"), "F4"),
    Key("format", "f5,o,ctrl+e", N_("format"), N_("Word or Markdown"), "F5"),
    Key("write", "f10,w,ctrl+w", N_("minutes"), N_("Write the meeting's page in the diary"), "F10"),
    _BY_ID["import"],
)  # fmt: skip
"""Acts of the Meeting screen."""

INTAKE: Final = (
    Key("take", "ctrl+s,f2,enter", N_("take in"), N_("Take the new rows in"), "F2"),
    Key("update", "f3,c,ctrl+n", N_("changed rows too"),
        N_("Take the changed rows over as well"), "F3"),
    Key("read_as", "f4,r,ctrl+b", N_("read as"),
        N_("Read the file as something else that it can be"), "F4"),
    Key("leave", "escape", N_("back"), N_("Back; nothing is taken in"), "Esc"),
)  # fmt: skip
"""Acts of the import's preview."""

GROUPS: Final = (
    _BY_ID["visit"], _BY_ID["issue"],
    Key("survey", "f4,y,ctrl+s", N_("survey"), N_("Note a survey of the group"), "F4"),
    Key("stay", "f5,h,ctrl+d", N_("stay"),
        N_("Begin a stay with the group, or end the one that runs"), "F5"),
    _BY_ID["edit"], _BY_ID["follow_up"],
    Key("link", "f8,k,ctrl+u", N_("link"),
        N_("Take the group on as the advanced or the lagging one"), "F8"),
    Key("type", "f9,a,right", N_("type"),
        N_("Show one type of groups after the other: 3, 2, 1, not surveyed, all"), "F9"),
    _BY_ID["write"],
    _BY_ID["import"],
    Key("units", "M,f13,shift+f1", N_("units"),
        N_("The figures of the units: commune, brigade, team"), "M"),
    _BY_ID["new"], _BY_ID["remove"],
    _BY_ID["lesson"], _BY_ID["experience"], _BY_ID["commend"],
    _with_keys("solution", "s,ctrl+b"), _with_keys("refer", "r,ctrl+r"),
    _with_keys("solve", "d,ctrl+l"), _with_keys("study", "t,ctrl+t"),
    _with_keys("step", "K"), _BY_ID["refer_all"], _BY_ID["drop"], _BY_ID["take_up"],
    *PLACES, *ALWAYS,
)  # fmt: skip
"""All keys of the Groups screen."""

DIARY: Final = (
    Key("daily", "f2,d,ctrl+o", N_("daily"), N_("Write the day's summary, already filled"), "F2"),
    Key("five_day", "f3,f,ctrl+n", N_("five-day"),
        N_("Write the five-day summary, already filled"), "F3"),
    Key("ten_day", "f4,t,ctrl+b", N_("ten-day"),
        N_("Write the ten-day study, already filled"), "F4"),
    Key("report", "f5,r,ctrl+r", N_("report"),
        N_("Note that the summary was reported to the branch"), "F5"),
    _BY_ID["edit"],
    Key("spent", "f7,s,space,ctrl+g", N_("mark day"),
        N_("Mark the day: study, meetings, front line"), "F7"),
    Key("meeting", "f8,m,ctrl+l", N_("meeting"), N_("Write a meeting's page"), "F8"),
    Key("write", "f10,w,ctrl+w", N_("note"), N_("Write a note"), "F10"),
    _with_keys("import", "f11,ctrl+k"), _BY_ID["new"], _BY_ID["remove"],
    *PLACES, *(key for key in ALWAYS if key.id != "filter"),
)  # fmt: skip
"""All keys of the Diary screen."""

ROUTE: Final = (
    _BY_ID["visit"], _BY_ID["issue"], _BY_ID["edit"],
    Key("print", "f4,x,ctrl+s", N_("print"), N_("Write the route into a file to be printed"), "F4"),
    _BY_ID["import"],
    *PLACES, *ALWAYS,
)  # fmt: skip
"""All keys of the route."""

TRASH: Final = (
    Key("restore", "f2,e,ctrl+s", N_("restore"), N_("Take it out of the trash"), "F2"),
    _BY_ID["import"],
    *PLACES, *ALWAYS,
)  # fmt: skip
"""All keys of the trash."""

DUPLICATES: Final = (
    Key("merge", "f2,m,ctrl+s", N_("make one"), N_("Make one of them; what happens is said first"),
        "F2"),
    _BY_ID["edit"], _with_keys("visit", "v,ctrl+o"), _with_keys("import", "f11,ctrl+k"),
    *PLACES, *ALWAYS,
)  # fmt: skip
"""All keys of the households that stand in the book twice."""

MOVING: Final = (
    ("1-7", N_("go to a screen")),
    ("Tab", N_("go between list and story")),
    ("Enter", N_("read the whole story")),
    ("Esc", N_("back; take the filter away")),
    ("PgUp PgDn Home End", N_("move by pages")),
)
"""Keys that widgets have of their own, for the help."""


def bindings(keys: Iterable[Key]) -> list[Binding]:
    """Textual's bindings for rows of the table; the act's name is the binding's id."""
    return [Binding(key.keys, f"act('{key.id}')", key.label, id=key.id, show=False) for key in keys]


def tab_bindings() -> list[Binding]:
    """A digit for each screen, full-width twins too."""
    twins = "１２３４５６７"  # an input method in full-width mode sends these
    return [
        Binding(
            f"{digit},{twins[digit - 1]}", f"act('tab_{name}')", TABS[name],
            id=f"tab_{name}", show=False,
        )
        for digit, name in enumerate(TABS, 1)
    ]  # fmt: skip
