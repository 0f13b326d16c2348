"""The groups' own plans, their duties and on-site meetings in the paper's annex."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.i18n import use_language
from fieldbook.papers import paper_bytes
from fieldbook.reports.meeting import Meeting, meeting


@pytest.fixture
def told(book: Fieldbook) -> Meeting:
    """Ten days in which a group planned, shared out its work, and was visited by another."""
    east = book.groups.found(Draft(name="东组", duties=[{"area": "生产", "who": "田满仓"}]))
    west = book.groups.found(Draft(name="西组"))
    book.plans.write(Draft(
        group=east.id, from_on=book.today, production="田满仓带人修渠", study="每晚识五个字",
    ))  # fmt: skip
    old = book.today - dt.timedelta(days=60)
    book.plans.write(Draft(group=west.id, from_on=old, production="秋收"))
    site = book.on_site_meetings.write(Draft(
        topic="看东组怎样轮水", on=book.today, group=east.id, groups=[west.id],
    ))  # fmt: skip
    book.on_site_meetings.hold(site.id, Draft(came=[west.id], took_home="水夜里分"))
    since = book.today - dt.timedelta(days=9)
    return meeting(book.shelf, since, book.today, book.today, DEFAULT_HABITS)


def page(told: Meeting, audience: str, *, texts: bool = False) -> str:
    """The paper with that annex, as Markdown."""
    use_language("zh_CN")
    return paper_bytes(
        told, fmt="md", audience=audience, branch="", author="", path=Path("x.md"), annexes=("method",),
        texts=texts,
    ).decode()  # fmt: skip


def test_the_branch_reads_all_of_it(told: Meeting) -> None:
    """The plan of the period, who answers for what, and what the on-site meeting gave."""
    text = page(told, "branch")
    for words in (
        "小组安排",
        "田满仓带人修渠",
        "每晚识五个字",
        "田满仓（生产）",
        "看东组怎样轮水",
        "水夜里分",
    ):
        assert words in text
    assert "秋收" not in text


def test_the_level_above_reads_days_and_groups(told: Meeting) -> None:
    """Without texts the plan's group and days stand alone; with them the people are masked."""
    bare = page(told, "above")
    assert "东组" in bare
    assert "修渠" not in bare
    assert "轮水" not in bare
    masked = page(told, "above", texts=True)
    assert "某某带人修渠" in masked
    assert "田满仓" not in masked


def test_everybody_reads_none_of_it(told: Meeting) -> None:
    """A public paper has neither plans nor duties."""
    text = page(told, "public", texts=True)
    assert "小组安排" not in text
    assert "东组" not in text
