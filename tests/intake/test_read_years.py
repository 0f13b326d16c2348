"""Days without a year in a sheet whose title or name says of which year it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.domain.entries import LedgerEntry
from fieldbook.intake.sheet import read_sheet

Lay = Callable[..., Path]
TODAY = dt.date(2026, 11, 27)
ROWS = "问题,发现时间,整改时限\n路灯不亮,3月5日,3月底\n水渠漏水,12月28日,1月10日\n"
OF_2025 = [("2025-03-05", "2025-03-31"), ("2025-12-28", "2026-01-10")]
OF_TODAY = [("2026-03-05", "2026-03-31"), ("2025-12-28", "2026-01-10")]


def days(path: Path) -> list[tuple[str, str]]:
    entries = read_sheet(path, today=TODAY).entries
    return [(str(e.found_on), str(e.due_on)) for e in entries if isinstance(e, LedgerEntry)]


@pytest.mark.parametrize(
    "above",
    [
        "河口村2025年度问题台账\n",
        "２０２５年问题台账\n",
        "河口村2025年度问题台账\n填报单位：河口村,填报日期：2026年1月5日\n",
        "问题台账\n填报单位：河口村,填报日期：2025年12月31日\n",
        "Issues 2025\n",
        "问题台账（2025年1月1日至2025年12月31日）\n",
        "问题台账\n2025.1.1-12.31\n",
        "河口村2024-2025年问题台账\n",
        "2024年至2025年台账\n",
    ],
)
def test_a_title_says_the_year(lay: Lay, above: str) -> None:
    """Of a ledger of 2025, 3月5日 is of 2025; a term of a day after the year's end is of the next."""
    assert days(lay(above + ROWS, "台账.csv")) == OF_2025


@pytest.mark.parametrize(
    "above",
    ["", "2025-2026年问题台账\n", "2026年第一季度台账\n", "电话 20251234567\n", "2030年台账\n"],
)
def test_what_says_no_year_changes_nothing(lay: Lay, above: str) -> None:
    """Two years, this one, or one that is still to come: days are the last ones there were."""
    assert days(lay(above + ROWS, "台账.csv")) == OF_TODAY


def test_the_name_of_the_file_says_the_year(lay: Lay) -> None:
    """A title goes before it, and a whole day in a name is no year."""
    assert days(lay(ROWS, "2025年台账.csv")) == OF_2025
    assert days(lay("2026年台账\n" + ROWS, "2025年台账.csv")) == OF_TODAY
    assert days(lay(ROWS, "台账2025-03-06.csv")) == OF_TODAY


def test_years_that_are_written_count(lay: Lay) -> None:
    """A day with its year is of it, whatever the title says."""
    assert days(lay("2025年台账\n问题,发现时间\n路灯,2024-03-05\n", "台账.csv")) == [
        ("2024-03-05", "None")
    ]
