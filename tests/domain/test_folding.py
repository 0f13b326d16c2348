"""One thing, however it is written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.domain import folding

SIGNS = st.text("aÉéÅ水渠 3０９ß（", max_size=12)


@pytest.mark.parametrize(
    "written",
    ["3组", "３组", "3 组", "第3组", "三组", "第三组", "第三村民小组", "03组", "3小组", "第 3 组", "叁组",
     "第三組", "Group 3", "group no. 3"],
)  # fmt: skip
def test_a_group_is_one_however_its_number_is_written(written: str) -> None:
    """Figures, numerals, width, blanks and the words around them make no other group."""
    assert folding.group(written) == "3组"


@pytest.mark.parametrize(
    "other",
    [
        "3组（南）",
        "13组",
        "三十组",
        "3队",
        "第三大队",
        "三村",
        "三个组",
        "南3组",
        "柳树组",
        "",
        "3",
    ],
)
def test_another_group_stays_another(other: str) -> None:
    """What is said besides the number counts."""
    assert folding.group(other) != "3组"


@pytest.mark.parametrize(
    ("numeral", "figures"),
    [("十", 10), ("十一", 11), ("二十", 20), ("二十三", 23), ("一〇", 10), ("一一", 11),
     ("一百零二", 102), ("〇", 0), ("拾贰", 12), ("一百二十", 120)],
)  # fmt: skip
def test_numerals_are_figures(numeral: str, figures: int) -> None:
    """Also the long ones, and those written figure by figure."""
    assert folding.group(f"{numeral}组") == f"{figures}组"
    assert folding.group(f"{figures}组") == f"{figures}组"


def test_a_bare_number_may_be_any_group_of_it() -> None:
    """``3`` under 组别 is ``3组`` where there is one; so is a ``3组`` where it stands as ``3``."""
    assert list(folding.groups_alike("三")) == [("3",), ("3组", "3队", "3社")]
    assert list(folding.groups_alike("三队")) == [("3队",), ("3",)]
    assert list(folding.groups_alike("上坝组"))[1][:2] == ("上坝", "上坝小组")
    assert "上坝组" in list(folding.groups_alike("上坝"))[1]
    assert "上坝村民小组" in list(folding.groups_alike("上坝小组"))[1]
    assert "上坝组" not in list(folding.groups_alike("上坝队"))[1]
    assert list(folding.groups_alike("Willow Team"))[1] == ("willow", "willow work team")


@given(SIGNS)
def test_width_and_composition_never_make_another_text(text: str) -> None:
    """Letters in one sign or in two, half or full width: one key."""
    wide = "".join(chr(ord(x) + 0xFEE0) if "!" <= x <= "~" else x for x in text)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert folding.key(unicodedata.normalize(form, text)) == folding.key(text)
    assert folding.key(wide) == folding.key(text)
    assert folding.key(folding.key(text)) == folding.key(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("陈 桂 生", "陈桂生"), ("Ann  Hill", "ann hill"), ("阿依·古丽", "阿依•古丽"), ("O’Neil", "O'Neil"),
     ("东街3－1号", "东街3-1号"), ("　王芳 ", "王芳")],
)  # fmt: skip
def test_names_are_one_however_they_are_set(one: str, other: str) -> None:
    """Padding, blanks, and the signs one keyboard gives for another."""
    assert folding.key(one) == folding.key(other)
    assert folding.key("Ann Hill") != folding.key("Annhill"), "a blank parts English words"


def test_zeros_in_front_are_what_a_spreadsheet_takes() -> None:
    """In every part of a number; a zero that stands alone or within stays."""
    pairs = {
        "0311": "311",
        "００３１１": "311",
        "03-01": "3-1",
        "0": "0",
        "100": "100",
        "A007": "a7",
    }
    assert {each: folding.without_zeros(each) for each in pairs} == pairs
    assert folding.solid("03 11") == "0311"


@given(SIGNS, st.integers(0, 11), st.integers(1, 12))
def test_a_place_is_where_the_word_stands(text: str, start: int, length: int) -> None:
    """What stands there in the text as written is the word that was looked for."""
    word = folding.folded(text)[start : start + length]
    place = folding.place_of(text, word)
    if place is not None:
        assert word in folding.folded(text[place[0] : place[1]])


@pytest.mark.parametrize("query", ["阿依·古丽", "阿依•古丽", "阿依・古丽", "阿依古丽", "古丽"])
def test_a_name_with_a_dot_is_found_with_any_dot_and_without(query: str) -> None:
    """Each keyboard has another dot, and some have none."""
    text = folding.searchable("阿依‧古丽", "三组")
    assert all(word in text for word in folding.words(query))
    assert folding.place_of("请阿依•古丽来", folding.words("阿依·古丽")[0]) == (1, 6)


def test_a_unit_goes_before_a_group_once() -> None:
    """A group whose name begins with its unit's does not tell it again; one that only looks so does."""
    told = {
        ("石桥村", "石桥村一组"): "石桥村一组",
        ("青石村", "一组"): "青石村一组",
        ("Willow Village", "Willow Village Group 1"): "Willow Village Group 1",
        ("Ward 3", "Ward 30 North"): "Ward 3 Ward 30 North",
    }
    assert {each: folding.in_unit(*each) for each in told} == told
