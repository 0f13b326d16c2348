"""What widgets ask the running app about its looks."""

from __future__ import annotations

import os

from textual.widget import Widget

from fieldbook.ui.widgets.cells import ASCII_ELLIPSIS, ELLIPSIS

ASCII_CLASS = "-ascii"
"""The style class an app carries where only ASCII may be drawn."""

READER_CLASS = "-reader"
"""The style class an app carries where its screens are read aloud, or by the fingers."""

ROW_SIGN, ASCII_ROW_SIGN = "▌", ">"
ASCII_TWINS = str.maketrans({"■": "#", "▣": "=", "□": ".", "“": '"', "”": '"', "…": ASCII_ELLIPSIS})
"""Marks, and what is set between Latin words: what is drawn where only ASCII may be."""


def is_old_console() -> bool:
    """Say whether this is a Windows console that draws ambiguous characters twice as wide."""
    return os.name == "nt" and "WT_SESSION" not in os.environ


def ascii_only(widget: Widget) -> bool:
    """Say whether the app asks for ASCII characters only (its attribute ``ascii``)."""
    return bool(getattr(widget.app, "ascii", False))


def reads_aloud(widget: Widget) -> bool:
    """Say whether the screens are read aloud or felt (the app's attribute ``reader``)."""
    return bool(getattr(widget.app, "reader", False))


def ellipsis(widget: Widget) -> str:
    """Give the mark of a cut text that suits the console."""
    return ASCII_ELLIPSIS if ascii_only(widget) else ELLIPSIS


def row_sign(widget: Widget) -> str:
    """Give the sign before the row the cursor is on."""
    return ASCII_ROW_SIGN if ascii_only(widget) else ROW_SIGN
