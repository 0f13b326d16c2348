"""Passphrases and recovery keys: asked for on the terminal, or read from a file that was named.

Never from an argument or the environment, where other programs, and the shell's history, see them.
"""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from fieldbook.domain.errors import Locked, WrongPassphrase
from fieldbook.i18n import _
from fieldbook.sentences import sentence
from fieldbook.store.form import base_of, is_locked

_TURNS: Final = 3
"""How often a passphrase is asked for before the command gives up; nobody counts beyond that."""

if TYPE_CHECKING:
    import argparse

    from fieldbook.cli.console import Console
    from fieldbook.store.keys import Key


class Asking(Protocol):
    """What of a call is needed here."""

    @property
    def args(self) -> argparse.Namespace:
        """The words of the command."""

    @property
    def console(self) -> Console:
        """Where it speaks."""

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

    prompt = _("Passphrase of {path}: ").format(path=base)
    named = getattr(call.args, "passphrase_file", None)
    for _turn in range(_TURNS - 1 if named is None and call.console.can_ask else 0):
        try:
            return unlock(base, _asked(call, prompt))
        except WrongPassphrase as wrong:
            # Who is asked no more types it once again where everybody reads it, at the shell.
            call.console.tell(sentence(wrong))
    return unlock(base, _given(call, named, prompt, "passphrase_needed", base))


def given_recovery_key(call: Asking, base: Path) -> str:
    """The recovery key, as it was typed."""
    named = call.args.recovery_key_file
    return _given(call, named, _("Recovery key: "), "recovery_key_needed", base)


def new_passphrase(call: Asking, named: str | None, base: Path) -> str:
    """A new passphrase: asked for twice, and said how good it is."""
    from fieldbook.domain.passphrases import quality
    from fieldbook.sentences_of_locked import QUALITY

    while True:
        first = _given(call, named, _("New passphrase: "), "passphrase_needed", base)
        if not first:
            raise Locked("no_passphrase", base)
        if named is None and first != _asked(call, _("The same once more: ")):
            raise Locked("passphrases_differ", base)
        how_good = quality(first)
        call.console.tell(_(QUALITY[how_good]))
        if named is not None or how_good != "weak" or call.console.ask(_("Take it all the same?")):
            return first


def _given(call: Asking, named: str | None, prompt: str, lacking: str, base: Path) -> str:
    if named is not None:
        return _first_line(named)
    if not call.console.can_ask:
        raise Locked(lacking, base)
    return _asked(call, prompt)


def _asked(call: Asking, prompt: str) -> str:
    call.console.flush()
    try:
        return getpass.getpass(prompt, stream=call.console.err)
    except EOFError:
        return ""


def _first_line(named: str) -> str:
    """The first line of a file, or the next one of standard input."""
    if named == "-":
        data = b"" if sys.stdin is None else sys.stdin.buffer.readline()
    else:
        with Path(named).expanduser().open("rb") as file:
            data = file.readline()
    return data.decode("utf-8-sig", "surrogateescape").rstrip("\r\n")
