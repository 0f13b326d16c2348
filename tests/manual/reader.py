"""A reader of the manual: sits down before the app, and does and sees what a page says."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import io
import os
import re
import shlex
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Self
from unittest import mock

from fieldbook import cli
from fieldbook.cli.call import Call
from fieldbook.cli.console import Console
from fieldbook.demo import make_village
from fieldbook.i18n import known_language, use_language
from fieldbook.opening import open_book
from fieldbook.settings import read_settings
from fieldbook.store import passphrase
from fieldbook.ui.app import FieldbookApp
from fieldbook.ui.door import Door
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.running import is_empty
from tests.clock import Clock
from tests.manual.pages import Step
from tests.ui.hands import Hands

SIZE = (80, 24)
"""An old laptop's terminal."""
TODAY = dt.date(2026, 11, 21)
PATIENCE = 60.0
"""Seconds something may take that goes on beside the keys."""
SETTINGS = {
    "zh": 'lang = "zh"\nname = "林致远"\nbranch = "柳河大队支部"\ntheme = "light"\n',
    "en": 'lang = "en"\nname = "Helen Moor"\nbranch = "Willow Creek branch"\ntheme = "light"\n',
}
_NAMES = {"\\": "backslash", "del": "delete", "esc": "escape", "pgup": "pageup", "pgdn": "pagedown",
          "↑": "up", "↓": "down", "←": "left", "→": "right"}  # fmt: skip

Draw = Callable[[str, FieldbookApp], None]


@functools.cache
def _village(language: str) -> bytes:
    """The sample village's file: made once, every page begins with a copy."""
    with tempfile.TemporaryDirectory() as folder:
        path, name = Path(folder) / "book.json", read_settings().settings.name
        with open_book(path, device="0000abcd", backups=None, writer=name) as book:
            make_village(book)
        return path.read_bytes()


class Terminal(io.StringIO):
    """A terminal before which somebody sits."""

    def isatty(self) -> bool:
        return True


class Reader:
    """Does one step after the other in a folder of its own.

    What follows a command until the next one is answered to it; its output is what is seen then.
    """

    def __init__(self, folder: Path, language: str, draw: Draw) -> None:
        self.folder, self.language, self._draw = folder, language, draw
        self.path = folder / "own" / "book.json"
        self.hands: Hands | None = None
        self._sitting = contextlib.AsyncExitStack()
        self._printed = ""
        self._world = contextlib.ExitStack()

    def __enter__(self) -> Self:
        use_language(known_language(self.language) or "")
        clock = Clock(TODAY)
        environment = {
            "HOME": str(self.folder), "LANG": f"{self.language}_XX.UTF-8", "COLUMNS": "80",
        }  # fmt: skip
        enter = self._world.enter_context
        enter(contextlib.chdir(self.folder))
        enter(mock.patch.dict(os.environ, environment))
        self._sit_at("own")
        enter(mock.patch("fieldbook.opening.local_now", clock))
        enter(mock.patch.object(Call, "today", property(lambda _call: clock.today)))
        for module in ("setting_up", "forms.settings"):  # pictures are printed
            enter(mock.patch(f"fieldbook.ui.{module}.DEFAULT_THEME", "light"))
        enter(mock.patch.object(passphrase, "COST", 10))  # a locked book opens in a moment
        return self

    def __exit__(self, *_: object) -> None:
        self._world.close()
        use_language("en")

    async def follow(self, steps: Iterable[Step]) -> None:
        """Do all of a page."""
        left = list(steps)
        try:
            while left:
                step = left.pop(0)
                if step.how == "command":
                    await self._command(step.what, list(_answers(left)))
                else:
                    await self._step(step)
        finally:
            await self._sitting.aclose()

    async def _step(self, step: Step) -> None:
        hands = self.hands
        if step.how == "begin":
            self._begin(step.what)
        elif step.how == "file":
            (self.folder / step.what).write_text(step.text, encoding="utf-8")
        elif step.how == "see":
            await self._see(step.what)
        elif step.how == "picture":
            assert hands is not None, f"no screen to draw: {step}"
            if isinstance(hands.app.screen, FormScreen):
                hands.form.keep_draft()  # it is kept within a second, early or late
                await hands.settle()
            await self._stand_still()
            self._draw(step.what, hands.app)
        elif hands is not None and step.how == "key":
            await hands.press(key_name(step.what))
            await hands.written()
            if not hands.app.is_running:
                await self._leave()
        elif hands is not None:
            await hands.type(step.what)

    def _begin(self, remark: str) -> None:
        """Have what a page begins with: a new book, the village, another computer, or a stick."""
        what, _, name = remark.partition(" ")
        if what == "village":
            self._settings().write_text(SETTINGS[self.language], encoding="utf-8")
            self.path.write_bytes(_village(self.language))
        elif what == "computer":
            self._sit_at(name)  # the first time it asks whose it is
        elif what == "stick":
            (self.folder / name).mkdir()
        else:
            assert what == "new", remark

    def _sit_at(self, computer: str) -> None:
        """Use a computer: its book, its settings, what it remembers."""
        place = self.folder / computer
        self.path = place / "book.json"
        os.environ["FIELDBOOK_BOOK"] = str(self.path)
        os.environ["XDG_CONFIG_HOME"] = str(place / "config")
        os.environ["XDG_STATE_HOME"] = str(place / "state")
        self._settings().parent.mkdir(parents=True, exist_ok=True)

    def _settings(self) -> Path:
        return Path(os.environ["XDG_CONFIG_HOME"]) / "fieldbook" / "settings.toml"

    async def _stand_still(self) -> None:
        """Wait until nothing is drawn any more: a long list is filled piece by piece."""
        assert self.hands is not None
        until, before = time.monotonic() + PATIENCE, ""
        while (now := self.hands.seen()) != before and time.monotonic() < until:
            before = now
            await self.hands.pilot.pause(0.4)

    async def _see(self, words: str) -> None:
        """The words stand on the screen, whole or broken over lines; or the command printed them."""
        until = time.monotonic() + PATIENCE
        while self.hands is not None and not self._shows(words) and time.monotonic() < until:
            await self.hands.pilot.pause(0.05)  # a locked book is opened beside the keys
        assert self._shows(words), f"{words}\n{self._shown()}"

    def _shows(self, words: str) -> bool:
        shown = self._shown()
        return words in shown or _close(words) in _close(shown)

    def _shown(self) -> str:
        if self.hands is None:
            return self._printed
        return f"{self.hands.seen()}\n{self.hands.told()}"

    async def _command(self, words: str, answers: list[str]) -> None:
        """Run a command as a shell would; the screens are sat down before."""
        assert self.hands is None, f"the book is still open: {words}"
        argv = shlex.split(words)[1:]
        out, err, typed = Terminal(), Terminal(), Terminal("".join(f"{each}\n" for each in answers))

        def asked(prompt: str, **_: Any) -> str:
            err.write(prompt)
            return typed.readline().rstrip("\n")

        with mock.patch.object(sys, "stdin", typed), mock.patch("getpass.getpass", asked):
            outcome = cli.run(argv, Console(out, err))
        self._printed = out.getvalue() + err.getvalue()
        if outcome.screens:
            await self._sit_down(demo=outcome.demo)

    async def _sit_down(self, *, demo: bool) -> None:
        """Open the book as ``fieldbook`` does."""
        found = read_settings()
        path = self.folder / "demo" / "book.json" if demo else self.path
        door = self._sitting.enter_context(Door(path, found.settings))
        shut = door.is_locked
        if not shut:
            door.open()
        if demo:
            make_village(door.book)
        app = FieldbookApp(door.book, door.drafts, found.settings, door=door)
        app.is_shut, app.book_path = shut, path
        app.is_first_start = not found.is_there and not shut and is_empty(door.book)
        app.opener = lambda _path: True
        pilot = await self._sitting.enter_async_context(app.run_test(size=SIZE))
        self.hands = Hands(app, pilot, [])
        await self.hands.settle()

    async def _leave(self) -> None:
        await self._sitting.aclose()
        self.hands = None


def _answers(steps: list[Step]) -> Iterator[str]:
    """What is typed until the next command: words, and the letters that say yes or no."""
    for each in steps:
        if each.how == "command":
            return
        if each.how == "typed" or (each.how == "key" and len(each.what) == 1):
            yield each.what


def key_name(key: str) -> str:
    """A key as a page names it, as Textual does."""
    if len(key) == 1:
        return _NAMES.get(key, key)
    *held, last = (each.casefold() for each in key.split("+"))
    return "+".join([*held, _NAMES.get(last, last)])


def _close(text: str) -> str:
    """A text without its blanks, line ends and frames."""
    return re.sub(r"[\s│┃▌▐]+", "", text)
