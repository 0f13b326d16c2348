"""Taking in a diary of visits: what its rows mean for the book, and the visits they become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec

from fieldbook.domain.acts.making import Pen, known_people
from fieldbook.domain.acts.matching import Match, without_ids
from fieldbook.domain.acts.parts import with_known_parts
from fieldbook.domain.changes import Change
from fieldbook.domain.checks import read_people
from fieldbook.domain.entries import SHEET, Oddity, VisitEntry, labelled
from fieldbook.domain.places import Places
from fieldbook.domain.records import Source, Visit
from fieldbook.domain.seal import Seal, digest_of
from fieldbook.domain.shelf import Shelf

replace = msgspec.structs.replace

_WORDS: Final = ("learned", "promised", "note")
_TAKEN: Final = ("manner", "met", "companions", "explained", "together", "alongside", *_WORDS)
"""The fields of a visit that another row may change."""


def match_visits(shelf: Shelf, entries: Sequence[VisitEntry], seal: Seal) -> list[Match]:
    """Recognise visits by what the row says, from whatever file; else by the day and to whom.

    A visit that was written down by hand is never taken for a row's.
    """
    known = _Visits(shelf, seal)
    same = {entry.row: visit for entry in entries if (visit := known.saying(entry))}
    matches = []
    for entry in entries:
        if visit := same.get(entry.row):
            matches.append(Match(entry, "same", visit))
        elif visit := known.of_the_day(entry):
            fields = _changed_by(visit, entry)
            matches.append(Match(entry, "changed" if fields else "same", visit, fields))
        else:
            matches.append(Match(entry, "new"))
    return matches


class _Visits:
    """The book's imported visits; each is given to one row only."""

    def __init__(self, shelf: Shelf, seal: Seal) -> None:
        self._seal = seal
        self._places = Places.of(shelf)
        self._given: set[str] = set()
        self._by_text: dict[str, list[Visit]] = {}
        self._by_day: dict[tuple[str, ...], list[Visit]] = {}
        for visit in shelf.every(Visit):
            if source := visit.source:
                self._by_text.setdefault(source.digest, []).append(visit)
                for day in {visit.visited_on.isoformat(), source.found_text}:
                    for what in {visit.household or visit.household_text, visit.note}:
                        self._by_day.setdefault((day, what), []).append(visit)

    def saying(self, entry: VisitEntry) -> Visit | None:
        """The visit that was taken in from a row of these very words."""
        return self._give(self._by_text.get(self._seal.of(_digest(entry)), ()))

    def of_the_day(self, entry: VisitEntry) -> Visit | None:
        """The visit of this day to this household, or of this day with this note."""
        day = entry.visited_on.isoformat() if entry.visited_on else entry.visited_text
        place = _place(entry, self._places)
        for what in (place["household"] or place["household_text"], _note(entry)):
            if what and (found := self._give(self._by_day.get((day, what), ()))):
                return found
        return None

    def _give(self, visits: Iterable[Visit]) -> Visit | None:
        found = next((each for each in visits if each.id not in self._given), None)
        if found is not None:
            self._given.add(found.id)
        return found


def take_visits(pen: Pen, file: str, matches: Iterable[Match], *, update: bool) -> list[Change]:
    """New rows become visits; changed rows are taken over when asked to."""
    places = Places.of(pen.shelf)
    changes: list[Change] = []
    for match in matches:
        entry = match.entry
        assert isinstance(entry, VisitEntry)
        if match.verdict == "new":
            changes.append(Change(None, _new_visit(pen, file, entry, places)))
        elif match.verdict == "changed" and update and isinstance(match.record, Visit):
            changes.append(_updated_visit(pen, file, match, match.record))
    return changes


def _new_visit(pen: Pen, file: str, entry: VisitEntry, places: Places) -> Visit:
    visit = pen.new(
        Visit,
        source=_source(pen, file, entry),
        visited_on=entry.visited_on or pen.today,
        visited_text=None if entry.visited_on else entry.visited_text,
        **_place(entry, places),
        **{field: value for field, value in _fields(entry).items() if value},
    )
    return _others(pen, known_people(pen.shelf, visit))


def _updated_visit(pen: Pen, file: str, match: Match, visit: Visit) -> Change:
    entry = match.entry
    assert isinstance(entry, VisitEntry)
    given = _fields(entry)
    fields = {field: given[field] for field in match.fields}
    updated = replace(visit, source=_source(pen, file, entry), **fields)
    return Change(visit, _others(pen, known_people(pen.shelf, with_known_parts(visit, updated))))


def _others(pen: Pen, visit: Visit) -> Visit:
    """The visit without the one whose book it is among those who went along."""
    mine = pen.shelf.member_name(pen.by)
    others = tuple(each for each in visit.companions if not mine or each.name != mine)
    return replace(visit, companions=others)


def not_placed(shelf: Shelf, matches: Iterable[Match]) -> Iterator[Oddity]:
    """The new rows of which nobody can say to which household or group the visit was."""
    places = Places.of(shelf)
    for match in matches:
        entry = match.entry
        if not isinstance(entry, VisitEntry) or match.verdict != "new":
            continue
        if text := _place(entry, places)["household_text"]:
            several = len(places.households(*_whom(entry))) > 1
            reason = "several_households" if several else "no_household"
            field = "household" if entry.household or not entry.place else "place"
            yield Oddity(entry.row, field, reason, text)


def _whom(entry: VisitEntry) -> tuple[str, str]:
    """Whom the row names, and where."""
    return entry.household or entry.place, entry.group or entry.place


def _place(entry: VisitEntry, places: Places) -> dict[str, str]:
    """To whom the visit was; what cannot be told stays as text, to be settled."""
    household = places.household(*_whom(entry))
    if household:
        return {"household": household, "group": "", "household_text": ""}
    group = places.group(entry.group) or ("" if entry.group else places.group(entry.household))
    unsettled = [] if group else [entry.group]
    if not group or entry.group:
        unsettled.append(entry.household or entry.place)
    text = " ".join(text for text in unsettled if text)
    return {"household": "", "group": group, "household_text": text}


def _fields(entry: VisitEntry) -> dict[str, Any]:
    return {
        "manner": entry.manner,
        "met": read_people(entry.met),
        "companions": read_people(entry.companions),
        "explained": entry.explained,
        "together": entry.together,
        "alongside": entry.alongside,
        "learned": entry.learned,
        "promised": entry.promised,
        "note": _note(entry),
    }


def _note(entry: VisitEntry) -> str:
    """The note, and a line for each column that a visit has no field for."""
    lines = (labelled(*line) for line in entry.besides)
    return "\n".join([text for text in (entry.note, *lines) if text])


def _changed_by(visit: Visit, entry: VisitEntry) -> tuple[str, ...]:
    """The fields the row gives and the visit has otherwise."""
    given = _fields(entry)
    found = (f for f in _TAKEN if given[f])
    return tuple(f for f in found if without_ids(given[f]) != without_ids(getattr(visit, f)))


def _source(pen: Pen, file: str, entry: VisitEntry) -> Source:
    digest = pen.seal.of(_digest(entry))
    return Source(file=file, row=entry.row % SHEET, digest=digest, found_text=entry.visited_text)


def _digest(entry: VisitEntry) -> str:
    """What the row says, apart from where it stands in its sheet."""
    fields = msgspec.structs.asdict(entry)
    if not entry.alongside:
        del fields["alongside"]  # rows taken in before there was such a field are known again
    return digest_of(*(str(fields[name]) for name in sorted(fields) if name != "row"))
