"""Steps and on-site meetings as lines: nothing typed in one vanishes."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldbook.domain.dates import read_date
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Matter, OnSite, Step
from fieldbook.i18n import use_language
from fieldbook.ui.forms.table import edit_form
from fieldbook.ui.told.typed import (
    matters_to_text,
    meetings_to_text,
    steps_to_text,
    stroked,
    text_to_matters,
    text_to_meetings,
    text_to_steps,
)
from tests.clock import Clock
from tests.ui.hands import Screens

TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("通知各户", ("通知各户", "", "")),
        ("通知各户 / 李霞平", ("通知各户", "李霞平", "")),
        ("通知各户 / 李霞平 / 11-20", ("通知各户", "李霞平", "2027-11-20")),
        ("通知各户／李霞平｜11/20", ("通知各户", "李霞平", "2027-11-20")),
        ("通知各户 / 李霞平 / 2026/11/20", ("通知各户", "李霞平", "2026-11-20")),
        ("通知各户 / 11/20", ("通知各户", "", "2027-11-20")),
        ("通知各户 /  / 11-20", ("通知各户", "", "2027-11-20")),
        ("通知各户 / 12-15", ("通知各户", "", "2026-12-15")),
        ("通知各户 / 12月15日", ("通知各户", "", "2026-12-15")),
        ("通知各户 / +3", ("通知各户", "", "2026-11-24")),
        ("通知各户 / 王五", ("通知各户", "王五", "")),
        ("mend it / 15 Dec", ("mend it", "", "2026-12-15")),
        ("mend it / June", ("mend it", "June", "")),
        ("mend it / Jan", ("mend it", "Jan", "")),
        ("通知各户 / 2026/12/20", ("通知各户", "", "2026-12-20")),
        ("通知各户 / 李霞平 / 11-20 / 先去南坡", ("通知各户", "李霞平", "11-20 / 先去南坡")),
        ("/ 李霞平 / 11-20", ("", "李霞平", "2027-11-20")),
    ],
)
def test_a_step_keeps_every_part(line: str, parts: tuple[str, str, str]) -> None:
    """What, who and until when are told apart; a day has strokes too; what is too much stays."""
    (step,) = text_to_steps(line, (), TODAY)
    assert (step["what"], step["who"], step["due_on"]) == parts


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("2026-11-20", ("2026-11-20", "", "")),
        ("11/20", ("2026-11-20", "", "")),
        (
            "11/20 / 三个组的组长 / 看了 1/2 的账本",
            ("2026-11-20", "三个组的组长", "看了 1/2 的账本"),
        ),
        ("2026/11/20 / 组长", ("2026-11-20", "组长", "")),
        ("11-20 / 组长 / 看账 / 看渠", ("2026-11-20", "组长", "看账 / 看渠")),
        ("组长 / 看账", ("组长", "看账", "")),
    ],
)
def test_a_meeting_keeps_every_part(line: str, parts: tuple[str, str, str]) -> None:
    """The day is read first, with strokes or without; all that follows who came is the note."""
    (meeting,) = text_to_meetings(line, TODAY)
    assert (meeting["on"], meeting["who"], meeting["note"]) == parts


def test_what_is_shown_is_read_as_the_same() -> None:
    """Lines made of steps and meetings are read as the steps and meetings they were."""
    steps = (Step(what="挖渠", who="", due_on=TODAY), Step(what="通知", who="李霞平"))
    read = text_to_steps(steps_to_text(steps), steps, TODAY)
    assert [(each["what"], each["who"]) for each in read] == [("挖渠", ""), ("通知", "李霞平")]
    meetings = (OnSite(on=TODAY, who="", note="看渠"), OnSite(on=TODAY))
    again = text_to_meetings(meetings_to_text(meetings), TODAY)
    assert [(each["on"], each["note"]) for each in again] == [
        ("2026-11-21", "看渠"),
        ("2026-11-21", ""),
    ]


async def test_too_many_parts_are_said_in_one_sentence(screens: Screens) -> None:
    """A fourth part is not dropped: the form says which words stand where the day belongs."""
    async with screens(
        fill=lambda book: book.issues.raise_(Draft(title="漏水")), clock=Clock()
    ) as user:
        await user.press("3", "s")
        await user.type("先堵后修")
        await user.fill("steps", "通知各户 / 李霞平 / 11-25 / 先去南坡")
        await user.press("ctrl+s")
        wrong = {name for name, field in user.form.body.fields.items() if field.problem}
        assert wrong == {"carried_by", "steps"}
        assert "11-25 / 先去南坡" in user.form.body.fields["steps"].problem
        await user.press("1", "tab", "tab", "tab")
        await user.press(*["backspace"] * len(" / 先去南坡"), "ctrl+s")
        (step,) = user.book.solutions.all()[0].steps
        assert step == Step(what="通知各户", who="李霞平", due_on=dt.date(2026, 11, 25))


@pytest.mark.parametrize(("language", "day"), [("zh_CN", "2026-12-05"), ("en", "12/5")])
def test_a_day_of_a_line_is_read_as_the_language_writes_it(language: str, day: str) -> None:
    """12/5 in a line is 5 December in Chinese; in English it may be two days, and stays to be refused."""
    use_language(language)
    (step,) = text_to_steps("通知各户 / 李霞平 / 12/5", (), TODAY)
    assert step["due_on"] == day
    (alone,) = text_to_steps("通知各户 / 12/5", (), TODAY)
    assert (alone["who"], alone["due_on"]) == ("", day)
    (meeting,) = text_to_meetings("12/5 / 组长", TODAY)
    assert (meeting["on"], meeting["who"]) == (day.replace("2026", "2025"), "组长")


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("#7 水渠漏水 -> ", ("7", "水渠漏水", "", "", "")),
        (
            "#7 水渠漏水 -> 换管子 / 王大山 / 12-5",
            ("7", "水渠漏水", "换管子", "王大山", "2026-12-05"),
        ),
        ("＃7水渠漏水→换管子／王大山／12/5", ("7", "水渠漏水", "换管子", "王大山", "12/5")),
        ("#7 换管子", ("7", "换管子", "换管子", "", "")),
        ("春耕", ("", "春耕", "", "", "")),
        ("春耕 -> 送肥到田", ("", "春耕", "送肥到田", "", "")),
        ("送肥到田 / 各组", ("", "送肥到田", "送肥到田", "各组", "")),
        ("#7 水渠漏水 -> 换管子 / 12-15", ("7", "水渠漏水", "换管子", "", "2026-12-15")),
        ("-> 送肥到田", ("", "送肥到田", "送肥到田", "", "")),
        ("#99 没有的", ("#99", "没有的", "没有的", "", "")),
    ],
)
def test_a_matter_keeps_every_part(line: str, parts: tuple[str, ...]) -> None:
    """Number, matter, decision, who and until when are told apart; what only names a matter decides nothing."""
    (found,) = text_to_matters(line, {7: "7"}, TODAY)
    names = ("issue", "topic", "decided", "who", "due_on")
    assert tuple(found[each] for each in names) == parts


def test_matters_that_are_shown_are_read_as_the_same() -> None:
    """Lines made of matters are read as the matters they were."""
    matters = (
        Matter(topic="水渠漏水", issue="a", decided="换管子", who="王大山", due_on=TODAY),
        Matter(topic="水泵坏了", issue="b"),
        Matter(topic="送肥", decided="送肥"),
        Matter(topic="选种", decided="选种", due_on=TODAY),
        Matter(topic="春耕", decided="翻地", who="各组"),
        Matter(topic="别的"),
        Matter(topic="改期", issue="a", decided="改期"),
    )
    read = text_to_matters(matters_to_text(matters, {"a": 1, "b": 2}), {1: "a", 2: "b"}, TODAY)
    days = [read_date(each.pop("due_on"), TODAY) for each in read]
    again = [Matter(**each, due_on=on) for each, on in zip(read, days, strict=True)]
    assert again == [*matters]


def test_a_step_says_when_it_was_done() -> None:
    """The day stands in the tick, and can be another; a tick without one is of today, or as it was."""
    step = Step(what="接水管", who="李霞平", done_on=dt.date(2026, 11, 19))
    assert steps_to_text([step]) == "[x 2026-11-19] 接水管 / 李霞平"
    text = "[x 11-18] 接水管\n[x]接水管\n[x] 埋管\n[x 前天] 试水\n[x 好了] 收工"
    done = [each["done_on"] for each in text_to_steps(text, [step], TODAY)]
    assert done == ["2026-11-18", dt.date(2026, 11, 19), TODAY, "2026-11-19", "好了"]
    (step_of_words,) = text_to_steps("[village office] mend / Li", (), TODAY)
    assert (step_of_words["what"], step_of_words["done_on"]) == ("[village office] mend", None)


def test_a_term_of_a_line_follows_the_day_it_was_set_on() -> None:
    """Written up days later, a day without its year is of this year; what is counted counts from today."""
    since = dt.date(2026, 11, 10)
    text = "接水管 / 李霞平 / 11-12\n埋管 / 李霞平 / 2天后\n试水 / 李霞平 / 11-9"
    due = [each["due_on"] for each in text_to_steps(text, (), TODAY, since)]
    assert due == ["2026-11-12", "2026-11-23", "2027-11-09"]
    (matter,) = text_to_matters("#7 换管子 / 王大山 / 11-15", {7: "7"}, TODAY, since)
    assert matter["due_on"] == "2026-11-15"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("list of turns - Mary - friday", "list of turns / Mary / friday"),
        ("list - of turns – Mary — 1/12", "list - of turns / Mary / 1/12"),
        ("#5 A/B school -> keep the ferry - Ruth - 1 dec", "#5 A/B school -> keep the ferry / Ruth / 1 dec"),
        ("拨铁管 — 王大山 — 12月1日", "拨铁管 / 王大山 / 12月1日"),
        ("see to it - Roger Stone - some day", "see to it / Roger Stone / some day"),
        ("see to it - as before - some day", ""),
        ("well-known - Mary", ""),
        ("from 7 - 8", ""),
        ("1/2 bag - Ruth - friday", ""),
    ],
)  # fmt: skip
def test_dashes_are_strokes_where_a_day_or_somebody_known_follows(line: str, meant: str) -> None:
    """Who and when are read behind them, too; any other line is a text with dashes in it."""
    use_language("en")
    assert stroked(line, TODAY, lambda who: who == "Roger Stone") == (meant or line)


async def test_a_step_between_dashes_is_read_and_one_that_stood_is_left(screens: Screens) -> None:
    """It has its person and its day, which is told beneath; what was saved before keeps its dashes."""
    async with screens(lang="en") as user:
        book = user.book
        issue = book.issues.raise_(Draft(title="the boats"))
        stood = "a list - Peter - friday"
        solution = book.solutions.note(
            Draft(issues=(issue.id,), method="take turns", steps=[{"what": stood}])
        )
        await user.app.push_screen(edit_form(book, solution))  # type: ignore[arg-type]
        await user.settle()
        user.form.body.fields["steps"].focus()
        await user.press("ctrl+end")
        await user.type("ask them - Mary - friday")
        await user.see("Fri 11-27")
        await user.press("ctrl+s")
        first, second = book.solutions.get(solution.id).steps
        assert (first.what, first.who) == (stood, "")
        assert (second.what, second.who) == ("ask them", "Mary")
        assert second.due_on == dt.date(2026, 11, 27)
