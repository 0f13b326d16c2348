"""Set the program up from a stick: a new environment beside the old one, tried, then pointed to.

What is in use is never written into. Until the new program has shown that it runs, the old one is what
the command starts; if it fails after that, the command is given back to the old one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from fieldbook.domain.errors import ProgramError
from fieldbook.program.places import Places
from fieldbook.program.stick import Stick

PATIENCE: Final = 900.0
"""Seconds that one step may take: an old laptop reads slowly from a stick."""
TOLD: Final = 250
"""Characters of what a failed step said that are told on."""
LOADS: Final = (
    "import fieldbook.ui.running, fieldbook.papers.word, fieldbook.ledgers, fieldbook.intake.sheet"
)
"""What the screens, the papers and the tables need is there and loads."""


def set_up(stick: Stick, places: Places, book: Path | None = None) -> Path:
    """Set the program up for this user, and say where it lies.

    Args:
        stick: what it is set up from.
        places: where it goes.
        book: a copy of the user's book, which the new program has to be able to read.

    Raises:
        ProgramError: a step failed; what was there before is there still, and in use.
    """
    if places.is_taken():
        raise ProgramError("command_taken", places.command)
    before = places.now()
    environment = _free(places.programs / stick.name)
    try:
        make(environment, places)
        fill(environment, stick, places)
        try_out(environment, places, book)
        _change_over(places, environment, before)
    except BaseException:
        shutil.rmtree(environment, ignore_errors=True)
        raise
    places.thin_out(environment, before)
    return environment


def go_back(places: Places) -> Path:
    """Start the program before the present one again, and say where it lies.

    Raises:
        ProgramError: there is none, or it does not start; the present one stays in use.
    """
    present = places.now()
    earlier = places.earlier()
    if present is None or earlier is None:
        raise ProgramError("nothing_before", places.programs)
    _change_over(places, earlier, present)
    return earlier


def _free(environment: Path) -> Path:
    """The folder, or with a number behind it where there is one."""
    found, number = environment, 1
    while found.exists():
        number += 1
        found = environment.with_name(f"{environment.name}-{number}")
    return found


def make(environment: Path, places: Places) -> None:
    """Make an empty environment; pip is not put into it, since it runs from the stick."""
    try:
        from venv import EnvBuilder
    except ImportError as error:  # some systems have it in a package of its own
        raise ProgramError("no_venv", environment) from error
    environment.parent.mkdir(parents=True, exist_ok=True)
    try:
        EnvBuilder(symlinks=not places.is_windows).create(environment)
    except (OSError, subprocess.CalledProcessError) as error:
        raise ProgramError("failed", environment, step="make", told=str(error)) from error


def fill(environment: Path, stick: Stick, places: Places) -> None:
    """Install what the stick names, and nothing that has another digest."""
    words: list[str | Path] = [
        places.python_of(environment), "-I", stick.pip / "pip", "--isolated", "install",
        "--no-index", "--find-links", stick.wheels, "--only-binary", ":all:", "--no-deps",
        "--require-hashes", "--no-cache-dir", "--disable-pip-version-check",
        "--no-warn-script-location", "--quiet", "--requirement", stick.requirements,
    ]  # fmt: skip
    run("fill", words)


def try_out(environment: Path, places: Places, book: Path | None) -> None:
    """See whether the new program loads, writes, reads what it wrote, and reads the user's book."""
    python, program = places.python_of(environment), places.program_of(environment)
    run("load", [python, "-I", "-c", LOADS])
    with tempfile.TemporaryDirectory(prefix="fieldbook-") as folder:
        own = Path(folder) / "book.json"
        run("write", [program, "add", "issue", "x", "--book", own])
        run("read", [program, "list", "issues", "--json", "--book", own])
        if book is not None:
            copy = Path(folder) / "copy.json"
            shutil.copyfile(book, copy)
            run("read_book", [program, "list", "households", "--json", "--book", copy])


def _change_over(places: Places, environment: Path, before: Path | None) -> None:
    """Point to the new program; where its command does not start it, point back."""
    try:
        places.point_to(environment)
        run("start", [places.command, "--version"])
    except BaseException:
        if before is None:
            places.point_to_nothing()
        else:
            places.point_to(before)
        raise


def run(step: str, words: Sequence[str | Path]) -> None:
    """Do a step in a program of its own, with nothing of this one's surroundings.

    Raises:
        ProgramError: it failed.
    """
    try:
        done = subprocess.run(  # noqa: S603  # our own words, with paths for arguments
            list(map(str, words)),
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=_surroundings(),
            timeout=PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ProgramError("failed", words[0], step=step, told=str(error)) from error
    if done.returncode:
        told = _last_said(done.stdout.decode("utf-8", "replace"))
        raise ProgramError("failed", words[0], step=step, told=told)


def _last_said(text: str) -> str:
    """What a step said last, without what is set in below it or comes before: a traceback's error."""
    lines = [each for each in text.splitlines() if each.strip() and not each[0].isspace()]
    return lines[-1][:TOLD] if lines else ""


def _surroundings() -> dict[str, str]:
    """The environment without what leads Python or pip elsewhere, or to the user's own book."""
    foreign = ("PYTHON", "PIP_", "VIRTUAL_ENV", "FIELDBOOK_", "__PYVENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**kept, "PIP_CONFIG_FILE": os.devnull, "PYTHONIOENCODING": "utf-8"}
