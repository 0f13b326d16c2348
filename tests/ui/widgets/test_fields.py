from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from fieldbook.domain.dates import read_date
from fieldbook.ui.themes import ThemedApp
from fieldbook.ui.widgets.date_field import plain_digits
from fieldbook.ui.widgets.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    PersonField,
    Picked,
    PickField,
    TextField,
)
from fieldbook.ui.widgets.form_body import FormBody

if TYPE_CHECKING:
    from tests.ui.widgets.forms_demo import TODAY, Desk
    from tests.ui.widgets.widgets_demo import commit, drawn, seen
    from textual.pilot import Pilot
else:
    from forms_demo import TODAY, Desk
    from widgets_demo import commit, drawn, seen


def field(app: Desk, name: str) -> Any:
    return app.query_one(FormBody).fields[name]


async def go(app: Desk, pilot: Pilot[None], name: str) -> None:
    """Give a field the focus."""
    field(app, name).focus()
    await pilot.pause()
    app.edited.clear()


async def test_text_is_trimmed_but_its_draft_is_not() -> None:
    """A line's value has no blanks around it; the draft is what was typed, to the letter."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "title")
        commit(app, " 水渠漏水　")
        await pilot.pause()
        title = field(app, "title")
        assert isinstance(title, TextField)
        assert (title.value, title.draft) == ("水渠漏水", " 水渠漏水　")
        assert set(app.edited) == {"title"}


async def test_the_ideographic_blank_is_typed() -> None:
    """The blank of a Chinese input method is not lost, in one line or several."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        for name in ("title", "note", "met"):
            await go(app, pilot, name)
            commit(app, "甲　乙")
            await pilot.pause()
            assert field(app, name).draft == "甲　乙"


async def test_filling_a_field_is_not_an_edit() -> None:
    """What the program puts into a field starts no draft."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(FormBody).set_values(
            {
                "title": "水渠漏水",
                "note": "两句\n话",
                "visited_on": TODAY,
                "met": ["赵祥"],
                "household": "h1",
                "manner": "visit",
            }
        )
        await pilot.pause()
        assert app.edited == []
        await go(app, pilot, "title")
        await pilot.press("x")
        assert field(app, "title").value == "水渠漏水x"


async def test_a_pasted_text_of_several_lines_is_kept() -> None:
    """A one-line field takes all lines of a paste, not only the first."""
    from textual import events

    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "title")
        app.post_message(events.Paste("水渠\r  漏水\r"))
        await pilot.pause()
        assert field(app, "title").value == "水渠 漏水"
        app.copy_to_clipboard("冬前\n要修")
        await pilot.press("ctrl+v")
        assert field(app, "title").draft == "水渠 漏水冬前 要修"
        field(app, "title").put("一\n二")
        assert field(app, "title").draft == "一 二"


async def test_long_text_grows_and_tab_leaves_it() -> None:
    """A text area is as high as its text, from two lines to what the others leave; Enter makes a line."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "learned")
        learned = field(app, "learned")
        assert isinstance(learned, LongTextField)
        assert learned.size.height == 2
        await pilot.press("a", "enter", "b", "enter", "c")
        await pilot.pause()
        assert learned.size.height == 3
        assert learned.value == "a\nb\nc"
        learned.put("南坡地先浇一遍再下种。" * 60)
        await pilot.pause()
        form = app.query_one(FormBody)
        others = [each for each in form.fields.values() if each is not learned]
        assert learned.size.height == form.size.height - sum(e.size.height for e in others) > 8
        assert learned.editor.cursor_location == learned.editor.document.end
        await pilot.press("ctrl+home")
        assert learned.editor.cursor_location == (0, 0)
        await pilot.press("ctrl+end")
        assert learned.editor.cursor_location == learned.editor.document.end
        learned.put("南坡地先浇一遍再下种。\n" * 9)
        await pilot.pause()
        assert learned.editor.cursor_location == learned.editor.document.end
        await pilot.press("tab")
        assert field(app, "title").has_focus_within


async def test_long_text_is_as_high_as_the_lines_it_is_broken_into() -> None:
    """Also where only its area has another width, as while a form is laid out for the first time."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "learned")
        learned = field(app, "learned")
        learned.put("南坡地先浇一遍再下种。" * 6)
        await pilot.pause()
        before = learned.size.height
        learned.label_width += 30
        await pilot.pause()
        await pilot.pause()
        assert learned.editor.wrapped_document.height > before
        assert (
            learned.size.height
            == learned.editor.size.height
            == learned.editor.wrapped_document.height
        )


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("２０２６－１１－２１", "2026-11-21"),
        ("１１／２１", "11/21"),
        ("11。21", "11.21"),
        ("11—21", "11-21"),
        ("１１月２１日", "11月21日"),
    ],
)
def test_full_width_dates_become_plain(typed: str, plain: str) -> None:
    """What an input method types in full width is what the reader of dates knows."""
    assert plain_digits(typed) == plain


async def test_a_date_is_understood_while_it_is_typed() -> None:
    """The weekday stands beside a date as soon as it is one, and a hint where it is none."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "next_on")
        commit(app, "１１－２")
        await pilot.pause()
        when = field(app, "next_on")
        assert isinstance(when, DateField)
        assert when.value == date(2026, 11, 2)
        assert "星期一" in "\n".join(seen(app))
        commit(app, "x")
        await pilot.pause()
        assert field(app, "next_on").value is None
        assert (when.understood, when.draft) == (False, "１１－２x")
        assert app.query_one(FormBody).misread() == ("next_on",)


async def test_what_an_input_method_types_between_days_is_read() -> None:
    """、 between two days parts them; where an input method gave it for a stroke it is one."""
    app = ThemedApp[None]()
    async with app.run_test():
        when = DateField(
            "on", "日期", today=date(2026, 11, 21), misread=lambda _text: "?", show=date.isoformat,
            parse=lambda text: read_date(text, date(2026, 11, 21), "back", order="year_first"),
        )  # fmt: skip
        await app.mount(when)
        for typed in (
            "3月5、6日", "3月5日、6日", "３、５", "2026、3、5", "26。3。5", "二〇二六年三月五日"
        ):  # fmt: skip
            when.write("")
            assert when.value is None
            when.write(typed)
            assert when.value == date(2026, 3, 5), typed


async def test_a_field_paints_nothing_that_commands_the_terminal() -> None:
    """What another book's words hold is seen without its controls, and kept as it was written."""
    words = "\x1b]0;名\x07水\u202e渠\u2066"
    app = ThemedApp[None]()
    async with app.run_test() as pilot:
        fields = (
            TextField("title", "题目"),
            LongTextField("note", "记事"),
            ChoiceField("tasks", "任务", [("t", words)]),
        )
        for each in fields:
            await app.mount(each)
        fields[0].put(words)
        fields[1].put(words)
        await pilot.pause()
        lines = seen(app)
        assert sum("]0;名水渠" in each for each in lines) == len(fields)
        assert all(each.isprintable() for each in lines)
        assert (fields[0].value, fields[1].value) == (words, words)


async def test_a_sign_and_a_digit_count_from_today_over_a_day_that_stands_there() -> None:
    """What is typed as ``+15`` over a day is read as such, though the sign alone goes a day on."""
    app = ThemedApp[None]()
    async with app.run_test() as pilot:
        when = DateField(
            "on", "日期", today=TODAY, misread=lambda _text: "?", show=date.isoformat,
            parse=lambda text: read_date(text, TODAY, "ahead"),
        )  # fmt: skip
        await app.mount(when)
        when.put(date(2026, 12, 1))
        when.focus()
        await pilot.press("plus", "1", "5")
        assert when.value == date(2026, 12, 6)


async def test_a_question_mark_is_no_part_of_a_day() -> None:
    """It stays a key of the screen, for help; in a line of words it is typed."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "visited_on")
        before = field(app, "visited_on").draft
        await pilot.press("question_mark")
        assert field(app, "visited_on").draft == before
        await go(app, pilot, "title")
        await pilot.press("question_mark")
        assert field(app, "title").value == "?"


async def test_keys_count_days() -> None:
    """Plus and minus go by days, Page keys by weeks, from today in an empty field."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "visited_on")
        when = field(app, "visited_on")
        await pilot.press("pageup")
        assert when.value == TODAY
        await pilot.press("minus", "minus", "pagedown", "plus")
        commit(app, "＋")
        await pilot.pause()
        assert when.value == date(2026, 11, 14)
        assert set(app.edited) == {"visited_on"}


async def test_minus_in_an_unfinished_date_is_typed() -> None:
    """A dash counts days only behind a whole date."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "visited_on")
        await pilot.press("1", "1", "minus", "3")
        assert field(app, "visited_on").draft == "11-3"
        assert field(app, "visited_on").value == date(2026, 11, 3)
        field(app, "visited_on").put(date.max)
        await pilot.press("pageup")
        assert field(app, "visited_on").value == date.max


async def test_arrows_walk_by_a_day_as_by_every_field() -> None:
    """Down and Up go to the fields beside it; the day stays what it was."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        when = field(app, "visited_on")
        when.put(TODAY)
        await go(app, pilot, "visited_on")
        await pilot.press("down")
        assert not when.has_focus_within
        await pilot.press("up")
        assert when.has_focus_within
        assert when.value == TODAY
        assert not app.edited


async def test_choices_are_ticked_from_the_keyboard() -> None:
    """Arrows and the space bar tick, digits tick at once, full-width ones too."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "explained")
        explained = field(app, "explained")
        assert isinstance(explained, ChoiceField)
        await pilot.press("space", "right", "right", "space")
        assert explained.value == ("tasks", "methods")
        commit(app, "２")
        await pilot.press("1", "9", "0")
        assert explained.value == ("policies", "methods")
        assert "[ ] 交代任务  [x] 交代政策  [x] 交代办法" in drawn(explained)[0]


async def test_one_of_several_takes_the_place_of_the_other() -> None:
    """Where only one may be chosen, the new tick takes the old one away, a second removes it."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "manner")
        manner = field(app, "manner")
        await pilot.press("1", "3")
        assert manner.value == "came_to_us"
        assert "( ) 走访  ( ) 无人在家  (x) 来访" in drawn(manner)[0]
        await pilot.press("3")
        assert manner.value == ""
        manner.restore("nobody_home")
        assert (manner.value, manner.draft) == ("nobody_home", "nobody_home")
        manner.put(None)
        assert manner.value == ""


async def test_choices_are_ticked_by_the_mouse() -> None:
    """A click on a word ticks it, a click on the label only goes there."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        together = field(app, "together")
        await pilot.click(together, offset=(2, 0))
        assert (together.value, together.has_focus) == ((), True)
        await pilot.click(together, offset=(together.left + 12, 0))
        assert together.value == ("lodging",)


async def test_choices_take_further_lines_in_a_narrow_form() -> None:
    """Options without room stand on the next line, none is cut."""
    app = Desk()
    async with app.run_test(size=(44, 24)) as pilot:
        await pilot.pause()
        together = field(app, "together")
        assert together.size.height == 2
        assert "[ ] 同商量" in drawn(together)[1]


async def test_a_person_is_taken_by_number() -> None:
    """On an empty field the likeliest people are offered, and a digit takes one."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "met")
        met = field(app, "met")
        assert isinstance(met, PersonField)
        assert "1 李霞平  2 赵祥  3 李二柱  4 陈桂生" in drawn(met)[1]
        await pilot.press("2", "1")
        assert met.value == ("赵祥", "李霞平")
        assert met.draft == "赵祥, 李霞平"
        assert set(app.edited) == {"met"}


async def test_a_divider_typed_after_a_digit_is_not_doubled() -> None:
    """Who divides by hand, out of habit, has no empty name between two."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        met = field(app, "met")
        for divider in ("、", ",", "，"):
            met.put(None)
            await go(app, pilot, "met")
            await pilot.press("2")
            commit(app, f"{divider}王大娘")
            await pilot.pause()
            assert met.draft == "赵祥, 王大娘"


async def test_people_are_found_by_what_is_typed() -> None:
    """Typing narrows the names, Down and a comma or Enter take one; a name of one's own stays.

    Letters that are in no name can only mean the person found by them.
    """
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "met")
        met = field(app, "met")
        commit(app, "王干部、李")
        await pilot.pause()
        assert "1 李霞平  2 李二柱" in drawn(met)[1]
        await pilot.press("down", "down", "up", "down")
        commit(app, "、")
        await pilot.pause()
        assert met.value == ("王干部", "李二柱")
        commit(app, "李")
        await pilot.press("enter")
        assert met.value == ("王干部", "李二柱", "李")
        assert field(app, "explained").has_focus
        met.put(None)
        await go(app, pilot, "met")
        await pilot.press("c", "g", "s", "enter")
        assert met.value == ("陈桂生",)


async def test_enter_takes_what_arrows_have_chosen_and_goes_on() -> None:
    """It does so in a field of names, of one record and of boxes; where no arrow was pressed, it
    goes on and takes nothing."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "met")
        commit(app, "李")
        await pilot.press("down", "down", "enter")
        assert field(app, "met").value == ("李二柱",)
        assert field(app, "explained").has_focus
        await pilot.press("right", "enter")
        explained = field(app, "explained")
        assert explained.value == ("policies",)
        assert not explained.has_focus
        await go(app, pilot, "explained")
        await pilot.press("enter")
        assert explained.value == ("policies",)
        assert not explained.has_focus


async def test_names_may_be_divided_in_any_way() -> None:
    """Chinese and Western commas divide names, and nobody is named twice."""
    app = Desk()
    async with app.run_test(size=(80, 24)):
        met = field(app, "met")
        met.put("赵祥, 李霞平，赵祥；老 陈 、")
        assert met.value == ("赵祥", "李霞平", "老 陈")
        met.put("李霞平（组长、骨干）、王大山(a, b)、丙（未完、丁")
        assert met.value == ("李霞平（组长、骨干）", "王大山(a, b)", "丙（未完", "丁")
        met.put(("甲", "乙"))
        assert met.draft == "甲, 乙"
        met.put(None)
        assert met.value == ()


async def test_a_record_is_picked_by_typing() -> None:
    """The record gone to is taken by Enter, which goes on to the next field."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "household")
        household = field(app, "household")
        assert isinstance(household, PickField)
        commit(app, "陈")
        await pilot.pause()
        assert ["陈桂生" in line or "陈二嫂" in line for line in drawn(household)[1:]] == [
            True,
            True,
        ]
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert household.value == Picked("h3", "陈二嫂  3组03号")
        assert field(app, "manner").has_focus
        assert household.size.height == 1


async def test_every_word_typed_must_be_found() -> None:
    """Two words find the record that has both, not those that have one of them."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "household")
        household = field(app, "household")
        assert isinstance(household, PickField)
        commit(app, "陈 03")
        await pilot.pause()
        assert len(list(household.all_found())) == 1
        commit(app, " 赵")
        await pilot.pause()
        assert not list(household.all_found())


async def test_leaving_picks_what_can_only_be_meant() -> None:
    """Tab takes the only record found, but never guesses between two."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "household")
        await pilot.press("l", "x", "p", "tab")
        await pilot.pause()
        assert field(app, "household").value.key == "h1"
        await go(app, pilot, "household")
        commit(app, "陈")
        await pilot.press("tab")
        await pilot.pause()
        assert field(app, "household").value == Picked("", "陈")


async def test_other_words_are_another_record() -> None:
    """Typing in a picked field lets the record go; the draft keeps both states."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        household = field(app, "household")
        household.put("h2")
        draft = household.draft
        await go(app, pilot, "household")
        await pilot.press("end", "x")
        assert household.value == Picked("", "赵祥  3组02号x")
        household.restore(draft)
        assert household.value == Picked("h2", "赵祥  3组02号")
        household.put(Picked("", "外村的人"))
        assert household.value == Picked("", "外村的人")


async def test_a_problem_is_said_beneath_and_goes_when_mended() -> None:
    """What is wrong stands in words beneath the field until the field is edited."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(FormBody).set_problems({"title": "写一句话。", "next_on": "早于走访日期。"})
        await pilot.pause()
        text = "\n".join(seen(app))
        assert "! 写一句话。" in text
        assert "! 早于走访日期。" in text
        assert field(app, "title").has_focus_within
        await pilot.press("x")
        await pilot.pause()
        assert field(app, "title").problem == ""
        assert "! 写一句话。" not in "\n".join(seen(app))
        assert field(app, "title").size.height == 1


async def test_a_long_problem_is_wrapped() -> None:
    """A long sentence about a problem can be read whole in a narrow form."""
    app = Desk()
    async with app.run_test(size=(44, 30)) as pilot:
        field(app, "title").problem = "写一句话说明是什么问题，例如：水渠漏水，冬前不修明年没有水。"
        await pilot.pause()
        said = "".join(line.strip(" !") for line in drawn(field(app, "title"))[1:])
        assert said == "写一句话说明是什么问题，例如：水渠漏水，冬前不修明年没有水。"


async def test_tab_takes_what_the_arrows_have_led_to() -> None:
    """It goes on to the next field as well, as Enter does."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        for name, typed, downs, taken in (
            ("household", "陈", 2, Picked("h3", "陈二嫂  3组03号")),
            ("met", "", 3, ("李二柱",)),
        ):
            await go(app, pilot, name)
            commit(app, typed)
            await pilot.pause()
            await pilot.press(*["down"] * downs, "tab")
            await pilot.pause()
            assert field(app, name).value == taken
            assert not field(app, name).has_focus_within


async def test_tab_and_enter_take_the_same() -> None:
    """Of several that fit none is marked, and neither key takes one; of one alone, both take it."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        household = field(app, "household")
        for leaving in ("tab", "enter"):
            for typed, taken in (("陈", ""), ("陈二", "h3")):
                household.put(None)
                await go(app, pilot, "household")
                commit(app, typed)
                await pilot.pause()
                marked = [
                    "highlight" in [mark.style for mark in line] for line in household.below()
                ]
                assert any(marked) == bool(taken)
                await pilot.press(leaving)
                await pilot.pause()
                assert household.value.key == taken
                assert not household.has_focus_within


async def test_a_field_left_with_several_meant_names_them() -> None:
    """Nothing is picked, and beneath it stands how many fit and which, until it is mended."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await go(app, pilot, "household")
        commit(app, "陈")
        await pilot.press("tab")
        await pilot.pause()
        household = field(app, "household")
        told = "2 fit: 陈桂生 3组00号, 陈二嫂 3组03号; choose one with ↓"
        assert drawn(household)[1].strip() == told
        assert household.unclear == told
        assert field(app, "manner").has_focus
        await pilot.press("shift+tab", "down", "down", "tab")
        await pilot.pause()
        assert household.value == Picked("h0", "陈桂生  3组00号")
        assert household.size.height == 1
