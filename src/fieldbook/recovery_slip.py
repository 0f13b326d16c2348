"""The slip with the recovery key: what it says, and where it may be written."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fieldbook.domain.errors import PaperError
from fieldbook.files import from_home, write_whole
from fieldbook.i18n import N_, _
from fieldbook.store.form import base_of
from fieldbook.store.own_files import require_free

_KEEP: Final = N_(
    "Who has it opens the book without the passphrase: keep this where the computer is not, for "
    "example sealed with the branch."
)

_SIGN: Final = b"AGE-SECRET-KEY-"
_MOST: Final = 4096
"""Bytes in which a slip has its key."""


def slip_place(typed: str | None, book_path: Path) -> Path | None:
    """Where the recovery key is to be written, if anywhere: not where a thief finds it with the book.

    Raises:
        PaperError: it would lie beside the book, or something is called so already.
    """
    if not typed:
        return None
    slip = from_home(typed).absolute()  # a bare name would say nothing of where that is
    require_free(slip, book_path)
    if Path(base_of(book_path)).parent in Path(base_of(slip)).parents:
        raise PaperError(slip, "beside_book")
    return slip


def written_to(slip: Path) -> tuple[str, str]:
    """What is said before a recovery key is written into a file: it is shown nowhere."""
    return _("The recovery key will be written to {path}.").format(path=slip), _(_KEEP)


def is_slip(path: Path) -> bool:
    """Whether a file is such a slip, which holds nothing to be taken in."""
    try:
        with path.open("rb") as file:
            return _SIGN in file.read(_MOST)
    except OSError:
        return False


def shown_once(book_path: Path) -> tuple[str, str]:
    """What is said before and after a recovery key that is shown."""
    return _title(book_path), _(
        "Who has it opens the book without the passphrase. It is shown only now: write it down, "
        "and keep it where the computer is not, for example sealed with the branch."
    )


def write_slip(slip: Path, book_path: Path, recovery_key: str) -> None:
    """Write the recovery key into a file, with what it is for.

    Raises:
        OSError: the disk refused.
    """
    how = _("With the age program: {command}").format(
        command=f"age -d -i {slip.name} {Path(base_of(book_path)).name}.age"
    )
    remarks = [f"# {line}" for line in (_title(book_path), _(_KEEP), how)]
    write_whole(slip, "\n".join([*remarks, recovery_key, ""]).encode())


def _title(book_path: Path) -> str:
    return _("The recovery key of {path}:").format(path=base_of(book_path))
