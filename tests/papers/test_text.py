"""The paper as plain text: an old editor opens it, and every word of the paper is in it."""

from __future__ import annotations

from fieldbook.papers.outline import Annex, Entry, Fact, Heading, Outline, Paragraph, Table
from fieldbook.papers.text import render
from fieldbook.reports.tables import Share

PAPER = Outline(
    title="崔寨子支部工作汇报",
    lines=("2026年11月21日",),
    blocks=(
        Heading(1, "一、基本情况"),
        Paragraph("走访" * 60, "1."),
        Table(("户", "办法"), (("陈桂生", "先浇南坡"), ("李霞平", "再浇北坡"))),
    ),
    annexes=(
        Annex("附件", "问题台账", (Entry("水渠漏水", "", (Fact("详情", "第一行\n第二行"),)),)),
    ),
)


def test_an_old_editor_knows_how_to_read_it() -> None:
    """UTF-8 with its mark, and line ends of Windows, none of another kind."""
    data = render(PAPER)
    assert data.startswith("\ufeff".encode())
    text = data.decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n") == text.count("\r")
    assert text.endswith("\r\n")


def test_no_line_is_broken_and_columns_stand_below_each_other() -> None:
    """The editor breaks lines; a table's second column begins where the first has room."""
    lines = render(PAPER).decode("utf-8-sig").split("\r\n")
    assert "1. " + "走访" * 60 in lines
    assert "陈桂生  先浇南坡" in lines
    assert "李霞平  再浇北坡" in lines
    assert not any(each != each.rstrip() for each in lines)


def test_no_name_of_a_figure_is_broken() -> None:
    """However long it is, its count stands behind it on the same line."""
    name = "已交代“" + "水利冬修" * 12 + "”的户"
    table = Table(("工作", "项目", "数量"), (("按户联系", name, "3/5（60%）"),), (Share(3, 5),))
    lines = render(Outline("汇报", (), (table,))).decode("utf-8-sig").split("\r\n")
    assert any(each.strip().startswith(name) and "3/5" in each for each in lines)


def test_several_papers_follow_one_another() -> None:
    """Slips of several households are one file, a rule between them."""
    text = render(PAPER._replace(others=(PAPER._replace(title="另一户"),))).decode("utf-8-sig")
    assert text.index("崔寨子支部工作汇报") < text.index("-----") < text.index("另一户")


def test_lines_without_a_label_begin_alike() -> None:
    """A text of the diary stands in one column; what a label has hangs below it."""
    entry = Entry("title", "", (Fact("", "one\ntwo"), Fact("Note", "three\nfour")))
    told = render(Outline("x", (), (entry,))).decode("utf-8-sig").splitlines()
    at = told.index("  one")
    assert told[at : at + 4] == ["  one", "  two", "  Note: three", "    four"]
