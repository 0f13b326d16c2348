"""What is forgotten when the book is locked, besides its records: words that were kept to be quick."""

from __future__ import annotations

import sys
from typing import Any

from fieldbook.ui.textual_private import forget_copied
from fieldbook.ui.themes import ThemedApp
from fieldbook.ui.widgets.closing import forget_lines


def forget_words(app: ThemedApp[Any]) -> None:
    """Forget the notes that were shown, drawn lines, what was copied, and whatever a module kept."""
    app.clear_notifications()
    forget_lines()
    forget_copied(app)
    for name, module in list(sys.modules.items()):
        if name.startswith("fieldbook."):
            _forget_answers(module)


def _forget_answers(module: object) -> None:
    """Empty the caches of answers to words; one without a bound is about types and codes."""
    for each in list(vars(module).values()):
        asked = getattr(each, "cache_parameters", None)
        if asked is not None and asked()["maxsize"] is not None:
            each.cache_clear()
