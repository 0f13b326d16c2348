"""Files nothing can be taken from: each has its own reason, and no other error comes out."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.domain.errors import IntakeError
from fieldbook.intake import content
from fieldbook.intake.sheet import read_sheet

Lay = Callable[..., Path]
Pack = Callable[[dict[str, str | bytes]], bytes]
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def why(path: Path) -> IntakeError:
    with pytest.raises(IntakeError) as caught:
        read_sheet(path)
    assert caught.value.data["path"] == str(path)
    return caught.value


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A path where nothing lies, or that cannot be one, is told as missing."""
    assert why(tmp_path / "none.xlsx").what == "missing"
    assert why(tmp_path / ("n" * 400)).what in {"missing", "unreadable"}
    assert why(Path("a\0b")).what in {"missing", "unreadable"}


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder is no sheet."""
    assert why(tmp_path).what == "folder"


def test_what_is_no_ordinary_file_is_refused() -> None:
    """A device, a pipe or a socket could be read without end, so none of them is begun."""
    assert why(Path(os.devnull)).what in {"not_a_file", "missing"}


@pytest.mark.parametrize(("error", "told"), [(PermissionError, "denied"), (OSError, "other")])
def test_an_unreadable_file_is_refused(
    lay: Lay, monkeypatch: pytest.MonkeyPatch, error: type[OSError], told: str
) -> None:
    """A file the system does not give is told with the kind of reason."""
    path = lay("户主\n甲\n")

    def refuse(_: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", refuse)
    refused = why(path)
    assert (refused.what, refused.data["why"]) == ("unreadable", told)


@pytest.mark.parametrize(
    "data", [b"", b"\n\n  ", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\r\n"]
)
def test_an_empty_file_is_refused(lay: Lay, data: bytes) -> None:
    """A file of no bytes, or of blanks and marks only, holds nothing."""
    assert why(lay(data)).what == "empty"


@pytest.mark.parametrize("text", [",,\n,,\n", '""\n', "\u3000\n"])
def test_a_file_of_empty_cells_is_refused(lay: Lay, text: str) -> None:
    """Delimiters and blanks alone hold nothing either."""
    assert why(lay(text)).what == "empty"


@pytest.mark.parametrize("kind", ["lay_xlsx", "lay_xls", "lay_ods"])
def test_an_empty_workbook_is_refused(request: pytest.FixtureRequest, kind: str) -> None:
    """A workbook whose sheets hold nothing is empty."""
    assert why(request.getfixturevalue(kind)([])).what == "empty"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"BM\x00\x00\x01", "picture"),
        (b"%PDF-1.7\n", "pdf"),
        (b"{\\rtf1 }", "word"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (b" \n<!DOCTYPE html><table>", "web_page"),
        (b"<html><frameset></html>", "web_page"),
        (b'{"a": 1}', "json"),
        (b"[{}]", "json"),
        ("\ufeff<HTML>".encode(), "web_page"),
        (b"<?xml version='1.0'?><Workbook/>", "web_page"),
        (b"\x00\x01\x02\x03\x04" * 9, "binary"),
        (b"\x01\x02\x03\x04" * 9, "binary"),
        (b"BEGIN:VCARD\r\nFN:x\r\n", "contacts"),
        (b"BEGIN:VCALENDAR\r\n", "calendar"),
        (b"MIME-Version: 1.0\n", "mail"),
        (OLE + "WordDocument".encode("utf-16-le"), "word"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "slides"),
    ],
)
def test_another_kind_of_file_is_named(lay: Lay, data: bytes, found: str) -> None:
    """A picture, a paper or a web page renamed to .xlsx is told as what it is."""
    refused = why(lay(data, "a.xlsx"))
    assert (refused.what, refused.data["found"]) == ("not_a_table", found)


_MAIN_PART = (
    '<Relationships><Relationship Type="http://x/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
"""What says, in a paper that Word wrote, which of its parts is the main one."""


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"readme.txt": "x"}, "archive"),
        ({"word/document.xml": "<w/>"}, "word"),
        ({"ppt/presentation.xml": "<p/>"}, "slides"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "word"),
        ({"_rels/.rels": _MAIN_PART, "word/document.xml": "<document/>"}, "word"),
    ],
)
def test_a_zip_that_is_no_workbook_is_named(
    lay: Lay, pack: Pack, parts: dict[str, str | bytes], found: str
) -> None:
    """A zip, a Word paper or slides are told as what they are."""
    refused = why(lay(pack(parts)))
    assert (refused.what, refused.data["found"]) == ("not_a_table", found)


def test_a_broken_workbook_is_refused(lay: Lay, lay_xlsx: Lay, pack: Pack) -> None:
    """A workbook cut short, or one whose parts are missing, is damaged."""
    whole = lay_xlsx([["户主"], ["甲"]]).read_bytes()
    assert why(lay(whole[:-200])).what == "damaged"
    assert why(lay(pack({"xl/workbook.xml": "<x"}))).what == "damaged"
    assert why(lay(OLE + bytes(600))).what == "damaged"
    assert why(lay(b"PK\x03\x04" + bytes(60))).what == "damaged"


def test_an_encrypted_workbook_is_refused(lay: Lay, lay_ods: Lay) -> None:
    """A workbook with a password is told as such, not as broken."""
    assert why(lay(OLE + "EncryptedPackage".encode("utf-16-le"))).what == "encrypted"
    locked = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    assert why(lay_ods([["户主"], ["甲"]], manifest=locked)).what == "encrypted"


def test_a_binary_workbook_is_named(lay: Lay, pack: Pack) -> None:
    """XLSB is a workbook that is not read, and is told as that."""
    refused = why(lay(pack({"xl/workbook.bin": b"\x83\x01"})))
    assert (refused.what, refused.data["found"]) == ("not_a_table", "binary_workbook")


def test_headings_without_rows_are_refused(lay: Lay) -> None:
    """A form nobody has filled in is told with its headings."""
    refused = why(lay("户主,住址\n,\n合计,\n"))
    assert (refused.what, refused.data["headings"]) == ("only_headings", ("户主", "住址"))


def test_rows_that_all_lack_their_head_are_refused(lay: Lay) -> None:
    """Where no row can be taken, how many there were and the first's reason are told."""
    refused = why(lay("户主,住址\n,1号\n,2号\n"))
    assert (refused.what, refused.data["rows"], refused.data["reason"]) == (
        "no_rows",
        2,
        "required",
    )


def test_a_file_beyond_measure_is_refused(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file larger than any sheet is not read into memory."""
    text = lay("户主\n" + "甲\n" * 900)
    monkeypatch.setattr(content, "LARGEST", text.stat().st_size - 1)
    assert why(text).what == "too_large"
