"""What a locked book's lines and files are made of: age, and a seal that only its reader can make.

A line of the log is ``base64(m + c)``: *c* is the age file of its body, *m* vouches for *c*, for the
line's number and for the *m* of the line before. The JSON file, decrypted, is a plain TinyDB file
whose first table, ``seal``, vouches for it and for the recipients.
"""

from __future__ import annotations

import hmac
import json
import queue
import re
import threading
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any, Final, Self

from fieldbook.store.keys import AGE, IDENTITY, MAGIC, RECIPIENTS
from fieldbook.store.plain import NotSealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fieldbook.store.keys import Key

_MAC: Final = 32
_MAC_IN_BASE64: Final = 44
_SEALED: Final = re.compile(rb'\{"seal":\{"1":(\{[^{}]*\})\}([,}])')
_FILE: Final = b"file"
_FORMER: Final = b"former"
LOG_LIMIT: Final = 1024 * 1024
"""Some 900 lines, which are read in an eighth of a second."""


class SealedCodec:
    """The codec of a locked book. Implements :class:`fieldbook.store.plain.Codec`."""

    log_limit = LOG_LIMIT

    def __init__(self, key: Key, *, ending: str = AGE, of_a_copy: bool = False) -> None:
        """Make a codec.

        Args:
            key: what opens the book.
            ending: what the file's name has behind the book's.
            of_a_copy: it is only read; to whom it was written does not matter.
        """
        self.key, self.ending = key, ending
        self._of_a_copy = of_a_copy

    @property
    def companions(self) -> Mapping[str, bytes]:
        """The identity under its passphrase, and whom all is encrypted to."""
        return {IDENTITY: self.key.under, RECIPIENTS: self.key.recipients.text}

    def encode_line(self, body: bytes, number: int, before: bytes) -> bytes:
        """One line, chained to the one before."""
        hidden = self.key.encrypt(body)
        return b64encode(self._vouched(hidden, number, before) + hidden)

    def decode_line(self, body: bytes, number: int, before: bytes) -> bytes:
        """What the line says."""
        data = b64decode(body, validate=True)
        mac, hidden = data[:_MAC], data[_MAC:]
        if self.key.seals and not hmac.compare_digest(mac, self._vouched(hidden, number, before)):
            raise NotSealed
        return self.key.decrypt(hidden)

    def encode_file(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The JSON file with its seal in front, encrypted piece by piece."""
        with _Stream(self.key) as stream:
            for piece in self._with_seal(chunks):
                if made := stream.passed(piece):
                    yield made
            yield stream.ended()

    def decode_file(self, data: bytes) -> bytes:
        """The JSON file without its seal, which is checked."""
        text = self.key.decrypt(data)
        found = _SEALED.match(text)
        if found is None:
            raise NotSealed
        if self.key.seals:
            self._check(json.loads(found[1]))
        return b"{" + text[found.end() :] if found[2] == b"," else b"{}"

    def encode_note(self, data: bytes) -> bytes:
        """A small file beside the book, encrypted as the book is."""
        return self.key.encrypt(data)

    def decode_note(self, data: bytes) -> bytes:
        """What the small file holds; one that was left plain is read as it is."""
        return self.key.decrypt(data) if data.startswith(MAGIC) else data

    def encode_former(self, identity: str) -> bytes:
        """The former identity, while what lies beside the book is not yet written for the new one."""
        text = identity.encode()
        return self.key.encrypt(text + self.key.vouch(_FORMER + text))

    def decode_former(self, data: bytes) -> str:
        """The former identity; ``ValueError`` where it was laid there by who cannot read the book."""
        text = self.key.decrypt(data)
        identity, seal = text[:-_MAC], text[-_MAC:]
        mine = self.key.vouch(_FORMER + identity)
        if self.key.seals and not hmac.compare_digest(seal, mine):
            raise NotSealed
        return identity.decode("ascii")

    def decode_odd_lines(self, lines: Iterable[tuple[int, bytes]]) -> Iterator[bytes]:
        """What the lines of a damaged log say.

        A line is known by any line before it that is left, or whose own sum can be made again.
        """
        known = {b""}
        for number, body in lines:
            try:
                data = b64decode(body, validate=True)
            except ValueError:
                continue
            mac, hidden = data[:_MAC], data[_MAC:]
            sums = {self._sum(hidden, number, each) for each in known}
            known |= sums | {mac}
            if mac in sums or not self.key.seals:
                try:
                    yield self.key.decrypt(hidden)
                except ValueError:
                    continue

    def _vouched(self, hidden: bytes, number: int, before: bytes) -> bytes:
        return self._sum(hidden, number, b64decode(before[:_MAC_IN_BASE64])[:_MAC])

    def _sum(self, hidden: bytes, number: int, mac_before: bytes) -> bytes:
        return self.key.vouch(mac_before + number.to_bytes(8, "big") + hidden)

    def _seal(self) -> dict[str, str]:
        text = self.key.recipients.text
        return {
            "file": self.key.vouch(_FILE).hex(),
            "recipients": self.key.vouch(text).hex(),
            "to": text.decode(),
        }

    def _check(self, seal: dict[str, Any]) -> None:
        mine = self._seal()
        if not hmac.compare_digest(str(seal.get("file")), mine["file"]):
            raise NotSealed
        same = hmac.compare_digest(str(seal.get("recipients")), mine["recipients"])
        if not (same or self._of_a_copy):
            raise NotSealed("recipients", str(seal.get("to")))

    def _with_seal(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The seal goes before the first table."""
        seal = json.dumps({"1": self._seal()}, separators=(",", ":"))
        begin = b'{"seal":' + seal.encode()
        for number, piece in enumerate(chunks):
            if number:
                yield piece
            elif piece == b"{}":
                yield begin + b"}"
            else:
                yield begin + b"," + piece[1:]


class _GivenUp(Exception):
    """Whoever made the pieces has no more: what was encrypted so far is of no use."""


class _Stream:
    """age in a thread of its own, fed piece by piece: the library wants to read and write by itself."""

    def __init__(self, key: Key) -> None:
        self._key = key
        self._given: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._asks: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._left = b""
        self._made: list[bytes] = []
        self._failed: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._asks.get()
        return self

    def __exit__(self, *_: object) -> None:
        if self._thread.is_alive():
            self._given.put(None)
            self._thread.join()

    def passed(self, piece: bytes) -> bytes:
        """Give a piece in, and get what was made so far."""
        if piece:
            self._given.put(piece)
            self._asks.get()
        return self._taken()

    def ended(self) -> bytes:
        """What comes at the end."""
        self._given.put(b"")
        self._thread.join()
        return self._taken()

    def _taken(self) -> bytes:
        if self._failed is not None:
            raise self._failed
        made, self._made = self._made, []
        return b"".join(made)

    def _run(self) -> None:
        try:
            self._key.encrypt_stream(self, self)
        except BaseException as error:  # noqa: BLE001  # it is raised where the pieces come from
            self._failed = error
        finally:
            self._asks.put(False)

    # --- what the library reads from and writes to ---

    def read(self, size: int = -1) -> bytes:
        """The next bytes; asks for a piece where none is left."""
        while not self._left:
            self._asks.put(True)
            piece = self._given.get()
            if piece is None:
                raise _GivenUp
            if not piece:
                return b""
            self._left = piece
        out, self._left = self._left[:size], self._left[size:]
        return out

    def write(self, data: bytes) -> int:
        """Keep what was made."""
        self._made.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back that could be written out."""
