"""Errors carry data only; here they and notices become a sentence: what is wrong, and the next step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from fieldbook.domain import errors
from fieldbook.domain.codes import STATUS
from fieldbook.domain.errors import FieldbookError, Problem
from fieldbook.domain.notices import Notice
from fieldbook.i18n import N_, _, ngettext
from fieldbook.labels import code_label, field_label, kind_label
from fieldbook.sentences_of_branch import BRANCH, handed_on
from fieldbook.sentences_of_files import (
    CELLS,
    DAMAGED,
    DISK,
    FAULTS,
    INTAKE,
    KEPT,
    NOT_A_BOOK,
    NOT_A_TABLE,
    NOTICES,
    OF_SETTINGS,
    PAPER,
    SETTINGS,
    WITHHELD,
)
from fieldbook.sentences_of_locked import LOCKED
from fieldbook.sentences_of_program import program_sentence
from fieldbook.settings import BadSettings
from fieldbook.typed_days import two_days
from fieldbook.verbs import added_for

MOST_NAMES: Final = 8
"""How many headings or fields a sentence lists."""

REASONS: Final[Mapping[str, str]] = {
    "required": N_("{field} is missing"),
    "nothing_planned": N_("fill in one at least of production, work and study"),
    "not_text": N_("{field} must be text"),
    "not_several": N_("{field} must be a list, each of it with its parts"),
    "too_long": N_("{field} is too long; put the rest in the note or the detail"),
    "not_a_number": N_("{field} must be a whole number, not “{value}”"),
    "bad_number": N_("{field} must be a whole number, not “{value}”"),
    "too_large": N_("{field} is too large: “{value}”"),
    "bad_date": N_("{field} is no date: “{value}”; write it like 2026-11-08, 8 Nov or yesterday"),
    "one_person": N_("{field} must name one person"),
    "not_a_choice": N_("{field} has no choice “{value}”"),
    "unknown_field": N_("there is no field “{value}” here"),
    "unknown_record": N_(
        "{field} names something that is not in the book; choose one that is offered, or write it"
        " down first"
    ),
    "before_start": N_("{field} lies before the beginning: {value}"),
    "in_future": N_("{field} lies in the future: {value}"),
    "code_taken": N_("number {value} belongs to another household of the group"),
    "name_taken": N_("there is a work group “{value}” already; open it, or choose another name"),
    "has_advanced_group": N_("“{value}” is this member's advanced group; end that link first"),
    "has_lagging_group": N_("“{value}” is this member's lagging group; end that link first"),
    "bad_day_in_line": N_(
        "a line of {field} has “{value}” where its day belongs; write that like 2026-11-08, and "
        "more words in a line of their own"
    ),
    "lacks_first_part": N_(
        "a line of {field} lacks what stands before the first stroke: “{value}”"
    ),
    "code_taken_since": N_(
        "number {value} belongs to another household of the group by now; give that one another "
        "number first"
    ),
    "name_taken_since": N_(
        "another work group is called “{value}” by now; give that one another name first"
    ),
    "set_by_act": N_("{field} is set by its own act and cannot be typed here"),
    "not_of_this_solution": N_("{field} names an issue that this solution is not for"),
    "merge_with_itself": N_("a household cannot be merged with itself; mark another one"),
    "repeated": N_("the same as an earlier row: “{value}”"),
    "unclear": N_(
        "it can be any of these: {value}; give the row the number or the address of the one that "
        "is meant"
    ),
    "clash": N_("the same number as an earlier row, with other words"),
    "group_twice": N_("the same work group as in an earlier row, with other words"),
    "code_twice": N_("number {value} was given to another household above"),
    "several_groups": N_(
        "several work groups are called “{value}”; name the unit in the sheet, or choose the group "
        "in the household"
    ),
    "no_head": N_("no head of household could be found for “{value}”"),
    **CELLS,
    **KEPT,
    **WITHHELD,
    **OF_SETTINGS,
}
"""What is wrong with a field of a draft or a cell of a sheet."""

ACTS: Final[Mapping[str, str]] = {
    "study": N_("begin to study it"), "solution": N_("note a solution"),
    "solve": N_("mark it solved"), "refer": N_("refer it"), "answer": N_("note the answer"),
    "drop": N_("drop it"), "take_up": N_("take it up again"),
    "hold": N_("note in a follow-up that it held"),
    "relapse": N_("note in a follow-up that it relapsed"), "restore": N_("restore it"),
    "follow_up": N_("note a follow-up"), "check_at_once": N_("make a follow-up now"), "edit": N_("edit it"), "remove": N_("remove it"),
    "begin_stay": N_("begin another stay"), "redo": N_("redo it"),
}  # fmt: skip
"""Acts that could be done instead."""

STANDS: Final[Mapping[str, str]] = {
    "removed": N_("it is in the trash already"),
    "not_removed": N_("it is not in the trash"),
    "checked": N_("this follow-up was made already"),
    "cancelled": N_("this follow-up was cancelled"),
    "stay_ended": N_("this stay has ended already"),
    "not_referred": N_("the issue has not been referred yet"),
    "nothing_beside": N_("no other wording lies beside it"),
}
"""Why an act does not fit, beside the statuses of an issue."""


class _Known(dict[str, Any]):
    """What a sentence is filled with; telling of an error must not fail for a missing word."""

    def __missing__(self, name: str) -> str:
        return ""


def sentence(error: BaseException) -> str:
    """One sentence for the user: what it is about, what is wrong, the next step."""
    for kind in type(error).__mro__:
        if maker := _MAKERS.get(kind):
            return maker(error)
    return _("Something went wrong that fieldbook does not know: {kind}.").format(
        kind=type(error).__name__
    )


def problem(found: Problem, label: str = "") -> str:
    """What is wrong with one field of a form, by the label it has there."""
    return _closed(reason_words(found.field, found.reason, found.value, label))


def notice(found: Notice) -> str:
    """What an opening came upon."""
    data = dict(found.data)
    if isinstance(why := data.get("why"), BaseException):
        data["why"] = sentence(why)
    data |= {"verify": "fieldbook verify", "added": added_for(data.get("added", ()))}
    return _(NOTICES.get(found.code, found.code)).format_map(_Known(data))


def fault(code: str, kind: str, seq: int, where: str, value: str) -> str:
    """What is wrong with a book, or with one entry of it, and the next step."""
    if code in FAULTS:
        why = _(FAULTS[code]).format(field=_quoted(field_label(where)), where=where, value=value)
    else:
        why = reason_words(where, code, value)
    if not (kind or seq):
        return why  # the book as a whole
    named = _("{kind} #{number}") if kind else _("act {number}")
    return _("{entry}: {why}.").format(
        entry=named.format(kind=kind_label(kind), number=seq), why=why
    )


def clock_is_behind() -> str:
    """The computer's clock stands before the last entry: a dead battery, most likely."""
    return _("The clock stands before the last entry; set it right, or new entries get wrong days.")


def disk_words(number: int | None) -> str:
    """What the system said of a disk, as a part of a sentence."""
    return _(DISK.get(number or 0, DISK[0]))


def reason_words(field: str, reason: str, value: str, label: str = "") -> str:
    """Why a field of a draft or a cell of a sheet is wrong, as a part of a sentence."""
    told = {"field": _quoted(label or field_label(field)) if field else "", "value": value}
    return _(REASONS.get(reason, N_("{field} is wrong"))).format(**told, days=two_days(value, ""))


def _quoted(label: str) -> str:
    """A label within a sentence is quoted as the form shows it."""
    return _("“{label}”").format(label=label)


def _closed(text: str) -> str:
    return text[:1].upper() + text[1:] + _(".")


def _names(found: Iterable[object]) -> str:
    texts = [str(each) for each in found]
    shown = _(", ").join(texts[:MOST_NAMES])
    return shown + " …" if len(texts) > MOST_NAMES else shown


def _invalid(error: Any) -> str:
    told = [reason_words(each.field, each.reason, each.value) for each in error.problems]
    return _closed(_("; ").join(dict.fromkeys(told)))


def _not_found(error: Any) -> str:
    return _("There is no {kind} {ref} in the book; list them to see their numbers.").format(
        kind=kind_label(error.kind), ref=error.ref
    )


def _not_allowed(error: Any) -> str:
    if error.status in STATUS:
        why = _("the issue is “{status}”").format(status=code_label("status", error.status))
    else:
        why = _(STANDS.get(error.status, error.status))
    instead = [_(ACTS[each]) + error.keys.get(each, "") for each in error.instead if each in ACTS]
    if not instead:
        return _("This cannot be done: {why}.").format(why=why)
    return _("This cannot be done: {why}. What can be done: {instead}.").format(
        why=why, instead=_names(instead)
    )


def _nothing_to(error: Any) -> str:
    return _("There is nothing to undo.") if error.act == "undo" else _("There is nothing to redo.")


def _in_use(error: Any) -> str:
    data = error.data
    if not data.get("pid"):
        return _(
            "{path} is open in another program: close it there; “list”, “search” and “export” "
            "work beside it."
        ).format(path=error.path)
    return _(
        "{path} is open in another program (process {pid} on {host}, since {since}): close it "
        "there; “list”, “search” and “export” work beside it."
    ).format(
        path=error.path, pid=data["pid"], host=data.get("host", ""),
        since=_plain_time(str(data.get("since", ""))),
    )  # fmt: skip


def _plain_time(text: str) -> str:
    """A time as people write it, in this computer's own time; what is none stays as it is."""
    try:
        return f"{dt.datetime.fromisoformat(text).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return text


def _damaged(error: Any) -> str:
    what = _(DAMAGED.get(str(error.data.get("what")), DAMAGED["other"]))
    said = what.format(path=error.path, where=error.data.get("where", error.path))
    if kept := error.data.get("aside"):
        said = _both(said, _("Copies are kept in {aside}.").format(aside=_names(kept)))
    following = _("Nothing was changed; next: {verify}, or {restore}.")
    restore = f"fieldbook restore {_('FILE')}"
    return _both(said, following.format(verify="fieldbook verify --repair", restore=restore))


def _both(told: str, following: str) -> str:
    return _("{told} {next}").format(told=told, next=following)


def _not_a_book(error: Any) -> str:
    what = str(error.data.get("what"))
    return _(NOT_A_BOOK.get(what, NOT_A_BOOK["not_tables"])).format(path=error.path)


def _too_new(error: Any) -> str:
    return _(
        "A newer fieldbook wrote {path} (format {found}, this one knows {known}); update "
        "fieldbook to open it."
    ).format(path=error.path, found=error.data.get("found"), known=error.data.get("known"))


def _read_only(_error: Any) -> str:
    return _("The book is open for reading only; nothing was changed.")


def _write_failed(error: Any) -> str:
    words = {
        "full": N_("{path} could not be written: the disk is full. Make room and try again."),
        "denied": N_("{path} could not be written: it is not permitted here. Check the folder."),
        "gone": N_("{path} could not be written: the folder or the disk is gone. Bring it back."),
    }
    other = N_("{path} could not be written: the disk refused. Check the disk and try again.")
    said = _(words.get(error.data.get("why", ""), other)).format(path=error.path)
    return _both(said, _("Nothing was changed."))


def _closed_to_writes(error: Any) -> str:
    return _(
        "The disk could not confirm a write, so {path} takes no more entries until it is opened "
        "again; what was saved before is safe."
    ).format(path=error.path)


def _forged(_error: Any) -> str:
    return _(
        "This past act cannot be read, so it cannot be undone; nothing was changed. Next: {verify}"
    ).format(verify="fieldbook verify --repair")


def _unfinished(error: Any) -> str:
    said = _("Not all is erased: {why}").format(why=sentence(error.data["why"]))
    if error.data["done"]:
        said = _both(said, _("Gone from: {done}.").format(done=_names(error.data["done"])))
    left = _("Still in: {left}. Purge it again once that is mended.")
    return _both(said, left.format(left=_names(error.data["left"])))


def _replaced(error: Any) -> str:
    said = _(
        "{where} was changed by another program while the book was open; nothing was overwritten."
    ).format(where=error.data.get("where", error.path))
    if kept := error.data.get("aside"):
        copy = _("The book as it is here is kept in {aside}.").format(aside=_names(kept))
        said = _both(said, copy)
    return _both(said, _("Close the book and open it again."))


def _intake(error: Any) -> str:
    data = {**error.data, "path": error.path}
    what = error.what
    if what == "not_a_table":
        data["found"] = _(NOT_A_TABLE.get(data.get("found", ""), NOT_A_TABLE["binary"]))
    if what == "no_rows":
        data["why"] = reason_words(
            data.get("field", ""), data.get("reason", ""), data.get("value", "")
        )
        count = int(data.get("rows", 0))
        data["rows"] = ngettext("{count} row", "{count} rows", count)
    if what == "no_headings" and data.get("looks"):
        what = "other_kind"
    if "tried" in data:
        data["tried"] = _names(data["tried"])
    for name in ("fields", "headings"):
        if name in data:
            data[name] = _(", ").join(data[name])
    for name in ("size", "limit"):
        if name in data:
            data[name] = f"{int(data[name]) / 1_000_000:.0f} MB"
    return _(INTAKE.get(what, INTAKE["unreadable"])).format_map(_Known(data))


def _paper(error: Any) -> str:
    known = _names(error.data.get("known", ()))
    data = {**error.data, "path": error.path, "known": known}
    return _(PAPER.get(error.what, PAPER["disk"])).format_map(_Known(data))


def _by_code(words: Mapping[str, str]) -> Callable[[Any], str]:
    return lambda error: _(words[error.what]).format_map(_Known(error.data))


def _settings(error: Any) -> str:
    data = {**error.data, "path": error.path, "known": _names(error.known)}
    return _(SETTINGS[error.what]).format_map(_Known(data))


def _os_error(error: Any) -> str:
    why = disk_words(error.errno)
    if not error.filename:
        return _("The system refused: {why}.").format(why=why)
    return _("{path} cannot be used: {why}.").format(path=error.filename, why=why)


def _plain(error: Any) -> str:
    return _("This could not be done ({kind}).").format(kind=type(error).__name__)


_MAKERS: Final[Mapping[type[Any], Callable[[Any], str]]] = {
    errors.ProgramError: program_sentence,
    errors.Invalid: _invalid,
    errors.NotFound: _not_found,
    errors.NotAllowed: _not_allowed,
    errors.HandedOn: handed_on,
    errors.NothingTo: _nothing_to,
    errors.InUse: _in_use,
    errors.Damaged: _damaged,
    errors.NotABook: _not_a_book,
    errors.TooNew: _too_new,
    errors.ReadOnly: _read_only,
    errors.WriteFailed: _write_failed,
    errors.ClosedToWrites: _closed_to_writes,
    errors.Forged: _forged,
    errors.Replaced: _replaced,
    errors.Unfinished: _unfinished,
    errors.IntakeError: _intake,
    errors.PaperError: _paper,
    errors.Locked: _by_code(LOCKED),
    errors.WrongPassphrase: _by_code(LOCKED),
    errors.BranchError: _by_code(BRANCH),
    FieldbookError: _plain,
    BadSettings: _settings,
    OSError: _os_error,
}
