"""What somebody was given to do, and what came of it, in the papers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.i18n import use_language
from fieldbook.papers import paper_bytes, work
from fieldbook.papers.outline import Paragraph
from fieldbook.reports.meeting import Meeting, meeting
from fieldbook.reports.tables import Share


@pytest.fixture
def told(book: Fieldbook) -> Meeting:
    """Ten days with work to be done, work that is late and work that ended, and an ended task."""
    today = book.today
    book.members.write(Draft(name="李霞平"))
    book.households.assign(Draft(head="葛满仓"))

    def given(title: str, to: str, days: int, kind: str = "work") -> str:
        draft = Draft(title=title, given_to=to, kind=kind, given_on=today - dt.timedelta(days=5))
        until = today + dt.timedelta(days=days)
        return book.tasks.write(draft.having(until_on=until)).id

    given("抄账", "李霞平、葛满仓", 3)
    given("补桥板", "李霞平", -2)
    given("量渠", "李霞平", 30)
    book.tasks.end(given("领水泥", "李霞平", 1), Draft(outcome="向葛满仓领了四袋"))
    book.tasks.end(given("秋种", "", 1, "task"), Draft(outcome="种完了"))
    old = Draft(
        title="旧活", given_to="李霞平", kind="work", given_on=today - dt.timedelta(days=40)
    )
    earlier = today - dt.timedelta(days=30)
    book.tasks.end(book.tasks.write(old).id, Draft(outcome="早已了结", ended_on=earlier))
    since = today - dt.timedelta(days=9)
    return meeting(book.shelf, since, today, today, DEFAULT_HABITS)


def page(told: Meeting, audience: str = "branch", *, texts: bool = False) -> str:
    """The paper as Markdown, with the figures and what is due next."""
    use_language("zh_CN")
    return paper_bytes(
        told, fmt="md", audience=audience, branch="", author="", path=Path("x.md"), texts=texts,
        annexes=("figures", "due"),
    ).decode()  # fmt: skip


def test_work_is_told_of_the_next_ten_days(told: Meeting) -> None:
    """It is counted with what falls due, late or not; the nearest is named with who does it."""
    text = page(told)
    assert "今后十天到期的：走访1次、交办事项2项。其中已逾期：交办事项1项。" in text
    assert "最近要办的：11月24日，交办事项：抄账（李霞平、葛满仓）。" in text
    assert "| 11月19日 | 交办事项（逾期） |  | 补桥板 | 李霞平 |" in text
    assert "量渠" not in text.split("下一步到期事项")[-1]


def test_what_came_of_it_is_told(told: Meeting) -> None:
    """Work of the period is counted, and stands in a table with its outcome; so does an ended task."""
    text = page(told)
    assert "交办事项4项，已办结1项，占25%；未到期2项。" in text
    assert "| 领水泥 | 李霞平 | 11月22日 | 11月21日 |  | 向葛满仓领了四袋 |" in text
    assert "种完了" in text
    assert "早已了结" not in text


def test_others_read_masked_names_and_no_words_unasked(told: Meeting) -> None:
    """To above whoever is no member is masked and words stay below unless asked for; everybody reads the number."""
    bare = page(told, "above")
    assert "交办事项4项，已办结1项，占25%；未到期2项。" in bare
    assert "| 11月24日 | 交办事项 |  | 李霞平、葛某某 |" in bare
    assert "抄账" not in bare
    assert "四袋" not in bare
    above = page(told, "above", texts=True)
    assert "抄账（李霞平、葛某某）" in above
    assert "向葛某某领了四袋" in above
    public = page(told, "public", texts=True)
    assert "交办事项4项，已办结1项，占25%；未到期2项。" in public
    assert "抄账" not in public


def test_work_of_a_group_is_told_with_the_group(book: Fieldbook) -> None:
    """A task for a group without households is its work; above it is named where the title stays below."""
    group = book.groups.found(Draft(name="柳河2组"))
    until = book.today + dt.timedelta(days=2)
    book.tasks.write(Draft(title="送肥", groups=[group.id], until_on=until))
    told = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    text = page(told)
    assert "| 送肥 | 柳河2组 | 11月23日 |" in text
    assert "| 11月23日 | 交办事项 | 柳河2组 | 送肥 |" in text
    assert "最近要办的：11月23日，交办事项：柳河2组。" in page(told, "above")


def test_a_crowded_report_leaves_the_count_to_the_annex(book: Fieldbook, told: Meeting) -> None:
    """With many matters before the meeting a line more would cost a page."""
    for number in range(7):
        book.issues.raise_(Draft(title=f"第{number}件"))
    crowded = meeting(book.shelf, told.since, book.today, book.today, DEFAULT_HABITS)
    report, annex = page(crowded).split("# 本期数字")
    assert "已办结1项" not in report
    assert "已办结1项" in annex


def test_a_task_for_households_is_told_by_its_last_day(book: Fieldbook) -> None:
    """What a meeting set a term for stands with what is due next, and among the tasks of the period."""
    group = book.groups.found(Draft(name="柳河2组"))
    book.households.assign(Draft(head="葛满仓", group=group.id))
    until = book.today + dt.timedelta(days=5)
    book.tasks.write(Draft(title="出草苫", groups=[group.id], until_on=until))
    book.tasks.write(Draft(title="冬学", until_on=book.today + dt.timedelta(days=40)))
    told = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    text = page(told)
    assert "任务1项。走访以外，最近要办的：11月26日，任务：出草苫。" in text
    assert "| 11月26日 | 任务 | 柳河2组 | 出草苫 |" in text
    assert "| 出草苫 | 柳河2组 | 11月26日 |" in text
    assert "冬学" not in text.split("下一步到期事项")[-1]
    above = page(told, "above")
    assert "| 11月26日 | 任务 | 柳河2组 | 出草苫 |" in above
    public = page(told, "public", texts=True)
    assert "任务1项" in public
    assert "出草苫" not in public


def test_the_sentence_over_the_table_stays_with_it(told: Meeting) -> None:
    """Between its heading and the table no page ends; alone it is kept with nothing."""
    for titled in (True, False):
        lines = tuple(e if titled else e._replace(title="") for e in told.method.work)
        blocks = work.work_blocks(lines, "x", told.today)
        (sentence,) = (each for each in blocks if isinstance(each, Paragraph) and each.text == "x")
        assert sentence.is_kept is titled


def test_a_count_alone_has_no_heading(told: Meeting) -> None:
    """Where no title may be read the sentence goes on with the figures; a heading would be over one line."""
    assert "任务和交办事项办理情况" in page(told)
    assert "任务和交办事项办理情况" not in page(told, "public")


def test_what_the_table_leaves_out_is_counted_under_it(told: Meeting) -> None:
    """Work whose title stays below is in the sentence and not in the table: beneath it stands how much."""
    annex = page(told, "above").split("# 本期数字")[1]
    assert "| 秋种 |" in annex
    assert "另有4项只计数，不列名称。" in annex
    assert "只计数" not in page(told, texts=True)


def test_what_has_time_still_is_no_failure(book: Fieldbook) -> None:
    """Work given out today is told as not due yet; on its last day, too, and once that is past no more."""
    book.tasks.write(Draft(title="报名", given_to="李霞平", kind="work", until_on=book.today))
    for days, told in ((0, "已办结0项；未到期1项。"), (1, "已办结0项。")):
        on = book.today + dt.timedelta(days=days)
        assert told in page(meeting(book.shelf, book.today, on, on, DEFAULT_HABITS))
    later = book.today + dt.timedelta(days=3)  # a period that is past is told as it ended
    then = meeting(book.shelf, book.today, book.today, later, DEFAULT_HABITS)
    assert "已办结0项；未到期1项。" in page(then)


def test_a_task_that_is_not_named_is_not_called_counted(book: Fieldbook, told: Meeting) -> None:
    """A task whose title names somebody stays below whole; the sentence counts work alone."""
    book.tasks.write(Draft(title="给葛满仓家送柴", kind="task", given_on=book.today))
    told = meeting(book.shelf, told.since, book.today, book.today, DEFAULT_HABITS)
    above = page(told, "above")
    assert "送柴" not in above
    assert "交办事项4项" in above
    assert "另有4项只计数，不列名称。" in above


def test_a_task_for_nobody_is_told_to_no_share_of_them() -> None:
    """Where there is no household to be told, the cell stays empty."""
    assert (work._told(Share(0, 0)), work._told(None)) == ("", "")
    assert work._told(Share(0, 2))


def test_a_task_without_its_title_is_no_figure(book: Fieldbook) -> None:
    """In public a task may not be named, and 任务1 would say nothing: its row is left out."""
    home = book.households.assign(Draft(head="葛满仓"))
    book.tasks.write(Draft(title="秋种"))
    book.visits.note(Draft(household=home.id))
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    assert "已交代“秋种”的户" in page(found)
    assert "已交代" not in page(found, "public")


def test_a_task_is_told_by_its_whole_title_in_the_text(book: Fieldbook) -> None:
    """Only what is longer than any title is cut: a paper's text has room."""
    title = "Weighing day: every baby to the clinic on the first Friday of the month"
    book.households.assign(Draft(head="葛满仓"))
    book.tasks.write(Draft(title=title, until_on=book.today))
    book.issues.raise_(Draft(title="School fees for two children unpaid since the second term"))
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    body = page(found).split("# 本期数字")[0]
    assert f"“{title}”" in body
    assert "School fees for two children unpaid since the second term" in body
