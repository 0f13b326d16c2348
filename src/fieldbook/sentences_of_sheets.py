"""What a sheet holds and what came of taking it in, in words; screens and commands say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from fieldbook.domain.codes import EXPLAINED, TOGETHER, Holds
from fieldbook.domain.entries import (
    OF_SHEETS,
    BookEntry,
    Entry,
    GroupEntry,
    LedgerEntry,
    Oddity,
    Sheet,
    Told,
    VisitEntry,
)
from fieldbook.domain.folding import in_unit
from fieldbook.domain.records import Group, Member
from fieldbook.i18n import N_, P_, _, ngettext
from fieldbook.labels import code_label, field_label
from fieldbook.patterns import pattern
from fieldbook.sentences import reason_words
from fieldbook.sentences_of_files import KEPT, WITHHELD

ARROW: Final = "←"
_WORDS: Final = 12
"""Words left out of a column that are told; a roster of hundreds may have as many."""
_BROKEN: Final = pattern(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")

KINDS: Final[Mapping[Holds, str]] = {
    "households": N_("a roster of households"), "issues": N_("a ledger of issues"),
    "visits": N_("a diary of visits"), "groups": N_("a list of work groups"),
    "book": N_("a ledger that fieldbook wrote"),
}  # fmt: skip
"""What a sheet is."""

_MADE: Final[Mapping[str, Callable[[int], str]]] = {
    "household": lambda count: ngettext("{count:,} household", "{count:,} households", count),
    "group": lambda count: ngettext("{count:,} group", "{count:,} groups", count),
    "member": lambda count: ngettext("{count:,} member", "{count:,} members", count),
    "issue": lambda count: ngettext("{count:,} issue", "{count:,} issues", count),
    "solution": lambda count: ngettext("{count:,} solution", "{count:,} solutions", count),
    "visit": lambda count: ngettext("{count:,} visit", "{count:,} visits", count),
    "survey": lambda count: ngettext("{count:,} survey", "{count:,} surveys", count),
    "follow_up": lambda count: ngettext("{count:,} follow-up", "{count:,} follow-ups", count),
    "task": lambda count: ngettext("{count:,} task", "{count:,} tasks", count),
    "record": lambda count: ngettext("{count:,} record", "{count:,} records", count),
}
"""So many of a kind; Chinese counts each kind with a word of its own."""

_CHANGED: Final[Mapping[Holds, Callable[[], str]]] = {
    "households": lambda: P_("household", "{count:,} changed"),
    "issues": lambda: P_("issue", "{count:,} changed"),
    "visits": lambda: P_("visit", "{count:,} changed"),
    "groups": lambda: P_("group", "{count:,} changed"),
    "book": lambda: P_("record", "{count:,} changed"),
}
"""So many of what a sheet holds were changed."""

_OF_SHEET: Final[Mapping[Holds, str]] = {
    "households": "household", "issues": "issue", "visits": "visit", "groups": "group",
    "book": "record",
}  # fmt: skip
"""What a row of a sheet becomes."""

_SOUGHT: Final[Mapping[Holds, tuple[str, ...]]] = {
    "households": ("code", "people", "address", "phone", "group", "contact", "note"),
}  # fmt: skip
"""The fields that are missed where a sheet has none, and a heading that was not read may be meant for."""

_OF_ROSTERS: Final[Mapping[str, str]] = {
    "surname": N_("Surname"), "given_name": N_("Given name"),
    "person": N_("Member of the household"), "commune": N_("Unit"), "brigade": N_("Unit"), "building": N_("Address"),
    "besides": N_("Kept as a line"), "place": N_("Place of the visit"), "visited_note": N_("Note of the last visit"),
}  # fmt: skip
"""Columns of a sheet that are no fields of a record."""


class EntryText(NamedTuple):
    """A row in few words."""

    what: str
    more: str


def encoding_doubted(sheet: Sheet) -> Iterator[str]:
    """In which encoding the words of a file were read, where it was guessed."""
    if not sheet.unlikely:
        return
    if sheet.encoding == "cp1252":
        yield _(
            "The text was read as cp1252, as Windows writes Western European letters; if its words "
            "are wrong, name its own encoding: fieldbook import --encoding, such as gbk."
        )
    else:
        yield _(
            "The text was read as {encoding} and looks unlikely; if its words are wrong, name its "
            "own encoding: fieldbook import --encoding, such as big5 or cp1252."
        ).format(encoding=sheet.encoding)


def entry_text(entry: Entry) -> EntryText:
    """What a row is about, and what else tells it from others."""
    if isinstance(entry, LedgerEntry):
        return EntryText(entry.title, _first_line(entry.reply))
    if isinstance(entry, VisitEntry):
        whom = entry.household or entry.place or entry.group
        on = entry.visited_on.isoformat() if entry.visited_on else entry.visited_text
        return EntryText(" ".join(text for text in (on, whom) if text), _first_line(entry.note))
    if isinstance(entry, GroupEntry):
        return EntryText(entry.name, " ".join(x for x in (entry.unit, entry.leader) if x))
    if isinstance(entry, BookEntry):
        return EntryText(_named(entry.told), entry.sheet)
    more = (_in_units(entry.unit.split("/"), entry.group), entry.code, entry.address)
    return EntryText(entry.head, " ".join(text for text in more if text))


def _in_units(units: Sequence[str], group: str) -> str:
    """A group with the units above it before it; a unit that its name begins with is told once."""
    *above, last = units or ("",)
    told = in_unit(last, group) if last and group else last or group
    return " ".join(filter(None, (*above, told)))


def _named(told: Told) -> str:
    """What names a record of a ledger."""
    values = told.values
    if told.kind == "visit":
        return f"{values['visited_on']} {values['household'].text or values['group'].text}"
    return str(next((values[each] for each in ("title", "head", "name") if each in values), ""))


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0]


def read_as(sheet: Sheet, arrow: str = ARROW, room: int | None = None) -> str:
    """What the sheet is read as, and which columns are: the fields, the headings where they differ.

    Args:
        sheet: as it was read.
        arrow: what stands between a field and its heading.
        room: the cells of a screen that the columns may take up; without it all of them are named.
    """
    found: dict[str, list[str]] = {}
    for field, heading in sheet.columns:
        found.setdefault(field_of_sheet(sheet.holds, field), []).append(in_one(heading))
    pairs = (
        label if headings == [label] else f"{label} {arrow} {_(', ').join(headings)}"
        for label, headings in found.items()
    )
    return _("Read as {kind}: {columns}").format(
        kind=_(KINDS[sheet.holds]), columns=_joined(pairs, room, _("; "))
    )


def field_of_sheet(holds: Holds, field: str) -> str:
    """A column's field in words; a ledger's own number is not a household's."""
    if (holds, field) == ("issues", "code"):
        return _("Number")
    if (holds, field) == ("households", "visited_on"):
        return _("Last visit")
    if field in _OF_ROSTERS:
        return _(_OF_ROSTERS[field])
    for whole, codes in (("explained", EXPLAINED), ("together", TOGETHER)):
        code = field.removeprefix(f"{whole}_")
        if code in codes and code != field:
            return _("{field} ({code})").format(
                field=field_label(whole), code=code_label(whole, code)
            )
    return field_label(field)


def not_read(
    sheet: Sheet, room: int | None = None, how: str = "", key: str = "--columns"
) -> Iterator[str]:
    """What of the file was not read: a column that should have been is noticed that way.

    Each line names all of it, or with ``room`` as many as fit into so many cells, and counts the others;
    ``how`` says what can be done about a column, and ``key`` is what does it.
    """
    if unread := (*sheet.unread, *sheet.unheaded):
        told = _("Columns that were not read: {headings}")
        yield told.format(headings=_joined(unread, room)) + (how if sheet.unread else "")
        there = {"address" if field == "building" else field for field, _heading in sheet.columns}
        lacks = [field_label(each) for each in _SOUGHT.get(sheet.holds, ()) if each not in there]
        if lacks:
            told = _(
                "No column is headed {fields}: these stay empty unless {key} says which it is."
            )
            yield told.format(fields=_(", ").join(lacks), key=key)
    if sheet.withheld:
        yield _(
            "Left out on purpose, for no book keeps what sorts people or the numbers of their "
            "papers: {names}"
        ).format(names=_joined(sheet.withheld, room))
    if sheet.together:
        are_sheets = sheet.sheet in sheet.together
        beside = _("Columns that are a list each, read as one: {names}")
        told = _("Sheets read as one list: {names}") if are_sheets else beside
        yield told.format(names=_joined(sheet.together, room))
    if sheet.others:
        yield _("Sheets that were not read: {names}").format(names=_joined(sheet.others, room))


def names_of_sheets(sheet: Sheet) -> str:
    """The names of the sheets of one list, where they may say a place that no column does; else nothing."""
    fields = {field for field, _heading in sheet.columns}
    is_of_places = sheet.holds in ("households", "groups") and sheet.sheet in sheet.together
    # 一组 and 二组 are read as groups already.
    as_groups = "group" not in fields and any(getattr(e, "group", "") for e in sheet.entries)
    if not is_of_places or as_groups or fields & {"unit", "commune", "brigade"}:
        return ""
    return _joined(sheet.together, None)


def _joined(texts: Iterable[str], room: int | None, between: str = "") -> str:
    """The texts on one line; where there is no room for all, the first of them, and how many more."""
    between = between or _(", ")
    every = [in_one(each) for each in texts]
    shown = every if room is None else _fitting(every, room)
    if len(shown) == len(every):
        return between.join(every)
    return _("{names}, and {count} more (fieldbook import --dry-run tells all)").format(
        names=between.join(shown), count=len(every) - len(shown)
    )


def _fitting(texts: Sequence[str], room: int) -> Sequence[str]:
    """The first of the texts that fit into so many cells; one is always shown."""
    from rich.cells import cell_len

    ends = accumulate(cell_len(each) + 2 for each in texts)
    return texts[: max(sum(end <= room for end in ends), 1)]


def in_one(heading: str) -> str:
    """A heading on one line; Chinese that was broken to fit its column is whole again."""
    if heading == OF_SHEETS:
        return _("the names of the sheets")
    return _BROKEN.sub("", " ".join(heading.split()))


def would_be(
    holds: Holds, verdicts: Mapping[str, int], *, left_out: int, skipped: int
) -> Iterator[str]:
    """What taking a sheet in would come to, part by part.

    Args:
        holds: what the sheet holds.
        verdicts: how many rows are of each verdict.
        left_out: rows that become nothing, each of which is told.
        skipped: rows that are no entries at all.
    """
    yield _("{things} new").format(things=counted(_OF_SHEET[holds], verdicts.get("new", 0)))
    told = (
        (verdicts.get("same", 0), _("{count:,} there already")),
        (verdicts.get("changed", 0), _("{count:,} changed")),
        (left_out, _("{count:,} left out")),
        (skipped, _("{count:,} skipped (blank, totals, foot)")),
    )
    yield from (words.format(count=count) for count, words in told if count)


def made_beside(
    groups: Sequence[Group],
    members: Sequence[Member],
    without_contact: int,
    visits: int = 0,
    room: int | None = None,
) -> Iterator[str]:
    """What taking a sheet in would make that no row of it shows, and what its households lack.

    Args:
        groups: that would be founded.
        members: that would be written down.
        without_contact: how many new households would have no contact.
        visits: that a roster's days of the last visit would become.
        room: the cells of a screen that each line of names may take up.
    """
    if groups:
        names = _joined([_in_units(each.unit, each.name) for each in groups], room)
        yield _("New work groups: {names}").format(names=names)
    if members:
        names = _joined([each.name for each in members], room)
        yield _("New members, as contacts: {names}").format(names=names)
    if without_contact:
        yield ngettext(
            "{count} new household has no contact; hand it over in Households.",
            "{count} new households have no contact; mark them in Households and hand them over.",
            without_contact,
        ).format(count=without_contact)
    if visits:
        told = _(
            "The days of the last visit become {visits}: the next is due after them, but who went is not known, so they count as nobody's work."
        )
        yield told.format(visits=counted("visit", visits))


def taken_in(made: Mapping[str, int], holds: Holds, changed: int, left: int = 0) -> str:
    """What was taken in, without the full stop.

    Args:
        made: how many records of each kind are new.
        holds: what the sheet holds.
        changed: how many changed rows were taken over.
        left: how many changed rows were not.
    """
    kinds = [kind for kind in _MADE if made.get(kind)]
    if not (kinds or changed):
        kinds = [_OF_SHEET[holds]]
    words = _("Taken in: {made}; {changed}") if kinds else _("Taken in: {changed}")
    told = (words if changed else _("Taken in: {made}")).format(
        made=_(", ").join(counted(kind, made.get(kind, 0)) for kind in kinds),
        changed=_CHANGED[holds]().format(count=changed),
    )
    stayed = ngettext("{count} changed row left out", "{count} changed rows left out", left)
    return _("; ").join((told, stayed.format(count=left))) if left else told


def counted(kind: str, count: int) -> str:
    """So many records of a kind."""
    return _MADE[kind](count)


def row_words(sheet: Sheet, row: int) -> str:
    """A row's number as it is shown, behind the name of its sheet where several were read."""
    name, number = sheet.of_row(row)
    return f"{name} {number}" if name else str(number)


def oddity(found: Oddity, sheet: Sheet | None = None) -> str:
    """What is odd in one row of a sheet."""
    name, row = sheet.of_row(found.row) if sheet else ("", found.row)
    text = _odd_row(found._replace(row=row))
    return _("{sheet}: {told}").format(sheet=name, told=text) if name and row else text


def _odd_row(found: Oddity) -> str:
    text = why_odd(found)
    if found.reason in WITHHELD and not found.left_out:
        return text  # it names its rows
    if found.reason in ("section", "foot"):
        return _("row {row} was skipped: {why}").format(row=found.row, why=text)
    if found.left_out:
        return _("row {row} was left out: {why}").format(row=found.row, why=text)
    if found.reason in KEPT:
        return _("row {row}: {why}").format(row=found.row, why=text) if found.row else text
    return _("row {row}, taken without it: {why}").format(row=found.row, why=text)


def why_odd(found: Oddity) -> str:
    """Why a row of a sheet is odd, where the row itself stands beside it."""
    if found.reason in WITHHELD and not found.left_out:
        return reason_words(found.field, f"{found.reason}s", _left_out_of(found.value))
    return reason_words(found.field, found.reason, found.value)


def _left_out_of(words: str) -> str:
    """What was left out, word by word, with the rows of each."""
    parts = [line.split("\t") for line in words.split("\n")]
    told = [_of_rows(word, spans.split()) for word, spans in parts]
    return _("; ").join([*told[:_WORDS], *(["…"] if len(told) > _WORDS else [])])


def _of_rows(word: str, spans: Sequence[str]) -> str:
    is_one = len(spans) == 1 and spans[0].isdecimal()
    told = _("{word} (row {rows})") if is_one else _("{word} (rows {rows})")
    return told.format(word=word, rows=_(", ").join(spans)).strip()
