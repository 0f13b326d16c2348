"""What the report tells of issues that were solved in its period."""

from __future__ import annotations

import pytest
from tests.clock import Clock

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.i18n import use_language
from fieldbook.papers.masking import seen_by
from fieldbook.papers.solved import MOST, solved_text
from fieldbook.reports.meeting import meeting


def told(book: Fieldbook, audience: str = "branch", most: int = MOST) -> str:
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    return solved_text(seen_by(found, audience), most)


def test_who_is_responsible_keeps_the_dot_of_an_initial(book: Fieldbook) -> None:
    """T. is T. here as elsewhere."""
    use_language("en")
    issue = book.issues.raise_(Draft(title="Roof"))
    way = Draft(method="Tiles", responsible="T.", solved_on=book.today)
    book.solutions.note(Draft(way, issues=[issue.id]))
    assert "Tiles, T. responsible, solved" in told(book)


@pytest.mark.parametrize(
    ("lang", "branch", "above"),
    [
        (
            "zh_CN",
            "本期解决的主要问题如下。水渠漏水（张三）：粘土补渠，由小组自办，李四负责，11月21日解决。水通了。",
            "本期解决的主要问题如下。生产方面的问题（张某某）：由小组自办，李某某负责，11月21日解决。",
        ),
        (
            "en",
            (
                "Solved in the period: 水渠漏水 (张三): 粘土补渠, carried out by the group itself, "
                "李四 responsible, solved on 21 Nov. 水通了."
            ),
            (
                "Solved in the period: Production issue (张某某): carried out by the group itself, "
                "李某某 responsible, solved on 21 Nov."
            ),
        ),
    ],
)
def test_the_way_and_what_came_of_it_are_told(
    book: Fieldbook, lang: str, branch: str, above: str
) -> None:
    """The branch reads all of it, the level above what it may read, everybody nothing."""
    use_language(lang)
    home = book.households.assign(Draft(head="张三"))
    draft = Draft(title="水渠漏水", household=home.id, kind="production")
    issue = book.issues.raise_(draft)
    assert not told(book)
    way = Draft(method="粘土补渠。", carried_by="group", responsible="李四", solved_on=book.today)
    book.solutions.note(Draft(way, issues=[issue.id], result="水通了"))
    assert told(book) == branch
    assert told(book, "above") == above
    assert not told(book, "public")
    book.issues.edit(issue.id, Draft(summary="东渠修好"))
    assert "东渠修好" in told(book, "above")


def test_three_are_told_and_those_of_the_period_alone(book: Fieldbook, clock: Clock) -> None:
    """Those that concern the most households come first; how many more there are is said.

    What was solved before is neither told again nor counted.
    """
    use_language("zh_CN")
    east = book.groups.found(Draft(name="东队"))
    for head in ("张三", "李四"):
        book.households.assign(Draft(head=head, group=east.id))
    earlier = book.issues.raise_(Draft(title="从前的事"))
    book.solutions.note(Draft(issues=[earlier.id], method="办", solved_on=book.today))
    clock.pass_days(1)
    for title in ("甲事", "乙事", "丙事", "大事"):
        issue = book.issues.raise_(Draft(title=title, group=east.id if title == "大事" else ""))
        book.solutions.note(Draft(issues=[issue.id], method="办" * 60, solved_on=book.today))
    text = told(book)
    assert text.startswith("本期解决的主要问题如下。一是大事（东队）")
    assert [each in text for each in ("二是", "三是", "四是", "从前")] == [True, True, False, False]
    assert text.endswith("另有1件已解决。")
    assert told(book, most=1).startswith("本期解决的主要问题如下。大事（东队）")
    assert told(book, most=1).endswith("另有3件已解决。")
    assert not told(book, most=0)


def test_what_was_solved_together_is_told_once_and_names_each(book: Fieldbook) -> None:
    """One way for two issues: both are named, and the way and what came of it stand once."""
    use_language("zh_CN")
    issues = [book.issues.raise_(Draft(title=each)).id for each in ("水渠漏水", "排水沟堵了")]
    book.solutions.note(
        Draft(issues=issues, method="粘土补渠", result="水通了", solved_on=book.today)
    )
    for most in (1, MOST):
        text = told(book, most=most)
        assert "水渠漏水" in text
        assert "排水沟堵了" in text
        assert text.count("粘土补渠") == text.count("水通了") == 1
        assert "另有" not in text


def test_what_relapsed_since_is_said_where_the_solved_are_told(book: Fieldbook) -> None:
    """Two are counted as solved and one is told: that the other relapsed since stands beside it."""
    for title in ("水渠漏水", "排水沟堵了"):
        issue = book.issues.raise_(Draft(title=title))
        book.solutions.note(Draft(issues=[issue.id], method="办", solved_on=book.today))
    check = next(each for each in book.follow_ups.all() if each.due_on)
    book.follow_ups.check(check.id, Draft(result="relapsed"))
    use_language("zh_CN")
    assert told(book).startswith("本期解决的主要问题如下（另有1件解决后又回生）。")
    use_language("en")
    assert told(book).startswith("Solved in the period (1 more relapsed since): ")


def test_what_held_at_one_follow_up_is_not_called_held(book: Fieldbook) -> None:
    """已巩固 is the state of an issue all of whose follow-ups held; here one of several was made."""
    issue = book.issues.raise_(Draft(title="水渠漏水"))
    book.solutions.note(Draft(issues=[issue.id], method="办", solved_on=book.today))
    check = min(book.follow_ups.all(), key=lambda each: each.due_on)
    book.follow_ups.check(check.id, Draft(result="held"))
    assert book.shelf.status(book.issues.get(issue.id)) == "solved"
    use_language("zh_CN")
    assert "回访1次，未回生。" in told(book)


def test_what_relapsed_and_was_solved_again_is_told_as_solved(book: Fieldbook) -> None:
    """It is not counted with what relapsed since."""
    use_language("en")
    issue = book.issues.raise_(Draft(title="Roof"))
    for method in ("Tar", "Tiles"):
        solved = Draft(issues=[issue.id], method=method, solved_on=book.today)
        solution = book.solutions.note(solved)
        if method == "Tar":
            book.follow_ups.check_at_once(solution.id, Draft(result="relapsed"))
            assert not told(book)
    assert "Tiles" in told(book)
    assert "relapsed since" not in told(book)
