"""Which book a command means."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def files_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.rglob("*") if each.is_file())


def test_book_stands_before_or_after_the_command(
    fieldbook: Run, path: Path, ledger: Path, home: Path
) -> None:
    """``--book`` does the same on either side of a command, and neither touches the user's own."""
    assert fieldbook("import", ledger, "--as", "issues", "--book", path).code == 0
    after = fieldbook("list", "issues", "--json", "--book", path)
    before = fieldbook("--book", path, "list", "issues", "--json")
    assert after == before
    assert len(json.loads(after.out)) == 3
    assert "book.json" not in " ".join(files_in(home))


@pytest.mark.parametrize(
    "words",
    [
        ("add", "issue", "水渠漏水"),
        ("list", "issues"),
        ("undo",),
        ("verify",),
        ("backup",),
        ("path",),
        ("search", "水"),
    ],
)
def test_no_command_touches_the_users_own_book(
    words: tuple[str, ...], fieldbook: Run, path: Path, home: Path
) -> None:
    """Every command that names a book leaves the user's own folder without one, on either side."""
    fieldbook("--book", path, *words)
    fieldbook(*words, "--book", path)
    assert set(files_in(home)) <= {"device"}


def test_the_book_nearest_to_the_command_wins(fieldbook: Run, path: Path) -> None:
    """Where two books are named, the one behind the command is meant."""
    said = fieldbook("--book", "other.json", "path", "--book", path)
    assert said.out.strip() == str(path)


def test_the_environment_names_a_book(
    fieldbook: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FIELDBOOK_BOOK names the book where no option does, and an option goes before it."""
    monkeypatch.setenv("FIELDBOOK_BOOK", str(path))
    assert fieldbook("path").out.strip() == str(path)
    assert fieldbook("path", "--book", "b.json").out.strip() == str(Path("b.json").absolute())


def test_without_any_word_the_book_lies_in_the_users_folder(fieldbook: Run, home: Path) -> None:
    """The user's own book is named by ``path`` and not made by it."""
    said = fieldbook("path")
    assert Path(said.out.strip()).name == "book.json"
    assert home in Path(said.out.strip()).parents
    assert not Path(said.out.strip()).exists()
