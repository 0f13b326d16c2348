"""Small words that several sections of a paper share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Final

from fieldbook.domain.folding import group_order
from fieldbook.domain.namesakes import Apart
from fieldbook.domain.records import Person
from fieldbook.domain.texts import in_one_line
from fieldbook.i18n import N_, _
from fieldbook.labels import (
    apart_told,
    code_label,
    filled,
    name_told,
    names_text,
    people_text,
    where_text,
)
from fieldbook.papers.outline import Block, Entry, Fact, Heading, Paragraph
from fieldbook.patterns import pattern
from fieldbook.reports.meeting_lines import IssueLine, Place
from fieldbook.reports.tables import Cell, Share
from fieldbook.titles import unsettled

_NUMBERS: Final = (
    N_("1. |2. |3. |4. |5. |6. |7. |8. |9. |10. |11. |12. "),
    N_("(a) |(b) |(c) |(d) |(e) |(f) |(g) |(h) |(i) |(j) |(k) |(l) "),
)
"""How headings of each level are numbered; one text, so that a language may number in its own way."""
_TITLES: Final = MappingProxyType({"request": N_("A request"), "other": N_("Issue of kind other")})
"""What an issue of a kind is called where no word of its own may be told; others are “Life issue”."""
A_TITLE: Final = 40
"""Wide characters of a title; what is longer is none, and is cut wherever it stands."""
_ENDS: Final = frozenset("，。；：！？、;!?")
"""Where a text may be cut."""
_TWO_STOPS: Final = pattern(r"(?<=\b[A-Z]\.)\.(?!\.)")
_NOT_IN_A_NAME: Final = pattern(r"[\s\\/:*?\"<>|()（）]+")
_LONGEST_FILE_NAME: Final = 60
"""Characters, of up to three bytes; most file systems take 255 bytes."""
NOT_CHARACTERS: Final = frozenset({0xFFFE, 0xFFFF})
"""The last two of every plane; the others that are none lie together in the first."""
UNSEEN: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Direction marks: a text that carries them can make its neighbours read backwards."""


def numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, their headings counted on each level; the highest there is counts as the first."""
    counts = [0, 0]
    for each in lifted(blocks):
        if isinstance(each, Heading):
            counts[each.level - 1] += 1
            counts[each.level :] = [0] * (2 - each.level)
            numbers, count = _(_NUMBERS[each.level - 1]).split("|"), counts[each.level - 1]
            number = numbers[count - 1] if count <= len(numbers) else f"{count}. "
            yield Heading(each.level, number + each.text)
        else:
            yield each


def lifted(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, the highest level that there is the first."""
    blocks = tuple(blocks)
    above = min((each.level for each in blocks if isinstance(each, Heading)), default=1) - 1
    return tuple(
        Heading(each.level - above, each.text) if isinstance(each, Heading) else each
        for each in blocks
    )


def with_one_stop(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; a sentence that ends with an initial has one full stop: the house of P., not P.."""
    for each in blocks:
        if isinstance(each, Paragraph):
            yield each._replace(text=_one_stop(each.text), lead=_one_stop(each.lead))
        elif isinstance(each, Entry):
            yield each._replace(
                facts=tuple(Fact(fact.label, _one_stop(fact.text)) for fact in each.facts)
            )
        else:
            yield each


def _one_stop(text: str) -> str:
    return _TWO_STOPS.sub("", text)


def clean(text: str) -> str:
    """A text as a paper can carry it: no control characters, no empty lines, no stray blanks."""
    lines = (_visible(line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def one_line(text: str) -> str:
    """A text for a heading or a cell."""
    return in_one_line(clean(text))


def _visible(line: str) -> str:
    if line.isprintable() and not UNSEEN.intersection(line):
        return line
    kept = (" " if char == "\t" else char for char in line if char == "\t" or _is_seen(char))
    return "".join(kept)


def _is_seen(char: str) -> bool:
    return (
        unicodedata.category(char) not in ("Cc", "Cs")
        and ord(char) & 0xFFFF not in NOT_CHARACTERS
        and not "\ufdd0" <= char <= "\ufdef"
        and char not in UNSEEN
    )


def for_a_file(text: str) -> str:
    """Words as a file is called by them: without what some file system would refuse, or a shell quote."""
    return _NOT_IN_A_NAME.sub("-", one_line(text))[:_LONGEST_FILE_NAME].strip("-.")


def capital(text: str) -> str:
    """A code's word where a heading or a cell begins with it."""
    return text[:1].upper() + text[1:]


def sentences(parts: Iterable[str]) -> str:
    """Sentences one after the other, the empty ones left out."""
    told = ""
    for each in parts:
        told = filled(_("{told} {next}"), told=told, next=each) or told or each
    return told


def brief(text: str, most: int) -> str:
    """The first sentences or clauses of a text, about as many characters as there is room for."""
    line = one_line(text)
    room = most if any(map(is_wide, line[:most])) else 3 * most
    if len(line) <= room:
        return line
    ends = [at for at, sign in enumerate(line[: room + 1]) if sign in _ENDS]
    if ends and ends[-1] > room // 3:
        return line[: ends[-1]].rstrip() + _("…")
    at = line.rfind(" ", room // 2, room) if line[room - 1].isascii() else -1
    return line[: at if at > 0 else room].rstrip() + _("…")


def whole_clauses(text: str, most: int) -> str:
    """As :func:`brief`, but where it ends with a whole clause nothing says that there is more."""
    line, told = one_line(text), brief(text, most)
    kept = told.removesuffix(_("…"))
    return kept if line.startswith(kept) and line[len(kept) : len(kept) + 1] in _ENDS else told


def wide_length(text: str) -> int:
    """The room a text takes, in wide characters; others take half of one."""
    return (len(text) + sum(map(is_wide, text)) + 1) // 2


def lines_of(text: str) -> int:
    """How many lines of an official page a paragraph takes: 28 wide characters, less beside figures."""
    return 1 + (wide_length(text) + 2) // (27 if any(map(is_wide, text)) else 42)


def is_wide(sign: str) -> bool:
    """Whether a sign is as wide as a Chinese one."""
    return unicodedata.east_asian_width(sign) in "WF"


def joined(parts: Iterable[str]) -> str:
    """Words in a row, the empty ones left out."""
    return _(", ").join(each for each in parts if each)


def after_comma(first: str, second: str) -> str:
    """Two different things of one matter, such as who and when."""
    return filled(_("{first}, {second}"), first=first, second=second) or first or second


def told_of(head: str, rest: str) -> str:
    """A short head and what is told of it, either of which may be missing."""
    told = clean(rest)
    return filled(_("{head}: {told}"), head=head, told=told) or head or told


def by_whom(who: str, when: str) -> str:
    """Who is responsible, and by when; as far as that is said."""
    return (
        filled(_("Responsible: {who}. By: {when}."), who=who, when=when)
        or filled(_("Responsible: {who}."), who=who)
        or filled(_("By: {when}."), when=when)
    )


def codes_text(field: str, given: Iterable[str]) -> str:
    """Codes as words in a row."""
    return joined(code_label(field, each) for each in given)


def names(people: Iterable[Person]) -> str:
    """People with their roles."""
    return one_line(people_text(tuple(people)))


def names_line(said: str) -> str:
    """The names in a field, as a cell has them."""
    return one_line(names_text(said))


def group_text(name: str, apart: Apart) -> str:
    """The group's name; with its unit where brigades each have a first and a second group."""
    return one_line(name_told(name, apart))


def group_place(issue: IssueLine) -> tuple[bool, tuple[str, int, str]]:
    """By which issues are put in the order of their groups, those of none last."""
    return not issue.place.group, group_order(issue.place.group)


def place_text(place: Place) -> str:
    """The household with its number and group, or the group alone."""
    household = one_line(place.household or unsettled(place.as_written))
    group = one_line(place.group)
    if not household:
        return group
    where = _where(place)
    return filled(_("{household} ({where})"), household=household, where=where) or household


def _where(place: Place) -> str:
    """Where a household is, and what else tells it from others of its name: 柏树村三组10号 says 三组."""
    where = where_text(one_line(place.group), one_line(place.code))
    more = one_line(apart_told(place.apart)) if place.apart else ""
    number = "0-9A-Za-z"  # 1组 stands in no 11组, and Block A in no Block A2
    end = rf"(?![{number}])" if where.isascii() else ""
    part = rf"(?<![{number}一二三四五六七八九十]){re.escape(where)}{end}"
    return more if re.search(part, more) else after_comma(where, more)


def place_brief(place: Place) -> str:
    """The household and where it lives, without brackets of their own."""
    household = one_line(place.household or unsettled(place.as_written))
    if not household:
        return place_text(place)
    where = _where(place)
    return filled(_("{household}, {where}"), household=household, where=where) or household


def matter_title(issue: IssueLine) -> str:
    """What an issue is called: its title; where that may not be read its summary, or its kind.

    Its number says nothing to whoever has not the book.
    """
    title = one_line(issue.title) or one_line(issue.summary)
    if title:
        return brief(title, A_TITLE)
    if issue.kind in _TITLES:
        return _(_TITLES[issue.kind])
    kind = capital(code_label("issue.kind", issue.kind))
    return _("{kind} issue").format(kind=kind) if issue.kind else _("An issue")


def facts(*given: tuple[str, str]) -> tuple[Fact, ...]:
    """Facts, those that say nothing left out."""
    cleaned = ((label, clean(text)) for label, text in given)
    return tuple(Fact(label, text) for label, text in cleaned if text)


def running(*given: tuple[str, str]) -> tuple[Fact, ...]:
    """Short facts in one line; it carries no label of its own."""
    pairs = (
        _("{label}: {text}").format(label=each.label, text=each.text) for each in facts(*given)
    )
    text = _("; ").join(pairs)
    return (Fact("", text),) if text else ()


def share_text(part: int, whole: int) -> str:
    """A part of a whole, with its share."""
    return _filled(_("{part} of {whole} ({percent}%)"), Share(part, whole)) or str(part)


def cell_text(cell: Cell) -> str:
    """A cell of a report's table, a share in few cells; a dash where nothing is known."""
    if isinstance(cell, Share):
        return _filled(_("{part}/{whole} ({percent}%)"), cell) or "-"
    return "-" if cell is None else one_line(str(cell))


def _filled(told: str, share: Share) -> str:
    """A share in words; nothing where there is nothing to share."""
    if not share.whole:
        return ""
    return told.format(part=share.part, whole=share.whole, percent=share.percent)
