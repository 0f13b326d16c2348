"""The places a book was exchanged at, by name: ``stick`` says as much as ``/media/stick/branch``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from fieldbook.domain.errors import BranchError
from fieldbook.exchange.belonging import Keeping
from fieldbook.files import from_home

_PLACES: Final = "places"
_INVITED: Final = "invited_from"
_MOST: Final = 20


def places(book: Keeping) -> Mapping[str, str]:
    """Name → folder, the one used last first."""
    return dict(book.kept(_PLACES) or {})


def offered(book: Keeping) -> Mapping[str, str]:
    """Folder → name, as they are offered: those used before; until one is, where the invitation was."""
    used = {where: name for name, where in places(book).items()}
    invited = book.kept(_INVITED)
    if used or not invited or not Path(invited).is_dir():
        return used
    return {invited: name_of_place(Path(invited))}


def remember_invitation(book: Keeping, file: Path) -> None:
    """Remember where an invitation was read or written: mostly on the branch's own stick.

    The folder one happens to be in says nothing.
    """
    if file.resolve().parent == Path.cwd():
        return
    book.keep(_INVITED, str(file.resolve().parent))


def place_of(book: Keeping, said: str, own: Path) -> Path:
    """The folder that is meant by a path or by a name.

    Args:
        book: where the names are kept.
        said: what was typed.
        own: the folder in which the book lies, which is no place to exchange at.

    Raises:
        BranchError: there is no such folder, or it is the book's own.
    """
    path = from_home(said)
    if not path.is_dir() and (kept := _named(book, said)) is not None:
        path = Path(kept)
    if not path.is_dir():
        raise BranchError("no_place", path)
    if path.resolve() == own.resolve():
        raise BranchError("own_folder", path)
    return path.resolve()


def name_of_place(path: Path) -> str:
    """What a place is called: its last folder, or the drive itself."""
    return path.name or path.drive or str(path)


def remember_place(book: Keeping, path: Path) -> None:
    """Remember a place that was used; the name goes to the place used last."""
    name = name_of_place(path)
    others = {each: where for each, where in places(book).items() if each != name}
    kept = {name: str(path), **others}
    if kept != places(book) or next(iter(places(book)), "") != name:
        book.keep(_PLACES, dict(list(kept.items())[:_MOST]))


def _named(book: Keeping, said: str) -> str | None:
    """The folder of a name, whatever its case."""
    known = {name.casefold(): where for where, name in offered(book).items()}
    return known.get(said.strip().casefold())
