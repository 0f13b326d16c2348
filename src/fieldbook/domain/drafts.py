"""A draft: what stands in a form before it is a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any


class Draft(Mapping[str, Any]):
    """Field names (as stored) with what was typed or chosen; nothing is checked yet.

    A value is a text as typed, a code, a list of codes, or already of the field's type. A field
    that is absent is left as it is (an edit) or empty (a new record).

    >>> Draft(title="水渠漏水", found_on="2026-11-08")["title"]
    '水渠漏水'
    """

    def __init__(self, fields: Mapping[str, Any] | None = None, /, **more: Any) -> None:
        self._fields: Mapping[str, Any] = MappingProxyType({**(fields or {}), **more})

    def __getitem__(self, field: str) -> Any:
        return self._fields[field]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __repr__(self) -> str:
        return f"Draft({', '.join(self._fields)})"  # never what was typed: it may end in a log

    def having(self, **more: Any) -> Draft:
        """The same draft with some fields set."""
        return Draft(self._fields, **more)

    def filled(self, **more: Any) -> Draft:
        """The same draft with some fields set that it leaves open."""
        return self.having(**{name: more[name] for name in more if not self.get(name)})

    def without(self, *fields: str) -> Draft:
        """The same draft without some fields."""
        return Draft({name: value for name, value in self.items() if name not in fields})
