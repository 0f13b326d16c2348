"""The one file under the passphrase: RFC 8439's own vectors, and the standard age program."""

from __future__ import annotations

import hashlib
from typing import Any

import pyrage
import pytest

from fieldbook.domain.errors import Locked, WrongPassphrase
from fieldbook.store import chacha, passphrase
from fieldbook.store.passphrase import by_passphrase, under_passphrase

SUNSCREEN = (
    b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
    b"sunscreen would be it."
)
THEIRS = (
    b"age-encryption.org/v1\n-> scrypt NgOdn5H3hrSrA0lySAWUdQ 17\n"
    b"E73p9if70/bdwGBU+UcBQQTXF/fQ9olulS/ABN8yUMM\n"
    b"--- m2mGSsE9V3hfRsqqZxDxJ7N2VpOgZLhoqFA5U+Tk+kk\n"
) + bytes.fromhex("e550766444247a9202c474457b60f7389d78a6ce81553a6f0085b108b95d2b11bfd5bf666a1d")
"""Made by pyrage, which takes the work that lasts a second on the machine, and so another on each."""


def octets(text: str) -> bytes:
    return bytes.fromhex(text)


def test_a_block_of_the_key_stream_is_the_one_of_the_rfc() -> None:
    """RFC 8439, 2.3.2."""
    made = chacha.block(bytes(range(32)), 1, octets("000000090000004a00000000"))
    assert made == octets(
        "10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e"
        "d2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e"
    )


def test_an_encrypted_text_is_the_one_of_the_rfc() -> None:
    """RFC 8439, 2.4.2."""
    hidden = chacha.encrypt(bytes(range(32)), octets("000000000000004a00000000"), SUNSCREEN)
    assert hidden[:-16] == octets(
        "6e2e359a2568f98041ba0728dd0d6981e97e7aec1d4360c20a27afccfd9fae0b"
        "f91b65c5524733ab8f593dabcd62b3571639d624e65152ab8f530c359f0861d8"
        "07ca0dbf500d6a6156a38e088a22b65e52bc514d16ccf806818ce91ab7793736"
        "5af90bbf74a35be6b40b8eedf2785e42874d"
    )


def test_a_tag_is_the_one_of_the_rfc() -> None:
    """RFC 8439, 2.5.2."""
    key = octets("85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b")
    made = chacha.poly1305(key, b"Cryptographic Forum Research Group")
    assert made == octets("a8061dc1305136c6c22b8baf0c0127a9")


def test_the_key_of_a_tag_is_the_one_of_the_rfc() -> None:
    """RFC 8439, 2.6.2."""
    key = octets("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f")
    made = chacha.block(key, 0, octets("000000000001020304050607"))[:32]
    assert made == octets("8ad5a08b905f81cc815040274ab29471a833b637e3fd0da508dbb8e2fdd1a646")


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, 63, 64, 65, 200])
def test_what_was_encrypted_is_decrypted_and_a_changed_bit_is_noticed(length: int) -> None:
    """Every length comes back, and no bit of text or tag can be changed."""
    key, nonce, text = bytes(range(32)), bytes(12), bytes(range(length))
    hidden = chacha.encrypt(key, nonce, text)
    assert chacha.decrypt(key, nonce, hidden) == text
    for at in range(len(hidden)):
        changed = bytearray(hidden)
        changed[at] ^= 1
        with pytest.raises(ValueError, match="another key"):
            chacha.decrypt(key, nonce, bytes(changed))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase whose work is little; the dear one is tried once below."""
    monkeypatch.setattr(passphrase, "COST", 10)


def test_pyrage_reads_our_files(quick: None) -> None:
    """A secret that we put under a passphrase is had by the standard program."""
    ours = under_passphrase(b"secret", "水渠 漏水")
    assert pyrage.passphrase.decrypt(ours, "水渠 漏水") == b"secret"


def test_we_read_a_file_of_pyrage() -> None:
    """What the standard program once put under a passphrase is had by us as by itself."""
    assert pyrage.passphrase.decrypt(THEIRS, "水渠").decode() == "秘密"
    assert by_passphrase(THEIRS, "水渠").decode() == "秘密"


def test_the_cost_is_always_the_same_and_the_secret_nowhere_plain() -> None:
    """Every file is made with 2 to the power of 17, on any machine."""
    made = under_passphrase(b"AGE-SECRET-KEY-1", "a passphrase")
    assert made.split(b"\n")[1].endswith(b" 17")
    assert b"SECRET" not in made
    assert by_passphrase(made, "a passphrase") == b"AGE-SECRET-KEY-1"


def test_another_passphrase_is_told_from_a_changed_file(quick: None) -> None:
    """A wrong passphrase is one; what was changed is no wrong passphrase."""
    made = under_passphrase(b"secret", "right")
    with pytest.raises(WrongPassphrase):
        by_passphrase(made, "wrong")
    for changed in (made[:-1] + bytes([made[-1] ^ 1]), made[:40], b"", b"{}", made + b"x"):
        with pytest.raises(ValueError, match=r"passphrase|another key"):
            by_passphrase(changed, "right")
    head = made.replace(b"--- ", b"--- A", 1)
    with pytest.raises(ValueError, match="not a secret"):
        by_passphrase(head, "right")


def test_a_head_that_was_changed_is_noticed(quick: None) -> None:
    """The head is vouched for by what stands in it, so a changed sum is no file of ours."""
    made = under_passphrase(b"secret", "right")
    at = made.index(b"--- ") + 4
    other = b"A" if made[at : at + 1] != b"A" else b"B"
    with pytest.raises(ValueError, match="head"):
        by_passphrase(made[:at] + other + made[at + 1 :], "right")


def test_a_file_that_asks_for_too_much_is_not_tried(quick: None) -> None:
    """Whoever lays a file there cannot make us take all the memory there is."""
    made = under_passphrase(b"secret", "right").replace(b" 10\n", b" 29\n", 1)
    with pytest.raises(ValueError, match="not a secret"):
        by_passphrase(made, "right")


@pytest.mark.parametrize("said", [MemoryError, ValueError])
def test_a_lack_of_memory_is_an_ordinary_error(
    said: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the passphrase's work finds no room, that is told; the program goes on."""

    def no_room(*_args: Any, **_more: Any) -> bytes:
        raise said

    monkeypatch.setattr(hashlib, "scrypt", no_room)
    with pytest.raises(Locked) as raised:
        under_passphrase(b"secret", "right")
    assert raised.value.data["what"] == "no_memory"
    assert 128 <= raised.value.data["megabytes"] <= 140
