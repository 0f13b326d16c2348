"""Fields for the record's fields: label, kind of field and suggestions in one call."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fieldbook.domain.dates import read_date, toward
from fieldbook.domain.records import Group, Household, Member, Person
from fieldbook.i18n import _
from fieldbook.labels import codes_of, day_hint, field_label, people_text
from fieldbook.ui.told.rows import place_text
from fieldbook.ui.widgets.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    PersonField,
    Picked,
    PickField,
    PickRow,
    TextField,
)

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook
    from fieldbook.domain.drafts import Draft


def text(name: str, *, required: bool = False, hint: str = "", label: str = "") -> TextField:
    """A one-line text."""
    return TextField(name, label or field_label(name), required=required, placeholder=hint)


def long(
    name: str, *, required: bool = False, hint: str = "", least: int = 2, label: str = ""
) -> LongTextField:
    """A text of several lines."""
    return LongTextField(
        name, label or field_label(name), required=required, placeholder=hint, least=least
    )


def date(
    book: Fieldbook, name: str, *, required: bool = False, hint: str = "", label: str = ""
) -> DateField:
    """A date, typed in either language; beside it what was understood."""
    today = book.today

    return DateField(
        name,
        label or field_label(name),
        parse=lambda typed: read_date(typed, today, toward(name)),
        show=lambda day: day_hint(day, today),
        today=lambda: today,
        misread=_("not a date"),
        required=required,
        placeholder=hint,
    )


def choice(
    name: str, codes: str = "", *, many: bool = False, required: bool = False
) -> ChoiceField:
    """One or several of a field's codes."""
    options = codes_of(codes or name)
    return ChoiceField(name, field_label(name), options, many=many, required=required)


def people(
    name: str, suggestions: Iterable[tuple[str, str]] = (), *, hint: str = ""
) -> PersonField:
    """Names, with the likely ones offered."""
    return PersonField(name, field_label(name), suggestions=suggestions, placeholder=hint)


def pick_household(book: Fieldbook, *, required: bool = False) -> PickField:
    """A household of the book, found by typing; words that name none stay as text."""
    rows = [_household_row(book, each) for each in book.households.all()]
    return PickField("household", field_label("household"), rows=rows, free=True, required=required)


def pick_group(book: Fieldbook, *, required: bool = False) -> PickField:
    """A work group of the book."""
    rows = [PickRow(each.id, each.name, "/".join(each.unit)) for each in book.groups.all()]
    return PickField("group", field_label("group"), rows=rows, required=required)


def pick_member(book: Fieldbook, name: str = "contact") -> PickField:
    """A member of the branch; a new name is kept as words, and says that it makes a member."""
    rows = [PickRow(each.id, each.name, each.contact_group) for each in book.members.all()]
    new = _("“{name}” is no member yet, and becomes one")
    return PickField(name, field_label(name), rows=rows, free=True, new=new)


def member_typed(book: Fieldbook, typed: object) -> tuple[str, str]:
    """The member a field names, and else the name of somebody who is to become one.

    A name typed in full and saved at once means the member who has it.
    """
    text = str(typed or "")
    if not text or book.shelf.find(Member, text) is not None:
        return text, ""
    known = book.shelf.member_ids(text)
    return (known[0], "") if len(known) == 1 else ("", text)


def household_typed(book: Fieldbook, draft: Draft) -> Draft:
    """The draft with the household its field names, or else with the words that stand there."""
    typed = str(draft.get("household") or "")
    known = book.shelf.find(Household, typed) is not None
    return draft.having(household=typed if known else "", household_text="" if known else typed)


def free(words: str) -> Picked:
    """Words that name no record, for a field that picks one."""
    return Picked("", words)


def _household_row(book: Fieldbook, household: Household) -> PickRow:
    place = place_text(household, book.shelf.group_of(household))
    label = f"{household.head}  {place}".strip()
    return PickRow(household.id, label, f"{household.address} {household.phone}")


def members_of(book: Fieldbook) -> list[tuple[str, str]]:
    """The branch's members, to be offered."""
    return [(each.name, each.contact_group) for each in book.members.all()]


def leaders_of(book: Fieldbook, group: Group | None) -> list[tuple[str, str]]:
    """Leader and key members of a group first, then the members of the branch."""
    if group is None:
        return members_of(book)
    leader = [(group.leader.name, _("leader"))] if group.leader else []
    key = [(each.name, _("key member")) for each in group.key_members]
    core = [(each.name, _("core group")) for each in group.core_members]
    found = dict(reversed([*leader, *key, *core]))
    ordered = [(name, found[name]) for name, _role in (*leader, *key, *core)]
    return list(dict.fromkeys([*ordered, *members_of(book)]))


def names(held: Person | Iterable[Person] | None) -> str:
    """People as they are typed into a field."""
    if held is None:
        return ""
    return people_text((held,) if isinstance(held, Person) else tuple(held))
