"""Which issue of the book a ledger's row is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from fieldbook.domain import folding
from fieldbook.domain.acts.ledger_fields import added_by
from fieldbook.domain.acts.matching import (
    Match,
    entry_digest,
    measure_digest,
    reply_digest,
    said_digest,
    status_digest,
)
from fieldbook.domain.checks import read_people
from fieldbook.domain.entries import LedgerEntry
from fieldbook.domain.given_first import given_first
from fieldbook.domain.records import Issue, Source, stored_name
from fieldbook.domain.seal import Seal
from fieldbook.domain.shelf import Shelf

_ONE_OF_A_KIND: Final = 8
"""Signs of a number from which no two ledgers give the same: small ones begin anew in each."""


def match_ledger(
    shelf: Shelf, file: str, entries: Sequence[LedgerEntry], seal: Seal
) -> list[Match]:
    """Recognise a ledger's rows: the line that came before, else by number, else by what they say.

    Every row of one file is an issue of its own, and every issue of the book one row's at most. A
    number means the same issue in its own file, and in another one where it is a long one or the
    words agree. Without a number the words decide, and who raised it, where, and when, where both say
    so. A row that fits more than one issue is ``unclear``.
    """
    return _Ledger(shelf, file, entries, seal).matches()


PEOPLE_OF_SOLUTION: Final = ("responsible", "with_whom")
"""Whom a row names for the solution, not for the issue."""


class _Ledger:
    """The rows of one ledger, and the issues that are not any row's yet."""

    def __init__(self, shelf: Shelf, file: str, entries: Sequence[LedgerEntry], seal: Seal) -> None:
        self._shelf = shelf
        self._file = file
        self._entries = entries
        self._seal = seal
        self._known = _Issues(shelf)
        self._taken: set[str] = set()
        self._found: dict[int, Match] = {}

    def matches(self) -> list[Match]:
        """What every row means, in their order."""
        if not self._known.words:
            return [Match(entry, "new") for entry in self._entries]
        self._each_of(self._very_line, first=True)
        self._each_of(self._very_words, first=True)
        self._each_of(self._of_number)
        self._each_of(self._unchanged, first=True)
        self._by_what_they_say()
        return [
            self._found.get(at) or Match(entry, "new") for at, entry in enumerate(self._entries)
        ]

    def _open(self) -> Iterator[int]:
        """The rows nothing is known of yet."""
        return (at for at in range(len(self._entries)) if at not in self._found)

    def _each_of(
        self, fitting: Callable[[LedgerEntry], Sequence[Issue]], *, first: bool = False
    ) -> None:
        """Give every open row the one issue that fits it, or of several alike the first."""
        for at in list(self._open()):
            free = [each for each in fitting(self._entries[at]) if each.id not in self._taken]
            if len(free) == 1 or (first and free):
                self._is(at, free[0])
            elif free:
                self._found[at] = Match(self._entries[at], "unclear", fits=tuple(free))

    def _is(self, at: int, issue: Issue) -> None:
        self._taken.add(issue.id)
        entry = self._entries[at]
        fields = changed_by(self._shelf, issue, entry, self._seal)
        self._found[at] = Match(entry, "changed" if fields else "same", issue, fields)

    def _very_line(self, entry: LedgerEntry) -> Sequence[Issue]:
        """The issue this very line was taken in as, however many of its columns were read then."""
        return self._known.by_line.get(self._seal.of(entry.line), ()) if entry.line else ()

    def _very_words(self, entry: LedgerEntry) -> Sequence[Issue]:
        """The issue of these words and this number; without a number, of this file."""
        text = entry_digest(entry)
        known = self._known.by_digest
        found = [*known.get(self._seal.of(text), ()), *known.get(text, ())]
        return [
            each
            for each in found
            if _code(each) == folding.solid(entry.code)
            and (
                entry.code or (_source(each).file == self._file and not self._against(each, entry))
            )
        ]

    def _of_number(self, entry: LedgerEntry) -> Sequence[Issue]:
        """The issues of this number."""
        if not entry.code:
            return ()
        alike = self._known.by_number.get(folding.without_zeros(entry.code), ())
        fits = [each for each in alike if self._is_numbered(each, entry)]
        here = [each for each in fits if _source(each).file == self._file]
        return here or fits

    def _is_numbered(self, issue: Issue, entry: LedgerEntry) -> bool:
        number = folding.solid(entry.code)
        words = self._same_words(issue, entry)
        if _code(issue) != number:
            return words  # a spreadsheet took its zeros: the words have to agree
        return (
            words
            or _source(issue).file == self._file
            or len(number) >= _ONE_OF_A_KIND
            or (_same_name(issue, entry) and _same_day(issue, entry)) is True
        )

    def _unchanged(self, entry: LedgerEntry) -> Sequence[Issue]:
        """An issue that says the same, of which the row has nothing new to tell."""
        found = self._saying(entry)
        return [each for each in found if not changed_by(self._shelf, each, entry, self._seal)]

    def _by_what_they_say(self) -> None:
        """Give rows and issues to each other where a row and an issue fit only each other."""
        fits = {at: self._saying(self._entries[at]) for at in self._open()}
        wanted = Counter(each.id for found in fits.values() for each in found)
        for at, found in fits.items():
            if len(found) == 1 and wanted[found[0].id] == 1:
                self._is(at, found[0])
            elif found:
                self._found[at] = Match(self._entries[at], "unclear", fits=tuple(found))

    def _saying(self, entry: LedgerEntry) -> list[Issue]:
        """The issues of the row's words, not any row's yet, that nothing else tells from it."""
        return [
            each
            for each in self._known.saying(entry)
            if each.id not in self._taken
            and self._same_words(each, entry)
            and not (each.source and _code(each) and entry.code)
            and not self._against(each, entry)
        ]

    def _against(self, issue: Issue, entry: LedgerEntry) -> bool:
        """Whether both name somebody or some day, and not the same."""
        return False in (
            _same_day(issue, entry),
            _same_name(issue, entry),
            _same_group(self._shelf, issue, entry),
            _same_household(self._shelf, issue, entry),
        )

    def _same_words(self, issue: Issue, entry: LedgerEntry) -> bool:
        """Whether both say the same, folded; a detail that only one of them has is no difference."""
        if self._seal.fits(_source(issue).digest, entry_digest(entry)):
            return True
        mine, its = self._known.words[issue.id], _words(entry.title, entry.detail)
        if mine[0] == its[0] and (mine[1].startswith(its[1]) or its[1].startswith(mine[1])):
            return True
        # Where a ledger has one column of words only, the title was made of it.
        whole, its_whole = mine[1] or mine[0], its[1] or its[0]
        return whole == its_whole and whole.startswith((mine[0], its[0]))


class _Issues:
    """The book's imported issues by what a ledger may know of them."""

    def __init__(self, shelf: Shelf) -> None:
        self.by_line: dict[str, list[Issue]] = defaultdict(list)
        self.by_digest: dict[str, list[Issue]] = defaultdict(list)
        self.by_number: dict[str, list[Issue]] = defaultdict(list)
        self.words: dict[str, tuple[str, str]] = {}
        self._by_words: dict[str, list[Issue]] = defaultdict(list)
        for issue in shelf.every(Issue):
            if source := issue.source:
                self.by_line[source.line].append(issue)
                self.by_digest[source.digest].append(issue)
                if source.code:
                    self.by_number[folding.without_zeros(source.code)].append(issue)
                self.words[issue.id] = said = _words(issue.title, issue.detail)
                for words in {*said} - {""}:
                    self._by_words[words].append(issue)

    def saying(self, entry: LedgerEntry) -> list[Issue]:
        """The issues whose title or detail is the row's."""
        said = {*_words(entry.title, entry.detail)} - {""}
        return list({each.id: each for words in said for each in self._by_words[words]}.values())


def _words(title: str, detail: str) -> tuple[str, str]:
    return folding.key(title), folding.key(detail)


def _source(issue: Issue) -> Source:
    return issue.source or Source()


def _code(issue: Issue) -> str:
    return folding.solid(_source(issue).code)


def _same_name(issue: Issue, entry: LedgerEntry) -> bool | None:
    """Whether the same person raised it; ``None`` where one of the two does not say who."""
    people = read_people(entry.raised_by)
    if not people or issue.raised_by is None:
        return None
    return folding.key(people[0].name) == folding.key(issue.raised_by.name)


def _same_day(issue: Issue, entry: LedgerEntry) -> bool | None:
    """Whether it was found on the same day; the user may have put it right since."""
    if not entry.found_on or not _source(issue).found_text:
        return None
    return entry.found_on == issue.found_on or entry.found_text == _source(issue).found_text


def _same_group(shelf: Shelf, issue: Issue, entry: LedgerEntry) -> bool | None:
    group = shelf.group_of(issue)
    if group is None or not entry.group:
        return None
    return folding.group(group.name) in {k for ks in folding.groups_alike(entry.group) for k in ks}


def _same_household(shelf: Shelf, issue: Issue, entry: LedgerEntry) -> bool | None:
    household = shelf.household_of(issue)
    if household is None or not entry.household:
        return None
    names = (household.head, given_first(household.head), household.code)
    return folding.solid(entry.household) in map(folding.solid, names)


def changed_by(shelf: Shelf, issue: Issue, entry: LedgerEntry, seal: Seal) -> tuple[str, ...]:
    """What the row says otherwise than it said before, or for the first time.

    A row that says what it said before changes nothing, whatever the user made of it since.
    """
    fields: tuple[str, ...] = ()
    source = _source(issue)
    if seal.fits(source.said, said_digest(entry)):
        return ()
    if not seal.fits(source.digest, entry_digest(entry)) and _other_words(issue, entry):
        fields += ("title", "detail")
    if _other_reply(shelf, issue, entry, seal):
        fields += ("reply",)
    if seal.news(source.measure_digest, measure_digest(entry)):
        fields += ("measure",)
    if seal.news(source.status_digest, status_digest(entry)):
        fields += ("status",)
    if entry.found_on and (issue.found_text is not None or _same_day(issue, entry) is False):
        fields += ("found_on",)
    added = (stored_name(Issue, name) for name in added_by(shelf, issue, entry))
    besides = (entry.note, *(text for _, text in entry.besides))
    unknown = any(folding.key(text) not in folding.key(issue.detail) for text in besides if text)
    return (*fields, *added, *_newly_named(shelf, issue, entry), *(["note"] if unknown else []))


def _newly_named(shelf: Shelf, issue: Issue, entry: LedgerEntry) -> list[str]:
    """Who answers for the solution or studied it, where the book does not name anybody for that yet."""
    own = [each for each in shelf.solutions_of(issue) if each.source is not None]
    said = [name for name in PEOPLE_OF_SOLUTION if read_people(getattr(entry, name))]
    if own:
        return [name for name in said if not getattr(own[-1], name)]
    unsaid = folding.key(entry.responsible) not in folding.key(issue.detail)
    return ["responsible"] if "responsible" in said and unsaid else []


def _other_words(issue: Issue, entry: LedgerEntry) -> bool:
    title, detail = _words(issue.title, issue.detail)
    its_title, its_detail = _words(entry.title, entry.detail)
    return title != its_title or not detail.startswith(its_detail)


def _other_reply(shelf: Shelf, issue: Issue, entry: LedgerEntry, seal: Seal) -> bool:
    """Whether there is a reply that was not there, by its words or its day."""
    if not entry.reply or seal.fits(_source(issue).reply_digest, reply_digest(entry)):
        return False
    return not any(
        folding.key(each.method) == folding.key(entry.reply) and each.solved_on == entry.replied_on
        for each in shelf.solutions_of(issue)
    )
