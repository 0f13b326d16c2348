"""What the report proposes of a matter, and since when it says that it stands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.clock import Clock
from tests.reports.test_meeting import SINCE, TODAY, Village, day

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.records import Issue, Person, Referral
from fieldbook.i18n import _, use_language
from fieldbook.papers import compose, issues, paper_bytes
from fieldbook.papers.outline import Paragraph, Table
from fieldbook.reports.meeting import meeting
from fieldbook.ui.told.heads import solution_facts


def told(book: Fieldbook, audience: str = "branch", on: dt.date | None = None) -> str:
    """The report's words on its matters: those of today, or of one day before."""
    on = on or book.today
    found = meeting(book.shelf, on, on, book.today, DEFAULT_HABITS)
    paper = compose(found, audience=audience, branch="B", author="")
    return "\n".join(
        each.lead + each.text for each in paper.all_blocks if isinstance(each, Paragraph)
    )


@pytest.mark.parametrize(
    ("lang", "said", "above", "unsaid"),
    [
        (
            "en",
            "(referred on 21 Nov). The branch answered on 21 Nov: two men come on Monday; who carries it out, and by when?",
            "The branch answered on 21 Nov; this is to be carried out.",
            ("take it up", "newly found", "Newly found", "Proposed"),
        ),
        (
            "zh_CN",
            "（11月21日反映）。支部11月21日答复：two men come on Monday，请会议定由谁办、何时办完。",
            "支部11月21日答复，待落实。",
            ("请支部受理", "新发现", "拟办意见"),
        ),
    ],
)
def test_what_was_answered_is_to_be_carried_out(
    book: Fieldbook, lang: str, said: str, above: str, unsaid: tuple[str, ...]
) -> None:
    """Nobody asks the branch to take up what it has answered, but who does it; nor calls it newly found."""
    use_language(lang)
    home = book.households.assign(Draft(head="张三"))
    issue = book.issues.raise_(Draft(title="The ditch leaks"))
    book.issues.refer([issue.id])
    book.issues.answer(issue.id, Draft(answer="two men come on Monday"))
    assert said in told(book)
    assert not [each for each in unsaid if each in told(book)]
    book.issues.edit(issue.id, Draft(household=home.id))
    assert above in told(book, "above")
    assert "Monday" not in told(book, "above")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "The branch answered on 21 Nov: keep the ferry. Proposed: the ferryman waits."),
        ("zh_CN", "支部11月21日答复：keep the ferry。拟办意见：the ferryman waits。"),
    ],
)
def test_the_answer_to_what_is_at_work_is_named(
    book: Fieldbook, clock: Clock, lang: str, said: str
) -> None:
    """A meeting that is asked again, because a day is past, is told what was answered."""
    use_language(lang)
    issue = book.issues.raise_(Draft(title="Children miss school"))
    draft = Draft(issues=[issue.id], method="the ferryman waits", due_on="+1")
    book.solutions.note(draft)
    book.issues.refer([issue.id])
    book.issues.answer(issue.id, Draft(answer="keep the ferry"))
    clock.pass_days(3)
    assert said in told(book)


def test_the_unsolved_of_a_past_period_are_those_of_its_last_day(
    book: Fieldbook, clock: Clock
) -> None:
    """What is to be decided is of today: two numbers that differ must not both be of now."""
    use_language("zh_CN")
    book.issues.raise_(Draft(title="The ditch leaks"))
    assert "现有未解决问题1件" in told(book)
    last_day = book.today
    clock.pass_days(1)
    book.issues.refer([book.issues.raise_(Draft(title="The pump stands still")).id])
    past = told(book, on=last_day)
    assert "期末未解决问题1件" in past
    assert "需要研究决定的问题共2件。其中1件是期后发现的。" in past
    assert "请支部答复" in past
    assert "期后" not in told(book)
    for audience in ("above", "public"):
        assert "1件" in told(book, audience, on=last_day)
        assert "2件" not in told(book, audience, on=last_day)


def test_what_two_books_brought_of_one_place_is_told_once(book: Fieldbook) -> None:
    """The meeting decides on a matter once; both entries are counted, another place's is its own."""
    use_language("zh_CN")
    east, west = (book.groups.found(Draft(name=each)).id for each in ("东组", "西组"))
    for group, title in (
        (east, "水渠漏水"),
        (west, "水渠漏水"),
        (east, "水渠 漏水。"),
        ("", "井干了"),
        ("", "井干了"),
    ):
        book.issues.raise_(Draft(title=title, group=group or None))
    text = told(book)
    assert "需要研究决定的问题共5件" in text
    assert text.count("水渠漏水（") == 2
    assert "1.水渠漏水（东组，新发现，未反映，共记2次）" in text
    assert text.count("井干了") == 2


def test_an_answer_before_a_relapse_is_none(book: Fieldbook, clock: Clock) -> None:
    """What did not hold is to be studied anew, whatever was answered before."""
    use_language("en")
    issue = book.issues.raise_(Draft(title="The ditch leaks"))
    book.issues.refer([issue.id])
    book.issues.answer(issue.id, Draft(answer="two men come on Monday"))
    clock.pass_days(1)
    solution = book.solutions.note(Draft(issues=[issue.id], method="dig", solved_on="today"))
    clock.pass_days(1)
    book.follow_ups.check_at_once(solution.id, Draft(result="relapsed"))
    assert "study anew" in told(book)
    assert "Monday" not in told(book)


@pytest.mark.parametrize(
    ("lang", "found", "referred"),
    [("en", "newly found", "referred on "), ("zh_CN", "新发现，", "日反映）")],
)
def test_a_paper_never_says_today(book: Fieldbook, lang: str, found: str, referred: str) -> None:
    """It is read on another day: what is of the day it is written on has its date."""
    use_language(lang)
    issue = book.issues.raise_(Draft(title="漏水"))
    assert found in told(book).casefold()
    book.issues.refer([issue.id])
    assert referred in told(book).casefold()
    assert "today" not in told(book).casefold()
    assert "今天" not in told(book)


@pytest.mark.parametrize(
    ("lang", "once", "unsaid"),
    [
        (
            "zh_CN",
            ("回生0件", "回访2次，未回生的问题1件。", "三交齐全的0次。"),
            ("占0%", "巩固2件"),
        ),
        (
            "en",
            ("0 relapsed", "Follow-ups made: 2; issues that did not relapse: 1.", "0 of 1 visits."),
            ("(0%)", "2 held"),
        ),
    ],
)
def test_times_are_not_told_as_issues_and_nothing_has_no_share(
    book: Fieldbook, clock: Clock, lang: str, once: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    """Two follow-ups of one issue are two times and one issue; that none relapsed is said once."""
    use_language(lang)
    first = book.today
    home = book.households.assign(Draft(head="陈桂生"))
    book.visits.note(Draft(household=home.id, explained=["policies"]))
    issue = book.issues.raise_(Draft(title="The ditch leaks"))
    done = Draft(issues=[issue.id], method="dig", solved_on=first, result="it runs")
    book.solutions.note(done)
    for check in book.follow_ups.pending()[:2]:
        clock.pass_days(1)
        book.follow_ups.check(check.id, Draft(result="held"))
    found = meeting(book.shelf, first, book.today, book.today, DEFAULT_HABITS)
    paper = str(compose(found, audience="branch", branch="B", author=""))
    assert [paper.count(each) for each in once] == [1, 1, 1]
    assert not [each for each in unsaid if each in paper]


def test_nobody_is_called_responsible_unless_that_was_settled(
    book: Fieldbook, clock: Clock
) -> None:
    """The contact of the household is named as its contact; who does it and by when, once it is said."""
    use_language("zh_CN")
    member = book.members.write(Draft(name="周正"))
    home = book.households.assign(Draft(head="张三", contact=member.id))
    issue = book.issues.raise_(Draft(title="水渠漏水", household=home.id))
    text = told(book)
    assert "联系人：周正。" in text
    assert "负责人" not in text
    assert "期限" not in text
    book.solutions.note(Draft(issues=[issue.id], method="堵", responsible="李四"))
    book.issues.edit(issue.id, Draft(due_on=book.today))
    clock.pass_days(1)
    text = told(book)
    assert "负责人：李四；期限：11月21日已过，请重定。" in text
    assert "联系人" not in text


def test_how_many_do_not_say_who_carries_them_out(book: Fieldbook) -> None:
    """Shares are of those that say it; the others are counted beside them, not left out."""
    issue = book.issues.raise_(Draft(title="水渠漏水"))
    with_her = {"with_whom": (Person(name="王芳"),)}
    for more in ({"carried_by": "group"}, with_her, with_her, {}):  # the last is a meeting's alone
        book.solutions.note(Draft(more, issues=[issue.id], method="堵"))
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    use_language("zh_CN")
    paper = compose(found, audience="public", branch="", author="", annexes=("figures",))
    rows = [row[1:] for each in paper.all_blocks if isinstance(each, Table) for row in each.rows]
    assert ("办理方式", "小组自办 1/1（100%）、未说明 2") in rows


@pytest.mark.parametrize(
    ("lang", "above", "public", "branch"),
    [
        (
            "zh_CN",
            ("二、未解决的问题", "现状：尚未研究办法。"),
            "二、尚未解决的问题",
            ("请会议", "支部受理", "研究决定", "拟办意见", "不需研究"),
        ),
        (
            "en",
            ("2. Issues not solved yet", "At present: not studied yet."),
            "2. Issues that are not solved yet",
            ("meeting to decide", "Proposed", "decision", "take it up"),
        ),
    ],
)
def test_only_the_branch_is_asked_to_decide(
    book: Fieldbook, lang: str, above: tuple[str, ...], public: str, branch: tuple[str, ...]
) -> None:
    """Others read how things stand; the level above is asked for what was referred and not answered."""
    use_language(lang)
    home = book.households.assign(Draft(head="张三"))
    book.issues.raise_(Draft(title="水渠漏水", household=home.id))
    going = book.issues.raise_(Draft(title="桥坏了", household=home.id))
    book.solutions.note(Draft(issues=[going.id], method="修"))
    upwards, everybody = paper_for(book, "above"), paper_for(book, "public")
    assert [upwards.count(each) for each in above] == [1, 1]
    assert public in everybody
    assert not [each for each in branch if each in upwards + everybody]
    help_asked = _("The level above is asked to help with an answer.")
    assert help_asked not in upwards
    book.issues.refer(
        [book.issues.raise_(Draft(title="缺电", summary="缺电", household=home.id)).id]
    )
    assert help_asked in paper_for(book, "above")
    assert help_asked not in paper_for(book, "branch")


@pytest.mark.parametrize(
    ("lang", "once", "more"),
    [
        (
            "zh_CN",
            "其他类问题3件（柳河1组1件、柳河2组2件）。其中1件请上级协助答复。",
            "另有其他类",
        ),
        (
            "en",
            (
                "3 of kind other (柳河1组: 1, 柳河2组: 2). "
                "The level above is asked to help with an answer to 1 of them."
            ),
            "3 more of kind other",
        ),
    ],
)
def test_what_is_called_alike_is_told_once(
    book: Fieldbook, lang: str, once: str, more: str
) -> None:
    """Where nothing may be told of several the level above reads their number and the groups."""
    use_language(lang)
    groups = [book.groups.found(Draft(name=each)).id for each in ("柳河2组", "柳河1组")]
    issues = [
        book.issues.raise_(Draft(title=f"事{at}", group=groups[at // 2], kind="other"))
        for at in range(3)
    ]
    book.issues.refer([issues[0].id])
    text = told(book, "above")
    assert once in text
    assert "\n1." not in text
    assert more not in text
    assert "3." in told(book)
    book.issues.raise_(Draft(title="渠", summary="渠漏水", group=groups[0], kind="other"))
    text = told(book, "above")
    assert more in text
    assert "\n1.渠漏水" in text.replace(". ", ".")
    assert "\n2." not in text
    book.issues.raise_(Draft(title="别处", kind="other"))
    none = {"zh_CN": "未分组1件", "en": "no group: 1"}
    assert none[lang] in told(book, "above")


def paper_for(book: Fieldbook, audience: str) -> str:
    """The report's words, headings and all."""
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    paper = compose(found, audience=audience, branch="B", author="")
    return "\n".join(str(each) for each in paper.all_blocks)


def test_what_a_meeting_began_was_studied_on_no_day(book: Fieldbook) -> None:
    """The ledger and the screen say when it was studied once it is said with whom, or who carries it out."""
    use_language("zh_CN")
    issue = book.issues.raise_(Draft(title="水渠漏水"))
    decided = {"topic": "水渠漏水", "issue": issue.id, "decided": "先堵", "who": "王大山"}
    book.diary.keep_minutes(Draft(matters=[decided]))
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    assert found.issues[0].solutions[0].studied_on is None
    begun = book.solutions.all()[0]
    assert next(solution_facts(book, begun)).text == "11-21 提出，未记与谁研究"
    now = book.solutions.edit(begun.id, Draft(carried_by="group"))
    assert next(solution_facts(book, now)).text == "11-21 研究"
    found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
    assert found.issues[0].solutions[0].studied_on == book.today


@pytest.mark.parametrize(
    ("lang", "said", "unsaid"),
    [("en", "a step is overdue", "in time"), ("zh_CN", "有步骤逾期", "正在按期办理")],
)
def test_what_has_a_late_step_is_not_carried_out_in_time(
    book: Fieldbook, lang: str, said: str, unsaid: str
) -> None:
    """It is for the meeting to decide, though all of it has time still; also above, without texts."""
    use_language(lang)
    today = book.today
    home = book.households.assign(Draft(head="Zhang"))
    issue = book.issues.raise_(Draft(title="Willow permit", household=home.id))
    book.issues.refer([issue.id])
    book.issues.answer(issue.id, Draft(answer="bring the forms"))
    steps = [{"what": "ask", "due_on": today - dt.timedelta(days=9)}]
    solution = Draft(issues=(issue.id,), method="forms", due_on=today + dt.timedelta(days=6))
    noted = book.solutions.note(solution.having(steps=steps))
    for audience in ("branch", "above"):
        words = told(book, audience)
        assert said in words
        assert unsaid not in words
    book.solutions.step_done(noted.id, 0, today)
    assert said not in told(book)
    assert unsaid in told(book)


def test_what_a_meeting_decided_on_stands_beside_the_others(book: Fieldbook) -> None:
    """Alone it is all that was decided on; behind others it is one more, nor all the decisions."""
    use_language("en")
    issue = book.issues.raise_(Draft(title="Ditch"))
    matter = {"topic": "Ditch", "issue": issue.id, "decided": "two pipes"}
    book.diary.keep_minutes(Draft(matters=[matter]))
    assert "A meeting has decided on 1 already." in told(book)
    book.issues.raise_(Draft(title="Well"))
    assert "A meeting has decided on 1 more already." in told(book)


def test_the_order_is_told_of_what_is_there_and_what_relapsed_is_called_so(
    book: Fieldbook, clock: Clock
) -> None:
    """No relapse is promised where nothing stands relapsed; what was studied anew says that it was."""
    use_language("zh_CN")
    slope, drain, _pump = (book.issues.raise_(Draft(title=t)).id for t in ("后坡路", "沟", "泵"))
    first = book.solutions.note(Draft(issues=[slope], method="填土", solved_on=book.today))
    book.follow_ups.check_at_once(first.id, Draft(result="relapsed"))
    again = Draft(method="石头砌。再夯实。", issues=[slope], due_on=book.today)
    book.solutions.note(again)
    assert "最近要办的：11月21日，办法：后坡路，石头砌。再夯实。" in told(book)
    assert "先列" not in told(book)
    clock.pass_days(1)
    assert "先列逾期的。" in told(book)
    assert "后坡路（回生1次，发现已1天，" in told(book)
    assert "撤销" not in told(book)
    book.issues.drop(drain, "不需要了")
    assert "，撤销1件。现有未解决问题2件" in told(book)


@pytest.mark.parametrize(
    ("lang", "asked", "due", "done"),
    [
        ("en", "to be referred anew", "Referred anew: not since its relapse", "Referred anew: 21"),
        ("zh_CN", "须再次反映", "再次反映： 回生后尚未反映", "再次反映： 11月21日"),
    ],
)
def test_what_relapsed_is_to_be_referred_anew(
    book: Fieldbook, lang: str, asked: str, due: str, done: str
) -> None:
    """Its new solution may be under way: the meeting hears of it, and the ledger does not call it referred."""
    use_language(lang)
    issue = book.issues.raise_(Draft(title="Ditch"))
    book.issues.refer([issue.id])
    first = book.solutions.note(Draft(issues=[issue.id], method="dig"))
    book.solutions.solve(first.id, Draft())
    book.follow_ups.check_at_once(first.id, Draft(result="relapsed"))
    book.solutions.note(Draft(issues=[issue.id], method="dig deeper"))

    def ledger() -> str:
        found = meeting(book.shelf, book.today, book.today, book.today, DEFAULT_HABITS)
        path = Path("x.md")
        paper = paper_bytes(
            found, fmt="md", audience="branch", branch="", author="", path=path, annexes=("issues",)
        )
        return paper.decode().replace("**", "")

    assert asked in told(book)
    assert due in ledger()
    book.issues.refer([issue.id])
    assert asked not in told(book)
    assert due not in ledger()
    assert done in ledger()


def test_one_proposal_for_two_issues_is_told_whole_of_both(book: Fieldbook) -> None:
    """Among many matters, too, what is to be decided on is not cut for a long title or place."""
    use_language("en")
    lane = book.groups.found(Draft(name="Mill Lane 2"))
    home = book.households.assign(Draft(head="Josephine Hartington", code="112", group=lane.id))
    long = "The plank bridge on the way to school is slippery when wet"
    issues = [book.issues.raise_(Draft(title="No bus", group=lane.id))]
    issues += [book.issues.raise_(Draft(title=long, household=home.id, due_on=book.today))]
    issues += [book.issues.raise_(Draft(title=f"Matter {each}")) for each in "ABCDEF"]
    way = "Older pupils walk with the small ones and back"
    book.solutions.note(
        Draft(issues=[each.id for each in issues[:2]], method=way, carried_by="group")
    )
    book.issues.refer([each.id for each in issues])
    assert told(book).count(f"Proposed: {way}") == 2


def test_what_two_brought_up_and_one_solution_is_for_is_one_matter(book: Fieldbook) -> None:
    """It names both households; what stands otherwise with one of them is a matter of its own."""
    use_language("en")
    homes = [book.households.assign(Draft(head=each)).id for each in ("Ann Hill", "Jo Reed")]
    past = book.today - dt.timedelta(days=3)
    issues = [
        book.issues.raise_(Draft(title="No water", household=each, found_on=on))
        for each, on in zip(homes, (book.today, past), strict=True)
    ]
    draft = Draft(issues=[each.id for each in issues], method="Mend the pump", studied_on=past)
    book.solutions.note(draft)
    book.issues.refer([each.id for each in issues])
    assert "1. No water(Jo Reed; Ann Hill, referred on" in told(book)
    assert told(book).count("Mend the pump") == 1
    book.issues.edit(issues[0].id, Draft(due_on=past))
    assert told(book).count("Proposed: Mend the pump") == 2


def test_late_matters_with_long_titles_leave_the_report_its_three_pages(book: Fieldbook) -> None:
    """As many are told as have room, the others counted; that a day is past is said of each once."""
    use_language("zh_CN")
    lane = book.groups.found(Draft(name="柳河2组"))
    past = book.today - dt.timedelta(days=2)
    for at in range(12):
        title = f"第{at}处打麦场的电线老化下雨天漏电几户人家都不敢用"
        home = book.households.assign(Draft(head=f"石有{at}", code=f"1{at}", group=lane.id)).id
        issue = book.issues.raise_(Draft(title=title, household=home, found_on=past)).id
        way = "由全组劳力分三天把东段渠底清淤换石板抹灰勾缝"
        book.solutions.note(
            Draft(issues=[issue], method=way, responsible="石有根", studied_on=past, due_on=past)
        )
        book.issues.refer([issue])
    text = told(book)
    assert "需要研究决定的问题共12件" in text
    assert "先列最紧要的7件，其余5件不一一列出" in text
    assert text.count("已过，请重定") == 7
    assert text.count("逾期）") == 0


def test_the_first_matters_and_the_others_are_all_there_are(book: Fieldbook) -> None:
    """Two issues told as one matter are two of those that are told, so that the figures sum up."""
    use_language("en")
    issues = [book.issues.raise_(Draft(title=f"Matter {each}")).id for each in range(11)]
    homes = [book.households.assign(Draft(head=each)).id for each in ("Ann Hill", "Jo Reed")]
    past = book.today - dt.timedelta(days=3)
    both = [
        book.issues.raise_(Draft(title="No water", household=each, found_on=past)).id
        for each in homes
    ]
    book.solutions.note(Draft(issues=both, method="Mend the pump", studied_on=past, due_on=past))
    book.issues.refer([*issues, *both])
    text = told(book)
    assert "13 issues ask for a decision" in text
    assert "Here are the first 11; 2 more are open." in text


@pytest.mark.parametrize(("others", "whole"), [(6, False), (2, True)])
def test_among_many_matters_a_proposal_of_one_alone_keeps_to_its_room(
    book: Fieldbook, others: int, *, whole: bool
) -> None:
    """A report of many has three pages: what is proposed is told by its first clauses."""
    use_language("zh_CN")
    lane = book.groups.found(Draft(name="柳河2组"))
    title = "小组账目三个月没贴出来，组里都有意见"
    home = book.households.assign(Draft(head="曹秋生", code="11", group=lane.id)).id
    past = book.today - dt.timedelta(days=2)
    issue = book.issues.raise_(Draft(title=title, household=home, found_on=past, due_on=past))
    way = "教记工员打算盘，每五天打一次小总，两名骨干核对"
    book.solutions.note(Draft(issues=[issue.id], method=way, responsible="曹秋生"))
    book.issues.refer([issue.id])
    for each in range(others):
        book.issues.raise_(Draft(title=f"第{each}件"))
    assert "教记工员打算盘" in told(book)
    assert ("两名骨干核对" in told(book)) is whole


def test_what_comes_next_names_the_issue_and_the_work_in_one_manner(book: Fieldbook) -> None:
    """A solution made of a decision says nothing alone; above, an issue is not told as if it were the work."""
    use_language("zh_CN")
    group = book.groups.found(Draft(name="3组"))
    due = book.today + dt.timedelta(days=3)
    draft = Draft(title="工分账目几个月没公布", group=group.id, summary="账目公布不及时")
    issue = book.issues.raise_(draft)
    steps = [{"what": "对账", "who": "李四", "due_on": due}]
    way = Draft(method="由会计公布", responsible="王五", due_on=due, steps=steps)
    book.solutions.note(Draft(way, issues=[issue.id]))
    text = told(book)
    assert "11月24日，办法：工分账目几个月没公布，由会计公布（王五）" in text
    assert "11月24日，步骤：工分账目几个月没公布，对账（李四）" in text
    above = told(book, "above")
    assert "11月24日，办法：账目公布不及时（王某某）" in above
    assert "11月24日，步骤：账目公布不及时（李某某）" in above


def test_what_may_not_be_read_is_called_by_its_kind_in_plain_words(book: Fieldbook) -> None:
    """Above, a request is one, and an issue of kind other is no other issue; once is said so."""
    use_language("en")
    home = book.households.assign(Draft(head="Henry Vale"))
    for kind in ("request", "other", "life"):
        issue = book.issues.raise_(Draft(title="No bus", household=home.id, kind=kind))
    solution = book.solutions.note(Draft(issues=[issue.id], method="a cart", solved_on=book.today))
    book.follow_ups.check_at_once(solution.id, Draft(result="relapsed"))
    text = told(book, "above")
    assert "relapsed once" in text
    assert [each in text for each in ("A request", "Issue of kind other", "Life issue")] == [
        True
    ] * 3


def test_of_several_referrals_the_last_one_is_told() -> None:
    """Where it is no longer referred as it stands, too, with how often it was."""
    use_language("en")
    village = Village()
    before = tuple(Referral(referred_on=day(on), referred_to="") for on in (3, 12, 7))
    village.add(Issue, title="缺柴", found_on=SINCE, referred_before=before)
    (line,) = village.meeting().issues
    assert issues._referred(line, TODAY) == "12 Nov (3 times)"
    now = line._replace(referred_on=day(15))
    assert issues._referred(now, TODAY) == "15 Nov (4 times)"
