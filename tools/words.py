"""Bring the catalogues up to date with the words in the source, and compile them.

    python tools/words.py           new words come in untranslated, words no longer used go
    python tools/words.py --left    also list what is still to be translated; exit 1 if anything is

The order is that of the words, without line numbers or dates, so that a change of the catalogue is
a change of words. A catalogue's ``.mo`` lies beside it and is in no repository: building the
package compiles it too (``hatch_build.py``).
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
NO_DAY = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""What stands in a compiled catalogue, which otherwise names the moment of its making."""
SOURCE = ROOT / "src" / "fieldbook"
LOCALES = SOURCE / "locales"
KEYWORDS: dict[str, Any] = {
    "_": None, "N_": None, "P_": ((1, "c"), 2), "ngettext": (1, 2),
    "NP_": {2: ((1, "c"), 2), 3: ((1, "c"), 2, 3)},
}  # fmt: skip
HEADER = """\
# fieldbook, 简体中文
# The words are those of docs/ARCHITECTURE.md; new ones come in by `make words`."""


def used_words() -> Catalog:
    """Every word the source marks as shown."""
    found = Catalog()
    for _file, _line, words, _comments, context in extract_from_dir(
        SOURCE, [("**.py", "python")], {}, keywords=KEYWORDS
    ):
        text = words if isinstance(words, str) else words[0]
        flags = {"python-brace-format"} if "{" in text else set()
        found.add(words, None, context=context, flags=flags)
    return found


def read(path: Path) -> Catalog:
    """A catalogue as it stands."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def brought_up_to_date(old: Catalog, used: Catalog) -> Catalog:
    """The words in use, each with the translation it has."""
    new = Catalog(
        locale=old.locale, project="fieldbook", version="", header_comment=HEADER, charset="utf-8"
    )
    for message in used:
        if message.id:
            known = old.get(message.id, message.context)
            new.add(
                message.id,
                known.string if known else None,
                context=message.context,
                flags=message.flags,
            )
    return new


def untranslated(catalogue: Catalog) -> Iterator[Message]:
    """The messages without a translation."""
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(strings):
            yield message


def write(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue without dates or places, and compile it."""
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
    text = path.read_text(encoding="utf-8")
    language = path.parts[-3]
    plural = f"nplurals={catalogue.num_plurals}; plural={catalogue.plural_expr};"
    header = (
        f'{HEADER}\nmsgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
        f'"Plural-Forms: {plural}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    path.write_text(header + text, encoding="utf-8")
    compile_catalogue(path)


def compile_catalogue(path: Path) -> None:
    """Compile a catalogue beside itself; the same words give the same bytes, whenever it is done."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    catalogue.creation_date = catalogue.revision_date = NO_DAY
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


def main(arguments: list[str]) -> int:
    """Bring every catalogue up to date."""
    used = used_words()
    left = 0
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/fieldbook.po")):
        catalogue = brought_up_to_date(read(path), used)
        write(path, catalogue)
        missing = list(untranslated(catalogue))
        left += len(missing)
        print(f"{path.parts[-3]}: {len(catalogue)} words, {len(missing)} not translated")
        if "--left" in arguments:
            for each in missing:
                print(f"  {each.context + ': ' if each.context else ''}{each.id!r}")
    return 1 if left and "--left" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
