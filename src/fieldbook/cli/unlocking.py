"""Passphrases and recovery keys: asked for on the terminal, or read from a file that was named.

Never from an argument or the environment, where other programs, and the shell's history, see them.
"""

from __future__ import annotations

import codecs
import contextlib
import getpass
import io
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from fieldbook.domain.errors import Locked, WrongPassphrase
from fieldbook.files import from_home
from fieldbook.i18n import _
from fieldbook.sentences import sentence
from fieldbook.store.form import base_of, file_of, is_locked

_TURNS: Final = 3
"""How often a passphrase is asked for before the command gives up; nobody counts beyond that."""

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from fieldbook.cli.console import Console
    from fieldbook.store.keys import Key, RecoveryKey


_K = TypeVar("_K")


class Asking(Protocol):
    """What of a call is needed here."""

    @property
    def args(self) -> argparse.Namespace:
        """The words of the command."""

    @property
    def console(self) -> Console:
        """Where what is asked and told appears."""

    @property
    def unlocked(self) -> dict[Path, Key]:
        """The keys that were asked for."""


def key_of(call: Asking, path: Path) -> Key | None:
    """What opens the book; ``None`` where it is a plain one. Each book is asked for once."""
    if not is_locked(path):
        return None
    base = Path(base_of(path))
    if base not in call.unlocked:
        call.unlocked[base] = asked_key(call, base)
    return call.unlocked[base]


def asked_key(call: Asking, base: Path) -> Key:
    """The key of a locked book or copy, by its passphrase."""
    from fieldbook.store.unlocking import unlock

    named = getattr(call.args, "passphrase_file", None)
    file = file_of(base)
    prompt = _("Passphrase of {path}: ").format(path=file)
    if named is None:
        return _in_turns(
            call, lambda: unlock(base, _asked(call, prompt)), "passphrase_needed", file
        )
    data = _first_line(named)
    # A book that was locked when a file's bytes were taken as they stood opens by them.
    for given in dict.fromkeys((_typed(data), data.decode("utf-8-sig", "surrogateescape"))):
        with contextlib.suppress(WrongPassphrase):
            return unlock(base, given)
    told = _("standard input") if named == "-" else named
    raise WrongPassphrase("wrong_in_file", file, file=told)


def asked_recovery_key(call: Asking, base: Path) -> RecoveryKey:
    """What the recovery key opens, which is shown as it is typed: nobody types 74 signs blind."""
    from fieldbook.store.unlocking import unlock_by_recovery_key

    named = call.args.recovery_key_file
    if named is not None:
        return unlock_by_recovery_key(base, _key_in(named))
    return _in_turns(
        call,
        lambda: unlock_by_recovery_key(base, _typed_key(call)),
        "recovery_key_needed",
        file_of(base),
    )


def _in_turns(call: Asking, opens: Callable[[], _K], lacking: str, file: Path) -> _K:
    """Ask until it opens, as often as is thought well; then say that nothing came of it."""
    if not call.console.can_ask:
        raise Locked(lacking, file)
    for _turn in range(_TURNS):
        try:
            return opens()
        except WrongPassphrase as wrong:
            call.console.tell(sentence(wrong))
    # Not "try again": whoever is asked no more would type it at the shell, which remembers it.
    raise Locked("not_opened", file)


def new_passphrase(call: Asking, named: str | None, base: Path) -> str:
    """A new passphrase: asked for twice, and said how good it is."""
    from fieldbook.domain.passphrases import quality
    from fieldbook.sentences_of_locked import QUALITY

    if named is not None:
        given = _typed(_first_line(named))
        if not given:
            raise Locked("no_passphrase", base)
        call.console.tell(_(QUALITY[quality(given)]))
        return given
    if not call.console.can_ask:
        raise Locked("passphrase_needed", base)
    while True:
        typed = _typed_twice(call, base)
        how_good = quality(typed)
        call.console.tell(_(QUALITY[how_good]))
        if how_good != "weak" or _takes_weak(call, base):
            return typed


def _typed_twice(call: Asking, base: Path) -> str:
    """A new passphrase that was typed twice alike; nothing at all stops."""
    while True:
        first = _asked(call, _("New passphrase: "))
        if not first:
            raise Locked("no_passphrase", base)
        if first == _asked(call, _("The same once more: ")):
            return first
        call.console.tell(_("The two passphrases differ; type both again."))


def _takes_weak(call: Asking, base: Path) -> bool:
    chosen = call.console.choose(
        _("What now?"), _("choose another passphrase"), _("take this one all the same")
    )
    if chosen is None:
        raise Locked("stopped", base)
    return chosen == 1


def _typed_key(call: Asking) -> str:
    """A recovery key, on one line or on several, as it stands on the slip."""
    from fieldbook.store.keys import SIGNS_OF_KEY

    typed = line = call.console.ask_line(_("Recovery key (shown as it is typed): "))
    while line.strip() and len("".join(typed.split())) < SIGNS_OF_KEY:
        line = call.console.ask_line(_("The rest of it (Enter if that was all): "))
        typed += line
    return typed


def _asked(call: Asking, prompt: str) -> str:
    call.console.flush()
    try:
        return getpass.getpass(prompt, stream=call.console.err)
    except EOFError:
        return ""
    except KeyboardInterrupt:
        call.console.tell("")
        call.console.tell(sentence(Locked("stopped")))
        raise


def _key_in(named: str) -> str:
    """A recovery key, on one line or on several, in a slip or as it was copied from one."""
    from fieldbook.store.keys import SIGNS_OF_KEY

    key = ""
    for line in _lines(named, remarks=b"#"):
        key += _typed(line)
        if not line.strip() or len("".join(key.split())) >= SIGNS_OF_KEY:
            break
    return key


def _first_line(named: str) -> bytes:
    """The first line of a file, or the next one of standard input."""
    return next(_lines(named), b"")


def _lines(named: str, remarks: bytes | None = None) -> Iterator[bytes]:
    """The lines of a file that are no remarks, or the next ones of standard input, empty at its end."""
    if named == "-":
        while sys.stdin is not None:
            line = _next_line()
            if remarks is None or not line.startswith(remarks):
                yield line
        return
    with from_home(named).open("rb") as file:
        first = file.readline()
        wide = _is_wide(first)
        for line in _narrow(first + file.read()).splitlines() if wide else chain([first], file):
            if remarks is None or not line.startswith(remarks):
                yield line.rstrip(b"\r\n")


def _next_line() -> bytes:
    """The next line of standard input, which goes on in UTF-8 where it began in UTF-16."""
    line = sys.stdin.buffer.readline()
    if _is_wide(line):  # no line yet: half of a sign such as 上 is the byte that ends lines
        whole = io.BytesIO(_narrow(line + sys.stdin.buffer.read()))
        sys.stdin = io.TextIOWrapper(whole, encoding="utf-8")
        line = whole.readline()
    return line.rstrip(b"\r\n")


def _is_wide(data: bytes) -> bool:
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _narrow(data: bytes) -> bytes:
    """What a Windows shell wrote in UTF-16, in UTF-8."""
    return data.decode("utf-16", "ignore").encode("utf-8", "ignore") if _is_wide(data) else data


def _typed(line: bytes) -> str:
    """A line as somebody would type it, who wrote the file in UTF-8, or in GBK on Chinese Windows."""
    for encoding in ("utf-8-sig", "gb18030"):
        with contextlib.suppress(UnicodeDecodeError):
            return line.decode(encoding)
    return line.decode("utf-8-sig", "surrogateescape")
