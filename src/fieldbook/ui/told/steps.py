"""Steps as they are typed: one a line, ``what / who / until when``; ``[x]`` marks one done."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from fieldbook.domain.dates import read_date
from fieldbook.domain.records import Step

_DONE = re.compile(r"^\s*[\[【][xX✓v][\]】]\s*")
_PARTS = re.compile(r"\s*[/／|｜]\s*")
_MOST = 3
"""How many parts a line has; a day may be typed with strokes too, as ``11/20``."""


def steps_to_text(steps: Sequence[Step]) -> str:
    """Steps as lines."""
    return "\n".join(_line(each) for each in steps)


def _line(step: Step) -> str:
    parts = [step.what, step.who, step.due_on.isoformat() if step.due_on else ""]
    while parts and not parts[-1]:
        parts.pop()
    return f"{'[x] ' if step.done_on else ''}{' / '.join(parts)}"


def text_to_steps(text: str, before: Sequence[Step], today: dt.date) -> list[dict[str, object]]:
    """Lines as the drafts of steps; a step done before keeps its day."""
    done_before = {each.what: each.done_on for each in before if each.done_on}
    steps: list[dict[str, object]] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        done = _DONE.match(line) is not None
        what, who, due_on = _parts(_DONE.sub("", line).strip(), today)
        done_on = done_before.get(what, today) if done else None
        steps.append({"what": what, "who": who, "due_on": due_on, "done_on": done_on})
    return steps


def _parts(line: str, today: dt.date) -> tuple[str, str, str]:
    """What, who and until when. What is too much stays with the day: it is refused there, not lost."""
    what, *rest = _PARTS.split(line)
    if len(rest) == _MOST - 1 and read_date("/".join(rest), today, "ahead"):
        return what, "", "/".join(rest)
    who, *ends = rest or [""]
    is_day = read_date("/".join(ends), today, "ahead") is not None
    return what, who, ("/" if is_day else " / ").join(ends)
