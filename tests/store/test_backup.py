"""Backups: the day's copy, how many stay, and that a copy is whole."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import InUse, WriteFailed
from fieldbook.opening import BookOnDisk, open_book
from fieldbook.store.backup import (
    Copy,
    Keep,
    backups_folder,
    daily_copies,
    keep_present,
    newest_copy,
    thin_out,
    write_copy,
)
from fieldbook.store.journal import JournalDB
from fieldbook.store.restore import BookCopy, put_in_place
from tests.clock import Clock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the book is to be."""
    return tmp_path / "book.json"


def opened(path: Path, clock: Clock) -> BookOnDisk:
    book = open_book(path, device="00000001", clock=clock)
    assert isinstance(book, BookOnDisk)
    return book


def issues_in(copy: Path) -> list[str]:
    found = json.loads(copy.read_text("utf-8")).get("issues", {})
    return [each["title"] for each in found.values()]


def test_what_is_kept_in_one_second_is_all_kept(path: Path) -> None:
    """A clock that begins anew at every start may show a second twice: no copy takes another's place."""
    clock = Clock()
    now = clock()
    kept, asides = [], set()
    for title in ("一", "二"):
        with opened(path, clock) as book:
            book.issues.raise_(Draft(title=title))
            kept.append(keep_present(book.store.db, path, now, "before-restore"))
        asides |= {each.read_text("utf-8") for each in put_in_place(BookCopy(kept[0]), path, now)}
    assert [issues_in(each) for each in kept] == [["一"], ["一", "二"]]
    found = path.parent.glob("book.json*-aside-*")
    assert {each.read_text("utf-8") for each in found} == asides != set()


def test_a_book_that_is_open_is_not_put_aside(path: Path) -> None:
    """No copy takes the place of a book that another program writes in: both go on as they are."""
    clock = Clock()
    with opened(path, clock) as book:
        book.issues.raise_(Draft(title="一"))
        kept = keep_present(book.store.db, path, clock(), "before-restore")
        with pytest.raises(InUse):
            put_in_place(BookCopy(kept), path, clock())
        book.issues.raise_(Draft(title="二"))
    assert not list(path.parent.glob("book.json*-aside-*"))
    assert issues_in(path) == ["一", "二"]


def test_the_first_opening_of_a_day_makes_a_copy(path: Path) -> None:
    """The first opening of a day copies the book as it was then; a later one of that day does not."""
    clock = Clock()
    with opened(path, clock) as book:
        book.issues.raise_(Draft(title="一"))
    assert daily_copies(path) == {}, "an empty book wants no copy"
    with opened(path, clock) as book:
        book.issues.raise_(Draft(title="二"))
    with opened(path, clock) as book:
        book.issues.raise_(Draft(title="三"))
    clock.pass_days(1)
    opened(path, clock).close()
    copies = daily_copies(path)
    assert sorted(copies) == [dt.date(2026, 11, 21), dt.date(2026, 11, 22)]
    assert issues_in(copies[dt.date(2026, 11, 21)]) == ["一"]
    assert issues_in(copies[dt.date(2026, 11, 22)]) == ["一", "二", "三"]


def test_a_copy_has_what_only_the_log_had(path: Path) -> None:
    """After a crash the day's copy has what stood in the log only."""
    clock = Clock()
    book = opened(path, clock)
    book.issues.raise_(Draft(title="一"))
    book.store.db.journal.abandon()
    opened(path, clock).close()
    assert issues_in(daily_copies(path)[clock.today]) == ["一"]


def test_the_copy_is_written_beside_the_work(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy is written a moment after the opening, while the book is written in."""
    monkeypatch.setattr("fieldbook.store.backup.DAILY_DELAY", 0.0)
    clock = Clock()
    with opened(path, clock) as book:
        book.issues.raise_(Draft(title="一"))
    with opened(path, clock) as book:
        for number in range(200):
            book.issues.raise_(Draft(title=f"问题{number}"))
        assert book._backup is not None
        assert book._backup._timer is not None
        book._backup._timer.join()
        assert issues_in(daily_copies(path)[clock.today]) == ["一"]


def test_a_copy_that_cannot_be_made_stops_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the copy cannot be written the work goes on, and why is kept to be told."""
    clock = Clock()
    with opened(path, clock) as book:
        book.issues.raise_(Draft(title="一"))

    def full(*_args: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("fieldbook.store.backup.replace_patiently", full)
    book = opened(path, clock)
    book.issues.raise_(Draft(title="二"))
    book.close()
    assert [isinstance(each.data["why"], WriteFailed) for each in book.notices] == [True]
    assert list(backups_folder(path).iterdir()) == []


def test_a_copy_read_back_differently_is_no_copy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that gives back something else than it was given makes no copy."""

    class Other:
        """A digest that never agrees."""

        def digest(self) -> bytes:
            """Something else."""
            return b""

    with opened(path, Clock()) as book:
        book.issues.raise_(Draft(title="一"))
        monkeypatch.setattr("fieldbook.store.backup.hashlib.file_digest", lambda *_: Other())
        with pytest.raises(WriteFailed):
            write_copy(Copy(book.store.db), path.with_name("copy.json"))
    assert not path.with_name("copy.json").exists()
    assert not path.with_name("copy.json.part").exists()


def test_seven_days_four_weeks_twelve_months_stay(path: Path) -> None:
    """Of two years of copies the last 7 days', 4 weeks' and 12 months' stay; others are not touched."""
    folder = backups_folder(path)
    folder.mkdir()
    first = dt.date(2025, 1, 1)
    days = [first + dt.timedelta(days=each) for each in range(700)]
    for day in days:
        (folder / f"book-{day}.json").write_text("{}", encoding="utf-8")
        thin_out(path, Keep(), day)
    others = ("book-2025-01-01-120000-before-restore.json", "other-2025-01-01.json", "book-x.json")
    for name in others:
        (folder / name).write_text("{}", encoding="utf-8")
    thin_out(path, Keep(), days[-1])
    kept = sorted(daily_copies(path), reverse=True)
    assert kept[:7] == sorted(days, reverse=True)[:7]
    assert len({each.isocalendar()[:2] for each in kept}) >= 4
    assert len({(each.year, each.month) for each in kept}) == 12
    assert len(kept) <= 7 + 4 + 12
    assert all((folder / name).exists() for name in others)


def thinned(path: Path, days: list[str], made: str, *, sure: bool = True) -> list[str]:
    """The days whose copies stay, of those that were there when one was made."""
    folder = backups_folder(path)
    folder.mkdir(exist_ok=True)
    for day in (*days, made):
        (folder / f"book-{day}.json").write_text("{}", encoding="utf-8")
    thin_out(path, Keep(3, 1, 1), dt.date.fromisoformat(made), sure=sure)
    return sorted(day.isoformat() for day in daily_copies(path))


def test_the_copy_just_made_stays(path: Path) -> None:
    """However many copies are dated later, the one of today is not the one that goes."""
    later = [f"2036-01-0{each}" for each in range(1, 8)]
    assert thinned(path, later, "2026-11-25") == ["2026-11-25", "2036-01-06", "2036-01-07"]


def test_a_copy_dated_later_holds_no_slot(path: Path) -> None:
    """A wrong clock's copy goes as soon as there are enough of the right one's."""
    days = ["2026-11-22", "2026-11-23", "2026-11-24"]
    assert thinned(path, [*days, "2036-01-01"], "2026-11-25") == [*days[1:], "2026-11-25"]


def test_a_clock_that_stands_behind_thins_nothing_later(path: Path) -> None:
    """With a dead battery's date the real copies are all dated later, and all stay."""
    days = [f"2026-11-{each}" for each in range(10, 26)]
    assert thinned(path, days, "1990-01-01", sure=False) == ["1990-01-01", *days]


def test_a_week_is_kept_across_the_year_s_end(path: Path) -> None:
    """The weeks of a year's end are the calendar's own: 2027-01-01 lies in the last week of 2026."""
    days = [
        "2026-12-24", "2026-12-28", "2026-12-31", "2027-01-01", "2027-01-04", "2027-01-05",
        "2027-01-06",
    ]  # fmt: skip
    folder = backups_folder(path)
    folder.mkdir()
    for day in days:
        (folder / f"book-{day}.json").write_text("{}", encoding="utf-8")
    thin_out(path, Keep(1, 3, 0), dt.date(2027, 1, 6))
    assert sorted(map(str, daily_copies(path))) == ["2026-12-24", "2027-01-01", "2027-01-06"]


def test_where_none_are_to_stay_the_one_just_made_does(path: Path) -> None:
    """The settings may ask for no copies of days at all: the newest stays all the same, and it alone."""
    folder = backups_folder(path)
    folder.mkdir()
    for day in ("2026-12-24", "2027-01-06"):
        (folder / f"book-{day}.json").write_text("{}", encoding="utf-8")
    thin_out(path, Keep(0, 0, 0), dt.date(2027, 1, 6))
    assert list(map(str, daily_copies(path))) == ["2027-01-06"]


def test_a_copy_opens_like_a_book(path: Path, tmp_path: Path) -> None:
    """A copy is a JSON file of the book that opens by itself, with every act still to be undone."""
    with opened(path, Clock()) as book:
        book.issues.raise_(Draft(title="一"))
        told: list[tuple[int, int]] = []
        write_copy(Copy(book.store.db), tmp_path / "copy.json",
                   progress=lambda done, total: told.append((done, total)))  # fmt: skip
        book.issues.raise_(Draft(title="二"))
    assert told[-1][0] == told[-1][1]
    with opened(tmp_path / "copy.json", Clock()) as book:
        book.undo()
        assert not book.issues.all()


def test_a_copy_does_not_change_with_the_book(path: Path, tmp_path: Path) -> None:
    """A copy holds what the book held when it was begun."""
    with opened(path, Clock()) as book:
        book.issues.raise_(Draft(title="一"))
        copy = Copy(book.store.db)
        book.issues.raise_(Draft(title="二"))
        write_copy(copy, tmp_path / "copy.json")
    assert issues_in(tmp_path / "copy.json") == ["一"]
    assert len(JournalDB(path, read_only=True).table("issues").all()) == 2


def test_a_copy_made_through_a_link_is_the_book_s_own(path: Path, tmp_path: Path) -> None:
    """Whatever link led to the book, its copies have its own name, so that thinning and purging find them."""
    clock = Clock()
    with opened(path, clock) as book:
        book.issues.raise_(Draft(title="一"))
    link = tmp_path / "elsewhere.json"
    link.symlink_to(path)
    opened(link, clock).close()
    assert [each.name for each in backups_folder(link).iterdir()] == ["book-2026-11-21.json"]
    assert list(daily_copies(link)) == [clock.today]
    assert newest_copy(link) == daily_copies(path)[clock.today]


def test_the_newest_copy_of_a_locked_book_is_a_copy(path: Path) -> None:
    """What opens a copy lies beside it, was written last, and is none."""
    with opened(path, Clock()) as book:
        book.issues.raise_(Draft(title="一"))
    folder = backups_folder(path)
    folder.mkdir(exist_ok=True)
    copy = folder / "book-2026-11-21.json.age"
    for age, ending in enumerate(("", "-recipients", "-identity.age")):
        each = copy.with_name(f"book-2026-11-21.json{ending}") if ending else copy
        each.write_bytes(b"age")
        os.utime(each, (2_000_000_000 + age,) * 2)
    assert newest_copy(path) == copy
