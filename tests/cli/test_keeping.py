"""``verify``, ``backup``, ``restore`` and ``purge`` from the command line."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
import tinydb

from fieldbook import cli
from fieldbook.cli.console import Console
from fieldbook.domain.drafts import Draft
from fieldbook.opening import BookOnDisk, open_book
from tests.cli.conftest import Run, Said


@pytest.fixture
def full(fieldbook: Run, path: Path, ledger: Path) -> Path:
    """A book with three issues, one solution, and a household with a visit."""
    fieldbook("import", ledger, "--book", path)
    with open_book(path) as book:
        home = book.households.assign(Draft(head="陈桂生", address="3组11号"))
        book.visits.note(Draft(household=home.id, learned="南坡先浇"))
    return path


def copy_of(said: Said) -> Path:
    """The path a sentence ends with."""
    return Path(said.out.strip().rsplit(" ", 1)[-1].removesuffix("."))


def state(fieldbook: Run, path: Path) -> list[dict[str, object]]:
    """Everything in the book, without the stamps that each write renews."""
    found = [
        each
        for kind in ("issues", "solutions", "households", "visits")
        for each in json.loads(fieldbook("list", kind, "--json", "--book", path).out)
    ]
    return [{name: each[name] for name in each if name != "stamps"} for each in found]


def test_a_whole_book_is_said_to_be_whole(fieldbook: Run, full: Path) -> None:
    """``verify`` of a whole book says how much was read and ends with 0, also beside a writer."""
    said = fieldbook("verify", "--book", full, "--lang", "en")
    assert said == (
        0,
        "The book is whole: 6 entries, 3 acts can be undone, every reference and date is right.\n",
        "",
    )
    with open_book(full):
        assert fieldbook("verify", "--book", full).code == 0


def test_what_is_wrong_is_said_and_repaired(fieldbook: Run, full: Path) -> None:
    """``verify`` names what is wrong and ends with 1; ``--repair`` adds, sets aside, and is undone."""
    tables = json.loads(full.read_text("utf-8"))
    tables["issues"]["2"]["title"] = 7
    tables["visits"]["1"]["household"] = "lost"
    full.with_name("book.json-log").unlink()
    full.write_text(json.dumps(tables), encoding="utf-8")
    said = fieldbook("verify", "--book", full, "--lang", "en")
    assert said.code == 1
    assert "Issue #2: it cannot be read at $.title" in said.err.replace("issue", "Issue")
    assert "points to something that is not in the book" in said.err
    said = fieldbook("verify", "--repair", "--book", full, "--lang", "en")
    assert "entries that cannot stay were set aside" in said.out
    assert "1 missing entry was made up for" in said.out
    assert 7 in [each["document"].get("title")
                 for each in json.loads(full.read_text("utf-8"))["set_aside"].values()]  # fmt: skip
    again = fieldbook("verify", "--repair", "--book", full, "--lang", "en")
    assert "There was nothing to repair." in again.out
    assert again.code == 0


def test_a_mark_before_the_file_is_no_damage(fieldbook: Run, full: Path) -> None:
    """An editor's mark before UTF-8 is told like any change from outside, and repaired away."""
    before = fieldbook("list", "issues", "--book", full).out
    full.write_bytes(b"\xef\xbb\xbf" + full.read_bytes())
    said = fieldbook("list", "issues", "--book", full, "--lang", "en")
    assert said.code == 1
    assert "fieldbook verify --repair" in said.err
    assert fieldbook("verify", "--repair", "--book", full).code == 0
    assert fieldbook("list", "issues", "--book", full).out == before


def test_a_copy_brings_the_book_back(fieldbook: Run, full: Path, tmp_path: Path) -> None:
    """``backup`` makes a copy, ``restore`` shows and undoes what came since, and is undone itself."""
    stick = tmp_path / "stick"
    copy = copy_of(fieldbook("backup", stick, "--book", full, "--lang", "en"))
    assert copy.parent == stick
    before = state(fieldbook, full)
    with open_book(full) as book:
        book.issues.edit(book.issues.all()[0].id, Draft(title="改了"))
        book.issues.raise_(Draft(title="新的"))
        book.households.remove(book.households.all()[0].id)
    since = state(fieldbook, full)
    dry = fieldbook("restore", copy, "--dry-run", "--book", full, "--lang", "en")
    assert "Becomes what it was: 2" in dry.out
    assert "Newer than the copy, is taken out (fieldbook undo brings it back): 1" in dry.out
    assert "水渠漏水" in dry.out
    assert (
        "改回原样：2" in fieldbook("restore", copy, "--dry-run", "--book", full, "--lang", "zh").out
    )
    assert state(fieldbook, full) == since
    said = fieldbook("restore", copy, "--yes", "--book", full, "--lang", "en")
    assert said.code == 0
    assert state(fieldbook, full) == before
    assert list(full.parent.glob("backups/book-*-before-restore.json"))
    assert "The book and the copy say the same" in fieldbook(
        "restore", copy, "--book", full, "--lang", "en").out  # fmt: skip
    assert fieldbook("undo", "--book", full).code == 0
    assert state(fieldbook, full) == since


def test_no_copy_is_brought_back_where_nobody_can_be_asked(
    fieldbook: Run, full: Path, tmp_path: Path
) -> None:
    """Without a terminal what would change is shown, nothing is done, and what does it is told."""
    copy = copy_of(fieldbook("backup", tmp_path / "stick", "--book", full, "--lang", "en"))
    with open_book(full) as book:
        book.issues.raise_(Draft(title="新的"))
    since = state(fieldbook, full)
    said = fieldbook("restore", copy, "--book", full, "--lang", "en")
    assert said.code == 1
    assert "Newer than the copy, is taken out (fieldbook undo brings it back): 1" in said.out
    command = f'fieldbook restore "{copy}" --yes --book "{full}"'
    assert said.err.endswith(f"without being asked: {command}\n")
    assert state(fieldbook, full) == since
    assert fieldbook("restore", copy, "--book", full.parent / "new.json").code == 1
    assert not (full.parent / "new.json").exists()


def test_a_copy_becomes_the_book_where_there_is_none(
    fieldbook: Run, full: Path, tmp_path: Path
) -> None:
    """On a new computer, or over a damaged book, the copy becomes the book; what was there is kept."""
    copy = copy_of(fieldbook("backup", tmp_path / "stick", "--book", full, "--lang", "en"))
    before = state(fieldbook, full)
    new = tmp_path / "new" / "book.json"
    assert fieldbook("restore", copy, "--yes", "--book", new).code == 0
    assert state(fieldbook, new) == before
    full.write_bytes(b"rotten")
    assert fieldbook("list", "issues", "--book", full).code == 1
    assert fieldbook("restore", copy, "--yes", "--book", full).code == 0
    assert state(fieldbook, full) == before
    kept = [each for each in full.parent.iterdir() if "-aside-" in each.name]
    assert b"rotten" in [each.read_bytes() for each in kept]


def test_what_the_copy_cannot_read_is_not_put_away(
    fieldbook: Run, full: Path, tmp_path: Path
) -> None:
    """An entry that the copy has and cannot read stays in the book as it is, and how many is told."""
    copy = copy_of(fieldbook("backup", tmp_path / "stick", "--book", full, "--lang", "en"))
    tables = json.loads(copy.read_text("utf-8"))
    tables["issues"]["2"]["title"] = 7
    copy.write_text(json.dumps(tables), encoding="utf-8")
    for words in (("--dry-run",), ("--yes",)):
        said = fieldbook("restore", copy, *words, "--book", full, "--lang", "en")
        assert said.code == 0
        assert "put away" not in said.out
        assert said.err == (
            "1 entry of the copy cannot be read; what the book has of it stays as it is. "
            f'To see which: fieldbook verify --book "{copy}"\n'
        )
    assert fieldbook("list", "issues", "--book", full).out.count("\n") == 1 + 3
    assert fieldbook("verify", "--book", copy).code == 1


def test_repairing_numbers_and_a_clock_that_is_behind(fieldbook: Run, full: Path) -> None:
    """Two entries of one number get two, and a clock that stands behind is one sentence, not a fault each."""
    tables = json.loads(full.read_text("utf-8"))
    tables["issues"]["2"]["seq"] = 1
    tables["acts"]["1"]["at"] = "2999-01-01T00:00:00+08:00"
    full.with_name("book.json-log").unlink()
    full.write_text(json.dumps(tables), encoding="utf-8")
    said = fieldbook("verify", "--book", full, "--lang", "en")
    assert said.code == 1
    assert said.err.splitlines() == [
        "The clock stands before the last entry; set it right, or new entries get wrong days.",
        "issue #1: an older entry has the same number; “--repair” gives this one another.",
        "1 thing is wrong; nothing was changed by looking.",
    ]
    said = fieldbook("verify", "--repair", "--book", full, "--lang", "en")
    assert (said.code, said.out) == (0, "1 entry was given a number of its own.\n")
    issues = json.loads(fieldbook("list", "issues", "--json", "--book", full).out)
    assert sorted(each["seq"] for each in issues) == [1, 3, 4]


@pytest.mark.parametrize("data", [None, b"", b"{}", b"\x89PNG", b'{"a": 1}'])
def test_what_is_no_copy_is_refused(
    data: bytes | None, fieldbook: Run, full: Path, tmp_path: Path
) -> None:
    """A file that is no copy of a book ends with 1 and a sentence; the book stays as it was."""
    before = full.read_bytes()
    wrong = tmp_path / "wrong.json"
    if data is not None:
        wrong.write_bytes(data)
    said = fieldbook("restore", wrong, "--book", full)
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert full.read_bytes() == before
    assert fieldbook("restore", tmp_path, "--book", full).code == 1


def test_a_day_s_copy_that_cannot_be_made_is_told(
    fieldbook: Run, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command closes the book before the day's copy is made: what came of it is told after."""
    for each in full.parent.glob("backups/*"):
        each.unlink()

    def refuse(*_args: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("fieldbook.store.backup.replace_patiently", refuse)
    said = fieldbook("undo", "--book", full, "--lang", "en")
    assert said.code == 0
    assert said.err.count("Today's backup could not be made") == 1


def test_a_backup_works_beside_an_open_book(fieldbook: Run, full: Path) -> None:
    """``backup`` copies what was saved while the book is open elsewhere; without a folder, beside it."""
    with open_book(full) as book:
        book.issues.raise_(Draft(title="新的"))
        copy = copy_of(fieldbook("backup", "--book", full, "--lang", "en"))
        assert "新的" in copy.read_text("utf-8")
        assert copy.parent == full.parent / "backups"
    assert fieldbook("backup", "--book", full.with_name("none.json")).code == 1


def test_a_book_changed_by_hand_is_taken_as_it_is(fieldbook: Run, full: Path) -> None:
    """A JSON file that another TinyDB program wrote in is refused, told of, and taken by ``--repair``."""
    with tinydb.TinyDB(full, encoding="utf-8") as plain:
        plain.table("issues").update({"title": "改过"}, doc_ids=[1])
    said = fieldbook("list", "issues", "--book", full, "--lang", "en")
    assert said.code == 1
    assert "fieldbook verify --repair" in said.err
    assert fieldbook("verify", "--repair", "--book", full, "--lang", "en").code == 0
    assert "改过" in fieldbook("list", "issues", "--book", full).out
    assert list(full.parent.glob("*-log-aside-*"))


def test_a_damaged_log_is_read_for_what_it_has(fieldbook: Run, full: Path) -> None:
    """Of a log that is damaged in the middle, ``--repair`` takes over every line that can be read."""
    book = open_book(full)
    assert isinstance(book, BookOnDisk)
    for title in ("一", "二", "三", "四"):
        book.issues.raise_(Draft(title=title))
    book.issues.edit(book.issues.all()[0].id, Draft(title="改了"))
    book.store.db.journal.abandon()
    log = full.with_name("book.json-log")
    lines = log.read_bytes().split(b"\n")
    lines[2] = lines[2][:-9] + b"?" * 9
    log.write_bytes(b"\n".join(lines))
    assert fieldbook("undo", "--book", full).code == 1
    said = fieldbook("verify", "--repair", "--book", full, "--lang", "en")
    assert said.code == 0
    assert "4 entries that only the log had were taken over" in said.out
    shown = fieldbook("list", "issues", "--book", full).out
    assert all(title in shown for title in ("一", "三", "四", "改了"))
    assert fieldbook("verify", "--book", full).code == 0


@pytest.mark.parametrize("rotten", [None, b"rotten", b'{"issues": [1'])
def test_a_lost_file_comes_back_with_what_the_log_has(
    rotten: bytes | None, fieldbook: Run, full: Path
) -> None:
    """Without a JSON file ``--repair`` begins no new book: it names the copy, and to that the log is added."""
    copy = copy_of(fieldbook("backup", "--book", full, "--lang", "en"))
    book = open_book(full, backups=None)
    assert isinstance(book, BookOnDisk)
    book.issues.raise_(Draft(title="副本之后"))
    book.store.db.journal.abandon()
    full.unlink()
    if rotten is not None:
        full.write_bytes(rotten)
    log = full.with_name("book.json-log")
    before = log.read_bytes()
    said = fieldbook("verify", "--repair", "--book", full, "--lang", "en")
    assert said.code == 1
    assert str(copy) in said.err
    assert log.read_bytes() == before
    said = fieldbook("restore", copy, "--yes", "--book", full, "--lang", "en")
    assert said.code == 0
    assert "1 entry that only the log had was taken over" in said.out
    shown = fieldbook("list", "issues", "--book", full).out
    assert "副本之后" in shown
    assert len(shown.splitlines()) > 1
    assert fieldbook("verify", "--book", full).code == 0


def test_a_lost_file_without_a_copy_is_told_of(fieldbook: Run, full: Path) -> None:
    """Where there is no copy either, that is said, and the log is left where it is."""
    for each in full.parent.glob("backups/*"):
        each.unlink()
    full.unlink()
    said = fieldbook("verify", "--repair", "--book", full, "--lang", "en")
    assert (said.code, list(full.parent.glob("*-log-aside-*.json"))) == (1, [])
    assert "no copy of it" in said.err


class Answering(io.StringIO):
    """A terminal at which somebody sits."""

    def isatty(self) -> bool:
        return True


def test_purging_says_what_goes_and_asks(
    fieldbook: Run, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``purge`` names every entry that goes; no answer, or no, erases nothing; a yes erases it."""
    for answer in ("", "n\n"):
        monkeypatch.setattr("sys.stdin", Answering(answer))
        out, err = Answering(), Answering()
        words = ["purge", "household", "1", "--book", str(full), "--lang", "en"]
        assert cli.run(words, Console(out, err)).code == 1
        assert "household #1 陈桂生" in out.getvalue()
        assert "visit #1 南坡先浇" in out.getvalue()
        assert "Erase all of this for good?" in err.getvalue()
        assert "陈桂生" in fieldbook("list", "households", "--book", full).out
    monkeypatch.setattr("sys.stdin", Answering("y\n"))
    assert cli.run(words, Console(Answering(), Answering())).code == 0
    assert fieldbook("list", "households", "--no-heading", "--book", full).out == ""
    left = [each.name for each in full.parent.rglob("*")
            if each.is_file() and "陈桂生".encode() in each.read_bytes()]  # fmt: skip
    assert left == []


def test_purging_asks_for_the_trash_first(fieldbook: Run, full: Path) -> None:
    """An entry that is no household must be in the trash; unknown numbers are told; ``--yes`` asks nobody."""
    said = fieldbook("purge", "issue", "#1", "--yes", "--book", full, "--lang", "en")
    assert said.code == 1
    assert "not in the trash" in said.err
    assert fieldbook("purge", "issue", "99", "--yes", "--book", full).code == 1
    with open_book(full) as book:
        book.issues.remove(book.issues.all()[0].id)
    assert fieldbook("purge", "issue", "1", "--book", full).code == 1, "nobody is there to ask"
    said = fieldbook("purge", "issue", "1", "--yes", "--book", full, "--lang", "en")
    assert said.code == 0
    assert "solution #1" in said.out
    assert fieldbook("list", "solutions", "--no-heading", "--book", full).out == ""


def test_purging_names_who_still_mentions_the_household(fieldbook: Run, full: Path) -> None:
    """Entries that stay and name the head are told; those that name nobody of it are not."""
    with open_book(full) as book:
        book.diary.write(Draft(kind="note", text="和陈桂生的邻居谈了"))
        book.diary.write(Draft(kind="note", text="今天下雨"))
        words = "井绳浸过桐油，能多用一个冬天"
        book.visits.note(Draft(household=book.households.all()[0].id, learned=words))
        book.trainings.write(Draft(kind="class", topic=words))
        visit = book.visits.note(Draft(household=book.households.all()[0].id, learned="先浇水"))
        book.experiences.write(Draft(title="先浇水", visit=visit.id))
    said = fieldbook("purge", "household", "1", "--yes", "--book", full, "--lang", "en")
    named, alike = [line for line in said.out.splitlines() if "the name" in line]
    assert named.startswith("1 other entry has the name and stays as it is:")
    assert alike.startswith("1 other entry has the same words, not the name, and stays as it is:")
    assert "experience #1 先浇水" in said.out
    assert "An experience begun from its words goes too" in said.out


def test_no_copy_of_the_day_is_made_by_purging(fieldbook: Run, full: Path) -> None:
    """Purging at the first opening of a day leaves no copy of the book as it was before."""
    for copy in full.parent.glob("backups/*"):
        copy.unlink()
    assert fieldbook("purge", "household", "1", "--yes", "--book", full).code == 0
    assert not list(full.parent.glob("backups/*"))


@pytest.mark.parametrize(
    "words", [("add", "note", "x"), ("import", "{ledger}"), ("restore", "{copy}", "--yes")]
)
def test_every_folder_that_is_made_is_private(
    words: tuple[str, ...], fieldbook: Run, full: Path, tmp_path: Path, ledger: Path
) -> None:
    """Not only the book's own folder: those above it that had to be made are nobody else's either."""
    copy = copy_of(fieldbook("backup", tmp_path / "s", "--book", full, "--lang", "en"))
    new = tmp_path / "a" / "b" / "book.json"
    given = [word.format(ledger=ledger, copy=copy) for word in words]
    assert fieldbook(*given, "--book", new).code == 0
    if os.name == "posix":
        for top in ("a", "s"):
            made = [tmp_path / top, *(tmp_path / top).rglob("*")]
            modes = {(each.is_dir(), each.stat().st_mode & 0o777) for each in made}
            assert modes == {(True, 0o700), (False, 0o600)}


def test_no_stick_is_made_on_the_disk(fieldbook: Run, full: Path, tmp_path: Path) -> None:
    """A copy goes into no folder within one that is not there, nor where a stick would stand.

    A new folder beside others is made, and told: the copy then lies where nobody looked.
    """
    for folder in (tmp_path / "stcik" / "copies", "/media/nobody/STICK", "/mnt/stick"):
        said = fieldbook("backup", folder, "--book", full, "--lang", "en")
        assert said.code == 1
        told = f"There is no folder for {Path(folder) / full.name}; make it first, or plug the stick in."
        assert said.err == told + "\n"
        assert not Path(folder).exists()
    said = fieldbook("backup", tmp_path / "new", "--book", full, "--lang", "en")
    assert said.code == 0
    assert f"There was no folder {tmp_path / 'new'}; it is made." in said.err
    assert "it is made" not in fieldbook("backup", tmp_path / "new", "--book", full).err
