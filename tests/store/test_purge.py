"""Purging: nothing readable of what was purged is left in any file."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from fieldbook.domain.codes import LISTS
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Unfinished, WriteFailed
from fieldbook.domain.references import pointed_at
from fieldbook.list_cells import line_cells
from fieldbook.opening import BookOnDisk, Drafts, open_book
from fieldbook.sentences import sentence
from fieldbook.store.backup import Copy, keep_present, write_copy
from fieldbook.store.inbox import Inbox, Line
from fieldbook.store.purge import (
    doomed_with,
    files_holding,
    goes_altogether,
    mentions,
    purge,
    writes_without,
)
from fieldbook.store.verify import verify
from tests.beside import lay_beside
from tests.book.ten_days import ten_days
from tests.clock import Clock

SECRET = (
    "朱秘密",
    "0999密",
    "秘密住址一号",
    "秘密的事情",
    '秘密的"引号"话',
    "学到的秘密",
    "秘密的办法",
    "又犯秘密",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the book is to be."""
    return tmp_path / "book.json"


def opened(path: Path) -> BookOnDisk:
    book = open_book(path, device="00000001", clock=Clock(), backups=None)
    assert isinstance(book, BookOnDisk)
    return book


def full_of_secrets(path: Path) -> str:
    """A book with a household in every place a household can be, and another beside it."""
    with opened(path) as book:
        other = book.households.assign(Draft(head="陈桂生", address="南坡"))
        home = book.households.assign(Draft(head=SECRET[0], code=SECRET[1], address=SECRET[2]))
        book.visits.note(Draft(household=home.id, learned=SECRET[5]),
                         [Draft(title=SECRET[3], detail=SECRET[4])])  # fmt: skip
        issue = book.issues.all()[0]
        shared = book.issues.raise_(Draft(title="水渠漏水", household=other.id))
        own = book.solutions.note(Draft(issues=[issue.id], method=SECRET[6]))
        book.solutions.note(Draft(issues=[issue.id, shared.id], method="一起修"))
        solved = book.solutions.solve(own.id, Draft())
        check = next(each for each in book.follow_ups.all() if each.solution == solved.id)
        book.follow_ups.check(check.id, Draft(result="held", note=SECRET[7]))
        book.households.edit(home.id, Draft(note="秘密的事情更多"))
        book.undo()
        book.issues.remove(issue.id)
        keep_present(book.store.db, path, book.now, "before-restore")
        write_copy(Copy(book.store.db), path.with_name("backups") / "book-2026-11-20.json")
    path.with_name("backups").joinpath("book-2026-11-19.json").write_text(SECRET[3], "utf-8")
    path.with_name("book.json-torn-0123").write_text(SECRET[3][:4], "utf-8")
    path.with_name("book.json-ours-4567").write_text(SECRET[0], "utf-8")
    drafts = Drafts(path)
    drafts.keep("visit", home.id, {"note": "没写完"})
    drafts.keep("visit", other.id, {"note": "别的户"})
    drafts.keep("issue", "", {"title": SECRET[3]})
    drafts.discard("issue", "")
    inbox = Inbox(path)
    inbox.add(Line("a", "bogus", "never", {"household": SECRET[0]}))
    inbox.add(Line("b", "bogus", "never", {"title": "别的"}))
    return home.id


def holding(folder: Path, words: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every file in which one of the words stands, read as text and as JSON escapes."""
    found = []
    for each in folder.rglob("*"):
        if not each.is_file():
            continue
        data = each.read_bytes()
        for word in words:
            plain, escaped = word.encode(), word.encode("ascii", "backslashreplace")
            if plain in data or escaped in data:
                found.append((each.name, word))
    return found


def test_nothing_readable_is_left_in_any_file(path: Path) -> None:
    """After a household was purged, no file of the book holds its words, ids, issues or visits."""
    home = full_of_secrets(path)
    words = (*SECRET, home, "秘密")
    assert len({name for name, _word in holding(path.parent, words)}) >= 7
    with opened(path) as book:
        doomed = doomed_with(book.shelf, book.households.get(home))
        ids = tuple(doomed.ids)
        assert sorted(each.kind for each in doomed.records) == [
            "follow_up", "follow_up", "follow_up", "household", "issue", "solution", "visit",
        ]  # fmt: skip
        purge(book.store.db, path, doomed, files_holding(path, doomed))
        assert holding(path.parent, (*words, *ids)) == [], "while the book is still open"
    assert holding(path.parent, (*words, *ids)) == []


def test_what_stays_is_whole(path: Path) -> None:
    """What does not hang on it stays, in the book, its past acts, the backups and the drafts."""
    home = full_of_secrets(path)
    with opened(path) as book:
        doomed = doomed_with(book.shelf, book.households.get(home))
        purge(book.store.db, path, doomed, files_holding(path, doomed))
    for copy in (path, *path.with_name("backups").glob("*.json")):
        with opened(copy) as book:
            assert verify(book.store.db, book.now) == (), copy
            assert [each.head for each in book.households.all()] == ["陈桂生"]
            assert [each.title for each in book.issues.all()] == ["水渠漏水"]
            assert [each.method for each in book.solutions.all()] == ["一起修"]
            while any(not act.undone for act in book.acts):
                book.undo()
            while any(act.undone for act in book.acts):
                book.redo()
            assert verify(book.store.db, book.now) == (), copy
    assert [each.fields for each in Drafts(path).all()] == [{"note": "别的户"}]
    assert "别的" in Inbox(path).odd_path.read_text("utf-8")


def test_whose_the_books_are_stays_and_what_nobody_here_knows_goes() -> None:
    """A row that says whose books they are has ids alone; one of a later program may have anything."""
    rows = {1: {"member": "gone"}}
    assert writes_without({"branch": rows}, frozenset({"gone"})) == {}
    assert writes_without({"of_later": rows}, frozenset({"gone"})) == {"of_later": {1: None}}
    assert writes_without({"of_later": rows}, frozenset({"other"})) == {}


def test_a_duplicate_in_the_trash_goes_too(path: Path) -> None:
    """What merging left in the trash, and what hangs on it, goes with the household, and no other."""
    with opened(path) as book:
        home = book.households.assign(Draft(head=SECRET[0], address=SECRET[2]))
        same = book.households.assign(Draft(head=SECRET[0], address=SECRET[2], note=SECRET[3]))
        book.households.assign(Draft(head=SECRET[0], address="北坡"))
        book.households.merge(home.id, [same.id])
        doomed = doomed_with(book.shelf, book.households.get(home.id))
        assert doomed.ids == {home.id, same.id}
        purge(book.store.db, path, doomed, files_holding(path, doomed))
    assert holding(path.parent, (*SECRET[2:], home.id, same.id)) == []
    with opened(path) as book:
        assert [each.address for each in book.households.all()] == ["北坡"]


def test_what_a_killed_program_left_half_written_goes_too(path: Path) -> None:
    """Files that a kill left under the name they had while they were written are purged as well."""
    home = full_of_secrets(path)
    for name in (".book.json-inbox-x1", "backups/.book-2026-11-20.json-x2",
                 "backups/book-2026-11-18.json.part", "book.json-drafts/.visit-1.json-x3",
                 "book.json-drafts/discarded/.visit-2.json-x4", "book.json-new"):  # fmt: skip
        path.parent.joinpath(name).write_text("{" + SECRET[0], "utf-8")
    with opened(path) as book:
        doomed = doomed_with(book.shelf, book.households.get(home))
        purge(book.store.db, path, doomed, files_holding(path, doomed))
    assert holding(path.parent, (*SECRET, home)) == []


def test_a_whole_copy_beside_the_book_keeps_all_else(path: Path) -> None:
    """A whole copy that was laid beside the book is rid of what goes; only what is none is removed."""
    home = full_of_secrets(path)
    ours = path.with_name("book.json-ours-0abc")
    ours.write_bytes(path.with_name("backups").joinpath("book-2026-11-20.json").read_bytes())
    ours.chmod(0o600)
    with opened(path) as book:
        doomed = doomed_with(book.shelf, book.households.get(home))
        files = files_holding(path, doomed)
        assert not goes_altogether(path, ours)
        assert goes_altogether(path, path.with_name("book.json-ours-4567"))
        purge(book.store.db, path, doomed, files)
    with opened(ours) as book:
        assert [each.head for each in book.households.all()] == ["陈桂生"]
        assert verify(book.store.db, book.now) == ()


def test_a_purge_that_is_interrupted_is_repeated(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk refuses half-way, the book still knows what is to go, and a second try ends it."""
    home = full_of_secrets(path)
    with opened(path) as book:
        doomed = doomed_with(book.shelf, book.households.get(home))
        with monkeypatch.context() as patch:

            def full(*_args: object) -> None:
                raise OSError(28, "full")

            patch.setattr("fieldbook.store.disk._OpenFile.append", full)
            with pytest.raises(Unfinished) as stopped:
                purge(book.store.db, path, doomed, files_holding(path, doomed))
        assert book.households.get(home)
        assert isinstance(stopped.value.data["why"], WriteFailed)
        assert str(path) in stopped.value.data["left"]
        for each in stopped.value.data["done"]:
            assert Path(each).name not in dict(holding(path.parent, SECRET))
    with opened(path) as book:
        doomed = doomed_with(book.shelf, book.households.get(home))
        purge(book.store.db, path, doomed, files_holding(path, doomed))
    assert holding(path.parent, (*SECRET, home)) == []
    if os.name != "nt":
        assert {
            each.stat().st_mode & 0o777 for each in path.parent.rglob("*") if each.is_file()
        } == {0o600}


def test_what_lies_beside_goes_too_and_partners_stay(path: Path) -> None:
    """Another book's wording is erased with the record; whom the book exchanges with is known as before."""
    beside = "别的本子写的秘密"
    with opened(path) as book:
        other = book.households.assign(Draft(head="陈桂生"))
        home = book.households.assign(Draft(head="朱秘密", note="缺柴"))
        lay_beside(book, home, "note", note=beside)
        book.exchange.hand_out("000000cc", book.exchange.up())
        keep_present(book.store.db, path, book.now, "before-restore")
        doomed = doomed_with(book.shelf, book.households.get(home.id))
        purge(book.store.db, path, doomed, files_holding(path, doomed))
    assert holding(path.parent, (beside, home.id)) == []
    with opened(path) as book:
        (handed,) = book.exchange.memories()["000000cc"].pending.values()
        assert set(handed) == {other.id}


def test_a_removed_record_goes_alone(path: Path) -> None:
    """A record that is no household goes with what hangs on it alone; its household stays."""
    full_of_secrets(path)
    with opened(path) as book:
        issue = next(each for each in book.trash())
        doomed = doomed_with(book.shelf, issue)
        assert {each.kind for each in doomed.records} == {"issue", "solution", "follow_up"}
        purge(book.store.db, path, doomed, files_holding(path, doomed))
    with opened(path) as book:
        assert len(book.households.all()) == 2
        assert len(book.visits.all()) == 1
        assert verify(book.store.db, book.now) == ()


@pytest.mark.parametrize(
    ("table", "hanging"),
    [
        ("groups", {"survey": 2, "plan": 2, "link": 1}),
        ("members", {"link": 1}),
        ("tasks", {}),
        ("experiences", {}),
        ("on_site_meetings", {}),
        ("plans", {}),
    ],
)
def test_nothing_is_left_about_what_went(path: Path, table: str, hanging: dict[str, int]) -> None:
    """What was about a group alone goes with it; what named it among others no longer does."""
    days = ten_days()
    with open_book(path, clock=days.clock, backups=None) as book:
        assert isinstance(book, BookOnDisk)
        book.keeping.bring_back(book.keeping.compare(days.book.shelf.everything()), about="days")
        room = getattr(book, table)
        gone = room.all()[0]
        room.remove(gone.id)
        doomed = doomed_with(book.shelf, gone)
        assert Counter(each.kind for each in doomed.records) == {gone.kind: 1, **hanging}
        purge(book.store.db, path, doomed, files_holding(path, doomed))
    with open_book(path, clock=days.clock, backups=None) as book:
        assert isinstance(book, BookOnDisk)
        assert verify(book.store.db, book.now) == ()
        left = {target for each in book.shelf.everything() for _, _, target in pointed_at(each)}
        assert doomed.ids.isdisjoint(left)
        for code in LISTS:
            for line in book.names(code):
                line_cells(book.shelf, code, line)


def test_purging_one_household_leaves_what_another_solved(path: Path) -> None:
    """A follow-up that tells of the relapse of nothing else goes altogether, from past acts and copies too."""
    with opened(path) as book:
        homes = [book.households.assign(Draft(head=head)) for head in (SECRET[0], "陈桂生")]
        gone, stays = (
            book.issues.raise_(Draft(title=each.head, household=each.id)) for each in homes
        )
        both = book.solutions.note(Draft(issues=[gone.id, stays.id], method="一起修"))
        book.solutions.solve(both.id, Draft())
        found = Draft(result="relapsed", relapsed_issues=[gone.id], note=SECRET[7])
        book.follow_ups.check_at_once(both.id, found)
        keep_present(book.store.db, path, book.now, "before-restore")
        book.undo()
        pending = next(each.id for each in book.follow_ups.all())
        book.follow_ups.check(pending, found)
        book.undo()
        doomed = doomed_with(book.shelf, homes[0])
        purge(book.store.db, path, doomed, files_holding(path, doomed))
    for copy in (path, *path.with_name("backups").glob("*.json")):
        with opened(copy) as book:
            while any(act.undone for act in book.acts):
                book.redo()
            assert [book.issues.status(each.id) for each in book.issues.all()] == ["solved"], copy
            assert not [each for each in book.follow_ups.all() if each.result], copy
            assert verify(book.store.db, book.now) == (), copy


def test_a_relapse_of_what_goes_is_no_relapse_of_all(path: Path) -> None:
    """The same where the follow-up stands as it was made."""
    with opened(path) as book:
        homes = [book.households.assign(Draft(head=head)) for head in (SECRET[0], "陈桂生")]
        gone, stays = (
            book.issues.raise_(Draft(title=each.head, household=each.id)) for each in homes
        )
        both = book.solutions.note(Draft(issues=[gone.id, stays.id], method="一起修"))
        book.solutions.solve(both.id, Draft())
        book.follow_ups.check_at_once(
            both.id, Draft(result="relapsed", relapsed_issues=[gone.id], note=SECRET[7])
        )
        doomed = doomed_with(book.shelf, homes[0])
        assert sorted(each.kind for each in doomed.records) == ["follow_up", "household", "issue"]
        purge(book.store.db, path, doomed, files_holding(path, doomed))
    with opened(path) as book:
        assert book.issues.status(stays.id) == "solved"
        assert verify(book.store.db, book.now) == ()
    assert holding(path.parent, (SECRET[0], SECRET[7])) == []


def test_a_full_disk_says_what_is_gone_and_what_is_not(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What needs no room goes first; the sentence names every file it is gone from and still in."""
    home = full_of_secrets(path)
    with opened(path) as book:
        doomed = doomed_with(book.shelf, book.households.get(home))
        files = files_holding(path, doomed)

        def full(*_args: object) -> None:
            raise OSError(28, "full")

        with monkeypatch.context() as patch:
            patch.setattr("fieldbook.store.purge.write_whole", full)
            with pytest.raises(Unfinished) as stopped:
                purge(book.store.db, path, doomed, files)
    told = sentence(stopped.value)
    gone = [each for each in files if goes_altogether(path, each)]
    assert not any(each.exists() for each in gone)
    assert set(stopped.value.data["done"]) == {str(each) for each in gone}
    assert set(stopped.value.data["left"]) == {str(each) for each in {*files} - {*gone}} | {
        str(path)
    }
    assert "the disk is full" in told


def test_a_purge_leaves_another_book_s_copies_alone(path: Path) -> None:
    """A book called book-2 has its copies in the same folder, whatever they hold of the same words."""
    home = full_of_secrets(path)
    other = path.with_name("book-2.json")
    copies = path.parent / "backups"
    strange = [copies / "book-2-2026-11-21.json", path.with_name("book.json2"), other]
    for each in strange:
        each.write_text(SECRET[0], encoding="utf-8")
    with opened(path) as book:
        doomed = doomed_with(book.shelf, book.households.get(home))
        found = files_holding(path, doomed)
    assert not set(strange) & set(found)
    assert any(each.parent == copies for each in found)


def test_a_purge_follows_no_link(path: Path, tmp_path: Path) -> None:
    """A link beside the book leads to what is somebody else's, and that stays."""
    home = full_of_secrets(path)
    mine = tmp_path / "elsewhere" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text(SECRET[0], encoding="utf-8")
    link = path.with_name("book.json-inbox-odd")
    link.unlink(missing_ok=True)
    link.symlink_to(mine)
    with opened(path) as book:
        doomed = doomed_with(book.shelf, book.households.get(home))
        files = files_holding(path, doomed)
        assert link not in files
        purge(book.store.db, path, doomed, files)
    assert mine.read_text("utf-8") == SECRET[0]


@pytest.mark.parametrize(
    ("target", "words", "goes"),
    [
        ("household", "完全不同的说法", True),
        ("", "说的是秘密的事情，写了一半", True),
        ("", "别的问题", False),
        ("other", "别的问题", False),
    ],
)
def test_a_discarded_draft_with_an_earlier_wording_goes(
    target: str, words: str, goes: bool, path: Path
) -> None:
    """A draft put away on the same place, or with a piece of the same words, goes with the issue."""
    home = full_of_secrets(path)
    drafts = Drafts(path)
    about = {"household": home, "other": "somebody else"}.get(target, target)
    drafts.keep("issue", about, {"title": words})
    drafts.discard("issue", about)
    with opened(path) as book:
        (issue,) = (each for each in book.shelf.trash() if each.kind == "issue")
        found = files_holding(path, doomed_with(book.shelf, issue))
    kept = [each for each in Drafts(path).files() if words in each.read_text("utf-8")]
    assert (kept[0] in found) is goes


def test_a_decision_on_what_goes_leaves_the_minutes(path: Path) -> None:
    """Of a meeting's minutes goes what was said of the household's issue; the other matters stay."""
    with opened(path) as book:
        home = book.households.assign(Draft(head=SECRET[0]))
        gone = book.issues.raise_(Draft(title=SECRET[3], household=home.id))
        stays = book.issues.raise_(Draft(title="水渠漏水"))
        told = [
            {"topic": each.title, "issue": each.id, "decided": words}
            for each, words in ((gone, SECRET[6]), (stays, "一起修"))
        ]
        both = book.diary.keep_minutes(Draft(topic="支部会", matters=told))
        book.diary.keep_minutes(Draft(matters=told[:1]))
        keep_present(book.store.db, path, book.now, "before-restore")
        doomed = doomed_with(book.shelf, home)
        purge(book.store.db, path, doomed, files_holding(path, doomed))
        assert holding(path.parent, (SECRET[0], SECRET[3], SECRET[6], gone.id)) == []
    with opened(path) as book:
        (page,) = book.diary.all()
        assert (page.id, [each.topic for each in page.matters]) == (both.id, ["水渠漏水"])
        assert verify(book.store.db, book.now) == ()


def test_what_was_written_up_of_it_goes_too(path: Path) -> None:
    """Experiences begun from its visit or its solution go, reworded or not, from all files; others stay."""
    with opened(path) as book:
        home = book.households.assign(Draft(head=SECRET[0]))
        visit = book.visits.note(
            Draft(household=home.id, learned=SECRET[5]), [Draft(title=SECRET[3])]
        )
        issue = book.issues.all()[0]
        method = book.solutions.note(Draft(issues=[issue.id], method=SECRET[6]))
        learned = book.experiences.write(
            Draft(title=SECRET[5], visit=visit.id, situation=SECRET[5], told_by="吴梅")
        )
        book.experiences.write(Draft(title=SECRET[6], solution=method.id, action=SECRET[6]))
        own = book.experiences.write(Draft(title="先听完再记", told_by="吴梅"))
        training = book.trainings.write(Draft(topic="井绳", kind="class", experience=learned.id))
        keep_present(book.store.db, path, book.now, "before-restore")
        book.experiences.edit(learned.id, Draft(title="别的话", situation="别的话"))
        doomed = doomed_with(book.shelf, book.households.get(home.id))
        assert Counter(each.kind for each in doomed.records)["experience"] == 2
        purge(book.store.db, path, doomed, files_holding(path, doomed))
    with opened(path) as book:
        assert list(book.experiences.all()) == [own]
        assert book.trainings.get(training.id).experience == ""
        assert verify(book.store.db, book.now) == ()
    assert holding(path.parent, (*SECRET, home.id, learned.id, "别的话")) == []


def test_who_took_its_words_is_told_of(path: Path) -> None:
    """A record that stays and holds a line that goes is named; one that shares a short word is not."""
    line = "井绳浸过桐油，能多用一个冬天"
    with opened(path) as book:
        home = book.households.assign(Draft(head=SECRET[0]))
        book.visits.note(Draft(household=home.id, learned=line, promised="修井绳"))
        kept = book.trainings.write(Draft(topic=line, kind="class"))
        book.trainings.write(Draft(topic="修井绳", kind="class"))
        doomed = doomed_with(book.shelf, book.households.get(home.id))
        named = book.trainings.write(Draft(topic=f"{line}，{SECRET[0]}说的", kind="class"))
        assert mentions(book.shelf, doomed) == ([named], [kept])
