"""The walk through the sample village: a line that names the next step, and can be left."""

from __future__ import annotations

from fieldbook.i18n import use_language
from fieldbook.settings import Settings
from fieldbook.ui.app import FieldbookApp
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.keys import keys_of
from fieldbook.ui.running import _app_class
from fieldbook.ui.tables import all_tables
from fieldbook.ui.walk import END_KEYS, STEPS, Walk, WalkingApp, WalkLine
from tests.ui import villages
from tests.ui.hands import Hands, Screens, Sitting
from tests.ui.test_method import settled


def walking(screens: Screens, *where: object, **more: object) -> Sitting:
    """Sit down before a book through which one is walked."""
    return screens(*where, made=WalkingApp, **more)


def step(user: Hands) -> str:
    """The line above the footer."""
    return user.lines()[-2]


async def walked(user: Hands, number: int) -> None:
    """Wait until the line names this step."""
    await user.until(lambda: f" {number}/{len(STEPS)} " in step(user), str(number))


async def write(user: Hands, key: str, **fields: str) -> None:
    """Open a form by a key, fill it and save it."""
    await user.press(key)
    await user.until(lambda: isinstance(user.app.screen, FormScreen))
    for name, words in fields.items():
        await user.fill(name, words)
    await user.press("ctrl+s")
    await user.until(lambda: not isinstance(user.app.screen, FormScreen), user.told())


async def test_a_walk_through_the_whole_round(screens: Screens) -> None:
    """Each of the eight steps is followed by the next once it was done from the keyboard."""
    async with walking(screens, (80, 24), "en", fill=villages.full) as user:
        await walked(user, 1)
        assert "2 lists the households" in step(user)
        await user.press("2")
        await walked(user, 1)
        await user.press("enter")
        await walked(user, 2)
        await write(user, "v", met="the old man")
        await walked(user, 3)
        await write(user, "i", title="The sluice")
        await walked(user, 4)
        await user.press("3")
        issue = next(each for each in user.book.issues.all() if each.title == "The sluice")
        assert user.records.move_to(issue.id)
        await write(user, "s", method="Oil it", carried_by="2")
        await walked(user, 5)
        await user.press("r")
        await walked(user, 6)
        await user.press("1")
        assert user.records.move_to(due(user))
        await user.press("f", "1", "ctrl+s")
        await walked(user, 7)
        await user.press("g", "escape")
        await walked(user, 8)
        await user.press("7")
        await user.until(lambda: "That was the whole round." in step(user))
        await user.press("Q")
        assert not user.app.screen.query(WalkLine)


def due(user: Hands) -> str:
    """The line of a follow-up that is due."""
    return next(each.key for each in user.records.rows if each.key.startswith("follow_up:"))


async def test_steps_may_be_done_in_any_order(screens: Screens) -> None:
    """What was done before its turn is not asked for again."""
    async with walking(screens, (80, 24), "en", fill=settled) as user:
        await write(user, "i", title="The sluice")
        await walked(user, 1)
        await user.press("2", "enter")
        await walked(user, 2)
        await user.press("7")
        assert "2 Households: there the round goes on" in step(user)
        await user.press("2")
        assert "F2 writes down a visit" in step(user)
        await write(user, "v", met="the old man")
        await walked(user, 4)


async def test_a_click_ends_it_everywhere(screens: Screens) -> None:
    """Ended on one screen, the line is on no other, whether that was made before or after."""
    async with walking(screens, (80, 24), "zh_CN", fill=settled) as user:
        await user.press("2")
        await user.until(lambda: "按 2 列出各户，回车看一户" in step(user))
        await user.pilot.click(WalkLine, offset=(77, 0))
        await user.settle()
        for key in ("2", "1", "3"):
            await user.press(key)
            assert "结束引导" not in user.seen()
            assert not user.app.screen.query(WalkLine)


async def test_it_stands_whole_on_a_small_screen(screens: Screens) -> None:
    """At 60 columns every step is shown uncut, above a footer and below a list that are whole."""
    async with walking(screens, (60, 20), "en", fill=settled) as user:
        for key in "2761":
            await user.press(key)
            assert user.app.screen.query_one("#body").region.bottom == 18
            assert user.app.screen.query_one(WalkLine).region.y == 18
            assert user.app.screen.query_one("#keys").region.y == 19
            assert step(user).endswith(" Q  end walk ")
        assert isinstance(user.app, WalkingApp)
        line = user.app.screen.query_one(WalkLine)
        user.app.walk = Walk(())
        for each in STEPS:
            for lang in ("zh_CN", "en"):
                use_language(lang)
                assert user.app.told(line.screen)[1] in "".join(
                    part.text for part in line.parts(60)
                )
            user.app.walk.came_by(each.done_by)


async def test_it_names_the_keys_of_the_settings(screens: Screens) -> None:
    """Other keys for an act are those that the step names, and a taken key does not end the walk."""
    keys = {"tab_households": "Z", "visit": "Q"}
    settings = Settings(keys=keys)
    async with walking(screens, (80, 24), "en", fill=settled, settings=settings) as user:
        assert "Z lists the households" in step(user)
        assert "Ctrl+F12" in step(user)
        await user.press("Z", "enter")
        await walked(user, 2)
        assert "Q writes down a visit" in step(user)
        await user.press("ctrl+f12")
        assert not user.app.screen.query(WalkLine)


def test_no_act_has_the_keys_that_end_it() -> None:
    """Wherever one is, the key ends the walk and does nothing else."""
    taken = {
        key for acts in all_tables().values() for act in acts for key in keys_of(act, {}).split(",")
    }
    assert taken.isdisjoint(END_KEYS)


async def test_ones_own_book_has_no_walk(screens: Screens) -> None:
    """The line is shown in the sample village, and not over one's own book."""
    use_language("en")
    assert _app_class(demo=True) is WalkingApp
    assert _app_class(demo=False) is FieldbookApp
    async with screens((80, 24), "en") as user:
        assert not user.app.screen.query(WalkLine)
