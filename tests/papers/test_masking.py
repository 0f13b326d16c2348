"""Names as readers outside the branch see them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.papers.masking import AUDIENCES, masked, name_seen_by, seen_by
from fieldbook.reports.meeting import Meeting


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("陈桂生", "陈某某"),
        ("陈 桂生", "陈某某"),
        ("李海", "李某某"),
        ("欧阳海", "欧阳某某"),
        ("司马相如", "司马某某"),
        ("諸葛亮明", "諸葛某某"),
        ("东方", "东某某"),
        ("阿依古丽·买买提", "阿某某"),
        ("Chen G.", "C."),
        ("  chen guisheng", "C."),
        ("Ｃｈｅｎ", "C."),
        ("Ömer", "Ö."),
        ("3组老陈", "somebody"),
        ("13800000000", "somebody"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_masked_name_keeps_its_surname_only(name: str, shown: str) -> None:
    """A surname (of two characters where it is one) and 某某; an initial of a Latin name."""
    assert masked(name) == shown


@given(st.text(min_size=1))
def test_masking_never_shows_more_than_a_surname(name: str) -> None:
    """Of whatever was written as a name, at most two characters are left to be seen."""
    shown = masked(name).removesuffix("某某").removesuffix(".").replace("somebody", "")
    assert len(shown) <= 3  # one letter can have a capital form of three


@given(st.text(alphabet="王李张", min_size=2, max_size=9))
def test_masked_names_do_not_tell_their_length(name: str) -> None:
    """Names of two characters and of nine look alike once they are masked."""
    assert masked(name) == name[0] + "某某"


def test_only_the_branch_reads_names() -> None:
    """The branch reads the name, the level above a masked one, everybody none."""
    assert [name_seen_by("陈桂生", each) for each in AUDIENCES] == ["陈桂生", "陈某某", ""]
    assert name_seen_by("陈桂生", "somebody else") == ""


@pytest.mark.parametrize(
    ("name", "told"), [("3", True), ("", True), ("999", True), ("1000", False), ("李霞平", False)]
)
def test_contact_groups_are_told_by_their_number_alone(
    village: Meeting, name: str, told: bool
) -> None:
    """The level above compares groups that go by a number, and those in none; no name among them."""
    (row, *_others) = village.method.contact_groups
    method = village.method._replace(contact_groups=(row._replace(contact_group=name),))
    seen = seen_by(village._replace(method=method), "above").method.contact_groups
    assert [each.contact_group for each in seen] == ([name] if told else [])
    assert seen_by(village, "public").method.contact_groups == ()
