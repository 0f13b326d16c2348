"""Issues, the solutions studied for them, and the follow-ups that see whether they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import msgspec

from fieldbook.domain.acts.making import Pen, edit, make, not_ahead, require_kept
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, NotAllowed, Problem
from fieldbook.domain.marks import solved_day, visited_day
from fieldbook.domain.parts import Step
from fieldbook.domain.records import FollowUp, Issue, Referral, Solution, Visit
from fieldbook.domain.rules import is_pending, require

replace = msgspec.structs.replace
_FOUND: Final = ("checked_on", "result", "relapsed_issues", "cancelled_on")
"""What a follow-up found: set when it is made, not when it is planned."""


def raise_issue(pen: Pen, draft: Draft) -> Issue:
    """A new issue, found today unless the draft or the visit that brought it up says otherwise."""
    _leave_to_acts(draft, "dropped_on", "drop_reason")
    visit = pen.shelf.find(Visit, str(draft.get("visit") or ""))
    placed = with_place(draft, visit) if visit else draft
    issue = make(pen, Issue, placed.filled(found_on=pen.today))
    if visit and issue.found_on == visited_day(visit):
        return issue  # that day may be from a laptop whose clock is ahead
    return not_ahead(pen, issue, "found_on")


def with_place(draft: Draft, visit: Visit) -> Draft:
    """The issue's draft with what it left open taken from the visit that brought it up."""
    return draft.filled(**said_by(visit))


def said_by(visit: Visit) -> dict[str, Any]:
    """What a visit says of the issues it brings up."""
    return {
        "found_on": visited_day(visit),
        "household": visit.household,
        "group": visit.group,
        "household_text": visit.household_text,
        "raised_by": visit.met[0] if len(visit.met) == 1 else None,
    }


def study(pen: Pen, issue: Issue, on: dt.date) -> Change:
    """Begin to study an issue together."""
    require("study", pen.shelf.status(issue))
    return Change(issue, replace(issue, studying_since=on))


def refer(pen: Pen, issues: Sequence[Issue], on: dt.date, to: str) -> list[Change]:
    """Refer issues 反映 to the branch (or to whom ``to`` says), all in one act.

    One that was referred before, and since then answered or relapsed, keeps that beside the new.
    """
    for each in issues:
        require_kept("refer", each)
        require("refer", pen.shelf.status(each))
    return [Change(each, _referred(pen, each, on, to)) for each in issues]


def _referred(pen: Pen, issue: Issue, on: dt.date, to: str) -> Issue:
    if issue.referred_on is None or (issue.answered_on is None and pen.shelf.is_referred(issue)):
        return replace(issue, referred_on=on, referred_to=to)
    earlier = Referral(
        referred_on=issue.referred_on, referred_to=issue.referred_to,
        answer=issue.answer, answered_on=issue.answered_on,
    )  # fmt: skip
    return replace(
        issue, referred_on=on, referred_to=to, answer="", answered_on=None,
        referred_before=(*issue.referred_before, earlier),
    )  # fmt: skip


def answer(pen: Pen, issue: Issue, draft: Draft) -> Change:
    """Note what the branch answered; an answer to an issue never referred is refused."""
    require("answer", pen.shelf.status(issue))
    if issue.referred_on is None:
        raise NotAllowed("answer", "not_referred", instead=("refer",))
    if not draft.get("answer"):
        raise Invalid([Problem("answer", "required")])
    edited = edit(pen, issue, draft.filled(answered_on=pen.today))
    answered = not_ahead(pen, edited, "answered_on", before=issue)
    return Change(issue, _answered_in_order(answered))


def _answered_in_order(issue: Issue) -> Issue:
    """The issue, whose answer does not stand before its referral."""
    if issue.referred_on and issue.answered_on and issue.answered_on < issue.referred_on:
        raise Invalid([Problem("answered_on", "before_start", issue.answered_on.isoformat())])
    return issue


def drop(pen: Pen, issue: Issue, reason: str, on: dt.date) -> Change:
    """Drop an issue 撤销; the reason is asked for, so that nothing is shelved in silence."""
    require("drop", pen.shelf.status(issue))
    if not reason.strip():
        raise Invalid([Problem("drop_reason", "required")])
    return Change(issue, edit(pen, issue, Draft(drop_reason=reason), dropped_on=on))


def take_up(pen: Pen, issue: Issue) -> Change:
    """Take a dropped issue up again."""
    require("take_up", pen.shelf.status(issue))
    return Change(issue, replace(issue, dropped_on=None, drop_reason=""))


def note_solution(pen: Pen, draft: Draft) -> list[Change]:
    """A solution studied for one or more issues; solved at once when it says so.

    Without a day it was studied today, or on the day it was solved where that lies back.
    """
    filled = draft.filled(studied_on=draft.get("solved_on") or pen.today)
    solution = not_ahead(pen, make(pen, Solution, filled), "studied_on", "solved_on")
    for each in pen.shelf.issues_of(solution):
        require("solution", pen.shelf.status(each))
    changes = [Change(None, solution), *_studied_by(pen, solution)]
    if solution.solved_on is not None:
        changes += plan_follow_ups(pen, solution, solution.solved_on)
    return changes


def _studied_by(pen: Pen, solution: Solution) -> list[Change]:
    """The issues whose study began no later than the solution was studied that came of it."""
    on, spent = solution.studied_on, relapsed_before(pen, solution)
    begun = ((e, e.studying_since) for e in pen.shelf.issues_of(solution) if e.id not in spent)
    return [Change(e, replace(e, studying_since=on)) for e, since in begun if since and since > on]


def solve(pen: Pen, solution: Solution, draft: Draft) -> list[Change]:
    """A solution worked; follow-ups are planned so that it holds after the visitor left."""
    for each in pen.shelf.issues_of(solution):
        require("solve", pen.shelf.status(each))
    if solution.solved_on is not None:
        raise NotAllowed("solve", "solved", instead=("hold", "relapse"))
    edited = edit(pen, solution, draft.filled(solved_on=pen.today))
    solved = not_ahead(pen, edited, "solved_on")
    on = solved.solved_on
    assert on is not None
    solved = replace(solved, steps=tuple(_done_by(each, on) for each in solved.steps))
    return [Change(solution, solved), *plan_follow_ups(pen, solved, on)]


def edit_issue(pen: Pen, issue: Issue, draft: Draft) -> Change:
    """The issue with other words; what acts decide (studying, dropped) is theirs alone."""
    _leave_to_acts(draft, "studying_since", "dropped_on", "drop_reason")
    reworded = edit(pen, issue, draft.without("referred_before"))
    edited = not_ahead(pen, reworded, "found_on", "referred_on", "answered_on", before=issue)
    if (edited.referred_on, edited.answered_on) != (issue.referred_on, issue.answered_on):
        # Only where one of them is typed: an issue that was referred again keeps its old answer.
        _answered_in_order(edited)
    if edited.household and not issue.household:
        edited = replace(edited, household_text="")
    return Change(issue, edited)


def edit_solution(pen: Pen, solution: Solution, draft: Draft) -> list[Change]:
    """The solution with other words; a solving date given or taken back brings its follow-ups."""
    if draft.get("solved_on") and solution.solved_on is None:
        changes = solve(pen, solution, draft)
    else:
        reworded = edit(pen, solution, draft)
        not_ahead(pen, reworded, "studied_on", "solved_on", before=solution)
        changes = [Change(solution, reworded)]
    edited = changes[0].after
    assert isinstance(edited, Solution)
    _require_issues(pen, solution, edited)
    if edited.studied_on != solution.studied_on:
        changes += _studied_by(pen, edited)
    if solution.solved_on is not None and edited.solved_on is None:
        _require_unchecked(pen, solution)
        changes += _cancelled(pen, solution, pen.today)
    return changes


def _require_issues(pen: Pen, before: Solution, after: Solution) -> None:
    """An issue can be added where it may have a solution; one that relapsed stays with its own."""
    for each in set(after.issues) - set(before.issues):
        require("solution", pen.shelf.status(pen.shelf.get(Issue, each)))
    if relapsed_before(pen, before) & (set(before.issues) - set(after.issues)):
        raise NotAllowed("edit", "relapsed", instead=("solution",))


def _require_unchecked(pen: Pen, solution: Solution) -> None:
    """That a solution was solved can be taken back until a follow-up has found it so."""
    results = {each.result for each in pen.shelf.follow_ups_of([solution])}
    if "relapsed" in results:
        raise NotAllowed("edit", "relapsed", instead=("study", "solution"))
    if "held" in results:
        raise NotAllowed("edit", "held", instead=("relapse",))


def edit_follow_up(pen: Pen, follow_up: FollowUp, draft: Draft) -> Change:
    """Another day or note; what it found is :func:`check`'s alone."""
    _leave_to_acts(draft, *_FOUND)
    return Change(follow_up, edit(pen, follow_up, draft))


def _leave_to_acts(draft: Draft, *fields: str) -> None:
    if wrong := [each for each in fields if each in draft]:
        raise Invalid(Problem(each, "set_by_act") for each in wrong)


def step_done(pen: Pen, solution: Solution, number: int, on: dt.date | None) -> Change:
    """Mark one step (counted from 0) done, or not done; of what is solved, at the latest on that day."""
    if not 0 <= number < len(solution.steps):
        raise Invalid([Problem("steps", "unknown_record", str(number + 1))])
    steps = list(solution.steps)
    marked = replace(steps[number], done_on=on)
    by = solved_day(solution)
    steps[number] = _done_by(marked, by) if by else marked
    return Change(solution, edit(pen, solution, Draft(steps=steps)))


def _done_by(step: Step, day: dt.date) -> Step:
    """The step, which was not done later than what it was a step of: ticked late, it has the day of the tick."""
    return replace(step, done_on=day) if step.done_on and step.done_on > day else step


def plan_follow_ups(pen: Pen, solution: Solution, since: dt.date) -> list[Change]:
    """The follow-ups that the branch's habits ask for, counted from a day."""
    days = pen.habits.follow_up_after_days
    due = [since + dt.timedelta(days=each) for each in days]
    return [Change(None, pen.new(FollowUp, solution=solution.id, due_on=each)) for each in due]


def plan_follow_up(pen: Pen, draft: Draft) -> FollowUp:
    """One follow-up on a day of the user's choice."""
    return make(pen, FollowUp, draft.without(*_FOUND))


def check(pen: Pen, follow_up: FollowUp, draft: Draft) -> list[Change]:
    """Note what a follow-up found: it held, or it relapsed.

    A relapse opens the named issues (all of the solution's when none is named) again *as
    relapses*, keeps the old solution, and cancels the follow-ups of it that are still pending.
    """
    if not is_pending(follow_up):
        state = "checked" if follow_up.checked_on else "cancelled"
        raise NotAllowed("check", state, instead=("check_at_once",))
    filled = draft.filled(checked_on=pen.today)
    if filled.get("result"):
        filled = filled.without("due_on")  # the day it had been planned for stays
    checked = edit(pen, follow_up, filled)
    if not checked.result:
        raise Invalid([Problem("result", "required")])
    not_ahead(pen, checked, "checked_on")
    solution = pen.shelf.find(Solution, checked.solution)
    if solution is None:
        return [Change(follow_up, replace(checked, relapsed_issues=()))]
    if solution.solved_on is None:
        raise NotAllowed("check", "acting", instead=("solve",))
    solved_on = solved_day(solution)
    if checked.checked_on and solved_on and checked.checked_on < solved_on:
        raise Invalid([Problem("checked_on", "before_start", checked.checked_on.isoformat())])
    if checked.result == "held":
        _require_standing(pen, solution)
        return [Change(follow_up, replace(checked, relapsed_issues=()))]
    return _relapse(pen, follow_up, checked, solution)


def check_at_once(pen: Pen, solution: Solution, draft: Draft) -> list[Change]:
    """A check nobody had planned: planned and made in one act."""
    if solution.solved_on is None:
        raise NotAllowed("check", "acting", instead=("solve",))
    planned = pen.new(FollowUp, solution=solution.id, due_on=pen.today)
    return [Change(None if each.before is planned else each.before, each.after)
            for each in check(pen, planned, draft)]  # fmt: skip


def _require_standing(pen: Pen, solution: Solution) -> None:
    """A solution can hold for an issue that neither relapsed with it nor was dropped."""
    issues = pen.shelf.issues_of(solution)
    spent = relapsed_before(pen, solution)
    refused = None
    for each in issues:
        try:
            require("hold", "relapsed" if each.id in spent else pen.shelf.status(each))
        except NotAllowed as why:
            refused = refused or why
        else:
            return
    if refused:
        raise refused


def _relapse(pen: Pen, before: FollowUp, checked: FollowUp, solution: Solution) -> list[Change]:
    spent = relapsed_before(pen, solution)
    standing = tuple(each.id for each in pen.shelf.issues_of(solution) if each.id not in spent)
    named = checked.relapsed_issues or standing
    if not named:
        state = "relapsed" if spent else "removed"
        instead = ("study", "solution") if spent else ("restore",)
        raise NotAllowed("relapse", state, instead=instead)
    if not set(named) <= set(solution.issues):
        raise Invalid([Problem("relapsed_issues", "not_of_this_solution")])
    for each in named:
        # What relapsed once with this solution cannot relapse with it again, a new one may.
        now = pen.shelf.status(pen.shelf.get(Issue, each))
        require("relapse", "relapsed" if each in spent and now != "dropped" else now)
    changes = [Change(before, replace(checked, relapsed_issues=named))]
    for each in named:
        issue = pen.shelf.get(Issue, each)
        if issue.studying_since is not None:
            # It would read as being studied again already. Where books are joined a day stands once.
            days = tuple(sorted({*issue.studied_before, issue.studying_since}))
            changes.append(Change(issue, replace(issue, studying_since=None, studied_before=days)))
    dropped = {each.id for each in pen.shelf.issues_of(solution) if each.dropped_on}
    still_holding = set(standing) - set(named) - dropped
    if not still_holding:
        changes += _cancelled(pen, solution, checked.checked_on, but=before.id)
    return changes


def _cancelled(pen: Pen, solution: Solution, on: dt.date | None, *, but: str = "") -> list[Change]:
    """The solution's pending follow-ups, cancelled."""
    return [
        Change(each, replace(each, cancelled_on=on))
        for each in pen.shelf.follow_ups_of([solution])
        if is_pending(each) and each.id != but
    ]


def relapsed_before(pen: Pen, solution: Solution) -> set[str]:
    """The solution's issues that earlier follow-ups already found relapsed."""
    return {
        issue
        for each in pen.shelf.follow_ups_of([solution])
        if each.result == "relapsed"
        for issue in (each.relapsed_issues or solution.issues)
    }
