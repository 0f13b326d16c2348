"""What was solved in the period and how: a short paragraph of the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Final

from fieldbook.i18n import N_, _, ngettext
from fieldbook.labels import filled, person_text, with_role
from fieldbook.papers.days import day
from fieldbook.papers.issues import only_counted
from fieldbook.papers.wording import (
    after_comma,
    capital,
    joined,
    matter_title,
    one_line,
    place_brief,
    sentences,
    told_of,
    whole_clauses,
)
from fieldbook.reports.meeting import Meeting
from fieldbook.reports.meeting_lines import IssueLine, SolutionLine

MOST: Final = 3
"""So many are told where there is room."""
_NUMBERS: Final = N_("(1) |(2) |(3) ")
_ROOM: Final = 36
"""Wide characters of a way, and of what came of it."""


def solved_text(meeting: Meeting, most: int = MOST) -> str:
    """The weightiest of what was solved: the matter, the way, by whom, what came of it; empty for none.

    Args:
        meeting: as its audience may see it; who may only be told numbers reads none of this.
        most: how many are told.
    """
    if only_counted(meeting.issues):
        return ""
    found = tuple(_solved(meeting))
    told = [_told(*each, meeting.today) for each in found[:most]]
    if len(told) > 1:
        numbers = _(_NUMBERS).split("|")
        told = [number + each for number, each in zip(numbers, told, strict=False)]
    return sentences((_heading(meeting), *told, _more(found[most:]))) if told else ""


def _heading(meeting: Meeting) -> str:
    """What follows; and how many that are counted as solved are not told, as they relapsed since."""
    back = sum(
        any(
            each.state == "relapsed"
            and each.solved_on
            and meeting.since <= each.solved_on <= meeting.until
            for each in issue.solutions
        )
        for issue in meeting.issues
        if issue.status not in ("solved", "held")
    )
    told = ngettext(
        "Solved in the period ({count} more relapsed since):",
        "Solved in the period ({count} more relapsed since):",
        back,
    )
    return told.format(count=back) if back else _("Solved in the period:")


def _more(others: Iterable[tuple[list[IssueLine], SolutionLine]]) -> str:
    """How many issues are solved besides, where the report has no room for them."""
    count = sum(len(issues) for issues, _solution in others)
    told = ngettext("{count} more was solved.", "{count} more were solved.", count)
    return told.format(count=count) if count else ""


def _solved(meeting: Meeting) -> Iterable[tuple[list[IssueLine], SolutionLine]]:
    """The issues that are solved, with the solution that did it in the period.

    Issues that were solved together are told together, the weightiest first.
    """
    found: dict[object, tuple[list[IssueLine], SolutionLine]] = {}
    for issue in sorted(meeting.issues, key=_weight):
        if issue.status in ("solved", "held"):
            for each in issue.solutions:
                if each.solved_on and meeting.since <= each.solved_on <= meeting.until:
                    what = (each.issues, each.method, each.solved_on, each.result)
                    found.setdefault(what, ([], each))[0].append(issue)
                    break
    return found.values()


def _weight(issue: IssueLine) -> tuple[bool, int]:
    """What has words of its own first, then what concerns the most households."""
    return not (issue.title or issue.summary), -issue.reach


def _told(issues: Sequence[IssueLine], solution: SolutionLine, today: dt.date) -> str:
    """What one solution did, as sentences."""
    who = one_line(person_text(solution.responsible))
    held = sum(each.result == "held" for each in solution.checks)
    solved = day(solution.solved_on, today) if solution.solved_text is None else ""
    way = (
        whole_clauses(solution.method, _ROOM).rstrip("。."),
        _by(solution.carried_by),
        filled(_("{who} responsible"), who=who),
        filled(_("solved on {date}"), date=solved),
    )
    came = (
        whole_clauses(solution.result, _ROOM).rstrip("。."),
        ngettext("held at {count} follow-up", "held at {count} follow-ups", held) if held else "",
    )
    titles = [with_role(matter_title(each), place_brief(each.place)) for each in issues[:MOST]]
    more = [_("and {count} more").format(count=len(issues) - MOST)] if issues[MOST:] else []
    told = told_of(joined((*dict.fromkeys(titles), *more)), reduce(after_comma, way))
    came_told = capital(reduce(after_comma, came))
    return sentences(_("{sentence}.").format(sentence=each) for each in (told, came_told) if each)


def _by(carried_by: str) -> str:
    told = {
        "group": _("carried out by the group itself"),
        "jointly": _("carried out jointly"),
        "cadre": _("carried out by the cadre"),
    }
    return told.get(carried_by, "")
