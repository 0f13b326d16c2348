"""Places that take no file: every screen that writes says so in a sentence, and nothing is lost."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from fieldbook.ui.screens.path import PathScreen
from tests.ui import villages
from tests.ui.hands import Screens

WAYS = {
    "report": ("7", "f2"),
    "list": ("N", "enter", "W"),
    "slip": ("2", "W"),
    "ledger": ("7", "f2"),
}
"""Keys to the question where to write."""
FIRST = {"ledger": ("7", "o", "o", "o")}
"""Keys to what is to be written, which the screen then keeps."""
REFUSALS = {
    errno.ENOSPC: "the disk is full", errno.EROFS: "not permitted",
    errno.EBUSY: "another program", errno.EIO: "the disk refused",
}  # fmt: skip
MISSING, FOLDER, BOOK = "none/paper.docx", ".", "book/book.json"


def everything_under(folder: Path) -> dict[Path, bytes]:
    """All files of a folder and what is in them, but for the book's own traces of being open."""
    own = {"book.json", "book.json-log"}
    files = (each for each in folder.rglob("*") if each.is_file())
    return {
        each: each.read_bytes() for each in files
        if each.parent.name != "book" or each.name in own
    }  # fmt: skip


async def test_a_place_that_is_none_is_told(screens: Screens, tmp_path: Path) -> None:
    """A missing folder, a folder, the book itself: one sentence that names it, and all is as it was."""
    async with screens(fill=villages.full) as user:
        before = everything_under(tmp_path)
        for way, keys in WAYS.items():
            await user.press(*FIRST.get(way, ()))
            for place in (tmp_path / MISSING, tmp_path / FOLDER, tmp_path / BOOK):
                await user.press("1", *keys)
                assert isinstance(user.app.screen, PathScreen), way
                user.app.screen.query_one(Input).value = str(place)
                user.app.clear_notifications()
                await user.press("enter")
                await user.written()
                assert str(place) in user.told(), way
                assert user.told().count("\n") == 0, way
                await user.press("escape")
            assert everything_under(tmp_path) == before, way


async def test_a_place_that_can_be_none_is_told(screens: Screens) -> None:
    """The home of somebody unknown, and a name that no disk holds, are a sentence too."""
    async with screens(fill=villages.full) as user:
        for way, keys in {**WAYS, "import": ("2", "m")}.items():
            await user.press(*FIRST.get(way, ()))
            for place in ("~nobodyatall/paper.docx", "x" * 400):
                await user.press("1", *keys)
                user.app.screen.query_one(Input).value = place
                user.app.clear_notifications()
                await user.press("enter")
                await user.until(user.told, way)
                assert user.told().count("\n") == 0, way
                await user.until(lambda: user.where() != "IntakeScreen", way)
                await user.press("escape", "escape")


async def test_a_disk_that_refuses_is_told(
    screens: Screens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, one that is read only, a file in use: the older file stands, and nothing beside it."""
    place = tmp_path / "paper.docx"
    place.write_bytes(b"older")
    async with screens(lang="en", fill=villages.full) as user:
        before = everything_under(tmp_path)
        for way, keys in WAYS.items():
            await user.press(*FIRST.get(way, ()))
            for error, words in REFUSALS.items():
                monkeypatch.setattr("fieldbook.papers.writing.write_whole", refusing(error))
                await user.press("1", *keys)
                user.app.screen.query_one(Input).value = str(place)
                user.app.clear_notifications()
                await user.press("enter", "y")
                await user.written()
                assert words in user.told(), way
                assert user.told().count(str(place)) == 1, way
                assert everything_under(tmp_path) == before, way
                await user.press("escape")


def refusing(error: int) -> Callable[..., None]:
    """Writes as a disk does that refuses when the new file is to take the older one's name."""

    def write(path: Path, _data: bytes, *, private: bool) -> None:
        assert private
        raise OSError(error, "refused", f"{path}.part", None, str(path))

    return write


async def test_a_question_that_offers_nothing_takes_no_more_room_than_it_needs(
    screens: Screens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a paper is to be written has no list beneath; a file to be read has."""
    monkeypatch.chdir(tmp_path)
    async with screens((120, 40)) as user:
        await user.press("7", "f2")
        assert user.app.screen.query_one("#sheet").outer_size.height < 12
        await user.press("escape", "f11")
        assert user.app.screen.query_one("#sheet").outer_size.height > 20
