"""The scripted month, lived through once."""

from __future__ import annotations

import pytest

from fieldbook.book import Fieldbook
from tests.book.month import Month, Plain


@pytest.fixture(scope="session")
def month() -> Fieldbook:
    """The book at the evening of the thirtieth; tests only read it."""
    return Month().live_through()


@pytest.fixture(scope="session")
def plain(month: Fieldbook) -> Plain:
    """Its records as plain lists."""
    return Plain(month)
