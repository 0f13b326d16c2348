"""What can be wrong with a file, a sheet, a paper, a disk or the settings: the words, by code.

``fieldbook.sentences`` fills them in; nothing else reads them.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

from fieldbook.i18n import N_

INTAKE: Final[Mapping[str, str]] = {
    "missing": N_("There is no file {path}; check the name."),
    "folder": N_("{path} is a folder; name the file in it that is to be imported."),
    "not_a_file": N_("{path} is no ordinary file and cannot be imported."),
    "unreadable": N_("{path} cannot be read; check whether you may open it."),
    "empty": N_("{path} is empty; there is nothing to import."),
    "unpacks_too_much": N_(
        "{path} unfolds to more than any list holds; copy the filled rows into a new workbook and "
        "import that."
    ),
    "too_many_rows": N_("{path} has more than {most} rows; split it and import the parts."),
    "row_repeated": N_(
        "Row {row} of {path} is repeated {times} times down the sheet; delete the rows below the "
        "last entry, save and try again."
    ),
    "own_list": N_(
        "{path} is what “list --json” prints for other programs, and import does not read it; to "
        "carry records over, copy the book with “backup” and bring it back with “restore”."
    ),
    "book": N_("{path} is a book of fieldbook's, not a list; open it with --book {path}."),
    "too_large": N_("{path} is too large to import ({size}, at most {limit}); split it."),
    "not_a_table": N_(
        "{path} is not a table but {found}; save it as .xlsx, .ods or .csv and import that."
    ),
    "encrypted": N_("{path} is protected by a password; save it without one and import that."),
    "damaged": N_("{path} is damaged; open it in a spreadsheet program and save it anew."),
    "undecodable": N_(
        "The text in {path} is in none of these encodings: {tried}; name its own with --encoding, "
        "such as big5 or cp1252."
    ),
    "bad_encoding": N_("There is no encoding “{encoding}”; try utf-8 or gb18030."),
    "unclosed_quote": N_(
        "A quotation mark opened in line {line} of {path} is never closed; close it and try again."
    ),
    "unknown_field": N_("There is no field “{field}” to give a column to; there are: {fields}."),
    "withheld": N_(
        "“{heading}” is not read, whatever for: no book keeps what sorts people or the numbers of "
        "their papers. Leave it out of --columns."
    ),
    "unknown_heading": N_("{path} has no heading “{heading}”; the headings found are: {headings}."),
    "no_headings": N_(
        "{path} has no column known to name households or issues (found: {headings}); call it Head "
        "or Issue in the file, or import it by the command with --columns head=HEADING or title=HEADING."
    ),
    "no_table": N_("{path} has no column of households or issues; call one Head or Issue."),
    "other_kind": N_("{path} holds other things than was said; import it with --as {looks}."),
    "only_headings": N_("{path} has headings and no rows below them; there is nothing to import."),
    "no_rows": N_(
        "No row of {path} can be read ({rows}); the first, row {row}: {why}. Nothing was changed."
    ),
}
"""Why nothing of a file can be taken in."""

WITHHELD: Final[Mapping[str, str]] = {
    "identity_number": N_("the number of an identity card in {field}"), "identity_numbers": N_("left out of {field}: numbers of identity cards {value}; all else there is kept"),
    "sorting_word": N_("a word in {field} that sorts people, for which the book has no field"), "sorting_words": N_("left out of {field}: {value}; no book keeps what sorts people, and all else there is kept"),
}  # fmt: skip
"""What is left out of a cell on purpose."""

CELLS: Final[Mapping[str, str]] = {
    "digits_lost": N_("{field} has lost its last digits in the spreadsheet: “{value}”"),
    "error_cell": N_("{field} holds a spreadsheet error: {value}"), "formula": N_("{field} holds a formula without its result: {value}"),
    "section": N_("a heading across the table: “{value}”"), "foot": N_("the foot of the table: “{value}”"),
    "elsewhere": N_("nothing stands in the columns that are read, but beside them: “{value}”"),
    "told_otherwise": N_("an earlier sheet of this list says otherwise of “{value}”, and counts"),
    "void": N_("the whole row says “{value}”"), "nobody_lives_there": N_("nobody lives there (“{value}”)"),
    "newer_counts": N_("the sheet of a later year has “{value}” too, and counts"),
}  # fmt: skip
"""What can be wrong with a row or a cell of a sheet."""

KEPT: Final[Mapping[str, str]] = {
    "unreadable": N_("{field} has signs that cannot be read (�): “{value}”; write them anew"),
    "hidden_rows": N_("hidden rows are taken in as well, {value} of them; this is the first"),
    "given_first": N_("“{value}” and other names with a comma are written given name first"),
    "no_group": N_("rows that name no group stay without one, {value} of them; this is the first"),
    "stray_cell": N_("a cell that stands far from the table was not read: {value}"),
    "date_in_text": N_("the spreadsheet made a date of {field}: “{value}”; check it"),
    "zeros_of_ledger": N_("the number differs only by zeros in front and is taken for the same: {value}"),
    "zeros": N_("{field} differs only by zeros in front and is taken for the same: {value}"),
    "another_table": N_("another table begins here (“{value}”); nothing of it is read"),
    "several_behind": N_("“{value}” and other names of several people stay as they are written"),
    "number_in_words": N_("of {field} only the number counts; “{value}” is kept in the note"),
    "no_number": N_("{field} is “{value}”, which is not taken for a number; it is kept in the note"),
    "no_frequency": N_("{field} is “{value}”, which does not say how often; it is kept in the note"),
    "day_in_words": N_("{field} is “{value}”, which names no day; it is kept in these words"),
    "day_of_two": N_("{field} is “{value}”, which can be {days}; it is kept in these words"),
    "two_days": N_("{field}: “{value}” can be {days}; write the one that is meant"),
    "day_ahead": N_("{field} is “{value}”, which is yet to come; it is kept in these words"),
    "no_household": N_(
        "no household fits “{value}”; it is kept in these words, edit the record to name one"
    ),
    "several_households": N_("several households fit “{value}”; it is kept in these words, edit the record to name one of them"),
    "same_address": N_(
        "the same address as “{value}”, for whom no row is; if the head has changed, edit that household instead"
    ),
    "no_day": N_("{field} is not given; it is shown without a day"),
    "no_day_column": N_(
        "no column gives the day ({field}): all are shown without one, and no figure of a period "
        "counts them"
    ),
    "no_issues_made": N_("“{value}” is kept with each visit, under {field}; no issue is made of it"),
    "names_group": N_("“{value}” is read as a unit, and the book has a work group of that name; if it is meant, say that the column is of groups"),
    "unclear_state": N_("“{value}” says neither that it is closed nor that it is not; the issue is left open"),
    "withdrawn": N_("“{value}”: the issue comes in as dropped for this reason, as of today where no day is given"),
    "states_differ": N_("“{value}”: one says closed, one does not; the issue is left open"),
    "open_with_closing_day": N_("it is not said to be closed, though {value} stands as its day; the issue is left open"),
    "closed_without_day": N_("closed (“{value}”), and no day is given; no figure of a period counts it as solved"),
    "closing_day_ahead": N_("the closing day {value} is yet to come; it is kept in these words"),
    "closed_before_found": N_("the closing day {value} lies before the day it was found; check both"),
    "solved_in_the_book": N_("the file has “{value}”, the book has it solved; it is left as the book has it"),
}  # fmt: skip
"""What is told of a row of a ledger and costs it nothing: its words are in the book as they stand."""

NOT_A_TABLE: Final[Mapping[str, str]] = {
    "picture": N_("a picture"), "pdf": N_("a PDF"), "word": N_("a text document"), "slides": N_("a presentation"), "archive": N_("an archive"), "database": N_("a database"),
    "web_page": N_("a web page"), "binary": N_("a file of another kind"),
    "damaged": N_("a damaged file"), "binary_workbook": N_("a binary workbook (.xlsb)"),
    "json": N_("JSON, for programs to read"), "mail": N_("a mail"), "calendar": N_("a calendar"), "contacts": N_("an address book"), "shortcut": N_("a shortcut"),
}  # fmt: skip
"""What a file turned out to be."""

PAPER: Final[Mapping[str, str]] = {
    "unknown_annex": N_("There is no annex “{given}”; there are: {known}."),
    "unknown_format": N_("There is no paper format “{given}”; there are: {known}."),
    "unknown_audience": N_("There is no audience “{given}”; there are: {known}."),
    "no_meeting": N_("No meeting is written down yet; keep its minutes on the Meeting screen."),
    "no_meeting_then": N_(
        "No meeting of {date} is written down; “list diary” has the days of those that are."
    ),
    "branch_only": N_(
        "The format “{given}” is for the branch only, for every name stands in it; write a paper for "
        "others."
    ),
    "several_files": N_(
        "{path} would have to be several files; name a folder, or one table with --table: {known}."
    ),
    "no_folder_there": N_("{path} is a file; name a folder for the tables."),
    "half_sign": N_(
        "{path} cannot be written: half a sign stands in one of the book's texts; search for it and "
        "write the text anew."
    ),
    "takes_no_template": N_("A paper in the format “{given}” takes no template."),
    "no_folder": N_("There is no folder for {path}; make it first, or plug the stick in."),
    "is_folder": N_("{path} is a folder; name a file for the paper."),
    "is_book": N_("{path} belongs to a book and is never written over; name another file."),
    "beside_book": N_(
        "{path} would lie beside the book, where whoever takes one has both; name a file elsewhere."
    ),
    "exists": N_("{path} is there already; name another file."),
    "not_replaced": N_("{path} is there already; name another file, or say --yes to replace it."),
    "no_file": N_("{path} is a device or a pipe; name a file, or - for standard output."),
    "denied": N_("The paper {path} cannot be written: it is not permitted there; choose another."),
    "in_use": N_(
        "{path} cannot be written over: it is open in another program, or protected. Close it "
        "there, or name another file."
    ),
    "full": N_("The paper {path} cannot be written: the disk is full; make room."),
    "bad_name": N_("{path} is no name a file can have; choose another."),
    "disk": N_("The paper {path} cannot be written: the disk refused; choose another place."),
    "no_office": N_(
        "There is no LibreOffice on this computer that could make the PDF. Install it, or write the "
        "paper as HTML and print it from the browser into a PDF."
    ),
    "office_failed": N_(
        "{path} could not make the PDF, and nothing was written. Write the paper as Word or HTML."
    ),
    "office_slow": N_(
        "{path} took too long over the PDF and was stopped; nothing was written. Leave out annexes, "
        "or write the paper as Word or HTML."
    ),
    "no_template": N_("The template {path} cannot be read; check the name."),
    "bad_template": N_("{path} is no Word template that can be filled in; choose another."),
    "template_too_much": N_(
        "Filling in the template {path} would take too much memory or time; choose another."
    ),
    "has_program": N_(
        "The template {path} has a program in it, a macro; save it as a Word document without macros."
    ),
    "loads_from_afar": N_(
        "The template {path} loads something from {target} whenever it is opened; put that into the "
        "file itself, or take it out."
    ),
    "names_somebody": N_(
        "In the template {path} there stands “{words}”, which names somebody in the book, and the "
        "paper is for others; take it out."
    ),
    "unknown_field": N_("The template {path} asks for “{field}”; the fields there are: {known}."),
    "broken_mark": N_(
        "The template {path} has a mark that cannot be filled in: {mark}; “fieldbook export "
        "--fields” shows how marks are written."
    ),
    "no_body": N_(
        "The template {path} has no place for the text; put {mark} into a paragraph of its own."
    ),
    "body_not_alone": N_(
        "In the template {path} the text's place is not alone; put {mark} into a paragraph of its "
        "own."
    ),
}
"""Why a paper cannot be written."""

NOT_A_BOOK: Final[Mapping[str, str]] = {
    "missing": N_("There is no book {path}; it is made with the first entry."),
    "not_there": N_(
        "There is no book {path}; check the path. A new one is begun by opening it, or with “add” "
        "or “import”."
    ),
    "no_home": N_(
        "This user has no home folder, so there is no place for a book of its own; name one with "
        "--book PATH."
    ),
    "itself": N_("{path} is a file of the book itself; name the copy that is to be brought back."),
    "special": N_("{path} is a device or a pipe, not a book; name a file."),
    "no_folder": N_("The folder of {path} is not there; make it first."),
    "no_copy": N_("There is no copy {path}; check the name."),
    "folder": N_("{path} is a folder, not a book; name a file in it."),
    "not_json": N_("{path} is not a book: its content is something else; it was left as it is."),
    "not_tables": N_("{path} is not a book of fieldbook's; it was left as it is."),
}
"""Why something is no book."""

DAMAGED: Final[Mapping[str, str]] = {
    "json_missing": N_("{path} is missing, while its log is there."),
    "json_changed": N_("{path} was changed by something else than fieldbook."),
    "log_head": N_("The first line of {where} is damaged."),
    "log_gap": N_("Lines are missing in {where}."),
    "log_line": N_("A line of {where} holds what no book can hold."),
    "log_rot": N_("A line in the middle of {where} is damaged."),
    "log_seal": N_("A line of {where} was not written by who can read this book."),
    "seal": N_("{where} was not written by who can read this book."),
    "recipients": N_("Somebody changed whom the book's lines are encrypted to."),
    "two_files": N_(
        "Beside {path} lies {where}, and nothing says which is the book; move the other one away."
    ),
    "other": N_("The files of {path} do not fit together."),
}
"""How the files of a book do not fit together."""

FAULTS: Final[Mapping[str, str]] = {
    "misfit": N_("it cannot be read at {where}; “--repair” sets it aside"),
    "twice": N_("another entry has the same id; “--repair” sets the older one aside"),
    "no_id": N_("it has no id, so nothing can point to it; “--repair” sets it aside"),
    "other_kind": N_("{field} points to an entry of another kind; edit the entry"),
    "lost": N_(
        "{field} points to something that is not in the book; “--repair” makes up for it in the "
        "trash, or edit the entry"
    ),
    "impossible_date": N_("{field} has a date that cannot be: {value}; edit the entry"),
    "unknown_code": N_("{field} has a choice this fieldbook does not know: {value}; update it"),
    "no_stamp": N_("it does not say when it was last written; edit and save it"),
    "impossible_stamp": N_("the stamp of {field} cannot be: {value}; edit and save the entry"),
    "same_number": N_("an older entry has the same number; “--repair” gives this one another"),
    "format": N_(
        "The number of the book's format cannot be read: “{value}”; “--repair” writes it anew."
    ),
    "act": N_("this past act cannot be read and not be undone; “--repair” sets it aside"),
    "act_lost": N_(
        "this past act leads to an entry that is not there; it cannot be undone; “--repair” sets it aside"
    ),
}
"""What is wrong with an entry of a book, beside what can be wrong with a form's field."""

DISK: Final[Mapping[int, str]] = {
    0: N_("the system refused"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EFBIG: N_("the disk is full"),
    errno.EACCES: N_("it is not permitted"),
    errno.EPERM: N_("it is not permitted"),
    errno.EROFS: N_("the disk is for reading only"),
    errno.ENOENT: N_("it, or its folder, is not there"),
    errno.ENOTDIR: N_("a part of the path is a file, not a folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EEXIST: N_("it is there already"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EIO: N_("the disk has an error"),
}
"""What the system says of a file, by its number."""

NOTICES: Final[Mapping[str, str]] = {
    "torn": N_(
        "The last line of {where} was unfinished, so it had never been saved; it is kept in "
        "{aside}. Everything before it is here."
    ),
    "torn_stays": N_(
        "The last line of {where} is unfinished, so it was never saved. Everything before it is here."
    ),
    "no_lock": N_("This disk knows no locks: open the book in one program at a time."),
    "misfits": N_("Entries that cannot be read: {count}. They are left as they are; run: {verify}"),
    "too_new": N_(
        "A newer fieldbook wrote this book, so it is open for reading only; update fieldbook to "
        "write in it."
    ),
    "upgraded": N_("The book was brought to the present format; as it was, it is kept in {kept}."),
    "inbox_odd": N_("Lines of the inbox that could not be taken in: {count}. They are in {where}."),
    "inbox_unknown": N_("Added for a household not in the book, or in it twice: {added}. Edit it."),
    "inbox_cleared": N_(
        "In the place of the inbox ({where}) stood something that is no file, such as a link or a "
        "pipe; it was taken away, and what is added is taken in again."
    ),
    "network_place": N_(
        "The book lies on a network share ({where}), where a lock or a save may not hold; keep it "
        "on this computer's own disk."
    ),
    "synced_place": N_(
        "The book lies in a folder that is synchronised ({where}), which may put an older file over "
        "a newer one; keep it elsewhere and make backups there."
    ),
    "backup_failed": N_("Today's backup could not be made: {why}"),
    "was_locked": N_(
        "When {where} was closed here the last time it was locked, and now anybody can read it. If "
        "nobody of you decrypted it, somebody put another book in its place: look at your copies."
    ),
    "older_book": N_(
        "{where} is older than the book that was closed here the last time, or another. If nobody of "
        "you brought it back, somebody took it away: look at your copies."
    ),
    "left_readable": N_(
        "Beside the locked book these files could not be read with its key, or not be written; they "
        "are left: {files}"
    ),
    "was_readable": N_(
        "Beside the locked book these files could be read by anybody; they are encrypted now: {files}. "
        "If no older program of yours left them, somebody laid them there: trust no word of them."
    ),
    "inbox_waits": N_(
        "Lines added without opening the book are waiting; they are taken in when it is next "
        "opened for writing."
    ),
}
"""What an opening came upon."""

SETTINGS: Final[Mapping[str, str]] = {
    "unreadable": N_(
        "The settings in {path} cannot be read, and the defaults are used; check the file."
    ),
    "not_toml": N_(
        "{path}, line {line}: this is not valid TOML and is passed over; texts stand in quotes."
    ),
    "not_utf8": N_(
        "{path}, line {line}: this is not UTF-8 and is passed over; save the file as UTF-8."
    ),
    "unknown_setting": N_(
        "{path}, line {line}: there is no setting “{setting}”; the line is passed over."
    ),
    "wrong_value": N_(
        "{path}, line {line}: this is no value for “{setting}”; the line is passed over."
    ),
    "as_many_as_kinds": N_(
        "{path}, line {line}: “{setting}” needs one name for each number of the week rule; "
        "the line is passed over."
    ),
    "too_small": N_(
        "{path}, line {line}: “{setting}” must be at least 1; the line is passed over."
    ),
    "twice": N_("{path}, line {line}: “{setting}” stands there twice; the first one counts."),
    "unknown_language": N_(
        "{path}, line {line}: there is no such language; the line is passed over. There are: {known}."
    ),
    "unknown_theme": N_("{path}, line {line}: there is no theme “{setting}”; there are: {known}."),
    "unknown_act": N_(
        "{path}, line {line}: there is no act “{setting}” to have other keys; there are: {known}."
    ),
    "changed_meanwhile": N_(
        "{path}, line {line}: “{setting}” was changed by another program meanwhile. Nothing was saved; "
        "go back, and open the settings anew."
    ),
    "not_written": N_("{path} cannot be written to; nothing was saved. Check whose file it is."),
    "no_place": N_("There is no home folder, and so no place for the settings; nothing was saved."),
}
"""What is wrong with the settings, and what came of it."""

OF_SETTINGS: Final[Mapping[str, str]] = {
    "too_small": N_("{field} must be at least 1, not “{value}”"),
    "two_or_three": N_("{field} must be two or three: “{value}”"),
    "not_three": N_("{field} must be three, with strokes between them: “{value}”"),
    "has_it_already": N_("{field}: that is {value} already"),
    "bad_period": N_("{field}: “{value}” is no period up to today, such as last month"),
    "for_branch_only": N_("{field}: {value} has every name in it and is for the branch only"),
    "no_minutes_so": N_("{field}: minutes are no {value}; choose Word, PDF, HTML or Markdown"),
    "no_such_file": N_("{field}: there is no file {value}"),
    "nobody_met": N_("nobody was at home: empty {field}, or choose another manner"),
    "as_many_as_kinds": N_("{field}: one name for each number of the week rule, not “{value}”"),
    "wrong_keys": N_("{field} cannot be used like this"),
}
"""What can be wrong with what is typed for a setting, chosen for a paper, or does not go together."""
