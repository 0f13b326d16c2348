"""Where two books wrote in one place without knowing of each other: told before it is taken in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from fieldbook.domain.merge.documents import Document, State, join, read
from fieldbook.domain.saying import fields_of, speaks, words_of
from fieldbook.domain.seen import covers
from fieldbook.domain.slots import CONTACT, REMOVAL, slot_named
from fieldbook.domain.stamps import NEVER, replica_of


class Clash(NamedTuple):
    """One slot of one record that both wrote in."""

    table: str
    id: str
    slot: str
    ours: Mapping[str, Any]
    """The slot's fields, as this book has them."""
    theirs: Mapping[str, Any]
    why: str
    """``beside``: both texts stay. ``later``: a short value gave way to a later one. ``removal``: one
    removed what the other went on writing in."""
    replica: str = ""
    """In which book theirs was written, where both have said something."""
    ours_counts: bool = False
    """Of two short values, whether this book's is the later."""


def clashes_of(table: str, ours: Document, theirs: Document) -> Iterator[Clash]:
    """What clashes when theirs is joined with ours."""
    one, other = read(table, ours), read(table, theirs)
    own_id = min(one.ids | other.ids)
    for name in sorted(one.short.keys() & other.short.keys()):
        if name not in (REMOVAL, "source") and _gave_way(one, other, name):
            mine, yours = (fields_of(each.short[name].said) for each in (one, other))
            ours_counts = one.short[name] > other.short[name]
            by = replica_of(other.short[name].stamp)
            yield Clash(table, own_id, name, mine, yours, "later", by, ours_counts)
    both = join(one, other)
    for name in sorted(one.texts.keys() & other.texts.keys()):
        slot = slot_named(table, name)
        if slot.manner == "text":
            told = {words_of(e, slot) for e in both.texts[name].values() if speaks(e, slot)}
            had = {words_of(e, slot) for e in one.texts[name].values() if speaks(e, slot)}
            if len(told) > 1 and not told <= had:
                heard = {
                    stamp: each
                    for stamp, each in both.texts[name].items()
                    if speaks(each, slot) and words_of(each, slot) not in had
                }
                mine, yours = _latest(one.texts[name]), _latest(heard)
                by = replica_of(max(heard)[0])
                yield Clash(table, own_id, name, mine, yours, "beside", by)
    if _removed_unseen(one, other) or _removed_unseen(other, one):
        mine, yours = (_removal(each) for each in (one, other))
        yield Clash(table, own_id, REMOVAL, mine, yours, "removal")


def _removal(state: State) -> dict[str, Any]:
    return fields_of(state.short[REMOVAL].said) if REMOVAL in state.short else {}


def _gave_way(one: State, other: State, name: str) -> bool:
    """Whether the later of two short values was written without knowing of the earlier."""
    earlier, later = sorted((one, other), key=lambda each: each.short[name])
    lost, won = earlier.short[name], later.short[name]
    if lost.stamp in (won.stamp, NEVER) or fields_of(lost.said) == fields_of(won.said):
        return False
    if name == CONTACT:
        before = fields_of(lost.said).get("handovers", [])
        after = fields_of(won.said).get("handovers", [])
        if after[: len(before)] == before and len(after) > len(before):
            return False
    return not _known(later, lost.stamp)


def _known(state: State, stamp: str) -> bool:
    return any(covers(state.seen, origin, stamp) for origin in state.ids)


def _removed_unseen(remover: State, writer: State) -> bool:
    """Whether one removed the record without having seen what the other wrote in it."""
    removal = remover.short.get(REMOVAL)
    if removal is None or "removed_at" not in fields_of(removal.said):
        return False
    if writer.short.get(REMOVAL) == removal or _known(writer, removal.stamp):
        return False  # who wrote knew of it, and may have taken it back
    written = [*writer.seen.values(), *(each.stamp for each in writer.short.values())]
    return any(not _known(remover, each) for each in written)


def _latest(versions: Mapping[Any, Any]) -> dict[str, Any]:
    return fields_of(versions[max(versions)])
