"""The report before its annexes: what was done, what is to be decided, what was learned, what is next."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Final

from fieldbook.domain.namesakes import ALONE
from fieldbook.i18n import _, ngettext
from fieldbook.labels import code_label, with_role
from fieldbook.papers.days import day
from fieldbook.papers.matters import FEW, matter_blocks
from fieldbook.papers.outline import Bar, Block, Chart, Heading, Paragraph
from fieldbook.papers.solved import MOST, solved_text
from fieldbook.papers.summing_up import figure_sentences
from fieldbook.papers.wording import (
    after_comma,
    brief,
    capital,
    joined,
    one_line,
    place_brief,
    place_text,
    sentences,
)
from fieldbook.reports.meeting import Meeting
from fieldbook.reports.meeting_lines import DueLine
from fieldbook.reports.pressing import pressing

_TITLE: Final = 20
_LESSON: Final = 56
_LESSON_IN_A_LINE: Final = 24
"""Wide characters of what somebody wrote, so that the report keeps its length whatever that was."""
_EXPERIENCES: Final = 2
_LESSONS: Final = 3
_ANNEXES: Final = 3
"""So many annexes are listed without taking the room of something else on the last page."""


def report_blocks(
    meeting: Meeting, ledger: str = "", annexes: int = 0, audience: str = "branch"
) -> Iterator[Block]:
    """The four sections.

    Args:
        meeting: as its audience may see it.
        ledger: how the annex with all issues is referred to; empty where there is none.
        annexes: how many are listed below them, each on a line.
        audience: who reads it.
    """
    crowded = len(pressing(meeting.issues, meeting.today)) > FEW
    full = crowded and annexes > _ANNEXES
    yield Heading(1, _("The period"))
    told = figure_sentences(meeting, crowded=crowded)
    yield from (Paragraph(each) for each in told if each)
    if solved := solved_text(meeting, 0 if full else 1 if crowded else MOST):
        yield Paragraph(solved)
    yield from _chart(meeting)
    yield from matter_blocks(meeting, ledger, audience)
    lessons = tuple(_lessons(meeting, _LESSON_IN_A_LINE if crowded else _LESSON))
    if lessons:
        yield Heading(1, _("Learned, and worth passing on"))
        yield from lessons[:1] if full else lessons
    yield Heading(1, _("What comes next"))
    yield Paragraph(_next(meeting, 0 if full else 3 if crowded else 5))


# --- the chart ---------------------------------------------------------------------------------


def _chart(meeting: Meeting) -> Iterator[Block]:
    """All issues by state; by kind where all stand alike."""
    for word, field, told in (
        ("statuses", "status", _("Issues by state{before}")),
        ("kinds", "issue.kind", _("Issues found, by kind{before}")),
    ):
        figure = meeting.figures.issues[word]
        if len(figure.parts) < 2:
            continue
        then = meeting.before.issues[word].by_part if meeting.before else None
        note = _(" (in brackets: the period before)") if then is not None else ""
        yield Chart(
            told.format(before=note),
            tuple(
                Bar(
                    capital(code_label(field, code)),
                    many,
                    then.get(code, 0) if then is not None else None,
                )
                for code, many, _of in figure.parts
            ),
        )
        return


# --- what was learned, and what is next --------------------------------------------------------


def _lessons(meeting: Meeting, room: int) -> Iterator[Block]:
    """The latest experiences with their advice, then what was learned at visits, each told once."""
    number = 0
    for number, each in enumerate(meeting.examples.experiences[-_EXPERIENCES:], 1):
        told = brief(each.advice or each.outcome or each.action, room)
        title = brief(each.title, _TITLE)
        head = _("{label}:").format(label=title) if told else title
        yield Paragraph(told, _("{number}. {title}").format(number=number, title=head))
    learned = {brief(each.learned, room): each.place for each in meeting.visits if each.learned}
    for text, place in list(learned.items())[:_LESSONS]:
        number += 1
        told = with_role(
            text,
            place_text(
                place._replace(
                    household="", as_written="", apart=ALONE if place.household else place.apart
                )
            ),
        )
        yield Paragraph(_("{number}. {title}").format(number=number, title=told))


def _next(meeting: Meeting, most: int) -> str:
    """How much of each kind falls due, then the nearest of what is not a visit."""
    if not meeting.due:
        return _("Nothing falls due in the next ten days.")
    counts = Counter(each.what for each in meeting.due)
    told = joined(_due_count(what, counts[what]) for what in _DUE if counts[what])
    late = sum(each.days < 0 for each in meeting.due)
    parts = [_("Due in the next ten days: {counts}.").format(counts=told)]
    if late:
        parts.append(ngettext("{count} of them is overdue.", "{count} of them are overdue.", late))
    ahead = [each for each in meeting.due if each.what != "visit" and each.days >= 0]
    # A bare word with a day says nothing: everybody reads the counts alone.
    nearest = [each for each in ahead if each.about or place_brief(each.place)][:most]
    if named := _("; ").join(_due_item(each, meeting.today) for each in nearest):
        parts.append(_("First: {items}.").format(items=named))
    return sentences(parts)


def _due_item(line: DueLine, today: dt.date) -> str:
    """What it is about and who does it; where that may not be read, what falls due and where."""
    what = brief(line.about, 20) or _due_at(line.what, place_brief(line.place))
    who = joined(each for each in map(one_line, line.who) if each not in what)
    return after_comma(day(line.on, today), with_role(what, who))


def _due_at(what: str, place: str) -> str:
    """What is to be done for whom, or where, without a word of what it is about."""
    told = {
        "follow_up": _("a follow-up at {place}"),
        "solution": _("the solution for {place}"),
        "step": _("a step of the solution for {place}"),
        "issue": _("the issue of {place}"),
        "work": _("work for {place}"),
    }
    return told[what].format(place=place)


_DUE: Final = ("visit", "follow_up", "solution", "step", "issue", "work")


def _due_count(what: str, count: int) -> str:
    """How much of a kind falls due, each with its own word of counting."""
    told = {
        "visit": ngettext("{count} visit", "{count} visits", count),
        "follow_up": ngettext("{count} follow-up", "{count} follow-ups", count),
        "solution": ngettext(
            "{count} solution to carry out", "{count} solutions to carry out", count
        ),
        "step": ngettext("{count} step to take", "{count} steps to take", count),
        "issue": ngettext("{count} issue to settle", "{count} issues to settle", count),
        "work": ngettext(
            "{count} piece of work for somebody", "{count} pieces of work for somebody", count
        ),
    }
    return told[what]


def due_word(what: str) -> str:
    """What falls due, in a word."""
    words = {
        "visit": _("visit"),
        "follow_up": _("follow-up"),
        "solution": _("solution"),
        "step": _("step"),
        "issue": _("issue"),
        "work": code_label("task.kind", "work"),
    }
    return words[what]
