"""What Textual loads when it is loaded, and no screen here uses: left out of a start.

Its palette of commands (ours knows both languages) brings nine widgets along. TLS comes with asyncio, which does
without where there is none, and nothing here goes over a network. Both are there for whoever asks later.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Final

_TLS: Final = "ssl"
_PALETTE: Final = "textual.command"
_OF_THE_PALETTE: Final = (
    "CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider",
)  # fmt: skip
"""What the app and the themes of Textual name of it."""


@contextmanager
def left_out() -> Iterator[None]:
    """Load Textual without them here; nothing is left out of one that is loaded already."""
    absent: dict[str, ModuleType | None] = {}
    if "asyncio" not in sys.modules:
        absent[_TLS] = None
    if "textual" not in sys.modules:
        absent[_PALETTE] = _palette()
    absent = {name: module for name, module in absent.items() if name not in sys.modules}
    sys.modules.update(absent)  # type: ignore[arg-type]  # Python itself means by none: not there
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def _palette() -> ModuleType:
    """Names without anything behind them."""
    palette = ModuleType(_PALETTE)
    for name in _OF_THE_PALETTE:
        setattr(palette, name, type(name, (), {}))
    return palette
