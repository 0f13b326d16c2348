"""Every carrier keeps the same promises; a folder besides keeps them among what synchronisers drop."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.exchange.carrier import Carrier, NotThere
from fieldbook.exchange.folder import FolderCarrier
from fieldbook.exchange.names import BundleName
from tests.exchange.carriers import CARRIERS

BRANCH = "01890000-0000-7000-8000-000000000001"
OTHER = "01890000-0000-7000-8000-000000000002"
REPLICA = "00c0ffee"


@pytest.fixture(params=CARRIERS)
def carrier(request: pytest.FixtureRequest, tmp_path: Path) -> Carrier:
    """One after the other."""
    make: Callable[[Path], Carrier] = request.param
    return make(tmp_path)


def named(data: bytes, number: int = 1, branch: str = BRANCH) -> str:
    """The name of a bundle with these bytes."""
    return str(BundleName.of(branch, REPLICA, number, data))


def test_what_was_put_is_listed_and_given_back(carrier: Carrier) -> None:
    """A bundle comes back byte by byte, under the name it was put by."""
    name = named(b"words")
    carrier.put(name, b"words")
    assert list(carrier.listed(BRANCH)) == [name]
    assert carrier.get(name) == b"words"


def test_an_empty_place_lists_nothing(carrier: Carrier) -> None:
    """A place nobody has used yet is no mistake."""
    assert list(carrier.listed(BRANCH)) == []


def test_putting_twice_is_once(carrier: Carrier) -> None:
    """A bundle that is put again after a power cut is there once."""
    name = named(b"words")
    carrier.put(name, b"words")
    carrier.put(name, b"words")
    assert list(carrier.listed(BRANCH)) == [name]


def test_branches_share_a_place(carrier: Carrier) -> None:
    """Two branches on one stick see their own bundles only."""
    carrier.put(named(b"ours"), b"ours")
    carrier.put(named(b"theirs", branch=OTHER), b"theirs")
    assert list(carrier.listed(BRANCH)) == [named(b"ours")]


def test_what_is_not_there_is_told(carrier: Carrier) -> None:
    """A bundle that is not there is neither empty bytes nor a crash."""
    with pytest.raises(NotThere):
        carrier.get(named(b"words"))


def test_a_bundle_goes_once_nobody_needs_it(carrier: Carrier) -> None:
    """Dropping is done once or twice alike, and leaves the others."""
    carrier.put(named(b"old"), b"old")
    carrier.put(named(b"new", 2), b"new")
    carrier.drop(named(b"old"))
    carrier.drop(named(b"old"))
    assert list(carrier.listed(BRANCH)) == [named(b"new", 2)]


DROPPINGS = (
    ".{name}.part", ".{name}.tmp", "~{name}", ".syncthing.{name}.tmp", "{name}.tmp", "{name}.part",
    "{name}.crdownload", "{name}.!sync", "._{name}", ".~lock.{name}#", "{stem}", "Thumbs.db",
    "desktop.ini", "000001.fieldbook", "notes.txt",
)  # fmt: skip


@pytest.mark.parametrize("form", DROPPINGS)
def test_droppings_are_passed_over(form: str, tmp_path: Path) -> None:
    """What synchronisers and other programs leave beside bundles is no bundle."""
    name = Path(named(b"words")).name
    folder = tmp_path / BRANCH / REPLICA
    folder.mkdir(parents=True)
    (folder / form.format(name=name, stem=Path(name).stem)).write_bytes(b"words")
    (tmp_path / BRANCH / ".stfolder").mkdir()
    (tmp_path / BRANCH / "README.txt").write_bytes(b"words")
    assert list(FolderCarrier(tmp_path).listed(BRANCH)) == []


CONFLICTS = (
    "{stem} (1).fieldbook", "{stem} (conflicted copy 2026-11-21).fieldbook",
    "{stem}.sync-conflict-20261121-081500-ABCDEFG.fieldbook", "{stem} - 副本.fieldbook",
    "{stem}的冲突副本.fieldbook", "Copy of {stem}.fieldbook", "{stem}.FIELDBOOK",
)  # fmt: skip


@pytest.mark.parametrize("form", CONFLICTS)
def test_a_conflict_copy_is_the_bundle_it_was(form: str, tmp_path: Path) -> None:
    """A whole copy under another name stands in for the one that is half or missing."""
    carrier, name = FolderCarrier(tmp_path), named(b"words")
    folder = tmp_path / BRANCH / REPLICA
    folder.mkdir(parents=True)
    (folder / form.format(stem=Path(name).stem)).write_bytes(b"words")
    assert list(carrier.listed(BRANCH)) == [name]
    assert carrier.get(name) == b"words"
    (tmp_path / name).write_bytes(b"wor")
    assert carrier.get(name) == b"words"


def test_a_half_of_a_bundle_is_not_there_yet(tmp_path: Path) -> None:
    """A bundle whose bytes do not fit its name is not given, whatever its copies are."""
    carrier, name = FolderCarrier(tmp_path), named(b"words")
    carrier.put(name, b"words")
    (tmp_path / name).write_bytes(b"wor")
    with pytest.raises(NotThere):
        carrier.get(name)


def test_a_folder_or_a_pipe_in_a_bundles_place_is_not_waited_for(tmp_path: Path) -> None:
    """What is no plain file is no bundle."""
    carrier, name = FolderCarrier(tmp_path), named(b"words")
    (tmp_path / name).parent.mkdir(parents=True)
    os.mkfifo(tmp_path / name)
    with pytest.raises(NotThere):
        carrier.get(name)
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    with pytest.raises(NotThere):
        carrier.get(name)


def test_a_stick_that_is_not_in_is_not_made(tmp_path: Path) -> None:
    """Where the stick was pulled out, no folder is made in its place."""
    carrier = FolderCarrier(tmp_path / "stick")
    with pytest.raises(FileNotFoundError):
        carrier.put(named(b"words"), b"words")
    with pytest.raises(FileNotFoundError):
        list(carrier.listed(BRANCH))
    assert not (tmp_path / "stick").exists()
