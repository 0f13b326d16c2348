"""Titles broken well."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.papers.word.measuring import width_of
from fieldbook.papers.word.titles import title_lines

ROOM = 20_000


@pytest.mark.parametrize(
    ("title", "whole", "lines"),
    [
        ("崔寨子支部工作汇报", "崔寨子支部", ["崔寨子支部工作汇报"]),
        (
            "中共南坡人民公社崔寨子大队支部委员会十天工作情况汇报",
            "中共南坡人民公社崔寨子大队支部委员会",
            ["中共南坡人民公社崔寨子大队支部委员会", "十天工作情况汇报"],
        ),
        (
            "崔寨子大队支部关于2026年11月中旬走访工作的情况汇报",
            "崔寨子大队支部",
            ["崔寨子大队支部", "关于2026年11月中旬走访工作的情况汇报"],
        ),
    ],
)
def test_a_title_comes_apart_where_its_names_end(title: str, whole: str, lines: list[str]) -> None:
    """A title of more than twenty characters is broken, and its names and days stand whole."""
    assert title_lines(title, ROOM, (whole,)) == lines


def test_an_english_title_breaks_at_a_blank_only() -> None:
    """The lines of an English title are about as long as each other, and hold whole words."""
    title = "The branch of the Southern Slope brigade: report on the work of ten days"
    lines = title_lines(title, ROOM)
    assert " ".join(lines) == title
    assert max(map(width_of, lines)) - min(map(width_of, lines)) < 6_000


@given(
    st.text("中共支部委员会汇报年月2026，（）Ab ", min_size=1, max_size=60),
    st.integers(4_000, 30_000),
)
def test_nothing_of_a_title_is_lost(title: str, room: int) -> None:
    """Whatever a title is, its lines hold all of it, blanks at their ends aside."""
    lines = title_lines(title, room)
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
