"""What an act undone or redone was, in words."""

from __future__ import annotations

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.verbs import toggled


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        ("daily", {}, ("diary written", "Daily summary 11-21")),
        ("meeting", {"topic": "Prices"}, ("minutes kept", "Prices")),
        ("meeting", {}, ("minutes kept", "They came.")),
    ],
)
def test_a_page_undone_is_told_alike_at_the_prompt_and_on_the_screens(
    book: Fieldbook, kind: str, fields: dict[str, str], told: tuple[str, str]
) -> None:
    """A page of the diary by its kind and its day; minutes by what they dealt with."""
    draft = Draft(kind=kind, on=book.today, text="They came.", **fields)
    write = book.diary.keep_minutes if kind == "meeting" else book.diary.write
    write(draft)
    version = book.shelf.version
    act = book.undo()
    assert toggled(act, book.shelf.changes_since(version) or (), book.today) == told
