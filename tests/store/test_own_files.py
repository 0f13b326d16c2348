"""Nothing that is written beside a book takes the place of one of its files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import PaperError
from fieldbook.opening import open_book
from fieldbook.store.locking import encrypt, new_recovery_key
from fieldbook.store.own_files import is_of_a_book, require_free
from fieldbook.store.unlocking import unlock

PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with a copy, a draft and one household, closed."""
    path = tmp_path / "b" / "book.json"
    with open_book(path) as found:
        found.households.assign(Draft(head="陈桂生"))
    drafts = path.with_name("book.json-drafts")
    drafts.mkdir()
    (drafts / "visit-1.json").write_text("{}")
    return path


def test_every_file_of_a_book_is_known(book: Path, tmp_path: Path) -> None:
    """The file, its log, its copies and drafts are told, by whatever name or link they are reached."""
    for each in book.parent.rglob("*"):
        if each.is_file():
            assert is_of_a_book(each, book), each
            hard, soft = tmp_path / "hard", tmp_path / "soft"
            os.link(each, hard)
            soft.symlink_to(each)
            assert is_of_a_book(hard, book), each
            assert is_of_a_book(soft, book), each
            hard.unlink()
            soft.unlink()


@pytest.mark.parametrize(
    "name", ["book.json-inbox", "book.json-new", "book.json-log-aside-1f", "book.json-restored"]
)
def test_a_file_that_a_book_will_want_is_known(name: str, book: Path) -> None:
    """A name that belongs beside the book is refused before anything has it."""
    assert not book.with_name(name).exists()
    assert is_of_a_book(book.with_name(name), book)


def test_a_locked_books_log_is_known_by_what_it_holds(tmp_path: Path) -> None:
    """Away from its book, a log whose lines nobody can read is a book's log all the same."""
    path, log, other = tmp_path / "b" / "book.json", tmp_path / "log.txt", tmp_path / "nowhere.json"
    with open_book(path) as found:
        found.households.assign(Draft(head="陈桂生"))
    encrypt(path, PASSPHRASE, new_recovery_key())
    with open_book(path, key=unlock(path, PASSPHRASE), backups=None) as found:
        found.households.assign(Draft(head="李四"))
        log.write_bytes(path.with_name("book.json-log").read_bytes())
    assert is_of_a_book(log, other)
    log.write_bytes(b"AAAA" * 40)
    assert not is_of_a_book(log, other)


def test_another_book_is_known_by_what_it_holds(book: Path, tmp_path: Path) -> None:
    """A copy under any name, and a log away from its book, are told by their content."""
    copy, log = tmp_path / "mine.md", tmp_path / "log.txt"
    copy.write_bytes(book.read_bytes())
    log.write_bytes(book.with_name("book.json-log").read_bytes())
    other = tmp_path / "nowhere.json"
    assert is_of_a_book(copy, other)
    assert is_of_a_book(log, other)


@pytest.mark.parametrize("data", [b"", b"{}", b'{"title": 1}', b"mine", b"{", b"\xff\xfe"])
def test_other_files_are_nobodys(data: bytes, book: Path, tmp_path: Path) -> None:
    """A file that is no book's is free to be replaced, once that is wished, and only then."""
    paper = tmp_path / "paper.md"
    require_free(paper, book)
    paper.write_bytes(data)
    with pytest.raises(PaperError) as refused:
        require_free(paper, book)
    assert refused.value.what == "exists"
    require_free(paper, book, replace=True)
    with pytest.raises(PaperError) as refused:
        require_free(book, book, replace=True)
    assert refused.value.what == "is_book"
