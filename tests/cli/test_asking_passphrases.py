"""What is asked at a terminal about a locked book: every question can be answered otherwise, and left."""

from __future__ import annotations

import argparse
import getpass
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from fieldbook.cli.console import Console
from fieldbook.cli.encrypting import hand_over
from fieldbook.cli.encrypting import run as encrypt
from fieldbook.cli.unlocking import asked_key, asked_recovery_key, new_passphrase
from fieldbook.domain.errors import Locked
from fieldbook.store.keys import Key, new_secret, typed_key
from fieldbook.store.passphrase import by_passphrase, under_passphrase
from tests.cli.conftest import Run
from tests.cli.locked import NEW, PASSPHRASE, Book, locked, quick

__all__ = ["locked", "quick"]  # fixtures


class Desk:
    """A call at a terminal, at which somebody types what is given."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, hidden: list[str], *lines: str, **args: object
    ) -> None:
        """Sit down at it.

        Args:
            monkeypatch: what lays hands on the terminal.
            hidden: what is typed where nothing is shown.
            lines: what is typed where it is shown; then the input ends.
            args: the words of the command.
        """
        self.args = argparse.Namespace(passphrase_file=None, recovery_key_file=None, **args)
        self.unlocked: dict[Path, Key] = {}
        self.console = Console()
        self.told: list[str] = []
        self.typed, self.lines = iter(hidden), iter([*(f"{each}\n" for each in lines), ""])
        monkeypatch.setattr(getpass, "getpass", lambda *_, **__: next(self.typed))
        monkeypatch.setattr(Console, "can_ask", True)
        monkeypatch.setattr(Console, "ask_line", lambda _, prompt: self._line(prompt))
        monkeypatch.setattr(Console, "tell", lambda _, text: self.told.append(text))

    def _line(self, prompt: str) -> str:
        self.told.append(prompt)
        return next(self.lines)


@pytest.fixture
def files(locked: Book) -> Iterator[dict[Path, bytes]]:
    """The files of the locked book, none of which is changed."""
    there = {each: each.read_bytes() for each in locked.path.parent.rglob("*") if each.is_file()}
    yield there
    assert there == {each: each.read_bytes() for each in there}


def test_a_wrong_passphrase_is_asked_for_again(
    locked: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three times in all, with one sentence each."""
    desk = Desk(monkeypatch, ["wrong", "wrong", PASSPHRASE])
    assert asked_key(desk, locked.path).seals
    assert desk.told == ["This is not the passphrase; try again."] * 2


def test_who_is_asked_no_more_is_not_told_to_type_it_at_the_shell(
    locked: Book, files: dict[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last sentence names the command, and says that nothing was changed."""
    with pytest.raises(Locked) as ended:
        asked_key(Desk(monkeypatch, ["wrong"] * 3), locked.path)
    assert ended.value.what == "not_opened"


def test_a_weak_passphrase_is_taken_back_by_enter(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another one is chosen then; what is no answer is asked again."""
    desk = Desk(monkeypatch, ["123", "123", PASSPHRASE, PASSPHRASE], "maybe", "")
    assert new_passphrase(desk, None, path) == PASSPHRASE
    assert [each[:22] for each in desk.told if "Enter is 1" in each] == [
        "1 to 2; Enter is 1, q "
    ] * 2
    assert new_passphrase(Desk(monkeypatch, ["123", "123"], "２"), None, path) == "123"


@pytest.mark.parametrize("lines", [("q",), ()])
def test_a_question_can_be_left(
    path: Path, monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...]
) -> None:
    """By its letter or the end of the input; nothing is changed."""
    with pytest.raises(Locked) as ended:
        new_passphrase(Desk(monkeypatch, ["123", "123"], *lines), None, path)
    assert ended.value.what == "stopped"


def test_two_that_differ_are_typed_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip of the hand ends nothing; nothing typed at all does."""
    desk = Desk(monkeypatch, [PASSPHRASE, NEW, PASSPHRASE, PASSPHRASE])
    assert new_passphrase(desk, None, path) == PASSPHRASE
    with pytest.raises(Locked) as ended:
        new_passphrase(Desk(monkeypatch, [""]), None, path)
    assert ended.value.what == "no_passphrase"


def test_locking_begins_with_what_will_happen(
    quick: None, path: Path, fieldbook: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is encrypted, what can be lost, how long the words should be; then it can still be left."""
    fieldbook("--book", path, "add", "issue", "水渠漏水要修理")
    fieldbook("--book", path, "backup")
    before = path.read_bytes()
    desk = Desk(monkeypatch, [PASSPHRASE, PASSPHRASE], "q", book=path, copies=None, slip=None)
    desk.book_path, desk.require_book = path, lambda: None  # type: ignore[attr-defined]
    with pytest.raises(Locked) as ended:
        encrypt(desk)  # type: ignore[arg-type]
    assert ended.value.what == "stopped"
    assert path.read_bytes() == before
    begun = " ".join(desk.told[:3])
    for each in ("everything beside it", "without both nobody", "six words"):
        assert each in begun


@pytest.mark.parametrize("lines", [("", "y"), ("n",), ()])
def test_the_recovery_key_waits_until_it_is_written_down(
    quick: None,
    path: Path,
    fieldbook: Run,
    monkeypatch: pytest.MonkeyPatch,
    lines: tuple[str, ...],
) -> None:
    """At a terminal nothing is locked before a yes; who stops then has the book as it was."""
    fieldbook("--book", path, "add", "issue", "水渠漏水要修理")
    fieldbook("--book", path, "backup")
    before, locks = path.read_bytes(), "y" in lines
    desk = Desk(monkeypatch, [PASSPHRASE, PASSPHRASE], *lines, book=path, copies="erase", slip=None)
    desk.book_path, desk.require_book = path, lambda: None  # type: ignore[attr-defined]
    if locks:
        assert encrypt(desk) == 0  # type: ignore[arg-type]
    else:
        with pytest.raises(Locked) as ended:
            encrypt(desk)  # type: ignore[arg-type]
        assert ended.value.what == "stopped"
        assert path.read_bytes() == before
    assert "Is the recovery key written down?" in desk.told[-1]
    assert Path(f"{path}.age").exists() is locks


@pytest.mark.parametrize("is_kept", [True, False])
def test_the_terminal_keeps_nothing_of_the_recovery_key(
    path: Path, monkeypatch: pytest.MonkeyPatch, is_kept: bool
) -> None:
    """It is shown on a page of its own, which goes with the answer whatever that is."""
    desk = Desk(monkeypatch, [], "y" if is_kept else "n")
    desk.console.out = io.StringIO()
    monkeypatch.setattr(desk.console.out, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with nullcontext() if is_kept else pytest.raises(Locked):
        hand_over(desk, path, "THE-KEY", None)  # type: ignore[arg-type]
    before, page = desk.console.out.getvalue().split("\x1b[?1049h")
    page, after = page.split("\x1b[?1049l")
    assert "THE-KEY" in page
    assert before == after == ""


def test_the_recovery_key_goes_to_a_file_without_a_sign(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody reads it as it comes there is no page."""
    desk = Desk(monkeypatch, [], "y")
    desk.console.out = io.StringIO()
    hand_over(desk, path, "THE-KEY", None)  # type: ignore[arg-type]
    assert "\x1b" not in desk.console.out.getvalue()


def test_the_recovery_key_is_typed_seen_in_pieces_and_again(
    locked: Book, files: dict[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On two lines as the screens show it, in any case; a wrong one, and another book's, are said."""
    right = locked.slip.read_text(encoding="utf-8").split("\n")[-2]
    other = "Q" if right.endswith("X") else "X"
    lines = [right[:-1], other, new_secret(), right[:37].lower(), f" {right[37:50]} {right[50:]}"]
    desk = Desk(monkeypatch, [], *lines)
    assert asked_recovery_key(desk, locked.path).identity == right
    said = [each for each in desk.told if not each.endswith(": ")]
    assert [each[:25] for each in said] == [
        "This is no recovery key; ",
        "This is the recovery key ",
    ]
    with pytest.raises(Locked) as ended:
        asked_recovery_key(Desk(monkeypatch, [], *[new_secret()] * 3), locked.path)
    assert ended.value.what == "not_opened"


def test_what_a_key_is_misread_for_is_forgiven() -> None:
    """Wide signs, dashes, lacking first words, and signs that no key has; another sign is not."""
    key = "AGE-SECRET-KEY-1" + new_secret()[16:]
    after = key[16:]
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in key)
    for typed in (
        key.lower(),
        wide,
        after,
        key.replace("-", "—"),
        "AGE-SECRET-KEY-l" + after,
        key[:16] + after.replace("0", "o").replace("8", "b").replace("L", "i"),
        f"{key[:37]}\n{key[37:]}",
    ):
        assert typed_key(typed).identity == key
    other = "Q" if after[5] != "Q" else "P"
    for typed in (key[:21] + other + key[22:], "X" + key, key[:-1], ""):
        with pytest.raises(Locked):
            typed_key(typed)


HAN = "南坡水渠 漏了好多年"


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("words", "encoding"),
    [(HAN, "utf-8"), (HAN, "utf-16"), (HAN, "gbk"), (PASSPHRASE, "utf-16"), (PASSPHRASE, "gbk")],
)
def test_a_passphrase_from_a_file_is_what_one_would_type(
    path: Path, fieldbook: Run, monkeypatch: pytest.MonkeyPatch, words: str, encoding: str
) -> None:
    """In whatever encoding Windows wrote it: who locked the book by a file opens it by the keyboard."""
    word = path.parent.parent / "word"
    word.write_bytes(f"{words}\r\nmore\r\n".encode(encoding))
    fieldbook("--book", path, "add", "issue", "水渠漏水")
    assert fieldbook("--book", path, "encrypt", "--passphrase-file", word).code == 0
    assert asked_key(Desk(monkeypatch, [words]), path)
    wide = "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in words)
    assert asked_key(Desk(monkeypatch, [wide.replace(" ", "\u3000")]), path)
    assert fieldbook("--book", path, "list", "issues", "--passphrase-file", word).code == 0


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_lines_of_a_pipe_are_whole_in_any_encoding(
    locked: Book, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """Half of 上 is, in UTF-16, the byte that ends lines; the line after it is the next one asked for."""
    first, then = "青山 上级 一条 小河", "上午 山上 两条 大河"
    new = ("passphrase", "--new-passphrase-file", "-", "--passphrase-file")
    with _piped(monkeypatch, f"\ufeff{first}\r\nmore\r\n".encode(encoding)):
        assert locked.bare(*new, locked.word).code == 0
    assert asked_key(Desk(monkeypatch, [first]), locked.path)
    with _piped(monkeypatch, f"\ufeff{first}\r\n{then}\r\n".encode(encoding)):
        assert locked.bare(*new, "-").code == 0
    assert asked_key(Desk(monkeypatch, [then]), locked.path)


def test_a_wrong_passphrase_from_a_pipe_is_said_to_come_from_there(
    locked: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dash is no name of a file."""
    with _piped(monkeypatch, b"another one\n"):
        said = locked.bare("list", "issues", "--passphrase-file", "-")
    assert said.code == 1
    assert "passphrase in standard input does not" in said.err


@contextmanager
def _piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> Iterator[None]:
    """Standard input is a pipe through which a text has come."""
    out, into = os.pipe()
    with os.fdopen(into, "wb") as writing:
        writing.write(data)
    with os.fdopen(out, encoding="utf-8") as reading, monkeypatch.context() as patched:
        patched.setattr(sys, "stdin", reading)
        yield


@pytest.mark.usefixtures("quick")
def test_a_book_locked_by_a_files_bytes_still_opens(
    path: Path, tmp_path: Path, fieldbook: Run
) -> None:
    """Before files of GBK were read as words, their bytes were the passphrase."""
    word, raw = tmp_path / "word", HAN.encode("gbk")
    word.write_bytes(raw)
    fieldbook("--book", path, "add", "issue", "水渠漏水")
    assert fieldbook("--book", path, "encrypt", "--passphrase-file", word).code == 0
    identity = path.with_name(f"{path.name}-identity.age")
    secret = by_passphrase(identity.read_bytes(), HAN)
    identity.write_bytes(under_passphrase(secret, raw.decode("utf-8", "surrogateescape")))
    assert fieldbook("--book", path, "list", "issues", "--passphrase-file", word).code == 0
