"""Issues that a paper for others can call by nothing but their kind, told before it is written."""

from __future__ import annotations

from typing import Final

from fieldbook.i18n import _, ngettext
from fieldbook.reports.meeting import Meeting

_NUMBERS: Final = 10
"""So many are named by their numbers; the rest is counted."""


def without_summary(meeting: Meeting, audience: str, *, texts: bool) -> tuple[int, ...]:
    """The numbers of the issues that stand in the paper without a word of their own.

    The level above reads a summary where it has one, and a masked title where texts are asked for.
    Everybody reads figures alone, and the branch the titles: there none is missed.
    """
    if audience != "above" or texts:
        return ()
    return tuple(sorted(each.seq for each in meeting.issues if not each.summary.strip()))


def summaries_told(missing: tuple[int, ...], how: str) -> str:
    """How many are without a summary, which, and how it is written; empty where none is missed.

    Args:
        missing: their numbers.
        how: what writes one, as a clause.
    """
    if not missing:
        return ""
    more = _(" …") if len(missing) > _NUMBERS else ""
    told = ngettext(
        "{count} issue has no line for others and is called by its kind alone",
        "{count} issues have no line for others and are called by their kind alone",
        len(missing),
    )
    which = _(", ").join(f"#{each}" for each in missing[:_NUMBERS]) + more
    return _("{told} ({which}); {how}.").format(told=told, which=which, how=how)
