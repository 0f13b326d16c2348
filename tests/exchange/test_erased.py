"""What was erased from a book of a branch for good does not come back into it by an exchange."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Record
from fieldbook.store.purge import doomed_with, files_holding, purge
from tests.exchange.branch import Branch, titles
from tests.exchange.carriers import MemoryCarrier


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Branch]:
    """A branch over bundles in memory."""
    with Branch(tmp_path, MemoryCarrier()) as made:
        yield made


def erase(branch: Branch, record: Record) -> None:
    """Purge a record from the branch's own book, and open it again."""
    own = branch.own
    doomed = doomed_with(own.shelf, own.shelf.get(type(record), record.id))
    purge(own.store.db, own.path, doomed, files_holding(own.path, doomed))
    own.close()
    branch.own = branch.book("own")


def known_of(branch: Branch, record: Record) -> bool:
    """Whether the branch's own book knows what others have of a record, or are being handed."""
    memories = branch.own.exchange.memories().values()
    return any(
        record.id in sent for each in memories for sent in (each.known, *each.pending.values())
    )


def test_an_erased_record_stays_erased_whoever_goes_on_writing_in_it(branch: Branch) -> None:
    """Another book keeps its own, and says so; here it is passed over without a word."""
    li = branch.joined("李霞平")
    erased = li.issues.raise_(Draft(title="水渠漏水"))
    branch.round(li)
    erase(branch, erased)
    li.issues.edit(erased.id, Draft(detail="渠口"))
    kept = li.issues.raise_(Draft(title="路灯不亮"))
    branch.round(li)
    branch.round(li)
    assert titles(branch.own) == {"路灯不亮"}
    assert titles(li) == {"水渠漏水", "路灯不亮"}
    assert branch.own.issues.get(kept.id).title == "路灯不亮"


def test_nor_does_what_hangs_on_it(branch: Branch) -> None:
    """A visit to an erased household, its issue, the solution for that and its follow-up are passed over."""
    li = branch.joined("李霞平")
    (member,) = branch.own.members.all()
    home = branch.own.households.assign(Draft(head="王树林", contact=member.id))
    branch.round(li)
    erase(branch, home)
    li.visits.note(Draft(household=home.id, learned="缺种子"))
    issue = li.issues.raise_(Draft(title="水渠漏水", household=home.id))
    solution = li.solutions.note(Draft(issues=(issue.id,), method="修渠"))
    li.solutions.solve(solution.id, Draft(result="修好了"))
    branch.round(li)
    li.solutions.edit(solution.id, Draft(method="修渠口"))
    branch.round(li)
    own = branch.own
    assert not any((own.households.all(), own.visits.all(), own.issues.all(), own.solutions.all()))
    assert "树林" not in own.path.read_text(encoding="utf-8")


def test_what_is_remembered_of_it_is_its_ids(branch: Branch) -> None:
    """No word of it stays in the book's files, of what was asked for it neither."""
    li = branch.joined("李霞平")
    (member,) = branch.own.members.all()
    home, again = (
        branch.own.households.assign(Draft(head="王树林", contact=member.id)) for _twice in range(2)
    )
    branch.own.exchange.join("household", [home.id, again.id])
    branch.round(li)
    li.households.reassign([home.id], "")
    branch.round(li)
    assert branch.own.exchange.asked()
    assert known_of(branch, home)
    erase(branch, home)
    assert not known_of(branch, home), "nor what another book has of it"
    assert branch.own.exchange.asked() == ()
    assert branch.own.exchange.kept("erased") == sorted([home.id, again.id])


def test_a_copy_from_before_remembers_it_too(branch: Branch) -> None:
    """A copy of the book, brought back one day, does not take it in again either."""
    li = branch.joined("李霞平")
    erased = li.issues.raise_(Draft(title="水渠漏水"))
    branch.round(li)
    li.issues.raise_(Draft(title="路灯不亮"))
    branch.round(li)  # before it was taken in, a copy was made
    erase(branch, erased)
    held = max((branch.own.path.parent / "backups").glob("*before-exchange*")).read_text()
    assert erased.id in held
    assert "水渠漏水" not in held


def test_a_book_of_no_branch_remembers_nothing(branch: Branch) -> None:
    """There it is gone without a trace."""
    alone = branch.book("alone")
    home = alone.households.assign(Draft(head="王树林"))
    doomed = doomed_with(alone.shelf, home)
    purge(alone.store.db, alone.path, doomed, files_holding(alone.path, doomed))
    assert home.id not in alone.path.read_text(encoding="utf-8")
