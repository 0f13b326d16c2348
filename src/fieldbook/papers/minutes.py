"""Minutes 纪要 as a paper: when, where and by whom, and what was decided; who came stands first, in a 纪要 last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from fieldbook.i18n import _, language
from fieldbook.labels import person_text
from fieldbook.papers.days import long_date
from fieldbook.papers.decisions import decision, undecided
from fieldbook.papers.formats import FORMATS
from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Block, Heading, Outline, Paragraph
from fieldbook.papers.wording import (
    clean,
    names,
    numbered,
    one_line,
    with_one_stop,
)
from fieldbook.reports.minutes import Minutes


def minutes_bytes(
    minutes: Minutes, *, fmt: str, branch: str, template: Path | None = None
) -> bytes:
    """The minutes as a file of a format of :data:`FORMATS` holds them; they are for the branch."""
    imprint = Imprint(one_line(branch), "", minutes.on)
    return FORMATS[fmt].render(minutes_outline(minutes, branch), imprint, template)


def minutes_name(minutes: Minutes, fmt: str) -> str:
    """A file name that says which meeting it was, in the language in use."""
    name = f"{_('Minutes')} {minutes.on}"
    return re.sub(r"\s+", "-", name) + FORMATS[fmt].suffix


def minutes_outline(minutes: Minutes, branch: str = "") -> Outline:
    """The minutes as a paper, in words."""
    name = one_line(branch)
    title = _("{branch}: minutes").format(branch=name) if name else _("Minutes")
    held, told = tuple(_held(minutes)), tuple(numbered(with_one_stop(_told(minutes))))
    came = tuple(_who_came(minutes))
    # An official 纪要 names below its text who came (GB/T 9704, 10.3); elsewhere they stand above it.
    whole = _kept_to(came, (*held, *told)) if language() == "zh_CN" else (*held, *came, *told)
    return Outline(title, (), whole, is_marked=True)


def _kept_to(came: tuple[Paragraph, ...], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Those who came stand on no page alone: the last paragraph of the text goes along with them."""
    text: list[Block] = [*blocks, *came]
    for nth in range(max(len(blocks) - 1, 0), len(text) - 1):
        each = text[nth]
        if isinstance(each, Paragraph):
            text[nth] = each._replace(is_kept=True)
    return tuple(text)


def _held(minutes: Minutes) -> Iterator[Block]:
    """When and where it was held, who led it, and what it was about."""
    on = f"{long_date(minutes.on)} {one_line(minutes.hours)}".rstrip()
    told = (
        (_("When"), on),
        (_("Held at"), one_line(minutes.place)),
        (_("Chaired by"), one_line(person_text(minutes.chair))),
        (_("Minutes by"), one_line(person_text(minutes.recorder))),
        (_("Topic"), one_line(minutes.topic)),
    )
    for label, text in told:
        if text:
            yield Paragraph(text, _label(label))


def _told(minutes: Minutes) -> Iterator[Block]:
    """What was decided, what was only talked about, and what was noted besides."""
    decided = [each for each in minutes.matters if each.decided and not each.is_put_off]
    others = [each for each in minutes.matters if each not in decided]
    if decided:
        yield Heading(1, _("What was decided"))
        for number, each in enumerate(decided, 1):
            lead, told = decision(each)
            yield Paragraph(told, _numbered(number, lead))
    if others:
        yield Heading(1, _("Other matters"))
        for number, each in enumerate(others, 1):
            yield Paragraph("", _numbered(number, undecided(each)))
    if text := clean(minutes.text):
        yield Heading(1, _("Notes"))
        yield from (Paragraph(each) for each in text.split("\n"))


def _numbered(number: int, text: str) -> str:
    return _("{number}. {title}").format(number=number, title=text)


def _who_came(minutes: Minutes) -> Iterator[Paragraph]:
    """Who was there, who was excused, who sat in."""
    told = (
        (_("Present"), minutes.present),
        (_("Excused"), minutes.excused),
        (_("Observers"), minutes.observers),
    )
    for label, people in told:
        if people:
            yield Paragraph(names(people), _label(label), is_hanging=True)


def _label(word: str) -> str:
    return _("{label}:").format(label=word)
