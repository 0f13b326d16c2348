"""What a list says once and means for the rows below it, too: 同上, and places that head their rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from fieldbook.domain import folding
from fieldbook.domain.codes import Holds
from fieldbook.intake.cells import one_line
from fieldbook.intake.grid import Cell, Line
from fieldbook.patterns import pattern

_DITTO: Final = frozenset(
    ["同上", "同前", "〃", "″", "”", "“", '"', "''", "ditto", "do", "do.", "-do-", "--do--", "idem"]
)
"""What stands for the cell above."""
_BEGIN_DITTO: Final = frozenset(sign for each in _DITTO for sign in each[0] + each[0].upper()) | {
    " ",
    "\u3000",
}
_LONGEST: Final = 8
"""Signs of the longest of them, with the blanks around it."""
_LEVELS: Final[Mapping[Holds, Sequence[str]]] = {
    "households": ("unit", "commune", "brigade", "group"),
    "groups": ("unit", "commune", "brigade"),
}
"""The fields that say where a row belongs, the outermost first."""
_NAMED: Final = frozenset({"head", "person", "surname", "name"})
"""The fields one of which every row of such a list fills."""

_NUMBER: Final = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_WHO: Final = "组长|队长|负责|联系|干部|户|人"
_GROUP: Final = pattern(
    rf"(?:{_NUMBER}[、.．]|[(（]{_NUMBER}[)）])?"
    rf"(?P<group>(?:第?{_NUMBER}|(?P<named>(?!.*(?:[村乡镇党]|工作|领导|调查|普查|检查))[\u4e00-\u9fff]{{2,8}}?))(?:村民|居民|生产|作业)?小?[组队]"
    rf"(?:[(（](?![^()（）]*(?:{_WHO}))[^()（）]{{1,6}}[)）])?)"
    rf"(?:[(（].*(?:{_WHO}).*[)）]|[:：]?(?:共?\d+户|组长|队长).*|[:：])?"
)
"""A line that says only this heads the households of a group: ``一组``, ``三、第三组``, ``2组（组长：李明）``."""

_GROUP_FILLED_IN: Final = pattern(r"(?:组别|所在小组|村民小组|生产队|小组)[:：]\s*(\S+).*")

_COPY: Final = pattern(r"\s*[(（]\d{1,2}[)）]$")
"""What a spreadsheet adds to the name of a sheet that was copied."""

Places = Mapping[tuple[int, int], Cell]
"""(number of a line, column) → what its cell means."""


def dittos(lines: Sequence[Line], columns: Sequence[int]) -> Places:
    """The cells that say 同上, with what they mean."""
    found: dict[tuple[int, int], Cell] = {}
    for at in columns:
        above: Cell = ""
        for line in lines:
            cell = line.cells[at] if at < len(line.cells) else ""
            if cell == "":
                continue
            if isinstance(cell, str) and cell[:1] in _BEGIN_DITTO and is_ditto(cell):
                if above != "":
                    found[line.number, at] = above
            else:
                above = cell
    return found


def group_headed(only: str, *, is_wide: bool) -> str:
    """The group whose households a line heads that says nothing else; empty where it heads none.

    One that is called by a name and no number is told from other words only where its cell ``is_wide``.
    """
    found = _GROUP.fullmatch("".join(only.split()))
    if found is None or (found["named"] and not is_wide):
        return ""
    return found["group"]


def group_of_all(lines: Sequence[Line], name: str, wide: Collection[int]) -> str:
    """The group of which a sheet is, where a line above its headings, or its name, says so and nothing else."""
    said = [
        (cell, line.number in wide)
        for line in lines
        for cell in line.cells
        if isinstance(cell, str) and cell
    ]
    filled = [
        (found[1], True)
        for cell, _wide in said
        if (found := _GROUP_FILLED_IN.fullmatch(one_line(cell)))
    ]
    groups = [
        group
        for cell, is_wide in (*said, *filled)
        if (group := group_headed(cell, is_wide=is_wide))
    ]
    return groups[-1] if groups else group_headed(_COPY.sub("", name), is_wide=False)


def is_ditto(cell: Cell) -> bool:
    """Whether a cell says no more than 同上."""
    return isinstance(cell, str) and len(cell) <= _LONGEST and cell.strip().casefold() in _DITTO


def places(
    lines: Sequence[Line],
    holds: Holds,
    columns: Mapping[str, int],
    merged: Collection[int],
    is_sum: Callable[[Line], bool],
) -> Places:
    """The places that stand in the first of their rows only, for the rows below it.

    Args:
        lines: the lines below the headings.
        holds: what the sheet holds; only lists of households and of groups are told by their places.
        columns: field → column.
        merged: the columns with merged cells, which say themselves how far a place reaches.
        is_sum: whether a line is one of sums.
    """
    levels = [field for field in _LEVELS.get(holds, ()) if field in columns]
    open_ = [columns[field] for field in levels if columns[field] not in merged]
    if not any(_text(line, at) == "" for line in lines for at in open_):
        return {}
    named = [at for field, at in columns.items() if field in _NAMED]
    rows = [row for row in lines if any(_text(row, at) for at in named) and not is_sum(row)]
    found: dict[tuple[int, int], Cell] = {}
    outer: list[list[bool]] = []
    for field in levels:
        said = [_text(row, columns[field]) for row in rows]
        texts = [text if is_ditto(text) else folding.key(text) for text in said]
        most = len(rows) // 2 if field == "group" else len(rows)
        if columns[field] in open_ and _heads_rows(texts, most):
            found.update(_below(rows, columns[field], outer))
        outer.append(list(_begins(texts)))
    return found


def _heads_rows(texts: Sequence[str], most: int) -> bool:
    """Whether a column says each place once, above all its rows; who leaves one out repeats the others."""
    said = [text for text in texts if text]
    once = all(one != other and not is_ditto(other) for one, other in pairwise(said))
    return bool(texts) and bool(texts[0]) and once and len(said) <= min(most, len(texts) - 1)


def _below(
    rows: Sequence[Line], at: int, outer: Sequence[Sequence[bool]]
) -> Iterator[tuple[tuple[int, int], Cell]]:
    """What a place above means for the rows below it, up to where a larger one begins."""
    above: Cell = ""
    for number, row in enumerate(rows):
        if _text(row, at):
            above = row.cells[at]
        elif any(begins[number] for begins in outer):
            above = ""
        elif above != "":
            yield (row.number, at), above


def _begins(texts: Sequence[str]) -> Iterator[bool]:
    """Where another place begins than the one before."""
    last = ""
    for text in texts:
        yield bool(text) and text != last
        last = text or last


def _text(line: Line, at: int) -> str:
    return one_line(line.cells[at]) if at < len(line.cells) else ""
