"""What was answered to an issue: asked to be carried out, or named before what is proposed."""

from __future__ import annotations

import datetime as dt
from typing import Final

from fieldbook.i18n import _
from fieldbook.papers.days import day
from fieldbook.papers.wording import brief, capital, one_line, whole_clauses
from fieldbook.reports.meeting_lines import IssueLine
from fieldbook.reports.pressing import at_work

_NAMED: Final = 24
"""Characters of an answer that is only named, because something is at work already."""


def waits_to_be_carried_out(issue: IssueLine) -> bool:
    """Whether an answer came to it as it stands, and nothing of it is carried out yet."""
    return _is_answered(issue) and at_work(issue) is None


def named_answer(issue: IssueLine, today: dt.date) -> str:
    """The answer to what is at work and put before a meeting again; nothing where that says the same."""
    solution = at_work(issue)
    if not _is_answered(issue) or (solution and one_line(issue.answer) in solution.method):
        return ""
    return _("{answered}.").format(answered=_answer(issue, _NAMED, today))


def answered(issue: IssueLine, room: int, today: dt.date, *, is_asked: bool) -> str:
    """The answer; whoever meets is asked what it left open: nobody carries it out yet."""
    told = _answer(issue, room, today)
    if is_asked:
        return _("{answered}; who carries it out, and by when?").format(answered=told)
    return _("{answered}; this is to be carried out.").format(answered=told)


def _is_answered(issue: IssueLine) -> bool:
    asks = {"late", "unreferred", "unanswered"}.intersection(issue.waits)
    return issue.answered_on is not None and not asks


def _answer(issue: IssueLine, room: int, today: dt.date) -> str:
    answer = whole_clauses(issue.answer, room).rstrip("。.")
    told = _("{whom} answered on {date}: {answer}") if answer else _("{whom} answered on {date}")
    whom = capital(brief(issue.referred_to, 12) or _("the branch"))
    return told.format(whom=whom, date=day(issue.answered_on, today), answer=answer)
