"""What all tests share: a book in memory, its clock, and a small village."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from textual.css.stylesheet import Stylesheet

from fieldbook import children, demo
from fieldbook.book import Fieldbook
from fieldbook.cli import words
from fieldbook.i18n import use_language
from fieldbook.papers import pdf
from tests import once, styling
from tests import village as made_village
from tests.clock import Clock
from tests.memory_store import MemoryStore

# How long an example takes says how busy the machine is; what is quick is measured in bench/.
settings.register_profile("fieldbook", deadline=None)
settings.load_profile("fieldbook")


def pytest_configure() -> None:
    """The modules of tests are loaded now, and none of them goes: nothing is to be collected."""
    gc.disable()


def pytest_collection_finish() -> None:
    """All modules of tests are loaded."""
    once.leave_what_was_loaded()


@pytest.fixture(autouse=True, scope="session")
def lent() -> Iterator[None]:
    """What is the same for many tests is made once."""
    with pytest.MonkeyPatch.context() as patch:
        once.lend(patch)
        yield


@pytest.fixture(autouse=True, scope="session")
def no_office() -> Iterator[None]:
    """No test prints with an office program that this computer happens to have."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "_NAMES", ())
        patch.setattr(pdf, "_USUAL_PLACES", ())
        yield


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes what whoever runs them has in his own folders."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        for each in ("CONFIG", "DATA", "STATE"):
            patch.delenv(f"XDG_{each}_HOME", raising=False)
        yield


_NUMBERS = count()
"""The names of the folders of tests."""


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of its own; pytest looks through those of all tests before to name it after the test."""
    return tmp_path_factory.mktemp(str(next(_NUMBERS)), numbered=False)


@pytest.fixture
def made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is lent in this test: each village has a past, each app reads its sheets."""
    monkeypatch.setattr(demo, "_the_past", once.the_past)
    monkeypatch.setattr(words, "parser", once.parser)
    monkeypatch.setattr(Stylesheet, "_parse_rules", once.parse_rules)
    monkeypatch.setattr(Stylesheet, "parse", once.put_together)
    monkeypatch.setattr(Stylesheet, "apply", styling.work_out)


@pytest.fixture
def without_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """No child can be started: the same is done here, at once; other tests see what the child says."""
    monkeypatch.setattr(children, "_has_python", lambda: False)


@pytest.fixture(autouse=True)
def in_english() -> None:
    """Every test begins in English, whichever language the one before it left."""
    use_language("en")


@pytest.fixture
def clock() -> Clock:
    """2026-11-21, 08:00, Beijing time; it ticks when it is read."""
    return Clock()


@pytest.fixture
def store() -> MemoryStore:
    """The store under the book."""
    return MemoryStore()


@pytest.fixture
def book(clock: Clock, store: MemoryStore) -> Fieldbook:
    """An empty book."""
    return made_village.new_book(clock, store)


@pytest.fixture
def village(clock: Clock) -> made_village.Village:
    """A small village with some work begun."""
    return made_village.build(clock)
