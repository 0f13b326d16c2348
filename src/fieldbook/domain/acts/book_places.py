"""Whom and what the rows of a book's own ledger mean: by id, else by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from fieldbook.domain import folding
from fieldbook.domain.entries import BookEntry, Ref, Told
from fieldbook.domain.places import Places
from fieldbook.domain.records import BY_KIND, Household, Issue, Record, Task, Visit
from fieldbook.domain.shelf import Shelf


class Known:
    """The records a ledger tells of, by the ids they have in it, beside those of the book."""

    def __init__(self, shelf: Shelf, entries: Iterable[BookEntry]) -> None:
        self._shelf = shelf
        self._places = Places.of(shelf)
        self._told = {each.told.id: each.told for each in entries if each.told.id}
        self._is: dict[str, str] = {}
        """Id in the ledger → id in the book, where they are not the same."""
        self._found: dict[tuple[str, int], Any] = {}
        self._as: dict[str, Told] = dict(self._told)
        """By the id in the book, as far as it is known."""
        self._by_name: dict[tuple[str, ...], list[Record]] = {}
        for kind in (Household, Issue, Visit, Task):
            for record in shelf.every(kind):
                self._by_name.setdefault(_name_of(shelf, record), []).append(record)

    def record(self, entry: BookEntry) -> Any:
        """The record of the book that a row tells of, or nothing."""
        at = (entry.sheet, entry.row)
        if at not in self._found:
            self._found[at] = found = self._find(entry.told)
            if found is not None:
                self.made(entry, found.id)
        return self._found[at]

    def made(self, entry: BookEntry, record_id: str) -> None:
        """Keep under which id the record of a row goes in the book."""
        self._as[record_id] = entry.told
        if entry.told.id:
            self._is[entry.told.id] = record_id

    def _find(self, told: Told) -> Record | None:
        kind = BY_KIND[told.kind]
        if told.id and (there := self._shelf.find(kind, told.id)):
            return None if there.removed_at else there
        if told.kind == "group":
            named = self._shelf.groups_named(
                told.values.get("name", ""), told.values.get("unit", ())
            )
            same = [each for each in named if each.unit == told.values.get("unit", ())]
            return same[0] if len(same) == 1 else None
        alike = self._by_name.get(_name_in(told), ())
        return alike[0] if len(alike) == 1 and _is_name_enough(told) else None

    def one(self, kind: str, ref: Ref) -> str:
        """The id of the record that is meant, or an empty text.

        Whoever wrote another name into the cell means that one, whatever id still stands beside it.
        """
        for each in ref.ids:
            own_id = self._is.get(each, each)
            record = self._shelf.living(BY_KIND[kind], own_id)
            known = record is not None or each in self._told
            if known and (not ref.text or ref.text == self._called(kind, each, record)):
                return own_id
        if kind == "group":
            return self._places.group(ref.text)
        if kind == "household":
            return self._places.household(ref.text)
        return ""

    def _called(self, kind: str, own_id: str, record: Record | None) -> str:
        field = {"household": "head", "group": "name", "task": "title"}.get(kind, "")
        if own_id in self._told:
            return str(self._told[own_id].values.get(field, ""))
        return str(getattr(record, field, ""))

    def place(self, given: Told, record: Any) -> dict[str, str]:
        """To whom an issue or a visit belongs; what cannot be told stays as it was written.

        A group that is only the household's is no field of the issue.
        """
        household = given.values.get("household", _standing(record, "household"))
        group = given.values.get("group", _standing(record, "group"))
        whose = self.one("household", household) if household.ids or not given.id else ""
        theirs = self._group_of(whose)
        own = ""
        if group.ids or (group.text and group.text != theirs):
            own = self.one("group", group)
        return {
            "household": whose,
            "group": own,
            "household_text": "" if whose else household.text,
        }

    def _group_of(self, household_id: str) -> str:
        """The name of a household's group, as the ledger or the book has it."""
        if told := self._as.get(household_id):
            return str(told.values.get("group", Ref()).text)
        household = self._shelf.living(Household, household_id) if household_id else None
        group = self._shelf.group_of(household) if household else None
        return group.name if group else ""

    def same_ids(self, value: Any) -> Any:
        """What a cell names, with the ids it has in the book."""
        if isinstance(value, Ref):
            return Ref(value.text, tuple(self._is.get(each, each) for each in value.ids))
        if isinstance(value, tuple) and any(isinstance(each, Ref) for each in value):
            return tuple(self.same_ids(each) for each in value)
        return value

    @staticmethod
    def alike(there: Sequence[Told], part: Told) -> Told | None:
        """The part that a row without an id tells of: by its words, or its day."""
        if part.id:
            return None
        name = "method" if part.kind == "solution" else "surveyed_on"
        said = part.values.get(name)
        return next((each for each in there if each.values.get(name) == said), None)


def _standing(record: Any, name: str) -> Ref:
    own_id = getattr(record, name, "") if record else ""
    return Ref("", (own_id,) if own_id else ())


def _is_name_enough(told: Told) -> bool:
    """Whether a record is known again by its name alone: heads of households have namesakes."""
    if told.kind != "household":
        return True
    return bool(told.values.get("group", Ref()).text or told.values.get("code"))


def _name_of(shelf: Shelf, record: Record) -> tuple[str, ...]:
    from fieldbook.domain.telling import told

    return _name_in(told(shelf, record))


def _name_in(told: Told) -> tuple[str, ...]:
    """What names a record where no id does."""
    values = told.values
    if told.kind == "household":
        group = values.get("group", Ref()).text
        return (
            "household",
            folding.key(values["head"]),
            folding.solid(values.get("code", "")),
            group,
        )
    if told.kind == "issue":
        return ("issue", folding.key(values["title"]), str(values.get("found_on")),
                folding.key(values.get("detail", "")))  # fmt: skip
    if told.kind == "visit":
        return ("visit", str(values.get("visited_on")), values.get("household", Ref()).text,
                folding.key(values.get("note", "")))  # fmt: skip
    return (told.kind, folding.key(str(values.get("title", ""))), str(values.get("given_on")))
