"""The whole book as JSON: what its page promises."""

from __future__ import annotations

import inspect
import json
from pathlib import Path

import pytest
from tests.village import Village

from fieldbook.domain import parts
from fieldbook.domain.habits import Habits
from fieldbook.domain.parts import BEYOND, Frozen
from fieldbook.domain.records import RECORD_TYPES, Record
from fieldbook.ledgers import LedgerImprint, ledger_files

PAGE = Path(__file__).parents[2] / "docs" / "json.md"
PARTS = [each for _, each in inspect.getmembers(parts, inspect.isclass) if issubclass(each, Frozen)]


@pytest.mark.parametrize(
    "kind", [Record, *RECORD_TYPES, *PARTS], ids=lambda each: str(each.__name__)
)
def test_the_page_names_every_field(kind: type[Frozen]) -> None:
    """A field that is written stands on the page, in the line of its kind."""
    text = PAGE.read_text(encoding="utf-8")
    own = kind.__struct_encode_fields__
    if kind in RECORD_TYPES:
        own = tuple(each for each in own if each not in Record.__struct_encode_fields__)
        assert issubclass(kind, Record)
        text = next(line for line in text.splitlines() if line.startswith(f"| `{kind.table}` |"))
    for field in own:
        assert field == BEYOND or f"`{field}`" in text, f"docs/json.md does not name {field}"


def test_every_kind_has_its_list_a_record_a_line(village: Village) -> None:
    """All kinds are there in the order of the page, each record on a line of its own."""
    book = village.book
    imprint = LedgerImprint("East branch", "Chen", book.today)
    (data,) = ledger_files("json", book.shelf, book.today, Habits(), imprint=imprint).values()
    told = json.loads(data)
    assert list(told) == ["fieldbook", "branch", "on", *(each.table for each in RECORD_TYPES)]
    lines = data.decode().splitlines()
    for kind in RECORD_TYPES:
        assert len(told[kind.table]) == len(book.shelf.every(kind))
        for each in told[kind.table]:
            assert sum(f'"id":"{each["id"]}","seq"' in line for line in lines) == 1
