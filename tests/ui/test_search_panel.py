"""The search panel: as wide as the page, the hit in sight and marked, the group beside the name."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.parts import Matter
from fieldbook.ui.screens.search import EXCERPT, seen_excerpt
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.caret import CaretInput
from fieldbook.ui.widgets.story import Story
from tests.ui import villages
from tests.ui.hands import Screens, resized

LONG = "The clerk said on the way that nobody had asked him; then the technician came to look at the canal."


async def test_it_is_as_wide_as_the_page_and_shows_the_hit(screens: Screens) -> None:
    """However long the text before it, the hit stands in its row, in whole words."""
    async with screens((60, 20), "en", fill=villages.full) as user:
        user.book.households.assign(Draft(head="Zoe Quick", note=LONG, group=_group(user.book)))
        await user.press("g")
        await user.type("technician")
        for size in ((60, 20), (80, 24), (120, 40), (160, 50)):
            await resized(user.pilot, *size)
            await user.settle()
            assert user.app.screen.query_one("#sheet").region.width == size[0]
            row = next(line for line in user.lines() if "Zoe Quick" in line)
            assert "technician" in row
            assert " chnician" not in row
            assert user.book.groups.all()[0].name in row
            assert user.records.room_of(EXCERPT) > 0


def _group(book: object) -> str:
    first: str = book.groups.all()[0].id  # type: ignore[attr-defined]
    return first


async def test_the_hit_is_underlined(screens: Screens) -> None:
    """The word typed is underlined where it stands, and only there.

    On the ground of the selection it has the colour of its row. The page is still seen around.
    """
    async with screens((80, 24), "en", fill=villages.full) as user:
        user.app.theme = "high-contrast"
        await user.press("2", "g")
        assert "Households" in user.seen()
        assert "Search everything" in user.seen()
        await user.type("canal")
        await resized(user.pilot, 120, 40)
        strips = user.app.screen._compositor.render_strips()
        marked = [
            s.text.casefold() for strip in strips for s in strip if s.style and s.style.underline
        ]
        assert set(marked) == {"canal"}
        assert len(marked) >= user.records.total
        ground = user.records.get_component_rich_style("record-list--cursor").bgcolor
        row = next(s for s in strips if any(x.style and x.style.bgcolor == ground for x in s))
        hits = [x.style for x in row if x.style and x.style.underline]
        others = {
            x.style.color for x in row if x.style and x.text.strip() and not x.style.underline
        }
        assert hits
        assert {each.color for each in hits} <= others


async def test_minutes_without_a_topic_are_called_by_what_they_treat(screens: Screens) -> None:
    """Their row had an empty title; the hit stands beside it."""
    async with screens((80, 24), "en") as user:
        matters = (
            Matter(topic="Winter work"),
            Matter(topic="Repairs", decided="the culvert first"),
        )
        user.book.diary.write(Draft(kind="meeting", matters=matters))
        await user.press("g")
        await user.type("culvert")
        (row,) = (line for line in user.lines() if "meeting" in line)
        assert "Winter work" in row
        assert "culvert" in row


@pytest.mark.parametrize("room", [12, 20, 40, 90])
@pytest.mark.parametrize(
    ("text", "word"),
    [(LONG, "canal"), (LONG, "clerk"), ("去年冬天大家说好一起修，后来" * 3 + "水渠还是漏", "水渠")],
)
def test_an_excerpt_has_its_hit_within_the_room(text: str, word: str, room: int) -> None:
    """What stands before the hit is cut, in whole words, until the hit has room."""
    at = text.index(word)
    shown = seen_excerpt(text, (at, at + len(word)), room)
    assert cell_len(shown[: shown.index(word) + len(word)]) <= room
    assert shown.lstrip("…").split()[0] in text.split() or not text.isascii()


async def test_letters_find_a_name_and_words_narrow(screens: Screens) -> None:
    """Pinyin finds a household; Tab puts what is offered in place of the word that is being typed."""
    async with screens((120, 40), fill=villages.full) as user:
        user.book.households.assign(Draft(head="欧阳德福", group=_group(user.book)))
        await user.press("g")
        await user.type("oydf")
        await user.see("欧阳德福")
        await user.press("ctrl+u")
        await user.type("欧阳 种")
        await user.see("Tab：种类:")
        await user.press("tab")
        await user.type("hu")
        await user.press("tab")
        box = user.app.screen.query_one(CaretInput)
        assert box.value == "欧阳 种类:户 "
        assert user.records.total == 1
        await user.type("种类:无")
        await user.type(" ")
        await user.see("没有叫“无”的")


@pytest.mark.parametrize(
    ("lang", "kinds"),
    [
        ("en", {"note", "daily summary", "five-day summary", "ten-day study"}),
        ("zh_CN", {"记事", "日总结", "五天一总结", "十天一学习"}),
    ],
)
async def test_pages_of_the_diary_are_told_apart(
    screens: Screens, lang: str, kinds: set[str]
) -> None:
    """A daily, a five-day and a ten-day page stand there by day and kind, whole at 80 columns."""
    async with screens((80, 24), lang, fill=villages.full) as user:
        for kind in ("note", "daily", "five_day", "ten_day"):
            user.book.diary.write(Draft(text="zebra", kind=kind))
        await user.press("g")
        await user.type("zebra")
        assert {row.cells[1] for row in user.records.rows} == kinds
        await user.see(*kinds)
        assert all(
            row.cells[0] and user.seen().count(row.cells[0]) >= 4 for row in user.records.rows
        )


@pytest.mark.parametrize("about", ["task", "experience"])
async def test_a_training_found_is_named_where_it_leads_to(screens: Screens, about: str) -> None:
    """One that is of no group is read in the story of what it was about, with the cursor on it."""

    def held(book: Fieldbook) -> None:
        group = book.groups.found(Draft(name="柳河2组"))
        about_id = (
            book.tasks.write(Draft(title="秋种"))
            if about == "task"
            else book.experiences.write(Draft(title="夜校", group=group.id, situation="识字"))
        ).id
        book.trainings.write(Draft({about: about_id}, kind="evening", topic="怎样选种"))

    async with screens((100, 30), lang="zh", fill=held) as user:
        await user.press("g")
        await user.type("选种")
        await user.press("enter")
        wanted = key_of(user.book.trainings.all()[0])
        await user.until(lambda: user.app.screen.query_one(Story).cursor_key == wanted)
        await user.see("怎样选种")
