"""What can still be read of a book whose log and JSON file do not fit any more."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from fieldbook.domain.records import BY_TABLE, Record
from fieldbook.store.codec import Unreadable, decode
from fieldbook.store.plain import PlainCodec
from fieldbook.store.tables import Entry, decode_entry

_LINE: Final = re.compile(rb"[0-9a-f]{8} \d{1,12} \d{1,12} (\{.*\})")


def is_readable(path: Path) -> bool:
    """Whether the JSON file alone is a book, whatever its log says."""
    try:
        text = PlainCodec().decode_file(path.read_bytes())
        msgspec.json.decode(text, type=dict[str, dict[int, dict[str, Any]]])
    except (OSError, ValueError, msgspec.MsgspecError):
        return False
    return True


def salvaged(log_path: Path) -> tuple[Record, ...]:
    """Every record that stands in a readable line, as its last line has it.

    Sums are not checked here: a damaged log is damaged by definition, and a record that decodes
    is worth keeping. Whether it is newer than what the book has, its stamps say.
    """
    found: dict[str, Record] = {}
    for entry in _entries(log_path.read_bytes()):
        for table, documents in entry.put.items():
            for document in documents.values():
                if table in BY_TABLE and document is not None:
                    with contextlib.suppress(Unreadable):
                        record = decode(BY_TABLE[table], document)
                        found[record.id] = record
    return tuple(found.values())


def _entries(data: bytes) -> Iterator[Entry]:
    for line in data.split(b"\n"):
        framed = _LINE.fullmatch(line)
        if framed:
            with contextlib.suppress(ValueError, msgspec.MsgspecError):
                yield decode_entry(framed[1])
