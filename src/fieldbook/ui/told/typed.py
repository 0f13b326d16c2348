"""Steps, on-site meetings and matters as they are typed: one a line, its parts between strokes.

A step is ``what / who / until when``, before one that is done ``[x]``, or ``[x 11-19]`` with the day; a meeting is ``day / who came /
note``; a matter is ``#12 what -> decided / who / until when``. A day may be typed with strokes itself, as ``11/20`` or ``2026/11/20``;
where nobody is named it may stand where who would.
Who writes `` - `` for a stroke is understood where a day, or somebody known, stands behind it: :func:`stroked`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from fieldbook.domain.dates import Toward
from fieldbook.domain.records import Duty, Matter, OnSite, Step
from fieldbook.patterns import pattern
from fieldbook.typed_days import read_typed, two_days

_DONE = pattern(r"^\s*[\[【][xX✓v](?![A-Za-z])\s*([^\]】]*?)\s*[\]】]\s*")
_STROKE = pattern(r"\s*[/／|｜]\s*")
_ARROW = pattern(r"\s*(?:->|=>|→|－>|—>)\s*")
_DASH = pattern(r"\s+[-－–—]+\s+")
_NUMBERED = pattern(r"[#＃]\s*(\d+)\s*(.*)")
_MONTH_OR_NAME = pattern(r"jan|april|may|june|august", re.IGNORECASE)
"""A month alone that may as well be somebody: behind what is to be done it is who."""
_MOST_IN_A_DAY = 3


class Given(NamedTuple):
    """Whom a line names, and its day as far as it is understood."""

    who: str
    day: str


def steps_to_text(steps: Sequence[Step]) -> str:
    """Steps as they are typed, one a line."""
    return "\n".join(
        (f"[x {each.done_on.isoformat()}] " if each.done_on else "")
        + _line(each.what, each.who, each.due_on.isoformat() if each.due_on else "")
        for each in steps
    )


def meetings_to_text(meetings: Sequence[OnSite]) -> str:
    """On-site meetings as lines."""
    return "\n".join(_line(each.on.isoformat(), each.who, each.note) for each in meetings)


def duties_to_text(duties: Sequence[Duty]) -> str:
    """Who answers for what as lines: ``area / who``."""
    return "\n".join(_line(each.area, each.who) for each in duties)


def text_to_duties(text: str) -> list[dict[str, str]]:
    """Lines as the drafts of who answers for what."""
    parts = ([*_STROKE.split(line, maxsplit=1), ""] for line in _lines(text))
    return [{"area": area, "who": who} for area, who, *_none in parts]


def matters_to_text(matters: Iterable[Matter], numbers: Mapping[str, int]) -> str:
    """Matters as lines, the number of its issue before each; what was decided stands behind an arrow."""
    return "\n".join(_matter_line(each, numbers.get(each.issue)) for each in matters)


def _matter_line(matter: Matter, number: int | None) -> str:
    due = matter.due_on.isoformat() if matter.due_on else ""
    decided = _line(matter.decided, matter.who, due)
    lead = f"#{number} " if number is not None else ""
    if matter.decided == matter.topic:
        says_it = lead or matter.who or matter.due_on
        return f"{lead}{decided}" if says_it else f"-> {decided}"
    return f"{lead}{matter.topic} -> {decided}".rstrip() if decided or lead else matter.topic


def text_to_matters(
    text: str, issues: Mapping[int, str], today: dt.date, since: dt.date | None = None
) -> list[dict[str, str]]:
    """Lines as the drafts of matters.

    Without an arrow a line about an issue says what was decided; another does so where it says who or
    until when, and else names what was talked about.

    Args:
        text: as it was typed.
        issues: the id of each issue, by its number; a number that is none stays, to be refused.
        today: the day by which a day without its year is read.
        since: the day that a term without its year follows, where it is not today.
    """
    return [_matter(line, issues, today, since) for line in _lines(text)]


def _matter(
    line: str, issues: Mapping[int, str], today: dt.date, since: dt.date | None
) -> dict[str, str]:
    numbered = _NUMBERED.fullmatch(line)
    issue = issues.get(int(numbered[1]), f"#{numbered[1]}") if numbered else ""
    topic, *behind = _ARROW.split(numbered[2] if numbered else line, maxsplit=1)
    what, who, due_on = _parts(behind[0] if behind else topic, today, since)
    if not behind and (issue or who or due_on):
        topic = what
    elif not behind:
        what = ""
    return {"topic": topic or what, "issue": issue, "decided": what, "who": who, "due_on": due_on}


def numbered(line: str) -> int:
    """The number of the issue that a matter's line is about; 0 where it is about none."""
    found = _NUMBERED.fullmatch(line.strip())
    return int(found[1]) if found else 0


def matter_given(line: str, today: dt.date, since: dt.date | None = None) -> Given:
    """Whom a matter's line names, and until when, as :func:`text_to_matters` reads it."""
    matter = _matter(line.strip(), {}, today, since)
    return Given(matter["who"], matter["due_on"])


def step_given(line: str, today: dt.date, since: dt.date | None = None) -> Given:
    """Whom a step's line names, and until when, as :func:`text_to_steps` reads it."""
    return Given(*_parts(_DONE.sub("", line).strip(), today, since)[1:])


def meeting_given(line: str, today: dt.date, since: dt.date | None = None) -> Given:  # noqa: ARG001
    """The day a meeting's line begins with, as :func:`text_to_meetings` reads it."""
    return Given("", _day_first(line.strip(), today)[0])


def stroked(
    line: str, today: dt.date, is_person: Callable[[str], bool], since: dt.date | None = None
) -> str:
    """A line of which dashes part what, who and until when, with strokes for them; any other as it is.

    They do where a day stands behind the last one, or before it somebody who is known. Somebody known alone
    behind an arrow is who sees to it, and no decision, where no issue is answered by the line.
    """
    arrow = _ARROW.search(line)
    if arrow and arrow.start() and not numbered(line):
        who = _STROKE.split(line[arrow.end() :].strip())[0]
        if who and is_person(who):
            return f"{line[: arrow.start()]} / {line[arrow.end() :]}"
    lead, told = (line[: arrow.end()], line[arrow.end() :]) if arrow else ("", line)
    dashes = list(_DASH.finditer(told))[-2:]
    if len(dashes) < 2:
        return line
    what, who = told[: dashes[0].start()], told[dashes[0].end() : dashes[1].start()]
    when = told[dashes[1].end() :].strip()
    if _STROKE.search(what + who):
        return line
    is_day = bool(_day("/".join(_STROKE.split(when)), today, "ahead", since))
    return f"{lead}{what} / {who} / {when}" if is_day or is_person(who) else line


def _line(*parts: str) -> str:
    """The parts between strokes, those at the end left out where nothing follows."""
    told = max((at for at, part in enumerate(parts, 1) if part), default=0)
    return " / ".join(parts[:told])


def text_to_steps(
    text: str, before: Sequence[Step], today: dt.date, since: dt.date | None = None
) -> list[dict[str, object]]:
    """Lines as the drafts of steps; one that is ticked without a day keeps its own, or was done today."""
    done_before = {each.what: each.done_on for each in before if each.done_on}
    steps: list[dict[str, object]] = []
    for line in _lines(text):
        ticked = _DONE.match(line)
        what, who, due_on = _parts(_DONE.sub("", line).strip(), today, since)
        on = _day(ticked[1], today, "back") or ticked[1] if ticked else ""
        done_on = on or (done_before.get(what, today) if ticked else None)
        steps.append({"what": what, "who": who, "due_on": due_on, "done_on": done_on})
    return steps


def text_to_meetings(text: str, today: dt.date) -> list[dict[str, str]]:
    """Lines as the drafts of on-site meetings."""
    found = []
    for line in _lines(text):
        on, rest = _day_first(line, today)
        who, note, *_none = [*_STROKE.split(rest, maxsplit=1), ""]
        found.append({"on": on, "who": who, "note": note})
    return found


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.split("\n") if line.strip())


def _parts(line: str, today: dt.date, since: dt.date | None) -> tuple[str, str, str]:
    """What, who and until when. What is too much stays with the day: it is refused there, not lost."""
    what, *rest = _STROKE.split(line)
    is_day = 0 < len(rest) <= _MOST_IN_A_DAY and not _MONTH_OR_NAME.fullmatch(rest[0])
    if is_day and (day := _day("/".join(rest), today, "ahead", since)):
        return what, "", day
    who, *ends = rest or [""]
    return what, who, _day("/".join(ends), today, "ahead", since) or " / ".join(ends)


def _day_first(line: str, today: dt.date) -> tuple[str, str]:
    """The day a line begins with, and the rest of it."""
    strokes = list(_STROKE.finditer(line))
    for count in range(min(_MOST_IN_A_DAY, len(strokes) + 1), 1, -1):
        start, rest = _after(line, strokes, count)
        if day := _day("/".join(_STROKE.split(start)), today, "back"):
            return day, rest
    start, rest = _after(line, strokes, 1)
    return _day(start, today, "back") or start, rest


def _day(text: str, today: dt.date, toward: Toward, since: dt.date | None = None) -> str:
    """The day a text means; one that can be two stays as it is, to be asked for; else nothing."""
    day = read_typed(text, today, toward, since=since)
    return day.isoformat() if day else text if two_days(text) else ""


def _after(line: str, strokes: Sequence[re.Match[str]], parts: int) -> tuple[str, str]:
    """The first parts of a line, and what follows them."""
    if parts > len(strokes):
        return line, ""
    stroke = strokes[parts - 1]
    return line[: stroke.start()], line[stroke.end() :]
