"""A book that a killed program left between two forms is taken to one end or the other.

The names and the mark decide (:mod:`fieldbook.store.form`); no key is needed.
"""

from __future__ import annotations

from typing import Final

from fieldbook.store.disk import Disk, folder_of
from fieldbook.store.form import MARK, NEXT, is_done
from fieldbook.store.keys import AGE, FORMER, IDENTITY, RECIPIENTS

_ENDINGS: Final = ("", AGE, IDENTITY, RECIPIENTS, FORMER)


def settle(disk: Disk, path: str) -> None:
    """Finish a change of form that a killed program left half-way, or take it back.

    Only who holds the writer lock may.
    """
    if disk.stamp(path + MARK) is None:
        return
    disk.sync_folder(folder_of(path))  # a killed program may have left the log's rename unflushed
    if is_done(disk, path):
        first, _end, _rest = disk.read(path + "-log").partition(b"\n")
        finish(disk, path, locked=b"{" not in first)
        return
    for each in (*(ending + NEXT for ending in _ENDINGS), "-log-new"):
        disk.remove(path + each)
    disk.sync_folder(folder_of(path))
    disk.remove(path + MARK)
    disk.sync_folder(folder_of(path))


def finish(disk: Disk, path: str, *, locked: bool) -> None:
    """Give what was written its names, once the log that fits it is in place."""
    for ending in _ENDINGS:
        if disk.stamp(path + ending + NEXT) is not None:
            disk.rename(path + ending + NEXT, path + ending)
    disk.remove(path if locked else path + AGE)
    disk.sync_folder(folder_of(path))
    disk.remove(path + MARK)
    disk.sync_folder(folder_of(path))
