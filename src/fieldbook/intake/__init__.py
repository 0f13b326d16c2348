"""Rosters and ledgers from CSV, XLSX, XLS and ODS: file in, entries out."""

from __future__ import annotations

from fieldbook.intake.headings import FIELDS
from fieldbook.intake.sheet import read_sheet

__all__ = ["FIELDS", "read_sheet"]
