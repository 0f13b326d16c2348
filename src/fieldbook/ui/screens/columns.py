"""What a column of a file is: the user says it where its heading does not, or leaves the column out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, Final

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from fieldbook.clean import clean
from fieldbook.domain.entries import Sheet
from fieldbook.i18n import _
from fieldbook.intake.headings import FIELDS
from fieldbook.sentences_of_sheets import field_of_sheet, in_one
from fieldbook.ui.screens.led_list import NarrowedList
from fieldbook.ui.widgets.caret import CaretInput
from fieldbook.ui.widgets.columns import Column, ListRow, sought
from fieldbook.ui.widgets.record_list import RecordList

_PARTS: Final = frozenset({"brigade", "commune", "building"})
"""Fields that are part of another, which is offered."""
_LEFT_OUT: Final = "-"
"""The key of the row that leaves a column out."""


class PickScreen(NarrowedList[str | None]):
    """Closes with the key of the row that was picked, or ``None``."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, title: str, rows: Sequence[ListRow], at: str = "") -> None:
        super().__init__()
        self._title, self._rows, self._begin = title, rows, at

    def compose(self) -> ComposeResult:
        """The question, what narrows the list, and the list."""
        with Vertical(id="sheet"):
            yield Static(clean(self._title), classes="ask--title", markup=False)
            yield CaretInput(placeholder=_("some letters of it"))
            columns = [Column("", None, min_width=16, priority=9), Column("", 30, priority=1)]
            yield RecordList(columns, nothing_found=(_("Nothing found."),), id="list")
            yield Static(_("Enter: this one   Esc: back"), classes="muted", markup=False)

    def on_mount(self) -> None:
        """Offer all rows before anything is typed."""
        rows = self.query_one(RecordList)
        rows.set_rows(self._rows)
        rows.move_to(self._begin)
        self.query_one(CaretInput).focus()

    def on_record_list_chosen(self, message: RecordList.Chosen) -> None:
        """Take the row that was chosen."""
        message.stop()
        self.dismiss(message.key)


def ask_column(app: App[None], sheet: Sheet, then: Callable[[str, str], object]) -> None:
    """Ask which column, then what it is; ``then`` is told the heading and the field, none for one left out."""

    def heading_picked(heading: str | None) -> None:
        if heading is None:
            return
        read = next((field for field, each in sheet.columns if each == heading), _LEFT_OUT)
        title = _("What stands under “{heading}”?").format(heading=in_one(heading))

        def field_picked(field: str | None) -> None:
            if field:
                then(heading, field.removeprefix(_LEFT_OUT))

        app.push_screen(
            PickScreen(title, list(_fields(sheet)), read),
            field_picked,
        )

    app.push_screen(PickScreen(_("Which column?"), list(_headings(sheet))), heading_picked)


def _headings(sheet: Sheet) -> Iterator[ListRow]:
    """Each heading with what is read from it; of a column without one nobody can say which it is."""
    read = {heading: field_of_sheet(sheet.holds, field) for field, heading in sheet.columns}
    headed = [each for each in sheet.unread if not each.startswith("[")]
    for heading, label in {**read, **dict.fromkeys(headed, _("not read"))}.items():
        told = in_one(heading)
        yield ListRow(
            heading, (told, label), sought(told, label), "" if heading in read else "muted"
        )


def _fields(sheet: Sheet) -> Iterator[ListRow]:
    """The fields of such a sheet, each with the headings it is read from now."""
    yield ListRow(
        _LEFT_OUT, (_("(leave this column out)"), ""), sought(_("(leave this column out)"))
    )
    labels = {
        field: field_of_sheet(sheet.holds, field)
        for field in FIELDS[sheet.holds]
        if field not in _PARTS
    }
    # Note before Note of the last visit: whoever types all of a label means that.
    longer = {
        each for each in labels.values() if any(o in each for o in labels.values() if o != each)
    }
    for field, label in sorted(labels.items(), key=lambda each: each[1] in longer):
        read = _(", ").join(in_one(heading) for of, heading in sheet.columns if of == field)
        yield ListRow(field, (label, read), sought(label, field))
