"""The records of a book, read a table in one go."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from functools import partial
from typing import Final

import msgspec

from fieldbook.domain.records import BY_TABLE, Record
from fieldbook.store.codec import are_sound, decode_rows, freeze_stamps
from fieldbook.store.journal import JournalDB
from fieldbook.store.rows import AsText

BESIDE: Final = ("acts", "meta", "partners", "branch", "set_aside")
"""The tables of a book that hold no records."""


def read_whole(record_type: type[Record], text: msgspec.Raw) -> Mapping[int, Record]:
    """A table's records by their numbers, where every row holds known fields of the right types alone.

    What is impossible all the same is among them: see :func:`.codec.are_sound`.
    """
    found: dict[int, Record] = msgspec.json.decode(text, type=dict[int, record_type])  # type: ignore[valid-type]
    freeze_stamps(found.values())
    return found


def read_at_once(text: bytes) -> Mapping[str, Mapping[int, Record] | msgspec.Raw]:
    """The tables of records typed, as :func:`read_whole` reads each, and those beside them as text.

    All of them in one pass over the text: to divide it into tables first would take another.
    """
    found = msgspec.structs.asdict(msgspec.json.decode(text, type=_book()))
    tables = {name: table for name, table in found.items() if table is not msgspec.UNSET}
    for name in tables.keys() & BY_TABLE:
        freeze_stamps(tables[name].values())
    return tables


@functools.cache
def _book() -> type[msgspec.Struct]:
    """A file as it is read at once; one with another table in it is not."""
    records = {name: dict[int, record_type] for name, record_type in BY_TABLE.items()}  # type: ignore[valid-type]
    kinds = {**records, **dict.fromkeys(BESIDE, msgspec.Raw)}
    fields = [(name, kind | msgspec.UnsetType, msgspec.UNSET) for name, kind in kinds.items()]
    return msgspec.defstruct("Book", fields, forbid_unknown_fields=True)


AS_TEXT: Final = AsText(
    {
        **{table: partial(read_whole, record_type) for table, record_type in BY_TABLE.items()},
        "acts": None,
    },
    read_at_once,
)
"""The tables of which no document need be made to read them, and what reads them."""


def records_in(
    db: JournalDB, record_type: type[Record]
) -> tuple[Mapping[int, Record], Mapping[int, str]]:
    """A kind's records by their numbers, and of the rows that are none the place that is wrong."""
    read = db.read(record_type.table)
    if read is not None and are_sound(record_type, read.values()):
        return read, {}
    return decode_rows(record_type, db.kept(record_type.table))


class Places:
    """Where each record lies in its table, by its id; gathered when it is first asked for."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._read: list[Mapping[int, Record]] = []

    def add(self, read: Mapping[int, Record]) -> None:
        """Know the records of a table, each by the number of its row."""
        self._read.append(read)

    def get(self, record_id: str) -> int | None:
        """The number of a record's row; ``None`` where the book has no such record."""
        return self._all().get(record_id)

    def __setitem__(self, record_id: str, number: int) -> None:
        self._all()[record_id] = number

    def forget(self, record_id: str) -> None:
        """A record is no longer in its table."""
        self._all().pop(record_id, None)

    def _all(self) -> dict[str, int]:
        for read in self._read:
            self._known.update({record.id: number for number, record in read.items()})
        self._read.clear()
        return self._known
