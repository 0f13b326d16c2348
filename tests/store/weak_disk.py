"""A disk in memory that may lose everything a weak disk may lose when the power goes.

What was synced stays. Of what was not: a file may keep any part of it, torn or filled with zeros;
a folder may keep any of the name changes made since it was synced, whatever became of the others.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from fieldbook.store.disk import Stamp

Image = dict[str, bytes]
"""What a disk holds after the power came back: name → content."""


@dataclass
class Inode:
    number: int
    durable: bytes = b""
    now: bytes = b""
    changes: list[tuple[str, bytes | int]] = field(default_factory=list)
    version: int = 0

    def possible(self) -> list[bytes]:
        """The contents this file may have after the power went."""
        if not self.changes:
            return [self.now]
        found, content = [self.durable], self.durable
        for _, value in self.changes:
            if isinstance(value, int):
                content = content[:value]
            else:
                found += [content + part for part in torn(value)]
                content += value
            found.append(content)
        return list(dict.fromkeys(found))


def torn(data: bytes) -> list[bytes]:
    """What may be left of one append that was not synced."""
    half, zeros = len(data) // 2, bytes(len(data))
    return [
        data[:1],
        data[:half],
        data[:-1],
        zeros,
        zeros[:half] + data[half:],
        data[:half] + zeros[half:],
    ]


class WeakFile:
    def __init__(self, disk: WeakDisk, inode: Inode) -> None:
        self._disk, self._inode = disk, inode

    def append(self, data: bytes) -> None:
        try:
            self._disk.happens("append")
        except OSError:
            data = data[: len(data) // 2]
            raise
        finally:
            self._grow(data)
        self._disk.happened("append")

    def _grow(self, data: bytes) -> None:
        self._inode.now += data
        self._inode.changes.append(("append", data))
        self._inode.version += 1

    def cut(self, size: int) -> None:
        self._disk.happens("cut")
        if self._disk.skips("cut"):
            return
        self._inode.now = self._inode.now[:size]
        self._inode.changes.append(("cut", size))
        self._inode.version += 1
        self._disk.happened("cut")

    def sync(self) -> None:
        self._disk.happens("sync")
        if not self._disk.skips("sync"):
            self._inode.durable = self._inode.now
            self._inode.changes.clear()
        self._disk.happened("sync")

    def stamp(self) -> Stamp:
        return Stamp(self._inode.number, len(self._inode.now), self._inode.version)

    def close(self) -> None:
        """Nothing to let go of."""


class NoLock:
    def release(self) -> None:
        pass


class WeakDisk:
    """One folder, ``/b``.

    ``broken`` plants faults: ``sync`` is a call that does nothing, ``append.sync`` does nothing when
    the function ``append`` calls it.
    """

    def __init__(self, image: Image | None = None, broken: frozenset[str] = frozenset()) -> None:
        self.broken = broken
        self.watch: Callable[[str], None] = _nobody
        self.before: Callable[[str], None] = _nobody
        self._numbers = itertools.count(1)
        self.names: dict[str, Inode] = {}
        for name, content in (image or {}).items():
            self.names[name] = Inode(next(self._numbers), content, content)
        self._durable_names = dict(self.names)
        self._name_changes: list[tuple[str, str, Inode | None]] = []

    def skips(self, call: str) -> bool:
        caller = sys._getframe(2).f_code.co_name
        return call in self.broken or f"{caller}.{call}" in self.broken

    def happens(self, call: str) -> None:
        self.before(call)

    def happened(self, call: str) -> None:
        self.watch(call)

    def read(self, path: str) -> bytes:
        if path not in self.names:
            raise FileNotFoundError(path)
        return self.names[path].now

    def open(self, path: str) -> WeakFile:
        if path not in self.names:
            raise FileNotFoundError(path)
        return WeakFile(self, self.names[path])

    def create(self, path: str) -> WeakFile:
        self.happens("create")
        inode = self.names.get(path)
        if inode is None:
            inode = self.names[path] = Inode(next(self._numbers))
            self._name_changes.append(("", path, inode))
        elif inode.now:
            inode.now = b""
            inode.changes.append(("cut", 0))
        self.happened("create")
        return WeakFile(self, inode)

    def rename(self, old: str, new: str) -> None:
        self.happens("rename")
        inode = self.names.pop(old)
        self.names[new] = inode
        self._name_changes.append((old, new, inode))
        self.happened("rename")

    def remove(self, path: str) -> None:
        self.happens("remove")
        if self.names.pop(path, None) is not None:
            self._name_changes.append((path, "", None))
        self.happened("remove")

    def sync_folder(self, folder: str) -> None:
        self.happens("sync_folder")
        if not self.skips("sync_folder"):
            self._durable_names = dict(self.names)
            self._name_changes.clear()
        self.happened("sync_folder")

    def make_folder(self, folder: str) -> None:
        pass

    def takes_files(self, folder: str) -> bool:
        return True

    def stamp(self, path: str) -> Stamp | None:
        if path == "/b":
            return Stamp(0, 0, 0)
        inode = self.names.get(path)
        return None if inode is None else Stamp(inode.number, len(inode.now), inode.version)

    def lock(self, path: str) -> NoLock:
        return NoLock()

    def images(self) -> Iterator[Image]:
        """Every state this disk may be in after the power went now."""
        for names in self._possible_names():
            paths = sorted(names)
            for contents in itertools.product(*(names[path].possible() for path in paths)):
                yield dict(zip(paths, contents, strict=True))

    def pending(self) -> object:
        """What a power cut could take; two disks alike in this and in content are alike."""
        return (
            [(a, b, inode and inode.number) for a, b, inode in self._name_changes],
            sorted((n, i.number, i.durable, i.changes) for n, i in self.names.items()),
            sorted((n, i.number, i.durable) for n, i in self._durable_names.items()),
        )

    def as_killed(self) -> WeakDisk:
        """The same disk after only the program died: nothing is lost, nothing is synced either."""
        twin = WeakDisk(broken=self.broken)
        inodes: dict[int, Inode] = {}

        def of(inode: Inode) -> Inode:
            if inode.number not in inodes:
                inodes[inode.number] = Inode(
                    inode.number, inode.durable, inode.now, list(inode.changes), inode.version
                )
            return inodes[inode.number]

        twin.names = {name: of(inode) for name, inode in self.names.items()}
        twin._durable_names = {name: of(inode) for name, inode in self._durable_names.items()}
        twin._name_changes = [(a, b, inode and of(inode)) for a, b, inode in self._name_changes]
        twin._numbers = itertools.count(1 + max([0, *inodes]))
        return twin

    def _possible_names(self) -> Iterator[dict[str, Inode]]:
        changes = self._name_changes
        for kept in itertools.product((False, True), repeat=len(changes)):
            names = dict(self._durable_names)
            for (old, new, inode), is_kept in zip(changes, kept, strict=True):
                if is_kept:
                    names.pop(old, None)
                    if new and inode is not None:
                        names[new] = inode
            yield names


def _nobody(call: str) -> None:
    pass
