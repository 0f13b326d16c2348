"""Composing the paper: a meeting, as its audience may see it, put into words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fieldbook.i18n import _, ngettext
from fieldbook.labels import code_label
from fieldbook.papers.days import day, long_date
from fieldbook.papers.examples import example_blocks
from fieldbook.papers.figures import figure_blocks
from fieldbook.papers.issues import issue_blocks
from fieldbook.papers.masking import name_seen_by, seen_by
from fieldbook.papers.method import contact_group_blocks, group_blocks, study_blocks
from fieldbook.papers.outline import Block, Entry, Heading, Outline, Paragraph, Table
from fieldbook.papers.tables import table
from fieldbook.papers.wording import (
    codes_text,
    facts,
    joined,
    names,
    numbered,
    one_line,
    place_text,
    running,
)
from fieldbook.reports.meeting import DueLine, Meeting, VisitLine


def compose(meeting: Meeting, *, audience: str, branch: str = "", author: str = "") -> Outline:
    """The paper for an audience; what that may not read is gone before a word is set."""
    seen = seen_by(meeting, audience)
    compared = contact_group_blocks(seen.method)
    figures = (*figure_blocks(seen.figures), *_as_of(seen), *compared)
    sections = (
        (_("The period in figures"), figures),
        (_("Work groups and stays"), tuple(group_blocks(seen.method, seen.today))),
        (_("Study and training"), tuple(study_blocks(seen.method, seen.today))),
        (_("Experience and commendations"), tuple(example_blocks(seen.examples, seen.today))),
        (_("Visits"), tuple(_visit_blocks(seen))),
        (_("Issues to discuss"), tuple(issue_blocks(seen))),
        (_("Due next"), tuple(_due_blocks(seen))),
    )
    blocks: list[Block] = []
    told = (each for each in sections if each[1])
    for number, (heading, content) in enumerate(told, 1):
        blocks += [Heading(1, numbered(number, heading)), *content]
    return Outline(_title(branch), tuple(_lines(meeting, audience, author)), tuple(blocks))


def _as_of(meeting: Meeting) -> Iterator[Block]:
    """Of a past period: which day what stands is told of, and what nobody knows of that day."""
    if meeting.until < meeting.today:
        told = _(
            "What is open, not referred, not trained, and who leads, is told as on {date}; "
            "households and work groups are those of today."
        )
        yield Paragraph(told.format(date=long_date(meeting.until)))


def _title(branch: str) -> str:
    name = one_line(branch)
    return _("{branch}: meeting paper").format(branch=name) if name else _("Meeting paper")


def _lines(meeting: Meeting, audience: str, author: str) -> Iterator[str]:
    since, until = long_date(meeting.since), long_date(meeting.until)
    yield _("{since} to {until}").format(since=since, until=until)
    written_on = long_date(meeting.today)
    if name := one_line(name_seen_by(author, audience)):
        yield _("Written by {author}, {date}").format(author=name, date=written_on)
    else:
        yield _("Written on {date}").format(date=written_on)
    if audience == "above":
        yield _("For the level above: names are masked, what people said is left out.")
    elif audience != "branch":
        yield _("For everybody: without names, what people said is left out.")


def _visit_blocks(meeting: Meeting) -> Iterator[Block]:
    if not meeting.visits:
        yield Paragraph(_("No visits in this period."))
    elif any(_has_words(each) for each in meeting.visits):
        yield from (_visit_entry(each, meeting) for each in meeting.visits)
    else:
        yield _visit_table(meeting)


def _has_words(visit: VisitLine) -> bool:
    return bool(visit.note or visit.learned or visit.promised)


def _visit_entry(visit: VisitLine, meeting: Meeting) -> Entry:
    where = place_text(visit.place) or _("(no household named)")
    return Entry(
        f"{day(visit.on, meeting.today)}  {where}",
        code_label("manner", visit.manner),
        running(
            (_("Visited by"), joined(map(one_line, visit.visitors))),
            (_("Met"), names(visit.met)),
            (_("Explained"), codes_text("explained", visit.explained)),
            (_("Tasks explained"), joined(map(one_line, visit.tasks))),
            (_("Shared"), codes_text("together", visit.together)),
        )
        + facts(
            (_("Noted"), visit.note),
            (_("Learned"), visit.learned),
            (_("Promised"), visit.promised),
        ),
    )


def _visit_table(meeting: Meeting) -> Table:
    return table(
        (_("Date"), [day(each.on, meeting.today) for each in meeting.visits]),
        (_("Household"), [place_text(each.place) for each in meeting.visits]),
        (_("Visited by"), [joined(each.visitors) for each in meeting.visits]),
        (_("Manner"), [code_label("manner", each.manner) for each in meeting.visits]),
        (_("Explained"), [codes_text("explained", e.explained) for e in meeting.visits]),
        (_("Shared"), [codes_text("together", e.together) for e in meeting.visits]),
    )


def _due_blocks(meeting: Meeting) -> Iterator[Block]:
    if not meeting.due:
        yield Paragraph(_("Nothing falls due in the next ten days."))
        return
    overdue = sum(each.days < 0 for each in meeting.due)
    if overdue:
        yield Paragraph(ngettext("{count} is overdue.", "{count} are overdue.", overdue))
    if not any(each.about or each.who or any(each.place) for each in meeting.due):
        yield _due_counts(meeting)
        return
    yield table(
        (_("Due"), [day(each.on, meeting.today) for each in meeting.due]),
        (_("What"), [_due_what(each) for each in meeting.due]),
        (_("Whom it concerns"), [place_text(each.place) for each in meeting.due]),
        (_("About"), [_due_about(each) for each in meeting.due]),
        (_("Who"), [one_line(each.who) for each in meeting.due]),
    )


def _due_counts(meeting: Meeting) -> Table:
    """What falls due when nobody may be named: how much of each kind on each day."""
    counts = Counter((day(each.on, meeting.today), _due_what(each)) for each in meeting.due)
    return table(
        (_("Due"), [on for on, _what in counts]),
        (_("What"), [what for _on, what in counts]),
        (_("Count"), list(map(str, counts.values()))),
    )


def _due_what(line: DueLine) -> str:
    words = {
        "visit": _("visit"),
        "follow_up": _("follow-up"),
        "solution": _("solution"),
        "step": _("step"),
        "issue": _("issue"),
    }
    word = words[line.what]
    return _("{what} (overdue)").format(what=word) if line.days < 0 else word


def _due_about(line: DueLine) -> str:
    numbers = " ".join(f"#{each}" for each in line.issues)
    return " ".join(each for each in (one_line(line.about), numbers) if each)
