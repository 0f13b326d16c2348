"""The room of exchange: what this book gives to others of its branch, and takes in from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Final

import msgspec

from fieldbook.book.desk import BRANCH, Desk
from fieldbook.domain.acts.contact import reassign, under_one_contact, with_handovers
from fieldbook.domain.acts.settling import settle
from fieldbook.domain.changes import Change, Swap
from fieldbook.domain.merge.alike import NAMED, Alike, alike, without
from fieldbook.domain.merge.asking import ASKED, JOINED, Asked, as_asked, wants
from fieldbook.domain.merge.documents import Document, digest, joined, stamps_of
from fieldbook.domain.merge.memory import Documents, Incoming, Memory, handed_out
from fieldbook.domain.merge.plan import ERASED, Gets, Joining, Plan, plan_of
from fieldbook.domain.merge.reach import down, share_of, up
from fieldbook.domain.merge.stubs import stub_of
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import (
    BY_KIND,
    BY_TABLE,
    Household,
    Member,
    Record,
    Solution,
    Version,
)
from fieldbook.domain.saying import said_of
from fieldbook.domain.slots import CONTACT, slot_named
from fieldbook.domain.writing import written
from fieldbook.reports.beside import Beside, beside

_APART: Final = "apart"


class ExchangeRoom:
    """Where bundles are made of records, and become records."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def replica(self) -> str:
        """This book's replica on this device."""
        return self._desk.store.replica

    @property
    def former(self) -> tuple[str, ...]:
        """The replicas it was before it was copied, or an older copy was put back."""
        return tuple(self._desk.store.former)

    def up(self) -> Documents:
        """What a member hands in: everything but notes that stay at home."""
        return self._documents(up(self._desk.shelf))

    def down(self, share: str) -> Documents:
        """What the branch gives a contact group, or a member who is in none; stubs included."""
        reach = down(self._desk.shelf, share)
        found = self._documents(reach.records)
        found[Household.table] = [
            *(_handed_to(share, each) for each in found.get(Household.table, ())),
            *(stub_of(self._document(each)) for each in reach.stubs),
        ]
        found[Solution.table] = [
            _handed_to(share, each) if each["id"] in reach.lent else each
            for each in found.get(Solution.table, ())
        ]
        return found

    def memories(self) -> Mapping[str, Memory]:
        """What is known of partners, by their replicas."""
        return self._desk.store.memories()

    def has(self, table: str, document: object) -> bool:
        """Whether a document stands in the book just as it is; another's may be none, of a table nobody has."""
        if table not in BY_TABLE or not isinstance(document, dict):
            return False
        present = self._present(table, document.get("id", ""))
        return present is not None and digest(present) == digest(document)

    def preview(self, bundles: Sequence[Incoming]) -> Plan:
        """What taking bundles in would do; nothing is changed."""
        plan = plan_of(
            self._present, bundles, self.memories(), replica=self.replica,
            fresh=self._desk.next_stamp, gets=self._gets(), reads=self._reads,
            erased=frozenset(self.kept(ERASED) or ()),
        )  # fmt: skip
        records = {id(each): self._record(each) for each in plan.joinings}
        unread = tuple(e.after["id"] for e in plan.joinings if records[id(e)] is None)
        readable = tuple(each for each in plan.joinings if records[id(each)] is not None)
        new = [record for each in readable if not each.before and (record := records[id(each)])]
        return plan._replace(
            joinings=readable,
            refused=(*plan.refused, *unread),
            alike=tuple(self._alike_with(new)),
        )

    def take_in(self, plan: Plan, *, about: str) -> int:
        """Take in what was planned, as one act; how many records are new or read otherwise.

        Nothing new is no act.

        Raises:
            StoreError: when it cannot be written; then nothing changed.
        """
        swaps = tuple(self._swaps(plan.joinings))
        if not plan.erased <= (known := frozenset(self.kept(ERASED) or ())):
            self.keep(ERASED, sorted(known | plan.erased))
        asking = _asking((*self._asked_for(), *plan.asked))
        is_asked = asking[ASKED] != self.kept(ASKED)
        if not (swaps or is_asked):
            if plan.memories:
                self._desk.note(plan.memories)
            return 0
        stamps = (stamp for each in plan.joinings for stamp in stamps_of(each.after))
        self._desk.put(
            "exchange", swaps, about=about, memories=plan.memories, stamps=stamps,
            kept=asking if is_asked else None,
        )  # fmt: skip
        return sum(plan.added.values()) + sum(plan.changed.values())

    def hand_out(self, replica: str, documents: Documents, *, member: str = "") -> Memory:
        """Remember a bundle that is about to be written for a partner; its number is the bundle's.

        From here on what was taken in or joined before is undone no more. A contact group that gets a
        household is from now on among those that ever had it.
        """
        known = self.memories().get(replica) or Memory(replica=replica, member=member)
        memory = handed_out(known, documents, self._desk.next_stamp())
        self._desk.note({replica: memory}, tuple(self._passed_on(documents)))
        return memory

    def kept(self, name: str) -> Any:
        """A value that is no record, by its name; ``None`` where there is none."""
        return self._desk.store.kept(name)

    def keep(self, name: str, value: Any) -> None:
        """Keep such a value, outside undo; ``None`` takes it away."""
        self._desk.store.keep(name, value)

    @property
    def is_of_the_branch(self) -> bool:
        """Whether the book is the branch's own, no member's."""
        branch = self.kept(BRANCH)
        return branch is not None and not branch["member"]

    def alike(self) -> tuple[Alike, ...]:
        """Records of this book that were made apart for one thing, by their names.

        What was told apart is left out.
        """
        shelf = self._desk.shelf
        named = (each for kind in NAMED for each in shelf.every(kind))
        return tuple(without(shelf.remember("alike", NAMED, lambda: alike(named)), self._apart()))

    def tell_apart(self, ids: Sequence[str]) -> None:
        """Remember that records which look the same are each a thing of its own: one act, undone as any."""
        known = {*self._apart(), *map(frozenset, combinations(ids, 2))}
        named = (self._desk.shelf.find(kind, each) for kind in NAMED for each in ids)
        about = next((name_of(each) for each in named if each is not None), "")
        kept = {_APART: sorted(sorted(each) for each in known)}
        self._desk.put("tell_apart", (), about=about, kept=kept)

    def is_apart(self, ids: Sequence[str]) -> bool:
        """Whether each of these records is known to be none of the others."""
        return self._apart() >= set(map(frozenset, combinations(ids, 2)))

    def beside(self) -> tuple[Beside, ...]:
        """What lies beside other words in this book."""
        return beside(self._desk.shelf)

    def settle(self, kind: str, record_id: str, slot: str, version: Version | None = None) -> None:
        """Make one wording stand alone: the one that is shown, or a version that lies beside it.

        Raises:
            NotAllowed: when nothing lies beside it.
        """
        record = self._desk.shelf.get(BY_KIND[kind], record_id)
        self._desk.commit("settle", [settle(record, slot, version)])

    def asked(self) -> tuple[Asked, ...]:
        """What members' books said and only the branch can say, and it has said nothing since."""
        return tuple(each for each in self._asked_for() if self._is_open(each))

    def grant(self, asked: Asked) -> None:
        """Let it be as a member asked; others hear of it as of whatever the branch writes.

        Raises:
            NotFound: the record is not there any more.
        """
        record = self._desk.shelf.get(BY_TABLE[asked.table], asked.id)
        kept = self._without(asked)
        if asked.slot == JOINED:
            self.join(record.kind, wants(asked), kept=kept)
        elif isinstance(record, Household) and asked.slot == CONTACT:
            contact = wants(asked).get("contact", "")
            changes = reassign(self._desk.pen(), [record], contact) or [
                Change(record, with_handovers(record, as_asked(record, asked)))
            ]
            about = self._desk.shelf.member_name(contact)
            self._desk.commit("reassign", changes, about=about, kept=kept)
        else:
            changes = [Change(record, as_asked(record, asked))]
            self._desk.commit("edit", changes, about=name_of(record), kept=kept)

    def decline(self, asked: Asked) -> None:
        """Let it stand as it is, and ask no more: one act, undone as any."""
        record = self._desk.shelf.find(BY_TABLE[asked.table], asked.id)
        about = "" if record is None else name_of(record)
        self._desk.put("decline", (), about=about, kept=self._without(asked))

    def join(
        self,
        kind: str,
        ids: Sequence[str],
        *,
        contact: str | None = None,
        kept: Mapping[str, Any] | None = None,
    ) -> str:
        """Make one record of several that were made apart for one thing; its id.

        What any of them says stays: shown, or beside. All that names one of them names the one that is
        left. It is undone only until a bundle is written.

        Args:
            kind: of what kind they are.
            ids: the records.
            contact: who is a household's contact from now on, by his id, where several are; of the
                others it is remembered that the household was theirs. ``None``: who was written last.
            kept: values beside the records that it makes others; undone with it.
        """
        records = [self._desk.shelf.get(BY_KIND[kind], each) for each in dict.fromkeys(ids)]
        documents = tuple(self._desk.store.as_document(each) for each in records)
        table = records[0].table
        after = documents[0]
        for each in documents[1:]:
            after = joined(table, after, each)
        numbered = {**after, "seq": min(each.seq for each in records)}
        if len(records) > 1:
            if contact is not None:
                numbered = self._under(contact, records, numbered)
            self._desk.put(
                "join", tuple(self._swaps([Joining(table, documents, numbered)])),
                about=name_of(records[0]), kept=kept, stamps=stamps_of(numbered),
            )  # fmt: skip
        return str(after["id"])

    def _under(self, contact: str, records: Sequence[Record], document: Document) -> Document:
        """A household made of several, under the contact that was chosen: a fresh write."""
        joined_one = self._desk.store.as_record(Household.table, document)
        homes = [each for each in records if isinstance(each, Household)]
        assert isinstance(joined_one, Household)
        after = under_one_contact(self._desk.pen(), homes, joined_one, contact)
        stamp = self._desk.next_stamp(stamps_of(document))
        return self._desk.store.as_document(written(joined_one, after, stamp))

    # --- what only the branch can say ----------------------------------------------------------

    def _asked_for(self) -> list[Asked]:
        return msgspec.convert(self.kept(ASKED) or [], list[Asked])

    def _without(self, asked: Asked) -> Mapping[str, Any]:
        """What is kept of what was asked for, but for this."""
        return _asking(each for each in self.asked() if each != asked)

    def _is_open(self, asked: Asked) -> bool:
        """Whether it stands as it stood when it was asked for."""
        shelf, kind = self._desk.shelf, BY_TABLE[asked.table]
        if asked.slot == JOINED:
            found = {record.id for each in wants(asked) if (record := shelf.find(kind, each))}
            return len(found) > 1
        record = shelf.find(kind, asked.id)
        return (
            record is not None and said_of(record, slot_named(asked.table, asked.slot)) == asked.now
        )

    def _gets(self) -> Gets:
        """What members get from this book, looked up once for each share."""
        shares: dict[str, frozenset[str]] = {}

        def gets(member_id: str, record_id: str) -> bool:
            member = self._desk.shelf.living(Member, member_id)
            if member is None:
                return False
            share = share_of(member)
            if share not in shares:
                records = down(self._desk.shelf, share).records
                shares[share] = frozenset(each.id for each in records)
            return record_id in shares[share]

        return gets

    # --- records and documents -----------------------------------------------------------------

    def _document(self, record: Record) -> Document:
        found = self._desk.store.as_document(record)
        del found["seq"]
        return found

    def _documents(self, records: Iterable[Record]) -> dict[str, list[Document]]:
        found: dict[str, list[Document]] = {}
        for each in records:
            found.setdefault(each.table, []).append(self._document(each))
        return found

    def _present(self, table: str, record_id: str) -> Document | None:
        record = self._desk.shelf.find(BY_TABLE[table], record_id)
        return None if record is None else self._desk.store.as_document(record)

    def _record(self, joining: Joining) -> Record | None:
        return self._desk.store.as_record(joining.table, {"seq": 0, **joining.after})

    def _reads(self, table: str, document: Document) -> bool:
        return self._desk.store.as_record(table, {"seq": 0, **document}) is not None

    def _swaps(self, joinings: Iterable[Joining]) -> Iterator[Swap]:
        """The records of a plan; what is new gets the next short number of its kind."""
        given: dict[str, int] = {}
        for joining in joinings:
            after = self._record(joining)
            assert after is not None
            kind = after.kind
            if not after.seq:
                given[kind] = given.get(kind, self._desk.shelf.next_seq(kind) - 1) + 1
                after = self._desk.store.as_record(
                    joining.table, {**joining.after, "seq": given[kind]}
                )
            before = {each["id"]: each for each in joining.before}
            own = before.pop(joining.after["id"], None)
            yield Swap(self._present_record(joining.table, own), after)
            for each in before.values():
                yield Swap(self._present_record(joining.table, each), None)

    def _present_record(self, table: str, document: Document | None) -> Record | None:
        return None if document is None else self._desk.shelf.find(BY_TABLE[table], document["id"])

    def _alike_with(self, new: Sequence[Record]) -> Iterator[Alike]:
        """Of records alike, those of which one is new."""
        ids = {each.id for each in new}
        known = (each for each in self._desk.shelf.everything() if each.id not in ids)
        if new:
            found = (each for each in alike((*known, *new)) if ids.intersection(each.ids))
            yield from without(found, self._apart())

    def _apart(self) -> set[frozenset[str]]:
        """Pairs of ids of which somebody said that they are two; what was joined since goes along."""
        named = self._desk.shelf.aliases
        pairs = (frozenset(named.get(e, e) for e in pair) for pair in self.kept(_APART) or ())
        return {each for each in pairs if len(each) > 1}

    # --- whom a record was handed to -----------------------------------------------------------

    def _passed_on(self, documents: Documents) -> Iterator[Swap]:
        """The households and solutions of a bundle whose past says more in it than in the book."""
        for kind in (Household, Solution):
            for each in documents.get(kind.table, ()):
                present = self._desk.shelf.find(kind, each["id"])
                past = set(each.get("merged", {}).get("past", ()))
                if present is not None and past - set(
                    present.merged.past if present.merged else ()
                ):
                    document = self._desk.store.as_document(present)
                    merged = {**document.get("merged", {}), "past": sorted(past)}
                    after = self._desk.store.as_record(kind.table, {**document, "merged": merged})
                    yield Swap(present, after)


def _handed_to(share: str, document: Document) -> Document:
    """A document with a share among those that ever had it."""
    merged = document.get("merged", {})
    past = set(merged.get("past", ()))
    if share in past:
        return document
    return {**document, "merged": {**merged, "past": sorted({*past, share})}}


def _asking(asked: Iterable[Asked]) -> Mapping[str, Any]:
    """What is kept of what was asked for: of one thing what was asked for last."""
    latest = {(each.table, each.id, each.slot): each for each in asked}
    return {ASKED: [msgspec.to_builtins(each) for each in latest.values()] or None}
