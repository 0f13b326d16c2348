"""When a field of names takes the one name that is offered, and when it leaves what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fieldbook.ui.themes import ThemedApp
from fieldbook.ui.widgets.fields import Known, PersonField, TextField
from fieldbook.ui.widgets.form_body import FormBody

if TYPE_CHECKING:
    from tests.ui.widgets.widgets_demo import commit
    from textual.app import ComposeResult
else:
    from widgets_demo import commit

NAMES = ("Ned Archer", "Ann", "Anna Hill", "Fay Young Brook", "Frank Dale", "陈桂生", "王芳")


class Names(ThemedApp[None]):
    """A field of names between two of words."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Make the form."""
        known = [Known(name, name) for name in NAMES]
        names = PersonField("names", "Companions", lambda: known)
        yield FormBody(TextField("before", "Before"), names, TextField("after", "After"))

    @property
    def names(self) -> PersonField:
        """The field of names."""
        return self.query_one(PersonField)

    def begin(self, *stand: str) -> None:
        """Go to the field, with these names in it."""
        self.names.put(stand)
        self.names.focus()


@pytest.mark.parametrize("leaving", ["tab", "shift+tab", "enter", "comma"])
async def test_the_only_name_that_begins_so_is_taken(leaving: str) -> None:
    """It is marked before; Tab, Enter and a comma take it, and typed once more it stays as it is."""
    app = Names()
    async with app.run_test(size=(80, 24)) as pilot:
        app.begin()
        await pilot.press("N", "e", "d")
        assert app.names.below()[0][0].style == "highlight"
        await pilot.press(leaving)
        assert app.names.value == ("Ned Archer",)
        app.begin()
        await pilot.press("n", "e", "d")
        assert "highlight" not in [mark.style for mark in app.names.below()[0]]
        await pilot.press(leaving)
        assert app.names.value == ("ned",)


async def test_names_that_only_hold_it_keep_no_beginning_from_being_taken() -> None:
    """One begins so, others have it further on: Tab takes the one. Where two begin so, it takes none."""
    app = Names()
    async with app.run_test(size=(80, 24)) as pilot:
        app.begin()
        await pilot.press("n", "tab")
        assert app.names.value == ("Ned Archer",)
        app.begin()
        await pilot.press("f", "tab")
        assert app.names.value == ("f",)


async def test_a_beginning_may_have_any_length() -> None:
    """A surname alone, and a second word that was begun, can only be beginnings."""
    app = Names()
    async with app.run_test(size=(80, 24)) as pilot:
        for begun, taken in (
            ("Frank D", "Frank Dale"),
            ("陈", "陈桂生"),
            ("Ann, Anna H", "Anna Hill"),
        ):
            app.begin()
            commit(app, begun)
            await pilot.press("tab")
            assert app.names.value[-1] == taken


async def test_what_may_be_a_whole_name_stays() -> None:
    """What may be a person's name stays what was typed, whoever else is offered."""
    app = Names()
    async with app.run_test(size=(80, 24)) as pilot:
        for typed in (
            "Ann",  # somebody's whole name, though Anna Hill begins so
            "Fay Young",  # two words, though Fay Young Brook begins so
            "陈桂",  # two signs, though 陈桂生 begins so
            "Archer",  # Ned's, but no beginning
            "Joan",  # nobody's
            "Anna Hil",  # two words, though Anna Hill goes on within the second
            "F",  # of several
        ):
            app.begin()
            commit(app, typed)
            await pilot.press("tab")
            assert app.names.value == (typed,)
            assert app.query_one(FormBody).fields["after"].has_focus_within, typed


async def test_saving_takes_what_tab_takes() -> None:
    """Saved without leaving the field, it holds the name that Tab would have taken."""
    app = Names()
    async with app.run_test(size=(80, 24)) as pilot:
        for typed, saved in (
            ("Ned", "Ned Archer"),
            ("Fra", "Frank Dale"),
            ("Fay Young", "Fay Young"),
        ):
            app.begin()
            commit(app, typed)
            await pilot.pause()
            app.names.settle()
            assert app.names.value == (saved,)


async def test_a_name_that_stood_there_stays() -> None:
    """Going through a field that was filled before changes nothing in it."""
    app = Names()
    async with app.run_test(size=(80, 24)) as pilot:
        app.begin("Ned")
        await pilot.press("tab")
        assert app.names.value == ("Ned",)


async def test_a_known_name_with_a_comma_is_one_person() -> None:
    """Typed or offered; one that is known given name first is found by its surname first, too."""
    known = [Known(name, name) for name in ("Brook, Alice", "Anna Hill", "陈桂生")]
    app = Names()
    async with app.run_test(size=(80, 24)) as pilot:
        app.names._offers = lambda: known
        for typed, taken in (
            ("Brook, Alice", ["Brook, Alice"]),
            ("Hill, Anna, Brook, Alice, Tom Reed", ["Anna Hill", "Brook, Alice", "Tom Reed"]),
        ):
            app.begin()
            commit(app, typed)
            await pilot.press("tab")
            assert list(app.names.value) == taken
        app.begin()
        commit(app, "Brook")
        await pilot.press("1")
        assert list(app.names.value) == ["Brook, Alice"]
        await pilot.press("comma", "Z", "o", "e", "tab")
        assert list(app.names.value) == ["Brook, Alice", "Zoe"]


async def test_two_are_one_where_a_comma_alone_parts_them() -> None:
    """With a post behind it, too; two that are known each stay two."""
    names = ("Brook, Alice", "Anna Hill", "Ming Li", "Ming", "Li")
    app = Names()
    async with app.run_test(size=(80, 24)) as pilot:
        app.names._offers = lambda: [Known(name, name) for name in names]
        for typed, taken in (
            ("Hill, Anna (head), Zoe", ["Anna Hill (head)", "Zoe"]),
            ("Brook, Alice（组长）", ["Brook, Alice（组长）"]),
            ("Hill; Anna", ["Hill", "Anna"]),
            ("Hill、Anna", ["Hill", "Anna"]),
            ("Li, Ming", ["Li", "Ming"]),
        ):
            app.begin()
            commit(app, typed)
            await pilot.pause()
            assert list(app.names.value) == taken

        app.begin()
        commit(app, typed)
        await pilot.pause()
        assert list(app.names.value) == taken


async def test_one_more_is_typed_behind_the_names_that_stand() -> None:
    """Gone into, the field parts them from what is typed; left again, it is as it was, and no edit."""
    app = Names()
    async with app.run_test(size=(80, 24)) as pilot:
        app.begin("Ned Archer")
        await pilot.pause()
        assert app.names.draft == "Ned Archer"
        await pilot.press("J", "o")
        assert app.names.value == ("Ned Archer", "Jo")
        app.begin("Ned Archer")
        await pilot.press("tab")
        assert app.names.text == "Ned Archer"


async def test_where_one_name_stands_it_is_replaced() -> None:
    """It is marked when it is gone into, as a day is; End goes on behind it."""
    app = Names()
    async with app.run_test(size=(80, 24)) as pilot:
        app.names._input.select_on_focus = True
        app.begin("Ned Archer")
        await pilot.press("J", "o")
        assert list(app.names.value) == ["Jo"]
        await pilot.press("tab")
        app.begin("Ned Archer")
        await pilot.press("end", ",", "J", "o")
        assert list(app.names.value) == ["Ned Archer", "Jo"]


async def test_who_lives_further_away_is_asked_about_where_nobody_near_is_meant() -> None:
    """Where two begin so, none is taken, and the near one is asked about."""
    further = [Known("Ned Mbewe", "Ned Mbewe"), Known("Fred Mbewe", "Fred Mbewe")]
    app = Names()
    async with app.run_test(size=(80, 24)) as pilot:
        app.names._further = lambda: further
        app.begin()
        await pilot.press("N", "e", "d")
        offered = "".join(mark.text for mark in app.names.below()[0])
        assert offered.split("  ")[:2] == ["1 Ned Archer", "2 Ned Mbewe"]
        assert app.names.doubt("F2").startswith("“Ned” may be Ned Archer")
        app.begin("Fred")
        app.names._meant_so.clear()
        assert app.names.doubt("F2").startswith("“Fred” may be Fred Mbewe")


@pytest.mark.parametrize(("typed", "meant"), [("Archer", "Ned Archer"), ("cher", "")])
async def test_a_surname_alone_is_asked_about(typed: str, meant: str) -> None:
    """Where one person alone bears it; a part of a word is nobody's surname."""
    app = Names()
    async with app.run_test(size=(80, 24)):
        app.begin(typed)
        app.names._meant_so.clear()
        asked = app.names.doubt("F2")
        assert asked.startswith(f"“{typed}” may be {meant}:") if meant else not asked
