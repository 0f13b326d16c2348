"""Words of a search that narrow it: ``kind:生活 status:open group:三组 contact:林 since:上周 waits``.

They are understood in every language, and offered as one types. All other words are looked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from fieldbook.domain import folding
from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.habits import Habits
from fieldbook.domain.naming import known_day
from fieldbook.domain.records import BY_KIND, Diary, FollowUp, Group, Issue, Member, Record
from fieldbook.domain.rules import follow_up_state
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import N_, _, in_every_language
from fieldbook.labels import CODES, KINDS, code_label, code_meant, codes_of, kind_label, kind_meant
from fieldbook.pinyin import spelled, spelling
from fieldbook.reports.mine import contacts_of, groups_of
from fieldbook.reports.waiting import waiting
from fieldbook.search import Query, Test
from fieldbook.typed_days import no_date, read_end, two_days

FIELDS: Final = {
    "kind": N_("kind"), "status": N_("status"), "group": N_("group"), "contact": N_("contact"),
    "since": N_("since"), "until": N_("until"),
}  # fmt: skip
"""What a search can be narrowed by, and the words before the colon."""
WAITS: Final = N_("waits")
"""The word that asks for what is waiting: overdue, to be referred, or without an answer."""
_MINUTES: Final = frozenset(("纪要", *in_every_language("minutes")))
"""What the pages of meetings are called besides."""
OFFERS: Final = 10
"""Offers shown at once."""
_KINDS: Final = ("issue.kind", "diary.kind")
_STATUS: Final = ("status", "waiting", "state")
_PERIODS: Final = ("week", "last_week", "month", "last_month")


def read_query(text: str, shelf: Shelf, today: dt.date, habits: Habits) -> Query:
    """A search as it was typed: which of its words narrow it, and which are looked for."""
    words: list[str] = []
    told: list[str] = []
    tests: list[Test] = []
    unknown: list[tuple[str, str]] = []
    known = _Known(shelf, today, habits)
    for typed in text.split():
        word = folding.folded(typed)
        field, value = _narrowing(word)
        if not field:
            words += folding.words(typed)
        elif value or field == WAITS:
            told.append(word)
            test = known.test(field, value)
            tests.append(test or _nothing)
            if test is None:
                unknown.append((field, value))
    return Query(tuple(dict.fromkeys(words)), tuple(told), tuple(tests), tuple(unknown))


def offers(text: str, shelf: Shelf, today: dt.date) -> tuple[str, ...]:
    """What the last word may become, whole words to be put in its place; the likeliest first."""
    if not text or text[-1].isspace():
        return ()
    word = folding.folded(text.rsplit(maxsplit=1)[-1])
    head, colon, value = word.partition(":")
    if not colon:
        names = [*(f"{_(each)}:" for each in FIELDS.values()), _(WAITS)]
        names += [f"{name}:" for each in FIELDS.values() for name in in_every_language(each)]
        names += in_every_language(WAITS)
        pinyin = spelling(word)
        return tuple(
            each
            for each in dict.fromkeys(names)
            if each != word and (each.startswith(word) or (pinyin and pinyin.match(spelled(each))))
        )
    field = _field_meant(head)
    values = [*_values(field, shelf, today)] if field else []
    if value:
        values += _in_every_language(field)
    fitting = [each for each in dict.fromkeys(values) if each != value and _fits(value, each)]
    fitting.sort(key=lambda each: not _begins(value, each))
    return tuple(f"{head}:{each}" for each in islice(fitting, OFFERS))


def _narrowing(word: str) -> tuple[str, str]:
    """(field, value) of a word that narrows a search; empty texts of one that is looked for."""
    if word in map(folding.folded, in_every_language(WAITS)):
        return WAITS, ""
    head, colon, value = word.partition(":")
    field = _field_meant(head) if colon else ""
    return field, value if field else ""


def _field_meant(word: str) -> str:
    for field, label in FIELDS.items():
        if word in (field, *map(folding.folded, in_every_language(label))):
            return field
    return ""


def _begins(typed: str, value: str) -> bool:
    """Whether a value begins with what is typed, or its pinyin does: that is meant first."""
    pinyin = spelling(typed)
    return value.startswith(typed) or bool(pinyin and pinyin.match(spelled(value)))


def _fits(typed: str, value: str) -> bool:
    folded = folding.searchable(value)
    pinyin = spelling(typed)
    return folding.numbered(typed) in folded or bool(pinyin and pinyin.search(spelled(value)))


def _values(field: str, shelf: Shelf, today: dt.date) -> Iterator[str]:
    """What can stand behind a field's colon; no value has a blank in it."""
    if field == "kind":
        of_issues, of_pages = ([_whole(w, code) for code, w in codes_of(name)] for name in _KINDS)
        yield from of_issues
        yield from (_whole(kind_label(each), each) for each in BY_KIND)
        yield from of_pages
    elif field == "status":
        yield from (_whole(word, code) for name in _STATUS for code, word in codes_of(name))
    elif field == "group":
        yield from (each.name for each in shelf.every(Group) if " " not in each.name)
    elif field == "contact":
        yield from (each.name for each in shelf.every(Member) if " " not in each.name)
    else:
        named = (code_label("period", each) for each in _PERIODS)
        yield from (each.replace(" ", "-") for each in named)
        yield today.isoformat()


def _in_every_language(field: str) -> Iterator[str]:
    """Every word for the values of a field, and their codes: whoever begins to type one means it."""
    named = {
        "kind": (KINDS, *map(CODES.__getitem__, _KINDS)),
        "status": map(CODES.__getitem__, _STATUS),
    }
    for codes in named.get(field, ()):
        for code, word in codes.items():
            yield from (_whole(each, code) for each in in_every_language(word))
            yield code
    if field in ("since", "until"):
        for code in _PERIODS:
            words = in_every_language(CODES["period"][code])
            yield from (each.replace(" ", "-") for each in words)


def _whole(word: str, code: str) -> str:
    return code if " " in word else word


def _nothing(_record: Record) -> bool:
    return False


def not_known(field: str, value: str) -> str:
    """What is said of a value that narrows a search to nothing."""
    if field in ("since", "until") and two_days(value):
        return no_date(value)
    return _("Nothing is called “{value}” to narrow the search by: {word}").format(
        value=value, word=f"{field}:{value}"
    )


class _Known(NamedTuple):
    """What is asked while a query is read."""

    shelf: Shelf
    today: dt.date
    habits: Habits

    def test(self, field: str, value: str) -> Test | None:
        """The test of a field's value; ``None`` where nothing is called so."""
        if field == WAITS:
            return self._waits
        tests = {
            "kind": self._kind, "status": self._status, "group": self._group,
            "contact": self._contact, "since": self._since, "until": self._until,
        }  # fmt: skip
        return tests[field](value)

    def _waits(self, record: Record) -> bool:
        return isinstance(record, Issue) and bool(self._waiting(record))

    def _waiting(self, issue: Issue) -> tuple[str, ...]:
        return waiting(self.shelf, issue, self.today, self.habits)

    def _kind(self, value: str) -> Test | None:
        if kind := kind_meant(value):
            return lambda each: each.kind == kind
        if code := code_meant("issue.kind", value):
            return lambda each: isinstance(each, Issue) and each.issue_kind == code
        code = code_meant("diary.kind", value)
        if code or value in _MINUTES:
            code = code or "meeting"
            return lambda each: isinstance(each, Diary) and each.diary_kind == code
        return None

    def _status(self, value: str) -> Test | None:
        code = next(filter(None, (code_meant(name, value) for name in _STATUS)), "")
        return (lambda each: code in self._states(each)) if code else None

    def _states(self, record: Record) -> tuple[str, ...]:
        if isinstance(record, Issue):
            status = self.shelf.status(record)
            return (status, *self._waiting(record)) if status in UNSOLVED else (status,)
        return (follow_up_state(record),) if isinstance(record, FollowUp) else ()

    def _group(self, value: str) -> Test | None:
        named = frozenset(each.id for each in self.shelf.groups_named(value))
        if not named:
            every = self.shelf.every(Group)
            named = frozenset(each.id for each in every if _fits(value, each.name))
        return (lambda each: not named.isdisjoint(groups_of(self.shelf, each))) if named else None

    def _contact(self, value: str) -> Test | None:
        every = self.shelf.every(Member)
        named = frozenset(each.id for each in every if _fits(value, each.name))
        return (lambda each: not named.isdisjoint(contacts_of(self.shelf, each))) if named else None

    def _since(self, value: str) -> Test | None:
        day = self._day(value, last=False)
        return (lambda each: (known_day(each) or dt.date.min) >= day) if day else None

    def _until(self, value: str) -> Test | None:
        day = self._day(value, last=True)
        return (lambda each: (known_day(each) or dt.date.max) <= day) if day else None

    def _day(self, value: str, *, last: bool) -> dt.date | None:
        """The first or last day that a word means: ``上周``, ``last-quarter``, ``年内``, ``2026-11-08``."""
        for words in (value, value.replace("-", " ").replace("_", " ")):
            if found := read_end(words, self.today, last=last):
                return found
        return None
