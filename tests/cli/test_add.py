"""``fieldbook add``: written down without opening the book."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fieldbook.domain.dates import read_date
from fieldbook.domain.drafts import Draft
from fieldbook.labels import day
from fieldbook.opening import open_book
from tests.cli.conftest import Run


def test_add_loads_next_to_nothing(path: Path) -> None:
    """``add --book`` loads neither TinyDB nor msgspec nor Textual nor platformdirs."""
    code = (
        "import sys; from fieldbook.__main__ import main; code = main(sys.argv[1:]); "
        "print([m for m in ('tinydb', 'msgspec', 'textual', 'rich', 'platformdirs', 'tomllib')"
        " if m in sys.modules], code)"
    )
    words = ["add", "issue", "水渠漏水", "--kind", "production", "--book", str(path)]
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[] 0"


def test_a_line_that_names_two_households_says_so_at_once(fieldbook: Run, path: Path) -> None:
    """Named apart, nothing is written and none is taken; named in one, the line waits with its mark."""
    line = ("add", "visit", "看了南坡", "--book", path, "--household")
    said = fieldbook(*line, "李霞平", "--household", "石有根", "--lang", "zh")
    assert (said.code, said.out) == (2, "")
    assert "写了2户：李霞平、石有根。请一户写一行。" in said.err
    said = fieldbook(*line, "李霞平、石有根", "--lang", "zh")
    assert said.code == 0
    assert "“李霞平、石有根”像是不止一户" in said.err
    assert "李霞平、石有根？" in fieldbook("list", "visits", "--book", path, "--lang", "zh").out
    assert not fieldbook(*line, "Ann Moss").err


def test_what_was_added_is_in_the_list(fieldbook: Run, path: Path) -> None:
    """What was added is there at the next look, with its kind and day, and can be undone."""
    said = fieldbook("add", "issue", "水渠漏水", "--kind", "production", "--on", "2026-11-08",
                     "--book", path)  # fmt: skip
    assert (said.code, said.err) == (0, "")
    found = json.loads(fieldbook("list", "issues", "--json", "--book", path).out)
    assert [(each["title"], each["kind"], each["found_on"]) for each in found] == [
        ("水渠漏水", "production", "2026-11-08")
    ]
    assert fieldbook("undo", "--book", path).code == 0
    assert fieldbook("list", "issues", "--no-heading", "--book", path).out == ""


def test_a_day_without_its_year_is_the_last_one(fieldbook: Run, path: Path) -> None:
    """What was found on a day that this year has yet to come to was found last year, and that is said."""
    today = dt.datetime.now().astimezone().date()
    # 29 February would be none here: the day after it is taken then.
    later = (today + dt.timedelta(days=days) for days in (40, 41))
    ahead = next(each for each in later if (each.month, each.day) != (2, 29))
    said = fieldbook("add", "issue", "x", "--on", f"{ahead.month}月{ahead.day}日", "--lang", "zh",
                     "--book", path)  # fmt: skip
    meant = ahead.replace(year=ahead.year - 1)
    away = (today - meant).days
    assert said.out.startswith(f"已记下（{day(meant, today)} 星期")
    assert f"，{away}天前）" in said.out
    found = json.loads(fieldbook("list", "issues", "--json", "--book", path).out)
    assert found[0]["found_on"] == meant.isoformat()


@pytest.mark.parametrize(
    "typed", ["去年3月5日", "三天前", "上个月20号", "26.3.5", "二〇二六年三月五日", "昨天"]
)
def test_days_are_typed_as_people_say_them(fieldbook: Run, path: Path, typed: str) -> None:
    """``--on`` understands what the forms understand."""
    assert fieldbook("add", "issue", "x", "--on", typed, "--book", path).code == 0
    found = json.loads(fieldbook("list", "issues", "--json", "--book", path).out)
    today = dt.datetime.now().astimezone().date()
    assert found[0]["found_on"] == str(read_date(typed, today))


@pytest.mark.parametrize("typed", ["12/05/2019", "2月30日", "正月初五", "去年冬天", "明天"])
def test_a_day_that_is_none_is_refused(fieldbook: Run, path: Path, typed: str) -> None:
    """A day that could be two, never was, or is still to come is refused, and nothing is written."""
    said = fieldbook("add", "issue", "x", "--on", typed, "--book", path)
    assert said.code == 2
    assert not path.with_name(path.name + "-inbox").exists()


def test_a_household_is_found_by_name_number_or_code(fieldbook: Run, path: Path) -> None:
    """A household is resolved by head, number, code, or group and code; else it stays as text."""
    with open_book(path) as book:
        group = book.groups.found(Draft(name="3组"))
        household = book.households.assign(Draft(head="陈桂生", code="11", group=group.id))
    for named in ("陈桂生", "#1", "11", "3组11号", "3组/陈桂生", "李四"):
        fieldbook("add", "issue", named, "--household", named, "--book", path)
    found = json.loads(fieldbook("list", "issues", "--json", "--book", path).out)
    assert {
        each["title"]: each["household"] for each in found if each["household"]
    } == dict.fromkeys(("陈桂生", "#1", "11", "3组11号", "3组/陈桂生"), household.id)
    assert found[-1]["household_text"] == "李四"


def test_a_visit_and_a_note_can_be_added(fieldbook: Run, path: Path) -> None:
    """A visit (with its manner) and a diary note are added like an issue."""
    assert not fieldbook("add", "visit", "看了南坡", "--household", "陈桂生", "--kind",
                         "nobody_home", "--book", path).code  # fmt: skip
    assert not fieldbook("add", "note", "夜里下雨", "--book", path).code
    visits = json.loads(fieldbook("list", "visits", "--json", "--book", path).out)
    assert [(each["note"], each["manner"]) for each in visits] == [("看了南坡", "nobody_home")]
    assert json.loads(fieldbook("list", "diary", "--json", "--book", path).out)[0]["text"]


def test_adding_works_while_the_book_is_open(fieldbook: Run, path: Path) -> None:
    """``add`` needs no lock: the open book takes the line in at its next key press."""
    with open_book(path) as book:
        assert fieldbook("add", "issue", "水渠漏水", "--book", path).code == 0
        assert book.take_in_inbox() == 1
        assert [each.title for each in book.issues.all()] == ["水渠漏水"]
        assert book.take_in_inbox() == 0


def test_a_long_text_keeps_every_word(fieldbook: Run, path: Path) -> None:
    """The first line is the title; what is too long for one stands whole in the detail."""
    fieldbook("add", "issue", "水渠漏水\n南坡那段\n很久了", "--book", path)
    fieldbook("add", "issue", "长" * 700, "--book", path)
    short, long = json.loads(fieldbook("list", "issues", "--json", "--book", path).out)
    assert (short["title"], short["detail"]) == ("水渠漏水", "南坡那段\n很久了")
    assert long["detail"] == "长" * 700


@pytest.mark.parametrize(
    "words",
    [
        ("issue", "x", "--kind", "bogus"),
        ("issue",),
        ("issue", "   "),
        ("visit", "x"),
        ("note", "x", "--household", "陈"),
        ("issue", "x", "--on", "2019/13/45"),
        ("visit", "x", "--household", "陈", "--on", "2999-01-01"),
        ("household", "x"),
    ],
)
def test_wrong_words_add_nothing(words: tuple[str, ...], fieldbook: Run, path: Path) -> None:
    """Words that mean nothing end with 2 and one sentence, and nothing is written."""
    said = fieldbook("add", *words, "--book", path)
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert not path.parent.exists()


def test_no_book_is_no_place_to_add_to(fieldbook: Run, tmp_path: Path) -> None:
    """A folder, and a file that is plainly no book, are refused and left alone."""
    picture = tmp_path / "picture.json"
    picture.write_bytes(b"\x89PNG")
    for wrong in (tmp_path, picture):
        said = fieldbook("add", "issue", "x", "--book", wrong)
        assert said.code == 1
        assert said.err.count("\n") == 1
    assert not list(tmp_path.glob("*-inbox"))


def test_the_inbox_is_private(fieldbook: Run, path: Path) -> None:
    """The inbox and the folder made for it can be read by nobody else."""
    fieldbook("add", "issue", "x", "--book", path)
    if os.name != "nt":
        assert path.with_name("book.json-inbox").stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700
