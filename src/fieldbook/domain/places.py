"""Whom and where a text means, by the names that people use for a household."""

from __future__ import annotations

import re
from typing import Final

from fieldbook.domain import folding
from fieldbook.domain.given_first import given_first
from fieldbook.domain.records import Group, Household
from fieldbook.domain.shelf import Shelf
from fieldbook.patterns import pattern

_HOME: Final = pattern(r"(?:的)?(?:家里|家中|家|户)$")
_PARTS: Final = pattern(r"[、，,;；\s]+")
_BRACKETS: Final = pattern(r"(.+?)[(（]([^()（）]+)[)）]")


class Places:
    """The households by their names, for many questions one after the other.

    Understood are ``#12``, a head's name, a code, and either of them behind the group's name:
    ``3组11号``, ``3组/陈桂生``, ``陈桂生（3组）``, ``陈桂生家``.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._ids: dict[str, set[str]] = {}
        for each in shelf.every(Household):
            for name in _names(shelf, each):
                self._ids.setdefault(name, set()).add(each.id)

    @staticmethod
    def of(shelf: Shelf) -> Places:
        """Those of the shelf, made anew only after a change."""
        return shelf.remember("places", (Household, Group), lambda: Places(shelf))

    def household(self, text: str, where: str = "") -> str:
        """The id of the one household a text names; empty where it names none, or more than one.

        Args:
            text: as it was written.
            where: what else is said of the place; where it names a group, it is in no other.
        """
        ids = self.households(text, where)
        return next(iter(ids)) if len(ids) == 1 else ""

    def households(self, text: str, where: str = "") -> set[str]:
        """The ids of all households that may be meant."""
        if not self._ids:
            return set()
        name, bracket = _parted(text)
        ids = self._found(text) or (self._found(name) if name else set())
        for place in (where, *_PARTS.split(bracket)):
            if among := {each.id for each in self._shelf.groups_named(place)} if place else set():
                ids = {each for each in ids if self._group(each) in {*among, ""}}
        if len(ids) > 1 and where:
            ids = ids & self._found(where) or ids
        return ids

    def group(self, text: str) -> str:
        """The id of the one group a text names, or an empty text."""
        found = self._shelf.groups_named(text.strip()) if text.strip() else ()
        return found[0].id if len(found) == 1 else ""

    def _found(self, text: str) -> set[str]:
        wanted = _plain(text)
        if number := re.fullmatch(r"#(\d{1,9})", wanted):
            household = self._shelf.by_seq(Household, int(number[1]))
            return {household.id} if household else set()
        texts = (wanted, _HOME.sub("", wanted), _plain(given_first(text)))
        return next((self._ids[each] for each in texts if each in self._ids), set())

    def _group(self, household_id: str) -> str:
        found = self._shelf.find(Household, household_id)
        return found.group if found else ""


def _parted(text: str) -> tuple[str, str]:
    """A name and what stands in brackets behind it; both empty where nothing does."""
    found = _BRACKETS.fullmatch(text.strip())
    return (found[1].strip(), found[2].strip()) if found else ("", "")


def _names(shelf: Shelf, household: Household) -> set[str]:
    called = (household.head, given_first(household.head), household.code)
    own = {name for name in map(_plain, called) if name}
    group = shelf.group_of(household)
    return own | {_plain(group.name) + name for name in own} if group else own


def _plain(text: str) -> str:
    """A name without blanks, slashes and a closing 号 or 户."""
    folded = folding.numbered(folding.key(text))
    return re.sub(r"[\s/]+|(?<=\d)[号户]$", "", folded)
