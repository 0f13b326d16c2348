"""The sample village that ``fieldbook demo`` opens: made-up people, real acts."""

from __future__ import annotations

import datetime as dt

from fieldbook.book import Fieldbook
from fieldbook.demo.casework import plan_casework
from fieldbook.demo.clock import DayClock
from fieldbook.demo.method import plan_method
from fieldbook.demo.paper import ScrapPaper
from fieldbook.demo.people import plan_people
from fieldbook.demo.rhythm import plan_rhythm
from fieldbook.demo.scene import Scene
from fieldbook.demo.texts import Texts
from fieldbook.demo.visits import plan_visits
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import Habits
from fieldbook.i18n import _, language
from fieldbook.settings import Settings
from fieldbook.store.ids import id_maker

__all__ = ["make_village", "village_settings"]


def make_village(book: Fieldbook) -> None:
    """Fill an empty book with the sample village as it stands on the book's today.

    The past is worked out on scrap paper, by the same acts, on the days they belong to, and
    written into the book as one act; what was done this morning follows as acts of its own, so
    that there is something to undo.
    """
    words = _texts()
    scene = _the_past(book.now, book.habits, words)
    book.keeping.bring_back(
        book.keeping.compare(scene.book.shelf.everything()), about=_("Sample village")
    )
    _this_morning(book, scene.ids, words)


def village_settings(settings: Settings) -> Settings:
    """The settings of the village's branch: one's own, but for its name, its writer and its words."""
    words = _texts()
    return settings._replace(
        name=settings.name and words.members[0],
        branch=_("Sample village"),
        alongside=settings.alongside or words.method.alongside,
    )


def _texts() -> Texts:
    """The texts in the language in use."""
    if language() == "zh_CN":
        from fieldbook.demo.chinese import CHINESE

        return CHINESE
    from fieldbook.demo.english import ENGLISH

    return ENGLISH


def _the_past(now: dt.datetime, habits: Habits, words: Texts) -> Scene:
    clock = DayClock(now)
    scrap = Fieldbook(
        ScrapPaper(), clock=clock, new_id=id_maker(), habits=habits, writer=words.members[0]
    )
    scene = Scene(scrap, clock, words)
    for plan in (plan_people, plan_visits, plan_casework, plan_method, plan_rhythm):
        plan(scene)
    scene.play()
    return scene


def _this_morning(book: Fieldbook, ids: dict[str, str], words: Texts) -> None:
    """An entry made twice put in the trash, a visit that brought up an issue, a step done."""
    learned, promised, note = words.this_morning
    seeder = words.issues["seeder"]
    visit = Draft(
        household=ids["h1"], met=words.households[1].head, explained=["tasks", "methods"],
        tasks=[ids["t3"]], together=["counsel"], learned=learned, promised=promised, note=note,
    )  # fmt: skip
    issue = Draft(
        title=seeder.title,
        summary=seeder.summary,
        detail=seeder.detail,
        tags=seeder.tags,
        kind="study",
        focus="new_thing",
    )
    book.issues.remove(ids["twice"])
    book.visits.note(visit, [issue])
    book.solutions.step_done(ids["s.accounts"], 1, book.today)
