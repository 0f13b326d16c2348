"""A writing program is killed at random times."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = os.environ.get("FIELDBOOK_KILLS", "100")
LOOP = Path(__file__).parents[2] / "tools" / "kill_loop.py"


@pytest.mark.slow
@pytest.mark.parametrize("form", [(), ("--locked",)], ids=["plain", "locked"])
def test_kill_9_loses_nothing_and_every_book_opens(form: tuple[str, ...]) -> None:
    """After SIGKILL at any time the book opens and holds every acknowledged write."""
    command = [sys.executable, str(LOOP), KILLS, "--seed", "3", *form]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told = re.match(
        r"(\d+) kills .*, (\d+) acknowledged acts: 0 books wrong, 0 did not", done.stdout
    )
    assert told is not None
    assert int(told[1]) == int(KILLS)
    assert int(told[2]) > int(KILLS)
