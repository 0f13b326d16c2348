"""The minutes of a meeting: what is decided is carried into the book with the page, as one act."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.acts.decided import is_refused
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid
from fieldbook.domain.parts import Matter, Step
from fieldbook.domain.records import Diary, Issue
from fieldbook.i18n import use_language
from fieldbook.papers import paper_bytes
from fieldbook.reports.digest import prefill
from fieldbook.reports.meeting import meeting
from fieldbook.reports.meeting_figures import Period, figures
from fieldbook.reports.pressing import is_decided, pressing
from fieldbook.reports.waiting import waiting
from fieldbook.ui.told.minutes import carried_told
from tests.clock import Clock


def matter(topic: str, decided: str = "", **more: object) -> dict[str, object]:
    """One matter as a form gives it."""
    return {"topic": topic, "decided": decided, **more}


@pytest.fixture
def leak(book: Fieldbook) -> Issue:
    """An issue nobody has done anything about."""
    return book.issues.raise_(Draft(title="水渠漏水", kind="production"))


def keep(book: Fieldbook, *matters: dict[str, object], **more: object) -> Diary:
    """Keep the minutes of a meeting of today."""
    return book.diary.keep_minutes(Draft(topic="支部会", matters=matters, **more))


def test_a_decision_answers_a_referred_issue(book: Fieldbook, leak: Issue) -> None:
    """An issue that waits for the branch's answer has it, of the meeting's day; no solution is made up."""
    book.issues.refer([leak.id])
    page = keep(book, matter("水渠漏水", "由水利站拨两根铁管", issue=leak.id))
    answered = book.issues.get(leak.id)
    assert (answered.answer, answered.answered_on) == ("由水利站拨两根铁管", page.on)
    assert not book.solutions.all()


def test_a_decision_answers_what_is_solved_together(book: Fieldbook, leak: Issue) -> None:
    """One that waits, too, is answered by it, unless the meeting decided something of its own on it."""
    twin, own, unheard = (
        book.issues.raise_(Draft(title=each)) for each in ("渠口塌", "泵坏", "管裂")
    )
    book.issues.refer([leak.id, twin.id, own.id])
    together = [leak.id, twin.id, own.id, unheard.id]
    book.solutions.note(Draft(issues=together, method="一起修"))
    refused = matter("泵坏", "不办", issue=own.id)
    talked_about = matter("渠口塌", "", issue=twin.id)
    keep(book, matter("水渠漏水", "拨两根铁管", issue=leak.id), refused, talked_about)
    told = [book.issues.get(each).answer for each in together]
    assert told == ["拨两根铁管", "拨两根铁管", "不办", ""]
    book.undo()
    assert not book.issues.get(twin.id).answer


def test_what_is_decided_against_one_is_no_answer_to_what_is_solved_with_it(
    book: Fieldbook, leak: Issue
) -> None:
    """不办 is said of the one alone."""
    twin = book.issues.raise_(Draft(title="渠口塌"))
    book.issues.refer([leak.id, twin.id])
    book.solutions.note(Draft(issues=[leak.id, twin.id], method="一起修"))
    keep(book, matter("水渠漏水", "不办", issue=leak.id))
    assert not book.issues.get(twin.id).answer


def test_minutes_are_undone_by_their_topic_or_day(book: Fieldbook) -> None:
    """Not by a group that one of several matters was of."""
    group = book.groups.found(Draft(name="三组"))
    issue = book.issues.raise_(Draft(title="水渠漏水", group=group.id))
    book.issues.refer([issue.id])
    decided = matter("水渠漏水", "由水利站拨两根铁管", issue=issue.id)
    page = book.diary.keep_minutes(Draft(matters=[decided]))
    assert book.acts[-1].about == str(page.on)
    keep(book, decided)
    assert book.acts[-1].about == "支部会"


def test_a_decision_begins_the_solution_that_is_not_there(book: Fieldbook, leak: Issue) -> None:
    """Without a solution one is begun: what was decided, who is responsible, until when."""
    due = book.today + dt.timedelta(days=9)
    keep(book, matter("水渠漏水", "先堵后修", issue=leak.id, who="王大山", due_on=due))
    (begun,) = book.solutions.all()
    assert (begun.method, begun.due_on, begun.studied_on) == ("先堵后修", due, book.today)
    assert begun.responsible is not None
    assert begun.responsible.name == "王大山"
    assert book.issues.status(leak.id) == "acting"


@pytest.mark.parametrize("said", [{"with_whom": "陈桂生"}, {"carried_by": "group"}])
def test_what_a_meeting_decides_is_not_yet_studied_with_the_people(
    book: Fieldbook, leak: Issue, said: dict[str, str]
) -> None:
    """It counts as studied together once somebody is named, or it is said who carries it out."""

    def studied() -> int:
        return (
            figures(book.shelf, Period(book.today, book.today, book.today))
            .solutions["studied"]
            .many
        )

    keep(book, matter("水渠漏水", "先堵后修", issue=leak.id, who="王大山"))
    assert studied() == 0
    (begun,) = book.solutions.all()
    book.solutions.edit(begun.id, Draft(said))
    assert studied() == 1


def test_a_decision_sets_who_and_when_on_the_solution_there_is(
    book: Fieldbook, leak: Issue
) -> None:
    """The solution that is being carried out keeps its words, and gets the responsible and the day."""
    there = book.solutions.note(Draft(issues=[leak.id], method="换管子", responsible="李会计"))
    due = book.today + dt.timedelta(days=5)
    keep(book, matter("水渠漏水", "限期完成", issue=leak.id, who="王大山", due_on=due))
    (found,) = book.solutions.all()
    assert (found.id, found.method, found.due_on) == (there.id, "换管子", due)
    assert found.responsible is not None
    assert found.responsible.name == "王大山"


@pytest.mark.parametrize("first", [{"who": "王大山"}, {}])
def test_two_decisions_on_one_issue_begin_one_solution(
    book: Fieldbook, leak: Issue, first: dict[str, str]
) -> None:
    """Of one meeting the first that says who or when begins it; a later one is a step of it."""
    due = book.today + dt.timedelta(days=5)
    keep(
        book,
        matter("水渠漏水", "先堵", issue=leak.id, **first),
        matter("水渠漏水", "后换管子", issue=leak.id, who="李会计", due_on=due),
    )
    (begun,) = book.solutions.all()
    steps = [(each.what, each.who, each.due_on) for each in begun.steps]
    assert (begun.method, steps) == (
        ("先堵", [("后换管子", "李会计", due)]) if first else ("后换管子", [])
    )
    assert book.issues.get(leak.id).answer == "先堵"
    book.undo()
    assert not book.solutions.all()
    book.redo()
    assert [each.steps for each in book.solutions.all()] == [begun.steps]


@pytest.mark.parametrize("is_edited", [False, True])
@pytest.mark.parametrize("is_there", [False, True])
def test_another_decision_on_a_solution_leaves_who_and_when_of_the_first(
    book: Fieldbook, leak: Issue, is_there: bool, is_edited: bool
) -> None:
    """It is a step, at work before the meeting or begun by it, said at once or as the page is edited."""
    if is_there:
        book.solutions.note(Draft(issues=[leak.id], method="换管子", responsible="陈会计"))
    soon, late = (book.today + dt.timedelta(days=days) for days in (3, 8))
    first = matter("水渠漏水", "先堵", issue=leak.id, who="王大山", due_on=soon)
    second = matter("水渠漏水", "后砌石", issue=leak.id, who="李四", due_on=late)
    page = keep(book, first, *([] if is_edited else [second]))
    if is_edited:
        book.diary.edit(page.id, Draft(matters=[first, second]))
    (found,) = book.solutions.all()
    assert found.responsible is not None
    assert (found.responsible.name, found.due_on) == ("王大山", soon)
    assert [(e.what, e.who, e.due_on) for e in found.steps] == [("后砌石", "李四", late)]
    book.undo()
    assert not any(each.steps for each in book.solutions.all())
    book.redo()
    assert book.solutions.get(found.id).steps == found.steps
    book.diary.edit(page.id, Draft(matters=[first, second], place="大队部"))
    assert book.solutions.get(found.id).steps == found.steps


@pytest.mark.parametrize("again", [0, 1])
def test_who_and_when_taken_off_and_written_again_give_nothing_twice(
    book: Fieldbook, leak: Issue, again: int
) -> None:
    """What the solution says already is no further step of it, be it the first decision or another."""
    day = dt.date(2026, 12, 5)
    said = [
        matter("水渠漏水", "先堵", issue=leak.id, who="张三", due_on=day),
        matter("水渠漏水", "后砌石", issue=leak.id, who="李四", due_on=day),
    ]
    page = keep(book, *said)
    (begun,) = book.solutions.all()
    without = [
        {**each, "who": "", "due_on": None} if n == again else each for n, each in enumerate(said)
    ]
    book.diary.edit(page.id, Draft(matters=without))
    book.diary.edit(page.id, Draft(matters=said))
    (found,) = book.solutions.all()
    assert (found.responsible, found.due_on) == (begun.responsible, begun.due_on)
    assert [(e.what, e.who, e.due_on) for e in found.steps] == [("后砌石", "李四", day)]


def test_a_decision_written_above_the_one_there_is_the_new_one(
    book: Fieldbook, leak: Issue
) -> None:
    """Of two on one issue the one with the words of before was carried out, wherever it stands."""
    first = matter("水渠漏水", "先堵", issue=leak.id, who="王大山")
    page = keep(book, first)
    second = matter("水渠漏水", "后砌石", issue=leak.id, who="李四")
    book.diary.edit(page.id, Draft(matters=[second, first]))
    (found,) = book.solutions.all()
    assert (found.method, [each.what for each in found.steps]) == ("先堵", ["后砌石"])


def test_an_answer_can_name_who_and_when_too(book: Fieldbook, leak: Issue) -> None:
    """A referred issue for which somebody is named is answered, and its solution begun."""
    book.issues.refer([leak.id])
    keep(book, matter("水渠漏水", "水利站派人修", issue=leak.id, who="水利站"))
    assert book.issues.get(leak.id).answer == "水利站派人修"
    assert [each.method for each in book.solutions.all()] == ["水利站派人修"]


def test_what_was_only_talked_about_changes_nothing_else(book: Fieldbook, leak: Issue) -> None:
    """A matter without a decision stands in the minutes, and that is all."""
    page = keep(book, matter("水渠漏水", issue=leak.id))
    assert [each.topic for each in page.matters] == ["水渠漏水"]
    assert book.issues.status(leak.id) == "open"
    assert not book.solutions.all()
    assert not book.tasks.all()


def test_a_closed_issue_is_only_talked_about(book: Fieldbook, leak: Issue) -> None:
    """What is decided on a dropped issue is kept as words; the issue stays dropped."""
    book.issues.drop(leak.id, "不再需要")
    page = keep(book, matter("水渠漏水", "以后再议", issue=leak.id, who="王大山"))
    assert page.matters[0].decided == "以后再议"
    assert book.issues.status(leak.id) == "dropped"
    assert not book.solutions.all()


def test_a_decision_about_no_issue_becomes_a_task(book: Fieldbook) -> None:
    """Groups' and contact groups' households are told of it, or all; what somebody was given is his work."""
    east = book.groups.found(Draft(name="东组"))
    first, second = (
        book.members.write(Draft(name=name, contact_group=number))
        for name, number in (("陈一", "1"), ("周二", "2"))
    )
    for home, contact in (("张三", first.id), ("李四", second.id)):
        book.households.assign(Draft(head=home, contact=contact))
    page = keep(
        book,
        matter("办夜校", "办夜校", who="东组、第二联系组"),
        matter("领水泥", "领水泥", who="陈一、外人"),
        matter("送肥", "各组先送河滩地", due_on=book.today),
        matter("年货", "不议"),
    )
    school, cement, manure = book.tasks.all()
    assert (school.groups, [each.id for each in school.given_to]) == ((east.id,), [second.id])
    assert [(each.name, each.id) for each in cement.given_to] == [("陈一", first.id), ("外人", "")]
    assert [each.task_kind for each in (school, cement, manure)] == ["task", "work", "task"]
    untold = {row.task.id: row.untold for row in book.tasks.rows()}
    assert not untold[cement.id]
    assert len(untold[manure.id]) == 2
    assert [each.task for each in page.matters] == [school.id, cement.id, manure.id, ""]
    assert (manure.title, manure.explanation) == ("送肥", "各组先送河滩地")


@pytest.mark.parametrize(
    "words",
    [
        "不议",
        "缓议。",
        "下次再议",
        "本次会议不议",
        "暂缓",
        "留待下次会议",
        "以后再说",
        "Put off",
        "deferred until the next meeting",
        "缓议，下次再议",
        "缓议（等水泥）",
        "暂缓，等水利站答复",
        "推迟到12月5日",
        "put off until 5 December",
        "Put off (no cement)",
    ],
)
def test_what_is_put_off_is_nobodys_task(book: Fieldbook, leak: Issue, words: str) -> None:
    """Words that decide nothing answer no issue, begin no solution and make no task, whoever is named."""
    book.issues.refer([leak.id])
    due = book.today + dt.timedelta(days=3)
    page = keep(
        book,
        matter("水渠漏水", words, issue=leak.id, who="王大山", due_on=due),
        matter("过年物资", words, who="王大山", due_on=due),
    )
    assert [each.decided for each in page.matters] == [words, words]
    assert book.acts[-1].count == 1
    assert not book.issues.get(leak.id).answered_on
    assert not book.solutions.all()
    assert not book.tasks.all()


def test_what_was_put_off_was_heard_of(book: Fieldbook, leak: Issue, clock: Clock) -> None:
    """It is referred by it and asks for an answer at the next meeting, where the paper says so."""
    keep(book, matter("水渠漏水", "缓议", issue=leak.id, who="王大山"))
    found = book.issues.get(leak.id)
    assert (found.referred_on, found.answered_on) == (book.today, None)
    assert not book.solutions.all()
    clock.pass_days(10)
    told = meeting(book.shelf, book.today, book.today, book.today, book.habits)
    assert [each.waits for each in told.issues] == [("unanswered",)]
    use_language("zh_CN")
    text = paper_bytes(
        told, fmt="md", audience="branch", branch="", author="", path=Path("x.md"),
        annexes=("issues",),
    ).decode()  # fmt: skip
    assert "10天未答复，11月21日会议缓议" in text
    assert "**会议缓议：** 11月21日" in text
    above = paper_bytes(
        told, fmt="md", audience="above", branch="", author="", path=Path("x.md"), texts=True
    ).decode()
    assert "11月21日会议缓议" in above
    assert "请上级协助答复" not in above
    keep(book, matter("水渠漏水", "换管子", issue=leak.id))
    assert book.issues.get(leak.id).answer == "换管子"


@pytest.mark.parametrize(
    "words", ["不议", "本次会议未议", "Not discussed", "left", "本次不议，下次再议"]
)
def test_what_was_not_spoken_of_was_not_heard_of(book: Fieldbook, leak: Issue, words: str) -> None:
    """An issue on which the meeting had no time is as it was."""
    keep(book, matter("水渠漏水", words, issue=leak.id))
    assert not book.shelf.is_referred(book.issues.get(leak.id))


def test_a_dropped_issue_gives_its_solution_to_nobody(book: Fieldbook, leak: Issue) -> None:
    """The solution it shares with another stays with whoever has it."""
    other = book.issues.raise_(Draft(title="水泵坏了"))
    there = book.solutions.note(Draft(issues=[leak.id, other.id], method="一起修"))
    book.issues.drop(leak.id, "不再需要")
    keep(book, matter("水渠漏水", "李四去办", issue=leak.id, who="李四"))
    assert book.solutions.get(there.id).responsible is None


@pytest.mark.parametrize(
    "words",
    [
        "缓办三天，先修东渠",
        "不议价，按去年的办",
        "再议三遍，议到大家都同意为止",
        "left bank first",
        "缓议，先堵上",
        "推迟到12月5日开工",
        "put off until May, mend the ditch first",
    ],
)
def test_what_only_begins_like_putting_off_is_carried_out(book: Fieldbook, words: str) -> None:
    """A decision is one, whatever its first words are."""
    keep(book, matter("修渠", words, who="王大山"))
    (task,) = book.tasks.all()
    assert (task.title, task.explanation) == ("修渠", words)


def test_what_was_put_off_can_be_decided_later(book: Fieldbook) -> None:
    """The next wording of a matter that was put off is its first decision."""
    page = keep(book, matter("过年物资", "缓议"))
    matters = [matter("过年物资", "每户五斤白面", who="王大山")]
    book.diary.edit(page.id, Draft(matters=matters))
    assert [each.title for each in book.tasks.all()] == ["过年物资"]


def test_all_of_a_meeting_is_undone_as_one(book: Fieldbook, leak: Issue) -> None:
    """One act wrote the page, the answer, the solution and the task; undoing takes them all back."""
    book.issues.refer([leak.id])
    before = book.issues.get(leak.id)
    keep(
        book,
        matter("水渠漏水", "修", issue=leak.id, who="王大山"),
        matter("送肥", "送肥", who="各组"),
    )
    assert book.acts[-1].count == 4
    book.undo()
    assert not book.diary.all()
    assert not book.tasks.all()
    assert not book.solutions.all()
    assert book.issues.get(leak.id).answer == before.answer == ""
    book.redo()
    assert book.issues.get(leak.id).answer == "修"


def test_two_issues_of_one_solution_change_it_once_after_the_other(
    book: Fieldbook, leak: Issue
) -> None:
    """The later decision builds on the earlier one, and undoing goes back to before both."""
    other = book.issues.raise_(Draft(title="水泵坏了"))
    there = book.solutions.note(Draft(issues=[leak.id, other.id], method="一起修"))
    due = book.today + dt.timedelta(days=3)
    keep(
        book,
        matter("水渠漏水", "定人", issue=leak.id, who="王大山"),
        matter("水泵坏了", "定日子", issue=other.id, due_on=due),
    )
    found = book.solutions.get(there.id)
    assert found.responsible is not None
    assert (found.responsible.name, found.due_on) == ("王大山", due)
    book.undo()
    assert book.solutions.get(there.id).responsible is None


@pytest.mark.parametrize("is_edited", [False, True])
def test_who_is_to_do_one_issue_of_a_solution_stays_where_another_has_somebody_else(
    book: Fieldbook, leak: Issue, is_edited: bool
) -> None:
    """The second decision is a step of the solution they share, and nobody is written over."""
    other = book.issues.raise_(Draft(title="水泵坏了"))
    there = book.solutions.note(Draft(issues=[leak.id, other.id], method="一起修"))
    first = matter("水渠漏水", "堵漏", issue=leak.id, who="王大山")
    second = matter("水泵坏了", "换叶轮", issue=other.id, who="李四")
    page = keep(book, first, *([] if is_edited else [second]))
    if is_edited:
        book.diary.edit(page.id, Draft(matters=[first, second]))
    found = book.solutions.get(there.id)
    assert found.responsible is not None
    assert found.responsible.name == "王大山"
    assert [(e.what, e.who) for e in found.steps] == [("换叶轮", "李四")]


def test_writing_the_page_anew_carries_out_only_what_is_new(
    book: Fieldbook, leak: Issue, clock: Clock
) -> None:
    """A decision that was carried out is not carried out again, whatever else of the page changes."""
    page = keep(
        book,
        matter("水渠漏水", "修", issue=leak.id, who="王大山"),
        matter("送肥", "送肥", who="各组"),
    )
    clock.pass_days(1)
    edited = book.diary.edit(
        page.id,
        Draft(
            place="大队部",
            matters=[
                matter("水渠漏水", "马上修", issue=leak.id, who="王大山"),
                matter("送肥", "送肥", who="各组"),
                matter("选种", "选种", who="各组"),
            ],
        ),
    )
    assert [each.decided for each in edited.matters] == ["马上修", "送肥", "选种"]
    assert [each.title for each in book.tasks.all()] == ["送肥", "选种"]
    assert edited.matters[1].task == book.tasks.all()[0].id
    assert [(each.method, each.steps) for each in book.solutions.all()] == [("马上修", ())]
    book.diary.edit(page.id, Draft(matters=[matter("送肥", "先送河滩地", who="各组")]))
    assert [each.title for each in book.tasks.all()] == ["送肥", "选种"]
    assert book.tasks.all()[0].explanation == "先送河滩地"


def test_who_and_when_said_later_are_carried_out(book: Fieldbook, leak: Issue) -> None:
    """A decision that named nobody is given out once it does, and once only; its answer stays as it was."""
    due = book.today + dt.timedelta(days=4)
    said = [("水渠漏水", "先堵", leak.id), ("送肥", "各组先送河滩地", "")]
    page = keep(book, *(matter(topic, what, issue=issue) for topic, what, issue in said))
    book.issues.refer([leak.id])
    assert [*book.solutions.all(), *book.tasks.all()] == []
    given = [matter(t, what, issue=issue, who="王大山", due_on=due) for t, what, issue in said]
    edited = book.diary.edit(page.id, Draft(matters=given))
    (begun,), (task,) = book.solutions.all(), book.tasks.all()
    assert begun.responsible is not None
    assert (begun.method, begun.responsible.name, begun.due_on) == ("先堵", "王大山", due)
    assert (task.title, task.until_on, edited.matters[1].task) == ("送肥", due, task.id)
    assert book.issues.get(leak.id).answered_on is None, "what was referred anew goes on waiting"
    book.undo()
    assert [*book.solutions.all(), *book.tasks.all()] == []
    book.redo()
    again = [matter(t, what, issue=issue, who="李四", due_on=due) for t, what, issue in said]
    edited = book.diary.edit(page.id, Draft(matters=again))
    found = [(each.id, each.responsible and each.responsible.name) for each in book.solutions.all()]
    assert found == [(begun.id, "李四")]
    assert [each.id for each in book.tasks.all()] == [task.id]
    assert edited.matters[1].task == task.id


def test_what_cannot_be_carried_out_is_named_and_nothing_is_written(book: Fieldbook) -> None:
    """A task that ends before the meeting, or an issue that is not there: the matters are wrong."""
    early = book.today - dt.timedelta(days=3)
    for wrong in (matter("送肥", "送肥", due_on=early), matter("水渠", "修", issue="0" * 32)):
        with pytest.raises(Invalid) as found:
            keep(book, wrong)
        assert [each.field for each in found.value.problems] == ["matters"]
    assert not book.diary.all()
    assert not book.acts


def test_who_came_is_kept_with_the_page(book: Fieldbook) -> None:
    """Place, hours, chair, recorder, those who came, were excused, sat in: as written, members known."""
    member = book.members.write(Draft(name="陈一"))
    page = keep(
        book, hours="9:00-11:00", place="大队部", chair="陈一", recorder="周二",
        attendees="陈一、周二、吴三", excused="吴三（病假）", observers="公社郑四",
    )  # fmt: skip
    assert [each.name for each in page.attendees] == ["陈一", "周二"], "who is excused did not come"
    assert page.chair is not None
    assert (page.chair.id, page.hours, page.place) == (member.id, "9:00-11:00", "大队部")
    assert page.excused[0].role == "病假"
    assert page.observers[0].name == "公社郑四"


def test_a_decision_refers_an_issue_that_nobody_had_referred(book: Fieldbook, leak: Issue) -> None:
    """The meeting was told of it: on its day it is referred, and answered; nothing waits for the branch."""
    page = keep(book, matter("水渠漏水", "先堵后修", issue=leak.id))
    found = book.issues.get(leak.id)
    assert (found.referred_on, found.answered_on, found.answer) == (page.on, page.on, "先堵后修")
    assert waiting(book.shelf, found, book.today, book.habits) == ()
    assert not book.solutions.all(), "neither who nor when was said"
    assert not book.issues.not_referred()
    book.undo()
    assert book.issues.get(leak.id).referred_on is None


def test_an_earlier_meeting_does_not_answer_a_later_referral(book: Fieldbook, leak: Issue) -> None:
    """Minutes written late, of the day before, are kept; the issue goes on waiting."""
    book.issues.refer([leak.id])
    before = book.today - dt.timedelta(days=1)
    book.diary.keep_minutes(
        Draft(on=before, matters=[matter("水渠漏水", "先堵", issue=leak.id, who="王大山")])
    )
    assert book.issues.get(leak.id).answered_on is None
    assert [each.method for each in book.solutions.all()] == ["先堵"]


def test_a_meeting_before_an_issue_was_found_answers_nothing(book: Fieldbook, leak: Issue) -> None:
    """Minutes written late do not have an issue referred before it was found."""
    before = leak.found_on - dt.timedelta(days=5)
    book.diary.keep_minutes(
        Draft(on=before, matters=[{"topic": "水渠漏水", "issue": leak.id, "decided": "先堵"}])
    )
    found = book.issues.get(leak.id)
    assert (found.referred_on, found.answered_on) == (None, None)


def test_an_earlier_meeting_has_not_decided_on_a_later_relapse(
    book: Fieldbook, leak: Issue, clock: Clock
) -> None:
    """Minutes written late of a day before an issue relapsed do not refer it as it stands."""
    then = book.today
    book.issues.refer([leak.id])
    book.issues.answer(leak.id, Draft(answer="同意"))
    there = book.solutions.note(Draft(issues=[leak.id], method="换管子", solved_on=then))
    clock.pass_days(3)
    book.follow_ups.check(book.shelf.follow_ups_of([there])[0].id, Draft(result="relapsed"))
    keep(book, matter("水渠漏水", "再换一次", issue=leak.id), on=then)
    found = book.issues.get(leak.id)
    assert not book.shelf.is_referred(found)
    assert found.answer == "同意"


def test_what_relapsed_and_is_referred_again_on_one_day_is_told(
    book: Fieldbook, leak: Issue
) -> None:
    """Its day of referral stays as it was; it was referred by the meeting all the same."""
    use_language("en")
    book.issues.refer([leak.id])
    done = book.solutions.note(Draft(issues=[leak.id], method="换管子", solved_on=book.today))
    book.follow_ups.check(book.shelf.follow_ups_of([done])[0].id, Draft(result="relapsed"))
    assert not book.shelf.is_referred(book.issues.get(leak.id))
    keep(book, matter("水渠漏水", "再换一次", issue=leak.id))
    assert book.shelf.is_referred(book.issues.get(leak.id))
    told = " ".join(carried_told(book.shelf, book.acts[-1].stamp))
    assert "Noted as referred by it: 1 issue." in told


def test_what_a_meeting_began_is_no_study_with_the_people(book: Fieldbook, leak: Issue) -> None:
    """The ten-day study counts solutions as the paper does, and takes this one in once it is one."""
    keep(book, matter("水渠漏水", "换管子", issue=leak.id, who="王大山"))
    (begun,) = book.solutions.all()
    today = book.today

    def counted() -> tuple[int, int]:
        paper = figures(book.shelf, Period(today, today, today)).solutions["studied"].many
        return paper, len(prefill(book.shelf, "ten_day", today, today).studied)

    assert counted() == (0, 0)
    book.solutions.edit(begun.id, Draft(with_whom="全组"))
    assert counted() == (1, 1)


def test_a_later_day_that_is_set_is_the_issues_own(
    book: Fieldbook, leak: Issue, clock: Clock
) -> None:
    """The paper says that the day is past and is to be set anew: once it is, nothing is overdue."""
    book.issues.edit(leak.id, Draft(due_on=book.today))
    clock.pass_days(2)
    due = book.today + dt.timedelta(days=5)
    keep(book, matter("水渠漏水", "换管子", issue=leak.id, who="王大山", due_on=due))
    found = book.issues.get(leak.id)
    assert (found.due_on, found.answer) == (due, "换管子")
    assert not waiting(book.shelf, found, book.today, book.habits)
    sooner = book.today + dt.timedelta(days=1)
    keep(book, matter("水渠漏水", "先量渠", issue=leak.id, who="李四", due_on=sooner))
    assert book.issues.get(leak.id).due_on == due
    book.undo()
    book.undo()
    found = book.issues.get(leak.id)
    assert (found.due_on, found.answer) == (book.today - dt.timedelta(days=2), "")


def test_what_a_meeting_decided_on_is_not_asked_again(book: Fieldbook, leak: Issue) -> None:
    """The next paper counts it as decided, not as waiting; referred anew, or past its day, it is asked."""

    def asked() -> tuple[list[str], list[str]]:
        since = book.today - dt.timedelta(days=9)
        found = meeting(book.shelf, since, book.today, book.today, book.habits).issues
        decided = [each.title for each in found if is_decided(each, book.today)]
        return [each.title for each in pressing(found, book.today)], decided

    book.issues.refer([leak.id])
    assert asked() == ([leak.title], [])
    keep(book, matter("水渠漏水", "由水利站拨两根铁管", issue=leak.id))
    assert asked() == ([], [leak.title])
    figure = figures(book.shelf, Period(book.today, book.today, book.today)).issues
    assert (figure["unanswered"].many, figure["not_referred"].many) == (0, 0)
    book.issues.refer([leak.id])
    assert asked() == ([leak.title], [])
    keep(book, matter("水渠漏水", "缓议", issue=leak.id))
    assert asked() == ([leak.title], [])
    keep(book, matter("水渠漏水", "下月初办", issue=leak.id))
    assert asked() == ([], [leak.title])
    book.issues.edit(leak.id, Draft(due_on=book.today - dt.timedelta(days=1)))
    assert asked() == ([leak.title], [])


def test_a_meeting_to_come_gives_nothing_out(book: Fieldbook, leak: Issue) -> None:
    """It is its day that is wrong, not what is said of the issue; and it has heard of nothing yet."""
    decided = (
        matter("水渠", "派人修", issue=leak.id, who="王大山"),
        matter("水渠", "先堵后修", issue=leak.id),
        matter("送肥", "初五送", who="王大山"),
    )
    for each in decided:
        with pytest.raises(Invalid) as caught:
            keep(book, each, on="明天")
        assert [(e.field, e.reason) for e in caught.value.problems] == [("on", "in_future")]
    keep(book, matter("水渠", "缓议", issue=leak.id), on="明天")
    assert book.issues.get(leak.id).referred_on is None


def test_minutes_mark_their_day(book: Fieldbook) -> None:
    """A day that nobody marked is one of meetings with the page, and is not without it."""
    today = book.today
    page = keep(book, matter("送肥", "初五送"))
    assert book.diary.calendar(today, today)[0].spent == "meeting"
    book.diary.edit(page.id, Draft(topic="生产会"))
    assert book.diary.get(page.id).spent == "meeting"
    book.undo()
    book.undo()
    assert not book.diary.calendar(today, today)[0].spent


def test_minutes_mark_the_day_they_are_moved_to(book: Fieldbook) -> None:
    """The day they were written under was spent otherwise; that of the meeting is one of meetings."""
    today, before = book.today, book.today - dt.timedelta(days=1)
    book.diary.write(Draft(kind="daily", text="修渠", spent="front_line"))
    page = keep(book, matter("送肥", "初五送"))
    assert not page.spent
    book.diary.edit(page.id, Draft(on=before))
    spent = [each.spent for each in book.diary.calendar(before, today)]
    assert spent == ["meeting", "front_line"]


@pytest.mark.parametrize("before", [True, False])
def test_another_mark_of_the_day_goes_before_the_minutes(book: Fieldbook, before: bool) -> None:
    """Whoever marked it otherwise was elsewhere most of the day, whichever was written first."""
    kept = [] if before else [keep(book)]
    book.diary.write(Draft(kind="daily", text="修渠", spent="front_line"))
    page = next(iter(kept), None) or keep(book)
    assert page.spent == ("" if before else "meeting")
    assert book.diary.calendar(book.today, book.today)[0].spent == "front_line"


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("取消", True), ("取消，没有资金", True), ("不办，改天再议", True), ("撤销：已由镇里办", True), ("cancelled, no funds", True),
        ("取消，改为修井", False), ("取消，经研究改为修井", False), ("取消，经大家商量，改在村口修", False), ("取消，经研究不修", True), ("撤销；另选地点", False), ("取消（改由二组办）", False), ("cancelled; a well instead", False),
        ("不予办理，转镇水利站", False), ("不办，由村里自行解决", False), ("不处理；合并到第5件", False), ("不办，由于没有资金", True), ("dropped; referred by the desk to the county", False), ("dropped; he moved to town", True),
    ],
)  # fmt: skip
def test_what_is_done_in_its_place_is_a_decision(words: str, refused: bool) -> None:
    """取消，改为修井 decides that a well is mended; 取消 alone that nothing is done."""
    assert is_refused(Matter(topic="挖塘", decided=words)) is refused


@pytest.mark.parametrize(
    ("stood", "said", "stands"),
    [
        ("Ruth Banda", "ruth", "Ruth Banda"),
        ("Ruth Banda", "Rut", "Rut"),
        ("王大山", "王", "王大山"),
        ("李明华", "李明", "李明"),
    ],
)
def test_who_is_responsible_keeps_the_name_in_full(
    book: Fieldbook, leak: Issue, stood: str, said: str, stands: str
) -> None:
    """The first name alone, or the surname of one sign, is the same person told more briefly."""
    solution = book.solutions.note(Draft(issues=(leak.id,), method="修", responsible=stood))
    keep(book, matter("水渠漏水", "拨两根铁管", issue=leak.id, who=said))
    responsible = book.solutions.get(solution.id).responsible
    assert responsible is not None
    assert responsible.name == stands


def test_an_answer_has_the_words_its_decision_has_now(book: Fieldbook, leak: Issue) -> None:
    """Minutes put right put the answer right, and that of what is solved together; another answer stays."""
    twin, own = (book.issues.raise_(Draft(title=each)) for each in ("渠口塌", "泵坏"))
    book.issues.refer([leak.id, twin.id, own.id])
    book.solutions.note(Draft(issues=(leak.id, twin.id), method="一起修"))
    said = [("水渠漏水", leak.id), ("泵坏", own.id)]
    page = keep(book, *(matter(t, "先堵 - 王大山", issue=issue) for t, issue in said))
    book.issues.answer(own.id, Draft(answer="县里拨款"))
    right = [matter(t, "先堵", issue=issue, who="王大山") for t, issue in said]
    book.diary.edit(page.id, Draft(matters=right))
    answers = [book.issues.get(each.id).answer for each in (leak, twin, own)]
    assert answers == ["先堵", "先堵", "县里拨款"]
    book.undo()
    assert book.issues.get(twin.id).answer == "先堵 - 王大山"


def test_what_was_given_out_has_who_and_when_of_its_decision(book: Fieldbook, leak: Issue) -> None:
    """Minutes put right put solution, step, task and the issue's day right, where they stand as given."""
    near, far = (book.today + dt.timedelta(days=each) for each in (4, 18))
    book.issues.edit(leak.id, Draft(due_on=book.today))
    own = book.issues.raise_(Draft(title="泵坏"))

    def said(due: dt.date, who: str) -> list[dict[str, object]]:
        told = [("水渠漏水", "先堵", leak.id), ("水渠漏水", "换管", leak.id)]
        told += [("泵坏", "修泵", own.id), ("送肥", "先送河滩地", "")]
        return [matter(t, what, issue=issue, who=who, due_on=due) for t, what, issue in told]

    page = keep(book, *said(near, "王大山"))
    begun, by_hand = book.solutions.all()
    book.solutions.edit(by_hand.id, Draft(due_on=near + dt.timedelta(days=1)))
    book.diary.edit(page.id, Draft(matters=said(far, "李霞平")))
    begun, by_hand = map(book.solutions.get, (begun.id, by_hand.id))
    assert begun.responsible is not None
    assert (begun.responsible.name, begun.due_on) == ("李霞平", far)
    assert begun.steps == (Step(what="换管", who="李霞平", due_on=far),)
    assert book.issues.get(leak.id).due_on == far
    assert by_hand.due_on == near + dt.timedelta(days=1)
    (task,) = book.tasks.all()
    assert ([each.name for each in task.given_to], task.until_on) == (["李霞平"], far)
    book.undo()
    assert book.tasks.get(task.id).until_on == near
