"""The Meeting screen: the paper is seen before it is written."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from fieldbook.papers import FORMATS
from tests.ui import villages
from tests.ui.hands import Hands, Screens


def written(folder: Path, ending: str) -> Path:
    """The one paper in a folder."""
    (paper,) = folder.glob(f"*{ending}")
    return paper


def keys_to(fmt: str) -> list[str]:
    """The keys from Word, which is chosen at first, to another format."""
    names = list(FORMATS)
    return ["o"] * ((names.index(fmt) - names.index("docx")) % len(names))


@pytest.mark.parametrize("fmt", ["docx", "html", "md"])
async def test_f2_enter_writes_the_paper(screens: Screens, tmp_path: Path, fmt: str) -> None:
    """Two keys write the paper that is seen, Word unless changed, and the place is told."""
    keys = keys_to(fmt)
    async with screens(fill=villages.full) as user:
        await user.press("7", *keys, "f2", "enter")
        paper = written(tmp_path, FORMATS[fmt].suffix)
        assert str(paper) in user.told()
        assert zipfile.is_zipfile(paper) == (fmt == "docx")


async def test_the_preview_shows_what_will_be_written(screens: Screens) -> None:
    """Another audience and another period change the preview at once: no name above the branch."""
    async with screens(fill=villages.full, size=(120, 60)) as user:
        head = user.book.households.all()[0].head
        await user.press("7", "p", "p", "p", "p")
        assert head in whole(user)
        await user.press("a")
        assert head not in whole(user)
        await user.press("a")
        assert head[0] + "某" not in whole(user)


def whole(user: Hands) -> str:
    """The whole preview."""
    from fieldbook.ui.widgets.story import Story

    return "\n".join(line.text for line in user.app.screen.query_one("#story", Story).lines)


async def test_a_place_that_cannot_be_written_is_told(screens: Screens, tmp_path: Path) -> None:
    """A folder that is not there, or a name that is a folder: one sentence, nothing written."""
    async with screens(fill=villages.full) as user:
        for place in (str(tmp_path / "none" / "paper.docx"), str(tmp_path)):
            await user.press("7", "f2", "ctrl+u")
            await user.type(place)
            user.app.clear_notifications()
            await user.press("enter")
            assert user.told().count("\n") == 0
            assert user.told()
        await user.press("f2", "escape")
        assert user.where() == "meeting"
    assert "none" not in os.listdir(tmp_path)  # noqa: PTH208  # no waiting here


async def test_an_existing_paper_is_asked_about(screens: Screens, tmp_path: Path) -> None:
    """A file that is there already is never overwritten without a question."""
    place = tmp_path / "mine.md"
    place.write_text("my own words", encoding="utf-8")
    async with screens(fill=villages.full) as user:
        await user.press("7", *keys_to("md"), "f2", "ctrl+u")
        await user.type(str(place))
        await user.press("enter")
        assert kept_words(place)
        await user.press("escape")
        assert kept_words(place)
        await user.press("f2", "ctrl+u")
        await user.type(str(place))
        await user.press("enter", "y")
        assert not kept_words(place)


def kept_words(place: Path) -> bool:
    return place.read_text(encoding="utf-8") == "my own words"


async def test_the_minutes_open_from_the_meeting(screens: Screens) -> None:
    """F10 writes the meeting's page of the diary, and the next period begins with it."""
    async with screens(fill=villages.full) as user:
        await user.press("7", "f10")
        await user.fill("topic", "秋种")
        await user.press("ctrl+s")
        assert [each for each in user.book.diary.all() if each.topic == "秋种"]


async def test_home_with_documents_is_offered_first(screens: Screens, tmp_path: Path) -> None:
    """The paper is offered into the user's folder of documents where there is one."""
    folder = tmp_path / "home" / "Documents"
    os.makedirs(folder)  # noqa: PTH103  # no waiting here
    async with screens() as user:
        await user.press("7", "f2", "enter")
        assert list(folder.glob("*.docx"))
