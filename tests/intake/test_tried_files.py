"""Files thrown together at random: what the long run of ``tools/try_files.py`` does, in a moment."""

from __future__ import annotations

import random
from pathlib import Path

from tools import try_files


def test_files_thrown_together_are_read_or_refused(tmp_path: Path) -> None:
    """No traceback, no row without a word, and nothing is new the second time; many have rows."""
    read = 0
    for seed in range(60):
        rows, wrong = try_files.tried(tmp_path / "file", try_files.made(random.Random(seed)))
        assert not wrong, f"seed {seed}: {wrong}"
        read += rows > 0
    assert read >= 12
