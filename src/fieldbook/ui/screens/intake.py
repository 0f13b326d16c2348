"""Import a roster or a ledger: what the file would change is shown first, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.worker import get_current_worker

from fieldbook.domain.acts.matching import Match
from fieldbook.domain.entries import Sheet
from fieldbook.domain.errors import FieldbookError
from fieldbook.i18n import _, ngettext
from fieldbook.labels import field_label, kind_label
from fieldbook.sentences import columns_not_read, oddity, sentence
from fieldbook.sentences_of_sheets import entry_text
from fieldbook.ui.keys import INTAKE, bindings
from fieldbook.ui.screens.path import SHEETS, PathScreen
from fieldbook.ui.widgets.columns import Column
from fieldbook.ui.widgets.key_line import Hint, KeyLine
from fieldbook.ui.widgets.prose import Prose
from fieldbook.ui.widgets.record_list import ListRow, RecordList
from fieldbook.ui.widgets.row_filter import sought
from fieldbook.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from fieldbook.book import Fieldbook
    from fieldbook.book.intake import Intake
    from fieldbook.ui.app import FieldbookApp

_ORDER = {"odd": 0, "changed": 1, "clash": 2, "new": 3, "same": 4}


class IntakeScreen(Screen[str | None]):
    """First the file, then its preview, then one act that can be undone as one."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(INTAKE)]

    def __init__(
        self, book: Fieldbook, holds: Literal["households", "issues"] | None = None
    ) -> None:
        super().__init__()
        self.book = book
        self.holds = holds
        self._intake: Intake | None = None
        self._update = False

    @property
    def fieldbook(self) -> FieldbookApp:
        """The app."""
        return cast("FieldbookApp", self.app)

    def compose(self) -> ComposeResult:
        """What the file holds, its rows, the keys."""
        yield StatusLine(self._title(), id="status")
        with Vertical():
            yield Prose("", id="summary")
            columns = [
                Column(_("Row"), 5, align="right", priority=5),
                Column("", 10, priority=8, toned=True),
                Column(_("What it says"), None, min_width=16, priority=9),
                Column("", 28, priority=3),
            ]
            yield RecordList(columns, heading=True, id="list")
        yield KeyLine(id="keys")

    def _title(self) -> str:
        if self.holds is None:
            return _("Import a file")
        return _("Import a roster") if self.holds == "households" else _("Import a ledger")

    def on_mount(self) -> None:
        """Ask which file."""
        self.app.push_screen(PathScreen(self._title(), endings=SHEETS), self._file_chosen)

    def _file_chosen(self, path: str | None) -> None:
        if path is None:
            self.dismiss(None)
            return
        self.query_one("#summary", Prose).set_lines(
            _("Reading {file}").format(file=Path(path).name)
        )
        self._read(Path(path))

    @work(thread=True, exclusive=True)
    def _read(self, path: Path) -> None:
        """Read the file beside the screen: a large one takes a moment, and Esc stops it."""
        from fieldbook.intake import read_sheet

        worker = get_current_worker()

        def told(done: int, total: int) -> None:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._progress, done, total)

        try:
            sheet = read_sheet(path, holds=self.holds, progress=told, today=self.book.today)
        except FieldbookError as wrong:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._refused, sentence(wrong))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, sheet)

    def _progress(self, done: int, total: int) -> None:
        if self.is_mounted:
            self.query_one("#status", StatusLine).set_right(f"{done}/{total}")

    def _refused(self, words: str) -> None:
        self.fieldbook.tell(words, wrong=True)
        self.on_mount()

    def _show(self, sheet: Sheet) -> None:
        self._intake = self.book.intake.preview(sheet)
        self.query_one("#list", RecordList).set_rows(list(self._rows(self._intake)))
        self.query_one("#list").focus()
        self._draw()

    def _draw(self) -> None:
        intake = self._intake
        if intake is None:
            return
        sheet = intake.sheet
        columns = _("; ").join(
            f"{self._label(field)} <- {heading}" for field, heading in sheet.columns
        )
        lines = [self._counts(intake), _("Read as: {columns}").format(columns=columns)]
        if sheet.unread:
            lines.append(columns_not_read(sheet.unread))
        if sheet.others:
            lines.append(
                _("Other sheets were not read: {names}").format(names=_(", ").join(sheet.others))
            )
        self.query_one("#summary", Prose).set_lines(*lines)
        self.query_one("#status", StatusLine).set_right(sheet.file)
        changed = len(intake.rows("changed"))
        mark = "[x]" if self._update else "[ ]"
        self.query_one("#keys", KeyLine).set_hints([
            Hint("F2", _("take in"), self._worth_taking(), "take"),
            Hint("F3", f"{mark} {_('changed rows too')} ({changed})", bool(changed), "update"),
            Hint("Esc", _("back"), action="leave"),
        ])  # fmt: skip

    def _label(self, field: str) -> str:
        """A field's word; the number in a ledger is an entry's, not a household's."""
        of_issues = self._intake is not None and self._intake.sheet.holds == "issues"
        return _("No.") if field == "code" and of_issues else field_label(field)

    def _counts(self, intake: Intake) -> str:
        """What would happen, in one sentence."""
        odd = len([each for each in intake.sheet.oddities if each.left_out])
        parts = [
            ngettext("{count} new", "{count} new", len(intake.rows("new"))),
            ngettext("{count} there already", "{count} there already", len(intake.rows("same"))),
            ngettext("{count} changed", "{count} changed", len(intake.rows("changed"))),
        ]
        if odd:
            parts.append(ngettext("{count} left out", "{count} left out", odd))
        if intake.sheet.skipped:
            skipped = intake.sheet.skipped
            parts.append(
                ngettext("{count} empty or total row", "{count} empty or total rows", skipped)
            )
        return _(" · ").join(parts)

    def _rows(self, intake: Intake) -> Iterator[ListRow]:
        rows = [
            ListRow(f"odd{number}", (str(each.row), _("odd"), oddity(each), ""), "", "overdue")
            for number, each in enumerate(intake.sheet.oddities)
        ]
        yield from rows
        # An unclear row is among the odd ones, with those it can be.
        told = [each for each in intake.matches if each.verdict != "unclear"]
        ordered = sorted(told, key=lambda each: _ORDER[each.verdict])
        for number, match in enumerate(ordered):
            yield _match_row(number, match)

    def _worth_taking(self) -> bool:
        intake = self._intake
        if intake is None:
            return False
        return bool(intake.rows("new") or (self._update and intake.rows("changed")))

    # --- acts ------------------------------------------------------------------------------

    async def action_act(self, act: str) -> None:
        """Do what a key stands for."""
        if act == "quit":
            await self.fieldbook.leave()
        elif hasattr(self, f"do_{act}"):
            getattr(self, f"do_{act}")()

    async def on_key_line_hint_chosen(self, message: KeyLine.HintChosen) -> None:
        """Do what was clicked."""
        await self.action_act(message.hint.action)

    def on_record_list_chosen(self, message: RecordList.Chosen) -> None:
        """Enter takes in."""
        message.stop()
        self.do_take()

    def do_update(self) -> None:
        """Whether changed rows are taken over."""
        self._update = not self._update
        self._draw()

    def do_leave(self) -> None:
        """Back, nothing taken in."""
        self.workers.cancel_node(self)
        self.dismiss(None)

    def do_take(self) -> None:
        """Take the rows in, as one act."""
        intake = self._intake
        if intake is None:
            return
        if not self._worth_taking():
            self.fieldbook.tell(_("There is nothing new in this file."))
            return

        def run() -> None:
            taken = self.book.intake.take(intake, update=self._update)
            made = _(", ").join(f"{kind_label(kind)} {count}" for kind, count in taken.made.items())
            words = _("Taken in: {made}; changed: {changed}. u undoes it all.")
            self.fieldbook.tell(words.format(made=made or "0", changed=taken.changed))

        if self.fieldbook.attempt(run):
            self.dismiss("intake:")


def _match_row(number: int, match: Match) -> ListRow:
    entry = match.entry
    what, more = entry_text(entry)
    words = {
        "new": _("new"), "same": _("there"), "changed": _("changed"), "clash": _("odd"),
    }  # fmt: skip
    tone = {"new": "done", "same": "muted", "changed": "today", "clash": "overdue"}[match.verdict]
    if match.fields:
        more = _("changes: {fields}").format(fields=_(", ").join(map(field_label, match.fields)))
    cells = (str(entry.row), words[match.verdict], what, more)
    return ListRow(str(number), cells, sought(what, more), tone)
