"""The words of the commands for a book as a whole: kept, locked, exchanged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fieldbook.cli import typed
from fieldbook.cli.command import Command
from fieldbook.i18n import N_, _


def _verify(parser: Any) -> None:
    parser.add_argument("--repair", action="store_true",
                        help=_("add what is missing, set aside what cannot be read"))  # fmt: skip


def _backup(parser: Any) -> None:
    parser.add_argument("folder", metavar=_("DIR"), nargs="?", help=_("where the copy goes"))


def _restore(parser: Any) -> None:
    parser.add_argument("file", metavar=_("FILE"), help=_("the copy"))
    parser.add_argument("--dry-run", action="store_true",
                        help=_("show what would happen and change nothing"))  # fmt: skip
    _yes(parser)


def _yes(parser: Any) -> None:
    parser.add_argument("--yes", action="store_true", help=_("do not ask"))


def _purge(parser: Any) -> None:
    parser.add_argument(
        "kind_of", type=typed.kind_of, metavar=_("KIND"), help=", ".join(typed.KINDS)
    )
    parser.add_argument(
        "number", type=typed.number, metavar=_("NUMBER"), help=_("its number, such as 41")
    )
    _yes(parser)


def _encrypt(parser: Any) -> None:
    parser.add_argument("--copies", choices=("encrypt", "erase"),
                        help=_("what becomes of older copies that anybody can read"))  # fmt: skip
    _slip(parser)


def _slip(parser: Any) -> None:
    parser.add_argument("--slip", metavar=_("FILE"),
                        help=_("write the recovery key into this file, outside the book's folder"))  # fmt: skip


def _passphrase(parser: Any) -> None:
    parser.add_argument("--forgotten", action="store_true",
                        help=_("open the book with its recovery key"))  # fmt: skip
    parser.add_argument("--recovery-key-file", metavar=_("FILE"),
                        help=_("the recovery key is its first line; - is standard input"))  # fmt: skip
    parser.add_argument("--new-passphrase-file", metavar=_("FILE"),
                        help=_("the new passphrase is its first line; - is standard input"))  # fmt: skip
    parser.add_argument("--new-identity", action="store_true",
                        help=_("encrypt everything anew, so that older copies of the identity open "
                                   "nothing written from now on"))  # fmt: skip
    _slip(parser)


def _branch(parser: Any) -> None:
    deeds = parser.add_subparsers(dest="deed", metavar=_("WHAT"))
    found = deeds.add_parser("found", help=_("make this book a new branch's own"))
    found.add_argument("name", metavar=_("NAME"), help=_("what the branch is called"))
    invite = deeds.add_parser(
        "invite", help=_("write an invitation, to be handed to a member in person")
    )
    invite.add_argument("member", metavar=_("MEMBER"), nargs="?", default="",
                        help=_("the member: the name or #N"))  # fmt: skip
    invite.add_argument("--secretary", action="store_true",
                        help=_("instead, for the branch's own book on another computer"))  # fmt: skip
    invite.add_argument("-o", "--output", metavar=_("FILE"), help=_("where the invitation goes"))
    invite.add_argument("--yes", action="store_true", help=_("replace a file that is there"))
    join = deeds.add_parser("join", help=_("join the branch by an invitation"))
    join.add_argument("file", metavar=_("FILE"), help=_("the invitation"))
    for name, told in (
        ("grant", _("let it be as members ask: whose contact group, whose household")),
        ("decline", _("let it stay as it is, and ask no more")),
    ):
        deed = deeds.add_parser(name, help=told)
        deed.add_argument("numbers", metavar=_("NUMBER"), type=int, nargs="+",
                          help=_("which of the wishes, as “branch” numbers them"))  # fmt: skip


def _exchange(parser: Any) -> None:
    parser.add_argument("place", metavar=_("PLACE"),
                        help=_("a folder on a stick, a share or kept in step, or the name of one used before"))  # fmt: skip
    parser.add_argument("--dry-run", action="store_true",
                        help=_("show what would happen and change nothing"))  # fmt: skip
    _yes(parser)


BOOK_COMMANDS: Final[Mapping[str, Command]] = {
    "verify": Command(N_("see whether the book is whole"), _verify),
    "backup": Command(N_("copy the book, for example to a stick"), _backup),
    "restore": Command(N_("bring a copy of the book back"), _restore),
    "purge": Command(N_("erase a household or a removed record for good"), _purge),
    "encrypt": Command(N_("lock the book with a passphrase"), _encrypt),
    "decrypt": Command(N_("make a locked book readable for anybody again"), _yes),
    "passphrase": Command(
        N_("change the passphrase, or give a new one where it is forgotten"), _passphrase
    ),
    "branch": Command(
        N_("what this book is to the branch; found, invite, join, grant, decline"), _branch
    ),
    "exchange": Command(
        N_("exchange within the branch: give out what is new here, take in what is new there"),
        _exchange,
    ),
}
"""How a book is kept, locked, and exchanged with its branch."""
