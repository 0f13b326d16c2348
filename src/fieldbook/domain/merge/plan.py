"""What taking bundles in would do: the plan is the preview, and what is taken in is the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from fieldbook.domain.merge.alike import Alike
from fieldbook.domain.merge.asking import Asked, held
from fieldbook.domain.merge.clashes import Clash, clashes_of
from fieldbook.domain.merge.documents import Document, ids_of, joined, wordings_of
from fieldbook.domain.merge.memory import (
    Incoming,
    Memory,
    acknowledged,
    found_equal,
    is_ahead,
    is_refused,
    taken_in,
)
from fieldbook.domain.merge.stubs import is_sound_stub, is_stub, with_stub
from fieldbook.domain.records import BY_TABLE

ERASED: Final = "erased"
"""Under which name a book keeps the ids of what was erased from it for good."""
Find = Callable[[str, str], Document | None]
"""The book's document of a table that has an id, or has it among its further ones."""
Reads = Callable[[str, Document], bool]
"""Whether a document is a record of its table."""
Gets = Callable[[str, str], bool]
"""Whether a member, by his id, gets the book's record of an id."""
Fresh = Callable[[Iterable[str]], str]
"""Makes a stamp that is later than those given, and than all that the book ever wrote."""


class Joining(NamedTuple):
    """Documents of the book, and the one that takes their place."""

    table: str
    before: tuple[Document, ...]
    """None where the record is new; several where they turned out to be one."""
    after: Document

    @property
    def is_noticed(self) -> bool:
        """Whether its reader finds anything new in it, and not only books what others know of it."""
        return [_readable(each) for each in self.before] != [_readable(self.after)]


class Plan(NamedTuple):
    """What taking in would do."""

    joinings: tuple[Joining, ...]
    memories: Mapping[str, Memory]
    """Partners as they are known then."""
    given_away: tuple[str, ...] = ()
    """Households that are no longer this book's contact group's."""
    clashes: tuple[Clash, ...] = ()
    alike: tuple[Alike, ...] = ()
    asked: tuple[Asked, ...] = ()
    """What members' books said and only the branch can say."""
    erased: frozenset[str] = frozenset()
    """Ids of what was passed over because it was erased here for good, or hangs on what was."""
    refused: tuple[str, ...] = ()
    """What could not be read, by its id, or its table where it has none."""
    ahead: tuple[str, ...] = ()
    """Those of the refused that were written by a clock that stood where none goes."""

    @property
    def added(self) -> Mapping[str, int]:
        """Table → how many new records; what was removed before it came is in the trash at once."""
        new = (each for each in self.joinings if not each.before)
        return Counter(each.table for each in new if not each.after.get("removed_at"))

    @property
    def changed(self) -> Mapping[str, int]:
        """Table → how many records that change for who reads them."""
        return Counter(each.table for each in self.joinings if each.before and each.is_noticed)

    @property
    def is_empty(self) -> bool:
        """Whether no record would change; what partners acknowledge may still be new."""
        return not self.joinings


def _readable(document: Document) -> Document:
    """What a reader has of a document: its fields, and the wordings that lie beside."""
    fields = {name: each for name, each in document.items() if name not in ("stamps", "merged")}
    return {**fields, "beside": document.get("merged", {}).get("beside", ())}


def plan_of(
    find: Find,
    bundles: Sequence[Incoming],
    memories: Mapping[str, Memory],
    *,
    replica: str,
    fresh: Fresh,
    gets: Gets,
    reads: Reads = lambda _table, _document: True,
    erased: frozenset[str] = frozenset(),
) -> Plan:
    """What taking bundles in does to a book; in whatever order they are given.

    Args:
        find: looks into the book.
        bundles: what others wrote; those of this very book are passed over.
        memories: what is known of partners, by their replicas.
        replica: this book's own.
        fresh: makes the stamp of what is put back, because only the branch can say it.
        gets: tells what a member gets.
        reads: tells what is a record; what is none is left out before it could spoil one that is.
        erased: ids of what was erased from the book for good: it is not taken in again.
    """
    planning = _Planning(find, memories, reads, fresh=fresh, gets=gets, erased=erased)
    for bundle in sorted(bundles, key=lambda each: (each.replica, each.number)):
        if bundle.replica != replica:
            planning.take(bundle)
    return planning.plan()


class _Planning:
    """The book as it will be, as far as it is touched."""

    def __init__(
        self,
        find: Find,
        memories: Mapping[str, Memory],
        reads: Reads,
        *,
        fresh: Fresh,
        gets: Gets,
        erased: frozenset[str],
    ) -> None:
        self._find = find
        self._reads = reads
        self._fresh = fresh
        self._gets = gets
        self._erased = erased
        self._passed: set[str] = set()
        self._known = memories
        self._memories: dict[str, Memory] = {}
        self._now: dict[tuple[str, str], Document] = {}
        """(table, any id) → the document as it will be."""
        self._before: dict[tuple[str, str], Document] = {}
        """(table, own id) → documents of the book that were touched."""
        self._clashes: dict[tuple[str, str, str], Clash] = {}
        self._given_away: dict[str, None] = {}
        self._asked: dict[tuple[str, str, str], Asked] = {}
        self._refused: dict[str, bool] = {}
        """What it is called → whether it was written by a clock ahead of all."""

    def take(self, bundle: Incoming) -> None:
        """Join a bundle's documents with those of the book."""
        memory = self._memories.get(bundle.replica, self._known.get(bundle.replica))
        memory = memory or Memory(replica=bundle.replica, member=bundle.member)
        for each in bundle.replaces:
            self._memories[each] = Memory(replica=each, member=bundle.member, retired=True)
        equal = []
        for table, documents in bundle.documents.items():
            for document in documents:
                if not self._is_sound(table, document, bundle.member):
                    self._refused[_name_of(document, table)] = is_ahead(document)
                elif self._is_erased(document):
                    self._passed |= ids_of(document)
                elif is_stub(document):
                    self._take_stub(table, document)
                elif self._take_document(table, _unnumbered(document), bundle.member) == document:
                    equal.append(document)
        if memory.retired:
            return
        if bundle.acknowledges:
            memory = acknowledged(memory, bundle.acknowledges)
        self._memories[bundle.replica] = found_equal(taken_in(memory, bundle), equal)

    def plan(self) -> Plan:
        """What all of it comes to."""
        return Plan(
            tuple(self._joinings()),
            self._memories,
            tuple(self._given_away),
            tuple(self._clashes.values()),
            asked=tuple(self._asked.values()),
            erased=frozenset(self._passed),
            refused=tuple(self._refused),
            ahead=tuple(each for each, ahead in self._refused.items() if ahead),
        )

    def _is_sound(self, table: str, document: Document, member: str) -> bool:
        """Whether it can be joined; where only the branch says whose a household is, no member does."""
        if table not in BY_TABLE or is_refused(table, document):
            return False
        if is_stub(document):
            return not member and is_sound_stub(table, document)
        return all(self._reads(table, each) for each in wordings_of(document))

    def _is_erased(self, document: Document) -> bool:
        """Whether it was erased here for good, or hangs on nothing but what was."""
        gone = self._erased | self._passed if self._erased else self._erased
        places = (document.get("household"), document.get("solution"))
        issues = document.get("issues", ())
        return bool(gone) and (
            not gone.isdisjoint(ids_of(document))
            or any(each in gone for each in places if each)
            or (bool(issues) and gone.issuperset(issues))
        )

    def _take_document(self, table: str, document: Document, member: str) -> Document:
        """Join a document with all that it has an id in common with; without a short number."""
        found: dict[str, Document] = {}
        clashes: dict[str, Clash] = {}
        result = document
        while new := [e for e in self._meeting(table, result) if e["id"] not in found]:
            for each in new:
                found[each["id"]] = each
                clashes |= {clash.slot: clash for clash in clashes_of(table, each, result)}
                result = joined(table, each, result)
        if member:
            kept = self._held(table, tuple(found.values()), result, member)
            if kept is None:
                return result
            result = kept
        self._clashes |= {
            (table, each.id, slot): each
            for slot, each in clashes.items()
            if (table, each.id, slot) not in self._asked
        }
        self._lay_down(table, result)
        return _unnumbered(result)

    def _held(
        self, table: str, met: Iterable[Document], result: Document, member: str
    ) -> Document | None:
        """What a member's book handed in, with what only the branch can say as the branch has it."""
        known = [each for each in met if any(self._in_book(table, each))]
        found = held(
            table,
            known,
            result,
            is_outside=lambda each: (
                not all(self._gets(member, own_id) for own_id in self._in_book(table, each))
            ),
            member=member,
            fresh=self._fresh,
        )
        self._asked |= {(each.table, each.id, each.slot): each for each in found.asked}
        if found.document is None or "seq" not in result:
            return found.document
        return {**found.document, "seq": result["seq"]}

    def _in_book(self, table: str, document: Document) -> list[str]:
        """The ids under which it stands in the book already."""
        return [each for each in ids_of(document) if (table, each) in self._before]

    def _take_stub(self, table: str, stub: Document) -> None:
        met = self._meeting(table, stub)
        if not met:
            return
        ours = met[0]
        for each in met[1:]:
            ours = joined(table, ours, each)
        given = with_stub(table, ours, stub)
        if given != met[0]:
            self._given_away[given["id"]] = None
            self._lay_down(table, given)

    def _meeting(self, table: str, document: Document) -> list[Document]:
        """The documents, as they will be, that have an id in common with one."""
        found: dict[str, Document] = {}
        for each in sorted(ids_of(document)):
            known = self._now.get((table, each))
            if known is None and (known := self._find(table, each)) is not None:
                self._before[table, known["id"]] = known
                self._lay_down(table, known)
            if known is not None:
                found[known["id"]] = known
        return list(found.values())

    def _lay_down(self, table: str, document: Document) -> None:
        for each in ids_of(document):
            self._now[table, each] = document

    def _joinings(self) -> Iterator[Joining]:
        before: dict[tuple[str, str], list[Document]] = {}
        for (table, own_id), document in self._before.items():
            before.setdefault((table, self._now[table, own_id]["id"]), []).append(document)
        for (table, key), document in self._now.items():
            if key == document["id"]:
                earlier = tuple(before.get((table, key), ()))
                if earlier != (document,):
                    yield Joining(table, earlier, _numbered(document, earlier))


def _numbered(document: Document, before: Iterable[Document]) -> Document:
    """With the lowest short number that the book has given to any of them."""
    numbers = [each["seq"] for each in before if "seq" in each]
    return {**document, "seq": min(numbers)} if numbers else document


def _unnumbered(document: Document) -> Document:
    """Without a short number, which is each book's own."""
    return {name: value for name, value in document.items() if name != "seq"}


def _name_of(document: object, table: str) -> str:
    own_id = document.get("id") if isinstance(document, dict) else None
    return own_id if isinstance(own_id, str) else table
