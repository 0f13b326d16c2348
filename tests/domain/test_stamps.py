"""Stamps: they never go back, and every write leaves its own."""

from hypothesis import given
from hypothesis import strategies as st

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.stamps import (
    ALL_FIELDS,
    NEVER,
    is_possible,
    is_stamp,
    milliseconds,
    next_stamp,
)
from tests.clock import Clock, counted_ids
from tests.memory_store import MemoryStore
from tests.village import new_book


@given(st.lists(st.integers(0, 2**42), min_size=1, max_size=50))
def test_stamps_only_grow(times: list[int]) -> None:
    """Whatever the computer's clock does, each stamp is greater than the last, as text."""
    last = NEVER
    for now in times:
        stamp = next_stamp(last, now, "0000abcd")
        assert stamp > last
        assert is_stamp(stamp)
        assert milliseconds(stamp) >= now
        last = stamp


def test_the_counter_runs_over_into_time() -> None:
    """65,536 writes in one millisecond borrow from the next."""
    assert next_stamp("00000000000a-ffff-0000abcd", 5, "0000abcd") == "00000000000b-0000-0000abcd"


def test_a_new_record_has_one_stamp_and_an_edit_stamps_its_field(book: Fieldbook) -> None:
    """``*`` stands for all fields of a new record; a changed field gets its own, later one."""
    member = book.members.write(Draft(name="周正"))
    ((field, first),) = member.stamps
    assert field == ALL_FIELDS
    edited = dict(book.members.edit(member.id, Draft(name="周政")).stamps)
    assert edited[ALL_FIELDS] == first
    assert edited["name"] > first


def test_stamps_bear_the_stored_names(book: Fieldbook) -> None:
    """A field is stamped by the name it has in the document."""
    issue = book.issues.raise_(Draft(title="水渠漏水"))
    assert "kind" in dict(book.issues.edit(issue.id, Draft(kind="life")).stamps)


def test_undoing_is_a_fresh_write(book: Fieldbook) -> None:
    """Undo and redo put words back under fresh stamps, never under the old ones."""
    member = book.members.write(Draft(name="周正"))
    edited = dict(book.members.edit(member.id, Draft(name="周政")).stamps)
    book.undo()
    undone = book.members.get(member.id)
    assert undone.name == "周正"
    assert dict(undone.stamps)["name"] > edited["name"]
    book.redo()
    redone = book.members.get(member.id)
    assert redone.name == "周政"
    assert dict(redone.stamps)["name"] > dict(undone.stamps)["name"]


def test_a_clock_set_back_does_not_turn_stamps_back(clock: Clock, store: MemoryStore) -> None:
    """Also after reopening with a dead battery, new stamps are later than all given out."""
    book = new_book(clock, store)
    member = book.members.write(Draft(name="周正"))
    latest = dict(book.members.edit(member.id, Draft(name="周政")).stamps)["name"]
    clock.pass_days(-400)
    ids = counted_ids()
    for _ in range(100):
        ids()
    again = Fieldbook(store, clock=clock, new_id=ids)
    assert again.clock_is_behind()
    edited = dict(again.members.edit(member.id, Draft(name="周整")).stamps)
    assert edited["name"] > latest


def test_no_stamp_lies_beyond_the_year_2200() -> None:
    """A clock gone mad, or a stamp nobody can have made, does not make stamps of that kind."""
    mad = "ffffffffffff-ffff-0000abcd"
    after = next_stamp(mad, 1_764_144_000_000, "0000abcd")
    assert is_possible(after)
    assert is_possible(next_stamp(after, 2**47, "0000abcd"))
    assert not is_possible(mad)
    assert not is_possible(f"{7258118399999:012x}-ffff-0000abcd")
    assert not is_possible(7)
