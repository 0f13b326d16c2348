"""Small words of a story's lines: parts in a row, a sentence or nothing, a text with its field's word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from fieldbook.domain.records import Diary, Person, PostChange, Record
from fieldbook.i18n import N_, P_, _
from fieldbook.labels import code_label, field_label, kind_label, people_text
from fieldbook.ui.widgets.story_lines import StoryLine

_TYPES: Final = {1: N_("type 1"), 2: N_("type 2"), 3: N_("type 3")}


def joined(*parts: str) -> str:
    """The parts that are not empty, with dots between."""
    return " · ".join(part for part in parts if part)


def first_line(text: str) -> str:
    """The first line of a text."""
    return text.split("\n", 1)[0]


def kind_told(record: Record) -> str:
    """What kind of record it is; of the diary's pages each by its own kind."""
    if isinstance(record, Diary):
        return code_label("diary.kind", record.diary_kind)
    return kind_label(record.kind)


def post_told(change: PostChange) -> str:
    """A change among those who lead a group: which post, from whom to whom; who is first in it."""
    told = _("{post}: from {before} to {after}") if change.before else _("{post}: {after} begins")
    if not change.after:
        told = _("{post}: {before} leaves it")
    post = code_label("post", change.post)
    # However many names there are, the file has the same sign between them.
    before, after = (each.replace("、", _(", ")) for each in (change.before, change.after))
    return told.format(post=post, before=before, after=after)


def fields_told(record: object, *names: str, tone: str = "") -> Iterator[StoryLine]:
    """A line for each of these fields; an empty one where nothing was written in it."""
    for name in names:
        found: Any = getattr(record, name)
        found = (found,) if isinstance(found, Person) else found
        text = people_text(found) if isinstance(found, tuple) else found or ""
        yield StoryLine(text, tone=tone, label=short_label(name))


def short_label(field: str) -> str:
    """The word before a field's text in a story, where all of a column is read at a glance."""
    match field:
        case "companions":
            return P_("story", "With")
        case "tasks":
            return P_("story", "Tasks")
        case "learned":
            return P_("story", "Learned")
        case "promised":
            return P_("story", "Promised")
    return field_label(field)


def type_word(number: int) -> str:
    """A type of groups by its number; a forged file may hold any."""
    return _(_TYPES[number]) if number in _TYPES else str(number)


def type_told(number: int) -> str:
    """A type of groups within a sentence, by its number and what it means."""
    name = code_label("survey.type", number)
    return _("{type}, {label}").format(type=type_word(number), label=name)
