"""Bytes that are not as they were written: the exact acknowledged prefix, or a refusal."""

from __future__ import annotations

import pytest

from fieldbook.domain.errors import Damaged

from .explorer import BOOK, Form, State, json_file, opened, state_of
from .locking import stand_in
from .weak_disk import Image, WeakDisk

LOG = BOOK + "-log"


@pytest.fixture(autouse=True, params=["plain", pytest.param("locked", marks=pytest.mark.slow)])
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every promise is one of a plain book and of a locked one."""
    if request.param == "locked":
        monkeypatch.setattr(Form, "codec", stand_in())


def written(*, json_too: bool) -> tuple[Image, list[State]]:
    """A book that was killed, and what it held after each of its lines."""
    disk = WeakDisk()
    db = opened(disk)
    if json_too:
        db.commit({"issues": {9: {"text": "in the JSON file"}}, "acts": {}})
        db.checkpoint()
    states = [state_of(db)]
    for number in range(6):
        db.commit({"issues": {number: {"text": f"水渠 {number}", "n": number}, number - 2: None}})
        states.append(state_of(db))
    return image_of(disk), states


def image_of(disk: WeakDisk) -> Image:
    return {name: inode.now for name, inode in disk.names.items()}


def line_ends(log: bytes) -> list[int]:
    return [at + 1 for at, byte in enumerate(log) if byte == 10]


@pytest.mark.parametrize("json_too", [False, True])
@pytest.mark.parametrize("tail", [b"", bytes(40), b"\xff" * 40, bytes(5000)], ids=len)
def test_a_log_cut_at_any_byte_gives_the_exact_acknowledged_prefix(
    tail: bytes, json_too: bool
) -> None:
    """However a last line is torn, what came before is all there, and the rest is kept aside."""
    image, states = written(json_too=json_too)
    log = image[LOG]
    ends = line_ends(log)
    for cut in range(ends[0], len(log) + 1):
        disk = WeakDisk({**image, LOG: log[:cut] + tail})
        db = opened(disk)
        whole = sum(end <= cut for end in ends) - 1
        assert state_of(db) == states[whole]
        rest = log[ends[whole] : cut] + tail
        assert [finding.code for finding in db.journal.findings] == ["torn"] * bool(rest)
        if rest:
            assert disk.read(db.journal.findings[0].aside) == rest
        db.commit({"issues": {99: {"text": "on it goes"}}})
        db.close()
        again = opened(disk)
        assert state_of(again) == {
            **states[whole],
            "issues": {**states[whole].get("issues", {}), 99: {"text": "on it goes"}},
        }
        assert again.journal.findings == ()


def test_a_log_cut_inside_its_first_line_is_refused() -> None:
    """The first line was put in place whole; a part of it is no torn write but damage."""
    image, _ = written(json_too=True)
    for cut in range(line_ends(image[LOG])[0]):
        refused({**image, LOG: image[LOG][:cut]})


def refused(image: Image) -> Damaged:
    """Opening refuses, leaves every byte, and keeps copies."""
    disk = WeakDisk(image)
    for _ in range(2):
        with pytest.raises(Damaged) as raised:
            opened(disk)
    after = image_of(disk)
    assert {name: after[name] for name in image} == image
    asides = raised.value.data["aside"]
    assert sorted(set(after) - set(image)) == sorted(asides)
    assert sorted(after[name] for name in asides) == sorted(image.values())
    return raised.value


@pytest.mark.parametrize("json_too", [False, True])
@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80, 0xFF])
def test_a_flipped_byte_of_the_log_is_never_silently_lost(flip: int, json_too: bool) -> None:
    """A flip before the last line is refused; one inside it is refused, or set aside and told."""
    image, states = written(json_too=json_too)
    log = image[LOG]
    last = line_ends(log)[-2]
    for at in range(len(log)):
        spoiled = {**image, LOG: log[:at] + bytes([log[at] ^ flip]) + log[at + 1 :]}
        if at < last:
            refused(spoiled)
            continue
        disk = WeakDisk(spoiled)
        try:
            db = opened(disk)
        except Damaged:
            refused(spoiled)
            continue
        assert state_of(db) == states[-2]
        assert disk.read(db.journal.findings[0].aside) == spoiled[LOG][last:]


@pytest.mark.parametrize("closed", [False, True])
def test_a_flipped_byte_of_the_json_file_is_refused(closed: bool) -> None:
    """No rotten JSON file is opened, be there lines in the log or not."""
    image, _ = written(json_too=True)
    if closed:
        disk = WeakDisk(image)
        opened(disk).close()
        image = image_of(disk)
    text = image[json_file()]
    for at in range(len(text)):
        for flip in (0x01, 0x80):
            spoiled = {**image, json_file(): text[:at] + bytes([text[at] ^ flip]) + text[at + 1 :]}
            assert refused(spoiled).data["what"] == "json_changed"


def test_a_line_taken_out_or_put_twice_is_refused() -> None:
    """Lines are numbered: one that is missing, doubled or out of order is damage."""
    image, _ = written(json_too=True)
    lines = image[LOG].splitlines(keepends=True)
    for wrong in (
        [*lines[:2], *lines[3:]],
        [*lines[:3], *lines[2:]],
        [lines[0], lines[2], lines[1], *lines[3:]],
    ):
        assert refused({**image, LOG: b"".join(wrong)}).data["what"] in {"log_gap", "log_rot"}


def test_the_log_of_another_time_is_refused() -> None:
    """An older log beside a newer JSON file, or none of the two at the other's time, is refused."""
    image, _ = written(json_too=True)
    disk = WeakDisk(image)
    opened(disk).close()
    newer = image_of(disk)
    assert refused({**newer, LOG: image[LOG]}).data["what"] == "json_changed"
    assert refused({**newer, json_file(): image[json_file()]}).data["what"] == "json_changed"
    assert refused({LOG: newer[LOG]}).data["what"] == "json_missing"
    assert refused({**newer, json_file(): b""}).data["what"] == "json_changed"


def test_lines_of_an_older_log_behind_this_one_are_not_taken_for_its_own() -> None:
    """A disk that shows old bytes behind a log's end brings nothing old back."""
    image, states = written(json_too=True)
    disk = WeakDisk(image)
    db = opened(disk)
    db.checkpoint()
    for number in range(3):
        db.commit({"new": {number: {}}})
    now = image_of(disk)
    old = image[LOG].splitlines(keepends=True)
    db = opened(WeakDisk({**now, LOG: now[LOG] + old[4]}))
    assert state_of(db) == {**states[-1], "new": {0: {}, 1: {}, 2: {}}}


def test_a_first_session_without_a_json_file_is_read_from_its_log_alone() -> None:
    """A killed first session has no JSON file; an empty one that TinyDB made is as good as none."""
    image, states = written(json_too=False)
    assert json_file() not in image
    assert state_of(opened(WeakDisk(image))) == states[-1]
    assert state_of(opened(WeakDisk({**image, json_file(): b""}))) == states[-1]
    assert refused({**image, json_file(): b"{}"}).data["what"] == "json_changed"


def test_a_reader_is_refused_damage_without_anything_written() -> None:
    """Opening for reading only refuses what cannot be right, and keeps no copies."""
    image, _ = written(json_too=True)
    lines = image[LOG].splitlines(keepends=True)
    spoiled = {**image, LOG: b"".join([*lines[:2], *lines[3:]])}
    disk = WeakDisk(spoiled)
    with pytest.raises(Damaged):
        opened(disk, read_only=True)
    assert image_of(disk) == spoiled
