"""Every screen at every size: nothing is cut in the middle, nothing lies over something else."""

from __future__ import annotations

import datetime as dt
from functools import partial
from itertools import pairwise

import pytest
from rich.cells import cell_len

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.widgets.field import Field
from fieldbook.ui.widgets.form_body import FormBody
from fieldbook.ui.widgets.lines import KeyLine
from tests.ui import villages
from tests.ui.hands import Hands, Screens, resized
from tests.ui.test_keys import NAMES

BOTH = [
    ((80, 24), "zh_CN"), ((60, 20), "en"), ((80, 24), "en"), ((120, 40), "en"),
    ((160, 50), "zh_CN"), ((60, 20), "zh_CN"),
]  # fmt: skip
FORMS = {"v": "2", "i": "2", "n": "2", "e": "2", "s": "3", "w": "1", "f10": "7"}


def whole_footer(user: Hands) -> bool:
    """Whether the last line holds whole hints only, the last of all hints among them."""
    line = user.app.screen.query_one(KeyLine)
    fitting = line.fitting(line.size.width)
    words = "  ".join(f"{each.key} {each.label}" for each in fitting)
    return user.footer().strip() == words and line.hints[-1] in fitting


def stacked(user: Hands) -> bool:
    """Whether the parts of the frame lie one below the other, and the panes side by side."""
    screen = user.app.screen
    rows = [screen.query_one(each).region for each in ("#status", "#tabs", "#body", "#keys")]
    under = all(a.bottom <= b.y for a, b in pairwise(rows))
    panes = [each.region for each in screen.query("#body > *") if each.display]
    apart = all(not a.overlaps(b) for n, a in enumerate(panes) for b in panes[n + 1 :])
    return under and apart and rows[-1].bottom == user.app.size.height


@pytest.mark.slow
@pytest.mark.parametrize(("size", "lang"), BOTH, ids=str)
async def test_every_screen_at_every_size(
    screens: Screens, size: tuple[int, int], lang: str
) -> None:
    """Frame and panes stand side by side, each line is as wide as the terminal, hints are whole."""
    async with screens(size, lang, fill=villages.full) as user:
        for name in NAMES:
            user.app.go_to(name)
            await user.settle()
            assert isinstance(user.app.screen, BookScreen)
            assert stacked(user), name
            assert whole_footer(user), (name, user.footer())
            assert {cell_len(line) for line in user.lines()} == {size[0]}, name


def in_sight(body: FormBody, field: Field) -> bool:
    """Whether a field's first line is seen; one that grew may be scrolled to a moment later."""
    return body.region.y <= field.region.y < body.region.bottom


@pytest.mark.slow
@pytest.mark.parametrize(("size", "lang"), BOTH[:3], ids=str)
async def test_every_form_at_every_size(screens: Screens, size: tuple[int, int], lang: str) -> None:
    """Each field of a form can be reached and is in sight when it has the focus."""
    async with screens(size, lang, fill=villages.full) as user:
        for key, tab in FORMS.items():
            await user.press(tab, key)
            assert isinstance(user.app.screen, FormScreen), key
            body = user.app.screen.query_one(FormBody)
            assert whole_footer(user), (key, user.footer())
            first = body.current
            assert first is not None
            await user.until(partial(in_sight, body, first), key)  # it has been scrolled to
            for field in [each for each in body.fields.values() if each.display]:
                field.focus()
                await user.settle()
                await user.until(partial(in_sight, body, field), f"{key} {field.field_name}")
            await user.press("escape")


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
async def test_without_colours(
    screens: Screens, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """With NO_COLOR the cursor, what is overdue and disabled keys still stand out."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with screens((80, 24), lang, fill=villages.full) as user:
        await user.press("2")
        strips = user.app.screen._compositor.render_strips()
        cursor = next(strip for strip in strips if strip.text.startswith(" ▌ "))
        styles = [segment.style for segment in cursor if segment.text.startswith("▌")]
        assert any(style is not None and style.reverse for style in styles)


async def test_ascii_only(screens: Screens) -> None:
    """With the setting for old consoles nothing of ambiguous width is drawn by the frame."""
    from fieldbook.settings import Settings

    async with screens(lang="en", settings=Settings(ascii=True)) as user:
        for digit in "1234567":
            await user.press(digit)
            odd = {c for c in user.seen() if not c.isascii()} - set("·")
            assert not odd, (digit, odd)


async def test_ascii_only_in_forms(screens: Screens) -> None:
    """Forms and questions keep to it, too: edges of fields, the sign of a cut text, the cursor's."""
    from fieldbook.settings import Settings

    async with screens(lang="en", settings=Settings(ascii=True), fill=villages.full) as user:
        for key, tab in FORMS.items():
            await user.press(tab, key)
            assert isinstance(user.app.screen, FormScreen), key
            assert "|" in user.seen()
            odd = {c for c in user.seen() if not c.isascii()} - set("·")
            assert not odd, (key, odd)
            await user.press("escape")


async def test_the_terminal_may_change_its_size(screens: Screens) -> None:
    """Made smaller and larger while a form and a story are open, nothing is lost."""
    async with screens(fill=villages.full) as user:
        await user.press("2", "enter")
        for width, height in ((60, 20), (160, 50), (20, 6), (80, 24)):
            await resized(user.pilot, width, height)
            await user.settle()
        assert stacked(user)
        await user.press("i")
        await user.type("水渠漏水")
        for width, height in ((60, 20), (120, 40), (80, 24)):
            await resized(user.pilot, width, height)
            await user.settle()
        assert user.field("title") == "水渠漏水"


@pytest.mark.parametrize("wide", [60, 80, 100])
async def test_issues_of_like_titles_are_told_apart(screens: Screens, wide: int) -> None:
    """Whose each is stands beside its title, where the column of the households has no room."""

    def fill(book: Fieldbook) -> None:
        for name in ("王德福", "赵祥"):
            home = book.households.assign(Draft(head=name))
            title = "水渠漏水，天旱的时候浇不上地，秧苗快要旱死了"
            book.issues.raise_(Draft(title=title, household=home.id, due_on=dt.date(2026, 11, 26)))
        book.issues.drop(book.issues.raise_(Draft(title="井水发浑")).id, "换井")

    async with screens(size=(wide, 24), fill=fill) as user:
        await user.press("3")
        rows = [each for each in user.lines() if "水渠漏水" in each and "5天后" in each]
        assert ["王德福" in each for each in rows].count(True) == 1
        assert ["赵祥" in each for each in rows].count(True) == 1
