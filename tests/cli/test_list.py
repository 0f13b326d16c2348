"""``fieldbook list`` and ``fieldbook search``."""

from __future__ import annotations

import datetime as dt
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from fieldbook import cli
from fieldbook.cli.console import Console
from fieldbook.cli.table import aligned, cell_width
from fieldbook.cli.typed import KINDS, since_day, until_day
from fieldbook.domain.drafts import Draft
from fieldbook.opening import open_book
from tests.cli.conftest import Run


@pytest.fixture
def full(path: Path) -> Path:
    """A book with a household and two issues, one of them solved."""
    with open_book(path) as book:
        home = book.households.assign(Draft(head="陈桂生", code="0311"))
        first = book.issues.raise_(
            Draft(
                title="水渠漏水", household=home.id, found_on="2026-11-01", raised_by="王二（组长）"
            )
        )
        book.issues.raise_(Draft(title="Road\tlamp", found_on="2026-11-10"))
        book.solutions.note(Draft(issues=[first.id], method="补漏", solved_on="今天",
                                  studied_on="2026-11-02"))  # fmt: skip
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_book_lists_nothing_and_is_not_made(
    kind: str, fieldbook: Run, path: Path, home: Path
) -> None:
    """The user's own book is empty before its first entry; a named one must be there; none is made."""
    assert fieldbook("list", kind, "--json") == (0, "[]\n", "")
    assert fieldbook("list", kind, "--no-heading") == (0, "", "")
    assert not list(home.rglob("book.json*"))
    said = fieldbook("list", kind, "--json", "--book", path)
    assert (said.code, said.out) == (1, "")
    assert str(path) in said.err
    assert not path.parent.exists()


def test_json_has_every_field(fieldbook: Run, full: Path) -> None:
    """Each record has all its fields under their stored names, defaults too, and an issue its status."""
    first, second = json.loads(fieldbook("list", "issues", "--json", "--book", full).out)
    wanted = {
        "id", "seq", "created_at", "created_by", "removed_at", "stamps", "source", "title",
        "detail", "kind", "focus", "household", "group", "visit", "household_text", "raised_by",
        "found_on", "due_on", "studying_since", "referred_on", "referred_to", "answer",
        "answered_on", "dropped_on", "drop_reason", "tags", "status",
    }  # fmt: skip
    assert wanted <= first.keys()
    assert (first["status"], second["status"]) == ("solved", "open")
    assert first["raised_by"] == {"name": "王二", "id": "", "role": "组长"}
    assert (second["tags"], second["due_on"], second["kind"]) == ([], None, "other")
    solution = json.loads(fieldbook("list", "solutions", "--json", "--book", full).out)[0]
    assert solution["issues"] == [first["id"]]


def test_unknown_fields_are_listed_too(fieldbook: Run, path: Path) -> None:
    """What a newer fieldbook wrote stands among the fields."""
    path.parent.mkdir()
    document = {"id": "a", "seq": 1, "created_at": "2026-11-21T08:00:00+08:00", "head": "陈",
                "new_thing": {"deep": [1]}}  # fmt: skip
    path.write_text(json.dumps({"households": {"1": document}}), encoding="utf-8")
    assert json.loads(fieldbook("list", "households", "--json", "--book", path).out)[0][
        "new_thing"
    ] == {"deep": [1]}


def test_json_is_utf8_whatever_the_console_speaks(full: Path) -> None:
    """``--json`` writes UTF-8 where the console speaks another encoding."""
    raw = io.BytesIO()
    console = Console(io.TextIOWrapper(raw, encoding="ascii"), io.StringIO())
    assert cli.run(["list", "issues", "--json", "--book", str(full)], console).code == 0
    assert json.loads(raw.getvalue().decode("utf-8"))[0]["title"] == "水渠漏水"


def test_a_console_without_the_characters_is_no_error(full: Path) -> None:
    """A plain list on a console that lacks the characters shows others in their place."""
    raw = io.BytesIO()
    console = Console(io.TextIOWrapper(raw, encoding="ascii"), io.StringIO())
    assert cli.run(["list", "issues", "--book", str(full)], console).code == 0
    assert b"????" in raw.getvalue()


def test_a_list_is_narrowed_by_days_and_words(fieldbook: Run, full: Path) -> None:
    """``--since``, ``--until`` and ``--search`` leave out what lies outside; a household's name counts."""
    assert "Road lamp" in fieldbook("list", "issues", "--since", "2026-11-05", "--book", full).out
    assert "漏水" not in fieldbook("list", "issues", "--since", "2026-11-05", "--book", full).out
    assert "漏水" in fieldbook("list", "issues", "--until", "2026-11-05", "--book", full).out
    assert fieldbook("list", "issues", "--search", "陈桂生", "--book", full).out.count("\n") == 2
    assert "lamp" in fieldbook("list", "issues", "--search", "ROAD lamp", "--book", full).out
    assert fieldbook("list", "issues", "--search", "cgs", "--book", full).out.count("\n") == 2
    none = ("list", "issues", "--search", "nowhere", "--no-heading", "--book", full)
    assert not fieldbook(*none).out


def test_the_first_and_the_last_day_belong_to_a_period(fieldbook: Run, path: Path) -> None:
    """``--since`` and ``--until`` take in the days they name, and of a month the whole of it."""
    for day in ("2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"):
        fieldbook("add", "issue", day, "--on", day, "--book", path)

    def found(*period: str) -> list[str]:
        told = json.loads(fieldbook("list", "issues", "--json", *period, "--book", path).out)
        return sorted(each["title"] for each in told)

    march = ["2026-03-01", "2026-03-31"]
    assert found("--since", "2026-03-01", "--until", "2026-03-31") == march
    assert found("--since", "2026年3月1日", "--until", "March 31, 2026") == march
    assert found("--since", "2026年3月", "--until", "2026年3月") == march
    assert found("--since", "2026-03-31", "--until", "2026-03-31") == ["2026-03-31"]
    assert found("--until", "2026年2月") == ["2026-02-28"]
    assert found("--since", "2026-04-02", "--until", "2026-04-30") == []


def test_a_period_in_words_begins_and_ends_where_it_does() -> None:
    """``--since 去年`` is its first day, ``--until last year`` its last; 三天内 looks back."""
    today = dt.datetime.now().astimezone().date()
    last = today.year - 1
    assert since_day("去年") == dt.date(last, 1, 1)
    assert until_day("last year") == dt.date(last, 12, 31)
    assert since_day("年内") == dt.date(today.year, 1, 1)
    assert since_day("三天内") == today - dt.timedelta(days=2)


def test_a_pipe_gets_plain_lines(fieldbook: Run, full: Path) -> None:
    """In a pipe each record is one line with a tab between two cells, nothing cut, below a heading."""
    words = ("list", "issues", "--lang", "en", "--book", full)
    lines = fieldbook(*words).out.splitlines()
    assert lines[0].split("\t")[:2] == ["#", "Found on"]
    assert lines[1] == "1\t2026-11-01\tsolved\tother\t陈桂生\t\t水渠漏水"
    assert len(lines) == 3
    assert fieldbook(*words, "--no-heading").out.splitlines() == lines[1:]


class Terminal(io.TextIOWrapper):
    """Somebody looks at it."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_columns_that_fit(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the columns have headings and no line is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", "44")
    raw = io.BytesIO()
    console = Console(Terminal(raw, encoding="utf-8"), io.StringIO())
    cli.run(["list", "issues", "--book", str(full), "--lang", "en"], console)
    lines = raw.getvalue().decode("utf-8").splitlines()
    assert lines[0].startswith("#")
    assert len(lines) == 3
    assert max(cell_width(line) for line in lines) <= 44


@pytest.mark.parametrize("word", ["roof", "水渠"])
def test_a_hit_is_in_sight_on_a_terminal(
    full: Path, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    """However much stands before it; lines are cut from behind."""
    before = "去年冬天说好一起修 " * 2 + "and nobody had asked the clerk on the way about the "
    with open_book(full) as book:
        book.issues.raise_(Draft(title="x" * 40, detail=f"{before}{word} of the mill, too"))
    monkeypatch.setenv("COLUMNS", "80")
    raw = io.BytesIO()
    console = Console(Terminal(raw, encoding="utf-8"), io.StringIO())
    cli.run(["search", word, "--book", str(full), "--lang", "en"], console)
    (line,) = (each for each in raw.getvalue().decode("utf-8").splitlines() if "xxx" in each)
    assert word in line
    assert cell_width(line) <= 80


def test_columns_stand_under_one_another() -> None:
    """Columns are aligned by cells, so that Chinese and Latin lines stand under one another."""
    lines = list(aligned(("A", "B"), [("水渠", "x"), ("ab", "y")], 40))
    assert lines == ["A     B", "水渠  x", "ab    y"]


def test_list_works_beside_an_open_book(fieldbook: Run, full: Path) -> None:
    """While the book is open elsewhere, ``list`` shows what was saved, also what waits is told of."""
    with open_book(full) as book:
        book.issues.raise_(Draft(title="新的"))
        fieldbook("add", "issue", "等着", "--book", full)
        said = fieldbook("list", "issues", "--book", full, "--lang", "en")
        assert said.code == 0
        assert "新的" in said.out
        assert "waiting" in said.err


def test_no_command_loads_the_screens(full: Path) -> None:
    """Neither Textual nor Rich is loaded by any command."""
    code = (
        "import sys; from fieldbook.__main__ import main\n"
        "for words in (['list', 'issues'], ['undo'], ['redo'], ['verify'], ['search', 'x'],"
        " ['export', '-o', sys.argv[2]], ['backup'], ['path'], ['add', 'note', 'x']):\n"
        "    assert main([*words, '--book', sys.argv[1]]) == 0, words\n"
        "print([m for m in ('textual', 'rich') if m in sys.modules])"
    )
    words = [sys.executable, "-c", code, str(full), str(full.parent / "paper.md")]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_search_finds_in_everything(fieldbook: Run, full: Path) -> None:
    """``search`` finds a word in records of every kind and says where it stands."""
    said = fieldbook("search", "补漏", "--book", full, "--lang", "en")
    assert said.out.startswith("solution\t#1\t")
    assert (
        fieldbook("search", "nowhere", "--book", full, "--lang", "en").err == "Nothing was found.\n"
    )


def test_what_the_title_says_is_not_said_twice(fieldbook: Run, full: Path) -> None:
    """A search tells where a word stands; in the title it stands there."""
    told = fieldbook("search", "水渠", "--book", full, "--lang", "en").out
    assert told.splitlines()[-1].count("水渠漏水") == 1


def test_a_telephone_is_never_cut() -> None:
    """Names and places give way before it; half a number is a wrong one."""
    rows = [
        ("上河村第一生产小组", "欧阳德福（石桥村）", "13800001111 / 0311-8765432", "东街里巷十一号")
    ]
    for width in (72, 60, 50):
        for line in aligned(("小组", "户主", "电话", "住址"), rows, width, (0, 1, 2)):
            assert cell_width(line) <= width
        assert "13800001111 / 0311-8765432" in line


def test_a_page_of_the_diary_is_listed_by_its_first_line(path: Path, fieldbook: Run) -> None:
    """A summary is long; minutes have matters in place of a text."""
    with open_book(path) as book:
        book.diary.write(Draft(kind="daily", text="Walked to Willow.\nNobody at home."))
        matters = [{"topic": each, "decided": "noted"} for each in ("Gutter", "Well")]
        book.diary.write(Draft(kind="meeting", matters=matters))
    told = fieldbook("list", "diary", "--book", path).out
    assert "Walked to Willow." in told
    assert "Nobody at home" not in told
    assert "2 matters" in told
