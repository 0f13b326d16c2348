"""A user before a locked book."""

from __future__ import annotations

import contextlib
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


def lock_book(path: Path, fill: Callable[[Fieldbook], object] = villages.full) -> None:
    """Make a book and lock it by a passphrase whose work is little: it is weighed elsewhere."""
    with open_book(path, clock=Clock(), device="0000abcd", backups=None) as book:
        fill(book)
    with mock.patch.object(passphrase, "COST", 10):
        encrypt(path, PASSPHRASE, new_recovery_key())


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
