"""On-site meetings that were held: who came."""

from __future__ import annotations

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft


def test_who_came_is_all_who_were_to_unless_told_else(book: Fieldbook) -> None:
    """Nothing told: all came. That nobody came can be told too, and is not turned into all."""
    groups = [book.groups.found(Draft(name=f"{n}组")).id for n in (1, 2)]
    planned = [
        book.on_site_meetings.write(Draft(topic="看渠", on=book.today, place="北渠", groups=groups))
        for _ in range(2)
    ]
    assert book.on_site_meetings.hold(planned[0].id, Draft()).came == tuple(groups)
    assert book.on_site_meetings.hold(planned[1].id, Draft(came=())).came == ()
