"""The tables of acts: what cannot be built, what the settings change, and the page that is drawn."""

from __future__ import annotations

from typing import Any

import pytest
from tools import keys
from tools.keys import PAGE, page

from fieldbook.i18n import _
from fieldbook.settings import Settings
from fieldbook.ui.act import Act, Acts, Context, doing, replace
from fieldbook.ui.acts.records import ON_A_RECORD
from fieldbook.ui.everywhere import elsewhere
from fieldbook.ui.fitting import fitting_keys
from fieldbook.ui.screens.help import HelpScreen
from fieldbook.ui.screens.palette import Palette
from fieldbook.ui.tables import all_tables
from fieldbook.ui.widgets.record_list import RecordList
from tests.ui import villages
from tests.ui.hands import Screens


def act(name: str, keys: str) -> Act[Any]:
    return Act(name, keys, name, name, lambda at: None)


def test_one_key_cannot_stand_for_two_acts() -> None:
    """A table in which a key has two meanings cannot be built, whichever of the act's keys it is."""
    with pytest.raises(ValueError, match="f2: one, two"):
        Acts(act("one", "a,f2"), act("two", "f2,b"))
    base = Acts(act("one", "a,f2"))
    with pytest.raises(ValueError, match="f2: "):
        Acts(act("two", "f2"), base=base)


def test_two_acts_cannot_have_one_name() -> None:
    """A name is given once; what a table is based on gives way to the screen's own."""
    with pytest.raises(ValueError, match="twice"):
        Acts(act("one", "a"), act("one", "b"))
    own = act("one", "b")
    assert list(Acts(own, base=Acts(act("one", "a")))) == [own]


def test_a_footer_names_acts_there_are() -> None:
    """A misspelt name in the footer fails when the table is built."""
    with pytest.raises(ValueError, match="tow"):
        Acts(act("two", "a"), footer=("tow",))


def test_an_act_in_a_screens_own_way_keeps_keys_and_words() -> None:
    """What it does and why not are the screen's, all else is as it was."""

    def told(at: Context[Any]) -> str:
        return "so"

    visit = ON_A_RECORD["visit"]
    own = doing(visit, lambda at: None, told)
    assert own.why_not is told
    assert replace(own, do=visit.do, why_not=visit.why_not) == visit


def test_an_act_of_other_screens_is_not_listed() -> None:
    """On a screen that does not do it, help and palette are silent about it."""
    one = act("one", "a")
    assert list(Acts[Any](elsewhere("new", "n"), one).listed()) == [one]


def test_the_page_of_keys_is_as_the_tables_say() -> None:
    """``docs/keys.md`` is drawn anew by ``python tools/keys.py`` after a change of the tables."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_a_key_given_twice_is_said_where_the_page_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who gave a key twice reads which, and whose it is, and the page stays as it was."""
    before = PAGE.read_bytes()
    monkeypatch.setattr(keys, "all_tables", lambda: {"": Acts(act("one", "f2"), act("two", "f2"))})
    with pytest.raises(SystemExit, match=r"as it was: .* f2: one, two"):
        keys.main()
    assert PAGE.read_bytes() == before


def test_every_act_has_words_or_is_silent() -> None:
    """What is listed has a word for the footer as well."""
    for name, acts in all_tables().items():
        assert all(each.label for each in acts.listed()), name


# --- other keys -----------------------------------------------------------------------------------


async def test_other_keys_are_shown_everywhere(screens: Screens) -> None:
    """After ``issue = "Q"`` Q writes an issue, and footer, help and palette say so."""
    settings = Settings(keys={"issue": "Q,ctrl+n"})
    async with screens((120, 40), settings=settings, fill=villages.full) as user:
        await user.press("2")
        assert f"Q {_('issue')}" in user.footer()
        assert "F3" not in user.footer()
        await user.press("?")
        assert "Q  Ctrl+N" in user.seen()
        await user.press("escape", "ctrl+p")
        row = next(each for each in user.records.rows if each.key == "#issue")
        assert row.cells[1] == "Q  Ctrl+N"
        await user.press("escape", "f3")
        assert user.where() == "households"
        await user.press("Q")
        assert user.where() == "IssueForm"


async def test_a_clash_is_told_and_the_program_starts(screens: Screens) -> None:
    """A key that stands for another act already is not taken from it; both keep their own."""
    async with screens(settings=Settings(keys={"issue": "f2"}), fill=villages.full) as user:
        assert user.told().count("\n") == 0
        assert "F2" in user.told()
        assert _("visit") in user.told()
        await user.press("2", "f2")
        assert user.where() == "VisitForm"
        await user.press("escape", "f3")
        assert user.where() == "IssueForm"


@pytest.mark.parametrize(
    ("wished", "kept"),
    [
        ({"issue": "f3", "visit": "f2"}, {"issue": "f3"}),
        ({"issue": "f2", "visit": "f3"}, {"issue": "f2", "visit": "f3"}),
        ({"issue": "f2"}, {}),
        ({"issue": "Q, /"}, {}),
        ({"issue": "?"}, {}),
        ({"issue": "5"}, {}),
        ({"issue": "escape"}, {}),
        ({"issue": "enter"}, {}),
        ({"issue": "Q", "refer": "Q"}, {"issue": "Q"}),
        ({"issue": "Q", "take": "Q"}, {"issue": "Q", "take": "Q"}),
        ({"issue": ""}, {}),
        ({"issue": " Q , "}, {"issue": "Q"}),
        ({"visit": "f3", "issue": "f4"}, {}),
    ],
)
def test_keys_that_fit(wished: dict[str, str], kept: dict[str, str]) -> None:
    """Acts may change keys among themselves; what is taken stays, and each that gives way is told."""
    found, clashes = fitting_keys(wished)
    assert found == kept
    asked = {act for act, keys in wished.items() if keys}
    assert {each.act.id for each in clashes} == asked - set(kept)


# --- palette and help -----------------------------------------------------------------------------


async def test_an_act_of_another_screen_is_done_at_once(screens: Screens) -> None:
    """Chosen on Today, the survey's form opens over the groups; a place comes back to Today."""
    async with screens(fill=villages.full) as user:
        await user.press("1", "ctrl+p")
        await user.type("survey")
        await user.until(lambda: user.records.cursor_key == "groups#survey")
        await user.press("enter")
        await user.until(lambda: user.where() == "SurveyForm")
        await user.press("escape")
        assert user.where() == "groups"
        await user.press("1", "ctrl+p")
        await user.type("printed")
        await user.press("enter")
        await user.until(lambda: user.where() == "PathScreen")
        await user.press("escape", "escape")
        assert user.where() == "today"


async def test_every_act_there_is_can_be_found(screens: Screens) -> None:
    """The palette of any screen has every act of every screen over the book, by its words.

    What is done about a lock that the book does not have is left out.
    """
    words = {each.help for name, acts in all_tables().items() if name not in ("form", "settings", "first", "intake")
             for each in acts.listed() if each.id not in ("palette", "passphrase", "decrypt")}  # fmt: skip
    async with screens(fill=villages.full) as user:
        for tab in "1267":
            await user.press(tab, "ctrl+p")
            keys = [row.key.partition("#") for row in user.records.rows]
            here = user.app.screen_stack[-2].name or ""
            tables = all_tables()
            assert {tables[name or here][each].help for name, _sign, each in keys} == words
            await user.press("escape")


@pytest.mark.parametrize("form", ["v", "i", "n"])
async def test_help_and_palette_in_a_form(screens: Screens, form: str) -> None:
    """F1 and Ctrl+P work while one writes: the form's keys, and nothing typed is lost."""
    async with screens(fill=villages.full) as user:
        await user.press("2", form)
        await user.type("abc")
        typed = user.form.body.draft()
        await user.press("f1")
        assert isinstance(user.app.screen, HelpScreen)
        assert "Ctrl+S" in user.seen()
        await user.press("escape", "ctrl+p")
        assert isinstance(user.app.screen, Palette)
        assert "#save" in [row.key for row in user.app.screen.query_one(RecordList).rows]
        await user.press("escape")
        assert user.form.body.draft() == typed
        await user.press("ctrl+p")
        await user.type("discard")
        await user.press("enter")
        await user.until(lambda: user.where() == "households")
