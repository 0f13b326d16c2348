"""``fieldbook import``: rosters and ledgers, and everything that is none."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook import cli
from fieldbook.__main__ import main
from fieldbook.cli.console import Console
from fieldbook.opening import open_book
from tests.cli.conftest import Run


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, byte for byte; the lock's text is a courtesy and not compared."""
    return {
        each.name: each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file() and not each.name.endswith("-lock")
    }


def test_a_ledger_becomes_issues_and_solutions(fieldbook: Run, path: Path, ledger: Path) -> None:
    """Each row is an issue, each reply its solution, and the counts are said with the way back."""
    said = fieldbook("import", ledger, "--as", "issues", "--book", path, "--lang", "en")
    assert (said.code, said.err) == (0, "")
    assert said.out == "Taken in: 3 issues, 1 solution. To undo it: fieldbook undo\n"
    solution = json.loads(fieldbook("list", "solutions", "--json", "--book", path).out)[0]
    issues = json.loads(fieldbook("list", "issues", "--json", "--book", path).out)
    assert solution["issues"] == [issues[0]["id"]]
    assert [each["status"] for each in issues] == ["solved", "open", "open"]


def test_the_same_file_adds_nothing_twice(fieldbook: Run, path: Path, ledger: Path) -> None:
    """The same file again adds nothing, says so, and leaves the book as it was."""
    fieldbook("import", ledger, "--book", path)
    before = path.read_bytes()
    said = fieldbook("import", ledger, "--book", path, "--lang", "en")
    assert said.code == 0
    assert "Nothing new" in said.out
    assert path.read_bytes() == before


def test_one_import_is_one_act(fieldbook: Run, path: Path, ledger: Path) -> None:
    """``undo`` takes the whole import back and ``redo`` brings it back, each from a new start."""
    fieldbook("import", ledger, "--book", path)
    assert fieldbook("undo", "--book", path).code == 0
    assert fieldbook("list", "issues", "--no-heading", "--book", path).out == ""
    assert fieldbook("redo", "--book", path).code == 0
    assert fieldbook("list", "issues", "--book", path).out.count("\n") == 1 + 3
    again = fieldbook("redo", "--book", path, "--lang", "en")
    assert (again.code, again.err) == (1, "There is nothing to redo.\n")


def test_a_dry_run_changes_nothing(fieldbook: Run, path: Path, ledger: Path) -> None:
    """``--dry-run`` says what would happen, makes no book, and leaves one byte for byte."""
    said = fieldbook("import", ledger, "--dry-run", "--book", path, "--lang", "en")
    assert "3 issues new" in said.out
    assert not path.parent.exists()
    fieldbook("import", ledger, "--book", path)
    before = snapshot(path.parent)
    ledger.write_text(ledger.read_text("utf-8").replace("已经修好", "修了两次"), encoding="utf-8")
    said = fieldbook("import", ledger, "--dry-run", "--book", path, "--lang", "en")
    assert "1 changed" in said.out
    assert "Row 2 has changed (Reply): 水渠漏水" in said.out
    assert snapshot(path.parent) == before


def test_columns_that_are_not_read_are_named(fieldbook: Run, path: Path, ledger: Path) -> None:
    """A column nothing is read from is named in one line, in a dry run and in earnest."""
    text = ledger.read_text("utf-8").replace("\n", ",x,y\n").replace("x,y", "序号,密级", 1)
    ledger.write_text(text, encoding="utf-8")
    for words in (("--dry-run",), ()):
        said = fieldbook("import", ledger, *words, "--book", path, "--lang", "en")
        assert (said.code, said.err) == (0, "Columns that were not read: 序号, 密级\n")


def test_what_is_made_besides_the_rows_is_told(fieldbook: Run, path: Path, tmp_path: Path) -> None:
    """New groups and members are named, and households without a contact counted, as in a dry run."""
    roster = tmp_path / "名册.csv"
    roster.write_text("户主,组别,联系人\n王芳,上坝组,吕梅\n李强,下坝组,\n", encoding="utf-8")
    told = [
        "New work groups: 上坝组, 下坝组",
        "New members, as contacts: 吕梅",
        "1 new household has no contact; hand it over in Households.",
    ]
    for words in (("--dry-run",), ()):
        said = fieldbook("import", roster, *words, "--book", path, "--lang", "en")
        assert [line for line in said.out.splitlines() if line in told] == told


def test_a_changed_row_is_shown_and_taken_when_asked_for(
    fieldbook: Run, path: Path, ledger: Path
) -> None:
    """A changed row is shown and left; ``--update`` takes it over."""
    fieldbook("import", ledger, "--book", path)
    ledger.write_text(ledger.read_text("utf-8").replace("已经修好", "修了两次"), encoding="utf-8")
    said = fieldbook("import", ledger, "--book", path, "--lang", "en")
    assert said.code == 0
    assert "Row 2 has changed" in said.err
    assert "--update" in said.out
    assert "已经修好" in fieldbook("list", "solutions", "--book", path).out
    said = fieldbook("import", ledger, "--update", "--book", path, "--lang", "en")
    assert "Taken in: 1 changed." in said.out
    assert "修了两次" in fieldbook("list", "solutions", "--book", path).out


class Answering(io.StringIO):
    """A terminal at which somebody sits."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("answer", ["y\n", "n\n", ""])
def test_somebody_at_the_terminal_is_asked(
    answer: str, fieldbook: Run, path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a terminal a changed row is asked about, and only a yes takes it over."""
    fieldbook("import", ledger, "--book", path)
    ledger.write_text(ledger.read_text("utf-8").replace("已经修好", "修了两次"), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", Answering(answer))
    console = Console(Answering(), Answering())
    assert cli.run(["import", str(ledger), "--book", str(path)], console).code == 0
    with open_book(path) as book:
        methods = [each.method for each in book.solutions.all()]
        assert methods == ["修了两次" if answer == "y\n" else "已经修好"]


def test_a_terminal_sees_a_bar_and_a_pipe_none(path: Path, tmp_path: Path, fieldbook: Run) -> None:
    """Progress is shown on a terminal, on standard error, and nowhere else."""
    big = tmp_path / "big.csv"
    rows = "".join(f"{number},问题{number},2019-1-4\n" for number in range(2000))
    big.write_text("编号,标题,留言时间\n" + rows, encoding="utf-8")
    out, err = io.StringIO(), Answering()
    assert cli.run(["import", str(big), "--book", str(path)], Console(out, err)).code == 0
    assert "[" in err.getvalue()
    assert "[" not in out.getvalue()
    assert fieldbook("import", big, "--book", path.with_name("b.json")).err == ""


def test_a_field_that_is_none_is_refused_with_all_there_are(
    fieldbook: Run, path: Path, tmp_path: Path
) -> None:
    """The one that is sought may be the last of them."""
    sheet = tmp_path / "list.csv"
    sheet.write_text("Head,Ours\nAlice Brook,7\n", encoding="utf-8")
    asked = ("--as", "households", "--columns", "number=Ours", "--lang", "en")
    told = fieldbook("import", sheet, "--book", path, *asked).err
    assert "code, people" in told
    assert told.rstrip().endswith("tags, note.")


def test_bad_rows_are_named_and_the_rest_goes_in(
    fieldbook: Run, path: Path, tmp_path: Path
) -> None:
    """A row that cannot be read is named with its number and reason; the others go in, exit 0."""
    sheet = tmp_path / "户.csv"
    sheet.write_text("户主,户号,人口\n陈桂生,0311,5人\n,0312,4\n赵祥,0313,many\n", encoding="utf-8")
    said = fieldbook("import", sheet, "--book", path, "--lang", "en")
    assert said.code == 0
    assert said.err.splitlines() == [
        "Row 3 was left out: “Head” is missing",
        "Row 4: “People” is “many”, which is not taken for a number; it is kept in the note",
    ]
    found = json.loads(fieldbook("list", "households", "--json", "--book", path).out)
    assert [(each["head"], each["code"], each["people"]) for each in found] == [
        ("陈桂生", "0311", 5),
        ("赵祥", "0313", None),
    ]


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_columns_leave_the_file_alone(
    fieldbook: Run, path: Path, tmp_path: Path, place: int
) -> None:
    """The file may stand before, between or behind the columns that are named."""
    sheet = tmp_path / "odd.csv"
    sheet.write_text("什么,谁\n水渠漏水,陈\n", encoding="utf-8")
    words: list[tuple[str | Path, ...]] = [
        ("--columns", "title=什么", "raised_by=谁"), ("--as", "issues"), ("--book", path),
    ]  # fmt: skip
    words.insert(place, (sheet,))
    assert fieldbook("import", *(word for each in words for word in each)).code == 0
    issue = json.loads(fieldbook("list", "issues", "--json", "--book", path).out)[0]
    assert (issue["title"], issue["raised_by"]["name"]) == ("水渠漏水", "陈")


def test_what_list_prints_is_not_imported(fieldbook: Run, path: Path, ledger: Path) -> None:
    """The JSON of ``list``, and a book, are told as what they are, and nothing is changed."""
    fieldbook("import", ledger, "--book", path)
    printed = path.with_name("own.json")
    printed.write_text(fieldbook("list", "issues", "--json", "--book", path).out, encoding="utf-8")
    before = path.read_bytes()
    for file, word in ((printed, "list --json"), (path, "is a book")):
        said = fieldbook("import", file, "--book", path, "--lang", "en")
        assert said.code == 1
        assert word in said.err
    assert path.read_bytes() == before


def test_words_in_a_doubtful_encoding_are_pointed_out(
    fieldbook: Run, path: Path, tmp_path: Path
) -> None:
    """What was guessed is told, with the way to name the file's own encoding."""
    sheet = tmp_path / "western.csv"
    sheet.write_bytes("head,code,note\nMÜLLER,1,straße\n".encode("latin-1"))
    doubted = fieldbook("import", sheet, "--dry-run", "--book", path, "--lang", "en")
    assert "cp1252" in doubted.err
    assert "--encoding" in doubted.err
    sheet.write_bytes("head,code,note\nAğaoğlu,1,İyi\n".encode("cp1254"))
    doubted = fieldbook("import", sheet, "--dry-run", "--book", path, "--lang", "en")
    assert "gb18030" in doubted.err
    assert "--encoding" in doubted.err
    sheet.write_bytes("head,code,note\nMÜLLER,1,straße\n".encode("latin-1"))
    told = fieldbook("import", sheet, "--encoding", "latin-1", "--dry-run", "--book", path)
    assert "--encoding" not in told.err
    sheet.write_bytes("户主,备注\n陈桂生,南坡地先浇一遍\n".encode("gbk"))
    assert fieldbook("import", sheet, "--dry-run", "--book", path, "--lang", "en").err == ""


def test_columns_can_be_named(fieldbook: Run, path: Path, tmp_path: Path) -> None:
    """``--columns`` says which field stands under a heading nobody knows."""
    sheet = tmp_path / "odd.csv"
    sheet.write_text("什么,谁\n水渠漏水,陈\n", encoding="utf-8")
    assert fieldbook("import", sheet, "--as", "issues", "--book", path).code == 1
    said = fieldbook("import", sheet, "--as", "issues", "--columns", "title=什么",
                     "raised_by=谁", "--book", path)  # fmt: skip
    assert said.code == 0
    issue = json.loads(fieldbook("list", "issues", "--json", "--book", path).out)[0]
    assert (issue["title"], issue["raised_by"]["name"]) == ("水渠漏水", "陈")


def a_picture(folder: Path) -> Path:
    file = folder / "picture.xlsx"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    return file


def text(name: str, words: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        file = folder / name
        file.write_text(words, encoding="utf-8")
        return file

    return make


def a_broken_workbook(folder: Path) -> Path:
    file = folder / "broken.xlsx"
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("xl/workbook.xml", "<workbook")
    return file


BAD = {
    "missing": lambda folder: folder / "nowhere.xlsx",
    "folder": lambda folder: folder,
    "empty": text("empty.csv", ""),
    "picture": a_picture,
    "broken": a_broken_workbook,
    "open quote": text("quote.csv", '标题,详情\n"水渠,漏水\n'),
    "no heading": text("none.csv", "alpha,beta\n1,2\n"),
    "only headings": text("heads.csv", "标题,留言详情\n"),
    "no titles": text("titles.csv", "标题,留言时间\n,2019/1/4\n,2019/1/5\n"),
    "web page": text("page.xls", "<html><table><tr><td>标题</td></tr></table></html>"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_sheet_is_refused_in_a_sentence(
    name: str, fieldbook: Run, path: Path, tmp_path: Path, ledger: Path
) -> None:
    """A file that is none ends with 1 and a sentence that names it; the book stays byte for byte."""
    fieldbook("import", ledger, "--book", path)
    before = snapshot(path.parent)
    wrong = BAD[name](tmp_path)
    said = fieldbook("import", wrong, "--as", "issues", "--book", path, "--lang", "zh")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert wrong.name in said.err
    assert "Traceback" not in said.err
    assert snapshot(path.parent) == before
    fresh = path.parent.with_name("fresh") / "book.json"
    assert fieldbook("import", wrong, "--as", "issues", "--book", fresh).code == 1
    assert not fresh.parent.exists()


def test_a_book_that_is_no_book_is_left_alone(fieldbook: Run, tmp_path: Path, ledger: Path) -> None:
    """A picture, a text, a list and a folder given as the book are refused by every command."""
    for number, data in enumerate((b"\x89PNG\r\n", b"hello", b"[1, 2]", b'{"a": 1}', b'{"a":')):
        wrong = tmp_path / f"wrong{number}.json"
        wrong.write_bytes(data)
        for words in (("import", ledger), ("list", "issues"), ("undo",), ("verify",), ("export",)):
            said = fieldbook(*words, "--book", wrong)
            assert said.code == 1, (words, data)
            assert said.err.count("\n") == 1
            assert wrong.read_bytes() == data
        assert not list(tmp_path.glob(f"wrong{number}.json-*"))
    assert fieldbook("import", ledger, "--book", tmp_path).code == 1


def test_a_disk_that_refuses_is_told_of(
    fieldbook: Run, path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder in which nothing may be written ends with 1, a sentence, and nothing changed."""

    def denied(*_args: object) -> None:
        raise PermissionError(13, "denied", str(path))

    fieldbook("import", ledger, "--book", path)
    before = snapshot(path.parent)
    monkeypatch.setattr("fieldbook.store.disk.RealDisk.open", denied)
    said = fieldbook("undo", "--book", path, "--lang", "en")
    assert said.code == 1
    assert "not permitted" in said.err
    assert said.err.count("\n") == 1
    assert snapshot(path.parent) == before


def test_a_file_in_the_place_of_a_folder_is_told_of(
    fieldbook: Run, tmp_path: Path, ledger: Path
) -> None:
    """A book below a file cannot be made, and that is said in a sentence."""
    for words in (("import", ledger), ("add", "issue", "x"), ("list", "issues")):
        said = fieldbook(*words, "--book", ledger / "book.json")
        assert "Traceback" not in said.err
        assert said.code == 1


def test_a_book_in_use_is_told_of(fieldbook: Run, path: Path, ledger: Path) -> None:
    """A second writer is told who has the book, and nothing is changed."""
    with open_book(path) as book:
        said = fieldbook("import", ledger, "--book", path, "--lang", "en")
        assert said.code == 1
        assert str(os.getpid()) in said.err
        assert not book.issues.all()


def test_a_number_of_a_ledger_is_no_household_number(
    fieldbook: Run, path: Path, ledger: Path
) -> None:
    """``--dry-run`` calls a ledger's own number by its name."""
    said = fieldbook("import", ledger, "--dry-run", "--book", path, "--lang", "en").out
    assert "Number ← 留言编号" in said
    assert "Household no." not in said


def test_closed_outputs_stop_no_command(
    fieldbook: Run, path: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Started without an output, as a timer or a desktop may do, a command does its work all the same."""
    with monkeypatch.context() as patch:
        patch.setattr("sys.stdout", None)
        patch.setattr("sys.stderr", None)
        assert main(["import", str(ledger), "--book", str(path)]) == 0
        assert main(["list", "issues", "--json", "--book", str(path)]) == 0
        assert main(["undo", "--book", str(ledger)]) == 1
    assert len(json.loads(fieldbook("list", "issues", "--json", "--book", path).out)) == 3
