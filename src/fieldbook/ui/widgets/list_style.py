"""How lists and stories look: colours by the theme, and readable without any."""

from __future__ import annotations

from typing import Final

from fieldbook.ui.widgets.scrollbars import PLAIN_BAR_CSS


def view_css(view: str, part: str) -> str:
    """The rules that a list and a story have in common; the names of its parts begin with ``part``."""
    return f"""
{view} {{
{PLAIN_BAR_CSS}
    background: transparent;
    color: $foreground;
    overflow-x: hidden;
    overflow-y: auto;
    & > .{part}--sign {{ color: $text-muted; }}
    & > .{part}--sign-focus {{ color: $row-sign; }}
    & > .{part}--cursor-focus {{
        background: $block-cursor-background;
        color: $block-cursor-foreground;
        text-style: $block-cursor-text-style;
    }}
    & > .{part}--overdue {{ color: $text-error; }}
    & > .{part}--today {{ color: $text-warning; }}
    & > .{part}--done {{ color: $text-success; }}
    & > .{part}--muted {{ color: $text-muted; text-style: $quiet-style; }}
    &:nocolor > .{part}--cursor-focus {{
        background: $background;
        color: $foreground;
        text-style: bold reverse;
    }}
    &:nocolor > .{part}--overdue {{ color: $foreground; text-style: bold; }}
}}
"""


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
    view_css("RecordList", "record-list")
    + """
RecordList {
    & > .record-list--heading { background: $surface; color: $text-muted; }
    & > .record-list--section { background: $surface; color: $text-accent; text-style: bold; }
    & > .record-list--count { background: $surface; color: $text-muted; }
    & > .record-list--under-overdue { color: $selected-overdue; }
    & > .record-list--under-today { color: $selected-due; }
    & > .record-list--under-done { color: $selected-done; }
    & > .record-list--mark { color: $text-accent; }
    & > .record-list--match { text-style: underline; }
    & > .record-list--empty { color: $text-muted; }
}
"""
)
