"""Files beside the book: written whole or not at all, private to their owner."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

PRIVATE_FOLDER: Final = 0o700
PRIVATE_FILE: Final = 0o600
MOUNTED: Final = ("/media", "/run/media", "/Volumes", "/mnt")
"""Where systems show what is plugged in; in the first two within a folder of the user's."""
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0)
"""A pipe nobody writes into is refused, not waited for. Windows has neither flag."""
_LONGEST_STEM: Final = 60
"""Characters of a name, so that the longest one with more behind it is still a name."""
_REPLACE_TRIES: Final = 8


def from_home(said: str | os.PathLike[str]) -> Path:
    """The path that was typed, ``~`` being home.

    Raises:
        FileNotFoundError: it begins with the home of somebody whom this computer does not know.
    """
    try:
        return Path(said).expanduser()
    except RuntimeError:
        raise FileNotFoundError(errno.ENOENT, "no such home", os.fspath(said)) from None


def write_whole(path: Path, data: bytes, *, private: bool = True) -> None:
    """Write a file by way of one beside it: the old content or the new, never half.

    When this returns, the disk has the file and its name. What a killed program left half-written
    is written over by the next one.

    Raises:
        OSError: when the disk refuses; the old file is untouched.
    """
    part = part_of(path)
    try:
        write_new(part, data)
        if not private:
            part.chmod(_ordinary_mode())
        replace_patiently(str(part), path)
    except BaseException as wrong:
        with contextlib.suppress(OSError):
            part.unlink()
        if isinstance(wrong, OSError) and wrong.filename == str(part):
            wrong.filename = str(path)  # the name that was asked for
        raise
    sync_folder(str(path.parent))


def part_of(path: Path) -> Path:
    """Where a file is written before it gets its name: one place, so that nothing piles up."""
    return path.with_name(f".{path.name[:_LONGEST_STEM]}.part")


def new_file(path: Path) -> BinaryIO:
    """A new file that only its owner may read; what had the name before is not written into.

    Whoever laid a link or an open file there gets none of the content.
    """
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, PRIVATE_FILE), "wb")


def write_new(path: Path, data: bytes) -> None:
    """Write a new (or emptied) file of which the disk has all when this returns, but for its name."""
    with new_file(path) as file:
        file.write(data)
        file.flush()
        sync_bytes(file.fileno())


def lasting_file(path: Path, flags: int) -> int:
    """Open or make a file that stays in its place, such as a lock or an inbox; its descriptor.

    It is the file itself and none that a link leads to, an ordinary one, and only its owner may read
    it, whatever stood there.

    Raises:
        OSError: the name leads to a link, a pipe, a folder or a device.
    """
    fd = os.open(path, flags | os.O_CREAT | _NO_LINK | _NO_WAIT, PRIVATE_FILE)
    try:
        _require_plain(path, fd)
    except BaseException:
        os.close(fd)
        raise
    return fd


def _require_plain(path: Path, fd: int) -> None:
    mode = os.fstat(fd).st_mode
    if not stat.S_ISREG(mode) or (not _NO_LINK and path.is_symlink()):
        raise OSError(errno.EINVAL, "not a plain file", str(path))
    if os.name == "posix" and stat.S_IMODE(mode) != PRIVATE_FILE:
        with contextlib.suppress(PermissionError):  # another's file that is open to us
            os.fchmod(fd, PRIVATE_FILE)


def sync_bytes(fd: int) -> None:
    """Flush a file to the disk itself; on macOS a plain fsync leaves it in the drive's cache."""
    if sys.platform == "darwin":
        import fcntl  # Windows has none

        try:
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        except OSError:  # some network and foreign file systems know only the plain one
            os.fsync(fd)
        return
    os.fsync(fd)


def sync_folder(folder: str) -> None:
    """Flush a folder's names; Windows has no such call and orders them itself."""
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        sync_bytes(fd)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some sticks know no such flush
            raise
    finally:
        os.close(fd)


def free_name(path: Path, is_taken: Callable[[Path], bool] = os.path.lexists) -> Path:
    """The path, or with a number behind the name where something is called so already."""
    name, number = path, 1
    while is_taken(name):
        number += 1
        name = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return name


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


def may_be_stick(folder: Path) -> bool:
    """Whether a folder stands where sticks stand when they are plugged in."""
    above = [each.as_posix() for each in (folder.parent, folder.parent.parent)]
    return above[0] in MOUNTED or above[1] in MOUNTED[:2]


def private_folder(path: Path) -> Path:
    """Make a folder nobody else can look into, and those above it; existing ones are left as they are."""
    if not path.is_dir():
        if path.parent != path:
            private_folder(path.parent)  # ``parents=True`` would leave these open to everybody
        path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        sync_folder(str(path.parent))
    return path


def _ordinary_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
