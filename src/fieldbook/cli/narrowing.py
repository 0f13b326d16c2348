"""Which records a list is narrowed to: by period, words, status, group, contact, or one's own."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence

from fieldbook.book import Fieldbook
from fieldbook.cli.call import Call
from fieldbook.cli.columns import cells
from fieldbook.cli.typed import offered
from fieldbook.cli.words import WrongWords, require_in_order
from fieldbook.domain import folding
from fieldbook.domain.errors import NotFound
from fieldbook.domain.naming import known_day
from fieldbook.domain.records import BY_TABLE, Record
from fieldbook.domain.shelf import Shelf
from fieldbook.domain.texts import texts_of
from fieldbook.i18n import _
from fieldbook.labels import code_meant, codes_of
from fieldbook.ledgers.documents import derived
from fieldbook.list_cells import line_cells
from fieldbook.pinyin import spelled, spelling
from fieldbook.query import not_known
from fieldbook.reports.lists import Line
from fieldbook.reports.mine import colleagues, contacts_of, groups_of, is_of
from fieldbook.search import Query, spelled_names

Test = Callable[[Record], bool]
_STATES = {"issues": ("status", "waiting"), "follow_ups": ("state",)}
"""Table → the derived fields that ``--status`` asks for."""


def wanted(call: Call, book: Fieldbook) -> list[Record]:
    """The records of the kind asked for that pass every test the words name."""
    tests = list(_tests(call, book))
    return [
        each
        for each in book.shelf.every(BY_TABLE[call.args.kind_of])
        if all(test(each) for test in tests)
    ]


def lines_wanted(call: Call, book: Fieldbook) -> list[Line]:
    """The lines of the list asked for, of the unit and the days, that pass every other test."""
    args = call.args
    require_in_order(args.since, args.until)
    unit = tuple(each.strip() for each in args.unit.split("/") if each.strip())
    lines = book.names(args.kind_of, unit, since=args.since, until=args.until, on=args.on)
    asked = asked_for(call.args.search, book)
    tests = [*asked.tests, *_whose(call, book)]

    def has_words(each: Line) -> bool:
        told = line_cells(book.shelf, args.kind_of, each)
        return _all_in(asked.words, told, lambda: spelled("\n".join(told)))

    return [
        each
        for each in lines
        if not tests or (each.record and all(test(each.record) for test in tests))
        if has_words(each)
    ]


def asked_for(text: str, book: Fieldbook) -> Query:
    """What a search looks for, and what narrows it.

    Raises:
        WrongWords: a word narrows to what nothing is called.
    """
    found = book.query(text)
    for field, value in found.unknown:
        raise WrongWords(not_known(field, value))
    return found


def _all_in(words: Sequence[str], texts: Iterable[str], spell: Callable[[], str]) -> bool:
    """Whether every word stands in the texts, or is found in what is spelled then."""
    found = folding.searchable(*texts)
    return all(word in found or _is_pinyin(word, spell) for word in words)


def _is_pinyin(word: str, spell: Callable[[], str]) -> bool:
    pinyin = spelling(word)
    return pinyin is not None and bool(pinyin.search(spell()))


def _tests(call: Call, book: Fieldbook) -> Iterator[Test]:
    args = call.args
    require_in_order(args.since, args.until)
    if args.since is not None:
        yield lambda each: (known_day(each) or dt.date.min) >= args.since
    if args.on is not None:
        yield lambda each: known_day(each) == args.on
    if args.until is not None:
        yield lambda each: (known_day(each) or dt.date.max) <= args.until
    asked = asked_for(call.args.search, book)
    yield from asked.tests
    if asked.words:
        yield lambda each: _has(book, each, asked.words)
    yield from _whose(call, book)


def _whose(call: Call, book: Fieldbook) -> Iterator[Test]:
    """Of which status, which group, and in whose contact."""
    args, shelf = call.args, book.shelf
    if args.status:
        yield _of_status(args, book)
    if args.group:
        groups = _named("group", args.group, (each.id for each in shelf.groups_named(args.group)))
        yield lambda each: bool(groups & groups_of(shelf, each))
    if args.contact:
        contact = _named("member", args.contact, shelf.member_ids(args.contact))
        yield lambda each: bool(contact & contacts_of(shelf, each))
    if args.mine:
        members = ours(call, shelf)
        yield lambda each: is_of(shelf, each, members)


def _has(book: Fieldbook, record: Record, words: Sequence[str]) -> bool:
    """Whether every word occurs in what the record says or in what its columns show.

    By pinyin it is looked for in names and titles, and in what the columns show of other records.
    """
    said, shown = tuple(texts_of(record)), cells(book, record)
    others = "\n".join(each for each in shown if each not in said)
    return _all_in(words, (*said, *shown), lambda: f"{spelled_names(record)}\n{spelled(others)}")


def _of_status(args: argparse.Namespace, book: Fieldbook) -> Test:
    """What a record is, or what it waits for."""
    fields = _STATES.get(args.kind_of, ())
    if not fields:
        raise WrongWords(_("Only issues and follow-ups have a status to be listed by."))
    code = next(filter(None, (code_meant(each, args.status) for each in fields)), "")
    if not code:
        labels = (each for field in fields for each in codes_of(field))
        known = offered(labels, args.status)
        raise WrongWords(
            _("There is no status “{given}”; there are: {known}.").format(
                given=args.status, known=known
            )
        )

    def test(each: Record) -> bool:
        also = derived(book.shelf, book.today, book.habits, each)
        told = (also[field] for field in fields)
        return any(code in ((each,) if isinstance(each, str) else each) for each in told)

    return test


def _named(kind: str, name: str, ids: Iterable[str]) -> frozenset[str]:
    found = frozenset(ids)
    if not found:
        raise NotFound(kind, name)
    return found


def ours(call: Call, shelf: Shelf) -> frozenset[str]:
    """The members of one's own contact group.

    Raises:
        WrongWords: the book does not know whose.
    """
    found = colleagues(shelf, call.settings.name)
    if not call.settings.name:
        raise WrongWords(_("Whose is not known: set your name in the settings."))
    if not found:
        raise WrongWords(
            _("The book has no member “{name}”; set your name in the settings.").format(
                name=call.settings.name
            )
        )
    return found
