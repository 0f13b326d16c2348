"""A locked book for the tests of the commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from fieldbook.store import passphrase
from tests.cli.conftest import Run, Said

PASSPHRASE = "correct horse battery staple"
NEW = "another horse and another staple"


class Book(NamedTuple):
    """A book that was locked by the command, and what opens it."""

    path: Path
    word: Path
    """The file with its passphrase."""
    slip: Path
    run: Callable[..., Said]
    """A command on this book, unlocked."""
    bare: Callable[..., Said]
    """A command on this book without its passphrase."""


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase whose work is little: what it costs is tested elsewhere."""
    monkeypatch.setattr(passphrase, "COST", 10)


@pytest.fixture
def locked(quick: None, path: Path, tmp_path: Path, fieldbook: Run) -> Book:
    """A book with a household and two issues, locked."""
    del quick
    word, slip = tmp_path / "word", tmp_path / "slip.txt"
    word.write_text(PASSPHRASE + "\n", encoding="utf-8")

    def bare(*words: object) -> Said:
        return fieldbook("--book", path, *words)

    def run(*words: object) -> Said:
        return fieldbook(*words, "--book", path, "--passphrase-file", word)

    bare("add", "issue", "水渠漏水要修理")
    bare("add", "issue", "南坡地没有浇上")
    assert bare("list", "issues").code == 0
    said = run("encrypt", "--slip", slip)
    assert said.code == 0, said.err
    return Book(path, word, slip, run, bare)
