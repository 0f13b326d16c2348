"""Stamps: when, and in which book on which device, a field was last written.

A hybrid logical clock as fixed-width text, ``"<ms, 12 hex>-<counter, 4 hex>-<replica, 8 hex>"``, so
that texts sort as times do. A stamp is never smaller than one given out or taken in before, also when
the computer's clock stands back. (Kulkarni et al., *Logical Physical Clocks*, 2014.)
"""

from __future__ import annotations

from typing import Final

from fieldbook.patterns import pattern

NEVER: Final = "000000000000-0000-00000000"
ALL_FIELDS: Final = "*"
_FORM: Final = pattern(r"[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{8}")
_COUNTER_LIMIT: Final = 0xFFFF
_LAST_MS: Final = 7258118400000
"""The first moment of the year 2200: no stamp of a book lies there."""
_TAKEN_MS: Final = 7100352000000
"""The first moment of the year 2195: nothing from there is taken in, or what is written after it had no room."""
_CLOCK_MS: Final = 6942585600000
"""The first moment of the year 2190: no clock of a book goes that far."""


def next_stamp(last: str, now_ms: int, replica: str) -> str:
    """The stamp after ``last`` at ``now_ms`` (milliseconds since 1970) in the ``replica`` (8 hex).

    A clock beyond the year 2190 counts as the last moment before it; a stamp from beyond 2200 for
    nothing.
    """
    now_ms = min(max(now_ms, 0), _CLOCK_MS - 1)
    if milliseconds(last) >= _LAST_MS:
        last = NEVER
    last_ms, counter = milliseconds(last), int(last[13:17], 16)
    if now_ms > last_ms:
        return f"{now_ms:012x}-0000-{replica}"
    if counter < _COUNTER_LIMIT:
        return f"{last_ms:012x}-{counter + 1:04x}-{replica}"
    return f"{last_ms + 1:012x}-0000-{replica}"


def is_possible(stamp: object) -> bool:
    """Whether a text is a stamp that a book may have made."""
    return isinstance(stamp, str) and is_stamp(stamp) and not is_ahead(stamp)


def is_ahead(stamp: str) -> bool:
    """Whether a stamp lies where no clock goes, in the year 2195 or beyond."""
    return is_stamp(stamp) and milliseconds(stamp) >= _TAKEN_MS


def replica_of(stamp: str) -> str:
    """The replica in which it was written."""
    return stamp[18:]


def is_stamp(text: str) -> bool:
    """Whether the text has a stamp's form."""
    return _FORM.fullmatch(text) is not None


def milliseconds(stamp: str) -> int:
    """The stamp's time, in milliseconds since 1970."""
    return int(stamp[:12], 16)
