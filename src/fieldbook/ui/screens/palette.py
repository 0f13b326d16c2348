"""Find any act by its name, in either language."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from fieldbook.i18n import _
from fieldbook.ui.base import BookScreen
from fieldbook.ui.keys import TABS
from fieldbook.ui.screens.help import shown_keys
from fieldbook.ui.widgets.caret import CaretInput
from fieldbook.ui.widgets.columns import Column
from fieldbook.ui.widgets.record_list import ListRow, RecordList
from fieldbook.ui.widgets.row_filter import sought

_TAKES_AWAY = ("remove", "drop")


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
        for digit, (name, word) in enumerate(TABS.items(), 1):
            label = _("Go to {screen}").format(screen=_(word))
            rows.append(ListRow(f"tab_{name}", (label, str(digit)), sought(label, word, name)))
        return rows

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
        self.app.call_later(self._screen.action_act, message.key)
