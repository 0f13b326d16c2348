from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldbook.ui.widgets.columns import sought
from fieldbook.ui.widgets.row_filter import RowFilter

TEXTS = st.lists(st.text("abclAB陈李 \x00ß", max_size=6), max_size=12)
QUERIES = st.lists(st.text("abclAB陈李 ", max_size=4), min_size=1, max_size=8)


@given(TEXTS, QUERIES)
def test_any_order_of_queries_finds_what_a_fresh_search_finds(
    texts: list[str], queries: list[str]
) -> None:
    """Narrowing while typing gives the same rows as looking through all of them."""
    kept = RowFilter([sought(text) for text in texts])
    for query in queries:
        fresh = RowFilter([sought(text) for text in texts]).find(query)
        assert list(kept.find(query)) == list(fresh)


def test_all_words_must_stand_in_a_text() -> None:
    """Several words narrow the search, in any order and any case."""
    texts = ("陈桂生 3组 CGS", "陈二嫂 2组 ces", "李霞平 3组 lxp")
    kept = RowFilter([sought(*text.split()) for text in texts])
    assert list(kept.find("3组 陈")) == [0]
    assert list(kept.find("cgS")) == [0]


def test_letters_find_what_begins_a_row() -> None:
    """A name by its pinyin, letter by letter; not what stands far behind it."""
    far = "记" * 80
    kept = RowFilter([sought("陈桂生", "3组"), sought("王芳", far, "陈桂生")])
    assert list(kept.find("c")) == []
    assert list(kept.find("cg")) == [0]
    assert list(kept.find("cgs 3组")) == [0]
    assert list(kept.find("wf")) == [1]


def test_what_begins_so_is_offered_first() -> None:
    """Then what has a word that does, then the others, each in their order; by pinyin, too."""
    rows = ("Member of the household", "Household no.", "The phone", "Threshold", "House")
    kept = RowFilter([sought(each) for each in rows])
    assert list(kept.ranked("ho")) == [1, 4, 0, 2, 3]
    assert list(kept.ranked("household ")) == [1, 0]
    assert list(kept.ranked("")) == [0, 1, 2, 3, 4]
    names = RowFilter([sought(each) for each in ("小王芳", "王芳", "周Wf")])
    assert list(names.ranked("wf")) == [1, 0, 2]
