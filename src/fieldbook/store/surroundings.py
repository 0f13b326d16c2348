"""Where a book had better not lie: on a network share, or in a folder that something synchronises.

Locks and flushes are promises of a local disk. A share may keep neither, and a synchronising
program may put an older file over a newer one; the book notices that, but only afterwards.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from fieldbook.patterns import pattern

_SHARES: Final = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs",
     "fuse.sshfs", "fuse.rclone", "fuse.davfs", "davfs", "fuse.gvfsd-fuse")
)  # fmt: skip
"""Kinds of file systems that are somewhere else, as Linux names them."""
_SYNCED: Final = pattern(
    r"onedrive( .*)?|dropbox( .*)?|google ?drive|my drive|icloud ?drive|mobile documents|nextcloud"
    r"|owncloud|seafile|nutstore( files)?|我的坚果云|坚果云|baidusyncdisk|百度网盘同步空间|wpsdrive|wps云盘"
    r"|syncthing",
    re.IGNORECASE,
)
"""Names of folders that well-known programs synchronise."""
_MARKS: Final = (".stfolder", ".dropbox", ".sync", ".owncloudsync.log", ".nextcloudsync.log")
"""What such programs leave in the folders they synchronise."""
_REMOTE_DRIVE: Final = 4
"""What Windows calls a drive that is a share (GetDriveType: DRIVE_REMOTE)."""


def risk_of(path: Path, *, mounts: str | None = None) -> str:
    """``network_place``, ``synced_place``, or an empty text where nothing speaks against it.

    Args:
        path: the book's file, whether it is there or not.
        mounts: the system's table of mounts; read from the system unless given.
    """
    place = Path(os.path.realpath(path)).parent
    if _on_share(place, _mounts() if mounts is None else mounts):
        return "network_place"
    return "synced_place" if _synchronised(place) else ""


def _synchronised(place: Path) -> bool:
    folders = (place, *place.parents)
    if any(_SYNCED.fullmatch(each.name) for each in folders):
        return True
    with contextlib.suppress(OSError):
        return any((each / mark).exists() for each in folders for mark in _MARKS)
    return False


def _on_share(place: Path, mounts: str) -> bool:
    if os.name == "nt":
        return _windows_share(place)
    found = [
        (len(target), kind) for target, kind in _targets(mounts) if place.is_relative_to(target)
    ]
    return bool(found) and max(found)[1] in _SHARES


def _targets(mounts: str) -> Iterable[tuple[str, str]]:
    """(folder, kind of file system) of every mount."""
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) >= 3:
            yield parts[1].replace("\\040", " "), parts[2]


def _mounts() -> str:
    """Linux's table of mounts; other systems have none that can be read without asking around."""
    with contextlib.suppress(OSError):
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    return ""


def _windows_share(place: Path) -> bool:  # pragma: no cover  # not run on the build machines
    if str(place).startswith("\\\\"):
        return True
    import ctypes

    windll = getattr(ctypes, "windll", None)
    return windll is not None and windll.kernel32.GetDriveTypeW(place.anchor) == _REMOTE_DRIVE
