"""Drafts: what stood in a form is kept, found again, and never mixed up."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook.store.drafts import DISCARDED_KEPT, Drafts


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    """The drafts of a book that need not be there."""
    return Drafts(tmp_path / "book.json")


def test_a_draft_is_found_by_a_new_program(drafts: Drafts, tmp_path: Path) -> None:
    """What was kept is found again by whoever opens the same book, Chinese, lists and all."""
    fields = {
        "note": "水渠\n漏水",
        "tasks": ["a", "b"],
        "steps": [{"what": "堵漏"}],
        "people": None,
    }
    drafts.keep("visit", "id-1", fields)
    found = Drafts(tmp_path / "book.json").find("visit", "id-1")
    assert found is not None
    assert (found.form, found.target, found.fields) == ("visit", "id-1", fields)
    assert drafts.find("visit", "id-2") is None
    assert drafts.find("issue", "id-1") is None


def test_keeping_again_replaces_and_all_lists_the_latest_first(drafts: Drafts) -> None:
    """A form and its target have one draft; all are listed, the latest first."""
    drafts.keep("visit", "1", {"note": "a"})
    drafts.keep("issue", "", {"title": "b"})
    drafts.keep("visit", "1", {"note": "c"})
    assert [(each.form, each.fields) for each in drafts.all()] == [
        ("visit", {"note": "c"}),
        ("issue", {"title": "b"}),
    ]


@given(st.lists(st.tuples(st.text(), st.text()), unique=True, max_size=8))
def test_any_form_and_target_has_a_file_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, names: list[tuple[str, str]]
) -> None:
    """Whatever a form or target is called, its draft has a name every disk takes, and only its own."""
    drafts = Drafts(tmp_path_factory.mktemp("drafts") / "book.json")
    for number, (form, target) in enumerate(names):
        drafts.keep(form.encode(errors="replace").decode(),
                    target.encode(errors="replace").decode(), {"n": number})  # fmt: skip
    for path in drafts.files():
        assert path.parent == drafts.folder
        assert path.name.isascii()
        assert len(path.name) < 60


def test_discarding_is_undone(drafts: Drafts) -> None:
    """A discarded draft is gone from the list and can be brought back, the one discarded last first."""
    drafts.keep("visit", "1", {"note": "a"})
    drafts.discard("visit", "1")
    drafts.keep("visit", "1", {"note": "b"})
    drafts.discard("visit", "1")
    assert drafts.all() == ()
    back = drafts.bring_back("visit", "1")
    assert back is not None
    assert back.fields == {"note": "b"}
    drafts.done("visit", "1")
    back = drafts.bring_back("visit", "1")
    assert back is not None
    assert back.fields == {"note": "a"}
    drafts.done("visit", "1")
    assert drafts.bring_back("visit", "1") is None


def test_bringing_back_puts_nothing_over_a_newer_draft(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was typed since is among the discarded then, and is brought back in its turn."""
    drafts.keep("visit", "1", {"note": "a"})
    drafts.discard("visit", "1")
    drafts.keep("visit", "1", {"note": "b"})
    for note in ("a", "b", "a"):
        back = drafts.bring_back("visit", "1")
        assert back is not None
        assert back.fields == {"note": note}
        assert len(list(drafts.files())) == 2
    drafts.discard("visit", "1")
    drafts.keep("visit", "1", {"note": "c"})
    replace, tries = Path.replace, []

    def refuse_the_second(self: Path, to: Path) -> Path:
        tries.append(self)
        if len(tries) == 2:
            raise OSError(28, "full")
        return replace(self, to)

    monkeypatch.setattr(Path, "replace", refuse_the_second)
    with pytest.raises(OSError, match="full"):
        drafts.bring_back("visit", "1")
    monkeypatch.undo()
    assert [each.fields for each in drafts.all()] == [{"note": "c"}]


def test_a_saved_form_leaves_no_draft(drafts: Drafts) -> None:
    """When a form was saved its draft is no longer offered; being told twice is harmless."""
    drafts.keep("visit", "1", {"note": "a"})
    drafts.done("visit", "1")
    drafts.done("visit", "1")
    drafts.discard("visit", "1")
    assert drafts.all() == ()
    assert list(drafts.files()) == []


def test_a_torn_draft_is_passed_over_and_kept(drafts: Drafts) -> None:
    """A draft that cannot be read is not offered, and stays when a new one takes its place."""
    drafts.keep("visit", "1", {"note": "a"})
    file = next(drafts.files())
    file.write_bytes(file.read_bytes()[:-3])
    assert drafts.find("visit", "1") is None
    assert drafts.all() == ()
    drafts.keep("visit", "1", {"note": "b"})
    assert [each.fields for each in drafts.all()] == [{"note": "b"}]
    assert len(list(drafts.files())) == 2


def test_a_refusing_disk_leaves_the_draft_before(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk refuses, the draft kept before is still whole."""

    def full(_fd: int) -> None:
        raise OSError(28, "full")

    drafts.keep("visit", "1", {"note": "a"})
    monkeypatch.setattr("fieldbook.files.os.fsync", full)
    with pytest.raises(OSError, match="full"):
        drafts.keep("visit", "1", {"note": "b"})
    monkeypatch.undo()
    assert [each.fields for each in drafts.all()] == [{"note": "a"}]
    assert len(list(drafts.folder.iterdir())) == 1


def test_drafts_are_private(drafts: Drafts) -> None:
    """Drafts and their folders can be read by nobody else."""
    drafts.keep("visit", "1", {"note": "a"})
    drafts.discard("visit", "1")
    if os.name != "nt":
        assert drafts.folder.stat().st_mode & 0o777 == 0o700
        assert drafts.discarded.stat().st_mode & 0o777 == 0o700
        assert next(drafts.files()).stat().st_mode & 0o777 == 0o600


def test_old_discarded_drafts_make_room(drafts: Drafts) -> None:
    """Only the drafts discarded last are kept for bringing back."""
    for number in range(DISCARDED_KEPT + 3):
        drafts.keep("visit", str(number), {"note": "a"})
        drafts.discard("visit", str(number))
    assert len(list(drafts.files())) == DISCARDED_KEPT
    assert drafts.bring_back("visit", "0") is None
    assert drafts.bring_back("visit", str(DISCARDED_KEPT + 2)) is not None
