"""On-site meetings as they are typed: one a line, ``day / who came / note``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fieldbook.domain.records import OnSite

_PARTS = re.compile(r"\s*[/／|｜]\s*")


def meetings_to_text(meetings: Sequence[OnSite]) -> str:
    """On-site meetings as lines."""
    return "\n".join(_line(each) for each in meetings)


def _line(meeting: OnSite) -> str:
    parts = [meeting.on.isoformat(), meeting.who, meeting.note]
    while not parts[-1]:
        parts.pop()
    return " / ".join(parts)


def text_to_meetings(text: str) -> list[dict[str, str]]:
    """Lines as the drafts of on-site meetings."""
    found = []
    for line in text.split("\n"):
        if line.strip():
            on, who, note, *_rest = [*_PARTS.split(line.strip(), maxsplit=2), "", ""]
            found.append({"on": on, "who": who, "note": note})
    return found
