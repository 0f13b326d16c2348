"""Backups: whole, verified copies of a book, each a JSON file that can be opened like a book.

A copy is made from what the open book holds, its log included, so it never waits for a checkpoint.
The day's copy is taken at the first opening of a day and written a moment later, beside the work.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import re
import threading
from collections.abc import Callable, Hashable, Iterable
from itertools import chain, count
from pathlib import Path
from typing import Final, NamedTuple

from fieldbook.domain.errors import FieldbookError
from fieldbook.files import (
    free_name,
    new_file,
    part_of,
    private_folder,
    replace_patiently,
    sync_bytes,
    sync_folder,
    write_whole,
)
from fieldbook.store.faults import refused
from fieldbook.store.journal import JournalDB
from fieldbook.store.keys import AGE, IDENTITY, RECIPIENTS
from fieldbook.store.plain import Codec

FOLDER: Final = "backups"
LATELY: Final = 3
"""How many copies stay that were made before something that is done often."""
DAILY_DELAY: Final = 1.0
"""Seconds after the opening before the day's copy is written: the first screen goes before."""

Progress = Callable[[int, int], None]
"""Told how many of how many records are done."""


class Keep(NamedTuple):
    """How many of the days' copies stay."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


def backups_folder(book_path: Path) -> Path:
    """Where a book's own backups lie."""
    return _real(book_path).parent / FOLDER


def name_for(book_path: Path, when: str) -> str:
    """A backup's name: the book's own, whatever link led to it, and when it was made."""
    real = _real(book_path)
    return f"{real.stem}-{when}{real.suffix or '.json'}"


def _real(book_path: Path) -> Path:
    return Path(os.path.realpath(book_path))


class Copy:
    """The book as it is when this is made; what is written in it later does not change it."""

    def __init__(self, db: JournalDB, codec: Codec | None = None) -> None:
        self.codec = codec or db.journal.codec
        self.pieces = db.journal.copy(self.codec)
        self.records = sum(len(db.rows(table)) for table in db.tables())


def write_copy(copy: Copy, target: Path, *, progress: Progress | None = None) -> None:
    """Write a copy of the book, flush it, and read it back before it gets its name.

    A locked one's name ends in ``.age`` besides, and has beside it what opens it.

    Raises:
        WriteFailed: the disk refused, or gave back something else than it was given.
    """
    whole = copy_file(target, copy.codec)
    part = part_of(whole)
    try:
        for ending, data in copy.codec.companions.items():
            write_whole(target.with_name(target.name + ending), data)
        _write_part(copy, part, progress)
        replace_patiently(str(part), whole)
        sync_folder(str(target.parent))
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise refused(target, error) from error


def copy_file(target: Path, codec: Codec) -> Path:
    """The file that a copy with this name is."""
    return target.with_name(target.name + codec.ending)


def free_target(target: Path, codec: Codec) -> Path:
    """The name, or with a number behind it where a copy is called so already."""
    return free_name(target, lambda name: os.path.lexists(copy_file(name, codec)))


def remove_copy(path: Path) -> None:
    """Remove a copy and what lies beside it to open it."""
    path.unlink(missing_ok=True)
    if path.suffix == AGE:
        for ending in (IDENTITY, RECIPIENTS):
            path.with_name(path.name.removesuffix(AGE) + ending).unlink(missing_ok=True)


def _write_part(copy: Copy, part: Path, progress: Progress | None) -> None:
    digest, done = hashlib.sha256(), 0
    with new_file(part) as file:
        for piece, documents in copy.pieces:
            file.write(piece)
            digest.update(piece)
            done += documents
            if progress:
                progress(min(done, copy.records), copy.records)
        file.flush()
        sync_bytes(file.fileno())
    with part.open("rb") as file:
        if hashlib.file_digest(file, "sha256").digest() != digest.digest():
            raise OSError(None, "read back differently", str(part))


def keep_present(db: JournalDB, book_path: Path, now: dt.datetime, why: str) -> Path:
    """Keep the book as it is now, before something large is done to it; never thinned out."""
    folder = private_folder(backups_folder(book_path))
    copy, at = Copy(db), f"{now:%Y-%m-%d-%H%M%S}"
    for when in chain((at,), (f"{at}-{number}" for number in count(2))):  # a clock may stand still
        target = folder / name_for(book_path, f"{when}-{why}")
        if not os.path.lexists(copy_file(target, copy.codec)):
            break
    write_copy(copy, target)
    return copy_file(target, copy.codec)


def keep_lately(db: JournalDB, book_path: Path, now: dt.datetime, why: str) -> Path:
    """Keep the book as it is now, before something that is done often: the last three such copies stay."""
    kept = keep_present(db, book_path, now, why)
    begin = f"{_real(book_path).stem}-"
    copies = [
        each
        for each in kept.parent.iterdir()
        if each.name.startswith(begin) and each.stem.split(".")[0].endswith(why)
    ]
    for path in sorted(copies)[:-LATELY]:
        with contextlib.suppress(OSError):
            remove_copy(path)
    return kept


class DailyBackup:
    """The copy of the day, taken at the day's first opening."""

    def __init__(
        self,
        db: JournalDB,
        book_path: Path,
        today: dt.date,
        keep: Keep,
        *,
        sure: bool = True,
        failed: Callable[[Exception], None],
    ) -> None:
        self._book_path, self._keep, self._failed = book_path, keep, failed
        self._today, self._sure = today, sure
        self.target = backups_folder(book_path) / name_for(book_path, today.isoformat())
        self._timer: threading.Timer | None = None
        self._writing = threading.Lock()
        made = copy_file(self.target, db.journal.codec)
        wanted = bool(db.tables()) and not made.exists()
        self._copy = Copy(db) if wanted else None

    def soon(self) -> None:
        """Write it in a moment, beside the work."""
        if self._copy is not None:
            self._timer = threading.Timer(DAILY_DELAY, self.write)
            self._timer.start()

    def finish(self) -> None:
        """Write it now if it was not written yet: the book is about to be closed."""
        if self._timer is not None:
            self._timer.cancel()
            self.write()
            self._timer.join()
            self._timer = None

    def write(self) -> None:
        """Write it and thin out the older ones. A failure is told, not raised: work goes on."""
        with self._writing:
            copy, self._copy = self._copy, None
            if copy is None:
                return
            try:
                private_folder(self.target.parent)
                write_copy(copy, self.target)
                thin_out(self._book_path, self._keep, self._today, sure=self._sure)
            except (FieldbookError, OSError) as error:
                self._failed(error)


def thin_out(book_path: Path, keep: Keep, made: dt.date, *, sure: bool = True) -> None:
    """Remove the days' copies that are no more wanted; copies made for a reason all stay.

    A copy dated after the one just made is of a day when the clock was wrong. It takes no other's
    place, and stays only as long as there is room among the daily ones.

    Args:
        book_path: the book.
        keep: how many stay.
        made: the day of the copy just made, which always stays.
        sure: whether today's clock can be right; where it may not, copies dated later all stay.
    """
    copies = daily_copies(book_path)
    known = [day for day in copies if day <= made]
    daily = _latest(known, keep.daily, lambda day: day)
    wanted = {made} | daily
    wanted |= _latest(known, keep.weekly, lambda day: day.isocalendar()[:2])
    wanted |= _latest(known, keep.monthly, lambda day: (day.year, day.month))
    later = [day for day in copies if day > made]
    wanted |= _latest(later, keep.daily - len(daily), lambda day: day) if sure else set(later)
    for day, path in copies.items():
        if day not in wanted:
            with contextlib.suppress(OSError):
                remove_copy(path)


def daily_copies(book_path: Path) -> dict[dt.date, Path]:
    """The days' copies of a book, by day."""
    pattern = re.compile(re.escape(_real(book_path).stem) + r"-(\d{4}-\d\d-\d\d)\.\w+(?:\.age)?")
    found: dict[dt.date, Path] = {}
    with contextlib.suppress(OSError):
        for path in backups_folder(book_path).iterdir():
            named = pattern.fullmatch(path.name)
            with contextlib.suppress(ValueError):
                if named:
                    found[dt.date.fromisoformat(named[1])] = path
    return found


def newest_copy(book_path: Path) -> Path | None:
    """The copy of a book that was written last, of those beside it."""
    copies = []
    with contextlib.suppress(OSError):
        copies = [
            path
            for path in backups_folder(book_path).iterdir()
            if path.name.startswith(f"{_real(book_path).stem}-")
            and path.suffix != ".part"
            and not path.name.endswith((IDENTITY, RECIPIENTS))
        ]
    return max(copies, key=lambda path: (path.stat().st_mtime, path.name), default=None)


def _latest(
    days: Iterable[dt.date], count: int, period: Callable[[dt.date], Hashable]
) -> set[dt.date]:
    """The last day of each of the latest periods."""
    last = {period(day): day for day in sorted(days)}
    return set(sorted(last.values())[-count:]) if count > 0 else set()
