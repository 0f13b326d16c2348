"""The method in tables: contact groups, work groups, stays, and who took part in study and training.

Each is told only where there is something to compare or to say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from fieldbook.domain.codes import FOUND
from fieldbook.i18n import _, ngettext
from fieldbook.labels import (
    SIDES,
    code_label,
    column_label,
    field_label,
    filled,
    with_role,
)
from fieldbook.papers.days import day, span
from fieldbook.papers.outline import Block, Entry, Heading, Paragraph, Table
from fieldbook.papers.tables import table
from fieldbook.papers.wording import (
    after_comma,
    capital,
    cell_text,
    facts,
    group_text,
    joined,
    names,
    one_line,
    share_text,
    told_of,
)
from fieldbook.reports.contact_groups import side_by_side
from fieldbook.reports.county import UnitRow
from fieldbook.reports.meeting_method import (
    FellBack,
    GatheringLine,
    GroupLine,
    Method,
    StayLine,
    Untrained,
)
from fieldbook.reports.meeting_surveys import FindingLine, SurveyedLine
from fieldbook.reports.stays import Side
from fieldbook.reports.stays import side_by_side as stay_side_by_side
from fieldbook.reports.tables import Column, Share
from fieldbook.units import own_groups, unit_word

SURVEYED = 60
"""Groups surveyed that are told one by one; a county has thousands."""
NAMED = 12
"""Leaders and key members not yet trained who are named; the others are counted."""


def contact_group_blocks(method: Method) -> Iterator[Block]:
    """How contact by household was kept up, group beside group; one alone is not compared.

    A group without notes has dashes there. Why, the screen says: a paper is not about the book.
    """
    if len(method.contact_groups) > 1:
        yield Heading(2, _("By contact group"))
        told = side_by_side(method.contact_groups)
        yield table(*((column_label(e.word, on_paper=True), _cells(e)) for e in told))


def _cells(column: Column) -> list[str]:
    return [cell_text(each) or _("no group") for each in column.cells]


# --- work groups -------------------------------------------------------------------------------


def group_blocks(method: Method, today: dt.date) -> Iterator[Block]:
    """The units, the groups with work of the period, and the stays."""
    if method.units:
        yield Heading(2, _("Survey by unit"))
        yield _units(method.units)
    if method.surveyed:
        yield Heading(2, _("Surveys of the period"))
        yield from _surveyed(method.surveyed, today)
    if method.groups:
        yield Heading(2, _("Work of the groups"))
        yield _groups(method.groups)
        if leaning := joined(
            group_text(e.name, e.apart) for e in method.groups if e.leans_on_cadre
        ):
            yield Paragraph(
                _(
                    "Lately the cadre carried most of it out in {groups}: worth a word with the "
                    "leaders, what could the groups take on themselves?"
                ).format(groups=leaning)
            )
    if method.stays:
        yield Heading(2, _("Stays, before and after"))
        for each in method.stays:
            yield Paragraph(_stay_name(each, today))
            yield _stay(each.sides)
            yield from (_fell_back(again, today) for again in each.relapses)


def _units(rows: tuple[UnitRow, ...]) -> Table:
    types = [
        (
            capital(code_label("survey.type", number)),
            [str(each.types[number - 1]) for each in rows],
        )
        for number in (1, 2, 3)
    ]
    units = [one_line(each.unit[-1]) or own_groups(each.unit) for each in rows]
    return table(
        (unit_word(len(rows[0].unit) - 1), units),
        (_("Groups"), [str(each.groups) for each in rows]),
        (_("Surveyed"), [cell_text(each.share_surveyed) for each in rows]),
        *types,
        (_("With a core group"), [cell_text(each.share_with_core) for each in rows]),
    )


def _surveyed(rows: tuple[SurveyedLine, ...], today: dt.date) -> Iterator[Block]:
    """Which type each group is of and how it came there, then what was found."""
    told = rows[:SURVEYED]
    names_told = [group_text(each.group, each.apart) for each in told]
    yield table(
        (_("Group"), names_told),
        (_("Date"), [day(each.on, today) for each in told]),
        (_("Type"), [_type(each.type) for each in told]),
        (_("So far"), [_road(each, today) for each in told]),
    )
    if others := len(rows) - len(told):
        yield Paragraph(
            ngettext(
                "{count} more group was surveyed; it is counted in the figures.",
                "{count} more groups were surveyed; they are counted in the figures.",
                others,
            )
        )
    for row, name in zip(told, names_told, strict=True):
        yield from (_finding(name, each, today) for each in row.findings)


def _type(number: int) -> str:
    return _("{type} {label}").format(type=number, label=code_label("survey.type", number))


def _road(line: SurveyedLine, today: dt.date) -> str:
    """The types with their days, ``3 (11-03) → 2 (11-18)``; one survey alone is no road yet."""
    if len(line.road) < 2:
        return ""
    return " → ".join(
        _("{text} ({more})").format(text=number, more=day(on, today) or _("day not given"))
        for on, number in line.road
    )


def _finding(group: str, found: FindingLine, today: dt.date) -> Entry:
    return Entry(
        f"{day(found.on, today)}  {group}",
        _type(found.type),
        facts(*((field_label(field), getattr(found, field)) for field in FOUND)),
    )


def _groups(rows: tuple[GroupLine, ...]) -> Table:
    return table(
        (_("Group"), [group_text(each.name, each.apart) for each in rows]),
        (
            _("Carried out by itself"),
            [
                cell_text(Share(e.carried.group, e.carried.said)) if e.carried.said else ""
                for e in rows
            ],
        ),
        (_("Times relapsed"), [str(each.relapses or "") for each in rows]),
        (_("Taken on by"), [joined(_taken_on(*link) for link in each.links) for each in rows]),
    )


def _taken_on(kind: str, member: str) -> str:
    label = code_label("link.kind", kind)
    return filled(_("{name} ({role})"), name=one_line(member), role=label) or label


def _stay_name(stay: StayLine, today: dt.date) -> str:
    """The days, the group, and what for; the days alone where the group may not be named."""
    days = span(stay.from_on, stay.to_on, today)
    where = after_comma(group_text(stay.group, stay.apart), days)
    return told_of(where, one_line(stay.purpose))


def _fell_back(found: FellBack, today: dt.date) -> Paragraph:
    """What did not hold, where it was not the group itself, and the words of the check."""
    told = _("{date}, looked at again: it did not hold. {words}")
    if found.issues:
        told = _("{date}, looked at again: “{what}” did not hold. {words}")
    what = _("; ").join(map(one_line, found.issues))
    date, words = day(found.on, today), one_line(found.words)
    return Paragraph(told.format(date=date, what=what, words=words).rstrip())


def _stay(sides: Sequence[Side]) -> Table:
    """The figures side by side, one a line."""
    titles = (capital(_(each)) for each in SIDES[: len(sides)])
    rows = (
        (column_label(word, on_paper=True), *map(cell_text, cells))
        for word, cells in stay_side_by_side(sides)
    )
    return Table((_("Figure"), *titles), tuple(rows))


# --- study and training ------------------------------------------------------------------------


def study_blocks(method: Method, today: dt.date) -> Iterator[Block]:
    """What was studied and trained, who took part, and whose turn it is."""
    if method.gatherings:
        yield _gatherings(method.gatherings, today)
    if method.untrained.waiting:
        yield from _untrained(method.untrained)


def _gatherings(rows: tuple[GatheringLine, ...], today: dt.date) -> Table:
    return table(
        (_("Date"), [day(each.on, today) for each in rows]),
        (_("What"), [_what(each.kind) for each in rows]),
        (_("Topic"), [one_line(each.topic) for each in rows]),
        (_("Group"), [group_text(each.group, each.apart) for each in rows]),
        (_("How many"), [str(each.took_part or "") for each in rows]),
        (field_label("attendees"), [names(each.attendees) for each in rows]),
    )


def _what(kind: str) -> str:
    field = "diary.kind" if kind == "ten_day" else "training.kind"
    return code_label(field, kind)


def _untrained(found: Untrained) -> Iterator[Paragraph]:
    """How many, and the first of them by name where they may be named."""
    told = share_text(found.waiting, found.of)
    yield Paragraph(_("Leaders and key members not yet trained: {share}.").format(share=told))
    if not found.people:
        return
    named = [
        with_role(one_line(person.name), group_text(group, apart))
        for group, apart, person in found.people[:NAMED]
    ]
    if found.waiting > NAMED:
        named.append(_("{count} others").format(count=found.waiting - NAMED))
    yield Paragraph(_("Next in turn: {names}.").format(names=joined(named)))
