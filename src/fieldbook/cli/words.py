"""The words of the commands, with argparse, in the language in use."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NoReturn

from fieldbook import __version__
from fieldbook.cli import typed
from fieldbook.cli.book_words import BOOK_COMMANDS
from fieldbook.cli.command import Command
from fieldbook.cli.known_headings import TellHeadings
from fieldbook.domain.codes import HOLDS, LISTS, SHEET_ENDINGS
from fieldbook.i18n import N_, _, ngettext

OF_ARGPARSE: Final = (
    N_("positional arguments"), N_("options"), N_("show this help message and exit"),
    N_("show program's version number and exit"), N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"), N_("expected one argument"),
    N_("expected at least one argument"), N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"), N_("not allowed with argument %s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"), N_("one of the arguments %s is required"),
)  # fmt: skip
"""What argparse says itself: marked here, so that the catalogue has it."""
SHELLS: Final = ("bash", "zsh", "fish", "powershell")
"""The shells whose Tab key knows our words."""


class WrongWords(Exception):
    """The words of the command were wrong; the text says which, and where to look."""


def require_in_order(since: dt.date | None, until: dt.date | None) -> None:
    """Refuse a period that ends before it begins."""
    if since and until and since > until:
        raise WrongWords(
            _("{since} lies after {until}; exchange them.").format(since=since, until=until)
        )


def require_known(word: str, known: Iterable[str], told: str) -> None:
    """Refuse a word that is none of these; ``told`` is the sentence that says so, and which there are."""
    words = tuple(known)
    if word not in words:
        known_words = typed.offered(zip(words, words, strict=True), word)
        raise WrongWords(told.format(given=word, known=known_words))


class _OneLine(argparse.HelpFormatter):
    """Lays nothing out: that is ``help_text``'s. argparse makes one for each word it is given."""

    def __init__(self, prog: str) -> None:
        # Without a width each would ask the terminal for its own.
        super().__init__(prog, width=10_000)


class Words(argparse.ArgumentParser):
    """A parser that tells what is wrong in one sentence and leaves the exit to others."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["allow_abbrev"] = False  # --up must not mean --update
        kwargs["formatter_class"] = _OneLine
        super().__init__(*args, **kwargs)
        self._intermixing = False
        # SUPPRESS: a command's own default would overwrite what stood before the command.
        self.add_argument(
            "--book",
            type=typed.path,
            metavar=_("PATH"),
            default=argparse.SUPPRESS,
            help=_("another book"),
        )
        self.add_argument(
            "--lang", choices=("zh", "en"), default=argparse.SUPPRESS, help=_("the language")
        )
        self.add_argument(
            "--passphrase-file",
            metavar=_("FILE"),
            default=argparse.SUPPRESS,
            help=_("a locked book's passphrase is its first line; - is standard input"),
        )

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Take options before, between and after the words of a command.

        argparse's own way ends the words at the first option. The way that does not asks this
        method once for the options and once for the words.
        """
        if self._intermixing or self._subparsers is not None:
            return super().parse_known_args(args, namespace)
        from fieldbook.cli.help_text import usage

        self.usage = usage(self)
        self._intermixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._intermixing = False

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """The words as values; of an option that nobody knows is told which was meant."""
        found, unknown = self.parse_known_args(args, namespace)
        if unknown:
            from fieldbook.cli.meant import with_hint

            parser = self.commands().get(getattr(found, "command", None) or "", self)
            told = _("unrecognized arguments: %s") % " ".join(unknown)
            typed_as = unknown[0].partition("=")[0]
            parser.error(with_hint(told, typed_as, parser._option_string_actions))  # noqa: SLF001
        return found

    def commands(self) -> Mapping[str, Words]:
        """The commands by their names; none for a command's own parser."""
        for each in self._actions:
            if isinstance(each, argparse._SubParsersAction):  # noqa: SLF001
                found: Mapping[str, Words] = each.choices
                return found
        return {}

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Take a choice that there is; of another is told which was meant."""
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as error:
            from fieldbook.cli.meant import with_hint

            told = with_hint(error.message, str(value), map(str, action.choices or ()))
            raise argparse.ArgumentError(action, told) from error

    def format_help(self) -> str:
        """What ``--help`` says."""
        from fieldbook.cli.help_text import help_text

        return help_text(self)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is."""
        help_words = f"{self.prog} --help"
        raise WrongWords(_("{message}. See: {help}").format(message=message, help=help_words))


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The words as values.

    Raises:
        WrongWords: they mean nothing.
        SystemExit: help or version was asked for, and given.
    """
    words = _columns_apart(argv)
    only = {each for each in words if each in COMMANDS}
    if _TELLS_ALL.isdisjoint(words):
        with contextlib.suppress(WrongWords):  # those of all commands tell better what was meant
            return _parsed(parser(only), words)
    return _parsed(parser(), words)


def _parsed(parser: Words, words: Sequence[str]) -> argparse.Namespace:
    found: argparse.Namespace = parser.parse_args(words)
    return found


def _columns_apart(argv: Sequence[str]) -> list[str]:
    """The words with ``--columns`` before each field, so that a file that follows is left a file."""
    found: list[str] = []
    listing = False
    for at, word in enumerate(argv):
        following = argv[at + 1] if at + 1 < len(argv) else ""
        if word == "--columns" and _names_a_column(following):
            listing = True
        elif listing and _names_a_column(word):
            found.append(f"--columns={word}")
        else:
            listing = False
            found.append(word)
    return found


def _names_a_column(word: str) -> bool:
    return "=" in word and not word.startswith("-")


def parser(only: Collection[str] | None = None) -> Words:
    """The words of the commands, in the language in use.

    Args:
        only: the commands that are asked for, none where the book is opened; without it all of them.
    """
    # argparse looks its words up in the module; the language is chosen by us, not by the system.
    setattr(argparse, "_", _)  # noqa: B010  # the module does not announce the name
    setattr(argparse, "ngettext", ngettext)  # noqa: B010
    parser = Words(
        prog="fieldbook",
        description=_("A field cadre's working notebook. Without a command the book is opened."),
    )
    about = _("show program's version number and exit")
    parser.add_argument(
        "--version", action="version", version=f"fieldbook {__version__}", help=about
    )
    _reader_words(parser)
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), prog="fieldbook")
    for name, command in COMMANDS.items():
        if only is None or name in only:
            words = commands.add_parser(name, help=_(command.help))
            if command.words is not None:
                command.words(words)
    return parser


def _reader_words(parser: Words) -> None:
    parser.add_argument(
        "--reader", action="store_true", default=argparse.SUPPRESS,
        help=_("screens for a screen reader or braille: one column, the cursor shown"),
    )  # fmt: skip


def _add_words(parser: Words) -> None:
    parser.add_argument("kind_of", type=typed.added_kind, metavar=_("KIND"),
                        help=_("issue, visit or note"))  # fmt: skip
    parser.add_argument("text", metavar=_("TEXT"), nargs="?", default="",
                        help=_("the words; - reads them from standard input"))  # fmt: skip
    parser.add_argument("--household", metavar=_("H"), action="append",
                        help=_("the household: its head, number or #N"))  # fmt: skip
    parser.add_argument("--kind", metavar="K", default="", help=_("the kind, as a code"))
    parser.add_argument("--on", metavar=_("DATE"), default="",
                        help=_("the day, such as 2026-11-08 or yesterday"))  # fmt: skip


def _list_words(parser: Words) -> None:
    parser.add_argument("kind_of", type=typed.listed, metavar=_("KIND"),
                        help=", ".join((*typed.KINDS, *LISTS)))  # fmt: skip
    parser.add_argument("--json", action="store_true", help=_("as JSON, with all fields"))
    parser.add_argument("--no-heading", action="store_true",
                        help=_("leave out the heading line where another program reads"))  # fmt: skip
    _pager_words(parser)
    _period_words(parser)
    parser.add_argument("--status", metavar=_("STATUS"), default="",
                        help=_("only issues or follow-ups that stand so"))  # fmt: skip
    parser.add_argument("--on", type=typed.first_day, metavar=_("DATE"),
                        help=_("what is of this day; a list of names as it stood then"))  # fmt: skip
    parser.add_argument("--unit", metavar=_("UNIT"), default="",
                        help=_("of a list of names: only this unit, such as COMMUNE/BRIGADE"))  # fmt: skip
    _whose_words(parser)
    parser.add_argument("--search", metavar=_("TEXT"), default="",
                        help=_("only those in which the words occur"))  # fmt: skip


def _pager_words(parser: Words) -> None:
    parser.add_argument("--no-pager", action="store_true",
                        help=_("show a list that is longer than the screen all at once"))  # fmt: skip


def _search_words(parser: Words) -> None:
    parser.add_argument("text", metavar=_("TEXT"), nargs="+", help=_("words that all must occur"))
    _pager_words(parser)


def _slip_words(parser: Words) -> None:
    parser.add_argument("household", metavar=_("HOUSEHOLD"), nargs="*", default=[],
                        help=_("the household: its head, number or #N"))  # fmt: skip
    parser.add_argument("--route", action="store_true",
                        help=_("those that are due today, in the order of the route"))  # fmt: skip
    _route_words(parser)


def _route_words(parser: Words) -> None:
    from fieldbook.papers.formats import FORMATS  # here alone: to import papers takes its time

    parser.set_defaults(kind_of="households", since=None, until=None, on=None, status="", search="")
    _whose_words(parser)
    formats = _("formats: {formats}").format(formats=_(", ").join(FORMATS))
    parser.add_argument("--format", metavar="F", default="", help=formats)
    _output_words(parser)


def _whose_words(parser: Words) -> None:
    parser.add_argument("--group", metavar=_("NAME"), default="",
                        help=_("only what belongs to this work group"))  # fmt: skip
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--contact", metavar=_("NAME"), default="",
                       help=_("only what is in this member's contact"))  # fmt: skip
    whose.add_argument("--mine", action="store_true",
                       help=_("only what is in your own contact group's"))  # fmt: skip


def _output_words(parser: Words) -> None:
    parser.add_argument("-o", "--output", metavar=_("FILE"), help=_("where the paper goes; - is standard output"))  # fmt: skip
    parser.add_argument("--yes", action="store_true", help=_("replace a file that is there"))


def _period_words(parser: Words) -> None:
    parser.add_argument(
        "--since", type=typed.since_day, metavar=_("DATE"), help=_("from this day on")
    )
    parser.add_argument(
        "--until", type=typed.until_day, metavar=_("DATE"), help=_("up to this day")
    )


def _import_words(parser: Words) -> None:
    kinds = _("a table: {endings}").format(endings=" ".join(SHEET_ENDINGS))
    parser.add_argument("file", metavar=_("FILE"), help=kinds)
    parser.add_argument("--as", dest="holds", choices=HOLDS,
                        help=_("what it holds; without this the headings decide"))  # fmt: skip
    parser.add_argument("--columns", nargs="+", action="extend", type=typed.column, default=[],
                        metavar=_("FIELD=HEADING"),
                        help=_("which field stands under which heading"))  # fmt: skip
    parser.add_argument("--headings", action=TellHeadings, nargs=0,
                        help=_("show which headings are known, and end"))  # fmt: skip
    parser.add_argument(
        "--encoding", metavar="E", help=_("the encoding of a text file or an old .xls")
    )
    parser.add_argument("--dry-run", action="store_true",
                        help=_("show what would happen and change nothing"))  # fmt: skip
    parser.add_argument("--update", action="store_true",
                        help=_("also take over rows that have changed"))  # fmt: skip


def _export_words(parser: Words) -> None:
    parser.add_argument("--format", metavar="F", default="", help=_("md, docx, html, …"))
    parser.add_argument("--minutes", nargs="?", type=typed.first_day, const=True, metavar=_("DAY"),
                        help=_("instead of the report, the minutes of that day's meeting, or of the last"))  # fmt: skip
    parser.add_argument("--period", metavar=_("PERIOD"), default="",
                        help=_("such as “this week”, “last month”, “since Monday”, “1 Nov - 10 Nov”; "
                               "without it from the day after the last meeting; before the first one ten days"))  # fmt: skip
    _period_words(parser)
    parser.add_argument("--audience", type=typed.audience, default="branch", metavar=_("WHOM"),
                        help=_("branch, above (names masked) or public (no names)"))  # fmt: skip
    parser.add_argument("--texts", action="store_true",
                        help=_("for the level above also what was written down, masked; for everybody "
                               "experiences and lines for others that name nobody"))  # fmt: skip
    parser.add_argument("--annex", nargs="+", action="extend", default=[], metavar=_("ANNEX"),
                        help=_("what follows the report: figures, method, visits, issues, due, "
                               "written, or all"))  # fmt: skip
    parser.add_argument("--template", metavar=_("FILE"), help=_("the branch's own Word template"))
    parser.add_argument("--table", metavar=_("TABLE"), default="",
                        help=_("of CSV only this table: issues, households, groups, visits, tasks"))  # fmt: skip
    parser.add_argument("--bom", action="store_true",
                        help=_("begin CSV files with a mark by which Excel knows their letters"))  # fmt: skip
    parser.add_argument("--names", action="store_true",
                        help=_("name the heads of households in a calendar (ics)"))  # fmt: skip
    parser.add_argument("--mine", action="store_true",
                        help=_("of a calendar: only what is in your own contact group's"))  # fmt: skip
    parser.add_argument("--fields", action="store_true",
                        help=_("list what a template may ask for; with -o, write one to start from"))  # fmt: skip
    parser.add_argument("-o", "--output", metavar=_("FILE"), help=_("where the paper goes; - is standard output"))  # fmt: skip
    parser.add_argument("--dry-run", action="store_true",
                        help=_("list what would be masked, with every suspect, and write nothing"))  # fmt: skip
    parser.add_argument("--yes", action="store_true",
                        help=_("do not ask: replace a file that is there, accept the masks"))  # fmt: skip


def _update_words(parser: Words) -> None:
    parser.add_argument("stick", metavar=_("STICK"), nargs="?", help=_("the folder of the stick"))
    parser.add_argument("--back", action="store_true",
                        help=_("start the program before this one again"))  # fmt: skip
    parser.add_argument("--yes", action="store_true", help=_("do not ask"))


def _completion_words(parser: Words) -> None:
    parser.add_argument("shell", choices=SHELLS, nargs="?", metavar=_("SHELL"),
                        help=_("bash, zsh, fish or powershell; without it, your own"))  # fmt: skip
    parser.add_argument("--install", action="store_true",
                        help=_("put it where the shell looks for it"))  # fmt: skip


COMMANDS: Final[Mapping[str, Command]] = {
    "demo": Command(N_("open a throw-away book with a sample village"), _reader_words),
    "add": Command(N_("write one thing down without opening the book"), _add_words),
    "list": Command(N_("list what is in the book"), _list_words),
    "search": Command(N_("search everything in the book"), _search_words),
    "import": Command(
        N_("take in a roster, a ledger, a diary of visits or a list of groups"), _import_words
    ),
    "export": Command(N_("write the paper for the branch meeting"), _export_words),
    "slip": Command(N_("write a slip for households, to print, leave there and sign"), _slip_words),
    "route": Command(N_("write today's route, to take along"), _route_words),
    "undo": Command(N_("undo the last act")),
    "redo": Command(N_("redo the act that was undone last")),
    **BOOK_COMMANDS,
    "path": Command(N_("show where the book and the settings lie")),
    "update": Command(
        N_("take a newer program from a stick; the book is copied before"), _update_words
    ),
    "completion": Command(
        N_("print what a shell offers at the Tab key, or put it in its place"), _completion_words
    ),
    "manual": Command(N_("read the manual, in the browser")),
}
"""The commands, in the order of the help."""
_TELLS_ALL: Final = frozenset(["-h", "--help"])
"""Words that are answered with all commands."""
