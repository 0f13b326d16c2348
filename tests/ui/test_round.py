"""One full round from the keyboard alone: household, visit, issue, solution, answer, paper."""

from __future__ import annotations

from pathlib import Path

from fieldbook.domain.records import Issue, Solution, Visit
from fieldbook.labels import code_label
from tests.clock import Clock
from tests.ui import villages
from tests.ui.hands import Hands, Screens

VISIT_KEYS = 12
"""A visit with three explanations and a new issue, besides its words."""
ISSUE_KEYS = 5


async def write_household(user: Hands) -> None:
    await user.press("2", "n")
    await user.type("陈桂生")
    await user.press("ctrl+s")
    assert [each.head for each in user.book.households.all()] == ["陈桂生"]
    await user.see("陈桂生")


async def write_visit(user: Hands) -> int:
    before = user.pressed
    await user.press("v", "1", "tab", "1", "2", "3")
    await user.fill_by_keys("learned", "南坡地先浇一遍再下种")
    await user.fill_by_keys("new_issues", "水渠漏水")
    await user.press("ctrl+s")
    await user.see("水渠漏水", "南坡地先浇一遍")
    return user.pressed - before


async def write_solution(user: Hands) -> None:
    await user.press("3", "s")
    await user.type("先堵后修，换三节管子")
    await user.fill_by_keys("with_whom", "李霞平（组长）、王大山")
    await user.press("tab", "2", "ctrl+s")
    await user.see("先堵后修")


async def refer_and_answer(user: Hands) -> None:
    await user.press("r")
    assert user.book.issues.all()[0].referred_on == user.book.today
    await user.press("r")
    await user.type("同意拨管子三节")
    await user.press("ctrl+s")
    assert user.book.issues.all()[0].answer == "同意拨管子三节"


async def solve(user: Hands) -> None:
    await user.press("d")
    await user.type("不漏了")
    await user.press("ctrl+s")
    assert user.book.shelf.status(user.book.issues.all()[0]) == "solved"


async def hold(user: Hands, clock: Clock) -> None:
    await user.press("1")
    for _follow_up in range(3):
        due = min(each.due_on for each in user.book.follow_ups.all() if each.checked_on is None)
        clock.today = due
        await user.press("2", "1")
        await user.until(lambda: user.records.move_to(f"follow_up:{pending(user)}"))
        await user.press("enter", "1", "ctrl+s")
    assert user.book.shelf.status(user.book.issues.all()[0]) == "held"


def paper_holds(folder: Path, *words: str) -> bool:
    text = next(folder.glob("*.md")).read_text(encoding="utf-8")
    return all(word in text for word in words)


def pending(user: Hands) -> str:
    waiting = [each for each in user.book.follow_ups.all() if each.checked_on is None]
    return min(waiting, key=lambda each: each.due_on).id


async def test_one_round_by_the_keyboard_alone(screens: Screens, tmp_path: Path) -> None:
    """A household, its visit and issue, the solution, its end and the paper: keys only."""
    clock = Clock()
    async with screens(clock=clock) as user:
        await write_household(user)
        keys = await write_visit(user)
        assert keys <= VISIT_KEYS, f"{keys} key presses"
        (visit,) = user.book.visits.all()
        assert isinstance(visit, Visit)
        assert visit.explained == ("tasks", "policies", "methods")
        assert [each.name for each in visit.met] == ["陈桂生"]
        await write_solution(user)
        await refer_and_answer(user)
        await solve(user)
        await hold(user, clock)
        await user.press("7", "p", "tab")
        await user.type(code_label("period", "all"))
        await user.press("ctrl+s")
        while "Markdown" not in user.seen():
            await user.press("o")
        await user.press("f2", "enter")
        await user.press("ctrl+q")
    assert paper_holds(tmp_path, "水渠漏水", "先堵后修")
    async with screens(clock=clock) as user:
        await user.press("2")
        await user.see("陈桂生", "南坡地先浇一遍", "水渠漏水")
        await user.press("4")
        await user.see("先堵后修")
        assert user.book.shelf.status(user.book.shelf.every(Issue)[0]) == "held"
        assert user.book.shelf.every(Solution)[0].result == "不漏了"


async def test_a_new_book_says_how_to_begin(screens: Screens) -> None:
    """The first screen of a new book names the keys that begin, and nothing that is due.

    The first issue is then written down with at most five key presses besides its words.
    """
    async with screens(lang="en") as user:
        assert "A new book." in user.seen()
        assert "F12 writes down" in user.seen()
        await write_household(user)
        await user.press("1")
        assert "A new book." not in user.seen()
        await user.press("2")
        before = user.pressed
        await user.press("i")
        await user.type("要修夜校的灯")
        await user.press("ctrl+s")
        assert user.pressed - before <= ISSUE_KEYS
        (issue,) = user.book.issues.all()
        assert issue.title == "要修夜校的灯"
        assert issue.household == user.book.households.all()[0].id


async def test_save_and_next_goes_on_with_the_next_household(screens: Screens) -> None:
    """Save and next keeps date and companions, and opens the next household that is due."""
    async with screens() as user:
        for head in ("陈桂生", "李霞平"):
            await user.press("2", "n")
            await user.type(head)
            await user.press("ctrl+s")
        user.records.move_to(user.book.households.all()[0].id)
        await user.press("v")
        await user.fill_by_keys("companions", "周正")
        await user.fill_by_keys("learned", "南坡地先浇一遍")
        await user.press("ctrl+n")
        await user.see("李霞平")
        assert user.field("companions") == ("周正",)
        await user.press("ctrl+s")
        assert [each.household for each in user.book.visits.all()] == [
            each.id for each in user.book.households.all()
        ]


async def test_households_are_written_down_one_after_the_other(screens: Screens) -> None:
    """Save and next opens one more new household of the same group and contact."""
    async with screens(fill=villages.full) as user:
        before = len(user.book.households.all())
        group = user.book.groups.all()[0]
        await user.press("2", "n")
        await user.type("甲户")
        await user.fill_by_keys("group", group.name)
        await user.press("enter", "ctrl+n")
        await user.until(lambda: len(user.book.households.all()) == before + 1)
        await user.type("乙户")
        await user.press("ctrl+s")
        first, second = user.book.households.all()[before:]
        assert (first.head, second.head) == ("甲户", "乙户")
        assert first.group == second.group == group.id
        assert first.contact == second.contact
        await user.press("u", "u")
        assert len(user.book.households.all()) == before
