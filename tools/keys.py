"""Write ``docs/keys.md``: the keys of every screen, drawn from the tables of acts.

    python tools/keys.py

A test keeps the page equal to the tables.
"""

from __future__ import annotations

import sys
from pathlib import Path
from string import ascii_letters

from fieldbook.ui.everywhere import BESIDE, TABS
from fieldbook.ui.keys import MOVING, shown_keys
from fieldbook.ui.tables import all_tables

PAGE = Path(__file__).parents[1] / "docs" / "keys.md"
TITLES = {
    **TABS,
    **{name: label.capitalize() for name, label in BESIDE.items()},
    "form": "forms",
    "settings": "the settings",
    "intake": "the preview of an import",
    "first": "the first start",
}
BOOK = (*TABS, *BESIDE)
FREE = "Free on every screen: "
MOVED_BY = {letter for keys, _words in MOVING for letter in keys.split()}
HEADING = ("| keys | act | what it does | where |", "|---|---|---|---|")
INTRODUCTION = """\
# All keys

This page is drawn from the tables of acts by `python tools/keys.py`. The name of an act is the one
under `[keys]` in the settings: `issue = "Q"`. Ctrl+P finds every act by its words.
"""


def page() -> str:
    """The whole page: a line an act, and the screens on which these keys do it."""
    where: dict[tuple[str, str, str], list[str]] = {}
    for name, acts in all_tables().items():
        for each in acts.listed():
            where.setdefault((shown_keys(each.keys), each.id, each.words()), []).append(name)
    acts_of_screens = [
        f"| {keys} | `{act}` | {words} | {_places(names)} |"
        for (keys, act, words), names in where.items()
    ]
    moving = [f"| {keys} | | {words} | |" for keys, words in MOVING]
    taken = {
        key
        for acts in all_tables().values()
        for each in acts.listed()
        for key in each.keys.split(",")
    }
    free = ", ".join(each for each in ascii_letters if each not in {*taken, *MOVED_BY})
    return "\n".join([INTRODUCTION, *HEADING, *acts_of_screens, *moving, "", FREE + free, ""])


def _places(names: list[str]) -> str:
    """The screens by their titles; of many, those that are missing."""
    missing = [each for each in BOOK if each not in names]
    others = [TITLES[each] for each in names if each not in BOOK]
    if len(missing) > len(BOOK) / 2:
        return ", ".join(TITLES[each] for each in names)
    but = " but " + ", ".join(TITLES[each] for each in missing) if missing else ""
    return ", ".join([f"all screens{but}", *others])


def main() -> None:
    """Write the page, or say which tables of acts cannot be built."""
    try:
        words = page()
    except ValueError as clash:
        sys.exit(
            f"{PAGE.name} is as it was: acts of one screen clash, {clash}. Give one of them another key "
            f"or name; the free keys stand at the end of that page."
        )
    PAGE.write_text(words, encoding="utf-8")


if __name__ == "__main__":
    main()
