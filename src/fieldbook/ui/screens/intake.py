"""Import a file: what it would change is shown first, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Final, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.worker import get_current_worker

from fieldbook.book import Fieldbook
from fieldbook.book.intake import Beside, Intake
from fieldbook.domain.acts.matching import Match
from fieldbook.domain.codes import SHEET_ENDINGS, Holds
from fieldbook.domain.entries import Sheet
from fieldbook.domain.errors import FieldbookError
from fieldbook.i18n import N_, _
from fieldbook.intake.headings import REQUIRED
from fieldbook.sentences import sentence
from fieldbook.sentences_of_sheets import (
    ARROW,
    KINDS,
    encoding_doubted,
    field_of_sheet,
    made_beside,
    read_as,
    taken_in,
    would_be,
)
from fieldbook.ui.act import Act, Acts, Context
from fieldbook.ui.everywhere import IN_FORMS
from fieldbook.ui.host import Host, host_of
from fieldbook.ui.keys import hint, key_of_act, keys_in
from fieldbook.ui.named_columns import headings_of, recalled_columns, remember_columns
from fieldbook.ui.screens.columns import ask_column, told_of_columns
from fieldbook.ui.screens.path import PathScreen
from fieldbook.ui.told.sheet import in_order, sheet_columns, sheet_rows, what_was_read
from fieldbook.ui.widgets.lines import KeyLine, StatusLine
from fieldbook.ui.widgets.prose import Prose
from fieldbook.ui.widgets.record_list import RecordList
from fieldbook.ui.widgets.still_screen import StillScreen

INTAKE: Final = Acts["IntakeScreen"](
    Act("take", "f2,ctrl+s", N_("take in"), N_("Take the new rows in"),
        lambda at: at.screen.take(), writes=True, why_not=lambda at: at.screen.nothing_to_take()),
    Act("update", "f3,c,ctrl+n", N_("changed rows too"),
        N_("Take the changed rows over as well"), lambda at: at.screen.take_changed(),
        why_not=lambda at: at.screen.nothing_changed()),
    Act("read_as", "f4,r,ctrl+b", N_("read as"),
        N_("Read the file as something else that it can be"), lambda at: at.screen.read_as(),
        why_not=lambda at: at.screen.nothing_else()),
    Act("columns", "f5,o,ctrl+r", N_("columns"),
        N_("Say what a column of the file is, or leave it out"),
        lambda at: at.screen.name_column(), why_not=lambda at: at.screen.no_columns()),
    Act("another", "f11,m,ctrl+k", N_("another file"), N_("Choose another file"),
        lambda at: at.screen.choose_file()),
    Act("leave", "escape", N_("back"), N_("Back; nothing is taken in"),
        lambda at: at.screen.leave()),
    *IN_FORMS,
    footer=("take", "update", "read_as", "columns", "another", "leave"),
)  # fmt: skip
"""The acts of the import's preview."""


class Previewed(NamedTuple):
    """A file whose rows were looked at: as what it was read, and where one was in it."""

    path: str
    holds: Holds
    update: bool
    at: str
    said: Mapping[str, str] = {}
    """What the user said of columns: heading → field, none where it is left out."""


class IntakeScreen(StillScreen[str | None]):
    """First the file, then its preview, then one act that can be undone as one."""

    acts: ClassVar[Acts[Any]] = INTAKE
    BINDINGS: ClassVar[list[BindingType]] = [*INTAKE.bindings()]
    DEFAULT_CSS = """
    IntakeScreen #read { padding: 0 1; color: $text-muted; background: $surface; }
    IntakeScreen #counts { padding: 0 1; text-style: bold; margin-top: 1; }
    IntakeScreen RecordList { min-height: 6; }
    IntakeScreen #whole { padding: 0 1; max-height: 4; color: $text-muted; background: $surface; }
    """

    def __init__(
        self, book: Fieldbook, wanted: Holds | None = None, left: Previewed | None = None
    ) -> None:
        super().__init__()
        self.book = book
        self.wanted = wanted
        """What the screen one came from is about: a file that can be that is read as that."""
        self._left = left
        """What was previewed when the book was locked."""
        self._path = Path()
        self._intake: Intake | None = None
        self._beside: Beside | None = None
        self._update = False
        self._oddities: dict[str, str] = {}
        self._matches: Sequence[Match] = ()
        self._said: Mapping[str, str] = {}
        self._headings: frozenset[str] = frozenset()
        """The headings of the file, by which what was said of them is known again."""
        self._recalled: Mapping[str, str] = {}
        """What is known so: it was said of another file, some time before."""

    @property
    def host(self) -> Host:
        """The app that shows the screen."""
        return host_of(self)

    def context(self) -> Context[IntakeScreen]:
        """What an act is done on."""
        return Context(self)

    def compose(self) -> ComposeResult:
        """What the file holds, its rows, the keys."""
        yield StatusLine(_("Import a file"))
        with Vertical():
            yield Prose("", id="read")
            yield Prose("", id="counts")
            columns = sheet_columns("issues")
            yield RecordList(columns, heading=True, id="list")
            yield Prose("", id="whole")
        yield KeyLine()

    def on_mount(self) -> None:
        """Ask which file, unless one was left."""
        if self._left is None:
            self.choose_file()
        else:
            self._read(Path(self._left.path), self._left.holds, self._left.said)

    def left(self) -> Previewed | None:
        """The file that is previewed, if one is."""
        if self._intake is None:
            return None
        at = self.query_one("#list", RecordList).cursor_key
        return Previewed(str(self._path), self._intake.sheet.holds, self._update, at, self._said)

    def choose_file(self) -> None:
        """Ask which file, be it the first or another one."""
        self.app.push_screen(
            PathScreen(_("Import a file"), endings=SHEET_ENDINGS), self._file_chosen
        )

    def _file_chosen(self, path: str | None) -> None:
        if path is None:
            if self._intake is None and self.is_active:  # a palette may lie over it
                self.dismiss(None)
            return
        file = Path(path)
        self.query_one("#counts", Prose).set_lines(_("Reading {file}").format(file=file.name))
        self._read(file, None, None)

    @work(thread=True, exclusive=True)
    def _read(self, path: Path, holds: Holds | None, said: Mapping[str, str] | None) -> None:
        """Read the file beside the screen: a large one takes a moment, and Esc stops it.

        Args:
            path: the file.
            holds: what it is read as, where that is known.
            said: what was said of its columns; ``None`` where the file was just opened.
        """
        from fieldbook.intake.sheet import read_sheet

        worker = get_current_worker()
        columns: dict[str, list[str]] = {}
        for heading, field in (said or {}).items():
            columns.setdefault(field, []).append(heading)
        left_out = columns.pop("", [])

        def told(done: int, total: int) -> None:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._progress, done, total)

        try:
            sheet = read_sheet(
                path,
                holds=holds,
                wanted=self.wanted,
                columns=columns,
                left_out=left_out,
                progress=told,
                today=self.book.today,
                or_unnamed=True,
            )
        except FieldbookError as wrong:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._refused, sentence(wrong))
            return
        if not worker.is_cancelled:
            done = self._as_before if said is None else self._show
            self.app.call_from_thread(done, path, sheet, said or {})

    def _as_before(self, path: Path, sheet: Sheet, _said: Mapping[str, str]) -> None:
        """Show a sheet that was just opened, read as was said of one with its headings before."""
        self._headings, self._recalled = headings_of(sheet), recalled_columns(sheet)
        if self._recalled:
            self._read(path, sheet.holds, self._recalled)
        else:
            self._show(path, sheet, {})

    def _progress(self, done: int, total: int) -> None:
        if self.is_mounted:
            self.query_one("#status", StatusLine).set_right(f"{done}/{total}")

    def _refused(self, words: str) -> None:
        self.host.tell(words, wrong=True)
        if self._intake is None:
            self.query_one("#counts", Prose).set_lines()
            self.choose_file()
        self.draw_frame()

    def _show(self, path: Path, sheet: Sheet, said: Mapping[str, str]) -> None:
        if path != self._path:
            self._update = False
        self._path, self._said = path, said
        self._intake = self.book.intake.preview(sheet)
        rows = list(sheet_rows(self._intake))
        self._oddities = {row.key: row.cells[2] for row in rows if row.key.startswith("odd")}
        self._matches = in_order(self._intake)
        shown = self.query_one("#list", RecordList)
        shown.set_columns(sheet_columns(sheet.holds, sheet.together))
        shown.set_rows(rows)
        left, self._left = self._left, None
        if left is not None:
            self._update = left.update
            shown.move_to(left.at)
        shown.focus()
        self._tell_whole(shown.cursor_key)
        self._look_beside()

    def _look_beside(self) -> None:
        """What would be made besides the rows, with the changed ones or without them."""
        if self._intake is not None:
            self._beside = self.book.intake.beside(self._intake, update=self._update)
        self.draw_frame()

    def on_resize(self) -> None:
        """As many columns are named as there is room for."""
        self.draw_frame()

    def draw_frame(self) -> None:
        """Draw what the file holds, what would happen, and the keys."""
        intake = self._intake
        if intake is None:
            return
        sheet = intake.sheet
        parts = would_be(
            sheet.holds, intake.verdicts, left_out=len(intake.left_out), skipped=intake.skipped
        )
        arrow = "<-" if self.host.ascii else ARROW
        self.query_one("#counts", Prose).set_lines(self._unnamed(sheet) or _(" · ").join(parts))
        line = max(self.size.width - 2, 20)
        self.query_one("#read", Prose).set_lines(
            read_as(sheet, arrow, room=4 * line),
            *encoding_doubted(sheet),
            *told_of_columns(sheet, self._recalled, key_of_act(INTAKE["columns"]), 2 * line),
            *(made_beside(*self._beside, room=line) if self._beside else ()),
        )
        self.query_one("#status", StatusLine).set_right(sheet.file)
        changed = len(intake.rows("changed"))
        mark = "[x]" if self._update else "[ ]"
        other = self._other()
        as_other = _("as {kind}").format(kind=_(KINDS[other])) if other else _("read as")
        words = {"update": f"{mark} {_('changed rows too')} ({changed})", "read_as": as_other}
        at = self.context()
        shown = [each for each in INTAKE.footer() if other or each.id != "read_as"]
        self.query_one("#keys", KeyLine).set_hints(
            [hint(each, at, words.get(each.id, "")) for each in shown]
        )

    def _other(self) -> Holds | None:
        """What else the file may be read as, next in the order of the kinds."""
        if self._intake is None:
            return None
        sheet = self._intake.sheet
        could = sheet.could_hold
        return could[(could.index(sheet.holds) + 1) % len(could)] if len(could) > 1 else None

    def nothing_to_take(self) -> str:
        """Why no row can be taken in; empty where one can."""
        intake = self._intake
        changed = intake is not None and intake.rows("changed")
        if intake is None or intake.rows("new") or (self._update and changed):
            return ""
        if changed:
            words = _("Nothing here is new; to take the changed rows, press {update}, then {take}.")
            return self._with_keys(words)
        return self._unnamed(intake.sheet) or _("There is nothing new in this file.")

    @staticmethod
    def _with_keys(words: str, **told: str) -> str:
        """A sentence with the keys of the preview's acts."""
        keys = {each.id: key_of_act(each) for each in INTAKE.footer()}
        return keys_in(words, **keys, **told)

    def _unnamed(self, sheet: Sheet) -> str:
        """What is missing of a table none of whose columns names what it holds, and what to do."""
        if sheet.entries or sheet.holds == "book":
            return ""
        field = field_of_sheet(sheet.holds, REQUIRED[sheet.holds][0])
        words = _("No row is read: which column is “{field}” is not known; {columns} says it.")
        return self._with_keys(words, field=field)

    def nothing_changed(self) -> str:
        """Why no changed row can be taken over; empty where one can."""
        if self._intake is None or self._intake.rows("changed"):
            return ""
        return _("No row of this file differs from what the book has.")

    def nothing_else(self) -> str:
        """Why the file is read as nothing else; empty where it can be."""
        if self._intake is None or self._other():
            return ""
        return _("This file can be read as nothing else.")

    def no_columns(self) -> str:
        """Why nothing can be said of the columns; empty where it can."""
        if self._intake is None or self._intake.sheet.holds != "book":
            return ""
        return _("What stands in a ledger that fieldbook wrote is known.")

    # --- acts ------------------------------------------------------------------------------

    def on_record_list_highlighted(self, message: RecordList.Highlighted) -> None:
        """Another row is under the cursor."""
        message.stop()
        self._tell_whole(message.key)

    def _tell_whole(self, key: str) -> None:
        """What was read of a row, field by field; why one is odd, whole."""
        told = self._oddities.get(key, "")
        if key.isdecimal() and self._intake is not None:
            told = what_was_read(self._matches[int(key)], self._intake.sheet.holds, self.book.today)
        self.query_one("#whole", Prose).set_lines(told)

    def on_record_list_chosen(self, message: RecordList.Chosen) -> None:
        """Enter only looks, as in every list: the row is whole beneath; the key for more is told."""
        message.stop()
        self.host.tell(
            self.nothing_to_take()
            or keys_in(
                _("This row is whole below the list; {take} takes the new rows in."),
                take=key_of_act(INTAKE["take"]),
            )
        )

    def take_changed(self) -> None:
        """Take changed rows over as well, or again not."""
        self._update = not self._update
        self._look_beside()

    def read_as(self) -> None:
        """Read the file as something else that it can be."""
        if other := self._other():
            self._update = False
            self._read(self._path, other, None)

    def name_column(self) -> None:
        """Ask what a column is, and read the file so."""
        if self._intake is not None:
            ask_column(self.app, self._intake.sheet, self._said, self._column_named)

    def _column_named(self, said: Mapping[str, str]) -> None:
        assert self._intake is not None
        self._recalled = {}
        self._read(self._path, self._intake.sheet.holds, said)

    def leave(self) -> None:
        """Go back; nothing is taken in."""
        self.workers.cancel_node(self)
        self.dismiss(None)

    def take(self) -> None:
        """Take the rows in, as one act."""
        intake = self._intake
        if intake is None:
            return

        def run() -> None:
            taken = self.book.intake.take(intake, update=self._update)
            changed = len(intake.rows("changed")) if self._update else 0
            left = len(intake.rows("changed")) - changed
            remember_columns(intake.sheet.holds, self._headings, self._said)
            words = taken_in(taken.made, intake.sheet.holds, changed, left)
            self.host.tell(keys_in(_("{done}. {undo} undoes it all."), done=words))

        self.workers.cancel_node(self)  # it may be read anew just now
        if self.host.attempt(run):
            self.dismiss("intake:")
