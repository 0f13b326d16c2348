"""A book on disk, and a user before it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from fieldbook.i18n import use_language
from tests.ui.hands import Screens, sitting


@pytest.fixture
def book_path(tmp_path: Path) -> Path:
    """Where the book lies."""
    return tmp_path / "book" / "book.json"


@pytest.fixture
def screens(book_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screens]:
    """``screens(size, lang)``: sit down before the book; again, and it is the same book."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    yield partial(sitting, book_path)
    use_language("en")
