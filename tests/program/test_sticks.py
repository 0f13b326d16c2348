"""What lies on a stick is looked at before anything of it runs."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from tools import stick as building
from tools.stick_wheels import PYTHONS, ROOT

from fieldbook.domain.errors import ProgramError
from fieldbook.program.stick import read_stick
from fieldbook.sentences_of_program import PROGRAM, program_sentence
from tests.program.conftest import Lay


def test_a_stick_says_what_it_holds(lay: Lay) -> None:
    """Its name is the version and the digest of all that is installed from it."""
    one, other = read_stick(lay("0.2.0")), read_stick(lay("0.3.0"))
    assert (one.version, other.version) == ("0.2.0", "0.3.0")
    assert re.fullmatch(r"0\.2\.0-[0-9a-f]{8}", one.name)
    assert one.name != other.name


@pytest.mark.parametrize("name", ["wheels/fieldbook-0.2.0-py3-none-any.whl", "requirements.txt"])
def test_a_changed_file_is_noticed(name: str, lay: Lay) -> None:
    """A file that has another digest than the stick says is damaged, and nothing is set up."""
    folder = lay()
    (folder / name).write_bytes(b"rotten")
    with pytest.raises(ProgramError) as caught:
        read_stick(folder)
    assert caught.value.what == "damaged"
    assert str(folder / name) in program_sentence(caught.value)


@pytest.mark.parametrize("gone", ["requirements.txt", "wheels/pip-26.3-py3-none-any.whl"])
def test_another_folder_is_no_stick(gone: str, lay: Lay) -> None:
    """A folder in which something of a stick is missing is none."""
    folder = lay()
    (folder / gone).unlink()
    with pytest.raises(ProgramError) as caught:
        read_stick(folder)
    assert caught.value.what == "not_a_stick"


def test_a_python_it_has_nothing_for_is_named(lay: Lay) -> None:
    """Where the stick has no wheels for this Python, the sentence says which ones it has."""
    with pytest.raises(ProgramError) as caught:
        read_stick(lay(python=9))
    assert caught.value.what == "other_python"
    assert f"3.{sys.version_info.minor}" in program_sentence(caught.value)
    assert "3.9" in program_sentence(caught.value)


def test_every_error_has_its_sentence() -> None:
    """Whatever fails is told in one sentence, its placeholders filled in."""
    data = {"first": "3.11", "last": "3.15", "found": "3.9", "install": "install.sh"}
    for what in PROGRAM:
        told = program_sentence(ProgramError(what, "x", step="fill", told="a\nb", **data))
        assert "{" not in told
        assert "\n" not in told
    assert "no room" in program_sentence(OSError(28, "no room", "x"))


SCRIPTS = {
    name: (building.ON_STICK / name).read_text("utf-8") for name in ("install.sh", "install.cmd")
}


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_the_scripts_look_for_the_pythons_there_are_wheels_for(text: str) -> None:
    """Both scripts take exactly the Pythons that the stick serves, and run the same file with them."""
    first, last = PYTHONS[0], PYTHONS[-1]
    assert f"{first} <= sys.version_info[:2] <= {last}" in text
    assert all(f"3.{minor}" in text for _three, minor in PYTHONS)
    assert re.search(r'-I "(\$here/|%~dp0)install\.py"', text)


def test_the_windows_script_can_be_read_through() -> None:
    """It has signs of every code page only, every label it goes to, and waits before its window shuts."""
    text = SCRIPTS["install.cmd"]
    assert text.isascii()
    assert set(re.findall(r"goto (\w+)", text)) == set(re.findall(r"^:(\w+)$", text, re.MULTILINE))
    assert len(text.splitlines()) <= 35
    assert len(re.findall(r"^pause$", text, re.MULTILINE)) == 2


def test_the_sticks_page_says_what_is_lacking(tmp_path: Path) -> None:
    """What Windows on arm64 goes without is said on the stick in both languages."""
    building._lay_scripts(tmp_path, "0.2.0")
    page = (tmp_path / "README.txt").read_text(encoding="utf-8-sig")
    assert "Windows arm64: no locked books" in page
    assert "Windows arm64：不能给工作本加密" in page
    assert "{" not in page
    assert (tmp_path / "install.cmd").read_bytes().count(b"\r\n") > 20


def test_the_sticks_page_says_how_one_gets_chinese(tmp_path: Path) -> None:
    """A system of no language shows English; the page is all that a Chinese reader has then."""
    building._lay_scripts(tmp_path, "0.2.0")
    page = (tmp_path / "README.txt").read_text(encoding="utf-8-sig")
    chinese, english = page.split("\n\n\n", 1)
    assert "fieldbook --lang zh" in chinese
    for part in (chinese, english):
        assert "Fieldbook" in part
        assert "工作本" in part


def test_the_sticks_page_says_what_is_removed(tmp_path: Path) -> None:
    """Who has the stick and no network reads there, in both languages, which places to delete."""
    building._lay_scripts(tmp_path, "0.2.0")
    page = (tmp_path / "README.txt").read_text(encoding="utf-8-sig")
    told = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    told = told.split("### Where it lies")[1].split("To remove the program")[0]
    for place in set(re.findall(r"`([~%][^`]+)`", told)):
        assert page.count(place) >= 2, place
