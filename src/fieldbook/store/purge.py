"""Purging: erasing a household or a removed record for good, from every file of the book.

The one deliberate way to lose something. The book itself comes last: a purge that is interrupted can
be repeated, because the book still knows what was to go.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec

from fieldbook.domain.errors import StoreError, Unfinished
from fieldbook.domain.merge.asking import ASKED
from fieldbook.domain.merge.plan import ERASED
from fieldbook.domain.records import (
    BY_TABLE,
    Diary,
    Experience,
    FollowUp,
    Household,
    Issue,
    Link,
    Plan,
    Record,
    Solution,
    Stay,
    Survey,
    Visit,
)
from fieldbook.domain.references import IN_PARTS, REFERENCES
from fieldbook.domain.shelf import Shelf
from fieldbook.domain.texts import texts_of
from fieldbook.files import write_whole
from fieldbook.store.beside import files_beside, is_of_lines, text_in
from fieldbook.store.drafts import Drafts, read_draft_file
from fieldbook.store.inbox import text_of
from fieldbook.store.journal import JournalDB
from fieldbook.store.keys import MAGIC
from fieldbook.store.meetings import BRANCH, PARTNERS, act_without, asked_without
from fieldbook.store.plain import Codec, PlainCodec

Document = Mapping[str, Any]
Writes = dict[str, dict[int, Document | None]]
_BELONGS: Final = "branch"
"""Under which name a book keeps to which branch it belongs."""
_PLAIN: Final = PlainCodec()
_SHORTEST: Final = 4
"""Characters from which a line of text is so much its own that a file holding it holds the record."""
_OWN: Final = 8
"""Characters from which a line that stands in another record was taken from this one."""
_ABOUT_FILES: Final = frozenset({"take_in", "restore_backup"})
"""Acts that are called after a file, not after anybody's words."""


class Doomed(NamedTuple):
    """What goes for good when a record does."""

    records: tuple[Record, ...]
    """The record, and what hangs on it alone."""
    words: tuple[bytes, ...]
    """By what a file that cannot be read as a book is told to hold it."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the records that go."""
        return frozenset(each.id for each in self.records)


def doomed_with(shelf: Shelf, record: Record) -> Doomed:
    """The record and what would be left hanging: visits, issues and their solutions, a group's surveys.

    What was written up of them goes too: an experience begins with the words of the household.
    """
    found: dict[str, Record] = {record.id: record}
    everything = list(shelf.everything())
    if isinstance(record, Household):
        found |= {each.id: each for each in everything if _was_the_same(each, record)}
    found |= {each.id: each for each in everything if _hangs_on(each, frozenset(found))}
    for each in everything:
        if isinstance(each, Solution) and set(each.issues) <= found.keys():
            found[each.id] = each
    for each in everything:
        if isinstance(each, FollowUp) and (
            (each.solution or each.group) in found or _is_of_none_but(each.relapsed_issues, found)
        ):
            found[each.id] = each
    for each in everything:
        if isinstance(each, Experience) and (each.visit in found or each.solution in found):
            found[each.id] = each  # it was begun with their words, which stand in it
    pages = (each for each in everything if isinstance(each, Diary))
    found |= {each.id: each for each in pages if _tells_of_none_but(each, found)}
    return Doomed(tuple(found.values()), tuple(_words(found.values())))


def _hangs_on(each: Record, ids: Collection[str]) -> bool:
    """Whether a record is about one of these and no other: it would be left about nothing."""
    if isinstance(each, (Visit, Issue)):
        return (each.household or (not each.household_text and each.group)) in ids
    if isinstance(each, Link):
        return each.group in ids or (not each.committee and each.member in ids)
    return isinstance(each, (Survey, Stay, Plan)) and each.group in ids


def _is_of_none_but(relapsed: Collection[str], ids: Collection[str]) -> bool:
    """Whether a follow-up tells of the relapse of nothing that stays.

    It goes altogether: naming no issue at all, it would tell of all that its solution is for.
    """
    return bool(relapsed) and all(each in ids for each in relapsed)


def _tells_of_none_but(page: Diary, ids: Collection[str]) -> bool:
    """Whether minutes hold no matter but such as go, and no other word."""
    says_more = page.text or page.topic or page.attendees or not page.matters
    return not says_more and all(each.issue in ids or each.task in ids for each in page.matters)


def mentions(shelf: Shelf, doomed: Doomed) -> tuple[list[Record], list[Record]]:
    """Records that stay: in whose words a household that goes is named, then where only a line that goes stands."""
    heads = {each.head for each in doomed.records if isinstance(each, Household)}
    said = {line for each in doomed.records for text in texts_of(each) for line in text.split("\n")}
    lines = {line for line in said if len(line) >= _OWN}
    naming: list[Record] = []
    alike: list[Record] = []
    for each in shelf.everything():
        if each.id in doomed.ids:
            continue
        texts = "\n".join(texts_of(each))
        if any(head in texts for head in heads):
            naming.append(each)
        elif any(line in texts for line in lines):
            alike.append(each)
    return naming, alike


def _was_the_same(each: Record, household: Household) -> bool:
    """Whether it is a duplicate in the trash: what merging leaves behind tells of the household too."""
    if not isinstance(each, Household) or each.removed_at is None or each.head != household.head:
        return False
    pairs = ((each.address, household.address), (each.phone, household.phone))
    return any(mine and mine == other for mine, other in pairs)


def _words(records: Iterable[Record]) -> Iterator[bytes]:
    for record in records:
        yield record.id.encode()
        if isinstance(record, Household):
            yield record.head.encode()
        for text in texts_of(record):
            yield from (_as_stored(line) for line in text.split("\n") if len(line) >= _SHORTEST)


def _as_stored(line: str) -> bytes:
    """A line of text as it stands in a JSON file."""
    return msgspec.json.encode(line)[1:-1]


def files_holding(book_path: Path, doomed: Doomed, codec: Codec = _PLAIN) -> tuple[Path, ...]:
    """The files beside the book in which something of it stands, backups included."""
    real = Path(os.path.realpath(book_path))
    discarded = Drafts(real).discarded
    return tuple(
        path
        for path in files_beside(real)
        if _holds(path, doomed, codec)
        or (path.parent == discarded and _is_earlier(path, doomed, codec))
    )


def _is_earlier(path: Path, doomed: Doomed, codec: Codec) -> bool:
    """Whether a discarded draft is an earlier wording of what goes: written on the same place."""
    draft = read_draft_file(path, codec)
    if draft is None:
        return True  # a piece of something: it may break off within any word
    said = "\n".join(str(each) for each in draft.fields.values())
    return any(
        draft.form == record.kind
        and (draft.target in _places(record) or _share_words(said, "\n".join(texts_of(record))))
        for record in doomed.records
    )


def _places(record: Record) -> frozenset[str]:
    """The ids of what a form for such a record is opened on."""
    fields = ("household", "group", "visit", "solution", "issue")
    found = {record.id, *(getattr(record, each, "") for each in fields)}
    return frozenset((found | set(getattr(record, "issues", ()))) - {""})


def _share_words(one: str, other: str) -> bool:
    """Whether a piece of one text, too long to be there by chance, stands in the other."""
    pieces = {one[at : at + _SHORTEST] for at in range(len(one) - _SHORTEST + 1)}
    return any(each in other for each in pieces if "\n" not in each and " " not in each)


def goes_altogether(book_path: Path, path: Path, codec: Codec = _PLAIN) -> bool:
    """Whether a file is removed, and not only rid of what goes: a draft, or one that is no book."""
    return not is_of_lines(book_path, path) and _tables_in(path, codec) is None


def _holds(path: Path, doomed: Doomed, codec: Codec) -> bool:
    if "-torn-" in path.name or path.name.startswith("."):
        return True  # a piece of something that was never saved: it may break off within any word
    try:
        data = text_in(path.read_bytes(), codec)
    except OSError:
        return False
    # What was encrypted with a key that is gone may hold anything, and is of no use to anybody.
    return data is None or any(word in data for word in doomed.words)


def purge(db: JournalDB, book_path: Path, doomed: Doomed, files: Iterable[Path]) -> None:
    """Erase it: first from the files beside the book, then from the book, its acts and its log.

    Raises:
        Unfinished: the disk refused; it says from where it is gone, and where it still stands.
            Doing it again goes on there.
    """
    codec = db.journal.codec
    # Those that go altogether make room.
    left = sorted(files, key=lambda path: not goes_altogether(book_path, path, codec))
    done: list[Path] = []
    try:
        for path in tuple(left):
            _purge_file(book_path, path, doomed, codec)
            done.append(left.pop(0))
        tables = {name: db.rows(name) for name in db.tables()}
        db.commit(writes_without(tables, doomed.ids) | _remembered(tables, doomed))
        db.checkpoint()
    except (OSError, StoreError) as error:
        names = [str(each) for each in done], [str(each) for each in (*left, book_path)]
        raise Unfinished(book_path, done=names[0], left=names[1], why=error) from error


def _purge_file(book_path: Path, path: Path, doomed: Doomed, codec: Codec) -> None:
    if is_of_lines(book_path, path):
        _purge_lines(path, doomed, codec)
    else:
        _purge_copy(path, doomed, codec)


def _purge_copy(path: Path, doomed: Doomed, codec: Codec) -> None:
    """Write a copy of the book anew without it; a file that is none goes altogether."""
    tables = _tables_in(path, codec)
    if tables is None:
        path.unlink(missing_ok=True)
        return
    writes = writes_without(tables, doomed.ids) | _remembered(tables, doomed)
    for table, rows in writes.items():
        for number, document in rows.items():
            if document is None:
                del tables[table][number]
            else:
                tables[table][number] = dict(document)
    text = msgspec.json.encode(tables)
    is_locked = path.read_bytes().startswith(MAGIC)
    write_whole(path, b"".join(codec.encode_file([text])) if is_locked else text)


def _tables_in(path: Path, codec: Codec) -> dict[str, dict[int, dict[str, Any]]] | None:
    """The tables of a whole copy of a book; ``None`` where the file is none."""
    try:
        data = path.read_bytes()
        text = codec.decode_file(data) if data.startswith(MAGIC) else data
        tables = msgspec.json.decode(text, type=dict[str, dict[int, dict[str, Any]]])
    except (OSError, msgspec.MsgspecError, ValueError):
        return None
    return tables if "meta" in tables else None


def _remembered(tables: Mapping[str, Mapping[int, Document]], doomed: Doomed) -> Writes:
    """In a book of a branch: that these ids were erased, so that no exchange brings them back.

    What is kept of the branch's matters is ids alone, but for what members asked for.
    """
    rows = tables.get(BRANCH, {})
    at = {row.get("name"): number for number, row in rows.items()}
    if _BELONGS not in at:
        return {}
    writes: dict[int, Document | None] = {}
    number = at.get(ERASED, max(rows) + 1)
    known = rows.get(number, {}).get("value") or ()
    also = {other for each in doomed.records if each.merged for other in each.merged.also}
    writes[number] = {"name": ERASED, "value": sorted({*known, *doomed.ids, *also})}
    if ASKED in at:
        left = asked_without(rows[at[ASKED]]["value"], doomed.ids)
        writes[at[ASKED]] = {"name": ASKED, "value": left}
    return {BRANCH: writes}


def _purge_lines(path: Path, doomed: Doomed, codec: Codec) -> None:
    lines = path.read_bytes().split(b"\n")
    kept = [
        line for line in lines if not any(word in text_of(line, codec) for word in doomed.words)
    ]
    write_whole(path, b"\n".join(kept))


def writes_without(tables: Mapping[str, Mapping[int, Document]], ids: frozenset[str]) -> Writes:
    """What must be written so that tables hold nothing of these records any more."""
    writes: Writes = {}
    for table, rows in tables.items():
        for number, document in rows.items():
            cleaned = _cleaned(table, document, ids)
            if cleaned is not document:
                writes.setdefault(table, {})[number] = cleaned
    return writes


def _cleaned(table: str, document: Document, ids: frozenset[str]) -> Document | None:
    """The document without what goes: itself where nothing does, ``None`` where all of it goes."""
    if table in BY_TABLE:
        return None if document.get("id") in ids else _unpointed(table, document, ids)
    if table == "acts":
        return _act_without(act_without(document, ids), ids)
    if table == PARTNERS:
        return _partner_without(document, ids)
    if table == BRANCH:
        return document  # whose the books are, by ids alone: without it nobody is exchanged with
    text = json.dumps(document, ensure_ascii=False)
    return None if any(each in text for each in ids) else document


def _partner_without(row: Document, ids: frozenset[str]) -> Document:
    """What is known of a partner, without what it has of those that go; the numbers of bundles stay.

    A number that was given twice would be taken for the bundle that had it first.
    """
    known, pending = row.get("known", {}), row.get("pending", {})
    if ids.isdisjoint(known) and all(map(ids.isdisjoint, pending.values())):
        return row
    left = {number: _left(sent, ids) for number, sent in pending.items()}
    return {**row, "known": _left(known, ids), "pending": left}


def _left(documents: Mapping[str, str], ids: frozenset[str]) -> dict[str, str]:
    return {each: said for each, said in documents.items() if each not in ids}


def _unpointed(table: str, document: Document, ids: frozenset[str]) -> Document | None:
    """A document without its references to what goes; ``None`` where it tells of nothing else."""
    fields: dict[str, Any] = {}
    if table == FollowUp.table and _is_of_none_but(document.get("relapsed_issues", ()), ids):
        return None
    for name in REFERENCES.get(BY_TABLE[table].kind, {}):
        value = document.get(name)
        if isinstance(value, str) and value in ids:
            fields[name] = ""
        elif isinstance(value, list) and not ids.isdisjoint(value):
            fields[name] = [each for each in value if each not in ids]
    for name, parts in IN_PARTS.get(BY_TABLE[table].kind, {}).items():
        value = document.get(name) or []
        kept = [each for each in value if not _is_part_of(each, parts, ids)]
        if len(kept) < len(value):
            fields[name] = kept
            if not kept and not any(document.get(each) for each in ("text", "topic", "attendees")):
                return None
    whom = document.get("whom")
    if isinstance(whom, dict) and whom.get("id") in ids:
        fields["whom"] = {**whom, "id": "", "name": "—"}
    return {**document, **fields} if fields else document


def _is_part_of(part: object, fields: Iterable[str], ids: frozenset[str]) -> bool:
    """Whether a part of a record is about what goes; its words go with it."""
    return isinstance(part, dict) and any(part.get(name) in ids for name in fields)


def _act_without(row: Document, ids: frozenset[str]) -> Document | None:
    images = row.get("images", {})
    kept: dict[str, dict[str, Any]] = {}
    changed = touched = False
    for table, records in images.items():
        for record_id, document in records.items():
            if record_id in ids:
                changed = touched = True
                continue
            cleaned = document and _unpointed(table, document, ids)
            changed = changed or cleaned is not document
            if document is not None and cleaned is None:
                touched = True
                continue  # nothing in its place would read as: the act made it
            kept.setdefault(table, {})[record_id] = cleaned
    if not changed:
        return row
    if not kept:
        return None
    about = row.get("about", "") if not touched or row.get("verb") in _ABOUT_FILES else ""
    count = sum(len(records) for records in kept.values())
    return {**row, "images": kept, "about": about, "count": count}
