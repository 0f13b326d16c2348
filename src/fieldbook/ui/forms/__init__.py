"""The forms: one module a subject, one table that says which form edits which record."""
