"""The commands of a branch: found, invite, join, and exchange over a stick."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.opening import open_book
from tests.cli.conftest import Run, Said


class Books:
    """A secretary's and a member's book, and the stick between them."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder, self.run = folder, run
        self.stick = folder / "stick"
        self.stick.mkdir()
        self.own, self.li = folder / "own" / "book.json", folder / "li" / "book.json"
        with open_book(self.own, backups=None) as book:
            book.members.write(Draft(name="李霞平", contact_group="3"))
            book.tasks.write(Draft(title="春耕"))
        self.invitation = folder / "invitation.json"

    def secretary(self, *words: object) -> Said:
        return self.run("--book", self.own, *words)

    def member(self, *words: object) -> Said:
        return self.run("--book", self.li, *words)

    def join(self) -> None:
        """Found, invite and join."""
        self.secretary("branch", "found", "崔寨子支部")
        self.secretary("branch", "invite", "李霞平", "-o", self.invitation)
        assert self.member("branch", "join", self.invitation).code == 0


@pytest.fixture
def books(tmp_path: Path, fieldbook: Run) -> Books:
    """Two books that belong to no branch yet."""
    return Books(tmp_path, fieldbook)


@pytest.fixture
def joined(books: Books) -> Books:
    """The same once the member has joined."""
    books.join()
    return books


def test_a_branch_is_founded_joined_and_told(books: Books) -> None:
    """Each command says in a sentence what this book is now, and `branch` says it again."""
    assert "belongs to no branch yet" in books.secretary("branch").out
    assert (
        "The branch 崔寨子支部 is founded" in books.secretary("branch", "found", "崔寨子支部").out
    )
    said = books.secretary("branch", "invite", "李霞平", "-o", books.invitation)
    assert str(books.invitation) in said.out
    assert (
        "This is 李霞平's book of the branch 崔寨子支部 now."
        in books.member("branch", "join", books.invitation).out
    )
    assert "李霞平's book, of the branch 崔寨子支部" in books.member("branch").out
    assert "李霞平" in books.secretary("branch").out


def test_who_joins_need_not_set_up_anything(joined: Books, home: Path) -> None:
    """Name and branch stand in the settings of who had none."""
    text = next(home.rglob("settings.toml")).read_text(encoding="utf-8")
    assert 'branch = "崔寨子支部"' in text


def test_what_is_said_is_no_secret(books: Books) -> None:
    """No command shows a key, nor does a crash of one."""
    books.join()
    for run in (books.secretary, books.member):
        said = run("branch")
        assert "AGE-SECRET" not in said.out + said.err


def test_wrong_words_of_branch_are_told(books: Books) -> None:
    """Founding twice, inviting nobody or a stranger, joining by another file: a sentence, and no more."""
    books.join()
    for words, told in (
        (("found", "另一个"), "already"),
        (("invite",), "Name the member"),
        (("invite", "无名氏"), "There is no member 无名氏"),
        (("invite", "李霞平", "--secretary"), "Name the member"),
        (("join", books.own), "is no invitation"),
        (("join", books.folder / "nowhere.json"), "nowhere.json"),
    ):
        said = books.secretary("branch", *words)
        assert (said.code, told in said.err) == (1, True), (words, said)
    said = books.member("branch", "invite", "李霞平", "-o", books.folder / "x.json")
    assert "This is a member's book" in said.err
    assert books.secretary("branch", "leave").code == 2


def test_an_invitation_is_not_written_over_a_file(books: Books) -> None:
    """A file that is there is asked about, and kept where nobody answers."""
    books.secretary("branch", "found", "崔寨子支部")
    books.invitation.write_text("mine", encoding="utf-8")
    assert books.secretary("branch", "invite", "李霞平", "-o", books.invitation).code == 1
    assert books.invitation.read_text(encoding="utf-8") == "mine"
    said = books.secretary("branch", "invite", "李霞平", "-o", books.invitation, "--yes")
    assert said.code == 0


def test_an_exchange_hands_in_and_takes_in(joined: Books) -> None:
    """A line added at home stands in the branch's book after one round, and its task comes back.

    Members hand in, the branch hands out; what it took in is then not undone.
    """
    joined.member("add", "issue", "水渠漏水")
    said = joined.member("exchange", joined.stick, "--yes")
    assert "To be handed in:\n  the branch (for the first time): issue 1" in said.out
    assert said.out.endswith("1 entry handed in.\n")
    said = joined.secretary("exchange", joined.stick, "--yes")
    assert "李霞平 (for the first time): issue 1" in said.out
    assert said.out.endswith("1 entry taken in, 1 entry handed out.\n")
    told = "“stick: exchange taken in” stays: it was handed on to other books since"
    assert told in joined.secretary("undo").err
    with open_book(joined.own, backups=None) as book:
        book.tasks.write(Draft(title="秋收"))
    assert "To be handed out:" in joined.secretary("exchange", joined.stick, "--yes").out
    joined.member("exchange", joined.stick, "--yes")
    assert "水渠漏水" in joined.secretary("list", "issues").out
    assert "春耕" in joined.member("list", "tasks").out


def test_nothing_new_is_said_to_be_nothing(joined: Books) -> None:
    """Once all is exchanged the command says so, and writes nothing."""
    for _turn in range(2):
        joined.member("exchange", joined.stick, "--yes")
        joined.secretary("exchange", joined.stick, "--yes")
    before = sorted(joined.stick.rglob("*"))
    for run in (joined.member, joined.secretary):
        said = run("exchange", joined.stick, "--yes")
        assert (said.code, said.out) == (0, "There is nothing new to exchange.\n")
    assert sorted(joined.stick.rglob("*")) == before


@pytest.mark.parametrize("words", [("--dry-run",), ()])
def test_where_nobody_answers_it_is_only_shown(joined: Books, words: tuple[str, ...]) -> None:
    """Without --yes and without a terminal, nothing is written anywhere."""
    joined.member("add", "issue", "水渠漏水")
    said = joined.member("exchange", joined.stick, *words)
    assert (said.code, "issue 1" in said.out) == (0, True)
    assert list(joined.stick.iterdir()) == []
    if not words:
        assert f'fieldbook exchange "{joined.stick}" --yes --book "{joined.li}"\n' in said.err


def test_a_place_is_remembered_by_its_name(joined: Books) -> None:
    """After the first time the stick's name will do, in any case of its letters."""
    joined.member("exchange", joined.stick, "--yes")
    joined.member("add", "issue", "水渠漏水")
    assert "1 entry handed in." in joined.member("exchange", "STICK", "--yes").out
    assert f"Place stick: {joined.stick}" in joined.member("branch").out


def test_where_the_invitation_lay_is_called_by_its_name_at_once(joined: Books) -> None:
    """Mostly that is the branch's own stick."""
    joined.member("add", "issue", "水渠漏水")
    said = joined.member("exchange", joined.folder.name, "--yes")
    assert "1 entry handed in." in said.out, said


def test_a_place_that_is_none_is_told(joined: Books) -> None:
    """No folder, a file, the book's own folder, a book of no branch: a sentence and the next step."""
    for place, told in (
        (joined.folder / "nowhere", "There is no folder"),
        (joined.invitation, "There is no folder"),
        (joined.li.parent, "is where this book lies"),
    ):
        said = joined.member("exchange", place, "--yes")
        assert (said.code, told in said.err) == (1, True)
    other = joined.folder / "other" / "book.json"
    with open_book(other, backups=None):
        pass
    joined.run("--book", other, "add", "note", "记一笔")
    said = joined.run("--book", other, "exchange", joined.stick, "--yes")
    assert (said.code, "belongs to no branch yet" in said.err) == (1, True)


def test_without_the_library_a_sentence_says_how_to_get_it(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where pyrage is not installed, founding says so, and the book is as it was."""
    monkeypatch.setitem(sys.modules, "pyrage", None)
    said = books.secretary("branch", "found", "崔寨子支部")
    assert (said.code, "pip install pyrage" in said.err) == (1, True)
    assert "belongs to no branch yet" in books.secretary("branch").out


def test_whose_book_it_is_is_told_as_having_it(
    joined: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The secretary is a member who never exchanges with the branch's own book."""
    monkeypatch.setattr("fieldbook.settings.settings_folder", lambda: joined.own.parent)
    joined.own.with_name("settings.toml").write_text('name = "何建平"\n', encoding="utf-8")
    with open_book(joined.own, backups=None) as book:
        book.members.write(Draft(name="何建平", contact_group="1"))
    told = joined.secretary("branch").out.splitlines()
    assert [each.split(maxsplit=3)[1:] for each in told if "何建平" in each] == [
        ["1", "-", "keeps this book"]
    ]


def test_the_branch_is_told_what_is_asked_for(joined: Books) -> None:
    """A contact group that a member chose himself is named, by the exchange and by `branch`."""
    joined.member("exchange", joined.stick, "--yes")
    joined.secretary("exchange", joined.stick, "--yes")
    joined.member("exchange", joined.stick, "--yes")
    with open_book(joined.li, backups=None) as book:
        (li,) = book.members.all()
        book.members.edit(li.id, Draft(contact_group="5"))
    joined.member("exchange", joined.stick, "--yes")
    asked = "李霞平: member #1 李霞平, Contact group: 5"
    assert asked in joined.secretary("exchange", joined.stick, "--yes").out
    assert asked in joined.secretary("branch").out


def test_who_erases_is_told_what_stays_elsewhere(joined: Books) -> None:
    """In a book of a branch `purge` says that the others keep what they have."""
    with open_book(joined.own, backups=None) as book:
        home = book.households.assign(Draft(head="王树林"))
    said = joined.secretary("purge", "household", home.seq, "--yes")
    assert "What other books of the branch have of it stays with them" in said.out
    with open_book(joined.folder / "alone.json", backups=None) as book:
        book.households.assign(Draft(head="王树林"))
    said = joined.run("--book", joined.folder / "alone.json", "purge", "household", 1, "--yes")
    assert "other books of the branch" not in said.out


def test_what_a_member_asks_for_is_granted_by_its_number(joined: Books) -> None:
    """`branch` numbers the wishes; one is granted, one stays, both undone, and each has its sentence."""
    exchange = ("exchange", joined.stick, "--yes")
    joined.member(*exchange)
    joined.secretary(*exchange)
    joined.member(*exchange)
    with open_book(joined.li, backups=None) as book:
        (member,) = book.members.all()
        home = book.households.assign(Draft(head="王秀英", contact=member.id))
    joined.member(*exchange)
    joined.secretary(*exchange)
    joined.member(*exchange)
    with open_book(joined.li, backups=None) as book:
        book.members.edit(member.id, Draft(contact_group="5"))
        book.households.reassign([home.id], "")
    joined.member(*exchange)
    joined.secretary(*exchange)
    said = joined.secretary("branch").out
    numbers = {line.split()[0]: line for line in said.splitlines() if "李霞平: " in line}
    assert list(numbers) == ["1", "2"]
    assert "fieldbook branch grant NUMBER" in said
    group = next(each for each, line in numbers.items() if "Contact group: 5" in line)
    other = "2" if group == "1" else "1"
    assert "under number 3" in joined.secretary("branch", "grant", "3", group).err
    assert "Granted: 李霞平" in joined.secretary("branch", "grant", group).out
    assert "It stays as it is" in joined.secretary("branch", "decline", "1").out
    assert "grant NUMBER" not in joined.secretary("branch").out
    with open_book(joined.own, backups=None) as book:
        assert book.members.get(member.id).contact_group == "5"
        assert book.households.get(home.id).contact == member.id
    joined.secretary("undo")
    joined.secretary("undo")
    assert other in numbers
    assert joined.secretary("branch").out.count("李霞平: ") == 2
    refused = joined.member("branch", "grant", "1")
    assert refused.code == 1
    assert "a member's book" in refused.err
