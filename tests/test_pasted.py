"""Paths as they are pasted."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldbook.pasted import is_there, pasted_path


@pytest.mark.parametrize(
    "written",
    [
        "{path}",
        "  '{path}' \n",
        '"{path}"',
        "“{path}”",
        "{escaped}",
        "file://{quoted}",
        "FILE://localhost{quoted}",
        "file:{quoted}\nfile:///another",
        "{quoted}",
    ],
)
def test_a_path_is_understood_however_it_is_pasted(tmp_path: Path, written: str) -> None:
    """Quotes, a shell's escapes, an address and its signs in percent all lead to the file."""
    path = tmp_path / "花名册 (3组).csv"
    path.touch()
    text = written.format(
        path=path,
        escaped=str(path).replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)"),
        quoted=path.as_uri().removeprefix("file://"),
    )
    assert pasted_path(text) == path


def test_a_name_that_looks_escaped_is_taken_as_it_is_first(tmp_path: Path) -> None:
    """A file whose name has such signs in it is found by its name."""
    path = tmp_path / "50%20a.csv"
    path.touch()
    assert pasted_path(str(path)) == path
    assert pasted_path(f"'{tmp_path}/it'\\''s.csv'") == tmp_path / "it's.csv"


def test_what_is_not_there_is_named_as_it_was_typed() -> None:
    """A path that leads nowhere is told as it stands, and nothing is no error."""
    assert pasted_path("no/such%20file.csv") == Path("no/such%20file.csv")
    assert pasted_path("file:///no/such%20file.csv") == Path("/no/such file.csv")
    assert pasted_path("  ") == Path()
    assert not is_there(pasted_path("a\0b"))
    assert not is_there(Path("n" * 5000))


def test_addresses_of_windows_lead_to_its_drives_and_shares() -> None:
    """There a drive stands before the path, and a backslash parts folders."""
    drive = pasted_path("file:///C:/Users/li/a%20b.xlsx", windows=True)
    share = pasted_path("file://server/share/a.xlsx", windows=True)
    assert str(drive).replace("\\", "/") == "C:/Users/li/a b.xlsx"
    assert str(share).replace("\\", "/").lstrip("/") == "server/share/a.xlsx"
    assert pasted_path("C:\\Users\\li", windows=True) == Path("C:\\Users\\li")
