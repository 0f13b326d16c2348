"""Several lines marked, and acts done on all of them as one."""

from __future__ import annotations

import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Household
from fieldbook.i18n import _, use_language
from tests.ui import villages
from tests.ui.hands import Hands, Screens


def marks(user: Hands) -> list[str]:
    """The keys of the marked rows, top to bottom."""
    return [row.key for row in user.records.rows if row.key in user.records.marked]


async def test_space_marks_and_goes_on(screens: Screens) -> None:
    """Space marks a line and goes to the next, again takes the mark away; the first line counts."""
    async with screens(fill=villages.full) as user:
        await user.press("2", "space", "space")
        keys = [row.key for row in user.records.rows]
        assert marks(user) == keys[:2]
        assert user.records.cursor_key == keys[2]
        await user.see("已标2户")
        await user.press("up", "　")
        assert marks(user) == keys[:1]
        assert user.lines()[user.records.region.y + 1].startswith("*")


async def test_shift_marks_a_range_and_one_key_all(screens: Screens) -> None:
    """Shift with an arrow marks as it goes; * marks all that the filter shows, again none of them."""
    async with screens((120, 40), "en", fill=villages.full) as user:
        await user.press("2", "shift+down", "shift+down")
        keys = [row.key for row in user.records.rows]
        assert marks(user) == keys[:3]
        await user.press("/")
        await user.type("Bridge")
        await user.press("enter", "*")
        assert len(marks(user)) > user.records.shown
        await user.press("*")
        assert not set(marks(user)) & set(user.records._rows.keys())


async def test_esc_takes_the_marks_away_first(screens: Screens) -> None:
    """Esc takes the marks away, then the filter.

    While lines are marked, an act on one line is refused in a sentence, and does nothing.
    """
    async with screens(fill=villages.full) as user:
        told = _("This is done on one line at a time: Esc takes the marks away.")
        acts = user.book.acts
        await user.press("3", "/")
        await user.type("水")
        await user.press("enter", "space", "space")
        for key in "vifdKLxc":
            user.app.clear_notifications()
            await user.press(key)
            assert user.told() == told, key
            assert (user.where(), user.book.acts) == ("issues", acts)
        await user.press("escape")
        assert marks(user) == []
        assert user.records.shown < user.records.total
        await user.press("escape")
        assert user.records.shown == user.records.total


async def test_removing_the_marked_is_one_act(screens: Screens) -> None:
    """All marked households go to the trash as one act, which one key undoes.

    What is removed while the story is read is its line, not they. One that was removed
    elsewhere is marked no more.
    """
    async with screens(fill=villages.full) as user:
        households, acts = len(user.book.households.all()), len(user.book.acts)
        await user.press("2", "space", "space", "space", "tab", "delete")
        assert len(user.book.households.all()) == households
        await user.press(*["u"] * (len(user.book.acts) - acts), "escape")
        assert len(marks(user)) == 3
        await user.press("delete")
        assert len(user.book.households.all()) == households - 3
        assert len(user.book.acts) == acts + 1
        assert marks(user) == []
        assert "3户" in user.told()
        await user.press("u", "space")
        assert len(user.book.households.all()) == households
        user.book.households.remove(*marks(user))
        user.app.after_act()
        await user.settle()
        assert list(user.records.marked) == []


async def test_referring_the_marked_leaves_out_what_cannot_be(screens: Screens) -> None:
    """Of all issues those are referred whose status allows it; how many were not is said."""
    async with screens(fill=villages.full) as user:
        acts, waiting = len(user.book.acts), len(user.book.issues.not_referred())
        await user.press("3", "*", "r")
        assert waiting > 0
        assert user.book.issues.not_referred() == ()
        assert len(user.book.acts) == acts + 1
        assert "状态不符" in user.told()


async def test_what_is_studied_stays_marked(screens: Screens) -> None:
    """F9 leaves the marks, so that one solution can be written for the same issues at once."""
    async with screens(fill=villages.full) as user:
        issues = user.book.issues
        two = [e.id for e in issues.all() if issues.status(e.id) == "open"][:2]
        await user.press("3")
        for each in two:
            user.records.move_to(each)
            await user.press("space")
        await user.press("f9")
        assert {issues.status(each) for each in two} == {"studying"}
        assert set(marks(user)) == set(two)
        await user.press("f4")
        assert len(user.field("also_for")) == 1


async def test_who_hands_over_to_himself_may_say_me(screens: Screens) -> None:
    """我 is the member who writes here, and makes no member called so."""
    async with screens(fill=villages.full) as user:
        keeper = user.book.members.all()[1]
        user.book.go_by(user.book.habits, keeper.name)
        members = len(user.book.members.all())
        await user.press("2", "H")
        await user.fill("contact", "我")
        await user.see(keeper.name)
        assert "还不是成员" not in user.seen()
        await user.press("ctrl+s")
        await user.until(lambda: f"移交给{keeper.name}" in user.told(), "handed over")
        assert len(user.book.members.all()) == members


async def test_one_household_handed_over_is_named(screens: Screens) -> None:
    """What is told says which household went to whom."""
    async with screens(fill=villages.full) as user:
        user.book.members.write(Draft(name="石有根"))
        await user.press("2", "H")
        household = user.form.edits
        assert isinstance(household, Household)
        await user.fill("contact", "石有根")
        await user.press("ctrl+s")
        await user.until(lambda: f"{household.head}移交给石有根" in user.told(), "handed over")


async def test_handing_over_the_marked(screens: Screens) -> None:
    """Marked households change hands together; they alone, and as one act."""
    async with screens(fill=villages.full) as user:
        await user.press("2", "space", "space")
        keys, acts = marks(user), len(user.book.acts)
        await user.press("H")
        await user.see("2户")
        await user.fill("contact", "新来的")
        await user.press("ctrl+s")
        held = {user.book.households.get(key).contact for key in keys}
        assert {user.book.members.get(each).name for each in held} == {"新来的"}
        assert user.told().splitlines()[-1].startswith("2户移交给新来的（u 撤销这一步）")
        assert len(user.book.acts) == acts + 1
        assert marks(user) == []


async def test_editing_the_marked_writes_what_is_typed_only(screens: Screens) -> None:
    """One due day for all marked issues; their titles stay, and undoing takes it from all."""
    async with screens(fill=villages.full) as user:
        await user.press("3", "space", "space")
        found = [user.book.issues.get(key) for key in marks(user)]
        await user.press("e")
        await user.fill("due_on", "2026-12-24")
        await user.press("ctrl+s")
        edited = [user.book.issues.get(each.id) for each in found]
        assert {str(each.due_on) for each in edited} == {"2026-12-24"}
        assert [each.title for each in edited] == [each.title for each in found]
        await user.press("u")
        assert [user.book.issues.get(each.id).due_on for each in found] == [
            each.due_on for each in found
        ]


async def test_dropping_the_marked_asks_for_one_reason(screens: Screens) -> None:
    """The reason that is typed once stands with every issue dropped."""
    async with screens(fill=villages.full) as user:
        issues = user.book.issues
        open_ones = [e for e in issues.all() if issues.status(e.id) == "open"][:2]
        await user.press("3")
        for each in open_ones:
            user.records.move_to(each.id)
            await user.press("space")
        await user.press("D")
        await user.type("重复")
        await user.press("ctrl+s")
        assert {issues.get(each.id).drop_reason for each in open_ones} == {"重复"}


async def test_one_solution_is_written_for_the_marked_issues(screens: Screens) -> None:
    """It is begun for the first of them, and the others stand at what it is for besides."""
    async with screens(fill=villages.full) as user:
        issues = user.book.issues
        two = [e.id for e in issues.all() if issues.status(e.id) == "open"][:2]
        await user.press("3")
        for each in two:
            user.records.move_to(each)
            await user.press("space")
        await user.press("f4")
        await user.fill("method", "一起修")
        await user.fill("carried_by", "1")
        await user.press("ctrl+s")
        noted = max(user.book.solutions.all(), key=lambda each: each.seq)
        assert (noted.method, set(noted.issues)) == ("一起修", set(two))
        assert not marks(user)


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
async def test_a_draft_of_one_is_for_those_marked_with_it(screens: Screens, lang: str) -> None:
    """What was begun for the first issue alone is taken up with the marked ones, once, as often as it is."""
    async with screens(lang=lang, fill=villages.nothing) as user:
        home = user.book.households.assign(Draft(head="陈桂生"))
        titles = ("渠漏", "路烂", "桥断")
        issues = [user.book.issues.raise_(Draft(title=t, household=home.id)) for t in titles]
        await user.press("3", "f4")
        await user.fill("method", "一起修")
        await user.press("escape", "home", "space", "space", "space", "f4")
        first = user.field("also_for")
        assert len(first) == 2
        await user.press("escape", "escape", "home", "space", "space", "space", "f4")
        assert user.field("also_for") == first
        await user.fill("carried_by", "1")
        await user.press("ctrl+s")
        (noted,) = user.book.solutions.all()
        assert (noted.method, set(noted.issues)) == ("一起修", {each.id for each in issues})
    use_language("en")


async def test_referring_all_keeps_to_the_marked(screens: Screens) -> None:
    """While issues are marked, R refers those; on other lines it says what the marks are in the way of."""
    async with screens(fill=villages.full, lang="en") as user:
        await user.press("3")
        waiting = {each.id for each in user.book.issues.not_referred()}
        (first, *_rest) = [row.key for row in user.records.rows if row.key in waiting]
        user.records.move_to(first)
        await user.press("space", "R")
        assert waiting - {each.id for each in user.book.issues.not_referred()} == {first}
        await user.press("u", "2", "space", "R")
        assert {each.id for each in user.book.issues.not_referred()} == waiting
        assert "3 lists them" in user.told()


async def test_a_household_is_not_handed_to_whoever_has_it(screens: Screens) -> None:
    """The form says who has it, and stays; of a digit it says nothing before it refuses it."""

    def fill(book: Fieldbook) -> None:
        member = book.members.write(Draft(name="Ann Hill"))
        book.households.assign(Draft(head="Ada Pike", contact=member.id))

    async with screens(lang="en", fill=fill) as user:
        await user.press("2", "H")
        await user.fill("contact", "1")
        assert "becomes one" not in user.seen()
        user.form.body.fields["contact"].put(None)
        await user.fill("contact", "Ann Hill")
        await user.press("ctrl+s")
        assert "that is Ann Hill already" in user.seen()
        assert user.form.form == "hand_over"
