"""A folder as a carrier: on a stick, on a share, or kept in step by a synchroniser.

What such a folder comes to hold besides is expected: temporary and hidden files of other programs are
passed over; a bundle that a synchroniser gave another name, because two copies met, is known again by
the number and the digest in it, and by its bytes.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from fieldbook.exchange.carrier import MOST_BYTES, NotThere
from fieldbook.exchange.names import ENDING, BundleName
from fieldbook.files import part_of, write_whole

_BUNDLE: Final = re.compile(r"(\d{6,12})-([0-9a-f]{32})(?![0-9a-f])")
_REPLICA: Final = re.compile(r"[0-9a-f]{8}(?![0-9a-f])")
_PASSING: Final = (
    ".part",
    ".tmp",
    ".temp",
    ".crdownload",
    ".download",
    ".!sync",
    ".filepart",
    ".bak",
)
"""Endings of what is still on its way, or was set aside, whoever writes it."""
_HIDDEN: Final = (".", "~")


class FolderCarrier:
    """Bundles as files below a folder. Implements :class:`fieldbook.exchange.carrier.Carrier`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def listed(self, branch: str) -> Iterable[str]:
        """The bundles below the branch's folder, each once, whatever its copies are called."""
        return {str(name): None for name, _path in self._files(branch)}

    def get(self, name: str) -> bytes:
        """The bytes of a bundle: of the copy that is whole, where there are several.

        Raises:
            NotThere: no copy of it is whole.
        """
        wanted = BundleName.read(name)
        if wanted is None:
            raise NotThere(name)
        for path in self._copies(wanted):
            with contextlib.suppress(FileNotFoundError):
                data = _read(path)
                if wanted.fits(data):
                    return data
        raise NotThere(name)

    def put(self, name: str, data: bytes) -> None:
        """Write a bundle by way of a hidden file beside it."""
        path = self.root / name
        self._require_root()
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data, private=False)

    def drop(self, name: str) -> None:
        """Remove a bundle of ours, and what a killed program left of one."""
        path = self.root / name
        for each in (path, part_of(path)):
            with contextlib.suppress(FileNotFoundError):
                each.unlink()

    def _require_root(self) -> None:
        """A stick that was pulled out must not become a folder on the disk."""
        if not self.root.is_dir():
            raise FileNotFoundError(2, "no such folder", str(self.root))

    def _copies(self, wanted: BundleName) -> list[Path]:
        """The file of that name first, then those that only bear its number and digest."""
        first = self.root / str(wanted)
        others = [path for name, path in self._files(wanted.branch) if name == wanted]
        return sorted(others, key=lambda path: (path != first, path.name))

    def _files(self, branch: str) -> Iterator[tuple[BundleName, Path]]:
        self._require_root()
        for folder in _entries(self.root / branch):
            replica = _REPLICA.match(folder.name)
            if replica is None:
                continue
            for path in _entries(folder):
                found = _BUNDLE.search(path.name)
                if found is not None and not _is_passing(path.name):
                    yield BundleName(branch, replica[0], int(found[1]), found[2]), path


def _entries(folder: Path) -> list[Path]:
    """What lies in a folder, in one order; nothing where there is none."""
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def _is_passing(name: str) -> bool:
    """Whether a file is some program's, on its way, and not a bundle under whatever name."""
    low = name.lower()
    return low.startswith(_HIDDEN) or low.endswith(_PASSING) or ENDING not in low


def _read(path: Path) -> bytes:
    """A plain file's bytes; nothing of what is a folder, a pipe, or larger than any bundle."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_BYTES:
        return b""
    fd = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(fd, "rb") as file:
        return file.read(MOST_BYTES + 1)
