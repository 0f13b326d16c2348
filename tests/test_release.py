"""A release is one command, and the same command again gives the same bytes."""

from __future__ import annotations

import datetime as dt
import gettext
import os
import zipfile
from pathlib import Path

import pytest
from tools import release, stick
from tools.stick_wheels import ROOT

from fieldbook import i18n

CHANGES = "# Changes\n\n## 0.2.0 (unreleased)\n\n- New.\n\n## 0.1.0 (unreleased)\n\n- Old.\n"
DAY = dt.date(2026, 11, 26)


def test_the_changelog_is_dated_once() -> None:
    """The part that waits gets the version and the day; released again, it keeps the first day."""
    once = release.dated(CHANGES, "0.2.0", DAY)
    assert once == CHANGES.replace("## 0.2.0 (unreleased)", "## 0.2.0 (2026-11-26)")
    assert release.day_of(once, "0.2.0") == DAY
    assert release.dated(once, "0.2.0", dt.date(2026, 12, 1)) == once


def test_nothing_to_release_is_refused() -> None:
    """Where nothing in the changelog waits, there is no release."""
    with pytest.raises(release.NotReady):
        release.dated("# Changes\n\n## 0.2.0 (2026-11-26)\n", "0.3.0", DAY)


@pytest.mark.parametrize("name", release.OF_VERSION)
def test_the_version_stands_once_in_each_file(name: str) -> None:
    """In each file that names it, the version is found in one place, and it alone is changed."""
    text = (ROOT / name).read_text(encoding="utf-8")
    changed = release.numbered(text, release.OF_VERSION[name], "98.7.6")
    assert changed.count("98.7.6") == 1
    assert len(changed.splitlines()) == len(text.splitlines())
    differ = [
        new for old, new in zip(text.splitlines(), changed.splitlines(), strict=True) if old != new
    ]
    assert len(differ) == 1


def test_a_file_without_the_version_is_refused() -> None:
    """A file in which the version has no place stops the release."""
    with pytest.raises(release.NotReady):
        release.numbered("nothing", release.OF_VERSION["pyproject.toml"], "98.7.6")


def laid(folder: Path, order: list[str]) -> Path:
    """The same files, written in another order, at another time, with other rights."""
    (folder / "stick" / "wheels").mkdir(parents=True)
    for name in order:
        (folder / "stick" / name).write_text(name, encoding="utf-8")
        (folder / "stick" / name).chmod(0o600 if name == order[0] else 0o640)
    return folder / "stick"


def test_two_archives_have_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive depends on what is in the files, and on nothing else; its time is the release's."""
    monkeypatch.setenv(stick.EPOCH, "1795694400")
    names = ["install.sh", "wheels/a.whl", "README.txt"]
    for each, order in (("one", names), ("other", names[::-1])):
        release.archive(laid(tmp_path / each, order), tmp_path / f"{each}.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as made:
        assert made.namelist() == ["stick/README.txt", "stick/install.sh", "stick/wheels/a.whl"]
        script = made.getinfo("stick/install.sh")
        assert script.date_time == (2026, 11, 26, 12, 0, 0)
        assert script.external_attr >> 16 & 0o777 == 0o755


def test_what_is_built_has_one_time_and_the_same_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file of a stick has the release's time, and rights that do not depend on the builder."""
    monkeypatch.setenv(stick.EPOCH, "1795694400")
    folder = laid(tmp_path, ["install.sh", "wheels/a.whl"])
    stick.settle(folder)
    for each in stick.files_of(folder):
        assert each.stat().st_mtime == 1795694400
        if os.name == "posix":
            assert each.stat().st_mode & 0o777 == (0o755 if each.suffix == ".sh" else 0o644)


def test_a_compiled_catalogue_names_no_moment() -> None:
    """The words that are shipped say nothing of when they were compiled: twice gives the same bytes."""
    compiled = i18n._LOCALES / "zh_CN" / "LC_MESSAGES" / "fieldbook.mo"
    with compiled.open("rb") as file:
        found = gettext.GNUTranslations(file).info()
    assert found["pot-creation-date"] == found["po-revision-date"] == "1980-01-01 00:00+0000"


def test_no_time_is_older_than_an_archive_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a time, or with one from before archives, it is their first day."""
    monkeypatch.delenv(stick.EPOCH, raising=False)
    assert stick.epoch() == stick.FIRST_DAY_OF_ZIP
    monkeypatch.setenv(stick.EPOCH, "0")
    assert stick.epoch() == stick.FIRST_DAY_OF_ZIP
