"""The report of a crash: where it happened, never what was written. No local variables."""

from __future__ import annotations

import datetime as dt
import platform
import sys
import tempfile
import traceback
from pathlib import Path
from types import TracebackType

from fieldbook import __version__
from fieldbook.domain.errors import FieldbookError
from fieldbook.files import private_folder, write_whole
from fieldbook.i18n import _
from fieldbook.store.place import data_folder


def kept_report(error: BaseException) -> Path:
    """Write the report into the user's own folder, or where any file may be."""
    name = f"crash-{dt.datetime.now().astimezone():%Y-%m-%d-%H%M%S}.txt"
    data = crash_text(error).encode("utf-8", "replace")
    try:
        path = private_folder(data_folder()) / name
        write_whole(path, data)
    except (OSError, FieldbookError):
        path = Path(tempfile.mkdtemp(prefix="fieldbook-")) / name
        write_whole(path, data)
    return path


def crash_text(error: BaseException) -> str:
    """The error's kind and the lines of code it came through; no message, which may quote words."""
    frames = _frames(error.__traceback__)
    kinds = " <- ".join(type(each).__name__ for each in _chain(error))
    where = "\n".join(f"  {name}:{line} {function}" for name, line, function in frames)
    system = f"fieldbook {__version__}, Python {platform.python_version()}, {sys.platform}"
    return f"{system}\n{kinds}\n{where}\n"


def _chain(error: BaseException) -> list[BaseException]:
    found = [error]
    while (before := found[-1].__cause__ or found[-1].__context__) and before not in found:
        found.append(before)
    return found


def _frames(trace: TracebackType | None) -> list[tuple[str, int | None, str]]:
    """File (its last two parts: a full path may name the user), line and function."""
    return [
        ("/".join(frame.filename.replace("\\", "/").split("/")[-2:]), frame.lineno, frame.name)
        for frame in traceback.extract_tb(trace, limit=-30)
    ]


def crash_sentence(report: str) -> str:
    """What the user is told."""
    return _(
        "fieldbook has stopped because of a mistake of its own. Everything saved is on disk, and "
        "open forms are kept as drafts. The report holds none of your words: {report}"
    ).format(report=report)
