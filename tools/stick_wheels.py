"""Which wheels a stick needs, read from ``uv.lock``: for every system and every Python, without a network.

What is installed from a stick is what the lock file names, by version and by digest. A system for which
something is missing stops the build; what the project itself does not ask for there (``pyproject.toml``)
is :func:`lacking`, and the stick's own page says so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename

ROOT: Final = Path(__file__).parents[1]
LOCK: Final = ROOT / "uv.lock"
PROJECT: Final = "fieldbook"
INSTALLER: Final = "pip"
"""Goes along as a wheel, so that a system needs none of its own."""
PYTHONS: Final = ((3, 11), (3, 12), (3, 13), (3, 14), (3, 15))
"""The Pythons that a stick serves; every compiled wheel lies there once for each."""

Package = Mapping[str, Any]
"""A package as the lock file has it."""


class System(NamedTuple):
    """A kind of machine that a stick serves."""

    name: str
    """As people call it."""
    sys_platform: str
    machine: str
    """What Python calls the processor there."""
    platforms: tuple[str, ...]
    """The names of platforms whose wheels run there, the best first."""


def _linux(machine: str) -> tuple[str, ...]:
    """Every Linux with a C library of 2018 (2.28) or newer: Debian 10, Ubuntu 20.04, UOS 20, openEuler."""
    newer = tuple(f"manylinux_2_{minor}_{machine}" for minor in range(28, 16, -1))
    return (*newer, f"manylinux2014_{machine}")


SYSTEMS: Final = (
    System("Windows x64", "win32", "AMD64", ("win_amd64",)),
    System("Windows arm64", "win32", "ARM64", ("win_arm64",)),
    System("Linux x64", "linux", "x86_64", _linux("x86_64")),
    System("Linux arm64", "linux", "aarch64", _linux("aarch64")),
    System("macOS x64", "darwin", "x86_64", tuple(mac_platforms((11, 0), "x86_64"))),
    System("macOS arm64", "darwin", "arm64", tuple(mac_platforms((11, 0), "arm64"))),
)


class Missing(Exception):
    """The lock file has no wheel of a package for a system: it cannot be served from a stick."""


class Pinned(NamedTuple):
    """A package of the stick: its version, where it is needed, and its wheels by digest."""

    name: str
    version: str
    where: tuple[str, ...]
    """Markers, any of which asks for it; none: it is needed everywhere."""
    wheels: Mapping[str, str]
    """File name → SHA-256, of those that some system takes."""

    def requirement(self) -> str:
        """Its lines in a requirements file."""
        marker = " or ".join(f"({each})" for each in self.where)
        asked = f"{self.name}=={self.version}" + (f" ; {marker}" if marker else "")
        digests = sorted({f"--hash=sha256:{each}" for each in self.wheels.values()})
        return " \\\n    ".join([asked, *digests])


def packages(lock: Path = LOCK) -> dict[str, Package]:
    """All packages of the lock file by their names."""
    return {each["name"]: each for each in tomllib.loads(lock.read_text("utf-8"))["package"]}


def environment(system: System, python: tuple[int, int]) -> dict[str, str]:
    """What markers are asked against there."""
    version = f"{python[0]}.{python[1]}"
    return {
        "sys_platform": system.sys_platform,
        "platform_machine": system.machine,
        "platform_system": {"win32": "Windows", "darwin": "Darwin"}.get(
            system.sys_platform, "Linux"
        ),
        "os_name": "nt" if system.sys_platform == "win32" else "posix",
        "python_version": version,
        "python_full_version": f"{version}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }


def needed(known: Mapping[str, Package], system: System, python: tuple[int, int]) -> list[str]:
    """The names of what the program needs there, itself left out."""
    there = environment(system, python)
    found, waiting, done = {INSTALLER}, [(PROJECT, "")], set()
    while waiting:
        asking = waiting.pop()
        done.add(asking)
        for each in _asked_by(known, *asking):
            if not each.get("marker") or Marker(each["marker"]).evaluate(there):
                found.add(each["name"])
                more = {(each["name"], extra) for extra in ("", *each.get("extra", ()))}
                waiting += sorted(more - done)
    return sorted(found)


def _asked_by(known: Mapping[str, Package], name: str, extra: str) -> Sequence[Mapping[str, Any]]:
    """What a package asks for, or what one of its extras asks for besides."""
    package = known[name]
    found: Sequence[Mapping[str, Any]] = (
        package.get("optional-dependencies", {}).get(extra, ())
        if extra
        else package.get("dependencies", ())
    )
    return found


def lacking(known: Mapping[str, Package], system: System) -> list[str]:
    """The names of what other systems have and this one goes without."""
    here = {name for python in PYTHONS for name in needed(known, system, python)}
    return sorted(set(needed_anywhere(known)) - here)


def tags(system: System, python: tuple[int, int]) -> list[Tag]:
    """The wheels that this Python takes there, the best first."""
    interpreter = f"cp{python[0]}{python[1]}"
    return [
        *cpython_tags(python, abis=[interpreter], platforms=system.platforms),
        *compatible_tags(python, interpreter, system.platforms),
    ]


@cache
def _order(system: System, python: tuple[int, int]) -> Mapping[Tag, int]:
    """At which place each of these wheels stands."""
    return {tag: at for at, tag in enumerate(tags(system, python))}


def wheel_for(
    package: Package, system: System, python: tuple[int, int]
) -> Mapping[str, str] | None:
    """The best wheel of a package for this Python there; ``None`` where there is none."""
    order = _order(system, python)
    found = [
        (min(order[tag] for tag in fitting), each)
        for each in package.get("wheels", ())
        if (fitting := parse_wheel_filename(file_name(each))[3] & order.keys())
    ]
    return min(found, key=lambda each: each[0])[1] if found else None


def file_name(wheel: Mapping[str, str]) -> str:
    """What a wheel's file is called."""
    return wheel["url"].rsplit("/", 1)[1]


def pinned(known: Mapping[str, Package], systems: Sequence[System] = SYSTEMS) -> list[Pinned]:
    """Everything that goes on a stick, the program itself left out.

    Raises:
        Missing: a system lacks a wheel of something it needs.
    """
    wheels: dict[str, dict[str, str]] = {}
    for system in systems:
        for python in PYTHONS:
            for name in needed(known, system, python):
                found = wheel_for(known[name], system, python)
                if found is None:
                    raise Missing(f"{name} for {system.name}, Python {python[0]}.{python[1]}")
                digest = found["hash"].removeprefix("sha256:")
                wheels.setdefault(name, {})[file_name(found)] = digest
    return [
        Pinned(name, known[name]["version"], tuple(_markers(known, name)), found)
        for name, found in sorted(wheels.items())
    ]


def _markers(known: Mapping[str, Package], name: str) -> Iterator[str]:
    """Where a package is needed; nothing where some other package needs it everywhere."""
    asked = [
        each.get("marker", "")
        for asking in (PROJECT, *needed_anywhere(known))
        for extra in ("", *known[asking].get("optional-dependencies", ()))
        for each in _asked_by(known, asking, extra)
        if each["name"] == name and (asking != PROJECT or not extra)
    ]
    if all(asked):
        yield from sorted(set(asked))


def needed_anywhere(known: Mapping[str, Package]) -> list[str]:
    """The names of what some system needs."""
    return sorted(
        {name for system in SYSTEMS for python in PYTHONS for name in needed(known, system, python)}
    )
