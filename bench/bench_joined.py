"""Papers that are plain text: 1,000 issues as a web page and as a calendar, beside a bare join.

Run: ``python bench/bench_joined.py``. Time is the best of some runs, memory the peak while one is made.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
import tracemalloc
from collections.abc import Callable
from html import escape
from typing import Final

from fieldbook.domain.records import Group, Household
from fieldbook.papers.calendar import render as render_calendar
from fieldbook.papers.outline import Entry, Fact, Outline
from fieldbook.papers.web import render as render_page
from fieldbook.reports.calendar import Appointment

RUNS: Final = 15
ISSUES: Final = 1000
WORDS: Final = "渠口漏水，半块地浇不上。" * 30
AT: Final = dt.datetime(2026, 11, 21, 8, tzinfo=dt.UTC)


def entries() -> tuple[Entry, ...]:
    """Issues with their words and a solution."""
    facts = (Fact("Asked", WORDS), Fact("Solution", WORDS))
    return tuple(Entry(f"{nth}. Y", f"#{nth}", facts) for nth in range(ISSUES))


def joined_page(issues: tuple[Entry, ...]) -> bytes:
    """The same words with the marks they need, and nothing else."""
    parts = []
    for each in issues:
        parts.append(f"<h4>{escape(each.title)} <small>{escape(each.remark)}</small></h4>")
        parts.extend(f"<p>{escape(fact.label)}: {escape(fact.text)}</p>" for fact in each.facts)
    return "\n".join(parts).encode()


def appointments() -> tuple[Appointment, ...]:
    """As many things due."""
    group = Group(id="g", seq=1, created_at=AT, name="柳河1组")
    home = Household(id="h", seq=1, created_at=AT, head="陈桂生", code="11")
    return tuple(
        Appointment(f"issue-{nth}", AT.date(), "issue", 3, home, group, (nth,))
        for nth in range(ISSUES)
    )


def joined_calendar(found: tuple[Appointment, ...]) -> bytes:
    """The same events, put together in one piece each."""
    return "".join(
        f"BEGIN:VEVENT\r\nUID:{each.key}@fieldbook\r\nDTSTAMP:{AT:%Y%m%dT%H%M%SZ}\r\nSEQUENCE:1\r\n"
        f"DTSTART;VALUE=DATE:{each.on:%Y%m%d}\r\nDTEND;VALUE=DATE:{each.on + dt.timedelta(1):%Y%m%d}\r\n"
        f"SUMMARY:#{each.issues[0]} {each.group.name if each.group else ''}\r\n"
        "TRANSP:TRANSPARENT\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\n"
        for each in found
    ).encode()


def measured(work: Callable[[], bytes]) -> tuple[float, float]:
    """Milliseconds, and the peak in MB."""
    times = []
    for _run in range(RUNS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return min(times) * 1000, peak / 1e6


def main() -> int:
    """Print the table."""
    issues, found = entries(), appointments()
    outline = Outline("Paper", (), issues)
    for what, ours, bare in (
        ("web page", lambda: render_page(outline), lambda: joined_page(issues)),
        ("calendar", lambda: render_calendar(found, AT), lambda: joined_calendar(found)),
    ):
        (took, peak), (bare_took, bare_peak) = measured(ours), measured(bare)
        print(
            f"{what:<10} {took:7.1f} ms {took / bare_took:5.2f} ×   {peak:6.2f} MB "
            f"{peak / bare_peak:5.2f} ×"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
