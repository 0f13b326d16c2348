"""What is the same for many tests of one process is made once, and lent: nobody changes it."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Collection
from inspect import ismethod
from types import SimpleNamespace
from typing import Any, ParamSpec, TypeVar

import pytest
from textual import _callback
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

from fieldbook import demo, i18n
from fieldbook.cli import words
from fieldbook.ui import locking
from tests import styling
from tests.ui import painting

P = ParamSpec("P")
T = TypeVar("T")

the_past = demo._the_past
"""What works the past of the sample village out, by some two hundred acts."""
parser = words.parser
"""What makes the words of the commands."""
parse_rules = Stylesheet._parse_rules
"""What reads a style sheet."""
put_together = Stylesheet.parse
"""What puts the rules of all sheets together: with every kind of widget that is met first."""
count = _callback._count_parameters
"""What counts how much a callback takes, by its whole signature."""


def leave_what_was_loaded() -> None:
    """Let the collector look no more through what stays to the end, and seldom at the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(500_000, 10, 10)
    gc.enable()


def lend(patch: pytest.MonkeyPatch) -> None:
    """Lend every village its past, whose records are frozen, and every app its sheets and styles."""
    patch.setattr(
        demo, "_the_past", kept(the_past, key=lambda now, habits, words: (now, habits, id(words)))
    )
    patch.setattr(words, "parser", kept(parser, key=_commands))
    patch.setattr(os, "fsync", os.fstat)  # what is flushed when: tests/store/test_flushed.py
    patch.setattr(Stylesheet, "_parse_rules", kept(parse_rules, key=_sheet))
    patch.setattr(Stylesheet, "parse", _kept_together({}))
    patch.setattr(Stylesheet, "apply", styling.kept_rules())
    patch.setattr(RuleSet, "__hash__", object.__hash__)  # the same, but no call of Python
    patch.setattr(Screen, "_compositor_refresh", painting.paint_later)
    patch.setattr(_callback, "_count_parameters", _kept_counts({}))
    # What was loaded stays to the end, though a book is let go of; whether it is, one test looks.
    patch.setattr(locking, "gc", SimpleNamespace(unfreeze=lambda: None, collect=lambda: None))


def kept(make: Callable[P, T], key: Callable[P, object]) -> Callable[P, T]:
    """A function that makes one thing of a key once."""
    made: dict[object, T] = {}

    def given(*args: P.args, **rest: P.kwargs) -> T:
        at = key(*args, **rest)
        if at not in made:
            made[at] = make(*args, **rest)
        return made[at]

    return given


def _commands(only: Collection[str] | None = None) -> object:
    """What the words of commands depend on: which are asked for, and the language in use."""
    return type(i18n._current), i18n.language(), None if only is None else frozenset(only)


def _sheet(sheet: Stylesheet, *css: object, **rest: object) -> object:
    """What the rules of a sheet depend on: its text, where it stands, and the theme's values."""
    return css, *rest.items(), *sheet._variables.items()


def _kept_together(known: dict[object, tuple[list[RuleSet], dict[str, list[RuleSet]]]]) -> object:
    """Give what puts sheets together once for those that have the same texts and the same values."""

    def parse(sheet: Stylesheet) -> None:
        at = *sheet.source.items(), *sheet._variables.items()
        if at not in known:
            put_together(sheet)
            known[at] = sheet._rules, sheet.rules_map
        sheet._require_parse = False
        sheet._rules, sheet._rules_map = known[at]

    return parse


def _kept_counts(known: dict[object, int]) -> Callable[[Any], int]:
    """Give what counts once for all functions of the same code, such as are made at every key."""

    def counted(func: Any) -> int:
        code = getattr(func, "__code__", None)
        if code is None or hasattr(func, "__wrapped__"):
            return count(func)
        at = code, ismethod(func)
        if at not in known:
            known[at] = count(func)
        return known[at]

    return counted
