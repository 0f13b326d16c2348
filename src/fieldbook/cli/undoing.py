"""``fieldbook undo`` and ``fieldbook redo``."""

from __future__ import annotations

from fieldbook.cli.call import Call
from fieldbook.i18n import _, ngettext
from fieldbook.verbs import toggled


def run(call: Call) -> int:
    """Undo the last act, or redo the one undone last, and say which it was."""
    with call.open(make=False) as book:
        undoing, version = call.args.command == "undo", book.shelf.version
        act = book.undo() if undoing else book.redo()
        verb, about = toggled(act, book.shelf.changes_since(version) or (), book.today)
    records = ngettext("{count} record", "{count} records", act.count) if act.count else ""
    told = " · ".join(text for text in (verb, about, records) if text)
    done = _("Undone: {act}") if undoing else _("Redone: {act}")
    call.console.say(done.format(act=told))
    return 0
