"""What a paper says of itself besides its words: its properties, as office programs show them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Imprint(NamedTuple):
    """Who issued the paper, and when."""

    branch: str
    author: str
    """The author's name as the audience may read it."""
    on: dt.date
    outside: bool = False
    """Whether others than the branch read it: then nothing of whose computer it was is left in it."""
