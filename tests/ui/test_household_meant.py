"""A household named in a form: two of one name, and one that sounds like another, are asked about."""

from __future__ import annotations

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from tests.ui.hands import Screens


def settled(book: Fieldbook) -> None:
    """Two households of one name in two groups, and others."""
    for group, head in (
        ("上湾组", "李秀兰"),
        ("下湾组", "李秀兰"),
        ("上湾组", "王德厚"),
        ("上湾组", "Hannah Soko"),
    ):
        known = book.shelf.groups_named(group)
        home = known[0] if known else book.groups.found(Draft(name=group))
        book.households.assign(Draft(head=head, group=home.id))


async def test_two_of_one_name_are_asked_about(screens: Screens) -> None:
    """Saved with the name alone it is asked which one; an arrow and Enter choose it."""
    async with screens(fill=settled) as user:
        await user.press("3", "f3")
        await user.fill("title", "塘边路灯不亮")
        await user.fill("household", "李秀兰")
        await user.press("ctrl+s")
        problem = user.form.body.fields["household"].problem
        assert all(word in problem for word in ("上湾组", "下湾组", "再按 Ctrl+S"))
        assert not user.book.issues.all()
        await user.press("down", "down", "enter", "ctrl+s")
        (issue,) = user.book.issues.all()
        assert user.book.households.get(issue.household).head == "李秀兰"


async def test_who_left_the_field_is_asked_as_well(screens: Screens) -> None:
    """Another field has the cursor when it is saved; saved once more, the words are kept."""
    async with screens(fill=settled) as user:
        await user.press("3", "f3")
        await user.fill("household", "李秀兰")
        await user.press("shift+tab")
        await user.fill("title", "塘边路灯不亮")
        await user.press("ctrl+s")
        assert not user.book.issues.all()
        await user.press("ctrl+s")
        (issue,) = user.book.issues.all()
        assert (issue.household, issue.household_text) == ("", "李秀兰")
        await user.press("f6")  # what stands in the book is not asked about again
        await user.fill("title", "，两盏")
        await user.press("ctrl+s")
        assert user.book.issues.all()[0].title == "塘边路灯不亮，两盏"


async def test_a_name_that_sounds_like_another_is_asked_about(screens: Screens) -> None:
    """王得厚 is read as 王德厚 is, and Hanna Soko nearly written as Hannah Soko."""
    async with screens(fill=settled) as user:
        for typed, head in (("王得厚", "王德厚"), ("Hanna Soko", "Hannah Soko")):
            await user.press("3", "f3")
            await user.fill("title", "路灯不亮")
            await user.fill("household", typed)
            await user.press("ctrl+s")
            assert head in user.form.body.fields["household"].problem
            await user.press("down", "down", "enter", "ctrl+s")
            issue = user.book.issues.all()[-1]
            assert user.book.households.get(issue.household).head == head


async def test_a_household_nobody_knows_is_kept_with_a_word(screens: Screens) -> None:
    """Nothing in the book is like it: the form says that it is none, and keeps the words at once."""
    async with screens(fill=settled) as user:
        await user.press("3", "f3")
        await user.fill("title", "路灯不亮")
        await user.fill("household", "村口老赵")
        await user.see("本子里没有“村口老赵”这一户")
        await user.press("ctrl+s")
        assert [each.household_text for each in user.book.issues.all()] == ["村口老赵"]


async def test_a_draft_taken_up_is_asked_about(screens: Screens) -> None:
    """What was left before anybody asked is asked about when it is saved."""
    async with screens(fill=settled) as user:
        await user.press("3", "f3")
        await user.fill("title", "路灯不亮")
        await user.fill("household", "李秀兰")
        await user.press("escape", "f3", "ctrl+s")
        assert "下湾组" in user.form.body.fields["household"].problem


async def test_words_written_down_elsewhere_that_two_have_are_told_with_both(
    screens: Screens,
) -> None:
    """`fieldbook add --household` kept the name alone: F6 says at once whose it can be, and takes one."""
    async with screens(fill=settled) as user:
        user.book.issues.raise_(Draft(title="路灯不亮", household_text="李秀兰"))
        user.book.issues.raise_(Draft(title="水渠漏水"))
        await user.press("3")
        await user.see("李秀兰？", "水渠漏水")
        await user.press("/")
        await user.type("户不明")
        await user.press("enter")
        await user.until(lambda: user.records.shown == 1)
        await user.see("路灯不亮")
        await user.press("f6")
        await user.see("有2个：", "上湾组", "下湾组")
        field = user.form.body.fields["household"]
        field.focus()
        await user.settle()
        await user.see("有2个：", "上湾组", "下湾组")
        assert "本子里没有" not in user.seen()
        await user.press("down", "down", "enter", "ctrl+s")
        issue = user.book.issues.all()[0]
        assert user.book.households.get(issue.household).head == "李秀兰"


async def test_a_household_that_is_not_clear_is_asked_about_everywhere(screens: Screens) -> None:
    """On Today and in the story as in the list; the story names the key that chooses it."""
    async with screens((120, 30), fill=settled) as user:
        user.book.issues.raise_(Draft(title="塘边路灯不亮", household_text="李秀兰"))
        await user.press("1", "3", "1")
        await user.see("李秀兰？")
        await user.press("3")
        await user.see("李秀兰？", "按 F6 选定")
