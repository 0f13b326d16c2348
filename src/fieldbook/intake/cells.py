"""What one cell says: texts made clean, numbers, codes. No cell is ever refused with an exception."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from fieldbook.intake.grid import Cell, Lost
from fieldbook.patterns import pattern

_ESCAPE: Final = pattern(r"_x(00(?:0[9AaDd]))_")
"""A tab or a line break as a workbook writes it, left in a text by a program that did not read it."""
_UNSEEN: Final = pattern(
    # Zero-width signs, byte order marks and soft hyphens; what turns the writing direction could
    # make a line look other than it is; controls could move a terminal's cursor.
    r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    r"\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x84\x86-\x9f]"
)
_NAMES: Final = pattern(r"[\u3400-\u9fff]{2,4}(?: [\u3400-\u9fff]{2,4})+")
_LISTED: Final = pattern(r"^(?:\d{1,3}[、.．)）]|[(（]\d{1,3}[)）]|[①-⑳])\s*(?=[^\W\d])")
_AND: Final = pattern(
    r"\s+(?:and|&)\s+|(?<=[\u3400-\u9fff]{2})\s*[和与與及&/／]\s*(?=[\u3400-\u9fff]{2})"
    r"|(?<=[a-z]{3})\s*/\s*(?=[A-Z][a-z]{2})"
)
"""What joins two names; 和 is a sign of names too, one sign alone is none, and s/o stands within one."""
_ERRORS: Final = pattern(
    r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|BLOCKED!)|#{4,}|Err:\d{3}"
)
_QUOTED: Final = pattern(r'="([^"]*)"')
_PIECE: Final = (
    r"\"[^\"]*+\"|'[^']++'!|[\w.]++!|[A-Za-z][\w.]*+\(|\$?[A-Za-z]{1,3}\$?\d{1,7}(?!\w)|"
    r"\d++(?:\.\d++)?%?|TRUE|FALSE|\$?[A-Z]{1,3}(?!\w)|[-+*/^&=<>,;:(){}\s]"
)
_FORMULA: Final = pattern(rf"=(?>(?:{_PIECE})+)")
"""Nothing but cells, functions, numbers, texts in quotes, and signs between them."""
_COUNTS: Final = pattern(r"[A-Za-z$]{1,4}\d|[\w.]\(|!|\d\s*[-+*/^]\s*\d")
"""What a formula has at least one of: a cell, a function, a sheet, two numbers reckoned up."""
_NOTHING: Final = frozenset(
    ["-", "--", "—", "——", "―", "–", "/", "//", "\\", "无", "暂无", "没有", "n/a", "null", "none"]
)  # fmt: skip
_STROKES: Final = pattern(r"[-—―–－_=:|.\s]{2,}")
"""A line drawn through a cell, or the rule below the headings of a table of text."""
_LONGEST_NOTHING: Final = max(map(len, _NOTHING))
_WHOLE: Final = pattern(r"([+-]?\d+)\.0+")
_EXPONENT: Final = pattern(r"\d(?:\.\d+)?E\+\d{2}", re.IGNORECASE)
_COUNT: Final = pattern(r"(\d+)(?:\.0*)?\s*(?:人|口|口人|个|个人|名|天|日|days?|persons?|people)?")
_BESIDE: Final = pattern(r"\s*[(\[【].*[)\]】]$", re.DOTALL)
"""What stands in brackets behind a number: ``3（常住2）``."""
_ABOUT: Final = pattern(
    r"^(?:约|大约|大概|about|approx(?:imately|\.)?|[~≈])\s*|\s*左右$", re.IGNORECASE
)
_EVERY: Final = pattern(r"^(?:每|every)\s*")
_NUMERALS: Final = {
    numeral: at
    for numerals in ("零一二三四五六七八九十", "零壹贰叁肆伍陆柒捌玖拾")
    for at, numeral in enumerate(numerals)
} | {"两": 2}
_ENGLISH: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip

LONGEST_FORMULA: Final = 8192
EXACT: Final = 10**15
"""Spreadsheets keep fifteen digits of a number; the sixteenth and those after it are made up."""
MOST: Final = 999
"""Nobody counts more people in a household, or more days between two visits."""


def seen(text: str) -> str:
    """The text without what nobody sees."""
    return text if text.isprintable() else _UNSEEN.sub("", text)


def untyped(cell: Cell) -> Cell:
    """What a cell says in a file in which all cells are texts: a formula is a formula there too."""
    if not isinstance(cell, str):
        return cell
    if "_x00" in cell:
        cell = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), cell)
    return Lost("formula", cell) if cell.startswith("=") and is_formula(cell.strip()) else cell


def as_text(cell: Cell) -> str:
    """A cell's text, not yet trimmed: a whole number without its ``.0``, a day as ISO 8601."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Lost):
        return cell.shown
    if isinstance(cell, dt.datetime):
        whole_minute = not (cell.second or cell.microsecond)
        return cell.isoformat(" ", "minutes" if whole_minute else "seconds")
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e17:
        return str(int(cell))
    return str(cell)


def one_line(cell: Cell) -> str:
    """A cell's text on one line, its blanks single."""
    return " ".join(seen(as_text(cell)).split())


def in_one_line(text: str) -> str:
    """A long text as it is compared: letters composed, its blanks and lines single."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def many_lines(cell: Cell) -> str:
    """A cell's text, every line trimmed and the blank ones dropped, else as it was written."""
    lines = as_text(cell).replace("\t", " ").splitlines()
    return "\n".join(filter(None, (seen(line.strip()).strip() for line in lines)))


def name(text: str) -> str:
    """A person's name, without a running number (3、陈桂).

    Tables pad names of few signs with blanks (陈　桂, 欧阳　修) to make them even.
    """
    text = _LISTED.sub("", text)
    parts = text.split()
    whole = "".join(parts)
    if len(parts) < 2 or len(whole) > 4 or not all(map(_is_han, whole)):
        return text
    return whole if any(len(each) == 1 for each in parts) else text


def whole_name(surname: Sequence[Cell], given: Sequence[Cell]) -> str:
    """A name whose parts have cells of their own, in the order in which its language says them."""
    last, first = (
        " ".join(one_line(cell) for cell in part if not isinstance(cell, Lost)).strip()
        for part in (surname, given)
    )
    if last and first and all(map(_is_han, last + first)):
        return last + first
    return f"{first} {last}".strip()


def _is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"


def people(text: str) -> str:
    """Names on one line; where blanks or an *and* part them, they are parted as names are typed."""
    whole = name(_AND.sub("、", text))
    return "、".join(whole.split()) if _NAMES.fullmatch(whole) else whole


def says_nothing(text: str) -> bool:
    """Whether a cell only says that there is nothing to say."""
    if not text or (len(text) <= _LONGEST_NOTHING and text.casefold() in _NOTHING):
        return True
    return text[0] in "-—―–－_=:|." and _STROKES.fullmatch(text) is not None


def is_error(text: str) -> bool:
    """Whether this is a spreadsheet's error, such as ``#REF!``, and not what someone wrote."""
    return text.startswith(("#", "Err:")) and _ERRORS.fullmatch(text) is not None


def unquoted(text: str) -> str:
    """``="0311"``, as programs write a code so that its zero is kept, is ``0311``."""
    found = _QUOTED.fullmatch(text) if text.startswith("=") else None
    return found[1].strip() if found else text


def is_formula(text: str) -> bool:
    """Whether a text is a formula and nothing else; words that only begin with = are words."""
    if len(text) > LONGEST_FORMULA or _QUOTED.fullmatch(text):
        return False
    return _FORMULA.fullmatch(text) is not None and _COUNTS.search(text) is not None


def code(text: str) -> str:
    """A number that is a name: half-width, without the ``.0`` a spreadsheet gave it."""
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("'")
    found = _WHOLE.fullmatch(plain) if plain.endswith("0") and "." in plain else None
    return found[1] if found else plain


def lost_digits(cell: Cell) -> bool:
    """Whether a long number went through a spreadsheet as a number, and its last digits are gone."""
    if isinstance(cell, (int, float)):
        return abs(cell) >= EXACT
    return isinstance(cell, str) and _EXPONENT.fullmatch(cell.strip()) is not None


def without_brackets(text: str) -> str:
    """A number without the words in brackets behind it, or 约 before it; the same text where there are none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    bare = _BESIDE.sub("", plain)
    return bare if bare != plain else _ABOUT.sub("", plain)


def count(text: str) -> int | None:
    """How many people or days a text says (``5人``, ``５``, ``五口人``), or ``None``."""
    plain = _EVERY.sub("", unicodedata.normalize("NFKC", text).strip().casefold())
    if found := _COUNT.fullmatch(plain):
        return number if (number := int(found[1][:9])) <= MOST else None
    if (word := re.split(r"\W", plain, maxsplit=1)[0]) in _ENGLISH:
        return _ENGLISH[word] if _COUNT.fullmatch(f"1{plain.removeprefix(word)}") else None
    numeral = plain.rstrip("人口个名天日")
    if len(numeral) == 1:
        return _NUMERALS.get(numeral)
    if len(numeral) == 2 and numeral[0] in "十拾" and numeral[1] in _NUMERALS:
        return 10 + _NUMERALS[numeral[1]]
    return None
