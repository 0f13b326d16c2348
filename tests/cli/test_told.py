"""What is told beside what was asked for: whole words on a terminal, a line in a pipe."""

from __future__ import annotations

import io

import pytest

from fieldbook.cli.console import Console
from fieldbook.cli.table import cell_width

ENGLISH = "The book is about to be encrypted, with everything beside it: “copies”, drafts, what was set aside."
CHINESE = "将加密工作本，连同旁边的备份、草稿和另存的文件。定好口令之前什么都不改动。 /home/周国庆/book.json"
LONG = (
    "/home/ruth/.local/share/fieldbook/backups/book-2026-11-27-032154-before-exchange.json is whole"
)


class Terminal(io.StringIO):
    """A terminal before which somebody sits."""

    def isatty(self) -> bool:
        return True


def told(text: str, err: io.StringIO) -> str:
    """What is written of a sentence."""
    Console(io.StringIO(), err).tell(text)
    return err.getvalue()


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 60 columns."""
    monkeypatch.setenv("COLUMNS", "60")


def test_a_terminal_breaks_no_word_of_letters() -> None:
    """Lines end between words and fit; a name that is longer than a line stays whole."""
    lines = told(ENGLISH, Terminal()).splitlines()
    assert " ".join(lines) == ENGLISH
    assert len(lines) == 2
    assert max(map(len, lines)) <= 60
    assert told(LONG, Terminal()).splitlines() == LONG.replace(" is", "\nis").split("\n")


def test_chinese_is_broken_behind_its_marks() -> None:
    """No mark begins a line, no command and no path is torn; a pipe gets one line a sentence."""
    lines = told(CHINESE, Terminal()).splitlines()
    assert [cell_width(each) for each in lines] == [48, 49]
    assert "".join(lines) == CHINESE
    assert told(CHINESE, io.StringIO()) == CHINESE + "\n"
    assert told(ENGLISH, io.StringIO()) == ENGLISH + "\n"


def test_a_sentence_that_was_asked_for_is_broken_likewise() -> None:
    """What a command says at its end has whole words on a terminal; a path is never broken."""
    out = Terminal()
    Console(out, io.StringIO()).say(ENGLISH)
    Console(out, io.StringIO()).say(f"/home/ruth park/{'a' * 60}/book.json")
    first, second, path = out.getvalue().splitlines()
    assert f"{first} {second}" == ENGLISH
    assert path.startswith("/home/ruth park/")
