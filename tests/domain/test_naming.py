"""The words by which a user recognises a record."""

from __future__ import annotations

from msgspec.structs import replace

from fieldbook.domain.naming import LONGEST_NAME, name_of
from fieldbook.ui.told.rows import place_text
from tests.clock import Clock
from tests.village import build


def test_a_name_joined_by_an_older_build_stands_on_one_line() -> None:
    """Two names of a group, kept one below the other, are told behind each other, in places too."""
    group = replace(build(Clock()).groups[0], name="3组\n三组")
    assert name_of(group) == "3组 三组"
    assert place_text(None, group) == "3组 三组"


def test_words_that_go_on_end_with_a_sign() -> None:
    """A long text is cut where a name would end, and says so; of several lines the first stands."""
    solution = build(Clock()).solution
    long = name_of(replace(solution, method="先堵漏口，" * 40))
    assert len(long) == LONGEST_NAME
    assert long.endswith("…")
    assert name_of(replace(solution, method="先堵漏口\n再换铁管")) == "先堵漏口"
