"""Workbooks and web pages: bytes in, grids out. The reading itself happens in a child process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import msgspec

from fieldbook.children import Child, TooMuch
from fieldbook.domain.errors import IntakeError
from fieldbook.intake import cells, content
from fieldbook.intake.beginning import Begun
from fieldbook.intake.grid import Block, Cell, Grid, Line, Lost


class _Sheet(msgspec.Struct):
    """One sheet as the child tells it."""

    name: str
    hidden: bool = False
    lines: list[tuple[int, list[str | int | float | bool]]] = []
    marks: list[tuple[int, int, str]] = []
    unseen: list[int] = []
    blocks: list[tuple[int, int, int, int]] = []
    strays: list[tuple[int, str]] = []
    stray_count: int = 0


class _Told(msgspec.Struct):
    """All the child tells."""

    sheets: list[_Sheet] = []
    error: str = ""
    data: dict[str, Any] = {}


def grids(begun: Begun, child: Child) -> Sequence[Grid]:
    """The sheets of a workbook, or the tables of a page, without those that hold nothing."""
    path, kind = begun.path, begun.kind
    try:
        told = _understood(child.answer())
    except TooMuch as error:
        raise IntakeError(path, "unpacks_too_much") from error
    if told is None or told.error == "damaged":
        raise content.unopened(path, begun.data, kind)
    if told.error == "binary_workbook":
        raise IntakeError(path, "not_a_table", found=told.error)
    if told.error:
        raise IntakeError(path, told.error, **told.data)
    found = [_grid(sheet, typed=kind != "page") for sheet in told.sheets if sheet.lines]
    if found:
        return found
    if kind == "page":
        raise IntakeError(path, "not_a_table", found="web_page")
    raise IntakeError(path, "empty")


def _understood(answer: bytes) -> _Told | None:
    """What the child told, or nothing where it died of the file or talked nonsense."""
    try:
        return msgspec.json.decode(answer, type=_Told)
    except msgspec.MsgspecError:
        return None


def _grid(sheet: _Sheet, *, typed: bool) -> Grid:
    lines = [Line(number + 1, list[Cell](each)) for number, each in sheet.lines]
    for at, column, mark in sheet.marks:
        line = lines[at].cells
        assert isinstance(line, list)
        text = str(line[column])
        line[column] = _day(text) if mark == "day" else Lost(mark, text)
    if not typed:
        lines = [Line(line.number, [cells.untyped(cell) for cell in line.cells]) for line in lines]
    blocks = tuple(Block(*edges) for edges in sheet.blocks)
    strays = tuple((row + 1, name) for row, name in sheet.strays)
    unseen = tuple(row + 1 for row in sheet.unseen)
    return Grid(sheet.name, lines, blocks, sheet.hidden, strays, sheet.stray_count, unseen)


def _day(text: str) -> Cell:
    """A day, a moment or a time of day, as the sheet held it; midnight is no time of day."""
    for kind in (dt.date, dt.datetime, dt.time):
        try:
            found = kind.fromisoformat(text)
        except ValueError:
            continue
        if isinstance(found, dt.datetime) and found.time() == dt.time():
            return found.date()
        return found
    return text
