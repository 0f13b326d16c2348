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
from fieldbook.files import from_home, private_folder
from fieldbook.settings import Settings
from fieldbook.store.backup import DailyBackup, Keep
from fieldbook.store.drafts import Drafts
from fieldbook.store.form import is_locked, is_torn_between, named_book
from fieldbook.store.ids import new_id as new_uuid
from fieldbook.store.inbox import Inbox
from fieldbook.store.journal import JournalDB
from fieldbook.store.keys import AGE, Key
from fieldbook.store.meetings import last_stamp_in
from fieldbook.store.nothing import NoStore
from fieldbook.store.place import data_folder, default_book_path
from fieldbook.store.plain import Codec
from fieldbook.store.records import RecordStore
from fieldbook.store.remembered import Closing, forget, is_older, recalled, remember
from fieldbook.store.surroundings import risk_of
from fieldbook.store.upgrade import check_format, upgrade
from fieldbook.store.whole_tables import AS_TEXT

__all__ = ["Drafts", "default_book_path", "drafts_of", "habits_of", "no_book", "open_book"]


class BookOnDisk(Fieldbook):
    """A book whose acts are on disk, with its inbox."""

    def __init__(self, store: RecordStore, path: Path, **rest: Any) -> None:
        super().__init__(store, **rest)
        self.path = path
        self._records = store
        self._inbox = Inbox(path, self.codec)
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
        met = bool(self._records.handed)
        if (
            (self.codec.ending or met)
            and not self.read_only
            and (left := _closing_of(self._records))
        ):
            remember(self.path, left)

    @property
    def codec(self) -> Codec:
        """How the book lies on the disk: what lies beside it, such as drafts, is written with it."""
        return self._records.db.journal.codec

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
        if self.inbox.unknown:
            self._come_upon(Notice("inbox_unknown", {"added": tuple(self.inbox.unknown)}))
            self.inbox.unknown.clear()
        for each in self._inbox.cleared:
            self._come_upon(Notice("inbox_cleared", {"where": str(each)}))
        self._inbox.cleared = ()
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
    key: Key | None = None,
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
        device: this device's id, kept outside the book unless told: elsewhere, or at another path, a
            book is a copy, and writes as another replica.
        backups: how many daily, weekly and monthly copies are kept beside the book; ``None`` makes
            no copy.
        key: what opens a locked book, as ``store.unlocking.unlock`` gives it; a plain one needs none.

    Raises:
        Locked: the book is locked, and no key was given.
        InUse: another program writes in this book.
        NotABook: the path holds something else, which was left as it is.
        Damaged: the files do not fit together; they were copied aside and left as they are.
    """
    place = named_book(from_home(path))
    codec = _codec_of(place, key)
    rest: dict[str, Any] = {
        "clock": clock or local_now,
        "new_id": new_id,
        "habits": habits,
        "writer": writer,
    }
    if read_only:
        return _for_reading(place, rest, codec)
    db = JournalDB(place, codec=codec, as_text=AS_TEXT)
    try:
        notices = upgrade(db, place, clock=clock or local_now)
        store = RecordStore(db, device=device or device_id())
        notices += tuple(_about_the_last_closing(store))
        book = BookOnDisk(store, place, **rest)
        book.notices += (*notices, *_about_the_place(place))
        with contextlib.suppress(OSError, StoreError):  # it waits there until there is room again
            book.take_in_what_was_left()
        if codec is not None:
            book.notices += tuple(_about_what_is_readable(place, codec))
    except TooNew:
        db.journal.abandon()
        return _for_reading(place, rest, codec)
    except BaseException:
        db.journal.abandon()
        raise
    if backups is not None:
        book.back_up_soon(backups)
    return book


def _codec_of(path: Path, key: Key | None) -> Codec | None:
    """How the book lies; ``None`` for a plain one, which loads nothing of what locks a book."""
    if not (is_locked(path) or is_torn_between(path)):
        return None
    from fieldbook.store.unlocking import codec_of

    return codec_of(path, key)


def _for_reading(path: Path, rest: dict[str, Any], codec: Codec | None) -> Fieldbook:
    if not any(Path(f"{os.path.realpath(path)}{each}").exists() for each in ("", AGE, "-log")):
        return Fieldbook(NoStore(), **rest)
    db = JournalDB(path, read_only=True, codec=codec, as_text=AS_TEXT)
    store = RecordStore(db, read_only=True)
    book = BookOnDisk(store, path, **rest)
    book.notices += tuple(_about_the_last_closing(store))
    try:
        check_format(db, path)
    except TooNew as newer:
        book.notices += (Notice("too_new", newer.data),)
    return book


def _found_at_opening(store: RecordStore) -> Iterator[Notice]:
    for each in store.db.journal.findings:
        stays = each.code == "torn" and not each.aside  # who only reads sets nothing aside
        yield Notice(
            "torn_stays" if stays else each.code, {"where": each.where, "aside": each.aside}
        )
    if store.misfits:
        yield Notice("misfits", {"count": len(store.misfits)})


def _about_the_last_closing(store: RecordStore) -> Iterator[Notice]:
    """Tell where the book is not the one that this device closed last: nothing else could.

    One that met others of its branch goes on as another replica then.
    """
    db, then = store.db, recalled(store.db.path)
    if then is None:
        return
    now = _closing_of(store)
    if not store.read_only and (then.anew or last_stamp_in(db) < then.stamp):
        store.begin_replica()
        forget(db.path)
    if then.anew:
        return
    if not db.journal.codec.ending:
        if not then.plain:
            yield Notice("was_locked", {"where": db.path})
    elif now is None or is_older(now, then):
        yield Notice("older_book", {"where": db.journal.file})


def _closing_of(store: RecordStore) -> Closing | None:
    journal = store.db.journal
    if journal.base is None:
        return None
    plain = not journal.codec.ending
    return Closing(journal.lines, journal.base, stamp=last_stamp_in(store.db), plain=plain)


def _about_what_is_readable(path: Path, codec: Codec) -> Iterator[Notice]:
    """Encrypt what a killed program, or an older one, left readable beside a locked book."""
    from fieldbook.store.covering import cover
    from fieldbook.store.locking import finish_renewal

    former, covered = finish_renewal(path, codec), cover(path, codec)
    if covered.done:
        yield Notice("was_readable", {"files": ", ".join(map(str, covered.done))})
    if left := (*former, *covered.left):
        yield Notice("left_readable", {"files": ", ".join(map(str, left))})


def _about_the_place(path: Path) -> Iterator[Notice]:
    if risk := risk_of(path):
        yield Notice(risk, {"where": str(path.parent)})


def no_book() -> Fieldbook:
    """An empty book that takes nothing: what is there while none is open."""
    return Fieldbook(NoStore(), clock=local_now, new_id=new_uuid)


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


def drafts_of(book: Fieldbook, path: Path) -> Drafts:
    """The drafts of an open book, written in its form."""
    return Drafts(path, book.codec) if isinstance(book, BookOnDisk) else Drafts(path)


def habits_of(settings: Settings) -> Habits:
    """The habits the settings ask for."""
    same = {each: getattr(settings, each) for each in Habits.__struct_fields__ if each != "writer"}
    return Habits(writer=settings.name, **same)
