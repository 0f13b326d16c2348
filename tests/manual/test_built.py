"""The built manual: one file a language that stands alone, and the ways to it."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest
from tools.manual import LANGUAGES, ROOT, build, write

from fieldbook import manual
from fieldbook.cli import opening_manual
from tests.cli.conftest import Run, fieldbook
from tests.manual.pages import PAGES
from tests.ui.conftest import book_path, screens
from tests.ui.hands import Screens

__all__ = ["book_path", "fieldbook", "screens"]  # fixtures

MOST = 1_500_000
"""Bytes of a language: it is copied to sticks and opened on old laptops."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_stands_alone(language: str) -> None:
    """Right by the letter of HTML, without scripts, fetching nothing, small."""
    page = build(ROOT, language)
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"(?!#)|url\(|@import", page)
    assert len(page.encode()) <= MOST


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_lead_to_every_page(language: str) -> None:
    """Each page stands in the list of contents, and every link leads to a part of the file."""
    page = build(ROOT, language)
    targets = set(re.findall(r'href="#([^"]+)"', page))
    parts = set(re.findall(r'<section id="([^"]+)"', page))
    pages = {path.stem.partition("-")[2] for lang, path in PAGES if lang == language}
    assert parts == pages
    assert targets == pages - {"start"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_test_is_told_the_reader_does_not_see(language: str) -> None:
    """The remarks with which book a page begins are left out, and no mark of the source is left."""
    page = build(ROOT, language)
    assert "<!--" not in page
    assert "`" not in page
    assert "**" not in page


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The manual as an installation has it, in a folder of the test."""
    for each in ("manual", "tools"):
        (tmp_path / each).symlink_to(ROOT / each)
    folder = write(tmp_path)[0].parent
    monkeypatch.setattr(manual, "FOLDER", folder)
    return folder


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_says_where_it_lies(built: Path, fieldbook: Run, lang: str) -> None:
    """``fieldbook manual`` prints the path of the language that is asked for, and nothing else."""
    said = fieldbook("manual", "--lang", lang)
    assert (said.code, said.out.strip(), said.err) == (0, str(built / f"{lang}.html"), "")


def test_on_a_terminal_the_browser_opens_it(
    built: Path, fieldbook: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where somebody looks on it is opened; without a browser it is said that there is none."""
    opened: list[Path] = []
    monkeypatch.setattr("fieldbook.cli.console.Console.is_terminal", True)

    def no_browser(path: Path) -> bool:
        opened.append(path)
        return False

    monkeypatch.setattr(opening_manual, "open_outside", no_browser)
    said = fieldbook("manual")
    assert opened == [built / "en.html"]
    assert "no browser" in said.err
    monkeypatch.setattr(opening_manual, "open_outside", lambda _path: True)
    assert "opens it" in fieldbook("manual").err


def test_an_installation_without_it_says_so(
    tmp_path: Path, fieldbook: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file is missing one sentence names it."""
    monkeypatch.setattr(manual, "FOLDER", tmp_path)
    said = fieldbook("manual")
    assert said.code == 1
    assert str(tmp_path / "en.html") in said.err


@pytest.mark.parametrize("key", ["m", "f2"])
@pytest.mark.parametrize("way", [("1", "?"), ("2", "f12", "f1")])
async def test_the_sheet_of_keys_opens_it(
    built: Path, screens: Screens, key: str, way: tuple[str, ...]
) -> None:
    """From every screen's keys, and a form's, one key opens the manual in the language in use."""
    async with screens(lang="zh_CN") as user:
        await user.press(*way)
        await user.see("使用手册")
        await user.press(key)
        assert user.opened == [built / "zh.html"]
