"""Opening a file outside: with the desktop's own program, and not at all where there is no desktop."""

from __future__ import annotations

import stat
import sys
import time
from pathlib import Path

import pytest

from fieldbook.outside import open_outside


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the desktop's place, which writes down what it is given."""
    notes = tmp_path / "opened"
    program = tmp_path / ("open" if sys.platform == "darwin" else "xdg-open")
    program.write_text(f'#!/bin/sh\necho "$1" > "{notes}"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("DISPLAY", ":7")
    return notes


def test_the_desktop_gets_the_path(desktop: Path, tmp_path: Path) -> None:
    """The program is given the file's path as it is, blanks and all."""
    paper = tmp_path / "工作汇报 1.docx"
    assert open_outside(paper)
    for _wait in range(500):
        if desktop.exists() and desktop.read_text("utf-8").strip():
            break
        time.sleep(0.01)
    assert desktop.read_text("utf-8").strip() == str(paper)


def test_without_a_desktop_nothing_is_started(
    desktop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no program, or on Linux no display, the answer is no."""
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    if sys.platform == "darwin":
        monkeypatch.setenv("PATH", str(tmp_path / "none"))
    assert not open_outside(tmp_path)
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    assert not open_outside(tmp_path)
    assert not desktop.exists()
