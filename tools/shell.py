"""Write what the shells and ``man`` know of the commands, drawn from the commands themselves.

    python tools/shell.py

For each language a folder in ``src/fieldbook/shell``: completion for bash, zsh, fish and PowerShell, made
by shtab, and a man page. A command that is added comes into them by itself; a test keeps them equal.

Completion offers commands, options, kinds, codes and files, and nothing that stands in a book: a name
that were offered would stand on the screen, and then in the shell's history.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import shtab

from fieldbook import i18n
from fieldbook.cli import typed
from fieldbook.cli.completing import FILES
from fieldbook.cli.exporting import ALL, ICS
from fieldbook.cli.help_text import CODES
from fieldbook.cli.man_page import man_page
from fieldbook.cli.words import parser
from fieldbook.domain.codes import LISTS
from fieldbook.i18n import _
from fieldbook.labels import codes_of
from fieldbook.ledgers import LEDGERS, TABLES
from fieldbook.papers import ANNEXES, FORMATS

SHELL: Final = Path(__file__).parents[1] / "src" / "fieldbook" / "shell"
MAN_PAGE: Final = "fieldbook.1"
OF_TYPE: Final[Mapping[object, tuple[str, ...]]] = {
    typed.listed: (*typed.KINDS, *LISTS),
    typed.kind_of: typed.KINDS,
    typed.added_kind: typed.ADDED,
}
"""What reads an argument → the codes that it takes."""
OF_OPTION: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("export", "--format"): (*FORMATS, *LEDGERS, ICS),
    ("export", "--annex"): (*ANNEXES, ALL),
    ("export", "--table"): tuple(each.file for each in TABLES.values()),
    ("slip", "--format"): tuple(FORMATS),
    ("route", "--format"): tuple(FORMATS),
}
"""Command and option → the codes that it takes, where nothing else says it."""


def files() -> Iterator[tuple[Path, str]]:
    """Every file, and what it is to hold."""
    was = i18n.language()
    for language in i18n.LANGUAGES:
        i18n.use_language(language)
        folder = SHELL / language
        for shell, name in FILES.items():
            yield folder / name, completion(shell)
        yield folder / MAN_PAGE, man_page()
    i18n.use_language(was)


def completion(shell: str) -> str:
    """The completion script of a shell."""
    root = parser()
    for name, each in (("", root), *root.commands().items()):
        for action in each._actions:  # noqa: SLF001  # argparse shows them no other way
            _complete(name, action)
    return shtab.complete(root, shell) + "\n"


def _complete(command: str, action: argparse.Action) -> None:
    """Say of an argument what may stand there."""
    if action.choices is None and (codes := list(_codes(command, action))):
        action.choices = codes
        if action.help == ", ".join(codes):  # what is offered need not be told behind each
            action.help = str(action.metavar)
    if action.metavar in (_("FILE"), _("PATH")):
        action.complete = shtab.FILE  # type: ignore[attr-defined]  # shtab's way
    elif action.metavar in (_("DIR"), _("STICK")):
        action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]


def _codes(command: str, action: argparse.Action) -> Iterator[str]:
    """The codes that an argument takes; those of several words have to be typed."""
    yield from OF_TYPE.get(action.type, ())
    for option in action.option_strings:
        yield from OF_OPTION.get((command, option), ())
        for where, field in CODES.get(command, ()):
            if where.split()[-1] == option:
                yield from (code for code, _word in codes_of(field) if " " not in code)


def write() -> None:
    """Write every file."""
    for path, text in files():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
