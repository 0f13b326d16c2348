"""The method's other pieces: tasks that ended, policies, and what else the branch works by."""

from __future__ import annotations

from typing import Final

from fieldbook.demo.scene import Scene
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Household

ON_SITE: Final = ((23, 18), (2, None))
"""(planned, held) so many days ago; the day that was planned for is five days after the planning."""


def plan_method(scene: Scene) -> None:
    """What is not told by the plans of people, visits, casework and rhythm."""
    scene.on(30, _end_of_a_task)
    scene.on(44, _key_point)
    scene.on(28, _duties)
    for number, ago in enumerate((19, 9)):
        scene.on(ago, _plan, number)
    for number, (planned, held) in enumerate(ON_SITE):
        scene.on(planned, _on_site, number, planned - 5)
        if held:
            scene.on(held, _held, number)
    scene.on(12, _told)
    scene.on(2, _passed_on)
    scene.on(1, _policy)


def _end_of_a_task(scene: Scene) -> None:
    scene.book.tasks.end(scene.ids["t0"], Draft(outcome=scene.words.method.outcome))


def _policy(scene: Scene) -> None:
    """A policy that two groups alone are to be told of."""
    title, explanation = scene.words.method.policy
    groups = [scene.ids["g1"], scene.ids["g2"]]
    draft = Draft(title=title, explanation=explanation, kind="policy", groups=groups)
    scene.ids["policy"] = scene.book.tasks.write(draft).id


def _key_point(scene: Scene) -> None:
    committee, outcome = scene.words.method.key_point
    draft = Draft(group=scene.ids["g7"], kind="key_point", committee=committee, outcome=outcome)
    scene.book.links.write(draft)


def _duties(scene: Scene) -> None:
    duties = [{"area": area, "who": who} for area, who in scene.words.method.duties]
    scene.book.groups.edit(scene.ids["g0"], Draft(duties=duties))


def _plan(scene: Scene, number: int) -> None:
    """A plan of the first group, which looks back on the one before."""
    production, work, study, _came = scene.words.method.plans[number]
    looked_back = scene.words.method.plans[number - 1][-1] if number else ""
    draft = Draft(
        group=scene.ids["g0"], production=production, work=work, study=study,
        looked_back=looked_back, made_with=scene.words.groups[0].leader,
    )  # fmt: skip
    scene.book.plans.write(draft)


def _on_site(scene: Scene, number: int, ago: int) -> None:
    topic, place, _who, _home = scene.words.method.on_site[number]
    groups = [scene.ids["g1"], scene.ids["g3"], scene.ids["g4"]]
    draft = Draft(
        topic=topic, place=place, group=scene.ids["g0"], groups=groups, on=scene.day(ago),
        experience=scene.ids["experience"],
    )  # fmt: skip
    scene.ids[f"on_site{number}"] = scene.book.on_site_meetings.write(draft).id


def _held(scene: Scene, number: int) -> None:
    _topic, _place, who, home = scene.words.method.on_site[number]
    draft = Draft(attendees=who, took_home=home)
    scene.book.on_site_meetings.hold(scene.ids[f"on_site{number}"], draft)


def _told(scene: Scene) -> None:
    """An experience of the contact work itself."""
    title, situation, advice = scene.words.method.told
    draft = Draft(title=title, situation=situation, advice=advice, told_by=scene.words.members[1])
    scene.book.experiences.write(draft)


def _passed_on(scene: Scene) -> None:
    """What was learned at a visit became an experience."""
    learned, advice = scene.words.method.passed_on
    visit = next(each for each in scene.book.visits.all() if each.learned == learned)
    draft = Draft(
        title=learned, situation=learned, advice=advice, visit=visit.id,
        group=scene.book.shelf.get(Household, visit.household).group,
    )  # fmt: skip
    scene.book.experiences.write(draft)
