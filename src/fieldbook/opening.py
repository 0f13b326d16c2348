"""Opening a book: the one place that joins store and book.

``open_book`` (public) gives a :class:`~fieldbook.book.Fieldbook` whose acts are on disk.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, NotABook, StoreError, TooNew
from fieldbook.domain.habits import DEFAULT_HABITS, Habits
from fieldbook.domain.notices import Notice
from fieldbook.files import private_folder
from fieldbook.settings import Settings
from fieldbook.store.backup import DailyBackup, Keep
from fieldbook.store.drafts import Drafts
from fieldbook.store.ids import new_id as new_uuid
from fieldbook.store.inbox import Inbox
from fieldbook.store.journal import JournalDB
from fieldbook.store.nothing import NoStore
from fieldbook.store.place import data_folder, default_book_path
from fieldbook.store.records import RecordStore
from fieldbook.store.surroundings import risk_of
from fieldbook.store.upgrade import check_format, upgrade

__all__ = ["Drafts", "default_book_path", "habits_of", "open_book"]


class BookOnDisk(Fieldbook):
    """A book whose acts are on disk, with its inbox."""

    def __init__(self, store: RecordStore, path: Path, **rest: Any) -> None:
        super().__init__(store, **rest)
        self.path = path
        self._records = store
        self._inbox = Inbox(path)
        self._backup: DailyBackup | None = None
        self._noticing = threading.Lock()
        self.notices = tuple(_found_at_opening(store))

    def take_in_inbox(self) -> int:
        """Take in what ``fieldbook add`` wrote; how many lines. One question to the disk if none."""
        return self._take_in() if self._inbox.waits() else 0

    def take_in_what_was_left(self) -> int:
        """The same at the opening, when a program may have died half-way through it."""
        return self._take_in() if self._inbox.was_left() or self._inbox.waits() else 0

    def back_up_soon(self, keep: tuple[int, ...]) -> None:
        """Have the day's copy made, when this is the day's first opening."""

        def failed(why: Exception) -> None:
            self._come_upon(Notice("backup_failed", {"why": why}))

        self._backup = DailyBackup(
            self._records.db,
            self.path,
            self.today,
            Keep(*keep),
            sure=not self.clock_is_behind(),
            failed=failed,
        )
        self._backup.soon()

    def close(self) -> None:
        """Finish the day's copy, bring the file up to date and let go of the book."""
        if self._backup is not None:
            self._backup.finish()
        super().close()

    @property
    def store(self) -> RecordStore:
        """The store, for what is done to the book as a whole: verify, backup, purge."""
        return self._records

    def tidy_steps(self) -> Iterator[None]:
        """Bring the book's file up to date in short steps, between which one may write."""
        if not self.read_only:
            yield from self._records.db.checkpoint_steps()

    def _take_in(self) -> int:
        if self.read_only:
            return 0
        odd, count = 0, 0
        for batch in self._inbox.batches():
            for raw, line in batch:
                made = None if line is None else self._take_line(*line)
                if made is None:
                    batch.keep_odd(raw)
                    odd += 1
                count += made or 0
        if odd:
            where = str(self._inbox.odd_path)
            self._come_upon(Notice("inbox_odd", {"count": odd, "where": where}))
        return count

    def _come_upon(self, notice: Notice) -> None:
        with self._noticing:  # the day's copy is written beside the work
            self.notices += (notice,)

    def _take_line(self, line_id: str, kind: str, at: str, fields: Any) -> bool | None:
        """Take one line in; no where the book has it, ``None`` where it cannot be taken."""
        try:
            when = dt.datetime.fromisoformat(at)
            aware = when if when.tzinfo else when.astimezone()
            return self.inbox.take(kind, line_id, aware, Draft(fields))
        except (Invalid, ValueError, TypeError):
            return None


def open_book(
    path: str | os.PathLike[str],
    *,
    clock: Callable[[], dt.datetime] | None = None,
    new_id: Callable[[], str] = new_uuid,
    habits: Habits = DEFAULT_HABITS,
    writer: str = "",
    read_only: bool = False,
    device: str | None = None,
    backups: tuple[int, ...] | None = (7, 4, 12),
) -> Fieldbook:
    """Open a book; one that is not there yet is made.

    Args:
        path: the book's JSON file.
        clock: the local time, with its offset.
        new_id: gives ids; UUIDv7 unless told.
        habits: the intervals by which things fall due.
        writer: the name of the member who writes here.
        read_only: write nothing at all, and read beside whoever has the book open. A book that is
            not there is an empty one then.
        device: this device's id, 8 hexadecimal digits; kept outside the book unless told.
        backups: how many daily, weekly and monthly copies are kept beside the book; ``None`` makes
            no copy.

    Raises:
        InUse: another program writes in this book.
        NotABook: the path holds something else, which was left as it is.
        Damaged: the files do not fit together; they were copied aside and left as they are.
    """
    place = Path(path).expanduser()
    rest: dict[str, Any] = {
        "clock": clock or local_now,
        "new_id": new_id,
        "habits": habits,
        "writer": writer,
    }
    if read_only:
        return _for_reading(place, rest)
    db = JournalDB(place)
    try:
        notices = upgrade(db, place, clock=clock or local_now)
        book = BookOnDisk(RecordStore(db), place, device=device or device_id(), **rest)
        book.notices += (*notices, *_about_the_place(place))
        with contextlib.suppress(OSError, StoreError):  # it waits there until there is room again
            book.take_in_what_was_left()
    except TooNew:
        db.journal.abandon()
        return _for_reading(place, rest)
    except BaseException:
        db.journal.abandon()
        raise
    if backups is not None:
        book.back_up_soon(backups)
    return book


def _for_reading(path: Path, rest: dict[str, Any]) -> Fieldbook:
    if not path.exists() and not Path(f"{os.path.realpath(path)}-log").exists():
        return Fieldbook(NoStore(), **rest)
    db = JournalDB(path, read_only=True)
    book = BookOnDisk(RecordStore(db, read_only=True), path, **rest)
    try:
        check_format(db, path)
    except TooNew as newer:
        book.notices += (Notice("too_new", newer.data),)
    return book


def _found_at_opening(store: RecordStore) -> Iterator[Notice]:
    for each in store.db.findings:
        yield Notice(each.code, {"where": each.where, "aside": each.aside})
    if store.misfits:
        yield Notice("misfits", {"count": len(store.misfits)})


def _about_the_place(path: Path) -> Iterator[Notice]:
    if risk := risk_of(path):
        yield Notice(risk, {"where": str(path.parent)})


def local_now() -> dt.datetime:
    """The local time, with its offset."""
    return dt.datetime.now().astimezone()


def device_id(folder: Path | None = None) -> str:
    """This device's id, made once and kept outside every book, so that books can be merged.

    Where it cannot be kept, one is made for this time.
    """
    made = os.urandom(4).hex()
    with contextlib.suppress(OSError, NotABook):
        path = (folder or data_folder()) / "device"
        private_folder(path.parent)
        with contextlib.suppress(FileExistsError):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(made)
        kept = path.read_text(encoding="ascii", errors="replace").strip()
        if len(kept) == 8 and not set(kept) - set("0123456789abcdef"):
            return kept
    return made


def habits_of(settings: Settings) -> Habits:
    """The habits the settings ask for."""
    return Habits(
        visit_every_days=settings.visit_every_days,
        follow_up_after_days=settings.follow_up_after_days,
        refer_within_days=settings.refer_within_days,
        summary_every_days=settings.summary_every_days,
        study_every_days=settings.study_every_days,
        week_rule=settings.week_rule,
        week_names=settings.week_names,
        alongside=settings.alongside,
    )
