"""A branch's own template, filled in a child process: it comes from somebody else."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Final

from fieldbook.children import Child, TooMuch, stage
from fieldbook.domain.errors import PaperError
from fieldbook.i18n import _, language
from fieldbook.papers.days import long_date
from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Outline
from fieldbook.papers.word.fields import FIELDS
from fieldbook.papers.word.layouts import layout_in_use
from fieldbook.papers.word.marks import Refused

PATIENCE: Final = 30
"""Seconds the child has, beside as many for each megabyte it reads."""
LARGEST: Final = 50 << 20
"""Bytes of a template."""


def filled(template: Path, outline: Outline, imprint: Imprint) -> bytes:
    """The template's bytes with the words in.

    Raises:
        PaperError: ``no_template``, ``bad_template``, ``template_too_much``, ``has_program``,
            ``loads_from_afar``, ``unknown_field``, ``broken_mark``, ``no_body``, ``body_not_alone``, with the template's path.
    """
    stage(_("filling in the template"))
    return _asked(template, (outline, imprint, long_date(imprint.on)))


def words(template: Path) -> tuple[str, ...]:
    """Every text that stands in the template itself.

    Raises:
        PaperError: ``no_template``, ``bad_template``, ``template_too_much``, with its path.
    """
    return tuple(json.loads(_asked(template, None)))


def _asked(template: Path, paper: tuple[object, ...] | None) -> bytes:
    """The child's answer: the template filled, or without a paper its own words."""
    data = pickle.dumps((_read(template), paper))
    child = Child(
        "fieldbook.papers.word",
        [language()],
        data,
        patience=PATIENCE * (1 + (len(data) >> 20)),
        instead=lambda: told(data),
    )
    try:
        answer = child.answer()
    except TooMuch as error:
        raise PaperError(template, "template_too_much") from error
    head, _newline, document = answer.partition(b"\n")
    if head and not (said := json.loads(head)):
        return document
    what, more = said if head else ("bad_template", {})
    raise PaperError(template, what, **more, known=tuple(FIELDS))


def told(data: bytes) -> bytes:
    """A line that is empty JSON, or tells why not; then the document, or the template's words."""
    # What is read was written by our own parent.
    template, paper = pickle.loads(data)  # noqa: S301
    try:
        from fieldbook.papers.word import filling, own_words

        if paper is None:
            return b"{}\n" + json.dumps(own_words.words(template)).encode()
        return b"{}\n" + filling.filled(template, filling.Paper(*paper), layout_in_use())
    except MemoryError:
        return _why("template_too_much", {})
    except Refused as refused:
        return _why(refused.what, refused.data)


def _why(what: str, more: dict[str, str]) -> bytes:
    return json.dumps((what, more)).encode() + b"\n"


def _read(template: Path) -> bytes:
    try:
        if not template.is_file():
            raise PaperError(template, "no_template")
        if template.stat().st_size > LARGEST:
            raise PaperError(template, "template_too_much")
        return template.read_bytes()
    except (OSError, ValueError) as error:
        raise PaperError(template, "no_template") from error
