"""Whether the settings fit the screens: what only they can tell, before any is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from textual.binding import Binding
from textual.theme import BUILTIN_THEMES

from fieldbook.i18n import _
from fieldbook.settings import BadSettings, Settings, line_of, settings_path
from fieldbook.ui.act import Act
from fieldbook.ui.keys import keys_of, shown_keys
from fieldbook.ui.tables import all_tables
from fieldbook.ui.themes import OWN_THEMES

_MOVING: Final = frozenset(("enter", "up", "down", "pageup", "pagedown", "home", "end", "j", "k"))
"""Keys with which one moves about; an act would never hear of them."""


class Clash(NamedTuple):
    """A key that the settings give to an act though it has another meaning on the same screen."""

    act: Act[Any]
    key: str
    other: Act[Any] | None

    def sentence(self) -> str:
        """What is wrong, and what was done about it."""
        other = _(self.other.label) if self.other else _("Moving")
        told = _("The settings want {key} for “{act}”, but it stands for “{other}” already; "
                 "“{act}” keeps its own keys.")  # fmt: skip
        return told.format(key=shown_keys(self.key), act=_(self.act.label), other=other)


def fitting(settings: Settings) -> tuple[Settings, list[BadSettings]]:
    """The settings without a theme there is not, and keys for an act there is not; and what was so.

    What there is is named, the likeliest first.
    """
    wrong: list[BadSettings] = []
    themes = {**OWN_THEMES, **BUILTIN_THEMES}
    if settings.theme and settings.theme not in themes:
        wrong.append(_unknown("unknown_theme", "theme", settings.theme, themes))
        settings = settings._replace(theme="")
    acts = known_acts() if settings.keys else frozenset()
    unknown = [each for each in settings.keys if each not in acts]
    wrong += [_unknown("unknown_act", f"keys.{each}", each, sorted(acts)) for each in unknown]
    fit = {act: keys for act, keys in settings.keys.items() if act in acts}
    return settings._replace(keys=fit), wrong


def known_acts() -> frozenset[str]:
    """The name of every act that has keys, on whatever screen."""
    return frozenset(act.id for acts in all_tables().values() for act in acts)


def fitting_keys(wished: Mapping[str, str]) -> tuple[dict[str, str], list[Clash]]:
    """The keys of the settings as far as no key stands for two acts of a screen; and what clashes."""
    kept = {act: keys for act, words in wished.items() if (keys := _plain(words))}
    clashes: list[Clash] = []
    while (clash := _first_clash(kept)) is not None:
        del kept[clash.act.id]
        clashes.append(clash)
    return kept, clashes


def wrong_keys(wished: Mapping[str, str]) -> list[str]:
    """What cannot be of the keys that are wished for acts, in words."""
    acts = known_acts()
    told = _("There is no act “{act}”; there are: {known}, …")
    unknown = [
        told.format(act=each, known=_(", ").join(_likeliest(each, sorted(acts))[:8]))
        for each in wished
        if each not in acts
    ]
    _kept, clashes = fitting_keys({act: keys for act, keys in wished.items() if act in acts})
    return [*unknown, *(each.sentence() for each in clashes)]


def _plain(words: str) -> str:
    """Keys by Textual's long names, whatever way they are written."""
    keys = ",".join(word.strip() for word in words.split(",") if word.strip())
    made = Binding.make_bindings([Binding(keys, "", "")]) if keys else ()
    return ",".join(each.key for each in made)


def _first_clash(kept: Mapping[str, str]) -> Clash | None:
    for acts in all_tables().values():
        owner: dict[str, Act[Any] | None] = dict.fromkeys(_MOVING)
        # Who keeps its own keys goes first: it is the other that has to give way.
        for act in sorted(acts, key=lambda each: each.id in kept):
            for key in keys_of(act, kept).split(","):
                other = owner.setdefault(key, act)
                if other is not act and act.id in kept:
                    return Clash(act, key, other)
    return None


def _unknown(what: str, setting: str, name: str, known: Iterable[str]) -> BadSettings:
    path = settings_path()
    line = line_of(path, setting)
    return BadSettings(path, what, name, line=line, known=_likeliest(name, known))


def _likeliest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """What there is, first what the name was meant for."""
    import difflib  # only where something is wrong

    listed = list(known)
    near = difflib.get_close_matches(name, listed, n=3, cutoff=0.5)
    return tuple(dict.fromkeys((*near, *listed)))
