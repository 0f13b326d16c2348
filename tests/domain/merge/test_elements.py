"""Lists that several books changed become one: its order, what only the others have, what was left open."""

from __future__ import annotations

from typing import Any

import pytest

from fieldbook.domain.merge.elements import together

CLEAR, FILL = {"what": "清淤"}, {"what": "补渠", "responsible": "李霞平"}


@pytest.mark.parametrize(
    ("latest", "earlier", "one"),
    [
        ([CLEAR], [FILL], [CLEAR, FILL]),
        ([FILL, CLEAR], [CLEAR, FILL], [FILL, CLEAR]),
        ([CLEAR], [{**CLEAR, "done_on": "2026-11-08"}], [{**CLEAR, "done_on": "2026-11-08"}]),
        ([FILL], [{**FILL, "responsible": "周正"}], [FILL]),
        (["农忙", "夜校"], ["夜校", "修渠"], ["农忙", "夜校", "修渠"]),
        ([{"id": "m1", "name": "李婶"}], [{"id": "m1", "name": "李婶"}], [{"id": "m1", "name": "李婶"}]),
        ([{"id": "m1", "name": "李婶"}], [{"id": "m2", "name": "李婶"}],
         [{"id": "m1", "name": "李婶"}, {"id": "m2", "name": "李婶"}]),
        ([], [], []),
    ],
)  # fmt: skip
def test_lists_become_one(latest: list[Any], earlier: list[Any], one: list[Any]) -> None:
    """A step is known by what is to be done; the latest counts, an earlier one fills in what it leaves open."""
    assert together([latest, earlier]) == one
