"""The numbers of headings in the official layout."""

from __future__ import annotations

import pytest

from fieldbook.papers.outline import Heading, Paragraph
from fieldbook.papers.word.levels import chinese_number, with_parts_numbered


@pytest.mark.parametrize(
    ("number", "told"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五")],
)
def test_a_number_is_told_in_chinese(number: int, told: str) -> None:
    """Numbers below a hundred are told as an office numbers its parts."""
    assert chinese_number(number) == told


def test_the_parts_of_a_section_are_numbered() -> None:
    """Each section counts its parts anew; one part alone has no number, nor has one a second."""
    blocks = (
        Heading(1, "一、问题"), Heading(2, "回生"), Paragraph("x"), Heading(2, "（二）待研究"),
        Heading(2, "办理中"), Heading(1, "二、小组"), Heading(2, "蹲点"),
    )  # fmt: skip
    told = [each.text for each in with_parts_numbered(blocks)]  # type: ignore[union-attr]
    assert told == [
        "一、问题", "（一）回生", "x", "（二）待研究", "（三）办理中", "二、小组", "蹲点",
    ]  # fmt: skip
