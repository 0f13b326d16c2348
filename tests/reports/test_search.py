"""Search over everything: plain, whole, newest first, and never stale."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from tests.clock import Clock
from tests.village import Village, new_book


def kinds(book: Fieldbook, text: str) -> list[str]:
    return [each.kind for each in book.search(text).rows]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("水渠", ["issue", "visit"]),
        ("堵漏", ["solution"]),
        ("王大山", ["solution", "group"]),
        ("李霞平 组长", ["solution", "group"]),
        ("红旗", ["group", "group"]),
        ("0312", ["household"]),
        ("种足 秋", ["task"]),
        ("水渠 种足", []),
        ("  ", []),
        ("production", []),
        ("00000000-0000", []),
        ("没有的话", []),
    ],
)
def test_words_are_found_wherever_they_were_written(
    village: Village, typed: str, found: list[str]
) -> None:
    """Every word, in any field or part of a record; never in codes, ids or stamps."""
    assert sorted(kinds(village.book, typed)) == sorted(found)


def test_what_is_found_comes_newest_first(book: Fieldbook) -> None:
    """By the day it belongs to, then by when it was written."""
    for on in ("11-3", "11-9", "11-5", "11-9"):
        book.diary.write(Draft(on=on, text=f"记工 {on}"))
    rows = book.search("记工").rows
    assert [(each.on.day, each.id[-1]) for each in rows] == [
        (9, "7"), (9, "3"), (5, "5"), (3, "1"),
    ]  # fmt: skip


def test_the_hit_is_shown_in_its_place(book: Fieldbook) -> None:
    """A line around the first hit, and where the hit stands in it."""
    text = "前" * 40 + "Canal\nleaks" + "后" * 40
    page = book.diary.write(Draft(text=text))
    (row,) = book.search("CANAL leaks").rows
    start, end = row.hit
    assert row.snippet[start:end] == "Canal"
    assert "\n" not in row.snippet
    assert len(row.snippet) <= 60
    assert (row.id, row.on) == (page.id, book.today)


def test_the_number_and_the_ledgers_number_are_found(village: Village) -> None:
    """``#2`` finds what has that number."""
    assert "issue" in kinds(village.book, "#2")


def test_a_visit_is_named_by_where_it_was(village: Village) -> None:
    """The title tells a user what was found."""
    titles = {each.kind: each.title for each in village.book.search("水渠").rows}
    assert titles == {"visit": "陈桂生", "issue": "水渠漏水"}


def test_what_was_changed_or_removed_is_found_as_it_is_now(village: Village) -> None:
    """No key ever shows what the book no longer says."""
    book = village.book
    assert kinds(book, "夜校") == ["issue"]
    book.issues.edit(village.issues[1].id, Draft(title="要修渠"))
    assert kinds(book, "夜校") == []
    assert kinds(book, "要修渠") == ["issue"]
    book.issues.remove(village.issues[1].id)
    assert kinds(book, "要修渠") == []
    book.undo()
    assert kinds(book, "要修渠") == ["issue"]


def test_only_so_many_are_shown(book: Fieldbook) -> None:
    """Two hundred rows, and word that there is more; a longer word finds the rest."""
    first = dt.date(2026, 1, 1)
    for number in range(205):
        day = first + dt.timedelta(days=number)
        book.diary.write(Draft(on=day, text=f"第{number:03}页"))
    found = book.search("第")
    assert (len(found.rows), found.more) == (200, True)
    found = book.search("第000")
    assert (len(found.rows), found.more) == (1, False)


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(st.text("ab水渠 ", min_size=1, max_size=9).filter(str.strip), max_size=80),
    typed=st.lists(st.text("ab水渠 ", min_size=1, max_size=5), min_size=1, max_size=4),
)
def test_narrowing_finds_what_a_fresh_look_finds(texts: list[str], typed: list[str]) -> None:
    """Whatever was typed before, the same words find the same records."""
    book = new_book(Clock())
    for text in texts:
        book.diary.write(Draft(text=text))
    for each in typed:
        for upto in range(1, len(each) + 1):
            found = {row.id for row in book.search(each[:upto]).rows}
            words = each[:upto].split()
            assert found == {
                page.id
                for page in book.diary.all()
                if words and all(word in f"#{page.seq}\n{page.text}" for word in words)
            }
