"""Patterns that are made when they are first asked."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
from re._constants import POSSESSIVE_REPEAT, SUBPATTERN  # type: ignore[import-not-found]
from re._parser import SubPattern, parse  # type: ignore[import-not-found]
from typing import Any

import fieldbook
from fieldbook.patterns import _Later, pattern


def test_a_pattern_answers_like_one_made_at_once() -> None:
    """What is asked of it is answered as ``re`` answers it, the first time and after."""
    ours, theirs = pattern(r"(\d+)组", re.IGNORECASE), re.compile(r"(\d+)组", re.IGNORECASE)
    for _ in range(2):
        for text in ("3组", "第12组", "", "组"):
            assert ours.findall(text) == theirs.findall(text)
            assert ours.sub("x", text) == theirs.sub("x", text)
            assert bool(ours.fullmatch(text)) is bool(theirs.fullmatch(text))
    assert (ours.pattern, ours.flags) == (theirs.pattern, theirs.flags)


def test_every_pattern_of_the_program_can_be_made() -> None:
    """A pattern with a mistake would be noticed only when asked: here each of them is made."""
    for each in pkgutil.walk_packages(fieldbook.__path__, "fieldbook."):
        if not each.name.endswith("__main__"):
            importlib.import_module(each.name)
    gc.unfreeze()  # what was loaded before the tests is hidden from the collector, and from us
    known = [made for made in gc.get_objects() if isinstance(made, _Later)]
    gc.freeze()
    assert len(known) > 80
    for made in known:
        text, flags = made._told
        re.compile(text, flags)
        assert not possesses(parse(text, flags)), f"Python 3.11.2 finds nothing behind it: {text}"


def possesses(part: Any) -> bool:
    """Whether a part that may be missing and is held on to has a group of its own: ``(?:(a)b)?+``."""
    if not isinstance(part, tuple | list | SubPattern):
        return False
    if len(part) == 2 and part[0] is POSSESSIVE_REPEAT and part[1][0] == 0:
        return has_group(part[1][2])
    return any(map(possesses, part))


def has_group(part: Any) -> bool:
    """Whether a part has a group that is asked for."""
    if not isinstance(part, tuple | list | SubPattern):
        return False
    return (len(part) == 2 and part[0] is SUBPATTERN and part[1][0] is not None) or any(
        map(has_group, part)
    )
