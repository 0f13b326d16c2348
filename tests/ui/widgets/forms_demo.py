"""A visit form of ten fields, for tests and for pictures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.widgets import Static

from fieldbook.ui.themes import ThemedApp
from fieldbook.ui.widgets.fields import (
    ChoiceField,
    DateField,
    Known,
    LongTextField,
    PersonField,
    PickField,
    TextField,
)
from fieldbook.ui.widgets.form_body import FormBody
from fieldbook.ui.widgets.lines import Hint, KeyLine, StatusLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

WEEKDAYS = "一二三四五六日"
TODAY = date(2026, 11, 21)


def parse(text: str) -> date | None:
    """Read ``2026-11-21``, ``11-21`` and ``21``."""
    parts = text.replace("/", "-").replace(".", "-").split("-")
    if not all(part.isdecimal() for part in parts):
        return None
    numbers = [int(part) for part in parts]
    whole = [TODAY.year, TODAY.month, TODAY.day][: 3 - len(numbers)] + numbers
    try:
        return date(*whole[:3])
    except ValueError:
        return None


def show(day: date) -> str:
    """Say the weekday."""
    return f"星期{WEEKDAYS[day.weekday()]}"


PEOPLE = (
    Known("李霞平", "李霞平", "lxp lixiaping"),
    Known("赵祥", "赵祥", "zx zhaoxiang"),
    Known("李二柱", "李二柱", "lez lierzhu"),
    Known("陈桂生", "陈桂生", "cgs chenguisheng"),
)
HOUSEHOLDS = tuple(
    Known(f"h{number}", f"{name}  3组{number:02}号", initials)
    for number, (name, initials) in enumerate(
        [("陈桂生", "cgs"), ("李霞平", "lxp"), ("赵祥", "zx"), ("陈二嫂", "ces"), ("王大娘", "wdn")]
    )
)


def visit_form() -> FormBody:
    """Make the form."""
    return FormBody(
        DateField(
            "visited_on",
            "走访日期",
            parse=parse,
            show=show,
            today=TODAY,
            misread=lambda _text: "不是日期",
            required=True,
        ),
        PickField("household", "户", lambda: HOUSEHOLDS, required=True),
        ChoiceField(
            "manner",
            "方式",
            [("visit", "走访"), ("nobody_home", "无人在家"), ("came_to_us", "来访")],
        ),
        PersonField("met", "见到", lambda: PEOPLE),
        ChoiceField(
            "explained",
            "三交",
            [("tasks", "交代任务"), ("policies", "交代政策"), ("methods", "交代办法")],
            many=True,
        ),
        ChoiceField(
            "together",
            "四同",
            [("meals", "同吃"), ("lodging", "同住"), ("labour", "同劳动"), ("counsel", "同商量")],
            many=True,
        ),
        LongTextField("learned", "学到的", placeholder="从群众那里学到什么"),
        TextField("title", "提出的问题"),
        LongTextField("note", "记事"),
        DateField(
            "next_on", "下次", parse=parse, show=show, today=TODAY, misread=lambda _text: "不是日期"
        ),
    )


class Desk(ThemedApp[None]):
    """One form between a status line and the keys."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self.edited: list[str] = []

    def compose(self) -> ComposeResult:
        yield StatusLine("走访  陈桂生 3组11号", ("11-21 星期六", "草稿已存"))
        yield Static("上次答应的事: 问大队要两袋石灰（11-08）")
        yield visit_form()
        yield KeyLine(
            (
                Hint("Ctrl+S", "保存"),
                Hint("F10", "保存并下一户"),
                Hint("Esc", "先放下"),
                Hint("F1", "帮助"),
            )
        )

    def on_mount(self) -> None:
        self.query_one(FormBody).focus_first()

    def on_field_edited(self, message: TextField.Edited) -> None:
        self.edited.append(message.field.field_name)
