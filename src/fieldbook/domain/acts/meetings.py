"""The minutes 纪要 of a meeting, and what is decided at it: carried into the book with the page itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import msgspec

from fieldbook.domain.acts import casework
from fieldbook.domain.acts.decided import is_put_off, is_refused
from fieldbook.domain.acts.given_out import BETWEEN_PEOPLE, as_given, has, step_of, task_of
from fieldbook.domain.acts.making import Pen, edit, make, not_ahead
from fieldbook.domain.acts.matters import known_again, written_out
from fieldbook.domain.acts.referrals import answer_at_desk
from fieldbook.domain.acts.refusals import refusals, taken_up
from fieldbook.domain.acts.withdrawn import withdrawn
from fieldbook.domain.changes import Change
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import Invalid, Problem
from fieldbook.domain.folding import is_part_of
from fieldbook.domain.parts import Matter, Person, Step
from fieldbook.domain.records import Diary, Issue, Solution, Task
from fieldbook.domain.rules import ALLOWED, is_referred
from fieldbook.domain.shelf import Shelf

replace = msgspec.structs.replace
_WHOSE: Final = frozenset(("groups", "given_to", "kind"))
"""What says whose a task is: it stands as a whole."""


def keep_minutes(pen: Pen, draft: Draft, marked: Container[dt.date]) -> list[Change]:
    """Write a meeting's page; what was decided becomes an answer, a solution or a task.

    Its day went to meetings, unless it is one of those ``marked`` otherwise.

    Raises:
        Invalid: a decision that cannot be carried out so is wrong in the field ``matters``; one of a
            day to come in the field ``on``.
    """
    filled = draft.having(kind="meeting").filled(on=pen.today)
    page = _marking_its_day(make(pen, Diary, filled), marked)
    return _with_decisions(pen, None, page, ())


def edit_minutes(pen: Pen, page: Diary, draft: Draft, marked: Container[dt.date]) -> list[Change]:
    """The page with other words. What was decided anew is carried out, once.

    A matter is known again by its issue, or by its words. What a decision answered and gave out has its new
    words, who and by when as long as it stands as given. Another day goes to meetings as a new page's does.
    """
    edited = edit(pen, page, draft)
    if edited.on != page.on:
        edited = _marking_its_day(edited, marked)
    return _with_decisions(pen, page, edited, page.matters)


def _marking_its_day(page: Diary, marked: Container[dt.date]) -> Diary:
    return page if page.spent or page.on in marked else replace(page, spent="meeting")


def open_solution(shelf: Shelf, issue: Issue) -> Solution | None:
    """The latest solution of an issue that is still carried out and did not relapse."""
    spent = {each.solution for each in shelf.relapses_of(issue)}
    found = [
        each
        for each in shelf.solutions_of(issue)
        if each.solved_on is None and each.id not in spent
    ]
    return max(found, key=lambda each: (each.studied_on, each.seq), default=None)


def _with_decisions(
    pen: Pen, before: Diary | None, page: Diary, known: Sequence[Matter]
) -> list[Change]:
    """The page's change, then what its new decisions change."""
    page = replace(page, matters=written_out(page.matters, known))
    kept: list[Matter] = []
    changes: list[Change] = list(taken_up(pen, before, page))
    done = [each for each in known if each.decided and not is_put_off(each)]
    given = [each for each in done if _says_who_or_when(each)]
    with _wrong_in_matters():
        for matter in page.matters:
            if not matter.decided:
                kept.append(matter)
                continue
            was, same = before or page, known_again(matter, done, page.matters)
            is_over = is_put_off(matter)
            if same is not None:
                done.remove(same)
                changes += _answered_anew(pen, was, page, same, matter, so_far=changes)
                away = list(
                    withdrawn(pen, was, page, same, matter, gone={e.after.id for e in changes})
                )
                changes += away
                no_task = away or not same.task
                is_over = is_over or bool(no_task and not matter.issue and is_refused(matter))
            if is_over:
                kept.append(matter)
                changes += _heard_of(pen, page, matter, changes)
                continue
            if same is not None:
                changes += _given_anew(pen, was, page, same, matter, so_far=changes)
                was_given = _says_who_or_when(same) and not is_refused(same)
                if same.task or was_given or not _says_who_or_when(matter):
                    kept.append(replace(matter, task=same.task))
                    continue
            found = list(
                _carried_out(pen, page, matter, changes, given=given, is_answered=same is not None)
            )
            if _says_who_or_when(matter):
                given.append(matter)
            task = next((each.after.id for each in found if isinstance(each.after, Task)), "")
            kept.append(replace(matter, task=task))
            changes += found
        changes += refusals(pen, before, page, {each.after.id: each.after for each in changes})
    excused = {each.name for each in page.excused}
    present = tuple(each for each in page.attendees if each.name not in excused)
    return [Change(before, replace(page, matters=tuple(kept), attendees=present)), *changes]


@contextmanager
def _wrong_in_matters() -> Iterator[None]:
    """What cannot be carried out so is wrong in the matters, or in the day of the page."""
    try:
        yield
    except Invalid as wrong:
        raise Invalid(
            Problem("on" if each.reason == "in_future" else "matters", each.reason, each.value)
            for each in wrong.problems
        ) from None


def _heard_of(pen: Pen, page: Diary, matter: Matter, so_far: Sequence[Change]) -> Iterator[Change]:
    """What a meeting put off it was told of: the issue is referred, and waits for an answer."""
    if not matter.issue or not is_put_off(matter, heard=True) or page.on > pen.today:
        return
    issue = _latest(so_far, pen.shelf.get(Issue, matter.issue))
    if issue.removed_at is None and _is_news(pen, page, issue):
        yield from casework.refer(pen, [issue], page.on, "")


def _says_who_or_when(matter: Matter) -> bool:
    """Whether something is given out; of an issue that is not to be done, nothing is."""
    is_dropped = matter.issue and is_refused(matter)
    return bool(matter.who or matter.due_on) and not is_dropped


def _carried_out(
    pen: Pen,
    page: Diary,
    matter: Matter,
    so_far: Sequence[Change],
    *,
    given: Sequence[Matter],
    is_answered: bool,
) -> Iterator[Change]:
    if matter.issue:
        issue = _latest(so_far, pen.shelf.get(Issue, matter.issue))
        if issue.removed_at is not None:
            return
        answered = [] if is_answered else list(_answer(pen, page, matter, issue))
        yield from answered
        if not (is_answered or is_refused(matter)):
            for twin in _twins(pen.shelf, page, issue):
                now = _latest(so_far, twin)
                yield from _answer(pen, page, matter, now) if _waits(pen, page, now) else ()
        issue = _latest(answered, issue)
        if _says_who_or_when(matter):  # else who does what is still open
            yield from _solution(pen, page, matter, issue, so_far, given=given)
    elif _says_who_or_when(matter):  # else nobody was given anything
        task = make(pen, Task, task_of(pen.shelf, page, matter))
        yield Change(None, not_ahead(pen, task, "given_on"))


def _answer(pen: Pen, page: Diary, matter: Matter, issue: Issue) -> Iterator[Change]:
    """The answer to the issue.

    One that nobody referred as it stands is referred by it: the meeting was told. A meeting before the
    day it was found or referred on answers nothing. An issue that is closed, or lies in the trash, is only
    talked about.
    """
    if _waits(pen, page, issue) or _is_news(pen, page, issue):
        decided = Draft(answer=matter.decided, answered_on=page.on)
        yield answer_at_desk(pen, issue, decided)


def _answered_anew(
    pen: Pen, before: Diary, page: Diary, old: Matter, new: Matter, *, so_far: Sequence[Change]
) -> Iterator[Change]:
    """The answers that a decision gave, with its words and day of now, where they stand as it gave them.

    One that is put off now answers nothing.
    """
    issue = pen.shelf.living(Issue, new.issue) if new.issue else None
    if issue is None or (old.decided, before.on) == (new.decided, page.on):
        return
    for each in {e.id: e for e in (issue, *_twins(pen.shelf, before, issue))}.values():
        now = _latest(so_far, each)
        if (now.answer, now.answered_on) == (old.decided, before.on):
            answered = Draft(_days_of(pen, before, page, now), answer=new.decided)
            taken_back = Draft(answer="", answered_on=None)
            yield Change(now, edit(pen, now, taken_back if is_put_off(new) else answered))


def _days_of(pen: Pen, before: Diary, page: Diary, issue: Issue) -> dict[str, dt.date]:
    """The page's day for an answer, and for the referral that it was; none where it cannot be theirs."""
    fields, since = ["answered_on"], issue.referred_on or page.on
    if issue.referred_on == before.on:
        fields, since = ["referred_on", "answered_on"], issue.found_on
    return dict.fromkeys(fields, page.on) if since <= page.on <= pen.today else {}


def _given_anew(
    pen: Pen, before: Diary, page: Diary, old: Matter, new: Matter, *, so_far: Sequence[Change]
) -> Iterator[Change]:
    """What a decision gave out, where it says something else now and that stands as it was given.

    Who and until when that are taken off the page take nothing back.
    """
    if not (_says_who_or_when(old) and _says_who_or_when(new)):
        return
    new = replace(new, who=new.who or old.who, due_on=new.due_on or old.due_on)
    if old.task and (task := pen.shelf.living(Task, old.task)) is not None:
        yield from _changed(
            pen, task, task_of(pen.shelf, before, old), task_of(pen.shelf, page, new)
        )
    issue = pen.shelf.living(Issue, new.issue) if new.issue else None
    if issue is None:
        return
    if (solution := open_solution(pen.shelf, issue)) is not None:
        now = _latest(so_far, solution)
        if now.method != old.decided and _is_step(now, old):
            steps = tuple(step_of(new) if each == step_of(old) else each for each in now.steps)
            yield from _changed(pen, now, Draft(steps=now.steps), Draft(steps=steps))
            return  # who and until when of the whole are another decision's
        others = (e for e in page.matters if e.issue in now.issues and _is_said_of(e, old))
        if not _is_said_of(new, old) and any(others):  # the whole is theirs, this is a step of it
            if not _is_given_out(now, step_of(new)):
                yield Change(now, edit(pen, now, Draft(steps=(*now.steps, step_of(new)))))
            return
        was, told = as_given(now, old), as_given(now, new)
        if now.method == old.decided:  # begun by it
            was, told = was.having(studied_on=before.on), told.having(studied_on=page.on)
        yield from _changed(pen, now, was, told)
    issue = _latest(so_far, issue)
    if old.due_on:
        yield from _changed(pen, issue, Draft(due_on=old.due_on), Draft(due_on=new.due_on))
    else:
        yield from _put_later(pen, new, issue)


def _is_step(solution: Solution, matter: Matter) -> bool:
    """Whether a decision is one of the steps, as it was given or put otherwise since, and not the whole."""
    given, who = step_of(matter), solution.responsible.name if solution.responsible else ""
    if given in (replace(each, done_on=None) for each in solution.steps):
        return True
    is_whole = (who, solution.due_on) == (given.who, given.due_on)
    return not is_whole and any(each.what == given.what for each in solution.steps)


def _changed(
    pen: Pen, record: Task | Solution | Issue, given: Draft, now: Draft
) -> Iterator[Change]:
    """The record with what is said now, as far as it still has what it was given."""
    stands = {each for each in given if has(record, each, given.get(each))}
    if not stands >= _WHOSE:
        stands -= _WHOSE
    said = {each: now.get(each) for each in stands if now.get(each) != given.get(each)}
    if said:
        days = [each for each in ("given_on", "studied_on") if each in said]
        yield Change(record, not_ahead(pen, edit(pen, record, Draft(said)), *days, before=record))


def _waits(pen: Pen, page: Diary, issue: Issue) -> bool:
    """Whether the issue was referred by the day of the meeting, and is still to be answered."""
    referred = is_referred(issue, pen.shelf.relapses_of(issue))
    waits = referred and not issue.answered_on and "answer" in ALLOWED[pen.shelf.status(issue)]
    return waits and (issue.referred_on is None or page.on >= issue.referred_on)


def _twins(shelf: Shelf, page: Diary, issue: Issue) -> Iterator[Issue]:
    """Those solved together with an issue, of which the meeting decided nothing of their own."""
    solution = open_solution(shelf, issue)
    spoken_of = {each.issue for each in page.matters if each.decided}
    for each in shelf.issues_of(solution) if solution else ():
        if each.id not in spoken_of:
            yield each


def _is_news(pen: Pen, page: Diary, issue: Issue) -> bool:
    """Whether the branch heard of the issue as it stands for the first time at the meeting."""
    relapses = pen.shelf.relapses_of(issue)
    found_on = page.on if issue.found_text else issue.found_on  # a day of taking in says nothing
    there_since = max((each.checked_on or each.due_on for each in relapses), default=found_on)
    unheard = not is_referred(issue, relapses) and "refer" in ALLOWED[pen.shelf.status(issue)]
    return unheard and page.on >= there_since


def _solution(
    pen: Pen,
    page: Diary,
    matter: Matter,
    issue: Issue,
    so_far: Sequence[Change],
    *,
    given: Iterable[Matter],
) -> Iterator[Change]:
    """Who or by when on the issue's solution, begun if there is none.

    Where the meeting has said who or by when on the issue already, or the same of another issue of the
    solution, another decision is a step of it: who and when of the first stay. Of an issue that is
    closed nothing more is given out, though a solution it shares with others is still at work. Who is
    responsible already keeps the name in full.
    """
    status = pen.shelf.status(issue)
    is_open_again = status == "dropped" and not issue.dropped_on  # by this very page
    if "solution" not in ALLOWED[status] and not is_open_again:
        return
    who = BETWEEN_PEOPLE.sub("、", matter.who)
    said: dict[str, Any] = {"responsible": Person(name=who)} if who else {}
    if matter.due_on:
        said["due_on"] = matter.due_on
    begun = next((e.after for e in so_far if _begins_one_for(issue, e)), None)
    if (solution := begun or open_solution(pen.shelf, issue)) is not None:
        now = _latest(so_far, solution)
        if any(_is_said_of(each, matter) for each in given if each.issue in now.issues):
            return
        if any(_stands_for(each, matter) for each in given if each.issue in now.issues):
            step = step_of(matter)
            if _is_given_out(now, step):  # taken off the page and written there again
                return
            said = {"steps": (*now.steps, step)}
        else:
            yield from _put_later(pen, matter, issue)
            if now.responsible and is_part_of(who, now.responsible.name):
                del said["responsible"]  # the same person, told more briefly
        yield Change(now, edit(pen, now, Draft(said)))
    else:
        noted = Draft(said, issues=(issue.id,), method=matter.decided, studied_on=page.on)
        begins = [Change(None, make(pen, Solution, noted))] if is_open_again else None
        yield from begins or casework.note_solution(pen, noted)
        yield from _put_later(pen, matter, issue)


def _is_given_out(solution: Solution, step: Step) -> bool:
    """Whether the solution says so already, as a step, done or not, or as all of it."""
    who = solution.responsible.name if solution.responsible else ""
    whole = Step(what=solution.method, who=who, due_on=solution.due_on)
    return step in (whole, *(replace(each, done_on=None) for each in solution.steps))


def _put_later(pen: Pen, matter: Matter, issue: Issue) -> Iterator[Change]:
    """A later day than the issue had, as the meeting is asked to set it, is its own from now on."""
    if matter.due_on and issue.due_on and issue.due_on < matter.due_on:
        yield Change(issue, edit(pen, issue, Draft(due_on=matter.due_on)))


def _stands_for(given: Matter, matter: Matter) -> bool:
    """Whether what was given out stays as it is, where both are of one solution."""
    if given.issue == matter.issue:
        return True
    return bool((given.who and matter.who) or (given.due_on and matter.due_on))


def _is_said_of(given: Matter, matter: Matter) -> bool:
    """Whether the same was decided already, on another issue of the solution or twice on this one."""
    return (given.decided, given.who, given.due_on) == (matter.decided, matter.who, matter.due_on)


def _begins_one_for(issue: Issue, change: Change) -> bool:
    made = change.after if change.before is None else None
    return isinstance(made, Solution) and issue.id in made.issues


def _latest(so_far: Iterable[Change], record: Any) -> Any:
    """The record as the act has left it so far."""
    return next((e.after for e in reversed(list(so_far)) if e.after.id == record.id), record)
