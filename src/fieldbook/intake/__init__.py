"""Rosters and ledgers from CSV, XLSX, XLS and ODS: file in, entries out."""
