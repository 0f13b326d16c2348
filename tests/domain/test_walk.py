"""Random acts on a book: no status outside the table, no refusal without a way out."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from fieldbook.book import Fieldbook
from fieldbook.domain import rules
from fieldbook.domain.codes import STATUS
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, NotAllowed, NothingTo
from fieldbook.domain.habits import Habits
from fieldbook.domain.records import FollowUp, Issue, Record, Solution
from fieldbook.domain.rules import ALLOWED, is_pending
from fieldbook.domain.shelf import Shelf
from tests.clock import Clock, counted_ids
from tests.domain.leads_to import LEADS_TO
from tests.memory_store import MemoryStore

PICK = st.integers(0, 1000)


class Walk(RuleBasedStateMachine):
    """Acts come in any order on any issue, solution and follow-up, removed ones included."""

    @initialize(days=st.sampled_from([(10, 30, 90), (5,), ()]))
    def open_book(self, days: tuple[int, ...]) -> None:
        self.clock = Clock()
        self.store = MemoryStore()
        self.book = Fieldbook(
            self.store,
            clock=self.clock,
            new_id=counted_ids(),
            habits=Habits(follow_up_after_days=days),
        )
        self.book.issues.raise_(Draft(title="一"))

    def some(self, record_type: type[Any], pick: int) -> Any:
        found = [each for each in self.book.shelf.everything() if type(each) is record_type]
        found.sort(key=lambda each: each.id)
        return found[pick % len(found)] if found else None

    def attempt(self, act: str, act_on: Any, issues: tuple[Issue, ...]) -> None:
        """Do an act on issues; a refusal changes nothing and offers what the table allows."""
        before = {each.id: self.book.shelf.status(each) for each in issues}
        acts = self.book.acts
        try:
            act_on()
        except NotAllowed as refused:
            self.there_is_a_way_out(refused)
            assert self.book.acts == acts
            assert before == {each.id: self.book.shelf.status(each) for each in issues}
        except Invalid:
            assert self.book.acts == acts
        else:
            self.changed_as_the_table_says(act, before)

    def there_is_a_way_out(self, refused: NotAllowed) -> None:
        assert refused.instead
        if refused.status in ALLOWED:
            assert set(refused.instead) <= set(ALLOWED[refused.status])

    def changed_as_the_table_says(self, act: str, before: dict[str, str]) -> None:
        for issue_id, old in before.items():
            new = self.book.issues.status(issue_id)
            if new != old:
                assert act in ALLOWED[old], (act, old, new)
                assert new in LEADS_TO[act], (act, old, new)

    @rule(title=st.sampled_from(["二", "三"]))
    def raise_issue(self, title: str) -> None:
        self.book.issues.raise_(Draft(title=title))

    @rule(pick=PICK, act=st.sampled_from(["study", "refer", "answer", "drop", "take_up"]))
    def act_on_issue(self, pick: int, act: str) -> None:
        issue = self.some(Issue, pick)
        issues = self.book.issues
        do = {
            "study": lambda: issues.study(issue.id),
            "refer": lambda: issues.refer([issue.id]),
            "answer": lambda: issues.answer(issue.id, Draft(answer="好")),
            "drop": lambda: issues.drop(issue.id, "重复"),
            "take_up": lambda: issues.take_up(issue.id),
        }[act]
        self.attempt(act, do, (issue,))

    @rule(picks=st.lists(PICK, min_size=1, max_size=3), solved=st.booleans())
    def note_solution(self, picks: list[int], solved: bool) -> None:
        issues = tuple({each.id: each for each in (self.some(Issue, p) for p in picks)}.values())
        draft = Draft(issues=[each.id for each in issues], method="修")
        if solved:
            draft = draft.having(solved_on="today")
        self.attempt("solution", lambda: self.book.solutions.note(draft), issues)

    @rule(pick=PICK)
    def solve(self, pick: int) -> None:
        solution = self.some(Solution, pick)
        if solution and not solution.removed_at:
            issues = self.book.shelf.issues_of(solution)
            self.attempt("solve", lambda: self.book.solutions.solve(solution.id, Draft()), issues)

    @rule(pick=PICK, held=st.booleans(), only=st.one_of(st.none(), PICK), planned=st.booleans())
    def check(self, pick: int, held: bool, only: int | None, planned: bool) -> None:
        check = self.some(FollowUp, pick) if planned else None
        solution = self.some(Solution, pick)
        if planned and check is not None:
            solution = self.book.solutions.get(check.solution)
        if solution is None or solution.removed_at or (check is not None and check.removed_at):
            return
        issues = self.book.shelf.issues_of(solution)
        named = [issues[only % len(issues)].id] if only is not None and issues else []
        draft = Draft(result="held" if held else "relapsed", relapsed_issues=named)
        act = "hold" if held else "relapse"
        if check is not None:
            self.attempt(act, lambda: self.book.follow_ups.check(check.id, draft), issues)
        else:
            self.attempt(
                act, lambda: self.book.follow_ups.check_at_once(solution.id, draft), issues
            )

    @rule(picks=st.lists(PICK, max_size=3), who=st.sampled_from(["", "王大山"]))
    def decide_at_a_meeting(self, picks: list[int], who: str) -> None:
        """A meeting may decide on issues however they stand; undoing takes back all that came of it."""
        issues = [self.some(Issue, each) for each in picks]
        before = {each.id: self.book.issues.status(each.id) for each in issues}
        matters = [
            {"topic": each.title, "issue": each.id, "decided": "办", "who": who} for each in issues
        ]
        page = self.book.diary.keep_minutes(Draft(topic="会", matters=matters))
        assert [each.decided for each in page.matters] == ["办" for _each in issues]
        if who:
            self.book.undo()
            assert before == {each.id: self.book.issues.status(each.id) for each in issues}

    @rule(pick=PICK)
    def edit_the_words(self, pick: int) -> None:
        issue = self.some(Issue, pick)
        before = self.book.issues.status(issue.id)
        self.attempt(
            "edit",
            lambda: self.book.issues.edit(issue.id, Draft(title="四", detail="五", due_on="+3")),
            (issue,),
        )
        assert self.book.issues.status(issue.id) == before

    @rule(pick=PICK, kind=st.sampled_from([Issue, Solution, FollowUp]))
    def remove_or_restore(self, pick: int, kind: type[Record]) -> None:
        record = self.some(kind, pick)
        if record is None:
            return
        room = self.book.room_of(record)
        if record.removed_at:
            self.attempt("restore", lambda: room.restore(record.id), ())
        else:
            room.remove(record.id)

    @rule(days=st.integers(-3, 40))
    def pass_days(self, days: int) -> None:
        self.clock.pass_days(days)

    @precondition(lambda self: self.book.acts)
    @rule(redo=st.booleans())
    def undo_or_redo(self, redo: bool) -> None:
        with contextlib.suppress(NothingTo):
            if redo:
                self.book.redo()
            else:
                self.book.undo()

    @invariant()
    def every_status_is_in_the_table(self) -> None:
        for each in self.book.issues.all():
            assert self.book.issues.status(each.id) in STATUS

    @invariant()
    def the_shelf_agrees_with_itself(self) -> None:
        """The kept indexes say what a shelf made anew from the store says."""
        fresh = Shelf(self.store.records())
        for issue in fresh.every(Issue):
            solutions = fresh.solutions_of(issue)
            told = rules.status(issue, solutions, fresh.follow_ups_of(solutions))
            assert self.book.shelf.status(issue) == told
            assert {each.id for each in self.book.shelf.solutions_of(issue)} == {
                each.id for each in solutions
            }

    @invariant()
    def a_relapse_leaves_nothing_pending_without_an_issue(self) -> None:
        """Follow-ups are pending only where some issue can still relapse."""
        shelf = self.book.shelf
        for each in self.book.follow_ups.pending():
            solution = shelf.get(Solution, each.solution)
            assert is_pending(each)
            assert solution.solved_on is not None

    @invariant()
    def stamps_only_grow(self) -> None:
        """The latest act that wrote has the greatest stamp."""
        stamps = [each.stamp for each in self.book.acts]
        if stamps:
            written = [s for r in self.book.shelf.everything() for _, s in r.stamps]
            assert max(written) == max(stamps)


Walk.TestCase.settings = settings(
    max_examples=150,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestWalk = pytest.mark.slow(Walk.TestCase)
