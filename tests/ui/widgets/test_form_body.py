from __future__ import annotations

import asyncio
import contextlib
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from tests.ui.hands import PATIENCE
from textual import events

from fieldbook.ui.themes import ThemedApp
from fieldbook.ui.widgets.fields import ChoiceField, Picked, TextField
from fieldbook.ui.widgets.form_body import FormBody

if TYPE_CHECKING:
    from tests.ui.widgets.forms_demo import TODAY, Desk
    from tests.ui.widgets.widgets_demo import commit, drawn, seen
    from textual.app import ComposeResult
    from textual.binding import BindingType
else:
    from forms_demo import TODAY, Desk
    from widgets_demo import commit, drawn, seen

VALUES = {
    "visited_on": TODAY,
    "household": Picked("h1", "李霞平  3组01号"),
    "manner": "visit",
    "met": ("陈桂生",),
    "explained": ("tasks", "policies"),
    "together": ("labour",),
    "learned": "先浇一遍再下种",
    "title": "水渠漏水",
    "note": "一句\n又一句",
    "next_on": date(2026, 12, 1),
}


def current(app: Desk) -> str:
    field = app.query_one(FormBody).current
    return field.field_name if field is not None else ""


async def test_values_go_in_and_come_out() -> None:
    """What a form is given is what it gives back, field by field."""
    app = Desk()
    async with app.run_test(size=(80, 24)):
        form = app.query_one(FormBody)
        form.set_values(VALUES)
        assert form.values() == VALUES


async def test_a_draft_holds_everything_typed() -> None:
    """Restored from its draft, a form gives the same values, and keeps what is not understood."""
    app = Desk()
    async with app.run_test(size=(80, 24)):
        form = app.query_one(FormBody)
        form.set_values(VALUES)
        form.fields["next_on"].restore("下个月初")
        draft = form.draft()
        assert all(isinstance(text, str) for text in draft.values())
    again = Desk()
    async with again.run_test(size=(80, 24)):
        form = again.query_one(FormBody)
        form.restore({**draft, "gone": "a field of an older form"})
        assert form.values() == {**VALUES, "next_on": None}
        assert form.draft() == draft


async def test_a_form_filled_before_it_is_shown() -> None:
    """A form may be filled while it is made, and is edited at the end of what stands there."""
    from fieldbook.ui.widgets.fields import TextField

    class Early(Desk):
        def compose(self) -> ComposeResult:
            form = FormBody(TextField("title", "问题"), TextField("more", "又"))
            form.set_values({"title": "水渠"})
            yield form

    app = Early()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("x")
        assert app.query_one(FormBody).values() == {"title": "水渠x", "more": ""}
        assert app.edited == ["title"]


async def test_labels_and_editors_stand_in_columns() -> None:
    """All editors begin in the same column, behind the widest label, in narrow forms too."""
    for width in (44, 80, 120):
        app = Desk()
        async with app.run_test(size=(width, 40)) as pilot:
            await pilot.pause()
            fields = app.query_one(FormBody).fields.values()
            lefts = {field.left for field in fields}
            assert lefts == {max(cell_len(field.label) for field in fields) + 2}
            starts = {field.editor.region.x for field in fields if field.editor is not field}
            assert len(starts) == 1


async def test_ten_fields_fit_the_smallest_screen() -> None:
    """At 80×24 a visit's form is seen whole."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.query_one(FormBody).max_scroll_y == 0
        text = "\n".join(seen(app))
        assert all(field.label in text for field in app.query_one(FormBody).fields.values())


async def test_enter_goes_on_as_far_as_the_last_field() -> None:
    """Enter leads from one-line field to field, and stays in the last one."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        walked = [current(app)]
        for _ in range(5):
            await pilot.press("enter")
            await pilot.pause()
            walked.append(current(app))
        assert walked == ["visited_on", "household", "manner", "met", "explained", "together"]
        app.query_one(FormBody).fields["next_on"].focus()
        await pilot.press("enter")
        await pilot.pause()
        assert current(app) == "next_on"


async def test_tab_walks_both_ways() -> None:
    """Tab goes through all fields in order and Shift+Tab comes back."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        walked: list[str] = []
        for _ in range(10):
            walked.append(current(app))
            await pilot.press("tab")
        assert walked == list(app.query_one(FormBody).fields)
        await pilot.press("shift+tab")
        assert current(app) == "next_on"


async def test_arrows_walk_where_a_field_has_no_use_for_them() -> None:
    """Up and Down go from a line or a choice to its neighbours."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(FormBody).fields["manner"].focus()
        await pilot.press("up")
        assert current(app) == "household"
        app.query_one(FormBody).fields["explained"].focus()
        await pilot.press("down", "down")
        assert current(app) == "learned"


async def test_the_focused_field_is_in_sight() -> None:
    """On a low screen the form scrolls to the field one is in, and to a problem's field."""
    app = Desk()
    async with app.run_test(size=(80, 9)) as pilot:
        form = app.query_one(FormBody)
        form.set_problems({"next_on": "早于走访日期。"})
        await pilot.pause()
        await pilot.pause()
        assert current(app) == "next_on"
        assert "下次" in "\n".join(seen(app))
        form.focus_first()
        await pilot.pause()
        await pilot.pause()
        assert "走访日期" in "\n".join(seen(app))


async def test_a_problem_is_in_sight_where_its_field_was() -> None:
    """Saved from the last line of a low screen, a form shows beneath it what is wrong there."""
    app = Desk()
    async with app.run_test(size=(80, 9)) as pilot:
        form = app.query_one(FormBody)
        form.fields["next_on"].focus()
        await pilot.pause()
        for problem in ("早于走访日期。", "早于走访日期，" * 12):
            form.set_problems({"next_on": problem})
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):  # laid out, scrolled and drawn
                    while "".join(seen(app)).count("早于") != problem.count("早于"):
                        await pilot.pause(0.01)
            assert "".join(seen(app)).count("早于") == problem.count("早于")


async def test_high_screens_set_the_fields_apart() -> None:
    """Where there is room, a blank line stands between fields; where there is not, none."""
    for height, roomy in ((24, False), (40, True)):
        app = Desk()
        async with app.run_test(size=(80, height)) as pilot:
            await pilot.pause()
            fields = list(app.query_one(FormBody).fields.values())
            assert (fields[1].region.y - fields[0].region.bottom == 1) is roomy


async def test_ctrl_d_and_function_keys_are_the_screens() -> None:
    """Keys that mean an act on a form are not eaten by its editors."""
    pressed: list[str] = []

    class Keys(Desk):
        BINDINGS: ClassVar[list[BindingType]] = [
            (key, f"note('{key}')", "") for key in ("ctrl+d", "f6", "f7", "escape")
        ]

        def action_note(self, key: str) -> None:
            pressed.append(key)

    app = Keys()
    async with app.run_test(size=(80, 24)) as pilot:
        for name in ("title", "note", "household", "manner"):
            app.query_one(FormBody).fields[name].focus()
            await pilot.pause()
            await pilot.press("ctrl+d", "f6", "f7", "escape")
    assert pressed == ["ctrl+d", "f6", "f7", "escape"] * 4


async def test_no_timer_repeats() -> None:
    """A form, its cursors included, leaves the processor alone while nothing is typed."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(FormBody).fields["note"].focus()
        commit(app, "水")
        await pilot.pause()
        await pilot.press("tab", "shift+tab")
        running = [
            timer
            for widget in app.screen.walk_children()
            for timer in widget._timers
            if timer._active.is_set() and timer._repeat is None
        ]
        assert running == []
        assert "水" in "\n".join(drawn(app.query_one(FormBody).fields["note"].editor))


async def test_words_typed_on_a_choice_stay_there_until_one_is_chosen() -> None:
    """Nothing lands in another field; the field says that nothing is chosen, and a draft keeps the words."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        form = app.query_one(FormBody)
        field = form.fields["explained"]
        field.focus()
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause(0.02)  # no hand types on at once, as an input method does
        commit(app, "先浇地，2遍")
        await pilot.pause()
        assert "explained" in app.edited  # so that a draft is kept
        await pilot.press("tab")
        assert form.values()["explained"] == ("tasks",)
        assert "“先浇地，2遍” has chosen nothing" in "\n".join(seen(app))
        assert not any(form.fields[name].draft for name in ("together", "learned", "title"))
        draft = form.draft()
        form.restore({"explained": ""})
        form.restore(draft)
        assert "先浇地，2遍" in field.draft, "nor are they lost where the form is left"
        assert (
            field.doubt("Ctrl+S") == "“先浇地，2遍” is none of these; Ctrl+S again leaves it out."
        )
        assert not field.doubt("Ctrl+S"), "asked once"
        field.focus()
        await pilot.pause()
        await pilot.press("2")
        assert form.values()["explained"] == ("tasks", "policies")
        assert "has chosen nothing" not in "\n".join(seen(app))


async def test_an_option_is_found_by_its_name() -> None:
    """Typed, spelled or begun, the only one it can be is chosen by Enter, Tab or a blank; of several a digit."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        form = app.query_one(FormBody)
        for words, key, ticked in (
            ("劳", "tab", ("labour",)),
            ("tongzhu", "enter", ("lodging",)),
            ("商量", "space", ("counsel",)),
            ("商量", "shift+tab", ("counsel",)),
            ("同", "3", ("labour",)),  # all of them have it
            ("字", "3", ("labour",)),  # none has it
            ("字", "tab", ()),
            ("字", "enter", ()),
            ("字量", "backspace", ()),
        ):
            form.fields["together"].put(())
            form.fields["together"].focus()
            await pilot.pause()
            commit(app, words)
            await pilot.pause(0.02)
            await pilot.press(key)
            await pilot.pause()
            assert form.values()["together"] == ticked, (words, key)
            assert not any(form.fields[name].draft for name in ("learned", "title"))
        assert form.fields["together"].draft.endswith("字")
        await pilot.press("enter")
        assert current(app) == "together", "what is typed next lands nowhere else"


async def test_what_words_name_is_taken_when_the_form_is_saved() -> None:
    """As leaving the field would; what is ticked already stays so."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        field = app.query_one(FormBody).fields["together"]
        for _ in range(2):
            field.focus()
            await pilot.pause()
            commit(app, "劳动")
            await pilot.pause(0.02)
            field.settle()
            assert (field.value, field.draft) == (("labour",), "labour")


def keys_of(words: str, *, apart: float, since: float) -> list[events.Key]:
    """The keys of words, so many seconds behind each other."""
    keys = [events.Key(each, each) for each in words]
    for number, each in enumerate(keys):
        each.time = since + number * apart
    return keys


async def test_a_phrase_that_begins_with_digits_ticks_nothing() -> None:
    """An input method hands a phrase over at once: its digits are words. A hand ticks, then types."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        form = app.query_one(FormBody)
        field = form.fields["explained"]
        assert isinstance(field, ChoiceField)
        for number, (words, apart, ticked, kept) in enumerate((
            ("12组出工齐", 0.0, ("policies",), "12组出工齐"),
            ("12组出工齐", 0.2, ("tasks",), "组出工齐"),
            ("9户缺水", 0.0, ("policies",), "9户缺水"),
            ("1.2亩没浇", 0.0, ("policies",), "1.2亩没浇"),
            # Over a slow line a hand's keys come together, too; what it types are letters that have a key.
            ("1dry", 0.0, ("tasks", "policies"), "dry"),
        )):  # fmt: skip
            field.put(("policies",))
            field.focus()
            await pilot.pause()
            for each in keys_of(words, apart=apart, since=100.0 * number):
                field.on_key(each)
            await pilot.pause()
            assert field.draft == f"{' '.join(ticked)}\t{kept}", words


async def test_what_is_pasted_on_choices_is_words() -> None:
    """Its digits tick nothing."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        form = app.query_one(FormBody)
        form.fields["explained"].focus()
        await pilot.pause()
        app.post_message(events.Paste("2组\n出工齐"))
        await pilot.pause()
        await pilot.pause()
        assert form.fields["explained"].draft == "\t2组 出工齐"


async def test_a_sentence_typed_on_a_choice_ticks_nothing() -> None:
    """Its blanks and digits are its own; an arrow ends it."""

    class Choosing(ThemedApp[None]):
        def compose(self) -> ComposeResult:
            options = [("well", "the well"), ("road", "the road")]
            yield FormBody(
                ChoiceField("what", "What", options, required=True), TextField("words", "Words")
            )

    app = Choosing()
    async with app.run_test(size=(80, 24)) as pilot:
        form = app.query_one(FormBody)
        form.fields["what"].focus()
        await pilot.pause()
        await pilot.press(*"we", "space", *"saw", "space", "2", "space", *"men")
        assert form.draft() == {"what": "\twe saw 2 men", "words": ""}
        assert not form.fields["what"].doubt("Ctrl+S"), (
            "one has to be chosen, and that is asked for"
        )
        await pilot.press("right", "space")
        assert form.draft() == {"what": "road", "words": ""}
