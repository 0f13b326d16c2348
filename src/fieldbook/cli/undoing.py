"""``fieldbook undo`` and ``fieldbook redo``."""

from __future__ import annotations

from fieldbook.cli.call import Call
from fieldbook.domain.records import Diary
from fieldbook.i18n import _, ngettext
from fieldbook.labels import code_label
from fieldbook.verbs import verb_label


def run(call: Call) -> int:
    """Undo the last act, or redo the one undone last, and say which it was."""
    with call.open(make=False) as book:
        undoing, version = call.args.command == "undo", book.shelf.version
        act = book.undo() if undoing else book.redo()
        changed = [each.after for each in book.shelf.changes_since(version) or ()]
    about = act.about
    if len(changed) == 1 and isinstance(page := changed[0], Diary):
        about = f"{code_label('diary.kind', page.diary_kind)} {page.on}"
    records = ngettext("{count} record", "{count} records", act.count) if act.count else ""
    told = " · ".join(text for text in (verb_label(act.verb), about, records) if text)
    done = _("Undone: {act}") if undoing else _("Redone: {act}")
    call.console.say(done.format(act=told))
    return 0
