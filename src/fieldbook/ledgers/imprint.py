"""What a ledger says of itself besides its rows."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class LedgerImprint(NamedTuple):
    """Whose ledger it is, and of when."""

    title: str
    branch: str
    author: str
    on: dt.date
