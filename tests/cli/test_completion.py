"""What the shells and ``man`` know of the commands, made from the commands and put in their places."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from tools import shell

from fieldbook import i18n
from fieldbook.cli.completing import FILES, place_of
from fieldbook.cli.words import SHELLS, parser
from tests.cli.conftest import Run

ASK = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
_shtab_fieldbook
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize(
    ("path", "text"), list(shell.files()), ids=lambda each: getattr(each, "name", "")
)
def test_what_was_made_is_up_to_date(path: Path, text: str) -> None:
    """The scripts and the man pages are what ``python tools/shell.py`` makes of today's commands."""
    assert path.read_text(encoding="utf-8") == text, "run python tools/shell.py"


def test_every_shell_has_its_script() -> None:
    """The shells that can be named are those there is a script for, in every language."""
    assert tuple(FILES) == SHELLS
    made = {path.name for path, _text in shell.files()}
    assert made == {*FILES.values(), shell.MAN_PAGE}


def test_every_command_is_in_every_script() -> None:
    """Each command stands in each script, and has its own part in the man page."""
    for path, text in shell.files():
        for name in parser().commands():
            assert re.search(rf"\b{name}\b", text), (path, name)
            assert path.name != shell.MAN_PAGE or f"\n.SS {name}\n" in text


def offered(*words: str) -> set[str]:
    """What bash offers behind these words."""
    script = shell.SHELL / "en" / FILES["bash"]
    done = subprocess.run(
        ["bash", "-c", ASK, "ask", str(script), "fieldbook", *words],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    return set(done.stdout.split())


@pytest.mark.skipif(os.name == "nt", reason="there is no bash")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("li",), {"list"}),
        (("list", "iss"), {"issues"}),
        (("list", "not_"), {"not_surveyed", "not_visited"}),
        (("list", "issues", "--stat"), {"--status"}),
        (("--book", "x.json", "list", "issues", "--status", "o"), {"open", "overdue"}),
        (("add", "v"), {"visit"}),
        (("export", "--format", "d"), {"docx"}),
        (("export", "--annex", "fig"), {"figures"}),
        (("completion", "z"), {"zsh"}),
        (("list", "households", "--group", ""), set()),
        (("slip", ""), set()),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_bash_offers_codes_and_no_names(words: tuple[str, ...], found: set[str]) -> None:
    """The Tab key offers commands, kinds, options and codes; where a name is meant, nothing."""
    assert offered(*words) == found


@pytest.mark.skipif(os.name == "nt", reason="there is no bash")
def test_bash_offers_files(tmp_path: Path) -> None:
    """Where a file is meant, files are offered."""
    (tmp_path / "roster.csv").touch()
    assert offered("import", f"{tmp_path}/ro") == {f"{tmp_path}/roster.csv"}


@pytest.mark.parametrize("shell_name", SHELLS)
def test_it_is_printed_in_the_readers_language(shell_name: str, fieldbook: Run) -> None:
    """Without more, the script is printed as it was made, for another program to keep."""
    said = fieldbook("--lang", "zh", "completion", shell_name)
    made = shell.SHELL / i18n.known_language("zh") / FILES[shell_name]  # type: ignore[operator]
    assert said.out == made.read_text(encoding="utf-8")


@pytest.fixture
def no_bash_completion(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system on which nothing loads bash's scripts, and no PowerShell answers."""
    monkeypatch.setattr("fieldbook.cli.completing.LOADS_BY_ITSELF", ())
    monkeypatch.setattr("fieldbook.cli.completing.shutil.which", lambda _name: None)


@pytest.mark.parametrize("shell_name", SHELLS)
@pytest.mark.usefixtures("no_bash_completion")
def test_it_is_installed_by_one_command(shell_name: str, fieldbook: Run, home: Path) -> None:
    """``--install`` puts the script where the shell looks, and a line where it starts; once only."""
    for name in (".bashrc", ".zshrc"):
        (home / name).write_text("alias ll='ls -l'", encoding="utf-8")
    for _again in range(2):
        assert fieldbook("completion", shell_name, "--install").code == 0
    place = place_of(shell_name)
    assert place.script.is_relative_to(home)
    made = (shell.SHELL / "en" / FILES[shell_name]).read_text(encoding="utf-8")
    assert place.script.read_text(encoding="utf-8-sig") == made
    for start in place.starts:
        lines = start.read_text(encoding="utf-8").splitlines()
        assert lines == ["alias ll='ls -l'", place.line]
    assert bool(place.starts) == (shell_name in {"bash", "zsh"})


def test_the_powershell_profile_is_asked_for(
    fieldbook: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PowerShell says itself which file it starts with, and that file gets the line."""
    profile = home / "Documents" / "profile.ps1"

    def answered(*_args: object, **_kwargs: object) -> object:
        return subprocess.CompletedProcess([], 0, stdout=f"{profile}\n")

    monkeypatch.setattr("fieldbook.cli.completing.shutil.which", lambda name: f"/bin/{name}")
    monkeypatch.setattr("fieldbook.cli.completing.subprocess.run", answered)
    said = fieldbook("completion", "powershell", "--install")
    assert said.code == 0
    script = place_of("powershell").script
    assert profile.read_text(encoding="utf-8") == f'. "{script}"\n'
    assert script.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_shell_is_the_users_own(
    fieldbook: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a shell named it is the user's; of one that is not ours it is asked which."""
    monkeypatch.setattr("fieldbook.cli.completing.sys.platform", "linux")
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert fieldbook("completion", "--install").code == 0
    assert (home / ".config" / "fish" / "completions" / "fieldbook.fish").exists()
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    said = fieldbook("completion", "--install")
    assert said.code == 2
    assert "bash, zsh, fish, powershell" in said.err
