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
from fieldbook.store.form import base_of
from fieldbook.store.plain import Codec, PlainCodec
from fieldbook.store.tables import Entry, decode_entry

_LINE: Final = re.compile(rb"[0-9a-f]{8} (\d{1,12}) \d{1,12} (\S.*)")
_PLAIN: Final = PlainCodec()


def is_readable(path: Path, codec: Codec = _PLAIN) -> bool:
    """Whether the JSON file alone is a book, whatever its log says."""
    file = Path(base_of(path) + codec.ending) if codec.ending else path
    try:
        text = codec.decode_file(file.read_bytes())
        msgspec.json.decode(text, type=dict[str, dict[int, dict[str, Any]]])
    except (OSError, ValueError, msgspec.MsgspecError):
        return False
    return True


def salvaged(log_path: Path, codec: Codec = _PLAIN) -> tuple[Record, ...]:
    """Every record that stands in a readable line, as its last line has it.

    Sums are not checked here: a damaged log is damaged by definition, and a record that decodes
    is worth keeping. Whether it is newer than what the book has, its stamps say. Of a locked log
    only those lines count that its reader wrote.
    """
    found: dict[str, Record] = {}
    for entry in _entries(log_path.read_bytes(), codec):
        for table, documents in entry.put.items():
            for document in documents.values():
                if table in BY_TABLE and document is not None:
                    with contextlib.suppress(Unreadable):
                        record = decode(BY_TABLE[table], document)
                        found[record.id] = record
    return tuple(found.values())


def bodies_in(data: bytes, codec: Codec) -> Iterator[bytes]:
    """What the lines of a damaged log say, of those that can be read."""
    framed = (_LINE.fullmatch(line) for line in data.split(b"\n"))
    return codec.decode_odd_lines((int(each[1]), each[2]) for each in framed if each)


def _entries(data: bytes, codec: Codec) -> Iterator[Entry]:
    for body in bodies_in(data, codec):
        with contextlib.suppress(ValueError, msgspec.MsgspecError):
            yield decode_entry(body)
