"""Writing a paper into a file: the whole paper, or one error with its code."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import Any

import pytest
from tests.papers.written import write_paper

from fieldbook.children import tell_to
from fieldbook.domain.errors import PaperError
from fieldbook.i18n import use_language
from fieldbook.papers import AUDIENCES, FORMATS, default_name, write_files
from fieldbook.reports.meeting import Meeting
from fieldbook.sentences import sentence

MADE_HERE = [each for each in FORMATS if each != "pdf"]
"""A PDF is the Word paper, printed by another program."""


def write(found: Meeting, path: Path, **other: Any) -> None:
    given = {"fmt": "md", "audience": "branch", "branch": "", "author": ""}
    write_paper(found, path=path, **{**given, **other})


@pytest.mark.parametrize(
    ("where", "other", "what"),
    [
        ("paper.md", {"fmt": "odt"}, "unknown_format"),
        ("paper.md", {"audience": "all"}, "unknown_audience"),
        ("nowhere/paper.md", {}, "no_folder"),
        ("a file/paper.md", {}, "no_folder"),
        ("", {}, "is_folder"),
        ("x" * 300, {}, "bad_name"),
        ("null\0byte", {}, "bad_name"),
        ("paper.md", {"template": Path("mine.docx")}, "takes_no_template"),
        ("paper.docx", {"fmt": "docx", "template": Path("none.docx")}, "no_template"),
    ],
)
def test_each_failure_has_its_code(
    village: Meeting, tmp_path: Path, where: str, other: dict[str, Any], what: str
) -> None:
    """What is wrong with the words or the place is told by a code, and nothing is written."""
    (tmp_path / "a file").touch()
    with pytest.raises(PaperError) as refused:
        write(village, tmp_path / where, **other)
    assert refused.value.what == what
    assert [each.name for each in tmp_path.iterdir()] == ["a file"]


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (errno.ENOSPC, "full"),
        (errno.EACCES, "denied"),
        (errno.EROFS, "denied"),
        (errno.EIO, "disk"),
    ],
)
def test_a_disk_that_refuses_leaves_the_old_paper(
    village: Meeting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, what: str
) -> None:
    """When the disk refuses in the middle, the older paper stands and no half one is left."""
    path = tmp_path / "paper.md"
    path.write_text("older", encoding="utf-8")

    def refuse(_file: int) -> None:
        raise OSError(error, "refused")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(PaperError) as refused:
        write(village, path)
    assert refused.value.what == what
    assert path.read_text(encoding="utf-8") == "older"
    assert list(tmp_path.iterdir()) == [path]


def refuse_name(monkeypatch: pytest.MonkeyPatch, held: Path, error: int) -> None:
    """The system refuses that a new file takes this one's name, as Windows does while it is open."""
    replace = Path.replace

    def refused(source: Path, target: Path) -> Path:
        if Path(target) == held:
            raise OSError(error, "refused", str(source), None, str(target))
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", refused)
    monkeypatch.setattr("fieldbook.files.time.sleep", lambda _seconds: None)


@pytest.mark.parametrize("error", [errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY])
def test_a_paper_that_is_open_elsewhere_is_told_of(
    village: Meeting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    """Where another program has the older paper open, the sentence says so; the older one stands."""
    path = tmp_path / "paper.md"
    path.write_text("older", encoding="utf-8")
    refuse_name(monkeypatch, path, error)
    with pytest.raises(PaperError) as refused:
        write(village, path)
    assert refused.value.what == "in_use"
    assert str(path) in sentence(refused.value)
    assert "another program" in sentence(refused.value)
    assert path.read_text(encoding="utf-8") == "older"
    assert list(tmp_path.iterdir()) == [path]


def test_one_table_that_is_open_elsewhere_keeps_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of several files none is new when one cannot be: those before it are as they were."""
    for name in ("a.csv", "c.csv"):
        (tmp_path / name).write_bytes(b"older")
    refuse_name(monkeypatch, tmp_path / "c.csv", errno.EACCES)
    with pytest.raises(PaperError) as refused:
        write_files(tmp_path, dict.fromkeys(("a.csv", "b.csv", "c.csv"), b"new"))
    assert (refused.value.what, refused.value.path) == ("in_use", str(tmp_path / "c.csv"))
    left = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    assert left == {"a.csv": b"older", "c.csv": b"older"}


@pytest.mark.parametrize("fmt", MADE_HERE)
def test_a_paper_is_its_owners_alone(village: Meeting, tmp_path: Path, fmt: str) -> None:
    """Names are inside: nobody else on the machine may read the file."""
    path = tmp_path / "paper"
    write(village, path, fmt=fmt)
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("fmt", MADE_HERE)
def test_the_same_meeting_is_the_same_paper(village: Meeting, tmp_path: Path, fmt: str) -> None:
    """Written twice, a paper says the same."""
    for name in ("one", "two"):
        write(village, tmp_path / name, fmt=fmt)
    if fmt == "md":
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (tmp_path / "one").stat().st_size == (tmp_path / "two").stat().st_size


def test_whoever_waits_is_told_what_is_being_done(village: Meeting, tmp_path: Path) -> None:
    """The stages of the work are told in their order, in the language in use."""
    use_language("zh_CN")
    told: list[str] = []
    tell_to(told.append)
    try:
        write(village, tmp_path / "paper.md")
    finally:
        tell_to(lambda _words: None)
        use_language("en")
    assert told == ["正在写正文", "正在排版"]


def test_default_names_tell_papers_apart(village: Meeting) -> None:
    """Every format and audience has its own name, of characters every file system takes."""
    names = {default_name(village, fmt, each) for fmt in FORMATS for each in AUDIENCES}
    assert len(names) == len(FORMATS) * len(AUDIENCES)
    assert "Work-report-2026-11-01-to-2026-11-21.docx" in names
    assert all(re.fullmatch(r"[\w.-]+", each) for each in names)
    with pytest.raises(PaperError):
        default_name(village, "odt", "branch")
