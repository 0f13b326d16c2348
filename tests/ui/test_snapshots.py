"""Pictures of the screens, looked at by a person once: ``--snapshot-update`` draws them anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fieldbook.i18n import use_language
from fieldbook.opening import Drafts, open_book
from fieldbook.settings import Settings
from fieldbook.ui.app import FieldbookApp
from fieldbook.ui.door import Door
from tests.clock import Clock
from tests.ui import villages

SMALL, LARGE = (80, 24), (120, 40)
SHOWN = {
    "today": [], "households": ["2"], "issues": ["3"], "solutions": ["4"], "groups": ["5"],
    "diary": ["6"], "meeting": ["7"], "branch": ["B"], "branch_groups": ["B", "a", "a"], "visit": ["2", "v"], "solution": ["3", "s"],
}  # fmt: skip
CASES = [
    *((name, SMALL, "zh_CN") for name in SHOWN),
    *((name, LARGE, "en") for name in SHOWN),
    ("households", SMALL, "en"),
    ("households", LARGE, "zh_CN"),
]
WRITER = {"zh_CN": "林致远", "en": "Helen Moor"}
"""Who sits before the screen: a member of the sample village."""
Stage = Callable[[str], FieldbookApp]


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """The app over the sample village, on a day that never changes."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))  # lists stand as whoever runs it left them
    books = []

    def made(lang: str) -> FieldbookApp:
        use_language(lang)
        path = tmp_path / "book.json"
        settings = Settings(name=WRITER[lang], branch="Liuhe branch")
        book = open_book(path, clock=Clock(), device="0000abcd", backups=None, writer=settings.name)
        books.append(book)
        villages.full(book)
        return FieldbookApp(book, Drafts(path), settings)

    yield made
    for each in books:
        each.close()
    use_language("en")


@pytest.mark.parametrize(("name", "size", "lang"), CASES, ids=str)
def test_the_screens_look_as_they_did(
    snap_compare: Any, stage: Stage, name: str, size: tuple[int, int], lang: str
) -> None:
    """Each screen and main form is drawn as it was when somebody last looked at it."""
    assert snap_compare(stage(lang), press=SHOWN[name], terminal_size=size)


@pytest.mark.parametrize(("size", "lang"), [(SMALL, "zh_CN"), (LARGE, "en")], ids=str)
def test_the_door_looks_as_it_did(
    snap_compare: Any, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], lang: str
) -> None:
    """The screen that asks for the passphrase, with some of it typed."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    use_language(lang)
    settings = Settings(name=WRITER[lang], branch="Liuhe branch")
    door = Door(Path("/fieldbook/book.json"), settings)
    app = FieldbookApp(door.book, door.drafts, settings, door=door)
    app.is_shut = True
    assert snap_compare(app, press=["a", "b", "c"], terminal_size=size)
    use_language("en")
