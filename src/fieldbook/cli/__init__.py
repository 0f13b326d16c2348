"""The commands: words in, an outcome out. The screens are never imported here.

Each command is a module with ``run(call) -> int`` that is imported when it is asked for, so that the
small ones start at once.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from fieldbook import i18n
from fieldbook.cli.call import Call
from fieldbook.cli.console import Console
from fieldbook.cli.words import WrongWords, parse
from fieldbook.collector import without_collector
from fieldbook.domain.errors import FieldbookError
from fieldbook.settings import Found, Settings, read_settings

if TYPE_CHECKING:
    from fieldbook.store.keys import Key

DONE: Final = 0
FAILED: Final = 1
WRONG_WORDS: Final = 2
INTERRUPTED: Final = 130

MODULES: Final = {
    "add": "adding", "list": "listing", "search": "searching", "import": "importing",
    "export": "exporting", "undo": "undoing", "redo": "undoing", "path": "showing_path", "completion": "completing",
    "update": "updating",
    "slip": "taking_along", "route": "taking_along",
    "encrypt": "encrypting", "decrypt": "decrypting", "passphrase": "changing_passphrase",
    "verify": "verifying", "backup": "backing_up", "restore": "restoring", "purge": "purging",
    "branch": "branch", "exchange": "exchanging",
    "manual": "opening_manual",
}  # fmt: skip
"""Command → the module of this package that does it."""


class Outcome(NamedTuple):
    """What came of the words."""

    code: int = DONE
    """The exit code, unless the screens are to be opened."""
    screens: bool = False
    demo: bool = False
    book_path: Path | None = None
    found: Found = Found(Settings())
    """What the settings say."""
    key: Key | None = None
    """What opens the book; ``None`` where it is a plain one."""


def run(argv: Sequence[str], console: Console | None = None) -> Outcome:
    """Do what the words ask for; everything foreseeable ends in one sentence and a code."""
    console = console or Console()
    try:
        outcome = _run(argv, console)
        console.flush()
    except KeyboardInterrupt:
        return Outcome(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our words has read enough. Python would complain once more at the exit.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Outcome(DONE)
    return outcome


def _run(argv: Sequence[str], console: Console) -> Outcome:
    found = _speak(argv)
    try:
        args = parse(argv)
    except WrongWords as error:
        console.tell(str(error))
        return Outcome(WRONG_WORDS)
    except SystemExit as end:  # --help and --version have said what they had to say
        return Outcome(int(end.code or 0))
    call = Call(args, console, found.settings, [], {})
    if args.command in (None, "demo"):
        demo = args.command == "demo"
        try:
            path = None if demo else call.book_path
            # The screens ask for the passphrase themselves, unless a file was named.
            named = getattr(args, "passphrase_file", None) is not None
            key = call.key if named and not demo else None
        except (FieldbookError, OSError) as error:
            return Outcome(_told(console, error))
        if getattr(args, "reader", False):
            found = found._replace(settings=found.settings._replace(reader=True))
        return Outcome(screens=True, demo=demo, book_path=path, found=found, key=key)
    for each in found.wrong:
        _told(console, each)
    code = _done(call)
    call.tell_the_rest()
    return Outcome(code)


def _done(call: Call) -> int:
    """Do one command; what can go wrong is told in one sentence."""
    # A command makes much, keeps it, and ends: there is no garbage worth looking for.
    try:
        with without_collector():
            module = importlib.import_module(f"fieldbook.cli.{MODULES[call.args.command]}")
            code: int = module.run(call)
    except BrokenPipeError:
        raise
    except WrongWords as error:
        call.console.tell(str(error))
        return WRONG_WORDS
    except (FieldbookError, OSError) as error:
        return _told(call.console, error)
    return code


def _told(console: Console, error: BaseException) -> int:
    from fieldbook.sentences import sentence

    console.tell(sentence(error))
    return FAILED


def _speak(argv: Sequence[str]) -> Found:
    """Choose the language before anything is said: ``--lang``, else the settings, else the locale."""
    found = Found(Settings()) if _adds_to_a_named_book(argv) else read_settings()
    asked = _value_of("--lang", argv) or found.settings.lang
    i18n.use_language(i18n.known_language(asked) or i18n.locale_language())
    return found


def _adds_to_a_named_book(argv: Sequence[str]) -> bool:
    """Whether even to look for the settings would be too much to load."""
    before = ("", *argv)
    plain = [
        word
        for word, last in zip(argv, before, strict=False)
        if not word.startswith("-") and last not in ("--book", "--lang", "--passphrase-file")
    ]
    return plain[:1] == ["add"] and _value_of("--book", argv) != ""


def _value_of(option: str, argv: Sequence[str]) -> str:
    """The last value an option has among the words, before they are parsed."""
    found = ""
    for at, word in enumerate(argv):
        if word == option and at + 1 < len(argv):
            found = argv[at + 1]
        elif word.startswith(f"{option}="):
            found = word.partition("=")[2]
    return found
