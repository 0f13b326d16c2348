"""The words by which a user recognises a record."""

from __future__ import annotations

from msgspec.structs import replace

from fieldbook.domain.namesakes import placed
from fieldbook.domain.naming import LONGEST_NAME, name_of
from fieldbook.domain.shelf import Shelf
from fieldbook.ui.told.rows import place_text
from tests.clock import Clock
from tests.village import build


def test_a_name_joined_by_an_older_build_stands_on_one_line() -> None:
    """Two names of a group, kept one below the other, are told behind each other, in places too."""
    group = replace(build(Clock()).groups[0], name="3组\n三组")
    assert name_of(group) == "3组 三组"
    assert place_text(Shelf(), None, group) == "3组 三组"


def test_words_that_go_on_end_with_a_sign() -> None:
    """A long text is cut where a name would end, and says so; of several lines the first stands."""
    solution = build(Clock()).solution
    long = name_of(replace(solution, method="先堵漏口，" * 40))
    assert len(long) == LONGEST_NAME
    assert long.endswith("…")
    assert name_of(replace(solution, method="先堵漏口\n再换铁管")) == "先堵漏口"


def test_a_place_has_its_unit_before_it_where_two_groups_share_a_name() -> None:
    """Villages number their groups each for itself; a name that stands alone needs no village."""
    groups = [
        replace(each, name=name, unit=("镇", unit), id=f"g{unit}{name}")
        for each, unit, name in zip(
            build(Clock()).groups * 3,
            ("青石村", "柏树村", "柏树村"),
            ("一组", "一组", "Group 1"),
            strict=False,
        )
    ]
    both = Shelf(groups)
    assert [placed(both, each) for each in groups] == ["青石村一组", "柏树村一组", "Group 1"]
    other = replace(groups[0], name="Group 1", id="other")
    assert placed(Shelf([*groups, other]), groups[2]) == "柏树村Group 1"
    assert place_text(both, None, groups[0]) == "青石村一组"
    assert placed(both, None) == ""
    flat = [replace(each, unit=each.unit[1:]) for each in groups]
    assert [placed(Shelf(flat), each) for each in flat] == ["青石村一组", "柏树村一组", "Group 1"]
    above = [replace(each, unit=(unit, "一队")) for each, unit in zip(groups, "东西", strict=False)]
    assert [placed(Shelf(above), each) for each in above] == ["东/一队一组", "西/一队一组"]
