"""``fieldbook backup``: a whole, verified copy of the book, for example on a stick."""

from __future__ import annotations

from pathlib import Path

from fieldbook.cli.call import Call
from fieldbook.domain.errors import NotABook, PaperError
from fieldbook.files import from_home, may_be_stick, private_folder
from fieldbook.i18n import _
from fieldbook.opening import BookOnDisk
from fieldbook.store.backup import (
    Copy,
    backups_folder,
    copy_file,
    free_target,
    name_for,
    write_copy,
)


def run(call: Call) -> int:
    """Copy the book; also while it is open elsewhere."""
    copied(call, call.args.folder)
    return 0


def copied(call: Call, given: str | None = None, why: str = "") -> Path:
    """Copy the book into a folder, or beside it, and say where the copy is.

    Args:
        call: what names the book.
        given: the folder, where one was named.
        why: what the copy's name ends in.
    """
    console = call.console
    with call.read() as book:
        if not isinstance(book, BookOnDisk):
            raise NotABook(call.book_path, what="missing")
        folder = _named(call, given) if given else backups_folder(call.book_path)
        name = name_for(call.book_path, f"{book.now:%Y-%m-%d-%H%M%S}{why}")
        copy = Copy(book.store.db)
        target = free_target(private_folder(folder) / name, copy.codec)
        made = copy_file(target, copy.codec)
        write_copy(copy, target, progress=console.progress(_("Copying")))
    console.say(_("The book was copied, and the copy read back: {path}").format(path=made))
    if copy.codec.ending:
        names = _(", ").join(target.name + ending for ending in copy.codec.companions)
        told = _("It opens with the present passphrase, and with what lies beside it only: {names}")
        console.tell(told.format(names=names))
    return made


def _named(call: Call, given: str) -> Path:
    """The folder that was named. One that is not there is made, and told; a stick is not made.

    Raises:
        PaperError: ``no_folder``: it lies on a stick that is not there, or within no folder.
    """
    folder = from_home(given).absolute()
    if not folder.exists():
        if may_be_stick(folder) or not folder.parent.is_dir():
            raise PaperError(folder / call.book_path.name, "no_folder")
        call.console.tell(_("There was no folder {path}; it is made.").format(path=folder))
    return folder
