"""The tables of all screens, for what looks at more than one: palette, keymap, the page of keys."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from fieldbook.ui.act import Acts
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.everywhere import BESIDE, TABS


def screen_class(name: str) -> type[BookScreen]:
    """The class of a screen over the whole book, imported when it is first asked for."""
    found: type[BookScreen] = import_module(f"fieldbook.ui.screens.{name}").SCREEN
    return found


def tables() -> dict[str, Acts[Any]]:
    """The acts of every screen over the whole book, by its name."""
    return {name: screen_class(name).acts for name in (*TABS, *BESIDE)}


def all_tables() -> dict[str, Acts[Any]]:
    """The acts of every screen there is: those over the book, forms, the import's preview, the first start."""
    from fieldbook.ui.forms.form import FIRST, FORM
    from fieldbook.ui.forms.settings import SETTINGS
    from fieldbook.ui.screens.intake import INTAKE

    return {**tables(), "form": FORM, "settings": SETTINGS, "intake": INTAKE, "first": FIRST}
