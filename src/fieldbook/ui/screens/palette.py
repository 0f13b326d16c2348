"""Find any act by its name, in either language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from fieldbook.i18n import _
from fieldbook.ui.act import Act, Acting, Acts
from fieldbook.ui.everywhere import BESIDE, LOCKING, TABS
from fieldbook.ui.host import host_of
from fieldbook.ui.keys import keys_of, shown_keys
from fieldbook.ui.screens.led_list import NarrowedList
from fieldbook.ui.widgets.caret import CaretInput
from fieldbook.ui.widgets.columns import Column, ListRow, sought
from fieldbook.ui.widgets.record_list import RecordList

_TAKES_AWAY = ("remove", "drop")


class Palette(NarrowedList[None]):
    """Type a part of what is wanted; Enter does it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+p", "dismiss", show=False),
    ]

    def __init__(self, behind: Acting, elsewhere: Mapping[str, Acts[Any]]) -> None:
        """Offer the acts of the screen behind, then those of the screens that can be gone to, by name."""
        super().__init__()
        self._behind = behind
        self._others = elsewhere

    def compose(self) -> ComposeResult:
        """What is typed, and what it finds."""
        with Vertical(id="sheet"):
            yield CaretInput(placeholder=_("What is to be done?"))
            columns = [Column("", None, min_width=20), Column("", 22)]
            yield RecordList(columns, nothing_found=(_("Nothing found."),), id="list")

    def on_mount(self) -> None:
        """Offer every act before anything is typed."""
        self.query_one(RecordList).set_rows(self._rows())
        self.query_one(CaretInput).focus()

    def _rows(self) -> list[ListRow]:
        at = self._behind.context()
        listed = self._behind.acts.listed()
        here = [each for each in listed if each.id != "palette" and not self._never(each)]
        # What takes something away comes last: Enter takes the first that is found.
        rows = [
            self._row(each, "", greyed=bool(each.refused(at)))
            for each in sorted(here, key=lambda each: each.id in _TAKES_AWAY)
        ]
        rows += self._elsewhere({each.help for each in self._behind.acts.listed()})
        return sorted(rows, key=lambda row: row.key.startswith("#tab_"))  # the screens at the end

    def _elsewhere(self, here: set[str]) -> Iterator[ListRow]:
        """The acts of the other screens: choosing one goes there and does it."""
        for name, acts in self._others.items():
            for act in acts.listed():
                if act.help not in here and not self._never(act):
                    here.add(act.help)
                    yield self._row(act, name, greyed=True)

    def _never(self, act: Act[Any]) -> bool:
        """Whether it is an act on the lock that the book does not have, or has already."""
        lock = next((each for each in LOCKING if each.id == act.id), None)
        return lock is not None and bool(lock.refused(self._behind.context()))

    def _row(self, act: Act[Any], name: str, *, greyed: bool) -> ListRow:
        keys = shown_keys(keys_of(act, host_of(self).keymap))
        if name:
            where = _("on {screen}").format(screen=_({**TABS, **BESIDE}[name]))
            keys = f"{where}  {keys.split('  ')[0]}"
        # The English words are searched too: who learnt the app in English finds it in both.
        search = sought(act.words(), _(act.label), act.help, act.label, act.id)
        tone = "muted" if greyed else ""
        return ListRow(f"{name}#{act.id}", (act.words(), keys), search, tone)

    def on_record_list_chosen(self, message: RecordList.Chosen) -> None:
        """Do the act that was chosen, on the screen it belongs to."""
        message.stop()
        host = host_of(self)
        self.dismiss()
        name, _sign, act = message.key.partition("#")
        self.app.call_later(*((host.perform_on, name, act) if name else (host.perform, act)))
