from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import fieldbook.ui
from fieldbook.ui.themes import ThemedApp
from fieldbook.ui.widgets.ask import Ask, Choice
from fieldbook.ui.widgets.look import ASCII_CLASS

if TYPE_CHECKING:
    from tests.ui.widgets.widgets_demo import commit, seen
else:
    from widgets_demo import commit, seen

CHOICES = (
    Choice("yes", "不再联系这一户", "f8", "F8"),
    Choice("hand", "先把办法交出去", "f4", "F4"),
    Choice("no", "什么也不改"),
)


class Asking(ThemedApp[None]):
    """Asks, and notes the answer."""

    CSS_PATH = Path(fieldbook.ui.__file__).with_name("fieldbook.tcss")

    def __init__(self, *, ascii_only: bool = False) -> None:
        super().__init__()
        self.ascii = ascii_only
        self.set_class(ascii_only, ASCII_CLASS)
        self.answers: list[str | None] = []

    def on_mount(self) -> None:
        question = Ask("不再联系 陈桂生？", ["走访 14 次都留着。", "这一步可以撤销。"], CHOICES)
        self.push_screen(question, self.answers.append)


async def answer(*keys: str) -> list[str | None]:
    """Press keys on a question and give what it answered."""
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    return app.answers


async def test_a_name_in_a_question_commands_no_terminal() -> None:
    """What the question is about may be of another's writing: its words alone are painted."""
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(Ask("删去 \x1b]0;x\x07水\x1b[31m渠\u202e？", [], CHOICES))
        await pilot.pause()
        assert any("删去 水渠？" in each for each in seen(app))
        assert all(each.isprintable() for each in seen(app))


async def test_the_harmless_answer_is_the_first_at_hand() -> None:
    """Enter alone gives the last answer."""
    assert await answer("enter") == ["no"]


async def test_answers_are_given_by_key_or_by_arrows() -> None:
    """Each answer has its key, and arrows do where an input method swallows letters."""
    assert await answer("f8") == ["yes"]
    assert await answer("up", "enter") == ["hand"]


async def test_escape_answers_nothing() -> None:
    """Escape leaves everything as it is."""
    assert await answer("escape") == [""]


async def test_the_consequences_are_spelled_out() -> None:
    """Title, consequences, answers and their keys are all to be read, and typing goes nowhere."""
    app = Asking()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        commit(app, "陈y")
        await pilot.pause()
        text = "\n".join(seen(app))
        for words in (
            "不再联系 陈桂生？",
            "走访 14 次都留着。",
            "F8",
            "先把办法交出去",
            "什么也不改",
        ):
            assert words in text
        assert app.answers == []


async def test_ascii_consoles_get_an_ascii_frame() -> None:
    """Where only ASCII is to be drawn, the frame is made of it."""
    app = Asking(ascii_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("+----" in line for line in seen(app))
