"""The paper as a Word document: opened again, and opened by the office program where there is one."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from fieldbook import i18n
from fieldbook.papers import ANNEXES
from fieldbook.papers.composing import compose
from fieldbook.papers.imprint import Imprint
from fieldbook.papers.outline import Entry, Fact, Heading, Outline, Paragraph, Table
from fieldbook.papers.word import plain_template, render
from fieldbook.papers.word.runs import run
from fieldbook.papers.wording import clean, one_line
from fieldbook.reports.meeting import Meeting
from fieldbook.reports.tables import Share

IMPRINT = Imprint("崔寨子支部", "李霞平", dt.date(2026, 11, 21))


def opened(outline: Outline) -> Document:
    return docx.Document(io.BytesIO(render(outline, IMPRINT)))


def paper_with(*words: str) -> Outline:
    facts = tuple(Fact("Asked", each) for each in words)
    return Outline("Paper", ("a", "b"), (Heading(1, "1. X"), Entry("1. Y", "#1", facts)))


@pytest.fixture(scope="module")
def document(village: Meeting) -> Document:
    paper = compose(
        village, audience="branch", annexes=ANNEXES, branch="崔寨子支部", author="李霞平"
    )
    return opened(paper)


def test_the_page_is_a4_with_a_numbered_foot(document: Document) -> None:
    """The page is A4, and its foot counts the pages."""
    [section] = document.sections
    assert section.page_width
    assert section.page_height
    assert abs(section.page_width - Mm(210)) < Mm(1)
    assert abs(section.page_height - Mm(297)) < Mm(1)
    assert "PAGE" in section.footer._element.xml


def test_every_style_that_is_used_is_there(document: Document) -> None:
    """No paragraph, run or table asks for a style the document does not have."""
    known = {each.style_id for each in document.styles}
    body = document.element.body
    for name in ("w:pStyle", "w:rStyle", "w:tblStyle"):
        used = {each.get(qn("w:val")) for each in body.iter(qn(name))}
        assert used <= known


def test_a_chinese_paper_has_the_official_page() -> None:
    """In Chinese the page has the official margins and pitch, and its number on the outer side."""
    i18n.use_language("zh_CN")
    document = opened(paper_with())
    [section] = document.sections
    lengths = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [each.mm if each else 0 for each in lengths] == pytest.approx([37, 35, 28, 26], abs=0.1)
    pitch = section._sectPr.find(qn("w:docGrid"))
    assert pitch is not None
    assert pitch.get(qn("w:linePitch")) == "579"
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        [number] = footer.paragraphs
        assert number.text == "— 1 —"
        assert number._p.pPr.jc.val == {"right": 2, "left": 0}[side]


def test_headings_have_the_official_levels() -> None:
    """Four levels of headings in their fonts, each kept with its text and known to Word as one."""
    i18n.use_language("zh_CN")
    styles = opened(paper_with()).styles.element
    for level, font in enumerate(("黑体", "楷体", None, None), 1):
        [style] = [each for each in styles.style_lst if each.styleId == f"Heading{level}"]
        assert style.name_val == f"heading {level}"
        assert style.pPr.find(qn("w:keepNext")) is not None
        assert style.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == str(level - 1)
        fonts = style.rPr.find(qn("w:rFonts")) if style.rPr is not None else None
        assert (fonts.get(qn("w:eastAsia")) if fonts is not None else None) == font


def test_a_long_title_is_broken_between_its_words() -> None:
    """A title of more than a line is broken after the branch's name, which stands whole."""
    i18n.use_language("zh_CN")
    branch = "中共南坡人民公社崔寨子大队支部委员会"
    imprint = IMPRINT._replace(branch=branch)
    data = render(Outline(f"{branch}十天工作情况汇报", (), (Paragraph("x"),)), imprint)
    title = docx.Document(io.BytesIO(data)).paragraphs[0]
    assert title.text == f"{branch}\n十天工作情况汇报"


@pytest.mark.parametrize("annexes", [(), ANNEXES])
def test_who_signs_stands_on_no_page_alone(village: Meeting, annexes: tuple[str, ...]) -> None:
    """The paragraph before goes along with the annexes' names, the branch and the day."""
    paper, alone = (
        compose(village, audience="branch", annexes=each, branch="崔寨子支部", author="")
        for each in (annexes, ())
    )
    text = alone.blocks[-1]
    assert isinstance(text, Paragraph)
    told = opened(paper).paragraphs
    words = [each.text.replace("\u00a0", " ") for each in told]
    first, last = words.index(text.text), words.index(paper.signed[-1])
    kept = ["<w:keepNext/>" in each._p.xml for each in told[first : last + 1]]
    assert kept == [True] * (last - first) + [False]


def test_what_belongs_together_stays_on_a_page() -> None:
    """The rows of a short table, the lines of a short entry, and the last two of a long one."""
    short = Table(("a", "b"), (("1", "2"), ("3", "4")))
    long = Table(("a", "b"), (("1", "2"),) * 30)
    entries = tuple(
        Entry("1. X", "", tuple(Fact("y", word) for _ in range(4))) for word in ("z", "z" * 90)
    )
    document = opened(Outline("x", (), (short, long, *entries)))
    kept = [
        [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows[1:]]
        for table in document.tables
    ]
    assert kept == [[True, None], [None] * 30]
    facts = [
        each.paragraph_format.keep_with_next
        for each in document.paragraphs
        if each._p.style == "EntryFact"
    ]
    assert facts == [True, True, True, None, None, None, True, None]


def test_later_lines_of_a_fact_stand_under_the_first() -> None:
    """Steps stand below each other, not below the word before the first of them."""
    i18n.use_language("zh_CN")
    fact = Fact("步骤", "（1）领水泥\n（2）补渠口")
    lines = opened(Outline("x", (), (Entry("1. X", "", (fact,)),))).paragraphs[-2:]
    assert [each.text for each in lines] == ["步骤：（1）领水泥", "（2）补渠口"]
    [indent] = lines[1]._p.xpath("./w:pPr/w:ind")
    # Two characters as all facts have, and the three of 步骤：, of 14 points each.
    assert indent.get(qn("w:left")) == str(5 * 280)
    assert indent.get(qn("w:leftChars")) == "500"


def test_the_annexes_numbers_stand_below_each_other(village: Meeting) -> None:
    """The second annex begins behind 附件：, three characters further in than a paragraph does.

    They stand on one page with each other and with who signs."""
    i18n.use_language("zh_CN")
    drawn = opened(compose(village, audience="branch", annexes=ANNEXES)).paragraphs
    at = next(nth for nth, each in enumerate(drawn) if each.text.startswith("附件：1."))
    second = drawn[at + 1]
    assert second.text.startswith("2.")
    listed = drawn[at : at + len(ANNEXES)]
    assert all(each.paragraph_format.keep_with_next for each in listed)  # with who signs
    [indent] = second._p.xpath("./w:pPr/w:ind")
    assert (indent.get(qn("w:firstLine")), indent.get(qn("w:firstLineChars"))) == ("1575", "500")


def test_a_crowded_table_is_set_smaller() -> None:
    """A table of many columns takes a smaller style rather than break its words."""
    words = ("Household", "Responsible", "production", "lagging", "Explained", "commendation")
    document = opened(Outline("x", (), (Table(words * 2, (words * 2,)),)))
    [table] = document.tables
    assert table.rows[1].cells[0].paragraphs[0]._p.style == "TableTextSmall"


def test_chinese_has_its_own_fonts() -> None:
    """Body, title and headings name a Chinese font beside the Latin one, and no theme does."""
    i18n.use_language("zh_CN")
    styles = opened(paper_with()).styles.element.xml
    for font in ("仿宋", "方正小标宋简体", "黑体", "楷体"):
        assert f'w:eastAsia="{font}"' in styles
    assert "Theme" not in styles
    assert "0000FF" not in styles


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("他说“渠要修”", True), ("“一”", True), ("he said “mend it”…", False), ("3·4 — 5", False),
        ("“canal” 渠", True), ("渠要修", False),
    ],
)  # fmt: skip
def test_marks_of_both_scripts_are_as_wide_as_their_words(text: str, wide: bool) -> None:
    """Quotation marks and dashes are set in the Chinese font among Chinese words, and there alone."""
    assert ('w:hint="eastAsia"' in run(text)) is wide


def test_every_table_repeats_its_heading_row(document: Document) -> None:
    """A table that goes over several pages names its columns on each, and no row is torn."""
    tables = [
        each for each in document.tables if each.style and each.style.style_id != "ChartTable"
    ]
    assert tables
    for table in tables:
        head, *rows = table.rows
        assert head._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(each._tr.trPr.find(qn("w:tblHeader")) is None for each in rows)
        assert all(each._tr.trPr.find(qn("w:cantSplit")) is not None for each in table.rows)
        widths = [int(each.get(qn("w:w"))) for each in table._tbl.tblGrid]
        assert sum(widths) == 9026


def test_properties_name_the_branch_and_no_machine(document: Document) -> None:
    """The properties hold the title, the branch and the day: nothing of whose computer it was."""
    properties = document.core_properties
    assert properties.title == document.paragraphs[0].text
    assert properties.author == "崔寨子支部"
    assert properties.last_modified_by == ""
    assert properties.created == dt.datetime(2026, 11, 21, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "words",
    [
        "<w:p> & </w:t>",
        "{{ title }} {% for %} {_{ x }_}",
        "]]>",
        "\x00\x0b\x1b[2J\ufffe漏",
        "a\u202eb",
    ],
)
def test_words_are_shown_and_never_obeyed(words: str) -> None:
    """Markup, template marks and control characters in somebody's words do nothing."""
    said = clean(words)
    document = opened(paper_with(said))
    assert document.paragraphs[-1].text == f"Asked: {said}"
    title = one_line(words)
    assert opened(Outline(title, (), (Paragraph("x"),))).paragraphs[0].text == title


def test_what_no_xml_may_hold_leaves_a_document_that_opens() -> None:
    """A word that nobody cleaned, such as a code of a broken book, costs no more than its controls."""
    broken = Outline("paper", (), (Paragraph("held\x00\x08\x1b\ufffe\uffff\ud800."),))
    assert opened(broken).paragraphs[-1].text == "held."


def test_lines_of_one_fact_are_paragraphs() -> None:
    """A text of several lines keeps them."""
    texts = [each.text for each in opened(paper_with("one\ntwo")).paragraphs]
    assert texts[-2:] == ["Asked: one", "two"]


def test_the_template_is_the_same_bytes_every_time() -> None:
    """Our template is put together reproducibly, and opens by itself."""
    assert plain_template() == plain_template()
    assert docx.Document(io.BytesIO(plain_template())).paragraphs[0].text == "{{ title }}"


def test_no_part_is_left_over(village: Meeting) -> None:
    """The file holds the parts of our template and nothing else: no thumbnail."""
    data = render(compose(village, audience="branch", annexes=ANNEXES), IMPRINT)
    with zipfile.ZipFile(io.BytesIO(data)) as filled:
        names = set(filled.namelist())
    with zipfile.ZipFile(io.BytesIO(plain_template())) as template:
        assert names == set(template.namelist())


def test_an_english_day_is_never_broken_over_lines() -> None:
    """Between the number and the month stands a blank at which no line ends."""
    i18n.use_language("en")
    paper = opened(Outline("Report", (), (Paragraph("By 4 Dec., or 12 of 4 households."),)))
    assert paper.paragraphs[1].text == "By 4\u00a0Dec., or 12 of 4 households."


def test_a_kind_of_work_goes_down_over_all_its_figures() -> None:
    """Its cell is one with those below it, which would stand empty; of other tables none is."""
    rows = (("Visits", "made", "3"), ("", "late", "1"), ("Issues", "found", "2"))
    for shares, told in (((Share(3, 0),) * 3, "rcr"), ((), "")):
        [table] = opened(
            Outline("Report", (), (Table(("Work", "Figure", "Count"), rows, shares),))
        ).tables
        found = [each.val for each in table._tbl.iter(qn("w:vMerge"))]
        assert "".join(each[0] for each in found) == told
