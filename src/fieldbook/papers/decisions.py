"""What was decided at a meeting, in sentences."""

from __future__ import annotations

from fieldbook.i18n import _
from fieldbook.labels import apart_told, with_role
from fieldbook.papers.days import day
from fieldbook.papers.wording import after_comma, by_whom, names_line, one_line, sentences, told_of
from fieldbook.reports.meeting_lines import MatterLine


def matter_text(matter: MatterLine) -> str:
    """A matter in sentences: what was decided on it, or that it was put off."""
    return undecided(matter) if matter.is_put_off else sentences(decision(matter))


def undecided(matter: MatterLine) -> str:
    """A matter that was only talked about, or put off."""
    became = one_line(matter.decided).rstrip("。.")
    told = told_of(with_role(one_line(matter.topic), _whose(matter)), became)
    return _("{sentence}.").format(sentence=told)


def _whose(matter: MatterLine) -> str:
    """Whose issue it is; of two of that name where."""
    more = apart_told(matter.apart) if matter.apart else ""
    return after_comma(one_line(matter.place), one_line(more))


def decision(matter: MatterLine) -> tuple[str, str]:
    """One decision: the matter; what was decided, who sees to it and until when."""
    decided = one_line(matter.decided).rstrip("。.")
    who, due = names_line(matter.who), day(matter.due_on)
    topic, is_said = one_line(matter.topic), one_line(matter.topic) == one_line(matter.decided)
    if not topic or (is_said and matter.issue is None):
        return _("{sentence}.").format(sentence=decided), by_whom(who, due)
    told = _("Decided: {what}.").format(what=decided)
    topic = with_role(topic, _whose(matter))  # two may have brought it up
    return _("{sentence}.").format(sentence=topic), sentences((told, by_whom(who, due)))
