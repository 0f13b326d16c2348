"""The paper as a web page: right by the letter of HTML, and asking for nothing from outside."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.papers.written import write_paper

from fieldbook import i18n
from fieldbook.papers import ANNEXES, AUDIENCES
from fieldbook.papers.outline import (
    Annex,
    Bar,
    Chart,
    Entry,
    Fact,
    Heading,
    Outline,
    Paragraph,
    Table,
)
from fieldbook.papers.web import render
from fieldbook.papers.wording import one_line
from fieldbook.reports.meeting import Meeting

SPACE = "{http://www.w3.org/1999/xhtml}"
MARKUP = "<>&\"'/=!-[]{};#x0 \r\x07\U0001fffe\x85\ufdd0\ufeff\ud800abc陈渠]]>"
words = (st.text(alphabet=MARKUP, max_size=60) | st.text(max_size=40)).map(one_line)
"""Mostly what could be taken for markup, and what no page may hold."""


def parsed(data: bytes) -> Element:
    """The page as a parser reads it that accepts no mistake."""
    read: Element = html5lib.HTMLParser(strict=True).parse(data)
    return read


def text_of(page: Element, tag: str) -> list[str]:
    return ["".join(each.itertext()) for each in page.iter(f"{SPACE}{tag}")]


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_paper_is_html_by_the_letter(
    village: Meeting, tmp_path: Path, language: str, audience: str
) -> None:
    """The whole paper is parsed without a mistake, and says which language it is in."""
    i18n.use_language(language)
    path = tmp_path / "paper.html"
    write_paper(village, fmt="html", audience=audience, branch="崔寨子支部 & <b>", author="李",
                path=path, annexes=ANNEXES)  # fmt: skip
    page = parsed(path.read_bytes())
    assert page.get("lang") == {"en": "en", "zh_CN": "zh-CN"}[language]
    assert "崔寨子支部 & <b>" in text_of(page, "h1")[0]
    assert len(text_of(page, "section")) == len(page.findall(f".//{SPACE}section/{SPACE}h1")) > 2


def test_a_page_asks_for_nothing_from_outside(village: Meeting, tmp_path: Path) -> None:
    """Neither its marks nor its styles name another file, and its policy lets nothing in."""
    path = tmp_path / "paper.html"
    write_paper(village, fmt="html", audience="branch", branch="", author="", path=path)
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"url\(|@import|src=|href=|<script|<link|<img|https?:", text) == []
    assert "default-src 'none'" in text


@given(words, words, words)
def test_words_stand_as_they_were_written(title: str, lead: str, text: str) -> None:
    """Whatever somebody wrote is words on the page, by the letter of HTML."""
    entry = Entry(title, lead, (Fact("", f"{text}\n{text}"), Fact(lead, text)))
    blocks = (Heading(1, title), Paragraph(text, lead), Table((title, lead), ((text, text),)), entry,
              Chart(title, (Bar(lead, 3, 2), Bar(text, 0))))  # fmt: skip
    page = parsed(render(Outline(title, (lead,), blocks, (text,), (Annex(lead, title, blocks),))))
    assert text_of(page, "h2") == [title, title]
    assert text_of(page, "td")[:2] == [text, text]
    assert text_of(page, "title") == [title]
    assert text_of(page, "b") == ([lead] * 2 if lead else [])
    kinds = {each.tag.removeprefix(SPACE) for each in page.iter() if isinstance(each.tag, str)}
    assert not kinds & {"script", "img", "a", "iframe"}


def test_bars_are_as_long_as_their_counts() -> None:
    """The longest bar fills its place, half the count is half as long, nothing is no length."""
    chart = Chart("State", (Bar("a", 8), Bar("b", 4, 2), Bar("c", 0)))
    page = render(Outline("Paper", (), (chart,))).decode()
    assert re.findall(r'<rect [^>]*width="(\d+)%"', page) == ["100", "50", "0"]
    assert "<td>4 (2)</td>" in page


def test_the_annexes_are_listed_below_each_other() -> None:
    """The second begins behind the unseen words of the first, and none parts from who signs."""
    listed = (
        Paragraph("附件：1.本期数字", is_kept=True),
        Paragraph("2.问题台账", below="附件：", is_kept=True),
    )
    page = parsed(render(Outline("x", (), listed)))
    first, second = (each for each in page.iter(f"{SPACE}p") if each.get("class") == "kept")
    assert (first.text, list(first)) == ("附件：1.本期数字", [])
    (unseen,) = second
    assert (unseen.get("class"), unseen.text, unseen.tail) == ("below", "附件：", "2.问题台账")
    styles = (Path(render.__code__.co_filename).parent / "web.css").read_text("utf-8")
    assert ".below { visibility: hidden; }" in styles
