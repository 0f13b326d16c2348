"""``fieldbook path``: where the book lies."""

from __future__ import annotations

from fieldbook.cli.call import Call


def run(call: Call) -> int:
    """Say the path, and nothing else: it is for other programs too."""
    call.console.say(str(call.book_path.absolute()))
    return 0
