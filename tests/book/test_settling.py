"""Texts that lie beside each other, and how one of them comes to stand alone."""

from __future__ import annotations

import pytest

from fieldbook.domain.records import Issue
from fieldbook.reports.beside import beside_of
from tests import village
from tests.beside import lay_beside
from tests.clock import Clock


@pytest.fixture
def found() -> village.Village:
    """The small village; another book wrote other details of an issue, and another answer."""
    made = village.build(Clock())
    lay_beside(made.book, issue(made), "detail", detail="渠首塌了两处")
    lay_beside(made.book, issue(made), "referral", answer="等农闲再修")
    return made


def issue(found: village.Village) -> Issue:
    """The issue as it is now."""
    return found.book.issues.get(found.issues[0].id)


def test_the_other_text_can_be_made_to_stand_alone(found: village.Village) -> None:
    """Its words are the field's then, nothing of the slot lies beside, and other slots are left alone."""
    version = beside_of(issue(found))[0].version
    found.book.exchange.settle("issue", issue(found).id, "detail", version)
    assert issue(found).detail == "渠首塌了两处"
    assert [each.slot for each in beside_of(issue(found))] == ["referral"]
    assert issue(found).title == found.issues[0].title


def test_undoing_lays_both_texts_beside_each_other_again(found: village.Village) -> None:
    """Neither the shown text nor the one that had taken its place is lost by it."""
    version = beside_of(issue(found))[0].version
    found.book.exchange.settle("issue", issue(found).id, "detail", version)
    found.book.undo()
    assert issue(found).detail == found.issues[0].detail
    assert [each.slot for each in beside_of(issue(found))] == ["detail", "referral"]
    found.book.redo()
    assert issue(found).detail == "渠首塌了两处"
    assert [each.slot for each in beside_of(issue(found))] == ["referral"]


def test_a_removal_that_was_outlived_is_settled_too(found: village.Village) -> None:
    """One may still put the record in the trash, where another book had removed it."""
    other = found.book.issues.get(found.issues[1].id)
    lay_beside(found.book, other, "removal", removed_at="2026-11-20T08:00:00+08:00", undone=False)
    version = beside_of(found.book.issues.get(other.id))[0].version
    found.book.exchange.settle("issue", other.id, "removal", version)
    assert found.book.issues.get(other.id).removed_at is not None
