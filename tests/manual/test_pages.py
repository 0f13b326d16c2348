"""The manual tells the truth: every step is done, every word it quotes is on a screen."""

from __future__ import annotations

import contextlib
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from tools.manual import ROOT, SCREEN_WORD, tokens

from fieldbook.cli.words import parse
from fieldbook.i18n import known_language, use_language
from fieldbook.ui.app import FieldbookApp
from fieldbook.ui.keys import shown_keys
from fieldbook.ui.tables import all_tables
from tests.manual.drawing import picture
from tests.manual.pages import PAGES, codes, named, rows, screen_words, steps
from tests.manual.reader import Reader, key_name
from tests.ui.hands import key_event

CATALOGUE = ROOT / "src/fieldbook/locales/zh_CN/LC_MESSAGES/fieldbook.po"
TOO_LONG = 90
"""Lines of a page: more is not read before the work begins."""
Page = tuple[str, Path]
every_page = pytest.mark.parametrize("page", PAGES, ids=named)


def text_of(page: Page) -> str:
    return page[1].read_text(encoding="utf-8")


@pytest.mark.slow
@every_page
async def test_a_page_does_what_it_says(page: Page, tmp_path: Path) -> None:
    """Keys, words and commands of its steps lead to what it says is seen, and to its pictures."""
    language, _path = page

    def compared(name: str, app: FieldbookApp) -> None:
        drawn = ROOT / "manual" / "pictures" / language / f"{name}.svg"
        assert drawn.read_text(encoding="utf-8") == picture(app), f"make manual ({name})"

    with Reader(tmp_path, language, compared) as reader:
        await reader.follow(steps(language, text_of(page)))


@every_page
def test_every_quoted_word_is_a_word_of_the_screens(page: Page) -> None:
    """What a page quotes outside its steps is a word of the catalogue, or was seen in a step."""
    language, _path = page
    seen = {each.what for each in steps(language, text_of(page)) if each.how == "see"}
    for word in screen_words(language, text_of(page)):
        assert word in seen or word in catalogue(language), word


@cache
def catalogue(language: str) -> frozenset[str]:
    """All words the screens have in a language."""
    with CATALOGUE.open("rb") as file:
        found = [
            text
            for message in read_po(file)
            for text in _texts(message.string if language == "zh" else message.id)
        ]
    return frozenset(found)


def _texts(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


@every_page
def test_every_key_and_command_is_one(page: Page) -> None:
    """A key a page names can be pressed, a command it names is understood."""
    for kind, code in codes(text_of(page)):
        if kind == "key":
            assert key_event(key_name(code)).key
        elif kind == "command":
            with contextlib.suppress(SystemExit):  # of --help; wrong words are another error
                parse(shlex.split(code)[1:])


@pytest.mark.parametrize("page", [each for each in PAGES if "keys" in each[1].stem], ids=named)
def test_the_page_of_keys_says_what_they_do(page: Page) -> None:
    """A row that quotes the words of an act names all of its keys, as the tables of acts have them."""
    use_language(known_language(page[0]) or "")
    tables = [all_tables()[each] for each in ("households", "form")]
    acts = {
        (tuple(shown_keys(each.keys).split()), each.words()) for acts in tables for each in acts
    }
    told = {(keys, *screen_words(page[0], words)) for keys, words in rows(text_of(page))}
    of_acts = {each for each in told if len(each) == 2}
    assert len(of_acts) > 30
    assert of_acts <= acts


@every_page
def test_a_page_is_short_and_leads_somewhere(page: Page) -> None:
    """A page is read at once, begins with its title, and its links are pages of the manual."""
    text = text_of(page)
    assert len(text.splitlines()) <= TOO_LONG
    assert text.startswith("# ")
    for link in links(text):
        assert (page[1].parent / link).exists(), link


def links(text: str) -> Iterator[str]:
    for each in tokens(text):
        for part in each.children or []:
            if part.type == "link_open":
                yield str(part.attrs["href"])


def test_both_languages_have_the_same_pages_and_pictures() -> None:
    """Who changes the language finds the same pages; a picture no page shows is not kept."""
    pages: dict[str, set[str]] = {"zh": set(), "en": set()}
    shown: dict[str, set[str]] = {"zh": set(), "en": set()}
    for language, path in PAGES:
        pages[language].add(path.name)
        found = steps(language, path.read_text(encoding="utf-8"))
        shown[language] |= {each.what for each in found if each.how == "picture"}
    assert pages["zh"] == pages["en"]
    assert shown["zh"] == shown["en"]
    for language, names in shown.items():
        folder = ROOT / "manual" / "pictures" / language
        assert {each.stem for each in folder.glob("*.svg")} == names


def test_no_chinese_page_marks_a_screen_word_in_another_way() -> None:
    """「…」 holds a screen word in Chinese, bold in English; neither is used for anything else."""
    for language, path in PAGES:
        text = path.read_text(encoding="utf-8")
        if language == "zh":
            assert "**" not in text, path
        else:
            assert not SCREEN_WORD.search(text), path
            assert not re.search(r"[\u3000-\u9fff]", text), path
