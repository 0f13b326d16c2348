"""The lines of a summary's first words that tell of work groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from fieldbook.domain.namesakes import apart_of
from fieldbook.domain.records import Commendation, FollowUp, Group
from fieldbook.i18n import _
from fieldbook.labels import code_label, filled, name_told
from fieldbook.reports.group_work import GroupWork
from fieldbook.ui.told.lines import first_line, post_told
from fieldbook.ui.told.rows import called

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook


def group_work_lines(book: Fieldbook, found: GroupWork) -> Iterator[str]:
    """What was done with the groups, a line each kind; of what was not done nothing is said."""

    def named(group: Group, words: str) -> str:
        name = called(book.shelf, group)
        return _("{title} ({whose})").format(title=name, whose=words) if words else name

    def commended(each: Commendation) -> str:
        return name_told(each.whom.name, apart_of(book.shelf, each.whom))

    told: Iterable[tuple[str, Iterable[str]]] = (
        (
            _("Groups surveyed"),
            (named(g, code_label("survey.type", str(e.type))) for g, e in found.surveys),
        ),
        (_("Posts"), (named(g, post_told(e)) for g, e in found.posts)),
        (_("Core group formed"), (named(g, "") for g in found.cores)),
        (_("Stay begun"), (named(g, first_line(e.purpose)) for g, e in found.begun)),
        (_("Stay ended"), (named(g, "") for g, _e in found.ended)),
        (_("Groups looked at again"), (named(g, _check(e)) for g, e in found.checks)),
        (_("Trainings"), (first_line(each.topic) for each in found.trainings)),
        (_("Experiences written up"), (first_line(each.title) for each in found.experiences)),
        (_("Commended"), (commended(e) for e in found.commendations)),
    )
    for label, texts in told:
        if line := filled(_("{label}: {text}"), label=label, text=_("; ").join(texts)):
            yield line


def _check(check: FollowUp) -> str:
    result = code_label("result", check.result) if check.result else ""
    words = first_line(check.note)
    return filled(_("{label}: {text}"), label=result, text=words) or result
