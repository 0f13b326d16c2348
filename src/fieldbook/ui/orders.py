"""In what order each list was left, remembered on this device from one start to the next.

It is of the screens alone: the name of a screen, the title of a column, whether the last stands first. Nothing
of what is in a book is in it. A file that cannot be read or written is as good as none.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from fieldbook.files import private_folder, write_whole
from fieldbook.ui.widgets.row_order import Sort

_FILE = "orders.json"


def _where() -> Path:
    import platformdirs

    return Path(platformdirs.user_state_dir("fieldbook", appauthor=False)) / _FILE


def recalled_orders() -> dict[str, Sort]:
    """Screen → the order its list was left in; none where it stood as it was given."""
    with contextlib.suppress(OSError, RuntimeError, KeyError, ValueError, msgspec.MsgspecError):
        return msgspec.json.decode(_where().read_bytes(), type=dict[str, Sort])
    return {}


def remember_order(screen: str, sort: Sort | None) -> None:
    """Remember the order of a screen's list; what other windows remembered meanwhile stays."""
    orders = recalled_orders()
    if orders.get(screen) == sort:
        return
    orders.pop(screen, None)
    if sort is not None:
        orders[screen] = sort
    with contextlib.suppress(OSError, RuntimeError, KeyError):
        private_folder(_where().parent)
        write_whole(_where(), msgspec.json.encode(orders))
