"""Set the program up from the stick that is named: what ``install.sh`` and ``install.cmd`` start."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from fieldbook import i18n
from fieldbook.domain.errors import ProgramError
from fieldbook.i18n import _, in_every_language
from fieldbook.program.places import Places, own_places
from fieldbook.program.setting_up import set_up
from fieldbook.program.stick import read_stick
from fieldbook.sentences_of_program import program_sentence


def main(argv: Sequence[str] | None = None) -> int:
    """Set it up; the exit code is 0 when it is."""
    parser = argparse.ArgumentParser(prog="install", allow_abbrev=False)
    parser.add_argument("stick", type=Path)
    parser.add_argument("--lang", default="")
    parser.add_argument("--book", type=Path)
    args = parser.parse_args(argv)
    i18n.use_language(i18n.known_language(args.lang) or i18n.locale_language())
    for each in (sys.stdout, sys.stderr):
        if isinstance(each, io.TextIOWrapper):  # a console that lacks a sign shows another one
            each.reconfigure(errors="replace")
    places = own_places()
    try:
        stick = read_stick(args.stick)
        told = _("Setting up fieldbook {version}; this takes a minute.")
        _say(told.format(version=stick.version))
        set_up(stick, places, args.book)
    except (ProgramError, OSError) as error:
        sys.stderr.write(program_sentence(error) + "\n")
        return 1
    for line in _told(places, stick.version):
        _say(line)
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _told(places: Places, version: str) -> list[str]:
    """What was set up, and how it is started."""
    found = [
        _("fieldbook {version} is set up.").format(version=version),
        _("In a terminal: {command}").format(command="fieldbook"),
        _("In the menu: {name}").format(name=_in_the_menu(places)),
    ]
    is_found = _is_on_path(places.command.parent)
    if not is_found:
        told = _("The terminal does not look in {folder} yet; until you log in anew: {command}")
        found[1] = told.format(folder=places.command.parent, command=places.command)
    manual = f"{'fieldbook' if is_found else places.command} manual"
    return [*found, _("How it is used: {command}").format(command=manual)]


def _in_the_menu(places: Places) -> str:
    """What is looked for there: its name; on macOS, where there is no such menu, the file.

    On Linux the desktop's language decides which name it has, not the one in use here.
    """
    names = {"linux": " / ".join(in_every_language("Fieldbook")), "win32": places.entry.stem}
    return names.get(places.system, str(places.entry))


def _is_on_path(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        for each in os.environ.get("PATH", "").split(os.pathsep):
            if each and Path(each).exists() and Path(each).samefile(folder):
                return True
    return False


if __name__ == "__main__":
    sys.exit(main())
