"""What a file is, told by its bytes. Its ending is never asked: it is often wrong."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Final, Literal

from fieldbook.domain.errors import IntakeError

Kind = Literal["zip", "xls", "xml", "page", "text"]
"""A workbook of one of three families, the tables of a web page, or lines of text."""

LARGEST: Final = 256 << 20
"""Bytes of a file we read at all; a ledger of 100,000 rows has a tenth of it."""

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE: Final = bytes.fromhex("d0cf11e0")
_OTHERS: Final = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"RIFF", "picture"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "word"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"SQLite format 3", "database"),
)
_TEXTS: Final = (
    (b"BEGIN:VCARD", "contacts"),
    (b"BEGIN:VCALENDAR", "calendar"),
    (b"MIME-Version:", "mail"),
    (b"Return-Path:", "mail"),
    (b"Received:", "mail"),
    (b"[InternetShortcut]", "shortcut"),
)
_OLD: Final = tuple(bytes.fromhex(each) for each in (
    "0908080000050500", "0908100000060500", "09040600", "09020600", "09000400",
))  # fmt: skip
"""How an XLS begins that stands for itself, without the folder of an OLE file around it."""
_BLANK: Final = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
_TABLE: Final = re.compile(rb"<(?:table|tr|td)[\s>]", re.IGNORECASE)
_PAGE: Final = re.compile(rb"<(?:!doctype html|html|head|meta|body|\?xml)", re.IGNORECASE)
_SHEETS: Final = (b"urn:schemas-microsoft-com:office:spreadsheet", b"office:spreadsheet")
_XML: Final = (b"<?xml", b"<Workbook", b"<ss:Workbook", b"<office:document")
_JSON: Final = re.compile(rb'(?:\[\s*)?\{\s*(?:"|\})|\[\s*(?:\[|\]\s*$)')
_PARTS: Final = (("word/", "word"), ("ppt/", "slides"), ("xl/", "damaged"))
_MIMES: Final = ((b"spreadsheet", "damaged"), (b"text", "word"), (b"presentation", "slides"))
_STREAMS: Final = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "word"),
    ("PowerPoint Document", "slides"),
)


def read_bytes(path: Path) -> bytes:
    """All of a file, or an :class:`IntakeError` that says why it cannot be had."""
    try:
        if path.is_dir():
            raise IntakeError(path, "folder")
        if not path.exists():
            raise IntakeError(path, "missing")
        if not path.is_file():
            raise IntakeError(path, "not_a_file")
        size = path.stat().st_size
        if size > LARGEST:
            raise IntakeError(path, "too_large", size=size, limit=LARGEST)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        why = "denied" if isinstance(error, PermissionError) else "other"
        raise IntakeError(path, "unreadable", why=why) from error
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise IntakeError(path, "empty")
    return data


def kind_of(path: Path, data: bytes) -> Kind:
    """Whether this is a workbook (and of which family), a page or text; anything else is refused."""
    if data.startswith(_ZIP):
        return "zip"
    if data.startswith((_OLE, *_OLD)):
        return "xls"
    for magic, found in _OTHERS:
        # Two letters are no proof: a heading in plain text may begin with BM.
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:64]):
            raise IntakeError(path, "not_a_table", found=found)
    # The signs of UTF-16 that say what a file is are those of ASCII with a zero beside each.
    head = data[:4096].replace(b"\x00", b"").lstrip(_BLANK)
    for sign, found in _TEXTS:
        if head.startswith(sign):
            raise IntakeError(path, "not_a_table", found=found)
    if head.startswith(b"<"):
        return _kind_of_markup(path, data, head)
    if _JSON.match(head):
        raise _json(path, head)
    return "text"


def _kind_of_markup(path: Path, data: bytes, head: bytes) -> Kind:
    whole = data.replace(b"\x00", b"")
    if head.startswith(_XML) and any(name in whole for name in _SHEETS):
        return "xml"
    if _TABLE.search(whole):
        return "page"
    if _PAGE.match(head):
        raise IntakeError(path, "not_a_table", found="web_page")
    return "text"


def _json(path: Path, head: bytes) -> IntakeError:
    """Which of our own files this is, or JSON of somebody else's."""
    if head.startswith(b"[") and b'"seq"' in head and b'"created_at"' in head:
        return IntakeError(path, "own_list")
    if b'"meta"' in head or b'"households"' in head or b'"issues"' in head:
        return IntakeError(path, "book")
    return IntakeError(path, "not_a_table", found="json")


def unopened(path: Path, data: bytes, kind: Kind) -> IntakeError:
    """Why a file that looked like a workbook could not be opened as one."""
    looks = {"zip": _zip_kind, "xls": _ole_kind}.get(kind)
    found = looks(data) if looks else "damaged"
    if found in {"encrypted", "damaged"}:
        return IntakeError(path, found)
    return IntakeError(path, "not_a_table", found=found)


def _ole_kind(data: bytes) -> str:
    # The names of an OLE file's streams stand in it as UTF-16; no need to walk its directory.
    for stream, found in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return found
    return "damaged"


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = parts.namelist()
            mime = _small(parts, "mimetype") if "mimetype" in names else b""
            manifest = "META-INF/manifest.xml"
            locked = manifest in names and b"encryption-data" in _small(parts, manifest)
    except Exception:  # noqa: BLE001  a broken zip breaks the reader in many ways; all mean the same
        return "damaged"
    if locked:
        return "encrypted"
    for prefix, found in _PARTS:
        if any(name.startswith(prefix) for name in names):
            return found
    return next((found for word, found in _MIMES if word in mime), "archive")


def _small(parts: zipfile.ZipFile, name: str) -> bytes:
    """A part of a zip that is short by nature; no more of it than that."""
    with parts.open(name) as part:
        return part.read(1 << 20)
