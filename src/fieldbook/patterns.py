"""Patterns that are made when they are first asked.

Three hundred of them know how days, states and headings are written. A program that starts needs a
few; making all of them would take longer than reading a small file.

What must not be tried in more ways than there is time for holds on to what it found. A sign does so
by ``*+``, a group by ``(?>(?:...)*)``: the Python of Debian 12 (3.11.2) loses its place behind a
group with ``*+``.
"""

from __future__ import annotations

import re
from typing import Any, Final, cast

_ASKED: Final = ("finditer", "findall", "fullmatch", "match", "search", "split", "sub", "subn")


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression like that of :func:`re.compile`, made at the first question put to it."""
    return cast("re.Pattern[str]", _Later(text, flags))


class _Later:
    """Stands for a pattern. The first question makes it; the next ones go straight to it."""

    def __init__(self, text: str, flags: int) -> None:
        self._told = text, flags

    def __getattr__(self, name: str) -> Any:
        made = re.compile(*self._told)
        self.__dict__.update((asked, getattr(made, asked)) for asked in _ASKED)
        return getattr(made, name)


ID: Final = pattern(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""How an id of our own is written."""
