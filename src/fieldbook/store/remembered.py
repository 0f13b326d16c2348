"""What this device remembers of the last clean closing of a book that is locked, or met others.

Who can write in the folder of a locked book cannot make a line of it. He can cut lines off its end,
put an older state back whole, or lay a plain book in its place. Each looks true; only who remembers
how far the book was can tell. It is a count of lines and a digest, and lies outside the book's folder.

A book that met others of its branch must not go on from an older copy as if it were the one they met:
what it writes then would seem to have been written in knowledge of all that the copy lacks. The stamp
of its last write tells.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

import msgspec

from fieldbook.files import private_folder, write_whole
from fieldbook.store.form import base_of


class Closing(msgspec.Struct, frozen=True):
    """How a book was left."""

    lines: int
    """How many lines were ever written in it."""
    file: str
    """The digest of its file."""
    stamp: str = ""
    """The stamp of its last write."""
    plain: bool = False
    """Whether it was plain, and is remembered for the others it met."""
    anew: bool = False
    """Whether a copy was put in its place: it goes on as another replica."""


def state_folder() -> Path:
    """Where this device keeps what it remembers."""
    import platformdirs

    return Path(platformdirs.user_state_dir("fieldbook", appauthor=False)) / "closings"


def remember(path: str | os.PathLike[str], closing: Closing) -> None:
    """Remember how the book was left. Where that cannot be, nothing is noticed the next time."""
    with contextlib.suppress(OSError, RuntimeError, KeyError):
        where = _where(path)
        private_folder(where.parent)
        write_whole(where, msgspec.json.encode(closing))


def forget(path: str | os.PathLike[str]) -> None:
    """Forget it: the book was made plain, or another was put in its place, on purpose."""
    with contextlib.suppress(OSError, RuntimeError, KeyError):
        _where(path).unlink(missing_ok=True)


def recalled(path: str | os.PathLike[str]) -> Closing | None:
    """How the book was left the last time, if that is known."""
    with contextlib.suppress(OSError, RuntimeError, KeyError, ValueError, msgspec.MsgspecError):
        return msgspec.json.decode(_where(path).read_bytes(), type=Closing)
    return None


def is_older(now: Closing, then: Closing) -> bool:
    """Whether the book is not the one that was left, nor one that was written in since."""
    return now.lines < then.lines or (now.lines == then.lines and now.file != then.file)


def _where(path: str | os.PathLike[str]) -> Path:
    name = hashlib.sha256(base_of(path).encode("utf-8", "surrogateescape")).hexdigest()
    return state_folder() / f"{name[:32]}.json"
