"""Another text beside a record's own, as the meeting of two books leaves it."""

from __future__ import annotations

from typing import Any

import msgspec

from fieldbook.book import Fieldbook
from fieldbook.domain.changes import Change
from fieldbook.domain.parts import Merged, Version
from fieldbook.domain.records import Record
from fieldbook.domain.saying import say

ELSEWHERE = "019f00000000-0000-0000beef"


def lay_beside(book: Fieldbook, record: Record, slot: str, **said: Any) -> None:
    """Another book said this in a slot of the record."""
    version = Version(slot=slot, stamp=ELSEWHERE, origin=record.id, said=say(said, {}))
    known = record.merged or Merged()
    merged = msgspec.structs.replace(known, beside=(*known.beside, version))
    book._desk.commit("exchange", [Change(record, msgspec.structs.replace(record, merged=merged))])
