"""Which encoding the words of a file are in: bytes in, words out."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path
from typing import Final, NamedTuple

from fieldbook.domain.errors import IntakeError
from fieldbook.intake.traditional import simplified
from fieldbook.intake.western import ENCODING, western
from fieldbook.patterns import pattern
from fieldbook.workbooks.sense import sense

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16's mark, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "utf-8": "utf-8-sig", "big5": "cp950"}
"""What files called so really hold: the wider set reads the narrower one and what programs added."""

_HONG_KONG: Final = "big5hkscs"
"""The encoding of traditional signs with those that Hong Kong adds, 邨 and 冚."""

_DECLARED: Final = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_LOST: Final = "\ufffd"
_CONTROL: Final = pattern(r"[\x00-\x08\x0e-\x1f\x7f]")


class Text(NamedTuple):
    """A text file's words, and the encoding they were read with."""

    words: str
    encoding: str
    unlikely: bool = False
    """Whether the encoding was guessed, and may well be another."""


def decode(path: Path, data: bytes, encoding: str | None) -> Text:
    """The words of a file: by the encoding the user names, else by the first that fits it all.

    A sample would not do: it may end within a character, and the one line that tells GB18030 from
    UTF-8 may be the last.
    """
    if encoding is not None:
        return _in(path, data, named(path, encoding), encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _plausible(path, _in(path, data, name, name))
    if b"\x00" in data:
        return _with_zeros(path, data)
    return _first_that_fits(path, data, ("utf-8", "gb18030"))


def decode_page(path: Path, data: bytes, encoding: str | None) -> Text:
    """The words of a web page or an XML document, which may itself say how it is encoded.

    What it says is often wrong: a program writes UTF-8 and declares GB2312, or the other way round.
    So it only decides where the other encodings do not fit or make less sense.
    """
    found = _DECLARED.search(data[:4096].replace(b"\x00", b""))
    name = codec(found[1].decode()) if found else ""
    if encoding is not None or b"\x00" in data or not name or name.startswith("utf-16"):
        return decode(path, data, encoding)
    names = dict.fromkeys((name, "utf-8-sig", "gb18030"))
    fits = [Text(text, each) for each in names if (text := _try(data, each)) is not None]
    if not fits:
        raise IntakeError(path, "undecodable", tried=tuple(names))
    best = max(fits, key=lambda text: sense(text.words))
    return best._replace(words=best.words.removeprefix("\ufeff"))


def codec(name: str) -> str:
    """The codec that reads what is called so, or an empty text where there is none."""
    try:
        found = codecs.lookup(name.strip())
        str(b"a", found.name)  # some codecs make bytes of bytes
    except UnicodeError:
        pass  # a text encoding it is: half a sign in one of two bytes a sign
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(found.name, found.name)


def named(path: Path, encoding: str) -> str:
    """The codec for an encoding the user names."""
    name = codec(encoding)
    if not name:
        raise IntakeError(path, "bad_encoding", encoding=encoding)
    return name


def _in(path: Path, data: bytes, name: str, called: str) -> Text:
    """The words in the one encoding that it can be."""
    text = _try(data, name)
    if text is None:
        raise IntakeError(path, "undecodable", tried=(called,))
    return Text(text.removeprefix("\ufeff"), name)


def _first_that_fits(path: Path, data: bytes, names: tuple[str, ...]) -> Text:
    for name in names:
        text = _try(data, name)
        if text is not None:
            unlikely = name != "utf-8" and sense(text) < 0.5
            found = (_in_big5(data, text) or _in_western(data)) if unlikely else None
            return _plausible(path, found or Text(text, name, unlikely))
    found = _in_western(data) or _in_spite_of(data, names)
    if found:
        return _plausible(path, found)
    raise IntakeError(path, "undecodable", tried=names)


def _in_spite_of(data: bytes, names: tuple[str, ...]) -> Text | None:
    """The words of a file of which hardly a byte is damaged; the rows with such signs are told."""
    read = [Text(data.decode(name, "replace"), name) for name in names]
    best = min(read, key=lambda text: text.words.count(_LOST))
    lost = best.words.count(_LOST)
    rest = best.words.replace(_LOST, "")
    # Where all else is ASCII, the lost signs are letters of another encoding, which can be named.
    few = (lost == 1 or lost * 200 <= len(rest)) and not rest.isascii() and sense(rest) > 0.5
    return best if few else None


def _in_big5(data: bytes, otherwise: str) -> Text | None:
    """The words in the encoding of traditional signs, where they make clearly more sense in it."""
    name = "cp950" if _try(data, "cp950") is not None else _HONG_KONG
    text = _try(data, name)
    if text is None:
        return None
    likely = sense(simplified(text))
    more = likely > 0.5 and likely > sense(simplified(otherwise)) + 0.1
    return Text(text, name) if more else None


def _in_western(data: bytes) -> Text | None:
    words = western(data)
    return Text(words, ENCODING, unlikely=True) if words is not None else None


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeError:
        return None


def _with_zeros(path: Path, data: bytes) -> Text:
    """UTF-16 that does not say so, or a text into which a zero has strayed: what makes more sense."""
    bare = data.replace(b"\x00", b"")
    ways = (("utf-16-le", data), ("utf-16-be", data), ("utf-8", bare), ("gb18030", bare))
    read = [Text(text, name) for name, each in ways if (text := _try(each, name)) is not None]
    if read:
        best = max(read, key=lambda text: (_CONTROL.search(text.words) is None, sense(text.words)))
        if sense(best.words) > 0.5:
            return _plausible(path, best)
    for name in ("utf-16-le", "utf-16-be"):
        words = data.decode(name, "replace")  # of a file that was cut, half a sign is left over
        if _has_lines_of_signs(words):
            return Text(words, name, unlikely=True)
    raise IntakeError(path, "not_a_table", found="binary")


def _has_lines_of_signs(words: str) -> bool:
    """Whether a text in two bytes a sign has lines, and nothing but signs that there are.

    Read the wrong way round, the ends of lines are signs of other scripts.
    """
    ends = words.count("\n") + words.count("\r")
    signs = set(words) - set("\n\r\t")
    return ends > words.count("\u0a00") + words.count("\u0d00") and not any(
        unicodedata.category(each) in ("Cc", "Cn", "Co", "Cs") for each in signs
    )


def _plausible(path: Path, text: Text) -> Text:
    """The text, unless it is so full of control characters that it never was one."""
    if len(_CONTROL.findall(text.words)) * 100 > len(text.words):
        raise IntakeError(path, "not_a_table", found="binary")
    return text
