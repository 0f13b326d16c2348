"""Which files are a book's: nothing that is written beside it may ever take their place.

A file is told by what it is, not by what it is called: links, other spellings of a path and disks
that know no capitals lead to the same one.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from fieldbook.domain.errors import PaperError
from fieldbook.files import part_of
from fieldbook.patterns import pattern
from fieldbook.store.form import is_locked_line
from fieldbook.store.keys import AGE, IDENTITY, MAGIC
from fieldbook.store.plain import PlainCodec

_BESIDE: Final = pattern(
    r"(.+?)(?:\.age|\.age-next|-identity\.age(?:-next)?|-recipients(?:-next)?|-former\.age(?:-next)?|-next|-changeover"
    r"|-(?:log|lock|new|restored|inbox|inbox-taking|inbox-odd|drafts|seal|identity"
    r"|(?:log-)?(?:torn|aside|ours|new)(?:-.+)?))"
)
"""The names of what lies beside a book, whether or not it is there just now."""
_LOG: Final = re.compile(rb'[0-9a-f]{8} 0 \d+ \{"log":')


def require_free(path: Path, book_path: Path, *, replace: bool = False) -> None:
    """Refuse to write over a file of any book, and over another file unless that is wished.

    A device or a pipe, which a paper would take the place of, is refused even then.

    Raises:
        PaperError: ``is_book``, ``no_file`` or ``exists``.
    """
    if is_of_a_book(path, book_path) or is_of_a_book(part_of(path), book_path):
        raise PaperError(path, "is_book")
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise PaperError(path, "no_file")
    if not replace and os.path.lexists(path) and not path.is_dir():
        raise PaperError(path, "exists")


def is_of_a_book(path: Path, book_path: Path) -> bool:
    """Whether this is, or would be, a file of the book or of another one."""
    real = Path(os.path.realpath(path))
    named = _BESIDE.fullmatch(real.name)
    if named and any(real.with_name(named[1] + each).exists() for each in ("", AGE)):
        return True
    if _same_place(real, Path(os.path.realpath(book_path))):
        return True
    return any(_is_same(real, own) for own in _own_files(book_path)) or _holds_a_book(real)


def is_own(path: Path, book_path: Path) -> bool:
    """Whether this is the book's file or its log, by whatever path it is named."""
    real = os.path.realpath(book_path)
    return any(_is_same(path, Path(f"{real}{each}")) for each in ("", AGE, "-log"))


def _same_place(real: Path, book: Path) -> bool:
    """Whether it bears the name of the book, or of something that lies beside it."""
    if real.parent != book.parent:
        return False
    return real.name == book.name or bool(
        (named := _BESIDE.fullmatch(real.name)) and named[1] == book.name
    )


def _own_files(book_path: Path) -> Iterator[Path]:
    real = Path(os.path.realpath(book_path))
    for folder in (real.parent, real.with_name(f"{real.name}-drafts"), real.parent / "backups"):
        with contextlib.suppress(OSError):
            yield from (
                each
                for each in folder.iterdir()
                if folder != real.parent or each.name.startswith(real.name)
            )


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _holds_a_book(real: Path) -> bool:
    """Whether it reads like a book, a copy of one or a book's log."""
    try:
        if not real.is_file():
            return False
        with real.open("rb") as file:
            head = file.read(128)
            if _LOG.match(head) or is_locked_line(head):
                return True
            if head.startswith(MAGIC):
                return real.with_name(real.name.removesuffix(AGE) + IDENTITY).exists()
            if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
                return False
            text = PlainCodec().decode_file(head + file.read())
            tables = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    except (OSError, ValueError, msgspec.MsgspecError):
        return False
    return "meta" in tables
