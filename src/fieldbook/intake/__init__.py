"""Rosters and ledgers from CSV, XLSX, XLS and ODS: file in, entries out.

:func:`fieldbook.intake.sheet.read_sheet` is the one way in. Nothing is loaded here: a child can read a
workbook while the rest is.
"""
