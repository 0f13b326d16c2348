"""Changes among those who lead a group, in words."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldbook.domain.parts import PostChange
from fieldbook.i18n import use_language
from fieldbook.ui.told.lines import post_told


@pytest.mark.parametrize(
    ("before", "after", "english", "chinese"),
    [
        ("", "石有根", "leader: 石有根 begins", "组长：确定石有根"),
        ("石有根", "韩小满", "leader: from 石有根 to 韩小满", "组长：由石有根换为韩小满"),
        ("石有根", "", "leader: 石有根 leaves it", "组长：石有根不再担任"),
    ],
)
def test_who_is_first_or_last_in_a_post_follows_and_is_followed_by_nobody(
    before: str, after: str, english: str, chinese: str
) -> None:
    """A post that was empty, or becomes so, is told by the one person it is about."""
    change = PostChange(on=dt.date(2026, 11, 26), post="leader", before=before, after=after)
    assert post_told(change) == english
    use_language("zh")
    assert post_told(change) == chinese
