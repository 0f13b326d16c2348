"""A command as a row: what it does in a few words, and how its own words are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Command(NamedTuple):
    """One command. Its words are made when they are needed: a hundred of them take longer than an ``add``."""

    help: str
    """What it does, as it stands in the source."""
    words: Callable[[Any], None] | None = None
    """Adds its words to a parser; none where it has none."""
