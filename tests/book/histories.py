"""Random histories of a branch's books, played step by step, and what must hold when they end.

Two books of the secretary's, two members of one contact group and one of another write, remove, hand
over, join, settle and undo, with clocks that are off by years; bundles are lost, repeated and come in
any order; old copies are put back. Then everybody meets until nobody has anything new.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple, TypeVar

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import FieldbookError, NotFound
from fieldbook.domain.merge.documents import Document, ids_of, stamps_of
from fieldbook.domain.merge.memory import Incoming, Memory, to_send
from fieldbook.domain.records import Household, Record, Task
from fieldbook.domain.saying import fields_of
from fieldbook.domain.stamps import replica_of
from tests.clock import Ticking
from tests.memory_store import MemoryStore

R = TypeVar("R", bound=Record)
Step = tuple[str, int, int, int]
"""What is done, in which book, and two numbers that say to what."""
GROUPS: Final = {"s1": "", "s2": "", "m1": "一", "m2": "一", "m3": "二"}
"""The books, and the contact group of whose it is; the branch's own have none."""
ROUNDS: Final = 8
"""Within how many rounds of meetings everybody falls silent."""
_YEARS: Final = (0, 11, -11, 3, 0, -3)


class Sent(NamedTuple):
    """A bundle on its way."""

    to: str
    """The book it is for."""
    replica: str
    """The replica it is for."""
    bundle: Incoming


class Copy(NamedTuple):
    """A copy of a book, how much it then had, and what had been written over in it."""

    store: MemoryStore
    texts: frozenset[str]
    over: frozenset[str]


class Play:
    """Five books and what became of every text that was written in them."""

    def __init__(self) -> None:
        self._ticks = itertools.count()
        self._ids = map("00000000-0000-7000-8000-{:012d}".format, itertools.count(1))
        self._replicas = map("{:08x}".format, itertools.count(0xA0))
        self._words = map("话{}".format, itertools.count(1))
        self.clocks = {name: Ticking(self._ticks) for name in GROUPS}
        self.books: dict[str, Fieldbook] = {}
        self.stores: dict[str, MemoryStore] = {}
        self.copies: dict[str, Copy] = {}
        self.wire: list[Sent] = []
        self.saved: set[str] = set()
        """Every text that was ever written."""
        self.gone: set[str] = set()
        """Those that somebody wrote over who had them before him, or who put an older copy back."""
        self.over: dict[str, set[str]] = {name: set() for name in GROUPS}
        """Book → those that were written over in it."""
        self.resaved: set[str] = set()
        """Those that were written again, by undoing or settling: to write over them others must see that."""
        self.given: dict[str, str] = {}
        """Household → in whose contact it was when it was written down."""
        self.restored = False
        for name in GROUPS:
            self._open(name, MemoryStore(replica=next(self._replicas)))
        self._found()

    def _open(self, name: str, store: MemoryStore) -> None:
        self.stores[name] = store
        self.books[name] = Fieldbook(store, clock=self.clocks[name], new_id=lambda: next(self._ids))

    def _found(self) -> None:
        """What the branch begins with, handed to everybody."""
        book = self.books["s1"]
        self.members = [
            book.members.write(Draft(name=name, contact_group=group)).id
            for name, group in (("陈", "一"), ("刘", "一"), ("周", "二"))
        ]
        for number in range(4):
            contact = self.members[(0, 1, 2, 0)[number]]
            home = book.households.assign(Draft(head=f"户{number}", contact=contact))
            self.given[home.id] = contact
            self._write(book, "households", home.id, "note")
        book.tasks.write(Draft(title="秋种"))
        for name in ("s2", "m1", "m2", "m3"):
            self.meet("s1", name)
            self.meet(name, "s1")

    # --- the steps -----------------------------------------------------------------------------

    def step(self, step: Step) -> None:
        """Do one step; what a book refuses is not done."""
        what, book, one, two = step
        name = tuple(GROUPS)[book % len(GROUPS)]
        doing: Callable[[str, int, int], None] = getattr(self, f"_do_{what}")
        try:
            doing(name, one, two)
        except FieldbookError:
            return

    def _do_note(self, name: str, one: int, two: int) -> None:
        del two
        home = self._pick(name, Household, one)
        self._write(self.books[name], "households", home.id, "note")

    def _do_task(self, name: str, one: int, two: int) -> None:
        task = self._pick(name, Task, one)
        self._write(self.books[name], "tasks", task.id, ("outcome", "explanation")[two % 2])

    def _do_visit(self, name: str, one: int, two: int) -> None:
        del two
        home = self._pick(name, Household, one)
        word = self._word()
        self.books[name].visits.note(Draft(household=home.id, learned=word))

    def _do_assign(self, name: str, one: int, two: int) -> None:
        word = self._word()
        contact = self.members[two % 3]
        draft = Draft(head=f"户{one % 4}", contact=contact, note=word)
        self.given[self.books[name].households.assign(draft).id] = contact

    def _do_remove(self, name: str, one: int, two: int) -> None:
        del two
        home = self._pick(name, Household, one)
        self._local(name, lambda book: book.households.remove(home.id))

    def _do_reassign(self, name: str, one: int, two: int) -> None:
        home, contact = self._pick(name, Household, one), self.members[two % 3]
        self._local(name, lambda book: book.households.reassign([home.id], contact))

    def _do_regroup(self, name: str, one: int, two: int) -> None:
        """A member says in his own book in which contact group somebody is: that counts for nothing."""
        if GROUPS[name]:
            group = ("一", "二")[two % 2]
            self.books[name].members.edit(self.members[one % 3], Draft(contact_group=group))

    def _do_join(self, name: str, one: int, two: int) -> None:
        first, second = self._pick(name, Household, one), self._pick(name, Household, two)
        contact = second.contact if one % 2 else None
        self.books[name].exchange.join("household", [first.id, second.id], contact=contact)

    def _do_settle(self, name: str, one: int, two: int) -> None:
        rows = self.books[name].exchange.beside()
        if not rows:
            return
        row = rows[one % len(rows)]
        version = row.version if two % 2 and row.slot != "removal" else None
        kind = row.record.kind
        self._local(name, lambda book: book.exchange.settle(kind, row.record.id, row.slot, version))
        self.resaved |= {*row.shown, *row.other} & set(self.texts(name))

    def _do_undo(self, name: str, one: int, two: int) -> None:
        del one, two
        self._back(name, self.books[name].undo, undone=False)

    def _do_redo(self, name: str, one: int, two: int) -> None:
        del one, two
        self._back(name, self.books[name].redo, undone=True)

    def _do_clock(self, name: str, one: int, two: int) -> None:
        del two
        self.clocks[name].off = dt.timedelta(days=365 * _YEARS[one % len(_YEARS)])

    def _do_hand(self, name: str, one: int, two: int) -> None:
        del two
        self.wire.append(self.hand(name, self._other(name, one)))

    def _do_arrive(self, name: str, one: int, two: int) -> None:
        del two
        waiting = [each for each in self.wire if each.to == name]
        if waiting:
            self.arrive(waiting[one % len(waiting)])

    def _do_meet(self, name: str, one: int, two: int) -> None:
        del two
        self.meet(name, self._other(name, one))

    def _do_copy(self, name: str, one: int, two: int) -> None:
        del one, two
        self.copies[name] = Copy(
            self.stores[name].copy(), frozenset(self.texts(name)), frozenset(self.over[name])
        )

    def _do_put_back(self, name: str, one: int, two: int) -> None:
        """An older copy becomes the book: what only the book had is given up."""
        del one, two
        if name not in self.copies:
            return
        self.restored = True
        elsewhere = {text for each in GROUPS if each != name for text in self.texts(each)}
        kept = self.copies[name]
        self.over[name] = set(kept.over)
        self.gone |= kept.over | (set(self.texts(name)) - kept.texts - elsewhere)
        self._open(name, kept.store.copy())
        self.stores[name].become(next(self._replicas))

    # --- meeting -------------------------------------------------------------------------------

    def hand(self, giver: str, taker: str) -> Sent:
        """What one writes for another, remembered as written."""
        room, to = self.books[giver].exchange, self.books[taker].exchange.replica
        whose = "" if GROUPS[taker] == "" else self._member_of(taker)
        known = room.memories().get(to) or Memory(replica=to, member=whose)
        below = not GROUPS[giver] and GROUPS[taker]
        share = to_send(known, room.down(GROUPS[taker]) if below else room.up())
        memory = room.hand_out(to, share, member=whose)
        bundle = Incoming(
            replica=room.replica,
            member="" if GROUPS[giver] == "" else self._member_of(giver),
            number=memory.number,
            documents={table: list(those) for table, those in share.items()},
            acknowledges=memory.taken,
            replaces=room.former,
        )
        return Sent(taker, to, bundle)

    def arrive(self, sent: Sent) -> None:
        """A bundle is taken in; what it acknowledges to another replica of the book says nothing."""
        room, bundle = self.books[sent.to].exchange, sent.bundle
        if sent.replica != room.replica:
            bundle = Incoming(
                replica=bundle.replica, member=bundle.member, number=bundle.number,
                documents=bundle.documents, replaces=bundle.replaces,
            )  # fmt: skip
        room.take_in(room.preview([bundle]), about=bundle.replica)

    def meet(self, giver: str, taker: str) -> int:
        """Hand over and take in at once; how many documents it took."""
        sent = self.hand(giver, taker)
        self.wire.append(sent)
        self.arrive(sent)
        return sum(map(len, sent.bundle.documents.values()))

    def last_rounds(self) -> None:
        """Everybody meets the secretaries, and they each other, until nobody has anything new."""
        pairs = [("s1", "s2"), *((s, m) for s in ("s1", "s2") for m in ("m1", "m2", "m3"))]
        for _ in range(ROUNDS):
            handed = [self.meet(*each) for a, b in pairs for each in ((b, a), (a, b))]
            if not any(handed):
                return
        message = "the books do not fall silent"
        raise AssertionError(message)

    # --- what must hold ------------------------------------------------------------------------

    def check(self) -> None:
        """All that is promised of books that have met.

        Raises:
            AssertionError: it does not hold.
        """
        branch = self.documents("s1")
        assert branch == self.documents("s2"), "the secretary's two books differ"
        for name in ("m1", "m2", "m3"):
            self._check_share(name)
        for name in GROUPS:
            groups = {e.id: e.contact_group for e in self.books[name].members.all()}
            for number, member in enumerate(self.members, 1):
                assert groups[member] == GROUPS[f"m{number}"], "a member chose his contact group"
            ids = [each for document in self.documents(name).values() for each in ids_of(document)]
            assert len(ids) == len(set(ids)), f"an id is in two records of {name}"
        here = set(self.texts("s1"))
        assert self.saved - self.gone <= here, f"lost: {self.saved - self.gone - here}"
        if not self.restored:
            back = (self.gone & here) - self.resaved
            assert not back, f"written over knowingly, and back: {back}"
        for document in branch.values():
            _check_removal(document)
            self._check_handovers(document)

    def _check_share(self, name: str) -> None:
        """A member has what the branch gives him, as it is; of what left his group whose it is."""
        own = self.documents(name)
        for table, those in self.books["s1"].exchange.down(GROUPS[name]).items():
            for each in those:
                if not each.get("stub"):
                    assert own.get(each["id"]) == each, f"{name} differs in {table} {each['id']}"
        for home in self.books[name].shelf.everything():
            if isinstance(home, Household):
                ours = self.books["s1"].households.get(home.id)
                if ours.merged is None or GROUPS[name] not in ours.merged.past:
                    continue  # it was never this group's
                assert home.contact == ours.contact, f"{name} does not know whose {home.id} is"

    def _check_handovers(self, document: Document) -> None:
        """A household is with whom it was handed to last, or else with whom it was given to at first."""
        given = {self.given[each] for each in ids_of(document) if each in self.given}
        if handovers := document.get("handovers"):
            given = {handovers[-1].get("to_contact", "")}
        assert not given or document.get("contact", "") in given, "half a handover"

    def documents(self, name: str) -> dict[str, Document]:
        """A book's documents by their ids, without short numbers."""
        records = self.books[name].shelf.everything()
        found = (self.stores[name].as_document(each) for each in records)
        documents = ({k: v for k, v in each.items() if k != "seq"} for each in found)
        return {each["id"]: each for each in documents}

    def texts(self, name: str) -> Iterator[str]:
        """Every text that was written and that a book shows, or has beside."""
        for document in self.documents(name).values():
            yield from texts_of(document)

    # --- writing -------------------------------------------------------------------------------

    def _word(self) -> str:
        word = next(self._words)
        self.saved.add(word)
        return word

    def _write(self, book: Fieldbook, room: str, record_id: str, field: str) -> None:
        """Write a new text over what a field shows: that alone goes, and the stamp is the latest."""
        name = next(each for each, it in self.books.items() if it is book)
        record = getattr(book, room).get(record_id)
        shown = getattr(record, field)
        before = set(texts_of(self.stores[name].as_document(record)))
        known = max(stamps_of(self.stores[name].as_document(record)))
        word = self._word()
        getattr(book, room).edit(record_id, Draft({field: word}))
        after = self.stores[name].as_document(getattr(book, room).get(record_id))
        lost = before - set(texts_of(after))
        assert lost <= {shown}, f"writing took away more than was shown: {lost}"
        assert max(stamps_of(after)) > known, "what is written later bears an earlier stamp"
        self._take_away(name, lost)

    def _local(self, name: str, do: Callable[[Fieldbook], object]) -> None:
        """An act of somebody's who has the book before him: what it takes away he had seen."""
        before = set(self.texts(name))
        do(self.books[name])
        self._take_away(name, before - set(self.texts(name)))

    def _take_away(self, name: str, texts: set[str]) -> None:
        self.gone |= texts
        self.over[name] |= texts

    def _back(self, name: str, do: Callable[[], object], *, undone: bool) -> None:
        """Undo or redo; what was taken in or joined goes back as it was, and nothing is written over."""
        acts = [each for each in self.books[name].acts if each.undone == undone]
        act = acts[0 if undone else -1] if acts else None
        before = set(self.texts(name))
        do()
        after = set(self.texts(name))
        if act is not None and not act.whole:
            self._take_away(name, before - after)
            self.resaved |= after
            self.gone -= after - before
            self.over[name] -= after - before

    # --- choosing ------------------------------------------------------------------------------

    def _pick(self, name: str, kind: type[R], number: int) -> R:
        found = self.books[name].shelf.every(kind)
        if not found:
            raise NotFound(kind.kind, str(number))
        return found[number % len(found)]

    def _other(self, name: str, number: int) -> str:
        """Another book that one exchanges with: members meet the secretary only."""
        others = [each for each in GROUPS if each != name]
        if GROUPS[name]:
            others = ["s1", "s2"]
        return others[number % len(others)]

    def _member_of(self, name: str) -> str:
        return self.members[("m1", "m2", "m3").index(name)]


def _check_removal(document: Document) -> None:
    """What was removed nobody wrote in later, in another book."""
    if "removed_at" in document:
        everywhere = document["stamps"].get("*", "")
        removed = max(document["stamps"].get(e, everywhere) for e in ("removed_at", "undone"))
        later = [each for each in stamps_of(document) if each > removed]
        assert all(replica_of(e) == replica_of(removed) for e in later), "removed over an edit"


def texts_of(document: Document) -> Iterator[str]:
    """Every text of a play in a document, shown or beside."""
    said: list[Any] = [document]
    said += [fields_of(each["said"]) for each in document.get("merged", {}).get("beside", ())]
    for fields in said:
        for each in ("note", "learned", "outcome", "explanation"):
            if str(fields.get(each, "")).startswith("话"):
                yield fields[each]


OFTEN: Final = ("note", "note", "meet", "hand", "arrive", "meet")
STEPS: Final = (
    *OFTEN, "task", "visit", "assign", "remove", "reassign", "join", "settle", "undo", "redo", "clock",
    "regroup",
)  # fmt: skip
WITH_COPIES: Final = (*STEPS, "copy", "put_back")
OF_COPIES: Final = ("note", "note", "meet", "meet", "copy", "put_back")
"""What becomes of a book that is put back again and again."""


def played(steps: list[Step]) -> Play:
    """A history played to its end, and checked."""
    play = Play()
    for each in steps:
        play.step(each)
    play.last_rounds()
    play.check()
    return play
