"""The papers that are taken along: one page a household, and the route."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import docx
import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldbook import i18n
from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.habits import DEFAULT_HABITS
from fieldbook.domain.parts import Person
from fieldbook.domain.records import FollowUp, Household, Issue, Record, Solution, Visit
from fieldbook.domain.shelf import Shelf
from fieldbook.labels import due_text
from fieldbook.papers import slips as one_page_each
from fieldbook.papers.formats import format_of
from fieldbook.papers.outline import Blank
from fieldbook.papers.slips import (
    MATTERS,
    route_outline,
    slips_outline,
    taken_along,
)
from fieldbook.papers.word.archive import styles
from fieldbook.papers.word.forms import _fitting
from fieldbook.papers.word.layouts import INTERNATIONAL, OFFICIAL
from fieldbook.papers.word.measuring import width_of
from fieldbook.reports.route import route
from fieldbook.reports.slips import slips

TODAY = dt.date(2026, 11, 21)
AT = dt.datetime(2026, 11, 1, 8, tzinfo=dt.UTC)


def home(number: int, **fields: object) -> Household:
    given = {"head": f"陈桂{number}", "code": f"03{number:02}", "people": 4, "address": "南坡11号"}
    return Household(id=f"h{number}", seq=number, created_at=AT, **{**given, **fields})  # type: ignore[arg-type]


def issue(number: int, title: str, **fields: object) -> Issue:
    day = dt.date(2026, 11, 2)
    return Issue(id=f"i{number}", seq=number, created_at=AT, title=title, found_on=day, household="h1",
                 **fields)  # type: ignore[arg-type]  # fmt: skip


def slip_text(*records: Household | Issue | Visit, fmt: str = "md") -> str:
    shelf = Shelf(records)
    homes = [each for each in records if isinstance(each, Household)]
    outline = slips_outline(slips(shelf, homes, DEFAULT_HABITS), "崔寨子支部", "李霞平")
    return taken_along(outline, fmt=fmt, branch="崔寨子支部", on=TODAY).decode()


def test_a_slip_tells_what_is_known_and_leaves_room_for_the_rest() -> None:
    """It names the household, what it was promised and its open issues; the rest is to be written."""
    promised = Visit(id="v", seq=1, created_at=AT, visited_on=dt.date(2026, 11, 8), household="h1",
                     met=(), promised="周五前带水泥来")  # fmt: skip
    text = slip_text(
        home(1), promised, issue(41, "水渠漏水"), issue(42, "犁没有还", dropped_on=TODAY)
    )
    for told in (
        "陈桂1",
        "0301",
        "南坡11号",
        "李霞平",
        "崔寨子支部",
        "周五前带水泥来",
        "#41 水渠漏水 (open)",
    ):
        assert told in text
    assert "犁没有还" not in text
    assert re.search(r"\*\*Answer promised:\*\* *$", text, re.MULTILINE)


@pytest.mark.parametrize(("others", "whole"), [(0, True), (1, True), (2, False)])
def test_of_few_issues_more_of_each_title_is_told(others: int, whole: bool) -> None:
    """Two have room for a long title; from the third on each is told in brief."""
    title = "东塘三号渠闸门关不严夜里漏水已有半个月无人来修"
    few = (issue(each, "犁没有还") for each in range(1, 1 + others))
    assert (title in slip_text(home(1), issue(9, title), *few)) is whole


def test_a_slip_is_of_its_own_household_alone() -> None:
    """It stays in the house: what concerns another one is not on it."""
    first, second = slip_text(home(1), home(2), issue(41, "水渠漏水")).split("---")
    assert "水渠漏水" in first
    assert "水渠漏水" not in second
    assert "陈桂1" not in second


def test_more_issues_than_lines_are_counted() -> None:
    """Of seven issues four are named, and the others are told to be there."""
    issues = [issue(number, f"第{number}件") for number in range(1, 8)]
    text = slip_text(home(1), *issues)
    assert [each for each in range(1, 8) if f"#{each} " in text] == list(range(1, MATTERS))
    assert "and 3 more" in text


def test_a_slip_tells_what_was_answered_and_by_when() -> None:
    """It is taken to the household that asked; of few issues the whole title is told."""
    i18n.use_language("zh_CN")
    title = "合作医疗报销单子看不懂，请人来讲一讲"
    asked = issue(6, title, answer="请卫生员来讲一次", due_on=dt.date(2026, 12, 4))
    text = slip_text(home(1), asked)
    assert f"#6 {title}（" in text
    assert "，12月4日前）；答复：请卫生员来讲一次" in text


def test_a_slip_tells_no_decision_from_before_the_answer(book: Fieldbook) -> None:
    """The branch decided otherwise since: without its day an old decision would read as what counts."""
    head = book.households.assign(Draft(head="赵国栋"))
    leak = book.issues.raise_(Draft(title="水渠漏水", household=head.id, found_on="2026-11-01"))
    told = {"topic": "水渠漏水", "issue": leak.id}
    for decided in ("派人修", "改为打井"):
        book.diary.keep_minutes(Draft(on="2026-11-02", matters=[{**told, "decided": decided}]))
    assert slips(book.shelf, [head], DEFAULT_HABITS)[0].matters[0].decided == "改为打井"
    book.issues.refer([leak.id])
    book.issues.answer(leak.id, Draft(answer="换水泵"))
    (matter,) = slips(book.shelf, [head], DEFAULT_HABITS)[0].matters
    assert (matter.answer, matter.decided) == ("换水泵", "")


def test_a_slip_tells_what_a_meeting_decided_and_gave_out(book: Fieldbook) -> None:
    """What only the minutes say of an issue, and what they gave to the head, is taken along."""
    i18n.use_language("zh_CN")
    head = book.households.assign(Draft(head="赵国栋"))
    other = book.households.assign(Draft(head="钱多多"))
    leak = book.issues.raise_(Draft(title="水渠漏水", household=head.id))
    book.issues.refer([leak.id])
    book.issues.answer(leak.id, Draft(answer="先看"))
    matters = [
        {"topic": "水渠漏水", "issue": leak.id, "decided": "拨两根铁管"},
        {"topic": "送肥", "decided": "送肥", "who": "赵国栋、王大", "due_on": dt.date(2026, 12, 5)},
    ]
    book.diary.keep_minutes(Draft(matters=matters))
    first, second = (
        taken_along(
            slips_outline(slips(book.shelf, [each], DEFAULT_HABITS), "", ""),
            fmt="md", branch="", on=TODAY,
        ).decode()
        for each in (head, other)
    )  # fmt: skip
    assert "答复：先看；会议决定：拨两根铁管" in first
    assert "交办事项：送肥，12月5日前" in first
    assert "送肥" not in second


def test_matters_take_more_lines_where_there_is_room() -> None:
    """Several are broken into lines as one is; they are cut only where there are too many."""
    few = _fitting(Blank("x", "水渠漏水水渠漏水\n车坏", 3), 5000)
    assert few == ["水渠漏水水", "渠漏水", "车坏"]
    assert _fitting(Blank("x", "水渠漏水水渠漏水\n车坏", 2), 5000) == ["水渠漏水…", "车坏"]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_each_slip_begins_a_page(language: str) -> None:
    """In Word and on the web page every slip but the first begins a new page."""
    i18n.use_language(language)
    homes = [home(number) for number in range(1, 4)]
    outline = slips_outline(slips(Shelf(homes), homes, DEFAULT_HABITS), "", "")
    document = docx.Document(io.BytesIO(taken_along(outline, fmt="docx", branch="", on=TODAY)))
    titles = [each for each in document.paragraphs if each.text == outline.title]
    assert [bool(each.paragraph_format.page_break_before) for each in titles] == [False, True, True]
    page = html5lib.HTMLParser(strict=True).parse(
        taken_along(outline, fmt="html", branch="", on=TODAY)
    )
    assert len(list(page.iter("{http://www.w3.org/1999/xhtml}section"))) == 2


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_slip_is_no_higher_than_its_page(language: str) -> None:
    """The rows of the form have fixed heights, which together leave room for the title."""
    i18n.use_language(language)
    long = "很长" * 300
    homes = [home(1, head=long, address=long, code=long)]
    issues = [issue(number, long) for number in range(1, 9)]
    outline = slips_outline(slips(Shelf([*homes, *issues]), homes, DEFAULT_HABITS), long, long)
    document = docx.Document(io.BytesIO(taken_along(outline, fmt="docx", branch="", on=TODAY)))
    (form,) = document.tables
    assert {each.height_rule.name for each in form.rows if each.height_rule} == {"EXACTLY"}
    heights = sum(each.height.pt for each in form.rows if each.height)
    section = document.sections[0]
    high, top, bottom = section.page_height, section.top_margin, section.bottom_margin
    assert high
    assert top
    assert bottom
    page = (high - top - bottom) / docx.shared.Pt(1)
    assert page * 2 / 3 < heights < page - 60


@given(st.text(alphabet="渠漏水，。 abc\n1Wm", max_size=300), st.integers(1, 4), st.booleans())
def test_words_in_a_form_keep_to_their_place(text: str, lines: int, is_official: bool) -> None:
    """No more lines than there are, none wider than the place; what is left out is marked."""
    layout = OFFICIAL if is_official else INTERNATIONAL
    room = 4000 * 1000 // layout.fact_em
    found = _fitting(Blank("x", text, lines), room)
    assert len(found) <= lines
    assert all(width_of(each) <= room for each in found)
    whole = "".join(found).replace(" ", "") == re.sub(r"\s", "", text)
    assert whole or found[-1].endswith("…") or any(each.endswith("…") for each in found)


def test_the_route_goes_group_by_group_with_what_is_open() -> None:
    """Each stop has its number, place and what was promised, on the paper as on the screen."""
    shelf = Shelf([home(1, phone="13800000000"), home(2), issue(41, "水渠漏水")])
    stops = route(shelf, TODAY, DEFAULT_HABITS)
    outline = route_outline(shelf, stops, TODAY)
    text = taken_along(outline, fmt="md", branch="", on=TODAY).decode()
    assert "21 November 2026" in text
    assert "2 households" in text
    assert "| 1 | no. 0301 | 陈桂1 | 南坡11号, 13800000000 |" in text
    assert "open: 水渠漏水" in text
    empty = taken_along(route_outline(shelf, (), TODAY), fmt="md", branch="", on=TODAY).decode()
    assert "No visit is due today." in empty


def test_the_route_tells_in_words_how_long_a_visit_is_overdue() -> None:
    """A paper has room for them, and is read by who does not know the short forms of the screen."""
    last = Visit(id="v", seq=1, created_at=AT, visited_on=dt.date(2026, 11, 8), household="h1")
    shelf = Shelf([home(1), last])
    stops = route(shelf, TODAY, DEFAULT_HABITS)
    text = taken_along(route_outline(shelf, stops, TODAY), fmt="md", branch="", on=TODAY).decode()
    assert "| 3 days overdue |" in text


def test_the_route_tells_an_issue_once_and_how_it_stands() -> None:
    """What relapsed is called so; what waits for an answer is not told as open besides."""
    day = dt.date(2026, 11, 3)
    solution = Solution(
        id="s", seq=1, created_at=AT, issues=("i41",), studied_on=day, method="修", solved_on=day
    )
    check = FollowUp(
        id="f", seq=1, created_at=AT, solution="s", due_on=day, checked_on=day, result="relapsed"
    )
    asked = issue(42, "井干了", referred_on=day)
    records: list[Record] = [home(1), issue(41, "水渠漏水"), solution, check, asked]
    shelf = Shelf(records)
    stops = route(shelf, TODAY, DEFAULT_HABITS)
    text = taken_along(route_outline(shelf, stops, TODAY), fmt="md", branch="", on=TODAY).decode()
    assert "relapsed: 水渠漏水" in text
    assert text.count("井干了") == 1


def test_the_route_names_the_day_that_something_is_due() -> None:
    """On paper no days are counted; what, who and when are kept apart."""
    solution = Solution(
        id="s", seq=1, created_at=AT, issues=("i41",), studied_on=TODAY, method="换铁链",
        responsible=Person(name="孙茂才"), due_on=TODAY + dt.timedelta(days=7),
    )  # fmt: skip
    shelf = Shelf([home(1), issue(41, "水渠漏水"), solution])
    stops = route(shelf, TODAY, DEFAULT_HABITS)
    text = taken_along(route_outline(shelf, stops, TODAY), fmt="md", branch="", on=TODAY).decode()
    assert "换铁链 · 孙茂才 · due 28 Nov" in text
    assert "in 7d" not in text


def test_the_ending_decides_the_format() -> None:
    """A name that ends in .html, .md, .pdf or .txt is written so, any other as Word."""
    names = ("a.html", "a.MD", "a.pdf", "a.txt", "a.odt", "a")
    assert [format_of(Path(each)).name for each in names] == [
        "html", "md", "pdf", "txt", "docx", "docx",
    ]  # fmt: skip


def test_so_many_lines_as_there_is_room_for_stand_there() -> None:
    """One more, and the last line says how many; what is due today is not overdue."""
    lines = [str(number) for number in range(MATTERS + 1)]
    assert one_page_each._first(lines[:MATTERS]) == lines[:MATTERS]
    assert one_page_each._first(lines) == [*lines[: MATTERS - 1], "and 2 more"]
    assert (one_page_each._due(0), one_page_each._due(-1)) == (due_text(0), "1 day overdue")


def test_annexes_follow_one_another_unless_the_layout_is_official() -> None:
    """Each on a page of its own, as Chinese offices have it, a short paper had six, five of them nearly blank."""
    for layout, is_new in ((OFFICIAL, True), (INTERNATIONAL, False)):
        _before, _named, rest = styles(layout).partition('w:styleId="AnnexMark"')
        assert ("<w:pageBreakBefore/>" in rest.partition("</w:style>")[0]) is is_new
