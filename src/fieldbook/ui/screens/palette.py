"""Find any act by its name, in either language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from fieldbook.i18n import _
from fieldbook.ui.base import BookScreen
from fieldbook.ui.keys import ACTS, DIARY, GROUPS, MEETING, TABS, Key
from fieldbook.ui.screens.help import shown_keys
from fieldbook.ui.widgets.caret import CaretInput
from fieldbook.ui.widgets.columns import Column
from fieldbook.ui.widgets.record_list import ListRow, RecordList
from fieldbook.ui.widgets.row_filter import sought

_TAKES_AWAY = ("remove", "drop")
_ELSEWHERE: Final[Sequence[tuple[str, tuple[Key, ...]]]] = (
    ("households", ACTS), ("groups", GROUPS), ("diary", DIARY), ("meeting", MEETING),
)  # fmt: skip
"""Screens with acts of their own."""


class Palette(ModalScreen[None]):
    """Type a part of what is wanted; Enter does it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+p", "dismiss", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, screen: BookScreen) -> None:
        super().__init__()
        self._screen = screen

    def compose(self) -> ComposeResult:
        """What is typed, and what it finds."""
        with Vertical(id="sheet"):
            yield CaretInput(placeholder=_("What is to be done?"))
            columns = [Column("", None, min_width=20), Column("", 22)]
            yield RecordList(columns, nothing_found=(_("Nothing found."),), id="list")

    def on_mount(self) -> None:
        """Offer everything."""
        self.query_one(RecordList).set_rows(self._rows())
        self.query_one(CaretInput).focus()

    def _rows(self) -> list[ListRow]:
        rows = []
        # What takes something away comes last: Enter takes the first that is found.
        for key in sorted(self._screen.acts(), key=lambda each: each.id in _TAKES_AWAY):
            if key.id == "palette":
                continue
            tone = "muted" if self._screen.why_not(key.id) else ""
            # The English words are searched too: who learnt the app in English finds it in both.
            search = sought(_(key.help), _(key.label), key.help, key.label, key.id)
            rows.append(ListRow(key.id, (_(key.help), shown_keys(key.keys)), search, tone))
        rows += self._elsewhere({row.key for row in rows})
        for digit, (name, word) in enumerate(TABS.items(), 1):
            label = _("Go to {screen}").format(screen=_(word))
            rows.append(ListRow(f"tab_{name}", (label, str(digit)), sought(label, word, name)))
        return rows

    def _elsewhere(self, here: set[str]) -> Iterator[ListRow]:
        """The acts of the other screens: choosing one goes where it is done."""
        for name, table in _ELSEWHERE:
            for key in table:
                if key.id in here or name == self._screen.tab:
                    continue
                here.add(key.id)
                where = _("on {screen}").format(screen=_(TABS[name]))
                search = sought(_(key.help), _(key.label), key.help, key.label, key.id)
                cells = (_(key.help), f"{where}  {shown_keys(key.keys.split(',')[0])}")
                yield ListRow(f"tab_{name}#{key.id}", cells, search, "muted")

    def action_move(self, by: int) -> None:
        """Another act."""
        self.query_one(RecordList).action_move(by)

    @on(CaretInput.Changed)
    def _find(self, event: CaretInput.Changed) -> None:
        self.query_one(RecordList).set_filter(event.value)

    @on(CaretInput.Submitted)
    def _chosen(self) -> None:
        self.query_one(RecordList).action_choose()

    async def on_record_list_chosen(self, message: RecordList.Chosen) -> None:
        """Do it."""
        message.stop()
        self.dismiss()
        self.app.call_later(self._screen.action_act, message.key.partition("#")[0])
