"""Rows of a ledger as issues, with the reply each got."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from fieldbook.domain.acts.decided import is_put_off
from fieldbook.domain.entries import LedgerEntry, Oddity
from fieldbook.domain.parts import Matter
from fieldbook.domain.seal import digest_of
from fieldbook.intake.headings import plain
from fieldbook.intake.row import Row, without_repeats
from fieldbook.intake.standing import read_standing
from fieldbook.patterns import pattern

_KINDS: Final = {
    "生产": "production", "production": "production",
    "生活": "life", "life": "life", "livelihood": "life",
    "学习": "study", "study": "study",
    "政策": "policy", "policy": "policy",
    "意见要求": "request", "意见": "request", "要求": "request", "request": "request",
    "其他": "other", "其它": "other", "other": "other",
}  # fmt: skip
"""The ledger's words for our kinds of issue; any other class becomes a tag."""

_CARRIED_BY: Final = {
    plain(word): code
    for code, words in {
        "group": ("小组自己", "小组", "组里", "本组", "小组自办", "the group itself", "group"),
        "jointly": ("共同办", "共同", "一起办", "合办", "jointly", "together"),
        "cadre": ("干部代办", "干部", "干部办", "支部", "the cadre", "cadre"),
    }.items()
    for word in words
}
"""The ledger's words for who carries a solution out."""

_NUMBER: Final = pattern(
    r"^(?:\d{1,2}[.、．)）]|[(（]\d{1,2}[)）]|[一二三四五六七八九十]{1,2}、|[①-⑳])\s*"
)
_BETWEEN: Final = pattern(r"\n|[；;]\s*(?=\d{1,2}[.、．)）]|[(（]\d|[①-⑳])")
_SHORT: Final = 20
"""Signs of a matter that is no more than a title."""
_PHONE: Final = pattern(
    r"[\s,，、;；/(（:：-]*(?:电话|手机|tel|mob(?:ile)?|ph(?:one)?)?[.:：\s]*\+?\d[\d -]{5,}\d[)）]?$",
    re.IGNORECASE,
)
"""A telephone behind a name."""
_SENTENCE: Final = pattern(r"[^\n。！？；!?;]{1,60}")


def entries(rows: Iterable[Row], fields: frozenset[str]) -> tuple[list[LedgerEntry], list[Oddity]]:
    """The issues of a ledger, and what was odd in its rows.

    Every row is an issue of its own, unless the whole line is said twice.
    """
    return without_repeats(
        rows,
        lambda row: _entry(row, fields),
        lambda row, _entry: row.line,
        lambda entry: entry.code or entry.title,
    )


def _entry(row: Row, fields: frozenset[str]) -> LedgerEntry:
    title, detail = _words(row, fields)
    found_on, found_text = row.day("found_on")
    if "found_on" in fields and not found_text and not row.is_odd("found_on"):
        row.odd("found_on", "no_day")
    days: dict[str, Any] = {}
    for name in ("replied", "due", "studied", "referred", "answered"):
        days[f"{name}_on"], days[f"{name}_text"] = row.day(f"{name}_on")
    raised_by, reached = _with_phone(row, "raised_by")
    responsible, also_reached = _with_phone(row, "responsible")
    kind, tags = _classes(row.several("kind"))
    measure = row.long("measure")
    # 暂缓，待协商 is nothing to be done; its words are kept.
    is_off = measure and is_put_off(Matter(topic="", decided=measure))
    put_off = row.besides("measure") if is_off else ()
    standing = read_standing(row, found_on, days["replied_on"])
    return LedgerEntry(
        row=row.number,
        title=title,
        code=row.code("code"),
        digest=digest_of(title, detail),
        detail=detail,
        raised_by=raised_by,
        found_on=found_on,
        found_text=found_text,
        kind=kind,
        tags=tags,
        measure="" if put_off else measure,
        household=row.name("household"),
        group=row.text("group"),
        responsible=responsible,
        with_whom=row.people("with_whom"),
        carried_by=_carried_by(row.text("carried_by")),
        steps=tuple(_steps(row.long("steps"))),
        referred_to=row.text("referred_to"),
        answer=row.long("answer"),
        note=row.remark("note"),
        besides=(*reached, *also_reached, *put_off, *row.besides("besides")),
        line=row.line,
        **days,
        **standing._asdict(),
    )


def _words(row: Row, fields: frozenset[str]) -> tuple[str, str]:
    """The title and the detail; where a ledger has one column of words, its first sentence leads."""
    detail = row.long("detail")
    if "title" in fields:
        title = row.text("title")
        if not title:
            row.require("title")
        return title, detail
    if not detail:
        row.require("detail")
    if len(detail) <= _SHORT and "\n" in detail and not _NUMBER.search(detail):
        lines = detail.split("\n")  # a few words, broken to fit their cell
        return (" " if detail.isascii() else "").join(lines), ""
    first = _SENTENCE.search(detail)
    title = first[0].strip() if first else detail[:60]
    return title, "" if title == detail else detail


def _with_phone(row: Row, field: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Who it is, and where a telephone stands behind the name all of the cell, as a line of its own."""
    text = row.name(field)
    name = _PHONE.sub("", text)
    return (name, ((row.heading(field), text),)) if name and name != text else (text, ())


def _carried_by(text: str) -> str:
    """The code of who carries it out, where the word says it; else the word."""
    return _CARRIED_BY.get(plain(text), text)


def _steps(text: str) -> Iterator[str]:
    """The steps, one a line or numbered within one, without their numbers."""
    for line in _BETWEEN.split(text) if text else ():
        if words := _NUMBER.sub("", line.strip()).strip("；; "):
            yield words


def _classes(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The first class that is a kind of ours, and the others as tags."""
    known = next((word for word in words if plain(word) in _KINDS), "")
    kind = _KINDS[plain(known)] if known else ""
    return kind, tuple(word for word in words if word != known)
