"""What is the same for many tests of one process is made once, and lent: nobody changes it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import pytest
from textual.css.stylesheet import Stylesheet

from fieldbook import demo

P = ParamSpec("P")
T = TypeVar("T")

the_past = demo._the_past
"""What works the past of the sample village out, by some two hundred acts."""
parse_rules = Stylesheet._parse_rules
"""What reads a style sheet."""


def leave_what_was_loaded() -> None:
    """Let the collector look no more through what stays to the end, and less often at the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 10)


def lend(patch: pytest.MonkeyPatch) -> None:
    """Lend every village its past, whose records are frozen, and every app its parsed sheets."""
    patch.setattr(
        demo, "_the_past", kept(the_past, key=lambda now, habits, words: (now, habits, id(words)))
    )
    patch.setattr(Stylesheet, "_parse_rules", kept(parse_rules, key=_sheet))


def kept(make: Callable[P, T], key: Callable[P, object]) -> Callable[P, T]:
    """A function that makes one thing of a key once."""
    made: dict[object, T] = {}

    def given(*args: P.args, **rest: P.kwargs) -> T:
        at = key(*args, **rest)
        if at not in made:
            made[at] = make(*args, **rest)
        return made[at]

    return given


def _sheet(sheet: Stylesheet, *css: object, **rest: object) -> object:
    """What the rules of a sheet depend on: its text, where it stands, and the theme's values."""
    return css, *rest.items(), *sheet._variables.items()
