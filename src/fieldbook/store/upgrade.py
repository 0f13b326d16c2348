"""Older and newer books: the format number in table ``meta``, and the steps from one to the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeGuard

from fieldbook import __version__
from fieldbook.domain.errors import TooNew
from fieldbook.domain.notices import Notice
from fieldbook.domain.records import BY_TABLE
from fieldbook.store.backup import keep_present
from fieldbook.store.journal import JournalDB
from fieldbook.store.records import FORMAT

Document = dict[str, Any]
Step = Callable[[str, Document], Document]
"""One document of a table in the next format; the document given must not be changed."""

STEPS: Final[Mapping[int, Step]] = {}
"""Format → the step to the next. Format 1 is the first; every later one adds its step here."""


_SHOWN: Final = 40
"""Signs of what is no number that are enough to see it is none."""


def format_of(db: JournalDB) -> int:
    """The book's format; a book nobody wrote in yet has the newest.

    One whose number cannot be read is taken for the newest too: whatever does not fit, it is found.
    """
    found = _number(db)
    return found if _is_number(found) else FORMAT


def wrong_format(db: JournalDB) -> str | None:
    """What stands where the format's number should, when it is none."""
    rows = db.rows("meta")
    found = _number(db)
    return None if not rows or _is_number(found) else str(found)[:_SHOWN]


def _number(db: JournalDB) -> Any:
    rows = db.rows("meta")
    return rows[min(rows)].get("format") if rows else None


def _is_number(found: object) -> TypeGuard[int]:
    return isinstance(found, int) and not isinstance(found, bool) and found >= 1


def check_format(db: JournalDB, path: Path, *, known: int = FORMAT) -> int:
    """The book's format.

    Raises:
        TooNew: a newer fieldbook wrote it; it may be read, but not written in.
    """
    found = format_of(db)
    if found > known:
        raise TooNew(path, found=found, known=known)
    return found


def upgrade(
    db: JournalDB,
    path: Path,
    *,
    clock: Callable[[], dt.datetime],
    steps: Mapping[int, Step] = STEPS,
    known: int = FORMAT,
) -> tuple[Notice, ...]:
    """Bring an older book to the format of this program, after a backup, all of it or nothing.

    The before-images of past acts are brought along, so that undo still works.

    Raises:
        TooNew: a newer fieldbook wrote it.
    """
    found = check_format(db, path, known=known)
    if found == known:
        return ()
    kept = keep_present(db, path, clock(), f"format-{found}")
    writes: dict[str, dict[int, Mapping[str, Any] | None]] = {
        table: {
            doc_id: _stepped(table, document, found, known, steps)
            for doc_id, document in db.rows(table).items()
        }
        for table in BY_TABLE
    }
    writes["acts"] = {
        doc_id: _act_stepped(row, found, known, steps) for doc_id, row in db.rows("acts").items()
    }
    meta = db.rows("meta")
    made_by = f"fieldbook {__version__}"
    writes["meta"] = {min(meta): {**meta[min(meta)], "format": known, "made_by": made_by}}
    db.commit({table: rows for table, rows in writes.items() if rows})
    return (Notice("upgraded", {"found": found, "known": known, "kept": str(kept)}),)


def _stepped(
    table: str, document: Document, found: int, known: int, steps: Mapping[int, Step]
) -> Document:
    for number in range(found, known):
        document = steps[number](table, document)
    return document


def _act_stepped(row: Document, found: int, known: int, steps: Mapping[int, Step]) -> Document:
    images = {
        table: {
            record_id: document and _stepped(table, document, found, known, steps)
            for record_id, document in records.items()
        }
        for table, records in row.get("images", {}).items()
    }
    return {**row, "images": images}
