"""The paper as Markdown: whatever people said is shown as they said it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from fieldbook.papers.markdown import render
from fieldbook.papers.outline import Entry, Fact, Heading, Outline, Paragraph, Table
from fieldbook.papers.wording import clean

RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKUP = "#*_`[]()<>|~\\!+-=.:&;$1234567890 \t\n\rabc陈渠{}%\"'^@/"
words = st.text(alphabet=MARKUP, max_size=60) | st.text(max_size=40)
"""Mostly what could be taken for markup."""


def shown(tokens: list[Token]) -> str:
    """The words of a rendered text, without what makes them bold."""
    return "".join(
        each.content for token in tokens if token.children
        for each in token.children if each.type in ("text", "code_inline", "html_inline")
    )  # fmt: skip


def parts_of(text: str) -> list[str]:
    return [line for line in clean(text).split("\n") if line]


@given(words)
def test_a_fact_shows_every_line_as_it_was_written(text: str) -> None:
    """No line of somebody's words turns into a heading, a list, a rule, a table or a link."""
    lines = parts_of(text)
    if not lines:
        return
    entry = Entry("title", "remark", (Fact("", "\n".join(lines)),))
    tokens = RENDERER.parse(render(Outline("paper", (), (entry,))).decode())
    kinds = {each.type.removesuffix("_open").removesuffix("_close") for each in tokens}
    assert kinds == {"heading", "inline", "bullet_list", "list_item", "paragraph"}
    inline = [each for each in tokens if each.type == "inline"][2:]
    assert [shown([each]) for each in inline] == lines
    marks = {child.type for each in inline for child in each.children or ()}
    assert marks <= {"text", "text_special"}


@given(words, words)
def test_titles_and_paragraphs_show_as_they_were_written(title: str, text: str) -> None:
    """A title full of marks is one title, a paragraph full of marks one paragraph."""
    title, text = " ".join(parts_of(title)) or "t", " ".join(parts_of(text)) or "p"
    blocks = (Heading(1, f"{title} ."), Entry(f"1. {title}", "x", ()), Paragraph(text))
    tokens = RENDERER.parse(render(Outline("paper", (), blocks)).decode())
    inline = [shown([each]) for each in tokens if each.type == "inline"]
    assert inline == ["paper", f"{title} .", f"1. {title} · x", text]


@given(st.lists(words, min_size=2, max_size=2))
def test_a_cell_stays_one_cell(cells: list[str]) -> None:
    """A bar or a line break in a cell does not make another cell or row."""
    row = tuple(" ".join(parts_of(each)) for each in cells)
    tokens = RENDERER.parse(render(Outline("paper", (), (Table(("a", "b"), (row, row)),))).decode())
    inline = [shown([each]) for each in tokens if each.type == "inline"]
    assert inline == ["paper", "a", "b", *row, *row]


@pytest.mark.parametrize("plain", ["水渠漏水", "snake_case_name", "3.5米", "-5度", "#41", "a+b=c"])
def test_ordinary_words_stay_as_they_are(plain: str) -> None:
    """What is no markup is not escaped, so that the raw paper reads well."""
    paper = render(Outline("paper", (), (Paragraph(plain),))).decode()
    assert paper.splitlines()[-1] == plain
