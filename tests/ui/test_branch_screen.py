"""The branch's screen, walked through by keys: the referral desk in one pass, reports, contact groups."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.acts.making import make
from fieldbook.domain.changes import Swap
from fieldbook.domain.drafts import Draft
from fieldbook.domain.merge.asking import Asked
from fieldbook.domain.records import Commendation, Household, Issue, Task
from fieldbook.domain.saying import say
from fieldbook.exchange.founding import found
from fieldbook.i18n import use_language
from fieldbook.reports.branch import AtDesk, referral_desk
from fieldbook.ui.forms.branch import IssueTaskForm
from fieldbook.ui.forms.experience import CommendationForm
from fieldbook.ui.forms.referral import AnswerForm
from fieldbook.ui.told.branch import desk_row
from fieldbook.ui.told.today import CAME, today_rows
from fieldbook.ui.told.versions import in_one
from fieldbook.ui.under import key_of
from tests.beside import lay_beside
from tests.ui import villages
from tests.ui.hands import Hands, Screens, resized


def desk(user: Hands) -> tuple[AtDesk, ...]:
    """What stands at the desk now."""
    return referral_desk(user.book.shelf, user.book.today, user.book.habits)


def first(user: Hands) -> Issue:
    """The issue that has waited longest."""
    return desk(user)[0].row.issue


async def test_a_pass_answers_makes_a_task_and_takes_into_study(screens: Screens) -> None:
    """Each act takes its issue from the desk, the cursor stands on the next, and u brings it back."""
    async with screens(fill=villages.full) as user:
        await user.press("B")
        waiting = len(desk(user))

        answered = first(user)
        await user.press("r")
        assert isinstance(user.form, AnswerForm)
        await user.type("下周派人来")
        await user.press("ctrl+s")
        assert user.book.issues.get(answered.id).answer == "下周派人来"
        assert user.records.cursor_key == f"issue:{first(user).id}"

        made = first(user)
        await user.press("n")
        assert isinstance(user.form, IssueTaskForm)
        await user.press("ctrl+s")
        assert made.title in user.book.issues.get(made.id).answer
        assert user.book.tasks.all()[-1].title == made.title

        studied = first(user)
        await user.press("t")
        assert user.book.issues.get(studied.id).answered_on == user.book.today
        assert len(desk(user)) == user.records.total == waiting - 3

        await user.press("u", "u", "u")
        assert len(desk(user)) == user.records.total == waiting


async def test_several_are_decided_at_once(screens: Screens) -> None:
    """Marked issues get one answer, lead to one task, or are taken into study, each as one act."""
    async with screens(fill=villages.full) as user:
        await user.press("B")
        waiting, acts = len(desk(user)), len(user.book.acts)
        await user.press("space", "space", "t")
        await user.press("space", "space", "r")
        await user.type("已收到")
        await user.press("ctrl+s")
        await user.press("A", "n", "ctrl+s")
        assert len(user.book.acts) == acts + 3
        assert desk(user) == ()
        await user.see("都已答复")
        await user.press("u", "u", "u")
        assert len(desk(user)) == waiting


async def test_what_a_meeting_put_off_today_says_so_without_a_number(screens: Screens) -> None:
    """No day has passed since: 今天缓议, as 今天 stands for what was referred today."""
    async with screens((120, 40), fill=villages.full) as user:
        row = desk(user)[0]
        use_language("zh_CN")
        told = {
            (days, put_off): desk_row(user.book, row._replace(days=days, is_put_off=put_off)).cells[
                0
            ]
            for days in (0, 3)
            for put_off in (False, True)
        }
        assert (told[0, True], told[0, False], told[3, True]) == ("今天缓议", "今天", "缓议3天")


async def test_good_work_is_commended_from_the_desk(screens: Screens) -> None:
    """c on an issue commends its household or group; on a report, the member, who n gives a task."""
    async with screens(fill=villages.full) as user:
        await user.press("B", "c")
        assert isinstance(user.form, CommendationForm)
        await user.press("escape", "a", "n")
        assert user.field("given_to") == ("林致远",)
        await user.press("escape", "c")
        await user.fill("for_what", "日总结写得实在")
        await user.press("ctrl+s")
        commended = user.book.shelf.every(Commendation)[-1]
        assert commended.whom.role == "member"


async def test_the_parts_come_one_after_the_other(screens: Screens) -> None:
    """Reports with their texts, contact groups side by side, and the desk again; P asks for more days.

    The footer names what can be done in the part that is shown.
    """
    async with screens((120, 40), "en", fill=villages.full) as user:
        await user.press("B")
        await user.see("[Referral desk]")
        await user.press("a")
        await user.see("[Members' reports]")
        page = max(user.book.diary.all(), key=lambda e: (e.diary_kind == "daily", e.on))
        assert page.text.split()[0] in user.seen()
        await user.press("down")
        await user.see("No book from")
        await user.press("a")
        await user.see("[Contact groups]")
        await user.see("10 days")
        await user.see("Visits overdue")
        await user.press("P")
        await user.see("30 days")
        await user.press("a")
        await user.see("[To settle]")
        assert "settle" in user.footer()
        assert "answer" not in user.footer()
        await user.press("a")
        await user.see("[Referral desk]")
        assert "answer" in user.footer()


async def test_what_is_no_referral_is_not_decided_on(screens: Screens) -> None:
    """On a member or a contact group the acts of the desk say why they cannot be done.

    Of a member the days of the daily, the five-day and the ten-day report stand beside each other,
    at 80 columns too.
    """
    async with screens(fill=villages.full) as user:
        acts = len(user.book.acts)
        await user.press("B", "a")
        for word in ("日总结", "五天", "十天"):
            assert word in user.lines()[3]
        for keys in ((), ("a",)):
            await user.press(*keys)
            await user.press("r", "t")
            assert user.where() == "branch"
        assert len(user.book.acts) == acts


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
async def test_the_desk_is_usable_on_a_small_terminal(screens: Screens, lang: str) -> None:
    """For how long, what, and whose it is are seen, and Enter reads the whole story."""
    async with screens((60, 20), lang, fill=villages.full) as user:
        await user.press("B")
        row = desk(user)[0]
        for size in ((60, 20), (80, 24)):
            await resized(user.pilot, *size)
            await user.settle()
            line = user.lines()[user.records.region.y + 1]
            for words in (str(row.days), row.row.issue.title[:5], row.contact_group):
                assert words in line
            await user.press("enter")
            assert row.row.issue.title[:5] in user.seen()
            await user.press("escape")


async def test_a_contact_group_s_name_is_whole_at_the_desk(screens: Screens) -> None:
    """“Group 1” is not cut at 80 columns, where the title has room to give."""

    def fill(book: Fieldbook) -> None:
        member = book.members.write(Draft(name="Tom", contact_group="Group 1"))
        home = book.households.assign(Draft(head="Ann", contact=member.id))
        issue = book.issues.raise_(Draft(title="The well is icy and slippery", household=home.id))
        book.issues.refer([issue.id])

    async with screens(lang="en", fill=fill) as user:
        await user.press("B")
        assert "Group 1" in user.lines()[user.records.region.y + 1]


async def test_today_begins_with_what_came_from_the_branch(screens: Screens) -> None:
    """A task and an answer that an exchange brought stand first; Enter goes where they are read."""
    async with screens(fill=villages.full) as user:
        book = user.book
        issue, pen = first(user), book._desk.pen()
        elsewhere = (("answer", "000000000001-0000-00005678"),)
        answered = msgspec.structs.replace(
            issue, answer="下周派人来", answered_on=book.today, stamps=elsewhere
        )
        task = make(pen, Task, Draft(title="冬修水利", given_on=pen.today))
        book._desk.put("exchange", [Swap(None, task), Swap(issue, answered)])
        await user.press("2", "1", "home")
        top = user.records.region.y
        for at, words in enumerate(("支部新下来的", "冬修水利", "下周派人来"), top):
            assert words in user.lines()[at]
        await user.press("enter")
        assert user.where() == "tasks"
        await user.press("1", "home", "down", "enter")
        assert user.where() == "issues"
        await user.until(lambda: user.records.cursor_key == issue.id)


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh_CN", ("交给你", "交给李芳", "交给你、三组")),
        ("en", ("for you", "for 李芳", "for you, 三组")),
    ],
)
async def test_for_whom_a_task_from_the_branch_is_is_said(
    screens: Screens, lang: str, told: tuple[str, ...]
) -> None:
    """The reader is told so first, also where only his name came; of one for nobody by name nothing is."""
    async with screens((120, 40), lang=lang) as user:
        book = user.book
        me, other = (book.members.write(Draft(name=each)) for each in ("周正", "李芳"))
        group = book.groups.found(Draft(name="三组"))
        pen = book._desk.pen()
        given: list[dict[str, Any]] = [
            {"given_to": [{"name": me.name, "id": me.id}]},
            {"given_to": [{"name": other.name, "id": other.id}]},
            {"given_to": [{"name": me.name}], "groups": [group.id]},
            {},
        ]
        tasks = [
            make(pen, Task, Draft(each, title=f"冬修{number}", given_on=pen.today))
            for number, each in enumerate(given)
        ]
        book._desk.put("exchange", [Swap(None, each) for each in tasks])
        rows = {each.key: each.cells[1] for each in today_rows(book, book.agenda())}
        assert [rows[f"{CAME}{key_of(each)}"] for each in tasks] == [*told, ""]


async def test_what_lies_beside_is_seen_in_the_story_and_settled(screens: Screens) -> None:
    """The other text stands under the head of the story; Y asks which one stays, and u takes it back."""
    async with screens((120, 40), fill=villages.full) as user:
        issue = user.book.issues.all()[0]
        lay_beside(user.book, issue, "detail", detail="另一本里这样写")
        await user.press("B", "a", "a", "a")
        assert user.records.total == 1
        await user.see("另一本里这样写")
        await user.press("Y")
        await user.see("定稿：", "另一本里这样写（另一个工作本，06-25）")
        await user.press("2")
        assert user.book.issues.get(issue.id).detail == "另一本里这样写"
        assert user.records.total == 0
        await user.press("u", "Y", "3")
        both = user.book.issues.get(issue.id).detail
        assert both == f"{issue.detail.rstrip('。')}；另一本里这样写"


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (
            ("水渠漏水，南坡浇不上。", "水渠漏水，北坡也浇不上"),
            "水渠漏水，南坡浇不上；北坡也浇不上",
        ),
        (("水渠漏水，南坡", "水渠漏水；北坡"), "水渠漏水，南坡；北坡"),
        (("水渠漏水", "水渠漏水，南坡浇不上"), "水渠漏水，南坡浇不上"),
        (("会议定在3月12日", "会议定在3月15日"), "会议定在3月12日；15日"),
        (("小麦倒伏", "小路塌了"), "小麦倒伏；小路塌了"),
        (("The canal leaks.", "The canal is dry"), "The canal leaks；is dry"),
        (("一起去看\n甲", "一起去看\n乙"), "一起去看\n甲\n乙"),
    ],
)
def test_how_several_texts_begin_alike_stands_once(texts: tuple[str, ...], told: str) -> None:
    """Of texts that are kept both, the words or lines they have in common at the head are not repeated."""
    use_language("zh_CN")
    assert in_one(texts) == told


async def test_both_titles_stay_on_one_line_and_texts_of_several_lines_below(
    screens: Screens,
) -> None:
    """A title of two lines would be two matters in the minutes; a long text keeps its lines."""
    async with screens((120, 40), fill=villages.full) as user:
        issue = user.book.issues.all()[0]
        lay_beside(user.book, issue, "title", title="另一个标题")
        lay_beside(user.book, user.book.issues.get(issue.id), "detail", detail="第一行\n第二行")
        await user.press("B", "a", "a", "a")
        for _ in range(2):
            await user.press("Y", "3")
        both = user.book.issues.get(issue.id)
        assert both.title == f"{issue.title}；另一个标题"
        assert both.detail == f"{issue.detail}\n第一行\n第二行"


async def test_an_answer_tells_its_text_as_far_as_there_is_room(screens: Screens) -> None:
    """Two titles may begin alike; where one is cut, that is shown."""
    async with screens((80, 24), fill=villages.full) as user:
        issue = user.book.issues.all()[0]
        other = "Well pump at Cotter's Mill keeps tripping the breaker whenever it rains"
        lay_beside(user.book, issue, "title", title=other)
        await user.press("B", "a", "a", "a", "Y")
        await user.see("2  Well pump at Cotter's Mill keeps tripping the breaker when")
        (answer,) = (each for each in user.lines() if "2  Well" in each and "…" in each)
        assert answer


async def test_of_two_names_or_numbers_one_stays(screens: Screens) -> None:
    """Who is head and which telephone it is are one or the other; all of them together is not offered."""
    async with screens((120, 40), fill=villages.full) as user:
        home = user.book.households.all()[0]
        lay_beside(user.book, home, "head", head="陈桂森")
        lay_beside(user.book, user.book.households.get(home.id), "phone", phone="555-0199")
        await user.press("B", "a", "a", "a")
        for shown in ("陈桂森", "555-0199"):
            await user.press("Y")
            await user.see(shown)
            assert "都留下" not in user.seen()
            await user.press("2")
        settled = user.book.households.get(home.id)
        assert (settled.head, settled.phone) == ("陈桂森", "555-0199")


async def test_nothing_is_settled_where_one_text_stands(screens: Screens) -> None:
    """Y says that there is nothing to settle, and asks nothing."""
    async with screens(fill=villages.full) as user:
        await user.press("3", "Y")
        assert user.where() == "issues"
        assert "无须定稿" in user.told()


async def test_a_household_written_down_twice_is_joined_and_taken_apart_again(
    screens: Screens,
) -> None:
    """What looks the same is listed with both stories; Y and 1 make one of them, and u two again."""
    async with screens((120, 40)) as user:
        book = user.book
        first, second = alike_homes(user)
        book.issues.raise_(Draft(title="房顶漏雨", household=second.id))
        await user.press("B", "a", "a", "a")
        assert user.records.total == 1
        await user.see("疑似重复", "房顶漏雨")
        await user.press("Y")
        await user.see("疑似重复：胡大成")
        await user.press("1")
        assert [each.id for each in book.households.all() if each.head == "胡大成"] == [first.id]
        assert book.shelf.pointing(Issue, "household", first.id)
        assert not book.exchange.alike()
        await user.press("u")
        assert book.exchange.alike()
        assert user.records.total == 1


async def test_two_households_that_only_look_the_same_are_told_apart(screens: Screens) -> None:
    """Y on the household itself, and 2: nobody is asked again until u takes it back."""
    async with screens((120, 40)) as user:
        homes, acts = alike_homes(user), len(user.book.acts)
        await user.press("2")
        user.records.move_to(homes[0].id)
        await user.see("疑似重复")
        await user.press("Y", "2")
        assert len(user.book.acts) == acts + 1
        assert not user.book.exchange.alike()
        await user.until(lambda: "疑似重复" not in user.seen())
        await user.press("u")
        assert user.book.exchange.alike()
        await user.see("疑似重复")
        await user.press("U")
        assert not user.book.exchange.alike()
        await user.until(lambda: "疑似重复" not in user.seen())
        await user.press("Y")
        assert "无须定稿" in user.told()


async def test_of_three_that_look_the_same_two_are_joined(screens: Screens) -> None:
    """The third stays, and is asked about next."""
    async with screens((120, 40)) as user:
        first = alike_homes(user)[0]
        third = user.book.households.assign(Draft(head="胡大成", address="西头"))
        await user.press("B", "a", "a", "a", "Y", "3")
        (left,) = user.book.exchange.alike()
        assert set(left.ids) == {first.id, third.id}
        await user.press("Y", "2")
        assert not user.book.exchange.alike()


async def test_two_contacts_of_one_household_are_asked_about(screens: Screens) -> None:
    """Joined, it has the contact that was chosen; that it was the other's too stays, and u takes it back."""
    async with screens() as user:
        book = user.book
        first, second = alike_homes(user)
        chen, liu = (book.members.write(Draft(name=each)).id for each in ("陈国安", "刘志远"))
        book.households.reassign([first.id], chen)
        book.households.reassign([second.id], liu)
        await user.press("B", "a", "a", "a", "Y", "1")
        await user.see("联系人", "陈国安", "刘志远")
        await user.press("n")
        assert len(book.exchange.alike()) == 1
        await user.press("Y", "1", "1")
        (home,) = (each for each in book.households.all() if each.head == "胡大成")
        assert home.contact == chen
        assert [(each.from_contact, each.to_contact) for each in home.handovers] == [
            ("", liu), ("", chen), (liu, chen),
        ]  # fmt: skip
        await user.press("u")
        assert [each.contact for each in book.households.all() if each.head == "胡大成"] == [
            chen, liu,
        ]  # fmt: skip


async def test_what_else_differs_is_said_before_it_is_joined(screens: Screens) -> None:
    """Of a field with room for one value the later stays: the question names it."""
    async with screens((120, 40)) as user:
        first, second = alike_homes(user)
        user.book.households.edit(first.id, Draft(people=4))
        await user.press("B", "a", "a", "a", "Y")
        await user.see("疑似重复：胡大成")
        assert "人口" not in user.seen()
        await user.press("n")
        user.book.households.edit(second.id, Draft(people=5))
        await user.press("Y")
        await user.see("人口")


async def test_duplicates_of_a_branch_are_joined_as_books_join_them(screens: Screens) -> None:
    """J, and F2: no household goes to the trash, and both ids name the one that is left."""
    async with screens() as user:
        book = user.book
        first, second = alike_homes(user)
        await user.press("2", "J", "f2")
        await user.see("疑似重复：胡大成")
        await user.press("2")
        assert not [each for each in user.records.rows if "胡大成" in each.cells[0]]
        await user.press("u", "f2", "1")
        (home,) = (each for each in book.households.all() if each.head == "胡大成")
        assert home.id == first.id == book.households.get(second.id).id
        assert not book.trash()


def alike_homes(user: Hands) -> tuple[Household, Household]:
    """Two households of a branch's book that look the same."""
    found(user.book, "崔寨子支部")
    draft = Draft(head="胡大成", address="西头")
    assign = user.book.households.assign
    return assign(draft), assign(draft)


async def test_what_a_member_asks_for_is_granted_by_one_key(screens: Screens) -> None:
    """His other contact group is listed among what is to be settled, and counts once it is granted."""
    async with screens((120, 40)) as user:
        book = user.book
        found(book, "崔寨子支部")
        member = book.members.write(Draft(name="李霞平", contact_group="1"))
        asked = Asked(
            table="members", id=member.id, slot="contact_group", member=member.id,
            said=say({"contact_group": "2"}, {}), now=say({"contact_group": "1"}, {}),
        )  # fmt: skip
        book.exchange.keep("asked", [msgspec.to_builtins(asked)])
        await user.press("B", "a", "a", "a")
        await user.see("成员提出", "联系组：2")
        await user.press("Y")
        await user.see("请支部决定")
        await user.press("1")
        assert book.members.get(member.id).contact_group == "2"
        assert user.records.total == 0
