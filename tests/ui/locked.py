"""A user before a locked book."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from unittest import mock

from fieldbook.book import Fieldbook
from fieldbook.i18n import use_language
from fieldbook.opening import open_book
from fieldbook.settings import Settings
from fieldbook.store import passphrase
from fieldbook.store.locking import encrypt, new_recovery_key
from fieldbook.ui.app import FieldbookApp
from fieldbook.ui.door import Door
from tests.clock import Clock
from tests.ui import painting, villages
from tests.ui.hands import Hands

PASSPHRASE = "南坡地 先浇一遍 再下种"
_locked: dict[object, dict[str, bytes]] = {}
"""The files of each book that was locked, by what filled it and how their names end: made once."""


def lock_book(path: Path, fill: Callable[[Fieldbook], object] = villages.full) -> None:
    """Make a book and lock it by a passphrase whose work is little: it is weighed elsewhere."""
    if fill not in _locked:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "book.json"
            with open_book(made, clock=Clock(), device="0000abcd", backups=None) as book:
                fill(book)
            with mock.patch.object(passphrase, "COST", 10):
                encrypt(made, PASSPHRASE, new_recovery_key())
            _locked[fill] = {
                each.name.removeprefix(made.name): each.read_bytes()
                for each in made.parent.iterdir()
            }
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    for ending, held in _locked[fill].items():
        path.with_name(path.name + ending).write_bytes(held)


@contextlib.asynccontextmanager
async def before_door(
    path: Path,
    size: tuple[int, int] = (80, 24),
    lang: str = "en",
    *,
    settings: Settings | None = None,
    key: str = "",
    is_first_start: bool = False,
) -> AsyncIterator[Hands]:
    """Sit down before a book whose door is shut; with a key, before one that was unlocked."""
    use_language(lang)
    settings = settings or Settings(name="周正", branch="崔寨子支部")
    with Door(path, settings) as door:
        if key or not door.is_locked:
            door.unlock(key) if key else door.open()
        app = FieldbookApp(door.book, door.drafts, settings, door=door)
        app.is_shut = door.is_locked and not key
        app.is_first_start = is_first_start
        painting.put_off(app)
        async with app.run_test(size=size) as pilot:
            hands = Hands(app, pilot, [])
            await hands.settle()
            yield hands
    use_language("en")
