"""The branch's tasks, and two months of visits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Final, NamedTuple

from fieldbook.demo.people import SHARED_OUT
from fieldbook.demo.scene import Scene
from fieldbook.domain.drafts import Draft

LAST: Final = (
    13, 10, 6, 10, 2, 1, 4, 14, 8, 10, 3, 5, 6, 7, 9, 9, 10, 1, 12, 3, 2, 16, 5, 9,
)  # fmt: skip
"""Days since the last visit to each household: some overdue, some due today, some later."""
GAPS: Final = (10, 9, 11, 8, 10, 12)
"""Days between visits, taken in turns."""
TASKS: Final = ((62, 20), (40, None), (24, -30), (8, -60))
"""(given, until) of each task, in days ago."""
MANNER: Final = {(5, 0): "came_to_us", (14, 1): "came_to_us", (20, 2): "came_to_us"}
"""Of the n-th last visit to a household, where nobody went there to visit."""
SHUT: Final = ((7, 4), (21, 6), (9, 25), (16, 33), (3, 47))
"""(household, days ago) of doors that stayed shut."""
EXPLAINED: Final = (
    ("tasks", "policies", "methods"), ("tasks", "policies"), ("policies",),
    ("tasks", "methods"), ("tasks", "policies", "methods"), ("methods",),
)  # fmt: skip
TOGETHER: Final = (
    ("labour", "counsel"), ("counsel",), ("meals", "counsel"), ("labour",),
    ("meals", "lodging", "counsel"), ("counsel",), (),
)  # fmt: skip
ONCE: Final = 23
"""The household that was entered twice: visited once under its second number."""


class Planned(NamedTuple):
    """One visit: to which household, its n-th last, so many days ago."""

    household: int
    nth: int
    ago: int


def planned() -> Iterator[Planned]:
    """Every visit that is to be made, before today."""
    for household, last in enumerate(LAST):
        gaps = (GAPS[(household + number) % len(GAPS)] for number in range(7))
        for nth, ago in enumerate(accumulate(gaps, initial=last)):
            if ago < SHARED_OUT and (nth == 0 or household != ONCE):
                yield Planned(household, nth, ago)


def visited(household: int, nth: int) -> int:
    """How many days ago the n-th last visit was made."""
    return next(each.ago for each in planned() if (each.household, each.nth) == (household, nth))


def plan_visits(scene: Scene) -> None:
    """The tasks, and the visits that explained them."""
    for number, (given, until) in enumerate(TASKS):
        scene.on(given, _task, number, until)
    newest_first = sorted(planned(), key=lambda each: (each.ago, each.household))
    learned = iter(scene.words.learned)
    promised = iter(scene.words.promised)
    notes = iter(scene.words.notes)
    for place, each in enumerate(newest_first):
        texts = {
            "learned": next(learned, "") if (each.household + each.nth) % 2 == 0 else "",
            "promised": next(promised, "") if each.nth == 0 and each.household % 2 == 0 else "",
            "note": next(notes, "") if place % 7 == 3 else "",
        }
        # Every ninth is entered a day later: the day of the visit and of the entry are both kept.
        entered = max(each.ago - (place % 9 == 4), 1)
        scene.on(entered, _visit, each, texts)
    for household, ago in SHUT:
        scene.on(ago, _shut_door, household, ago)


def _task(scene: Scene, number: int, until: int | None) -> None:
    title, explanation = scene.words.tasks[number]
    until_on = None if until is None else scene.day(until)
    draft = Draft(title=title, explanation=explanation, until_on=until_on)
    scene.ids[f"t{number}"] = scene.book.tasks.write(draft).id


def _visit(scene: Scene, visit: Planned, texts: dict[str, str]) -> None:
    household, nth, ago = visit
    turn = household + nth
    explained = EXPLAINED[turn % len(EXPLAINED)]
    contact = scene.book.households.get(scene.ids[f"h{household}"]).contact
    draft = Draft(
        texts, household=scene.ids[f"h{household}"], visited_on=scene.day(ago),
        manner=MANNER.get((household, nth), "visit"), met=_met(scene, household, turn),
        explained=explained, tasks=_to_tell(scene, visit) if "tasks" in explained else (),
        together=TOGETHER[turn % len(TOGETHER)],
        alongside=scene.words.method.alongside[: turn % 4],
        companions=_companion(scene, contact) if turn % 3 == 0 else (),
    )  # fmt: skip
    scene.ids[f"v{household}.{nth}"] = scene.book.visits.note(draft).id


def _met(scene: Scene, household: int, turn: int) -> str:
    kin = scene.words.kin[turn % len(scene.words.kin)]
    head = scene.words.households[household].head
    return f"{head}{scene.words.separator}{kin}" if kin else head


def _companion(scene: Scene, contact: str) -> str:
    """Another member of the contact's group."""
    members = scene.book.members.all()
    mine = next(each for each in members if each.id == contact)
    return next(
        each.name for each in members if each.contact_group == mine.contact_group and each != mine
    )


def _to_tell(scene: Scene, visit: Planned) -> tuple[str, ...]:
    """The running tasks this household has not been told of."""
    rows = scene.book.tasks.rows()
    household = scene.ids[f"h{visit.household}"]
    return tuple(
        row.task.id
        for row in rows
        if row.task.given_on <= scene.day(visit.ago)
        and row.running
        and any(each.id == household for each in row.untold)
    )


def _shut_door(scene: Scene, household: int, ago: int) -> None:
    draft = Draft(
        household=scene.ids[f"h{household}"], visited_on=scene.day(ago), manner="nobody_home"
    )
    scene.book.visits.note(draft)
