"""A summary's first words: what the book knows of the period, to be edited and not retyped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from fieldbook.domain.records import Issue, Visit
from fieldbook.i18n import _, ngettext
from fieldbook.labels import code_label
from fieldbook.reports.digest import Digest, period_of, prefill

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook

SUMMED_UP = ("daily", "five_day", "ten_day")
"""The pages that sum up; a note and a meeting begin empty."""


def digest_text(book: Fieldbook, kind: str, on: dt.date | None = None) -> dict[str, Any]:
    """The fields of a new page of this kind, already filled; of today unless another day is told."""
    day = on or book.today
    if kind not in SUMMED_UP:
        return {"on": day}
    found = prefill(book.shelf, kind, *period_of(book.shelf, kind, day, book.habits))
    return {
        "on": day,
        "from_on": found.from_on,
        "to_on": found.to_on,
        "text": "\n".join(digest_lines(book, found)),
    }


def digest_lines(book: Fieldbook, found: Digest) -> Iterator[str]:
    """What was done, found and learned, as a cadre would write it down."""
    yield _visits(found)
    explained = _counts("explained", found.explained)
    if explained:
        yield _("Explained: {what}").format(what=explained)
    together = _counts("together", found.together)
    if together:
        yield _("Shared: {what}").format(what=together)
    for label, issues in (
        (_("Issues found"), found.found),
        (_("Solved"), found.solved),
        (_("Relapsed"), found.relapsed),
        (_("Referred"), found.referred),
    ):
        if issues:
            yield _("{label}: {text}").format(label=label, text=_titles(book, issues))
    if found.studied:
        methods = _("; ").join(each.method.split("\n")[0] for each in found.studied)
        yield _("Solutions studied: {what}").format(what=methods)
    if found.held or found.checks_relapsed:
        yield _checks(found)
    yield from _told(book, _("Learned:"), ((each, each.learned) for each in found.learned))
    yield from _told(book, _("Promised:"), ((each, each.promised) for each in found.promised))


def _visits(found: Digest) -> str:
    if not (found.visits or found.nobody_home):
        return _("No visits.")
    count = found.households
    reached = ngettext("{count} household reached", "{count} households reached", count)
    parts = [ngettext("{count} visit", "{count} visits", found.visits), reached]
    if found.came_to_us:
        parts.append(ngettext("{count} came to us", "{count} came to us", found.came_to_us))
    if found.nobody_home:
        shut = ngettext("nobody home {count} time", "nobody home {count} times", found.nobody_home)
        parts.append(shut)
    return _(", ").join(parts)


def _checks(found: Digest) -> str:
    parts = []
    if found.held:
        parts.append(ngettext("{count} held", "{count} held", found.held))
    if found.checks_relapsed:
        parts.append(ngettext("{count} relapsed", "{count} relapsed", found.checks_relapsed))
    return _("Follow-ups: {what}").format(what=_(", ").join(parts))


def _counts(field: str, counts: Iterable[tuple[str, int]]) -> str:
    return _(", ").join(f"{code_label(field, code)} {count}" for code, count in counts if count)


def _titles(book: Fieldbook, issues: Iterable[Issue]) -> str:
    """Issues with whose they are."""
    told = []
    for each in issues:
        household, group = book.shelf.household_of(each), book.shelf.group_of(each)
        whose = household.head if household else group.name if group else each.household_text
        told.append(
            _("{title} ({whose})").format(title=each.title, whose=whose) if whose else each.title
        )
    return _("; ").join(told)


def _told(book: Fieldbook, label: str, told: Iterable[tuple[Visit, str]]) -> Iterator[str]:
    """What was learned or promised, one a line, with where."""
    lines = []
    for visit, words in told:
        household, group = book.shelf.household_of(visit), book.shelf.group_of(visit)
        where = household.head if household else group.name if group else visit.household_text
        text = " ".join(words.split("\n"))
        said = _("{label}: {text}").format(label=where, text=text) if where else text
        lines.append(f"- {said}")
    if lines:
        yield label
        yield from lines
