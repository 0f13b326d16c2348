"""The records as a search sees them: what they say, what they are called, and where they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from fieldbook.domain import folding
from fieldbook.domain.changes import Change
from fieldbook.domain.naming import day_of, name_of
from fieldbook.domain.records import BY_KIND, Diary, Group, Household, Member, Record
from fieldbook.domain.references import REFERENCES
from fieldbook.domain.shelf import Shelf
from fieldbook.domain.texts import names_of, texts_of, titles_of
from fieldbook.pinyin import spelled
from fieldbook.search.asking import Word

_OTHERS: Final = 2
_RANK: Final[dict[str, int]] = {Group.kind: 0, Household.kind: 1, Member.kind: 1, Diary.kind: 3}
"""Whom one looks for by name, most often, stands first: of hundreds of households of a group, it is
not the last. Diary pages stand behind what they sum up in its own words."""

MINUTES: Final = ("meeting", "minutes", "会议纪要")
"""The words by which minutes are looked for."""


class Entry(NamedTuple):
    """One record as the search sees it."""

    order: tuple[int, int, int]
    """Places and members, the rest, diary pages; each with the newest first: the day and the moment of
    writing, negative."""
    text: str
    names: tuple[str, ...]
    """What pinyin looks through."""
    name: str
    """A place's or a member's own name, folded; empty of any other record."""
    belongs_to: tuple[str, ...]
    record: Record

    def has(self, words: Iterable[Word]) -> bool:
        """Whether it holds every word, in its text or as the pinyin of a name."""
        return all(each.text in self.text or each.names(self.names) for each in words)

    def is_called(self, words: Iterable[Word]) -> bool:
        """Whether its own name holds every word."""
        return all(each.text in self.name or each.names((self.name,)) for each in words)


def best_first(found: Sequence[Entry], words: Iterable[Word]) -> Sequence[Entry]:
    """What was found in order: places and members that are called so before those that belong there."""
    firsts = next((at for at, e in enumerate(found) if e.order[0] >= _OTHERS), len(found))
    first = sorted(found[:firsts], key=lambda each: not each.is_called(words))
    return (*first, *found[firsts:])


def entry_of(shelf: Shelf, record: Record) -> Entry:
    """Make the entry of a record."""
    moment = int(record.created_at.timestamp() * 1000)
    belonging = belongs_to(shelf, record)
    said = (f"#{record.seq}", *texts_of(record), *belonging, *_numbers(record), *_kind(record))
    rank = _RANK.get(record.kind, _OTHERS)
    name = folding.searchable(name_of(record)) if rank < _OTHERS else ""
    order = (rank, -day_of(record).toordinal(), -moment)
    names = (*names_of(record), *titles_of(record), *belonging)
    return Entry(order, folding.searchable(*said), names, name, belonging, record)


def belongs_to(shelf: Shelf, record: Record) -> tuple[str, ...]:
    """The names of the household and the group that a record belongs to."""
    given: Any = record
    household_id, group_id = getattr(given, "household", ""), getattr(given, "group", "")
    home = shelf.living(Household, household_id) if household_id else None
    group_id = group_id or (home.group if home else "")
    group = shelf.living(Group, group_id) if group_id else None
    return tuple(name for name in (home and home.head, group and group.name) if name)


def touched(shelf: Shelf, change: Change) -> Iterator[Record]:
    """The records whose entries a change makes others: those too that belong to what has another name."""
    before, after = change.before, change.after
    yield after
    if before is None or _called(before) != _called(after):
        yield from _belonging(shelf, after)


def _called(record: Record) -> tuple[object, ...]:
    return name_of(record), getattr(record, "group", ""), record.removed_at is None


def _belonging(shelf: Shelf, place: Record) -> Iterator[Record]:
    if not isinstance(place, Household | Group):
        return
    for kind, fields in REFERENCES.items():
        if fields.get(place.kind) == place.kind:
            for each in shelf.pointing(BY_KIND[kind], place.kind, place.id):
                yield each
                yield from _belonging(shelf, each)


def spelled_names(record: Record) -> str:
    """The names, places and titles of a record, as pinyin looks through them."""
    return spelled("\n".join((*names_of(record), *titles_of(record))))


def _kind(record: Record) -> Iterator[str]:
    """What the minutes of a meeting are called, which their words seldom say."""
    if isinstance(record, Diary) and record.diary_kind == "meeting":
        yield from MINUTES


def _numbers(record: Record) -> Iterator[str]:
    """A telephone number whose digits are parted, once more in one piece."""
    phone = getattr(record, "phone", "")
    if phone and not phone.isdecimal():
        yield "".join(filter(str.isdecimal, phone))
