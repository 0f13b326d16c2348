"""A book on disk, and a user before it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor, LayoutUpdate
from textual.app import App
from textual.strip import Strip

from fieldbook.i18n import use_language
from fieldbook.ui import setting_up, typing_ahead
from fieldbook.ui.textual_private import SeenCompositor
from tests.ui.hands import PATIENCE, Screens, sitting


class Looks:
    """Looks at every screen that is painted as it was painted before: it must be as it is painted now."""

    def __init__(self) -> None:
        self.on = True
        self.again = 0
        """How many were painted so."""

    def look(self, composed: SeenCompositor, update: LayoutUpdate) -> None:
        """Compose it from nothing, and hold the lines beside each other."""
        self.again += 1
        if not self.on:
            return
        kept = composed._painted
        for each in composed.visible_widgets:
            each._styles_cache._cache.clear()
        now = Compositor.render_full_update(composed)
        composed._painted = kept
        told, painted = (
            [Strip.join(line).simplify() for line in each.strips] for each in (now, update)
        )
        assert told == painted


@pytest.fixture(autouse=True)
def looks(monkeypatch: pytest.MonkeyPatch) -> Looks:
    """Nothing stale is ever painted."""
    found, paint = Looks(), SeenCompositor.render_full_update

    def painting(composed: SeenCompositor, simplify: bool = False) -> LayoutUpdate:
        before = composed._painted
        update = paint(composed, simplify)
        if before is not None and update is before.update:
            found.look(composed, update)
        return update

    monkeypatch.setattr(SeenCompositor, "render_full_update", painting)
    return found


@pytest.fixture(autouse=True)
def told_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told goes neither by a key nor by itself, however slow the machine that reads it."""
    notify = App.notify

    def stand(app: App[Any], words: str, **rest: Any) -> None:
        notify(app, words, **{**rest, "timeout": PATIENCE})

    monkeypatch.setattr(App, "notify", stand)
    monkeypatch.setattr(setting_up, "READ", dict.fromkeys(setting_up.READ, PATIENCE))


@pytest.fixture(autouse=True)
def turns_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key typed ahead waits until it is its turn, however long a form opens."""
    monkeypatch.setattr(typing_ahead, "PATIENCE", PATIENCE)


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
    monkeypatch.setattr(os, "fsync", lambda _fd: None)  # what is flushed when: tests/store
    yield partial(sitting, book_path)
    use_language("en")
