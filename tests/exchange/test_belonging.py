"""What a book is to a branch, the invitation's file, and the keys that nobody is shown."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fieldbook.domain.errors import BranchError
from fieldbook.exchange.belonging import (
    Partner,
    belonging,
    enter,
    found_branch,
    invitations,
    invite,
    know_partners,
    partners,
    require_belonging,
    secret_for,
)
from fieldbook.exchange.invitation import (
    for_branch,
    for_member,
    joined,
    read_invitation,
    write_invitation,
)
from fieldbook.exchange.keys import public_of

BRANCH = "01890000-0000-7000-8000-000000000001"
MEMBER = {
    "id": "01890000-0000-7000-8000-00000000000a",
    "created_at": "2026-11-21T08:00:02+08:00",
    "name": "李霞平",
}
DAY = "2026-11-21"


class Kept:
    """A book that keeps values and nothing else."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.writes = 0

    def kept(self, name: str) -> Any:
        return self.values.get(name)

    def keep(self, name: str, value: Any) -> None:
        self.values[name] = msgspec.json.decode(msgspec.json.encode(value))
        self.writes += 1


@pytest.fixture
def branch() -> Kept:
    """A branch's own book."""
    book = Kept()
    found_branch(book, " 崔寨子支部 ", branch_id=BRANCH, today=DAY)
    return book


def test_a_founded_branch_has_a_name_and_a_key(branch: Kept) -> None:
    """Founding makes an identity whose public half is the branch's."""
    found = require_belonging(branch)
    assert (found.id, found.name, found.is_of_branch) == (BRANCH, "崔寨子支部", True)
    assert public_of(found.identity) == found.public


def test_a_book_belongs_to_one_branch(branch: Kept) -> None:
    """Founding again, or without a name, changes nothing; a book of none says so."""
    before = dict(branch.values)
    with pytest.raises(BranchError, match="name"):
        found_branch(branch, "Another", branch_id=BRANCH, today=DAY)
    assert branch.values == before
    empty = Kept()
    with pytest.raises(BranchError) as caught:
        found_branch(empty, "  ", branch_id=BRANCH, today=DAY)
    assert caught.value.what == "no_name"
    assert belonging(empty) is None
    with pytest.raises(BranchError) as caught:
        require_belonging(empty)
    assert caught.value.what == "of_no_branch"


def test_who_joins_shares_a_secret_with_the_branch(branch: Kept, tmp_path: Path) -> None:
    """Over the file, both make the same secret, and the member has a key of his own."""
    mine = require_belonging(branch)
    path = tmp_path / "invitation.json"
    write_invitation(path, for_member(mine, MEMBER, "first", ("00c0ffee",)))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    member = Kept()
    enter(member, joined(read_invitation(path), DAY))
    theirs = require_belonging(member)
    assert (theirs.member, theirs.public) == (MEMBER["id"], mine.public)
    partner = Partner(member=MEMBER["id"], invitation="first")
    assert secret_for(mine, partner) == secret_for(theirs, Partner())
    assert theirs.identity != mine.identity
    assert mine.identity not in path.read_text(encoding="utf-8")


def test_inviting_again_renews_key_and_secret(branch: Kept) -> None:
    """Each invitation has a secret of its own, and each joining a key of its own."""
    mine = require_belonging(branch)
    first, second = (for_member(mine, MEMBER, each, ()) for each in ("first", "second"))
    assert first.secret != second.secret
    assert joined(first, DAY).identity != joined(second, DAY).identity
    invite(branch, MEMBER["id"], "first")
    invite(branch, MEMBER["id"], "second")
    assert invitations(branch) == {MEMBER["id"]: "second"}


def test_another_book_of_the_branch_has_its_key(branch: Kept, tmp_path: Path) -> None:
    """The secretary's second computer is the branch too, and the two vouch for each other."""
    mine = require_belonging(branch)
    write_invitation(tmp_path / "b.json", for_branch(mine, ("00c0ffee",)))
    theirs = joined(read_invitation(tmp_path / "b.json"), DAY)
    assert theirs.is_of_branch
    assert theirs.identity == mine.identity
    assert secret_for(mine, Partner()) == secret_for(theirs, Partner())


def test_partners_are_kept_once(branch: Kept) -> None:
    """What is known already is not written again."""
    known = {"00000001": Partner(member=MEMBER["id"], public="age1", invitation="first")}
    know_partners(branch, known)
    writes = branch.writes
    know_partners(branch, known)
    assert partners(branch) == known
    assert branch.writes == writes


def test_no_key_is_shown(branch: Kept) -> None:
    """Printed, in a report or in a log, none of these values holds a key."""
    mine = require_belonging(branch)
    invitation = for_branch(mine, ())
    shown = f"{mine!r} {mine} {invitation!r} {Partner(public='age1')!r} {[mine]}"
    assert "AGE-SECRET" not in shown
    assert "age1" not in shown


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[" * 9999,
        b"\xff",
        b'{"fieldbook":"bundle","format":1}',
        b'{"fieldbook":"invitation","format":1,"branch":"x","name":"","public":"age1"}',
    ],
)
def test_what_is_no_invitation_is_refused(data: bytes, tmp_path: Path) -> None:
    """Any other file is refused in one sentence."""
    path = tmp_path / "invitation.json"
    path.write_bytes(data)
    with pytest.raises(BranchError) as caught:
        read_invitation(path)
    assert caught.value.what == "no_invitation"


def test_a_damaged_or_newer_invitation_is_refused(branch: Kept, tmp_path: Path) -> None:
    """A key that is none, a secret that does not fit, or a format from tomorrow."""
    mine, path = require_belonging(branch), tmp_path / "invitation.json"
    good = msgspec.to_builtins(for_member(mine, MEMBER, "first", ()))
    both = msgspec.to_builtins(for_branch(mine, ()))
    wrong: dict[str, str] = {"public": "age1no", "secret": "00", "branch": "../..", "name": ""}
    for field, value in wrong.items():
        path.write_bytes(msgspec.json.encode({**good, field: value}))
        with pytest.raises(BranchError):
            read_invitation(path)
    for field, value in {"identity": "AGE-SECRET-KEY-1NO", "public": "age1no"}.items():
        path.write_bytes(msgspec.json.encode({**both, field: value}))
        with pytest.raises(BranchError):
            read_invitation(path)
    path.write_bytes(msgspec.json.encode({**good, "format": 2}))
    with pytest.raises(BranchError) as caught:
        read_invitation(path)
    assert caught.value.what == "newer_invitation"
