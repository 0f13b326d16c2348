from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from tests.ui.hands import resized

from fieldbook.ui.themes import ThemedApp
from fieldbook.ui.widgets.lines import Hint, KeyLine, PartLine, StatusLine, TabLine
from fieldbook.ui.widgets.prose import Prose

if TYPE_CHECKING:
    from rich.style import Style
    from textual.app import ComposeResult
    from textual.widget import Widget

TABS = [
    Hint(str(n), label, act=f"tab_{n}")
    for n, label in enumerate(["今天", "户", "问题", "办法", "小组", "日记", "会议"], 1)
]
HINTS = (
    Hint("F2", "走访", act="visit"),
    Hint("F3", "反映", enabled=False, act="refer"),
    Hint("/", "筛选", act="filter"),
    Hint("?", "帮助", act="help"),
)


class Lines(ThemedApp[None]):
    """The three lines, and what they post."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []

    def compose(self) -> ComposeResult:
        yield StatusLine("工作本 · 崔寨子支部 第3联系组", ("11-21 星期六", "已保存"))
        yield TabLine(TABS, "tab_2")
        yield Prose("有言在先，先浇一遍再下种。")
        yield KeyLine(HINTS)

    def on_part_line_chosen(self, message: PartLine.Chosen) -> None:
        self.told.append(message.act)


def text(app: ThemedApp[Any], kind: type[Widget]) -> str:
    return app.query_one(kind).render_line(0).text


def style(found: Style | None) -> Style:
    assert found is not None
    return found


async def test_tabs_are_named_and_can_be_clicked() -> None:
    """Each tab shows key and name, and a click on either tells it."""
    app = Lines()
    async with app.run_test(size=(80, 24)) as pilot:
        assert text(app, TabLine).split() == [part for tab in TABS for part in (tab.key, tab.label)]
        await pilot.click(TabLine, offset=(9, 0))
        await pilot.click(TabLine, offset=(16, 0))
        await pilot.click(TabLine, offset=(79, 0))
        assert app.told == ["tab_2", "tab_3"]


async def test_the_present_tab_stands_out() -> None:
    """The present tab has a background of its own."""
    app = Lines()
    async with app.run_test(size=(80, 24)):
        line = app.query_one(TabLine)

        def raised() -> list[str]:
            base = line.rich_style.bgcolor
            return [s.text.strip() for s in line.render_line(0) if style(s.style).bgcolor != base]

        assert raised() == ["2 户"]


async def test_narrow_tab_lines_keep_the_numbers() -> None:
    """Where not all names fit, all numbers and the present name are still there."""
    app = Lines()
    async with app.run_test(size=(40, 24)):
        assert text(app, TabLine).split() == ["1", "2", "户", "3", "4", "5", "6", "7"]


async def test_hints_are_whole_and_help_is_always_there() -> None:
    """At any width no hint is cut and the last one is shown."""
    app = Lines()
    async with app.run_test(size=(80, 24)):
        line = app.query_one(KeyLine)
        for width in range(8, 80):
            shown = line.fitting(width)
            assert shown[-1] == HINTS[-1]
            drawn = "".join(part.text for part in line.parts(width))
            assert cell_len(drawn) <= width
            assert all(f"{hint.key} {hint.label}" in drawn for hint in shown)
        assert line.fitting(80) == HINTS


async def test_disabled_hints_are_greyed_in_place() -> None:
    """A disabled key stays where it is; a click on it is told, so that the reason can be said."""
    app = Lines()
    async with app.run_test(size=(80, 24)) as pilot:
        line = app.query_one(KeyLine)
        drawn = line.render_line(0)
        greyed, plain = (
            next(style(s.style).color for s in drawn if word in s.text) for word in ("反映", "走访")
        )
        assert greyed != plain
        await pilot.click(KeyLine, offset=(2, 0))
        await pilot.click(KeyLine, offset=(12, 0))
        await pilot.click(KeyLine, offset=(70, 0))
        assert app.told == ["visit", "refer"]
        line.set_hints(())
        assert line.render_line(0).text.strip() == ""


async def test_the_status_line_keeps_the_last_word() -> None:
    """However narrow, the last text at the right is shown and the line is exactly full."""
    app = Lines()
    async with app.run_test(size=(80, 24)) as pilot:
        line = app.query_one(StatusLine)
        assert text(app, StatusLine).split() == [
            "工作本",
            "·",
            "崔寨子支部",
            "第3联系组",
            "11-21",
            "星期六",
            "已保存",
        ]
        await resized(pilot, 24, 24)
        assert "已保存" in text(app, StatusLine)
        assert "星期六" not in text(app, StatusLine)
        assert line.render_line(0).cell_length == 24
        assert text(app, StatusLine).split() == ["工作本", "已保存"], (
            "a sign of the name says nothing"
        )
        line.set_left("很长很长很长很长很长的名字")
        line.set_right("", "未保存")
        assert "…" in text(app, StatusLine)
        assert "未保存" in text(app, StatusLine)
        assert line.render_line(0).cell_length == 24


async def test_prose_is_as_high_as_its_lines() -> None:
    """A text is wrapped as Chinese is, and takes the lines it needs."""
    app = Lines()
    async with app.run_test(size=(10, 24)) as pilot:
        prose = app.query_one(Prose)
        assert [prose.render_line(y).text.rstrip() for y in range(prose.size.height)] == [
            "有言在先，",
            "先浇一遍再",
            "下种。",
        ]
        prose.set_lines("一句")
        await pilot.pause()
        assert prose.size.height == 1
