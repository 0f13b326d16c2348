"""What may follow the report: figures, the method, visits, the ledger, what is due, what was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from fieldbook.domain.codes import DIARY_KIND
from fieldbook.i18n import N_, _, ngettext
from fieldbook.labels import code_label, field_label
from fieldbook.papers.arranged import arranged_blocks
from fieldbook.papers.days import day, long_date
from fieldbook.papers.decisions import matter_text
from fieldbook.papers.examples import example_blocks
from fieldbook.papers.figures import figure_blocks
from fieldbook.papers.issues import issue_blocks
from fieldbook.papers.method import contact_group_blocks, group_blocks, study_blocks
from fieldbook.papers.outline import Block, Entry, Heading, Paragraph, Table
from fieldbook.papers.report import due_word
from fieldbook.papers.summing_up import work_sentence
from fieldbook.papers.tables import table
from fieldbook.papers.wording import (
    capital,
    codes_text,
    facts,
    joined,
    names,
    names_line,
    one_line,
    place_text,
    running,
    told_of,
)
from fieldbook.papers.work import work_blocks
from fieldbook.reports.meeting import Meeting
from fieldbook.reports.meeting_lines import DueLine, VisitLine

Blocks = Callable[[Meeting], Iterator[Block]]


def annex_blocks(
    meeting: Meeting, asked: Collection[str]
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """(name, blocks) of those asked for, in the order of the table."""
    for name, (_title, blocks) in ANNEXES.items():
        if name in asked:
            yield name, tuple(blocks(meeting))


def annex_title(name: str) -> str:
    """What an annex is called."""
    return _(ANNEXES[name][0])


def _figures(meeting: Meeting) -> Iterator[Block]:
    yield from figure_blocks(meeting.figures)
    if meeting.until < meeting.today:
        told = _(
            "What is open, not referred, not trained, and who leads, is told as on {date}; "
            "households and work groups are those of today."
        )
        yield Paragraph(told.format(date=long_date(meeting.until)))
    yield from work_blocks(meeting.method.work, work_sentence(meeting), meeting.today)
    yield from contact_group_blocks(meeting.method)


def _method(meeting: Meeting) -> Iterator[Block]:
    sections = (
        (_("Work groups and stays"), group_blocks(meeting.method, meeting.today)),
        (_("Plans and who answers"), arranged_blocks(meeting.method.arranged, meeting.today)),
        (_("Study and training"), study_blocks(meeting.method, meeting.today)),
        (_("Experience and commendations"), example_blocks(meeting.examples, meeting.today)),
    )
    for heading, blocks in sections:
        if content := tuple(blocks):
            yield Heading(1, heading)
            yield from content


def _visits(meeting: Meeting) -> Iterator[Block]:
    if not meeting.visits:
        return
    if not any(any(each.place) or each.visitors for each in meeting.visits):
        yield _visit_counts(meeting)
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
            (field_label("note"), visit.note),
            (_("Learned"), visit.learned),
            (_("Promised"), visit.promised),
        ),
    )


def _visit_counts(meeting: Meeting) -> Table:
    """How many of each manner: a day alone may tell a neighbour whom it was about."""
    counts = Counter(code_label("manner", each.manner) for each in meeting.visits)
    return table(
        (_("Manner"), [capital(each) for each in counts]),
        (_("Count"), list(map(str, counts.values()))),
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


def _due(meeting: Meeting) -> Iterator[Block]:
    if not meeting.due:
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
        (_("Who"), [joined(map(names_line, each.who)) for each in meeting.due]),
    )


def _due_counts(meeting: Meeting) -> Table:
    """What falls due when nobody may be named: how much of each kind, and how much of it is late."""
    counts = Counter(each.what for each in meeting.due)
    late = Counter(each.what for each in meeting.due if each.days < 0)
    return table(
        (_("What"), [capital(due_word(each)) for each in counts]),
        (_("Count"), list(map(str, counts.values()))),
        (_("Of these overdue"), [str(late[each] or "") for each in counts]),
    )


def _due_what(line: DueLine) -> str:
    word = due_word(line.what)
    return _("{what} (overdue)").format(what=word) if line.days < 0 else word


def _due_about(line: DueLine) -> str:
    """What it is about; of a step what is to be done, too: a solution may have several."""
    numbers = " ".join(f"#{each}" for each in line.issues)
    about, method = one_line(line.about), one_line(line.method)
    told = told_of(about, method) if line.what == "step" else about or method
    return " ".join(each for each in (told, numbers) if each)


def _written(meeting: Meeting) -> Iterator[Block]:
    """Pages of the diary and notes of trainings, as they were written."""
    for each in meeting.written:
        field = "diary.kind" if each.kind in DIARY_KIND else "training.kind"
        yield Entry(
            f"{day(each.on, meeting.today)}  {capital(code_label(field, each.kind))}",
            one_line(each.topic),
            facts(("", "\n".join((each.text, *map(matter_text, each.matters))))),
        )


ANNEXES: Final[Mapping[str, tuple[str, Blocks]]] = MappingProxyType(
    {
        "figures": (N_("The period in figures"), _figures),
        "method": (N_("Groups, study and examples"), _method),
        "visits": (N_("Visits"), _visits),
        "issues": (N_("Ledger of issues"), issue_blocks),
        "due": (N_("Due next"), _due),
        "written": (N_("Diary and notes"), _written),
    }
)
"""Name → (title, what it tells), in the order in which they follow the report."""
