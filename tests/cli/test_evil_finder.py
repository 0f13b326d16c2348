"""Who finds the files of a locked book, has no key, and may write: whatever he does is told."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from fieldbook.store.drafts import Drafts
from fieldbook.store.keys import Recipients, new_secret
from fieldbook.store.locking import encrypt, finish_renewal
from fieldbook.store.sealed import SealedCodec
from fieldbook.store.unlocking import unlock
from tests.cli.conftest import Run
from tests.cli.locked import PASSPHRASE, Book, locked, quick

__all__ = ["locked", "quick"]  # fixtures

EVIL: Final = "这是外人写的话"


@pytest.fixture
def his(tmp_path: Path, fieldbook: Run, quick: None) -> Path:
    """A locked book of the finder's own, with the same passphrase: the worst case."""
    path = tmp_path / "his" / "book.json"
    fieldbook("--book", path, "add", "issue", EVIL)
    fieldbook("--book", path, "list", "issues")
    encrypt(path, PASSPHRASE, new_secret())
    return path


def laid(*endings: str) -> Callable[[Path, Path], None]:
    """His files put in the place of ours."""

    def lay(ours: Path, his: Path) -> None:
        for each in endings:
            shutil.copy(f"{his}{each}", f"{ours}{each}")

    return lay


def _recipient_more(ours: Path, his: Path) -> None:
    theirs = Path(f"{his}-recipients").read_bytes()
    with Path(f"{ours}-recipients").open("ab") as file:
        file.write(theirs)


def _changeover(ours: Path, his: Path) -> None:
    """As if our book were about to become his."""
    for each in (".age", "-identity.age", "-recipients"):
        shutil.copy(f"{his}{each}", f"{ours}{each}-next")
    log = Path(f"{his}-log").read_bytes()
    Path(f"{ours}-log").write_bytes(log)
    first = hashlib.sha256(log.split(b"\n")[0]).hexdigest()
    Path(f"{ours}-changeover").write_text(f"{first}\n", encoding="ascii")


@pytest.mark.parametrize(
    ("lay", "told"),
    [
        (laid("-identity.age"), "was not written by who can read this book"),
        (laid("-recipients"), "whom the book's lines are encrypted to"),
        (_recipient_more, "whom the book's lines are encrypted to"),
        (laid("-log"), "was not written by who can read this book"),
        (laid(".age"), "changed by something else"),
        (laid(".age", "-log"), "was not written by who can read this book"),
        (laid(".age", "-log", "-identity.age", "-recipients"), "or another"),
        (_changeover, "or another"),
    ],
)
def test_no_file_of_his_is_taken_for_ours(
    locked: Book, his: Path, lay: Callable[[Path, Path], None], told: str
) -> None:
    """Identity, recipients, log, book, all of them at once, and a changeover made up: each is told."""
    lay(locked.path, his)
    for command in (("list", "issues"), ("undo",)):
        said = locked.run(*command)
        assert told in said.err, said
        assert said.code == (0 if told == "or another" else 1)
        assert "Traceback" not in said.err
        if said.code == 0:
            break  # told once; from then on that is the book


PLAIN: Final = json.dumps({"meta": {"1": {"format": 1}}, "issues": {"1": {"title": EVIL}}})


@pytest.mark.parametrize(
    "where", ["backups/book-2026-11-25.json", "book.json", "book.json-aside-1", "book.json-drafts/issue"]
)  # fmt: skip
def test_plain_words_laid_beside_the_book_are_told(locked: Book, where: str) -> None:
    """They are encrypted like what a killed program leaves, and so would pass for ours: that is said."""
    path = locked.path.parent / where
    path.parent.mkdir(exist_ok=True)
    path.write_text(PLAIN, encoding="utf-8")
    said = locked.run("undo")
    assert said.code == 0
    assert "trust no word of them" in said.err
    assert str(path) in said.err
    assert locked.run("redo").err == ""


def test_a_former_identity_of_his_rewrites_nothing(locked: Book, his: Path) -> None:
    """Anybody can encrypt to the book, but only its reader vouches for a former identity."""
    where = Path(f"{locked.path}-former.age")
    stranger = unlock(his, PASSPHRASE)
    to_us = Recipients(Path(f"{locked.path}-recipients").read_bytes())
    copies = locked.path.parent / "backups"
    copies.mkdir(exist_ok=True)
    planted = copies / "book-2026-11-25.json.age"
    planted.write_bytes(Path(f"{his}.age").read_bytes())
    for data in (
        to_us.encrypt(stranger.identity.encode()),
        to_us.encrypt(stranger.identity.encode() + bytes(32)),
        SealedCodec(stranger).encode_former(stranger.identity),
        b"rubbish",
        b"",
    ):
        where.write_bytes(data)
        said = locked.run("undo")
        assert "could not be read with its key" in said.err, said
        assert not where.exists()
        assert planted.read_bytes() == Path(f"{his}.age").read_bytes()
        assert locked.run("redo").err == ""


def test_what_the_book_wrote_of_its_former_identity_is_gone_on_with(
    locked: Book, his: Path
) -> None:
    """The real one is known by its seal, and what lies beside is read with it."""
    key, former = unlock(locked.path, PASSPHRASE), unlock(his, PASSPHRASE)
    Drafts(locked.path, SealedCodec(former)).keep("issue", "", {"title": "还没有写完"})
    where = Path(f"{locked.path}-former.age")
    where.write_bytes(SealedCodec(key).encode_former(former.identity))
    assert finish_renewal(locked.path, SealedCodec(key, of_a_copy=True)) == ()
    draft = Drafts(locked.path, SealedCodec(key)).find("issue", "")
    assert draft is not None
    assert draft.fields == {"title": "还没有写完"}
    assert not where.exists()


@pytest.mark.parametrize("end", [".age-next", "-log-new", "-recipients-next", "-changeover",
                                 "-former.age", ".age-new", "-lock"])  # fmt: skip
def test_a_link_laid_at_a_name_of_ours_leads_nowhere(
    locked: Book, tmp_path: Path, end: str
) -> None:
    """Nothing is written through it, and no command ends otherwise than with a sentence."""
    outside = tmp_path / "outside"
    outside.write_text("mine", encoding="utf-8")
    link = Path(f"{locked.path}{end}")
    link.unlink(missing_ok=True)
    link.symlink_to(outside)
    slip = tmp_path / "slip2"
    words = ("passphrase", "--new-identity", "--new-passphrase-file", locked.word, "--slip", slip)
    for command in (("undo",), words):
        said = locked.run(*command)
        assert "mistake of its own" not in said.err
    assert outside.read_text(encoding="utf-8") == "mine"


def test_a_plain_line_in_the_log_is_damage(locked: Book) -> None:
    """One that is whole is refused; what breaks off was never saved, and a reader is told so."""
    log = Path(f"{locked.path}-log")
    before, line = log.read_bytes(), b'0123abcd 1 20 {"issues":{"1":{"title":"x"}}}\n'
    log.write_bytes(before + line)
    said = locked.run("list", "issues")
    assert (said.code, "is damaged" in said.err) == (1, True)
    log.write_bytes(before + line[:4])
    said = locked.run("list", "issues")
    assert said.code == 0
    assert said.err.endswith("was never saved. Everything before it is here.\n")
