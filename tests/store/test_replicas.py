"""A book file is one replica on one device: copied, restored or put back older, it is another."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.opening import local_now, open_book
from fieldbook.store.restore import BookCopy, put_in_place


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book with one entry, on a device that remembers."""
    monkeypatch.setattr("fieldbook.store.remembered.state_folder", lambda: tmp_path / "state")
    path = tmp_path / "a" / "book.json"
    with opened(path) as book:
        book.issues.raise_(Draft(title="渠漏"))
    return path


def opened(path: Path, device: str = "00000001") -> Fieldbook:
    """The book, as this device opens it."""
    return open_book(path, device=device, backups=None)


def replica(path: Path, device: str = "00000001") -> str:
    """Which replica it is there."""
    with opened(path, device) as book:
        return book.exchange.replica


def test_a_book_stays_the_replica_it_is(path: Path) -> None:
    """Opening it again makes no other of it, and its stamps bear the replica's id."""
    with opened(path) as book:
        (issue,) = book.issues.all()
        assert dict(issue.stamps)["*"].endswith(book.exchange.replica)
        assert book.exchange.former == ()


def test_a_copy_is_another_replica_and_knows_of_which(path: Path, tmp_path: Path) -> None:
    """At another path, or on another device, it writes as another, and names the one it was."""
    shutil.copytree(path.parent, tmp_path / "b")
    first, copy = replica(path), tmp_path / "b" / "book.json"
    with opened(copy) as book:
        assert book.exchange.replica != first
        assert book.exchange.former == (first,)
        second = book.issues.raise_(Draft(title="又漏"))
        assert dict(second.stamps)["*"].endswith(book.exchange.replica)
    assert replica(copy, device="00000002") not in {first, replica(copy)}


def test_a_restored_copy_goes_on_as_another(path: Path, tmp_path: Path) -> None:
    """What becomes the book by ``restore`` is not what it was, though it lies where it lay."""
    first, kept = replica(path), tmp_path / "kept.json"
    shutil.copy(path, kept)
    put_in_place(BookCopy(kept), path, local_now())
    with opened(path) as book:
        second = book.exchange.replica
        assert (second != first, book.exchange.former) == (True, (first,))
    assert replica(path) == second


def test_bringing_an_earlier_state_back_begins_another(path: Path) -> None:
    """Nor is a book that was brought back to an earlier state the one that others met."""
    first = replica(path)
    with opened(path) as book:
        before = tuple(book.shelf.everything())
        book.issues.edit(before[0].id, Draft(title="渠修好了"))
        book.keeping.bring_back(book.keeping.compare(before), about="旧")
        assert book.exchange.replica != first
        (issue,) = book.issues.all()
        assert (issue.title, issue.stamps) == ("渠漏", before[0].stamps)
        book.undo()
        assert book.issues.get(issue.id).title == "渠修好了"


@pytest.mark.parametrize("met_before", [False, True])
def test_an_older_copy_of_a_book_that_met_others_begins_another(
    path: Path, *, met_before: bool
) -> None:
    """A copy from before the last meeting, put back by hand, is another replica."""
    first = replica(path)
    if met_before:
        with opened(path) as book:
            book.exchange.hand_out("000000bb", book.exchange.up())
    older = path.read_bytes()
    with opened(path) as book:
        book.issues.raise_(Draft(title="又漏"))
        memory = book.exchange.hand_out("000000bb", book.exchange.up())
        assert book.exchange.memories()["000000bb"] == memory
    with opened(path) as book:
        assert (book.exchange.replica, book.exchange.former) == (first, ())
    path.write_bytes(older)
    Path(f"{path}-log").unlink()
    with opened(path) as book:
        assert book.exchange.former == (first,)
