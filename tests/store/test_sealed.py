"""A locked book against one who may write in its files, and not read them."""

from __future__ import annotations

import base64
import json
import os
import random
import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.domain.errors import Damaged, InUse, Locked, Replaced
from fieldbook.store import log
from fieldbook.store.journal import JournalDB
from fieldbook.store.keys import Key, Recipients, new_secret, public_half, typed_key
from fieldbook.store.sealed import SealedCodec

from .locking import key, locked, recovery_key

TRIES = int(os.environ.get("FIELDBOOK_TAMPERINGS", "140"))
"""How often each kind of tampering is tried."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "book.json"


def written(book: Path, lines: int = 6) -> None:
    """A locked book with a JSON file, killed with so many lines in its log."""
    with JournalDB(book, codec=locked()) as db:
        db.commit({"issues": {90: {"text": "in the file"}}})
    db = JournalDB(book, codec=locked())
    for number in range(lines):
        db.commit({"issues": {number: {"text": f"水渠漏水第{number}处"}}})
    db.journal.abandon()


def test_a_locked_book_is_opened_by_its_key_and_by_its_recovery_key(book: Path) -> None:
    """Both read every word; no file has one of them."""
    written(book)
    for secret in (locked(), SealedCodec(typed_key(recovery_key()))):
        db = JournalDB(book, codec=secret, read_only=True)
        assert len(db.rows("issues")) == 7
    for each in book.parent.iterdir():
        assert "水渠漏水".encode() not in each.read_bytes()
        assert b"in the file" not in each.read_bytes()
    assert not book.exists()


def test_without_its_key_it_says_that_it_is_locked(book: Path) -> None:
    """It is neither damaged nor no book, and nothing is laid beside it."""
    written(book)
    before = sorted(each.name for each in book.parent.iterdir())
    for read_only in (False, True):
        with pytest.raises(Locked) as raised:
            JournalDB(book, read_only=read_only)
        assert raised.value.what == "passphrase_needed"
    Path(f"{book}-log").unlink()
    with pytest.raises(Locked):
        JournalDB(book)
    assert set(before) >= {each.name for each in book.parent.iterdir()}


def test_another_key_opens_nothing(book: Path) -> None:
    """The key of another book finds damage, and never an empty book."""
    written(book)
    with pytest.raises(Damaged):
        JournalDB(book, codec=SealedCodec(strange_key()))


def test_decrypted_it_is_a_plain_tinydb_file_with_its_seal_in_front(book: Path) -> None:
    """What the age program gives is JSON that plain TinyDB reads; the tables of the book show no seal."""
    written(book)
    with JournalDB(book, codec=locked()) as db:
        assert db.tables() == {"issues"}
    text = json.loads(key().decrypt(Path(f"{book}.age").read_bytes()))
    assert list(text) == ["seal", "issues"]
    assert text["seal"]["1"]["to"].split() == key().recipients.text.decode().split()
    assert len(text["issues"]) == 7


def test_a_line_is_opened_alone_with_the_age_program(book: Path) -> None:
    """base64 -d | tail -c +33 | age -d: the documents say so, and so it is."""
    written(book, 1)
    body = Path(f"{book}-log").read_bytes().split(b"\n")[1].split(b" ")[3]
    said = key().decrypt(base64.b64decode(body)[32:])
    assert said == '{"put":{"issues":{"0":{"text":"水渠漏水第0处"}}}}'.encode()


def test_an_empty_book_has_its_seal_too(book: Path) -> None:
    """A book without a table is sealed like any other."""
    with JournalDB(book, codec=locked()):
        pass
    assert key().decrypt(Path(f"{book}.age").read_bytes()).startswith(b'{"seal":')
    with JournalDB(book, codec=locked()) as db:
        assert db.tables() == set()


# --- one who may write, and not read ---

Lines = list[bytes]
"""Bodies of the log; the tamperer frames them anew, with the right sums, numbers and lengths."""


def strange_key() -> Key:
    """A stranger's: he knows whom to encrypt to, and has an identity of his own."""
    recipients = key().recipients.text
    return Key(new_secret(), recipients, b"")


class Stranger(SealedCodec):
    """Encrypts to the book's own recipients, with a seal of his own."""

    def __init__(self) -> None:
        super().__init__(strange_key())
        self.key.encrypt = Recipients(key().recipients.text).encrypt  # type: ignore[method-assign]
        self.key.encrypt_stream = Recipients(  # type: ignore[method-assign]
            key().recipients.text
        ).encrypt_stream


def framed(bodies: Lines) -> bytes:
    first = log.frame(0, 0, bodies[0])
    seed = int(first[:8], 16)
    return first + b"".join(log.frame(n, seed, body) for n, body in enumerate(bodies) if n)


def bodies_of(data: bytes) -> Lines:
    return [line.split(b" ")[3] for line in data.split(b"\n") if line]


def put_in(lines: Lines, dice: random.Random) -> None:
    before = dice.randrange(len(lines))
    made = Stranger().encode_line(
        b'{"put":{"issues":{"1":{"text":"x"}}}}', before + 1, lines[before]
    )
    lines.insert(before + 1, made)


def left_out(lines: Lines, dice: random.Random) -> None:
    del lines[dice.randrange(len(lines) - 1)]


def swapped(lines: Lines, dice: random.Random) -> None:
    one, other = dice.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]


def doubled(lines: Lines, dice: random.Random) -> None:
    lines.insert(dice.randrange(len(lines) + 1), dice.choice(lines))


def changed(lines: Lines, dice: random.Random) -> None:
    at = dice.randrange(len(lines))
    data = bytearray(base64.b64decode(lines[at]))
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    lines[at] = base64.b64encode(data)


def put_for_another(lines: Lines, dice: random.Random) -> None:
    at = dice.randrange(1, len(lines))
    lines[at] = Stranger().encode_line(b'{"put":{}}', at, lines[at - 1])


def a_log_of_his_own(lines: Lines, dice: random.Random) -> None:
    stranger, before = Stranger(), b""
    for number in range(len(lines)):
        body = b'{"log":1}' if number == 0 else b'{"put":{}}'
        lines[number] = before = stranger.encode_line(body, number, before)


KINDS: list[Callable[[Lines, random.Random], None]] = [
    put_in,
    left_out,
    swapped,
    doubled,
    changed,
    put_for_another,
    a_log_of_his_own,
]


@pytest.mark.slow
@pytest.mark.parametrize("tamper", KINDS, ids=lambda each: each.__name__)
def test_a_log_that_was_tampered_with_is_damage(
    tamper: Callable[[Lines, random.Random], None], book: Path
) -> None:
    """Lines put in, left out, swapped, doubled or changed are noticed, with every sum put right."""
    written(book)
    path = Path(f"{book}-log")
    whole = path.read_bytes()
    codec = locked()
    for seed in range(TRIES):
        lines = bodies_of(whole)
        dice = random.Random(f"{tamper.__name__}/{seed}")
        tamper(lines, dice)
        if lines == bodies_of(whole):
            continue
        with pytest.raises(log.LogDamaged) as raised:
            log.scan(framed(lines), codec)
        assert raised.value.what == "log_seal"
    path.write_bytes(framed(lines))
    with pytest.raises(Damaged) as damaged:
        JournalDB(book, codec=codec)
    assert damaged.value.data["what"] == "log_seal"
    assert damaged.value.data["aside"]


def test_every_bit_of_a_line_counts(book: Path) -> None:
    """Not one bit of a sealed line can be changed, with its sum put right, and pass."""
    written(book, 2)
    lines = bodies_of(Path(f"{book}-log").read_bytes())
    data = base64.b64decode(lines[1])
    for at in range(len(data)):
        wrong = bytearray(data)
        wrong[at] ^= 1 << (at % 8)
        with pytest.raises(log.LogDamaged):
            log.scan(framed([lines[0], base64.b64encode(wrong), lines[2]]), locked())


@pytest.mark.parametrize("with_log", [False, True])
def test_a_file_of_a_strangers_making_is_damage(with_log: bool, book: Path) -> None:
    """Whoever can only write can make a file that decrypts, and none that opens."""
    written(book)
    stranger = Stranger()
    made = b"".join(stranger.encode_file([b'{"issues":{"1":{"text":"x"}}}']))
    Path(f"{book}.age").write_bytes(made)
    if not with_log:
        Path(f"{book}-log").unlink()
    for read_only in (False, True):
        with pytest.raises(Damaged) as raised:
            JournalDB(book, codec=locked(), read_only=read_only)
        assert raised.value.data["what"] in {"seal", "json_changed"}


def test_a_file_without_any_seal_is_damage(book: Path) -> None:
    """A bare TinyDB file, encrypted to the book's recipients, is not taken for the book."""
    written(book)
    made = Recipients(key().recipients.text).encrypt(b'{"issues":{}}')
    Path(f"{book}.age").write_bytes(made)
    Path(f"{book}-log").unlink()
    with pytest.raises(Damaged) as raised:
        JournalDB(book, codec=locked())
    assert raised.value.data["what"] == "seal"


def spoilt(data: bytes, dice: random.Random) -> bytes:
    """The bytes with one changed, some left out, some doubled, or cut off."""
    at, end = sorted(dice.sample(range(len(data) + 1), 2))
    return dice.choice(
        (
            data[:at] + bytes((data[at] ^ 1 << dice.randrange(8),)) + data[at + 1 :],
            data[:at] + data[end:],
            data[:end] + data[at:],
            data[:at],
        )
    )


def opens(data: bytes, identity: str, recipients: bytes) -> bool:
    """Whether a JSON file passes for the book's own."""
    try:
        SealedCodec(Key(identity, recipients, b"")).decode_file(data)
    except ValueError:
        return False
    return True


def test_a_file_that_was_changed_anywhere_is_noticed(book: Path) -> None:
    """Whatever is done to the bytes of the JSON file, or to what a stranger puts in their place."""
    written(book)
    data, identity, right = Path(f"{book}.age").read_bytes(), key().identity, key().recipients.text
    assert opens(data, identity, right)
    for seed in range(TRIES):
        dice = random.Random(seed)
        rows = {str(dice.randrange(99)): {"text": "x" * dice.randrange(99)}}
        text = json.dumps({"issues": rows}, separators=(",", ":")).encode()
        his = b"".join(Stranger().encode_file([text]))
        for made in (spoilt(data, dice), his, Recipients(right).encrypt(text)):
            assert not opens(made, identity, right)


def test_recipients_that_were_changed_in_any_way_are_noticed(book: Path) -> None:
    """A sign changed, a line more, less, twice or elsewhere: none reads as the book's own."""
    written(book)
    data, right = Path(f"{book}.age").read_bytes(), key().recipients.text
    for seed in range(TRIES):
        dice = random.Random(seed)
        lines = [*right.splitlines(keepends=True), public_half(new_secret()).encode() + b"\n"]
        dice.shuffle(lines)
        mixed = b"".join(lines[: dice.randint(1, 3)])
        for text in {spoilt(right, dice), mixed} - {right}:
            assert not opens(data, key().identity, text)


def test_changed_recipients_are_damage_before_anything_is_written_to_them(book: Path) -> None:
    """The book says whom it was written to; another's key among them is told, and by whom it was."""
    written(book)
    identity, under = key().identity, key().under
    stranger = public_half(new_secret())
    for text in (
        Recipients.of(public_half(identity), stranger).text,
        key().recipients.text + stranger.encode() + b"\n",
        Recipients.of(public_half(identity)).text,
    ):
        before = Path(f"{book}.age").read_bytes(), Path(f"{book}-log").read_bytes()
        with pytest.raises(Damaged) as raised:
            JournalDB(book, codec=SealedCodec(Key(identity, text, under)))
        assert raised.value.data["what"] == "recipients"
        assert raised.value.data["to"].encode() == key().recipients.text
        assert before == (Path(f"{book}.age").read_bytes(), Path(f"{book}-log").read_bytes())


def test_what_looks_true_is_known(book: Path) -> None:
    """Whole lines cut off at the end, and an older state, pass here; the last closing tells them."""
    written(book)
    path = Path(f"{book}-log")
    lines = bodies_of(path.read_bytes())
    assert len(log.scan(framed(lines[:-2]), locked()).entries) == len(lines) - 2


def test_every_line_is_counted_over_all_closings(book: Path) -> None:
    """The count only grows: by it an older book that was put back is told from this one."""
    seen = []
    for _ in range(3):
        with JournalDB(book, codec=locked()) as db:
            db.commit({"a": {1: {}}})
            seen.append(db.journal.lines)
            db.checkpoint()
            seen.append(db.journal.lines)
            db.commit({"a": {2: {}}})
            seen.append(db.journal.lines)
    assert seen == sorted(seen)
    assert len(set(seen)) >= 6
    again = JournalDB(book, codec=locked(), read_only=True)
    assert again.journal.lines >= seen[-1]


def test_a_line_is_base64_of_a_sum_and_an_age_file(book: Path) -> None:
    """The line keeps the frame of every log: sum, number, length; so rot is told without the key."""
    written(book, 1)
    line = Path(f"{book}-log").read_bytes().split(b"\n")[1]
    found = re.fullmatch(rb"([0-9a-f]{8}) 1 (\d+) ([A-Za-z0-9+/]+=*)", line)
    assert found is not None
    assert int(found[2]) == len(found[3])
    assert base64.b64decode(found[3])[32:].startswith(b"age-encryption.org/v1\n")


def test_a_reader_beside_a_writer_sees_what_is_acknowledged(book: Path) -> None:
    """At every step of a checkpoint another program reads the locked book, and writes nothing."""
    writer = JournalDB(book, codec=locked())
    writer.commit({"issues": {1: {"text": "水渠漏水"}}})
    for number, _ in enumerate(writer.checkpoint_steps(), 2):
        writer.commit({"issues": {number: {"text": "while it runs"}}})
        reader = JournalDB(book, codec=locked(), read_only=True)
        assert dict(reader.rows("issues")) == dict(writer.rows("issues"))
    with pytest.raises(InUse):
        JournalDB(book, codec=locked())
    writer.close()


def test_a_file_changed_behind_our_back_is_noticed_and_ours_kept_locked(book: Path) -> None:
    """Nothing is overwritten, and the state that is kept beside it is an age file, too."""
    written(book)
    db = JournalDB(book, codec=locked())
    Path(f"{book}.age").write_bytes(b"another")
    with pytest.raises(Replaced) as raised:
        db.commit({"issues": {1: {"text": "x"}}})
    db.close()
    (kept,) = raised.value.data["aside"]
    assert "水渠漏水第0处".encode() in key().decrypt(Path(kept).read_bytes())


def test_a_checkpoint_of_many_documents_is_made_in_short_steps(book: Path) -> None:
    """age wants to read and write by itself; it is fed, and gives way, piece by piece."""
    with JournalDB(book, codec=locked()) as db:
        db.commit({"a": {n: {"text": "x" * 400} for n in range(3000)}})
        steps = list(db.checkpoint_steps())
        assert len(steps) > 5
    with JournalDB(book, codec=locked()) as db:
        given_up = db.checkpoint_steps()
        db.commit({"a": {1: {}}})
        next(given_up)
        next(given_up)
        given_up.close()
        assert len(db.rows("a")) == 3000
    assert not [each for each in threading.enumerate() if "_run" in each.name]
