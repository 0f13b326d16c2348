"""The paper as PDF: our Word paper, printed by the LibreOffice of this computer.

See ``docs/decisions/0017-pdf.md`` for what was weighed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Final, cast

from fieldbook.children import waited_for
from fieldbook.domain.errors import PaperError
from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Outline
from fieldbook.papers.word import render as render_word

_NAMES: Final = ("soffice", "libreoffice")
_USUAL_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
)
PATIENCE: Final = 120.0
"""Seconds a short paper may take: a hundred times what a usual computer needs."""
_BYTES_A_SECOND: Final = 4096
"""Of a long paper, packed as it is; a usual computer prints ten times as many."""
_PAPER: Final = "paper"
_GUARD: Final = (
    'read -r program; [ "$program" = "done" ] && exit; read -r end; [ "$end" = "done" ] && exit; '
    '[ -n "$program" ] && kill -9 "-$program"; sleep 1; rm -rf "$1"'
)
"""What the guard does once nobody tells it any more that all has ended."""


def render(outline: Outline, imprint: Imprint, template: Path | None = None) -> bytes:
    """The PDF's bytes.

    Raises:
        PaperError: ``no_office``, ``office_failed``, and what a template may be refused for.
    """
    program = office()
    if program is None:
        raise PaperError("", "no_office")
    return printed(program, render_word(outline, imprint, template))


def office() -> str | None:
    """The program that prints, where there is one."""
    found = (shutil.which(each) for each in _NAMES)
    there = (str(each) for each in _places() if each.is_file())
    return next((each for each in found if each), None) or next(there, None)


def _places() -> Iterator[Path]:
    """Where it lies on systems that put no program on the path."""
    yield from map(Path, _USUAL_PLACES)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
        if folder := os.environ.get(variable):
            yield Path(folder, "LibreOffice", "program", "soffice.exe")


def printed(program: str, document: bytes, patience: float = PATIENCE) -> bytes:
    """A Word document as PDF; what is made on the way lies in a folder of its own, and goes.

    A profile of its own, too: one that is open would hand the document over to its window.
    """
    with tempfile.TemporaryDirectory(prefix="fieldbook-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        source = folder / f"{_PAPER}.docx"
        source.write_bytes(document)
        words = [
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--norestore", "--convert-to", "pdf", "--outdir", scratch, str(source),
        ]  # fmt: skip
        with _guarded(scratch) as tell:
            _run(words, patience + len(document) / _BYTES_A_SECOND, tell)
        try:
            data = source.with_suffix(".pdf").read_bytes()
        except OSError as error:
            raise PaperError(program, "office_failed") from error
    if not data.startswith(b"%PDF-"):
        raise PaperError(program, "office_failed")
    return data


@contextlib.contextmanager
def _guarded(scratch: str) -> Iterator[Callable[[int], object]]:
    """While somebody watches who ends the program and takes the folder away if we are killed.

    What is yielded tells which program that is. Windows has nobody who could.
    """
    if sys.platform == "win32":
        yield lambda _pid: None
        return
    words = ["/bin/sh", "-c", _GUARD, "sh", scratch]
    mute = subprocess.DEVNULL
    guard = subprocess.Popen(  # noqa: S603  our own words
        words, stdin=subprocess.PIPE, stdout=mute, stderr=mute, start_new_session=True, bufsize=0
    )
    with guard, cast("IO[bytes]", guard.stdin) as line:
        try:
            yield lambda pid: _told(line, b"%d\n" % pid)
        finally:
            _told(line, b"done\ndone\n")


def _told(line: IO[bytes], words: bytes) -> None:
    with contextlib.suppress(BrokenPipeError):  # a guard that was killed guards nothing
        line.write(words)


def _run(words: list[str], patience: float, tell: Callable[[int], object]) -> None:
    """Run the program; it ends with us, or when it is stopped, with all that it has started."""
    try:
        process = subprocess.Popen(  # noqa: S603  the user's own program, our own words
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise PaperError(words[0], "office_failed") from error
    with process:
        try:
            tell(process.pid)
            waited_for(process, patience)
        except subprocess.TimeoutExpired as error:
            raise PaperError(words[0], "office_slow") from error
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what still runs: the program starts another that does the work."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, check=False, capture_output=True)  # noqa: S603
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
