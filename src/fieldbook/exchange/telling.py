"""An exchange in words, for the command and the sheet alike."""

from __future__ import annotations

import datetime as dt
import errno
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fieldbook.book import Fieldbook
from fieldbook.domain.checks import CHOICES
from fieldbook.domain.errors import BranchError
from fieldbook.domain.merge.asking import JOINED, Asked, wants
from fieldbook.domain.merge.clashes import Clash
from fieldbook.domain.merge.plan import Plan
from fieldbook.domain.naming import name_in, name_of
from fieldbook.domain.records import BY_KIND, BY_TABLE, Member
from fieldbook.domain.references import REFERENCES
from fieldbook.domain.shelf import Shelf
from fieldbook.domain.slots import REMOVAL
from fieldbook.exchange.belonging import Belonging
from fieldbook.exchange.exchanging import Done, Prospect, Side
from fieldbook.exchange.receiving import Refused
from fieldbook.i18n import N_, _, ngettext
from fieldbook.labels import CODES, code_label, field_label, kind_label
from fieldbook.sentences import sentence

MOST_SHOWN: Final = 10
"""Clashes, or records that look the same, that a command shows."""
_LONGEST: Final = 60
"""Characters of a text that are told of each side of a clash."""
_WHY: Final[Mapping[str, str]] = {
    "beside": N_("both wordings stay, to be settled"),
    "later": N_("the later one counts: {value}"),
    "removal": N_("removed in one book, changed in another; it stays"),
}
"""What becomes of a clash."""
_UNITS: Final[Mapping[str, str]] = {
    "ended": "ended_on", "visited": "visited_on", "found": "found_on", "due": "due_on",
    "dropped": "dropped_on", "studied": "studied_on", "solved": "solved_on",
    "checked": "checked_on", "surveyed": "surveyed_on", "referral": "referred_on",
}  # fmt: skip
"""Unit of fields that are joined as one → the field by which it is called."""

_FULL: Final = N_("{place} is full: make room there, or take another stick.")
_CLOSED: Final = N_(
    "Nothing may be written in {place}: lift its write protection, or take another stick or folder."
)
_GONE: Final = N_("{place} is not there any more: put the stick in again.")
_REFUSALS: Final[Mapping[int, str]] = {
    errno.EROFS: N_(
        "{place} can only be read: lift the write protection (a small switch on many sticks and cards), "
        "or take another stick."
    ),
    errno.EACCES: _CLOSED, errno.EPERM: _CLOSED,
    errno.ENOSPC: _FULL, errno.EDQUOT: _FULL, errno.EFBIG: _FULL,
    errno.ENOENT: _GONE, errno.ENODEV: _GONE, errno.ENXIO: _GONE,
}  # fmt: skip
"""What the system says of a place that takes no more → what to do about it."""
_HANDED: Final = {
    (False, False): N_("{handed} handed in."),
    (False, True): N_("{taken} taken in, {handed} handed in."),
    (True, False): N_("{handed} handed out."),
    (True, True): N_("{taken} taken in, {handed} handed out."),
}
"""Whether it is the branch's own book, and whether something was taken in → what was done."""


def standing_sentence(book: Fieldbook, mine: Belonging) -> str:
    """What a book is to its branch."""
    if mine.is_of_branch:
        return _("The branch's own book: {branch} (since {day}).").format(
            branch=mine.name, day=mine.since
        )
    return _("{member}'s book, of the branch {branch} (since {day}).").format(
        branch=mine.name, member=book.shelf.member_name(mine.member), day=mine.since
    )


def last_exchange(book: Fieldbook) -> str:
    """When something was taken in last, or that nothing was."""
    times = [each.exchanged_at for each in book.exchange.memories().values()]
    return moment(max(times, default="")) or _("none yet")


class Told(NamedTuple):
    """A line of what an exchange would do."""

    text: str
    depth: int = 0
    """1 where it belongs to the line above it."""


def prospect_lines(seen: Prospect, shelf: Shelf, most: int | None = None) -> Iterator[Told]:
    """What an exchange would do, line by line.

    Args:
        seen: what it would do.
        shelf: knows the names of what is in the book.
        most: how many of a kind of line are told, where not all are.
    """
    yield from (Told(refused_sentence(each, shelf)) for each in seen.refused)
    if seen.is_empty:
        yield Told(_("There is nothing new to exchange."))
        return
    yield from _side_lines(_("To be taken in:"), seen.comes)
    yield from _plan_lines(seen, shelf, most)
    by_branch = seen.us.belonging.is_of_branch
    goes = _("To be handed out:") if by_branch else _("To be handed in:")
    yield from _side_lines(goes, seen.goes)
    if by_branch and seen.comes:
        yield Told(_("What is taken in and others are to have goes on to them, too."))
    yield from _reach_lines(by_branch=by_branch)


def _reach_lines(*, by_branch: bool) -> Iterator[Told]:
    """What an exchange takes out of this book, and what it never does: as ``merge.reach`` decides it."""
    yield Told(_("What leaves this book, and what stays:"))
    if by_branch:
        yield Told(
            _(
                "To each member: tasks, members and work groups, his contact group's households, and "
                "solutions that he is to carry out"
            ),
            1,
        )
        yield Told(_("Stays here: diary and minutes, and households of other contact groups"), 1)
    else:
        yield Told(_("To the branch: all that was written here of the work"), 1)
        yield Told(
            _("Stays here: notes of the diary that were not reported, drafts and settings"), 1
        )
    yield Told(_("Nobody else can read it, also from a lost stick."), 1)


def done_sentence(done: Done, place: object = "") -> str:
    """What an exchange at a place has done; where the place took no more, how to go on."""
    if done.reported and not (done.taken or done.handed):
        told = _(
            "This book has reported to the branch; once the branch has exchanged, exchange again."
        )
    elif not (done.taken or done.handed):
        told = _("There was nothing new to exchange.")
    elif not done.handed:
        told = _("{taken} taken in.").format(taken=_records(done.taken))
    else:
        told = _(_HANDED[done.by_branch, done.taken > 0]).format(
            taken=_records(done.taken), handed=_records(done.handed)
        )
    if done.to_settle:
        clashes = ngettext(
            "{count} record to settle.", "{count} records to settle.", done.to_settle
        )
        told = _("{told} {next}").format(told=told, next=clashes)
    if done.failed is None:
        return told
    why = _why_no_more(done.failed, place)
    if not (done.taken or done.handed):
        return _("Nothing was written there. {why} Then exchange again.").format(why=why)
    return _("{done} The rest was not written. {why} Then exchange again.").format(
        done=told, why=why
    )


def _why_no_more(failed: OSError, place: object) -> str:
    """Why a place took no more, and what to do about it."""
    told = _REFUSALS.get(failed.errno or 0)
    return _(told).format(place=place) if told and place else sentence(failed)


def refused_sentence(found: Refused, shelf: Shelf) -> str:
    """Why a bundle was left or refused."""
    if found.member:
        member = shelf.find(Member, found.member)  # in the trash, too
        who = _("an unknown book") if member is None else member.name
    else:
        who = _("an unknown book") if found.member is None else _("the branch")
    return sentence(BranchError(found.why, who=who, number=found.number))


def asked_lines(
    asked: Sequence[Asked], shelf: Shelf, most: int | None = MOST_SHOWN
) -> Iterator[Told]:
    """What members ask for and only the branch can say; none where nobody asks."""
    if asked:
        told = _(
            "Asked for, and the branch's to say; it stays as it is until changed here: {count}"
        )
        yield Told(told.format(count=len(asked)))
        yield from _cut([asked_line(each, shelf) for each in asked], most)


def asked_line(asked: Asked, shelf: Shelf) -> str:
    """What a member asks for, and who he is."""
    member = shelf.find(Member, asked.member)
    who = _("an unknown book") if member is None else member.name
    if asked.slot == JOINED:
        names = " = ".join(dict.fromkeys(_name(shelf, asked.table, each) for each in wants(asked)))
        return _("{who}: {names}").format(who=who, names=names)
    return _("{who}: {entry}, {field}: {wish}").format(
        who=who,
        entry=_name(shelf, asked.table, asked.id),
        field=_slot_label(asked.slot),
        wish=_wish(asked, shelf),
    )


def _wish(asked: Asked, shelf: Shelf) -> str:
    """What is wanted in a slot, in the words of a reader."""
    wanted = wants(asked)
    if asked.slot == REMOVAL:
        return _("removed") if "removed_at" in wanted else _("not removed")
    return _value(shelf, asked.table, asked.slot, wanted.get(asked.slot, ""))


def _value(shelf: Shelf, table: str, field: str, value: Any) -> str:
    """What stands in a field, in the words of a reader."""
    kind = BY_TABLE[table].kind
    if target := REFERENCES.get(kind, {}).get(field):
        named = BY_KIND[target].table
        return _names(_name(shelf, named, each) for each in _several(value)) or "—"
    if value and (kind, field) in CHOICES:
        own = f"{kind}.{field}"
        return code_label(own if own in CODES else field, value)
    if isinstance(value, list):  # steps
        return _names(f"{each.get('what', '')} / {each.get('who', '')}" for each in value)
    value = value.get("name", "") if isinstance(value, dict) else value
    return str(value) or "—"


def _several(value: object) -> Sequence[str]:
    """The ids in a reference, which may be one or several."""
    return [str(each) for each in value] if isinstance(value, list) else [str(value)] * bool(value)


def moment(text: str) -> str:
    """A time as people write it, on this computer's clock; empty where there was none."""
    try:
        return f"{dt.datetime.fromisoformat(text).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return ""


def _side_lines(title: str, sides: Sequence[Side]) -> Iterator[Told]:
    if sides:
        yield Told(title)
    for each in sides:
        last = moment(each.since)
        when = _("last on {day}").format(day=last) if last else _("for the first time")
        counts = _counts(each.counts) or _("reports that it is there")
        told = _("{who} ({when}): {counts}")
        yield Told(told.format(who=_whose(each.member), when=when, counts=counts), 1)


def _plan_lines(seen: Prospect, shelf: Shelf, most: int | None) -> Iterator[Told]:
    plan = seen.plan
    come = sum((Counter(each.counts) for each in seen.comes), Counter[str]())
    new = plan.added if plan.added != come else {}  # where all is new, that was told above
    for title, counts in ((_("New here"), new), (_("Changed here"), plan.changed)):
        if told := _counts(counts):
            yield Told(_("{title}: {what}").format(title=title, what=told))
    if given := plan.given_away:
        yield Told(_("Given to another contact group: {count}").format(count=len(given)))
        yield from _cut([_name(shelf, "households", each, plan) for each in given], most)
    if plan.clashes:
        yield Told(_("Clashes: {count}").format(count=len(plan.clashes)))
        yield from _cut([_clash(shelf, seen, each) for each in plan.clashes], most)
    yield from asked_lines(plan.asked, shelf, most)
    if plan.alike:
        yield Told(_("Looks the same: {count}").format(count=len(plan.alike)))
        names = ([_name(shelf, e.table, one, plan) for one in e.ids] for e in plan.alike)
        yield from _cut([_(" and ").join(each) for each in names], most)
    if plan.alike or any(each.why != "later" for each in plan.clashes):
        yield Told(
            _("Afterwards each of them is settled, on the branch's screen or where it stands.")
        )
    if plan.ahead:
        told = ngettext(
            "{count} entry was written by a clock beyond the year 2194 and is left out; set that "
            "computer's clock and write it down anew.",
            "{count} entries were written by a clock beyond the year 2194 and are left out; set that "
            "computer's clock and write them down anew.",
            len(plan.ahead),
        )
        yield Told(told)
    if unread := len(plan.refused) - len(plan.ahead):
        told = ngettext(
            "{count} entry cannot be read and is left out.",
            "{count} entries cannot be read and are left out.",
            unread,
        )
        yield Told(told)


def _clash(shelf: Shelf, seen: Prospect, clash: Clash) -> str:
    slot = _slot_label(clash.slot)
    entry, why = _name(shelf, clash.table, clash.id, seen.plan), _(_WHY.get(clash.why, clash.why))
    if clash.why == "later":
        ours, theirs = (_short(shelf, clash, each) for each in (clash.ours, clash.theirs))
        why = why.format(value=ours if clash.ours_counts else theirs)
    else:
        ours, theirs = _said(clash.ours), _said(clash.theirs)
    if clash.why == "removal" or not (ours and theirs):
        return _("{entry}, {field}: {why}").format(entry=entry, field=slot, why=why)
    told = _("{entry}, {field}: here \u201c{ours}\u201d, {who} \u201c{theirs}\u201d; {why}")
    who = _writer(shelf, seen, clash.replica)
    return told.format(entry=entry, field=slot, ours=ours, theirs=theirs, who=who, why=why)


def _short(shelf: Shelf, clash: Clash, fields: Mapping[str, Any]) -> str:
    """What one side has in a short slot."""
    told = (_value(shelf, clash.table, e, fields[e]) for e in fields if e != "handovers")
    return " ".join(told) or "—"


def _writer(shelf: Shelf, seen: Prospect, replica: str) -> str:
    """In whose book a text was written, as far as is known."""
    members = {each.replica: each.member for each in seen.us.memories.values()}
    members |= {each.incoming.replica: each.incoming.member for each in seen.received}
    if replica not in members:
        return _("another book")
    return _whose(shelf.member_name(members[replica]))


def _slot_label(slot: str) -> str:
    return _("removal") if slot == REMOVAL else field_label(_UNITS.get(slot, slot))


def _said(fields: Mapping[str, object]) -> str:
    """The words of one side of a clash."""
    text = " ".join(each for each in fields.values() if isinstance(each, str))
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\u2026"


def _name(shelf: Shelf, table: str, record_id: str, plan: Plan | None = None) -> str:
    """A record as its reader knows it; one that is not in the book yet has no number."""
    record_type = BY_TABLE[table]
    record = shelf.find(record_type, record_id)
    kind = kind_label(record_type.kind)
    if record is not None:
        return f"{kind} #{record.seq} {name_of(record)}".rstrip()
    joinings = plan.joinings if plan else ()
    found = (e.after for e in joinings if e.table == table and e.after["id"] == record_id)
    name = name_in(next(found, {}))
    return _("{kind} {name} (new)").format(kind=kind, name=name) if name else kind


def _names(found: Iterator[str]) -> str:
    texts = list(found)
    return _(", ").join(texts[:MOST_SHOWN]) + (" …" if len(texts) > MOST_SHOWN else "")


def _cut(lines: Sequence[str], most: int | None) -> Iterator[Told]:
    yield from (Told(each, 1) for each in lines[:most])
    if most is not None and len(lines) > most:
        yield Told("\u2026", 1)


def _whose(name: str) -> str:
    return name or _("the branch")


def _counts(by_table: Mapping[str, int]) -> str:
    """How many of each kind, in the order in which a reader meets them."""
    found = ((kind, by_table.get(table, 0)) for table, kind in BY_TABLE.items())
    return _(", ").join(f"{kind_label(kind.kind)} {count:,}" for kind, count in found if count)


def _records(count: int) -> str:
    return ngettext("{count} entry", "{count} entries", count)
