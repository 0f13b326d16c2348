"""What a line of the log and the JSON file are made of: bytes in, bytes out.

This is the one seam between what the journal means and what lies on the disk. The journal frames
lines and names digests over what comes *out* of a codec, so that damage is told from a wrong key.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol


class NotSealed(ValueError):
    """It reads, and was not made by who can read this book: somebody put it there."""

    def __init__(self, what: str = "seal", to: str = "") -> None:
        self.what, self.to = what, to
        """``seal``, or ``recipients`` and whom it was written to."""
        super().__init__(what)


class Notes(Protocol):
    """How the small things beside a book look on the disk: drafts, added lines, what is set aside."""

    def encode_note(self, data: bytes) -> bytes:
        """A small file, or what stands in a line."""

    def decode_note(self, data: bytes) -> bytes:
        """What :meth:`encode_note` was given; ``ValueError`` where that cannot be."""


class Codec(Notes, Protocol):
    """How bytes look on the disk. Every ``encode`` has a ``decode`` that gives the same back."""

    @property
    def ending(self) -> str:
        """What the JSON file's name has behind the book's."""

    @property
    def log_limit(self) -> int:
        """From how many bytes of log on the JSON file should be brought up to date."""

    @property
    def companions(self) -> Mapping[str, bytes]:
        """What has to lie beside a JSON file so that it can be opened: ending and bytes."""

    def encode_line(self, body: bytes, number: int, before: bytes) -> bytes:
        r"""One line's body; must hold no ``\n``.

        ``number`` is its place in the log, ``before`` the body of the line before as it stands on
        the disk, empty for the first. No state is kept: a line may be written twice, or not at all.
        """

    def decode_line(self, body: bytes, number: int, before: bytes) -> bytes:
        """What :meth:`encode_line` was given; ``ValueError`` where that cannot be."""

    def decode_odd_lines(self, lines: Iterable[tuple[int, bytes]]) -> Iterator[bytes]:
        """What the lines (number and body) of a damaged log say, of those that are surely ours."""

    def encode_file(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The JSON file, piece by piece; no piece much larger than those that come in."""

    def decode_file(self, data: bytes) -> bytes:
        """The whole JSON file; ``ValueError`` where that cannot be."""


class PlainCodec:
    """Bytes lie on the disk as they are: UTF-8 JSON that plain TinyDB reads."""

    ending = ""
    log_limit = 8 * 1024 * 1024
    companions: Mapping[str, bytes] = {}

    def encode_line(self, body: bytes, number: int, before: bytes) -> bytes:  # noqa: ARG002
        """The body itself."""
        return body

    def decode_line(self, body: bytes, number: int, before: bytes) -> bytes:  # noqa: ARG002
        """The body itself."""
        return body

    def decode_odd_lines(self, lines: Iterable[tuple[int, bytes]]) -> Iterator[bytes]:
        """The bodies themselves."""
        return (body for _number, body in lines)

    def encode_file(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces themselves."""
        yield from chunks

    def decode_file(self, data: bytes) -> bytes:
        """The bytes themselves, without the mark some editors set before UTF-8."""
        return data.removeprefix(BOM_UTF8)

    def encode_note(self, data: bytes) -> bytes:
        """The bytes themselves."""
        return data

    def decode_note(self, data: bytes) -> bytes:
        """The bytes themselves."""
        return data


class LayoutCodec(PlainCodec):
    """The JSON file in another layout or encoding, as TinyDB's keyword arguments ask for."""

    def __init__(self, encoding: str | None, layout: dict[str, Any]) -> None:
        self._encoding = encoding or "utf-8"
        self._layout = layout

    def encode_file(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The whole file in one piece: a layout is only known at the end."""
        text = json.dumps(json.loads(b"".join(chunks)), **self._layout)
        yield text.encode(self._encoding)

    def decode_file(self, data: bytes) -> bytes:
        """The text in UTF-8 again, from the encoding it was written in."""
        return data.decode(self._encoding).encode()
