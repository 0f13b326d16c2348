"""The keys of a locked book: its identity, whom it is encrypted to, and its seal.

The identity is an age identity; it stands in a file under the passphrase and nowhere else. All is
encrypted to its public half and to the recovery key's. The *seal* is made of the identity and written
nowhere: who can only write cannot make what it vouches for. ``fieldbook add`` has the recipients only.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, Final, cast

from fieldbook.domain.errors import Locked, WrongPassphrase

MAGIC: Final = b"age-encryption.org/v1\n"
"""What every age file begins with."""
LINE_MAGIC: Final = b"YWdlLWVuY3J5cHRpb24ub3JnL3Yx"
"""The same in a line, which is base64."""
IDENTITY: Final = "-identity.age"
RECIPIENTS: Final = "-recipients"
AGE: Final = ".age"
FORMER: Final = "-former.age"
"""The endings of a locked book's files: the identity, the recipients, the book itself; and, while its
identity is renewed, the former one, encrypted to the new."""
_SEAL: Final = b"fieldbook seal 1"
_BEFORE: Final = "AGE-SECRET-KEY-1"
SIGNS_OF_KEY: Final = 74
"""How many signs a secret key has."""
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_MISREAD: Final = str.maketrans("O1IB", "0LL8")
"""Signs that no key has behind its first words, and those they look like."""


def age() -> ModuleType:
    """The library, loaded when it is first needed.

    Raises:
        Locked: this computer has none (there is no wheel for it).
    """
    try:
        import pyrage
    except ImportError:
        raise Locked("no_age") from None
    return cast("ModuleType", pyrage)


class Recipients:
    """Whom all is encrypted to. Cannot open anything."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        """The file's bytes: a public key a line, the book's own first."""
        self._keys = [_public(each) for each in text.decode("ascii", "replace").split()]
        if not self._keys:
            raise ValueError("no recipients")

    @classmethod
    def of(cls, *keys: str) -> Recipients:
        """Recipients by their public keys."""
        return cls("".join(f"{each}\n" for each in keys).encode())

    def encrypt(self, data: bytes) -> bytes:
        """An age file of the data."""
        return cast("bytes", age().encrypt(data, self._keys))

    def encrypt_stream(self, source: object, target: object) -> None:
        """The same from one open file to another, in pieces."""
        age().encrypt_io(source, target, self._keys)

    def encode_note(self, data: bytes) -> bytes:
        """A line for the inbox; with this and no more, ``add`` writes. See ``plain.Notes``."""
        return self.encrypt(data)

    def decode_note(self, data: bytes) -> bytes:
        """Nothing can be read with it."""
        raise ValueError(len(data))


class Key:
    """What opens a book and vouches for what is written in it."""

    def __init__(self, identity: str, recipients: bytes, under: bytes) -> None:
        """Make a key of its parts.

        Args:
            identity: the secret identity, ``AGE-SECRET-KEY-1…``.
            recipients: the recipients file. Its first line is not read: our own half is derived.
            under: the file in which the identity stands under the passphrase; copies carry it.
        """
        self.identity = identity
        import hmac  # ``add`` has the recipients only, and vouches for nothing

        self.under, self._digest = under, hmac.digest
        self._mine = _secret(identity)
        self.seal = self._digest(identity.encode(), _SEAL, "sha256")
        self.recipients = Recipients(recipients)
        lines = recipients.decode("ascii", "replace").split()
        self._to = Recipients.of(public_half(identity), *lines[1:])

    @property
    def seals(self) -> bool:
        """Whether the seals can be checked, and things be written."""
        return True

    def encrypt(self, data: bytes) -> bytes:
        """An age file of the data."""
        return self._to.encrypt(data)

    def encrypt_stream(self, source: object, target: object) -> None:
        """The same from one open file to another."""
        self._to.encrypt_stream(source, target)

    def decrypt(self, data: bytes) -> bytes:
        """What such a file holds; ``ValueError`` where it is another's, or was changed."""
        lib = age()
        try:
            return cast("bytes", lib.decrypt(data, [self._mine]))
        except lib.DecryptError:
            raise ValueError("another's, or changed") from None

    def vouch(self, data: bytes) -> bytes:
        """What only who has the identity can make of the data."""
        return self._digest(self.seal, data, "sha256")


class RecoveryKey(Key):
    """The recovery key in the place of a forgotten passphrase: reads everything, checks no seal."""

    def __init__(self, secret: str) -> None:
        super().__init__(secret, Recipients.of(public_half(secret)).text, b"")

    @property
    def seals(self) -> bool:
        """No: the seal is made of the identity, which stands under the passphrase."""
        return False


def new_secret() -> str:
    """A fresh identity or recovery key."""
    return str(age().x25519.Identity.generate())


def public_half(secret: str) -> str:
    """The public key that belongs to a secret one."""
    return str(_secret(secret).to_public())


def typed_key(text: str) -> RecoveryKey:
    """A recovery key as somebody copied it from paper.

    Blanks and capitals do not matter, nor the wide signs of a Chinese keyboard, nor whether the words
    before the 1 are there. Signs that no key has are taken for those they are misread for. A sum
    within the key tells whether it was meant.

    Raises:
        WrongPassphrase: it is none; a character was misread.
    """
    import unicodedata

    typed = "".join(unicodedata.normalize("NFKC", text).split()).upper().translate(_DASHES)
    signs = typed[-(SIGNS_OF_KEY - len(_BEFORE)) :].translate(_MISREAD)
    before = typed[: len(typed) - len(signs)].translate(_MISREAD)
    if not _BEFORE.translate(_MISREAD).endswith(before):
        raise WrongPassphrase("not_a_recovery_key")
    try:
        return RecoveryKey(_BEFORE + signs)
    except ValueError:
        raise WrongPassphrase("not_a_recovery_key") from None


def recipients_beside(path: str) -> Recipients:
    """Whom a line is encrypted to that is added without a passphrase.

    Raises:
        Locked: the file is not there, or is none.
    """
    where = path + RECIPIENTS
    for name in (where + "-next", where):  # the first is there while the book changes its form
        with contextlib.suppress(FileNotFoundError, ValueError):
            return Recipients(Path(name).read_bytes())
    raise Locked("recipients", path, where=where)


def _public(text: str) -> object:
    lib = age()
    return _parsed(lib.x25519.Recipient.from_str, text, lib.RecipientError)


def _secret(text: str) -> Any:
    lib = age()
    return _parsed(lib.x25519.Identity.from_str, text, lib.IdentityError)


def _parsed(parse: Callable[[str], object], text: str, wrong: type[Exception]) -> object:
    try:
        return parse(text)
    except wrong:
        raise ValueError("no key") from None
