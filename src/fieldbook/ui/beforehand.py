"""What a first key on a large book would wait for, made beforehand while nobody types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final, cast

from fieldbook.domain.records import BY_KIND, Household, Issue, Record, Solution

if TYPE_CHECKING:
    from fieldbook.ui.host import Host
    from fieldbook.ui.list_screen import ListScreen

MANY: Final = 5_000
"""Records below which nobody notices."""
LISTS: Final[Mapping[str, type[Record]]] = {
    "issues": Issue,
    "households": Household,
    "solutions": Solution,
}
"""The lists that grow long, and what they list."""


def beforehand(host: Host) -> Iterator[None]:
    """Make the rows of the long lists, and what a search looks through, in short steps."""
    book, shelf = host.book, host.book.shelf
    for name, record_type in LISTS.items():
        if shelf.count(record_type) >= MANY:
            kept = cast("ListScreen", host.made(name)).kept
            assert kept is not None
            yield from kept.steps(shelf, book.today)
    if sum(map(shelf.count, BY_KIND.values())) >= MANY:
        yield from book.search_steps()
