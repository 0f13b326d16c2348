"""The trash: what was removed, to be read and restored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from fieldbook.domain.naming import known_day, name_of
from fieldbook.domain.records import Record
from fieldbook.i18n import _, language
from fieldbook.labels import day, kind_label
from fieldbook.search import texts_of
from fieldbook.ui.keys import TRASH
from fieldbook.ui.place import PlaceScreen, place_bindings
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.columns import Column
from fieldbook.ui.widgets.record_list import ListRow
from fieldbook.ui.widgets.row_filter import sought
from fieldbook.ui.widgets.story_lines import StoryLine


class TrashScreen(PlaceScreen, inherit_bindings=False):
    """What was removed, the latest first."""

    table = TRASH
    BINDINGS: ClassVar = place_bindings(TRASH)
    tab = "trash"
    belongs_to = "today"
    record_type = Record
    hints: ClassVar[tuple[str, ...]] = ("restore", "filter", "undo", "palette")

    def columns(self) -> list[Column]:
        """Kind, name, when it was removed."""
        return [
            Column(_("Kind"), 12 if language() == "en" else 8, priority=7),
            Column(_("What it says"), None, min_width=10, priority=9),
            Column(_("Removed"), 10 if language() == "en" else 8, priority=5),
        ]

    def rows(self) -> Sequence[ListRow]:
        """Everything in the trash."""
        today = self.book.today
        return [
            ListRow(
                key_of(each),
                (
                    kind_label(each.kind), name_of(each) or f"#{each.seq}",
                    day(each.removed_at.date(), today) if each.removed_at else "",
                ),
                sought(*texts_of(each)),
            )
            for each in self.book.trash()
        ]  # fmt: skip

    def empty(self) -> tuple[str, ...]:
        """Nothing was removed."""
        return (_("The trash is empty."), "", _("Esc goes back."))

    def draw_story(self, *, keep_place: bool = False) -> None:
        """Every word of what was removed."""
        record = self.chosen()
        lines: list[StoryLine] = []
        if record is not None:
            when = day(known_day(record), self.book.today)
            lines = [
                StoryLine(f"{kind_label(record.kind)} #{record.seq}  {when}", tone="title"),
                StoryLine(""),
                *(StoryLine(text) for text in texts_of(record)),
                StoryLine(""),
                StoryLine(_("F2 restores it."), tone="muted"),
            ]
        self.story.set_lines(lines, keep_place=keep_place)

    def why_not(self, act: str) -> str:
        """Restoring wants something to restore."""
        if act == "restore" and self.chosen() is None:
            return _("Nothing is under the cursor: choose a line first.")
        return super().why_not(act)

    def do_restore(self) -> None:
        """Take it out of the trash."""
        record = self.chosen()
        if record is None:
            return
        room = self.book.room_of(record)
        if self.fieldbook.attempt(lambda: room.restore(record.id)):
            name = name_of(record) or kind_label(record.kind)
            self.fieldbook.tell(_("Restored: {what}").format(what=name))


SCREEN = TrashScreen
