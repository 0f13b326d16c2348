"""Stamps: when, and on which device, a field was last written.

A hybrid logical clock as fixed-width text, ``"<ms, 12 hex>-<counter, 4 hex>-<device, 8 hex>"``, so
that texts sort as times do. A stamp is never smaller than one given out before, also when the
computer's clock stands back. (Kulkarni et al., *Logical Physical Clocks*, 2014.)
"""

from __future__ import annotations

from typing import Final

from fieldbook.domain.records import Record, Stamps, stored_name
from fieldbook.patterns import pattern

NEVER: Final = "000000000000-0000-00000000"
ALL_FIELDS: Final = "*"
_FORM: Final = pattern(r"[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{8}")
_COUNTER_LIMIT: Final = 0xFFFF
_UNSTAMPED: Final = frozenset({"id", "seq", "stamps", "created_at", "created_by"})


def next_stamp(last: str, now_ms: int, device: str) -> str:
    """The stamp after ``last`` at ``now_ms`` (milliseconds since 1970) on ``device`` (8 hex)."""
    last_ms, counter = int(last[:12], 16), int(last[13:17], 16)
    if now_ms > last_ms:
        return f"{now_ms:012x}-0000-{device}"
    if counter < _COUNTER_LIMIT:
        return f"{last_ms:012x}-{counter + 1:04x}-{device}"
    return f"{last_ms + 1:012x}-0000-{device}"


def is_stamp(text: str) -> bool:
    """Whether the text has a stamp's form."""
    return _FORM.fullmatch(text) is not None


def milliseconds(stamp: str) -> int:
    """The stamp's time, in milliseconds since 1970."""
    return int(stamp[:12], 16)


def changed_fields(before: Record, after: Record) -> tuple[str, ...]:
    """The stored names of the fields that differ; both records are of one kind."""
    return tuple(
        stored_name(type(after), name)
        for name in type(after).__struct_fields__
        if name not in _UNSTAMPED and getattr(before, name) != getattr(after, name)
    )


def stamped(before: Record | None, after: Record, stamp: str) -> Stamps:
    """The stamps ``after`` is to carry when it is written at ``stamp``."""
    if before is None:
        return ((ALL_FIELDS, stamp),)
    fresh = dict(before.stamps)
    fresh.update(dict.fromkeys(changed_fields(before, after), stamp))
    return tuple(sorted(fresh.items()))
