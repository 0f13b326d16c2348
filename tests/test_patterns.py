"""Patterns that are made when they are first asked."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
from pathlib import Path
from re._constants import ANY, IN, LITERAL, NOT_LITERAL, POSSESSIVE_REPEAT  # type: ignore[import-not-found]
from re._parser import SubPattern, parse  # type: ignore[import-not-found]
from typing import Any, Final

import fieldbook
from fieldbook.patterns import _Later, pattern

_ONE_SIGN: Final = frozenset({ANY, IN, LITERAL, NOT_LITERAL})


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
        assert not possesses(parse(text, flags)), f"Python 3.11.2 goes wrong there: {text}"


def possesses(part: Any) -> bool:
    """Whether a part holds on to more than one sign at a time: ``(?:ab?)*+``, not ``[ab]*+``."""
    if not isinstance(part, tuple | list | SubPattern):
        return False
    if len(part) == 2 and part[0] is POSSESSIVE_REPEAT:
        first, *more = part[1][2]
        return bool(more) or first[0] not in _ONE_SIGN
    return any(map(possesses, part))


def test_no_pattern_made_while_it_runs_holds_on_to_more_than_one_sign() -> None:
    """What is put together from a delimiter is not among the patterns above."""
    for each in Path(fieldbook.__file__).parent.rglob("*.py"):
        found = re.search(r"\)(?:[?*+]|\{[\d,]*\})\+", each.read_text("utf-8"))
        assert not found, f"Python 3.11.2 goes wrong there: {each.name}: {found}"
