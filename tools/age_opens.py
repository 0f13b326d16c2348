"""Walk the way of docs/locked.md: every word of a locked book back with the age program alone.

    python tools/age_opens.py

A book is locked, written in, added to and copied; then Debian's ``age`` opens its files, once with the
recovery key and once with the passphrase, which it asks for on a terminal. Installs ``age`` by apt where
there is none.
"""

from __future__ import annotations

import base64
import json
import os
import pty
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from fieldbook.opening import open_book
from fieldbook.store.backup import Copy, write_copy
from fieldbook.store.drafts import Drafts
from fieldbook.store.inbox import Inbox, Line
from fieldbook.store.keys import recipients_beside
from fieldbook.store.locking import encrypt, new_recovery_key
from fieldbook.store.passphrase import by_passphrase
from fieldbook.store.sealed import SealedCodec
from fieldbook.store.unlocking import unlock

PASSPHRASE = "correct horse 南坡地"
WORDS = ("水渠漏水要修理", "写在日志里的一条", "没有打开就添的一条", "还没有写完的草稿")


def need_age() -> None:
    """Debian's package; elsewhere it has to be there."""
    if shutil.which("age"):
        return
    as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*as_root, "apt-get", "update", "-qq"], check=True, env=env)
    words = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "age"]
    subprocess.run([*as_root, *words], check=True, env=env, stdout=subprocess.DEVNULL)


def made(book: Path) -> str:
    """A locked book with a word in each sort of file; its recovery key."""
    with open_book(book, backups=None) as plain:
        plain.issues.raise_(_draft(WORDS[0]))
    recovery_key = new_recovery_key()
    encrypt(book, PASSPHRASE, recovery_key)
    key = unlock(book, PASSPHRASE)
    with open_book(book, backups=None, key=key):
        pass
    opened = open_book(book, backups=None, key=key)
    opened.issues.raise_(_draft(WORDS[1]))
    opened.store.db.journal.abandon()  # type: ignore[attr-defined]  # as if killed: it stays in the log
    at = "2026-11-21T08:00:00+08:00"
    line = Line("01900000-0000-7000-8000-000000000001", "issue", at, {"title": WORDS[2]})
    Inbox(book, recipients_beside(str(book))).add(line)
    Drafts(book, SealedCodec(key)).keep("issue", "", {"title": WORDS[3]})
    write_copy(Copy(opened.store.db), book.parent / "copy.json")  # type: ignore[attr-defined]
    return recovery_key


def _draft(title: str) -> object:
    from fieldbook.domain.drafts import Draft

    return Draft({"title": title})


def with_key(slip: Path, data: bytes) -> bytes:
    """What age says of a file, with the recovery key."""
    command = ["age", "-d", "-i", str(slip)]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def with_passphrase(identity: Path, file: Path, out: Path) -> bytes:
    """The same with the identity file, whose passphrase age asks for on a terminal."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("age", ["age", "-d", "-i", str(identity), "-o", str(out), str(file)])
    said = b""
    while b"passphrase" not in said.lower():
        said += os.read(terminal, 1024)
    os.write(terminal, PASSPHRASE.encode() + b"\n")
    while True:
        try:
            if not os.read(terminal, 1024):
                break
        except OSError:
            break
    if os.waitpid(child, 0)[1] != 0:
        raise SystemExit("age did not open the book with its passphrase")
    return out.read_bytes()


def every_word(book: Path, slip: Path) -> str:
    """What the files say, by the steps of the document."""
    said = [with_key(slip, Path(f"{book}.age").read_bytes())]
    log = Path(f"{book}-log").read_bytes().splitlines()
    said += [with_key(slip, base64.b64decode(line.split(b" ")[3])[32:]) for line in log]
    added = Path(f"{book}-inbox").read_bytes().splitlines()
    said += [with_key(slip, base64.b64decode(line)) for line in added]
    said += [with_key(slip, draft.read_bytes()) for draft in Drafts(book).files()]
    return b"\n".join(said).decode()


def theirs_is_ours(folder: Path) -> None:
    """What the age program puts under a passphrase, we open too."""
    secret, out = folder / "secret", folder / "secret.age"
    secret.write_bytes(b"of the age program")
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("age", ["age", "-p", "-o", str(out), str(secret)])
    for _ in range(2):
        said = b""
        while b"passphrase" not in said.lower():
            said += os.read(terminal, 1024)
        os.write(terminal, PASSPHRASE.encode() + b"\n")
        os.read(terminal, 2)
    while True:
        try:
            if not os.read(terminal, 1024):
                break
        except OSError:
            break
    os.waitpid(child, 0)
    if by_passphrase(out.read_bytes(), PASSPHRASE) != secret.read_bytes():
        raise SystemExit("a file of the age program says something else")


def main() -> int:
    """Print one line; 0 where every word came back."""
    need_age()
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"XDG_DATA_HOME": name, "XDG_CONFIG_HOME": name, "XDG_STATE_HOME": name}
        folder = Path(name)
        book, slip = folder / "work" / "book.json", folder / "slip.txt"
        slip.write_text("# a remark\n" + made(book) + "\n", encoding="ascii")
        told = every_word(book, slip)
        lost = [each for each in WORDS if each not in told]
        for file in (book, book.parent / "copy.json"):
            whole = with_passphrase(
                Path(f"{file}-identity.age"), Path(f"{file}.age"), folder / f"{file.name}.plain"
            )
            titles = [each["title"] for each in json.loads(whole)["issues"].values()]
            lost += [] if WORDS[0] in titles else [f"{WORDS[0]} in {file}"]
        theirs_is_ours(folder)
    version = subprocess.run(
        ["age", "--version"], capture_output=True, text=True, check=True
    ).stdout
    print(
        f"age {version.strip()}: {len(WORDS)} kinds of files, {len(lost)} words lost {lost or ''}"
    )
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
