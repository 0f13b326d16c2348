"""Where the program lies for one user: its environments, the command, the entry in the menu."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from fieldbook.files import replace_patiently, write_whole

NOW: Final = "now"
"""The link that says which environment is used. Windows has none: there the command says it."""
WINDOWS_COMMAND: Final = (
    '@"%LOCALAPPDATA%\\Programs\\fieldbook\\{name}\\Scripts\\fieldbook.exe" %* & exit /b\r\n'
)
"""One line, so that nothing more is read of it once an update has written another in its place."""
WINDOWS_ENTRY: Final = (
    '@"%LOCALAPPDATA%\\Microsoft\\WindowsApps\\fieldbook.cmd"\r\n@if errorlevel 1 pause\r\n'
)
MACOS_ENTRY: Final = '#!/bin/sh\nexec "$HOME/.local/bin/fieldbook"\n'
LINUX_ENTRY: Final = """\
[Desktop Entry]
Type=Application
Name=Fieldbook
Name[zh_CN]=工作本
Comment=A field cadre's working notebook
Comment[zh_CN]=下乡蹲点干部的工作本
Exec="{command}"
Terminal=true
Icon=accessories-text-editor
Categories=Office;
"""


class Places(NamedTuple):
    """Where everything of the program is on this kind of system."""

    system: str
    """As ``sys.platform`` has it."""
    programs: Path
    """A folder with an environment for each version that was set up."""
    command: Path
    """What is started by its name."""
    entry: Path
    """What is started from the menu."""
    man_page: Path | None = None

    @property
    def is_windows(self) -> bool:
        """Whether there are no links, and programs end in ``.exe``."""
        return self.system == "win32"

    def python_of(self, environment: Path) -> Path:
        """The Python of an environment."""
        return environment / ("Scripts/python.exe" if self.is_windows else "bin/python")

    def program_of(self, environment: Path) -> Path:
        """The program in an environment."""
        return environment / ("Scripts/fieldbook.exe" if self.is_windows else "bin/fieldbook")

    def is_taken(self) -> bool:
        """Whether somebody else has put a command of this name where ours goes."""
        if not os.path.lexists(self.command):
            return False
        if self.is_windows:
            return b"\\Programs\\fieldbook\\" not in self.command.read_bytes()
        return not (self.command.is_symlink() and self.command.readlink() == self._through_link())

    def _through_link(self) -> Path:
        return self.program_of(self.programs / NOW)

    def now(self) -> Path | None:
        """The environment in use; ``None`` where nothing was set up."""
        with suppress(OSError):
            if self.is_windows:
                text = self.command.read_text(encoding="ascii")
                return self.programs / text.split("\\Programs\\fieldbook\\")[1].split("\\")[0]
            return self.programs / (self.programs / NOW).readlink()
        return None

    def earlier(self) -> Path | None:
        """The environment that was in use before the present one, of those that are kept."""
        now = self.now()
        found = [
            each
            for each in self.programs.iterdir()
            if each.is_dir() and not each.is_symlink() and each != now
        ]
        return max(found, key=lambda each: each.stat().st_mtime, default=None)

    def point_to(self, environment: Path) -> None:
        """From now on the command, the menu and the man page are those of this environment."""
        for folder in (self.command.parent, self.entry.parent):
            folder.mkdir(parents=True, exist_ok=True)
        if self.is_windows:
            text = WINDOWS_COMMAND.format(name=environment.name)
            write_whole(self.command, text.encode("ascii"), private=False)
            write_whole(self.entry, WINDOWS_ENTRY.encode("ascii"), private=False)
            return
        _link(self.programs / NOW, Path(environment.name))
        _link(self.command, self._through_link())
        self._write_entry()
        if self.man_page is not None:
            self.man_page.parent.mkdir(parents=True, exist_ok=True)
            _link(self.man_page, self.programs / NOW / "share/man/man1/fieldbook.1")

    def _write_entry(self) -> None:
        is_macos = self.system == "darwin"
        text = MACOS_ENTRY if is_macos else LINUX_ENTRY.format(command=self.command)
        write_whole(self.entry, text.encode(), private=False)
        if is_macos:
            self.entry.chmod(0o755)

    def point_to_nothing(self) -> None:
        """Take back the first pointing: as it was when nothing was set up."""
        made = [self.command, self.entry, self.programs / NOW]
        for each in [*made, self.man_page] if self.man_page else made:
            each.unlink(missing_ok=True)

    def thin_out(self, *kept: Path | None) -> None:
        """Remove environments that are used no more; what is still running may stay until next time."""
        names = {each.name for each in kept if each is not None}
        for each in self.programs.iterdir():
            if each.is_dir() and not each.is_symlink() and each.name not in names:
                shutil.rmtree(each, ignore_errors=True)


def places_of(system: str, environ: Mapping[str, str], home: Path) -> Places:
    """Where it is for this user."""
    if system == "win32":
        local = Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
        roaming = Path(environ.get("APPDATA") or home / "AppData" / "Roaming")
        menu = roaming / "Microsoft" / "Windows" / "Start Menu" / "Programs"
        # The folder for apps of the store: the one that Windows looks through for every user.
        command = local / "Microsoft" / "WindowsApps" / "fieldbook.cmd"
        return Places(system, local / "Programs" / "fieldbook", command, menu / "fieldbook.cmd")
    command = home / ".local" / "bin" / "fieldbook"
    if system == "darwin":
        programs = home / "Library" / "Application Support" / "fieldbook-program"
        return Places(system, programs, command, home / "Applications" / "fieldbook.command")
    data = Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    entry = data / "applications" / "fieldbook.desktop"
    page = data / "man" / "man1" / "fieldbook.1"
    return Places(system, data / "fieldbook-program", command, entry, page)


def own_places() -> Places:
    """Where it is for the user of this computer."""
    return places_of(sys.platform, os.environ, Path.home())


def _link(path: Path, to: Path) -> None:
    """A link in one step, whatever was there."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    part.symlink_to(to)
    replace_patiently(str(part), path)
