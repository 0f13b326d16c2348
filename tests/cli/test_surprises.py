"""The commands do what the words say, wherever the words stand, and nothing besides."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.opening import open_book
from tests.cli.conftest import Run


def titles(fieldbook: Run, path: Path) -> list[str]:
    return [each["title"] for each in json.loads(
        fieldbook("list", "issues", "--json", "--book", path).out)]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("add", "issue", "--on", "2026-11-08", "水渠漏水"),
        ("add", "--on", "2026-11-08", "issue", "水渠漏水"),
        ("add", "issue", "水渠漏水", "--kind", "life"),
        ("add", "issue", "--kind", "life", "水渠漏水"),
        ("add", "issue", "--kind", "生活", "水渠漏水"),
    ],
)
def test_options_stand_anywhere(words: tuple[str, ...], fieldbook: Run, path: Path) -> None:
    """Options go before, between and after the words of a command, codes or the words shown."""
    assert fieldbook(*words, "--book", path).code == 0
    assert fieldbook(words[0], "--book", path, *words[1:]).code == 0
    assert titles(fieldbook, path) == ["水渠漏水"] * 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
def test_words_come_in_on_standard_input(
    fieldbook: Run, path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """A dash in the place of the words stands for what is piped in, as Windows writes files, too."""
    data = "水渠漏水\n南坡\n".encode(encoding)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert fieldbook("add", "issue", "-", "--book", path).code == 0
    (found,) = json.loads(fieldbook("list", "issues", "--json", "--book", path).out)
    assert (found["title"], found["detail"]) == ("水渠漏水", "南坡")


def test_a_broken_sign_on_standard_input_breaks_no_other(
    fieldbook: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was cut within a sign keeps all its others."""
    data = "水渠漏水，南坡".encode()[:-1]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert fieldbook("add", "issue", "-", "--book", path).code == 0
    assert titles(fieldbook, path) == ["水渠漏水，南\ufffd"]


@pytest.mark.parametrize("kind", ["户", "household", "households", "Household"])
def test_kinds_may_be_said_as_they_are_shown(kind: str, fieldbook: Run, path: Path) -> None:
    """What a list shows as a kind's word is taken as one, in both languages."""
    with open_book(path) as book:
        book.households.assign(Draft(head="陈桂生"))
    assert "陈桂生" in fieldbook("list", kind, "--book", path).out


def test_an_audience_may_be_said_as_it_is_shown(fieldbook: Run, path: Path) -> None:
    """``--audience 上级`` is ``above``; a word that is none is refused with the ones there are."""
    with open_book(path) as book:
        book.households.assign(Draft(head="陈桂生"))
    said = fieldbook("export", "--audience", "上级", "-o", "-", "--book", path)
    assert said.code == 0
    assert "陈桂生" not in said.out
    assert "above" in fieldbook("export", "--audience", "谁", "--book", path).err


def test_a_list_is_narrowed_by_status_group_and_contact(fieldbook: Run, path: Path) -> None:
    """``--status``, ``--group``, ``--contact`` and ``--mine`` leave what a plain loop would leave."""
    with open_book(path) as book:
        one, two = (book.groups.found(Draft(name=each)) for each in ("一组", "二组"))
        lu, mei = (
            book.members.write(Draft(name=name, contact_group=group))
            for name, group in (("吕梅", "第1组"), ("周建国", "第2组"))
        )
        first = book.households.assign(Draft(head="陈桂生", group=one.id, contact=lu.id))
        second = book.households.assign(Draft(head="王芳", group=two.id, contact=mei.id))
        for home, title in ((first, "水渠漏水"), (second, "路灯不亮")):
            book.issues.raise_(Draft(title=title, household=home.id))
        book.issues.study(book.issues.all()[1].id)

    def found(*words: str) -> list[str]:
        said = fieldbook("list", "issues", "--json", *words, "--book", path)
        return [each["title"] for each in json.loads(said.out)]

    assert found("--status", "studying") == ["路灯不亮"]
    assert found("--status", "待研究") == ["水渠漏水"]
    assert found("--group", "二组") == ["路灯不亮"]
    assert found("--contact", "吕梅") == ["水渠漏水"]
    assert found("--contact", "吕梅", "--status", "studying") == []
    assert fieldbook("list", "issues", "--contact", "无此人", "--book", path).code == 1
    assert fieldbook("list", "visits", "--status", "open", "--book", path).code == 2
    assert fieldbook("list", "issues", "--status", "x", "--book", path).code == 2


def test_a_households_issue_and_visit_stand_in_its_group(fieldbook: Run, path: Path) -> None:
    """The column of the group is that of the household, where the record names no other."""
    with open_book(path) as book:
        home = book.households.assign(
            Draft(head="陈桂生", group=book.groups.found(Draft(name="一组")).id)
        )
        book.issues.raise_(Draft(title="路灯不亮", household=home.id))
        book.visits.note(Draft(household=home.id))
    for kind in ("issues", "visits"):
        row = fieldbook("list", kind, "--no-heading", "--book", path).out
        assert "一组" in row.split("\t")


def test_a_list_is_narrowed_by_what_issues_wait_for(fieldbook: Run, path: Path) -> None:
    """What a plain loop over all issues as JSON leaves, each word of ``--status`` leaves too."""
    now = dt.datetime.now().astimezone().date()
    with open_book(path) as book:
        for found, due, referred in product((0, 9), (None, -2, 2), (None, 0, 9)):
            day = now - dt.timedelta(days=found)
            due_on = (now + dt.timedelta(days=due)).isoformat() if due else ""
            issue = book.issues.raise_(Draft(title="事", found_on=day.isoformat(), due_on=due_on))
            if referred is not None and referred <= found:
                book.issues.refer([issue.id], on=now - dt.timedelta(days=referred))
        book.issues.answer(issue.id, Draft(answer="派人来修"))
        book.issues.drop(book.issues.all()[0].id, "不办")

    def found_by(*words: str) -> list[dict[str, Any]]:
        said = fieldbook("list", "issues", "--json", *words, "--book", path)
        return list(json.loads(said.out))

    every = [each for each in found_by() if each["status"] == "open"]
    today = now.isoformat()
    wanted = {
        "overdue": [e for e in every if e["due_on"] and e["due_on"] < today],
        "unreferred": [e for e in every if not e["referred_on"]],
        "late": [
            e
            for e in every
            if not e["referred_on"] and (now - dt.date.fromisoformat(e["found_on"])).days > 3
        ],
        "unanswered": [e for e in every if e["referred_on"] and not e["answered_on"]],
    }
    for word, expected in wanted.items():
        assert expected
        assert found_by("--status", word) == expected, word
    assert found_by("--status", "未答复") == wanted["unanswered"]
    for each in wanted["unanswered"]:
        assert each["answer_days"] == (now - dt.date.fromisoformat(each["referred_on"])).days
    plain = fieldbook("list", "issues", "--status", "overdue", "--lang", "zh", "--book", path).out
    assert plain.count("逾期") == len(wanted["overdue"])


def test_an_empty_contact_is_empty(fieldbook: Run, path: Path) -> None:
    """A household without a contact shows none, not its group in the contact's place."""
    with open_book(path) as book:
        group = book.groups.found(Draft(name="Willow 1"))
        book.households.assign(Draft(head="Adam Reed", group=group.id))
    lines = fieldbook("list", "households", "--lang", "en", "--book", path).out.splitlines()
    cells = dict(zip(lines[0].split("\t"), lines[1].split("\t"), strict=True))
    assert (cells["Work group"], cells["Contact"]) == ("Willow 1", "")
    assert len(cells["Due on"]) == 10


def test_a_follow_up_says_what_became_of_it(fieldbook: Run, path: Path) -> None:
    """A follow-up's state is derived from its facts: pending, held, relapsed or cancelled."""
    with open_book(path) as book:
        issue = book.issues.raise_(Draft(title="漏水"))
        solution = book.solutions.note(Draft(issues=[issue.id], method="补"))
        book.solutions.solve(solution.id, Draft(result="好了"))
        first = book.follow_ups.all()[0]
        book.follow_ups.check(first.id, Draft(result="relapsed"))
    found = json.loads(fieldbook("list", "follow_ups", "--json", "--book", path).out)
    for each in found:
        wanted = "cancelled" if each["cancelled_on"] else each["result"] or "pending"
        assert each["state"] == wanted
    assert {each["state"] for each in found} == {"relapsed", "cancelled"}
    said = fieldbook("list", "follow_ups", "--json", "--status", "回生", "--book", path)
    assert len(json.loads(said.out)) == 1


def test_a_paper_replaces_nothing_unasked(fieldbook: Run, path: Path, tmp_path: Path) -> None:
    """Another file is replaced only with ``--yes``, a book's never, and ``-`` writes nothing at all."""
    with open_book(path) as book:
        book.households.assign(Draft(head="陈桂生"))
    paper = tmp_path / "paper.md"
    paper.write_text("mine")
    assert fieldbook("export", "-o", paper, "--book", path).code == 1
    assert paper.read_text() == "mine"
    before = {each: each.read_bytes() for each in path.parent.iterdir() if each.suffix == ".json"}
    assert fieldbook("export", "-o", path, "--yes", "--book", path).code == 1
    assert {each: each.read_bytes() for each in before} == before
    assert fieldbook("export", "-o", paper, "--yes", "--book", path).code == 0
    assert paper.read_text("utf-8").startswith("#")
    assert fieldbook("export", "-o", "-", "--book", path).out == paper.read_text("utf-8")


def test_a_book_is_not_restored_from_itself(fieldbook: Run, path: Path) -> None:
    """Naming the book's own file or log as the copy is refused, and the book stays as it is."""
    with open_book(path) as book:
        book.households.assign(Draft(head="陈桂生"))
    before = path.read_bytes()
    for each in (path, path.with_name("book.json-log")):
        assert fieldbook("restore", each, "--yes", "--book", path).code == 1
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "command", ["undo", "redo", "verify", "backup", "search", "export", "purge"]
)
def test_a_mistyped_book_is_no_new_book(command: str, fieldbook: Run, path: Path) -> None:
    """A command that needs what a book holds names the missing one and makes none."""
    rest = {"search": ("x",), "purge": ("household", "1")}.get(command, ())
    said = fieldbook(command, *rest, "--book", path)
    assert said.code == 1
    assert str(path) in said.err
    assert not path.parent.exists()


def test_a_pipe_or_a_device_is_no_book(fieldbook: Run, tmp_path: Path) -> None:
    """A named pipe is not waited for and a device not written to; a sentence says what it is."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for place in (pipe, Path("/dev/null")):
        for words in (("add", "note", "x"), ("list", "issues"), ("verify",)):
            said = fieldbook(*words, "--book", place)
            assert (said.code, said.err.count("\n")) == (1, 1), words
    assert sorted(each.name for each in tmp_path.iterdir()) == ["home", "pipe"]


def _alone(*words: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "fieldbook", *words], stdin=subprocess.DEVNULL,
        capture_output=True, env={**os.environ, "LANGUAGE": "", "LANG": "C.UTF-8", **env}, check=False,
    )  # fmt: skip


def test_screens_need_a_terminal(tmp_path: Path) -> None:
    """Where keys cannot come in, one sentence says so and the exit code is 1."""
    for words in ((), ("demo",)):
        done = _alone(*words, HOME=str(tmp_path))
        assert done.returncode == 1
        assert done.stderr.count(b"\n") == 1
        assert b"terminal" in done.stderr


@pytest.mark.parametrize("folder", [None, "relative"])
def test_a_home_that_is_none_is_no_crash(
    folder: str | None, fieldbook: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a home folder the commands say so, and a named book does without one."""

    def user_folder(*_words: object, **_rest: object) -> str:
        if folder is None:
            raise RuntimeError
        return folder

    for each in ("user_data_dir", "user_config_dir"):
        monkeypatch.setattr(f"platformdirs.{each}", user_folder)
    assert fieldbook("--version").code == 0
    said = fieldbook("path")
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert fieldbook("add", "note", "记一笔", "--book", path).code == 0
    assert "记一笔" in fieldbook("list", "diary", "--book", path).out


@pytest.mark.parametrize(
    "words",
    [
        ("list", "issues", "--book", "{}"),
        ("add", "note", "x", "--book", "{}"),
        ("path", "--book", "{}"),
        ("--book", "{}"),
        ("backup", "{}"),
        ("restore", "{}"),
        ("export", "--output", "{}"),
        ("export", "--format", "csv", "--output", "{}"),
        ("export", "--template", "{}"),
        ("encrypt", "--slip", "{}"),
    ],
)
def test_the_home_of_somebody_unknown_is_no_crash(
    words: tuple[str, ...],
    fieldbook: Run,
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """``~wang`` on a computer without a user called so is a place that is not there."""
    open_book(path).close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FIELDBOOK_BOOK", str(path))
    said = fieldbook(*(each.format("~nobodyatall/x") for each in words))
    assert said.code == 1
    assert "~nobodyatall" in said.err
    assert not (tmp_path / "~nobodyatall").exists()


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("问题", "issues"),
        ("走访", "visits"),
        ("记事", "diary"),
        ("日记", "diary"),
        ("Issues", "issues"),
    ],
)
def test_add_takes_the_words_shown(fieldbook: Run, path: Path, word: str, kind: str) -> None:
    """What is written down is named by its code or as screens call it, in any language."""
    home = () if kind == "diary" else ("--household", "陈桂生")
    said = fieldbook("add", word, "漏水", *home, "--book", path)
    assert said.code == 0
    assert "漏水" in fieldbook("list", kind, "--json", "--book", path).out


def test_add_knows_no_other_kinds(fieldbook: Run, path: Path) -> None:
    """A household is not added in passing; what can be is named."""
    said = fieldbook("add", "户", "陈桂生", "--book", path)
    assert said.code == 2
    assert "issue, visit, note" in said.err


def test_a_list_that_cannot_hold_anything_is_refused(fieldbook: Run, path: Path) -> None:
    """A period that ends before it begins, and one's own without a name: a sentence, no empty list."""
    fieldbook("add", "issue", "漏水", "--book", path)
    days = ("--since", "2026-11-20", "--until", "2026-11-01")
    for words, told in ((days, "exchange them"), (("--mine",), "set your name in the settings")):
        said = fieldbook("list", "issues", *words, "--book", path)
        assert (said.code, said.out) == (2, "")
        assert told in said.err
