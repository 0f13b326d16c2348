"""The method's other pieces: tasks that ended, policies, and what else the branch works by."""

from __future__ import annotations

from fieldbook.demo.scene import Scene
from fieldbook.domain.drafts import Draft


def plan_method(scene: Scene) -> None:
    """What is not told by the plans of people, visits, casework and rhythm."""
    scene.on(30, lambda: _end_of_a_task(scene))
    scene.on(1, lambda: _policy(scene))


def _end_of_a_task(scene: Scene) -> None:
    scene.book.tasks.end(scene.ids["t0"], Draft(outcome=scene.words.method.outcome))


def _policy(scene: Scene) -> None:
    """A policy that two groups alone are to be told of."""
    title, explanation = scene.words.method.policy
    groups = [scene.ids["g1"], scene.ids["g2"]]
    draft = Draft(title=title, explanation=explanation, kind="policy", groups=groups)
    scene.ids["policy"] = scene.book.tasks.write(draft).id
