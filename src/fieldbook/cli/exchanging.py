"""``fieldbook exchange``: give out what is new here, take in what is new there."""

from __future__ import annotations

from pathlib import Path

from fieldbook.book import Fieldbook
from fieldbook.cli.call import Call
from fieldbook.domain.errors import BranchError
from fieldbook.exchange.exchanging import Prospect, exchange, prospect, through
from fieldbook.exchange.folder import FolderCarrier
from fieldbook.exchange.places import name_of_place, place_of, remember_place
from fieldbook.exchange.telling import MOST_SHOWN, done_sentence, prospect_lines
from fieldbook.i18n import _


def run(call: Call) -> int:
    """Show what would be exchanged, and exchange it where somebody agrees."""
    if call.args.dry_run:
        with call.read() as book:
            _show(call, book, _seen(call, book, _place(call, book)))
        return 0
    with call.open(make=False) as book:
        place = _place(call, book)
        seen = _seen(call, book, place)
        _show(call, book, seen)
        if not (seen.is_empty or call.agrees(_("Exchange now?"), "exchange", place)):
            return 1 if call.console.can_ask else 0
        steps = exchange(book, FolderCarrier(place), seen, about=name_of_place(place))
        done = through(steps, call.console.progress(_("Exchanging")))
        remember_place(book.exchange, place)
    if not seen.is_empty:
        call.console.say(done_sentence(done, place))
    return 0 if done.failed is None else 1


def _place(call: Call, book: Fieldbook) -> Path:
    """The folder that is meant; the one used last where none was said."""
    return place_of(book.exchange, call.args.place, call.book_path.parent)


def _seen(call: Call, book: Fieldbook, place: Path) -> Prospect:
    try:
        return through(prospect(book, FolderCarrier(place)), call.console.progress(_("Reading")))
    except FileNotFoundError:
        raise BranchError("no_place", place) from None


def _show(call: Call, book: Fieldbook, seen: Prospect) -> None:
    for line in prospect_lines(seen, book.shelf, MOST_SHOWN):
        call.console.say("  " * line.depth + line.text)
