"""The survey of all groups, added up for any level: county, commune, brigade, team."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fieldbook.domain.codes import SURVEY_TYPE
from fieldbook.domain.marks import in_order, surveyed_day
from fieldbook.domain.records import Group, Survey
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.groups import has_core, surveys_by_group
from fieldbook.reports.tables import Share


class UnitRow(NamedTuple):
    """One unit, with all the groups below it."""

    unit: tuple[str, ...]
    groups: int
    surveyed: int
    types: tuple[int, ...]
    """Groups of type 1, 2 and 3 by their latest survey."""
    with_core: int

    @property
    def share_surveyed(self) -> Share:
        """Of the groups, those that were surveyed."""
        return Share(self.surveyed, self.groups)

    @property
    def share_with_core(self) -> Share:
        """Of the groups, those with a core group."""
        return Share(self.with_core, self.groups)

    @property
    def shares_of_types(self) -> tuple[Share, ...]:
        """Of the *surveyed* groups, those of type 1, 2 and 3."""
        return tuple(Share(each, self.surveyed) for each in self.types)

    @property
    def shares(self) -> tuple[Share, ...]:
        """Surveyed, with a core group, then the types, what wants work first."""
        return (self.share_surveyed, self.share_with_core, *reversed(self.shares_of_types))


class County(NamedTuple):
    """A unit and the units one level below it."""

    total: UnitRow
    parts: tuple[UnitRow, ...]
    """In the order their first groups came; beside them, under an empty name, those that hang on the
    unit itself."""


def county(shelf: Shelf, unit: Sequence[str], today: dt.date) -> County:
    """The figures of a unit (an empty one: of the whole book), and of those directly below it."""
    prefix = tuple(unit)
    return shelf.remember(
        "county", (Group, Survey), lambda: county_on(shelf, prefix, today), prefix, today
    )


def every_unit(shelf: Shelf, day: dt.date) -> tuple[UnitRow, ...]:
    """The whole book, then every unit of every level, each before those below it."""
    below: dict[tuple[str, ...], list[Group]] = {(): []}
    for each in shelf.every(Group):
        for depth in range(len(each.unit) + 1):
            below.setdefault(each.unit[:depth], []).append(each)
    order = {unit: number for number, unit in enumerate(below)}
    surveys = surveys_by_group(shelf)

    def place(unit: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(order[unit[:depth]] for depth in range(1, len(unit) + 1))

    return tuple(_row(unit, below[unit], surveys, day) for unit in sorted(below, key=place))


def county_on(
    shelf: Shelf, prefix: tuple[str, ...], day: dt.date, last: dt.date = dt.date.max
) -> County:
    """The same as it stood on a day, by the surveys up to ``last``; not remembered."""
    depth = len(prefix)
    within = [each for each in shelf.every(Group) if each.is_within(prefix)]
    surveys = {
        group: known
        for group, found in surveys_by_group(shelf).items()
        if (known := [each for each in found if in_order(surveyed_day(each)) <= last])
    }
    below: dict[tuple[str, ...], list[Group]] = {}
    for each in within:
        below.setdefault((*each.unit, "")[: depth + 1], []).append(each)
    if below.keys() <= {prefix, (*prefix, "")}:
        below = {}
    parts = sorted(below.items(), key=lambda each: not each[0][-1])
    return County(
        total=_row(prefix, within, surveys, day),
        parts=tuple(_row(name, groups, surveys, day) for name, groups in parts),
    )


def _row(
    unit: tuple[str, ...],
    groups: Sequence[Group],
    surveys: Mapping[str, Sequence[Survey]],
    today: dt.date,
) -> UnitRow:
    types = Counter(surveys[each.id][-1].type for each in groups if each.id in surveys)
    return UnitRow(
        unit=unit,
        groups=len(groups),
        surveyed=sum(types.values()),
        types=tuple(types[each] for each in SURVEY_TYPE),
        with_core=sum(has_core(each, today) for each in groups),
    )
