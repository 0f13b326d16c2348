"""A book of an older program joins a branch once it is upgraded; a locked one exchanges as any other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.exchange.founding import join
from fieldbook.opening import BookOnDisk, open_book
from fieldbook.store import passphrase
from fieldbook.store.locking import encrypt, new_recovery_key
from fieldbook.store.unlocking import unlock
from tests.exchange.branch import Branch, titles
from tests.exchange.carriers import MemoryCarrier

WORDS = "correct horse battery staple"
SAMPLE = Path(__file__).parents[1] / "samples" / "format-1" / "book.json"


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Branch]:
    """A branch over bundles in memory."""
    with Branch(tmp_path, MemoryCarrier()) as made:
        yield made


def test_a_book_from_before_there_were_exchanges_joins(branch: Branch) -> None:
    """What an older program wrote goes up, and what the branch says of it comes down."""
    li_member = branch.member("李霞平")
    path = branch.folder / "li" / "book.json"
    path.parent.mkdir()
    shutil.copy(SAMPLE, path)
    li = branch.book("li")
    before = titles(li)
    join(li, branch.invitation(li_member))
    branch.round(li)
    assert titles(branch.own) == before == {"水渠漏水", "要修夜校的灯"}
    (issue,) = (each for each in branch.own.issues.all() if each.title == "要修夜校的灯")
    branch.own.issues.edit(issue.id, Draft(detail="灯座也坏了"))
    branch.own.tasks.write(Draft(title="春耕"))
    branch.round(li)
    assert li.issues.get(issue.id).detail == "灯座也坏了"
    assert "春耕" in {each.title for each in li.tasks.all()}


def test_a_locked_and_a_plain_book_exchange(
    branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ways, as two plain ones do; the locked book's files hold nothing of it that can be read."""
    monkeypatch.setattr(passphrase, "COST", 10)
    li = branch.joined("李霞平")
    branch.round(li)
    li.close()
    encrypt(li.path, WORDS, new_recovery_key())
    locked = cast(
        "BookOnDisk",
        branch.enter_context(
            open_book(li.path, clock=branch.clock, backups=None, key=unlock(li.path, WORDS))
        ),
    )
    locked.issues.raise_(Draft(title="水渠漏水"))
    task = branch.own.tasks.write(Draft(title="春耕"))
    branch.round(locked)
    assert titles(branch.own) == {"水渠漏水"}
    assert [each.title for each in locked.tasks.all()] == ["春耕"]
    locked.tasks.edit(task.id, Draft(explanation="先种坡地"))
    branch.own.tasks.edit(task.id, Draft(explanation="先种河滩"))
    branch.round(locked)
    assert len(branch.own.exchange.beside()) == len(locked.exchange.beside()) == 1
    for each in li.path.parent.rglob("*"):
        assert each.is_dir() or "水渠漏水".encode() not in each.read_bytes()
