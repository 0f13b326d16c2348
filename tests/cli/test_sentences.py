"""Every error and every code has its sentence."""

from __future__ import annotations

import ast
import functools
import inspect
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import fieldbook
from fieldbook import i18n
from fieldbook.domain import errors
from fieldbook.domain.codes import STATUS
from fieldbook.domain.entries import Oddity
from fieldbook.domain.errors import FieldbookError, IntakeError, Invalid, NotAllowed, Problem
from fieldbook.domain.notices import Notice
from fieldbook.sentences import (
    _MAKERS,
    ACTS,
    REASONS,
    STANDS,
    fault,
    notice,
    problem,
    sentence,
)
from fieldbook.sentences_of_files import (
    DAMAGED,
    FAULTS,
    INTAKE,
    NOT_A_BOOK,
    NOT_A_TABLE,
    NOTICES,
    PAPER,
    SETTINGS,
)
from fieldbook.sentences_of_sheets import oddity
from fieldbook.settings import BadSettings

SOURCE = Path(fieldbook.__file__).parent


def calls(*names: str) -> Iterator[ast.Call]:
    """Every call, in the source, of something that has one of these names."""
    called = re.compile(rf"\b(?:{'|'.join(names)})\(")
    for path in SOURCE.rglob("*.py"):
        if called.search(text_of(path)):
            found = (each for each in ast.walk(taken_apart(path)) if isinstance(each, ast.Call))
            yield from (each for each in found if name_of(each.func) in names)


def name_of(called: ast.expr) -> str:
    return str(getattr(called, "id", getattr(called, "attr", "")))


@functools.cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@functools.cache
def taken_apart(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


def texts(node: ast.AST | None) -> set[str]:
    """The texts an argument may be: itself, or the two sides of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return texts(node.body) | texts(node.orelse)
    return set()


def argument(at: int, *names: str) -> set[str]:
    return {each for call in calls(*names) if len(call.args) > at for each in texts(call.args[at])}


def keyword(name: str, *names: str) -> set[str]:
    found = (key for call in calls(*names) for key in call.keywords if key.arg == name)
    return {each for key in found for each in texts(key.value)}


def test_every_reason_in_the_source_has_its_words() -> None:
    """Every reason a field or a row is given for being wrong has its words."""
    used = argument(1, "Problem", "odd") | argument(2, "Oddity") | argument(0, "_Wrong")
    assert len(used) > 15
    assert used <= REASONS.keys()


def test_every_code_of_an_error_in_the_source_has_its_words() -> None:
    """Every code that an intake, a paper, the store or the settings give has its sentence."""
    assert argument(1, "IntakeError") <= INTAKE.keys()
    assert keyword("found", "IntakeError") <= NOT_A_TABLE.keys()
    assert argument(1, "PaperError") <= PAPER.keys()
    assert argument(1, "BadSettings") <= SETTINGS.keys()
    assert keyword("what", "NotABook", "Missing", "Unreadable") <= NOT_A_BOOK.keys()
    assert argument(0, "LogDamaged") | {"json_missing", "json_changed"} <= DAMAGED.keys()
    assert argument(1, "NotAllowed") <= {*STATUS, *STANDS}
    assert argument(0, "Notice", "Finding") <= NOTICES.keys()
    assert argument(0, "Fault") <= FAULTS.keys()


def test_every_error_has_a_maker_of_its_sentence() -> None:
    """Every kind of error has a sentence of its own, not the last resort."""
    kinds = {
        each
        for name, each in inspect.getmembers(errors, inspect.isclass)
        if issubclass(each, FieldbookError) and not name.startswith("_")
        if each not in (FieldbookError, errors.StoreError)
    }
    assert kinds <= _MAKERS.keys()


EXAMPLES: list[BaseException] = [
    Invalid([Problem(name, reason, "x") for name in ("title",) for reason in REASONS]),
    errors.NotFound("issue", "#41"),
    *[NotAllowed("solve", status, tuple(ACTS)) for status in (*STATUS, *STANDS)],
    errors.NothingTo("undo"),
    errors.NothingTo("redo"),
    errors.InUse("book.json", pid="1", host="h", since="now"),
    errors.InUse("book.json", pid="", host="", since=""),
    *[errors.Damaged("book.json", what=what, aside=("a",)) for what in DAMAGED],
    *[errors.NotABook("book.json", what=what) for what in NOT_A_BOOK],
    errors.TooNew("book.json", found=9, known=1),
    errors.ReadOnly("book.json", why="asked"),
    *[errors.WriteFailed("book.json", why=why) for why in ("full", "denied", "gone", "other")],
    errors.ClosedToWrites("book.json"),
    errors.Replaced("book.json", where="book.json-log", aside=("a",)),
    *[IntakeError("a.xlsx", what) for what in INTAKE],
    IntakeError("a.xlsx", "no_rows", rows=3, row=2, field="title", reason="required", value=""),
    IntakeError("a.xlsx", "no_headings", headings=tuple("abcdefghijkl"), looks="issues"),
    *[errors.PaperError("p.md", what, given="x", known=("md",)) for what in PAPER],
    *[BadSettings(Path("settings.toml"), what, "lang") for what in SETTINGS],
    FileNotFoundError(2, "no", "a.txt"),
    OSError(),
    RuntimeError("陈桂生"),
]


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
@pytest.mark.parametrize("error", EXAMPLES, ids=lambda each: type(each).__name__)
def test_every_sentence_is_whole(error: BaseException, lang: str) -> None:
    """Every error becomes one line that ends as a sentence does, with nothing left to fill in."""
    i18n.use_language(lang)
    said = sentence(error)
    assert "\n" not in said
    assert "{" not in said
    assert said.endswith((".", "。"))
    assert "陈桂生" not in said
    assert "。 " not in said, "a full stop of full width takes no blank"


def test_notices_oddities_and_faults_are_told_too() -> None:
    """A notice, an odd row, a wrong field and a fault each make their words, with nothing unfilled."""
    said = [notice(Notice(code, {"where": "a", "aside": "b", "count": 1})) for code in NOTICES]
    said.append(notice(Notice("backup_failed", {"why": OSError(28, "x", "b")})))
    said += [oddity(Oddity(3, "title", reason, "x", left_out=True)) for reason in REASONS]
    said += [problem(Problem("found_on", reason, "x")) for reason in REASONS]
    said += [fault(code, kind, 3, "title", "x") for code in FAULTS for kind in ("issue", "")]
    said.append(fault("before_start", "issue", 3, "due_on", "2026-01-01"))
    assert not [each for each in said if "{" in each or not each]


def test_what_the_system_says_is_in_our_words() -> None:
    """An error of the system is told in our words, not in the system's own."""
    missing = FileNotFoundError(2, os.strerror(2), "a.txt")
    assert sentence(missing) == "a.txt cannot be used: it, or its folder, is not there."


def test_a_time_is_told_as_people_write_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Since when a book is open elsewhere is told without an offset, in this computer's own time."""
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    said = sentence(errors.InUse("b", pid="1", host="h", since="2026-11-21T04:43:21+00:00"))
    assert "since 2026-11-21 04:43)" in said


def test_a_file_without_a_known_heading_is_told_the_same_on_the_screen() -> None:
    """F11 has no place for an option: that it is one of a command is said, and what to do without it."""
    i18n.use_language("zh_CN")
    told = sentence(IntakeError("a.xlsx", "no_headings", headings=("甲",), looks=""))
    assert "请在文件里把那一列叫作“户主”或“问题”" in told
    assert "用命令 fieldbook import 导入" in told
