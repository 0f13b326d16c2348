"""Whom a field means that calls somebody by less than his name: 桂生, 小霞, 老陈, Mr Reed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from fieldbook.papers.latin import is_title, words_of
from fieldbook.papers.name_words import (
    ADDRESSES,
    COMPOUND_SURNAMES,
    FAMILIAR,
    KIN,
    NO_GIVEN_NAMES,
    OFFICES,
    SURNAMES,
)
from fieldbook.papers.scanning import is_han, plain, surname_of
from fieldbook.patterns import pattern

_MORE: Final = frozenset("任向时和党全曾同")
"""Surnames that are everyday words as well."""
_CALLED: Final = "|".join(sorted({*OFFICES, *ADDRESSES}, key=lambda each: (-len(each), each)))
_BEHIND: Final = pattern(
    rf"(.{{1,3}}?)((?:[副老]?(?:{_CALLED}))?(?:{KIN.pattern})?(?:他们|[他她]?家里?|两口子)?)"
)


class Short(NamedTuple):
    """How somebody is called by less than his name."""

    name: str
    """The whole name; empty where it may be several people's."""
    surname: str
    """… and nothing but this is said."""
    rest: str
    """What he is called behind it, such as 叔, or what somebody is to him."""


class Shortened:
    """What is left of the names of a book, and whom it means."""

    def __init__(self, people: Iterable[str], surely: Collection[str]) -> None:
        """Take apart the names of people; those that are ``surely`` somebody's whole name mean nobody else."""
        self._surely = frozenset(map(plain, surely))
        self._whose: dict[str, str] = {}
        for name in dict.fromkeys(people):
            for left in self._left_of(name):
                known = self._whose.setdefault(left, name)
                self._whose[left] = name if known == name else ""

    def _left_of(self, name: str) -> set[str]:
        whole = plain(name)
        if not whole or "某" in name or not (has_surname(whole) or whole in self._surely):
            return set()
        if is_han(whole[0]):
            given = whole[len(surname_of(whole)) :]
            no_name = len(given) > 2 or given in NO_GIVEN_NAMES or not all(map(is_han, given))
            return {given} if given and not no_name else set()
        # Nobody is called by less than his name with all of it: O'Neil is one word, and its parts.
        return {plain(each) for each in words_of(name) if not is_title(each)} - {_untitled(name)}

    def of(self, name: str) -> Short | None:
        """Whom a name means that is less than one; nobody where it may be a whole name."""
        whole = plain(name)
        if not whole or whole in self._surely:
            return None
        return self._of_chinese(whole) if is_han(whole[0]) else self._of_words(name)

    def _of_chinese(self, whole: str) -> Short | None:
        bare = whole[1:] if whole[0] in FAMILIAR else ""
        for words in filter(None, (whole, bare)):  # 小明 is 王小明 rather than 明
            called = _BEHIND.fullmatch(words)
            core, rest = (called[1], called[2]) if called else ("", "")
            if core in self._whose and (len(core) == 2 or rest or words is bare):
                either = core in SURNAMES  # 林姐 may be 李林, or a 林 by surname
                return Short("" if either else self._whose[core], "", rest)
            alone = core in COMPOUND_SURNAMES or (len(core) == 1 and has_surname(core))
            if alone and (rest or words is bare):
                return Short("", core, rest)
        return None

    def _of_words(self, name: str) -> Short | None:
        whole = _untitled(name)
        return Short(self._whose[whole], "", "") if whole in self._whose else None


def _untitled(name: str) -> str:
    """A Latin name as it is looked for, without Mr and Uncle."""
    return plain("".join(each for each in name.split() if not is_title(each.strip("."))))


def has_surname(whole: str) -> bool:
    """Whether a name begins with a surname, as far as surnames are known; one in other letters does."""
    return not is_han(whole[0]) or (
        whole[0] in SURNAMES or whole[0] in _MORE or whole[:2] in COMPOUND_SURNAMES
    )
