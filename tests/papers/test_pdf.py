"""The paper as PDF: our Word paper through an office program, whole or not at all."""

from __future__ import annotations

import datetime as dt
import os
import stat
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.papers.written import write_paper

from fieldbook.children import Stopped, stop_at, waited_for
from fieldbook.domain.errors import PaperError
from fieldbook.papers import pdf
from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Outline, Paragraph
from fieldbook.papers.word import render as render_word
from fieldbook.reports.meeting import Meeting
from fieldbook.sentences import sentence

OUTLINE = Outline("工作汇报", ("2026",), (Paragraph("水渠漏水"),))
IMPRINT = Imprint("崔寨子支部", "", dt.date(2026, 11, 25))
PRINTS = """
with open(document, "rb") as file:
    data = file.read()
with open(document.replace(".docx", ".pdf"), "wb") as file:
    file.write(b"%PDF-1.7 " + data)
"""

PATIENCE = 120.0
"""Seconds a test waits for something before it says that it never came; machines may be busy."""
WORKS_ON = """
import subprocess
line = os.open({works!r}, os.O_WRONLY)
does = "import os, time; os.write({{0}}, b'.'); time.sleep(60); os.write({{0}}, b'done')"
subprocess.Popen([sys.executable, "-c", does.format(line)], pass_fds=[line]).wait()
os.write(line, b"done")
"""


@pytest.fixture
def tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that alone is on the path, with another one for what is made on the way."""
    for name in ("programs", "scratch"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    monkeypatch.setattr(pdf, "_NAMES", ("soffice", "libreoffice"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    return tmp_path


def office(tried: Path, does: str) -> Path:
    """A program called soffice that does that with the document it is given."""
    program = tried / "programs" / "soffice"
    program.write_text(
        f"#!{sys.executable}\nimport os, sys, time\n"
        f"words = sys.argv[1:]\ndocument = words[-1]\n{does}\n",
        encoding="utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def scratch(tried: Path) -> list[Path]:
    return list((tried / "scratch").iterdir())


def test_what_is_printed_is_the_word_paper(tried: Path) -> None:
    """The office program gets the Word document byte for byte, and what it makes of it is the PDF."""
    office(tried, PRINTS)
    data = pdf.render(OUTLINE, IMPRINT)
    assert data == b"%PDF-1.7 " + render_word(OUTLINE, IMPRINT)
    assert scratch(tried) == []


def test_it_works_beside_a_window_that_is_open(tried: Path) -> None:
    """It is given a profile of its own and a private folder, and shows no window."""
    office(tried, PRINTS + """
folder = os.path.dirname(document)
assert oct(os.stat(folder).st_mode & 0o777) == "0o700"
assert "-env:UserInstallation=file://" + folder + "/profile" in words
assert "--headless" in words
""")  # fmt: skip
    assert pdf.render(OUTLINE, IMPRINT).startswith(b"%PDF-")


def test_without_an_office_program_the_next_step_is_said(tried: Path, village: Meeting) -> None:
    """Where none is there, one sentence says how a PDF is made all the same, and no file is left."""
    with pytest.raises(PaperError) as refused:
        write_paper(village, fmt="pdf", audience="branch", branch="", author="",
                    path=tried / "paper.pdf")  # fmt: skip
    assert "HTML" in sentence(refused.value)
    assert not (tried / "paper.pdf").exists()


@pytest.mark.parametrize(
    "does",
    [
        "sys.exit(1)",
        "",
        "open(document.replace('.docx', '.pdf'), 'wb').close()",
        "os.kill(os.getpid(), 9)",
    ],
)
def test_an_office_program_that_fails_leaves_the_older_paper(
    tried: Path, village: Meeting, does: str
) -> None:
    """Whether it ends with an error, makes nothing, half of it, or dies: what was there stays there."""
    office(tried, does)
    path = tried / "paper.pdf"
    path.write_bytes(b"older")
    with pytest.raises(PaperError) as refused:
        write_paper(village, fmt="pdf", audience="branch", branch="", author="", path=path)
    assert refused.value.what == "office_failed"
    assert "soffice" in sentence(refused.value)
    assert path.read_bytes() == b"older"
    assert scratch(tried) == []


def test_one_that_never_ends_is_ended_with_all_it_started(
    tried: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After its time it is stopped, and so is the program that it has started for the work."""
    works = tried / "works"
    os.mkfifo(works)
    program = office(tried, WORKS_ON.format(works=str(works)))
    at_work = list[int]()

    def out_of_patience(process: subprocess.Popen[bytes], _patience: float) -> None:
        at_work.append(begun(works))
        waited_for(process, 0)

    monkeypatch.setattr(pdf, "waited_for", out_of_patience)
    with pytest.raises(PaperError) as refused:
        pdf.printed(str(program), b"PK")
    assert refused.value.what == "office_slow"
    assert last_word(at_work[0]) == b""
    assert scratch(tried) == []


def test_it_is_found_where_systems_keep_it(tried: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under either name on the path, else in the folder where programs are installed."""
    assert pdf.office() is None
    other = office(tried, PRINTS)
    renamed = other.rename(other.with_name("libreoffice"))
    assert pdf.office() == str(renamed)
    renamed.unlink()
    place = tried / "LibreOffice" / "program" / "soffice.exe"
    place.parent.mkdir(parents=True)
    place.touch()
    monkeypatch.setenv("PROGRAMFILES", str(tried))
    assert pdf.office() == str(place)


def test_above_the_branch_it_is_drawn_from_the_masked_paper(tried: Path, village: Meeting) -> None:
    """What the office program reads for the level above holds no name of a household."""
    office(tried, PRINTS)
    path = tried / "paper.pdf"
    write_paper(village, fmt="pdf", audience="above", branch="B", author="", path=path)
    document = tried / "paper.docx"
    document.write_bytes(path.read_bytes().removeprefix(b"%PDF-1.7 "))
    with zipfile.ZipFile(document) as parts:
        text = "".join(parts.read(each).decode() for each in parts.namelist())
    assert "陈某某" in text
    assert "桂生" not in text
    assert path.stat().st_mode & 0o777 == 0o600


def test_printing_that_is_stopped_ends_at_once(tried: Path) -> None:
    """Whoever no longer waits ends the program with what it has started, and nothing is left of it."""
    works = tried / "works"
    os.mkfifo(works)
    office(tried, WORKS_ON.format(works=str(works)))
    stop, ended = threading.Event(), list[type[BaseException]]()

    def print_it() -> None:
        stop_at(stop)
        try:
            pdf.render(OUTLINE, IMPRINT)
        except Stopped as stopped:
            ended.append(type(stopped))

    at_work = threading.Thread(target=print_it)
    at_work.start()
    line = begun(works)
    stop.set()
    at_work.join()
    assert ended == [Stopped]
    assert last_word(line) == b""
    assert scratch(tried) == []


def test_nothing_is_left_of_printing_that_is_killed(tried: Path) -> None:
    """No paper lies about, and nothing works on, where the program itself can no longer see to it."""
    works = tried / "works"
    os.mkfifo(works)
    program = office(tried, WORKS_ON.format(works=str(works)))
    prints = "import sys; from fieldbook.papers import pdf; pdf.printed(sys.argv[1], b'PK')"
    place = {**os.environ, "PATH": os.defpath, "TMPDIR": str(tried / "scratch")}
    killed = subprocess.Popen([sys.executable, "-c", prints, str(program)], env=place)
    line = begun(works)
    assert scratch(tried) != []
    killed.kill()
    killed.wait()
    assert last_word(line) == b""
    wait_until(lambda: scratch(tried) == [])


def wait_until(there: Callable[[], bool]) -> None:
    """Wait for it, as long as a busy computer may take."""
    began = time.monotonic()
    while not there():
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.01)


def begun(works: Path) -> int:
    """Wait until the program is at work with the one it has started; they hold the other end of this."""
    line = os.open(works, os.O_RDONLY)
    assert os.read(line, 1) == b"."
    return line


def last_word(line: int) -> bytes:
    """What is said by whoever works on to the end; nothing once all that were at work have been ended."""
    with open(line, "rb") as heard:
        return heard.read()
