"""Writing a paper into a file: the whole paper or nothing."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from fieldbook.children import stage
from fieldbook.domain.errors import PaperError
from fieldbook.files import (
    part_of,
    private_folder,
    replace_patiently,
    sync_folder,
    write_new,
    write_whole,
)
from fieldbook.i18n import _
from fieldbook.papers.annexes import ANNEXES
from fieldbook.papers.composing import compose
from fieldbook.papers.formats import FORMATS, Format
from fieldbook.papers.imprint import Imprint
from fieldbook.papers.masking import AUDIENCES, author_seen, branch_seen, naming
from fieldbook.papers.wording import brief, for_a_file, one_line
from fieldbook.reports.meeting import Meeting
from fieldbook.reports.named import Named

_SHOWN: Final = 40
"""Characters of a template's words that are told."""
_WHY: Final = {
    errno.ENOENT: "no_folder",
    errno.ENOTDIR: "no_folder",
    errno.EISDIR: "is_folder",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.ENAMETOOLONG: "bad_name",
    errno.EINVAL: "bad_name",
    errno.EILSEQ: "bad_name",
}
"""What the system said, as a code of :class:`PaperError`."""
_HELD: Final = (errno.EBUSY, errno.ETXTBSY)
_REFUSED: Final = (errno.EACCES, errno.EPERM)


def write_file(path: Path, data: bytes) -> None:
    """Write a file for people, whole or not at all; readable for its owner only.

    Raises:
        PaperError: ``no_folder``, ``is_folder``, ``denied``, ``in_use``, ``full``, ``bad_name``,
            ``disk``.
    """
    check_target(path)
    try:
        write_whole(path, data, private=True)
    except ValueError as error:
        raise PaperError(path, "bad_name") from error
    except OSError as error:
        raise PaperError(path, _why(error)) from error


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, all of them or none; the folder is made where there is none.

    Raises:
        PaperError: ``no_folder``, ``denied``, ``in_use`` (of the file), ``full``, ``bad_name``,
            ``disk``.
    """
    made = not folder.is_dir()
    parts = {part_of(folder / name): folder / name for name in files}
    before: dict[Path, bytes | None] = {}
    try:
        for each in [folder] if made else parts.values():
            check_target(each)
        private_folder(folder)
        for part, data in zip(parts, files.values(), strict=True):
            write_new(part, data)
        for part, path in parts.items():
            there = path.read_bytes() if path.is_file() else None
            replace_patiently(str(part), path)
            before[path] = there
        sync_folder(str(folder))
    except (OSError, ValueError) as error:
        with contextlib.suppress(OSError):
            for part in parts:
                part.unlink(missing_ok=True)
            _put_back(before)
            if made:
                folder.rmdir()
        if isinstance(error, ValueError):
            raise PaperError(folder, "bad_name") from error
        what = _why(error)
        raise PaperError(error.filename2 if what == "in_use" else folder, what) from error


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    """Files as they were before the first of them was written over."""
    for path, data in before.items():
        if data is None:
            path.unlink()
        else:
            write_whole(path, data)


def _why(error: OSError) -> str:
    """Why a file was not written, as a code of :class:`PaperError`.

    Windows says “not permitted” of a file that Word or Excel has open, and only when the new one is to
    take its name.
    """
    takes_a_name = error.filename2 is not None
    if takes_a_name and error.errno in (*_HELD, *_REFUSED):
        return "in_use"
    return _WHY.get(error.errno or 0, "disk")


def paper_bytes(
    meeting: Meeting,
    *,
    fmt: str,
    audience: str,
    branch: str,
    author: str,
    path: Path,
    template: Path | None = None,
    annexes: Collection[str] = (),
    texts: bool = False,
) -> bytes:
    """The meeting's paper as a file holds it.

    Args:
        meeting: the report.
        fmt: a name of :data:`FORMATS`.
        audience: one of :data:`AUDIENCES`.
        branch: the branch's name, may be empty; it stands in the title for every audience.
        author: who wrote the paper, may be empty; masked or left out as other names are.
        path: what the paper is called where something is wrong with it.
        template: the branch's own, for a format that takes one.
        annexes: which of :data:`ANNEXES` follow the report.
        texts: whether free texts are taken along, as far as the audience may read them.

    Raises:
        PaperError: ``unknown_format`` and ``unknown_audience`` (with ``known``),
            ``unknown_annex``, ``takes_no_template``, ``no_template``, ``bad_template``,
            ``names_somebody``.
    """
    chosen = _format(path, fmt)
    if audience not in AUDIENCES:
        raise PaperError(path, "unknown_audience", given=audience, known=AUDIENCES)
    for each in annexes:
        if each not in ANNEXES:
            raise PaperError(path, "unknown_annex", given=each, known=tuple(ANNEXES))
    if template is not None:
        if not chosen.takes_template:
            raise PaperError(path, "takes_no_template", given=fmt)
        _require_nameless(template, audience, meeting.named)
    stage(_("putting the words together"))
    paper = compose(
        meeting, audience=audience, branch=branch, author=author, annexes=annexes, texts=texts
    )
    imprint = Imprint(
        one_line(branch_seen(branch, audience, meeting.named)),
        one_line(author_seen(author, audience, meeting.named)),
        meeting.today,
        outside=audience != "branch",
    )
    stage(_("drawing the pages"))
    return chosen.render(paper, imprint, template)


def _require_nameless(template: Path, audience: str, named: Named) -> None:
    """See that what stands in a template for others names nobody: it is written as it is."""
    if audience == "branch":
        return
    from fieldbook.papers.word.templates import words

    stage(_("reading the template"))
    if found := naming(words(template), audience, named):
        raise PaperError(template, "names_somebody", words=brief(found, _SHOWN))


def default_name(meeting: Meeting, fmt: str, audience: str) -> str:
    """A file name that says what is inside, in the language in use.

    Raises:
        PaperError: ``unknown_format``.
    """
    words = {
        "branch": _("Work report"),
        "above": _("Work report (for the level above)"),
        "public": _("Work report (for everybody)"),
    }
    period = _("{since} to {until}").format(since=meeting.since, until=meeting.until)
    name = f"{words.get(audience, words['branch'])} {period}"
    return for_a_file(name) + _format(Path(name), fmt).suffix


def _format(path: Path, fmt: str) -> Format:
    if fmt not in FORMATS:
        raise PaperError(path, "unknown_format", given=fmt, known=tuple(FORMATS))
    return FORMATS[fmt]


def check_target(path: Path) -> None:
    """Say before the work what the disk would only say after it."""
    try:
        if path.is_dir():
            raise PaperError(path, "is_folder")
        if not path.parent.is_dir():
            raise PaperError(path, "no_folder", folder=str(path.parent))
    except (OSError, ValueError) as error:
        raise PaperError(path, "bad_name") from error
