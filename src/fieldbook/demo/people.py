"""Who lives in the village: members, work groups and their road, households."""

from __future__ import annotations

from typing import Final

from fieldbook.demo.scene import Scene
from fieldbook.domain.drafts import Draft

BEGINNING: Final = 120
"""Days ago: the stay with the first group begins, and the book with it."""
SHARED_OUT: Final = 64
"""Days ago: the households are shared out."""

CONTACT_GROUP: Final = (1, 1, 1, 2, 2, 3, 3, 3)
"""The contact group of each member."""
CONTACT: Final = (
    0, 0, 1, 1, 2, 0, 1, 2, 0, 2,  # Willow 1 and 2: the first contact group
    3, 3, 4, 3, 4,  # Willow 3: the second
    5, 5, 6, 6, 7, 7, 5, 6,  # Bridge 1 and 2: the third
    4,
)  # fmt: skip
"""The member each household is assigned to."""
GROUP_OF: Final = (0,) * 5 + (1,) * 5 + (2,) * 5 + (3,) * 4 + (4,) * 4 + (None,)
"""The work group of each household; the last was entered twice and has none."""
PEOPLE: Final = (6, 4, 3, 5, 7, 5, 2, 4, 6, 5, 4, 6, 1, 7, 3, 5, 4, 6, 2, 5, 3, 4, 8, 6)
OWN_INTERVAL: Final = {12: 5, 15: 14}

SURVEYS: Final = (
    ((118, 3), (93, 2), (63, 1)), ((60, 3), (20, 2)), ((61, 3), (9, 3)), ((58, 2), (15, 1)),
    ((57, 3), (14, 2)), ((88, 1), (56, 2)), ((55, 1),), ((40, 3),), (),
)  # fmt: skip
"""(days ago, type) of each group's surveys; the last was never surveyed."""
CORE_SINCE: Final = {0: 63, 3: 15, 6: 70}


def plan_people(scene: Scene) -> None:
    """Members, groups and households, and what became of the groups."""
    scene.on(BEGINNING, _members)
    scene.on(BEGINNING, _groups)
    scene.on(SHARED_OUT, _households)
    for group, days in CORE_SINCE.items():
        scene.on(min(days, BEGINNING), _core, group, days)
    for group, surveys in enumerate(SURVEYS):
        for number, (ago, kind) in enumerate(surveys):
            scene.on(ago, _survey, group, number, kind)
    scene.on(30, _new_leader)
    scene.on(25, lambda at: at.book.households.reassign([at.ids["h8"]], at.ids["m1"]))
    scene.on(118, _begin_stay, "stay0", "g0", 0)
    scene.on(91, _end_first_stay)
    scene.on(18, _begin_stay, "stay1", "g2", 1)
    for ago, *link in (
        (62, "g0", "advanced", "m0"), (62, "g2", "lagging", "m0"),
        (61, "g6", "advanced", "m5"), (39, "g7", "lagging", "m5"),
    ):  # fmt: skip
        scene.on(ago, _link, *link)


def _members(scene: Scene) -> None:
    for number, (name, group) in enumerate(zip(scene.words.members, CONTACT_GROUP, strict=True)):
        draft = Draft(name=name, contact_group=str(group))
        scene.ids[f"m{number}"] = scene.book.members.write(draft).id


def _groups(scene: Scene) -> None:
    for number, each in enumerate(scene.words.groups):
        draft = Draft(
            name=each.name, unit=each.unit, leader=each.leader, key_members=each.key_members,
            note=each.note,
        )  # fmt: skip
        scene.ids[f"g{number}"] = scene.book.groups.found(draft).id


def _households(scene: Scene) -> None:
    within: dict[int | None, int] = {}
    for number, each in enumerate(scene.words.households):
        group = GROUP_OF[number]
        within[group] = within.get(group, 0) + 1
        draft = Draft(
            head=each.head, address=each.address, note=each.note, tags=each.tags,
            people=str(PEOPLE[number]), contact=scene.ids[f"m{CONTACT[number]}"],
            phone=f"555-01{number:02d}" if number % 3 == 0 and group is not None else "",
            visit_every_days=str(OWN_INTERVAL.get(number, "")),
            code="" if group is None else f"{within[group]:02d}",
            group="" if group is None else scene.ids[f"g{group}"],
        )  # fmt: skip
        scene.ids[f"h{number}"] = scene.book.households.assign(draft).id


def _core(scene: Scene, group: int, days: int) -> None:
    members = scene.words.groups[group].core_members
    draft = Draft(core_since=scene.day(days), core_members=members)
    scene.book.groups.edit(scene.ids[f"g{group}"], draft)


def _survey(scene: Scene, group: int, number: int, kind: int) -> None:
    found = scene.words.findings.get(f"{group}.{number}")
    findings = found._asdict() if found else {}
    draft = Draft(group=scene.ids[f"g{group}"], type=str(kind), findings=findings)
    scene.book.surveys.note(draft)


def _new_leader(scene: Scene) -> None:
    scene.book.groups.edit(scene.ids["g1"], Draft(leader=scene.words.new_leader))


def _begin_stay(scene: Scene, name: str, group: str, purpose: int) -> None:
    draft = Draft(group=scene.ids[group], purpose=scene.words.stays[purpose])
    scene.ids[name] = scene.book.stays.begin(draft).id


def _link(scene: Scene, group: str, kind: str, member: str) -> None:
    scene.book.links.write(Draft(group=scene.ids[group], kind=kind, member=scene.ids[member]))


def _end_first_stay(scene: Scene) -> None:
    scene.book.stays.end(scene.ids["stay0"])
    scene.ids["group_check"] = scene.book.follow_ups.plan(
        Draft(group=scene.ids["g0"], due_on=scene.day(1))
    ).id
