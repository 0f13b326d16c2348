"""``fieldbook import --headings``: which words at the top of a column are known, and for what."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any, Final

from fieldbook.i18n import _, language

MOST: Final = 6
"""Headings shown of a field: the first of its table, which are the usual ones."""


class TellHeadings(argparse.Action):
    """Prints the headings and ends, as ``--help`` does."""

    def __call__(self, parser: argparse.ArgumentParser, *_rest: Any) -> None:
        """Print all of them, and end."""
        sys.stdout.write("".join(f"{line}\n" for line in known_headings()))
        parser.exit()


def known_headings() -> Iterator[str]:
    """The kinds of sheet, and under each its fields with the headings they stand under.

    They come from the tables by which files are read, in the language in use.
    """
    from fieldbook.intake.headings import TABLES
    from fieldbook.sentences_of_sheets import KINDS, field_of_sheet

    chinese = language().startswith("zh")
    for holds, table in TABLES.items():
        yield f"{_(KINDS[holds])}  --as {holds}"
        for field, words in table.items():
            own = [word for word in words.split() if word.isascii() != chinese]
            shown = _(", ").join(word.replace("_", " ") for word in own[:MOST])
            if shown:
                yield _("  {label} ({field}): {headings}").format(
                    label=field_of_sheet(holds, field), field=field, headings=shown
                )
    yield _("Blanks, case, brackets and what is written in another width do not matter.")
