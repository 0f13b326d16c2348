"""What the lists of names behind the figures are called, and a household that is not settled yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fieldbook.i18n import N_, _, in_every_language

TITLES: Final[Mapping[str, str]] = {
    "units": N_("Figures of the units"),
    "without_core": N_("Groups without a core group"),
    "not_surveyed": N_("Groups not surveyed this time"),
    "type_3": N_("Groups of type 3"),
    "type_2": N_("Groups of type 2"),
    "type_1": N_("Groups of type 1"),
    "type_3_twice": N_("Type 3 twice running"),
    "weaker": N_("Groups weaker than before"),
    "leaders_untrained": N_("Leaders not trained"),
    "key_untrained": N_("Key members not trained"),
    "not_visited": N_("Groups not visited in time"),
    "overdue": N_("Households not visited in time"),
    "untold": N_("Households not told of a task"),
    "no_advanced": N_("Not linked to an advanced group"),
    "no_lagging": N_("Not linked to a lagging group"),
    "key_points": N_("Key points taken on"),
    "without_plan": N_("Groups without a plan for today"),
    "learned": N_("Learned from the people"),
    "posts": N_("Changes of leaders and posts"),
    "red_flags": N_("Red flags of groups"),
    "came": N_("Groups at on-site meetings"),
    "by_cadre": N_("Work the cadre did for people"),
    "checked": N_("What follow-ups found"),
    "relapsed": N_("Relapses"),
    "referral_desk": N_("Referral desk"),
}
"""A list's code → its title."""


def title_of(code: str) -> str:
    """A list's title."""
    return _(TITLES[code])


def list_meant(word: str) -> str:
    """The list a word stands for: its code, or its title in any language; else nothing."""
    plain = word.strip().casefold()
    if plain.replace("-", "_") in TITLES:
        return plain.replace("-", "_")
    shown = ((code, each) for code, title in TITLES.items() for each in in_every_language(title))
    return next((code for code, each in shown if each.casefold() == plain), "")


def unsettled(name: str) -> str:
    """A household as it was written, asked about: which one is meant is not settled."""
    return _("{name}?").format(name=name) if name else ""
