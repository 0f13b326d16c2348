"""Every file beside a book that may hold its words, and what such a file says, locked or not."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fieldbook.store.backup import backups_folder
from fieldbook.store.drafts import Drafts
from fieldbook.store.form import MARK, is_locked, is_locked_line
from fieldbook.store.inbox import Inbox, text_of
from fieldbook.store.keys import AGE, FORMER, IDENTITY, LINE_MAGIC, MAGIC, RECIPIENTS
from fieldbook.store.plain import Codec
from fieldbook.store.salvage import bodies_in

_NO_WORDS: Final = (IDENTITY, RECIPIENTS, FORMER, MARK)
"""Endings of files that hold keys and sums only."""


def files_beside(book_path: Path) -> Iterator[Path]:
    """Every file beside the book that may hold its words, half-written ones of a killed program too."""
    real = Path(os.path.realpath(book_path))
    own = {f"{real.name}{AGE}" if is_locked(real) else real.name}
    own |= {f"{real.name}-log", f"{real.name}-lock"}
    drafts = Drafts(real)
    beside = re.escape(real.name) + r"(?:\.age)?(?:-.+)?(?:\.part)?"
    # A book whose name begins like this one's has its copies in the same folder.
    copies = re.escape(real.stem) + r"-\d{4}-\d\d-\d\d\b.*"
    for folder, names in (
        (real.parent, beside), (drafts.folder, ".+"), (drafts.discarded, ".+"),
        (backups_folder(real), copies),
    ):  # fmt: skip
        ours = re.compile(r"\.?" + names)
        for path in _plain_files(folder):
            is_own = folder == real.parent and path.name in own
            if ours.fullmatch(path.name) and not (is_own or path.name.endswith(_NO_WORDS)):
                yield path


def is_of_lines(book_path: Path, path: Path) -> bool:
    """Whether it is a file of added lines, each of which stands for itself."""
    inbox = Inbox(book_path)
    return path in (inbox.path, inbox.odd_path, inbox.taking_path)


def text_in(data: bytes, codec: Codec) -> bytes | None:
    """What a file beside the book says; ``None`` where not all of it can be read with the key."""
    if data.startswith(MAGIC):
        try:
            return codec.decode_note(data)
        except ValueError:
            return None
    lines = [line for line in data.split(b"\n") if line.strip(b"\0 \t\r")]
    if is_locked_line(data):
        said = list(bodies_in(data, codec))
        return b"\n".join(said) if len(said) == len(lines) else None
    if not any(line.startswith(LINE_MAGIC) for line in lines):
        return data
    told = [text_of(line, codec) for line in lines]
    return None if any(each.startswith(LINE_MAGIC) for each in told) else b"\n".join(told)


def _plain_files(folder: Path) -> Iterator[Path]:
    """The files of a folder, by name. A link leads to what is somebody else's: none is followed."""
    if folder.is_symlink():
        return
    with contextlib.suppress(OSError):
        for path in sorted(folder.iterdir()):
            if not path.is_symlink() and path.is_file():
                yield path
