"""A terminal of their own for the commands, and a home that is nobody's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from fieldbook import i18n
from fieldbook.__main__ import main


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home in which nothing is, so that a test sees what a command left there."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(folder))
    for name in (
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "FIELDBOOK_BOOK",
        "LANGUAGE",
        "LC_ALL",
        "LC_MESSAGES",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    yield folder
    i18n.use_language("en")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book that is not there yet."""
    return tmp_path / "work" / "book.json"


@pytest.fixture
def fieldbook(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; paths may be given as they are."""

    def run(*words: object) -> Said:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of three issues, one with a reply."""
    file = tmp_path / "ledger.csv"
    file.write_text(
        "留言编号,留言主题,留言时间,留言详情,答复意见,答复时间\n"
        "0311,水渠漏水,2026-11-01,南坡的水渠漏了,已经修好,2026-11-05\n"
        "0312,路灯不亮,2026-11-02,村口的灯,,\n"
        "0313,要办夜校,2026-11-03,,,\n",
        encoding="utf-8",
    )
    return file
