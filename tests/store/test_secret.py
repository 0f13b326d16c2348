"""The book's secret, by which the digests of what files said are sealed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.acts.matching import entry_digest
from fieldbook.domain.drafts import Draft
from fieldbook.domain.entries import RosterEntry, Sheet
from fieldbook.opening import open_book

HOME = RosterEntry(row=2, head="王芳", code="0312", note="独居", line="5a" * 32)
SHEET = Sheet("花名册.csv", "households", (HOME,), (), 0, ())


def take(book: Fieldbook) -> str:
    intake = book.intake.preview(SHEET)
    book.intake.take(intake)
    return intake.matches[0].verdict


def meta_of(path: Path) -> dict[str, object]:
    tables = json.loads(path.read_text(encoding="utf-8"))
    (meta,) = tables["meta"].values()
    return dict(meta)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.json"


def test_a_secret_is_made_when_it_is_needed_and_stays(path: Path) -> None:
    """A book without imports has none; the first import makes one, which undoing leaves there."""
    with open_book(path, backups=None) as book:
        book.diary.write(Draft(text="记一笔"))
    assert "secret" not in meta_of(path)
    with open_book(path, backups=None) as book:
        assert take(book) == "new"
        assert take(book) == "same"
        book.undo()
    secret = meta_of(path)["secret"]
    assert isinstance(secret, str)
    assert len(bytes.fromhex(secret)) == 32
    with open_book(path, backups=None) as book:
        assert take(book) == "new"
    assert meta_of(path) == {**meta_of(path), "secret": secret, "format": 1}
    with open_book(path, backups=None) as book:
        assert take(book) == "same"


def test_a_book_that_begins_with_an_import_has_its_secret_at_once(path: Path) -> None:
    """The secret is in the line of the act that needs it: a power cut never parts the two."""
    with open_book(path, backups=None) as book:
        take(book)
        log = Path(f"{path}-log").read_text(encoding="utf-8").splitlines()
        assert [line for line in log if '"secret"' in line] == [
            line for line in log if '"households"' in line and '"put"' in line
        ]
        assert sum('"secret"' in line for line in log) == 1


def test_what_a_file_said_cannot_be_guessed_from_the_digests(path: Path) -> None:
    """Two books keep other digests of one row, and neither keeps the plain one."""
    kept = []
    for name in ("一", "二"):
        place = path.parent / name / "book.json"
        place.parent.mkdir()
        with open_book(place, backups=None) as book:
            take(book)
            source = book.households.all()[0].source
            assert source is not None
            kept.append((source.digest, source.line))
        assert entry_digest(HOME) not in place.read_text(encoding="utf-8")
        assert HOME.line not in place.read_text(encoding="utf-8")
    assert len({*kept[0], *kept[1]}) == 4


def test_looking_makes_no_secret(path: Path) -> None:
    """A preview in a book open for reading writes nothing, and still knows what comes again."""
    with open_book(path, backups=None) as book:
        take(book)
    before = path.read_bytes()
    with open_book(path, backups=None, read_only=True) as book:
        assert book.intake.preview(SHEET).matches[0].verdict == "same"
    with open_book(path.parent / "none.json", read_only=True) as book:
        assert book.intake.preview(SHEET).matches[0].verdict == "new"
    assert path.read_bytes() == before
    assert not (path.parent / "none.json").exists()


def test_a_secret_that_is_none_is_replaced(path: Path) -> None:
    """What somebody wrote in its place by hand seals nothing."""
    with open_book(path, backups=None) as book:
        take(book)
    text = path.read_text(encoding="utf-8").replace(str(meta_of(path)["secret"]), "nonsense")
    path.write_text(text, encoding="utf-8")
    Path(f"{path}-log").unlink()
    with open_book(path, backups=None) as book:
        assert take(book) == "same", "number and head know it too"
        book.households.remove(book.households.all()[0].id)
        assert take(book) == "new"
    assert len(str(meta_of(path)["secret"])) == 64
