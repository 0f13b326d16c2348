"""Files thrown together at random: what the long run of ``tools/try_files.py`` does, in a moment."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tools import try_files


@pytest.mark.parametrize("seed", range(0, 60, 10))
def test_files_thrown_together_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    """No traceback, no row without a word, and nothing is new the second time."""
    for each in range(seed, seed + 10):
        _rows, wrong = try_files.tried(tmp_path / "file", try_files.made(random.Random(each)))
        assert not wrong, f"seed {each}: {wrong}"


def test_some_of_them_have_rows(tmp_path: Path) -> None:
    """What is thrown together is often enough a sheet that can be read."""
    files = (try_files.made(random.Random(each)) for each in range(40))
    assert sum(try_files.tried(tmp_path / "file", file)[0] > 0 for file in files) >= 8
