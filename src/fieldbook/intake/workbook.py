"""XLSX, XLS and ODS: bytes in, grids out. The reading itself happens in a child process."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Final

import msgspec

from fieldbook.domain.errors import IntakeError
from fieldbook.intake import calamine_child, content, xlsx_marks
from fieldbook.intake.grid import Block, Cell, Grid, Line

PATIENCE: Final = 120
"""Seconds; a sheet of 100,000 rows takes two."""


class _Sheet(msgspec.Struct):
    """One sheet as the child tells it."""

    name: str
    broken: bool = False
    hidden: bool = False
    lines: list[tuple[int, list[str | int | float | bool]]] = []
    days: list[tuple[int, int]] = []
    blocks: list[tuple[int, int, int, int]] = []


class _Told(msgspec.Struct):
    """All the child tells."""

    sheets: list[_Sheet] = []
    error: str = ""


def grids(path: Path, data: bytes, kind: content.Kind) -> list[Grid]:
    """The sheets of a workbook in their order, without those that hold nothing."""
    if kind == "zip" and content.too_much(data):
        raise IntakeError(path, "too_large", size=len(data), limit=content.LARGEST)
    told = _ask(data)
    if told is None or told.error == "damaged":
        raise content.unopened(path, data, kind)
    if told.error:
        raise IntakeError(path, told.error)
    found = [_grid(sheet) for sheet in told.sheets if sheet.lines]
    if not found:
        broken = any(sheet.broken for sheet in told.sheets)
        raise IntakeError(path, "damaged" if broken else "empty")
    return xlsx_marks.put_back(data, found) if kind == "zip" else found


def _ask(data: bytes) -> _Told | None:
    """What the child tells, or nothing where it died of the file or talked nonsense."""
    answer = _from_child(data) if _has_python() else _from_here(data)
    try:
        return msgspec.json.decode(answer, type=_Told)
    except msgspec.MsgspecError:
        return None


def _has_python() -> bool:
    """Whether there is an interpreter to start: a frozen program is none."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def _from_child(data: bytes) -> bytes:
    # -P: the child's own folder holds modules of ours that are none of the child's business.
    command = [sys.executable, "-P", calamine_child.__file__]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a console for it
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and our own file
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
            creationflags=hidden,
        )
    except subprocess.TimeoutExpired:
        return b""
    except OSError:
        return _from_here(data)  # no child can be had: better a small risk than no import
    return done.stdout if done.returncode == 0 else b""


def _from_here(data: bytes) -> bytes:
    try:
        return calamine_child.told(data)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001  a panic of the compiled reader is no Exception
        return b""


def _grid(sheet: _Sheet) -> Grid:
    lines = [Line(number + 1, list[Cell](cells)) for number, cells in sheet.lines]
    for at, column in sheet.days:
        cells = lines[at].cells
        assert isinstance(cells, list)
        cells[column] = _day(str(cells[column]))
    blocks = tuple(Block(*edges) for edges in sheet.blocks)
    return Grid(sheet.name, lines, blocks, sheet.hidden)


def _day(text: str) -> Cell:
    """A day, a moment or a time of day, as the sheet held it."""
    for kind in (dt.date, dt.datetime, dt.time):
        try:
            return kind.fromisoformat(text)
        except ValueError:
            continue
    return text
