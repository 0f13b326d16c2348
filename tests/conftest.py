"""What all tests share: a book in memory, its clock, and a small village."""

from __future__ import annotations

import pytest

from fieldbook.book import Fieldbook
from tests import village as made_village
from tests.clock import Clock
from tests.memory_store import MemoryStore


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
