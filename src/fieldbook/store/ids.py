"""Ids: UUIDv7 text (RFC 9562), which sorts as it was given out; with the standard library only."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

_COUNTER_BITS = 12


def id_maker(
    now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    random: Callable[[int], bytes] = os.urandom,
) -> Callable[[], str]:
    """A maker of ids, each greater than the one before, also within a millisecond.

    A clock that stands back is not followed, and a full counter borrows the next millisecond.
    """
    last_ms, counter = -1, 0

    def new_id() -> str:
        nonlocal last_ms, counter
        ms = now_ms()
        if ms > last_ms:
            last_ms, counter = ms, 0
        else:
            counter += 1
            if counter >> _COUNTER_BITS:
                last_ms, counter = last_ms + 1, 0
        return _text(last_ms, counter, int.from_bytes(random(8), "big"))

    return new_id


def _text(ms: int, counter: int, noise: int) -> str:
    number = (ms << 80) | (0x7 << 76) | (counter << 64) | (0b10 << 62) | (noise >> 2)
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


new_id = id_maker()
"""Gives the ids of this run of the program."""
