"""Who and what a book names: what no reader outside the branch may find in a paper's words."""

from __future__ import annotations

import contextlib
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import msgspec

from fieldbook.domain import folding
from fieldbook.domain.namesakes import Apart, apart, placed
from fieldbook.domain.records import (
    RECORD_TYPES,
    Commendation,
    Diary,
    Experience,
    Group,
    Household,
    Issue,
    Link,
    Member,
    OnSiteMeeting,
    Person,
    Plan,
    Record,
    Solution,
    Task,
    Training,
    Visit,
)
from fieldbook.domain.saying import saying
from fieldbook.domain.shelf import Shelf
from fieldbook.domain.slots import slot_named
from fieldbook.patterns import pattern

_HOME: Final = pattern(r"(?<=..)(?:家里|家中|家的|家|户|[’']s)$")
"""What stands behind a head's name where somebody wrote down a household that was not resolved."""
_OF_GROUP: Final = pattern(
    r"^第?[0-9０-９一二三四五六七八九十]+(?:村民小?组|小?组|队|社)的?|[（(].*$"
)
_BETWEEN: Final = pattern(r"[、,，;；/\n]|\band\b")
_TWO_HOMES: Final = pattern(r"[;；\r\n]")
"""What stands between two households as two books wrote them down, where both wordings were kept."""
_SOMEBODYS: Final = pattern(r"(?:his|her|their|the|my|an?) |[他她其]|户主的|家里的")
"""What begins like this is said of somebody by another: “his wife”."""
_KIN: Final = pattern(
    r"[大二三四小老]?(?:儿子|女儿|闺女|儿媳|媳妇|孙子|孙女|老伴|爱人|弟弟|哥哥|妹妹|姐姐|公公|婆婆|大爷|大娘)"
)
_SAID: Final = (
    "全家 家人 家里 大家 群众 社员 组员 村民 居民 老人 孩子 儿子 女儿 儿媳 媳妇 老伴 老公 老婆 丈夫 妻子 父亲 "
    "母亲 本人 妇女 青年 代表 邻居 户主 组长 骨干 队长 会计 支书 书记 主任 干部 党员 全组 全队 各组 各户 "
    "各家各户 全体社员 社员们 自己 待定 全体 大伙 双方 两家 两户 有关人员 上级 上头 县里 乡里 镇里 村里 公社里 大队里 "
    "公社领导 大队领导 领导 政府 妇联 工会 小学 中学 村两委 支部 党支部 团支部 共青团"
)
_NOBODY: Final = frozenset(
    (*_SAID.split(), "all", "both", "everybody", "everyone", "each", "family", "neighbours", "women", "leader", "leaders",
     "members", "nobody", "son", "daughter", "wife", "husband", "mother", "father", "bookkeeper")
)  # fmt: skip
"""Words that stand where a name is asked for and name nobody."""


class Named(NamedTuple):
    """What a book names, each as it was written."""

    people: tuple[str, ...] = ()
    """Of the households and the groups: heads, who was met or raised a matter, leaders, key members."""
    loosely: tuple[str, ...] = ()
    """What stands where somebody is named, and may be a name or not."""
    members: tuple[str, ...] = ()
    """Those of the branch, also those who are among the people as well."""
    namesakes: frozenset[str] = frozenset()
    """Heads' names that several households have."""
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Groups, and the units above them."""
    surely: frozenset[str] = frozenset()
    """Heads, and who leads a group: no group or office stands there, whatever the name looks like."""
    in_order: tuple[tuple[str, str], ...] = ()
    """Whoever may be one of the people, the longest known first, each with :func:`which_home` where
    several heads share a name. Whom the book came to know on one day stand in no order that tells
    anything, such as that of the register."""


def which_home(group: str, code: str, told: Apart) -> str:
    """What tells a head from another of the very same name: where the home is, or what else is told of it."""
    return "|".join(("", group, code, *(() if told[:1] == ("place",) else told)))


def named(shelf: Shelf) -> Named:
    """Who and what the book names; what lies in its trash is named, too."""
    return shelf.remember("named", RECORD_TYPES, lambda: _named(shelf))


def is_named(shelf: Shelf, name: str) -> bool:
    """Whether somebody of this very name stands in the book, and not in its trash alone."""
    now = shelf.remember("named_now", RECORD_TYPES, lambda: _named_now(shelf))
    return folding.key(name) in now


def _named_now(shelf: Shelf) -> frozenset[str]:
    now = [each for each in shelf.everything() if each.removed_at is None]
    members = (each.name for each in now if isinstance(each, Member))
    people = (name for name, _home in _in_order(shelf, now, frozenset()))
    return frozenset(map(folding.key, itertools.chain(members, people)))


def _named(shelf: Shelf) -> Named:
    shown = [each for each in shelf.everything() if not each.undone]
    records = [*shown, *(beside for each in shown for beside in _beside(each))]
    households = [each for each in records if isinstance(each, Household)]
    groups = [each for each in records if isinstance(each, Group)]
    members = [each.name for each in records if isinstance(each, Member)]
    ids = {each.id for each in records if isinstance(each, Member)}
    own = {folding.key(each) for each in members}
    others = (e for record in records for e in _taking_part(record) if _is_said(e.name))
    people = _each_once(
        (
            *(each.head for each in households),
            *(each for record in records for each in _foremost(record) if _is_said(each)),
            *(e.name for e in others if e.id not in ids and folding.key(e.name) not in own),
        )
    )
    heads = Counter(each.head for each in shown if isinstance(each, Household))
    namesakes = frozenset(head for head, many in heads.items() if many > 1)
    return Named(
        people=people,
        loosely=_each_once(each for record in records for each in _loosely(record)),
        members=_each_once(members),
        namesakes=namesakes,
        phones=_each_once(each.phone for each in households),
        addresses=_each_once(each.address for each in households),
        places=_each_once(name for each in groups for name in (each.name, *each.unit)),
        surely=frozenset(
            (*(e.head for e in households), *(name for e in groups for name in _foremost(e)))
        ),
        in_order=tuple(dict.fromkeys(_in_order(shelf, records, namesakes))),
    )


def _in_order(
    shelf: Shelf, records: list[Record], namesakes: frozenset[str]
) -> Iterator[tuple[str, str]]:
    # The end of an id is drawn by chance and stands in no paper.
    for record in sorted(records, key=lambda each: (each.created_at.date(), each.id[::-1])):
        if isinstance(record, Household):
            group = shelf.group_of(record)
            home = which_home(placed(shelf, group), record.code, apart(shelf, record))
            yield record.head, home if record.head in namesakes else ""
        for name in (
            *_foremost(record),
            *(e.name for e in _taking_part(record)),
            *_loosely(record),
        ):
            yield name, ""


def _beside(record: Record) -> Iterator[Record]:
    """The record as other books told it, whose wordings lie beside the one that is shown."""
    for each in record.merged.beside if record.merged else ():
        with contextlib.suppress(msgspec.MsgspecError, AttributeError):  # what nobody can read
            yield saying(record, slot_named(record.table, each.slot), each)


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    plain = (each.strip() for each in names)
    return tuple(dict.fromkeys(filter(None, plain)))


def _is_said(name: str) -> bool:
    """Whether a name is one at all."""
    plain = name.strip().casefold()
    return plain not in _NOBODY and not _SOMEBODYS.match(plain) and not _KIN.fullmatch(plain)


def names_nobody(words: str) -> bool:
    """Whether who is named is no person: 大家, 社员, the family."""
    return words.strip().casefold() in _NOBODY


def home_of(written: str) -> str:
    """Whose household it is, where that was only written down: ``陈桂生家`` is 陈桂生's."""
    return _HOME.sub("", _OF_GROUP.sub("", written.strip()))


def _foremost(record: Record) -> Iterator[str]:
    """Who is of the people whatever else he is: who leads a group, was met, or raised a matter."""
    if isinstance(record, Group):
        leaders = (record.leader,) if record.leader else ()
        people = (*leaders, *record.key_members, *record.core_members)
        yield from (each.name for each in people)
        for change in record.post_changes:
            yield from _BETWEEN.split(change.before)
            yield from _BETWEEN.split(change.after)
    elif isinstance(record, Visit):
        yield from (each.name for each in record.met)
        yield from map(home_of, _TWO_HOMES.split(record.household_text))
    elif isinstance(record, Issue):
        yield from map(home_of, _TWO_HOMES.split(record.household_text))
        if record.raised_by:
            yield record.raised_by.name


def _taking_part(record: Record) -> Iterator[Person]:
    """Who took part in something: one of the people, unless the branch has a member of that name."""
    if isinstance(record, Visit):
        yield from record.companions
    elif isinstance(record, Solution):
        yield from record.with_whom
        if record.responsible:
            yield record.responsible
    elif isinstance(record, Training):
        yield from (*record.lecturers, *record.attendees)
    elif isinstance(record, Diary):
        yield from (*record.attendees, *record.excused, *record.observers)
        yield from filter(None, (record.chair, record.recorder))
    elif isinstance(record, OnSiteMeeting):
        yield from record.attendees
    elif isinstance(record, Plan):
        yield from record.made_with
    elif isinstance(record, Experience) and record.told_by:
        yield record.told_by
    elif isinstance(record, Commendation) and record.whom.role != "group":
        yield record.whom


def _loosely(record: Record) -> Iterator[str]:
    """Texts that say who, which may be a name, several, or “the whole group”."""
    for said in (*_said_who(record), *_behind_names(record)):
        yield from _BETWEEN.split(said)


def _behind_names(record: Record) -> Iterator[str]:
    """What stands in brackets behind who is named, or with words that name nobody: 妇女主任（赵国栋）."""
    for held in msgspec.structs.astuple(record):
        people = held if isinstance(held, tuple) else (held,)
        for each in (e for e in people if isinstance(e, Person)):
            if not _is_said(each.name):
                yield from (each.name, each.role)
            elif not each.role.isascii():  # a code says what somebody is
                yield each.role
    if isinstance(record, Visit | Issue):
        yield record.household_text


def _said_who(record: Record) -> Iterator[str]:
    if isinstance(record, Group):
        yield from (each.who for each in record.duties)
    elif isinstance(record, Solution):
        yield from (each.who for each in record.steps)
    elif isinstance(record, Diary):
        yield from (each.who for each in record.matters)
    elif isinstance(record, Experience):
        yield from (each.who for each in record.meetings)
    elif isinstance(record, Task):
        yield from (each.name for each in record.given_to)
    elif isinstance(record, Issue):
        yield from (record.referred_to, *(each.referred_to for each in record.referred_before))
    elif isinstance(record, Link):
        yield record.committee
