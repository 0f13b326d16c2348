"""A form that stands for a record: its rows are fields, its room writes it down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final, Generic, Self, TypeVar

import msgspec

from fieldbook.book import Fieldbook
from fieldbook.book.rooms import PlainRoom
from fieldbook.domain.checks import read_draft
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, Problem
from fieldbook.domain.records import Record
from fieldbook.i18n import _
from fieldbook.labels import day, field_label
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.form import FORM, FormScreen
from fieldbook.ui.forms.held import drafted, held
from fieldbook.ui.keys import key_of_act
from fieldbook.ui.told.counts import counted
from fieldbook.ui.under import key_of, under
from fieldbook.ui.widgets.fields import Field

R = TypeVar("R", bound=Record)
_TERMS: Final = ("due_on", "until_on")
_LONG_AGO: Final = dt.timedelta(days=182)
"""Half a year: a term typed without its year is rather the coming one than one so long past."""
_FAR_AHEAD: Final = 300
"""Days from today to a term that is asked about: without its year a day that is past means the next one."""


class RecordForm(FormScreen, Generic[R]):
    """A form for a new record, for editing one, or for one act on it, such as solving."""

    rows: ClassVar[Sequence[fields.Row]]
    """The fields, top to bottom."""
    titles: ClassVar[tuple[str, str]] = ("", "")
    """What stands above a new record, and above one there is, with words of its fields."""
    in_order: ClassVar[Sequence[tuple[str, str]]] = (
        ("found_on", "due_on"), ("studied_on", "due_on"), ("studied_on", "solved_on"),
        ("referred_on", "answered_on"), ("given_on", "until_on"), ("given_on", "ended_on"),
        ("from_on", "to_on"),
    )  # fmt: skip
    """Days of which the second is told to lie before the first, where it does; what the book refuses first."""
    describes: ClassVar[Mapping[str, Callable[[str], str]]] = {}
    """The fields that say who people are, and what is kept of their words where they are imported."""
    is_act: ClassVar[bool] = False
    """Whether it notes an act on a record there is, whose day is today, and edits nothing else."""
    carries: ClassVar[Collection[str] | None] = None
    """What one more new record begins with; ``None`` where *save and next* makes no sense."""

    def __init__(
        self,
        book: Fieldbook,
        record: Record | None = None,
        *,
        known: Mapping[str, Any] | None = None,
        others: Sequence[Any] = (),
    ) -> None:
        """Make the form of one record.

        Args:
            book: the book it writes into.
            record: what it edits, where that is of its own kind; else what a new record is about.
            known: what is known of a new record already, by the names of its fields.
            others: further records like it, that an act is noted on in the same words.
        """
        is_own = type(record) is self.record_type
        self.edits: R | None = record if is_own else None  # type: ignore[assignment]
        """The record it edits."""
        self.about = None if is_own else record
        """The record that a new one is about."""
        self.at = under(book.shelf, record)
        """The household, the group and whatever else that record leads to."""
        self.known = dict(known or {})
        self.others = tuple(others)
        self._pointed_out: dict[str, str] = {}
        """What is told of days that lie too early and of words that sort people, by field."""
        self._meant_so: set[tuple[str, str]] = set()
        """Terms, by field, that were asked about."""
        self.keeps_draft = not others
        self.has_next = self.carries is not None and self.edits is None
        super().__init__(book, target=record.id if record else "")

    @classmethod
    def edits_this(cls, record: Record) -> bool:
        """Whether this is the form that edits a record."""
        return type(record) is cls.record_type and not cls.is_act

    @classmethod
    def of_nothing(cls, book: Fieldbook, target: str) -> Self | None:
        """The form of a draft that is about no record; ``None`` where it was about one now gone."""
        return None if target else cls(book)

    def next_form(self) -> FormScreen | None:
        """One more new record, with what it has in common with this one."""
        values = self.body.values()
        return type(self)(self.book, known={name: values[name] for name in self.carries or ()})

    # --- what a kind of form says --------------------------------------------------------------

    def heading(self) -> str:
        """What the form is for; a record there is gives its words."""
        new, there = self.titles
        if self.edits is None:
            return _(new)
        named = msgspec.structs.asdict(self.edits)
        if self.others:
            named = dict.fromkeys(named, counted(self.record_type.kind, 1 + len(self.others)))
        return _(there).format(**named)

    def leaves_out(self) -> Collection[str]:
        """The rows that are not asked for this time."""
        return ()

    def begins(self) -> Mapping[str, Any]:
        """What stands in a new record's fields at first, besides today's date."""
        return {}

    def likely(self, name: str) -> list[tuple[str, str]]:
        """The people to be offered in a field, the likeliest first, with what they are."""
        del name
        return fields.leaders_of(self.book, self.at.group)

    def write(self, draft: Draft) -> Record:
        """Write a new record down."""
        room = self.book.room_of(self.record_type)
        assert isinstance(room, PlainRoom)
        written: Record = room.write(draft)
        return written

    def change(self, record: R, draft: Draft) -> Record:
        """Write the fields over the record that is there."""
        return self.book.room_of(type(record)).edit(record.id, draft)

    # --- what it tells while it is filled in ---------------------------------------------------

    def show_fields(self) -> None:
        """Tell of each day that lies before one it should follow, and of words that sort people.

        Either may be meant, and is saved.
        """
        told = {**dict(self.too_far()), **self._first_early(), **dict(self.sorting())}
        for name in {**self._pointed_out, **told}:
            field = self.body.fields[name]
            if field.problem in ("", self._pointed_out.get(name)):
                field.point_out(told.get(name, ""))
        self._pointed_out = told
        for each in filter(None, map(self.body.fields.get, _TERMS)):
            each.resize_lines()  # a term is told anew where the day that it follows is another

    def asked_once(self, act: str) -> Mapping[str, str]:
        """A term that is typed and lies too early would be overdue at once, one too far off never."""
        doubted = {
            name: self.body.fields[name].draft for name in _TERMS if self._pointed_out.get(name)
        }
        new = {e: typed for e, typed in doubted.items() if (e, typed) not in self._meant_so}
        self._meant_so |= new.items()
        again = _("{save} again keeps it.").format(save=key_of_act(FORM[act]))
        return {
            name: _("{told} {next}").format(told=self._pointed_out[name], next=again)
            for name, typed in new.items()
            if typed != self._filled.get(name)
        }

    def term_since(self) -> dt.date:
        """A term follows the day on which it was set, where that lies back; of a new one, however far.

        The term of a record that is there for long is typed anew because another day is meant.
        """
        today = self.book.today
        if self.is_act:
            return today
        begun = {self.day_of(first) for first, last in self.in_order if last in _TERMS}
        first = min((each for each in begun if each), default=today)
        return min(today, first if self.edits is None else max(first, today - _LONG_AGO))

    def too_early(self) -> Iterator[tuple[str, str]]:
        """The fields whose day lies before one it should follow, and what is told of each."""
        for first, last in self.in_order:
            start, end = self.day_of(first), self.day_of(last)
            if last in self.body.fields and start and end and end < start:
                words = _("This day lies before “{field}”, {date}.")
                label = field_label(f"{self.record_type.kind}.{first}")
                yield last, words.format(field=label, date=day(start, self.book.today))

    def too_far(self) -> Iterator[tuple[str, str]]:
        """The terms that were typed and lie so far ahead that another year may be meant."""
        for name in _TERMS:
            field, on = self.body.fields.get(name), self.day_of(name)
            days = (on - self.book.today).days if on else 0
            if field and on and days > _FAR_AHEAD and field.draft != self._filled.get(name):
                told = _("This day is {count} days off, in {year}.")
                yield name, told.format(count=days, year=on.year)

    def sorting(self) -> Iterator[tuple[str, str]]:
        """The fields with a word that sorts people, as an import would leave it out."""
        for name, kept in self.describes.items():
            typed = self.body.fields[name].draft
            if kept(typed) != typed:
                yield (
                    name,
                    _(
                        "This sorts people, for which the book has no field; say what the trouble is."
                    ),
                )

    def _first_early(self) -> dict[str, str]:
        """By field the first thing told of a day too early: of several, what the book refuses."""
        return dict(reversed([*self.too_early()]))

    def _told_of(self, wrong: Problem) -> str:
        """A day that is refused for lying too early is told with what it lies before, and what to do.

        Told as it was while it was typed alone, it would pass for one more remark on what is saved.
        """
        told = self._first_early().get(wrong.field, "")
        if wrong.reason != "before_start" or not told:
            return super()._told_of(wrong)
        return _("{told} It is not saved so: change this day, or that one first.").format(told=told)

    def day_of(self, name: str) -> dt.date | None:
        """A day that stands in the form, else in the record it edits."""
        field = self.body.fields.get(name)
        found = field.value if field else getattr(self.edits, name, None)
        return found if isinstance(found, dt.date) else None

    # --- how it is filled and read -------------------------------------------------------------

    def make_fields(self) -> Sequence[Field]:
        """The rows that are asked for, as fields."""
        left_out = self.leaves_out()
        return [row.make(self) for row in self.rows if row.name not in left_out]

    def prefill(self) -> Mapping[str, Any]:
        """What the record holds; a day of the form's own that nobody wrote down yet is today."""
        filled = held(self.edits) if self.edits else {}
        if self.edits is None or self.is_act:
            days = [row.name for row in self.rows if row.is_today and not filled.get(row.name)]
            filled |= dict.fromkeys(days, self.book.today)
        return filled if self.edits else {**filled, **self.begins(), **self.known}

    def read(self) -> Draft:
        """What stands in the form, as a draft for the book.

        A date that is not understood goes along as it was typed: the book names it with whatever
        else is wrong.
        """
        typed = self.body.draft()
        misread = {name: typed[name] for name in self.body.misread()}
        values = {**self.body.values(), **misread}
        return drafted(self.record_type, values, self.book.today, self.edits, self.term_since())

    def submit(self, draft: Draft) -> str:
        """Write the record down; what it is about stands in it, where no field of the form says so.

        Raises:
            Invalid: naming every wrong field.
        """
        self._require(draft)
        if self.edits is not None:
            return key_of(self.change(self.edits, draft))
        about = self.about
        if about and about.kind in self.record_type.__struct_fields__ and about.kind not in draft:
            draft = draft.having(**{about.kind: about.id})
        return key_of(self.write(draft))

    def _require(self, draft: Draft) -> None:
        """Ask for what this form alone asks for, and name whatever else cannot be read.

        A day that has to be filled is asked for where it was emptied: the book would take today.
        Rows that are no fields of the record, such as a visit's new issues, are nothing wrong here.
        """
        names = {*self.asks(), *self.body.undated()}
        empty = [Problem(name, "required") for name in names if not draft.get(name)]
        if empty:
            _values, unread = read_draft(self.record_type, draft, self.book.today)
            known = (each for each in unread if each.reason != "unknown_field")
            raise Invalid([*empty, *(each for each in known if each.field not in names)])
