"""Each of the five ways of working, done from the keyboard alone at 80x24, its keys counted."""

from __future__ import annotations

import datetime as dt

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Diary, Experience, FollowUp, Group, Stay, Survey, Training
from fieldbook.ui.forms.experience import CommendationForm
from tests.clock import Clock
from tests.ui import villages
from tests.ui.hands import Hands, Screens

CONTACT_KEYS = 12
"""A visit with its three explanations and one new issue, besides the words."""
TASK_KEYS = 5
"""From Today to the visit of a household not yet told of a task, saved."""
REFER_KEYS = 2
HAND_OVER_KEYS = 6
RHYTHM_KEYS = 4
"""A daily summary: open the diary, open the page, save it, report it."""
SPENT_KEYS = 1
SURVEY_KEYS = 5
STAY_KEYS = 5
"""Begin a stay, and end it."""
SHARE_KEYS = 6
"""A solution that says with whom it was studied and who carries it out."""
FOLLOW_UP_KEYS = 3
LESSON_KEYS = 3
EXPERIENCE_KEYS = 2


def settled(book: Fieldbook) -> None:
    """Two members, a group with leaders, two households, a task, an open issue."""
    members = [book.members.write(Draft(name=name, contact_group="3")) for name in ("周正", "吴梅")]
    group = book.groups.found(
        Draft(name="3组", unit="红旗公社/崔寨大队", leader="李霞平", key_members="王大山、孙二娘")
    )
    for number, head in enumerate(("陈桂生", "赵祥")):
        book.households.assign(
            Draft(head=head, code=f"0{number}", group=group.id, contact=members[0].id)
        )
    book.tasks.write(Draft(title="冬修水利"))
    book.issues.raise_(Draft(title="夜校没有灯油", group=group.id, detail="后半程散了"))


def first_group(user: Hands) -> Group:
    return user.book.groups.all()[0]


async def counted(user: Hands, *keys: str) -> int:
    """Press keys; how many there were."""
    before = user.pressed
    await user.press(*keys)
    return user.pressed - before


# --- 1: contact by household -----------------------------------------------------------------


async def test_contact_by_household(screens: Screens) -> None:
    """A visit with three explanations and a new issue takes 12 keys besides its words, also where
    it is said which task was explained: that says the first explanation."""
    async with screens(fill=settled) as user:
        await user.press("2")
        before = user.pressed
        await user.press("v", "1", "tab", "2", "3", "tab", "1")
        assert user.field("explained") == ("tasks", "policies", "methods")
        await user.fill_by_keys("new_issues", "水渠漏水")
        await user.press("ctrl+s")
        assert user.pressed - before <= CONTACT_KEYS
        (visit,) = user.book.visits.all()
        assert visit.explained == ("tasks", "policies", "methods")
        assert visit.tasks == (user.book.tasks.all()[0].id,)
        assert "水渠漏水" in [each.title for each in user.book.issues.all()]


async def test_a_household_not_yet_told_is_two_steps_away(screens: Screens) -> None:
    """The task's households not yet told are listed, and Enter on one writes its visit down."""
    async with screens(fill=settled) as user:
        before = user.pressed
        await user.press("b")
        await user.see("0/2", "陈桂生", "赵祥")
        await user.press("enter", "enter", "1", "ctrl+s")  # the task is ticked already
        assert user.pressed - before <= TASK_KEYS
        await user.see("已交代1户")
        (visit,) = user.book.visits.all()
        assert len(visit.tasks) == 1


async def test_all_issues_are_referred_with_one_key(screens: Screens) -> None:
    """One key and a yes refer every issue the branch was not told of; how old the oldest is is said."""
    clock = Clock(dt.date(2026, 11, 15))
    async with screens(fill=settled, clock=clock) as user:
        user.book.issues.raise_(Draft(title="水渠漏水"))
        clock.today = dt.date(2026, 11, 21)
        assert await counted(user, "R", "y") == REFER_KEYS
        assert all(each.referred_on == clock.today for each in user.book.issues.all())
        assert "6" in user.told()
        await user.press("u")
        assert not any(each.referred_on for each in user.book.issues.all())
        await user.press("f17")  # as old terminals send Shift+F5
        await user.see("向支部反映2个问题？")
        await user.press("n")
        assert not any(each.referred_on for each in user.book.issues.all())
        first, _second = user.book.issues.all()
        user.book.issues.refer([first.id])
        await user.press("R")  # of one alone nothing is asked
        assert all(each.referred_on for each in user.book.issues.all())


async def test_households_change_hands_together(screens: Screens) -> None:
    """All households that are shown go to another member in one act; their story says so."""
    async with screens(fill=settled) as user:
        await user.press("2")
        before = user.pressed
        await user.press("H")
        await user.type("吴梅")
        await user.press("tab", "2", "ctrl+s")
        assert user.pressed - before <= HAND_OVER_KEYS
        meets = {user.book.shelf.member_name(each.contact) for each in user.book.households.all()}
        assert meets == {"吴梅"}
        await user.see("周正", "吴梅")
        await user.press("u")
        meets = {user.book.shelf.member_name(each.contact) for each in user.book.households.all()}
        assert meets == {"周正"}


# --- 2: the rhythm ---------------------------------------------------------------------------


async def test_the_rhythm(screens: Screens) -> None:
    """The day's summary opens already filled, is saved and reported in four keys."""
    async with screens(fill=settled) as user:
        household = user.book.households.all()[0]
        user.book.visits.note(
            Draft(household=household.id, explained=["tasks"], learned="先浇一遍再下种",
                  visited_on=user.book.today),
            [Draft(title="水渠漏水")],
        )  # fmt: skip
        assert await counted(user, "6", "d", "ctrl+s", "r") <= RHYTHM_KEYS
        (page,) = user.book.diary.all()
        assert page.diary_kind == "daily"
        assert "先浇一遍再下种" in page.text
        assert "水渠漏水" in page.text
        assert page.reported_on == user.book.today


async def test_a_day_is_marked_with_one_key(screens: Screens) -> None:
    """One key goes through study, meetings and front line, and back to nothing."""
    async with screens(fill=settled) as user:
        await user.press("6")
        seen = []
        for _ in range(4):
            assert await counted(user, "space") == SPENT_KEYS
            seen.append(tuple(each.spent for each in user.book.diary.all()))
        assert seen == [("study",), ("meeting",), ("front_line",), ()]


async def test_the_five_day_summary_covers_its_days(screens: Screens) -> None:
    """The five-day summary opens with the days since the last one and what was done in them."""
    async with screens(fill=settled) as user:
        today = user.book.today
        user.book.diary.write(Draft(kind="five_day", on=today - dt.timedelta(days=4), text="小结"))
        await user.press("6", "f", "ctrl+s")
        page = user.book.diary.all()[-1]
        assert (page.from_on, page.to_on) == (today - dt.timedelta(days=3), today)
        assert "夜校没有灯油" in page.text


# --- 3: work groups and core groups ----------------------------------------------------------


async def test_a_survey(screens: Screens) -> None:
    """A survey is a type and what was found; the road shows at once."""
    async with screens(fill=settled) as user:
        await user.press("5")
        before = user.pressed
        await user.press("y", "3", "tab")
        await user.type("出工七成")
        await user.press("ctrl+s")
        assert user.pressed - before <= SURVEY_KEYS
        (survey,) = user.book.shelf.every(Survey)
        assert (survey.type, survey.findings.attendance) == (3, "出工七成")
        await user.press("y", "2", "ctrl+s")
        await user.see("三类（11-21） -> 二类")


async def test_a_stay_begins_and_ends(screens: Screens) -> None:
    """One key begins a stay and ends it; its end plans the group's follow-ups, one of which is
    then noted from the group."""
    clock = Clock()
    async with screens(fill=settled, clock=clock) as user:
        await user.press("5")
        before = user.pressed
        await user.press("H")
        await user.type("帮助建立核心小组")
        await user.press("ctrl+s")
        clock.pass_days(20)
        await user.press("H", "ctrl+s")
        assert user.pressed - before <= STAY_KEYS
        (stay,) = user.book.shelf.every(Stay)
        assert stay.to_on == user.book.today
        planned = [each for each in user.book.shelf.every(FollowUp) if each.group]
        assert planned
        await user.press("f", "1", "ctrl+s")
        held = [each for each in user.book.shelf.every(FollowUp) if each.result == "held"]
        assert [each.due_on for each in held] == [min(each.due_on for each in planned)]


async def test_groups_are_filtered_by_type_and_looked_at_by_unit(screens: Screens) -> None:
    """One key shows one type after the other; another the units, Enter goes down, Esc up."""
    async with screens(fill=settled) as user:
        other = user.book.groups.found(Draft(name="4组", unit="红旗公社/河西大队"))
        user.book.surveys.note(Draft(group=other.id, type="3"))
        await user.press("5", "a")
        await user.until(lambda: [row.cells[0] for row in user.records.rows] == ["4组"])
        await user.press("a", "a", "a")
        await user.until(lambda: [row.cells[0] for row in user.records.rows] == ["3组"])
        await user.press("M")
        await user.until(lambda: [row.cells[0] for row in user.records.rows] == ["红旗公社"])
        await user.press("enter", "down", "enter")
        await user.until(lambda: [row.cells[0] for row in user.records.rows] == ["4组"])
        await user.press("escape")
        await user.until(lambda: user.records.total == 2)
        assert user.records.cursor_key == "/红旗公社/河西大队"


# --- 4: advise, don't take over --------------------------------------------------------------


async def test_a_solution_says_who_carries_it_out(screens: Screens) -> None:
    """The leader is offered first for those it was studied with; who carries it out is one key."""
    async with screens(fill=settled) as user:
        await user.press("3")
        before = user.pressed
        await user.press("s")
        await user.type("轮流带油")
        await user.press("tab", "1", "tab", "1", "ctrl+s")
        assert user.pressed - before <= SHARE_KEYS
        (solution,) = user.book.solutions.all()
        assert [each.name for each in solution.with_whom] == ["李霞平"]
        assert solution.carried_by == "group"
        await user.press("5")
        await user.see("100%")


# --- 5: help must hold after leaving ---------------------------------------------------------


async def test_a_follow_up_and_its_lesson(screens: Screens) -> None:
    """A relapse takes three keys; the lesson of it is made with one key, those whose turn it is
    offered by number."""
    async with screens(fill=settled) as user:
        issue = user.book.issues.all()[0]
        solution = user.book.solutions.note(Draft(issues=[issue.id], method="轮流带油"))
        user.book.solutions.solve(solution.id, Draft(solved_on=user.book.today))
        await user.press("4")
        assert await counted(user, "f", "2", "ctrl+s") <= FOLLOW_UP_KEYS
        assert user.book.shelf.status(user.book.issues.all()[0]) == "relapsed"
        await user.press("3")
        await user.see("回访 12-21 · 已取消")
        assert await counted(user, "L", "1", "ctrl+s") <= LESSON_KEYS
        (training,) = user.book.shelf.every(Training)
        assert (training.issue, training.topic) == (issue.id, issue.title)
        assert [each.name for each in training.attendees] == ["李霞平"]


async def test_an_experience_is_half_written_already(screens: Screens) -> None:
    """The write-up of a solution opens with what the book knows of it, and on-site meetings are
    lines."""
    async with screens(fill=settled) as user:
        issue = user.book.issues.all()[0]
        user.book.solutions.note(Draft(issues=[issue.id], method="轮流带油"))
        await user.press("4")
        before = user.pressed
        await user.press("x")
        await user.press("ctrl+s")
        assert user.pressed - before <= EXPERIENCE_KEYS
        (found,) = user.book.shelf.every(Experience)
        assert (found.title, found.situation, found.action) == (
            "夜校没有灯油", "后半程散了", "轮流带油",
        )  # fmt: skip
        assert found.group == first_group(user).id
        form_words = "2026-11-21 / 三个组的组长 / 看了账本"
        user.app.go_to("groups")
        await user.settle()
        user.app.screen.story.focus()  # type: ignore[attr-defined]
        await user.until(
            lambda: user.app.screen.story.move_to(f"experience:{found.id}")  # type: ignore[attr-defined]
        )
        await user.press("e")
        await user.fill_by_keys("meetings", form_words)
        await user.press("ctrl+s")
        (found,) = user.book.shelf.every(Experience)
        assert [(each.who, each.note) for each in found.meetings] == [("三个组的组长", "看了账本")]


async def test_good_work_is_commended(screens: Screens) -> None:
    """The group under the cursor is commended, and its story says so."""
    async with screens(fill=settled) as user:
        await user.press("5", "c")
        await user.type("带头修渠")
        await user.press("ctrl+s")
        (found,) = user.book.commendations.all()
        assert (found.whom.role, found.whom.id) == ("group", first_group(user).id)
        await user.see("带头修渠")


async def test_whom_to_commend_is_told_apart(screens: Screens) -> None:
    """Groups, members and households of one name are offered with what only they have."""

    def alike(book: Fieldbook) -> None:
        for number in (1, 2):
            group = book.groups.found(Draft(name="张三", unit=f"红旗/{number}队"))
            book.members.write(Draft(name="张三", contact_group=str(number)))
            book.households.assign(Draft(head="张三", group=group.id, address=f"{number}号"))

    async with screens(fill=alike) as user:
        labels = [each.label for each in CommendationForm(user.book)._offers()]
        assert len(set(labels)) == len(labels) == 6


async def test_a_page_of_a_past_day_is_of_that_day(screens: Screens) -> None:
    """The arrows go to another day; what is written there belongs to it, and no day to come is
    written."""
    async with screens(fill=settled) as user:
        await user.press("6", "left", "left", "n")
        await user.type("补记")
        await user.press("ctrl+s")
        (page,) = user.book.shelf.every(Diary)
        assert page.on == user.book.today - dt.timedelta(days=2)
        await user.press("pagedown", "d")
        assert user.where() == "diary"


async def test_groups_without_a_unit_have_a_row_among_the_units(screens: Screens) -> None:
    """The rows make up the whole: groups of no unit, and of none below, stand last and open as a unit does."""
    async with screens(lang="en", fill=villages.nothing) as user:
        for name, unit in (("Hill", ""), ("Mill", "East"), ("Ford", "East/North")):
            user.book.groups.found(Draft(name=name, unit=unit))
        await user.press("5", "M")
        assert [row.cells[:2] for row in user.records.rows] == [("East", "2"), ("no unit", "1")]
        await user.press("end")
        await user.see("no unit", "1 group")
        await user.press("enter")
        await user.see("no unit: all types", "Hill")
        assert len(user.records.rows) == 1
        await user.press("escape", "home", "enter")
        assert [row.cells[0] for row in user.records.rows] == ["North", "directly under it"]
        await user.press("end", "enter")
        await user.see("East / directly under it: all types", "Mill")
        await user.press("escape", "escape")
        assert [row.cells[0] for row in user.records.rows] == ["East", "no unit"]


async def test_where_no_group_has_a_unit_there_are_none(screens: Screens) -> None:
    """No row stands for all there is."""
    async with screens(lang="en", fill=villages.nothing) as user:
        user.book.groups.found(Draft(name="Hill"))
        await user.press("5", "M")
        await user.see("No units below this one.")
