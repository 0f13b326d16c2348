"""A bundle says what was put into it, to whom it is for, and is refused when a byte of it is another."""

from __future__ import annotations

import zlib

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldbook.domain.errors import BranchError
from fieldbook.exchange import bundle
from fieldbook.exchange.bundle import From, Header, To, read, written
from fieldbook.exchange.keys import decrypted, encrypted, new_identity, public_of

MINE = new_identity()
OURS = public_of(MINE)
SECRET = b"joined"
HEADER = Header(
    fieldbook="bundle",
    format=bundle.FORMAT,
    branch="01890000-0000-7000-8000-000000000001",
    writer=From("00c0ffee", member="m"),
    to=To("00000001"),
    number=3,
    at="2026-11-21T08:00:00+08:00",
    took=(("00000001", 7),),
)


def secret_of(_header: Header) -> bytes:
    return SECRET


def whats_wrong(data: bytes, secret: bytes = SECRET) -> str:
    """Why the bundle is refused."""
    with pytest.raises(BranchError) as caught:
        read(data, [MINE], lambda _header: secret)
    return caught.value.what


def packed(*lines: bytes) -> bytes:
    """A bundle of these lines, whatever they are."""
    packing = zlib.compressobj(wbits=31)
    return encrypted(packing.compress(b"".join(lines)) + packing.flush(), [OURS])


@settings(max_examples=25)
@given(st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=3), max_size=5))
def test_a_bundle_says_what_was_put_into_it(documents: list[dict[str, str]]) -> None:
    """Header and lines come back as they were, also none at all."""
    lines = [msgspec.json.encode(each) for each in documents]
    found = read(written(HEADER, lines, SECRET, [OURS]), [new_identity(), MINE], secret_of)
    assert found.header == HEADER
    assert list(found.lines) == documents


def test_who_it_is_not_for_cannot_open_it() -> None:
    """Somebody else's key opens nothing, and nothing else is said of it."""
    theirs = written(HEADER, [b"{}"], SECRET, [public_of(new_identity())])
    assert whats_wrong(theirs) == "anothers"
    assert whats_wrong(b"no age file") == "anothers"


def test_another_secret_is_noticed() -> None:
    """Whoever knows the public key alone cannot write a bundle that is believed."""
    assert whats_wrong(written(HEADER, [b"{}"], b"guessed", [OURS])) == "tampered"


def test_any_byte_changed_is_noticed() -> None:
    """A bundle with one byte changed, or cut anywhere, is refused."""
    data = written(HEADER, [b'{"a":1}'], SECRET, [OURS])
    for at in range(0, len(data), 7):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        assert whats_wrong(changed) in {"anothers", "damaged", "tampered"}
        assert whats_wrong(data[:at]) in {"anothers", "damaged"}


def test_a_line_taken_out_is_noticed() -> None:
    """The count and the sum are over every line."""
    first = msgspec.json.encode(HEADER) + b"\n"
    assert whats_wrong(packed(first, b'{"count":0,"hmac":"00"}\n')) == "tampered"
    assert whats_wrong(packed(first, '{"count":0,"hmac":"数"}\n'.encode())) == "tampered"


def test_a_newer_bundle_is_told_from_a_damaged_one() -> None:
    """A newer format is said to be one, even where the rest of its header is unknown here."""
    newer = b'{"fieldbook":"bundle","format":99,"from":"somebody"}\n'
    assert whats_wrong(packed(newer, b"{}\n")) == "newer"
    assert whats_wrong(packed(b'{"fieldbook":"paper","format":1}\n', b"{}\n")) == "damaged"


@pytest.mark.parametrize(
    "lines",
    [(), (b"\n",), (b"{}\n", b"{}\n"), (b"[" * 100_000 + b"\n", b"{}\n"), (b"\xff\xfe\n", b"\n")],
    ids=["nothing", "one", "empty", "deep", "no_text"],
)
def test_hostile_lines_are_refused(lines: tuple[bytes, ...]) -> None:
    """What no book writes is refused by its name, and nothing breaks."""
    assert whats_wrong(packed(*lines)) == "damaged"


def test_what_is_no_gzip_is_refused() -> None:
    """Nor is more behind its end let through, nor a half of it."""
    whole = decrypted(written(HEADER, [b"{}"], SECRET, [OURS]), [MINE])
    assert whole is not None
    assert read(encrypted(whole, [OURS]), [MINE], secret_of).header == HEADER
    for data in (b"plain", whole[:-4], whole + b"more"):
        assert whats_wrong(encrypted(data, [OURS])) == "damaged"


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundle that unfolds beyond the limit is refused before it has."""
    monkeypatch.setattr(bundle, "MOST_UNPACKED", 4 * 1024 * 1024)
    assert whats_wrong(packed(b"\n" * 5 * 1024 * 1024)) == "unpacks_too_much"
    monkeypatch.setattr(bundle, "MOST_UNPACKED", 1 << 40)
    assert whats_wrong(packed(b"\n" * (bundle.MOST_LINES + 1))) == "unpacks_too_much"


def test_one_endless_line_is_refused() -> None:
    """A line is limited too, long before the whole is."""
    assert whats_wrong(packed(b"a" * (bundle.MOST_IN_LINE + 2))) == "unpacks_too_much"
