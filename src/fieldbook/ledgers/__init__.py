"""Ledgers 台账: the book's records as tables, written for offices and read back as they were."""
