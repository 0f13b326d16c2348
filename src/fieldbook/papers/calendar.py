"""What is due as a calendar, by RFC 5545: phones and office programs take it in, and again.

Phones hand calendars to a cloud: a place is its group and number, a matter its number, and names
stand in it only where that was asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from fieldbook.i18n import N_, _, ngettext
from fieldbook.labels import filled, where_text, with_role
from fieldbook.papers.wording import joined, one_line
from fieldbook.reports.calendar import Appointment

_LONGEST: Final = 75
"""Octets of a line."""
_BEGIN: Final = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//fieldbook//fieldbook//EN\r\n"
    "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
)
_ONE_DAY: Final = dt.timedelta(days=1)
_EPOCH: Final = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_ESCAPES: Final = {ord("\\"): "\\\\", ord(";"): "\\;", ord(","): "\\,"}
_KINDS: Final = {
    "visit": N_("Visit"), "follow_up": N_("Follow-up"), "solution": N_("Solution due"),
    "step": N_("Step due"), "issue": N_("Issue due"), "work": N_("Work due"), "study": N_("Ten-day study"),
    "summary": N_("Five-day summary"),
}  # fmt: skip


def render(found: Iterable[Appointment], at: dt.datetime, *, names: bool = False) -> bytes:
    """The calendar's bytes.

    Args:
        found: what is due.
        at: when it is written; a later one replaces what a program took in before.
        names: whether the heads of households are named.
    """
    stamp = at.astimezone(dt.UTC)
    number = max(int((stamp - _EPOCH).total_seconds() // 60), 0)
    written = f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}\r\nSEQUENCE:{number}\r\n"
    events = (_event(each, written, names=names) for each in found)
    return f"{_BEGIN}{''.join(events)}END:VCALENDAR\r\n".encode()


def _event(due: Appointment, written: str, *, names: bool) -> str:
    summary = _folded(f"SUMMARY:{_summary(due, names=names).translate(_ESCAPES)}")
    # The day after: without it some phones show nothing, others two days.
    return (
        f"BEGIN:VEVENT\r\nUID:{due.key}@fieldbook\r\n{written}"
        f"DTSTART;VALUE=DATE:{_day(due.on)}\r\n"
        f"DTEND;VALUE=DATE:{_day(due.on + _ONE_DAY)}\r\n"
        f"{summary}\r\nTRANSP:TRANSPARENT\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\n"
    )


def _day(on: dt.date) -> str:
    return on.isoformat().replace("-", "")


def _summary(due: Appointment, *, names: bool) -> str:
    """What is due and where: the group and the number there, the numbers of the issues."""
    where = where_text(
        one_line(due.group),
        one_line(due.household.code if due.household else ""),
    )
    head = one_line(due.household.head) if due.household and names else ""
    numbers = joined(f"#{each}" for each in due.numbers)
    if due.household and not (where or head):
        where = _("household #{seq}").format(seq=due.household.seq)
    told = _(_KINDS[due.kind])
    told = filled(_("{what}: {where}"), what=told, where=joined((numbers, head, where))) or told
    if not due.overdue:
        return told
    late = ngettext("{count} day overdue", "{count} days overdue", due.overdue)
    return with_role(told, late)


def _folded(line: str) -> str:
    """A line in parts of so many octets, none of which ends within a character."""
    if len(line.encode()) <= _LONGEST:
        return line
    parts, part, room = [], "", _LONGEST
    for sign in line:
        size = len(sign.encode())
        if size > room:
            parts.append(part)
            part, room = "", _LONGEST - 1
        part += sign
        room -= size
    return "\r\n ".join([*parts, part])


def calendar_name(on: dt.date) -> str:
    """What the file is called."""
    return _("calendar-{date}.ics").format(date=on.isoformat())
