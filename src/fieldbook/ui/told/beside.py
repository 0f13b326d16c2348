"""What stands beside a line of Today that names no record: a page to be written, a draft, the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from fieldbook.i18n import _
from fieldbook.labels import code_label, day, field_label, filled
from fieldbook.reports.digest import period_of, prefill
from fieldbook.ui.told.digest import digest_lines
from fieldbook.ui.widgets.story_lines import StoryLine

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook


def page_lines(book: Fieldbook, kind: str) -> Iterator[StoryLine]:
    """A page of the diary that is due: what the book knows of its days, with which it opens."""
    today = book.today
    found = prefill(book.shelf, kind, *period_of(book.shelf, kind, today, book.habits))
    first, last = day(found.from_on, today), day(found.to_on, today)
    span = first if first == last else f"{first} - {last}"
    yield StoryLine(f"{code_label('diary.kind', kind)}  {span}", tone="title")
    yield StoryLine(_("Enter opens it, filled with this:"), tone="muted")
    yield StoryLine("")
    for line in digest_lines(book, found):
        yield StoryLine(line.removeprefix("- "), 1 if line.startswith("- ") else 0)


def draft_lines(title: str, fields: Mapping[str, Any]) -> Iterator[StoryLine]:
    """A form that was begun and not saved: the words that stand in it."""
    yield StoryLine(title, tone="title")
    yield StoryLine(_("Enter takes it up again."), tone="muted")
    yield StoryLine("")
    for name, value in fields.items():
        text = value.strip() if isinstance(value, str) else ""
        if line := filled(_("{label}: {text}"), label=field_label(name), text=text):
            yield StoryLine(line)


def rest_lines(words: str) -> Iterator[StoryLine]:
    """A line that leads on: where the rest of its kind stands."""
    yield StoryLine(words, tone="title")
    yield StoryLine(_("Enter goes where they all stand."), tone="muted")
