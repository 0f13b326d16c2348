"""Work groups 小组: which want work, the road of each, and the figures of every unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from textual.app import ComposeResult

from fieldbook.domain.records import FollowUp, Group, Record, Stay
from fieldbook.domain.rules import is_pending
from fieldbook.i18n import N_, _
from fieldbook.reports.on_site import meetings_of
from fieldbook.ui.act import Act, Acts, Context, Refusal, doing
from fieldbook.ui.acts.casework import follow_up, nothing_to_follow_up
from fieldbook.ui.acts.lists import ON_A_LIST, ON_ROWS
from fieldbook.ui.acts.records import EVERYWHERE, IMPORT, NEW, TWO_PANES
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.everywhere import PLACES
from fieldbook.ui.keys import keys_in
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.told.figures import unit_figures
from fieldbook.ui.told.group import group_columns, group_lines, group_list_row
from fieldbook.ui.told.lines import type_told
from fieldbook.ui.told.story import story_lines
from fieldbook.ui.told.unit import (
    list_count_lines,
    series_lines,
    unit_carried,
    unit_columns,
    unit_key,
    unit_line,
    unit_lines,
    unit_list_rows,
    unit_name,
    unit_of,
    unit_work_lines,
)
from fieldbook.ui.under import Under
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.record_list import RecordList
from fieldbook.ui.widgets.story import StillLines
from fieldbook.ui.widgets.story_lines import StoryLine

TYPES: tuple[int | None, ...] = (None, 3, 2, 1, 0)
"""What one key goes through: all, the types, and (0) those not surveyed yet."""

_EDGES = 2
"""Blank cells at the left and right of the figures."""

At = Context[BookScreen]


def _no_group(at: At) -> Refusal:
    """Why an act on a group cannot be done: there is none under the cursor."""
    if at.under.group is not None:
        return ""
    return _("No group is under the cursor: choose one first; of a unit, Enter shows its groups.")


def _nothing_to_follow_up(at: At) -> Refusal:
    if isinstance(at.under.record, Group) and not at.under.follow_up:
        return _("No follow-up of this group is planned; the end of a stay plans them.")
    return nothing_to_follow_up(at)


def _new(at: At) -> None:
    from fieldbook.ui.forms.groups import GroupForm

    at.host.open_form(GroupForm(at.book))


def _survey(at: At) -> None:
    from fieldbook.ui.forms.groups import SurveyForm

    if (group := at.under.group) is not None:
        at.host.open_form(SurveyForm(at.book, group))


def _stay(at: At) -> None:
    """End the stay that runs, or begin one."""
    from fieldbook.ui.forms.groups import EndStayForm, StayForm

    group = at.under.group
    if group is None:
        return
    stays = at.book.shelf.pointing(Stay, "group", group.id)
    running = next((each for each in stays if each.to_on is None), None)
    if running is not None:
        at.host.open_form(EndStayForm(at.book, running))
    else:
        at.host.open_form(StayForm(at.book, group))


def _link(at: At) -> None:
    from fieldbook.ui.forms.groups import LinkForm

    if (group := at.under.group) is not None:
        at.host.open_form(LinkForm(at.book, group))


def _plan(at: At) -> None:
    from fieldbook.ui.forms.plans import PlanForm

    if (group := at.under.group) is not None:
        at.host.open_form(PlanForm(at.book, group))


def _on_site(at: At) -> None:
    """Note that the planned meeting was held: the one under the cursor, or due here; else plan one."""
    from fieldbook.ui.forms.plans import HeldOnSiteForm, OnSiteForm

    group, found = at.under.group, at.under.record
    planned = [
        each
        for each in (meetings_of(at.book.shelf, group) if group else ())
        if each.held_on is None and (each is found or each.on <= at.book.today)
    ]
    meeting = next(iter(sorted(planned, key=lambda each: each is not found)), None)
    at.host.open_form(HeldOnSiteForm(at.book, meeting) if meeting else OnSiteForm(at.book, group))


GROUPS: Final = Acts["GroupsScreen"](
    *ON_A_LIST.some("visit", "issue", "settle"),
    Act("survey", "f4,y,ctrl+s", N_("survey"), N_("Note a survey of the group"), _survey,
        writes=True, why_not=_no_group, of_a_line=True),
    Act("stay", "f5,H,ctrl+d", N_("stay"),
        N_("Begin a stay with the group, or end the one that runs"), _stay,
        writes=True, why_not=_no_group, of_a_line=True),
    ON_A_LIST["edit"],
    doing(ON_A_LIST["follow_up"], follow_up, _nothing_to_follow_up),
    Act("link", "f8,G,ctrl+u", N_("link"),
        N_("Take the group on: as the advanced, the lagging one, or a key point"), _link,
        writes=True, why_not=_no_group, of_a_line=True),
    Act("plan", "P", N_("plan"), N_("Make the group's plan for ten days"), _plan,
        writes=True, why_not=_no_group, of_a_line=True),
    Act("on_site", "O", N_("on-site meeting"),
        N_("Plan an on-site meeting, or note that it was held"), _on_site, writes=True,
        of_a_line=True),
    Act("type", "f9,a,right", N_("type"),
        N_("Show one type of groups after the other: 3, 2, 1, not surveyed, all"),
        lambda at: at.screen.next_type()),
    ON_A_LIST["write"], IMPORT,
    Act("units", "M,f13,shift+f1", N_("units"),
        N_("The figures of the units: {units}"),
        lambda at: at.screen.show_units()),
    doing(NEW, _new), *ON_A_LIST.some("remove", "lesson", "experience", "commend"),
    ON_A_LIST["solution"].with_keys("s,ctrl+b"), ON_A_LIST["refer"].with_keys("r,ctrl+r"),
    ON_A_LIST["solve"].with_keys("d,ctrl+l"), ON_A_LIST["study"].with_keys("t,ctrl+t"),
    ON_A_LIST["step"].with_keys("K"), *ON_A_LIST.some("refer_all", "drop", "take_up"),
    *PLACES, *ON_ROWS, *EVERYWHERE, *TWO_PANES,
    footer=(
        "visit", "issue", "survey", "stay", "edit", "type", "units", "link", "new", "filter",
    ),
)  # fmt: skip
"""The acts on groups."""


class GroupsScreen(ListScreen):
    """The groups of a unit, or the units and their figures."""

    acts = GROUPS
    stands_by = ("unit", "by_unit", "only_type")
    has_parts = True
    tab = "groups"
    imports = "groups"
    record_type = Group
    nothing_yet = (
        N_("No work groups yet."),
        "",
        N_("{new} writes one down; {survey} then notes its survey."),
        N_("A roster imported with {import_} on {tab_households} makes its groups too."),
    )

    def __init__(self) -> None:
        super().__init__()
        self.unit: tuple[str, ...] = ()
        self.by_unit = False
        self.only_type: int | None = None

    def compose_foot(self) -> ComposeResult:
        """The unit's figures as bars, on a screen that is wide and high."""
        yield StillLines(id="figures")

    # --- what is listed ----------------------------------------------------------------------

    def columns(self) -> list[Column]:
        """Type, core group, open issues, the share carried out by the group itself."""
        if self.by_unit:
            return unit_columns(len(self.unit))
        units = {each.unit for each in self.book.groups.all() if each.is_within(self.unit)}
        return group_columns(units=len(units) > 1)

    def counts(self) -> str:
        """The rows are counted as groups, or as units."""
        return "unit" if self.by_unit else super().counts()

    def rows(self) -> Sequence[ListRow]:
        """The groups of the unit that are of the type asked for; or the units below it."""
        if self.by_unit:
            return unit_list_rows(self.book.groups.figures(self.unit).parts)
        wanted = self.only_type
        return [
            group_list_row(self.book.shelf, row)
            for row in self.book.groups.rows()
            if row.group.is_within(self.unit) and (wanted is None or (row.type or 0) == wanted)
        ]

    def empty(self) -> tuple[str, ...]:
        """How the first group comes in."""
        if self.by_unit:
            return (_("No units below this one."), _("Enter shows its groups; Esc goes up."))
        if self.book.groups.all():
            another = keys_in(_("{type} shows another type."), "groups")
            return (_("No group of this type here."), another)
        return super().empty()

    def summary(self) -> tuple[str, ...]:
        """What is shown; the unit's figures, where they do not stand as bars under the list."""
        total = self.book.groups.figures(self.unit).total
        return (self._shown(),) if self.has_bars else (self._shown(), unit_line(total))

    def redraw(self) -> None:
        """Draw the list, the story and the figures."""
        super().redraw()
        self.call_after_refresh(self._draw_figures)

    def state(self) -> object:
        """Also whether the figures stand under the list, and whether the story is narrow."""
        return super().state(), self.has_bars, self.has_class("-narrow")

    def on_resize(self) -> None:
        """There may be room for the figures now, or none any more."""
        self.call_after_refresh(self._after_resize)

    def _after_resize(self) -> None:
        self.redraw_if_changed()
        self._draw_figures()

    def _draw_figures(self) -> None:
        if not self.is_up:
            return
        pane = self.query_one("#figures", StillLines)
        pane.display = self.has_bars
        if pane.display:
            total = self.book.groups.figures(self.unit).total
            done = unit_carried(self.book, self.unit)
            pane.set_lines(unit_figures(total, done, self.list.size.width - _EDGES))

    def _shown(self) -> str:
        """What is shown: which unit, which type."""
        name = unit_name(self.unit)
        if self.by_unit:
            return _("{unit}: the units below").format(unit=name)
        match self.only_type:
            case None:
                return _("{unit}: all types").format(unit=name)
            case 0:
                return _("{unit}: not surveyed yet").format(unit=name)
            case number:
                return _("{unit}: {type}").format(unit=name, type=type_told(number))

    def beside(self, key: str) -> Iterable[StoryLine]:
        """The group's story; of a unit, its figures."""
        return self._unit_lines(key) if self.by_unit else super().beside(key)

    def lines(self, record: Record) -> Sequence[StoryLine]:
        """The group's head and figures before its story."""
        assert isinstance(record, Group)
        lines = story_lines(self.book, record)
        end = lines.index(StoryLine(""))
        told = group_lines(self.book, record, is_narrow=self.has_class("-narrow"))
        return (*lines[:end], *told, *lines[end:])

    def _unit_lines(self, key: str) -> list[StoryLine]:
        found = self.book.groups.figures(self.unit)
        row = next((each for each in found.parts if unit_key(each.unit) == key), found.total)
        told = _("Enter: the units below, then the groups; Esc goes up.")
        lines = [*unit_lines(row), StoryLine(told, tone="muted"), StoryLine("")]
        lines += series_lines(self.book.groups.by_month(row.unit))
        lines += list_count_lines(self.book, row.unit)
        lines += unit_work_lines(self.book, row.unit)
        if len(found.parts) > 1:
            together = _("{unit}: all together").format(unit=unit_name(self.unit))
            lines += [StoryLine(""), StoryLine(together, tone="title")]
            lines += unit_work_lines(self.book, self.unit)
        return lines

    # --- the record under the cursor ---------------------------------------------------------

    def chosen(self) -> Record | None:
        """The group under the cursor; a unit is no record."""
        return None if self.by_unit else super().chosen()

    def under(self) -> Under:
        """Whatever the cursor is on in the story, it belongs to the chosen group."""
        found = super().under()
        group = found.group or self.chosen()
        if not isinstance(group, Group):
            return found
        found = found._replace(group=group)
        if isinstance(found.record, Group):
            pending = [
                each
                for each in self.book.shelf.pointing(FollowUp, "group", group.id)
                if is_pending(each)
            ]
            check = min(pending, key=lambda each: each.due_on, default=None)
            found = found._replace(follow_up=check)
        return found

    def show_all(self) -> None:
        """Show the groups of all types and units."""
        super().show_all()
        self.unit, self.by_unit, self.only_type = (), False, None
        self._show_anew()

    # --- moving --------------------------------------------------------------------------------

    def on_record_list_chosen(self, message: RecordList.Chosen) -> None:
        """A unit opens the units below it, and the last its groups; a group is read."""
        if self.by_unit:
            message.stop()
            message.prevent_default()  # Textual would go on with the handler above this one
            self._go_to_unit(unit_of(message.key))

    def unit_read(self) -> tuple[str, ...]:
        """The unit whose story is read."""
        key = self.list.cursor_key
        return unit_of(key) if key and self.by_unit else self.unit

    def _go_to_unit(self, unit: tuple[str, ...]) -> None:
        self.unit = unit
        if not self.book.groups.figures(unit).parts:
            self.by_unit = False
        self._show_anew()

    def back(self) -> None:
        """From the story to the list, marks and filter away, then up to the unit above."""
        if not self.list.has_focus or self.filter_bar.is_open or self.list.marked:
            super().back()
            return
        if not self.unit:
            if self.by_unit:
                self.show_units()
            return
        left = self.unit
        self.unit, self.by_unit = left[:-1], True
        self._show_anew()
        self.list.move_to(unit_key(left))

    def _show_anew(self) -> None:
        self.filter_bar.clear()
        self.redraw()
        self.draw_frame()

    # --- acts ----------------------------------------------------------------------------------

    def next_type(self) -> None:
        """Show the groups of the next type."""
        self.by_unit = False
        self.only_type = TYPES[(TYPES.index(self.only_type) + 1) % len(TYPES)]
        self._show_anew()
        self.list.action_first()

    def show_units(self) -> None:
        """Go from the groups to the units and back."""
        self.by_unit = not self.by_unit
        self.only_type = None
        self._show_anew()
        self.list.action_first()


SCREEN = GroupsScreen
