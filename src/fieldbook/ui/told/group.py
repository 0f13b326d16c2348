"""A group's figures in words: its road, who carries the work, what did not hold, stays side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from fieldbook.book import Fieldbook
from fieldbook.domain.records import Group, Link, Stay
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import P_, _, ngettext
from fieldbook.labels import (
    SIDES,
    code_label,
    column_label,
    counts_text,
    day,
    kind_label,
    span_text,
)
from fieldbook.reports.carried import Carried, MonthRow
from fieldbook.reports.group_work import red_flags
from fieldbook.reports.groups import GroupRow
from fieldbook.reports.relapses import Relapses, relapses
from fieldbook.reports.stays import StayFigures, side_by_side
from fieldbook.reports.trainings import InRotation
from fieldbook.ui.keys import keys_in
from fieldbook.ui.told.cells import figure_column, part_text, percent
from fieldbook.ui.told.figures import TYPES
from fieldbook.ui.told.lines import joined, type_word
from fieldbook.ui.told.rows import called, list_row
from fieldbook.ui.told.story import link_text
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.bars import Bar
from fieldbook.ui.widgets.cells import fit
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.story_lines import StoryLine

TYPE_TONES = {1: "done", 2: "", 3: "overdue", None: "muted"}
MONTHS_SHOWN = 6
STAYS_SHOWN = 2
MOST_MARKS = 18
_BAR = 10
_SIDE = 8
"""Cells of each column beside the labels of a stay's figures."""


# --- the list --------------------------------------------------------------------------------


def group_columns(*, units: bool) -> list[Column]:
    """What a list of groups shows; the unit where there are groups of several."""
    return [
        Column(_("Group"), None, min_width=9, priority=9),
        Column(_("Unit"), None, min_width=8, priority=7) if units else Column("", 0),
        figure_column(
            _("Type"), priority=8, toned=True,
            meaning=_("by the last survey: 1 core formed, 2 core not strong, 3 core not formed"),
        ),
        figure_column(
            P_("core group", "Core"), priority=4,
            meaning=_("whether there is one, however strong: that the type says"),
        ),
        figure_column(_("Open"), priority=6, meaning=_("issues that are not solved yet")),
        figure_column(
            _("Own"), priority=5,
            meaning=_("solutions that the group itself carried out, of those where it is said who did"),
        ),
        Column(_("Leader"), 10, priority=3),
        Column(_("Households"), 10, align="right", priority=2),
        Column(_("Relapses"), 8, align="right", priority=1),
    ]  # fmt: skip


def group_list_row(shelf: Shelf, row: GroupRow) -> ListRow:
    """A group: its type, whether its core group stands, what is open, who carries the work."""
    group = row.group
    leader = group.leader.name if group.leader else ""
    cells = (
        called(shelf, group, beside="unit"), group.unit[-1] if group.unit else "", "-" if row.type is None else str(row.type), P_("core group", "yes") if row.core else "-",
        str(row.unsolved or "-"), percent(row.carried.share), leader, str(row.households or "-"),
        str(row.relapses or "-"),
    )  # fmt: skip
    named = " ".join(each.name for each in (*row.key_members, *group.core_members))
    words = (" ".join(group.unit), named, *group.tags, group.note)
    return list_row(group.id, cells, *words, tone=TYPE_TONES.get(row.type, ""))


# --- one group -------------------------------------------------------------------------------


def group_lines(book: Fieldbook, group: Group, *, is_narrow: bool = False) -> Iterator[StoryLine]:
    """The group's road, who carries its work out, training, links, stays.

    In a narrow story, of some thirty cells, the figures of a stay stand closer together.
    """
    row = book.groups.row(group.id)
    yield from _road(book, row)
    yield from _work(book, row)
    yield from month_lines(book.groups.carried_by_month(group.id))
    yield from _training(book, group)
    yield from _links(book, group)
    yield from _flags(book, group)
    yield from _stays(book, group, is_narrow=is_narrow)


def _road(book: Fieldbook, row: GroupRow) -> Iterator[StoryLine]:
    if row.type is None:
        told = keys_in(_("Not yet surveyed: {survey} notes what is found."), "groups")
        yield StoryLine(told, tone="muted")
        return
    name = code_label("survey.type", row.type)
    known = 0 < row.type <= len(TYPES)  # a forged file may hold any number
    label = _("{label}: {text}").format(label=_(TYPES[row.type - 1]), text=name) if known else name
    yield StoryLine(label, tone=TYPE_TONES.get(row.type, ""))
    steps = [
        _("{text} ({more})").format(
            text=type_word(number), more=day(on, book.today) or _("day not given")
        )
        for on, number in row.road
    ]
    if len(steps) > 1:
        yield StoryLine(_("So far: {steps}").format(steps=" -> ".join(steps)), 1)
        return
    surveyed = _("surveyed {date}").format(
        date=day(row.road[0][0], book.today) or _("day not given")
    )
    yield StoryLine(surveyed, 1, "muted")


def _work(book: Fieldbook, row: GroupRow) -> Iterator[StoryLine]:
    open_issues = ngettext("{count} open issue", "{count} open issues", row.unsolved)
    yield StoryLine(open_issues, tone="" if row.unsolved else "muted")
    if row.relapses:
        # On a line of its own: of what kind, and by whom, is told of these alone.
        yield StoryLine(ngettext("{count} relapse", "{count} relapses", row.relapses))
        yield from relapse_lines(relapses(book.shelf, groups={row.group.id}))
    found = row.carried
    if found.said:
        many = f"{found.group}/{found.said}"
        told = _("solutions {many}  {share}").format(many=many, share=percent(found.share))
        graph = Bar(found.share or 0, _BAR)
        yield StoryLine(told, label=_("By itself"), graph=graph)
    if row.leans_on_cadre:
        yield StoryLine(_("Lately the cadre carried most of it out."), 1, "title")
        yield StoryLine(
            _("Worth a word with the leader: what could the group take on itself?"), 1, "title"
        )


def relapse_lines(found: Relapses) -> Iterator[StoryLine]:
    """Of what kind the relapsed issues were, and who had carried the solutions out.

    Issues are counted: one solution may be for several.
    """
    if kinds := counts_text("issue.kind", found.by_kind):
        yield StoryLine(_("relapsed, by kind: {what}").format(what=kinds), 1)
    if bearers := counts_text("carried_by", found.by_carried):
        told = _("relapsed, by who carried it out: {what}")
        yield StoryLine(told.format(what=bearers), 1)


def month_lines(rows: Sequence[MonthRow]) -> Iterator[StoryLine]:
    """One mark a solution, month by month: who carried it out."""
    months = [each for each in rows if each.carried.said]
    if not months:
        return
    told = {each.month: _marks(each.carried) for each in months[-MONTHS_SHOWN:]}
    width = max(map(cell_len, told.values()))
    for each in months[-MONTHS_SHOWN:]:
        marks, share = fit(told[each.month], width), percent(each.carried.share)
        yield StoryLine(f"{each.month:%Y-%m}  {marks}  {share:>4}", 1)
    yield StoryLine(_("■ itself  ▣ jointly  □ the cadre"), 1, "muted")


def _marks(found: Carried) -> str:
    """One mark a solution; in figures where there would be more marks than can be taken in."""
    if found.said > MOST_MARKS:
        return f"■{found.group} ▣{found.jointly} □{found.cadre}"
    return "■" * found.group + "▣" * found.jointly + "□" * found.cadre


def _training(book: Fieldbook, group: Group) -> Iterator[StoryLine]:
    turn = [row for row in book.trainings.rotation() if row.group.id == group.id]
    if not turn:
        return
    named = _(", ").join(in_rotation(row, book.today) for row in turn)
    yield StoryLine(_("Next to be trained: {names}").format(names=named))


def in_rotation(row: InRotation, today: dt.date) -> str:
    """Somebody with the day of their last training."""
    last = day(row.last.on, today) if row.last else _("not yet trained")
    return _("{text} ({more})").format(text=row.person.name, more=last)


def _links(book: Fieldbook, group: Group) -> Iterator[StoryLine]:
    for link in book.shelf.pointing(Link, "group", group.id):
        if link.to_on is None or link.to_on >= book.today:
            yield StoryLine(link_text(book, link), key=key_of(link))


def _flags(book: Fieldbook, group: Group) -> Iterator[StoryLine]:
    """The group's red flags, each with its day and what it was given for."""
    for each in red_flags(book.shelf, group):
        words = joined(code_label("commendation.kind", "red_flag"), day(each.on, book.today),
                       each.for_what)  # fmt: skip
        yield StoryLine(words, tone="done", key=key_of(each))


# --- stays -----------------------------------------------------------------------------------


def _stays(book: Fieldbook, group: Group, *, is_narrow: bool) -> Iterator[StoryLine]:
    stays = sorted(book.shelf.pointing(Stay, "group", group.id), key=lambda each: each.from_on)
    for stay in stays[-STAYS_SHOWN:]:
        yield from stay_lines(book, book.stays.figures(stay.id), is_narrow=is_narrow)


def stay_lines(book: Fieldbook, found: StayFigures, *, is_narrow: bool) -> Iterator[StoryLine]:
    """The figures before, during and after a stay, side by side; narrowly, as close as they go."""
    stay = found.stay
    title = f"{kind_label('stay')} {span_text(stay.from_on, stay.to_on, book.today)}"
    yield StoryLine(title, tone="heading", key=key_of(stay))
    if stay.purpose:
        yield StoryLine(stay.purpose, 1)
    sides = [_(each) for each in SIDES[: len(found.sides)]]
    figures = side_by_side(found.sides)
    table = {column_label(word): [part_text(each) for each in cells] for word, cells in figures}
    width = max(map(cell_len, table)) + 1
    side = max(map(cell_len, sides)) + 1 if is_narrow else _SIDE
    for label, cells in {"": sides, **table}.items():
        text = fit(label, width) + "".join(fit(cell, side, right=True) for cell in cells)
        yield StoryLine(text, 0 if is_narrow else 1, "" if label else "muted")
