"""Workbooks and web pages: bytes in, grids out. The reading itself happens in a child process."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from fieldbook.domain.errors import IntakeError
from fieldbook.intake import cells, content
from fieldbook.intake.grid import Block, Cell, Grid, Line, Lost
from fieldbook.workbooks import reading

PATIENCE: Final = 20
"""Seconds the child has, beside twenty for each megabyte of the file; a county's roster takes two."""


_TOO_LONG: Final = b'{"error": "unpacks_too_much"}'


class _Sheet(msgspec.Struct):
    """One sheet as the child tells it."""

    name: str
    hidden: bool = False
    lines: list[tuple[int, list[str | int | float | bool]]] = []
    marks: list[tuple[int, int, str]] = []
    blocks: list[tuple[int, int, int, int]] = []
    strays: list[tuple[int, str]] = []
    stray_count: int = 0


class _Told(msgspec.Struct):
    """All the child tells."""

    sheets: list[_Sheet] = []
    error: str = ""
    data: dict[str, Any] = {}


def grids(
    path: Path, data: bytes, kind: reading.Family, encoding: str | None = None
) -> Sequence[Grid]:
    """The sheets of a workbook, or the tables of a page, without those that hold nothing."""
    told = _ask(data, kind, encoding)
    if told is None or told.error == "damaged":
        raise content.unopened(path, data, kind)
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


def _ask(data: bytes, kind: reading.Family, encoding: str | None) -> _Told | None:
    """What the child tells, or nothing where it died of the file or talked nonsense."""
    answer = (_from_child if _has_python() else _from_here)(data, kind, encoding)
    try:
        return msgspec.json.decode(answer, type=_Told)
    except msgspec.MsgspecError:
        return None


def _has_python() -> bool:
    """Whether there is an interpreter to start: a frozen program is none."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def _from_child(data: bytes, kind: reading.Family, encoding: str | None) -> bytes:
    # -P: the folder it is started in may hold modules that are none of the child's business.
    command = [sys.executable, "-P", "-m", "fieldbook.workbooks", kind]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a console for it
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and our own program
            [*command, encoding] if encoding else command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE * (1 + (len(data) >> 20)),
            check=False,
            creationflags=hidden,
        )
    except subprocess.TimeoutExpired:
        return _TOO_LONG
    except OSError:
        return _from_here(data, kind, encoding)  # no child: better a small risk than no import
    if done.returncode < 0:  # stopped by the system, for memory or time beyond its limits
        return _TOO_LONG
    return done.stdout if done.returncode == 0 else b""


def _from_here(data: bytes, kind: reading.Family, encoding: str | None) -> bytes:
    return reading.told(data, kind, encoding)


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
    return Grid(sheet.name, lines, blocks, sheet.hidden, strays, sheet.stray_count)


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
