"""The commands on a locked book."""

from __future__ import annotations

import builtins
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fieldbook.store import locking
from fieldbook.store.drafts import Drafts
from fieldbook.store.inbox import Inbox
from fieldbook.store.journal import JournalDB
from fieldbook.store.locking import encrypt, new_recovery_key
from fieldbook.store.remembered import state_folder
from fieldbook.store.sealed import SealedCodec
from fieldbook.store.unlocking import unlock, unlock_by_recovery_key
from tests.cli.conftest import Run
from tests.cli.locked import NEW, PASSPHRASE, Book, locked, quick

__all__ = ["locked", "quick"]  # fixtures


def titles(said: Any) -> list[str]:
    assert said.code == 0, said.err
    return [each["title"] for each in json.loads(said.out)]


def issues(book: Book) -> list[str]:
    return titles(book.run("list", "issues", "--json"))


BOTH = ["水渠漏水要修理", "南坡地没有浇上"]


def holding(folder: Path, *words: str) -> list[Path]:
    """The files in which a word stands, in either of two encodings."""
    wanted = [each.encode(code) for each in words for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and any(each in path.read_bytes() for each in wanted)
    ]


def test_every_command_works_on_a_locked_book(locked: Book, tmp_path: Path) -> None:
    """Listing, searching, exporting, undoing, verifying and copying are as with a plain book."""
    assert issues(locked) == BOTH
    assert locked.run("search", "水渠").code == 0
    assert "水渠漏水要修理" in locked.run("export", "-o", "-").out
    assert locked.run("undo").code == 0
    assert issues(locked) == BOTH[:1]
    assert locked.run("redo").code == 0
    assert locked.run("verify").code == 0
    assert locked.run("verify", "--repair").code == 0
    copied = locked.run("backup", tmp_path / "stick")
    assert copied.code == 0
    beside = [each.name for each in (tmp_path / "stick").iterdir() if each.suffix != ".age"]
    assert beside
    assert all(each in copied.err for each in beside)
    assert holding(locked.path.parent, *BOTH) == []
    assert holding(tmp_path / "stick", *BOTH) == []


@pytest.mark.parametrize(
    "words",
    [("list", "issues"), ("undo",), ("verify",), ("backup",), ("decrypt",), ("passphrase",)],
)
def test_without_the_passphrase_one_sentence_says_so(locked: Book, words: tuple[str, ...]) -> None:
    """Where nobody can be asked, a command says how a passphrase is given."""
    said = locked.bare(*words)
    assert said.code == 1
    assert "--passphrase-file" in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


def test_a_wrong_passphrase_is_one_sentence_and_changes_nothing(
    locked: Book, tmp_path: Path
) -> None:
    """Nobody counts, nothing is erased."""
    wrong = tmp_path / "wrong"
    wrong.write_text("no\n", encoding="utf-8")
    before = {each: each.read_bytes() for each in locked.path.parent.rglob("*") if each.is_file()}
    for _ in range(3):
        said = locked.bare("list", "issues", "--passphrase-file", wrong)
        assert said.code == 1
        assert said.err.startswith(f"The passphrase in {wrong} does not open")
        assert said.err.count("\n") == 1
    assert before == {each: each.read_bytes() for each in before}


def test_the_passphrase_file_goes_before_or_after_the_command(
    locked: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it stands; a dash is standard input, and its other lines are left alone."""
    assert titles(locked.bare("--passphrase-file", locked.word, "list", "issues", "--json")) == BOTH
    assert titles(locked.bare("list", "--passphrase-file", locked.word, "issues", "--json")) == BOTH
    text = io.TextIOWrapper(io.BytesIO(f"{PASSPHRASE}\r\nmore\n".encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", text)
    assert titles(locked.bare("list", "issues", "--json", "--passphrase-file", "-")) == BOTH


def test_add_needs_no_passphrase_and_its_line_is_taken_in(locked: Book) -> None:
    """The line is encrypted to the book, and read by the next one who opens it."""
    assert locked.bare("add", "issue", "老井要淘一淘泥").code == 0
    assert holding(locked.path.parent, "老井要淘一淘泥") == []
    assert Inbox(locked.path).path.read_bytes().startswith(b"YWdlLWVuY3J5cHRpb24ub3Jn")
    assert issues(locked) == [*BOTH, "老井要淘一淘泥"]


def test_a_line_that_an_older_program_left_plain_is_taken_in(locked: Book) -> None:
    """It is read as it is; and one that means nothing is set aside encrypted."""
    Inbox(locked.path).path.write_bytes(
        b'{"id":"0190","kind":"issue","at":"2026-11-21T08:00:00+08:00","fields":{"title":"abcdefgh"}}\n'
        + "不是一行能懂的话\n".encode() * 2
    )
    assert issues(locked) == [*BOTH, "abcdefgh"]
    assert holding(locked.path.parent, "不是一行能懂的话", "abcdefgh") == []
    assert len(Inbox(locked.path).odd_path.read_bytes().split(b"\n")) == 2


def test_locking_shows_the_recovery_key_once_and_keeps_it_nowhere(
    quick: None, path: Path, tmp_path: Path, fieldbook: Run
) -> None:
    """Without a slip it stands in what is said, and in no file."""
    word = tmp_path / "word"
    word.write_text(PASSPHRASE, encoding="utf-8")
    fieldbook("--book", path, "add", "issue", "水渠漏水要修理")
    said = fieldbook("--book", path, "encrypt", "--passphrase-file", word)
    keys = [line for line in said.out.split("\n") if line.startswith("AGE-SECRET-KEY-")]
    assert len(keys) == 1
    assert "This passphrase is good." in said.err
    assert not [
        each
        for each in tmp_path.rglob("*")
        if each.is_file() and keys[0].encode() in each.read_bytes()
    ]


def test_the_slip_never_lies_beside_the_book(
    quick: None, path: Path, tmp_path: Path, fieldbook: Run
) -> None:
    """Who takes the book would take its recovery key, too; nor is another file written over."""
    word, there = tmp_path / "word", tmp_path / "there"
    word.write_text(PASSPHRASE, encoding="utf-8")
    there.write_text("mine", encoding="utf-8")
    fieldbook("--book", path, "add", "issue", "水渠漏水要修理")
    for slip in (path.parent / "slip.txt", path.parent / "backups" / "slip.txt", path, there):
        said = fieldbook("--book", path, "encrypt", "--passphrase-file", word, "--slip", slip)
        assert said.code == 1
    assert not Path(f"{path}.age").exists()
    assert there.read_text(encoding="utf-8") == "mine"


def test_everything_beside_the_book_is_encrypted_with_it(
    quick: None, path: Path, tmp_path: Path, fieldbook: Run
) -> None:
    """Drafts, discarded ones, copies, what was set aside, odd lines: nothing stays readable."""
    word = tmp_path / "word"
    word.write_text(PASSPHRASE, encoding="utf-8")
    fieldbook("--book", path, "add", "issue", "水渠漏水要修理")
    fieldbook("--book", path, "backup")
    drafts = Drafts(path)
    for number in range(2):
        drafts.keep("issue", "", {"title": f"还没有写完的草稿{number}"})
        drafts.discard("issue", "") if number == 0 else None
    for ending in ("-log-aside-12345678", "-torn-12345678", "-inbox-odd", "-ours-1", "-new"):
        Path(f"{path}{ending}").write_text('{"t":"放在一边的旧内容"}\n', encoding="utf-8")
    said = fieldbook("--book", path, "encrypt", "--passphrase-file", word)
    assert said.code == 0
    assert "can be read by anybody" in said.out
    assert holding(path.parent, "水渠漏水要修理", "还没有写完的草稿", "放在一边的旧内容") == []
    key = unlock(path, PASSPHRASE)
    found = Drafts(path, SealedCodec(key)).find("issue", "")
    assert found is not None
    assert found.fields == {"title": "还没有写完的草稿1"}
    said = fieldbook("--book", path, "decrypt", "--passphrase-file", word)
    assert said.code == 0, said.err
    again = Drafts(path).bring_back("issue", "")
    assert again is not None
    assert again.fields == {"title": "还没有写完的草稿0"}
    assert not list(path.parent.rglob("*.age"))
    assert holding(path.parent / "backups", "水渠漏水要修理")


def test_older_copies_can_be_erased_instead(
    quick: None, path: Path, tmp_path: Path, fieldbook: Run
) -> None:
    """They are listed, and go where that is wished."""
    word = tmp_path / "word"
    word.write_text(PASSPHRASE, encoding="utf-8")
    fieldbook("--book", path, "add", "issue", "水渠漏水要修理")
    fieldbook("--book", path, "backup")
    said = fieldbook("--book", path, "encrypt", "--passphrase-file", word, "--copies", "erase")
    assert said.out.count(str(path.parent / "backups")) == 2
    assert list((path.parent / "backups").iterdir()) == []


def test_what_lies_readable_beside_a_locked_book_is_encrypted_by_the_next_opening(
    locked: Book,
) -> None:
    """A program that was killed while it encrypted, or an older one, leaves nothing for long."""
    stray = Path(f"{locked.path}-aside-12345678")
    stray.write_text('{"t":"放在一边的旧内容"}', encoding="utf-8")
    second = locked.path
    second.write_text(
        '{"meta":{"1":{}},"issues":{"1":{"title":"另一个旧的工作本"}}}', encoding="utf-8"
    )
    assert locked.run("undo").code == 0
    assert holding(locked.path.parent, "放在一边的旧内容", "另一个旧的工作本") == []
    assert not second.exists()


def test_the_passphrase_is_changed_and_copies_elsewhere_are_said(
    locked: Book, tmp_path: Path
) -> None:
    """The old one opens nothing here any more; the next step is named."""
    new = tmp_path / "new"
    new.write_text(NEW, encoding="utf-8")
    locked.run("backup", tmp_path / "stick")
    locked.run("backup")
    said = locked.run("passphrase", "--new-passphrase-file", new)
    assert said.code == 0
    assert "--new-identity" in said.err
    assert locked.run("list", "issues").code == 1
    assert titles(locked.bare("list", "issues", "--json", "--passphrase-file", new)) == BOTH
    for folder, word in ((tmp_path / "stick", PASSPHRASE), (locked.path.parent / "backups", NEW)):
        copies = [each for each in folder.glob("*.age") if "identity" not in each.name]
        for copy in copies:
            key = unlock(copy, word)
            assert JournalDB(copy, codec=SealedCodec(key), read_only=True).tables()


def test_a_new_identity_leaves_nothing_that_the_old_one_opens(locked: Book, tmp_path: Path) -> None:
    """Book, log, copies and drafts are encrypted anew; the old key reads none of them."""
    old = unlock(locked.path, PASSPHRASE)
    locked.run("backup")
    Drafts(locked.path, SealedCodec(old)).keep("issue", "", {"title": "还没有写完的草稿"})
    new, slip = tmp_path / "new", tmp_path / "slip2"
    new.write_text(NEW, encoding="utf-8")
    said = locked.run("passphrase", "--new-identity", "--new-passphrase-file", new, "--slip", slip)
    assert said.code == 0, said.err
    assert titles(locked.bare("list", "issues", "--json", "--passphrase-file", new)) == BOTH
    files = [each for each in locked.path.parent.rglob("*") if each.is_file()]
    whole = [
        each
        for each in files
        if each.read_bytes().startswith(b"age-encryption") and "identity" not in each.name
    ]
    assert len(whole) >= 3
    for each in whole:
        with pytest.raises(ValueError, match="another"):
            old.decrypt(each.read_bytes())
    draft = Drafts(locked.path, SealedCodec(unlock(locked.path, NEW))).find("issue", "")
    assert draft is not None
    assert draft.fields == {"title": "还没有写完的草稿"}


def test_no_recovery_key_is_handed_over_for_a_change_that_is_refused(
    locked: Book, tmp_path: Path
) -> None:
    """Where the book is open elsewhere, no slip is left that opens nothing, and no key is shown."""
    new, slip = tmp_path / "new", tmp_path / "slip2"
    new.write_text(NEW, encoding="utf-8")
    words = ("passphrase", "--new-identity", "--new-passphrase-file", new)
    with JournalDB(locked.path, codec=SealedCodec(unlock(locked.path, PASSPHRASE))) as held:
        for more in (("--slip", slip), ()):
            said = locked.run(*words, *more)
            assert said.code == 1
            assert "AGE-SECRET-KEY" not in said.out
        held.journal.abandon()
    assert not slip.exists()
    assert locked.run(*words, "--slip", slip).code == 0
    assert "AGE-SECRET-KEY" in slip.read_text(encoding="utf-8")


def test_a_forgotten_passphrase_is_replaced_by_the_recovery_key(
    locked: Book, tmp_path: Path
) -> None:
    """The recovery key opens the book, says what it cannot check, and everything is sealed anew."""
    locked.bare("add", "issue", "老井要淘一淘泥")
    new = tmp_path / "new"
    new.write_text(NEW, encoding="utf-8")
    words = (
        "--recovery-key-file",
        locked.slip,
        "--new-passphrase-file",
        new,
        "--slip",
        tmp_path / "slip2",
    )
    said = locked.bare("passphrase", "--forgotten", *words)
    assert said.code == 0, said.err
    assert "cannot tell whether somebody" in said.err
    assert "the old one and the old passphrase open nothing" in said.err
    found = titles(locked.bare("list", "issues", "--json", "--passphrase-file", new))
    assert found == [*BOTH, "老井要淘一淘泥"]
    assert locked.bare("verify", "--passphrase-file", new).code == 0
    assert locked.bare("passphrase", "--forgotten", *words[:4], "--slip", tmp_path / "3").code == 1


@pytest.mark.parametrize("named", ["-", "file"])
def test_a_recovery_key_may_stand_on_two_lines(
    named: str, locked: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is shown, or as a slip with its remarks, from a file and from a pipe."""
    slip = locked.slip.read_text(encoding="utf-8").splitlines()
    remarks, key = slip[:-1], slip[-1]
    said = "\n".join([*remarks, key[:40], key[40:], NEW, ""])
    new, file = tmp_path / "new", tmp_path / "key"
    new.write_text(NEW, encoding="utf-8")
    file.write_text(said, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(said.encode())))
    done = locked.bare(
        "passphrase", "--forgotten", "--recovery-key-file", "-" if named == "-" else file,
        "--new-passphrase-file", "-" if named == "-" else new, "--slip", tmp_path / "slip2",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert locked.bare("verify", "--passphrase-file", new).code == 0


def test_no_recovery_key_is_one_sentence(locked: Book, tmp_path: Path) -> None:
    """A sign that was misread is told; a key of another book opens nothing."""
    key, new = tmp_path / "key", tmp_path / "new"
    new.write_text(NEW, encoding="utf-8")
    for text in ("AGE-SECRET-KEY-1QQQ", new_recovery_key()):
        key.write_text(text, encoding="utf-8")
        said = locked.bare("passphrase", "--forgotten", "--recovery-key-file", key,
                           "--new-passphrase-file", new, "--slip", tmp_path / "2")  # fmt: skip
        assert said.code == 1
        assert "Traceback" not in said.err
    assert issues(locked) == BOTH


def test_a_locked_copy_is_brought_back(locked: Book, tmp_path: Path) -> None:
    """Into the book it was made of, into a plain one, and where there is none any more."""
    locked.run("backup", tmp_path / "stick")
    copy = next(each for each in (tmp_path / "stick").glob("*.json.age"))
    locked.run("undo")
    assert locked.run("restore", copy, "--yes").code == 0
    assert issues(locked) == BOTH
    assert holding(locked.path.parent, *BOTH) == []
    for each in locked.path.parent.glob("book.json*"):
        each.unlink()
    said = locked.run("restore", copy.with_suffix(""), "--yes")
    assert said.code == 0, said.err
    assert issues(locked) == BOTH
    assert Path(f"{locked.path}.age").exists()
    assert not locked.path.exists()
    assert locked.bare("list", "issues").code == 1


def test_a_plain_copy_becomes_a_locked_book_where_one_was(
    quick: None, path: Path, tmp_path: Path, fieldbook: Run, locked: Book
) -> None:
    """A damaged locked book is replaced by a locked one, whatever the copy is."""
    plain = tmp_path / "other" / "book.json"
    fieldbook("--book", plain, "add", "issue", "水渠漏水要修理")
    fieldbook("--book", plain, "list", "issues")
    Path(f"{path}.age").unlink()
    assert locked.run("list", "issues").code == 1
    said = locked.run("restore", plain, "--yes")
    assert said.code == 0, said.err
    assert issues(locked)[0] == "水渠漏水要修理"
    assert holding(path.parent, "水渠漏水要修理") == []


def test_repair_takes_over_what_only_the_log_had(locked: Book) -> None:
    """As with a plain book: the log is set aside, and what its reader wrote is added."""
    key = unlock(locked.path, PASSPHRASE)
    db = JournalDB(locked.path, codec=SealedCodec(key))
    row = dict(db.rows("issues")[1])
    db.commit(
        {
            "issues": {
                9: {
                    **row,
                    "id": "01900000-0000-7000-8000-000000000009",
                    "seq": 9,
                    "title": "只在日志里的一条",
                }
            }
        }
    )
    db.commit({"issues": {10: {**row, "id": "01900000-0000-7000-8000-000000000010", "seq": 10}}})
    db.journal.abandon()
    log = Path(f"{locked.path}-log")
    lines = log.read_bytes().split(b"\n")
    lines[2] = lines[2][:200] + b"A" + lines[2][201:]
    log.write_bytes(b"\n".join([*lines, b""]))
    assert locked.run("list", "issues").code == 1
    said = locked.run("verify", "--repair")
    assert "only the log had" in said.out, said
    assert "只在日志里的一条" in issues(locked)


def test_changed_recipients_are_told_and_put_right(locked: Book) -> None:
    """Nothing is written to a stranger; the book itself knows to whom it is written."""
    where = Path(f"{locked.path}-recipients")
    right = where.read_bytes()
    for wrong in (right.split(b"\n")[0] + b"\n", b"", None):
        where.write_bytes(wrong) if wrong is not None else where.unlink()
        said = locked.run("list", "issues")
        assert said.code == 1
        assert "--repair" in said.err
        assert locked.run("verify", "--repair").code == 0
        assert where.read_bytes() == right
    where.unlink()
    assert locked.bare("add", "issue", "x").code == 1


def test_purge_erases_from_everything_beside_a_locked_book(locked: Book) -> None:
    """Copies, drafts, the inbox and what was set aside are read with the key, and rid of it."""
    key = unlock(locked.path, PASSPHRASE)
    codec = SealedCodec(key)
    locked.run("backup")
    Drafts(locked.path, codec).keep("issue", "", {"title": "水渠漏水要修理又一次"})
    odd = Path(f"{locked.path}-aside-12345678")
    odd.write_bytes(codec.encode_note("水渠漏水要修理".encode()))
    numbers = {
        each["title"]: each["seq"]
        for each in json.loads(locked.run("list", "issues", "--json").out)
    }
    trash(locked, "水渠漏水要修理")
    said = locked.run("purge", "issue", numbers["水渠漏水要修理"], "--yes")
    assert said.code == 0, said.err
    assert not odd.exists()
    for each in locked.path.parent.rglob("*"):
        if (
            each.is_file()
            and each.read_bytes().startswith(b"age-encr")
            and "identity" not in each.name
        ):
            assert "水渠漏水要修理".encode() not in key.decrypt(each.read_bytes()), each
    assert "南坡地没有浇上" in issues(locked)
    assert holding(locked.path.parent, *BOTH) == [], "what stays in the copies stays locked"


def trash(locked: Book, title: str) -> None:
    from fieldbook.opening import open_book

    with open_book(locked.path, key=unlock(locked.path, PASSPHRASE), backups=None) as book:
        for each in book.issues.all():
            if each.title == title:
                book.issues.remove(each.id)


def test_the_last_closing_tells_an_older_book_that_was_put_back(locked: Book) -> None:
    """Whoever puts an older state in its place, or cuts lines off, is noticed on this computer."""
    folder = locked.path.parent
    before = {each: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    assert locked.run("undo").err == ""
    assert locked.run("verify").err == ""
    for each, data in before.items():
        each.write_bytes(data)
    assert "older than the book that was closed here" in locked.run("list", "issues").err
    assert "older than" in locked.run("redo").err
    assert locked.run("list", "issues").err == ""


def test_a_plain_book_in_the_place_of_a_locked_one_is_told(locked: Book, fieldbook: Run) -> None:
    """A stranger who lays a readable book there is noticed; who decrypts his own is not warned."""
    plain = locked.path.parent.parent / "plain" / "book.json"
    fieldbook("--book", plain, "add", "issue", "abcdefgh")
    fieldbook("--book", plain, "list", "issues")
    kept = {each: each.read_bytes() for each in locked.path.parent.iterdir() if each.is_file()}
    for each in kept:
        each.unlink()
    locked.path.write_bytes(plain.read_bytes())
    assert "anybody can read it" in locked.bare("list", "issues").err
    for each in locked.path.parent.iterdir():
        if each.is_file():
            each.unlink()
    for each, data in kept.items():
        each.write_bytes(data)
    assert locked.run("decrypt").code == 0
    assert locked.bare("list", "issues").err == ""
    assert list(state_folder().iterdir()) == []


def test_two_files_and_no_log_are_not_guessed_between(locked: Book) -> None:
    """Where nothing says which is the book, it is refused until one is moved away."""
    Path(f"{locked.path}-log").unlink()
    locked.path.write_text("{}", encoding="utf-8")
    said = locked.run("list", "issues")
    assert said.code == 1
    assert "nothing says which" in said.err
    locked.path.unlink()
    assert issues(locked) == BOTH


def test_the_file_itself_may_be_named(locked: Book) -> None:
    """``--book book.json.age`` means the same book."""
    word = ("--passphrase-file", locked.word)
    assert (
        titles(locked.bare("list", "issues", "--json", *word, "--book", f"{locked.path}.age"))
        == BOTH
    )


def test_the_locked_file_is_the_one_that_is_named(
    locked: Book, fieldbook: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the book lies, and whose passphrase is asked for: the file that is there, and no other."""
    file = Path(f"{locked.path}.age")
    assert file.exists()
    assert not locked.path.exists()
    assert locked.bare("path").out.strip() == str(file)
    assert f"{file} is locked" in locked.bare("list", "issues").err
    assert f"{file} is locked already" in locked.run("encrypt").err
    assert locked.run("decrypt").code == 0
    assert locked.bare("path").out.strip() == str(locked.path)


def test_locking_twice_and_unlocking_a_plain_book_are_refused(
    locked: Book, fieldbook: Run, tmp_path: Path
) -> None:
    """Each says what there is to do instead."""
    said = locked.run("encrypt")
    assert (said.code, "fieldbook passphrase" in said.err) == (1, True)
    assert locked.run("decrypt").code == 0
    for words in (("decrypt",), ("passphrase",)):
        said = locked.bare(*words)
        assert (said.code, "fieldbook encrypt" in said.err) == (1, True)


def test_without_the_library_a_sentence_says_so(
    path: Path, tmp_path: Path, fieldbook: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no wheel a plain book works, and ``encrypt`` says why it does not."""
    honest = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "pyrage":
            raise ImportError(name)
        return honest(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    word = tmp_path / "word"
    word.write_text(PASSPHRASE, encoding="utf-8")
    assert fieldbook("--book", path, "add", "issue", "水渠漏水要修理").code == 0
    assert fieldbook("--book", path, "list", "issues").code == 0
    said = fieldbook("--book", path, "encrypt", "--passphrase-file", word)
    assert said.code == 1
    assert "pyrage" in said.err
    assert path.exists()


def test_a_plain_book_never_loads_the_library(path: Path) -> None:
    """What a plain book does costs nothing for what it does not use."""
    code = (
        "import sys\nfrom fieldbook.__main__ import main\n"
        f"book = {str(path)!r}\n"
        "main(['--book', book, 'add', 'issue', 'abc'])\n"
        "main(['--book', book, 'list', 'issues'])\nmain(['--book', book, 'undo'])\n"
        "wrong = {'pyrage', 'fieldbook.store.chacha', 'fieldbook.store.sealed'} & set(sys.modules)\n"
        "sys.exit(str(wrong) if wrong else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, env={**os.environ}
    )
    assert done.returncode == 0, done.stderr


def test_no_picture_of_the_memory_is_written(locked: Book) -> None:
    """Who unlocked a book leaves no core dump."""
    code = (
        "import ctypes, sys\nfrom fieldbook.store.unlocking import guard_memory\nguard_memory()\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == 'linux' else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
    assert locked.run("verify").code == 0


def test_a_killed_renewal_goes_on_at_the_next_opening(
    quick: None, path: Path, tmp_path: Path, fieldbook: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies beside the book is read with the former identity until all of it is done."""
    fieldbook("--book", path, "add", "issue", "水渠漏水要修理")
    fieldbook("--book", path, "list", "issues")
    encrypt(path, PASSPHRASE, new_recovery_key())
    old = unlock(path, PASSPHRASE)
    Drafts(path, SealedCodec(old)).keep("issue", "", {"title": "还没有写完的草稿"})

    def killed(*_: object) -> tuple[Path, ...]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(locking, "recast", killed)
        with pytest.raises(KeyboardInterrupt):
            locking.renew(path, old, NEW, new_recovery_key())
    assert Path(f"{path}-former.age").exists()
    word = tmp_path / "word"
    word.write_text(NEW, encoding="utf-8")
    assert fieldbook("--book", path, "undo", "--passphrase-file", word).code == 0
    assert not Path(f"{path}-former.age").exists()
    draft = Drafts(path, SealedCodec(unlock(path, NEW))).find("issue", "")
    assert draft is not None
    assert draft.fields == {"title": "还没有写完的草稿"}


def test_a_second_renewal_finishes_the_first(
    quick: None, path: Path, fieldbook: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two that follow each other, the first one killed: no file is left under a key that is gone."""
    fieldbook("--book", path, "add", "issue", "水渠漏水要修理")
    fieldbook("--book", path, "list", "issues")
    encrypt(path, PASSPHRASE, new_recovery_key())
    old = unlock(path, PASSPHRASE)
    Drafts(path, SealedCodec(old)).keep("issue", "", {"title": "还没有写完的草稿"})

    def killed(*_: object) -> tuple[Path, ...]:
        raise KeyboardInterrupt

    recovery_key = new_recovery_key()
    with monkeypatch.context() as patched:
        patched.setattr(locking, "recast", killed)
        with pytest.raises(KeyboardInterrupt):
            locking.renew(path, old, NEW, recovery_key)
    by_slip = unlock_by_recovery_key(path, recovery_key)
    assert locking.renew(path, by_slip, PASSPHRASE, new_recovery_key()) == ()
    draft = Drafts(path, SealedCodec(unlock(path, PASSPHRASE))).find("issue", "")
    assert draft is not None
    assert draft.fields == {"title": "还没有写完的草稿"}
