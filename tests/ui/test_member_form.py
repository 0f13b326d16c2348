"""The form of a member: whoever writes stands in it first, and only once."""

from __future__ import annotations

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.settings import Settings
from tests.ui.hands import Screens


async def test_whoever_writes_is_filled_in_once(screens: Screens) -> None:
    """The name of the settings is there already; where it is a member's, nobody's is."""
    async with screens(settings=Settings(lang="zh", name="林致远")) as user:
        await user.press("p", "n")
        assert user.field("name") == "林致远"
        await user.press("tab", *"12", "ctrl+n")
        assert user.field("name") == ""
        await user.fill("name", "王芳")
        await user.press("ctrl+s")
        found = [(each.name, each.contact_group) for each in user.book.members.all()]
        assert found == [("林致远", "12"), ("王芳", "12")]


async def test_a_contact_group_typed_otherwise_is_the_one_there_is(screens: Screens) -> None:
    """1 is 第1联系组 where a member is in that: two of them would be two groups with households each."""
    async with screens(settings=Settings(lang="zh", name="林致远")) as user:
        user.book.members.write(Draft(name="林致远", contact_group="第1联系组"))
        await user.press("p", "n")
        await user.fill("name", "张丽华")
        await user.press("tab", "1")
        assert "新设的联系组" not in user.seen()
        await user.press("ctrl+s")
        found = [each.contact_group for each in user.book.members.all()]
        assert found == ["第1联系组", "第1联系组"]


async def test_without_a_name_in_the_settings_the_form_is_empty(screens: Screens) -> None:
    """Then one begins with the name."""
    async with screens(settings=Settings(lang="zh")) as user:
        await user.press("p", "n", *"ab", "ctrl+s")
        assert [each.name for each in user.book.members.all()] == ["ab"]


async def test_another_name_takes_the_place_of_the_one_filled_in(screens: Screens) -> None:
    """Whoever begins with somebody else types over it; one key replaces no name that is edited."""
    async with screens(settings=Settings(lang="zh", name="林致远")) as user:
        await user.press("p", "n", *"ab", "ctrl+s")
        assert [each.name for each in user.book.members.all()] == ["ab"]
        await user.press("f6", "x", "ctrl+s")
        assert [each.name for each in user.book.members.all()] == ["abx"]


@pytest.mark.parametrize("word", ["me", "I"])
async def test_me_is_completed_to_nobody(screens: Screens, word: str) -> None:
    """Whoever says so means himself, though one whose name begins so stands in the book."""

    def fill(book: Fieldbook) -> None:
        for name in ("Zhou Zheng", "Megan Hill", "Ian Ford"):
            book.members.write(Draft(name=name))
        book.issues.raise_(Draft(title="Pump"))

    settings = Settings(lang="en", name="Zhou Zheng")
    async with screens(lang="en", fill=fill, settings=settings) as user:
        await user.press("2", "f12")
        await user.fill("head", "Ada Pike")
        await user.fill("contact", word)
        await user.press("tab", "ctrl+s")
        (home,) = user.book.households.all()
        assert user.book.members.get(home.contact).name == "Zhou Zheng"
        await user.press("3", "f4")
        await user.fill("method", "Dig")
        await user.fill("with_whom", word)
        await user.press("tab", "1", "ctrl+s")
        (solution,) = user.book.solutions.all()
        assert [each.name for each in solution.with_whom] == ["Zhou Zheng"]
