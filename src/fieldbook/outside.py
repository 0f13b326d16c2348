"""Opening a file, or the folder it lies in, with the program the computer has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path


def open_outside(path: Path) -> bool:
    """Hand a file or a folder to the desktop; returns whether there was anything to open it with."""
    if sys.platform == "win32":
        try:
            os.startfile(path)  # noqa: S606  the file that was just written
        except OSError:
            return False
        return True
    program = _program()
    if program is None:
        return False
    try:
        process = subprocess.Popen(  # noqa: S603  the desktop's own program, a file of our own
            [program, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    threading.Thread(target=process.wait, daemon=True).start()  # it leaves nothing behind
    return True


def _program() -> str | None:
    """What opens files here: nothing where there is no desktop, for it would take over the terminal."""
    if sys.platform == "darwin":
        return shutil.which("open")
    has_desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return shutil.which("xdg-open") if has_desktop else None
