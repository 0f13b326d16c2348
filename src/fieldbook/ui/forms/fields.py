"""Rows of forms for the record's fields: label, kind of field and suggestions in one call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from fieldbook.book import Fieldbook
from fieldbook.domain.acts.given_out import BETWEEN_PEOPLE
from fieldbook.domain.acts.oneself import is_me
from fieldbook.domain.checks import is_name
from fieldbook.domain.dates import read_full, toward
from fieldbook.domain.folding import longer
from fieldbook.domain.marks import is_only_words, words_for
from fieldbook.domain.records import Group, Household, Member
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import _
from fieldbook.labels import CODES, codes_of, day_hint, field_label
from fieldbook.reports.named import is_named
from fieldbook.typed_days import read_typed, two_days
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.told.rows import called, place_text
from fieldbook.ui.told.typed import Given, stroked
from fieldbook.ui.widgets.fields import (
    ChoiceField,
    DateField,
    Field,
    Known,
    Lines,
    LinesField,
    LongTextField,
    NumbersField,
    PersonField,
    PickField,
    TextField,
)

_ONE_NAME: Final = frozenset(("raised_by", "responsible", "leader", "chair", "recorder", "told_by"))
"""Fields of people in which one name stands, most often."""


class Row(NamedTuple):
    """One field of a form as a value: what it stands for, and how it is made."""

    name: str
    """The field of the record, or of the form where the record has none like it."""
    make: Callable[[Any], Field]
    """Makes the field for a form, which is of the kind the row belongs to."""
    is_today: bool = False
    """Whether it is a day that is today until another one is typed."""


def text(name: str, *, required: bool = False, hint: str = "") -> Row:
    """A text of one line."""

    def make(form: FormScreen) -> TextField:
        label = field_label(f"{form.record_type.kind}.{name}")
        return TextField(name, label, required=required, placeholder=_(hint))

    return Row(name, make)


def long(
    name: str, *, required: bool = False, hint: str = "", least: int = 2, by_line: bool = False
) -> Row:
    """A text of several lines, each of which may be a thing of its own."""

    def make(_form: FormScreen) -> LongTextField:
        return LongTextField(
            name,
            field_label(name),
            least=least,
            by_line=by_line,
            required=required,
            placeholder=_(hint),
        )

    return Row(name, make)


def lines(
    name: str,
    given_in: Callable[[str, dt.date, dt.date], Given],
    *,
    names: bool = False,
    hint: str = "",
    least: int = 2,
) -> Row:
    """A text of which every line may name a day; beneath it what was understood of the line's day.

    ``given_in`` gives it of a line, as written in the book, else as it was typed, or nothing; it is told
    today, and the day that a term follows. Where a line ``names`` people, who is known may stand between
    dashes or alone behind an arrow, which is told beneath, too; and the beginning of a known name, or a name
    that several households have, is asked about.
    """

    def make(form: FormScreen) -> LinesField:
        today = form.book.today

        def read(line: str, meant: str) -> str:
            who, typed = given_in(meant, today, form.term_since())
            day = read_full(typed)
            told = day_hint(day, today) if day else _misread(typed) if typed else ""
            if who == given_in(line, today, form.term_since()).who:
                return told
            return "   ".join(filter(None, (_("{who} sees to it").format(who=who), told)))

        def known(line: str) -> Iterable[str]:
            return dict.fromkeys(who for who, _what in form.likely_in(name, line))

        def tidied(line: str) -> str:
            shelf, since = form.book.shelf, form.term_since()
            return stroked(line, today, lambda who: _are_known(who, known(line), shelf), since)

        def doubted(line: str) -> Iterator[tuple[str, tuple[str, ...]]]:
            likely = tuple(known(line))
            for who in BETWEEN_PEOPLE.split(given_in(line, today, form.term_since()).who):
                if who and not is_me(who) and (meant := _meant_by(who, likely, form.book.shelf)):
                    yield who, meant

        how = Lines(read, tidied, doubted) if names else Lines(read)
        return LinesField(name, field_label(name), how, placeholder=_(hint), least=least)

    return Row(name, make)


def _are_known(who: str, likely: Iterable[str], shelf: Shelf) -> bool:
    """Whether all who are named are likely, heads of households, or whoever writes."""
    names = BETWEEN_PEOPLE.split(who)
    return all(each in likely or is_me(each) or _bearers(shelf, each) for each in names)


def _meant_by(who: str, likely: Sequence[str], shelf: Shelf) -> tuple[str, ...]:
    """Whom a name may mean, where that is to be asked.

    Of a name that is somebody's, all households that have it, unless the likeliest does. Of a new one the
    likely ones that begin so, and where there is none the heads of households.
    """

    def apart(name: str) -> tuple[str, ...]:
        several = _bearers(shelf, name)
        return several if several[1:] and name not in likely[:1] else ()

    if is_named(shelf, who) or shelf.groups_named(who):
        return apart(who)
    everybody = dict.fromkeys((*likely, *(each.head for each in shelf.every(Household))))
    found = longer(who, likely) or longer(who, everybody)
    return tuple(each for name in found for each in apart(name) or (name,))


def _bearers(shelf: Shelf, name: str) -> tuple[str, ...]:
    """The households that a name is the head's of, each with what tells it apart."""
    return tuple(called(shelf, each) for each in shelf.every(Household) if each.head == name)


def _misread(typed: str) -> str:
    """What is said of a text that is no day, or can be two."""
    return two_days(typed) or _("not a date")


def date(
    name: str, *, required: bool = False, hint: str = "", label: str = "", is_today: bool = False
) -> Row:
    """A date, typed in either language; beside it what was understood.

    Where a file had words for it, they stand in its place until a day is typed.
    """

    def make(form: FormScreen) -> DateField:
        today = form.book.today

        def parse(typed: str) -> dt.date | None:
            way = toward(name)
            since = form.term_since() if way == "ahead" else None
            return read_typed(typed, today, way, since=since)

        return DateField(
            name,
            _(label) or field_label(f"{form.record_type.kind}.{name}"),
            parse=parse,
            show=lambda day: day_hint(day, today),
            today=today,
            misread=_misread,
            required=required and not is_only_words(form.edits, name),
            placeholder=words_for(form.edits, name) or _(hint),
        )

    return Row(name, make, is_today)


def choice(name: str, *, many: bool = False, required: bool = False, always: bool = False) -> Row:
    """One or several of a field's codes; ``always``: what is ticked first can be changed, not emptied."""

    def make(form: FormScreen) -> ChoiceField:
        own = f"{form.record_type.kind}.{name}"
        options = codes_of(own if own in CODES else name)
        asked = required or name in form.asks()
        return ChoiceField(
            name, field_label(name), options, many=many, required=asked, always=always
        )

    return Row(name, make)


def people(name: str, *, hint: str = "", label: str = "") -> Row:
    """Names, with the likely ones offered, then every head; who is several things is offered once, as the first."""

    def make(form: FormScreen) -> PersonField:
        def offers() -> Iterable[Known]:
            offered: dict[str, Known] = {}
            for who, what in form.likely(name):
                offered.setdefault(who, Known(who, who, what))
            return offered.values()

        def further() -> Iterator[Known]:
            for each in form.book.households.all():
                head = called(form.book.shelf, each)
                yield Known(head, head, _("head"))

        def is_somebody(name: str) -> bool:
            return is_named(form.book.shelf, name)

        def bearers(name: str) -> Sequence[str]:
            return _bearers(form.book.shelf, name)

        return PersonField(
            name, _(label) or field_label(name), offers, is_somebody=is_somebody,
            further=further, bearers=bearers, is_one=name in _ONE_NAME, placeholder=_(hint),
        )  # fmt: skip

    return Row(name, make)


def interval() -> Row:
    """How often a household is visited; without it, as the branch is used to."""
    name = "visit_every_days"
    return Row(
        name,
        lambda form: TextField(
            name, field_label(name), placeholder=str(form.book.habits.visit_every_days)
        ),
    )


def household(*, required: bool = False) -> Row:
    """A household of the book, found by typing; words that name none stay as text."""

    def make(form: FormScreen) -> PickField:
        def offers() -> Iterator[Known]:
            for each in form.book.households.all():
                shelf = form.book.shelf
                place = place_text(shelf, each, shelf.group_of(each))
                head = called(shelf, each, beside="place")
                label = f"{head}  {place}".strip()
                yield Known(each.id, label, f"{each.address} {each.phone}")

        def stays(typed: str) -> str:
            return _("“{name}” is no household of the book; these words are kept").format(
                name=typed
            )

        label = field_label("household")
        return PickField("household", label, offers, free=True, required=required, says=stays)

    return Row("household", make)


def group(*, label: str = "") -> Row:
    """A work group of the book."""

    def make(form: FormScreen) -> PickField:
        def offers() -> Iterator[Known]:
            for each in form.book.groups.all():
                yield Known(each.id, called(form.book.shelf, each), "/".join(each.unit))

        return PickField("group", _(label) or field_label("group"), offers)

    return Row("group", make)


def groups(name: str = "groups", *, label: str = "", hint: str = "") -> Row:
    """Several work groups of the book, found by typing, each told by its number."""

    def make(form: FormScreen) -> NumbersField:
        def offers() -> Iterator[Known]:
            for each in form.book.groups.all():
                unit = "/".join(each.unit)
                yield Known(each.id, called(form.book.shelf, each), unit, number=each.seq)

        return NumbersField(name, _(label) or field_label(name), offers, placeholder=_(hint))

    return Row(name, make)


def member(name: str) -> Row:
    """A member of the branch; a new name is kept as words, and says that it makes a member."""

    def make(form: FormScreen) -> PickField:
        def offers() -> Iterator[Known]:
            for each in form.book.members.all():
                yield Known(each.id, called(form.book.shelf, each), each.contact_group)

        def becomes(typed: str) -> str:
            if is_me(typed) and form.book.me:
                return form.book.shelf.member_name(form.book.me)
            becomes_one = _("“{name}” is no member yet, and becomes one").format(name=typed)
            return becomes_one if is_name(typed) else ""

        return PickField(name, field_label(name), offers, free=True, says=becomes)

    return Row(name, make)


def member_typed(book: Fieldbook, typed: object) -> tuple[str, str]:
    """The member a field names, and else the name of somebody who is to become one.

    A name typed in full and saved at once means the member who has it.
    """
    text = str(typed or "")
    if is_me(text) and book.me:
        return book.me, ""
    if not text or book.shelf.find(Member, text) is not None:
        return text, ""
    known = book.shelf.member_ids(text)
    return (known[0], "") if len(known) == 1 else ("", text)


def members_of(book: Fieldbook) -> list[tuple[str, str]]:
    """The branch's members, to be offered."""
    return [(each.name, each.contact_group) for each in book.members.all()]


def leaders_of(book: Fieldbook, group: Group | None) -> list[tuple[str, str]]:
    """Leader and key members of a group, the members of the branch, the group's heads, who leads others."""
    others = [
        (each.leader.name, _("{group}, leader").format(group=called(book.shelf, each)))
        for each in book.groups.all()
        if each.leader
    ]
    if group is None:
        return [*members_of(book), *others]
    leader = [(group.leader.name, _("leader"))] if group.leader else []
    key = [(each.name, _("key member")) for each in group.key_members]
    core = [(each.name, _("core group")) for each in group.core_members]
    homes = (each for each in book.households.all() if each.group == group.id)
    heads = [(each.head, _("head")) for each in homes]
    return [*leader, *key, *core, *members_of(book), *heads, *others]
