"""A period is compared with the one it is fairly compared with."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.domain.dates.periods import span_before


@pytest.mark.parametrize(
    ("since", "until", "before"),
    [
        ("2026-11-23", "2026-11-29", ("2026-11-16", "2026-11-22")),  # a week
        ("2026-11-23", "2026-11-26", ("2026-11-16", "2026-11-19")),  # up to Thursday
        ("2026-11-01", "2026-11-10", ("2026-10-21", "2026-10-31")),  # the first ten days
        ("2026-11-11", "2026-11-13", ("2026-11-01", "2026-11-03")),
        ("2027-02-21", "2027-02-28", ("2027-02-11", "2027-02-20")),
        ("2026-11-01", "2026-11-30", ("2026-10-01", "2026-10-31")),  # a month
        ("2026-11-01", "2026-11-26", ("2026-10-01", "2026-10-26")),
        ("2027-03-01", "2027-03-30", ("2027-02-01", "2027-02-28")),
        ("2026-11-12", "2026-11-20", ("2026-11-03", "2026-11-11")),  # any other
        ("2026-11-26", "2026-11-26", ("2026-11-25", "2026-11-25")),
    ],
)
def test_like_is_compared_with_like(since: str, until: str, before: tuple[str, str]) -> None:
    """A week with the last one, ten days and months likewise, those that still run as far as they ran."""
    found = span_before(dt.date.fromisoformat(since), dt.date.fromisoformat(until))
    assert (found.since.isoformat(), found.until.isoformat()) == before


@given(st.dates(dt.date(1900, 3, 1), dt.date(2200, 1, 1)), st.integers(min_value=0, max_value=400))
def test_no_day_is_on_both_sides(since: dt.date, days: int) -> None:
    """What is compared lies before the period, and is no longer than a whole month against another."""
    until = since + dt.timedelta(days=days)
    found = span_before(since, until)
    assert found.since <= found.until < since
    assert abs((found.until - found.since).days - days) <= 3
