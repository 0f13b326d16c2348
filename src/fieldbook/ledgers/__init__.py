"""Ledgers 台账: the book's records as tables, written for offices and read back as they were."""

from fieldbook.ledgers.columns import TABLES
from fieldbook.ledgers.drawing import default_name, ledger_files
from fieldbook.ledgers.formats import LEDGERS, LedgerFormat
from fieldbook.ledgers.imprint import LedgerImprint

__all__ = ["LEDGERS", "TABLES", "LedgerFormat", "LedgerImprint", "default_name", "ledger_files"]
