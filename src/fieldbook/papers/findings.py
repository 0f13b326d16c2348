"""What was done to the texts of a paper for others, in words, for whoever has to accept it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from fieldbook.i18n import N_, _
from fieldbook.labels import field_label, filled, kind_label
from fieldbook.papers.days import day
from fieldbook.papers.masks import Finding, Where
from fieldbook.papers.wording import brief, one_line

SORTS: Final = {
    "suspect": N_("Stands as it was written; make sure that it names nobody"),
    "masked": N_("Masked"),
    "left_out": N_("Left out altogether, since it cannot be masked"),
    "clean": N_("Goes out as it was written"),
    "in_the_way": N_("Stays in the branch because of this"),
}
"""The sorts of findings, in the order in which they are told."""
_LONGEST: Final = 24


class Told(NamedTuple):
    """One finding in words."""

    sort: str
    where: str
    text: str


def told(findings: Iterable[Finding], audience: str) -> tuple[Told, ...]:
    """Every finding, sort by sort, each as it stands in the paper's order."""
    lines = [_told(each, audience) for each in findings]
    return tuple(sorted(lines, key=lambda each: list(SORTS).index(each.sort)))


def findings_told(findings: Iterable[Finding], audience: str) -> tuple[str, ...]:
    """The findings as lines, under a heading for each sort."""
    return tuple(_lines(told(findings, audience)))


def _lines(found: Iterable[Told]) -> Iterator[str]:
    sort = ""
    for each in found:
        if each.sort != sort:
            sort = each.sort
            yield _("{heading}:").format(heading=_(SORTS[sort]))
        yield "  " + _("{where}: {text}").format(where=each.where, text=each.text)


def _told(finding: Finding, audience: str) -> Told:
    where = _where(finding.where)
    if finding.what in ("left_out", "clean"):
        return Told(finding.what, where, brief(finding.written, _LONGEST))
    around = one_line(
        _("{before}[{written}]{behind}").format(
            before=finding.before, written=finding.written, behind=finding.behind
        )
    )
    if audience != "above":
        return Told("in_the_way", where, around)
    if not finding.shown:
        return Told("suspect", where, around)
    return Told("masked", where, _("{words} → {mask}").format(words=around, mask=finding.shown))


def _where(where: Where) -> str:
    """The record, by its number or its day, and the field."""
    which = f"#{where.seq}" if where.seq else day(where.on)
    record = filled(_("{kind} {which}"), kind=kind_label(where.kind), which=which)
    return _("{record}, {field}").format(
        record=record or kind_label(where.kind), field=_field(where.field)
    )


def _field(field: str) -> str:
    return kind_label(field) if field == "follow_up" else field_label(field)
