"""Rows of a list of work groups, and of their survey 摸底."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from fieldbook.domain.codes import FOUND
from fieldbook.domain.entries import GroupEntry, Oddity, labelled
from fieldbook.intake.roster import BETWEEN, unit_above
from fieldbook.intake.row import Row, without_repeats
from fieldbook.patterns import pattern

_TYPES: Final = (
    # 未形成 and 不够强 hold the words for type 1 in them: they are asked first.
    (3, pattern(r"(?:type\s*)?(?:3|iii|三)\s*[类型]?|第?三类.*|.*[未没]有?形成.*|.*not formed.*")),
    (2, pattern(r"(?:type\s*)?(?:2|ii|二)\s*[类型]?|第?二类.*|.*不够?强.*|.*not strong.*")),
    (1, pattern(r"(?:type\s*)?(?:1|i|一)\s*[类型]?|第?一类.*|.*形成.*|.*core formed.*")),
)
"""How the type that a survey found is written."""

_NOBODY: Final = frozenset(
    ["空缺", "暂缺", "缺", "未定", "待定", "未选", "未选出", "未形成", "没有形成", "未建立", "未成立", "尚未形成", "尚未选出", "尚未确定", "未确定", "待选", "正在物色",
     "物色中", "正在培养", "培养中", "vacant", "tbd", "not formed", "to be elected"]
)  # fmt: skip
"""What stands in the place of a name where nobody is there yet."""


def entries(
    rows: Iterable[Row],
    fields: frozenset[str],  # noqa: ARG001  every reader of rows is given them
) -> tuple[list[GroupEntry], list[Oddity]]:
    """The groups of a list, and what was odd in its rows."""
    return without_repeats(
        rows, _entry, lambda _row, entry: replace(entry, row=0), lambda entry: entry.name
    )


def _entry(row: Row) -> GroupEntry:
    name = row.text("name")
    if not name:
        row.require("name")
    surveyed_on, surveyed_text = row.day("surveyed_on")
    type_ = _type(row)
    core_since, _text = row.day("core_since")
    # Without a type there is no survey: its day and what was found then stand in the group's note.
    untyped = () if type_ else ("surveyed_on", *FOUND)
    lines = [line for field in untyped for line in row.besides(field)]
    lines += [] if core_since else row.besides("core_since")
    leader = _named(row.alone("leader"))
    lines += [(row.heading("leader"), leader)] if len(BETWEEN.split(leader)) > 1 else []
    every = row.every("visit_every_days")
    note = "\n".join([row.remark("note"), *row.refused, *(labelled(*line) for line in lines)])
    return GroupEntry(
        row=row.number,
        name=name,
        unit=unit_above(lambda _level: row),
        leader=leader,
        key_members=_key_members(row),
        core_members=_named(row.people("core_members")),
        core_since=core_since,
        visit_every_days=every,
        note=note.strip("\n"),
        tags=row.several("tags"),
        type=type_,
        surveyed_on=surveyed_on if type_ else None,
        surveyed_text=surveyed_text if type_ else "",
        **({field: row.long(field) for field in FOUND} if type_ else {}),
    )


def _named(people: str) -> str:
    """The people a cell names; none where it says that there are none yet."""
    return "" if people.casefold() in _NOBODY else people


def _key_members(row: Row) -> str:
    """Those of all columns; who stands in one of deputies 副组长 has that for a role."""
    said = [(h, _named(people)) for h, people in row.people_of_each("key_members")]
    return "、".join(_with_role(row, people, heading) for heading, people in said if people)


def _with_role(row: Row, people: str, heading: str) -> str:
    if not heading.casefold().startswith(("副", "deputy", "vice", "assistant")):
        return people
    names = map(str.strip, BETWEEN.split(row.as_said(people)))  # a deputy is one person, mostly
    return "、".join(each if "（" in each else f"{each}（{heading}）" for each in names)


def _type(row: Row) -> int | None:
    text = row.text("type")
    said = unicodedata.normalize("NFKC", text).casefold()
    found = next((type_ for type_, words in _TYPES if words.fullmatch(said)), None)
    if text and found is None:
        row.odd("type", "not_a_choice", text)
    return found
