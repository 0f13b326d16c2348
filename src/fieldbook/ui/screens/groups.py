"""Work groups 小组: which want work, the road of each, and the figures of every unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from fieldbook.domain.records import FollowUp, Group, Record, Stay
from fieldbook.domain.rules import is_pending
from fieldbook.i18n import _
from fieldbook.labels import code_label
from fieldbook.ui.keys import GROUPS, bindings, tab_bindings
from fieldbook.ui.listing import ListScreen
from fieldbook.ui.told.group import (
    group_columns,
    group_lines,
    group_list_rows,
)
from fieldbook.ui.told.story import story_lines
from fieldbook.ui.told.unit import (
    unit_columns,
    unit_line,
    unit_lines,
    unit_list_rows,
    unit_name,
    unit_work_lines,
)
from fieldbook.ui.two_panes import TWO_PANES
from fieldbook.ui.under import Under
from fieldbook.ui.widgets.columns import Column
from fieldbook.ui.widgets.filter_bar import FilterBar
from fieldbook.ui.widgets.prose import Prose
from fieldbook.ui.widgets.record_list import ListRow, RecordList
from fieldbook.ui.widgets.story_lines import StoryLine

TYPES: tuple[int | None, ...] = (None, 3, 2, 1, 0)
"""What one key goes through: all, the types, and (0) those not surveyed yet."""


class GroupsScreen(ListScreen, inherit_bindings=False):
    """The groups of a unit, or the units and their figures."""

    table = GROUPS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(GROUPS),
        *tab_bindings(),
        *TWO_PANES,
    ]
    DEFAULT_CSS = """
    GroupsScreen #body { layout: vertical; }
    GroupsScreen #panes { height: 1fr; }
    GroupsScreen #summary { dock: none; height: auto; }
    """
    tab = "groups"
    imports = "groups"
    record_type = Group
    hints: ClassVar[tuple[str, ...]] = (
        "visit", "issue", "survey", "stay", "edit", "type", "units", "link", "new", "filter",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.unit: tuple[str, ...] = ()
        self.by_unit = False
        self.only_type: int | None = None

    def compose_body(self) -> ComposeResult:
        """The unit's figures on top, list and story beneath."""
        yield Prose("", id="summary")
        with Horizontal(id="panes"):
            yield from super().compose_body()

    # --- what is listed ----------------------------------------------------------------------

    def columns(self) -> list[Column]:
        """Type, core group, open issues, the share carried out by the group itself."""
        if self.by_unit:
            return unit_columns()
        depth = len(self.unit)
        units = {each.unit for each in self.book.groups.all() if each.unit[:depth] == self.unit}
        return group_columns(units=len(units) > 1)

    def rows(self) -> Sequence[ListRow]:
        """The groups of the unit that are of the type asked for; or the units below it."""
        if self.by_unit:
            return unit_list_rows(self.book.groups.figures(self.unit).parts)
        depth = len(self.unit)
        wanted = self.only_type
        return group_list_rows([
            row
            for row in self.book.groups.rows()
            if row.group.unit[:depth] == self.unit and (wanted is None or (row.type or 0) == wanted)
        ])  # fmt: skip

    def empty(self) -> tuple[str, ...]:
        """How the first group comes in."""
        if self.by_unit:
            return (_("No units below this one."), _("Enter shows its groups; Esc goes up."))
        if self.book.groups.all():
            return (_("No group of this type here."), _("F9 shows another type."))
        return (
            _("No work groups yet."),
            "",
            _("n writes one down; y then notes its survey."),
            _("A roster imported with m on 2 makes its groups too."),
        )

    def redraw(self) -> None:
        """Draw the figures, the list and the story."""
        self.list.empty = self.empty()
        self.list.set_columns(self.columns())
        total = self.book.groups.figures(self.unit).total
        self.query_one("#summary", Prose).set_lines(self._shown(), unit_line(total))
        super().redraw()

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
                label = code_label("survey.type", number)
                return _("{unit}: type {type}, {label}").format(unit=name, type=number, label=label)

    def draw_story(self, *, keep_place: bool = False) -> None:
        """The group's head and figures before its story; of a unit, its figures."""
        if self.by_unit:
            self.story.set_lines(tuple(self._unit_lines()), keep_place=keep_place)
            return
        group = self.chosen()
        if not isinstance(group, Group):
            self.story.set_lines(())
            return
        lines = story_lines(self.book, group)
        end = lines.index(StoryLine(""))
        told = (*lines[:end], *group_lines(self.book, group), *lines[end:])
        self.story.set_lines(told, keep_place=keep_place)

    def _unit_lines(self) -> list[StoryLine]:
        key = self.list.cursor_key
        found = self.book.groups.figures(self.unit)
        row = next((each for each in found.parts if "/".join(each.unit) == key), found.total)
        told = _("Enter: the units below, then the groups; Esc goes up.")
        lines = [*unit_lines(row), StoryLine(told, tone="muted"), StoryLine("")]
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

    def why_not(self, act: str) -> str:
        """The acts on a group want one."""
        found = self.under()
        if act in ("survey", "stay", "link") and found.group is None:
            return _(
                "No group is under the cursor: choose one first; of a unit, Enter shows its groups."
            )
        if act == "follow_up" and isinstance(found.record, Group) and not found.follow_up:
            return _("No follow-up of this group is planned; the end of a stay plans them.")
        return super().why_not(act)

    # --- moving --------------------------------------------------------------------------------

    def on_record_list_chosen(self, message: RecordList.Chosen) -> None:
        """A unit opens the units below it, and the last its groups; a group is read."""
        if self.by_unit:
            message.stop()
            message.prevent_default()  # Textual would go on with the handler above this one
            self._go_to_unit(tuple(message.key.split("/")))

    def _go_to_unit(self, unit: tuple[str, ...]) -> None:
        self.unit = unit
        if not self.book.groups.figures(unit).parts:
            self.by_unit = False
        self._show_anew()

    def action_back(self) -> None:
        """From the story to the list, then the filter away, then up to the unit above."""
        if not self.list.has_focus or self.query_one(FilterBar).is_open:
            super().action_back()
            return
        if not self.unit:
            if self.by_unit:
                self.do_units()
            return
        left = self.unit
        self.unit, self.by_unit = left[:-1], True
        self._show_anew()
        self.list.move_to("/".join(left))

    def _show_anew(self) -> None:
        self.query_one(FilterBar).clear()
        self.redraw()
        self.draw_frame()

    # --- acts ----------------------------------------------------------------------------------

    def do_type(self) -> None:
        """Groups of the next type."""
        self.by_unit = False
        self.only_type = TYPES[(TYPES.index(self.only_type) + 1) % len(TYPES)]
        self._show_anew()
        self.list.action_first()

    def do_units(self) -> None:
        """From the groups to the units and back."""
        self.by_unit = not self.by_unit
        self.only_type = None
        self._show_anew()
        self.list.action_first()

    def do_new(self) -> None:
        """A group more."""
        from fieldbook.ui.forms.groups import GroupForm

        self.open_form(GroupForm(self.book))

    def do_survey(self) -> None:
        """Survey the group."""
        from fieldbook.ui.forms.groups import SurveyForm

        if (group := self.under().group) is not None:
            self.open_form(SurveyForm(self.book, group))

    def do_stay(self) -> None:
        """End the stay that runs, or begin one."""
        from fieldbook.ui.forms.groups import EndStayForm, StayForm

        group = self.under().group
        if group is None:
            return
        stays = self.book.shelf.pointing(Stay, "group", group.id)
        running = next((each for each in stays if each.to_on is None), None)
        if running is not None:
            self.open_form(EndStayForm(self.book, running))
        else:
            self.open_form(StayForm(self.book, group))

    def do_link(self) -> None:
        """Take the group on."""
        from fieldbook.ui.forms.groups import LinkForm

        if (group := self.under().group) is not None:
            self.open_form(LinkForm(self.book, group))


SCREEN = GroupsScreen
