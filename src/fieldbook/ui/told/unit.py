"""The units' figures in words: surveys, who carries the work, what did not hold, whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldbook.book import Fieldbook
from fieldbook.domain.records import Solution
from fieldbook.i18n import _, ngettext
from fieldbook.labels import with_role
from fieldbook.reports.carried import Carried, by_month, carried, carried_by_month, solutions_of
from fieldbook.reports.county import UnitRow
from fieldbook.reports.relapses import Relapses, relapses
from fieldbook.reports.series import MonthEnd
from fieldbook.reports.tables import Share
from fieldbook.reports.trainings import Coverage, not_trained
from fieldbook.titles import title_of
from fieldbook.ui.told.cells import figure_column, part_text, some
from fieldbook.ui.told.group import TYPE_TONES, in_rotation, month_lines, relapse_lines
from fieldbook.ui.told.lines import joined, type_told
from fieldbook.ui.told.rows import called, list_row
from fieldbook.ui.under import behind
from fieldbook.ui.widgets.bars import Bar
from fieldbook.ui.widgets.cells import fit
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.story_lines import StoryLine
from fieldbook.units import own_groups, unit_word

BAR = 12
OF_A_UNIT = (
    "units", "not_visited", "overdue", "type_3_twice", "weaker", "without_plan", "untold", "learned", "posts",
    "red_flags", "key_points", "came",
)  # fmt: skip
"""The lists that no other figure of a unit's story leads to."""
MOST_IN_ROTATION = 60
"""Of a whole county nobody reads more names; a unit further down has its own."""


def unit_columns(level: int) -> list[Column]:
    """What a list of the units of a level shows."""
    return [
        Column(unit_word(level), None, min_width=8, priority=9),
        figure_column(_("Groups"), priority=8),
        figure_column(_("Srv."), priority=5, meaning=_("surveyed, of all groups")),
        figure_column(_("Core"), priority=7, meaning=_("with a core group, of all groups")),
        figure_column(
            _("T.3"), priority=4, meaning=_("type 3, core not formed, of those surveyed")
        ),
        figure_column(
            _("T.2"), priority=3, meaning=_("type 2, core not strong, of those surveyed")
        ),
        figure_column(_("T.1"), priority=2, meaning=_("type 1, core formed, of those surveyed")),
    ]


def unit_list_rows(rows: Sequence[UnitRow]) -> list[ListRow]:
    """Units with the shares of their groups."""
    return [
        list_row(
            unit_key(row.unit),
            (row.unit[-1] or own_groups(row.unit), str(row.groups), *(some(e) or "-" for e in row.shares)),
            *row.unit,
        )
        for row in rows
    ]  # fmt: skip


def unit_key(unit: Sequence[str]) -> str:
    """The key of a unit's row; a name may be empty, a key is not."""
    return "".join(f"/{each}" for each in unit)


def unit_of(key: str) -> tuple[str, ...]:
    """The unit of a row."""
    return tuple(key.split("/")[1:])


def unit_name(unit: Sequence[str]) -> str:
    """A unit's name; the whole book's."""
    names = (each or own_groups(unit) for each in unit)
    return " / ".join(names) or _("all units")


def unit_line(row: UnitRow) -> str:
    """A unit's figures in one line."""
    groups = ngettext("{count} group", "{count} groups", row.groups)
    surveyed = with_role(_("surveyed {count}").format(count=row.surveyed), some(row.share_surveyed))
    one, two, three = row.types
    types = _("type 1: {one}, 2: {two}, 3: {three}").format(one=one, two=two, three=three)
    core = with_role(_("core group {count}").format(count=row.with_core), some(row.share_with_core))
    return f"{groups} · {surveyed} · {types} · {core}"


def unit_carried(book: Fieldbook, unit: Sequence[str]) -> Carried:
    """Who carried a unit's solutions out; of the whole book also those that belong to no group."""
    if not unit:
        return carried(book.shelf.every(Solution))
    within = [each.id for each in book.groups.all() if each.is_within(unit)]
    return carried(solutions_of(book.shelf, within))


def unit_lines(row: UnitRow) -> Iterator[StoryLine]:
    """A unit's figures, one a line."""
    yield StoryLine(unit_name(row.unit), tone="title")
    yield StoryLine("")
    count = row.groups
    yield StoryLine(ngettext("{count} group", "{count} groups", count), tone="heading")
    yield StoryLine(_share_line(_("surveyed"), row.share_surveyed), 1, key=behind("not_surveyed"))
    for number, share in enumerate(row.shares_of_types, 1):
        label = type_told(number)
        tone = TYPE_TONES[number] if share.part else "muted"
        yield StoryLine(_share_line(label, share), 2, tone, key=behind(f"type_{number}"))
    core = _share_line(_("with a core group"), row.share_with_core)
    yield StoryLine(core, 1, key=behind("without_core"))


def _share_line(label: str, share: Share) -> str:
    if not share.whole:
        return _("{label}: {text}").format(label=label, text="-")
    part = _("{part} of {whole}").format(part=share.part, whole=share.whole)
    return _("{label}: {text}").format(label=label, text=with_role(part, some(share)))


def list_count_lines(
    book: Fieldbook, unit: Sequence[str] = (), codes: Sequence[str] = OF_A_UNIT
) -> Iterator[StoryLine]:
    """How many stand in the lists of a unit by which one decides; Enter opens one."""
    yield StoryLine(_("Lists of names: Enter opens one"), tone="heading")
    for code in codes:
        count = len(book.names(code, unit))
        told = _("{label}: {text}").format(label=title_of(code), text=count)
        yield StoryLine(told, 1, "" if count else "muted", key=behind(code))


def series_lines(found: Sequence[MonthEnd]) -> Iterator[StoryLine]:
    """The types and the core groups of a unit at the end of each month, with bars."""
    if len(found) < 2:
        return
    cores = [each.row.share_with_core for each in found]
    types = [each.row.shares_of_types for each in found]
    yield StoryLine(_("Month by month"), tone="heading")
    for code, label, shares in (
        ("without_core", _("with a core group"), cores),
        *((f"type_{n}", type_told(n), [each[n - 1] for each in types]) for n in (3, 2, 1)),
    ):
        yield StoryLine(label, 1, "muted")
        for each, share in zip(found, shares, strict=True):
            text = f"{each.day:%Y-%m}{fit(part_text(share), 8, right=True)}"
            graph = Bar(share.ratio or 0, BAR) if share.whole else None
            told = f"{text}{fit(some(share), 6, right=True)}"
            yield StoryLine(told, 2, graph=graph, key=behind(code, on=each.day))


# --- the work of a unit --------------------------------------------------------------------------


def unit_work_lines(book: Fieldbook, unit: Sequence[str]) -> Iterator[StoryLine]:
    """Who carried the work out month by month, what relapsed, and who is next to be trained."""
    shelf, groups = book.shelf, book.groups.all()
    within = {e.id: called(shelf, e) for e in groups if e.is_within(unit)}
    # Of the whole book also the solutions and relapses that belong to no group.
    months = by_month(solutions_of(shelf, within)) if unit else carried_by_month(shelf)
    if any(each.carried.said for each in months):
        yield StoryLine(_("Who carried the work out"), tone="heading", key=behind("by_cadre"))
        yield from month_lines(months)
    found = relapses(shelf, groups=within) if unit else relapses(shelf)
    if found.rows:
        count = ngettext("{count} relapse", "{count} relapses", len(found.rows))
        yield StoryLine(count, tone="heading", key=behind("relapsed"))
        yield from relapse_lines(found)
        yield from _relapses_by_group(found, within)
    yield from _rotation_lines(book, within)


def _coverage_lines(found: Coverage) -> Iterator[StoryLine]:
    """Of the leaders, and of the key members, those who were trained: in all, and by batch."""
    yield StoryLine(_("Trained"), tone="heading")
    leaders = [(each.name, each.leaders) for each in found.batches]
    members = [(each.name, each.key_members) for each in found.batches]
    for code, label, share, batches in (
        ("leaders_untrained", _("leaders"), found.leaders, leaders),
        ("key_untrained", _("key members"), found.key_members, members),
    ):
        by_batch = (f"{_('batch {name}').format(name=name)} {part_text(e)}" for name, e in batches)
        words = joined(_share_line(label, share), *by_batch)
        yield StoryLine(words, 1, key=behind(code))


def _relapses_by_group(found: Relapses, names: dict[str, str]) -> Iterator[StoryLine]:
    told = (f"{names.get(group) or _('no group')} {count}" for group, count in found.by_group)
    yield StoryLine(_("by group: {what}").format(what=_(", ").join(told)), 1)


def _rotation_lines(book: Fieldbook, within: dict[str, str]) -> Iterator[StoryLine]:
    """The leaders and key members of all groups, those who wait longest first."""
    turn = [row for row in book.trainings.rotation() if row.group.id in within]
    if not turn:
        return
    yield from _coverage_lines(book.trainings.coverage(turn))
    waiting = len(not_trained(turn))
    told = _("{part} of {whole}").format(part=waiting, whole=len(turn))
    yield StoryLine(_("Not yet trained: {share}").format(share=told), tone="heading")
    for row in turn[:MOST_IN_ROTATION]:
        yield StoryLine(f"{within[row.group.id]}  {in_rotation(row, book.today)}", 1)
    if len(turn) > MOST_IN_ROTATION:
        count = len(turn) - MOST_IN_ROTATION
        yield StoryLine(_("{count} others").format(count=count), 1, "muted")
