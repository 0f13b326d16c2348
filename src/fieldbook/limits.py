"""Limits of memory and processor time, for a process that reads what somebody else made."""

from __future__ import annotations


def keep_within(memory: int, seconds: int) -> None:
    """Refuse memory and processor time beyond the limits, where the system can."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    except (ImportError, OSError, ValueError):
        return  # Windows: the bounds that are counted remain
