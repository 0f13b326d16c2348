"""Which column of a roster numbers its households, where no heading says so outright."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from fieldbook.intake.cells import one_line
from fieldbook.intake.grid import Cell, Line
from fieldbook.intake.headings import plain
from fieldbook.intake.withheld_headings import is_withheld
from fieldbook.patterns import pattern

HOUSES: Final = frozenset({
    "houseno", "housenumber", "house", "houseid", "homeno", "homenumber", "doorno", "doornumber", "hh", "hhnum",
    "household", "householdnum", "familyno", "familynumber", "门牌", "门牌号", "门牌号码", "住户编号", "住户号",
    "家庭号", "户编", "房号", "房屋编号",
})  # fmt: skip
"""Headings, reduced, of the number of a house: that of the household where each has its own."""
BARE: Final = frozenset(["no", "nos", "number", "num", "nr", "id", "#", "编号", "编码", "号码"])
"""Headings, reduced, of numbers of anything: the household's where they do not only count the rows."""
_OF_SOMEBODY: Final = pattern(
    r"(?:farmer|grower|member|membership|client|beneficiary|participant|tenant|resident|customer|register|registration|reg|file|account)s?"
    r"(?:no|number|num|nr|id|code|ref)|[农住社用]?[户员]序?[号码]|户(?:id|序)|(?:档案|登记|建档)编?号"
)
"""Headings of a number that somebody was given: no more than a bare one where it only counts the rows."""

_PHONE: Final = pattern(r"(?:tel\W*)?\+?\d[\d ()/,、-]{6,}", re.IGNORECASE)
"""A telephone, where a contact may be somebody's name or how to reach the household."""

_YES_OR_NO: Final = frozenset(["yes", "no", "y", "n", "是", "否", "√", "✓", "×", "true", "false"])
"""What stands under 户主 where everybody has a row and it says who is the head."""
_NUMBER: Final = pattern(r"[A-Za-z]{0,3}[-/ ]?\d{1,6}(?:[-/]\d{1,4})?[A-Za-z]?")


_NUMBER_AND_NAME: Final = pattern(
    r"(?P<number>[A-Za-z]{0,4}[-. ]?\d{1,6}(?:[-/]\d{1,4})?)(?: ?[-–—/|:：] ?| )(?P<name>[^\W\d][^\d]*)"
)
"""A number and a name."""

_NO_NUMBER: Final = ("code", "person", "relation")
"""The number itself, and the fields of a roster with a row a person, whose numbers may be theirs."""
_PLACES: Final = ("group", "unit", "brigade", "commune")
"""The fields that say within what a household has its number."""


def number_column(lines: Sequence[Line], texts: Sequence[str], columns: Mapping[str, int]) -> int:
    """The column that numbers the households of a roster, or -1; the heads' own may do that too.

    Args:
        lines: the rows below the headings.
        texts: the headings.
        columns: where each field that is read stands; an address may be the number of a house.
    """
    if not columns.keys().isdisjoint(_NO_NUMBER):
        return -1
    heads = columns.get("head", -1)
    lines = [line for line in lines if heads < 0 or _text(line.cells, heads)]  # 共5户 is a total
    at = _of_houses(lines, texts, columns)
    return heads if at < 0 and with_numbers(lines, heads) else at


def _of_houses(lines: Sequence[Line], texts: Sequence[str], columns: Mapping[str, int]) -> int:
    # 房号 beside 楼栋 is a part of the address: it counts within its building.
    used = {at for field, at in columns.items() if field != "address" or "building" in columns}
    places = [columns[each] for each in _PLACES if each in columns]
    for words in (HOUSES, BARE):
        for at, text in enumerate(texts):
            key = plain(text)
            heads = key in words or (words is BARE and _OF_SOMEBODY.fullmatch(key))
            if at in used or not heads or is_withheld(text, of_people=True):
                continue
            if _numbers_households(lines, at, places, is_house=words is HOUSES):
                return at
    return -1


def meant_by_cells(lines: Sequence[Line], columns: Mapping[str, int]) -> dict[str, str]:
    """What fields are instead: a contact whose cells are telephones, heads that are numbers or yes and no.

    Household has the number then, and Household Head? says who is one.

    Args:
        lines: the rows below the headings.
        columns: where each field that is read stands.
    """
    called = [text for line in lines if (text := _text(line.cells, columns.get("contact", -1)))]
    if called and sum(map(bool, map(_PHONE.fullmatch, called))) * 4 >= len(called) * 3:
        rest = {field: at for field, at in columns.items() if field != "contact"}
        return {"contact": "phone", **meant_by_cells(lines, rest)}
    if "head" not in columns or not columns.keys() & {"person", "surname"}:
        return {}
    texts = [text for line in lines if (text := _text(line.cells, columns["head"]))]
    if texts and _YES_OR_NO.issuperset(map(str.casefold, texts)) and "relation" not in columns:
        return {"head": "relation"}
    if "person" not in columns or "code" in columns:
        return {}
    others = sum(not _NUMBER.fullmatch(each) for each in texts)  # a total may stand below them
    are_numbers = len(texts) > 2 * others and others * 4 <= max(4, len(texts))
    return {"head": "code", "person": "head"} if are_numbers else {}


def with_numbers(lines: Sequence[Line], at: int) -> bool:
    """Whether a column of heads has a number and a name in every cell: ``HH-001 / John Banda``."""
    texts = [text for line in lines if at >= 0 and (text := _text(line.cells, at))]
    found = [parts[0] for text in texts if (parts := number_and_name(text))]
    others = len(texts) - len(found)  # a total may stand below them
    each_its_own = len(found) > 1 and others < 2 and len(set(found)) == len(found)
    return each_its_own and not (_counts(found) and found[0][0] != "0")


def number_and_name(text: str) -> tuple[str, str] | None:
    """The two, where a cell says both."""
    found = _NUMBER_AND_NAME.fullmatch(text)
    return (found["number"], found["name"]) if found else None


def _numbers_households(
    lines: Sequence[Line], at: int, places: Sequence[int], *, is_house: bool
) -> bool:
    """Whether a column gives nearly every row a number that no other row of its place has.

    Unless its heading says that houses are numbered, numbers that may only count the rows, of the whole
    sheet or of each place, are none of the household's: the next list counts others by them.
    """
    found: dict[tuple[str, ...], list[str]] = {}
    for place, number in _numbers(lines, at, places):
        if not _NUMBER.fullmatch(number):
            return False
        found.setdefault(place, []).append(number)
    every = [number for numbers in found.values() for number in numbers]
    if len(every) * 4 < len(lines) * 3 or not every:
        return False
    if any(len(set(numbers)) < len(numbers) for numbers in found.values()):
        return False
    return is_house or not (_counts(every) or all(map(_counts, found.values())))


def _numbers(
    lines: Sequence[Line], at: int, places: Sequence[int]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """What stands in the column where there is a digit, each with its place."""
    place = [""] * len(places)
    for line in lines:
        said = [_text(line.cells, each) for each in places]
        place = [now or before for now, before in zip(said, place, strict=True)]
        text = _text(line.cells, at)
        if any(map(str.isdigit, text)):
            yield tuple(place), text


def _text(cells: Sequence[Cell], at: int) -> str:
    """A cell as a text; whole numbers without a fraction."""
    cell = cells[at] if 0 <= at < len(cells) else ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return one_line(cell) if isinstance(cell, str) else str(cell)


def _counts(numbers: Sequence[str]) -> bool:
    """Whether numbers may only count the rows: each is above the last, as where rows were deleted."""
    if not all(map(str.isdecimal, numbers)):
        return False
    return all(one < other for one, other in pairwise(map(int, numbers)))
