"""Carriers under test: each as a maker, so that one suite runs over every one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from fieldbook.exchange.carrier import Carrier, NotThere
from fieldbook.exchange.folder import FolderCarrier


class MemoryCarrier:
    """Bundles in memory. Implements :class:`fieldbook.exchange.carrier.Carrier`."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def listed(self, branch: str) -> Iterable[str]:
        return [name for name in self.held if name.startswith(f"{branch}/")]

    def get(self, name: str) -> bytes:
        try:
            return self.held[name]
        except KeyError:
            raise NotThere(name) from None

    def put(self, name: str, data: bytes) -> None:
        self.held[name] = data

    def drop(self, name: str) -> None:
        self.held.pop(name, None)


def in_memory(_folder: Path) -> Carrier:
    return MemoryCarrier()


def in_folder(folder: Path) -> Carrier:
    return FolderCarrier(folder)


CARRIERS: tuple[Callable[[Path], Carrier], ...] = (in_memory, in_folder)
