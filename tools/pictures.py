"""Draw every screen, sheet and form, in both languages, at two sizes and in three themes, to be looked at.

python tools/pictures.py [FOLDER] [--theme dark] [--lang zh] [--size 80x24] [--only visit,today]

The pictures are PNG where rsvg-convert is there, else SVG. They lie outside the repository.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import subprocess
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

from picture import FONTS, Morning, in_place, without_fetched_fonts
from textual.pilot import Pilot

from fieldbook.book import Fieldbook
from fieldbook.demo import make_village
from fieldbook.domain.records import BY_KIND, Record
from fieldbook.i18n import known_language, use_language
from fieldbook.opening import Drafts, open_book
from fieldbook.settings import Settings
from fieldbook.ui.app import FieldbookApp
from fieldbook.ui.everywhere import BESIDE, TABS
from fieldbook.ui.forms.record_form import RecordForm
from fieldbook.ui.forms.table import FORMS, edit_form
from fieldbook.ui.widgets.date_field import DateField

THEMES = ("dark", "light", "high-contrast")
LANGUAGES = ("zh", "en")
SIZES = ("80x24", "120x40")
WRITER = {"zh": "林致远", "en": "Helen Moor"}
BRANCH = {"zh": "柳河大队支部 第1联系组", "en": "Willow Creek branch, group 1"}
PNG_FONT = "'DejaVu Sans Mono','WenQuanYi Zen Hei Mono',monospace"
SHEETS = {
    "help": ("2", "question_mark"), "all-acts": ("2", "ctrl+p"), "search": ("g", *"3"),
    "remove": ("2", "f8"), "import": ("f11",), "paper": ("7", "f2"), "minutes": ("7", "f10"), "choose": ("7", "f3"), "told": ("2", "u"),
    "story": ("2", "enter"), "filter": ("2", "slash", *"1"),
    "recent": ("2", "enter", "1", "F"), "note": ("ctrl+f11",), "exchange": ("X",), "encrypt": ("ctrl+f4",),
    "branch-members": ("B", "a"), "branch-groups": ("B", "a", "a"), "branch-beside": ("B", "a", "a", "a"), "branch-answer": ("B", "f5"), "branch-task": ("B", "f12"),
}  # fmt: skip
"""What lies over a screen: the keys that lead there from Today."""
Stroke = tuple[str, Callable[[Pilot[Any]], Awaitable[None]]]


def on_screens() -> Iterator[Stroke]:
    """Every screen over the whole book."""

    def way(name: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
        async def go(pilot: Pilot[Any]) -> None:
            app_of(pilot).go_to(name)

        return go

    return ((name, way(name)) for name in (*TABS, *BESIDE))


def settings_and_start() -> Iterator[Stroke]:
    """The settings, what is wrong in them, and what an empty book asks first."""

    async def settings(pilot: Pilot[Any]) -> None:
        app_of(pilot).set_up()

    async def wrong(pilot: Pilot[Any]) -> None:
        app_of(pilot).set_up()
        await pilot.pause()
        await pilot.press("shift+tab", *"issue", "space", "equals_sign", "v", "ctrl+s")

    async def begin(pilot: Pilot[Any]) -> None:
        app_of(pilot).begin()

    yield from (("settings", settings), ("settings-wrong", wrong), ("first-start", begin))


def over_screens() -> Iterator[Stroke]:
    """Every sheet, question and note."""

    def way(keys: tuple[str, ...]) -> Callable[[Pilot[Any]], Awaitable[None]]:
        async def go(pilot: Pilot[Any]) -> None:
            app_of(pilot).go_to("today")
            await pilot.pause()
            for key in keys:
                await pilot.press(key)

        return go

    return ((name, way(keys)) for name, keys in SHEETS.items())


def opened(form: RecordForm[Any], *, wrong: bool = False) -> Callable[..., Awaitable[None]]:
    """The way to a form; a wrong one is saved, with a day that is none where it is full as it opens."""

    async def go(pilot: Pilot[Any]) -> None:
        await app_of(pilot).push_screen(form)
        await pilot.pause()
        if wrong:
            days = (each for each in form.body.fields.values() if isinstance(each, DateField))
            if (day := next(days, None)) is not None:
                day.restore("40")
            await pilot.press("ctrl+s")

    return go


def in_forms(book: Fieldbook) -> Iterator[Stroke]:
    """Every form: about each kind of record it may be about, for editing, and with what is wrong."""
    for listed in FORMS:
        name = listed.form.form
        if not listed.about:
            yield f"form-{name}", opened(listed.form(book, one_for(book, listed.form)))
        for kind in listed.about:
            about = one(book, kind) if kind else None
            yield f"form-{name}-{kind.kind if kind else 'new'}", opened(listed.form(book, about))
        if listed.about:
            first = one(book, listed.about[-1]) if listed.about[-1] else None
            yield f"form-{name}-wrong", opened(listed.form(book, first), wrong=True)
    for kind in BY_KIND.values():
        form = edit_form(book, one(book, kind))
        if form is not None:
            yield f"edit-{kind.kind}", opened(form)


def one_for(book: Fieldbook, form: type[RecordForm[Any]]) -> Record:
    """A record that a form notes an act on; one that still waits for it, where there is such a one."""
    kind = form.record_type
    waiting = {
        "solve": lambda each: each.solved_on is None and any(not s.done_on for s in each.steps),
        "answer": lambda each: each.referred_on and not each.answered_on,
        "end_stay": lambda each: each.to_on is None,
    }  # fmt: skip
    suits = waiting.get(form.form, bool)
    found = book.shelf.every(kind)
    return next((each for each in found if suits(each)), found[0])


def one(book: Fieldbook, kind: type[Record]) -> Record:
    """A record of a kind."""
    return book.shelf.every(kind)[0]


def app_of(pilot: Pilot[Any]) -> FieldbookApp:
    """The app before which one sits."""
    assert isinstance(pilot.app, FieldbookApp)
    return pilot.app


async def draw(folder: Path, theme: str, lang: str, size: str, only: list[str]) -> None:
    """All pictures of one theme, language and size."""
    use_language(known_language(lang) or "en")
    width, height = (int(each) for each in size.split("x"))
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "book.json"
        settings = Settings(name=WRITER[lang], branch=BRANCH[lang], theme=theme)
        with open_book(
            path, clock=Morning(), device="0000abcd", backups=None, writer=settings.name
        ) as book:
            make_village(book)
            for name, go in (
                *on_screens(), *over_screens(), *settings_and_start(), *in_forms(book)
            ):  # fmt: skip
                if only and not any(each in name for each in only):
                    continue
                app = FieldbookApp(book, Drafts(path), settings)
                async with app.run_test(size=(width, height), notifications=True) as pilot:
                    await pilot.pause()
                    await go(pilot)
                    await pilot.pause(0.1)
                    keep(folder / f"{size}-{lang}-{theme}-{name}", app.export_screenshot())


def keep(path: Path, drawn: str) -> None:
    """Write a picture down."""
    svg = in_place(without_fetched_fonts(drawn))
    if shutil.which("rsvg-convert") is None:
        path.with_suffix(".svg").write_text(svg, encoding="utf-8")
        return
    svg = re.sub(re.escape(FONTS), PNG_FONT, svg)
    png = ["rsvg-convert", "-o", str(path.with_suffix(".png")), "/dev/stdin"]
    subprocess.run(png, input=svg.encode(), check=True)


def main() -> None:
    """Draw what is asked for, by default everything."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", nargs="?", default=f"{tempfile.gettempdir()}/fieldbook-pictures")
    words.add_argument("--theme", default=",".join(THEMES))
    words.add_argument("--lang", default=",".join(LANGUAGES))
    words.add_argument("--size", default=",".join(SIZES))
    words.add_argument("--only", default="", help="parts of names, with commas between")
    args = words.parse_args()
    folder = Path(args.folder)
    folder.mkdir(parents=True, exist_ok=True)
    only = [each for each in args.only.split(",") if each]
    for theme, lang, size in product(
        *(each.split(",") for each in (args.theme, args.lang, args.size))
    ):
        asyncio.run(draw(folder, theme, lang, size, only))
        print(folder, theme, lang, size)


if __name__ == "__main__":
    main()
