"""The village's papers, word for word, in every format, language and for every audience.

After a wanted change: ``FIELDBOOK_WRITE_GOLDEN=1 pytest tests/papers/test_golden.py``, then read
the difference before it is committed.
"""

from __future__ import annotations

import gettext
import io
import os
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from tests.papers.written import write_paper

from fieldbook import i18n
from fieldbook.papers import ANNEXES, AUDIENCES, default_name
from fieldbook.reports.meeting import Meeting

SAMPLES = Path(__file__).parents[1] / "samples" / "papers"
LOCALES = Path(i18n.__file__).parent / "locales"
SPOKEN = [
    each
    for each in i18n.LANGUAGES
    if each == "en" or gettext.find("fieldbook", LOCALES, languages=[each])
]
"""The languages whose catalogue has been built; English needs none."""
BRANCHES = {"en": ("Cuizhaizi branch", "Li Xiaping"), "zh_CN": ("崔寨子支部", "李霞平")}


def written(found: Meeting, language: str, fmt: str, audience: str, folder: Path) -> bytes:
    i18n.use_language(language)
    branch, author = BRANCHES[language]
    path = folder / default_name(found, fmt, audience)
    write_paper(
        found, fmt=fmt, audience=audience, branch=branch, author=author, path=path, annexes=ANNEXES
    )
    return path.read_bytes()


def in_order(data: bytes) -> Iterator[str]:
    """A Word document's paragraphs with their styles, and its tables' rows."""
    for each in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(each, Paragraph):
            yield f"{each.style.name if each.style else ''}: {each.text}".rstrip()
        elif isinstance(each, Table):
            yield from (
                # A cell over several columns is told once.
                "Row: " + " | ".join(_Cell(cell, each).text for cell in row._tr.tc_lst).rstrip()
                for row in each.rows
            )


def agrees(sample: Path, text: str) -> None:
    if os.environ.get("FIELDBOOK_WRITE_GOLDEN"):
        sample.parent.mkdir(parents=True, exist_ok=True)
        sample.write_text(text, encoding="utf-8", newline="\n")
    assert text == sample.read_text(encoding="utf-8")


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("language", SPOKEN)
def test_markdown_is_the_sample(
    village: Meeting, tmp_path: Path, language: str, audience: str
) -> None:
    """The Markdown paper is the sample, character for character."""
    text = written(village, language, "md", audience, tmp_path).decode()
    agrees(SAMPLES / f"village-{audience}.{language}.md", text)


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("language", SPOKEN)
def test_word_is_the_sample(village: Meeting, tmp_path: Path, language: str, audience: str) -> None:
    """The Word paper has the sample's paragraphs, styles and rows."""
    data = written(village, language, "docx", audience, tmp_path)
    text = "\n".join(in_order(data)) + "\n"
    agrees(SAMPLES / f"village-{audience}.{language}.docx.txt", text)
