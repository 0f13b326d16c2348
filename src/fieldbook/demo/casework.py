"""The village's issues, the solutions studied for them, and whether they hold."""

from __future__ import annotations

from typing import Final, NamedTuple

from fieldbook.demo.scene import Scene
from fieldbook.demo.visits import visited
from fieldbook.domain.drafts import Draft
from fieldbook.domain.rules import is_pending


class IssuePlan(NamedTuple):
    """One issue. Days are days ago; negative ones are to come."""

    where: str
    """``g0``: a group; ``3.1``: the visit before the last to the household ``h3``."""
    kind: str
    found: int = 0
    """Where a visit brought it up, the visit says it."""
    focus: str = ""
    due: int | None = None
    studying: int | None = None
    referred: int | None = None
    answered: int | None = None
    dropped: int | None = None


class SolutionPlan(NamedTuple):
    """A solution of the village: when it was studied, and what came of it."""

    issue: str
    studied: int
    carried_by: str
    due: int | None = None
    steps: tuple[tuple[int, int | None], ...] = ()
    """(due, done) of each step."""
    solved: int | None = None
    checks: tuple[tuple[int, str], ...] = ()
    """(day, result) of each follow-up made."""


ISSUES: Final = {
    "points": IssuePlan("g0", "policy", 117, "key_issue", referred=116),
    "lamp": IssuePlan("g0", "study", 115, "weak_link", referred=114, answered=109),
    "well": IssuePlan("g1", "life", 113, referred=113),
    "meetings": IssuePlan("g0", "request", 112, "new_thing", referred=110),
    "accounts": IssuePlan("g1", "policy", 60, "weak_link", referred=59),
    "roof": IssuePlan("12.5", "life", focus="lagging_group", referred=46),
    "stall": IssuePlan("14.3", "production", referred=34),
    "seed": IssuePlan("10.4", "production", focus="key_issue", referred=41),
    "grain": IssuePlan("19.3", "policy", referred=30, answered=24),
    "leader": IssuePlan("g7", "other", 39, "lagging_group", studying=34, referred=36),
    "pig": IssuePlan("19.2", "production", dropped=21),
    "canal": IssuePlan("0.1", "production", focus="key_issue", due=-6, studying=20, referred=22,
                       answered=17),
    "nursery": IssuePlan("16.1", "request", focus="new_thing", due=-12, referred=18, answered=11),
    "manure": IssuePlan("g2", "production", 16, "lagging_group", due=2, studying=12, referred=15),
    "cart": IssuePlan("11.1", "production", due=3, referred=14),
    "textbooks": IssuePlan("1.0", "study", referred=9),
    "path": IssuePlan("18.0", "life", due=-2),
    "medicine": IssuePlan("13.0", "request", referred=6),
}  # fmt: skip

SOLUTIONS: Final = {
    "points": SolutionPlan("points", 112, "group", 105, ((110, 110), (108, 107)), 103,
                           ((93, "held"), (72, "held"), (13, "held"))),
    "lamp": SolutionPlan("lamp", 110, "group", 104, ((106, 105),), 102,
                         ((91, "held"), (73, "held"), (12, "held"))),
    "well": SolutionPlan("well", 108, "jointly", 102, ((106, 105), (102, 101)), 100,
                         ((90, "held"), (69, "held"), (10, "held"))),
    "meetings": SolutionPlan("meetings", 107, "group", 101, (), 101,
                             ((91, "held"), (70, "held"), (11, "held"))),
    "accounts_first": SolutionPlan("accounts", 57, "cadre", 50, (), 51, ((40, "relapsed"),)),
    "roof": SolutionPlan("roof", 44, "cadre", 40, ((41, 41),), 40,
                         ((30, "held"), (10, "relapsed"))),
    "seed": SolutionPlan("seed", 40, "group", 33, ((38, 38), (34, 33)), 30, ((20, "held"),)),
    "stall": SolutionPlan("stall", 33, "cadre", 28, (), 27, ((16, "held"),)),
    "grain": SolutionPlan("grain", 24, "jointly", 14, (), 12),
    "accounts": SolutionPlan("accounts", 20, "jointly", -5, ((8, 6), (1, None), (-5, None))),
    "canal": SolutionPlan("canal", 16, "group", -6, ((12, 12), (0, None), (-6, None))),
    "cart": SolutionPlan("cart", 12, "cadre", 3, ((3, None),)),
    "nursery": SolutionPlan("nursery", 10, "jointly", -12, ((4, 4), (-2, None), (-12, None))),
}  # fmt: skip


def plan_casework(scene: Scene) -> None:
    """Everything that happens with the issues up to yesterday."""
    for key, issue in ISSUES.items():
        _plan_issue(scene, key, issue)
    for key, solution in SOLUTIONS.items():
        _plan_solution(scene, key, solution)
    scene.on(5, _written_twice)


def _plan_issue(scene: Scene, key: str, plan: IssuePlan) -> None:
    words = scene.words.issues[key]
    found = plan.found or visited(*map(int, plan.where.split(".")))
    scene.on(found, _raise, key, plan, found)
    if plan.referred is not None:
        to = words.referred_to
        scene.on(plan.referred, lambda at: at.book.issues.refer([at.ids[key]], to=to))
    if plan.studying is not None:
        scene.on(plan.studying, lambda at: at.book.issues.study(at.ids[key]))
    if plan.answered is not None:
        answer = Draft(answer=words.answer)
        scene.on(plan.answered, lambda at: at.book.issues.answer(at.ids[key], answer))
    if plan.dropped is not None:
        why = words.drop_reason
        scene.on(plan.dropped, lambda at: at.book.issues.drop(at.ids[key], why))


def _raise(scene: Scene, key: str, plan: IssuePlan, found: int) -> None:
    words = scene.words.issues[key]
    draft = Draft(
        title=words.title, summary=words.summary, detail=words.detail, tags=words.tags,
        kind=plan.kind,
        focus=plan.focus, due_on=None if plan.due is None else scene.day(plan.due),
        found_on=scene.day(found),
    )  # fmt: skip
    if plan.where.startswith("g"):
        draft = draft.having(group=scene.ids[plan.where])
    else:
        household = plan.where.split(".")[0]
        visit = scene.ids.get(f"v{plan.where}", "")
        draft = draft.having(household=scene.ids[f"h{household}"], visit=visit)
    scene.ids[key] = scene.book.issues.raise_(draft).id


def _plan_solution(scene: Scene, key: str, plan: SolutionPlan) -> None:
    scene.on(plan.studied, _note, key, plan)
    for number, (_, done) in enumerate(plan.steps):
        if done is not None:
            scene.on(done, _step, key, number, done)
    if plan.solved is not None:
        scene.on(plan.solved, _solve, key)
    for day, result in plan.checks:
        scene.on(day, _check, key, result)


def _note(scene: Scene, key: str, plan: SolutionPlan) -> None:
    words = scene.words.solutions[key]
    steps = [
        {"what": what, "who": who, "due_on": scene.day(due)}
        for (what, who), (due, _) in zip(words.steps, plan.steps, strict=True)
    ]
    draft = Draft(
        issues=[scene.ids[plan.issue]], method=words.method, with_whom=words.with_whom,
        responsible=words.responsible, carried_by=plan.carried_by, steps=steps,
        due_on=None if plan.due is None else scene.day(plan.due),
    )  # fmt: skip
    scene.ids[f"s.{key}"] = scene.book.solutions.note(draft).id


def _step(scene: Scene, key: str, number: int, done: int) -> None:
    scene.book.solutions.step_done(scene.ids[f"s.{key}"], number, scene.day(done))


def _solve(scene: Scene, key: str) -> None:
    draft = Draft(result=scene.words.solutions[key].result)
    scene.book.solutions.solve(scene.ids[f"s.{key}"], draft)


def _check(scene: Scene, key: str, result: str) -> None:
    """The next follow-up of the solution."""
    book = scene.book
    solution = book.solutions.get(scene.ids[f"s.{key}"])
    follow_up = next(each for each in book.shelf.follow_ups_of([solution]) if is_pending(each))
    words = scene.words.checks
    usual = result == "held" and SOLUTIONS[key].checks[-1][1] == "relapsed"
    note = words["held"] if usual else words[key]
    book.follow_ups.check(follow_up.id, Draft(result=result, note=note))


def _written_twice(scene: Scene) -> None:
    """An entry made a second time; this morning it goes to the trash."""
    words = scene.words.issues["textbooks"]
    draft = Draft(title=words.title, kind="study", household=scene.ids["h1"])
    scene.ids["twice"] = scene.book.issues.raise_(draft).id
