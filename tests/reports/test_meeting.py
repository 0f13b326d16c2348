"""The meeting as a report: its figures, its issues, and what is due next."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any, TypeVar

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.records import (
    Diary,
    FollowUp,
    Group,
    Household,
    Issue,
    Member,
    Person,
    Record,
    Referral,
    Solution,
    Step,
    Survey,
    Task,
    Training,
    Visit,
)
from fieldbook.domain.shelf import Shelf
from fieldbook.reports.meeting import Meeting, is_found_after, meeting
from fieldbook.reports.tables import Share
from fieldbook.reports.tasks import households_told

R = TypeVar("R", bound=Record)
TODAY = dt.date(2026, 11, 21)
SINCE = dt.date(2026, 11, 1)
MANNERS = ("visit", "nobody_home", "came_to_us")


class Village:
    """Records under way, with ids and short numbers as a book would give them."""

    def __init__(self) -> None:
        self.records: list[Record] = []

    def add(self, record_type: type[R], **fields: Any) -> R:
        seq = 1 + sum(isinstance(each, record_type) for each in self.records)
        given = {
            "id": f"{record_type.kind}-{seq}",
            "seq": seq,
            "created_at": dt.datetime(2026, 10, 1, 8, tzinfo=dt.UTC),
        }
        made = record_type(**{**given, **fields})
        self.records.append(made)
        return made

    def meeting(self, since: dt.date = SINCE, until: dt.date = TODAY) -> Meeting:
        return meeting(Shelf(self.records), since, until, TODAY, DEFAULT_HABITS)


def day(number: int) -> dt.date:
    return dt.date(2026, 11, number)


def crowded(seed: int) -> list[Record]:
    """A village with something of everything, thrown together."""
    chance = random.Random(seed)
    village = Village()

    def some_day() -> dt.date:
        return dt.date(2026, 10, 1) + dt.timedelta(days=chance.randrange(52))

    groups = [
        village.add(Group, name=f"{nth}组", core_since=chance.choice([None, some_day()]))
        for nth in range(4)
    ]
    homes = [
        village.add(Household, head=f"陈{nth}", group=chance.choice(groups).id) for nth in range(12)
    ]
    tasks = [village.add(Task, title=f"任务{nth}", given_on=day(1)) for nth in range(2)]
    for _ in range(40):
        village.add(
            Visit, visited_on=some_day(), household=chance.choice(homes).id,
            manner=chance.choice(MANNERS), tasks=(chance.choice(tasks).id,),
            explained=tuple(chance.sample(["tasks", "policies", "methods"], chance.randrange(4))),
        )  # fmt: skip
    for nth in range(20):
        found = some_day()
        issue = village.add(
            Issue, title=f"问题{nth}", found_on=found, issue_kind=chance.choice(["life", "study"]),
            referred_on=chance.choice([None, found]),
        )  # fmt: skip
        if chance.random() < 0.7:
            solved = chance.choice([None, some_day()])
            solution = village.add(
                Solution, issues=(issue.id,), studied_on=found, method="一起修", solved_on=solved,
                carried_by=chance.choice(["", "group", "jointly", "cadre"]),
            )  # fmt: skip
            if solved and chance.random() < 0.6:
                village.add(
                    FollowUp, solution=solution.id, due_on=solved, checked_on=some_day(),
                    result=chance.choice(["held", "relapsed"]),
                )  # fmt: skip
    for group in groups[:3]:
        for _ in range(2):
            village.add(
                Survey, group=group.id, surveyed_on=some_day(), type=chance.choice([1, 2, 3])
            )
    for _ in range(10):
        village.add(Diary, on=some_day(), diary_kind=chance.choice(["daily", "ten_day"]), text="记")
        village.add(Training, on=some_day(), topic="夜课", training_kind="evening")
    return village.records


@pytest.mark.parametrize("seed", range(8))
def test_figures_are_what_plain_counting_finds(seed: int) -> None:
    """Every figure is the number that a loop over the records finds."""
    records = crowded(seed)
    of: dict[type[Record], list[Any]] = {}
    for each in records:
        of.setdefault(type(each), []).append(each)
    figures = meeting(Shelf(records), SINCE, TODAY, TODAY, DEFAULT_HABITS).figures
    visits = [each for each in of[Visit] if SINCE <= each.visited_on <= TODAY]
    for word in ("nobody_home", "came_to_us"):
        assert figures.contact[word].many == len([each for each in visits if each.manner == word])
    met = [each for each in visits if each.manner != "nobody_home"]
    assert figures.contact["visits"].many == len(met)
    assert figures.contact["reached"].many == len({each.household for each in met})
    for kind, count in figures.contact["explained"].by_part.items():
        assert count == len([each for each in visits if kind in each.explained])
    for told, task in zip(figures.contact["tasks"].parts, of[Task], strict=True):
        homes = {
            each.household
            for each in of[Visit]
            if task.id in each.tasks and each.manner != "nobody_home"
        }
        assert told == (task.title, len(homes), 12)
    check_issues(figures.issues, of)
    studied = [each for each in of[Solution] if SINCE <= each.studied_on <= TODAY]
    together = [each for each in studied if each.with_whom or each.carried_by]
    assert figures.solutions["studied"].many == len(together)
    for who, count in figures.solutions["carried"].by_part.items():
        assert count == len([each for each in together if each.carried_by == who])
    check_groups(figures.groups, of)
    daily = [e for e in of[Diary] if e.diary_kind == "daily" and SINCE <= e.on <= TODAY]
    assert figures.rhythm["diary"].by_part.get("daily", 0) == len(daily)
    evenings = [each for each in of[Training] if SINCE <= each.on <= TODAY]
    assert figures.rhythm["trainings"].by_part.get("evening", 0) == len(evenings)


def check_issues(figures: Any, of: dict[type[Record], list[Any]]) -> None:
    solution_of = {each.issues[0]: each for each in of[Solution]}
    relapse_of = {e.solution: e for e in of.get(FollowUp, []) if e.result == "relapsed"}
    solved, relapsed, unsolved, untold = 0, 0, [], 0
    for issue in of[Issue]:
        solution = solution_of.get(issue.id)
        relapse = relapse_of.get(solution.id) if solution else None
        if solution and solution.solved_on and SINCE <= solution.solved_on <= TODAY:
            solved += 1
        if relapse and SINCE <= relapse.checked_on <= TODAY:
            relapsed += 1
        if not solution or not solution.solved_on or relapse:
            unsolved.append(issue)
            again = relapse and issue.referred_on and relapse.checked_on >= issue.referred_on
            untold += bool(not issue.referred_on or again)
    assert (figures["solved"].many, figures["relapsed"].many) == (solved, relapsed)
    assert figures["open"].many == len(unsolved)
    assert figures["not_referred"].many == untold
    assert figures["unanswered"].many == len(unsolved) - untold
    found = [each for each in of[Issue] if SINCE <= each.found_on <= TODAY]
    assert figures["found"].many == len(found) == figures["kinds"].many
    assert figures["referred"].many == len([each for each in found if each.referred_on])


def check_groups(figures: Any, of: dict[type[Record], list[Any]]) -> None:
    types = {}
    for survey in sorted(of[Survey], key=lambda each: (each.surveyed_on, each.seq)):
        types[survey.group] = str(survey.type)
    assert (figures["surveyed"].of, figures["surveyed"].many) == (4, 3)
    for code, count in figures["types"].by_part.items():
        assert count == list(types.values()).count(code)
    assert figures["with_core"].many == len([each for each in of[Group] if each.core_since])


def test_every_issue_is_there_since_long_ago() -> None:
    """With a beginning long ago every issue of the book is in the paper, in whatever status."""
    village = Village()
    for nth in range(3):
        issue = village.add(Issue, title=f"旧{nth}", found_on=dt.date(2010 + nth, 1, 1))
        village.add(
            Solution, issues=(issue.id,), studied_on=issue.found_on, method="修",
            solved_on=issue.found_on,
        )  # fmt: skip
    village.add(Issue, title="撤", found_on=dt.date(2015, 1, 1), dropped_on=dt.date(2015, 2, 1))
    village.add(Issue, title="钟走快了", found_on=dt.date(2031, 1, 1))
    assert len(village.meeting(since=dt.date(2000, 1, 1)).issues) == 5


def test_older_issues_that_still_matter_are_discussed() -> None:
    """Of the issues from before, the unsolved and those solved in the period are discussed."""
    village = Village()
    october = dt.date(2026, 10, 2)
    long_solved, solved_now, answered, forgotten = (
        village.add(
            Issue, title=title, found_on=october, answered_on=day(3) if title == "答" else None
        )
        for title in ("早了", "刚了", "答", "没了")
    )
    for issue, solved in ((long_solved, october), (solved_now, day(2)), (answered, october)):
        village.add(Solution, issues=(issue.id,), studied_on=october, method="修", solved_on=solved)
    titles = {each.title for each in village.meeting().issues}
    assert titles == {solved_now.title, answered.title, forgotten.title}


def test_what_was_dropped_in_the_period_is_discussed() -> None:
    """An older issue dropped now is told with its reason; one dropped before the period is not."""
    village = Village()
    october = dt.date(2026, 10, 2)
    village.add(Issue, title="早撤", found_on=october, dropped_on=dt.date(2026, 10, 31))
    for dropped_on in (SINCE, TODAY):
        village.add(Issue, title=f"{dropped_on}", found_on=october, dropped_on=dropped_on)
    told = village.meeting().issues
    assert {each.title for each in told} == {str(SINCE), str(TODAY)}
    assert {each.status for each in told} == {"dropped"}


def test_studies_and_trainings_of_other_periods_are_not_told() -> None:
    """Only those of the period's days are told, the first and the last day among them."""
    village = Village()
    days = (dt.date(2026, 10, 31), SINCE, TODAY)
    for on in days:
        village.add(Diary, on=on, diary_kind="ten_day", topic=f"{on}")
        village.add(Training, on=on, training_kind="evening", topic=f"{on}")
    village.add(Diary, on=TODAY, diary_kind="daily", topic="日记")
    found = village.meeting(until=TODAY).method.gatherings
    assert [each.on for each in found] == [SINCE, SINCE, TODAY, TODAY]
    assert {each.topic for each in found} == {str(SINCE), str(TODAY)}


def test_an_issue_with_work_under_way_is_not_solved() -> None:
    """Where two solutions are carried out, the issue counts as solved with the second one."""
    village = Village()
    issue = village.add(Issue, title="渠", found_on=day(1))
    for solved in (day(5), None):
        village.add(Solution, issues=(issue.id,), studied_on=day(2), method="补", solved_on=solved)
    assert village.meeting().figures.issues["solved"].many == 0
    assert village.meeting().issues[0].status == "acting"


def test_a_relapse_is_told_of_its_own_issue_only() -> None:
    """A solution that two issues share is a relapsed one for the issue that relapsed, no other."""
    village = Village()
    first, second = (village.add(Issue, title=each, found_on=day(1)) for each in ("渠", "灯"))
    solution = village.add(
        Solution, issues=(first.id, second.id), studied_on=day(2), method="修", solved_on=day(3)
    )
    village.add(
        FollowUp, solution=solution.id, due_on=day(10), checked_on=day(10), result="relapsed",
        relapsed_issues=(first.id,),
    )  # fmt: skip
    found = village.meeting()
    states = {each.title: (each.status, each.solutions[0].state) for each in found.issues}
    assert states == {"渠": ("relapsed", "relapsed"), "灯": ("solved", "solved")}
    assert found.figures.issues["relapsed"].many == 1


def test_follow_ups_are_times_and_what_held_are_issues() -> None:
    """Three follow-ups of one issue are one issue that held; a relapse among them, and it did not."""
    village = Village()
    for title, results in (("渠", "held held held"), ("灯", "held relapsed"), ("路", "relapsed")):
        issue = village.add(Issue, title=title, found_on=day(1), issue_kind="production")
        solution = village.add(
            Solution, issues=(issue.id,), studied_on=day(2), method="修", solved_on=day(3),
            carried_by="group",
        )  # fmt: skip
        for nth, result in enumerate((results + " relapsed" * (title == "路")).split()):
            village.add(FollowUp, solution=solution.id, due_on=day(5), checked_on=day(5 + nth),
                        result=result)  # fmt: skip
    village.add(FollowUp, solution="solution-9", checked_on=day(5), due_on=day(5), result="held")
    found = village.meeting().figures.solutions
    assert found["checks"].by_part == {"held": 4, "relapsed": 3}
    assert (found["held"].many, village.meeting().figures.issues["relapsed"].many) == (1, 2)
    # 路 relapsed twice: one issue.
    assert found["relapsed_kinds"].by_part == {"production": 2}
    assert found["relapsed_carried"].by_part == {"group": 2}


def test_an_earlier_referral_counts_in_its_own_days() -> None:
    """An issue referred a second time was still referred and answered when it was the first time."""
    village = Village()
    earlier = Referral(referred_on=day(2), answer="先修", answered_on=day(4))
    village.add(Issue, title="渠", found_on=day(1), referred_on=day(18), referred_before=(earlier,))
    for until, counted in ((day(10), (1, 1)), (day(20), (1, 1)), (day(3), (1, 0))):
        figures = village.meeting(until=until).figures.issues
        assert (figures["referred"].many, figures["answered"].many) == counted
    assert [
        village.meeting(since=day(15)).figures.issues[e].many for e in ("referred", "answered")
    ] == [1, 0]


def test_visits_are_told_newest_first_with_who_went() -> None:
    """A visit names its household and everybody who went, the latest visit first."""
    village = Village()
    li = village.add(Member, name="李霞平")
    third = village.add(Group, name="3组")
    home = village.add(Household, head="陈桂生", code="0311", group=third.id)
    for number in (4, 9, 6):
        village.add(
            Visit, visited_on=day(number), household=home.id, created_by=li.id,
            companions=(Person(name="王大山"), Person(name="李霞平")),
        )  # fmt: skip
    visits = village.meeting().visits
    assert [each.on.day for each in visits] == [9, 6, 4]
    assert visits[0].visitors == ("李霞平", "王大山")
    assert visits[0].place[:3] == ("陈桂生", "0311", "3组")


def test_due_next_is_what_falls_due_within_ten_days() -> None:
    """Overdue and near things are told in order of their days; far and settled ones are not."""
    village = Village()
    issue = village.add(Issue, title="渠", found_on=day(1), due_on=day(30))
    dropped = village.add(Issue, title="撤", found_on=day(1), due_on=day(22), dropped_on=day(2))
    steps = (
        Step(what="领料", who="王", due_on=day(20)),
        Step(what="补", due_on=day(22), done_on=day(20)),
        Step(what="收", due_on=dt.date(2027, 1, 1)),
    )
    for each in (issue, dropped):
        village.add(
            Solution, issues=(each.id,), studied_on=day(2), method="修", due_on=day(25), steps=steps,
            responsible=Person(name="李"),
        )  # fmt: skip
    told = [(each.what, each.on.day, each.who, each.days) for each in village.meeting().due]
    assert told == [("step", 20, ("王",), -1), ("solution", 25, ("李",), 4), ("issue", 30, (), 9)]


def test_an_issue_falls_due_once_with_the_solution_at_work() -> None:
    """Where both have one day, the issue says nothing that the solution does not."""
    village = Village()
    issue = village.add(Issue, title="渠", found_on=day(1), due_on=day(25))
    village.add(Solution, issues=(issue.id,), studied_on=day(2), method="修", due_on=day(25))
    assert [each.what for each in village.meeting().due] == ["solution"]


def test_a_visit_due_says_what_was_promised() -> None:
    """A household due for a visit is told with its contact and the promise of the last visit."""
    village = Village()
    li = village.add(Member, name="李霞平")
    home = village.add(Household, head="陈桂生", contact=li.id)
    village.add(Visit, visited_on=day(14), household=home.id, promised="带水泥来")
    [due] = village.meeting().due
    assert (due.what, due.on, due.who, due.about) == ("visit", day(24), ("李霞平",), "带水泥来")


def test_what_lies_in_the_trash_is_not_counted() -> None:
    """Removed visits, issues and households are in no figure and no list."""
    village = Village()
    gone = dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC)
    home = village.add(Household, head="陈", removed_at=gone)
    village.add(Visit, visited_on=day(4), household=home.id)
    village.add(Visit, visited_on=day(5), household=home.id, removed_at=gone)
    village.add(Issue, title="渠", found_on=day(4), removed_at=gone)
    found = village.meeting()
    assert [found.figures.contact[e].many for e in ("visits", "reached")] == [1, 0]
    assert (found.issues, found.due) == ((), ())


def test_a_period_that_ended_is_closed() -> None:
    """What happened after the last day belongs to the next meeting."""
    village = Village()
    home = village.add(Household, head="陈")
    for number in (9, 10, 11):
        village.add(Visit, visited_on=day(number), household=home.id)
    assert len(village.meeting(until=day(10)).visits) == 2


def test_what_a_meeting_decided_besides_the_answer_is_told(book: Fieldbook) -> None:
    """In the ledger beside the answer; what was put off and what is the answer itself stand once."""
    issue = book.issues.raise_(Draft(title="柳树"))
    for decided in ("先写申请", "缓议", "请林业员带表来"):
        matter = {"topic": "柳树", "issue": issue.id, "decided": decided}
        book.diary.keep_minutes(Draft(matters=[matter]))
    (line,) = meeting(book.shelf, book.today, book.today, book.today, book.habits).issues
    assert (line.answer, [each.what for each in line.decided]) == ("先写申请", ["请林业员带表来"])


def test_a_decision_on_a_page_says_who_and_until_when(book: Fieldbook) -> None:
    """A page without a text of its own is in the report for what was decided, part by part."""
    matters = [
        {"topic": "扫地", "decided": "扫地", "who": "王大山", "due_on": "2026-12-05"},
        {"topic": "送肥", "decided": "送到六队"},
    ]
    book.diary.keep_minutes(Draft(matters=matters))
    (page,) = meeting(book.shelf, book.today, book.today, book.today, book.habits).written
    told = [(each.topic, each.decided, each.who, each.due_on) for each in page.matters]
    assert told == [
        ("扫地", "扫地", "王大山", dt.date(2026, 12, 5)),
        ("送肥", "送到六队", "", None),
    ]


def test_what_was_found_after_a_past_period_is_none_of_it() -> None:
    """A period that reaches today has all there is, from a laptop whose clock is ahead as well."""
    village = Village()
    village.add(Issue, title="缺柴", found_on=TODAY + dt.timedelta(days=1))
    today = village.meeting()
    (line,) = today.issues
    assert not is_found_after(line, today)
    assert is_found_after(line, today._replace(until=TODAY - dt.timedelta(days=1)))
    assert not is_found_after(line._replace(found_text="去冬"), today._replace(until=SINCE))


def test_a_task_is_told_by_its_last_day_and_to_whom_by_the_day_itself() -> None:
    """A task that ended the day before the period is none of it; a visit of the last day counts."""
    village = Village()
    home = village.add(Household, head="陈桂生")
    ended, last = (
        village.add(Task, title=title, given_on=day(1), until_on=until)
        for title, until in (("秋种", SINCE - dt.timedelta(days=1)), ("冬灌", SINCE))
    )
    village.add(Task, title="修渠", given_on=SINCE, task_kind="work")
    village.add(Visit, household=home.id, visited_on=TODAY, tasks=(last.id,), manner="visit")
    shelf = Shelf(village.records)
    lines = village.meeting().method.work
    assert ended.title not in {each.title for each in lines}
    assert {each.title: each.told for each in lines} == {"冬灌": Share(1, 1), "修渠": None}
    assert households_told(shelf, last, TODAY) == Share(1, 1)
    assert households_told(shelf, last, TODAY - dt.timedelta(days=1)) == Share(0, 1)
