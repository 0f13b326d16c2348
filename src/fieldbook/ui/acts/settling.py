"""Settling 定稿: which of several texts stands alone, and whether records that look the same are one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Final

import msgspec

from fieldbook.domain.naming import name_of
from fieldbook.domain.parts import Version
from fieldbook.domain.records import Household, Member, Record
from fieldbook.i18n import N_, _
from fieldbook.labels import with_role
from fieldbook.ui.act import Act, Context, Refusal
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.keys import keys_in
from fieldbook.ui.told.rows import called

if TYPE_CHECKING:
    from fieldbook.domain.merge.asking import Asked
    from fieldbook.reports.beside import Beside
    from fieldbook.ui.widgets.ask import Choice

At = Context[BookScreen]
_LONGEST: Final = 200
"""Characters of a text that are told in the question."""
_SINGLE: Final = frozenset({
    "head", "name", "household_text", "code", "phone", "address", "place", "unit", "batch", "hours",
    "committee",
})  # fmt: skip
"""Fields that hold one name or number: two of them one after the other would be neither."""


def _nothing_to_settle(at: At) -> Refusal:
    from fieldbook.reports.beside import beside_of
    from fieldbook.ui.told.versions import asked_of, set_of

    record, book = at.under.record, at.book
    if record is None or not (beside_of(record) or asked_of(book, record) or set_of(book, record)):
        return keys_in(_("Nothing lies beside this; {branch} lists what is to be settled."))
    return ""


def _settle(at: At) -> None:
    """Ask which text stands, of the first slot that has several; then what is to be settled else."""
    from fieldbook.reports.beside import beside_of
    from fieldbook.ui.told.versions import asked_of, set_of

    record = at.under.record
    assert record is not None
    if found := beside_of(record):
        _settle_texts(at, record, found)
    elif asked := asked_of(at.book, record):
        _settle_wish(at, asked[0])
    else:
        ask_whether_one(at.screen, set_of(at.book, record))


# --- texts that lie beside each other ----------------------------------------------------------------


def _settle_texts(at: At, record: Record, found: Sequence[Beside]) -> None:
    from fieldbook.ui.told.versions import field_of, other_by, shown_by, text_of
    from fieldbook.ui.widgets.ask import Ask, Choice

    first = found[0]
    others = [each for each in found if each.slot == first.slot]
    texts = [text_of(first, first.shown), *(text_of(each, each.other) for each in others)]
    wanted: list[Version | None] = [None, *(each.version for each in others)]
    choices = [_choice(number, text) for number, text in enumerate(texts)]
    if (together := _together(first, others)) is not None:
        wanted.append(together)
        label = _("all of them, one after the other")
        choices.append(Choice(str(len(texts)), label, str(len(wanted))))
    choices.append(Choice("", _("Leave it as it is"), "n"))
    writers = [shown_by(at.book, first), *(other_by(at.book, each) for each in others)]
    lines = [
        f"{number}  {with_role(text[:_LONGEST], by)}"
        for number, (text, by) in enumerate(zip(texts, writers, strict=True), 1)
    ]
    title = _("Settle: {what}").format(what=field_of(first))

    def answered(answer: str | None) -> None:
        if answer:
            told = _("Settled: {what}").format(what=field_of(first))
            version, settle = wanted[int(answer)], at.book.exchange.settle
            at.host.attempt(lambda: settle(record.kind, record.id, first.slot, version), told)

    at.screen.app.push_screen(Ask(title, lines, choices), answered)


def _choice(number: int, text: str) -> Choice:
    from fieldbook.ui.widgets.ask import Choice

    label = _("the text shown now") if number == 0 else text.split("\n", 1)[0]
    return Choice(str(number), label, str(number + 1))


def _together(first: Beside, others: Sequence[Beside]) -> Version | None:
    """A version with all texts one after the other, where the slot is one text that may have several parts.

    What was written on one line stays on one: a title of two lines would be two matters in the minutes.
    """
    from fieldbook.domain.saying import fields_of, say
    from fieldbook.ui.told.versions import in_one

    fields = fields_of(first.version.said)
    if len(fields) != 1 or not _SINGLE.isdisjoint(fields):
        return None
    if not all(isinstance(each, str) for each in fields.values()):
        return None
    texts = (*first.shown, *(text for each in others for text in each.other))
    said = say(dict.fromkeys(fields, in_one(texts)), {})
    return msgspec.structs.replace(first.version, said=said)


# --- what members ask for ------------------------------------------------------------------------------


def _settle_wish(at: At, asked: Asked) -> None:
    """Ask whether it is to be as a member asks, or to stay as it is."""
    from fieldbook.ui.told.versions import wish_of
    from fieldbook.ui.widgets.ask import Ask, Choice

    room, wish = at.book.exchange, wish_of(at.book, asked)
    choices = [
        Choice("grant", _("Let it be so"), "1"),
        Choice("decline", _("It stays as it is; do not ask again"), "2"),
        Choice("", _("Decide later"), "n"),
    ]

    def answered(answer: str | None) -> None:
        if answer == "grant":
            at.host.attempt(lambda: room.grant(asked), _("Granted: {what}").format(what=wish))
        elif answer:
            told = _("It stays as it is: {what}").format(what=wish)
            at.host.attempt(lambda: room.decline(asked), told)
        if answer:
            at.screen.redraw()

    at.screen.app.push_screen(Ask(_("Asked for by a member"), [wish], choices), answered)


# --- records that look the same ------------------------------------------------------------------------


def ask_whether_one(screen: BookScreen, found: Sequence[Record]) -> None:
    """Ask whether records are one, all of them or two; more than two are asked for pair by pair, too."""
    from fieldbook.ui.told.versions import described, unlike_line
    from fieldbook.ui.widgets.ask import Ask, Choice

    joins = {"all": tuple(found)}
    choices = [Choice("all", _("They are one: join them"), "1"),
               Choice("apart", _("They are not the same: do not ask again"), "2")]  # fmt: skip
    if len(found) > 2:
        for one, other in combinations(found, 2):
            code, digit = f"{one.id} {other.id}", str(len(choices) + 1)
            joins[code] = (one, other)
            told = _("Only #{one} and #{other} are one").format(one=one.seq, other=other.seq)
            choices.append(Choice(code, told, digit if len(digit) == 1 else ""))
    choices.append(Choice("", _("Leave it as it is"), "n"))
    lines = [
        *(described(screen.book, each) for each in found),
        "",
        _(
            "Joined, all that hangs on them hangs on one, and what they say otherwise is settled next."
        ),
        *filter(None, [unlike_line(found)]),
    ]
    name = name_of(found[0])

    def answered(answer: str | None) -> None:
        if answer == "apart":
            ids = [each.id for each in found]
            told = _("Told apart: {what}").format(what=name)
            screen.host.attempt(lambda: screen.book.exchange.tell_apart(ids), told)
        elif answer:
            _join(screen, joins[answer])

    title = _("Looks the same: {what}").format(what=name)
    screen.app.push_screen(Ask(title, lines, choices), answered)


def _join(screen: BookScreen, found: Sequence[Record]) -> None:
    """Join records; of households with several contacts it is asked first whose the one is."""
    from fieldbook.ui.widgets.ask import Ask, Choice

    book, name = screen.book, name_of(found[0])
    contacts = tuple(
        dict.fromkeys(e.contact for e in found if isinstance(e, Household) and e.contact)
    )

    def join(contact: str | None) -> None:
        told = _("Joined: {what}. {undo} takes it back until the next exchange.")
        kind, ids = found[0].kind, [each.id for each in found]
        if screen.host.attempt(lambda: book.exchange.join(kind, ids, contact=contact)):
            screen.host.tell(keys_in(told, what=name), about=name)

    if len(contacts) < 2:
        join(next(iter(contacts), None))
        return
    choices = [
        Choice(each, called(book.shelf, book.shelf.find(Member, each)), str(number))
        for number, each in enumerate(contacts, 1)
    ]
    choices.append(Choice("", _("Leave it as it is"), "n"))
    lines = [
        _("Joined, it is one household, and has one contact."),
        _("That the others were its contact, too, is kept among the handovers."),
    ]
    title = _("Who is the contact of {household} from now on?").format(household=name)
    screen.app.push_screen(
        Ask(title, lines, choices), lambda answer: join(answer) if answer else None
    )


SETTLE: Final[Act[BookScreen]] = Act(
    "settle", "Y,ctrl+f9", N_("settle"),
    N_("Settle which text stands, or whether two records are one, where two books wrote apart"),
    _settle, writes=True, why_not=_nothing_to_settle, of_a_line=True,
)  # fmt: skip
