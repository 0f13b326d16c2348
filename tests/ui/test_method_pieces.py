"""A walk by keyboard at 80x24 for each of the method's other pieces: done, seen again, undone."""

from __future__ import annotations

import datetime as dt

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import (
    Experience,
    Link,
    OnSiteMeeting,
    Plan,
    Task,
    Training,
)
from fieldbook.settings import Settings
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.screens.lists import ListsScreen
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
        await user.see("不填：全部小组", "不填：全体成员")
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
        await user.see("组长：1/1（100%） · 第1批 1/1", "骨干：0/2 · 第1批 0/2")
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


async def test_a_numbered_record_is_named_as_soon_as_it_is_taken(screens: Screens) -> None:
    """The group stands beneath its number; what divides two of them goes when the field is left."""
    async with screens(fill=surveyed) as user:
        await user.press("b", "n")
        await user.fill("groups", "4组")
        await user.press("down", "enter", "tab")
        number = user.book.groups.all()[1].seq
        assert user.form.body.fields["groups"].draft == f"#{number}"


async def test_where_tasks_are_written_down_is_said(screens: Screens) -> None:
    """A visit in a book without tasks says where they are written down; later it does not.

    A branch that has set no words of its own is not asked for what was done besides.
    """
    async with screens(fill=lambda book: book.households.assign(Draft(head="甲一"))) as user:
        await user.press("2", "v")
        await user.see("“任务”屏")
        assert "alongside" not in user.form.body.fields
        await user.press("escape")
        user.book.tasks.write(Draft(title="夏收"))
        await user.press("v")
        assert not any("“任务”屏" in line for line in user.lines())
