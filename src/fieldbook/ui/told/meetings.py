"""On-site meetings as they are typed: one a line, ``day / who came / note``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from fieldbook.domain.dates import read_date
from fieldbook.domain.records import OnSite

_PARTS = re.compile(r"\s*[/／|｜]\s*")
_MOST_IN_A_DAY = 3
"""A day may be typed with strokes itself, as ``11/20`` or ``2026/11/20``."""


def meetings_to_text(meetings: Sequence[OnSite]) -> str:
    """On-site meetings as lines."""
    return "\n".join(_line(each) for each in meetings)


def _line(meeting: OnSite) -> str:
    parts = [meeting.on.isoformat(), meeting.who, meeting.note]
    while not parts[-1]:
        parts.pop()
    return " / ".join(parts)


def text_to_meetings(text: str, today: dt.date) -> list[dict[str, str]]:
    """Lines as the drafts of on-site meetings."""
    found = []
    for line in text.split("\n"):
        if line.strip():
            on, rest = _day_first(line.strip(), today)
            who, note, *_none = [*_PARTS.split(rest, maxsplit=1), ""]
            found.append({"on": on, "who": who, "note": note})
    return found


def _day_first(line: str, today: dt.date) -> tuple[str, str]:
    """The day a line begins with, and the rest of it."""
    strokes = list(_PARTS.finditer(line))
    for count in range(min(_MOST_IN_A_DAY, len(strokes) + 1), 1, -1):
        end, rest = _after(line, strokes, count)
        day = "/".join(_PARTS.split(line[:end]))
        if read_date(day, today, "back") is not None:
            return day, rest
    end, rest = _after(line, strokes, 1)
    return line[:end], rest


def _after(line: str, strokes: Sequence[re.Match[str]], parts: int) -> tuple[int, str]:
    """Where the first parts of a line end, and what follows them."""
    if parts > len(strokes):
        return len(line), ""
    return strokes[parts - 1].start(), line[strokes[parts - 1].end() :]
