"""A month of a branch, day by day, through the book alone: November 2026."""

from __future__ import annotations

import datetime as dt
import random

from fieldbook.book import Fieldbook
from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import FollowUp, Group, Issue, Solution
from tests.clock import Clock
from tests.village import new_book

LAST = dt.date(2026, 11, 30)
KINDS = ("production", "life", "study", "policy", "request", "other")
BEARERS = ("group", "cadre", "jointly", "", "cadre")
FOCUSES = ("", "key_issue", "weak_link", "lagging_group", "new_thing")
BEFORE = (3, 3, 3, 2, 2, 2, 1, 1)
AFTER = (2, 3, 1, 1, 2, 2, 1)
RELAPSES = 4


def day(number: int) -> dt.date:
    return dt.date(2026, 11, number)


class Month:
    """Twenty members, sixty households, nine groups; what is done each day follows a fixed plan."""

    def __init__(self, clock: Clock | None = None, book: Fieldbook | None = None) -> None:
        self.clock = clock or Clock(day(1))
        self.book: Fieldbook = book or new_book(self.clock)
        self.chance = random.Random(1965)
        self.visits = 0
        self.issues: list[str] = []
        self.solutions: dict[int, str] = {}
        self.relapses = 0
        self.stays: list[str] = []

    def live_through(self) -> Fieldbook:
        self._settle()
        for number in range(1, 31):
            self.clock.today = day(number)
            self._groups(number)
            for _ in range(8):
                self._visit()
            for index in range(len(self.issues)):
                self._work_on(index)
            self._check_what_is_due()
            self._write(number)
            if number == 12:  # a slip of the finger, and back
                self.book.undo()
                self.book.redo()
        return self.book

    def _settle(self) -> None:
        book = self.book
        members = [
            book.members.write(Draft(name=f"成员{n:02}", contact_group=str(n // 2 + 1))).id
            for n in range(20)
        ]
        for n in range(9):
            book.groups.found(
                Draft(
                    name=f"{n + 1}组",
                    unit=("东风公社/一大队", "东风公社/二大队", "红旗公社/三大队")[n % 3],
                    leader=f"组长{n}",
                    key_members=f"骨干{n}甲、骨干{n}乙",
                    visit_every_days="6" if n == 4 else "",
                    core_since="2026-11-03" if n in (6, 7) else "",
                    core_members=f"组长{n}、骨干{n}甲" if n == 3 else "",
                )
            )
        groups = [each.id for each in book.groups.all()]
        for n in range(60):
            book.households.assign(
                Draft(
                    head=f"户主{n:02}",
                    code=f"{n:04}",
                    group=groups[n * n % 9],
                    contact=members[n % 20],
                    visit_every_days="7" if n % 7 == 0 else "",
                )
            )
        book.tasks.write(Draft(title="秋种"))

    def _groups(self, number: int) -> None:
        """Surveys, stays, tasks, training, and what else falls on its day."""
        book = self.book
        groups = [each.id for each in book.groups.all()]
        if number in (2, 28):
            for group, kind in zip(groups, BEFORE if number == 2 else AFTER, strict=False):
                book.surveys.note(Draft(group=group, type=kind, findings={"attendance": "记"}))
        if number in (5, 22):
            begun = book.stays.begin(Draft(group=groups[0 if number == 5 else 3], purpose="蹲点"))
            self.stays.append(begun.id)
        if number == 20:
            book.stays.end(self.stays[0])
        if number in (10, 15):
            until = "2026-11-20" if number == 10 else ""
            book.tasks.write(Draft(title=f"任务{number}", until_on=until))
        if number in (4, 25):
            taken = ("lagging", groups[0]) if number == 4 else ("advanced", groups[8])
            draft = Draft(kind=taken[0], group=taken[1], member=self._member(number % 2))
            book.links.write(draft)
        if number == 15:
            ids = [each.id for each in book.households.all() if each.contact == self._member(0)]
            book.households.reassign(ids, self._member(2))
        if number % 7 == 6:
            who = "、".join(f"组长{(number + step) % 9}" for step in range(3))
            book.trainings.write(Draft(topic=f"第{number}课", kind="evening", attendees=who))
        if number == 27:
            book.commendations.write(Draft(whom="4组", kind="red_flag", for_what="自办"))
            book.experiences.write(Draft(title="自办水渠", group=groups[3]))
            book.plans.write(Draft(group=groups[3], production="清渠"))
            book.on_site_meetings.write(Draft(topic="看水渠", on=day(29), groups=[groups[2]]))

    def _member(self, number: int) -> str:
        return self.book.members.all()[number].id

    def _visit(self) -> None:
        """The n-th visit of the month; the first 45 of certain ones bring an issue."""
        n, book = self.visits, self.book
        self.visits += 1
        manner = "nobody_home" if n % 11 == 0 else "came_to_us" if n % 13 == 0 else "visit"
        home = self.chance.choice(book.households.all())
        met = manner != "nobody_home"
        running = [
            each.id for each in book.tasks.all()
            if not each.until_on or each.until_on >= book.today
        ]  # fmt: skip
        issues = []
        if met and n % 9 in (1, 3) and len(self.issues) < 45:
            issues = [Draft(title=f"第{n}件", kind=KINDS[n % 6], focus=FOCUSES[n % 5])]
        visit = book.visits.note(
            Draft(
                household=home.id,
                manner=manner,
                explained=[] if not met else ["policies", "methods"][: n % 3],
                tasks=running[: n % 4] if met else [],
                together=["labour", "meals"][: n % 5 - 2] if n % 5 > 2 else [],
                learned=f"学到{n}" if met and n % 5 == 0 else "",
                promised=f"答应{n}" if met and n % 9 == 0 else "",
            ),
            issues,
        )
        if issues:
            self.issues += [each.id for each in book.issues.all() if each.visit == visit.id]

    def _work_on(self, index: int) -> None:
        """What the plan asks for the index-th issue today."""
        book = self.book
        issue = book.issues.get(self.issues[index])
        age = (book.today - issue.found_on).days
        unsolved = book.issues.status(issue.id) in UNSOLVED
        if age == index % 5 and index % 4 != 3 and unsolved:
            book.issues.refer([issue.id], "支部")
        if age == index % 5 + 3 and index % 8 == 1 and issue.referred_on:
            book.issues.answer(issue.id, Draft(answer="同意"))
        if age == 0 and index % 5 == 0:
            book.issues.study(issue.id)
        if age == 1 and index % 3 != 2:
            self._study(index, issue)
        if age == 2 and index % 9 == 8 and unsolved:
            book.issues.drop(issue.id, "不再需要")
        if age == 3 and index % 4 != 1 and index in self.solutions:
            book.solutions.solve(self.solutions[index], Draft(result="办好了"))

    def _study(self, index: int, issue: Issue) -> None:
        """A solution, for this issue and sometimes for the one after the next too."""
        ids = [issue.id]
        if index % 15 == 0 and index + 2 < len(self.issues):
            ids.append(self.issues[index + 2])
        noted = self.book.solutions.note(
            Draft(
                issues=ids,
                method=f"办法{index}",
                carried_by=BEARERS[index % 5],
                due_on=self.book.today + dt.timedelta(days=6),
                steps=[{"what": "先", "due_on": "+2"}, {"what": "后", "who": "组长"}],
            )
        )
        self.solutions[index] = noted.id

    def _check_what_is_due(self) -> None:
        """Most of what is due is checked: four relapses, the rest holds, some are left for later."""
        book = self.book
        due = [each for each in book.follow_ups.pending() if each.due_on <= book.today]
        for number, each in enumerate(due):
            if number % 3 == 2 or not each.solution or book.today > day(27):
                continue
            if self.relapses < RELAPSES and each.seq % 2 == 0:
                self.relapses += 1
                one = book.solutions.get(each.solution).issues[0]
                book.follow_ups.check(each.id, Draft(result="relapsed", relapsed_issues=[one]))
            else:
                book.follow_ups.check(each.id, Draft(result="held"))

    def _write(self, number: int) -> None:
        """The day's page, the five-day and the ten-day one: once late, once left out."""
        book = self.book
        if number not in (9, 17):
            spent = ("study", "meeting", "meeting", "front_line", "front_line", "front_line", "")
            page = book.diary.write(
                Draft(kind="daily", text=f"第{number}天", spent=spent[book.today.weekday()])
            )
            if number % 4:
                book.diary.report(page.id)
        if number in (5, 10, 16, 20, 25):
            digest = book.diary.digest("five_day")
            book.diary.write(
                Draft(kind="five_day", text="小结", from_on=digest.from_on, to_on=digest.to_on)
            )
        if number in (10, 21):
            book.diary.write(Draft(kind="ten_day", topic="学习", attendees="成员00、成员01"))


class Plain:
    """The month's records as plain lists, for figures worked out by loops alone."""

    def __init__(self, book: Fieldbook) -> None:
        self.households = list(book.households.all())
        self.groups: list[Group] = list(book.groups.all())
        self.members = list(book.members.all())
        self.visits = list(book.visits.all())
        self.issues: list[Issue] = list(book.issues.all())
        self.solutions: list[Solution] = list(book.solutions.all())
        self.follow_ups: list[FollowUp] = list(book.follow_ups.all())
        self.surveys = list(book.surveys.all())
        self.diary = list(book.diary.all())
        self.tasks = list(book.tasks.all())
        self.trainings = list(book.trainings.all())

    def status(self, issue: Issue, on: dt.date = LAST) -> str:
        """By the facts up to the end of a day, from the latest thing that was done."""
        if issue.dropped_on and issue.dropped_on <= on:
            return "dropped"
        relapsed, under_way, solved = False, False, []
        for solution in self.solutions:
            if issue.id not in solution.issues or solution.studied_on > on:
                continue
            checks = [each for each in self.follow_ups if each.solution == solution.id]
            done = [each for each in checks if each.checked_on and each.checked_on <= on]
            if any(each.result == "relapsed" and issue.id in each.relapsed_issues for each in done):
                relapsed = True
            elif solution.solved_on is None or solution.solved_on > on:
                under_way = True
            else:
                solved.append([each for each in checks if not each.cancelled_on])
        if under_way:
            return "acting"
        if solved:
            all_checks = [each for checks in solved for each in checks]
            held = all_checks and all(each.result == "held" for each in all_checks)
            return "held" if held else "solved"
        if issue.studying_since and issue.studying_since <= on:
            return "studying"
        return "relapsed" if relapsed else "open"

    def relapsed_on(self, issue: Issue) -> list[dt.date]:
        return [
            each.checked_on
            for solution in self.solutions
            if issue.id in solution.issues
            for each in self.follow_ups
            if each.solution == solution.id and each.checked_on
            if each.result == "relapsed" and issue.id in each.relapsed_issues
        ]

    def was_told_since_its_relapse(self, issue: Issue, on: dt.date = LAST) -> bool:
        """Nothing in the month is referred on the day it relapsed, nor referred twice."""
        told = issue.referred_on or dt.date.min
        return all(each < told for each in self.relapsed_on(issue) if each <= on)

    def wants_work(self, issue: Issue, on: dt.date = LAST) -> bool:
        there = issue.found_on <= on
        return there and self.status(issue, on) in ("open", "studying", "acting", "relapsed")

    def group_of(self, issue: Issue) -> str:
        for household in self.households:
            if household.id == issue.household:
                return household.group
        return issue.group

    def met(self, household: str) -> list[dt.date]:
        """The days on which somebody of the household was met, in order."""
        visits = [each for each in self.visits if each.household == household]
        return sorted(each.visited_on for each in visits if each.manner in ("visit", "came_to_us"))

    def interval(self, household_id: str) -> int:
        for household in self.households:
            if household.id == household_id:
                for group in self.groups:
                    if group.id == household.group:
                        return household.visit_every_days or group.visit_every_days or 10
        raise AssertionError(household_id)

    def solutions_of_group(self, group: str) -> list[Solution]:
        issues = {each.id for each in self.issues if self.group_of(each) == group}
        return [each for each in self.solutions if issues & set(each.issues)]
