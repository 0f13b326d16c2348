"""What a column of a file is: the user says it where its heading does not, or leaves the column out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar, Final

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from fieldbook.clean import clean
from fieldbook.domain.codes import Holds
from fieldbook.domain.entries import OF_SHEETS, Sheet
from fieldbook.i18n import _
from fieldbook.intake.headings import FIELDS, beside
from fieldbook.sentences_of_sheets import field_of_sheet, in_one, names_of_sheets, not_read
from fieldbook.ui.screens.led_list import NarrowedList
from fieldbook.ui.widgets.caret import CaretInput
from fieldbook.ui.widgets.columns import Column, ListRow, sought
from fieldbook.ui.widgets.record_list import RecordList

_PARTS: Final = frozenset({"brigade", "commune", "building"})
"""Fields that are part of another, which is offered."""
_LEFT_OUT: Final = "-"
"""The key of the row that leaves a column out."""
_OF_THE_FILE: Final = "\n"
"""The key of the row by which all that was said of the columns is forgotten; no heading is this."""
_OF_SHEETS: Final = ("unit", "group", "contact")
"""The fields that the names of sheets can say."""


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


def told_of_columns(
    sheet: Sheet, recalled: Mapping[str, str], key: str, room: int
) -> Iterator[str]:
    """What of the columns is not read, what they are as was said before, and the key that says it otherwise.

    Args:
        sheet: as it is read.
        recalled: what was said of another file's columns, heading → field, none where one is left out.
        key: as it is shown.
        room: the cells that names may take up.
    """
    how = _(
        "; nothing of them is taken in unless {key} says what one is (the note takes any words)"
    )
    yield from not_read(sheet, room, how.format(key=key), key)
    if names := names_of_sheets(sheet):
        words = _("The names of these sheets are not read; {key} can make them the unit: {names}")
        yield words.format(key=key, names=names)
    if recalled:
        parts = (
            f"{in_one(heading)} → {field_of_sheet(sheet.holds, field) if field else _('not read')}"
            for heading, field in recalled.items()
        )
        words = _("As you said of such a list before ({key} says otherwise): {columns}")
        yield words.format(key=key, columns=_("; ").join(parts))


def ask_column(
    app: App[None], sheet: Sheet, said: Mapping[str, str], then: Callable[[dict[str, str]], object]
) -> None:
    """Ask which column, then what it is.

    Args:
        app: what the questions are put on.
        sheet: as it is read now.
        said: what was said of its columns before, heading → field, none where one is left out.
        then: is told what is said of them now.
    """

    def heading_picked(heading: str | None) -> None:
        if heading is None:
            return
        if heading == _OF_THE_FILE:
            then({})
            return
        read = next((field for field, each in sheet.columns if each == heading), _LEFT_OUT)
        title = _("What stands under “{heading}”?").format(heading=in_one(heading))

        def field_picked(field: str | None) -> None:
            if field:
                then(_also(sheet.holds, said, heading, field.removeprefix(_LEFT_OUT)))

        app.push_screen(
            PickScreen(title, list(_fields(sheet, heading)), read),
            field_picked,
        )

    rows = list(_headings(sheet))
    if said:
        words = _("(all columns as the file itself says)")
        rows.append(ListRow(_OF_THE_FILE, (words, ""), sought(words)))
    app.push_screen(PickScreen(_("Which column?"), rows), heading_picked)


def _also(holds: Holds, said: Mapping[str, str], heading: str, field: str) -> dict[str, str]:
    """What was said, and now this; a field that has one column only is no other's any more."""
    stays = not field or beside(holds, field)
    others = {at: of for at, of in said.items() if at != heading and (stays or of != field)}
    return {**others, heading: field}


def _headings(sheet: Sheet) -> Iterator[ListRow]:
    """Each heading with what is read from it; of a column without one nobody can say which it is."""
    read = {heading: field_of_sheet(sheet.holds, field) for field, heading in sheet.columns}
    others = [*sheet.unread, *([OF_SHEETS] if sheet.named else [])]
    for heading, label in {**dict.fromkeys(others, _("not read")), **read}.items():
        told = in_one(heading)
        if heading == OF_SHEETS:
            told = f"{told} ({_(', ').join(sheet.named)})"
        yield ListRow(
            heading, (told, label), sought(told, label), "" if heading in read else "muted"
        )


def _fields(sheet: Sheet, of: str) -> Iterator[ListRow]:
    """The fields that a column, or the names of the sheets, can say, each with its headings now."""
    yield ListRow(
        _LEFT_OUT, (_("(leave this column out)"), ""), sought(_("(leave this column out)"))
    )
    labels = {
        field: field_of_sheet(sheet.holds, field)
        for field in FIELDS[sheet.holds]
        if field not in _PARTS and (of != OF_SHEETS or field in _OF_SHEETS)
    }
    # Note before Note of the last visit: whoever types all of a label means that.
    longer = {
        each for each in labels.values() if any(o in each for o in labels.values() if o != each)
    }
    for field, label in sorted(labels.items(), key=lambda each: each[1] in longer):
        read = _(", ").join(in_one(heading) for of, heading in sheet.columns if of == field)
        yield ListRow(field, (label, read), sought(label, field))
