"""Making everything beside a book the form of the book: encrypted beside a locked one, or plain again.

Each file is done by itself, whole or not at all, so that a killed program leaves both kinds; a locked
book reads both, and the next opening goes on where this one stopped.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from fieldbook.files import write_whole
from fieldbook.store.backup import backups_folder, remove_copy
from fieldbook.store.beside import files_beside, is_of_lines, text_in
from fieldbook.store.drafts import Drafts
from fieldbook.store.inbox import line_of, rewrite_lines, text_of
from fieldbook.store.keys import AGE, LINE_MAGIC, MAGIC
from fieldbook.store.plain import Codec, PlainCodec
from fieldbook.store.recovery import digest_of

_UNFINISHED: Final = ("-new", "-restored", "-next", ".part")
"""Endings of what a killed program had not finished; it never was a part of the book."""
_PLAIN: Final = PlainCodec()


def readable_beside(book_path: Path) -> tuple[Path, ...]:
    """The files beside a locked book that anybody can read."""
    return tuple(path for path in files_beside(book_path) if _is_open(book_path, path))


def plain_copies(book_path: Path) -> tuple[Path, ...]:
    """The copies of the book that anybody can read, of those it keeps itself."""
    folder = backups_folder(book_path)
    return tuple(
        path
        for path in files_beside(book_path)
        if path.parent == folder and _is_open(book_path, path)
    )


class Covered(NamedTuple):
    """What became of the files that anybody could read."""

    done: tuple[Path, ...]
    left: tuple[Path, ...]
    """What could not be encrypted."""


def cover(book_path: Path, codec: Codec) -> Covered:
    """Encrypt what anybody can read beside a locked book.

    Only the one writer of the book may.
    """
    found = readable_beside(book_path)
    left = tuple(path for path in found if not _recast(book_path, path, _PLAIN, codec))
    done = (each for each in found if not each.name.endswith(_UNFINISHED))
    return Covered(tuple(each for each in done if each not in left), left)


def recast(book_path: Path, old: Codec, new: Codec) -> tuple[Path, ...]:
    """Write everything beside the book in another form; the files that the old key cannot read.

    Only the one writer of the book may. What has the new form already stays.
    """
    return tuple(path for path in files_beside(book_path) if not _recast(book_path, path, old, new))


def _is_open(book_path: Path, path: Path) -> bool:
    """Whether a file has words that anybody can read."""
    try:
        with path.open("rb") as file:
            data = file.read(len(MAGIC))
            if data == MAGIC or not data:
                return False
            if path.parent in _folders_of_whole_files(book_path):
                return True
            data += file.read()
    except OSError:
        return False
    if is_of_lines(book_path, path):
        return any(not each.startswith(LINE_MAGIC) for each in data.split(b"\n") if each.strip())
    return b"{" in data  # sealed lines of a log, and pieces of them, have none


def _folders_of_whole_files(book_path: Path) -> tuple[Path, ...]:
    drafts = Drafts(book_path)
    return drafts.folder, drafts.discarded, backups_folder(book_path)


def _recast(book_path: Path, path: Path, old: Codec, new: Codec) -> bool:
    """Write one file in the other form; no where it could not be read, or the disk refused."""
    try:
        if path.name.endswith(_UNFINISHED):
            path.unlink(missing_ok=True)
            return True
        if is_of_lines(book_path, path):
            rewrite_lines(path, lambda raw: line_of(text_of(raw, old), new))
            return True
        data = path.read_bytes()
        if path.parent == backups_folder(book_path):
            return _recast_copy(path, data, old, new)
        made = _recast_bytes(data, old, new)
        if made is not None:
            _replace(path, made, is_stray=path.name == Path(os.path.realpath(book_path)).name)
    except OSError:
        return False
    return made is not None


def _replace(path: Path, data: bytes, *, is_stray: bool) -> None:
    """Put the new form in the file's place; a second JSON file gets the name of what is set aside."""
    if not is_stray:
        write_whole(path, data)
        return
    write_whole(path.with_name(f"{path.name}-aside-{digest_of(data)[:8]}"), data)
    path.unlink()


def _recast_copy(path: Path, data: bytes, old: Codec, new: Codec) -> bool:
    """A copy is a book: its name says the form, and what opens it lies beside it."""
    made = _recast_bytes(data, old, new)
    if made is None:
        return False
    base = path.with_name(path.name.removesuffix(AGE))
    for ending, companion in new.companions.items():
        write_whole(base.with_name(base.name + ending), companion)
    target = base.with_name(base.name + new.ending)
    made_at = path.stat()
    write_whole(target, made)
    os.utime(target, ns=(made_at.st_atime_ns, made_at.st_mtime_ns))  # the newest stays the newest
    if target != path:
        path.unlink() if new.ending else remove_copy(path)
    return True


def _recast_bytes(data: bytes, old: Codec, new: Codec) -> bytes | None:
    """The same words in the other form; ``None`` where not all can be read with the old key."""
    text = _tables_in(data, old)
    if text is not None:
        return b"".join(new.encode_file([text]))
    said = text_in(data, old)
    if said is not None:
        return new.encode_note(said)
    return data if text_in(data, new) is not None else None


def _tables_in(data: bytes, codec: Codec) -> bytes | None:
    """The text of a whole copy of a book, without its seal; ``None`` where it is something else."""
    try:
        text = codec.decode_file(data) if data.startswith(MAGIC) else data
        tables = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    except (ValueError, msgspec.MsgspecError):
        return None
    if "meta" not in tables:
        return None
    tables.pop("seal", None)
    return msgspec.json.encode(tables)
