"""Whom and where a text means: the names people use for a household and for a group."""

from __future__ import annotations

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.places import Places
from fieldbook.domain.records import is_within

HEADS = (
    ("王芳", "1组", "0101"),
    ("王芳", "2组", "0201"),
    ("何敏", "1组", "0102"),
    ("冯刚", "", "0301"),
)


@pytest.fixture
def places(book: Fieldbook) -> Places:
    """Four households, two of one name in two groups, one in no group."""
    groups = {
        name: book.groups.found(Draft(name=name, unit="东风公社")).id for name in ("1组", "2组")
    }
    for head, group, code in HEADS:
        book.households.assign(Draft(head=head, code=code, group=groups.get(group, "")))
    return Places.of(book.shelf)


def meant(book: Fieldbook, places: Places, text: str, where: str = "") -> str:
    """The code of the household a text means."""
    found = places.household(text, where)
    return next((each.code for each in book.households.all() if each.id == found), "")


@pytest.mark.parametrize(
    ("text", "where", "code"),
    [
        ("何敏", "", "0102"),
        ("何 敏", "", "0102"),
        ("何敏家", "", "0102"),
        ("何敏家里", "", "0102"),
        ("0102", "", "0102"),
        ("０１０２号", "", "0102"),
        ("1组何敏", "", "0102"),
        ("第一组/何敏", "", "0102"),
        ("何敏（1组）", "", "0102"),
        ("何敏(第一村民小组)", "", "0102"),
        ("王芳", "", ""),
        ("王芳", "2组", "0201"),
        ("王芳", "二组", "0201"),
        ("王芳", "村口", ""),
        ("王芳（1组）", "", "0101"),
        ("王芳（2组，电话反映）", "", "0201"),
        ("王芳（2组 组长）", "", "0201"),
        ("何敏（2组）", "", ""),
        ("何敏（组长）", "", "0102"),
        ("冯刚（2组）", "", "0301"),
        ("#4", "", "0301"),
        ("#44", "", ""),
        ("没有的人", "1组", ""),
        ("", "", ""),
        ("（1组）", "", ""),
    ],
)
def test_whom_a_text_means(
    book: Fieldbook, places: Places, text: str, where: str, code: str
) -> None:
    """A name, a number, either with the group before it or in brackets; of two it is neither."""
    assert meant(book, places, text, where) == code


def test_asking_changes_no_answer(book: Fieldbook, places: Places) -> None:
    """A place that fits none of two households leaves both for whoever asks next."""
    assert not meant(book, places, "王芳", "村口")
    assert len(places.households("王芳", "南坡")) == 2
    assert meant(book, places, "王芳", "1组") == "0101"
    assert meant(book, places, "王芳", "2组") == "0201"


def test_a_group_is_meant_however_it_is_written(book: Fieldbook, places: Places) -> None:
    """One group of that name is meant; of two in two units it is neither."""
    assert places.group("第二小组") == places.group("2组") != ""
    assert places.group("3组") == places.group(" ") == ""
    book.groups.found(Draft(name="2组", unit="红星公社"))
    assert Places.of(book.shelf).group("2组") == ""


@pytest.mark.parametrize(
    ("unit", "above", "within"),
    [
        (("东风", "一队"), ("东风",), True), (("东风",), ("东风",), True), ((), (), True),
        (("东风",), ("东风", "一队"), False), (("红旗",), ("东风",), False),
        (("东风",), ("东风", ""), True), (("东风", "一队"), ("东风", ""), False),
    ],
)  # fmt: skip
def test_a_unit_lies_within_those_above_it(
    unit: tuple[str, ...], above: tuple[str, ...], *, within: bool
) -> None:
    """An empty last name is what hangs on the unit itself, without another between."""
    assert is_within(unit, above) is within
