"""What a ledger says of itself besides its rows."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from fieldbook.i18n import _


class LedgerImprint(NamedTuple):
    """Whose ledger it is, and of when."""

    branch: str
    author: str
    on: dt.date

    @property
    def title(self) -> str:
        """What it is called."""
        return _("{branch}: ledger").format(branch=self.branch) if self.branch else _("Ledger")
