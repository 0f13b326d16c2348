"""What a list says once for several rows: 同上, and a village that heads its groups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.domain.entries import GroupEntry, RosterEntry, Sheet
from fieldbook.intake.sheet import read_sheet

Lay = Callable[..., Path]


def households(sheet: Sheet) -> list[tuple[str, str, str, str]]:
    """(unit, group, head, contact) of each household."""
    found = [each for each in sheet.entries if isinstance(each, RosterEntry)]
    return [(each.unit, each.group, each.head, each.contact) for each in found]


def test_a_place_that_heads_its_groups_is_said_of_all(lay: Lay) -> None:
    """Township and village stand in the first row only; the second group of each is not one group."""
    rows = "东乡,崔寨,1组\n,,2组\n,李村,1组\n,,2组\n合计,2个村,4组\n西乡,张村,1组\n,,2组\n"
    sheet = read_sheet(lay(f"乡镇,村,组名,组长\n{rows}"), holds="groups")
    found = [each for each in sheet.entries if isinstance(each, GroupEntry)]
    assert [(each.unit, each.name) for each in found] == [
        (unit, name) for unit in ("东乡/崔寨", "东乡/李村", "西乡/张村") for name in ("1组", "2组")
    ]
    assert not sheet.oddities


def test_a_group_that_heads_its_households_is_said_of_all(lay: Lay) -> None:
    """Each group stands once, above its households; where a village begins no group is known."""
    rows = "崔寨,1组,陈桂\n,,赵祥\n,2组,李霞\n,,孙兰\n,,周明\nWest,,吴梅\n,,郑芳\n"
    found = households(read_sheet(lay(f"村,组别,户主,联系人\n{rows}")))
    assert [each[:3] for each in found] == [
        ("崔寨", "1组", "陈桂"), ("崔寨", "1组", "赵祥"),
        ("崔寨", "2组", "李霞"), ("崔寨", "2组", "孙兰"), ("崔寨", "2组", "周明"),
        ("West", "", "吴梅"), ("West", "", "郑芳"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "groups",
    [
        ["1组", "1组", "", "2组", ""],  # who repeats a group leaves one out that is not known
        ["", "1组", "", "2组", ""],
        ["1组", "2组", "3组", "4组", ""],
    ],
)
def test_a_group_that_is_merely_missing_stays_missing(lay: Lay, groups: list[str]) -> None:
    """Only where every group stands once, above its households, does an empty cell mean it."""
    rows = "".join(f"{group},户{at},2\n" for at, group in enumerate(groups))
    found = households(read_sheet(lay(f"组别,户主,人口\n{rows}")))
    assert [each[1] for each in found] == groups


@pytest.mark.parametrize("sign", ["同上", " 同上 ", "〃", "″", "-do-", "Ditto", '""""'])
def test_a_cell_that_says_as_above_means_what_stands_there(lay: Lay, sign: str) -> None:
    """同上 under a group or a contact is no group and nobody; above the first row it says nothing."""
    rows = f"崔寨,1组,陈桂,吕梅\n{sign},{sign},赵祥,{sign}\n李村,{sign},孙兰,周明\n,,王兰,{sign}\n"
    found = households(read_sheet(lay(f"村,组别,户主,联系人\n{rows}")))
    assert found == [
        ("崔寨", "1组", "陈桂", "吕梅"),
        ("崔寨", "1组", "赵祥", "吕梅"),
        ("李村", "1组", "孙兰", "周明"),
        ("", "", "王兰", "周明"),
    ]


def test_a_day_that_says_as_above_is_that_day(lay: Lay) -> None:
    """A ledger's 同上 is the day, the place and whoever is responsible, as in the row above."""
    text = "问题描述,发现日期,整改时限,责任人\n水渠漏水,2026.3.5,2026.4.1,吕梅\n路灯不亮,同上,〃,同上\n"
    first, second = read_sheet(lay(text), holds="issues").entries
    assert (second.found_on, second.due_on, second.responsible) == (  # type: ignore[union-attr]
        first.found_on, first.due_on, "吕梅",  # type: ignore[union-attr]
    )  # fmt: skip
