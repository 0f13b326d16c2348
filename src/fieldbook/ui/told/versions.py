"""What lies beside, in words: another way of saying what a record shows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from fieldbook.domain.naming import name_of
from fieldbook.domain.records import BY_TABLE, RECORD_TYPES, Group, Household, Member, Record, Task
from fieldbook.domain.references import REFERENCES
from fieldbook.domain.saying import said_of
from fieldbook.domain.slots import CONTACT, REMOVAL, slot_named, slots_of
from fieldbook.domain.stamps import ALL_FIELDS, NEVER, milliseconds, replica_of
from fieldbook.i18n import P_, _
from fieldbook.labels import KINDS, day, field_label, filled, kind_label, person_text
from fieldbook.reports.beside import Beside, beside, beside_of
from fieldbook.ui.keys import keys_in
from fieldbook.ui.told.lines import first_line, joined
from fieldbook.ui.told.rows import called, list_row, place_text
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.story_lines import StoryLine
from fieldbook.units import contact_group_text

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook
    from fieldbook.domain.merge.asking import Asked

_A_BEGINNING: Final = 8
"""Cells: four characters, or two short words; 小 of 小麦 and 小路 is nothing to be told once."""


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
            tail=keys_in(_("written {date}; {settle} settles it"), date=on),
        )  # fmt: skip


def shown_by(book: Fieldbook, found: Beside) -> str:
    """In whose book what is shown was written, and on which day, as far as is known."""
    written, slot = dict(found.record.stamps), slot_named(found.record.table, found.slot)
    every = written.get(ALL_FIELDS, "")
    return _by(book, max((written.get(each, every) for each in slot.fields), default=every))


def other_by(book: Fieldbook, found: Beside) -> str:
    """In whose book what lies beside was written, and on which day."""
    return _by(book, found.version.stamp)


def _by(book: Fieldbook, stamp: str) -> str:
    if not stamp:
        return ""
    at = dt.datetime.fromtimestamp(milliseconds(stamp) / 1000, dt.UTC).astimezone().date()
    return filled(
        _("{who}, {date}"), who=_writer(book, replica_of(stamp)), date=day(at, book.today)
    )


def _writer(book: Fieldbook, replica: str) -> str:
    """In whose book it was written, where that is known: a member's name, the branch, or this book."""
    room = book.exchange
    if replica in (room.replica, *room.former):
        return _("this book")
    memory = room.memories().get(replica)
    if memory is not None and not memory.member:
        return _("the branch")
    if replica == replica_of(NEVER):
        return ""  # no book's: made before there were any, as the sample village is
    return (book.shelf.member_name(memory.member) if memory else "") or _("another book")


# --- records that look the same --------------------------------------------------------------------


def sets_alike(book: Fieldbook) -> tuple[tuple[Record, ...], ...]:
    """Sets of records that look the same; only a branch's books are asked for them."""
    if not book.is_of_a_branch:
        return ()
    shelf = book.shelf
    found = book.exchange.alike()
    return tuple(tuple(shelf.get(BY_TABLE[e.table], one) for one in e.ids) for e in found)


def set_of(book: Fieldbook, record: Record) -> tuple[Record, ...]:
    """The records that look the same as one, itself among them; none where it stands alone."""
    if not isinstance(record, Household | Group | Member | Task):
        return ()
    found = (each for each in sets_alike(book) if any(one.id == record.id for one in each))
    return next(found, ())


def alike_lines(book: Fieldbook, record: Record) -> Iterator[StoryLine]:
    """That another record looks the same, and how that is settled."""
    for each in set_of(book, record):
        if each.id != record.id:
            told = described(book, each)
            tail = keys_in(_("{settle} says whether it is the same"))
            yield StoryLine(
                told, 0, "today", key=key_of(each), label=_("Looks the same"), tail=tail
            )


def unsettled_lines(book: Fieldbook, record: Record) -> Iterator[StoryLine]:
    """All that is to be settled about a record."""
    yield from beside_lines(book, record)
    for each in asked_of(book, record):
        yield StoryLine(
            wish_of(book, each), 0, "today", key=key_of(record), label=_("Asked for"),
            tail=keys_in(_("{settle} grants it, or not")),
        )  # fmt: skip
    yield from alike_lines(book, record)


def described(book: Fieldbook, record: Record) -> str:
    """A record in one line: by what it is known, and what hangs on it."""
    name = f"{kind_label(record.kind)} #{record.seq} {name_of(record)}"
    on = day(record.created_at.astimezone().date(), book.today)
    who = book.shelf.member_name(record.created_by) or _writer(
        book, replica_of(dict(record.stamps).get(ALL_FIELDS, NEVER))
    )
    written = _("written {date}").format(date=joined(on, who))
    return joined(name, *_marks_of(book, record), hanging(book, (record,)), written)


def unlike_line(found: Sequence[Record]) -> str:
    """Which fields have room for one value only, and are filled otherwise in records that look the same."""
    slots = [each for each in slots_of(found[0].table) if each.manner == "short"]
    fields = [each.name for each in slots if each.name not in (REMOVAL, CONTACT, "source")]
    said = {name: {said_of(e, slot_named(e.table, name)) for e in found} for name in fields}
    unlike = [field_label(name) for name, values in said.items() if len(values - {"{}"}) > 1]
    told = _("Unlike in them, and of each what was written last stays: {fields}.")
    return told.format(fields=_(", ").join(unlike)) if unlike else ""


def _marks_of(book: Fieldbook, record: Record) -> Iterator[str]:
    shelf = book.shelf
    if isinstance(record, Household):
        contact = called(shelf, shelf.living(Member, record.contact))
        yield place_text(shelf, record, shelf.group_of(record))
        yield from (record.address, record.phone, filled(_("contact {name}"), name=contact))
        yield first_line(record.note)
    elif isinstance(record, Group):
        yield from ("/".join(record.unit), person_text(record.leader), first_line(record.note))
    elif isinstance(record, Member):
        if record.contact_group:
            yield contact_group_text(record.contact_group)
    elif isinstance(record, Task):
        yield day(record.given_on, book.today)
        yield first_line(record.explanation)


def hanging(book: Fieldbook, records: Sequence[Record]) -> str:
    """How many records of each kind point to some of one kind."""
    counts = {
        kind.kind: sum(_pointing(book, kind, each) for each in records) for kind in RECORD_TYPES
    }
    return _(", ").join(f"{kind_label(kind)} {counts[kind]}" for kind in KINDS if counts.get(kind))


def put_away(book: Fieldbook, what: str, *records: Record) -> str:
    """What is said of records of one kind that go to the trash, and of what stays without them."""
    told = _("In the trash: {what}").format(what=what)
    left = hanging(book, records)
    if not left:
        return told
    if isinstance(records[0], Member):
        words = _("{told}; without a contact now: {left}; {hand_over} on each names one")
        return keys_in(words, "households", told=told, left=left)
    return _("{told}; in the book stay: {left}").format(told=told, left=left)


def _pointing(book: Fieldbook, kind: type[Record], record: Record) -> int:
    named = REFERENCES.get(kind.kind, {}).items()
    fields = [field for field, target in named if target == record.kind]
    if isinstance(record, Member):
        fields = ["contact"]
    found = (each for field in fields for each in book.shelf.pointing(kind, field, record.id))
    return len({each.id for each in found})


# --- what members ask for ---------------------------------------------------------------------------


def asked_of(book: Fieldbook, record: Record) -> tuple[Asked, ...]:
    """What members ask for about a record, and only the branch can say."""
    return tuple(each for each in book.exchange.asked() if each.id == record.id)


def wish_of(book: Fieldbook, asked: Asked) -> str:
    """Who asks for what, in one line."""
    from fieldbook.exchange.telling import asked_line  # the exchange is loaded where it is used

    return asked_line(asked, book.shelf)


# --- what is to be settled --------------------------------------------------------------------------


def beside_columns() -> list[Column]:
    """What it is, in which fields two texts lie beside each other, and since when."""
    return [
        Column(_("Title"), None, min_width=14, priority=9),
        Column(_("Field"), 12, priority=7),
        Column(_("Kind"), 10, priority=3, quiet=True),
        Column(P_("beside", "Written"), 10, align="right", priority=5, by=0),
    ]


def beside_rows(book: Fieldbook) -> list[ListRow]:
    """A row for each record of which something is to be settled."""
    sets = {key_of(same[0]): same for same in sets_alike(book)}
    return [_row(book, each, sets.get(key, ())) for key, each in to_settle(book).items()]


def to_settle(book: Fieldbook) -> dict[str, Record]:
    """By their keys the records with something to be settled: texts, wishes, or what looks the same."""
    records: dict[str, Record] = {key_of(each.record): each.record for each in beside(book.shelf)}
    for each in book.exchange.asked():
        if (found := book.shelf.find(BY_TABLE[each.table], each.id)) is not None:
            records[key_of(found)] = found
    return records | {key_of(same[0]): same[0] for same in sets_alike(book)}


def _row(book: Fieldbook, record: Record, same: Sequence[Record]) -> ListRow:
    found, asked = beside_of(record), asked_of(book, record)
    times = (*(e.at for e in found), *(e.created_at for e in same))
    on = max(times, default=record.created_at).astimezone().date()
    what = (
        *(field_of(each) for each in found),
        *([P_("beside", "asked for")] if asked else ()),
        *([P_("beside", "look alike")] if same else ()),
    )
    kind = kind_label(record.kind)
    names = _(", ").join(dict.fromkeys(what))
    cells = (name_of(record) or kind, names, kind, day(on, book.today))
    texts = (
        *(text_of(e, e.other) for e in found),
        *(wish_of(book, each) for each in asked),
        *(described(book, each) for each in same),
    )
    return list_row(key_of(record), cells, *texts, values=(on.toordinal(),))


# --- several texts as one --------------------------------------------------------------------------


def in_one(texts: Iterable[str]) -> str:
    """Several wordings of one text, one after the other; how all of them begin stands once.

    >>> in_one(["水渠漏水，南坡浇不上。", "水渠漏水，北坡也浇不上"])
    '水渠漏水，南坡浇不上；北坡也浇不上'
    """
    several = list(dict.fromkeys(texts))
    if any("\n" in each for each in several):
        lines = [each.split("\n") for each in several]
        alike = _alike(lines)
        rest = ("\n".join(each[alike:]) for each in lines)
        return "\n".join((*lines[0][:alike], *filter(None, rest)))
    ended = [*(each.rstrip(".。") for each in several[:-1]), several[-1]]
    begin = _beginning(ended[0][: _alike(ended)])
    first, *others = filter(None, (each.removeprefix(begin) for each in ended))
    return begin + _("; ").join((first, *(each.lstrip("，；、,; ") for each in others)))


def _alike(several: Iterable[Sequence[str]]) -> int:
    """How many parts they have alike from the first on."""
    columns = zip(*several, strict=False)
    return sum(1 for _each in takewhile(lambda each: len(set(each)) == 1, columns))


def _beginning(alike: str) -> str:
    """Of what texts have alike at the beginning, whole words; nothing where that is a word or two."""
    whole = re.sub(r"[0-9A-Za-z'’.]+$", "", alike)
    return whole if cell_len(whole) >= _A_BEGINNING else ""
