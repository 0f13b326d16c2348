"""What the files hold is written down for who comes to read them without the program."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from fieldbook.domain.parts import BEYOND, Frozen
from fieldbook.domain.record import Record
from fieldbook.domain.records import (
    RECORD_TYPES,
    Duty,
    Findings,
    Handover,
    Matter,
    OnSite,
    PostChange,
    Referral,
    Step,
)

PAGE = Path(__file__).parents[1] / "docs" / "FILE_FORMAT.md"
PARTS: dict[str, tuple[type[Frozen], ...]] = {
    "households": (Handover,), "groups": (Duty, PostChange), "issues": (Referral,),
    "solutions": (Step,), "diary": (Matter,), "surveys": (Findings,), "experiences": (OnSite,),
}  # fmt: skip


@pytest.mark.parametrize("record_type", RECORD_TYPES)
def test_every_field_is_named(record_type: type[Record]) -> None:
    """The row of a kind's table names each of its fields, and those of its parts."""
    begin = f"| `{record_type.table}` | `"
    (row,) = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith(begin)]
    shared = {each.encode_name for each in msgspec.structs.fields(Record)}
    for struct in (record_type, *PARTS.get(record_type.table, ())):
        names = {each.encode_name for each in msgspec.structs.fields(struct)} - {BEYOND}
        wanted = names - shared if struct is record_type else names
        missing = {each for each in wanted if f"`{each}`" not in row}
        assert not missing, f"docs/FILE_FORMAT.md does not name {missing} of {struct}"
