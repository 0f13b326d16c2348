"""Stubs: what a contact group learns of a household that left it."""

from __future__ import annotations

from fieldbook.domain.merge.stubs import stub_of, with_stub

OURS, THEIRS, LATER = (f"01b00000000{n}-0000-000000aa" for n in (2, 1, 3))


def test_a_handover_alone_is_as_late_as_its_contact() -> None:
    """The contact is older than ours, and stood when a later handover was written: it is whose it is."""
    branchs = {
        "id": "h",
        "created_at": "2026-11-21T08:00:00+08:00",
        "head": "王秀英",
        "contact": "liu",
        "handovers": [{"on": "2026-11-21", "from_contact": "chen", "to_contact": "liu"}],
        "stamps": {"*": THEIRS, "handovers": LATER},
    }
    ours = {**branchs, "handovers": [], "seq": 3, "contact": "chen", "stamps": {"*": OURS}}
    found = with_stub("households", ours, stub_of(branchs))
    assert (found["contact"], found["seq"]) == ("liu", 3)
