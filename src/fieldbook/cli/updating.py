"""``fieldbook update``: a newer program from a stick; the book is copied before, the old program kept."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from fieldbook import __version__, i18n
from fieldbook.cli.backing_up import copied
from fieldbook.cli.call import Call
from fieldbook.cli.words import WrongWords
from fieldbook.domain.errors import ProgramError
from fieldbook.files import from_home
from fieldbook.i18n import _
from fieldbook.program.places import Places, own_places
from fieldbook.program.setting_up import go_back
from fieldbook.program.stick import Stick, read_stick
from fieldbook.sentences_of_program import program_sentence
from fieldbook.store.form import is_locked
from fieldbook.store.place import is_there


def run(call: Call) -> int:
    """Take the program from a stick, or go back to the one before."""
    if bool(call.args.stick) == call.args.back:
        raise WrongWords(_("Name the stick's folder, or say --back."))
    try:
        places = _own()
        if call.args.back:
            found = go_back(places)
            call.console.say(_("The program is {name} again.").format(name=found.name))
            return 0
        return _update(call, places, read_stick(from_home(call.args.stick)))
    except ProgramError as error:
        call.console.tell(program_sentence(error))
        return 1


def _own() -> Places:
    """The places of this program, which was set up from a stick and is the one in use.

    Raises:
        ProgramError: it came here in another way.
    """
    places = own_places()
    now = places.now()
    if now is None or Path(sys.prefix).resolve().parent != places.programs.resolve():
        raise ProgramError("not_from_a_stick", sys.prefix, install="install.sh, install.cmd")
    return places


def _update(call: Call, places: Places, stick: Stick) -> int:
    console, now = call.console, places.now()
    if now is not None and now.name.split("-")[:2] == stick.name.split("-"):
        console.say(_("This is the program you have: {name}").format(name=stick.name))
        return 0
    if _numbers(stick.version) < _numbers(__version__) and not call.args.yes:
        older = _(
            "{found} is older than {known}, and may be unable to open a book that this one wrote."
        ).format(found=stick.version, known=__version__)
        if not console.ask(_("{older} Take it all the same?").format(older=older)):
            told = _("{older} Nothing was changed; to take it without being asked: --yes")
            console.tell(told.format(older=older))
            return 1
    words = [_own_python(), "-I", str(stick.folder / "install.py"), "--lang", i18n.language()]
    if is_there(call.book_path):
        copy = copied(call, why="-before-update")
        # Nobody is asked for a passphrase twice: that a locked book can be read is not tried.
        words += [] if is_locked(call.book_path) else ["--book", str(copy)]
    console.flush()
    if subprocess.run(words, check=False).returncode:  # noqa: S603  # our Python, the stick named
        console.tell(
            _("The program stays what it was: fieldbook {version}").format(version=__version__)
        )
        return 1
    console.say(_("If it does not suit you, the program before is kept: fieldbook update --back"))
    return 0


def _own_python() -> str:
    """The Python that this environment was made by, which stays when the environment goes."""
    return getattr(sys, "_base_executable", "") or sys.executable


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))
