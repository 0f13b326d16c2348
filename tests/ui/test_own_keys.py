"""Words that name a key name the user's own: on pages, in stories, in refusals and in what is told."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import fieldbook.ui
from fieldbook.settings import Settings
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.everywhere import BESIDE, TABS
from fieldbook.ui.fitting import known_acts
from fieldbook.ui.keys import key
from fieldbook.ui.widgets.story import Story
from tests.ui import villages
from tests.ui.hands import Hands, Screens

MOVING = frozenset(("back", "leave", "other_pane", "left_pane", "right_pane"))
"""Acts whose keys every program has: Esc, Tab and the like."""
TURNED = {act: f"f{number}" for number, act in enumerate(sorted(known_acts() - MOVING), 100)}
"""Another key for every act; none of them is on any keyboard, so that it is seen who names it."""
OWN = r"F1\d\d|F2\d\d"
NAMED = {
    "en": re.compile(
        r"(?<![\w'.+-])[B-HJ-Zb-z](?= [a-z]+s\b)|\bpress [a-z]\b|\([a-zA-Z0-9?]\)|"
        r"\bF\d{1,2}\b|Ctrl\+|\? shows"
    ),
    "zh_CN": re.compile(rf"按 (?!Esc|Tab|{OWN})[A-Za-z0-9?]|（[A-Za-z]）|\b[A-Za-z] 撤销|Ctrl\+"),
}
"""How a key is named in a language, other than one of the turned ones."""
IN_WORDS = re.compile(
    r"(?<![\w'’.{<-])[b-zB-HJ-Z](?![\w'’.}])|\bF\d{1,2}\b|Ctrl\+|\([0-9?]\)|\bon \d\b|^[?I] "
)
FIXED = frozenset((
    "F2: accept and go on   Esc: back",
    "F2: exchange   F3: another folder   Esc: back",
    "F3: another folder   Esc: back",
    "one a line: issue = f3,Q in place of all keys of the act",
    "S study  M meetings  F front line",
    "3+1 visits+issues  d daily  n note",
    "D reported  5 five-day  X ten-day",
    "{seconds} s {dots}",
    "{count}d",
    "{count}d late",
    "{count}d put off",
))  # fmt: skip
"""Answers to questions, which no settings change; an example; the calendar's signs; units of time."""


def user_of(lang: str) -> Settings:
    """Settings that turn every key over."""
    return Settings(lang=lang, keys=TURNED)


async def read(user: Hands) -> str:
    """What every screen shows, tells of its first record, and says where an act is refused."""
    found: list[str] = []
    for name in (*TABS, *BESIDE):
        user.app.go_to(name)
        await user.until(lambda: user.app.focused is not None)  # the screen is furnished then
        await user.settle()
        screen = user.app.screen
        assert isinstance(screen, BookScreen)
        found += [] if name == "diary" else [user.seen()]  # its letters are the month's signs
        found += [line.text + line.tail for story in screen.query(Story) for line in story.lines]
        at = screen.context()
        found += [words for each in screen.acts if isinstance(words := each.refused(at), str)]
    return "\n".join(found)


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
async def test_no_screen_names_a_key_that_was_changed(screens: Screens, lang: str) -> None:
    """With every key turned over, no page, story or refusal names a former one."""
    async with screens((120, 40), lang, fill=villages.nothing, settings=user_of(lang)) as user:
        said = await read(user)
        named = NAMED[lang].search(said)
        assert named is None, said[max(0, named.start() - 60) : named.end() + 60]
        assert re.search(rf"\b(?:{OWN})\b", said)


async def test_an_empty_page_names_the_keys_of_the_settings(screens: Screens) -> None:
    """How the first household comes in is told by the keys that now do it."""
    async with screens(lang="en", fill=villages.nothing, settings=user_of("en")) as user:
        user.app.go_to("households")
        shown = (
            f"F{TURNED['new'][1:]} writes one down.",
            f"F{TURNED['import'][1:]} imports a roster",
        )
        await user.see(*shown)


async def test_what_is_told_names_the_keys_of_the_settings(screens: Screens) -> None:
    """Removing, discarding a draft, and asking how to leave name the keys that now do it."""
    async with screens(lang="en", fill=villages.full, settings=user_of("en")) as user:
        await user.press(TURNED["tab_households"])
        undo = f"F{TURNED['undo'][1:]}"
        await user.press(TURNED["remove"])
        assert f"{undo} undoes it." in user.told()
        await user.press(TURNED["new"])
        await user.type("Xu")
        await user.press(TURNED["discard"])
        assert f"{undo} brings the draft back." in user.told()
        await user.press(TURNED["how_to_leave"])
        assert f"F{TURNED['quit'][1:]} leaves" in user.told()


async def test_keys_are_named_anew_when_the_settings_change(screens: Screens) -> None:
    """The words go by the keymap in use, and by the acts' own keys once it is gone."""
    async with screens(lang="en", fill=villages.nothing, settings=user_of("en")) as user:
        assert key("undo") == f"F{TURNED['undo'][1:]}"
        user.app.use_settings(Settings(lang="en"))
        await user.settle()
        assert key("undo") == "u"


def words_of(path: Path) -> Iterator[str]:
    """The words of a module that are shown."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "N_", "ngettext"):
            yield from (
                each.value
                for each in node.args
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )


def test_no_words_name_a_fixed_key() -> None:
    """The words in the code name a key by its act, but for keys that no settings change."""
    root = Path(fieldbook.ui.__file__).parent
    found = {words for path in root.rglob("*.py") for words in words_of(path)}
    wrong = {each for each in found if IN_WORDS.search(each)}
    assert wrong == FIXED, wrong ^ FIXED
