"""The rhythm of the work: diary, studies, meetings, trainings, experience, commendations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fieldbook.demo.people import BEGINNING
from fieldbook.demo.scene import Scene
from fieldbook.domain.drafts import Draft
from fieldbook.domain.naming import name_of
from fieldbook.domain.records import BY_KIND, Household, Issue, Person, Solution, Visit

SPENT: Final = ("study", "meeting", "front_line", "front_line", "meeting", "front_line", "")
"""How each day of a week is spent, from Monday on; Sunday is left open."""
DAYS_OF_DIARY: Final = 62
NOT_WRITTEN: Final = frozenset({10, 17, 24, 31, 38, 39, 45, 52, 59})
"""Days ago without a daily summary: the streak begins after the first of them."""
FIVE_DAYS: Final = (5, 10, 15, 20, 26, 36, 41, 46, 51, *range(56, BEGINNING, 5))
"""One was late, and one was missed."""
TEN_DAYS: Final = (8, 18, 28, 39, 49, 59, 69, 79, 89, 99, 109)
MEETINGS: Final = (13, 27, 41, 55)
NOTES: Final = (3, 9, 22)
ON_SITE: Final = (34, 21)
COMMENDED: Final = (
    (6, "red_flag", "group", "g0"), (6, "other", "household", "h3"),
    (14, "five_good", "household", "h1"), (14, "other", "member", "m1"),
)  # fmt: skip


def plan_rhythm(scene: Scene) -> None:
    """The diary up to yesterday, and what was taught and commended."""
    scene.on(35, _experience)
    scene.on(ON_SITE[-1], _on_site)
    scene.on(33, _training, "class", "class", batch="1", groups=("g1", "g3", "g4"))
    scene.on(21, _training, "experience", "class", experience="experience", group="g3", batch="2")
    scene.on(11, _training, "canal", "lesson", issue="canal", group="g0")
    scene.on(5, _training, "task", "evening", task="t3", unit=scene.words.groups[1].unit)
    for number, (ago, *what) in enumerate(COMMENDED):
        scene.on(ago, _commend, number, *what)
    # What a day was comes before its pages: they sum it up.
    for ago in range(1, DAYS_OF_DIARY):
        if ago not in NOT_WRITTEN:
            scene.on(ago, _daily, ago)
    for number, ago in enumerate(FIVE_DAYS):
        scene.on(ago, _five_days, number, ago)
    for number, ago in enumerate(TEN_DAYS):
        scene.on(ago, _study, number)
    for number, ago in enumerate(MEETINGS):
        scene.on(ago, _meeting, number)
    for number, ago in enumerate(NOTES):
        scene.on(ago, _note, number)


def _note(scene: Scene, number: int) -> None:
    scene.book.diary.write(Draft(kind="note", text=scene.words.diary.notes[number]))


def _daily(scene: Scene, ago: int) -> None:
    day = scene.day(ago)
    spent = SPENT[day.weekday()]
    page = scene.book.diary.write(Draft(kind="daily", text=_day_text(scene, ago), spent=spent))
    if ago > 1:
        scene.book.diary.report(page.id)


def _day_text(scene: Scene, ago: int) -> str:
    words = scene.words.diary
    book, day = scene.book, scene.day(ago)
    visits = [each for each in book.visits.all() if each.visited_on == day and each.household]
    met = [each for each in visits if each.manner != "nobody_home"]
    if not met:
        return words.days_without[ago % len(words.days_without)]
    heads = scene.words.separator.join(
        dict.fromkeys(book.shelf.get(Household, each.household).head for each in met)
    )
    learned = next((each.learned for each in met if each.learned), "")
    return words.day_of_visits.format(heads=heads, learned=learned).rstrip()


def _five_days(scene: Scene, number: int, ago: int) -> None:
    words = scene.words.diary
    shelf, since, day = scene.book.shelf, scene.day(ago + 4), scene.day(ago)
    line = words.five_day_lines[number % len(words.five_day_lines)]
    text = words.five_days.format(
        visits=sum(since <= each.visited_on <= day for each in shelf.every(Visit)),
        found=sum(since <= each.found_on <= day for each in shelf.every(Issue)),
        solved=sum(
            bool(each.solved_on and since <= each.solved_on <= day)
            for each in shelf.every(Solution)
        ),
        line=line,
    )
    scene.book.diary.write(Draft(kind="five_day", from_on=since, to_on=day, text=text))


def _study(scene: Scene, number: int) -> None:
    topic, text = scene.words.diary.studies[number]
    who = scene.words.separator.join(scene.words.members[: 6 + number % 3])
    scene.book.diary.write(Draft(kind="ten_day", topic=topic, text=text, attendees=who))


def _meeting(scene: Scene, number: int) -> None:
    topic, text, decided = scene.words.diary.meetings[number]
    members = scene.words.members
    scene.book.diary.keep_minutes(Draft(
        topic=topic, text=text, attendees=scene.words.separator.join(members),
        chair=members[1], recorder=members[0], place=scene.words.diary.meeting_place,
        matters=[{"topic": about, "decided": what} for about, what in decided],
    ))  # fmt: skip


def _experience(scene: Scene) -> None:
    words = scene.words.experience
    draft = Draft(
        title=words.title, situation=words.situation, action=words.action, outcome=words.outcome,
        advice=words.advice, group=scene.ids["g0"], solution=scene.ids["s.points"],
    )  # fmt: skip
    scene.ids["experience"] = scene.book.experiences.write(draft).id


def _on_site(scene: Scene) -> None:
    """The on-site meetings held where the experience was made, written up after the last."""
    meetings = [
        {"on": scene.day(ago), "who": who, "note": note}
        for ago, (who, note) in zip(ON_SITE, scene.words.experience.meetings, strict=True)
    ]
    scene.book.experiences.edit(scene.ids["experience"], Draft(meetings=meetings))


def _training(
    scene: Scene, /, key: str, kind: str, *, batch: str = "", unit: str = "",
    groups: Sequence[str] = (), **links: str,
) -> None:  # fmt: skip
    words = scene.words.trainings[key]
    about = {field: scene.ids[name] for field, name in links.items()}
    of = {"batch": batch, "unit": unit, "groups": [scene.ids[each] for each in groups]}
    scene.book.trainings.write(Draft(words._asdict(), kind=kind, **of, **about))


def _commend(scene: Scene, number: int, kind: str, role: str, whom: str) -> None:
    record = scene.book.shelf.get(BY_KIND[role], scene.ids[whom])
    person = Person(name=name_of(record), id=record.id, role=role)
    what = scene.words.commendations[number]
    scene.book.commendations.write(Draft(whom=person, kind=kind, for_what=what))
