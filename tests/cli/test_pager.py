"""Long lists on a terminal go through the user's pager; nothing else does."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from fieldbook import cli
from fieldbook.cli.console import Console
from fieldbook.cli.paging import pager
from fieldbook.domain.drafts import Draft
from fieldbook.opening import open_book

KEEPER = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"
"""A pager that keeps what it is given."""


class Terminal(io.TextIOWrapper):
    """Somebody looks at it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def book(path: Path) -> Path:
    """A book of thirty issues, one of them with what a terminal would obey."""
    path.parent.mkdir()
    with open_book(path) as made:
        for number in range(29):
            made.issues.raise_(Draft(title=f"第{number}件"))
        made.issues.raise_(Draft(title="red \x1b[31m alert"))
    return path


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the pager was given; the terminal has 24 lines."""
    keeper, file = tmp_path / "keeper.py", tmp_path / "kept.txt"
    keeper.write_text(KEEPER, encoding="utf-8")
    monkeypatch.setenv("PAGER", f'"{sys.executable}" "{keeper}" "{file}"')
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setenv("COLUMNS", "80")
    return file


def shown(*words: object, out: io.BytesIO | None = None) -> str:
    raw = out or io.BytesIO()
    console = Console(Terminal(raw, encoding="utf-8"), io.StringIO())
    assert cli.run(["--lang", "en", *map(str, words)], console).code == 0
    console.flush()
    return raw.getvalue().decode("utf-8")


@pytest.mark.parametrize("words", [("list", "issues"), ("search", "件")], ids=" ".join)
def test_a_long_list_is_given_to_the_pager(words: tuple[str, ...], book: Path, kept: Path) -> None:
    """What is longer than the terminal is given whole to the pager, and printed nowhere else."""
    assert shown(*words, "--book", book) == ""
    assert len(kept.read_text("utf-8").splitlines()) >= 30


def test_the_pager_is_given_no_escapes(book: Path, kept: Path) -> None:
    """What a terminal would obey is taken out before the pager gets it, too."""
    shown("list", "issues", "--book", book)
    assert "\x1b" not in kept.read_text("utf-8")
    assert "red" in kept.read_text("utf-8")


@pytest.mark.parametrize("more", [("--no-pager",), ("--json",), ("--search", "第1")], ids=" ".join)
def test_it_stays_out_of_the_way(more: tuple[str, ...], book: Path, kept: Path) -> None:
    """Who says so, who asks for JSON, and what fits the screen gets no pager."""
    assert "第1" in shown("list", "issues", *more, "--book", book)
    assert not kept.exists()


def test_a_pipe_gets_no_pager(book: Path, kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where another program reads, nothing stands between."""
    assert cli.run(["list", "issues", "--book", str(book)]).code == 0
    assert len(capsys.readouterr().out.splitlines()) == 31
    assert not kept.exists()


@pytest.mark.parametrize("named", ["", "cat", "nobody-has-this-pager", "less '"])
def test_without_a_pager_the_list_is_printed(
    named: str, book: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No pager wanted, or none that starts: the list is printed as it is."""
    monkeypatch.setenv("PAGER", named)
    assert len(shown("list", "issues", "--book", book).splitlines()) == 31
    assert not kept.exists()


def test_a_pager_that_is_left_early_is_no_error(
    book: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has read enough leaves the pager; the command ends well."""
    monkeypatch.setenv("PAGER", f'"{sys.executable}" -c pass')
    assert shown("list", "issues", "--book", book) == ""
    assert not kept.exists()


def test_less_is_taken_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without PAGER it is less, where there is one."""
    monkeypatch.delenv("PAGER", raising=False)
    monkeypatch.setattr("fieldbook.cli.paging.shutil.which", lambda name: f"/usr/bin/{name}")
    assert pager() == ["less"]
    monkeypatch.setattr("fieldbook.cli.paging.shutil.which", lambda _name: None)
    assert pager() == []
