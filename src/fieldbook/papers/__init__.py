"""Papers for the meeting: one module a format."""
