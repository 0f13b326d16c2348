"""What lies on a stick, and whether it is whole."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path
from typing import Final, NamedTuple

from fieldbook.domain.errors import ProgramError

WHEELS: Final = "wheels"
REQUIREMENTS: Final = "requirements.txt"
SUMS: Final = "SHA256SUMS"
_COMPILED: Final = re.compile(r"-cp3(\d+)-cp3\1-")
"""The Python that a compiled wheel is for, in its name."""


class Stick(NamedTuple):
    """A folder from which the program can be set up."""

    folder: Path
    version: str
    pip: Path
    """pip as a wheel: it runs as it lies there."""

    @property
    def wheels(self) -> Path:
        """The folder of all packages."""
        return self.folder / WHEELS

    @property
    def requirements(self) -> Path:
        """What is installed, each package with the digests of its wheels."""
        return self.folder / REQUIREMENTS

    @property
    def name(self) -> str:
        """What an environment made from it is called: two sticks with one name hold the same."""
        return f"{self.version}-{hashlib.sha256(self.requirements.read_bytes()).hexdigest()[:8]}"


def read_stick(folder: Path) -> Stick:
    """The stick in a folder.

    Raises:
        ProgramError: it is none, is damaged, or is not for this Python.
    """
    own = sorted(folder.glob(f"{WHEELS}/fieldbook-*.whl"))
    pip = sorted(folder.glob(f"{WHEELS}/pip-*.whl"))
    if len(own) != 1 or len(pip) != 1 or not (folder / REQUIREMENTS).is_file():
        raise ProgramError("not_a_stick", folder)
    _require_whole(folder, [own[0], pip[0], folder / REQUIREMENTS])
    _require_this_python(folder)
    return Stick(folder.resolve(), own[0].name.split("-")[1], pip[0].resolve())


def _require_whole(folder: Path, files: list[Path]) -> None:
    """What runs before pip looks at digests itself has the digest it was given."""
    sums = {}
    if (folder / SUMS).is_file():
        for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
            digest, _space, name = line.partition("  ")
            sums[name] = digest
    for each in files:
        name = each.relative_to(folder).as_posix()
        if hashlib.sha256(each.read_bytes()).hexdigest() != sums.get(name):
            raise ProgramError("damaged", each)


def _require_this_python(folder: Path) -> None:
    names = "\n".join(each.name for each in (folder / WHEELS).iterdir())
    known = sorted({int(minor) for minor in _COMPILED.findall(names)})
    if sys.version_info.minor not in known:
        raise ProgramError(
            "other_python", folder,
            found=f"3.{sys.version_info.minor}", first=f"3.{known[0]}", last=f"3.{known[-1]}",
        )  # fmt: skip
