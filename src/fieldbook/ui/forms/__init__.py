"""The forms: one module a subject, tables that say which form edits which record."""
