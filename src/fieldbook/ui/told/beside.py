"""What stands beside a line of Today that names no record: a page to be written, a draft, the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fieldbook.book import Fieldbook
from fieldbook.domain.naming import name_of
from fieldbook.i18n import _
from fieldbook.labels import CODES, FIELDS, code_label, day, field_label, filled
from fieldbook.patterns import ID
from fieldbook.reports.digest import period_of, prefill
from fieldbook.reports.rhythm import writer_of
from fieldbook.ui.told.digest import digest_lines
from fieldbook.ui.under import any_record
from fieldbook.ui.widgets.story_lines import StoryLine


def page_lines(book: Fieldbook, kind: str) -> Iterator[StoryLine]:
    """A page of the diary that is due: what the book knows of its days, with which it opens."""
    today = book.today
    days = period_of(book.shelf, kind, today, book.habits)
    found = prefill(book.shelf, kind, *days, writer_of(book.shelf, book.habits))
    first, last = day(found.from_on, today), day(found.to_on, today)
    span = first if first == last else f"{first} - {last}"
    yield StoryLine(f"{code_label('diary.kind', kind)}  {span}", tone="title")
    yield StoryLine(_("Enter opens it, filled with this:"), tone="muted")
    yield StoryLine("")
    for line in digest_lines(book, found):
        yield StoryLine(line.removeprefix("- "), 1 if line.startswith("- ") else 0)


def draft_lines(
    book: Fieldbook, title: str, kind: str, fields: Mapping[str, Any]
) -> Iterator[StoryLine]:
    """A form that was begun and not saved: the words that stand in it, as the form shows them.

    Fields that are no field of a record of that kind, as those of the settings, are left to their form.
    """
    yield StoryLine(title, tone="title")
    yield StoryLine(_("Enter takes it up again."), tone="muted")
    yield StoryLine("")
    for name, value in fields.items():
        if name not in FIELDS or not isinstance(value, str):
            continue
        own = f"{kind}.{name}"
        text = _words(book, own if own in CODES else name, value)
        if line := filled(_("{label}: {text}"), label=field_label(own), text=text):
            yield StoryLine(line)


def _words(book: Fieldbook, field: str, value: str) -> str:
    """What was typed; codes by their words, and records that were ticked by their names.

    Of a record that is there no more the id is left out: it says nothing to whoever reads it.
    """
    key, _tab, name = value.rpartition("\t")
    is_picked = key in ("", name) or ID.fullmatch(key.rpartition(":")[2])
    text = (name if is_picked else value).strip()
    parts = text.split()
    if all(each in CODES.get(field, ()) for each in parts):
        return _(", ").join(code_label(field, each) for each in parts)
    if not all(ID.fullmatch(each) for each in parts):
        return text
    ticked = (any_record(book.shelf, each) for each in parts)
    return _(", ").join(name_of(each) for each in ticked if each)


def rest_lines(words: str) -> Iterator[StoryLine]:
    """A line that leads on: where the rest of its kind stands."""
    yield StoryLine(words, tone="title")
    yield StoryLine(_("Enter goes where they all stand."), tone="muted")
