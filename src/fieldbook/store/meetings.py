"""What a book keeps of its branch, beside the records: partners, values by name, its own replica."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from fieldbook.store.journal import JournalDB

if TYPE_CHECKING:
    from fieldbook.domain.merge.memory import Memory

replace = msgspec.structs.replace
Rows = dict[int, Mapping[str, Any] | None]
PARTNERS: Final = "partners"
BRANCH: Final = "branch"


class Replica(NamedTuple):
    """Which replica a book is."""

    id: str
    at: str
    """A digest of the device and the path at which it is this one; elsewhere it is a copy."""
    former: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        """As it stands in the book."""
        former = {"former": list(self.former)} if self.former else {}
        return {"id": self.id, "at": self.at, **former}

    def renewed(self, at: str) -> Replica:
        """Another one in its place."""
        return Replica(os.urandom(4).hex(), at, (*self.former, self.id))


def place_of(device: str, path: str) -> str:
    """The digest that tells one book file on one device from its copies."""
    return hashlib.sha256(f"{device}\n{path}".encode("utf-8", "surrogateescape")).hexdigest()[:16]


def replica_in(meta: Mapping[int, Mapping[str, Any]]) -> Replica | None:
    """The replica that a book says it is."""
    for row in meta.values():
        try:
            said = row["replica"]
            parts = said["id"], said["at"], tuple(said.get("former", ()))
            return msgspec.convert(parts, Replica)
        except (KeyError, TypeError, AttributeError, msgspec.ValidationError):
            continue
    return None


def memories_in(db: JournalDB, own: str) -> dict[str, Memory]:
    """What is known of partners; a row that is none is passed over.

    Partners number their bundles anew for each replica: what another one took in before, such as the
    book this one was copied from, is no bundle of this one's.
    """
    found = {}
    for row in db.rows(PARTNERS).values():
        with suppress(msgspec.ValidationError):
            memory = memory_of(row)
            is_own = row.get("ours", own) == own
            found[memory.replica] = memory if is_own else replace(memory, taken=0)
    return found


def memory_of(row: Mapping[str, Any]) -> Memory:
    """What a row says of a partner; ``msgspec.ValidationError`` where it says nothing of one."""
    from fieldbook.domain.merge.memory import Memory

    return msgspec.convert(row, Memory, strict=False)


def handed_in(db: JournalDB) -> str:
    """The stamp at which a bundle was last written."""
    return max((str(row.get("handed", "")) for row in db.rows(PARTNERS).values()), default="")


def last_stamp_in(db: JournalDB) -> str:
    """The stamp of the last act, or of the last bundle."""
    acts = (str(row.get("stamp", "")) for row in db.rows("acts").values())
    return max(handed_in(db), *acts, "")


def memory_writes(
    db: JournalDB, memories: Mapping[str, Memory | None], own: str
) -> dict[str, Rows]:
    """What is to be written so that these are known to this replica."""
    rows = {
        replica: None if each is None else {**msgspec.to_builtins(each, str_keys=True), "ours": own}
        for replica, each in memories.items()
    }
    return _writes(db, PARTNERS, "replica", rows)


def kept_in(db: JournalDB, name: str) -> Any:
    """The value of a name."""
    rows = (row for row in db.rows(BRANCH).values() if row.get("name") == name)
    return next((row.get("value") for row in rows), None)


def keeping(db: JournalDB, values: Mapping[str, Any]) -> dict[str, Rows]:
    """What is to be written so that names have these values."""
    rows = {
        name: None
        if value is None
        else {"name": name, "value": msgspec.to_builtins(value, str_keys=True)}
        for name, value in values.items()
    }
    return _writes(db, BRANCH, "name", rows)


def _writes(
    db: JournalDB, table: str, key: str, rows: Mapping[str, Mapping[str, Any] | None]
) -> dict[str, Rows]:
    """What is to be written so that a table has these rows, each known by what stands under the key."""
    at = {str(row.get(key)): number for number, row in db.rows(table).items()}
    free = db.next_id(table)
    writes: Rows = {}
    for name, row in rows.items():
        if name in at or row is not None:
            number = at.setdefault(name, free)
            free = max(free, number + 1)
            writes[number] = row
    return {table: writes} if writes else {}


def kept_by(act: Mapping[str, Any]) -> dict[str, Any]:
    """The values that undoing (or redoing) a past act brings back, by their names."""
    kept = act.get("kept")
    return dict(kept) if isinstance(kept, dict) else {}


def act_without(act: Mapping[str, Any], ids: Collection[str]) -> Mapping[str, Any]:
    """An act that brings back nothing that was asked of these records; itself where it does not."""
    from fieldbook.domain.merge.asking import ASKED

    kept = kept_by(act)
    asked = kept.get(ASKED) or []
    left = asked_without(asked, ids)
    return act if len(left) == len(asked) else {**act, "kept": {**kept, ASKED: left or None}}


def asked_without(asked: Iterable[Mapping[str, Any]], ids: Collection[str]) -> list[Any]:
    """What was asked for, but for what was asked of these records."""
    return [each for each in asked if each.get("id") not in ids]
