"""What ``--help`` says: how a command is used, its words in columns, its codes, and examples.

argparse counts characters; a Chinese one takes two cells, so the columns are laid out here.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from fieldbook.cli.table import cell_width
from fieldbook.cli.typed import SINGULAR
from fieldbook.domain.codes import LISTS
from fieldbook.i18n import N_, _

INDENT: Final = 2
_CLOSING: Final = "、，。；：？！）”》"
"""Signs that begin no line."""
WIDEST: Final = 26
"""Cells of the first column; what is longer has its explanation on the next line."""

EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "": (N_("fieldbook demo"), N_('fieldbook add issue "The canal leaks"')),
    "add": (
        N_('fieldbook add issue "The canal leaks" --household 0311 --kind production'),
        N_('fieldbook add visit "Met the leader" --household "Adam Reed" --on yesterday'),
        N_("fieldbook add note - < notes.txt"),
    ),
    "list": (
        N_("fieldbook list issues --status open --mine"),
        N_("fieldbook list issues --status unanswered"),
        N_("fieldbook list households --group East --json"),
        N_('fieldbook list visits --since "last monday" --search canal'),
        N_("fieldbook list units --on 2026-10-31"),
    ),
    "search": (N_("fieldbook search canal pump"),),
    "demo": (N_("fieldbook demo --lang zh"),),
    "undo": (N_("fieldbook undo"),),
    "redo": (N_("fieldbook redo"),),
    "path": (N_("fieldbook path"),),
    "manual": (N_("fieldbook manual"),),
    "update": (N_("fieldbook update /media/stick"), N_("fieldbook update --back")),
    "completion": (
        N_("fieldbook completion --install"),
        N_("fieldbook completion zsh > _fieldbook"),
    ),
    "encrypt": (N_("fieldbook encrypt --slip /media/stick/recovery.txt"),),
    "decrypt": (N_("fieldbook decrypt"),),
    "passphrase": (N_("fieldbook passphrase"), N_("fieldbook passphrase --forgotten")),
    "import": (
        N_("fieldbook import roster.xlsx --dry-run"),
        N_("fieldbook import ledger.csv --as issues --columns title=Matter found_on=Day"),
        N_("fieldbook import ledger.csv --update"),
    ),
    "export": (
        N_("fieldbook export --format docx -o paper.docx"),
        N_('fieldbook export --period "last week" --annex figures issues'),
        N_("fieldbook export --audience above --since 2026-11-01 -o -"),
        N_("fieldbook export --format ics --mine"),
        N_("fieldbook export -o ledger.xlsx"),
        N_("fieldbook export --format csv -o tables"),
        N_("fieldbook export --audience above --texts --annex visits issues --dry-run"),
    ),
    "slip": (
        N_("fieldbook slip 0311 0312 -o slips.docx"),
        N_("fieldbook slip --route --mine"),
    ),
    "route": (N_("fieldbook route --mine -o route.html"),),
    "backup": (N_("fieldbook backup /media/stick"),),
    "restore": (N_("fieldbook restore backups/book-2026-11-21.json --dry-run"),),
    "purge": (N_("fieldbook purge household 41"),),
    "verify": (N_("fieldbook verify --repair"),),
    "branch": (
        N_('fieldbook branch found "East Village Branch"'),
        N_('fieldbook branch invite "Adam Reed" -o invitation.json'),
        N_("fieldbook branch join invitation.json"),
        N_("fieldbook branch grant 1 2"),
    ),
    "exchange": (
        N_("fieldbook exchange /media/stick --dry-run"),
        N_("fieldbook exchange stick"),
    ),
}
"""Command → lines that can be typed as they stand."""

CODES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "add": (
        (N_("issue --kind"), "issue.kind"), (N_("visit --kind"), "manner"),
        (N_("note --kind"), "diary.kind"),
    ),
    "list": (
        (N_("issues --status"), "status"), (N_("issues --status"), "waiting"),
        (N_("follow_ups --status"), "state"),
    ),
    "export": (("--audience", "audience"), ("--period", "period")),
}  # fmt: skip
"""Command → (where, field) whose codes it takes; the words shown for them may be typed too."""


def help_text(parser: argparse.ArgumentParser) -> str:
    """The whole help of a command, or of all of them."""
    command = parser.prog.partition(" ")[2]
    parts = [_usage(parser), parser.description or ""]
    parts += _words(parser)
    parts += ["\n".join(each(command)) for each in (_codes, _examples, _lies)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _usage(parser: argparse.ArgumentParser) -> str:
    """How the words stand, one under another where a line is too short."""
    begin = _("usage: ") + parser.prog + " "
    words = (parser.usage or usage(parser)).removeprefix(f"{parser.prog} ")
    room = _room(cell_width(begin))
    edge = " " * cell_width(begin)
    return begin + f"\n{edge}".join(_broken(words, room, of_usage=True))


def usage(parser: argparse.ArgumentParser) -> str:
    """How the words of a command stand, on one line: ``fieldbook add [--on DATE] KIND [TEXT]``.

    argparse takes it down itself where options may stand anywhere, and cuts it by the length of the
    English word for it.
    """
    formatter = argparse.HelpFormatter(parser.prog, width=10_000)
    groups = parser._mutually_exclusive_groups  # noqa: SLF001
    formatter.add_usage(None, parser._actions, groups, prefix="")  # noqa: SLF001
    return formatter.format_help().strip().replace("%", "%%")


def _words(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The arguments and the options, a heading and a table each."""
    for group in parser._action_groups:  # noqa: SLF001  # the one list of them there is
        rows = [
            (called(each), meaning(each))
            for action in group._group_actions  # noqa: SLF001
            for each in (action, *commands_of(action))
            if each.help != argparse.SUPPRESS and (each.help or each.option_strings)
        ]
        if rows:
            yield _heading(group.title or "") + "\n" + "\n".join(_table(rows))


def commands_of(action: argparse.Action) -> list[argparse.Action]:
    """The commands, each with its own line; nothing for any other argument."""
    if not isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
        return []
    return list(action._choices_actions)  # noqa: SLF001


def called(action: argparse.Action) -> str:
    """How an argument is written: ``--on DATE``, ``FILE``."""
    name = action.metavar if isinstance(action.metavar, str) else (action.metavar or ("",))[0]
    if not action.option_strings:
        return name or action.dest
    options = ", ".join(action.option_strings)
    takes = action.nargs != 0
    choices = "|".join(map(str, action.choices)) if action.choices else action.dest.upper()
    return f"{options} {name or choices}" if takes else options


def meaning(action: argparse.Action) -> str:
    """What an argument is for."""
    return (action.help or "") % {"prog": "fieldbook"}


def _codes(command: str) -> Iterator[str]:
    rows = [(_(where), codes_told(field)) for where, field in CODES.get(command, ())]
    if command == "list":
        rows.insert(0, (_("KIND"), _kinds_told()))
    if rows:
        yield _heading(_("codes"))
        yield from _table(rows)


def codes_told(field: str) -> str:
    """The codes of a field, each with the word that may be typed for it."""
    from fieldbook.labels import codes_of

    return _with_words(codes_of(field))


def _kinds_told() -> str:
    """What can be listed, each with the word that may be typed for it."""
    from fieldbook.labels import kind_label
    from fieldbook.titles import title_of

    kinds = ((many, kind_label(one)) for one, many in SINGULAR.items())
    return _with_words((*kinds, *((each, title_of(each)) for each in LISTS)))


def _with_words(told: Iterable[tuple[str, str]]) -> str:
    return _(", ").join(
        code
        if word.replace(" ", "_") in code
        else _("{code} ({word})").format(code=code, word=word)
        for code, word in told
    )


def _examples(command: str) -> Iterator[str]:
    examples = EXAMPLES.get(command, ())
    if examples:
        yield _heading(_("examples"))
        yield from (" " * INDENT + _(each) for each in examples)


def _lies(command: str) -> Iterator[str]:
    """Where the manual lies, on a line of its own whatever its length, so that it can be copied."""
    if command == "manual":
        from fieldbook.i18n import language
        from fieldbook.manual import manual_file

        yield _heading(_("where it lies"))
        yield str(manual_file(language()))


def _heading(words: str) -> str:
    return _("{heading}:").format(heading=words)


def _table(rows: list[tuple[str, str]]) -> Iterator[str]:
    """Two columns; the second one is broken into lines where it is too long."""
    widest = min(max(cell_width(left) for left, _right in rows), WIDEST)
    left_edge = INDENT + widest + 2
    room = _room(left_edge)
    for left, right in rows:
        lines = list(_broken(right, room))
        begin = " " * INDENT + left
        if cell_width(left) > widest:
            yield begin
        else:
            first = lines.pop(0) if lines else ""
            yield (begin + " " * (left_edge - cell_width(begin)) + first).rstrip()
        yield from (" " * left_edge + each for each in lines)


def _room(left_edge: int) -> int:
    """The cells of a line that are left; never fewer than a few words need."""
    import shutil  # with all its archives; only help asks for it

    return max(shutil.get_terminal_size().columns - left_edge, 20)


def _broken(text: str, room: int, *, of_usage: bool = False) -> Iterator[str]:
    """The text in lines of so many cells: between words, or between two Chinese characters.

    What belongs to one option of a usage stays together.
    """
    line = ""
    for piece in _parts(text) if of_usage else _pieces(text):
        if line and cell_width((line + piece).rstrip()) > room:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    if line.strip():
        yield line.rstrip()


def _parts(text: str) -> Iterator[str]:
    """The words of a usage: ``[--on DATE]``, ``KIND``."""
    yield from re.findall(r"(?:\[[^\]]*(?:\[[^\]]*\][^\]]*)*\]|[^\s\[]+)\s*", text)


def _pieces(text: str) -> Iterator[str]:
    """What stays together: a word, or a Chinese character with the sign that closes behind it."""
    word = ""
    for sign, after in zip(text, text[1:] + " ", strict=True):
        word += sign
        if sign == " " or (cell_width(sign) == 2 and after not in _CLOSING):
            yield word
            word = ""
    yield word
