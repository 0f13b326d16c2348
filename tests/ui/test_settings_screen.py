"""The settings as a screen, and what an empty book asks first."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from fieldbook.domain.drafts import Draft
from fieldbook.i18n import language
from fieldbook.opening import open_book
from fieldbook.settings import Found, Settings, read_settings
from fieldbook.ui import running
from fieldbook.ui.app import FieldbookApp
from fieldbook.ui.forms.first import FirstForm
from fieldbook.ui.forms.settings import SettingsForm
from fieldbook.ui.screens.intake import IntakeScreen
from fieldbook.ui.screens.path import PathScreen
from tests.ui import villages
from tests.ui.hands import Hands, Screens, resized

ME = Settings(name="周正", branch="崔寨子支部")


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings are to be."""
    monkeypatch.setattr("fieldbook.settings.settings_folder", lambda: tmp_path / "config")
    return tmp_path / "config" / "settings.toml"


def text(file: Path) -> str:
    """What stands in the file; nothing where there is none."""
    return file.read_text(encoding="utf-8") if file.exists() else ""


def write(file: Path, words: str) -> None:
    """Another program writes the file."""
    file.parent.mkdir(exist_ok=True)
    file.write_text(words, encoding="utf-8")


def taken(seen: list[Any], what: object) -> int:
    """Take notice of something, and end well."""
    seen.append(what)
    return 0


def shows(user: Hands, theme: str) -> bool:
    """Whether all is drawn in a theme."""
    return user.app.theme == theme


async def opened(user: Hands) -> SettingsForm:
    await user.press("S")
    form = user.app.screen
    assert isinstance(form, SettingsForm)
    return form


async def test_another_language_shows_at_once_and_everywhere(screens: Screens, file: Path) -> None:
    """Form, tabs, columns and footer speak it, the screens seen before too; the file says so."""
    words = {
        "zh_CN": (("1", "语言", "保存"), ("今天", "户主", "走访")),
        "en": (("2", "Language", "save"), ("Today", "Head", "visit")),
    }
    async with screens(lang="zh_CN", fill=villages.full) as user:
        await user.press("2", "3", "2")
        for lang, other in (("zh_CN", "en"), ("en", "zh_CN")):
            await user.see(*words[lang][1])
            form = await opened(user)
            await user.press(words[other][0][0])
            await user.see(*words[other][0][1:])
            assert user.app.screen is form
            assert user.form.body.current is user.form.body.fields["lang"]
            await user.press("ctrl+s")
            await user.see(*words[other][1])
            assert user.where() == "households"
            await user.press("3", "2")
            await user.see(*words[other][1])
            assert not any(word in user.seen() for word in words[lang][1])
            assert language() == other
            assert f'lang = "{other[:2]}"' in text(file)


async def test_leaving_takes_back_what_was_only_looked_at(screens: Screens, file: Path) -> None:
    """Theme and language are as before; what was wished for is a draft, which Today offers."""
    async with screens(lang="en", fill=villages.full) as user:
        await opened(user)
        await user.press("1")
        await user.see("语言")
        await user.fill("theme", "2")
        await user.until(lambda: user.app.theme == "light")
        await user.press("escape")
        await user.until(lambda: user.app.theme == "dark")
        assert language() == "en"
        assert not text(file)
        await user.see("Begun and not saved", "settings")
        await user.press("home", "enter")
        await user.until(lambda: user.app.theme == "light")
        await user.see("语言")
        await user.press("ctrl+d")
        await user.until(lambda: "Discarded" in user.told())
        assert (user.app.theme, language()) == ("dark", "en")


async def test_a_theme_shows_before_it_is_saved(screens: Screens, file: Path) -> None:
    """Each of our own is seen as soon as it is ticked, and kept by saving."""
    async with screens(fill=villages.full) as user:
        for digit, theme in enumerate(("light", "high-contrast", "ansi"), 2):
            await opened(user)
            await user.fill("theme", str(digit))
            await user.until(partial(shows, user, theme))
            await user.press("ctrl+s")
            await user.until(lambda: user.where() == "today")
            assert user.app.theme == theme
            assert read_settings(file).settings == Settings(theme=theme)


async def test_name_branch_days_and_units_count_from_now_on(screens: Screens, file: Path) -> None:
    """The first line, what falls due, who writes, and the words of the levels follow at once."""
    async with screens(lang="en", settings=Settings(), fill=villages.full) as user:
        writer = next(iter(user.book.members.all()))
        await opened(user)
        await user.fill("name", writer.name)
        await user.fill("branch", "North branch")
        await user.fill("units", "town / village / hamlet")
        await user.fill("visit_every_days", "5")  # behind the 10
        await user.press("ctrl+s")
        await user.see("North branch")
        assert user.book.me == writer.id
        assert user.book.habits.visit_every_days == 105
        await user.press("5", "M")
        await user.see(" town")
        await user.press("n")
        await user.until(lambda: "unit" in user.form.body.fields)
        editor: Any = user.form.body.fields["unit"].editor
        assert editor.placeholder == "town / village / hamlet"
    found = read_settings(file).settings
    assert found == Settings(
        name=writer.name, branch="North branch", units=("town", "village", "hamlet"),
        visit_every_days=105,
    )  # fmt: skip


async def test_other_keys_work_at_once_and_clashes_are_told(screens: Screens, file: Path) -> None:
    """A key that another act has is told beneath the field and not saved; a free one does its act."""
    async with screens(lang="en", fill=villages.full) as user:
        await opened(user)
        await user.fill("keys", "issue = v")
        await user.until(lambda: "for “visit” already" in user.form.body.fields["keys"].problem)
        await user.press("ctrl+s")
        assert isinstance(user.app.screen, SettingsForm)
        assert not text(file)
        await user.press("backspace", "Q")
        await user.until(lambda: not user.form.body.fields["keys"].problem)
        await user.press("ctrl+s")
        await user.until(lambda: user.where() == "today")
        assert "Q issue" in user.footer()
        await user.press("Q")
        assert user.form.form == "issue"
    assert read_settings(file).settings.keys == {"issue": "Q"}


async def test_what_cannot_be_is_told_at_its_field(screens: Screens, file: Path) -> None:
    """Nothing is written, and the cursor goes to the field."""
    async with screens((120, 40), lang="en", fill=villages.full) as user:
        await opened(user)
        for field, typed, told in (
            ("refer_within_days", "x", "whole number"),
            ("visit_every_days", " 5", "whole number"),
            ("week_rule", " 4", "must be two or three"),
            ("week_names", "indoors, below", "one name for each number"),
            ("units", "a / b", "must be three"),
            ("backups", " 5", "must be three"),
            ("study_every_days", "0000", "too large"),
            ("keys", "visti = f2", "there are: visit"),
            ("keys", "nonsense", "no act “nonsense”"),
        ):
            found = user.form.body.fields[field]
            before = found.draft
            found.focus()
            await user.type(typed)
            user.form.body.focus_first()
            await user.press("ctrl+s")
            await user.see(told)
            assert user.form.body.current is found
            found.restore(before)
            found.problem = ""
    assert not text(file)


async def test_what_another_program_wrote_is_not_overwritten(screens: Screens, file: Path) -> None:
    """Another setting stays beside ours; the same one is told with its line, and stays theirs."""
    async with screens(lang="en", fill=villages.full) as user:
        await opened(user)
        await user.fill("units", "a/b/c")
        write(file, "# mine\nascii = true  # old\n")
        await user.press("ctrl+s")
        await user.until(lambda: user.where() == "today")
        written = '# mine\nascii = true  # old\nunits = ["a", "b", "c"]\n'
        assert text(file) == written
        await opened(user)
        await user.fill("units", "d")
        changed = written.replace('"c"', '"x"')
        write(file, changed)
        await user.press("ctrl+s")
        await user.until(user.told)
        assert "line 3: “units” was changed by another program" in user.told()
        assert text(file) == changed


async def test_wrong_lines_are_told_when_the_screens_open(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be read, and what does not fit the screens, is handed to them to be told."""
    write(file, 'theme = "solarised"\nnmae = "x"\n')
    seen: list[FieldbookApp] = []
    monkeypatch.setattr(FieldbookApp, "run", lambda app: taken(seen, app))
    assert running.run(tmp_path / "book.json", read_settings(file)) == 0
    (app,) = seen
    assert [(each.what, each.line) for each in app.wrong] == [
        ("unknown_setting", 2), ("unknown_theme", 1),
    ]  # fmt: skip
    assert not app.is_first_start, "who has settings is not asked"
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        told = [each.message for each in app._notifications]
    assert any("line 2" in each for each in told)


# --- the first start -----------------------------------------------------------------------------


def begun(user: Hands) -> FirstForm:
    """The form of the first start, which this book has not seen yet."""
    user.app.begin()
    form = user.app.screen
    assert isinstance(form, FirstForm)
    return form


async def test_an_empty_book_asks_for_language_name_and_branch(
    screens: Screens, file: Path
) -> None:
    """The three are saved, and the first screen speaks the language, with the branch on its line."""
    async with screens(lang="en", settings=Settings()) as user:
        begun(user)
        for digit, welcome in (("", "Welcome"), ("1", "欢迎"), ("2", "Welcome"), ("1", "欢迎")):
            await user.type(digit)
            await user.see(welcome)
        await user.fill("name", "林致远")
        await user.fill("branch", "柳河支部")
        await user.press("ctrl+s")
        await user.see("柳河支部", "今天")
    found = read_settings(file).settings
    assert found == Settings(lang="zh", name="林致远", branch="柳河支部")


async def test_a_name_typed_at_once_is_no_language(screens: Screens, file: Path) -> None:
    """The form begins on the language; who types without looking is told, and nothing is taken for something else."""
    async with screens(lang="en", settings=Settings()) as user:
        begun(user)
        await user.type("李明")
        await user.press("enter")
        await user.type("东沟支部")
        await user.press("ctrl+s")
        await user.see("“李明东沟支部” is none of these")
        await user.fill("name", "李明")
        await user.press("ctrl+s")
        await user.until(lambda: user.where() == "today")
    found = read_settings(file).settings
    assert (found.lang, found.name, found.branch) == ("", "李明", "")


async def test_the_first_start_is_skipped_by_one_key_for_ever(screens: Screens, file: Path) -> None:
    """Esc leads to the empty book; a file that sets nothing says that it was asked."""
    async with screens(settings=Settings()) as user:
        begun(user)
        await user.settle()
        await user.press("escape")
        assert user.where() == "today"
    assert read_settings(file) == Found(Settings(), is_there=True)


async def test_the_first_start_leads_to_an_import_or_the_sample(
    screens: Screens, file: Path
) -> None:
    """F11 saves and asks for a file; F5 ends with the code of the sample village, and asks again."""
    async with screens(settings=Settings()) as user:
        begun(user)
        await user.press("f11")
        await user.until(lambda: isinstance(user.app.screen, IntakeScreen | PathScreen))
        await user.see("Esc")
    assert text(file)
    async with screens(settings=Settings()) as user:
        begun(user)
        await user.press("f5")
    assert user.app.return_value == running.SHOW_DEMO


@pytest.mark.parametrize(
    ("found", "demo", "title", "asked"),
    [
        (Found(Settings()), False, "", True),
        (Found(Settings(), is_there=True), False, "", False),
        (Found(Settings()), True, "", False),
        (Found(Settings()), False, "a dry well", False),
    ],
)
def test_only_an_empty_book_without_settings_asks(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    found: Found,
    demo: bool,
    title: str,
    asked: bool,
) -> None:
    """Who has settings, looks at the sample, or has written something down is not asked."""
    path = tmp_path / "book.json"
    if title:
        with open_book(path, backups=None) as book:
            book.issues.raise_(Draft(title=title))
    seen: list[bool] = []
    monkeypatch.setattr(FieldbookApp, "run", lambda app: taken(seen, app.is_first_start))
    assert running.run(path, found, demo=demo) == 0
    assert seen == [asked]


async def test_the_branchs_own_words_are_set(screens: Screens, file: Path) -> None:
    """The rule of the week in two numbers with its names, and what is done besides at visits."""
    async with screens(lang="en", fill=villages.full) as user:
        await opened(user)
        await user.fill("week_rule", "")
        names = list(user.form.body.fields)
        assert names[names.index("week_rule") + 1] == "week_names"
        await user.press("ctrl+u")
        await user.type("2 5")
        await user.fill("week_names", "indoors, below")
        await user.fill("alongside", "work along, explain")
        await user.press("ctrl+s")
        await user.until(lambda: user.where() == "today")
    found = read_settings(file).settings
    assert (found.week_rule, found.week_names) == ((2, 5), ("indoors", "below"))
    assert found.alongside == ("work along", "explain")


async def test_what_the_form_says_of_a_setting(screens: Screens) -> None:
    """What its numbers are, whole on a narrow screen too; a tick for yes or no; what is always chosen."""
    async with screens(lang="en", fill=villages.full) as user:
        await opened(user)
        for name in ("lang", "theme"):  # the space bar on the chosen one leaves it chosen
            field = user.form.body.fields[name]
            before = field.value
            field.focus()
            await user.press("space")
            assert field.value == before
        user.form.body.fields["backups"].focus()
        await user.see("daily, weekly, monthly")
        user.form.body.fields["ascii"].focus()  # alone it is no choice: no round brackets
        await user.see("[ ] frames of plain characters", "[ ] one column")
        await resized(user.pilot, 60, 20)
        user.form.body.fields["lock_after_minutes"].focus()
        await user.until(
            lambda: "encrypted; 0: never" in " ".join(user.seen().split()), user.seen()
        )
