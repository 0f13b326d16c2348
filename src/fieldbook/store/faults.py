"""The journal's errors as TinyDB's callers expect them too.

TinyDB's own storage raises ``OSError`` where the disk refuses and ``ValueError`` where the text is no
JSON. These twins are both: the error a book's user is told of, and the one a TinyDB program catches.
"""

from __future__ import annotations

import errno
from json import JSONDecodeError

from fieldbook.domain.errors import NotABook, ReadOnly, WriteFailed

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO})


class DiskRefused(WriteFailed, OSError):
    """The disk refused a write; nothing was changed."""


class _NotJson(JSONDecodeError):
    """TinyDB's error without the text it usually quotes: what was typed must not reach a log."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "", 0)


class Unreadable(NotABook, _NotJson):
    """The file is there, and it is not a book."""


class Missing(NotABook, FileNotFoundError):
    """There is no book, and none may be made here."""


class OnlyReading(ReadOnly, OSError):
    """The book was opened for reading only."""


def refused(path: object, error: OSError) -> DiskRefused:
    """What the disk said, as an error of the book at ``path``."""
    why = "other"
    if error.errno in _FULL:
        why = "full"
    elif error.errno in _DENIED:
        why = "denied"
    elif error.errno in _GONE:
        why = "gone"
    return DiskRefused(path, why=why, errno=error.errno)
