"""The health test of a book: every record, reference, date, stamp and past act is read and checked.

That log and JSON file fit together, byte for byte, was checked when the book was opened. Nothing is
changed here; :func:`set_aside` is the one repair, and it only moves what cannot be read (where the
format's number cannot be, the present one takes its place).
"""

from __future__ import annotations

import collections
import contextlib
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import msgspec

from fieldbook.domain.changes import PastAct
from fieldbook.domain.checks import CHOICES, whole_problems
from fieldbook.domain.dates import EARLIEST, LATEST
from fieldbook.domain.naming import numbered_again
from fieldbook.domain.records import BY_KIND, BY_TABLE, Frozen, Record
from fieldbook.domain.references import pointed_at
from fieldbook.domain.stamps import is_stamp, milliseconds
from fieldbook.store.codec import Unreadable, decode
from fieldbook.store.journal import JournalDB
from fieldbook.store.meetings import PARTNERS
from fieldbook.store.records import fresh_meta, secret_in
from fieldbook.store.upgrade import wrong_format

SET_ASIDE: Final = "set_aside"
"""The table of documents that could not be read, with where they stood."""
_NO_ACT: Final = (
    msgspec.ValidationError, Unreadable, AttributeError, KeyError, TypeError, ValueError,
)  # fmt: skip
"""What reading a past act that is none comes to."""
_SLACK: Final = dt.timedelta(days=1)
"""A device whose clock ran ahead by less is none to worry about."""


class Fault(NamedTuple):
    """One thing that is wrong, and where."""

    code: str
    """A code of ``fieldbook.sentences_of_files.FAULTS``."""
    kind: str = ""
    seq: int = 0
    """The record's short number; where it cannot be read, its number in the table."""
    where: str = ""
    """The field, or the place within the document."""
    value: str = ""


_END: Final = dt.datetime.combine(LATEST, dt.time(), dt.UTC)
"""No clock of another book goes further: what does is not taken in."""


class _Checked(NamedTuple):
    """A book as far as it can be read."""

    records: dict[str, Record]
    now: dt.datetime
    """The last moment the book can know of: a clock that stands behind makes no entry wrong."""
    met: bool = False
    """Whether it met other books: what their clocks said may lie ahead, what they have may be missing."""


def verify(db: JournalDB, now: dt.datetime) -> tuple[Fault, ...]:
    """Read everything; what is wrong, record by record."""
    met = bool(db.rows(PARTNERS))
    last = _END if met else max([now, *_times_of_acts(db)])
    checked = _Checked({}, last, met)
    faults = [*_of_format(db), *_unreadable(db, checked.records)]
    for record in checked.records.values():
        faults += _of_record(record, checked)
    for kind, again in numbered_again(checked.records.values()).items():
        faults += [Fault("same_number", kind, each.seq) for each in again]
    faults += _of_acts(db, checked.records)
    return tuple(faults)


def _times_of_acts(db: JournalDB) -> Iterator[dt.datetime]:
    for row in db.rows("acts").values():
        with contextlib.suppress(ValueError):
            at = dt.datetime.fromisoformat(str(row.get("at")))
            if at.tzinfo is not None:
                yield at


def _of_format(db: JournalDB) -> Iterator[Fault]:
    wrong = wrong_format(db)
    if wrong is not None:
        yield Fault("format", value=wrong)


def _unreadable(db: JournalDB, records: dict[str, Record]) -> Iterator[Fault]:
    """Documents that are no records; what is one is put in ``records``."""
    for table, record_type in BY_TABLE.items():
        for doc_id, document in db.rows(table).items():
            try:
                record = decode(record_type, document)
            except Unreadable as wrong:
                yield Fault("misfit", record_type.kind, doc_id, wrong.where)
                continue
            if not record.id:
                yield Fault("no_id", record.kind, record.seq)
            elif record.id in records:
                yield Fault("twice", record.kind, record.seq)
            records[record.id] = record


def _of_record(record: Record, checked: _Checked) -> Iterator[Fault]:
    yield from _lost(record, checked)
    yield from _impossible_dates(record, record, checked.now)
    yield from _unknown_codes(record)
    yield from _impossible_stamps(record, checked.now)
    if record.removed_at is not None:
        return  # what was made up for lies in the trash, and is as empty as it can be
    for each in whole_problems(type(record), msgspec.structs.asdict(record), ()):
        yield Fault(each.reason, record.kind, record.seq, each.field, each.value)


def _lost(record: Record, checked: _Checked) -> Iterator[Fault]:
    """References that lead nowhere; in a book that met others they are normal: others have it."""
    for field, kind, target in pointed_at(record):
        found = checked.records.get(target)
        if found is None and checked.met:
            continue
        if found is None:
            yield Fault("lost", record.kind, record.seq, field, target)
        elif kind in BY_KIND and found.kind != kind:
            yield Fault("other_kind", record.kind, record.seq, field, target)


def _impossible_dates(record: Record, part: Frozen, now: dt.datetime) -> Iterator[Fault]:
    for name in part.__struct_fields__:
        value = getattr(part, name)
        if isinstance(value, dt.datetime):
            wrong = value.tzinfo is None or value > now + _SLACK or value.date() < EARLIEST
        elif isinstance(value, dt.date):
            wrong = not EARLIEST <= value <= LATEST
        else:
            several = value if isinstance(value, tuple) else (value,)
            for each in several:
                if isinstance(each, Frozen):
                    yield from _impossible_dates(record, each, now)
            continue
        if wrong:
            yield Fault("impossible_date", record.kind, record.seq, name, value.isoformat())


def _unknown_codes(record: Record) -> Iterator[Fault]:
    for (kind, name), allowed in CHOICES.items():
        if kind != record.kind:
            continue
        attribute = f"{kind}_kind" if name == "kind" else name
        value = getattr(record, attribute)
        for each in value if isinstance(value, tuple) else (value,):
            if each not in ("", None) and each not in allowed:
                yield Fault("unknown_code", kind, record.seq, name, str(each))


def _impossible_stamps(record: Record, now: dt.datetime) -> Iterator[Fault]:
    latest = int((now + _SLACK).timestamp() * 1000)
    if not record.stamps:
        yield Fault("no_stamp", record.kind, record.seq)
    for field, stamp in record.stamps:
        if not is_stamp(stamp) or milliseconds(stamp) > latest:
            yield Fault("impossible_stamp", record.kind, record.seq, field, stamp)


def _of_acts(db: JournalDB, records: Mapping[str, Record]) -> Iterator[Fault]:
    """Past acts: each must be readable, and lead back to records that are there."""
    for doc_id, row in db.rows("acts").items():
        try:
            msgspec.convert(row, PastAct)
            images = _images(row)
        except _NO_ACT:
            yield Fault("act", "", doc_id)
            continue
        if not row.get("whole") and any(each not in records for each in images):
            yield Fault("act_lost", "", doc_id)


def _images(row: Mapping[str, Any]) -> list[str]:
    """The ids of an act's records, each before-image read on the way."""
    ids = []
    for table, images in row["images"].items():
        for record_id, document in images.items():
            ids.append(record_id)
            if document is not None:
                decode(BY_TABLE[table], document)
    return ids


def set_aside(db: JournalDB, now: dt.datetime) -> int:
    """Move documents that cannot be read into a table of their own, whole; how many.

    Of several with one id the one written last stays; one without an id can be nobody's.
    """
    return _move(db, now, (*_records_to_move(db), *_acts_to_move(db), *_meta_to_move(db)))


def set_acts_aside(db: JournalDB, now: dt.datetime) -> int:
    """Move past acts that lead to what is not there, and so cannot be undone; how many."""
    records: dict[str, Record] = {}
    collections.deque(_unreadable(db, records), maxlen=0)
    return _move(db, now, [("acts", each.seq) for each in _of_acts(db, records)])


def _move(db: JournalDB, now: dt.datetime, places: Iterable[_Place]) -> int:
    writes: dict[str, dict[int, Mapping[str, Any] | None]] = {}
    free = db.next_id(SET_ASIDE)
    kept: dict[int, Mapping[str, Any] | None] = {}
    for table, doc_id in places:
        writes.setdefault(table, {})[doc_id] = None
        kept[free + len(kept)] = {
            "table": table, "number": doc_id, "document": db.rows(table)[doc_id],
            "at": now.isoformat(),
        }  # fmt: skip
    if "meta" in writes:
        writes["meta"] |= fresh_meta(secret_in(db))
    if kept:
        db.commit({**writes, SET_ASIDE: kept})
    return len(kept)


_Place = tuple[str, int]
"""A table, and a document's number in it."""


def _records_to_move(db: JournalDB) -> Iterator[_Place]:
    staying: dict[str, tuple[str, _Place]] = {}
    for table, record_type in BY_TABLE.items():
        for doc_id, document in db.rows(table).items():
            try:
                record = decode(record_type, document)
            except Unreadable:
                yield table, doc_id
                continue
            if not record.id:
                yield table, doc_id
                continue
            mine = (max((stamp for _field, stamp in record.stamps), default=""), (table, doc_id))
            other = staying.get(record.id, mine)
            staying[record.id] = max(mine, other)
            if other is not mine:
                yield min(mine, other)[1]


def _acts_to_move(db: JournalDB) -> Iterator[_Place]:
    for doc_id, row in db.rows("acts").items():
        try:
            msgspec.convert(row, PastAct)
            _images(row)
        except _NO_ACT:
            yield "acts", doc_id


def _meta_to_move(db: JournalDB) -> Iterator[_Place]:
    """What should say which format the book is in, where it does not."""
    if wrong_format(db) is not None:
        yield from (("meta", doc_id) for doc_id in db.rows("meta"))
