"""The report before its annexes: what was done, what is to be decided, what was learned, what is next."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Final

from fieldbook.domain.namesakes import ALONE
from fieldbook.i18n import _, ngettext
from fieldbook.labels import code_label, filled, person_text, with_role
from fieldbook.papers.days import day
from fieldbook.papers.issues import only_counted
from fieldbook.papers.outline import Bar, Block, Chart, Heading, Paragraph
from fieldbook.papers.summing_up import figure_sentences
from fieldbook.papers.wording import (
    after_comma,
    brief,
    by_whom,
    capital,
    joined,
    one_line,
    place_brief,
    place_text,
    sentences,
    whole_clauses,
    wide_length,
)
from fieldbook.reports.meeting import Meeting
from fieldbook.reports.meeting_lines import DueLine, IssueLine
from fieldbook.reports.pressing import MOST, at_work, goes_on, is_decided, is_late, pressing

_TITLE: Final = 20
_LESSON: Final = 56
_LESSON_IN_A_LINE: Final = 24
"""Wide characters of what somebody wrote, so that the report keeps its length whatever that was."""
_MATTER: Final = 104
_MATTER_OF_MANY: Final = 78
"""Wide characters of a whole matter: some lines of an official page."""
_FEW: Final = 6
"""So many matters leave room for more words of each, and of what comes after them."""
_EXPERIENCES: Final = 2
_LESSONS: Final = 3
_ANNEXES: Final = 3
"""So many annexes are listed without taking the room of something else on the last page."""


def report_blocks(meeting: Meeting, ledger: str = "", annexes: int = 0) -> Iterator[Block]:
    """The four sections.

    Args:
        meeting: as its audience may see it.
        ledger: how the annex with all issues is referred to; empty where there is none.
        annexes: how many are listed below them, each on a line.
    """
    crowded = len(pressing(meeting.issues, meeting.today)) > _FEW
    yield Heading(1, _("The period"))
    told = figure_sentences(meeting, crowded=crowded)
    yield from (Paragraph(each) for each in told if each)
    yield from _chart(meeting)
    yield Heading(1, _("For the meeting to decide"))
    yield from _matters(meeting, ledger)
    full = crowded and annexes > _ANNEXES
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


# --- what is to be decided ---------------------------------------------------------------------


def _matters(meeting: Meeting, ledger: str) -> Iterator[Block]:
    asked = pressing(meeting.issues, meeting.today)
    count = len(asked)
    if asked and only_counted(meeting.issues):
        yield Paragraph(sentences((_count(count), _by_kind(asked))))
        asked = ()
    elif not asked:
        yield Paragraph(_("No issue asks for a decision."))
    else:
        wide = any(each.reach > 1 for each in asked)
        yield Paragraph(sentences(_asked(len(asked), ledger, wide=wide)))
    room = _MATTER if len(asked) <= _FEW else _MATTER_OF_MANY
    for number, each in enumerate(asked[:MOST], 1):
        yield _matter(number, each, meeting.today, room)
    if told := sentences(_not_asked(meeting, more=count > 0)):
        yield Paragraph(told)


def _not_asked(meeting: Meeting, *, more: bool) -> Iterator[str]:
    """How many need no decision: what is carried out in time, and what a meeting has decided on."""
    going = sum(goes_on(each, meeting.today) for each in meeting.issues)
    if going and not more:
        yield ngettext(
            "{count} is being carried out in time.", "{count} are being carried out in time.", going
        )
    elif going:
        yield ngettext(
            "{count} more is being carried out in time and needs no decision.",
            "{count} more are being carried out in time and need no decision.",
            going,
        )
    if decided := sum(is_decided(each, meeting.today) for each in meeting.issues):
        yield ngettext(
            "A meeting has decided on {count} already.",
            "Meetings have decided on {count} already.",
            decided,
        )


def _count(count: int) -> str:
    return ngettext(
        "{count} issue asks for a decision.", "{count} issues ask for a decision.", count
    )


def _by_kind(issues: Iterable[IssueLine]) -> str:
    """For those who may not know whose they are: how many of each kind, where there are several."""
    kinds = Counter(code_label("issue.kind", each.kind) for each in issues)
    if len(kinds) == 1:
        return ""
    told = joined(_("{kind} {count}").format(kind=kind, count=many) for kind, many in kinds.items())
    return _("Of these: {types}.").format(types=told)


def _asked(count: int, ledger: str, *, wide: bool) -> Iterator[str]:
    """How many there are, in which order they stand, and where the others are."""
    yield _count(count)
    if count > 1 and wide:
        yield _(
            "Relapsed ones come first, then late ones, then those without an answer, then those that "
            "concern the most households."
        )
    elif count > 1:
        yield _("Relapsed ones come first, then late ones, then those without an answer.")
    if (others := count - MOST) > 0:
        told = (
            _("Here are the first {most}; see {annex} for {others} more.")
            if ledger
            else _("Here are the first {most}; {others} more are open.")
        )
        yield told.format(most=MOST, others=others, annex=ledger)


def _matter(number: int, issue: IssueLine, today: dt.date, room: int) -> Paragraph:
    """One matter: what and where, how it stands, what is proposed; by whom and by when, where that is settled.

    The household's contact is named as such: nobody has made him responsible yet.
    """
    solution = at_work(issue)
    who = one_line(person_text(solution.responsible if solution else None)).removesuffix(".")
    contact = one_line(issue.contact).removesuffix(".")
    due = (solution.due_on if solution else None) or issue.due_on
    by = day(due, today) or one_line(issue.due_text)
    if due and due < today:
        by = _("{date} is past, set a new day").format(date=by)
    lead = _("{number}. {title}").format(number=number, title=matter_title(issue))
    about = reduce(after_comma, (place_brief(issue.place), *_standing(issue, today)))
    told = filled(_("({about})."), about=about)
    settled = by_whom(who, by)
    if not who:
        settled = sentences((filled(_("Contact: {who}."), who=contact), settled))
    left = room - wide_length(lead + told + settled) - 6
    proposed = _("Proposed: {what}.").format(what=_proposed(issue, max(left, 12)))
    for stop in (".", "。"):  # what is cut short ends with its dots
        proposed = proposed.replace("…" + stop, "…")
    return Paragraph(sentences((told, proposed, settled)), lead)


def matter_title(issue: IssueLine) -> str:
    """What an issue is called: its title; where that may not be read its summary, or its kind.

    Its number says nothing to whoever has not the book.
    """
    title = one_line(issue.title) or one_line(issue.summary)
    if title:
        return brief(title, _TITLE)
    kind = capital(code_label("issue.kind", issue.kind))
    return _("{kind} issue").format(kind=kind) if issue.kind else _("An issue")


def _standing(issue: IssueLine, today: dt.date) -> Iterator[str]:
    if issue.relapses and issue.status == "relapsed":
        yield ngettext("relapsed {count} time", "relapsed {count} times", issue.relapses)
    elif issue.found_text is None:
        days = max((today - issue.found_on).days, 0)
        told = ngettext("found {count} day ago", "found {count} days ago", days)
        if "unanswered" not in issue.waits:
            yield told if days else _("newly found")
    if "unanswered" in issue.waits and issue.referred_on:
        days = max((today - issue.referred_on).days, 0)
        told = ngettext("{count} day without an answer", "{count} days without an answer", days)
        yield told if days else _("referred on {date}").format(date=day(issue.referred_on, today))
    elif "late" in issue.waits or "unreferred" in issue.waits:
        yield code_label("waiting", "late" if "late" in issue.waits else "unreferred")
    if is_late(issue, today) and "late" not in issue.waits:
        yield code_label("waiting", "overdue")
    if issue.reach > 1:
        yield _("{count} households").format(count=issue.reach)


def _proposed(issue: IssueLine, room: int) -> str:
    """What is proposed: the solution at work, what the branch answered, else the step that is due."""
    solution = at_work(issue)
    if solution and solution.method:
        return whole_clauses(solution.method, room).rstrip("。.")
    if solution:
        return _("carry out what was studied")
    if issue.answered_on and not {"late", "unreferred", "unanswered"}.intersection(issue.waits):
        answer = whole_clauses(issue.answer, room).rstrip("。.")
        told = _("as the branch answered: {answer}") if answer else _("as the branch answered")
        return told.format(answer=answer)
    return _step_due(issue)


def _step_due(issue: IssueLine) -> str:
    """What an issue without a solution at work wants from the meeting."""
    if issue.status == "relapsed":
        return _("study anew why it did not hold")
    if "unanswered" in issue.waits:
        whom = brief(issue.referred_to, 12)
        return (
            _("ask {whom} for an answer").format(whom=whom)
            if whom
            else _("the branch has to answer")
        )
    if issue.status == "studying":
        return _("settle the solution")
    return _("take it up, and name who studies it with the people there")


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
