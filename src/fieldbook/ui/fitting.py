"""Whether the settings fit the screens: what only they can tell, before any is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from textual.theme import BUILTIN_THEMES

from fieldbook.settings import BadSettings, Settings, settings_path
from fieldbook.ui import keys

DEFAULT_THEME: Final = "textual-dark"


def require_fitting(settings: Settings) -> None:
    """Refuse a theme there is not, and keys for an act there is not.

    Raises:
        BadSettings: naming what there is, the likeliest first.
    """
    if settings.theme and settings.theme not in BUILTIN_THEMES:
        raise _unknown("unknown_theme", settings.theme, BUILTIN_THEMES)
    acts = known_acts()
    for each in settings.keys:
        if each not in acts:
            raise _unknown("unknown_act", each, acts)


def known_acts() -> frozenset[str]:
    """The name of every act that has keys, on whatever screen."""
    tables = (each for each in vars(keys).values() if isinstance(each, tuple))
    acts = (row.id for table in tables for row in table if isinstance(row, keys.Key))
    return frozenset((*acts, *(str(each.id) for each in keys.tab_bindings())))


def _unknown(what: str, name: str, known: Iterable[str]) -> BadSettings:
    import difflib  # only where something is wrong

    listed = sorted(known)
    near = difflib.get_close_matches(name, listed, n=3, cutoff=0.5)
    ordered = dict.fromkeys((*near, *listed))
    return BadSettings(settings_path(), what, name, known=tuple(ordered))
