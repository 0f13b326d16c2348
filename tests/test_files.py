"""What is written beside a book takes its name in one step, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fieldbook import files


class Windows:
    """The system's module, as on a machine that lets nobody replace a file in use."""

    name = "nt"

    def __getattr__(self, name: str) -> object:
        return getattr(os, name)


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every try to replace a file, on Windows, where another program holds it for three tries."""
    made: list[Path] = []
    really = os.replace

    def replace(self: Path, target: Path) -> None:
        made.append(target)
        if len(made) <= 3:
            raise PermissionError(13, "in use", str(target))
        really(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr("fieldbook.files.time.sleep", lambda _seconds: None)
    monkeypatch.setattr(files, "os", Windows())
    return made


def test_a_file_that_is_held_for_a_moment_is_replaced(tmp_path: Path, tries: list[Path]) -> None:
    """A virus scanner that lets go in time costs nothing but the tries."""
    new, old = tmp_path / "new", tmp_path / "old"
    new.write_text("new")
    old.write_text("old")
    files.replace_patiently(str(new), old)
    assert old.read_text() == "new"
    assert len(tries) == 4


def test_a_file_that_is_never_let_go_is_told(
    tmp_path: Path, tries: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the last try the error goes up; both files are as they were."""
    monkeypatch.setattr(files, "_REPLACE_TRIES", 2)
    new, old = tmp_path / "new", tmp_path / "old"
    new.write_text("new")
    old.write_text("old")
    with pytest.raises(PermissionError):
        files.replace_patiently(str(new), old)
    assert (new.read_text(), old.read_text()) == ("new", "old")
    assert len(tries) == 2


def test_what_the_disk_refuses_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old file stays, and beside it nothing with words that were to be written."""
    old = tmp_path / "old"
    old.write_text("old")

    def full(_fd: int) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(files, "sync_bytes", full)
    with pytest.raises(OSError, match="no space"):
        files.write_whole(old, b"new")
    assert [each.read_text() for each in tmp_path.iterdir()] == ["old"]
