"""A long list through the user's pager: ``PAGER``, else ``less``; without either it is just printed."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from typing import Final

LESS: Final = {"LESS": "FRX", "LESSCHARSET": "utf-8", "LESSHISTFILE": "-"}
"""What ``less`` is told where the user tells it nothing: end by itself where all fits, leave the lines on
the screen, and keep nowhere which names were looked for."""
PLAIN: Final = frozenset({"cat", "-"})
"""What users write who want none."""


def pager() -> list[str]:
    """The words that start the user's pager; none where there is none, or none is wanted."""
    named = os.environ.get("PAGER")
    if named is None:
        # On Windows there is "more" only, which takes Chinese for something else.
        return ["less"] if shutil.which("less") else []
    try:
        words = shlex.split(named, posix=os.name != "nt")
    except ValueError:  # an open quotation mark
        return []
    return [] if not words or words[0] in PLAIN else words


def paged(lines: Sequence[str]) -> bool:
    """Show the lines in the pager until it is left; ``False`` where there is none that starts."""
    words = pager()
    if not words:
        return False
    try:
        shown = subprocess.Popen(  # noqa: S603  # what the user calls a pager
            words,
            stdin=subprocess.PIPE,
            env={**LESS, **os.environ},
            encoding="utf-8",
            errors="replace",
        )
    except OSError:
        return False
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):  # left before its end
        assert shown.stdin is not None
        shown.stdin.writelines(f"{each}\n" for each in lines)
        shown.stdin.close()
    while shown.returncode is None:
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl+C means the pager, which heeds it
            shown.wait()
    return True
