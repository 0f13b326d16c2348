"""A bundle: what one book hands another, as bytes. It is written once and never changes.

JSON lines, gzip, age. The first line says from whom to whom it goes, the last one how many lines there
are, and vouches for all before it by a secret that only the two have. What is read was written by who
knows whom: it is unpacked to a limit, and nothing is believed before the last line fits.
"""

from __future__ import annotations

import hmac
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, cast

import msgspec

from fieldbook.domain.errors import BranchError
from fieldbook.exchange.keys import decrypted, encrypted

FORMAT: Final = 1
MOST_UNPACKED: Final = 256 * 1024 * 1024
MOST_LINES: Final = 1_000_000
MOST_IN_LINE: Final = 8 * 1024 * 1024
"""Bytes and lines beyond which a bundle is none of ours, however small it came."""
_STEP: Final = 1024 * 1024
_GZIP: Final = 31
"""zlib's word for a gzip header, and the largest window."""
_QUICK: Final = 3
"""gzip's effort: the words become a quarter, and a slow laptop is not kept waiting."""


class From(msgspec.Struct, frozen=True):
    """Who wrote a bundle."""

    replica: str
    member: str = ""
    """A member's id; empty: the branch itself."""
    public: str = ""
    """To whom the answer is encrypted; empty: to the branch's own key."""
    invitation: str = ""
    """Which invitation the writer joined by; empty: the branch's own key vouches."""
    former: tuple[str, ...] = ()
    """Replicas whose place this one has taken; theirs are refused from now on."""


class To(msgspec.Struct, frozen=True):
    """For whom a bundle is."""

    replica: str = ""
    """Empty: for whichever book of the branch opens it first."""
    member: str = ""
    """A member's id; empty: the branch itself."""


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The first line of a bundle."""

    fieldbook: str
    """It says ``bundle``, by which the file is known."""
    format: int
    branch: str
    name: str = ""
    """What the branch is called."""
    writer: From = msgspec.field(name="from")
    to: To
    number: int
    at: str
    took: tuple[tuple[str, int], ...] = ()
    """What was taken in from whom: replica, and the highest number."""
    greets: bool = False
    """Whether the writer has not heard of the other since it joined, and waits to."""
    books: tuple[str, ...] = ()
    """The branch's own books, as far as the writer knows them."""


class Read(NamedTuple):
    """A bundle that was opened, and found to be whole and true."""

    header: Header
    lines: tuple[Any, ...]
    """What stands between the first line and the last, decoded."""


class _Last(msgspec.Struct):
    """The last line of a bundle."""

    count: int
    hmac: str


class _Known(msgspec.Struct):
    """What is asked of a header of any format, newer ones included."""

    fieldbook: str
    format: int


def written(header: Header, lines: Iterable[bytes], secret: bytes, to: Sequence[str]) -> bytes:
    """A bundle's bytes.

    Args:
        header: its first line.
        lines: a JSON text each, without ends of lines.
        secret: what vouches for it.
        to: the public keys of whom it is for.
    """
    packing = zlib.compressobj(_QUICK, zlib.DEFLATED, _GZIP)
    vouching = hmac.new(secret, digestmod="sha256")
    packed, count = [], 0
    for count, line in enumerate((msgspec.json.encode(header), *lines)):  # noqa: B007
        vouching.update(line + b"\n")
        packed.append(packing.compress(line + b"\n"))
    last = msgspec.json.encode(_Last(count, vouching.hexdigest()))
    packed += [packing.compress(last + b"\n"), packing.flush()]
    return encrypted(b"".join(packed), to)


def read(data: bytes, identities: Sequence[str], secret_of: Callable[[Header], bytes]) -> Read:
    """What a bundle says, once all of it is known to be true.

    Args:
        data: its bytes.
        identities: the secret keys of this book.
        secret_of: what vouches for a bundle with this header; may refuse it by raising.

    Raises:
        BranchError: ``another's`` where it is encrypted to somebody else; ``newer``, ``damaged``,
            ``unpacks_too_much`` or ``tampered`` otherwise.
    """
    raw = decrypted(data, identities)
    if raw is None:
        raise BranchError("anothers")
    lines = list(_lines(raw))
    if len(lines) < 2:  # the first and the last
        raise BranchError("damaged")
    header = _header(lines[0])
    last = _decoded(lines[-1], _Last)
    sum_ = hmac.new(secret_of(header), digestmod="sha256")
    for line in lines[:-1]:
        sum_.update(line + b"\n")
    if last.count != len(lines) - 2 or not hmac.compare_digest(sum_.hexdigest(), _ascii(last.hmac)):
        raise BranchError("tampered")
    return Read(header, tuple(_decoded(line, Any) for line in lines[1:-1]))


def _header(line: bytes) -> Header:
    known = _decoded(line, _Known)
    if known.fieldbook != "bundle":
        raise BranchError("damaged")
    if known.format > FORMAT:
        raise BranchError("newer")
    return cast("Header", _decoded(line, Header))


def _decoded(line: bytes, form: Any) -> Any:
    try:
        return msgspec.json.decode(line, type=form)
    except (msgspec.MsgspecError, ValueError, RecursionError):  # their words may quote the line
        raise BranchError("damaged") from None


def _ascii(text: str) -> str:
    return text.encode("ascii", "replace").decode()


def _lines(packed: bytes) -> Iterator[bytes]:
    """The lines of a packed text, to a limit."""
    left, count = b"", 0
    for piece in _unpacked(packed):
        *whole, left = (left + piece).split(b"\n")
        count += len(whole)
        if len(left) > MOST_IN_LINE or count > MOST_LINES:
            raise BranchError("unpacks_too_much")
        yield from whole
    if left:
        raise BranchError("damaged")


def _unpacked(packed: bytes) -> Iterator[bytes]:
    unpacking = zlib.decompressobj(_GZIP)
    size = 0
    try:
        while not unpacking.eof:
            piece = unpacking.decompress(packed, _STEP)
            packed = unpacking.unconsumed_tail
            size += len(piece)
            if size > MOST_UNPACKED:
                raise BranchError("unpacks_too_much")
            if not piece and not packed and not unpacking.eof:
                raise BranchError("damaged")
            yield piece
    except zlib.error:
        raise BranchError("damaged") from None
    if unpacking.unused_data:
        raise BranchError("damaged")
