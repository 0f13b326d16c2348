"""``fieldbook add``: write one thing down without opening the book. Loads next to nothing."""

from __future__ import annotations

import codecs
import datetime as dt
import sys
from argparse import Namespace
from contextlib import suppress
from pathlib import Path
from typing import Final

from fieldbook.cli.call import Call
from fieldbook.cli.typed import offered
from fieldbook.cli.words import WrongWords
from fieldbook.domain import codes
from fieldbook.files import private_folder
from fieldbook.i18n import _
from fieldbook.store.form import base_of, is_locked
from fieldbook.store.ids import new_id
from fieldbook.store.inbox import Inbox, Line
from fieldbook.store.keys import recipients_beside
from fieldbook.store.plain import PlainCodec
from fieldbook.typed_days import no_date, read_typed

LONGEST_TITLE: Final = 200
"""Characters; the whole of a longer one stands in the detail."""
FIELDS: Final = {
    "issue": ("title", "found_on", "kind", codes.ISSUE_KIND),
    "visit": ("note", "visited_on", "manner", codes.CHOSEN_MANNER),
    "note": ("text", "on", "kind", codes.DIARY_KIND),
}
"""Kind → where the words, the day and the kind go, and the codes the kind may have."""

_SEVERAL: Final = frozenset("、；;")
"""What parts the names of several, and stands in none."""
_LABELLED: Final = {"issue": "issue.kind", "visit": "manner", "note": "diary.kind"}
"""Kind → the field whose labels may be typed for its codes."""


def run(call: Call) -> int:
    """Append one line to the book's inbox."""
    args = call.args
    now = dt.datetime.now().astimezone()
    text = _read_in(args.text)
    fields = _fields(args.kind_of, _sound(text), args, now.date())
    path = call.book_path
    _make_sure(path)
    notes = recipients_beside(base_of(path)) if is_locked(path) else PlainCodec()
    Inbox(path, notes).add(
        Line(new_id(), args.kind_of, now.isoformat(timespec="milliseconds"), fields)
    )
    call.console.say(_told(fields.get(FIELDS[args.kind_of][1], ""), now.date()))
    if not _SEVERAL.isdisjoint(named := fields.get("household", "")):
        told = _(
            "“{names}” looks like several households; once the book is open, edit it to say which."
        )
        call.console.tell(told.format(names=named))
    return 0


def _told(day: str, today: dt.date) -> str:
    """What is said of a line: where a day was typed, which one was understood."""
    if not day:
        return _("Written down; it is taken in when the book is opened.")
    from fieldbook.labels import day_hint  # only where a day was typed

    return _("Written down for {day}; it is taken in when the book is opened.").format(
        day=day_hint(dt.date.fromisoformat(day), today)
    )


def _read_in(text: str) -> str:
    """The words; a single dash stands for what comes in on standard input."""
    if text != "-" or sys.stdin is None:
        return text
    return _decoded(sys.stdin.buffer.read())


def _decoded(data: bytes) -> str:
    """Words in UTF-8, with a broken sign shown as one; or as Chinese Windows writes them, or in UTF-16."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    text = data.decode("utf-8-sig", "replace")
    if text.count("\ufffd") * 4 > sum(not sign.isascii() for sign in text):
        with suppress(UnicodeDecodeError):
            return data.decode("gb18030")
    return text


def _fields(kind: str, text: str, args: Namespace, today: dt.date) -> dict[str, str]:
    words, day, code, known = FIELDS[kind]
    household = _household([*filter(None, map(_sound, args.household or ()))])
    _require(kind, text, household)
    fields = _titled(text) if words == "title" else {words: text}
    if on := getattr(args, "on", ""):
        fields[day] = _day(on, today)
    if chosen := getattr(args, "kind", ""):
        if chosen not in known:
            from fieldbook.labels import code_meant, codes_of  # only where it is no code

            labels = [each for each in codes_of(_LABELLED[kind]) if each[0] in known]
            chosen = code_meant(_LABELLED[kind], chosen) or chosen
            if chosen not in known:
                raise WrongWords(
                    _("There is no kind “{kind}”; there are: {kinds}.").format(
                        kind=chosen, kinds=offered(labels, chosen)
                    )
                )
        fields[code] = chosen
    if household:
        fields["household"] = household
    return fields


def _household(named: list[str]) -> str:
    """The one a line is about; of two one would be taken and the other lost without a word."""
    if len(named) > 1:
        raise WrongWords(
            _("{count} households are named: {names}. Write a line for each.").format(
                count=len(named), names=_(", ").join(named)
            )
        )
    return "".join(named)


def _require(kind: str, text: str, household: str) -> None:
    if kind == "visit" and not household:
        raise WrongWords(_("Whom was the visit to? Say it with --household."))
    if kind == "note" and household:
        raise WrongWords(_("A note belongs to no household; add a visit or an issue instead."))
    if kind != "visit" and not text:
        raise WrongWords(_("What is to be written down? The words are missing."))


def _titled(text: str) -> dict[str, str]:
    """The first line is the title; what is longer stands whole in the detail."""
    first, _break, rest = text.partition("\n")
    if len(first) > LONGEST_TITLE:
        return {"title": first[:LONGEST_TITLE] + "…", "detail": text}
    return {"title": first.strip(), "detail": rest.strip()} if rest.strip() else {"title": first}


def _day(text: str, today: dt.date) -> str:
    found = read_typed(text, today, "back")
    if found is None:
        raise WrongWords(_("{sentence}.").format(sentence=no_date(text)))
    if found > today:
        raise WrongWords(_("{date} lies in the future.").format(date=found.isoformat()))
    return found.isoformat()


def _sound(text: str) -> str:
    """The text without what a terminal may have left of characters it could not send."""
    return _decoded(text.encode("utf-8", "surrogateescape")).strip()


def _make_sure(path: Path) -> None:
    """Refuse what is plainly no book, and make the folder of a book that is still to be."""
    from fieldbook.domain.errors import NotABook

    if path.is_dir():
        raise NotABook(path, what="folder")
    if path.exists() and not path.is_file():
        raise NotABook(path, what="special")
    try:
        with path.open("rb") as file:
            begin = file.read(1)
    except FileNotFoundError:
        private_folder(path.parent)
        return
    if begin not in (b"", b"{", b"\xef"):
        raise NotABook(path, what="not_json")
