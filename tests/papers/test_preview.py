"""The preview on the Meeting screen: the paper's own words, cut to the screen."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.papers.conftest import SINCE, TODAY, village_records

from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.shelf import Shelf
from fieldbook.papers import ANNEXES, AUDIENCES, preview
from fieldbook.papers.composing import compose
from fieldbook.papers.outline import Entry, Outline, Paragraph, Table
from fieldbook.papers.preview import drawn, wrapped
from fieldbook.papers.tables import column_widths, table
from fieldbook.reports.meeting import Meeting, meeting
from fieldbook.reports.tables import Share


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("width", [40, 78, 116])
def test_no_line_is_wider_than_the_screen(village: Meeting, audience: str, width: int) -> None:
    """Every line fits with its bar, wide characters counted as two."""
    lines = preview(village, audience=audience, branch="崔寨子支部", width=width, annexes=ANNEXES)
    assert max(cell_len(each.text) + (each.bar and each.bar + 2) for each in lines) <= width


@pytest.mark.parametrize("width", [40, 78, 116])
def test_figures_stand_below_each_other_under_the_kind_of_work(
    village: Meeting, width: int
) -> None:
    """Each kind of work heads its figures once; each share has its percentage, and a bar where there is room."""
    lines = preview(village, audience="branch", width=width, annexes=ANNEXES)
    paper = compose(village, audience="branch", annexes=ANNEXES)
    table = next(each for each in paper.all_blocks if isinstance(each, Table))
    bands = [each.text for each in lines if each.look == "band"]
    assert bands == [section for section, *_figure in table.rows if section]
    shares = [each for each in table.shares if each and each.whole]
    told = re.compile(r"(\d+)/(\d+) +(\d+)%$")
    drawn = [each for each in lines if told.search(each.text)]
    read = [tuple(map(int, found.groups())) for e in drawn if (found := told.search(e.text))]
    assert read == [(part, whole, Share(part, whole).percent) for part, whole in shares]
    assert len({cell_len(each.text) for each in drawn}) == 1
    assert [each.share for each in drawn if each.bar] == (
        [each.ratio for each in shares] if width > 40 else []
    )


def test_a_share_is_rounded_as_it_is_everywhere() -> None:
    """2 of 16 is 13%, as in the sentences of the same paper."""
    figures = Table(("", "", ""), (("Visits", "told", "2/16 13%"),), (Share(2, 16),))
    paper = Outline("", (), (figures,), ())
    assert ["told", "2/16", "13%"] in [each.text.split() for each in drawn(paper, 40)]


def test_the_preview_shows_what_the_paper_says(village: Meeting) -> None:
    """Every word of the outline is on the screen."""
    screen = "".join(
        e.text for e in preview(village, audience="branch", width=200, annexes=ANNEXES)
    ).split()
    joined = "".join(screen)
    for block in compose(village, audience="branch", annexes=ANNEXES).all_blocks:
        if isinstance(block, Entry):
            for fact in block.facts:
                assert "".join(fact.text.split()) in joined


@given(st.text(alphabet="渠漏 water，。abc", max_size=80), st.integers(2, 30))
def test_breaking_lines_loses_no_word(text: str, width: int) -> None:
    """Broken into lines of whatever width, a text keeps all its characters but blanks."""
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(each) <= width for each in lines)


def test_lines_break_between_words_and_before_no_comma() -> None:
    """English breaks at blanks; Chinese anywhere but before a closing mark."""
    assert wrapped("the canal leaks", 10) == ["the canal", "leaks"]
    assert wrapped("水渠漏水，浇不上", 8) == ["水渠漏", "水，浇不", "上"]
    assert wrapped("全部小组“记工”", 10) == ["全部小组", "“记工”"]
    assert wrapped("all of the “canal”", 12) == ["all of the", "“canal”"]


def test_words_of_a_narrow_table_stay_whole() -> None:
    """A column gives way down to its longest word before any word is broken."""
    made = table(("Households", ["10"]), ("Kept when due", ["20/31 (65%)"]), ("Who", ["Li " * 9]))
    widths = column_widths(made, 30)
    assert sum(widths) == 30
    assert widths[0] == len("Households")


def test_a_day_stands_whole_in_a_narrow_cell() -> None:
    """Two days below each other, neither broken inside, however narrow the column."""
    made = table(("反映", ["11月27日、11月27日"]), ("事项", ["渠口漏水，影响冬灌" * 3]))
    widths = column_widths(made, 20)
    assert wrapped("11月27日、11月27日", widths[0]) == ["11月27日、", "11月27日"]
    assert wrapped("11月27日、11月27日", 13) == ["11月27日、", "11月27日"]


def test_groups_without_a_survey_leave_no_empty_sentence() -> None:
    """Where no group was surveyed nothing is counted to nought, and no list of types is opened."""
    records = [each for each in village_records() if each.kind != "survey"]
    found = meeting(Shelf(records), SINCE, TODAY, TODAY, DEFAULT_HABITS)
    told = " ".join(each.text for each in preview(found, audience="branch", width=2000))
    assert "Work done:" in told
    assert "are surveyed" not in told
    assert "Of these:" not in told


@pytest.mark.parametrize(
    ("lead", "text", "told"),
    [
        ("1. 三组自办夜校:", "账要天天公布。", "1. 三组自办夜校: 账要天天公布。"),
        ("1.种子没发", "（3组）。", "1.种子没发（3组）。"),
        ("怎么办：", "分户记。", "怎么办：分户记。"),
        ("1. Seed…", "(group 3).", "1. Seed… (group 3)."),
        ("", "Nothing.", "Nothing."),
    ],
)
def test_a_blank_stands_behind_a_lead_but_beside_no_wide_mark(
    lead: str, text: str, told: str
) -> None:
    """Chinese punctuation brings its own room; every other lead is parted from its text by a blank."""
    block = Paragraph(text, lead)
    assert f"{block.lead}{block.gap}{block.text}" == told
