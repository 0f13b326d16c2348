from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pytest
from rich.cells import cell_len
from tests.ui.hands import resized
from textual import events

from fieldbook.ui.themes import ThemedApp
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from rich.style import Style
    from tests.ui.widgets.widgets_demo import Desk, commit, drawn, rows
    from textual.app import ComposeResult
else:
    from widgets_demo import Desk, commit, drawn, rows


class Alone(ThemedApp[None]):
    """One list, and what it posts."""

    def __init__(
        self, made: list[ListRow], *, heading: bool = False, ascii_only: bool = False
    ) -> None:
        super().__init__()
        self.made = made
        self.heading = heading
        self.ascii = ascii_only
        self.told: list[tuple[str, str]] = []
        self.align: Literal["left", "right"] = "left"

    def compose(self) -> ComposeResult:
        yield RecordList(
            (Column("户主", None, min_width=6, priority=9), Column("地点", 8, align=self.align)),
            heading=self.heading,
            empty=("还没有户。", "按 F8 登记一户。"),
            nothing_found=("没有找到。",),
        )

    @property
    def list(self) -> RecordList:
        return self.query_one(RecordList)

    def on_mount(self) -> None:
        self.list.set_rows(self.made)
        self.list.focus()

    def on_record_list_highlighted(self, message: Any) -> None:
        self.told.append(("highlighted", message.key))

    def on_record_list_chosen(self, message: Any) -> None:
        self.told.append(("chosen", message.key))

    def on_record_list_filter_started(self, message: Any) -> None:
        self.told.append(("filter", message.character))


async def test_keys_move_the_cursor_and_tell_it() -> None:
    """Every move of the cursor is told once, with the record's key."""
    app = Alone(rows(60))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("down", "down", "up", "end", "down", "home", "up", "pagedown", "pageup")
        assert [key for _what, key in app.told] == [
            "h0",
            "h1",
            "h2",
            "h1",
            "h59",
            "h0",
            "h11",
            "h0",
        ]


async def test_the_cursor_stays_in_sight() -> None:
    """Scrolling follows the cursor at once, without animation, at both ends."""
    app = Alone(rows(60), heading=True)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("end")
        lines = drawn(app.list)
        assert lines[0].split() == ["户主", "地点"]
        assert lines[-1].startswith(" ▌ 冯老四")
        await pilot.press("home")
        assert drawn(app.list)[1].startswith(" ▌ 陈桂生")


async def test_enter_and_a_double_click_choose() -> None:
    """A record is chosen by Enter or by a double click, a click only goes to it."""
    app = Alone(rows(20), heading=True)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("enter")
        await pilot.click(RecordList, offset=(5, 4))
        assert app.told == [("highlighted", "h0"), ("chosen", "h0"), ("highlighted", "h3")]
        await pilot.click(RecordList, offset=(5, 6), times=2)
        assert app.told[-2:] == [("highlighted", "h5"), ("chosen", "h5")]
        await pilot.click(RecordList, offset=(5, 0))
        assert app.list.cursor_key == "h5"


async def test_the_wheel_scrolls() -> None:
    """The wheel moves what is seen and leaves the cursor on its record."""
    app = Alone(rows(60))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot._post_mouse_events([events.MouseScrollDown], RecordList)
        await pilot.pause()
        assert app.list.scroll_offset.y > 0
        assert app.list.cursor_key == "h0"


async def test_the_cursor_stays_with_its_record() -> None:
    """New rows and filters leave the cursor on its record as long as it is shown."""
    app = Alone(rows(60))
    async with app.run_test(size=(40, 12)) as pilot:
        app.list.move_to("h11")
        app.list.set_rows(list(reversed(rows(60))))
        assert app.list.cursor_key == "h11"
        app.list.set_filter("李霞平")
        assert (app.list.cursor_key, app.list.shown, app.list.total) == ("h11", 6, 60)
        app.list.set_filter("王大娘")
        assert app.list.cursor_key == "h53"
        app.list.set_filter("")
        assert app.list.cursor_key == "h53"
        await pilot.pause()
        assert any(line.startswith(" ▌ 王大娘") for line in drawn(app.list))


async def test_a_removed_record_leaves_the_cursor_at_its_place() -> None:
    """After a removal the next record is under the cursor, at the end the last one."""
    app = Alone(rows(5))
    async with app.run_test(size=(40, 12)):
        app.list.move_to("h2")
        app.list.set_rows([row for row in rows(5) if row.key != "h2"])
        assert app.list.cursor_key == "h3"
        app.list.set_rows(rows(2))
        assert app.list.cursor_key == "h1"
        app.list.set_rows([])
        assert app.list.cursor_key == ""


async def test_a_filter_survives_new_rows() -> None:
    """Rows that come in while a filter stands are filtered too."""
    app = Alone(rows(20))
    async with app.run_test(size=(40, 12)):
        app.list.set_filter("赵祥")
        app.list.set_rows(rows(60))
        assert app.list.shown == 6
        assert app.list.move_to("h0") is False
        assert app.list.move_to("h12") is True


async def test_chinese_starts_the_filter_and_letters_stay_keys() -> None:
    """A Chinese character starts the filter, an ASCII letter or a full-width mark does not."""
    app = Alone(rows(3))
    async with app.run_test(size=(40, 12)) as pilot:
        commit(app, "n/？陈")
        await pilot.pause()
        assert app.told[1:] == [("filter", "陈")]


async def test_a_pasted_phrase_starts_the_filter() -> None:
    """A phrase an input method hands over as a paste arrives whole."""
    app = Alone(rows(3))
    async with app.run_test(size=(40, 12)) as pilot:
        app.list.post_message(events.Paste("王大娘\n"))
        app.list.post_message(events.Paste("ascii"))
        await pilot.pause()
        assert app.told[1:] == [("filter", "王大娘")]


async def test_empty_lists_say_what_to_press() -> None:
    """Nothing there and nothing found are told apart."""
    app = Alone([])
    async with app.run_test(size=(40, 12)):
        text = "\n".join(drawn(app.list))
        assert "还没有户。" in text
        assert "按 F8 登记一户。" in text
        app.list.set_rows(rows(3))
        app.list.set_filter("没有这个人")
        assert "没有找到。" in "\n".join(drawn(app.list))


async def test_narrow_lists_drop_columns_and_cut_by_cells() -> None:
    """Every line is exactly as wide as the list, whatever is cut."""
    app = Alone(rows(10))
    async with app.run_test(size=(80, 12)) as pilot:
        for width in range(6, 80, 7):
            await resized(pilot, width, 12)
            room = app.list.scrollable_content_region.width
            assert {app.list.render_line(y).cell_length for y in range(12)} == {room}
        await resized(pilot, 10, 12)
        assert "组" not in "".join(drawn(app.list))
        assert "欧阳…" in drawn(app.list)[4]


async def test_ascii_lists_use_ascii_marks() -> None:
    """An app that asks for ASCII gets no character of doubtful width from the list."""
    app = Alone(rows(10), ascii_only=True)
    async with app.run_test(size=(10, 12)):
        assert "欧阳.." in drawn(app.list)[4]
        assert "…" not in "".join(drawn(app.list))


async def test_tones_are_colours_of_the_theme() -> None:
    """A tone colours its cell, and colours follow when the theme changes."""
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:

        def colours() -> dict[str, Style | None]:
            return {
                word: segment.style
                for segment in app.query_one("#list").render_line(3)
                for word in segment.text.split()
            }

        dark = colours()
        assert dark["逾期9天"] != dark["赵祥"]
        app.theme = "textual-light"
        await pilot.pause()
        assert colours()["逾期9天"] != dark["逾期9天"]


async def test_what_the_filter_found_is_underlined() -> None:
    """In the rows found, the words of the filter stand out without colour."""
    app = Desk()
    async with app.run_test(size=(80, 24)):
        found = app.query_one("#list", RecordList)
        found.set_filter("霞")
        marked = [s.text for s in found.render_line(1) if s.style is not None and s.style.underline]
        assert marked == ["霞"]


async def test_of_many_rows_only_those_seen_are_drawn() -> None:
    """Ten thousand rows, filled and narrowed, cost the drawing of one screen each."""
    app = Alone([])
    many = rows(10_000)
    async with app.run_test(size=(80, 24)):
        app.list.set_rows(many)
        drawn(app.list)
        assert len(app.list._strips) <= 24
        for words in ("李", "李霞", "李霞平 3组"):
            app.list.set_filter(words)
            drawn(app.list)
            assert app.list.shown == len(
                [row for row in many if all(each in row.search for each in words.split())]
            )
            assert len(app.list._strips) <= 24


@pytest.mark.parametrize("count", [0, 1, 3])
async def test_every_key_is_safe_on_few_rows(count: int) -> None:
    """No key fails on an empty or a short list."""
    app = Alone(rows(count))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("up", "down", "pageup", "pagedown", "home", "end", "enter", "space", "a")
        assert app.list.cursor_key == (f"h{count - 1}" if count else "")


async def test_a_long_text_takes_the_room_of_an_empty_cell() -> None:
    """What is written there is not cut while the cells beside it stand empty."""
    long = "先堵漏口再换两丈铁管子"
    app = Alone([ListRow("a", (long, ""), ""), ListRow("b", (long, "3组"), "")])
    async with app.run_test(size=(30, 6)):
        first, second = drawn(app.list)[:2]
        assert long in first.replace(" ", "")
        assert long not in second
        assert "…" in second
        assert "3组" in second


async def test_a_long_text_takes_the_room_before_a_short_number() -> None:
    """A number at the right of its column leaves what stands before it, as far as the text needs it."""
    long = "先堵漏口再换两丈铁管子"
    app = Alone([ListRow("a", (long, "3"), ""), ListRow("b", ("先堵漏口", "333333"), "")])
    app.align = "right"
    async with app.run_test(size=(30, 6)):
        first, second = (line.rstrip() for line in drawn(app.list)[:2])
        assert long in first
        assert first.endswith(" 3")
        assert cell_len(first) == cell_len(second)


async def test_what_tells_a_name_apart_is_not_cut_away() -> None:
    """Where there is no room for both, the name is cut, and what tells it from another's is seen."""
    names = ("欧阳德福与欧阳德福的老伴\t\t#24", "阿依古丽\t\t#7")
    app = Alone([ListRow(key, (name, "3组"), "") for key, name in zip("ab", names, strict=True)])
    async with app.run_test(size=(30, 6)):
        first, second = drawn(app.list)[:2]
        assert "…" in first
        assert "#24" in first
        assert "阿依古丽  #7" in second


async def test_a_name_told_apart_takes_the_room_of_an_empty_cell() -> None:
    """The gap before what stands beside a name counts, too."""
    app = Alone([ListRow("a", ("欧阳德福与老伴\t\t#24", ""), "")])
    async with app.run_test(size=(30, 6)):
        assert "欧阳德福与老伴  #24" in drawn(app.list)[0]
