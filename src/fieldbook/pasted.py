"""A path as it is typed, dragged into the terminal, or copied from a file manager."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from fieldbook.patterns import pattern

_QUOTES: Final = ("''", '""', "“”", "‘’")
_DRIVE: Final = pattern(r"/[A-Za-z]:")


def pasted_path(text: str, *, windows: bool = os.name == "nt") -> Path:
    """The path that is meant: of the ways to read the text the first by which a file is there.

    Args:
        text: as it was pasted: in quotes, with blanks escaped, or as a ``file://`` address.
        windows: whether a backslash parts folders, and escapes nothing.
    """
    lines = text.strip().splitlines()
    bare = _unquoted(lines[0].strip()) if lines else ""
    ways = [_from_home(Path(each)) for each in _ways(bare, windows=windows)]
    return next((path for path in ways if is_there(path)), ways[0])


def _ways(text: str, *, windows: bool) -> Iterator[str]:
    if text.casefold().startswith("file:"):
        yield _of_address(text, windows=windows)
        return
    yield text
    if not windows and "\\" in text:
        yield re.sub(r"\\(.)", r"\1", text)
    if "%" in text:
        yield unquote(text)


def _of_address(text: str, *, windows: bool) -> str:
    found = urlsplit(text)
    path = unquote(found.path)
    if windows and found.netloc not in {"", "localhost"}:
        return f"//{found.netloc}{path}"
    return path[1:] if windows and _DRIVE.match(path) else path


def _unquoted(text: str) -> str:
    """A shell's quotes, and its way of writing a quote within quotes, taken off."""
    for first, last in _QUOTES:
        if len(text) > 1 and text.startswith(first) and text.endswith(last):
            return text[1:-1].replace("'\\''", "'") if first == "'" else text[1:-1]
    return text


def _from_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        return path  # nobody knows where home is


def is_folder(path: Path) -> bool:
    """Whether a folder lies there; what can be no path is none."""
    return is_there(path) and path.is_dir()


def is_there(path: Path) -> bool:
    """Whether something lies there; what can be no path is not there."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
