"""The words of the commands for a book as a whole: kept, locked, exchanged."""

from __future__ import annotations

from typing import Any

from fieldbook.cli import typed
from fieldbook.i18n import _


def keeping_words(commands: Any) -> None:
    """How a book is verified, copied, brought back, and how a record is erased."""
    verify = commands.add_parser("verify", help=_("see whether the book is whole"))
    verify.add_argument("--repair", action="store_true",
                        help=_("add what is missing, set aside what cannot be read"))  # fmt: skip
    backup = commands.add_parser("backup", help=_("copy the book, for example to a stick"))
    backup.add_argument("folder", metavar=_("DIR"), nargs="?", help=_("where the copy goes"))
    restore = commands.add_parser("restore", help=_("bring a copy of the book back"))
    restore.add_argument("file", metavar=_("FILE"), help=_("the copy"))
    restore.add_argument("--dry-run", action="store_true",
                         help=_("show what would happen and change nothing"))  # fmt: skip
    restore.add_argument("--yes", action="store_true", help=_("do not ask"))
    purge = commands.add_parser("purge", help=_("erase a household or a removed record for good"))
    purge.add_argument(
        "kind_of", type=typed.kind_of, metavar=_("KIND"), help=", ".join(typed.KINDS)
    )
    purge.add_argument(
        "number", type=typed.number, metavar=_("NUMBER"), help=_("its number, such as 41")
    )
    purge.add_argument("--yes", action="store_true", help=_("do not ask"))


def locking_words(commands: Any) -> None:
    """How a book is locked."""
    encrypt = commands.add_parser("encrypt", help=_("lock the book with a passphrase"))
    encrypt.add_argument("--copies", choices=("encrypt", "erase"),
                         help=_("what becomes of older copies that anybody can read"))  # fmt: skip
    decrypt = commands.add_parser(
        "decrypt", help=_("make a locked book readable for anybody again")
    )
    decrypt.add_argument("--yes", action="store_true", help=_("do not ask"))
    passphrase = commands.add_parser(
        "passphrase", help=_("change the passphrase, or give a new one where it is forgotten")
    )
    passphrase.add_argument("--forgotten", action="store_true",
                            help=_("open the book with its recovery key"))  # fmt: skip
    passphrase.add_argument("--recovery-key-file", metavar=_("FILE"),
                            help=_("the recovery key is its first line; - is standard input"))  # fmt: skip
    passphrase.add_argument("--new-passphrase-file", metavar=_("FILE"),
                            help=_("the new passphrase is its first line; - is standard input"))  # fmt: skip
    passphrase.add_argument("--new-identity", action="store_true",
                            help=_("encrypt everything anew, so that older copies of the identity open "
                                   "nothing written from now on"))  # fmt: skip
    for each in (encrypt, passphrase):
        each.add_argument("--slip", metavar=_("FILE"),
                          help=_("write the recovery key into this file, outside the book's folder"))  # fmt: skip


def branch_words(commands: Any) -> None:
    """How a book belongs to a branch, and exchanges with it."""
    branch = commands.add_parser(
        "branch", help=_("what this book is to the branch; found, invite, join")
    )
    deeds = branch.add_subparsers(dest="deed", metavar=_("WHAT"))
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
    exchange = commands.add_parser(
        "exchange", help=_("hand in what is new here, and take in what is new there")
    )
    exchange.add_argument("place", metavar=_("PLACE"),
                          help=_("a folder on a stick, a share or kept in step, or the name of one used before"))  # fmt: skip
    exchange.add_argument("--dry-run", action="store_true",
                          help=_("show what would happen and change nothing"))  # fmt: skip
    exchange.add_argument("--yes", action="store_true", help=_("do not ask"))
