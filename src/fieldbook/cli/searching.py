"""``fieldbook search``: everything in which the words occur, the newest first."""

from __future__ import annotations

from typing import Final

from fieldbook.cli.call import Call
from fieldbook.cli.narrowing import asked_for
from fieldbook.domain.records import BY_KIND
from fieldbook.i18n import _
from fieldbook.labels import field_label, kind_label, name_told
from fieldbook.search import Search, SearchRow, excerpt

BEFORE: Final = 8
"""Characters before a hit on a terminal, which cuts what it has no room for from behind."""


def run(call: Call) -> int:
    """Search all records; the exit code is 0 also when nothing is found."""
    console = call.console
    with call.read() as book:
        found = Search(book.shelf).find(asked_for(" ".join(call.args.text), book))
        numbers = {each.id: book.shelf.get(BY_KIND[each.kind], each.id).seq for each in found.rows}
    rows = [
        (kind_label(each.kind), f"#{numbers[each.id]}",
         each.on.isoformat() if each.on else each.words, name_told(each.title, each.apart),
         _excerpt(each, cut=console.is_terminal))
        for each in found.rows
    ]  # fmt: skip
    heads = (_("Kind"), "#", field_label("date"), field_label("title"), _("Where it stands"))
    console.say_table(heads, rows, named=False, in_pager=not call.args.no_pager)
    if found.more:
        console.tell(_("More was found than is shown; add another word."))
    elif not rows:
        console.tell(_("Nothing was found."))
    return 0


def _excerpt(row: SearchRow, *, cut: bool) -> str:
    """The words around a hit; where lines are cut the hit comes soon."""
    if row.snippet in row.title:
        return ""
    return excerpt(row.snippet, row.hit, BEFORE, len(row.snippet))[0] if cut else row.snippet
