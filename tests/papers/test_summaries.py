"""Which issues a paper for the level above calls by nothing but their kind."""

from __future__ import annotations

from fieldbook.i18n import use_language
from fieldbook.papers.summaries import summaries_told


def test_the_numbers_are_told_as_long_as_they_can_be_read() -> None:
    """Each of eight wants a line of its own, so all eight are named; of a hundred the first ones."""
    use_language("zh_CN")
    eight = summaries_told(tuple(range(1, 9)), "按 M 写")
    assert "#7、#8）" in eight
    assert "等" not in eight
    assert "#10 等" in summaries_told(tuple(range(1, 101)), "按 M 写")
