"""The inbox: every line added is taken in exactly once, whenever a program is killed."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.opening import BookOnDisk, open_book
from fieldbook.sentences import notice, sentence
from fieldbook.store import inbox as inbox_module
from fieldbook.store.ids import id_maker, new_id
from fieldbook.store.inbox import Inbox, Line, beside
from fieldbook.store.journal import JournalDB
from fieldbook.store.system import system_latch

AT = "2026-11-20T21:00:00+08:00"
PATIENCE = 60.0
"""Seconds a busy machine may take until the programs are well under way."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the book is to be."""
    return tmp_path / "book.json"


def line(title: str, **fields: str) -> Line:
    return Line(new_id(), "issue", AT, {"title": title, **fields})


def titles(path: Path) -> list[str]:
    with open_book(path, device="00000001") as book:
        return sorted(each.title for each in book.issues.all())


def test_ids_grow_within_a_millisecond_and_with_a_clock_that_stands_back() -> None:
    """Ids are UUIDv7 texts that sort as they were given out, whatever the clock does."""
    times = iter([5, 5, 5, 4, 3, *[3] * 5000, 6])
    make = id_maker(now_ms=lambda: next(times))
    ids = [make() for _ in range(5006)]
    assert ids == sorted(set(ids))
    assert all(each[14] == "7" and each[19] in "89ab" and len(each) == 36 for each in ids)


def test_each_line_is_one_act_of_the_day_it_was_written(path: Path) -> None:
    """A line keeps its own time, ``yesterday`` is counted from there, and each is undone alone."""
    inbox = Inbox(path)
    inbox.add(line("水渠漏水", found_on="yesterday"))
    inbox.add(line("路灯不亮"))
    with open_book(path, device="00000001") as book:
        first, second = book.issues.all()
        assert (str(first.found_on), str(second.found_on)) == ("2026-11-19", "2026-11-20")
        assert first.created_at.isoformat() == AT
        assert [act.verb for act in book.acts] == ["inbox", "inbox"]
        book.undo()
        assert [each.title for each in book.issues.all()] == ["水渠漏水"]
    assert not inbox.waits()
    assert titles(path) == ["水渠漏水"]


def test_a_day_is_counted_from_when_it_was_written_down(path: Path) -> None:
    """However late a line is taken in, its day is the one that was meant when it was typed."""
    inbox = Inbox(path)
    for typed in ("昨天", "11月21日", "周五", "上个月底"):
        inbox.add(line(typed, found_on=typed, due_on="11月21日"))
    with open_book(path, device="00000001") as book:
        found = {each.title: each.found_on.isoformat() for each in book.issues.all()}
        assert {each.due_on for each in book.issues.all()} == {dt.date(2026, 11, 21)}
    assert found == {
        "昨天": "2026-11-19", "11月21日": "2025-11-21", "周五": "2026-11-20", "上个月底": "2026-10-31",
    }  # fmt: skip


def test_an_undone_line_does_not_come_back(path: Path) -> None:
    """A line that was taken in and undone is not taken in anew when its file turns up again."""
    Inbox(path).add(one := line("水渠漏水"))
    with open_book(path, device="00000001") as book:
        book.undo()
        Inbox(path).add(one)
        assert book.take_in_inbox() == 0
        assert not book.issues.all()


def test_nothing_waiting_asks_the_disk_one_question(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a key press with nothing in the inbox, the disk is asked once and nothing is opened."""
    with open_book(path, device="00000001") as book:
        asked: list[str] = []
        exists = os.path.lexists

        def counted(each: Path) -> bool:
            asked.append(each.name)
            return exists(each)

        with monkeypatch.context() as patch:
            patch.setattr("os.path.lexists", counted)
            patch.setattr("os.open", lambda *_: pytest.fail("a file was opened"))
            assert book.take_in_inbox() == 0
        assert asked == ["book.json-inbox"]


@pytest.mark.parametrize(
    "raw",
    [
        b'{"id":"a","kind":"issue","at":"2026-11-20T21:00:00+08:00","fields":{"title":"',
        b"\0\0\0\0{",
        b"[1,2]",
        b'{"id":"a","kind":"bogus","at":"2026-11-20T21:00:00+08:00","fields":{}}',
        b'{"id":"a","kind":"issue","at":"2026-11-20T21:00:00+08:00","fields":{"bogus":"x"}}',
        b'{"id":"a","kind":"issue","at":"never","fields":{"title":"x"}}',
        b'{"id":1,"kind":"issue","at":"2026-11-20T21:00:00+08:00","fields":{"title":"x"}}',
        b"\xff\xfe",
    ],
)
def test_a_line_that_cannot_be_taken_is_kept_and_told(raw: bytes, path: Path) -> None:
    """A torn or impossible line is kept beside the book and told of; the good ones go in."""
    inbox = Inbox(path)
    inbox.path.write_bytes(raw)
    inbox.add(line("水渠漏水"))
    with open_book(path, device="00000001") as book:
        assert [each.title for each in book.issues.all()] == ["水渠漏水"]
        assert [each.code for each in book.notices] == ["inbox_odd"]
    assert raw.strip(b"\0") in inbox.odd_path.read_bytes()


def test_a_household_that_is_not_known_is_told(path: Path) -> None:
    """Of lines whose household the book does not have, or has twice, the opening says which they are."""
    with open_book(path, device="00000001") as book:
        for place in ("上湾", "下湾"):
            book.households.assign(Draft(head="李秀兰", address=place))
    for household in ("李秀兰", "王得厚"):
        Inbox(path).add(line("路灯不亮", household=household))
    with open_book(path, device="00000001") as book:
        assert [each.household_text for each in book.issues.all()] == ["李秀兰", "王得厚"]
        (told,) = book.notices
        assert "issue “路灯不亮” for 李秀兰; issue “路灯不亮” for 王得厚" in notice(told)


def test_a_whole_line_without_its_end_is_taken(path: Path) -> None:
    """A line of which only the line feed is missing is whole, and is taken in."""
    inbox = Inbox(path)
    inbox.add(line("水渠漏水"))
    inbox.path.write_bytes(inbox.path.read_bytes().rstrip(b"\n"))
    inbox.add(line("路灯不亮"))
    assert titles(path) == ["水渠漏水", "路灯不亮"]


class Killed(BaseException):
    """The power went."""


def dying(monkeypatch: pytest.MonkeyPatch, step: int) -> Callable[[], int]:
    """Let the program die at the n-th thing it does to the disk; says how many it did."""
    done = 0

    def wrapped(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            nonlocal done
            done += 1
            if done == step:
                raise Killed
            found = real(*args, **more)
            done += 1
            if done == step:
                raise Killed
            return found

        return call

    for owner, name in (
        (Path, "replace"), (Path, "unlink"), (inbox_module, "_read_all"),
        (inbox_module, "_append"), (JournalDB, "commit"),
    ):  # fmt: skip
        monkeypatch.setattr(owner, name, wrapped(getattr(owner, name)))
    return lambda: done


def test_dying_at_any_step_takes_every_line_in_once(tmp_path: Path) -> None:
    """Killed before or after any step, the next opening has every line once and every odd one."""
    for step in range(1, 100):
        path = tmp_path / str(step) / "book.json"
        path.parent.mkdir()
        inbox = Inbox(path)
        for title in ("一", "二", "三"):
            inbox.add(line(title))
        with inbox.path.open("ab") as file:
            file.write(b'{"torn')
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("fieldbook.opening.DailyBackup", NoBackup)
            steps = dying(patch, step)
            book: BookOnDisk | None = None
            try:
                book = open_book(path, device="00000001")  # type: ignore[assignment]
            except Killed:
                pass
            else:
                book.store.db.journal.abandon()  # type: ignore[union-attr]
        assert titles(path) == ["一", "三", "二"], step
        assert inbox.odd_path.read_bytes().count(b'{"torn') == 1, step
        assert not inbox.was_left()
        if steps() < step:
            assert step > 10
            return
    pytest.fail("it never came to an end")


class NoBackup:
    """No backup, so that the steps are those of the inbox."""

    def __init__(self, *_args: object, **_more: object) -> None:
        """Nothing."""

    def soon(self) -> None:
        """Nothing."""

    def finish(self) -> None:
        """Nothing."""


def test_lines_added_while_others_are_taken_in_are_not_lost(path: Path) -> None:
    """Four programs add while one takes in: every acknowledged line arrives, and once."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom fieldbook.store.ids import new_id\n"
        "from fieldbook.store.inbox import Inbox, Line\n"
        "inbox = Inbox(Path(sys.argv[1]))\n"
        "for n in range(50):\n"
        f"    inbox.add(Line(new_id(), 'issue', {AT!r}, {{'title': sys.argv[2] + str(n)}}))\n"
    )
    adders = [subprocess.Popen([sys.executable, "-c", code, str(path), name]) for name in "abcd"]
    with open_book(path, device="00000001") as book:
        while any(each.poll() is None for each in adders):
            book.take_in_inbox()
        book.take_in_inbox()
        found = sorted(each.title for each in book.issues.all())
    assert [each.returncode for each in adders] == [0] * 4
    assert found == sorted(f"{name}{number}" for name in "abcd" for number in range(50))


def test_killed_adders_and_takers_lose_nothing_acknowledged(path: Path) -> None:
    """Programs that add and take in are killed at random; what ``add`` acknowledged is there once."""
    adder = (
        "import sys\nfrom pathlib import Path\nfrom fieldbook.store.ids import new_id\n"
        "from fieldbook.store.inbox import Inbox, Line\n"
        "inbox = Inbox(Path(sys.argv[1]))\n"
        "for n in range(10_000):\n"
        f"    inbox.add(Line(new_id(), 'issue', {AT!r}, {{'title': sys.argv[2] + str(n)}}))\n"
        "    sys.stdout.write(sys.argv[2] + str(n) + '\\n'); sys.stdout.flush()\n"
    )
    taker = (
        "import sys\nfrom fieldbook.opening import open_book\n"
        "book = open_book(sys.argv[1], device='00000001')\n"
        "while True: book.take_in_inbox()\n"
    )
    acknowledged: list[str] = []
    for turn in range(6):
        processes = [
            subprocess.Popen([sys.executable, "-c", code, str(path), f"{turn}-"],
                             stdout=subprocess.PIPE, text=True)
            for code in (adder, taker)
        ]  # fmt: skip
        reader = threading.Thread(target=_read_into, args=(processes[0], acknowledged))
        reader.start()
        before, until = len(acknowledged), time.monotonic() + PATIENCE
        while len(acknowledged) < before + 10 and time.monotonic() < until:
            time.sleep(0.03 * (turn + 1))
        for each in processes:
            each.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
            each.wait()
        reader.join()
        for each in processes:
            assert each.stdout is not None
            each.stdout.close()
    found = titles(path)
    assert len(acknowledged) > 50
    assert set(acknowledged) <= set(found)
    assert len(found) == len(set(found))


def _read_into(process: subprocess.Popen[str], lines: list[str]) -> None:
    assert process.stdout is not None
    lines.extend(each.strip() for each in process.stdout if each.endswith("\n"))


def test_a_full_disk_refuses_the_line_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk refuses half-way, no part of the line stays and the lines before do."""
    inbox = Inbox(path)
    inbox.add(line("水渠漏水"))
    before = inbox.path.read_bytes()
    write = os.write

    def full(fd: int, data: memoryview) -> int:
        if len(data) > 10:
            return write(fd, data[:10])
        raise OSError(28, "full")

    monkeypatch.setattr("fieldbook.store.inbox.os.write", full)
    inbox_line = line("x" * 9)
    with pytest.raises(OSError, match="full") as refused:
        inbox.add(inbox_line)
    assert sentence(refused.value) == f"{inbox.path} cannot be used: the disk is full."
    monkeypatch.undo()
    assert inbox.path.read_bytes() == before


def test_a_disk_without_locks_is_still_written_to(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk knows no locks, adding works without."""

    class NoLatch:
        """A disk that knows none."""

        def take(self, _fd: int) -> None:
            """Refuse."""
            raise OSError(37, "no locks available")

        def free(self, _fd: int) -> None:
            """Never called."""
            raise AssertionError

    monkeypatch.setattr(inbox_module._held.__wrapped__, "__defaults__", (NoLatch,))  # type: ignore[attr-defined]
    Inbox(path).add(line("水渠漏水"))
    monkeypatch.undo()
    assert titles(path) == ["水渠漏水"]


def test_one_who_waits_too_long_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that holds the inbox for ever makes ``add`` fail instead of hang."""
    monkeypatch.setattr(inbox_module, "PATIENCE_SECONDS", 0.05)
    inbox = Inbox(path)
    inbox.add(line("水渠漏水"))
    latch = system_latch()
    with inbox.path.open("rb") as file:
        latch.take(file.fileno())
        with pytest.raises(OSError):
            inbox.add(line("路灯不亮"))
        latch.free(file.fileno())
    assert titles(path) == ["水渠漏水"]


def test_a_file_held_by_an_adder_on_windows_is_taken_next_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system lets nobody rename an open file, the inbox is taken in a little later."""

    def held(*_args: object) -> None:
        raise PermissionError(13, "held")

    inbox = Inbox(path)
    inbox.add(line("水渠漏水"))
    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr("fieldbook.store.inbox.os.name", "nt")
    assert list(inbox.batches()) == []
    monkeypatch.undo()
    assert titles(path) == ["水渠漏水"]


def test_a_reader_takes_nothing_in(path: Path) -> None:
    """A book open for reading only leaves the inbox to the one who writes."""
    with open_book(path, device="00000001") as book:
        book.issues.raise_(Draft(title="水渠漏水"))
    Inbox(path).add(line("路灯不亮"))
    with open_book(path, read_only=True) as book:
        assert book.take_in_inbox() == 0
        assert len(book.issues.all()) == 1
    assert Inbox(path).waits()


def test_links_lead_to_one_inbox(path: Path, tmp_path: Path) -> None:
    """A book named by a link has the inbox of the book it leads to."""
    link = tmp_path / "link.json"
    with open_book(path, device="00000001") as book:
        book.issues.raise_(Draft(title="水渠漏水"))
    link.symlink_to(path)
    Inbox(link).add(line("路灯不亮"))
    assert titles(path) == ["水渠漏水", "路灯不亮"]


@pytest.mark.parametrize("name", ["inbox", "inbox-taking"])
@pytest.mark.parametrize("what", ["pipe", "link", "broken link", "folder"])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes with names")
def test_what_is_no_file_keeps_no_line_out(
    path: Path, tmp_path: Path, *, name: str, what: str
) -> None:
    """It is taken away and told; what a link led to, and what lay in a folder, is left as it was."""
    other, place = tmp_path / "other", beside(path, name)
    other.write_text("{}\n", encoding="utf-8")
    if what == "pipe":
        os.mkfifo(place)
    elif what == "folder":
        place.mkdir()
        (place / "word").write_text("水渠", encoding="utf-8")
    else:
        place.symlink_to(other if what == "link" else tmp_path / "nowhere")
    with open_book(path, device="00000001") as book:
        told = [(each.code, each.data["where"]) for each in book.notices]
        assert told == [("inbox_cleared", str(place))]
        Inbox(path).add(line("路灯不亮"))
        assert book.take_in_inbox() == 1
        assert len(book.notices) == 1
    assert titles(path) == ["路灯不亮"]
    assert other.read_text(encoding="utf-8") == "{}\n"
    assert len(list(tmp_path.glob("*-aside-*/word"))) == (what == "folder")
