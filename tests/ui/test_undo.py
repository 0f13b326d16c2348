"""Every act can be taken back and done again from the screens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.parts import Version
from fieldbook.domain.records import BY_KIND, Issue, Record
from tests.ui import villages
from tests.ui.hands import Hands, Screens

WORDS = "水渠漏水"


def state(user: Hands) -> dict[str, list[dict[str, Any]]]:
    """Everything in the book that is not in the trash, without its stamps and whose it has seen."""
    found: dict[str, list[dict[str, Any]]] = {}
    for kind, record in BY_KIND.items():
        ordered = sorted(user.book.shelf.every(record), key=lambda each: each.seq)
        found[kind] = [
            {**msgspec.structs.asdict(each), "stamps": None, "merged": beside(each)}
            for each in ordered
        ]
    return found


def beside(record: Record) -> tuple[Version, ...]:
    """What other books wrote beside what stands in a record."""
    return record.merged.beside if record.merged else ()


async def act(user: Hands, *keys: str) -> None:
    """Press keys; ``words`` among them is typed."""
    for key in keys:
        await (user.type(WORDS) if key == "words" else user.press(key))


def issue_in(user: Hands, *statuses: str) -> Issue:
    """An issue in one of these statuses."""
    status = user.book.shelf.status
    return next(each for each in user.book.issues.all() if status(each) in statuses)


ACTS = {
    "a household": ("2", "", ("n", "words", "ctrl+s")),
    "a visit": ("2", "", ("v", "tab", "1", "ctrl+s")),
    "an edit": ("2", "", ("e", "words", "ctrl+s")),
    "a removal": ("2", "", ("delete",)),
    "an issue": ("3", "", ("i", "words", "ctrl+s")),
    "a solution": ("3", "open", ("s", "words", "tab", "tab", "1", "ctrl+s")),
    "a study": ("3", "open", ("t",)),
    "a referral": ("3", "open", ("r",)),
    "an answer": ("3", "open", ("r", "r", "words", "ctrl+s")),
    "an end": ("3", "acting", ("d", "1", "enter", "words", "ctrl+s")),
    "a follow-up": ("3", "acting", ("d", "1", "ctrl+s", "f", "1", "ctrl+s")),
    "a group": ("5", "", ("n", "words", "ctrl+s")),
    "a group's edit": ("5", "", ("e", "words", "ctrl+s")),
    "a group's visit": ("5", "", ("v", "ctrl+s")),
    "a survey": ("5", "", ("y", "2", "ctrl+s")),
    "a stay": ("5", "", ("H", "ctrl+s")),
    "a link": ("5", "", ("G", "1", "ctrl+s")),
    "a training": ("5", "", ("L", "words", "ctrl+s")),
    "an experience": ("5", "", ("x", "words", "ctrl+s")),
    "a commendation": ("5", "", ("c", "words", "ctrl+s")),
    "a diary page": ("1", "", ("w", "words", "ctrl+s")),
    "minutes": ("7", "", ("w", "words", "ctrl+s")),
}
"""Act: the screen, the status of the issue under the cursor, the keys."""


@pytest.mark.parametrize("tab", sorted({tab for tab, _status, _keys in ACTS.values()}))
async def test_every_act_is_undone_and_redone(screens: Screens, tab: str) -> None:
    """u and Ctrl+Z take each act back, Ctrl+Y and U do it again, to the letter."""
    async with screens(fill=villages.full) as user:
        for name in (each for each in ACTS if ACTS[each][0] == tab):
            await user.press("1", tab, "home")
            await done_and_undone(user, name)


async def done_and_undone(user: Hands, name: str) -> None:
    """Do an act, take it back and do it again, each by one of two keys; in the end it is taken back."""
    _tab, status, keys = ACTS[name]
    if status:
        user.records.move_to(issue_in(user, status).id)
        await user.settle()
    past = [each.id for each in user.book.acts]
    before = state(user)
    await act(user, *keys)
    after = state(user)
    done = [each for each in user.book.acts if each.id not in past]
    assert after != before, name
    redo = ("ctrl+y", "U")[list(ACTS).index(name) % 2]
    for key, expected in (("u", before), (redo, after), ("ctrl+z", before)):
        await user.press(*[key] * len(done))
        assert state(user) == expected, (name, key)


async def test_an_import_is_undone_as_one(screens: Screens, tmp_path: Path) -> None:
    """A whole roster, taken in behind its key, goes and comes back with one key."""
    roster = tmp_path / "roster.csv"
    lines = ["户主,组别,户号", *(f"王{number},{number % 9}组,{number:04}" for number in range(500))]
    roster.write_text("\n".join(lines), encoding="utf-8")
    async with screens() as user:
        before = state(user)
        await user.press("2", "m")
        await user.type(str(roster))
        await user.press("enter")
        await user.until(lambda: user.records.total == 500)
        await user.press("f2")
        assert len(user.book.households.all()) == 500
        assert user.where() == "households"
        after = state(user)
        await user.press("u")
        assert state(user) == before
        await user.press("ctrl+y")
        assert state(user) == after


async def test_undo_reaches_back_over_a_restart(screens: Screens) -> None:
    """What was done before leaving is undone after opening again; the sentence says what it was."""
    async with screens() as user:
        await user.press("3", "i")
        await user.type(WORDS)
        await user.press("ctrl+s", "ctrl+q")
    async with screens() as user:
        assert len(user.book.issues.all()) == 1
        await user.press("u")
        assert WORDS in user.told()
        assert not user.book.issues.all()


async def test_the_cursor_stands_on_what_came_back(screens: Screens) -> None:
    """After undoing and redoing, what was brought back or changed is under the cursor."""
    async with screens(fill=villages.full) as user:
        await user.press("3", "end")
        gone = user.records.cursor_key
        await user.press("delete", "home")
        assert user.records.cursor_key != gone
        await user.press("u")
        assert user.records.cursor_key == gone
        await user.press("home", "i", *"井台结冰", "ctrl+s")
        fresh = user.records.cursor_key
        await user.press("u")
        assert user.records.cursor_key != fresh
        await user.press("home", "U")
        assert user.records.cursor_key == fresh


async def test_nothing_to_undo_is_told(screens: Screens) -> None:
    """On an empty book u, Ctrl+Z, Ctrl+Y and U say in a sentence that there is nothing."""
    async with screens() as user:
        for key in ("u", "ctrl+z", "ctrl+y", "U"):
            user.app.clear_notifications()
            await user.press(key)
            assert user.told()


async def test_what_was_removed_comes_back_under_the_cursor(screens: Screens) -> None:
    """Removed with Del or Ctrl+X, a record is gone from the list; u brings it back there."""
    async with screens(fill=villages.full) as user:
        await user.press("2")
        for key in ("delete", "ctrl+x"):
            gone, total = user.records.cursor_key, user.records.total
            await user.press(key)
            assert user.records.total == total - 1
            assert user.records.cursor_key != gone
            await user.press("u")
            assert user.records.total == total
            assert user.records.move_to(gone)


@pytest.mark.parametrize(("lang", "kinds"), [
    ("en", ("Daily summary", "Five-day summary", "Ten-day study")),
    ("zh_CN", ("日总结", "五天一总结", "十天一学习")),
])  # fmt: skip
async def test_which_page_was_undone_is_named(
    screens: Screens, lang: str, kinds: tuple[str, ...]
) -> None:
    """By its kind and its day, as it was when it was saved, not by how its text begins."""
    async with screens(lang=lang, fill=villages.nothing) as user:
        for kind, told in zip(("daily", "five_day", "ten_day"), kinds, strict=True):
            user.book.diary.write(Draft(kind=kind, on=user.book.today, text="修渠"))
            await user.press("u")
            assert f"{told} 11-21" in user.told().splitlines()[-1]
            await user.press("U")
            assert f"{told} 11-21" in user.told().splitlines()[-1]


async def test_of_two_of_a_name_it_is_told_which_one_was_meant(screens: Screens) -> None:
    """What was edited, undone and removed is named with what tells it apart, where others have its name."""
    async with screens(lang="en", fill=villages.nothing) as user:
        group = user.book.groups.found(Draft(name="Hill"))
        for code in ("01", "02"):
            user.book.households.assign(Draft(head="Adam Reed", group=group.id, code=code))
        await user.press("2", "f6")
        await user.fill("people", "4")
        await user.press("ctrl+s")
        assert user.told() == "Adam Reed Hill 01: edited. u undoes it."
        await user.press("u")
        assert user.told().endswith("undone: edited (Adam Reed Hill 01)")
        await user.press("down", "delete", "enter")
        assert user.book.acts[-1].about == "Adam Reed Hill 02"


def test_a_visit_is_named_by_where_it_was_made(book: Fieldbook) -> None:
    """Edited or removed, it bears the household's name, as when it was written, not what was learned."""
    home = book.households.assign(Draft(head="Mary Fenn"))
    visit = book.visits.note(Draft(household=home.id, learned="The spring is low"))
    book.visits.edit(visit.id, Draft(note="Go again"))
    book.visits.remove(visit.id)
    assert [each.about for each in book.acts[-2:]] == ["Mary Fenn", "Mary Fenn"]


def test_a_visit_to_nobody_in_the_book_is_named_as_it_was_written(book: Fieldbook) -> None:
    """A diary taken in names whom the book has not: an edit bears that name, too."""
    visit = book.visits.note(Draft(household_text="Old Sun", learned="The spring is low"))
    book.visits.edit(visit.id, Draft(note="Go again"))
    book.visits.remove(visit.id)
    assert [each.about for each in book.acts[-3:]] == ["Old Sun"] * 3
