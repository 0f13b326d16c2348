"""The report of a crash: it is kept, says where it happened, and holds no word that was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldbook.crash import kept_report


def crashed() -> BaseException:
    """An error that quotes what somebody said, caused by another that does."""
    try:
        int("陈桂生家的水渠漏水")
    except ValueError as error:
        error.__cause__ = KeyError("水渠漏水")
        return error
    raise AssertionError


def test_the_report_is_kept_and_holds_no_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names both errors and the lines they came through, in the user's own folder."""
    monkeypatch.setattr("fieldbook.crash.data_folder", lambda: tmp_path / "mine")
    path = kept_report(crashed())
    said = path.read_text(encoding="utf-8")
    assert path.parent == tmp_path / "mine"
    assert "ValueError <- KeyError" in said
    assert "test_crash.py" in said
    assert "水渠" not in said
    assert str(tmp_path) not in said


def test_where_nothing_may_be_written_it_is_kept_among_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that cannot be made does not hide the crash."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setattr("fieldbook.crash.data_folder", lambda: tmp_path / "file" / "mine")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    path = kept_report(crashed())
    assert path.is_relative_to(tmp_path)
    assert "ValueError" in path.read_text(encoding="utf-8")
