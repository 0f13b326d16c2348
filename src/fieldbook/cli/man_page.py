"""The page that ``man fieldbook`` shows, drawn from the words of the commands by ``tools/shell.py``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

from fieldbook import __version__
from fieldbook.cli.help_text import CODES, EXAMPLES, called, codes_told, commands_of, meaning, usage
from fieldbook.cli.words import Words, parser
from fieldbook.i18n import _


def man_page() -> str:
    """The whole page, in the language in use."""
    root = parser()
    of_all = [each for each in _actions(root) if each.option_strings]
    parts = [
        "'\\\" -*- coding: utf-8 -*-",
        f'.TH FIELDBOOK 1 "" "fieldbook {__version__}"',
        _section(_("name"), [f"fieldbook \\- {_escaped(root.description or '')}"]),
        _section(_("how it is called"), _usage(root)),
        _section(_("options"), _tagged(of_all)),
        _section(_("commands"), (line for each in _commands(root) for line in each)),
        _section(_("files and environment"), _pairs(_places())),
        _section(_("exit codes"), _pairs(_exit_codes())),
        _section(_("examples"), _examples("")),
    ]
    return "\n".join(parts) + "\n"


def _places() -> Iterator[tuple[str, str]]:
    yield "book.json", _("the book, where “fieldbook path” says")
    yield "settings.toml", _("the settings, where “fieldbook path” says")
    yield "FIELDBOOK_BOOK", _("another book")
    yield "PAGER", _("what shows a list that is longer than the screen; else less")
    yield "LANGUAGE, LC_ALL, LC_MESSAGES, LANG", _("the language")


def _exit_codes() -> Iterator[tuple[str, str]]:
    yield "0", _("done")
    yield "1", _("it could not be done; one sentence says why")
    yield "2", _("the words of the command were wrong")
    yield "130", _("interrupted")


def _actions(of: argparse.ArgumentParser) -> list[argparse.Action]:
    return of._actions  # noqa: SLF001  # argparse shows them no other way


def _commands(root: Words) -> Iterator[Iterable[str]]:
    """A part a command: how it is called, what it does, its words, its codes, its examples."""
    of_all = {option for each in _actions(root) for option in each.option_strings}
    named = {each.dest: each for action in _actions(root) for each in commands_of(action)}
    for name, each in root.commands().items():
        own = [
            action
            for action in _actions(each)
            if (action.help or action.option_strings) and not of_all & set(action.option_strings)
        ]
        yield [f".SS {_escaped(name)}", *_usage(each), ".PP", _escaped(meaning(named[name]))]
        yield _tagged(own)
        yield _pairs((_(where), codes_told(field)) for where, field in CODES.get(name, ()))
        yield _examples(name)


def _section(title: str, lines: Iterable[str]) -> str:
    return "\n".join([f".SH {_escaped(title.upper())}", *lines])


def _usage(of: argparse.ArgumentParser) -> list[str]:
    return [_escaped(usage(of).replace("%%", "%"))]


def _tagged(actions: Iterable[argparse.Action]) -> Iterator[str]:
    return _pairs((called(each), meaning(each)) for each in actions)


def _pairs(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A word, and set in below it what it means."""
    for word, told in rows:
        yield from (".TP", f"\\fB{_escaped(word)}\\fR", _escaped(told))


def _examples(command: str) -> Iterator[str]:
    for each in EXAMPLES.get(command, ()):
        yield from (".PP", ".nf", f".RS\n{_escaped(_(each))}\n.RE", ".fi")


def _escaped(text: str) -> str:
    """Text as troff takes it: signs of its own are set as what they are."""
    found = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{found}" if found.startswith(".") else found
