"""``fieldbook import``: a roster, a ledger or another table into the book, as one undoable act."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from fieldbook.cli.call import Call
from fieldbook.domain.acts.matching import Match
from fieldbook.domain.entries import Oddity, Sheet
from fieldbook.i18n import _, ngettext
from fieldbook.intake.beginning import begin
from fieldbook.labels import field_label
from fieldbook.pasted import pasted_path
from fieldbook.sentences_of_sheets import (
    encoding_doubted,
    entry_text,
    made_beside,
    not_read,
    oddity,
    read_as,
    row_words,
    taken_in,
    would_be,
)

if TYPE_CHECKING:
    from fieldbook.book.intake import Beside, Intake, TakenIn


def run(call: Call) -> int:
    """Take a file in. The sheet is read first: a file that is none leaves the book untouched."""
    sheet = _sheet(call, pasted_path(call.args.file))
    for words in (*encoding_doubted(sheet), *not_read(sheet)):
        call.console.tell(words)
    if call.args.dry_run:
        with call.read(or_none=True) as book:
            intake = book.intake.preview(sheet)
            beside = book.intake.beside(intake, update=call.args.update)
        _tell_oddities(call, intake.sheet)
        _show(call, intake, beside)
        return 0
    with call.open() as book:
        intake = book.intake.preview(sheet)
        _tell_oddities(call, intake.sheet)
        update = _wants_changes(call, intake)
        taken = book.intake.take(intake, update=update)
    _tell_clashes(call, intake)
    _report(call, intake, taken, update=update)
    return 0


def _sheet(call: Call, path: Path) -> Sheet:
    """What the file holds, or the CSV files of a folder."""
    if path.is_dir():
        from fieldbook.intake.sheet import sheet_of_folder

        return sheet_of_folder(path)
    columns: dict[str, list[str]] = {}
    for field, heading in call.args.columns:
        columns.setdefault(field, []).append(heading)
    with begin(path, call.args.encoding) as begun:
        importlib.import_module("fieldbook.book.intake")  # while the child reads the workbook
        from fieldbook.intake.sheet import sheet_of

        return sheet_of(
            begun,
            holds=call.args.holds,
            columns=columns,
            progress=call.console.progress(_("Reading")),
            today=call.today,
        )


def _tell_oddities(call: Call, sheet: Sheet) -> None:
    for each in sheet.oddities:
        told = oddity(each, sheet)
        call.console.tell(told[:1].upper() + told[1:])


def _tell_clashes(call: Call, intake: Intake) -> None:
    clashes = (
        Oddity(each.entry.row, "", each.reason, entry_text(each.entry).what, True)
        for each in intake.rows("clash")
    )
    _tell_oddities(call, intake.sheet._replace(oddities=tuple(clashes)))


def _wants_changes(call: Call, intake: Intake) -> bool:
    """Show the changed rows, and whether they are to be taken over."""
    changed = intake.rows("changed")
    if not changed:
        return False
    for each in changed:
        call.console.tell(_change(intake.sheet, each))
    if call.args.update:
        return True
    question = ngettext(
        "{count} row has changed. Take it over?",
        "{count} rows have changed. Take them over?",
        len(changed),
    )
    return call.console.ask(question)


def _change(sheet: Sheet, match: Match) -> str:
    fields = _(", ").join(field_label(each) for each in match.fields)
    return _("Row {row} has changed ({fields}): {name}").format(
        row=row_words(sheet, match.entry.row), fields=fields, name=entry_text(match.entry).what
    )


def _show(call: Call, intake: Intake, beside: Beside) -> None:
    """What would happen: the odd rows one by one, the others counted."""
    console, sheet = call.console, intake.sheet
    console.say(read_as(sheet))
    for each in intake.rows("changed"):
        console.say(_change(sheet, each))
    _tell_clashes(call, intake)
    for words in made_beside(*beside):
        console.say(words)
    parts = would_be(
        sheet.holds, intake.verdicts, left_out=len(intake.left_out), skipped=intake.skipped
    )
    console.say(_("Nothing was changed. It would be: {counts}.").format(counts=_(", ").join(parts)))


def _report(call: Call, intake: Intake, taken: TakenIn, *, update: bool) -> None:
    """What was taken in, and how to undo it."""
    console = call.console
    changed = len(intake.rows("changed")) if update else 0
    if taken.made or taken.changed:
        words = taken_in(taken.made, intake.sheet.holds, changed)
        for beside in made_beside(*taken.beside):
            console.say(beside)
        console.say(_("{done}. To undo it: fieldbook undo").format(done=words))
    elif intake.left_out or intake.rows("changed"):
        console.say(_("Nothing new in {file}.").format(file=intake.sheet.file))
    else:
        console.say(_("Nothing new: every row of {file} is in the book already.").format(
            file=intake.sheet.file))  # fmt: skip
    left = len(intake.rows("changed"))
    if left and not update:
        console.say(
            ngettext(
                "{count} changed row was not taken over; --update takes it.",
                "{count} changed rows were not taken over; --update takes them.",
                left,
            )
        )
