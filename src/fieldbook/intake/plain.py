"""CSV and its kin: bytes in, a grid out. Which encoding and which delimiter is found out here."""

from __future__ import annotations

import codecs
import contextlib
import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from fieldbook.domain.errors import IntakeError
from fieldbook.intake.grid import Grid, Line

DELIMITERS: Final = (",", "\t", ";", "，", "|")
SAMPLE: Final = 20
"""Lines that are enough to see which delimiter makes sense of the headings."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16's mark, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "utf-8": "utf-8-sig", "big5": "cp950"}
"""What files called so really hold: the wider set reads the narrower one and what programs added."""

_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BREAK: Final = re.compile(r"\r\n|\r|\n")


class Text(NamedTuple):
    """A text file's words, and the encoding they were read with."""

    words: str
    encoding: str


class Unclosed(Exception):
    """A quote was opened and not closed as it should."""

    def __init__(self, at: int) -> None:
        self.at = at
        super().__init__()


def decode(path: Path, data: bytes, encoding: str | None) -> Text:
    """The words of a file: by the encoding the user names, else by the first that fits it all.

    A sample would not do: it may end within a character, and the one line that tells GB18030 from
    UTF-8 may be the last.
    """
    if encoding is not None:
        return _as_told(path, data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(path, data, name)
    if b"\x00" in data:
        return _unmarked_utf16(path, data)
    for name in ("utf-8", "gb18030"):
        text = _try(data, name)
        if text is not None:
            return _plausible(path, Text(text, name))
    raise IntakeError(path, "undecodable", tried=("utf-8", "gb18030"))


def _as_told(path: Path, data: bytes, encoding: str) -> Text:
    try:
        name = codecs.lookup(encoding.strip()).name
        name = _WIDER.get(name, name)
        return Text(str(data, name).removeprefix("\ufeff"), name)
    except UnicodeError as error:
        raise IntakeError(path, "undecodable", tried=(encoding,)) from error
    except (LookupError, ValueError) as error:
        raise IntakeError(path, "bad_encoding", encoding=encoding) from error


def _strict(path: Path, data: bytes, name: str) -> Text:
    text = _try(data, name)
    if text is None:
        raise IntakeError(path, "undecodable", tried=(name.removesuffix("-sig"),))
    return _plausible(path, Text(text.removeprefix("\ufeff"), name.removesuffix("-sig")))


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeError:
        return None


def _unmarked_utf16(path: Path, data: bytes) -> Text:
    """UTF-16 that does not say so: of the two byte orders the one with more plain ASCII in it."""
    read = [Text(text, name) for name in ("utf-16-le", "utf-16-be") if (text := _try(data, name))]
    if read:
        best = max(read, key=lambda text: sum(c < "\x7f" for c in text.words))
        if _CONTROL.search(best.words) is None:
            return best
    raise IntakeError(path, "not_a_table", found="binary")


def _plausible(path: Path, text: Text) -> Text:
    """The text, unless it is so full of control characters that it never was one."""
    if len(_CONTROL.findall(text.words)) * 100 > len(text.words):
        raise IntakeError(path, "not_a_table", found="binary")
    return text


def grid(path: Path, text: Text, score: Callable[[Grid], int]) -> Grid:
    """The text's lines, cut by the delimiter whose headings score best."""
    samples = [(score(_sample(path, text.words, cut)), cut) for cut in DELIMITERS]
    best = max(samples, key=lambda sample: sample[0])
    try:
        return Grid(path.name, list(_lines(text.words, best[1])))
    except Unclosed as error:
        line = len(_BREAK.findall(text.words, 0, error.at)) + 1
        raise IntakeError(path, "unclosed_quote", line=line) from error


def _sample(path: Path, words: str, delimiter: str) -> Grid:
    lines: list[Line] = []
    with contextlib.suppress(Unclosed):  # with the right delimiter it is met again, and told
        lines.extend(itertools.islice(_lines(words, delimiter), SAMPLE))
    return Grid(path.name, lines)


def _lines(words: str, delimiter: str) -> Iterator[Line]:
    """The lines that are not empty, numbered as a spreadsheet would number them."""
    for number, cells in enumerate(_records(words, delimiter), start=1):
        if any(cell.strip() for cell in cells):
            yield Line(number, cells)


def _records(words: str, delimiter: str) -> Iterator[list[str]]:
    """The records of the text.

    The standard library's reader is not used: an unclosed quote swallows the records after it there
    without a word, or, when strict, is reported where the file ends and not where it opened.
    """
    cut = re.escape(delimiter)
    blank = r"[ \u3000]" if delimiter == "\t" else r"[ \t\u3000]"
    field = re.compile(
        rf'(?:{blank}*+"((?:[^"]++|"")*+)"{blank}*+(?={cut}|[\r\n]|\Z)|([^{cut}\r\n]*+))'
        rf"({cut}|\r\n|\r|\n|\Z)"
    )
    cells: list[str] = []
    at = 0
    while at < len(words):
        found = field.match(words, at)
        assert found is not None, "every place is the beginning of some field"
        cells.append(_field(found))
        at = found.end()
        if found[3] != delimiter:
            yield cells
            cells = []
    if cells:
        yield cells


def _field(found: re.Match[str]) -> str:
    """What one field says. A quote within a field is a sign like any other."""
    if found[1] is not None:
        return found[1].replace('""', '"')
    bare = found[2]
    opened = bare.lstrip(" \t\u3000")
    if opened.startswith('"') and '"' not in opened[1:]:
        raise Unclosed(found.start(2) + len(bare) - len(opened))
    return bare
