"""The rooms of issues, the solutions studied for them, and the follow-ups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fieldbook.book.rooms import Room, about
from fieldbook.domain.acts import casework as acts
from fieldbook.domain.acts import referrals
from fieldbook.domain.acts.making import Pen, require_kept
from fieldbook.domain.acts.refusals import answered
from fieldbook.domain.changes import Change
from fieldbook.domain.codes import UNSOLVED
from fieldbook.domain.drafts import Draft
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import FollowUp, Issue, Solution, Task
from fieldbook.domain.rules import is_pending
from fieldbook.reports.follow_ups import has_its_subject
from fieldbook.reports.waiting import unreferred_since


class Issues(Room[Issue]):
    """What was found to be wrong or asked for."""

    record_type = Issue

    def raise_(self, draft: Draft) -> Issue:
        """Write a new issue down."""
        return self._add("raise_issue", acts.raise_issue(self._desk.pen(), draft))

    def study(self, issue_id: str, *also: str, on: dt.date | None = None) -> Issue:
        """Begin to study an issue together, or several in one act."""
        day = on or self._desk.today
        self._do("study", lambda pen, issue: [acts.study(pen, issue, day)], issue_id, *also)
        return self.get(issue_id)

    def refer(self, issue_ids: Sequence[str], to: str = "", on: dt.date | None = None) -> None:
        """Refer issues to the branch, or to whom ``to`` says, all in one act."""
        issues = [self.get(each) for each in issue_ids]
        changes = acts.refer(self._desk.pen(), issues, on or self._desk.today, to)
        self._desk.commit("refer", changes, about=about(self._shelf, issues))

    def answer(self, issue_id: str, draft: Draft) -> Issue:
        """Note what the branch answered."""
        self._do("answer", lambda pen, issue: [acts.answer(pen, issue, draft)], issue_id)
        return self.get(issue_id)

    def answer_at_desk(self, issue_ids: Sequence[str], draft: Draft) -> None:
        """Note what the branch answers to one issue or several; what nobody referred is by that.

        The answer that nothing is to be done drops them.
        """
        self._do(
            "answer",
            lambda pen, issue: [answered(pen, referrals.answer_at_desk(pen, issue, draft))],
            *issue_ids,
        )

    def take_into_study(self, issue_ids: Sequence[str], answer: str) -> None:
        """Answer that the branch studies one issue or several, and begin to."""
        draft = Draft(answer=answer)
        self._do(
            "study", lambda pen, issue: [referrals.take_into_study(pen, issue, draft)], *issue_ids
        )

    def make_task(self, issue_ids: Sequence[str], draft: Draft, answer: str) -> Task:
        """Give a task out that one issue or several lead to, and answer them so; one act."""
        issues = [self.get(each) for each in issue_ids]
        for each in issues:
            require_kept("answer", each)
        changes = referrals.make_task(self._desk.pen(), issues, draft, Draft(answer=answer))
        self._desk.commit("give_task", changes, about=name_of(changes[0].after))
        return self._shelf.get(Task, changes[0].after.id)

    def drop(
        self, issue_id: str, reason: str, on: dt.date | None = None, *, also: Sequence[str] = ()
    ) -> Issue:
        """Drop an issue, or several in one act, with the reason."""
        day = on or self._desk.today
        self._do("drop", lambda pen, issue: [acts.drop(pen, issue, reason, day)], issue_id, *also)
        return self.get(issue_id)

    def take_up(self, issue_id: str, *also: str) -> Issue:
        """Take a dropped issue up again, or several in one act."""
        self._do("take_up", lambda pen, issue: [acts.take_up(pen, issue)], issue_id, *also)
        return self.get(issue_id)

    def status(self, issue_id: str) -> str:
        """The issue's derived status."""
        return self._shelf.status(self.get(issue_id))

    def unsolved(self) -> tuple[Issue, ...]:
        """The issues that still want work."""
        return tuple(each for each in self.all() if self._shelf.status(each) in UNSOLVED)

    def not_referred(self) -> tuple[Issue, ...]:
        """The unsolved issues the branch has not been told of, or not since a relapse; oldest first."""
        shelf = self._shelf
        found = [each for each in self.unsolved() if not shelf.is_referred(each)]
        return tuple(sorted(found, key=lambda e: unreferred_since(shelf, e) or dt.date.max))

    def _edited(self, pen: Pen, record: Issue, draft: Draft) -> Change:
        return acts.edit_issue(pen, record, draft)


class Solutions(Room[Solution]):
    """What was worked out together."""

    record_type = Solution

    def note(self, draft: Draft) -> Solution:
        """A solution studied for one or more issues."""
        changes = acts.note_solution(self._desk.pen(), draft)
        return self._add("note_solution", changes[0].after, changes)

    def solve(self, solution_id: str, draft: Draft) -> Solution:
        """A solution worked; its follow-ups are planned."""
        self._do("solve", lambda pen, found: acts.solve(pen, found, draft), solution_id)
        return self.get(solution_id)

    def step_done(self, solution_id: str, number: int, on: dt.date | None) -> Solution:
        """Mark one step (counted from 0) done on a day, or not done."""
        self._do(
            "step_done", lambda pen, found: [acts.step_done(pen, found, number, on)], solution_id
        )
        return self.get(solution_id)

    def _edits(self, pen: Pen, record: Solution, draft: Draft) -> Sequence[Change]:
        return acts.edit_solution(pen, record, draft)


class FollowUps(Room[FollowUp]):
    """Whether solutions and groups hold after leaving."""

    record_type = FollowUp

    def plan(self, draft: Draft) -> FollowUp:
        """One follow-up on a day of the user's choice."""
        return self._add("plan_follow_up", acts.plan_follow_up(self._desk.pen(), draft))

    def check(self, follow_up_id: str, draft: Draft) -> FollowUp:
        """Note what a follow-up found: it held, or it relapsed."""
        self._do("check", lambda pen, found: acts.check(pen, found, draft), follow_up_id)
        return self.get(follow_up_id)

    def check_at_once(self, solution_id: str, draft: Draft) -> FollowUp:
        """A check of a solution that nobody had planned."""
        solution = self._shelf.get(Solution, solution_id)
        require_kept("check", solution)
        changes = acts.check_at_once(self._desk.pen(), solution, draft)
        self._desk.commit("check", changes, about=name_of(solution))
        return self.get(changes[0].after.id)

    def pending(self) -> tuple[FollowUp, ...]:
        """The follow-ups still to be made, the earliest first."""
        found = [
            each for each in self.all() if is_pending(each) and has_its_subject(self._shelf, each)
        ]
        return tuple(sorted(found, key=lambda each: each.due_on))

    def _edited(self, pen: Pen, record: FollowUp, draft: Draft) -> Change:
        return acts.edit_follow_up(pen, record, draft)
