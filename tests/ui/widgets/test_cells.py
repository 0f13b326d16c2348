from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fieldbook.ui.widgets.cells import (
    beside_name,
    breaks,
    clean,
    cut,
    fit,
    on_a_line,
    wrap,
    wrapped,
)

MIXED = st.text("陈桂生水渠ab c12，。、；：！？）」（「 ", max_size=80)


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("陈桂生", 6, "陈桂生"),
        ("陈桂生", 5, "陈桂…"),
        ("欧阳秀英", 6, "欧阳…"),
        ("abcdef", 4, "abc…"),
        ("陈", 1, ""),
        ("陈桂生", 0, ""),
    ],
)
def test_cut_counts_cells(text: str, width: int, short: str) -> None:
    """A cut text fits into its cells and never holds half a character."""
    assert cut(text, width) == short


def test_cut_has_an_ascii_ellipsis() -> None:
    """On consoles that draw the ellipsis two cells wide, dots stand for it."""
    assert cut("南坡地先浇", 8, "..") == "南坡地.."


@pytest.mark.parametrize(
    ("told", "about", "width", "ascii_only", "line"),
    [
        ("In the trash: the northern well.", "the northern well", 32, False, None),
        (
            "In the trash: the northern well.",
            "the northern well",
            31,
            False,
            "In the trash: the northern we….",
        ),
        (
            "In the trash: the northern well.",
            "the northern well",
            31,
            True,
            "In the trash: the northern w...",
        ),
        (
            "In the trash: the northern well.",
            "the northern well",
            8,
            False,
            "In the trash: the norther….",
        ),
        ("已删：北头水井井台结冰", "北头水井井台结冰", 20, False, "已删：北头水井井台…"),
        ("Damage was found.", "", 5, False, None),
        ("A well\nand a remark that is long", "A well", 12, False, None),
        (
            "In the trash: the northern well.\nIts remark.",
            "the northern well",
            31,
            False,
            "In the trash: the northern we….\nIts remark.",
        ),
        (
            "In the trash: the northern well of us. It is told at length.",
            "the northern well of us",
            32,
            False,
            None,
        ),
        (
            "In the trash: the northern well of all of us. It is told at length.",
            "the northern well of all of us",
            32,
            False,
            "In the trash: the northern well of all o…. It is told at length.",
        ),
    ],
)
def test_a_sentence_keeps_to_its_line(
    told: str, about: str, width: int, ascii_only: bool, line: str | None
) -> None:
    """What a sentence is about is cut where the line is too short, yet no further than that helps."""
    assert on_a_line(told, about, width, ascii_only=ascii_only) == (line or told)


@given(MIXED, st.integers(0, 30), st.booleans())
def test_fit_is_exact(text: str, width: int, right: bool) -> None:
    """A fitted text is exactly as wide as was asked for, whatever stands in it."""
    assert cell_len(fit(text, width, right=right)) == width


def test_clean_keeps_a_text_on_its_line() -> None:
    """Control characters and direction marks of a record cannot disturb the screen."""
    assert clean("水\t渠\n漏\x1b[31m水\u202e") == "水 渠 漏 [31m水"


@given(MIXED, st.integers(2, 30))
def test_wrap_keeps_the_words_and_the_width(text: str, width: int) -> None:
    """Wrapping loses nothing but blanks at the breaks, and no line is too wide."""
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("mark", "，。、；：！？）」")
def test_no_line_begins_with_closing_punctuation(mark: str) -> None:
    """The character before it comes along to the next line."""
    assert wrap(f"先浇一遍{mark}再下种", 8) == ["先浇一", f"遍{mark}再下", "种"]


def test_no_line_ends_with_an_opening_bracket() -> None:
    """The bracket goes along with what it opens."""
    assert wrap("三组（南坡）", 6) == ["三组", "（南", "坡）"]


def test_words_and_dates_stay_whole() -> None:
    """English words and dates are not torn where there is a blank or Chinese before them."""
    assert wrap("上次 11-08 和 the group", 9) == ["上次", "11-08 和", "the group"]
    assert wrap("上次11-08", 6) == ["上次", "11-08"]


def test_a_word_wider_than_the_line_is_torn() -> None:
    """Where there is no place to break, a line ends where it is full."""
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert wrap("，，，，", 4) == ["，，", "，，"]


def test_lines_break_between_two_things_rather_than_within_one() -> None:
    """A dot or two blanks part them, unless the line would stay empty."""
    assert wrap("联系人 罗大成 · 每10天 · 上次 11-05", 30) == [
        "联系人 罗大成 · 每10天",
        "上次 11-05",
    ]
    assert wrap("丁茂林  逾期23天到了", 14) == ["丁茂林", "逾期23天到了"]
    assert wrap("丁  先浇一遍再下种", 12) == ["丁  先浇一遍", "再下种"]


def test_a_dot_begins_no_line() -> None:
    """Neither does other closing punctuation behind a blank, wherever the line is full."""
    for width in range(8, 40):
        for text in ("夜里听漏口，插上标记 · 周福来 · 已办", "stop the leaks · Ned Willis · done"):
            assert not any(line.startswith("·") for line in wrap(text, width)), width
    assert wrap("先浇一遍 ；再下种", 8) == ["先浇一", "遍 ；再", "下种"]


def test_a_day_stays_with_the_word_before_it() -> None:
    """It stands neither alone on a line nor parted from what says which day it is."""
    assert wrap("[ ] 换铁管 · 田满仓 · 11-27", 24) == ["[ ] 换铁管", "田满仓 · 11-27"]
    assert wrap("lay the pipe · Martin Fields · 2026-11-27", 36) == [
        "lay the pipe",
        "Martin Fields · 2026-11-27",
    ]
    assert wrap("reported to the branch 09-22", 24) == ["reported to the", "branch 09-22"]
    assert wrap("一道办 · 负责 谭月娥 · 12-03 到期", 26) == ["一道办 · 负责 谭月娥", "12-03 到期"]
    assert wrap("2026-11-27", 6) == ["2026-1", "1-27"]  # there is no other place


def test_a_title_comes_before_its_state() -> None:
    """Two blanks part more than a dot does: the state is not torn from what explains it."""
    assert wrap("问题 #4 河边小路塌了  待研究 · 未反映", 34) == [
        "问题 #4 河边小路塌了",
        "待研究 · 未反映",
    ]


@given(MIXED, st.integers(2, 30))
def test_breaks_of_what_is_typed_fit(text: str, width: int) -> None:
    """Each line has room for its words; a blank without room is the line's last."""
    places = [0, *breaks(text, width), len(text)]
    lines = [text[start:end] for start, end in pairwise(places)]
    assert all(cell_len(line) <= width + line.endswith(" ") for line in lines)
    assert all(lines) or not text


def test_what_is_typed_breaks_like_what_is_read() -> None:
    """A list's stroke stays with its words, a closing bracket with what it closes."""
    assert breaks("- 发种子要当面过秤", 12) == [7]
    assert breaks("先堵漏口（柳二牛）", 16) == [7]
    assert breaks("water the slope", 9) == [10]
    assert breaks("water the slope", 5) == [6, 10]


@pytest.mark.parametrize("mark", ["", "。", "）"])
def test_no_chinese_character_is_left_alone(mark: str) -> None:
    """The last line takes along the one before it; closing marks are none."""
    for width in range(16, 40):
        last = wrap(f"苗稀的地方移栽要带土，水夜里分、白天守着渠口才不会漏{mark}", width)[-1]
        assert len(last.rstrip("。）")) > 1, width
    assert wrap("办法：井台垫沙，一天扫一次", 24) == ["办法：井台垫沙，一天扫", "一次"]


def test_an_arrow_is_not_torn() -> None:
    """Its head at the beginning of a line would look like the cursor."""
    for width in range(4, 16):
        assert not any(line.startswith(">") for line in wrap("3（07-26） -> 2（08-20）", width))


def test_a_path_is_broken_between_its_names_only() -> None:
    """A sentence with a long path has no line wider than told, and none that ends within a name."""
    path = "/home/lin/papers/2026-11/meeting-of-the-branch.docx"
    lines = wrapped(f"会议材料已写到{path}，按 u 撤销。", 40).split("\n")
    assert all(cell_len(line) <= 40 for line in lines)
    assert len(lines) > 1
    assert path in "".join(lines)
    for line in lines[:-1]:
        assert line[-1] in "/-" or not line[-1].isascii(), line


@pytest.mark.parametrize(
    ("name", "beside", "room", "told"),
    [
        ("杨正华", "柏树村三组东巷10号", 18, "杨正华  …东巷10号"),
        ("杨正华", "柏树村三组东巷2号", 18, "杨正华  …组东巷2号"),
        ("Grace Hopkins", "Cypress Lane no. 10", 22, "Grace Hopkins  …no. 10"),
        ("Grace Hopkins", "10 Cypress Lane East", 22, "Grace Hopkins  10 Cyp…"),
        ("Bartholomew Hutchings", "10 Cypress Lane", 20, "Bartholome…  10 Cyp…"),
        ("先堵漏口", "水渠漏水浇不上", 12, "先堵漏口  水渠漏水浇不上"),
    ],
)
def test_the_number_that_tells_a_name_apart_is_seen(
    name: str, beside: str, room: int, told: str
) -> None:
    """Of an address that has no room the number is left; what has none is cut as any text is."""
    assert "".join(beside_name(name, f"  {beside}", room)) == told
