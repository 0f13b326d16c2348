"""The meeting's paper, made and written as the commands do it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fieldbook.papers import check_target, paper_bytes, write_file
from fieldbook.reports.meeting import Meeting


def write_paper(found: Meeting, *, path: Path, **how: Any) -> None:
    """Write a paper to a place."""
    check_target(path)
    write_file(path, paper_bytes(found, path=path, **how))
