"""The words of the commands, and how they end."""

from __future__ import annotations

import argparse
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fieldbook import __version__, cli, i18n
from fieldbook.cli import MODULES
from fieldbook.cli.console import Console
from fieldbook.cli.help_text import EXAMPLES
from fieldbook.cli.table import cell_width
from fieldbook.cli.words import OF_ARGPARSE, WrongWords, parse, parser
from fieldbook.manual import manual_file
from fieldbook.papers.formats import FORMATS
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    "words",
    [
        ("bogus",),
        ("list",),
        ("list", "bogus"),
        ("list", "issues", "--since", "2019/13/45"),
        ("list", "issues", "--bogus"),
        ("import",),
        ("import", "x.csv", "--as", "bogus"),
        ("import", "x.csv", "--columns", "bogus"),
        ("export", "--audience", "bogus"),
        ("export", "--format", "bogus"),
        ("export", "--since", "2026-02-01", "--until", "2026-01-01"),
        ("purge", "households", "many"),
        ("--lang", "fr", "path"),
        ("path", "--book"),
        ("path", "--book", ""),
        ("undo", "--book="),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_wrong_words_end_with_two(
    words: tuple[str, ...], lang: str, fieldbook: Run, path: Path
) -> None:
    """Words that mean nothing end with 2 and one sentence, in both languages, with no traceback."""
    own = (
        () if "--lang" in words or "--book" in " ".join(words) else ("--lang", lang, "--book", path)
    )
    said = fieldbook(*own, *words)
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert not path.parent.exists()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("list", "issues", "--status", "bogus"), "待研究（open）、"),
        (("list", "bogus"), "户（households）、"),
        (("add", "bogus", "x"), "问题（issue）、"),
        (("add", "issue", "--kind", "bogus", "x"), "生产（production）、"),
        (("export", "--audience", "bogus"), "上级（above）"),
    ],
)
def test_what_can_be_chosen_is_told_in_the_words_shown(
    words: tuple[str, ...], shown: str, fieldbook: Run, path: Path
) -> None:
    """A wrong code is answered with the words people see, each with its code behind it."""
    fieldbook("add", "issue", "x", "--book", path)
    said = fieldbook("--lang", "zh", *words, "--book", path)
    assert said.code == 2
    assert shown in said.err


def test_a_sentence_is_one_line_whatever_a_file_is_called(fieldbook: Run, path: Path) -> None:
    """A line break in a file's name does not make two lines of a sentence."""
    said = fieldbook("import", path.parent / "a\nb.csv", "--book", path)
    assert said.code == 1
    assert said.err.count("\n") == 1


def test_help_and_version_are_given(fieldbook: Run) -> None:
    """``--help`` of every command and ``--version`` end with 0."""
    assert fieldbook("--version").out == f"fieldbook {__version__}\n"
    for command in MODULES:
        said = fieldbook(command, "--help")
        assert said.code == 0
        assert "--book" in said.out
        assert command in fieldbook("--help").out


@pytest.mark.usefixtures("made_anew")
def test_argparse_speaks_through_the_catalogue(
    fieldbook: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What argparse says itself is looked up in our catalogue too."""
    asked: list[str] = []

    def heard(text: str) -> str:
        asked.append(text)
        return text

    monkeypatch.setattr("fieldbook.cli.words._", heard)
    fieldbook("list")
    fieldbook("--help")
    assert set(OF_ARGPARSE[:3]) <= set(asked)
    assert "the following arguments are required: %s" in asked


def test_an_abbreviated_option_is_not_guessed(fieldbook: Run, path: Path) -> None:
    """A part of an option is no option: ``--up`` must not mean ``--update``."""
    assert fieldbook("import", "x.csv", "--up", "--book", path).code == 2


def test_without_a_command_the_screens_are_asked_for(path: Path) -> None:
    """No command asks for the screens of the named book, and ``demo`` for those of a sample."""
    outcome = cli.run(["--book", str(path)])
    assert (outcome.screens, outcome.demo, outcome.book_path) == (True, False, path)
    outcome = cli.run(["demo"])
    assert (outcome.screens, outcome.demo, outcome.book_path) == (True, True, None)


def test_a_wrong_line_of_the_settings_is_told_and_stops_nothing(
    fieldbook: Run, home: Path, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    """One sentence on the error output names file and line; the command does what it was asked for."""
    monkeypatch.setattr("fieldbook.settings.settings_folder", lambda: home)
    (home / "settings.toml").write_text('name = "x"\nlang = 7\n', encoding="utf-8")
    assert fieldbook("add", "issue", "dry well", "--book", path).code == 0
    said = fieldbook("list", "issues", "--book", path)
    assert said.code == 0
    assert "dry well" in said.out
    assert f"{home / 'settings.toml'}, line 2" in said.err
    assert said.err.count("\n") == 1


def test_the_path_of_the_settings_is_named(
    fieldbook: Run, home: Path, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    """``path`` says the book's path alone on the output, and beside it where the settings are."""
    monkeypatch.setattr("fieldbook.settings.settings_folder", lambda: home)
    said = fieldbook("path", "--book", path)
    assert said.out == f"{path}\n"
    assert said.err == f"Settings: {home / 'settings.toml'} (not there yet)\n"
    (home / "settings.toml").touch()
    assert fieldbook("path", "--book", path).err == f"Settings: {home / 'settings.toml'}\n"


def test_the_language_is_the_users(
    fieldbook: Run, home: Path, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    """The option goes before the settings, the settings before the locale."""
    spoken: list[str] = []
    monkeypatch.setattr("fieldbook.i18n.use_language", spoken.append)
    monkeypatch.setattr("fieldbook.settings.settings_folder", lambda: home)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    fieldbook("path")
    (home / "settings.toml").write_text('lang = "en"\n', encoding="utf-8")
    fieldbook("path")
    fieldbook("path", "--lang", "zh")
    fieldbook("--lang=zh", "path")
    assert spoken == ["zh_CN", "en", "zh_CN", "zh_CN"]


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_error(fieldbook: Run, path: Path, ledger: Path) -> None:
    """``fieldbook list | head`` ends quietly when the reader has read enough."""
    rows = "".join(f"{number},问题{number}\n" for number in range(20_000))
    ledger.write_text("编号,标题\n" + rows, encoding="utf-8")
    fieldbook("import", ledger, "--book", path)
    words = [sys.executable, "-m", "fieldbook", "list", "issues", "--json", "--book", str(path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_an_interrupt_ends_with_130(fieldbook: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C ends with 130 and without a traceback."""

    def interrupted(_call: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("fieldbook.cli.showing_path.run", interrupted)
    assert fieldbook("path") == (130, "", "")


def test_a_mistake_of_our_own_leaves_a_report_without_words(
    fieldbook: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unexpected error ends with 1, a sentence and a report that quotes nobody."""

    def broken(_call: object) -> int:
        told = "陈桂生家的事"
        raise RuntimeError(told)

    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    monkeypatch.setattr("fieldbook.cli.showing_path.run", broken)
    said = fieldbook("path")
    assert said.code == 1
    assert "Traceback" not in said.err
    report = next(home.rglob("crash-*.txt")).read_text("utf-8")
    assert "RuntimeError" in report
    assert "陈桂生" not in report + said.err
    if os.name != "nt":
        assert next(home.rglob("crash-*.txt")).stat().st_mode & 0o777 == 0o600


def test_a_stream_without_an_encoding_is_written_to() -> None:
    """The commands also speak into streams that are no files."""
    out = io.StringIO()
    assert cli.run(["path"], Console(out, io.StringIO())).code == 0
    assert out.getvalue().endswith("book.json\n")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_help_fits_the_terminal_and_has_examples(
    lang: str, fieldbook: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No line of help is wider than the terminal, no line begins with a closing sign, columns align."""
    monkeypatch.setenv("COLUMNS", "80")
    for command in ("", *MODULES):
        said = fieldbook("--lang", lang, *([command] if command else []), "--help")
        assert said.code == 0
        for line in said.out.splitlines():
            assert cell_width(line) <= 80, line
            assert not line.strip().startswith(("、", "，", "。", "）"))
        if lang == "zh":
            assert "参数：" in said.out or not re.search(r"参数", said.out)
            assert ":\n" not in said.out


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_example_is_understood(lang: str) -> None:
    """What help gives as an example is taken by the command as it stands there."""
    i18n.use_language(i18n.known_language(lang) or "en")
    for lines in EXAMPLES.values():
        for line in lines:
            words = shlex.split(re.split(" [<>] ", i18n._(line))[0])[1:]
            parse(words)


def test_every_command_has_an_example() -> None:
    """``--help`` of each command ends with lines that can be typed."""
    assert set(parser().commands()) == set(EXAMPLES) - {""}


@pytest.mark.usefixtures("made_anew")
def test_opening_the_book_makes_no_words_of_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens the book waits for no command's words; a wrong one is still told of all."""
    asked = []
    made = argparse._SubParsersAction.add_parser

    def add_parser(self: Any, name: str, **rest: Any) -> Any:
        asked.append(name)
        return made(self, name, **rest)

    monkeypatch.setattr(argparse._SubParsersAction, "add_parser", add_parser)
    assert parse(["--lang", "en", "--book", "b.json"]).command is None
    assert not asked
    with pytest.raises(WrongWords, match="list"):
        parse(["lsit"])
    assert asked


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_of_a_paper_is_told(fieldbook: Run, lang: str) -> None:
    """A format stands in the help of a slip, and on the page of the commands where papers are written."""
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    said = fieldbook("--lang", lang, "slip", "--help").out
    for name in FORMATS:
        assert re.search(rf"\b{name}\b", said, re.ASCII), f"the help of slip does not name {name}"
        told = re.findall(rf"--format [^`]*\b{name}\b", page)
        assert len(told) == 2, f"docs/commands.md does not name {name} for export and for slip"


@pytest.mark.parametrize("words", [("manual",), ("manual", "--help")])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_where_the_manual_lies_can_be_copied(
    words: tuple[str, ...], lang: str, fieldbook: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its path stands whole on a line, in a narrow terminal and in the help, too."""
    monkeypatch.setenv("COLUMNS", "20")
    assert str(manual_file(lang)) in fieldbook("--lang", lang, *words).out.splitlines()


def test_the_help_of_list_says_each_kind_in_the_language_in_use(fieldbook: Run, path: Path) -> None:
    """Beside every code stands its Chinese word, and that can be typed instead."""
    fieldbook("--book", path, "add", "issue", "x")
    told = "".join(fieldbook("--lang", "zh", "list", "--help").out.split())
    for code, word in (
        ("visits", "走访"),
        ("overdue", "没有按期走访的户"),
        ("checked", "回访的结果"),
    ):
        assert f"{code}{word}" in told
        assert fieldbook("--lang", "zh", "--book", path, "list", word).code == 0
