"""Households that seem to be the same: same head and same address or phone, never by likeness."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import NamedTuple

from fieldbook.domain.folding import solid
from fieldbook.domain.records import Household
from fieldbook.domain.shelf import Shelf


class Duplicates(NamedTuple):
    """Households that seem to be one, the oldest first."""

    households: tuple[Household, ...]
    by: str
    """What they share besides the head: ``address`` or ``phone``."""


def duplicate_households(shelf: Shelf) -> tuple[Duplicates, ...]:
    """Every set of households with one head and one address, or one head and one phone."""
    found: list[Duplicates] = []
    taken: set[frozenset[str]] = set()
    for by in ("address", "phone"):
        sets: dict[tuple[str, str], list[Household]] = defaultdict(list)
        for each in shelf.every(Household):
            place = solid(getattr(each, by)) if by == "address" else _digits(each.phone)
            if place:
                sets[solid(each.head), place].append(each)
        for same in sets.values():
            ids = frozenset(each.id for each in same)
            if len(same) > 1 and ids not in taken:
                taken.add(ids)
                found.append(Duplicates(tuple(same), by))
    return tuple(found)


def _digits(phone: str) -> str:
    """The phone's own digits: country code, blanks and dashes do not make another phone."""
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", phone))
    return re.sub(r"^(?:0086|86)(?=1\d{10}$)", "", digits)
