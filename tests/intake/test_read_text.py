"""Text files: which encoding, which delimiter, and quotes."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from fieldbook.domain.entries import LedgerEntry, RosterEntry
from fieldbook.domain.errors import IntakeError
from fieldbook.intake.sheet import read_sheet

Lay = Callable[..., Path]
ROSTER = "户主,住址,组别\n陈桂生,3组11号,一组\n李霞平,3组02号,一组\n"


def refused(path: Path, encoding: str | None = None) -> IntakeError:
    with pytest.raises(IntakeError) as caught:
        read_sheet(path, encoding=encoding)
    return caught.value


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_the_encoding_is_found_out(lay: Lay, encoding: str, found: str) -> None:
    """Each encoding a mainland program writes is recognised, with its mark or without."""
    sheet = read_sheet(lay(ROSTER.encode(encoding)))
    assert [e.head for e in sheet.entries if isinstance(e, RosterEntry)] == ["陈桂生", "李霞平"]
    assert sheet.encoding == found


def test_plain_ascii_in_utf16_is_recognised(lay: Lay) -> None:
    """UTF-16 without a mark and without one Chinese sign is not taken for UTF-8 full of zeros."""
    sheet = read_sheet(lay("title,date\nroad,2019-01-03\n".encode("utf-16-le")))
    assert sheet.encoding == "utf-16-le"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("heading", "head"),
    [
        ("戶主,小組", "陳國強"), ("户主,小组", "ئەركىن تۇرسۇن"), ("户主,小组", "བཀྲ་ཤིས།"), ("户主,小组", "㑇𠮷"),
        ("Head of household,Group", "Nguyễn Văn Đức"), ("Head of household,Group", "Иванов"),
    ],
)  # fmt: skip
def test_utf16_without_a_mark_is_told_by_its_lines(
    lay: Lay, encoding: str, heading: str, head: str
) -> None:
    """Names of any script: what is no sign in the one order of bytes is a line's end in the other."""
    sheet = read_sheet(lay(f"{heading}\n{head},1\n".encode(encoding)))
    assert [e.head for e in sheet.entries if isinstance(e, RosterEntry)] == [head]
    assert sheet.encoding == encoding


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_a_file_cut_off_within_a_sign_is_read(lay: Lay, encoding: str) -> None:
    """One byte is lost, and not the whole file: the row with the sign is told."""
    data = "户主,小组,备注\n王芳,一组,养了两头牛\n李强,二组,路灯".encode(encoding)
    sheet = read_sheet(lay(data[:-1]))
    assert [e.head for e in sheet.entries if isinstance(e, RosterEntry)] == ["王芳", "李强"]
    assert [(each.row, each.reason) for each in sheet.oddities] == [(3, "unreadable")]


def test_the_whole_file_decides(lay: Lay) -> None:
    """One GB18030 name far down makes the file GB18030, however much ASCII stands before it."""
    text = "name,address\n" + "Li,1\n" * 9 + "".join(f"N{n},{n}\n" for n in range(9000))
    sheet = read_sheet(lay(text.encode() + "陈,11号\n".encode("gbk")))
    assert sheet.encoding == "gb18030"


def test_an_encoding_the_user_names_is_used(lay: Lay) -> None:
    """Bytes of Big5 may be words in GB18030 too; they are read as the user says."""
    path = lay("name,address\n吳,十一號\n".encode("big5"))
    sheets = [read_sheet(path, encoding=encoding) for encoding in ("Big5", "gb18030")]
    heads = [e.head for sheet in sheets for e in sheet.entries if isinstance(e, RosterEntry)]
    assert heads[0] == "吳" != heads[1]


@pytest.mark.parametrize(
    "text",
    [
        "戶號,戶長,組別,人口數\n0001,陳桂生,三組,4\n",
        "name,address\n陳桂生,十一號\n",
        "編號,陳情內容,辦理狀態\n1,路面坑洞很多需要修補,已結案\n",
    ],
)
def test_big5_is_found_out(lay: Lay, text: str) -> None:
    """Words that make sense in Big5 and none in GB18030 are read in Big5."""
    sheet = read_sheet(lay(text.encode("big5")))
    assert (sheet.encoding, sheet.unlikely, len(sheet.entries)) == ("cp950", False, 1)


def test_traditional_signs_in_gb18030_stay_so(lay: Lay) -> None:
    """A mainland program writes traditional names too: they are not taken for Big5."""
    sheet = read_sheet(lay("戶主,地址\n陳桂生,十一號\n歐陽德福,橋頭\n".encode("gb18030")))
    assert sheet.encoding == "gb18030"
    assert [e.head for e in sheet.entries if isinstance(e, RosterEntry)] == ["陳桂生", "歐陽德福"]


@pytest.mark.parametrize(
    "text",
    [
        "head,code\nJosé Peña,1\n",
        "head,note\nMÜLLER,straße\n",
        "name,address\nAna O’Neill,“Café”\nÉdith Núñez,naïve\n",
    ],
)
def test_western_european_letters_are_found_out(lay: Lay, text: str) -> None:
    """What no Chinese encoding makes sense of is read as Windows writes it in Europe, and told."""
    sheet = read_sheet(lay(text.encode("cp1252")))
    assert (sheet.encoding, sheet.unlikely) == ("cp1252", True)
    first = sheet.entries[0]
    assert isinstance(first, RosterEntry)
    assert first.head == text.split("\n")[1].split(",", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("head,code\n镕,1\n喆,2\n珺,3\n", "gbk"),
        ("head,code\n陈喆,1\n", "gbk"),
        ("head,address\nAğaoğlu Şahin,İyi\n", "cp1254"),
        ("head,address\nİvan Петров,1\n", "cp1251"),
    ],
)
def test_other_letters_are_not_taken_for_western_european_ones(
    lay: Lay, text: str, encoding: str
) -> None:
    """Rare Chinese signs, Turkish and Russian letters stand in no order of such words."""
    try:
        found = read_sheet(lay(text.encode(encoding, "ignore"))).encoding
    except IntakeError as error:
        found = error.what
    assert found in {"gb18030", "undecodable"}


@pytest.mark.parametrize("line", ["甲" + "," * 20_000, "x," * 20_000])
def test_a_line_wider_than_any_table_is_refused_at_once(lay: Lay, line: str) -> None:
    """A few megabytes of commas would be millions of cells."""
    error = refused(lay(f"户主,户号\n{line}\n"))
    assert error.what == "unpacks_too_much"


@pytest.mark.parametrize("name", ["klingon", "", "hex", "utf-8\x00", "rot13"])
def test_an_unknown_encoding_is_refused(lay: Lay, name: str) -> None:
    """A name that is no text encoding is told as such."""
    error = refused(lay(ROSTER), name)
    assert (error.what, error.data["encoding"]) == ("bad_encoding", name)


def test_text_that_fits_no_encoding_asks_for_it(lay: Lay) -> None:
    """Bytes that are neither UTF-8 nor GB18030 are refused with what was tried."""
    error = refused(lay(b"name,address\n\xff\xfe\xfd,1\n"))
    assert (error.what, error.data["tried"]) == ("undecodable", ("utf-8", "gb18030"))
    assert refused(lay(ROSTER.encode("gbk")), "utf-8").data["tried"] == ("utf-8",)
    assert refused(lay(codecs.BOM_UTF8 + ROSTER.encode("gbk"))).data["tried"] == ("utf-8",)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，", "|"])
def test_the_delimiter_is_found_out(lay: Lay, delimiter: str) -> None:
    """The delimiter is the one that makes sense of the headings, whatever else stands in the text."""
    sheet = read_sheet(lay(f"a,b;c\n户主{delimiter}备注\n陈桂生{delimiter}一、二\n"))
    (entry,) = sheet.entries
    assert isinstance(entry, RosterEntry)
    assert (entry.head, entry.note) == ("陈桂生", "一、二")


def test_quotes_hold_line_breaks_delimiters_and_quotes(lay: Lay) -> None:
    """A quoted field may hold anything; rows are numbered as a spreadsheet numbers them."""
    text = '标题,内容\r\n修路,"第一行\r\n第二行, ""急"""\r\n 5" 水管 , "好" \r\n'
    first, second = read_sheet(lay(text)).entries
    assert isinstance(first, LedgerEntry)
    assert isinstance(second, LedgerEntry)
    assert first.detail == '第一行\n第二行, "急"'
    assert (second.row, second.title, second.detail) == (3, '5" 水管', "好")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_one(lay: Lay, ending: str) -> None:
    """Lines end as any system ends them, the last one also without an end."""
    sheet = read_sheet(lay(ROSTER.strip().replace("\n", ending)))
    assert [entry.row for entry in sheet.entries] == [2, 3]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('户主,住址\n陈桂生,"3组11号\n李霞平,02号\n', 2),
        ('户主,住址\n陈桂生,"3组11号\n李霞平,"02号,东"\n赵祥,"07号"\n', 2),
        ('户主,住址\n"陈\n桂生","3组\n李霞平,02号\n', 3),
        ('户主,"住址\n陈桂生,11号\n', 1),
        ('户主,住址\r\n陈桂生,11号\r\n李霞平,"', 3),
    ],
)
def test_an_unclosed_quote_is_named_where_it_opened(lay: Lay, text: str, line: int) -> None:
    """A quote that is never closed takes no rows with it: the file is refused with its line."""
    error = refused(lay(text))
    assert (error.what, error.data["line"]) == ("unclosed_quote", line)


def test_a_quote_that_closes_on_its_own_word_is_kept(lay: Lay) -> None:
    """A word in quotes at the beginning of a field is part of what was written."""
    (entry,) = read_sheet(lay('标题,内容\n"老井" 要修,好\n')).entries
    assert isinstance(entry, LedgerEntry)
    assert entry.title == '"老井" 要修'
