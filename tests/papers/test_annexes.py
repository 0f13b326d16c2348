"""What follows the report: only what has something to tell, and never at the cost of a fourth page."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldbook import i18n
from fieldbook.book import Fieldbook
from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.shelf import Shelf
from fieldbook.papers import ANNEXES, annex_title, compose, markdown
from fieldbook.papers.masking import seen_by
from fieldbook.papers.outline import Entry, Heading, Outline, Paragraph
from fieldbook.papers.report import report_blocks
from fieldbook.papers.wording import numbered
from fieldbook.reports.meeting import Meeting, meeting

TODAY = dt.date(2026, 11, 21)


def composed(found: Meeting) -> Outline:
    return compose(found, audience="branch", branch="B", author="", annexes=ANNEXES)


def test_an_annex_with_nothing_to_tell_is_left_out() -> None:
    """No page that says only that there was no visit, no issue and nothing due."""
    i18n.use_language("en")
    empty = composed(meeting(Shelf(()), TODAY, TODAY, TODAY, DEFAULT_HABITS))
    left_out = {annex_title(each) for each in ("visits", "issues", "due", "written")}
    assert not left_out & {each.title for each in empty.annexes}


def test_each_annex_is_numbered_as_a_whole_or_not_at_all(village: Meeting) -> None:
    """An office counts 一、（一）: no annex begins with （一）, has a table before 一、, or a 一、 without 二、."""
    i18n.use_language("zh_CN")
    counted = 0
    for annex in composed(village).annexes:
        first = [
            each.text for each in annex.blocks if isinstance(each, Heading) and each.level == 1
        ]
        begins = isinstance(annex.blocks[0], Heading) and annex.blocks[0].level == 1
        if begins and len(first) > 1:
            counted += 1
            assert first[0].startswith("一、")
            assert first[1].startswith("二、")
        else:
            assert not [each for each in first if each.startswith("一、")]
    assert counted >= 2


def test_levels_below_the_first_stay_below_it() -> None:
    """Where there are two levels, both are counted as they are."""
    i18n.use_language("zh_CN")
    told = numbered([Heading(1, "甲"), Heading(2, "乙"), Heading(2, "丙"), Heading(1, "丁")])
    assert [each.text for each in told if isinstance(each, Heading)] == [
        "一、甲", "（一）乙", "（二）丙", "二、丁",
    ]  # fmt: skip


def test_headings_beyond_the_twelfth_are_counted_in_digits() -> None:
    """However many there are, a paper is written."""
    i18n.use_language("zh_CN")
    told = [each for each in numbered([Heading(1, "甲")] * 14) if isinstance(each, Heading)]
    assert [each.text for each in told[11:]] == ["十二、甲", "13. 甲", "14. 甲"]


@pytest.mark.parametrize(
    ("annexes", "lessons", "others"),
    [
        ((), 4, "6 more are not told here."),
        (("figures", "visits"), 4, "See annex 2 for 6 more."),
        (tuple(ANNEXES), 1, "See annex 3 for 9 more."),
    ],
)
def test_a_long_list_of_annexes_takes_the_room_of_lessons(
    village: Meeting, annexes: tuple[str, ...], lessons: int, others: str
) -> None:
    """With many matters and six annexes less is told of what was learned, so that all signs on page 3.

    What is not told is counted, and found in the annex where there is one.
    """
    i18n.use_language("en")
    issue = next(each for each in village.issues if each.status == "open")
    visit = village.visits[0]
    visits = tuple(visit._replace(learned=f"lesson {number}") for number in range(10))
    crowded = village._replace(
        issues=tuple(issue._replace(seq=number) for number in range(20)), visits=visits
    )
    crowded = crowded._replace(examples=crowded.examples._replace(experiences=()))
    marks = {name: f"annex {number}" for number, name in enumerate(annexes, 1)}
    blocks = [each for each in report_blocks(crowded, marks) if isinstance(each, Paragraph)]
    told = [each for each in blocks if "lesson" in each.lead + each.text]
    assert len(told) == lessons
    assert blocks[blocks.index(told[-1]) + 1].text == others


def test_all_that_was_learned_is_told(village: Meeting) -> None:
    """Four lessons of four visits are four paragraphs, and no more is promised."""
    i18n.use_language("en")
    visits = tuple(village.visits[0]._replace(learned=f"lesson {at}") for at in range(4))
    found = village._replace(visits=visits)
    text = "".join(
        each.lead + each.text for each in report_blocks(found) if isinstance(each, Paragraph)
    )
    assert [f"lesson {at}" in text for at in range(4)] == [True] * 4
    assert "more are" not in text.partition("lesson")[2]


def test_issues_of_one_kind_are_counted_once(village: Meeting) -> None:
    """For everybody issues are counted by kind; where there is only one, the number is not told twice."""
    i18n.use_language("en")
    seen = seen_by(village, "public")
    kinds = {each.kind for each in seen.issues}
    assert len(kinds) > 1
    for kept in (kinds, {"study"}):
        issues = tuple(each for each in seen.issues if each.kind in kept)
        told = [each.text for each in report_blocks(seen._replace(issues=issues))
                if isinstance(each, Paragraph)]  # fmt: skip
        (asked,) = (each for each in told if "for a decision" in each)
        assert ("Of these" in asked) is (len(kept) > 1)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Steps. Decided: a rail. Responsible: Chen. By: 10 Dec."),
        ("zh_CN", "Steps。决定：a rail。负责人：Chen；期限：12月10日。"),
    ],
)
def test_what_minutes_decided_is_told_as_in_their_paper(
    book: Fieldbook, language: str, told: str
) -> None:
    """Among what was written down it stands in sentences, and not as the line was typed; above, masked."""
    i18n.use_language(language)
    matter = {"topic": "Steps", "decided": "a rail", "who": "Chen", "due_on": "2026-12-10"}
    book.diary.keep_minutes(Draft(on="11-20", matters=[matter, {"topic": "Seeds"}]))
    found = meeting(book.shelf, TODAY - dt.timedelta(days=9), TODAY, TODAY, DEFAULT_HABITS)
    assert [each.text for e in composed(found).annexes[-1].blocks if isinstance(e, Entry)
            for each in e.facts] == [told]  # fmt: skip
    for audience in ("above", "public"):
        seen = seen_by(found, audience, texts=True)
        assert not [each for e in seen.written for each in e.matters if "Chen" in each.who]
    assert not seen.written


@pytest.mark.parametrize(("language", "between"), [("en", ", "), ("zh_CN", "、")])
@pytest.mark.parametrize("audience", ["branch", "above"])
def test_several_who_see_to_it_are_parted_as_the_language_parts_them(
    book: Fieldbook, audience: str, language: str, between: str
) -> None:
    """Whoever is responsible, for the solution or for a step, in the report and in its annexes alike."""
    i18n.use_language(language)
    for each in ("Carol Finch", "Denise Okafor"):
        book.members.write(Draft(name=each))
    issue = book.issues.raise_(Draft(title="Roof"))
    said = {"topic": "Roof", "issue": issue.id, "who": f"Carol Finch{between}Denise Okafor"}
    matters = [{**said, "decided": each, "due_on": "2026-11-25"} for each in ("tiles", "gutter")]
    book.diary.keep_minutes(Draft(on="11-20", matters=matters))
    found = meeting(book.shelf, TODAY - dt.timedelta(days=9), TODAY, TODAY, DEFAULT_HABITS)
    told = compose(found, audience=audience, branch="B", author="", annexes=ANNEXES, texts=True)
    text = markdown.render(told).decode()
    other = {", ": "、", "、": ", "}[between]
    assert f"Carol Finch{between}Denise Okafor" in text
    assert f"Finch{other}" not in text


def test_what_was_heard_at_visits_is_not_called_worth_passing_on(village: Meeting) -> None:
    """Experiences have a heading of their own, which goes where none is told."""
    i18n.use_language("en")
    bare = village._replace(examples=village.examples._replace(experiences=()))
    for found, told in ((village, True), (bare, False)):
        heads = [each.text for each in report_blocks(found) if isinstance(each, Heading)]
        assert "Heard and learned at visits" in heads
        assert ("Worth passing on" in heads) is told


def test_issues_of_no_kind_of_their_own_are_counted_last(village: Meeting) -> None:
    """However many are other, the kinds that say something stand first."""
    i18n.use_language("zh_CN")
    one = next(each for each in seen_by(village, "public").issues if each.status in UNSOLVED)
    issues = tuple(one._replace(kind=kind) for kind in ("other", "other", "", "request"))
    told = [each.text for each in report_blocks(village._replace(issues=issues), audience="public")
            if isinstance(each, Paragraph)]  # fmt: skip
    assert "尚未解决的问题共4件。其中意见要求1件、其他3件。" in told
