"""What a closed form or panel must not leave behind, where Textual would keep hold of it.

Both places are private to Textual; ``tests/ui/widgets/test_closing.py`` tells when they are gone.
"""

from __future__ import annotations

import contextlib

from textual._styles_cache import StylesCache
from textual.widget import Widget


def forget(widget: Widget) -> None:
    """Have a widget that is going told of no new theme: the app would keep it until there is one."""
    watchers = getattr(widget.app, "__watchers", {}).get("theme", [])
    watchers[:] = [each for each in watchers if each[0] is not widget]


def forget_lines() -> None:
    """Let go of the lines closed screens were drawn in: they hang on a cache of mixed colours."""
    with contextlib.suppress(AttributeError):
        StylesCache.get_inner_outer.cache_clear()
