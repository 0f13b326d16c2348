"""What lies beside, in words: another way of saying what a record shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fieldbook.domain.naming import name_of
from fieldbook.domain.records import Record
from fieldbook.domain.slots import REMOVAL, slot_named
from fieldbook.i18n import P_, _
from fieldbook.labels import day, field_label, kind_label
from fieldbook.reports.beside import Beside, beside_of
from fieldbook.ui.told.lines import joined
from fieldbook.ui.told.rows import list_row
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.story_lines import StoryLine

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook


def field_of(found: Beside) -> str:
    """What the texts are about: the field's word."""
    if found.slot == REMOVAL:
        return _("removal")
    slot = slot_named(found.record.table, found.slot)
    return field_label((*slot.spoken, found.slot)[0])


def text_of(found: Beside, words: Sequence[str]) -> str:
    """What is shown, or what lies beside it, as one text; of a removal, that it is one."""
    if found.slot == REMOVAL:
        return _("removed") if words is found.other else _("written in since")
    return " · ".join(words)


def beside_lines(book: Fieldbook, record: Record, indent: int = 0) -> Iterator[StoryLine]:
    """What lies beside a record's texts, and that it is to be settled."""
    for each in beside_of(record):
        told = _("{label}: {text}").format(label=field_of(each), text=text_of(each, each.other))
        on = joined(day(each.at.astimezone().date(), book.today), _writer(book, each.replica))
        yield StoryLine(
            told, indent, "today", key=key_of(record), label=_("Beside"),
            tail=_("written {date}; Y settles it").format(date=on),
        )  # fmt: skip


def _writer(book: Fieldbook, replica: str) -> str:
    """In whose book it was written, where that is known."""
    memory = book.exchange.memories().get(replica)
    return book.shelf.member_name(memory.member) if memory and memory.member else ""


def beside_columns() -> list[Column]:
    """What it is, in which fields two texts lie beside each other, and since when."""
    return [
        Column(_("Title"), None, min_width=14, priority=9),
        Column(_("Field"), 12, priority=7),
        Column(_("Kind"), 10, priority=3, quiet=True),
        Column(P_("beside", "Written"), 10, align="right", priority=5, by=0),
    ]


def beside_rows(found: Sequence[Beside], today: dt.date) -> list[ListRow]:
    """A row for each record with something beside it."""
    by_record: dict[str, list[Beside]] = {}
    for each in found:
        by_record.setdefault(key_of(each.record), []).append(each)
    return [_beside_row(key, each, today) for key, each in by_record.items()]


def _beside_row(key: str, found: Sequence[Beside], today: dt.date) -> ListRow:
    record, last = found[0].record, max(each.at for each in found).astimezone().date()
    names = _(", ").join(dict.fromkeys(field_of(each) for each in found))
    kind = kind_label(record.kind)
    cells = (name_of(record) or kind, names, kind, day(last, today))
    texts = [text_of(each, each.other) for each in found]
    return list_row(key, cells, *texts, values=(last.toordinal(),))
