"""Two documents of one record are joined with one outcome, whoever joins them and how often."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.domain.merge.documents import Document, joined, read, write

TABLE = "issues"
TIMES = st.integers(1, 6)
REPLICAS = st.sampled_from(["000000aa", "000000bb", "000000cc"])
WORDS = st.sampled_from(["渠漏", "渠不通", "水"])
FIELDS = {
    "title": WORDS, "detail": WORDS, "kind": st.sampled_from(["life", "study"]),
    "due_on": st.just("2026-11-30"), "referred_on": st.just("2026-11-21"), "referred_to": WORDS,
    "answer": WORDS, "tags": st.lists(WORDS, unique=True), "removed_at": st.just("2026-11-22T08:00:00+08:00"),
    "household": st.sampled_from(["h1", "h2"]), "of_tomorrow": WORDS,
}  # fmt: skip


def stamp(time: int, replica: str) -> str:
    """A stamp of that moment."""
    return f"{time:012x}-0000-{replica}"


STAMPS = st.builds(stamp, TIMES, REPLICAS)


@st.composite
def documents(draw: st.DrawFn, ids: tuple[str, ...] = ("i1",)) -> Document:
    """An issue with some fields, some of them written later or emptied."""
    fields = draw(st.sets(st.sampled_from(sorted(FIELDS))))
    emptied = draw(st.sets(st.sampled_from(sorted(FIELDS)), max_size=2))
    found: dict[str, Any] = {each: draw(FIELDS[each]) for each in sorted(fields)}
    found = {name: value for name, value in found.items() if value != []}
    later = sorted(emptied | draw(st.sets(st.sampled_from(sorted(FIELDS)))) & fields)
    stamps = {"*": stamp(0, "000000aa"), **{each: draw(STAMPS) for each in later}}
    return {
        "id": draw(st.sampled_from(ids)),
        "created_at": "2026-11-20T08:00:00+08:00",
        **found,
        "stamps": stamps,
    }


def plain(table: str, document: Document) -> Document:
    """A document as joining writes it."""
    return write(table, read(table, document))


@given(documents(("i1", "i2")), documents(("i1", "i2")), documents(("i1", "i2")))
def test_the_order_of_meeting_does_not_matter(
    one: Document, two: Document, three: Document
) -> None:
    """Joined in any order, grouped in any way, three documents are the same one."""
    left = joined(TABLE, joined(TABLE, one, two), three)
    right = joined(TABLE, one, joined(TABLE, two, three))
    turned = joined(TABLE, joined(TABLE, three, one), two)
    assert plain(TABLE, left) == plain(TABLE, right) == plain(TABLE, turned)


@given(documents(("i1", "i2")), documents(("i1", "i2")))
def test_meeting_again_adds_nothing(one: Document, two: Document) -> None:
    """What was joined is not changed by meeting either of its halves again."""
    both = joined(TABLE, one, two)
    assert joined(TABLE, both, one) == both == joined(TABLE, two, both)


@given(documents(("i1", "i2")), documents(("i1", "i2")))
def test_a_document_says_what_its_state_says(one: Document, two: Document) -> None:
    """Nothing that was read of two documents is lost when they are written as one."""
    both = joined(TABLE, one, two)
    assert read(TABLE, plain(TABLE, both)) == read(TABLE, both)
    assert msgspec.json.decode(msgspec.json.encode(both)) == both
