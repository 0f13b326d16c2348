"""``fieldbook completion``: what the shell offers at the Tab key, printed or put in its place.

The scripts are made beforehand, by ``tools/shell.py``; nothing of a book is in them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from fieldbook.cli.call import Call
from fieldbook.cli.words import WrongWords
from fieldbook.i18n import _, language

FILES: Final[Mapping[str, str]] = {
    "bash": "fieldbook.bash", "zsh": "_fieldbook", "fish": "fieldbook.fish",
    "powershell": "fieldbook.ps1",
}  # fmt: skip
"""Shell → its script in the folder of a language."""
SCRIPTS: Final = Path(__file__).parents[1] / "shell"
LOADS_BY_ITSELF: Final = (
    "/usr/share/bash-completion/bash_completion",
    "/usr/local/share/bash-completion/bash_completion",
    "/usr/local/etc/profile.d/bash_completion.sh",
    "/opt/homebrew/etc/profile.d/bash_completion.sh",
)
"""Where systems have the program by which bash finds scripts; without it a line says where ours is."""
POWERSHELLS: Final = ("pwsh", "powershell")


class Place(NamedTuple):
    """Where a shell looks for a script."""

    script: Path
    starts: tuple[Path, ...] = ()
    """Files that the shell reads when it starts, each of which needs a line."""
    line: str = ""


def run(call: Call) -> int:
    """Print a shell's script, or put it in its place."""
    shell = call.args.shell or _own_shell()
    script = (SCRIPTS / language() / FILES[shell]).read_text(encoding="utf-8")
    if not call.args.install:
        call.console.say_bytes(script.encode())
        return 0
    place = place_of(shell)
    place.script.parent.mkdir(parents=True, exist_ok=True)
    # Windows' own PowerShell takes a file without this mark for one in an encoding of its own.
    place.script.write_text(
        script, encoding="utf-8-sig" if shell == "powershell" else "utf-8", newline="\n"
    )
    call.console.say(_("The completion is in {path}.").format(path=place.script))
    for each in place.starts:
        if _has_begun(each, place.line):
            call.console.say(_("{path} loads it when a shell starts.").format(path=each))
    call.console.say(_("It works in the next shell that is opened."))
    return 0


def _own_shell() -> str:
    """The shell that the user has, as the system says."""
    name = "powershell" if sys.platform == "win32" else Path(os.environ.get("SHELL", "")).name
    if name not in FILES:
        raise WrongWords(_("Say which shell: {known}.").format(known=_(", ").join(FILES)))
    return name


def _has_begun(start: Path, line: str) -> bool:
    """Whether a file that a shell starts with got the line; one that has it is left alone."""
    try:
        text = start.read_text(encoding="utf-8")
    except FileNotFoundError:
        text = ""
    if line in text.splitlines():
        return False
    start.parent.mkdir(parents=True, exist_ok=True)
    with start.open("a", encoding="utf-8", newline="\n") as file:
        file.write(("\n" if text and not text.endswith("\n") else "") + line + "\n")
    return True


def place_of(shell: str) -> Place:
    """Where the shell looks."""
    home = Path.home()
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    if shell == "fish":
        settings = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
        return Place(settings / "fish" / "completions" / FILES[shell])
    if shell == "zsh":
        folder = data / "zsh" / "site-functions"
        start = Path(os.environ.get("ZDOTDIR") or home) / ".zshrc"
        line = f'fpath=("{folder}" $fpath); autoload -Uz compinit; compinit  # fieldbook'
        return Place(folder / FILES[shell], (start,), line)
    if shell == "powershell":
        script = data / "powershell" / "completions" / FILES[shell]
        return Place(script, tuple(_profiles()), f'. "{script}"')
    script = data / "bash-completion" / "completions" / "fieldbook"
    if any(map(os.path.exists, LOADS_BY_ITSELF)):
        return Place(script)
    return Place(script, (home / ".bashrc",), f'. "{script}"')


def _profiles() -> Iterator[Path]:
    """What each PowerShell there is says it starts with."""
    for name in POWERSHELLS:
        if (program := shutil.which(name)) is None:
            continue
        words = [program, "-NoProfile", "-NonInteractive", "-Command", "$PROFILE"]
        told = subprocess.run(  # noqa: S603  # the shell itself, asked in fixed words
            words, capture_output=True, check=False, text=True, timeout=60
        )
        if path := told.stdout.strip():
            yield Path(path)
