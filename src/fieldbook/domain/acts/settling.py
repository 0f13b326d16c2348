"""Settling 定稿: of several wordings that lie beside each other one is made to stand alone."""

from __future__ import annotations

import msgspec

from fieldbook.domain.changes import Change
from fieldbook.domain.errors import NotAllowed
from fieldbook.domain.parts import Merged, Version
from fieldbook.domain.records import Record
from fieldbook.domain.saying import saying
from fieldbook.domain.slots import slot_named

replace = msgspec.structs.replace


def settle(record: Record, slot: str, version: Version | None = None) -> Change:
    """The record with one wording of a slot alone: the one that is shown, or a version beside it.

    It is a fresh write: whoever has seen the others knows them settled. Of a removal that somebody's
    edit outlived it settles that the record stays.

    Raises:
        NotAllowed: when nothing lies beside it.
    """
    known = record.merged or Merged()
    left = tuple(each for each in known.beside if each.slot != slot)
    if left == known.beside:
        raise NotAllowed("settle", "nothing_beside")
    settled = record
    if version is not None:
        settled = saying(record, slot_named(record.table, slot), version)
    merged = replace(known, beside=left)
    return Change(record, replace(settled, merged=None if merged == Merged() else merged))
