from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from tests.ui.hands import resized

from fieldbook.ui.themes import ThemedApp
from fieldbook.ui.widgets.story import Story
from fieldbook.ui.widgets.story_lines import StoryLine, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.ui.widgets.widgets_demo import STORY, drawn
    from textual.app import ComposeResult
else:
    from widgets_demo import STORY, drawn


class Alone(ThemedApp[None]):
    """One story, and what it posts."""

    def __init__(self, lines: Sequence[StoryLine] = STORY) -> None:
        super().__init__()
        self.lines = lines
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield Story()

    @property
    def story(self) -> Story:
        return self.query_one(Story)

    def on_mount(self) -> None:
        self.story.set_lines(self.lines)
        self.story.focus()

    def on_story_chosen(self, message: Any) -> None:
        self.chosen.append(message.key)


def test_wide_stories_keep_dates_in_their_own_column() -> None:
    """Where there is room all text stands right of the dates, but for the head before them."""
    layout = lay_out(STORY, 80)
    first_date = next(number for number, line in enumerate(STORY) if line.date)
    heads = {piece.left for piece in layout.pieces if piece.line < first_date}
    assert heads == {2}
    assert {piece.left for piece in layout.pieces if piece.line >= first_date} == {9, 11, 13}


def test_narrow_stories_put_the_text_below_the_dates() -> None:
    """In a narrow pane only the dated line stands right of its date."""
    layout = lay_out(STORY, 38)
    lefts: dict[bool, set[int]] = {STORY[piece.line].date != "": set() for piece in layout.pieces}
    for piece in layout.pieces:
        lefts[STORY[piece.line].date != ""].add(piece.left)
    assert lefts == {True: {9}, False: {2, 4, 6}}


async def test_every_line_is_as_wide_as_the_pane() -> None:
    """Whatever the width, no drawn line is wider or shorter than the pane."""
    app = Alone()
    async with app.run_test(size=(80, 24)) as pilot:
        for width in (80, 51, 38, 20, 9):
            await resized(pilot, width, 24)
            room = app.story.scrollable_content_region.width
            assert {cell_len(line) for line in drawn(app.story)} == {room}


async def test_the_cursor_goes_from_record_to_record() -> None:
    """Up and Down stop at lines that name a record, Enter chooses it."""
    app = Alone()
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press("enter", "down", "down", "enter", "up", "enter")
        assert app.chosen == ["household", "i41", "v1"]
        assert [line[:2] for line in drawn(app.story)].count("▌ ") == 1


async def test_a_long_plain_text_is_scrolled_line_by_line() -> None:
    """Text without records is read with the same keys."""
    app = Alone([StoryLine(f"第{number}行") for number in range(100)])
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("down", "down")
        assert "第2行" in drawn(app.story)[0]
        await pilot.press("pagedown")
        assert "第11行" in drawn(app.story)[0]
        await pilot.press("end")
        assert "第99行" in drawn(app.story)[-1]
        await pilot.press("home", "enter")
        assert "第0行" in drawn(app.story)[0]
        assert app.chosen == []


async def test_a_far_record_is_reached_by_reading_on() -> None:
    """Down does not leap over a long text to the next record."""
    lines = [
        StoryLine("甲", key="a"),
        *[StoryLine(f"文{n}") for n in range(30)],
        StoryLine("乙", key="b"),
    ]
    app = Alone(lines)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("down")
        assert app.story.cursor_key == "a"
        assert app.story.scroll_offset.y == 1
        await pilot.press(*["down"] * 21)
        assert app.story.cursor_key == "b"
        await pilot.press("home")
        assert app.story.cursor_key == "a"


async def test_another_story_begins_at_its_beginning() -> None:
    """A new story starts at the top; the same one after a change stays where it was."""
    app = Alone()
    async with app.run_test(size=(38, 8)) as pilot:
        await pilot.press("end")
        key, top = app.story.cursor_key, app.story.scroll_offset.y
        assert (key, top > 0) == ("v3", True)
        app.story.set_lines((*STORY, StoryLine("又一行")), keep_place=True)
        assert (app.story.cursor_key, app.story.scroll_offset.y) == (key, top)
        app.story.set_lines(STORY)
        assert (app.story.cursor_key, app.story.scroll_offset.y) == ("household", 0)
        app.story.set_lines(())
        assert app.story.cursor_key == ""
        await pilot.press("down", "up", "end", "home", "pagedown", "enter")


async def test_a_click_goes_to_a_record_and_a_double_click_chooses() -> None:
    """The mouse does what the keys do."""
    app = Alone()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(Story, offset=(20, 3))
        assert app.story.cursor_key == "v1"
        await pilot.click(Story, offset=(20, 1))
        assert app.story.cursor_key == "v1"
        await pilot.click(Story, offset=(20, 3), times=2)
        assert app.chosen == ["v1"]


async def test_line_breaks_in_a_text_are_kept() -> None:
    """A text of several lines is told line by line, the date only once."""
    app = Alone([StoryLine("头一句\n第二句", date="11-08")])
    async with app.run_test(size=(60, 8)):
        assert drawn(app.story)[0].split() == ["11-08", "头一句"]
        assert drawn(app.story)[1].split() == ["第二句"]


async def test_five_thousand_lines_are_quick() -> None:
    """A long life's story is laid out, and the time does not grow with its square."""
    app = Alone([])
    lines = [*STORY] * 400
    async with app.run_test(size=(80, 24)):
        start = time.process_time()
        app.story.set_lines(lines)
        drawn(app.story)
        assert time.process_time() - start < 30


def drawn_lines(lines: list[StoryLine], width: int, *, roomy: bool = False) -> list[str]:
    """The lines as they are laid out, without dates and signs."""
    pieces = lay_out(lines, width, roomy=roomy).pieces
    return [
        " " * each.left + each.label + each.text + (f"  {each.tail}" if each.tail else "")
        for each in pieces
    ]


LABELLED = [
    StoryLine("走访", tail="三交 3/3 · 同劳动、同商量"),
    StoryLine("陈桂生", 1, label="见到"),
    StoryLine("记工员自己不会打算盘，账才拖下来，要有人教", 1, label="学到的"),
]


def test_labels_have_a_column_where_there_is_room() -> None:
    """Texts begin below each other, and further lines of a text hang beneath its first."""
    assert drawn_lines(LABELLED, 42) == [
        "走访  三交 3/3 · 同劳动、同商量",
        "  见到    陈桂生",
        "  学到的  记工员自己不会打算盘，账才拖下",
        "          来，要有人教",
    ]


def test_a_long_label_says_its_words_once() -> None:
    """What has no room behind a label of several words goes below it, and takes none of them along."""
    line = StoryLine("production Ann Foster (since 11-27)", label="Who answers for what")
    short = StoryLine("Bob", label="Leader")
    for width in (24, 34, 40, 60):
        text = " ".join(" ".join(drawn_lines([short, line], width)).split())
        assert text == "Leader Bob Who answers for what production Ann Foster (since 11-27)", width


def test_in_a_narrow_pane_a_text_goes_on_below_its_label() -> None:
    """Little is lost to labels, and no line ends with the dot that parts two counts."""
    assert drawn_lines(LABELLED, 24) == [
        "走访  三交 3/3",
        "  同劳动、同商量",
        "  见到  陈桂生",
        "  学到的  记工员自己不",
        "    会打算盘，账才拖下",
        "    来，要有人教",
    ]


def test_dated_records_are_set_apart_where_there_is_room() -> None:
    """A blank line stands before each dated record, but not twice, nor before keys of a help."""
    lines = [
        StoryLine("", key=""), StoryLine("甲", date="11-08", key="a"),
        StoryLine("乙", date="11-01", key="b"), StoryLine("取", date="F2"),
    ]  # fmt: skip
    texts = [piece.text for piece in lay_out(lines, 60, roomy=True).pieces]
    assert texts == ["", "甲", "", "乙", "取"]
    assert "" not in [piece.text for piece in lay_out(lines[1:], 60).pieces]


def test_what_ends_in_a_quieter_line_is_set_apart_too() -> None:
    """Where what stands behind a text has no room beside it, a blank line still follows."""
    lines = [
        StoryLine("走访尹小河", date="11-19", key="a", tail="已汇报"),
        StoryLine("记", date="11-18", key="b"),
    ]
    texts = [piece.text for piece in lay_out(lines, 24, roomy=True).pieces]
    assert texts == ["走访尹小河", "", "", "记"]
