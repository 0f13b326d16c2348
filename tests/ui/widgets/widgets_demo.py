"""A small app that shows the widgets together, for tests and for pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.containers import Horizontal, Vertical

from fieldbook.ui.themes import ThemedApp
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.filter_bar import FilterBar
from fieldbook.ui.widgets.lines import Hint, KeyLine, StatusLine, TabLine
from fieldbook.ui.widgets.record_list import RecordList
from fieldbook.ui.widgets.story import Story
from fieldbook.ui.widgets.story_lines import StoryLine

if TYPE_CHECKING:
    from typing import Any

    from textual.app import ComposeResult
    from textual.widget import Widget

COLUMNS = (
    Column("户主", None, min_width=6, priority=9),
    Column("地点", 8, priority=5),
    Column("人口", 4, align="right", priority=1),
    Column("走访", 9, priority=7, toned=True),
)

PEOPLE = [
    "陈桂生",
    "李霞平",
    "赵祥",
    "王大娘",
    "欧阳秀英",
    "周铁柱",
    "孙二嫂",
    "吴满仓",
    "郑冬梅",
    "冯老四",
]


def rows(count: int) -> list[ListRow]:
    """Make so many rows of households."""
    tones = ("overdue", "overdue", "today", "", "", "done", "muted")
    due = ("逾期9天", "逾期3天", "今天", "2天后", "5天后", "已走访", "不再联系")
    made = []
    for number in range(count):
        head = PEOPLE[number % len(PEOPLE)]
        place = f"{number % 9 + 1}组{number % 60:02}号"
        tone = number * 7 // max(count, 1) if count < 1000 else number % 7
        cells = (head, place, f"{number % 6 + 2}人", due[tone])
        made.append(
            ListRow(
                f"h{number}",
                cells,
                f"{head} {place} 0311-{number}",
                tones[tone],
            )
        )
    return made


STORY = (
    StoryLine("陈桂生  0311  3组11号  6人", tone="title", key="household"),
    StoryLine("联系人 本人 · 每10天 · 上次 11-08", tone="muted"),
    StoryLine(""),
    StoryLine("走访  三交 3/3  同劳动", date="11-08", tone="heading", key="v1"),
    StoryLine(
        "学到: 南坡地先浇一遍再下种，出苗齐；老陈说，种子要用温水泡过，不能省这一道工（他父亲就是这么做的）。",
        1,
    ),
    StoryLine("问题 #41 水渠漏水  研究中", 1, tone="today", key="i41"),
    StoryLine("办法 11-10 与组长、两名骨干研究：先堵三处大口，秋后再通渠。", 2, key="s7"),
    StoryLine("小组自办 · 负责 李霞平 · 11-20 到期", 2, tone="overdue"),
    StoryLine("走访  三交 2/3", date="10-29", tone="heading", key="v2"),
    StoryLine("家里只有老人。问起学费，说还差一些。", 1),
    StoryLine("问题 #36 学费  已解决", 1, tone="done", key="i36"),
    StoryLine("办法 10-30 大队先垫，年底分红扣还。", 2),
    StoryLine("无人在家", date="10-19", tone="muted", key="v3"),
)

TABS = [
    Hint(str(number), label, act=f"tab_{number}")
    for number, label in enumerate(["今天", "户", "问题", "办法", "小组", "日记", "会议"], 1)
]
HINTS = (
    Hint("F2", "走访", act="visit"),
    Hint("F3", "问题", act="issue"),
    Hint("F4", "办法", act="solution"),
    Hint("F5", "反映", enabled=False, act="refer"),
    Hint("F6", "编辑", act="edit"),
    Hint("F7", "回访", enabled=False, act="follow_up"),
    Hint("/", "筛选", act="filter"),
    Hint("u", "撤销", act="undo"),
    Hint("F9", "导入", act="import"),
    Hint("?", "帮助", act="help"),
)


class Desk(ThemedApp[None]):
    """List at the left, story at the right."""

    CSS: ClassVar[str] = """
    #left { width: 9fr; }
    #right { width: 10fr; border-left: solid $panel-lighten-2; }
    """
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, count: int = 60, *, ascii_only: bool = False) -> None:
        super().__init__()
        self.ascii = ascii_only
        self.count = count

    def compose(self) -> ComposeResult:
        yield StatusLine("工作本 · 崔寨子支部 第3联系组", ("11-21 星期六", "已保存"))
        yield TabLine(TABS, "tab_2")
        with Horizontal():
            with Vertical(id="left"):
                yield FilterBar("筛选")
                yield RecordList(
                    COLUMNS,
                    heading=True,
                    empty=("还没有户。", "按 F8 登记一户，或按 F9 从名册导入。"),
                    nothing_found=("没有找到。", "Esc 取消筛选"),
                    id="list",
                )
            yield Story(id="right")
        yield KeyLine(HINTS)

    def on_mount(self) -> None:
        self.query_one(RecordList).set_rows(rows(self.count))
        self.query_one(Story).set_lines(STORY)
        self.query_one(RecordList).focus()

    def on_record_list_filter_started(self, message: RecordList.FilterStarted) -> None:
        self.query_one(FilterBar).open(message.character)

    def on_filter_bar_changed(self, message: FilterBar.Changed) -> None:
        found = self.query_one(RecordList)
        found.set_filter(message.text)
        message.filter_bar.set_count(f"{found.shown}/{found.total}")

    def key_slash(self) -> None:
        self.query_one(FilterBar).open()


def seen(app: ThemedApp[Any]) -> list[str]:
    """Give the lines of the screen as they are drawn."""
    return [
        "".join(segment.text for segment in strip)
        for strip in app.screen._compositor.render_strips()
    ]


def drawn(widget: Widget) -> list[str]:
    """Give the lines of one widget's content."""
    return [widget.render_line(y).text for y in range(widget.size.height)]


def commit(app: ThemedApp[Any], phrase: str) -> None:
    """Type a phrase as an input method does: all characters at once."""
    for character in phrase:
        app.post_message(events.Key(f"U+{ord(character):04X}", character))
