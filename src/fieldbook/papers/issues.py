"""The issues to discuss: each with what was asked, what was studied, who does it and by when."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.records import Person
from fieldbook.i18n import _
from fieldbook.labels import code_label, field_label, filled, person_text
from fieldbook.papers.days import day, day_told
from fieldbook.papers.outline import Block, Entry, Fact, Heading
from fieldbook.papers.tables import Column, table
from fieldbook.papers.wording import (
    after_comma,
    capital,
    clean,
    facts,
    joined,
    matter_title,
    names,
    names_line,
    one_line,
    place_text,
    running,
    told_of,
)
from fieldbook.reports.issues import ORDER
from fieldbook.reports.meeting import Meeting
from fieldbook.reports.meeting_lines import IssueLine, SolutionLine
from fieldbook.reports.pressing import is_put_off, is_to_be_referred_anew

READ: Final = 40
"""Issues that are read one by one at a meeting; of more a table is enough."""


def issue_blocks(meeting: Meeting) -> Iterator[Block]:
    """The issues by status; as entries where there is something to read, else as tables."""
    if meeting.issues and only_counted(meeting.issues):
        yield _counts(meeting.issues)
        return
    number = 0
    for status, found in groupby(meeting.issues, key=lambda each: each.status):
        lines = list(found)
        label = code_label("status", status)
        yield Heading(2, _("{status} ({count})").format(status=capital(label), count=len(lines)))
        if len(meeting.issues) > READ:
            yield _ledger(lines, meeting.today)
            continue
        if not any(each.title for each in lines):
            yield _issue_table(lines, meeting.today)
            continue
        for each in lines:
            number += 1
            yield _issue_entry(each, number, meeting.today)


def only_counted(lines: Sequence[IssueLine]) -> bool:
    """Whether these readers may not know whose issues they are: a number and a day would tell."""
    return not any(each.title or each.summary or any(each.place) for each in lines)


def _counts(lines: Sequence[IssueLine]) -> Block:
    """How many of each kind, and how they stand."""
    kinds = Counter(code_label("issue.kind", each.kind) for each in lines)
    states = Counter((code_label("issue.kind", e.kind), e.status) for e in lines)
    known = [each for each in ORDER if any(status == each for _kind, status in states)]
    return table(
        (_("Kind"), [capital(each) for each in kinds]),
        (_("Count"), list(map(str, kinds.values()))),
        *(
            (code_label("status", status), [str(states[each, status] or "") for each in kinds])
            for status in known
        ),
    )


def _issue_entry(issue: IssueLine, number: int, today: dt.date) -> Entry:
    told = [
        *_about(issue, today),
        *facts((field_label("detail"), issue.detail)),
        *(fact for each in issue.solutions for fact in _studied(each, today)),
        *_answered(issue, today),
    ]
    kind = code_label("issue.kind", issue.kind)
    focus = code_label("focus", issue.focus)
    title = _("{number}. {title}").format(number=number, title=one_line(issue.title))
    return Entry(title, f"#{issue.seq} · {joined((kind, focus))}", tuple(told))


def _about(issue: IssueLine, today: dt.date) -> tuple[Fact, ...]:
    found, who = day_told(issue.found_on, issue.found_text, today), _person(issue.raised_by)
    is_home = issue.place.household or issue.place.as_written
    return running(
        (_("Household") if is_home else _("Group"), place_text(issue.place)),
        (_("Found"), filled(_("{date}, raised by {who}"), date=found, who=who) or found),
        (_("Due"), _due_told(issue, issue.due_on, today)),
        (_("Times relapsed"), str(issue.relapses or "")),
    )


def _studied(solution: SolutionLine, today: dt.date) -> tuple[Fact, ...]:
    """A solution, then its study; one that relapsed is told as the earlier one it is.

    The solution goes first: a study that stood before it would be read as the last one's above it.
    """
    relapsed = solution.state == "relapsed"
    studied, whom = day(solution.studied_on, today), names(solution.with_whom)
    solved = _solved(solution, today)
    return facts(
        (_("Solution that relapsed") if relapsed else _("Solution"), solution.method),
        (
            _("Studied"),
            filled(_("{date}, with {people}"), date=studied, people=whom) or studied or whom,
        ),
        (_("Steps"), "\n".join(_steps(solution, today))),
        (_("Responsible"), _by_when(solution, today)),
        (_("Carried out"), _by(solution.carried_by)),
        (
            _("Result") if solution.result else _("Solved"),
            after_comma(solved, clean(solution.result)),
        ),
        (_("Follow-ups"), "\n".join(_checks(solution, today))),
    )


def _by_when(solution: SolutionLine, today: dt.date) -> str:
    by = filled(_("by {date}"), date=day(solution.due_on, today))
    return after_comma(_person(solution.responsible), by)


def _steps(solution: SolutionLine, today: dt.date) -> Iterator[str]:
    for number, each in enumerate(solution.steps, 1):
        done = filled(_("done {date}"), date=day(each.done_on, today))
        when = done or filled(_("by {date}"), date=day(each.due_on, today))
        told = told_of(one_line(each.what), after_comma(names_line(each.who), when))
        yield _("({number}) {step}").format(number=number, step=told)


def _checks(solution: SolutionLine, today: dt.date) -> Iterator[str]:
    for each in solution.checks:
        found = after_comma(day(each.on, today), code_label("result", each.result))
        yield told_of(found, one_line(each.note))


def _by(carried_by: str) -> str:
    """By whom it is carried out, or jointly."""
    by = code_label("carried_by", carried_by)
    return by if carried_by == "jointly" else filled(_("by {who}"), who=by)


def _answered(issue: IssueLine, today: dt.date) -> tuple[Fact, ...]:
    """Each referral with its answer, the earliest first; whether one is due; why it was dropped."""
    latest = (issue.referred_on, issue.referred_to, issue.answered_on, issue.answer)
    earlier = [
        (each.referred_on, each.referred_to, each.answered_on, each.answer)
        for each in issue.referred_before
    ]
    told = [
        fact
        for nth, (on, to, answered_on, answer) in enumerate((*earlier, latest))
        for fact in (
            (
                _("Referred anew") if nth else _("Referred"),
                after_comma(day(on, today), one_line(to)),
            ),
            (_("Answer"), after_comma(day(answered_on, today), clean(answer))),
        )
    ]
    put_off = day(issue.put_off_on, today) if is_put_off(issue) else ""
    return facts(
        *told,
        (_("Put off by a meeting"), put_off),
        (_("Referred anew"), _("not since its relapse") if is_to_be_referred_anew(issue) else ""),
        *((_("Decided"), after_comma(day(e.on, today), clean(e.what))) for e in issue.decided),
        (_("Dropped"), after_comma(day(issue.dropped_on, today), clean(issue.drop_reason))),
    )


def _issue_table(lines: list[IssueLine], today: dt.date) -> Block:
    """The issues without a word of what was said; one without a summary is called by its kind.

    Kind and focus share a column: with one more the days have no room, and break.
    """
    studied = (each.solutions[0].studied_on if each.solutions else None for each in lines)
    return _table(
        lines,
        today,
        (_kinds_and_focuses(lines), (_("Household"), [place_text(each.place) for each in lines])),
        (
            (_("Referred"), [_referred(each, today) for each in lines]),
            (_("Studied"), [day(each, today) for each in studied]),
        ),
    )


def _table(
    lines: list[IssueLine], today: dt.date, what: Iterable[Column], stands: Iterable[Column]
) -> Block:
    """Issues with what and where they are, and how they stand, told in columns of their own."""
    latest = [each.solutions[0] if each.solutions else None for each in lines]
    return table(
        (_("No."), [f"#{each.seq}" for each in lines]),
        (_("Issue"), [matter_title(each) for each in lines]),
        *what,
        (_("Found"), [day_told(each.found_on, each.found_text, today) for each in lines]),
        *stands,
        (_("Responsible"), [_person(each.responsible) if each else "" for each in latest]),
        (_("Due"), [_due(each, today) for each in lines]),
        (_("Solved"), [_solved_told(each, today) if each else "" for each in latest]),
    )


def _kinds_and_focuses(lines: list[IssueLine]) -> Column:
    """One column of both, headed by what stands in it."""
    told = [(_kind(each), code_label("focus", each.focus)) for each in lines]
    kinds, focuses = (any(each) for each in zip(*told, strict=True))
    head = joined((_("Kind") if kinds else "", _("Focus") if focuses else ""))
    return head, [joined(each) for each in told]


def _ledger(lines: list[IssueLine], today: dt.date) -> Block:
    """Many issues, a line each: what, where, since when, what they wait for, who does it by when."""
    places = (_("Whom it concerns"), [place_text(each.place) for each in lines])
    waits = (_("Waits for"), list(map(_waits, lines)))
    return _table(lines, today, ((_("Kind"), list(map(_kind, lines))), places), (waits,))


def _kind(issue: IssueLine) -> str:
    """The kind, unless the issue is called by nothing else."""
    return code_label("issue.kind", issue.kind) if issue.title or issue.summary else ""


def _waits(issue: IssueLine) -> str:
    told = (each for each in issue.waits if each != "unreferred" or "late" not in issue.waits)
    return joined(code_label("waiting", each) for each in told if each != "overdue")


def _referred(issue: IssueLine, today: dt.date) -> str:
    """The day of the last referral, and how many there were: several days would break in their column."""
    count = len(issue.referred_before) + bool(issue.referred_on)
    on = issue.referred_on or max((e.referred_on for e in issue.referred_before), default=None)
    told = _("{date} ({count} times)") if on and count > 1 else "{date}"
    return told.format(date=day(on, today), count=count)


def _due(issue: IssueLine, today: dt.date) -> str:
    days = [each.due_on for each in issue.solutions if each.due_on and not each.solved_on]
    return _due_told(issue, issue.due_on or min(days, default=None), today)


def _due_told(issue: IssueLine, on: dt.date | None, today: dt.date) -> str:
    """The day, and that it is past where the issue is not solved; else the file's own words."""
    if on is None:
        return one_line(issue.due_text)
    past = issue.status in UNSOLVED and on < today
    return after_comma(day(on, today), code_label("waiting", "overdue") if past else "")


def _solved(solution: SolutionLine, today: dt.date) -> str:
    return day_told(solution.solved_on, solution.solved_text, today)


def _solved_told(solution: SolutionLine, today: dt.date) -> str:
    """In a cell of its own the day says no more whether it held."""
    relapsed = solution.state == "relapsed"
    return after_comma(
        _solved(solution, today), code_label("state", "relapsed") if relapsed else ""
    )


def _person(person: Person | None) -> str:
    return one_line(person_text(person))
