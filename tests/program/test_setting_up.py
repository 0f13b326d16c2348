"""A new program is set up beside the old one, tried, and only then used; what fails changes nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from fieldbook.domain.errors import ProgramError
from fieldbook.i18n import use_language
from fieldbook.program import setting_up
from fieldbook.program.__main__ import main
from fieldbook.program.places import Places, places_of
from fieldbook.program.setting_up import go_back, set_up
from fieldbook.program.stick import Stick, read_stick
from tests.program.conftest import Lay


class Steps:
    """What would be run, and which step is to fail."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.failing = ""

    def __call__(self, step: str, words: Sequence[str | Path]) -> None:
        self.done.append(step)
        if step == self.failing:
            raise ProgramError("failed", words[0], step=step)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Steps:
    """Steps that are only written down; an environment is a folder with a program in it."""
    found = Steps()

    def made(environment: Path, places: Places) -> None:
        for each in (places.program_of(environment), places.python_of(environment)):
            each.parent.mkdir(parents=True, exist_ok=True)
            each.touch()

    monkeypatch.setattr(setting_up, "make", made)
    monkeypatch.setattr(setting_up, "run", found)
    return found


def everything(folder: Path) -> set[str]:
    """All that is in a user's folders, without folders that are only in between."""
    return {str(each) for each in folder.rglob("*") if not each.is_dir() or each.is_symlink()}


def test_it_is_set_up_and_started_by_its_name(stick: Stick, places: Places, steps: Steps) -> None:
    """The environment is filled, tried and pointed to by the command, and an entry is in the menu."""
    environment = set_up(stick, places)
    assert steps.done == ["fill", "load", "write", "read", "start"]
    assert places.now() == environment
    assert environment.name == stick.name
    assert places.entry.is_file()
    if places.is_windows:
        assert f"\\{stick.name}\\Scripts\\fieldbook.exe" in places.command.read_text("ascii")
    else:
        assert places.command.resolve() == places.program_of(environment)


def test_the_users_book_is_tried(
    stick: Stick, places: Places, steps: Steps, tmp_path: Path
) -> None:
    """A copy of the book is read by the new program before it is used."""
    copy = tmp_path / "copy.json"
    copy.write_text("{}", encoding="utf-8")
    set_up(stick, places, copy)
    assert "read_book" in steps.done
    assert copy.read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize("step", ["fill", "load", "write", "read", "start"])
def test_a_failed_first_time_leaves_nothing(
    step: str, stick: Stick, places: Places, steps: Steps, tmp_path: Path
) -> None:
    """Whichever step fails, nothing of the program is left in the user's folders."""
    steps.failing = step
    with pytest.raises(ProgramError):
        set_up(stick, places)
    assert everything(tmp_path / "home") == set()


@pytest.mark.parametrize("step", ["fill", "load", "write", "read", "read_book", "start"])
def test_a_failed_update_leaves_the_old_one(
    step: str, lay: Lay, places: Places, steps: Steps, tmp_path: Path
) -> None:
    """Whichever step of an update fails, the program before is in use, and all is as it was."""
    old = set_up(read_stick(lay("0.2.0")), places)
    before = everything(tmp_path / "home")
    told = places.command.read_bytes()
    (tmp_path / "copy.json").touch()
    steps.failing = step
    with pytest.raises(ProgramError):
        set_up(read_stick(lay("0.3.0")), places, tmp_path / "copy.json")
    assert places.now() == old
    assert everything(tmp_path / "home") == before
    assert places.command.read_bytes() == told


def test_the_one_before_is_kept_and_older_ones_go(lay: Lay, places: Places, steps: Steps) -> None:
    """Two programs lie there, the one in use and the one before it; one can go back, and forth."""
    first, second, third = (set_up(read_stick(lay(f"0.{n}.0")), places) for n in (2, 3, 4))
    assert not first.exists()
    assert second.exists()
    assert places.now() == third
    assert go_back(places) == second
    assert places.now() == second
    assert go_back(places) == third
    assert steps.done[-1] == "start"


def test_there_is_no_way_back_from_the_first(stick: Stick, places: Places, steps: Steps) -> None:
    """Who has had one program only is told so."""
    set_up(stick, places)
    with pytest.raises(ProgramError) as caught:
        go_back(places)
    assert caught.value.what == "nothing_before"
    assert steps.done[-1] == "start"


def test_a_program_that_does_not_start_is_not_gone_back_to(
    lay: Lay, places: Places, steps: Steps
) -> None:
    """Where the earlier program does not start, the present one stays in use."""
    for version in ("0.2.0", "0.3.0"):
        present = set_up(read_stick(lay(version)), places)
    steps.failing = "start"
    with pytest.raises(ProgramError):
        go_back(places)
    assert places.now() == present


def test_the_same_again_is_set_up_beside(stick: Stick, places: Places, steps: Steps) -> None:
    """Setting the same version up again mends it: a new environment takes the place of the old."""
    old = set_up(stick, places)
    new = set_up(stick, places)
    assert new.name == f"{old.name}-2"
    assert places.now() == new
    assert "fill" in steps.done


def test_somebody_elses_command_is_left_alone(stick: Stick, places: Places, steps: Steps) -> None:
    """Where a command of this name is not ours, nothing is set up and it stays."""
    places.command.parent.mkdir(parents=True)
    places.command.write_text("echo mine", encoding="ascii")
    with pytest.raises(ProgramError) as caught:
        set_up(stick, places)
    assert caught.value.what == "command_taken"
    assert places.command.read_text("ascii") == "echo mine"
    assert steps.done == []


def test_a_python_without_venv_is_told_what_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system has put venv into a package of its own, the error says so."""
    monkeypatch.setitem(sys.modules, "venv", None)
    with pytest.raises(ProgramError) as caught:
        setting_up.make(tmp_path / "x", places_of("linux", {}, tmp_path))
    assert caught.value.what == "no_venv"


def test_a_step_is_run_without_what_leads_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Neither another Python's folders, nor pip's settings, nor the user's book reach a step."""
    for name in ("PYTHONPATH", "PIP_INDEX_URL", "FIELDBOOK_BOOK", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, str(tmp_path))
    code = "import os, sys; sys.exit(any(os.environ.get(n) for n in sys.argv[1:]))"
    setting_up.run(
        "load", [sys.executable, "-c", code, "PYTHONPATH", "PIP_INDEX_URL", "FIELDBOOK_BOOK"]
    )
    with pytest.raises(ProgramError) as caught:
        setting_up.run(
            "load", [sys.executable, "-c", "print('why\\n  where'); raise SystemExit(3)"]
        )
    assert caught.value.data["told"] == "why"
    with pytest.raises(ProgramError):
        setting_up.run("start", [tmp_path / "nothing"])


def test_each_system_has_its_own_places(tmp_path: Path) -> None:
    """The book's own folder is none of them: removing the program removes no book."""
    windows = places_of("win32", {"LOCALAPPDATA": r"C:\L", "APPDATA": r"C:\R"}, tmp_path)
    assert str(windows.command).startswith(r"C:\L")
    assert str(windows.entry).startswith(r"C:\R")
    linux = places_of("linux", {"XDG_DATA_HOME": str(tmp_path / "data")}, tmp_path)
    assert linux.entry == tmp_path / "data" / "applications" / "fieldbook.desktop"
    for each in (windows, linux, places_of("darwin", {}, tmp_path)):
        assert each.programs.name != "fieldbook" or each.programs.parent.name == "Programs"


@pytest.mark.skipif(os.name == "nt", reason="there is no such entry")
def test_the_entry_starts_the_command(stick: Stick, steps: Steps, tmp_path: Path) -> None:
    """What the menu starts is the command, in a terminal, under a name in both languages."""
    linux = places_of("linux", {}, tmp_path / "a home")
    set_up(stick, linux)
    lines = linux.entry.read_text("utf-8").splitlines()
    assert f'Exec="{linux.command}"' in lines
    assert {"Terminal=true", "Name=Fieldbook", "Name[zh_CN]=工作本"} <= set(lines)
    macos = places_of("darwin", {}, tmp_path / "other")
    set_up(stick, macos)
    assert macos.entry.stat().st_mode & 0o111
    assert steps.done.count("start") == 2


def test_what_is_looked_for_in_the_menu_is_told(
    stick: Stick,
    places: Places,
    steps: Steps,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The name that stands in the menu, not the file behind it; the file where there is no menu."""
    monkeypatch.setattr("fieldbook.program.__main__.own_places", lambda: places)
    shown = {"linux": "Fieldbook / 工作本", "win32": "fieldbook", "darwin": str(places.entry)}[
        places.system
    ]
    assert main([str(stick.folder), "--lang", "zh_CN"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert f"菜单里：{shown}" in told
    assert told[-1] == f"怎样用：{places.command} manual"  # the terminal does not find it yet
    assert "start" in steps.done
    monkeypatch.setenv("PATH", str(places.command.parent))
    assert main([str(stick.folder), "--lang", "zh_CN"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "怎样用：fieldbook manual"
    use_language("en")
