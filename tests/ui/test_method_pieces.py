"""A walk by keyboard at 80x24 for each of the method's other pieces: done, seen again, undone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import (
    Experience,
    Household,
    Link,
    OnSiteMeeting,
    Plan,
    Task,
    Training,
)
from fieldbook.settings import Settings
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.screens.lists import ListsScreen
from fieldbook.ui.screens.path import PathScreen
from fieldbook.ui.widgets.caret import CaretInput
from fieldbook.ui.widgets.record_list import RecordList
from fieldbook.ui.widgets.story import Story
from tests.clock import Clock
from tests.ui.hands import Hands, Screens
from tests.ui.test_method import settled

SETTINGS = Settings(
    name="周正", alongside=("边劳动", "边宣传"), week_rule=(2, 5), week_names=("会议学习", "下面")
)


def surveyed(book: Fieldbook) -> None:
    """The small branch, with a second group and surveys of three months."""
    settled(book)
    first = book.groups.all()[0]
    book.groups.found(Draft(name="4组", unit="红旗公社/李庄大队", leader="钱多"))
    for on, number in (("2026-09-12", 3), ("2026-10-12", 3), ("2026-11-12", 2)):
        book.surveys.note(Draft(group=first.id, surveyed_on=on, type=number))


def lists(user: Hands) -> ListsScreen:
    assert isinstance(user.app.screen, ListsScreen), user.app.screen
    return user.app.screen


async def test_a_task_is_given_to_groups_and_ends(screens: Screens) -> None:
    """A policy for one group: who was told by contact group; E ends it with what became of it."""
    async with screens(fill=settled) as user:
        await user.press("b", "n")
        await user.fill("title", "借粮还粮")
        await user.press("tab", "2")
        await user.fill("groups", "3组")
        await user.press("enter", "ctrl+s")
        task = user.book.tasks.all()[-1]
        assert (task.task_kind, task.groups) == ("policy", (user.book.groups.all()[0].id,))
        await user.see("政策：借粮还粮", "第3联系组", "0/2")
        await user.press("E")
        await user.type("都知道了")
        await user.press("ctrl+s")
        await user.see("都知道了", "11-21 结束")
        assert user.book.shelf.get(Task, task.id).ended_on == dt.date(2026, 11, 21)
        await user.press("u")
        assert user.book.shelf.get(Task, task.id).ended_on is None


async def test_a_class_of_a_whole_unit(screens: Screens) -> None:
    """A class says its batch, who taught, what people said, and for which unit it was held."""
    async with screens(fill=settled) as user:
        await user.press("5", "L")
        for name, words in (
            ("topic", "评工"), ("attendees", "李霞平"), ("lecturers", "周正"), ("note", "先算后评"),
            ("discussed", "字要大"), ("batch", "1"), ("unit", "红旗公社 / 崔寨大队"),
        ):  # fmt: skip
            await user.fill(name, words)
        await user.press("ctrl+s")
        (held,) = user.book.trainings.all()
        assert (held.batch, held.unit) == ("1", ("红旗公社", "崔寨大队"))
        await user.press("enter")
        await user.see("评工 · 第1批", "先算后评", "字要大")
        await user.press("escape", "M", "l", "end")
        await user.see("合计：组长1/1，骨干0/2", "第1批：组长1/1，骨干0/2")
        await user.press("u")
        assert not user.book.shelf.count(Training)


async def test_what_was_done_besides_is_ticked(screens: Screens) -> None:
    """The branch's own words of the settings are ticked on a visit, several of them."""
    async with screens(fill=settled, settings=SETTINGS) as user:
        await user.press("2", "v")
        body = user.form.body
        while body.current is not body.fields["alongside"]:
            await user.press("tab")
        await user.press("1", "2", "ctrl+s")
        assert user.book.visits.all()[-1].alongside == ("边劳动", "边宣传")
        await user.press("enter")
        await user.see("边劳动、边宣传")


async def test_without_own_words_nothing_is_asked(screens: Screens) -> None:
    """A branch that has set no words of its own is not asked for what was done besides."""
    async with screens(fill=settled) as user:
        await user.press("2", "v")
        assert "alongside" not in user.form.body.fields


async def test_what_was_learned_is_passed_on(screens: Screens) -> None:
    """The list of what was learned is found by a word; x begins an experience with its words."""
    async with screens(fill=settled) as user:
        home = user.book.households.all()[0]
        user.book.visits.note(Draft(household=home.id, learned="南坡地先浇一遍再下种"))
        user.book.visits.note(Draft(household=home.id, learned="井绳浸过桐油"))
        await user.press("N")
        lists(user).list.move_to("learned")
        await user.press("enter")
        await user.see("南坡地", "井绳")
        await user.type("桐油")
        await user.press("enter", "x")
        assert user.field("situation") == "井绳浸过桐油"
        await user.press("ctrl+s")
        (found,) = user.book.experiences.all()
        assert (found.title, found.group) == ("井绳浸过桐油", home.group)
        assert user.book.visits.get(found.visit).learned == "井绳浸过桐油"
        await user.press("u")
        assert not user.book.shelf.count(Experience)


async def test_an_experience_of_the_contact_work(screens: Screens) -> None:
    """On a member x writes up what he tells, of no group, and his story says so."""
    async with screens(fill=settled) as user:
        await user.press("p", "x")
        assert user.field("told_by") == ("周正",)
        await user.fill("title", "先听完再记")
        await user.press("ctrl+s")
        (found,) = user.book.experiences.all()
        assert (found.group, found.told_by and found.told_by.name) == ("", "周正")
        await user.press("enter")
        await user.see("先听完再记")


async def test_a_key_point_is_taken_on(screens: Screens) -> None:
    """G takes a group on as a key point, for a committee; how it went is noted later."""
    async with screens(fill=settled) as user:
        await user.press("5", "G", "3")
        await user.fill("committee", "公社党委")
        await user.press("ctrl+s")
        (link,) = user.book.links.all()
        assert (link.link_kind, link.committee) == ("key_point", "公社党委")
        await user.see("重点组")
        user.book.links.edit(link.id, Draft(outcome="能自己评了"))
        await user.press("N")
        lists(user).list.move_to("key_points")
        await user.press("enter")
        await user.see("公社党委", "能自己评了")
        await user.press("u", "u")
        assert not user.book.shelf.count(Link)


async def test_an_on_site_meeting_is_planned_and_held(screens: Screens) -> None:
    """O plans a meeting; on its day O notes who came and what they took home."""
    clock = Clock()
    async with screens(fill=surveyed, clock=clock) as user:
        await user.press("5", "O")
        await user.fill("topic", "看评工")
        await user.fill("on", "2026-11-23")
        await user.fill("groups", "4组")
        await user.press("enter", "ctrl+s")
        (meeting,) = user.book.on_site_meetings.all()
        assert meeting.groups == (user.book.groups.all()[1].id,)
        assert meeting.held_on is None
        clock.today = dt.date(2026, 11, 23)
        await user.press("O")
        assert isinstance(user.app.screen, FormScreen)
        await user.type("立一块板子")
        await user.press("ctrl+s")
        held = user.book.shelf.get(OnSiteMeeting, meeting.id)
        assert (held.held_on, held.came) == (clock.today, meeting.groups)
        await user.press("enter")
        await user.see("现场会：看评工", "立一块板子", "4组")
        await user.press("u", "u")
        assert not user.book.shelf.count(OnSiteMeeting)


async def test_a_day_that_has_to_be_filled_is_asked_for(screens: Screens) -> None:
    """An on-site meeting without a day is not planned for today, nor a survey whose day was emptied."""
    async with screens(fill=surveyed) as user:
        await user.press("5", "O")
        await user.fill("topic", "看评工")
        await user.press("ctrl+s")
        assert user.form.body.fields["on"].problem
        await user.fill("on", "明天")
        await user.press("ctrl+s")
        (meeting,) = user.book.on_site_meetings.all()
        assert meeting.on == user.book.today + dt.timedelta(days=1)
        await user.press("y", "1")
        await user.fill("surveyed_on", "")
        await user.press("ctrl+u")
        await user.press("ctrl+s")
        assert user.form.body.fields["surveyed_on"].problem


async def test_five_good_has_its_mark(screens: Screens) -> None:
    """Ten days after five-good commendations the diary says that they are due, then missed."""
    clock = Clock(dt.date(2026, 11, 1))
    async with screens(fill=settled, clock=clock) as user:
        user.book.commendations.write(Draft(whom="陈桂生", kind="five_good", for_what="带头"))
        clock.today = dt.date(2026, 11, 15)
        await user.press("6")
        await user.see("五好：逾期4天")
        await user.press("left", "left", "left", "left")
        await user.see("五好：漏了")


async def test_who_answers_for_what_and_a_plan(screens: Screens) -> None:
    """Areas are written in the group's form, dated; P makes a plan, and the next looks back on it."""
    clock = Clock()
    async with screens(fill=settled, clock=clock) as user:
        await user.press("5", "e")
        await user.fill("duties", "生产 / 王大山")
        await user.press("ctrl+s")
        (duty,) = user.book.groups.all()[0].duties
        assert (duty.area, duty.who) == ("生产", "王大山")
        await user.press("enter")
        await user.see("生产 王大山（11-21 起）")
        await user.press("escape", "P")
        await user.fill("production", "秋翻三十亩")
        await user.press("ctrl+s")
        clock.today = dt.date(2026, 12, 1)
        await user.press("P")
        await user.see("生产：秋翻三十亩")
        await user.fill("looked_back", "翻完了")
        await user.fill("work", "清渠")
        await user.press("ctrl+s")
        first, second = user.book.plans.all()
        assert (first.looked_back, second.work) == ("翻完了", "清渠")
        assert (first.to_on, second.from_on) == (dt.date(2026, 11, 30), dt.date(2026, 12, 1))
        await user.press("u", "u")
        assert not user.book.shelf.count(Plan)


async def test_the_week_goes_by_the_countys_rule(screens: Screens) -> None:
    """The diary counts the week against two and five days, by the branch's own names."""
    async with screens(fill=settled, settings=SETTINGS) as user:
        await user.press("6", "s")
        await user.see("会议学习 1/2", "下面 0/5")
        await user.press("s", "s")
        await user.see("会议学习 0/2", "下面 1/5")


async def test_a_figure_opens_its_list(screens: Screens) -> None:
    """Enter on a figure of a unit opens the list behind it, of that unit; Esc goes all the way back."""
    async with screens(fill=surveyed) as user:
        await user.press("5", "M")
        await user.see("逐月", "2026-09")
        await user.press("l", "enter")
        assert (lists(user).code, lists(user).unit) == ("not_surveyed", ("红旗公社",))
        await user.see("这段时间没有摸底的小组", "4组")
        assert user.records.shown == 1
        await user.see("全部日子")  # as the figure counts
        await user.press("escape", "escape")
        assert user.where() == "groups"


async def test_a_month_of_the_series_opens_the_list_of_its_last_day(screens: Screens) -> None:
    """Enter on a month's share opens who stood behind it then; C goes to any other day."""
    async with screens(fill=surveyed) as user:
        await user.press("5", "M", "l", *["down"] * 5)
        story = user.app.screen.query_one(Story)
        assert story.cursor_key.startswith("list:without_core/2026-09-30"), story.cursor_key
        await user.press("enter")
        assert (lists(user).code, lists(user).on) == ("without_core", dt.date(2026, 9, 30))
        await user.see("截至2026-09-30")
        await user.press("escape")
        lists(user).list.move_to("type_3")
        await user.press("enter")
        assert user.records.shown == 1  # in September and October it was of type 3
        await user.press("C", "ctrl+u")
        await user.type("11-12")
        await user.press("enter")
        assert lists(user).on == dt.date(2026, 11, 12)
        assert not user.records.shown
        await user.press("C", "ctrl+u")
        await user.type("2026-12-24")
        await user.press("enter")
        await user.see("12-24")
        assert isinstance(user.app.screen, FormScreen)  # a day to come is refused
        await user.press("ctrl+u", "enter")
        assert lists(user).on is None


async def test_every_figure_of_today_opens_its_list(screens: Screens) -> None:
    """Enter on a figure of Today opens the list of names behind it; Esc comes back."""
    async with screens(fill=surveyed) as user:
        found = {}
        agenda = user.app.screen.query_one(RecordList)
        keys = [row.key for row in agenda.rows if row.key.startswith("list:")]
        for key in keys:
            agenda.move_to(key)
            await user.press("enter")
            found[key.split(":")[1]] = user.records.shown
            await user.press("escape", "escape")
            assert user.where() == "today"
        book = user.book
        assert found == {code: len(book.names(code)) for code in found}
        assert {"overdue", "not_surveyed", "type_3", "without_core"} <= set(found)


async def test_a_contact_groups_figures_open_its_households(screens: Screens) -> None:
    """Enter on a contact group's row lists its households that were not visited in time."""
    async with screens(fill=settled) as user:
        await user.press("p", "l")
        story = user.app.screen.query_one(Story)
        while not story.cursor_key.startswith("list:overdue"):
            await user.press("down")
        await user.press("enter")
        of = lists(user).of
        wanted = [each for each in user.book.names("overdue") if each.cells[4] == of]
        assert user.records.shown == len(wanted) > 0
        await user.see(f"第{of}联系组")


async def test_a_list_is_written_into_a_file(screens: Screens) -> None:
    """W writes an open list where the user says, as a table that can be printed."""
    async with screens(fill=surveyed) as user:
        await user.press("N", "enter", "W", "ctrl+u")
        target = user.app.drafts.book_path.parent.parent / "list.md"
        await user.type(str(target))
        await user.press("enter")
        await user.until(target.is_file)
        assert "| 红旗公社 | 2 | 1 |" in target.read_text(encoding="utf-8")


async def test_acts_are_done_from_a_list(screens: Screens) -> None:
    """From the households not told of a task a visit is written down; the line is gone then."""
    async with screens(fill=settled) as user:
        await user.press("N")
        lists(user).list.move_to("untold")
        await user.press("enter")
        before = user.records.shown
        record = lists(user).record()
        assert isinstance(record, Household)
        await user.press("v", "1", "tab", "tab", "1", "ctrl+s")
        task = user.book.tasks.all()[0].id
        user.book.visits.edit(user.book.visits.all()[-1].id, Draft(tasks=[task]))
        await user.press("u", "U")
        assert user.records.shown == before - 1


async def test_a_list_is_seen_before_it_is_opened(screens: Screens) -> None:
    """Beside the line of a list stands how it begins; W opens that one and asks where to write it."""
    async with screens((120, 40), fill=surveyed) as user:
        await user.press("N")
        lists(user).list.move_to("leaders_untrained")
        await user.settle()
        assert lists(user).code == ""
        await user.see("钱多")
        await user.press("W")
        assert isinstance(user.app.screen, PathScreen)
        await user.press("escape")
        assert lists(user).code == "leaders_untrained"


async def test_a_written_list_says_of_which_days_it_is(screens: Screens, tmp_path: Path) -> None:
    """Who reads the paper does not see the screen; a file of another kind is refused."""
    async with screens((120, 40), fill=surveyed) as user:
        await user.press("N")
        lists(user).open("posts", days=30)
        await user.press("W")
        wanted = tmp_path / "posts.md"
        user.app.screen.query_one(CaretInput).value = str(wanted)
        await user.press("enter")
        await user.until(wanted.exists)
        assert "2026-10-23" in wanted.read_text(encoding="utf-8")
        await user.press("W")
        user.app.screen.query_one(CaretInput).value = str(tmp_path / "posts.rtf")
        await user.press("enter")
        await user.until(lambda: "没有“rtf”这种" in user.told())
        assert not (tmp_path / "posts.rtf").exists()


async def test_a_numbered_record_is_named_as_soon_as_it_is_taken(screens: Screens) -> None:
    """The group stands beneath its number; what divides two of them goes when the field is left."""
    async with screens(fill=surveyed) as user:
        await user.press("b", "n")
        await user.fill("groups", "4组")
        await user.press("down", "enter", "tab")
        number = user.book.groups.all()[1].seq
        assert user.form.body.fields["groups"].draft == f"#{number}"


async def test_where_tasks_are_written_down_is_said(screens: Screens) -> None:
    """A visit in a book without tasks says where they are written down; later it does not."""
    async with screens(fill=lambda book: book.households.assign(Draft(head="甲一"))) as user:
        await user.press("2", "v")
        await user.see("“任务”屏")
        await user.press("escape")
        user.book.tasks.write(Draft(title="夏收"))
        await user.press("v")
        assert not any("“任务”屏" in line for line in user.lines())


async def test_figures_of_units_have_their_titles_before_the_list_is_opened(
    screens: Screens,
) -> None:
    """Seven bare numbers beside each other would say nothing."""
    async with screens((120, 40), "en", fill=surveyed, settings=SETTINGS) as user:
        await user.press("N")
        lists(user).list.move_to("units")
        await user.until(lambda: "Groups 2  Srv. 1" in user.seen(), "titles")
