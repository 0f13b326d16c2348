"""Keys as a person reads them: in the footer, in the help, in the palette."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

from fieldbook.i18n import N_, _
from fieldbook.ui.act import Act, Acts, Context
from fieldbook.ui.widgets.lines import Hint

TWINS: Final = "１２３４５６７"
"""The digits that an input method in full-width mode sends."""
_SHOWN: Final = {
    "slash": "/", "fullwidth_solidus": "", "question_mark": "?", "fullwidth_question_mark": "",
    "comma": ",", "fullwidth_comma": "", "full_stop": ".", "ideographic_full_stop": "",
    "delete": "Del", "space": "Space", "ideographic_space": "", "asterisk": "*",
    "fullwidth_asterisk": "", "insert": "Ins", "escape": "Esc", "enter": "Enter", "right": "→", "left": "←",
    "ctrl+underscore": "Ctrl+/", "ctrl+slash": "", "ctrl+backslash": "Ctrl+\\",
    "ctrl+right_square_bracket": "Ctrl+]",
    # Old terminals send Shift+F1 to Shift+F12 as F13 to F24.
    **{f"f{number}": "" for number in range(13, 25)},
    **dict.fromkeys(TWINS, ""),
}  # fmt: skip
MOVING: Final = (
    ("1-7", N_("go to a screen")),
    ("j  k", N_("move down and up")),
    ("h  l", N_("go to the list, to the story")),
    ("Tab", N_("go between list and story")),
    ("Enter", N_("read the whole story")),
    ("Esc", N_("back; take the filter away")),
    ("PgUp PgDn Home End", N_("move by pages")),
    ("Shift+↑  Shift+↓", N_("mark lines while moving")),
    ("q", N_("tell which key leaves the book")),
)
"""Keys that move about, for the help."""
TYPING: Final = (
    ("1-9", N_("tick the box of that number, take the name of that number")),
    ("Space", N_("tick or untick the box under the cursor")),
    ("← → ↑ ↓", N_("walk through boxes and offers; Enter takes one, Tab an offer")),
    ("Tab", N_("go on; the only name offered is taken where it is marked")),
    (", ;", N_("take the offered name and type another one")),
    ("Ctrl+U", N_("clear the line before the cursor")),
    ("End", N_("type on behind a marked text, which typing replaces")),
    ("Ctrl+Home Ctrl+End", N_("to the beginning, to the end of a text of several lines")),
    ("+5  -3", N_("that many days from today on or back")),
    (N_("friday"), N_("a day of the week; 11-08, 8 nov and yesterday are days, too")),
    ("+  -", N_("in a field with a day: a day on or back; PgUp PgDn a week")),
)
"""What is typed in the fields of a form, for the help."""


_own: Mapping[str, str] = {}


def use_keys(keymap: Mapping[str, str]) -> None:
    """Name keys so from now on: those of the settings, by their acts."""
    global _own  # noqa: PLW0603  # one process serves one user
    _own = keymap


def key(act: str, on: str = "today") -> str:
    """The key of an act by its name, as the footer of a screen over the book shows it.

    What can be done on every screen stands on Today, too.
    """
    # By its name: screens are drawn with this, and so load it before they are there.
    acts: Acts[Any] = import_module(f"fieldbook.ui.screens.{on}").SCREEN.acts
    return key_of_act(acts[act])


class _Keys(dict[str, object]):
    """What a sentence is told by name; of any other name the key of that act on a screen."""

    def __init__(self, on: str, told: Mapping[str, object]) -> None:
        super().__init__(told)
        self._on = on

    def __missing__(self, act: str) -> str:
        return key(act.rstrip("_"), self._on)  # a name that is Python's own has a stroke behind it


def keys_in(words: str, on: str = "today", **told: object) -> str:
    """A sentence with the keys of the acts it names in braces, and what else it is told."""
    return words.format_map(_Keys(on, told))


def key_of_act(act: Act[Any]) -> str:
    """The key of an act, as the footer shows it."""
    return shown_key(act, _own)


def keys_of(act: Act[Any], keymap: Mapping[str, str]) -> str:
    """An act's keys: those of the settings, else its own."""
    return keymap.get(act.id, act.keys)


def shown_keys(keys: str) -> str:
    """Textual's key names as a person reads them; full-width twins go without saying."""
    return "  ".join(text for text in map(_shown, keys.split(",")) if text)


def _shown(key: str) -> str:
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("shift+"):
        return f"Shift+{_shown(key[6:])}"
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if len(key) > 1 else key


def shown_key(act: Act[Any], keymap: Mapping[str, str]) -> str:
    """An act's first key, as footer and tabs show it."""
    return _shown(keys_of(act, keymap).split(",", maxsplit=1)[0])


def hint(act: Act[Any], at: Context[Any], label: str = "") -> Hint:
    """An act as the footer names it: its first key, greyed where it cannot be done now."""
    return Hint(shown_key(act, at.host.keymap), label or _(act.label), not act.refused(at), act.id)
