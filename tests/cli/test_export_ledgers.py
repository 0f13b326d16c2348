"""``fieldbook export`` of the book itself: the ledger as a workbook or CSV files, the whole as JSON."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from fieldbook.demo import make_village
from fieldbook.domain.habits import Habits
from fieldbook.opening import open_book
from tests.cli.conftest import Run

FILES = {"issues.csv", "households.csv", "groups.csv", "visits.csv", "tasks.csv"}


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a book with the sample village in it."""
    folder = tmp_path_factory.mktemp("village")
    with open_book(folder / "book.json", habits=Habits()) as book:
        make_village(book)
    return folder


@pytest.fixture
def full(village: Path, path: Path) -> Path:
    """A copy of that book."""
    shutil.copytree(village, path.parent)
    return path


def test_a_workbook_is_read_back_without_loss_or_doubles(
    fieldbook: Run, full: Path, tmp_path: Path
) -> None:
    """An empty book has all of it once, the book it came from nothing twice."""
    file, other = tmp_path / "ledger.xlsx", tmp_path / "other.json"
    said = fieldbook("export", "-o", file, "--book", full)
    assert (said.code, str(file) in said.out) == (0, True)
    assert "24 households" in fieldbook("import", file, "--book", other).out
    for each in (full, other):
        assert "Nothing new" in fieldbook("import", file, "--book", each).out
    again = tmp_path / "again.xlsx"
    fieldbook("export", "-o", again, "--book", other)
    assert cells(again) == cells(file)


def cells(path: Path) -> list[list[tuple[object, ...]]]:
    """What another program reads in a workbook."""
    return [list(each.iter_rows(values_only=True)) for each in openpyxl.load_workbook(path)]


def test_csv_files_are_written_into_a_folder_and_read_back(
    fieldbook: Run, full: Path, tmp_path: Path
) -> None:
    """A table a kind lies in the folder, with Excel's mark where it is asked for; each is known again."""
    folder = tmp_path / "tables"
    fieldbook("export", "--format", "csv", "--bom", "-o", folder, "--book", full)
    assert {each.name for each in folder.iterdir()} == FILES
    for name in sorted(FILES):
        assert (folder / name).read_bytes().startswith(b"\xef\xbb\xbf")
        assert "Nothing new" in fieldbook("import", folder / name, "--book", full).out


def test_a_folder_of_tables_is_taken_in_as_one_act(
    fieldbook: Run, full: Path, tmp_path: Path
) -> None:
    """An empty book has all of it from the folder, whose tables then are the same, and undoes it as one."""
    folder, other = tmp_path / "tables", tmp_path / "other.json"
    fieldbook("export", "--format", "csv", "-o", folder, "--book", full)
    (folder / "mine.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "24 households" in fieldbook("import", folder, "--book", other).out
    assert "Nothing new" in fieldbook("import", folder, "--book", full).out
    fieldbook("export", "--format", "csv", "-o", tmp_path / "again", "--book", other)
    for name in sorted(FILES):
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes()
    fieldbook("undo", "--book", other)
    assert json.loads(fieldbook("list", "households", "--json", "--book", other).out) == []
    assert "is a folder" in fieldbook("import", tmp_path, "--book", other).err


def test_one_table_goes_into_one_file(fieldbook: Run, full: Path, tmp_path: Path) -> None:
    """A table is named by --table or by its file's name; a name that says nothing is asked about."""
    for words in (["-o", tmp_path / "visits.csv"], ["--table", "visits", "-o", tmp_path / "v.csv"]):
        assert fieldbook("export", "--format", "csv", *words, "--book", full).code == 0
    assert (tmp_path / "visits.csv").read_bytes() == (tmp_path / "v.csv").read_bytes()
    said = fieldbook("export", "-o", tmp_path / "x.csv", "--book", full)
    assert said.code == 1
    assert "--table" in said.err
    said = fieldbook("export", "--format", "csv", "--table", "cows", "--book", full)
    assert (said.code, "cows" in said.err) == (2, True)


def test_texts_that_look_like_formulas_are_guarded_and_come_back(
    fieldbook: Run, full: Path, tmp_path: Path
) -> None:
    """A spreadsheet reckons with no text of a CSV file, and import takes the guard away again."""
    titles = ["=1+1", "+86 555", "-5", "@all", "'quoted", "_x000D_", "''"]
    for each in titles:
        fieldbook("add", "issue", "--book", full, "--", each)
    file, other = tmp_path / "issues.csv", tmp_path / "other.json"
    fieldbook("export", "-o", file, "--book", full)
    with file.open(encoding="utf-8", newline="") as opened:
        written = [row["Matter"] for row in csv.DictReader(opened)]
    assert not [each for each in written if each.startswith(("=", "+", "-", "@"))]
    fieldbook("import", file, "--book", other)
    listed = json.loads(fieldbook("list", "issues", "--json", "--book", other).out)
    assert set(titles) <= {each["title"] for each in listed}


def test_a_folder_gets_all_tables_or_none(fieldbook: Run, full: Path, tmp_path: Path) -> None:
    """Where one of the files cannot be written, none is."""
    folder = tmp_path / "tables"
    (folder / "visits.csv").mkdir(parents=True)
    said = fieldbook("export", "--format", "csv", "--yes", "-o", folder, "--book", full)
    assert said.code == 1
    assert [each.name for each in folder.iterdir()] == ["visits.csv"]


def test_nothing_is_written_over_unasked(fieldbook: Run, full: Path, tmp_path: Path) -> None:
    """A file that is there, the book itself, a missing folder, a file in a folder's place: a sentence."""
    there = tmp_path / "ledger.xlsx"
    there.write_bytes(b"mine")
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "issues.csv").write_bytes(b"mine")
    for words in (
        ["-o", there],
        ["--format", "xlsx", "-o", full],
        ["--format", "json", "-o", full],
        ["-o", tmp_path / "no" / "l.xlsx"],
        ["--format", "csv", "-o", tmp_path / "no" / "tables"],
        ["--format", "csv", "-o", tmp_path / "tables"],
        ["--format", "csv", "-o", there],
        ["--format", "csv", "-o", "-"],
    ):
        said = fieldbook("export", *words, "--book", full)
        assert (said.code, said.err.count("\n")) == (1, 1), words
    assert there.read_bytes() == b"mine"
    assert (tmp_path / "tables" / "issues.csv").read_bytes() == b"mine"


@pytest.mark.parametrize("fmt", ["xlsx", "csv", "json"])
@pytest.mark.parametrize("audience", ["above", "public"])
def test_they_are_for_the_branch_alone(fieldbook: Run, full: Path, fmt: str, audience: str) -> None:
    """For anybody else they are refused with a sentence, and nothing is written."""
    before = set(full.parent.iterdir())
    said = fieldbook("export", "--format", fmt, "--audience", audience, "-o", full.with_name("x"),
                     "--book", full)  # fmt: skip
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert set(full.parent.iterdir()) == before


def test_what_belongs_to_papers_is_refused(fieldbook: Run, full: Path, tmp_path: Path) -> None:
    """A template, annexes, a mark for Excel or a period where there can be none: a sentence."""
    for words in (
        ["--format", "xlsx", "--template", tmp_path / "t.docx"],
        ["--format", "xlsx", "--annex", "all"],
        ["--format", "xlsx", "--bom"],
        ["--format", "md", "--table", "issues"],
        ["--format", "json", "--since", "2026-11-01"],
    ):
        said = fieldbook("export", *words, "-o", tmp_path / "x", "--book", full)
        assert (said.code in (1, 2), said.err.count("\n")) == (True, 1), words
    assert not (tmp_path / "x").exists()


def test_json_holds_every_record_that_is_not_in_the_trash(fieldbook: Run, full: Path) -> None:
    """Each kind has its list; a record has the fields that ``list --json`` prints."""
    book = json.loads(fieldbook("export", "--format", "json", "-o", "-", "--book", full).out)
    assert book["fieldbook"] == 1
    for kind in ("issues", "households", "solutions", "diary"):
        listed = json.loads(fieldbook("list", kind, "--json", "--book", full).out)
        assert sorted(listed, key=lambda each: str(each["id"])) == book[kind]
        assert book[kind]


def test_a_period_has_what_happened_in_it(fieldbook: Run, full: Path, tmp_path: Path) -> None:
    """With a period the visits and the issues are those of it; households and groups are all there."""
    for name, words in {"all": [], "none": ["--until", "2000-01-01"]}.items():
        file = tmp_path / f"{name}.xlsx"
        assert fieldbook("export", *words, "-o", file, "--book", full).code == 0
    whole, none = cells(tmp_path / "all.xlsx"), cells(tmp_path / "none.xlsx")
    assert len(none[0]) == 1
    assert len(none[1]) == len(whole[1]) == 25
