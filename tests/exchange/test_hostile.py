"""A member's book that was tampered with, or is broken, harms nobody else's."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import BranchError
from fieldbook.domain.records import Household, Issue
from fieldbook.exchange.belonging import invitations, require_belonging
from fieldbook.exchange.exchanging import Done
from fieldbook.exchange.founding import invited
from fieldbook.exchange.invitation import read_invitation, write_invitation
from fieldbook.exchange.telling import done_sentence, moment, prospect_lines, refused_sentence
from fieldbook.store.purge import doomed_with, purge
from tests.exchange.branch import Branch, Document, forge, titles
from tests.exchange.carriers import MemoryCarrier

STAMP = "01a1fb675298-0000-0000beef"
LATER = "01b1fb675298-0000-0000beef"
LAST = f"{7258118399999:012x}-ffff-0000beef"
"""After it no stamp has room before the year 2200."""


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Branch]:
    """A branch that exchanges by a carrier in memory."""
    with Branch(tmp_path, MemoryCarrier()) as made:
        yield made


def nested(depth: int) -> list[Any]:
    """Lists in one another."""
    found: list[Any] = []
    for _ in range(depth):
        found = [found]
    return found


BROKEN: dict[str, Document] = {
    "no day it was made": {"created_at": None},
    "a number for its day": {"created_at": 5},
    "a number for its writer": {"created_by": 5},
    "further ids that are none": {"merged": {"also": 5}},
    "a number among its ids": {"merged": {"also": [5]}},
    "an empty id among its ids": {"merged": {"also": [""]}},
    "an id of two lines among its ids": {"merged": {"also": ["0189\n0000"]}},
    "an id without end among its ids": {"merged": {"also": ["0" * 1000]}},
    "a version of what is no record": {
        "merged": {
            "beside": [{"slot": "title", "stamp": STAMP, "origin": "o o", "said": '{"title":"x"}'}]
        }
    },
    "known of what is no record": {"merged": {"seen": [["", "0000beef", STAMP]]}},
    "the last moment a stamp can say": {"stamps": {"*": LAST}},
    "a version of that moment": {
        "merged": {
            "beside": [{"slot": "title", "stamp": LAST, "origin": "o", "said": '{"title":"x"}'}]
        }
    },
    "a version of nobody": {"merged": {"beside": [{"slot": "title", "stamp": STAMP}]}},
    "a version that is no JSON": {
        "merged": {"beside": [{"slot": "title", "stamp": STAMP, "origin": "o", "said": "no"}]}
    },
    "a version of the wrong type": {
        "merged": {
            "beside": [{"slot": "title", "stamp": LATER, "origin": "o", "said": '{"title":5}'}]
        }
    },
    "a memory of numbers": {"merged": {"seen": [[1, 2, STAMP]]}},
    "a past of objects": {"merged": {"past": [{}]}},
    "a title that is none": {"title": {"a": 1}},
    "what lies too deep": {"extra": nested(150)},
    "a stub of what is no household": {"stub": True, "contact": "x", "stamps": {"contact": LATER}},
}  # fmt: skip


@pytest.mark.parametrize("known", [True, False], ids=["known", "new"])
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_document_that_is_none_is_left_out_alone(
    branch: Branch, broken: Document, known: bool
) -> None:
    """It is told and left out; what stands beside it in the bundle is taken, and stays usable."""
    li = branch.joined("李霞平")
    li.issues.raise_(Draft(title="水渠漏水"))
    branch.round(li)
    (own,) = li.exchange.up()["issues"]
    good = {**own, "id": f"{own['id']}-good", "title": "路灯不亮"}
    bad = {**own, **broken, "id": own["id"] if known else f"{own['id']}-bad"}
    forge(li, branch, ("issues", bad), ("issues", good))
    for _turn in range(2):
        seen, _done = branch.swap(branch.own)
        assert seen.refused == ()
    assert titles(branch.own) == {"水渠漏水", "路灯不亮"}


def test_a_short_number_is_never_another_books(branch: Branch) -> None:
    """A number that stands in a bundle is not that of the record here."""
    li = branch.joined("李霞平")
    li.issues.raise_(Draft(title="水渠漏水"))
    (own,) = li.exchange.up()["issues"]
    forge(li, branch, ("issues", {**own, "seq": -7}))
    branch.swap(branch.own)
    assert [each.seq for each in branch.own.issues.all()] == [1]


def test_no_member_gives_a_household_away_by_a_stub(branch: Branch) -> None:
    """A stub from a member's book is left out: only the branch says whose a household is."""
    li = branch.joined("李霞平")
    home = branch.own.households.assign(Draft(head="王芳"))
    branch.round(li)
    contact = require_belonging(li.exchange).member
    stub = {"id": home.id, "contact": contact, "stamps": {"contact": LATER}, "stub": True}
    forge(li, branch, ("households", stub))
    seen, _done = branch.swap(branch.own)
    assert seen.plan.refused == (home.id,)
    assert branch.own.shelf.get(Household, home.id).contact == ""


def test_no_member_writes_in_the_name_of_another_book(branch: Branch) -> None:
    """What bears another member's replica is refused, and that book is listened to all the same."""
    li, wang = branch.joined("李霞平"), branch.joined("王伟")
    branch.round(li)
    branch.round(wang)
    forge(li, branch, replica=wang.exchange.replica)
    seen, _done = branch.swap(branch.own)
    assert [each.why for each in seen.refused] == ["tampered"]
    wang.issues.raise_(Draft(title="路灯不亮"))
    branch.round(wang)
    assert titles(branch.own) == {"路灯不亮"}


@pytest.mark.parametrize("known", [True, False], ids=["known", "new"])
def test_no_member_says_whose_another_book_is(branch: Branch, known: bool) -> None:
    """A book that a member's names as the branch's, or as his own of before, is listened to all the same."""
    li, wang = branch.joined("李霞平"), branch.joined("王伟")
    if known:
        branch.round(wang)
    wang.issues.raise_(Draft(title="路灯不亮"))
    theirs = (wang.exchange.replica,)
    forge(li, branch, former=theirs, books=theirs)
    branch.swap(branch.own)
    branch.own.tasks.write(Draft(title="春耕"))
    branch.swap(branch.own)
    branch.round(wang)
    assert [each.title for each in wang.tasks.all()] == ["春耕"]
    branch.round(wang)
    assert titles(branch.own) == {"路灯不亮"}
    assert [branch.swap(each)[0].is_empty for each in (wang, branch.own)] == [True, True]


@pytest.mark.parametrize("said", ["0001-01-01T00:00:00+14:00", "yesterday", "", "\x1b[2J"])
def test_a_time_that_is_none_is_not_told(said: str) -> None:
    """What a bundle says of when it was written may be anything."""
    assert moment(said) in {"", "0001-01-01 00:00"}


def test_a_purge_leaves_the_exchange_going(branch: Branch) -> None:
    """What is written after a purge reaches the others, and what was erased does not come back by itself."""
    li = branch.joined("李霞平")
    erased = li.issues.raise_(Draft(title="水渠漏水"))
    branch.round(li)
    own = branch.own.shelf.get(Issue, erased.id)
    purge(branch.own.store.db, branch.own.path, doomed_with(branch.own.shelf, own), ())
    branch.own.close()
    branch.own = branch.book("own")
    branch.own.tasks.write(Draft(title="春耕"))
    branch.round(li)
    branch.round(li)
    assert [each.title for each in li.tasks.all()] == ["春耕"]
    assert titles(branch.own) == set()


def test_a_purge_of_a_member_leaves_the_others_theirs(branch: Branch) -> None:
    """The branch goes on to exchange with everybody else."""
    li, wang = branch.joined("李霞平"), branch.member("王伟")
    branch.invitation(wang)
    branch.round(li)
    purge(branch.own.store.db, branch.own.path, doomed_with(branch.own.shelf, wang), ())
    branch.own.close()
    branch.own = branch.book("own")
    branch.own.tasks.write(Draft(title="春耕"))
    branch.round(li)
    assert [each.title for each in li.tasks.all()] == ["春耕"]


def test_an_invitation_that_cannot_be_written_ends_none(branch: Branch, tmp_path: Path) -> None:
    """Where the file is refused, the invitation before it still holds."""
    wang = branch.member("王伟")
    branch.invitation(wang)
    before = invitations(branch.own.exchange)
    with pytest.raises(FileNotFoundError):
        invited(branch.own, wang, partial(write_invitation, tmp_path / "nowhere" / "file"))
    assert invitations(branch.own.exchange) == before


@pytest.mark.parametrize(
    "changed",
    [
        {"replicas": []},
        {"replicas": ["../../x"]},
        {"member": {"id": "x"}},
        {"member": {"id": "x", "name": 5, "created_at": "2026-11-21"}},
    ],
)
def test_an_invitation_that_lacks_something_is_none(
    branch: Branch, tmp_path: Path, changed: dict[str, Any]
) -> None:
    """Nobody joins as a member who is no record, or a branch that has no book."""
    invitation = branch.invitation(branch.member("王伟"))
    said = {**msgspec.to_builtins(invitation), **changed}
    (tmp_path / "file").write_bytes(msgspec.json.encode(said))
    with pytest.raises(BranchError) as caught:
        read_invitation(tmp_path / "file")
    assert caught.value.what == "no_invitation"


def test_who_was_refused_is_named(branch: Branch) -> None:
    """A removed member's bundle is told as his, and not as the branch's."""
    li = branch.joined("李霞平")
    branch.round(li)
    branch.own.members.remove(require_belonging(li.exchange).member)
    li.issues.raise_(Draft(title="水渠漏水"))
    branch.swap(li)
    seen, _done = branch.swap(branch.own)
    (told,) = (refused_sentence(each, branch.own.shelf) for each in seen.refused)
    assert "李霞平" in told


def test_a_place_that_refuses_is_not_called_nothing_new() -> None:
    """Where nothing could be handed in, that is what is said."""
    told = done_sentence(Done(0, 0, OSError(errno.ENOSPC, "full")))
    assert "nothing new" not in told


@pytest.mark.parametrize("taken", [0, 2])
@pytest.mark.parametrize("failed", [None, OSError(errno.ENOSPC, "full")])
def test_the_branch_is_never_said_to_hand_in(taken: int, failed: OSError | None) -> None:
    """Its own book hands out: neither what went, nor what did not, nor that nothing did, says otherwise."""
    for handed in (0, 3):
        told = done_sentence(Done(taken, handed, failed, by_branch=True), "/media/stick")
        assert "handed in" not in told
        assert "hand in" not in told
        assert ("handed out" in told) == bool(handed)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EROFS, "lift the write protection"),
        (errno.EACCES, "lift its write protection"),
        (errno.ENOSPC, "/media/stick is full: make room"),
        (errno.ENOENT, "put the stick in again"),
        (errno.EIO, "the disk has an error"),
    ],
)
def test_a_place_that_refuses_is_named_with_the_way_on(number: int, told: str) -> None:
    """Whatever the system says of a stick, the sentence says what to do; what was done is said first."""
    failed = OSError(number, "refused", "/media/stick/ab/.000001.part")
    nothing = done_sentence(Done(0, 0, failed), "/media/stick")
    assert told in nothing
    assert nothing.startswith("Nothing was written there. ")
    assert nothing.endswith("Then exchange again.")
    assert done_sentence(Done(2, 0, failed), "/media/stick").startswith("2 entries taken in. ")
    clashed = Done(1, 1, None, by_branch=True, to_settle=1)
    assert done_sentence(clashed) == "1 entry taken in, 1 entry handed out. 1 record to settle."


def test_what_a_mad_clock_wrote_is_told(branch: Branch) -> None:
    """A sentence names the clock as the cause, and what is written here has room afterwards."""
    li = branch.joined("李霞平")
    li.issues.raise_(Draft(title="水渠漏水"))
    (own,) = li.exchange.up()["issues"]
    forge(li, branch, ("issues", {**own, "stamps": {"*": LAST}}), ("issues", {**own, "id": "a b"}))
    seen, _done = branch.swap(branch.own)
    told = [each.text for each in prospect_lines(seen, branch.own.shelf)]
    assert (
        "1 entry was written by a clock beyond the year 2194 and is left out; set that computer's "
        "clock and write it down anew." in told
    )
    assert "1 entry cannot be read and is left out." in told
    issue = branch.own.issues.raise_(Draft(title="路灯不亮"))
    assert dict(issue.stamps)["*"] < LAST
