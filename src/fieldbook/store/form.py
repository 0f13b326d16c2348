"""Which form a book has, plain or locked, and which file rules while it goes from one to the other.

Both forms share the names of the log, the lock and the inbox. *The log rules*: its first line, put in
place whole by one rename, is of one form, and the JSON file of that form is the book. A book without
a log is the one JSON file that is there. Light: ``fieldbook add`` asks here too.

While a book changes its form, what is to be lies beside it under names that end in ``-next``, and
``<book>-changeover`` names the first line of the log to be, by its digest. Once that line is in
place, what ends in ``-next`` is the book; until then it is nothing. See
:mod:`fieldbook.store.changeover`, which finishes or takes back what a killed program left.
"""

from __future__ import annotations

import binascii
import contextlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fieldbook.store.keys import AGE, MAGIC

if TYPE_CHECKING:
    from fieldbook.store.disk import Disk

MARK: Final = "-changeover"
NEXT: Final = "-next"
_PLAIN_LINE: Final = re.compile(rb"[0-9a-f]{8} 0 \d{1,12} \{")
_LOCKED_LINE: Final = re.compile(
    rb"[0-9a-f]{8} 0 \d{1,12} [A-Za-z0-9+/]{44}" + binascii.b2a_base64(MAGIC[1:], newline=False)
)
"""33 bytes of base64, of which 32 are the seal, and what follows of an age file's first line."""
_ENOUGH: Final = 128


def base_of(path: str | os.PathLike[str]) -> str:
    """The book's own name, links followed: ``book.json`` where ``book.json.age`` was given."""
    real = os.path.realpath(path)
    if real.endswith(AGE) and not _is_json(real):
        return real.removesuffix(AGE)
    return real


def named_book(path: Path) -> Path:
    """The book that is meant where its file was named: ``book.json`` for ``book.json.age``."""
    locked = path.name.endswith(AGE) and not _is_json(str(path))
    return path.with_name(path.name.removesuffix(AGE)) if locked else path


def file_of(path: Path) -> Path:
    """The file in which the book lies, to be named: ``book.json.age`` while it is locked."""
    base = Path(base_of(path))
    return base.with_name(base.name + AGE) if is_locked(path) else path


def is_locked(path: str | os.PathLike[str]) -> bool:
    """Whether the book is a locked one."""
    real = base_of(path)
    log = _begin(real + "-log")
    if log is not None and (_PLAIN_LINE.match(log) or is_locked_line(log)):
        return is_locked_line(log)
    return _begin(real + AGE) is not None and _begin(real) is None


def is_locked_line(line: bytes) -> bool:
    """Whether a log with this first line, or what begins it, is a locked book's."""
    return _LOCKED_LINE.match(line) is not None


def is_torn_between(path: str | os.PathLike[str]) -> bool:
    """Whether both JSON files are there, and nothing says which one is the book."""
    real = base_of(path)
    return _begin(real + "-log") is None and all(_begin(real + each) for each in ("", AGE))


def is_age(path: str | os.PathLike[str]) -> bool:
    """Whether this file is an age file, whatever it is called."""
    return (_begin(os.fspath(path)) or b"").startswith(MAGIC)


def name_now(disk: Disk, path: str, ending: str) -> str:
    """The file with this ending as it stands now, for one who may not finish a change of form."""
    following = path + ending + NEXT
    marked = disk.stamp(path + MARK) is not None
    new = marked and is_done(disk, path) and disk.stamp(following) is not None
    return following if new else path + ending


def is_done(disk: Disk, path: str) -> bool:
    """Whether the log is already the one that the mark of the change names."""
    with contextlib.suppress(OSError):
        return disk.read(path + MARK) == mark_of(disk.read(path + "-log"))
    return False


def mark_of(log: bytes) -> bytes:
    """By what a log is known again that has grown since: its first line's digest."""
    import hashlib  # ``add`` has nothing to digest

    first, _end, _rest = log.partition(b"\n")
    return hashlib.sha256(first).hexdigest().encode() + b"\n"


def _is_json(path: str) -> bool:
    begin = _begin(path)
    return begin is not None and begin.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _begin(path: str) -> bytes | None:
    """A plain file's first bytes; ``None`` where there is none, or it is something else."""
    with contextlib.suppress(OSError):
        if Path(path).is_file():
            with Path(path).open("rb") as file:
                return file.read(_ENOUGH)
    return None
