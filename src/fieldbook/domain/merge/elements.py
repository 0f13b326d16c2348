"""Lists joined element by element: what either book has is in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec


def together(lists: Iterable[list[Any]]) -> list[Any]:
    """One list of several, the latest first: its order, then what only the earlier ones have.

    A step is known by what is to be done. What the latest says of it counts; what it leaves open,
    such as the day it was done, an earlier one fills in.
    """
    found: dict[bytes, Any] = {}
    for each in lists:
        for element in each:
            key = _key(element)
            known = found.get(key)
            found[key] = {**element, **known} if isinstance(known, dict) else element
    return list(found.values())


def _key(element: Any) -> bytes:
    is_step = isinstance(element, dict) and "what" in element
    return msgspec.json.encode(element["what"] if is_step else element, order="sorted")
