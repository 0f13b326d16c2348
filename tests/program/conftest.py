"""A stick of a few bytes, and a user's folders."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.program.places import Places, places_of
from fieldbook.program.stick import Stick, read_stick

Lay = Callable[..., Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Lay a stick of a version; its wheels are empty."""

    def laid(version: str = "0.2.0", python: int = sys.version_info.minor) -> Path:
        folder = tmp_path / f"stick-{version}"
        (folder / "wheels").mkdir(parents=True)
        (folder / "install.py").touch()
        for name in (
            f"fieldbook-{version}-py3-none-any.whl",
            "pip-26.3-py3-none-any.whl",
            f"lxml-6.1-cp3{python}-cp3{python}-win_amd64.whl",
        ):
            (folder / "wheels" / name).touch()
        (folder / "requirements.txt").write_text(f"fieldbook=={version}\n", encoding="utf-8")
        files = [each for each in folder.rglob("*") if each.is_file()]
        lines = [
            f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.relative_to(folder).as_posix()}\n"
            for each in files
        ]
        (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
        return folder

    return laid


@pytest.fixture
def stick(lay: Lay) -> Stick:
    """The stick of version 0.2.0."""
    return read_stick(lay())


@pytest.fixture(params=["linux", "darwin", "win32"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    """Where the program lies for a user of each kind of system."""
    return places_of(request.param, {}, tmp_path / "home")
