"""Has papers for others printed as PDF, and looks in their words and properties for names.

The sample village's papers in both languages, and those of a book with 4,000 mentions of people,
telephones and homes in its texts: no name, number or address of the book may be found, however it is
folded. The branch's own paper is looked through as well, and there they have to be found: else the look
says nothing. Run by ``tools/paper_pages.py``, which tells what is needed.
"""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.memory_store import MemoryStore
from tests.papers.planted import nobody, planted, planted_book

from fieldbook.book import Fieldbook
from fieldbook.demo import make_village
from fieldbook.domain.records import Member
from fieldbook.i18n import use_language
from fieldbook.papers import ANNEXES, default_name, paper_bytes
from fieldbook.papers.scanning import plain
from fieldbook.reports.meeting import meeting
from fieldbook.store.ids import id_maker

NOW: Final = dt.datetime(2026, 11, 26, 9, tzinfo=dt.UTC)
OTHERS: Final = ("above", "public")
NUMBER: Final = re.compile(r"^\W*\d+\W*$", re.MULTILINE)
"""The number of a page, which stands between a name's first characters and its last."""
ORDERS: Final = ((), ("-raw",))
"""As the page reads, and as the file has it: a cell's lines stand together in one of them."""


class Looked(NamedTuple):
    """A book, and what nobody outside its branch may read."""

    name: str
    language: str
    book: Fieldbook
    hidden: list[str]


def name_problems(folder: Path) -> Iterator[str]:
    """Whom a PDF for others names, and where the look would not have found anybody."""
    for each in (_village("zh_CN"), _village("en"), _planted()):
        use_language(each.language)
        for audience in OTHERS:
            if found := _found(each, audience, folder):
                yield f"{each.name}, PDF for {audience}: {len(found)} found: {found[:5]}"
        if each.language == "zh_CN" and len(found := _found(each, "branch", folder)) < 30:
            yield f"{each.name}, PDF for the branch: only {len(found)} found, so the look says nothing"


def _village(language: str) -> Looked:
    use_language(language)
    book = Fieldbook(MemoryStore(), clock=lambda: NOW, new_id=id_maker(), writer="")
    make_village(book)
    return Looked(f"sample village ({language})", language, book, nobody(book.shelf))


def _planted() -> Looked:
    found = planted()
    return Looked("4,000 mentions", "zh_CN", planted_book(found), found.known())


def _found(looked: Looked, audience: str, folder: Path) -> list[str]:
    """What of the hidden is in a paper's PDF: its name, its pages, its properties."""
    book = looked.book
    found = meeting(
        book.shelf, book.today - dt.timedelta(days=120), book.today, book.today, book.habits
    )
    place = folder / looked.name
    place.mkdir(exist_ok=True)
    path = place / default_name(found, "pdf", audience)
    path.write_bytes(paper_bytes(
        found, fmt="pdf", audience=audience, branch="青山公社支部", path=path, annexes=ANNEXES,
        author=book.shelf.every(Member)[0].name, texts=True,
    ))  # fmt: skip
    content = plain("\n".join((path.name, *_words(path))))
    return [each for each in looked.hidden if each in content]


def _words(path: Path) -> Iterator[str]:
    """The words of its pages in either order, and its properties."""
    for order in ORDERS:
        yield NUMBER.sub("", _told("pdftotext", *order, str(path), "-").replace("\f", "\n"))
    yield _told("pdfinfo", str(path))
    yield _told("pdfinfo", "-meta", str(path))


def _told(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout
