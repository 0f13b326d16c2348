"""The minutes' form: the agenda is there, a decision is typed behind its arrow, one key keeps it all."""

from __future__ import annotations

import datetime as dt

import pytest
from textual.widgets import TextArea

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Diary, Step
from fieldbook.i18n import use_language
from fieldbook.ui.told.minutes import carried_told, left_text, minutes_told, withdrawn_told
from fieldbook.ui.told.story import story_lines
from tests.ui import villages
from tests.ui.hands import Hands, Screens


def page_of(user: Hands) -> Diary:
    """The meeting's page of today."""
    pages = [e for e in user.book.diary.all() if e.on == user.book.today]
    (page,) = [each for each in pages if each.diary_kind == "meeting"]
    return page


async def test_the_agenda_is_what_the_report_asks_to_decide(screens: Screens) -> None:
    """F10 on Meeting opens the minutes: the members have come, each pressing issue stands on its line.

    Minutes that name an issue that is not there are not kept; the form stays, the number is named.
    """
    async with screens(fill=villages.full) as user:
        await user.press("7", "f10")
        values = user.form.body.values()
        assert user.book.members.all()[0].name in str(values["attendees"])
        lines = str(values["matters"]).split("\n")
        numbers = [int(each.split()[0].removeprefix("#")) for each in lines]
        unsolved = {each.seq for each in user.book.issues.unsolved()}
        assert numbers
        assert set(numbers) <= unsolved
        before = len(user.book.diary.all())
        user.form.body.set_values({"matters": "#9999 没有的 -> 修"})
        await user.press("ctrl+s")
        assert len(user.book.diary.all()) == before
        await user.see("#9999")


async def test_issues_out_of_sight_are_counted_beneath_the_agenda(screens: Screens) -> None:
    """On a low screen not all lines are seen: how many there are is said, and where they are all seen nothing."""
    async with screens(size=(80, 24)) as user:
        for number in range(10):
            user.book.issues.raise_(Draft(title=f"问题{number}"))
        await user.press("7", "f10")
        field = user.form.body.fields["matters"]
        assert any("共10行" in mark.text for marks in field.below() for mark in marks)
        user.form.body.set_values({"matters": "问题"})
        await user.settle()
        assert not any("共" in mark.text for marks in field.below() for mark in marks)


async def test_a_decision_typed_is_carried_out_and_undone_with_the_page(screens: Screens) -> None:
    """What stands behind the arrow begins the issue's solution; the status line tells, u takes all back."""
    async with screens(fill=villages.full) as user:
        issue = user.book.issues.raise_(Draft(title="新桥垮了"))
        solutions = len(user.book.solutions.all())
        await user.press("7", "f10")
        first = str(user.form.body.values()["matters"]).split("\n")[0]
        await user.type(" 办")
        assert str(user.form.body.values()["matters"]).split("\n")[0] == f"{first} 办"
        user.form.body.set_values({"matters": f"#{issue.seq} 新桥垮了 -> 先架便桥 / 王大山 / +3"})
        user.app.clear_notifications()
        await user.press("ctrl+s")
        page = page_of(user)
        assert page.matters[0].due_on == user.book.today + dt.timedelta(days=3)
        (begun,) = user.book.shelf.solutions_of(issue)
        assert begun.method == "先架便桥"
        assert "1" in user.told()
        await user.press("u")
        assert len(user.book.solutions.all()) == solutions
        assert user.book.shelf.living(Diary, page.id) is None


async def test_what_was_put_off_is_told_as_referred(screens: Screens) -> None:
    """Nothing was answered or given out, and the issue counts as told to the branch all the same."""
    async with screens(fill=villages.full) as user:
        issue = user.book.issues.raise_(Draft(title="新桥垮了"))
        await user.press("7", "f10")
        user.form.body.set_values({"matters": f"#{issue.seq} 新桥垮了 -> 缓议"})
        user.app.clear_notifications()
        await user.press("ctrl+s")
        assert "同时记为已反映：1个问题。" in user.told()
        assert "落到" not in user.told()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["Carried into 1 answer, 1 solution, 1 task. Noted as referred by it: 1 issue."]),
        ("zh_CN", ["已落到1条答复、1项办法、1项任务。", "同时记为已反映：1个问题。"]),
    ],
)
async def test_what_the_decisions_became_is_told_by_kind(
    screens: Screens, lang: str, said: list[str]
) -> None:
    """Answers, solutions and tasks each by their number, and what was referred by it; then no more."""
    async with screens(lang=lang) as user:
        issue = user.book.issues.raise_(Draft(title="新桥垮了"))
        await user.press("7", "f10")
        matters = f"#{issue.seq} 新桥垮了 -> 先架便桥 / 王大山 / +3\n送肥 -> 送到六队 / 王大山"
        user.form.body.set_values({"matters": matters})
        await user.press("ctrl+s")
        for each in said:
            assert each in user.told()
        user.app.clear_notifications()
        await user.press("f10", "ctrl+s")
        assert said[0][:5] not in user.told()


async def test_a_term_that_was_moved_is_told(screens: Screens) -> None:
    """A solution that had a day, and was given another one by the meeting, is named with both."""
    async with screens() as user:
        book = user.book
        issue = book.issues.raise_(Draft(title="新桥垮了"))
        solution = Draft(issues=(issue.id,), method="架桥", due_on=book.today)
        book.solutions.note(solution)
        later = book.today + dt.timedelta(days=3)
        await user.press("7", "f10")
        user.form.body.set_values({"matters": f"#{issue.seq} 新桥垮了 -> 架桥 / 王大山 / +3"})
        await user.press("ctrl+s")
        told = f"期限已改：#{issue.seq} 由{book.today:%m-%d}改为{later:%m-%d}。"
        assert told in user.told()
        user.app.clear_notifications()
        await user.press("f10", "ctrl+s")
        assert "期限已改" not in user.told()


async def test_a_term_moved_before_the_day_of_a_step_is_told(screens: Screens) -> None:
    """The step keeps its day, which now lies behind the term; a step that is done no longer counts."""
    async with screens(lang="en") as user:
        book = user.book
        issue = book.issues.raise_(Draft(title="新桥垮了"))
        days = [book.today + dt.timedelta(days=each) for each in (3, 9)]
        done = Step(what="drive piles", due_on=days[1], done_on=book.today)
        steps = (Step(what="lay planks", due_on=days[0]), done)
        book.solutions.note(
            Draft(issues=(issue.id,), method="a new bridge", due_on=days[0], steps=steps)
        )
        await user.press("7", "f10")
        user.form.body.set_values({"matters": f"#{issue.seq} 新桥垮了 -> agreed / Tom / +2"})
        await user.press("ctrl+s")
        told = f"to {book.today + dt.timedelta(days=2):%m-%d} (but a step until {days[0]:%m-%d})."
        assert told in " ".join(user.told().split())


async def test_one_more_matter_is_typed_below_the_last(screens: Screens) -> None:
    """The arrow goes on to an empty line below the agenda; left empty, it is no matter."""
    async with screens(fill=villages.full) as user:
        await user.press("7", "f10")
        lines = str(user.form.body.values()["matters"]).split("\n")
        lines[-1] += " "  # a value ends with no blank; the line has one for what is decided
        await user.press(*["down"] * len(lines))
        await user.type("送肥 -> 送到六队")
        assert str(user.form.body.values()["matters"]).split("\n") == [*lines, "送肥 -> 送到六队"]
        await user.press("ctrl+s")
        assert len(page_of(user).matters) == len(lines) + 1
        await user.press("f10", "ctrl+s")
        assert len(page_of(user).matters) == len(lines) + 1


async def test_the_day_of_a_decision_is_told_while_it_is_typed(screens: Screens) -> None:
    """Beneath the matters stands the day understood on the line of the cursor, or that it is none."""
    async with screens(fill=villages.full, lang="en") as user:
        await user.press("7", "f10")
        assert user.book.today.weekday() == 5
        assert "in 7 days" not in user.seen()
        await user.type(" mend it / Roger / saturday")
        await user.see("Sat 11-28, in 7 days")
        await user.press("down", "down", "end")
        assert "in 7 days" not in user.seen()
        await user.type(" see / Ann / whenever")
        await user.see("not a date")
        await user.press("shift+tab")
        assert "not a date" not in user.seen()


async def test_a_day_where_nobody_is_named_is_the_term(screens: Screens) -> None:
    """Behind the decision stands its day alone: nobody is called so, and the line beneath tells it."""
    async with screens() as user:
        await user.press("7", "f10")
        field = user.form.body.fields["matters"]
        user.form.body.restore({"matters": "医保缴费 -> 再催一遍 / 12-15"})
        field.focus()
        await user.settle()
        assert any("12-15" in mark.text for marks in field.below() for mark in marks)
        await user.press("ctrl+s")
        (matter,) = page_of(user).matters
        assert (matter.who, matter.due_on) == ("", dt.date(2026, 12, 15))
        (task,) = user.book.tasks.all()
        assert task.until_on == dt.date(2026, 12, 15)


async def test_the_days_minutes_are_gone_on_with(screens: Screens) -> None:
    """Once kept, the same key opens today's minutes again, the decisions as they were typed."""
    async with screens(fill=villages.full) as user:
        issue = user.book.issues.all()[0]
        matters = [{"topic": issue.title, "issue": issue.id}, {"topic": "送肥", "decided": "送肥"}]
        kept = user.book.diary.keep_minutes(Draft(topic="支部会", matters=matters))
        tasks = len(user.book.tasks.all())
        await user.press("7", "f10")
        assert user.form.body.values()["matters"] == f"#{issue.seq} {issue.title} -> \n-> 送肥"
        user.form.body.set_values({"place": "大队部"})
        await user.press("ctrl+s")
        assert user.book.diary.get(kept.id).place == "大队部"
        assert len(user.book.tasks.all()) == tasks


def test_an_issues_story_tells_the_decision(book: Fieldbook) -> None:
    """What a meeting decided on an issue stands in its story, with who and until when."""
    issue = book.issues.raise_(Draft(title="新桥垮了"))
    told = {"topic": issue.title, "issue": issue.id, "decided": "派人去看", "who": "王大山"}
    book.diary.keep_minutes(Draft(matters=[told]))
    lines = [each.text for each in story_lines(book, issue)]
    assert [each for each in lines if "派人去看" in each and "王大山" in each]


async def test_a_days_minutes_are_seen_as_a_paper_from_the_diary(screens: Screens) -> None:
    """x on a day of a meeting goes to its minutes on Meeting; on another day it says that there is none."""
    async with screens(lang="en", fill=villages.full) as user:
        day = user.book.today - dt.timedelta(days=1)
        user.book.diary.keep_minutes(Draft(topic="later"))
        user.book.diary.keep_minutes(Draft(topic="the canal", on=day))
        await user.press("6", "left", "x")
        assert user.where() == "meeting"
        await user.see("the canal")
        await user.press("6", "left", "x")
        assert user.where() == "diary"
        assert "No meeting" in user.told()


async def test_the_mark_of_minutes_is_changed_and_taken_away(screens: Screens) -> None:
    """Minutes without a topic stay, and are read on their day, whatever becomes of its mark."""
    async with screens(fill=villages.nothing) as user:
        page = user.book.diary.keep_minutes(Draft(matters=[{"topic": "the canal"}]))
        await user.press("6")
        await user.see("the canal")
        for spent in ("front_line", "", "study"):
            await user.press("s")
            assert user.book.diary.calendar(page.on, page.on)[0].spent == spent
        assert user.book.diary.get(page.id).removed_at is None


async def test_edited_minutes_begin_where_a_decision_is_typed(screens: Screens) -> None:
    """Behind the first arrow that waits, else on the empty last line; what is told names the day."""
    async with screens(lang="en") as user:
        issue = user.book.issues.raise_(Draft(title="The bridge"))
        matters = [
            {"topic": "The well", "decided": "dig"},
            {"topic": issue.title, "issue": issue.id},
        ]
        user.book.diary.keep_minutes(Draft(matters=matters))
        await user.press("7", "f10")
        await user.type(" mend it")
        await user.press("ctrl+s")
        assert [each.decided for each in page_of(user).matters] == ["dig", "mend it"]
        assert user.told().startswith("11-21: edited. u undoes it.")
        await user.press("f10")
        await user.type("The pond -> fence it")
        await user.press("ctrl+s")
        assert [each.decided for each in page_of(user).matters] == ["dig", "mend it", "fence it"]


@pytest.mark.parametrize(
    ("lang", "decided", "said"),
    [
        ("en", "Not to be done, too dear", "Dropped, as decided: #1; T on Issues takes up again"),
        ("zh_CN", "不予办理：没有必要", "定了不办，列为“撤销”的：#1；要重新提起，到「问题」按 T"),
    ],
)
async def test_an_issue_decided_against_is_said_to_be_dropped(
    screens: Screens, lang: str, decided: str, said: str
) -> None:
    """With the key that takes it up again; of one dropped already nothing is said."""
    async with screens(lang=lang) as user:
        issue = user.book.issues.raise_(Draft(title="新桥垮了"))
        await user.press("7", "f10")
        user.form.body.set_values({"matters": f"#1 新桥垮了 -> {decided}"})
        await user.press("ctrl+s")
        assert said in user.told()
        assert user.book.issues.status(issue.id) == "dropped"
        user.app.clear_notifications()
        await user.press("f10")
        await user.fill("place", "队部")
        await user.press("ctrl+s")
        assert "#1" not in user.told()


async def test_what_came_of_a_decision_taken_off_is_named(screens: Screens) -> None:
    """The task and the answer stay in the book; what was decided against is not told of at each save."""
    async with screens(lang="en") as user:
        issues = user.book.issues
        seqs = [issues.raise_(Draft(title=each)).seq for each in ("The tap", "The lift", "A wall")]
        said = "#{} The tap -> mend it / Ada\n#{} The lift -> not to be done\n#{} A wall -> rebuild"
        await user.press("7", "f10")
        lines = f"{said.format(*seqs)}\nParty -> hold it / Ada / +3"
        user.form.body.set_values({"matters": lines})
        await user.press("ctrl+s")
        assert "Dropped, as decided" in user.told()
        user.app.clear_notifications()
        await user.press("f10")
        user.form.body.set_values({"matters": "\n".join(said.format(*seqs).split("\n")[1:])})
        await user.press("ctrl+s")
        told = "still in the book: the answer to #1, solution “mend it” of #1 (Ada), task “Party”. Take it back there."
        assert told in user.told()
        assert "Dropped, as decided" not in user.told()


def test_what_came_of_a_decision_put_off_after_all_is_named(book: Fieldbook) -> None:
    """Its answer is gone by then; the solution and the task that were worked on stay until they are taken back there."""
    use_language("en")
    issue = book.issues.raise_(Draft(title="The tap"))
    said = [
        {"topic": "The tap", "issue": issue.id, "decided": "mend it", "who": "Ada"},
        {"topic": "Party", "decided": "hold it", "who": "Ada"},
    ]
    page = book.diary.keep_minutes(Draft(matters=said))
    (solution,), (task,) = book.solutions.all(), book.tasks.all()
    book.solutions.edit(solution.id, Draft(with_whom="Bo"))
    book.tasks.edit(task.id, Draft(explanation="in the hall"))
    after = book.diary.edit(page.id, Draft(matters=[{**e, "decided": "put off"} for e in said]))
    told = left_text(book, page.matters, after.matters)
    assert "still in the book: solution “mend it” of #1 (Ada), task “Party”" in told
    assert told.endswith("On Solutions, Tasks, Del puts it in the trash.")
    assert list(withdrawn_told(book, book.acts[-1].stamp)) == ["Answer taken back: #1."]
    assert not list(carried_told(book.shelf, book.acts[-1].stamp))
    assert book.issues.get(issue.id).answer == ""
    more = {"topic": "The tap", "issue": issue.id, "decided": "buy two"}
    now = book.diary.edit(page.id, Draft(matters=[*said, more])).matters
    assert "solution “mend it” of #1 (Ada)" in left_text(book, now, now[2:])
    refused = book.diary.edit(page.id, Draft(matters=[{**said[0], "decided": "dropped"}, said[1]]))
    assert "solution “mend it” of #1 (Ada)" in left_text(book, now, refused.matters)
    assert "that #1 is dropped" in left_text(book, refused.matters, ())


async def test_what_is_taken_back_with_a_decision_is_told(screens: Screens) -> None:
    """The answer, and the solution by its words, who and until when; nothing is said to be left."""
    async with screens(lang="zh_CN") as user:
        seq = user.book.issues.raise_(Draft(title="与何满仓争地界")).seq
        await user.press("7", "f10")
        said = f"#{seq} 与何满仓争地界 -> 当面说 / 周建平 / 2027-12-02"
        user.form.body.set_values({"matters": said})
        await user.press("ctrl+s")
        user.app.clear_notifications()
        await user.press("f10")
        user.form.body.set_values({"matters": said.replace("当面说", "缓议")})
        await user.press("ctrl+s")
        told = user.told()
        assert f"已收回答复：#{seq}。" in told
        assert f"已放进回收站：#{seq} 的办法“当面说”（周建平、到 2027-12-02）。" in told
        assert "本子里还在" not in told
        assert "已落到" not in told


async def test_who_has_it_in_hand_now_is_told(screens: Screens) -> None:
    """Another person in a decision is told of its solution and of its task; the same are not."""
    async with screens(lang="zh_CN") as user:
        seq = user.book.issues.raise_(Draft(title="与何满仓争地界")).seq
        await user.press("7", "f10")
        said = f"#{seq} 与何满仓争地界 -> 当面说 / 何晓燕 / 2027-12-02\n过年物资 -> 去买 / 何晓燕"
        user.form.body.set_values({"matters": said})
        await user.press("ctrl+s")
        assert "负责人已改" not in user.told()
        await user.press("f10")
        user.form.body.set_values({"matters": said.replace("何晓燕", "周建平")})
        await user.press("ctrl+s")
        changed = f"#{seq}由何晓燕改为周建平；任务“过年物资”由何晓燕改为周建平"
        assert f"负责人已改：{changed}。" in user.told()


def test_who_came_is_called_as_in_the_form(book: Fieldbook) -> None:
    """On the page of a meeting they were present; of another page they took part."""
    meeting = book.diary.keep_minutes(Draft(attendees="陈一", matters=[]))
    labels = [each.label for each in minutes_told(book, meeting) if each.text]
    assert labels == ["Present"]


async def test_a_name_that_is_only_begun_is_asked_about(screens: Screens) -> None:
    """Of members, leaders, and heads of the issue's group; Tab takes the whole name, saving again keeps it."""
    async with screens(lang="en") as user:
        book = user.book
        group = book.groups.found(Draft(name="Landing", leader="Peter Reed"))
        book.members.write(Draft(name="Ruth Banda"))
        home = book.households.assign(Draft(head="Moses Lungu", group=group.id))
        book.households.assign(Draft(head="Ruth Mbewe"))
        issue = book.issues.raise_(Draft(title="The ferry", household=home.id))
        await user.press("7", "f10")
        lines = f"#{issue.seq} The ferry -> wait / Ruth, Moses / +3\nbuy oil - Peter - friday"
        user.form.body.set_values({"matters": ""})
        user.form.body.restore({"matters": lines})
        await user.press("ctrl+s")
        await user.see("“Ruth” may be Ruth Banda: Tab takes that")
        await user.press("tab", "ctrl+s")
        await user.see("“Moses” may be Moses Lungu")
        await user.press("ctrl+s")
        await user.see("“Peter” may be Peter Reed")
        await user.press("tab", "ctrl+s")
        ferry, oil = page_of(user).matters
        assert (ferry.who, oil.who) == ("Ruth Banda, Moses", "Peter Reed")
        await user.press("f10", "ctrl+s")
        assert "may be" not in user.seen()


async def test_whom_one_calls_by_the_surname_is_asked_about(screens: Screens) -> None:
    """老何 may be the member 何建平; 老马 nobody near, but the only head of a household called so; 老王 two."""
    async with screens() as user:
        user.book.members.write(Draft(name="何建平"))
        user.book.households.assign(Draft(head="马文"))
        user.book.households.assign(Draft(head="王平"))
        user.book.households.assign(Draft(head="王安"))
        await user.press("7", "f10")
        user.form.body.restore({"matters": "医保 -> 再催 / 老马、老何、老王 / 12-15"})
        await user.press("ctrl+s")
        await user.see("“老马”也许就是马文")
        await user.press("tab", "ctrl+s")
        await user.see("“老何”也许就是何建平")
        await user.press("tab", "ctrl+s")
        await user.see("“老王”也许是王平或王安：")
        await user.press("ctrl+s")
        (matter,) = page_of(user).matters
        assert matter.who == "马文、何建平、老王"


async def test_whom_one_calls_by_the_given_name_is_asked_about(screens: Screens) -> None:
    """建国 is the member 杨建国; 小雨 begins a name, and 小 is no way to call her; 大山 may be two."""
    async with screens() as user:
        user.book.members.write(Draft(name="杨建国"))
        for head in ("小雨涵", "雨生", "赵大山", "王大山"):
            user.book.households.assign(Draft(head=head))
        await user.press("7", "f10")
        user.form.body.restore({"matters": "水管 -> 换铁管 / 建国、小雨、大山 / 12-15"})
        await user.press("ctrl+s")
        await user.see("“建国”也许就是杨建国")
        await user.press("tab", "ctrl+s")
        await user.see("“小雨”也许就是小雨涵")
        await user.press("tab", "ctrl+s")
        await user.see("“大山”也许是赵大山或王大山：")
        await user.press("ctrl+s")
        (matter,) = page_of(user).matters
        assert matter.who == "杨建国、小雨涵、大山"


async def test_a_name_that_several_begin_with_is_asked_about(screens: Screens) -> None:
    """Three are named at the most; of two households of one name each with what tells it apart."""
    heads = ("Margaret Akinyi", "Mary Akinyi", "Joseph Ouma", "Joseph Ouma", "Peter Ochieng'")
    further = ("Ann Moraa", "Ann Nekesa", "Ann Wafula", "Ann Auma")

    def fill(book: Fieldbook) -> None:
        groups = [book.groups.found(Draft(name=name)) for name in ("Kanyadet A", "Kanyadet B")]
        for at, head in enumerate((*heads, *further)):
            book.households.assign(Draft(head=head, group=groups[at % 2].id))
        book.members.write(Draft(name="Peter Mwangi"))
        home = next(each for each in book.households.all() if each.head.startswith("Peter"))
        book.issues.raise_(Draft(title="Goat pen", household=home.id))

    async with screens(lang="en", fill=fill) as user:
        await user.press("7", "f10")
        matters = user.form.body.fields["matters"]
        for line, names in (
            ("Sweep / Akinyi / 4 dec", "Margaret Akinyi or Mary Akinyi"),
            ("Paint / Joseph / 4 dec", "Joseph Ouma (Kanyadet A) or Joseph Ouma (Kanyadet B)"),
            ("#1 Goat pen -> buy wire / Peter / 4 dec", "Peter Ochieng' or Peter Mwangi"),
            ("Dig / Ann / 4 dec", "Ann Moraa or Ann Nekesa or Ann Wafula …"),
        ):
            matters.restore(line)
            typed = line.split(" / ")[1]
            asked = (
                f"“{typed}” may be {names}: write it as it stands here; F2 again keeps “{typed}”."
            )
            assert matters.doubt("F2") == asked
            assert not matters.doubt("F2")
        people = user.form.body.fields["attendees"]
        people.put("Peter Mwangi")
        people.restore("Peter Mwangi, Akinyi")
        assert people.doubt("F2").startswith(
            "“Akinyi” may be Margaret Akinyi or Mary Akinyi: write"
        )
        assert not people.doubt("F2")


@pytest.mark.parametrize(("language", "arrow", "who"), [
    ("en", "Rain gauge -> Peter Mwangi", "Peter Mwangi"),
    ("en", "Rain gauge -> Peter Mwangi, Ann Auma / 4 dec", "Peter Mwangi, Ann Auma"),
    ("zh_CN", "Rain gauge→王明", "王明"),
    ("zh_CN", "Rain gauge -> 换一个", ""),
    ("zh_CN", "Rain gauge -> 我", "周正"),
])  # fmt: skip
async def test_somebody_alone_behind_an_arrow_sees_to_it(
    screens: Screens, language: str, arrow: str, who: str
) -> None:
    """It is his task, as beneath the line stands; other words there are what was decided."""

    def fill(book: Fieldbook) -> None:
        for name in ("Peter Mwangi", "王明", "周正"):
            book.members.write(Draft(name=name))
        book.households.assign(Draft(head="Ann Auma"))

    async with screens(lang=language, fill=fill) as user:
        await user.press("7", "f10")
        user.form.body.set_values({"matters": ""})
        user.form.body.fields["matters"].focus()
        await user.type(arrow)
        told = {"en": " sees to it", "zh_CN": "办"}[language]
        assert (f"{arrow[10:].strip(' ->→').split(' / ')[0]}{told}" in user.seen()) is bool(who)
        await user.press("ctrl+s")
        (matter,) = page_of(user).matters
        assert (matter.topic, matter.who) == ("Rain gauge", who)
        assert [each.title for each in user.book.tasks.all()] == ["Rain gauge"] * bool(who)


async def test_a_name_behind_dashes_is_completed_as_well(screens: Screens) -> None:
    """The line keeps its dashes; only the name is another."""
    async with screens(lang="en") as user:
        user.book.members.write(Draft(name="Ruth Banda"))
        await user.press("7", "f10")
        user.form.body.restore({"matters": "ask Ruth at home - Ruth - friday"})
        await user.press("ctrl+s", "tab")
        assert user.form.body.draft()["matters"] == "ask Ruth at home - Ruth Banda - friday"


async def test_the_cursor_goes_to_the_line_that_is_wrong(screens: Screens) -> None:
    """Of several matters the one that cannot be kept has the cursor, not the first."""
    async with screens() as user:
        await user.press("7", "f10")
        lines = ["送肥 -> 送到六队", "修桥 -> 架桥", "#9999 没有的 -> 修"]
        user.form.body.set_values({"matters": "\n".join(lines)})
        await user.press("ctrl+s")
        editor = user.form.body.fields["matters"].editor
        assert isinstance(editor, TextArea)
        assert editor.cursor_location == (2, len(lines[2]))
