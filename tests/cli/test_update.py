"""``fieldbook update``: the book is copied, the stick sets itself up, what fails changes nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from fieldbook.cli import updating
from fieldbook.program.places import Places, places_of
from tests.cli.conftest import Run
from tests.program.conftest import Lay, lay

__all__ = ["lay"]


class Child:
    """What would be started, and how it ends."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.code = 0

    def __call__(self, words: Sequence[str], **_more: object) -> object:
        self.words = list(words)
        return subprocess.CompletedProcess(words, self.code)


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Child:
    found = Child()
    monkeypatch.setattr("fieldbook.cli.updating.subprocess.run", found)
    return found


@pytest.fixture
def set_up(home: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    """This program as one that was set up from a stick of version 0.1.0."""
    places = places_of("linux", {}, home)
    environment = places.programs / "0.1.0-00000000"
    environment.mkdir(parents=True)
    places.point_to(environment)
    monkeypatch.setattr(updating, "own_places", lambda: places)
    monkeypatch.setattr(sys, "prefix", str(environment))
    return places


@pytest.mark.usefixtures("set_up")
def test_the_book_is_copied_before(fieldbook: Run, path: Path, lay: Lay, child: Child) -> None:
    """A copy lies beside the book before the stick's own script runs, which is to read it."""
    fieldbook("add", "issue", "x", "--book", path)
    folder = lay("0.2.0")
    said = fieldbook("--lang", "en", "update", folder, "--book", path)
    assert said.code == 0
    copy = next((path.parent / "backups").glob("*-before-update.json"))
    assert child.words[1:] == [
        "-I", str(folder / "install.py"), "--lang", "en", "--book", str(copy)
    ]  # fmt: skip
    assert "fieldbook update --back" in said.out


@pytest.mark.usefixtures("set_up")
def test_a_failed_update_is_told(fieldbook: Run, path: Path, lay: Lay, child: Child) -> None:
    """Where the stick's script fails, the command ends with 1 and says that all stays as it was."""
    child.code = 1
    said = fieldbook("--lang", "en", "update", lay("0.2.0"), "--book", path)
    assert said.code == 1
    assert "stays what it was" in said.err


@pytest.mark.usefixtures("set_up")
def test_an_older_program_is_taken_only_when_it_is_meant(
    fieldbook: Run, path: Path, lay: Lay, child: Child
) -> None:
    """An older stick may be unable to open the book: that is said, and taken with --yes alone."""
    folder = lay("0.0.9")
    said = fieldbook("--lang", "en", "update", folder, "--book", path)
    assert said.code == 1
    assert "0.0.9 is older" in said.err
    assert child.words == []
    assert fieldbook("update", folder, "--book", path, "--yes").code == 0
    assert child.words


def test_the_same_program_is_not_set_up_again(
    fieldbook: Run, path: Path, lay: Lay, child: Child, set_up: Places
) -> None:
    """A stick that holds what is in use changes nothing."""
    folder = lay("0.1.0")
    from fieldbook.program.stick import read_stick

    same = set_up.programs / read_stick(folder).name
    same.mkdir()
    set_up.point_to(same)
    said = fieldbook("--lang", "en", "update", folder, "--book", path)
    assert (said.code, child.words) == (0, [])
    assert "you have" in said.out


def test_another_installation_is_told_its_own_way(
    fieldbook: Run, path: Path, lay: Lay, child: Child
) -> None:
    """A program that did not come from a stick is not replaced by one."""
    said = fieldbook("--lang", "en", "update", lay("0.2.0"), "--book", path)
    assert (said.code, child.words) == (1, [])
    assert "not set up from a stick" in said.err


@pytest.mark.usefixtures("set_up")
def test_words_that_ask_for_neither_are_wrong(fieldbook: Run, path: Path) -> None:
    """Without a folder there is nothing to take; with --back it would be both."""
    assert fieldbook("update", "--book", path).code == 2
    assert fieldbook("update", "x", "--back", "--book", path).code == 2
    said = fieldbook("--lang", "en", "update", "--back", "--book", path)
    assert said.code == 1
    assert "no earlier program" in said.err
