"""How a list looks: colours by the theme, and readable without any."""

from __future__ import annotations

from typing import Final

from fieldbook.ui.widgets.scrollbars import PLAIN_BAR_CSS

RECORD_LIST_PARTS: Final = tuple(
    f"record-list--{part}"
    for part in (
        "heading",
        "section",
        "count",
        "cursor",
        "cursor-focus",
        "sign",
        "sign-focus",
        "under-overdue",
        "under-today",
        "under-done",
        "overdue",
        "today",
        "done",
        "muted",
        "mark",
        "match",
        "empty",
    )
)
"""What is coloured of a list."""
RECORD_LIST_CSS: Final = (
    f"RecordList {{{PLAIN_BAR_CSS}}}"
    """
RecordList {
    background: transparent;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: auto;
    & > .record-list--heading { background: $surface; color: $text-muted; }
    & > .record-list--section { background: $surface; color: $text-accent; text-style: bold; }
    & > .record-list--count { background: $surface; color: $text-muted; }
    & > .record-list--sign { color: $text-muted; }
    & > .record-list--sign-focus { color: $row-sign; }
    & > .record-list--cursor-focus {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
        text-style: $block-cursor-text-style;
    }
    & > .record-list--overdue { color: $text-error; }
    & > .record-list--today { color: $text-warning; }
    & > .record-list--done { color: $text-success; }
    & > .record-list--muted { color: $text-muted; text-style: $quiet-style; }
    & > .record-list--under-overdue { color: $selected-overdue; }
    & > .record-list--under-today { color: $selected-due; }
    & > .record-list--under-done { color: $selected-done; }
    & > .record-list--mark { color: $text-accent; }
    & > .record-list--match { text-style: underline; }
    & > .record-list--empty { color: $text-muted; }
    &:nocolor > .record-list--cursor-focus {
        background: $background;
        color: $foreground;
        text-style: bold reverse;
    }
    &:nocolor > .record-list--overdue { color: $foreground; text-style: bold; }
}
"""
)
