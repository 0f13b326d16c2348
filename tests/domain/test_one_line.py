"""A text of several lines, told in one."""

from __future__ import annotations

import pytest

from fieldbook.domain.texts import in_one_line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ""),
        ("one line", "one line"),
        ("sells fish\nher eldest reads", "sells fish; her eldest reads"),
        ("Sells fish.\nReads (a little)\n\nWrites", "Sells fish. Reads (a little); Writes"),
        ("卖鱼\n大儿子识字", "卖鱼；大儿子识字"),
        ("卖鱼。\n大儿子识字；\n会记账", "卖鱼。大儿子识字；会记账"),
        ("共3户\nsee below", "共3户；see below"),
        ("first,\nthen", "first, then"),
    ],
)
def test_lines_are_parted_where_no_mark_ends_them(text: str, told: str) -> None:
    """What is told of one line does not run into what is told of the next."""
    assert in_one_line(text) == told
