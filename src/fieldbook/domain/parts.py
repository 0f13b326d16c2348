"""The parts of records: what is named or told inside one, and counts as part of it."""

import datetime as dt
from typing import Final

import msgspec

BEYOND: Final = "(beyond)"
"""What the field of the unknown fields is called between record and document: as no field is."""


class Frozen(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    gc=False,
):
    """The base of everything a book holds: nothing in it can hold itself, so no collector looks at it."""

    beyond: str = msgspec.field(default="", name=BEYOND)
    """JSON object text of the fields this version does not know; written back as they were."""


class Person(Frozen, frozen=True, kw_only=True):
    """Somebody named inside a record: the name as written, the id only where it is known."""

    name: str
    id: str = ""
    """The id of a member (for a commendation, of a household or a group too), where it is known."""
    role: str = ""
    """What they were there: 组长, 骨干, …, as written."""


class Source(Frozen, frozen=True, kw_only=True):
    """Where an imported record came from, with the original's own texts."""

    file: str = ""
    code: str = ""
    row: int = 0
    digest: str = ""
    """The sealed digest (:mod:`fieldbook.domain.seal`) of what the row said when it was taken in."""
    reply_digest: str = ""
    """The sealed digest of the reply it had then."""
    measure_digest: str = ""
    """The sealed digest of what was to be done about it then."""
    status_digest: str = ""
    """The sealed digest of how far it was then: the words of its state, and its closing day."""
    said: str = ""
    """The sealed digest of all that was read of a ledger's row."""
    line: str = ""
    """The sealed digest of the whole line, of the cells too that nothing was read from."""
    found_text: str = ""
    replied_text: str = ""


class Version(Frozen, frozen=True, kw_only=True):
    """What a slot (:mod:`fieldbook.domain.slots`) held in some book: another way of saying it."""

    slot: str
    stamp: str
    origin: str
    """The id of the record it was written on, which is another one's where two were joined."""
    said: str
    """The slot's fields as JSON text, and as ``stamps`` those of them that are not ``stamp``."""


class Merged(Frozen, frozen=True, kw_only=True):
    """What the meeting of books left on a record; one that never met another book has none."""

    beside: tuple[Version, ...] = ()
    """What lies beside that which the fields show. Where one of a slot bears the stamp of the field, all
    versions of the slot are here; one of the slot ``removal`` is a removal that an edit outlived."""
    seen: tuple[tuple[str, str, str], ...] = ()
    """(origin, replica, stamp): all that was written on the origin in that book until then was known
    here, besides what the stamps say of themselves."""
    also: tuple[str, ...] = ()
    """Further ids of the record: of those that were joined with it."""
    past: tuple[str, ...] = ()
    """The contact groups a household, or a solution to be carried out, was ever handed to."""


class Handover(Frozen, frozen=True, kw_only=True):
    """A household that changed hands: from one contact to the next (member ids, may be empty)."""

    on: dt.date
    from_contact: str = ""
    to_contact: str = ""


class PostChange(Frozen, frozen=True, kw_only=True):
    """A change among those who lead a group: who stood there before, who after."""

    on: dt.date
    post: str
    """``leader``, ``key_members``, ``core_members``, or the area somebody answers for."""
    before: str = ""
    after: str = ""


class Referral(Frozen, frozen=True, kw_only=True):
    """A referral that was answered before the issue was referred again, with its answer."""

    referred_on: dt.date
    referred_to: str = ""
    answer: str = ""
    answered_on: dt.date | None = None


class Step(Frozen, frozen=True, kw_only=True):
    """One step of a solution, with its own responsible person and date."""

    what: str
    who: str = ""
    due_on: dt.date | None = None
    done_on: dt.date | None = None


class Matter(Frozen, frozen=True, kw_only=True):
    """A matter 议题 of a meeting, and what was decided on it, by whom and until when."""

    topic: str
    issue: str = ""
    """The issue's id, where it is about one."""
    decided: str = ""
    """Empty where it was talked about only."""
    who: str = ""
    due_on: dt.date | None = None
    task: str = ""
    """The id of the task that the decision became, where it is about no issue."""


class Findings(Frozen, frozen=True, kw_only=True):
    """What a survey found, in the survey's own four headings."""

    attendance: str = ""
    labour: str = ""
    management: str = ""
    leadership: str = ""
    other: str = ""


class Duty(Frozen, frozen=True, kw_only=True):
    """An area of a group's life, in the branch's own words, and who answers for it 分工负责."""

    area: str
    who: str = ""


class OnSite(Frozen, frozen=True, kw_only=True):
    """An on-site meeting 现场会 or visit held where the experience was made."""

    on: dt.date
    who: str = ""
    note: str = ""
