"""Files beside the book: written whole or not at all, private to their owner."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import Final

PRIVATE_FOLDER: Final = 0o700
_REPLACE_TRIES: Final = 8


def write_whole(path: Path, data: bytes, *, private: bool = True) -> None:
    """Write a file by way of a temporary one beside it: the old content or the new, never half.

    Raises:
        OSError: when the disk refuses; the old file is untouched.
    """
    import tempfile  # not needed by ``fieldbook add``, which makes folders here

    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            Path(temporary).chmod(_ordinary_mode())
        replace_patiently(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def replace_patiently(source: str, target: Path) -> None:
    """``os.replace``, tried again for a moment when a virus scanner (Windows) holds the file."""
    for attempt in range(_REPLACE_TRIES):
        try:
            Path(source).replace(target)
        except PermissionError:
            if os.name != "nt" or attempt == _REPLACE_TRIES - 1:
                raise
            time.sleep(0.02 * 2**attempt)
        else:
            return


def private_folder(path: Path) -> Path:
    """Make a folder nobody else can look into, and those above it; existing ones are left as they are."""
    if not path.is_dir():
        if path.parent != path:
            private_folder(path.parent)  # ``parents=True`` would leave these open to everybody
        path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    return path


def _ordinary_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
