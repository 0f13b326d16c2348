"""Whatever bytes a file is made of: a sheet or an IntakeError comes out, and nothing else."""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldbook.domain.entries import Sheet
from fieldbook.domain.errors import IntakeError
from fieldbook.intake.sheet import read_sheet

Pack = Callable[[dict[str, str | bytes]], bytes]
CODES = {
    "missing", "folder", "not_a_file", "unreadable", "empty", "too_large", "not_a_table", "damaged",
    "encrypted", "bad_encoding", "undecodable", "unclosed_quote", "no_headings", "unknown_field",
    "unknown_heading", "only_headings", "no_rows", "unpacks_too_much",
}  # fmt: skip
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ROWS = [["户主", "住址", "人口"], ["陈桂生", "3组11号", 5], ["赵祥", "3组07号", "4人"]]


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """One file that every example is written into."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "sheet"


def outcome(path: Path, data: bytes) -> Sheet | str:
    path.write_bytes(data)
    try:
        return read_sheet(path)
    except IntakeError as error:
        what = error.what
    assert what in CODES
    return what


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_end_well(place: Path, data: bytes) -> None:
    """Random bytes are a sheet or refused."""
    outcome(place, data)


@settings(max_examples=24, deadline=None)
@given(start=st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", OLE]), data=st.binary(max_size=900))
def test_bytes_that_begin_like_a_workbook_end_well(place: Path, start: bytes, data: bytes) -> None:
    """A workbook's first bytes and noise after them are refused."""
    assert isinstance(outcome(place, start + data), str)


PIECES = st.sampled_from(
    ["户主", "标题", "日期", "编号", "住址", ",", "\t", ";", "\n", "\r\n", '"', '""', "合计", "2019/1/3", "=1+1", "5人", "\x00", " "]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    pieces=st.lists(PIECES, max_size=40),
    encoding=st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-16-le"]),
)
def test_any_text_ends_well(place: Path, pieces: list[str], encoding: str) -> None:
    """Headings, quotes and totals thrown together are a sheet or refused."""
    outcome(place, "".join(["户主,标题,日期\n", *pieces]).encode(encoding))


def mutated(data: bytes, dice: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        at, kind = dice.randrange(len(made) + 1), dice.random()
        if kind < 0.4 and at < len(made):
            made[at] = dice.randrange(256)
        elif kind < 0.7:
            made[at:at] = bytes(dice.choices(b'0123456789"<>/AZ \x00', k=3))
        else:
            del made[at : at + dice.randint(1, 9)]
    return bytes(made)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), part=st.integers(0, 20))
def test_a_workbook_with_broken_parts_ends_well(
    place: Path, lay_bytes: dict[str, bytes], pack: Pack, seed: int, part: int
) -> None:
    """A workbook whose parts were tampered with is a sheet or refused."""
    dice = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(lay_bytes["xlsx"])) as whole:
        parts: dict[str, str | bytes] = {name: whole.read(name) for name in whole.namelist()}
    name = sorted(parts)[part % len(parts)]
    text = parts[name]
    assert isinstance(text, bytes)
    outcome(place, pack(parts | {name: mutated(text, dice)}))


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), kind=st.sampled_from(["xlsx", "xls", "ods"]))
def test_a_workbook_with_broken_bytes_ends_well(
    place: Path, lay_bytes: dict[str, bytes], seed: int, kind: str
) -> None:
    """A workbook of any family with bytes changed, lost or added is a sheet or refused."""
    outcome(place, mutated(lay_bytes[kind], random.Random(seed)))


@pytest.fixture(scope="module")
def lay_bytes(make: dict[str, Callable[..., bytes]]) -> dict[str, bytes]:
    """One small workbook of each family."""
    return {kind: made(ROWS) for kind, made in make.items()}
