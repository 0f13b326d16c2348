"""A book written before there were the newer fields and kinds opens unchanged."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fieldbook.domain.records import BY_KIND
from fieldbook.store.codec import decode, encode

HEAD = {"id": "00000000-0000-7000-8000-000000000001", "seq": 1, "stamps": {},
        "created_at": "2026-11-01T08:00:00+08:00"}  # fmt: skip
BEFORE: dict[str, dict[str, Any]] = {
    "group": {"name": "3组", "core_members": [{"name": "王大山"}]},
    "task": {"title": "冬修水利", "given_on": "2026-11-01"},
    "visit": {"visited_on": "2026-11-02", "together": ["labour"]},
    "link": {"group": "00000000-0000-7000-8000-000000000002", "kind": "lagging"},
    "training": {
        "on": "2026-11-03",
        "topic": "评工",
        "group": "00000000-0000-7000-8000-000000000002",
    },
    "experience": {"title": "自办", "on": "2026-11-04", "meetings": [{"on": "2026-11-05"}]},
}
"""Documents as they were written before the newer fields."""
EMPTY: dict[str, dict[str, Any]] = {
    "group": {"duties": ()}, "visit": {"alongside": ()}, "link": {"committee": "", "outcome": ""},
    "task": {"task_kind": "task", "groups": (), "ended_on": None, "outcome": ""},
    "training": {"groups": (), "unit": (), "batch": "", "lecturers": (), "discussed": ""},
    "experience": {"visit": "", "told_by": None},
}  # fmt: skip


@pytest.mark.parametrize("kind", BEFORE)
def test_a_document_from_before_is_read_and_written_back_as_it_was(kind: str) -> None:
    """The newer fields have their defaults, and none of them comes into the document."""
    document = {**HEAD, **BEFORE[kind]}
    record = decode(BY_KIND[kind], document)
    assert {name: getattr(record, name) for name in EMPTY[kind]} == EMPTY[kind]
    assert record.created_at.date() == dt.date(2026, 11, 1)
    assert set(encode(record)) <= set(document)
