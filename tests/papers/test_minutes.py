"""Minutes as a paper: the mark, what was decided, and below the text who came."""

from __future__ import annotations

import datetime as dt
import io

import docx
import msgspec
import pytest
from docx.shared import Pt, RGBColor

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.shelf import Shelf
from fieldbook.i18n import use_language
from fieldbook.papers import FORMATS, minutes_bytes, minutes_name, pdf
from fieldbook.reports.meeting_figures import Period, figures
from fieldbook.reports.minutes import Minutes, minutes, page_of_meeting
from fieldbook.reports.stories import issue_story


@pytest.fixture
def held(book: Fieldbook) -> Minutes:
    """A meeting with two decisions and a matter that was only talked about."""
    leak = book.issues.raise_(Draft(title="水渠漏水"))
    matters = [
        {"topic": "水渠漏水", "issue": leak.id, "decided": "换管子", "who": "王大山", "due_on": "2026-12-05"},
        {"topic": "送肥", "decided": "送肥"},
        {"topic": "选种"},
        {"topic": "过年物资", "decided": "缓议。", "who": "王大山"},
    ]  # fmt: skip
    draft = Draft(
        topic="水利", hours="9:00-11:00", place="大队部", chair="陈一", recorder="周二",
        attendees="陈一、周二", excused="吴三（病假）", observers="郑四", matters=matters,
        text="传达了通知。\n讨论了水利。",
    )  # fmt: skip
    return minutes(book.shelf, book.diary.keep_minutes(draft))


def test_whose_issue_it_is_stands_with_it(book: Fieldbook) -> None:
    """Two households may have brought up the same; an issue of a group is told by the group."""
    use_language("zh_CN")
    group = book.groups.found(Draft(name="三组")).id
    homes = [book.households.assign(Draft(head=each)).id for each in ("陈一", "吴三")]
    whose = [*({"household": each} for each in homes), {"group": group}]
    issues = [book.issues.raise_(Draft(each, title="缺奶")) for each in whose]
    matters = [{"topic": "缺奶", "issue": each.id, "decided": "送奶"} for each in issues]
    page = book.diary.keep_minutes(Draft(matters=matters))
    text = minutes_bytes(minutes(book.shelf, page), fmt="md", branch="").decode()
    assert [f"缺奶（{each}）" in text for each in ("陈一", "吴三", "三组")] == [True] * 3


def test_whose_issue_was_put_off_stands_in_one_bracket_with_it(book: Fieldbook) -> None:
    """No two brackets in a row: whose it is, then what became of it."""
    use_language("en")
    home = book.households.assign(Draft(head="Henry Vale"))
    issue = book.issues.raise_(Draft(title="No bus", household=home.id))
    matters = [{"topic": "No bus", "issue": issue.id, "decided": "put off"}]
    page = book.diary.keep_minutes(Draft(matters=matters))
    text = minutes_bytes(minutes(book.shelf, page), fmt="md", branch="").decode()
    assert "No bus (Henry Vale): put off." in text


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_markdown_tells_all_of_it_in_order(held: Minutes, language: str) -> None:
    """When, where and who led it; the decisions with who and by when; the rest; who came, in a 纪要 last of all."""
    use_language(language)
    text = minutes_bytes(held, fmt="md", branch="崔寨子支部").decode()
    told = ("水渠漏水", "换管子", "王大山", "送肥", "选种", "传达了通知")
    came = ("陈一", "病假", "郑四")
    both = (*told, *came) if language == "zh_CN" else (*came, *told)
    order = ("崔寨子支部", "2026", "9:00-11:00", "大队部", *both)
    # The chair leads the paper, too: only the last place of each is looked at.
    places = [text.rindex(each) for each in order]
    assert places == sorted(places)
    assert "过年物资：缓议" in text or "过年物资: 缓议" in text


def test_word_has_the_red_mark_and_hanging_names(held: Minutes) -> None:
    """The Chinese paper has the mark of minutes, and the names hang five characters in, labels in 黑体."""
    use_language("zh_CN")
    document = docx.Document(io.BytesIO(minutes_bytes(held, fmt="docx", branch="崔寨子支部")))
    mark, *others = document.paragraphs
    assert (mark.text, mark.style and mark.style.name) == ("崔寨子支部会议纪要", "Mark")
    styles = document.styles
    assert styles["Mark"].font.color.rgb == RGBColor(0xFF, 0, 0)
    names = [each for each in others if each.style and each.style.name == "Attendance"]
    assert [each.text for each in names] == ["出席：陈一、周二", "请假：吴三（病假）", "列席：郑四"]
    assert [each.text for each in others[-3:]] == [each.text for each in names]
    assert others[-4].text == "", "one empty line stands between"
    look = styles["Attendance"].paragraph_format
    assert (look.left_indent, look.first_line_indent) == (Pt(78.75), Pt(-47.25))
    labels = {run.text: run.style.name for each in names for run in each.runs[:1]}
    assert set(labels.values()) == {"Attendance Label"}


def test_those_who_came_stand_on_no_page_alone(held: Minutes) -> None:
    """They keep together, and the last paragraph of the text goes along with them."""
    use_language("zh_CN")
    document = docx.Document(io.BytesIO(minutes_bytes(held, fmt="docx", branch="崔寨子支部")))
    *_others, text, gap, present, excused, observers = document.paragraphs
    assert text.text == "讨论了水利。"
    kept = [bool(e.paragraph_format.keep_with_next) for e in (text, gap, present, excused)]
    assert kept == [True] * 4
    assert not observers.paragraph_format.keep_with_next


def test_a_web_page_has_them_too(held: Minutes) -> None:
    """The mark above the line, and those who came in a list that hangs."""
    page = minutes_bytes(held, fmt="html", branch="崔寨子支部").decode()
    assert '<header class="marked">' in page
    assert page.count('<p class="hanging') == 3


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_of_papers_takes_minutes(
    held: Minutes, fmt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a report can be written as, minutes can; what prints is tried where it is."""
    monkeypatch.setattr(pdf, "office", lambda: "soffice")
    monkeypatch.setattr(pdf, "printed", lambda _program, document: document)
    use_language("en")
    assert minutes_bytes(held, fmt=fmt, branch="")
    assert minutes_name(held, fmt) == f"Minutes-2026-11-21{FORMATS[fmt].suffix}"


def test_the_last_meeting_is_meant_unless_a_day_is_said(book: Fieldbook) -> None:
    """Of several meetings the last one counts; of a day on which none was held, none."""
    for back in (8, 3, 5):
        on = book.today - dt.timedelta(days=back)
        book.diary.keep_minutes(Draft(on=on, topic=f"{back}"))
    last = page_of_meeting(book.shelf)
    of_day = page_of_meeting(book.shelf, book.today - dt.timedelta(days=8))
    assert (last and last.topic, of_day and of_day.topic) == ("3", "8")
    assert page_of_meeting(book.shelf, book.today) is None


def test_of_what_members_wrote_of_a_meeting_the_minutes_are_taken(book: Fieldbook) -> None:
    """A page handed in later says less; the meeting is counted once, two of one member are two."""
    written = book.diary.keep_minutes(Draft(matters=[{"topic": "送肥", "decided": "送肥"}]))
    other = book.members.write(Draft(name="周二"))
    page = msgspec.structs.replace(written, id="x", seq=9, created_by=other.id, matters=())
    shelf = Shelf([*book.shelf.everything(), page])
    found = page_of_meeting(shelf)
    assert found
    assert found.id == written.id
    period = Period(book.today, book.today, book.today)
    assert figures(shelf, period).rhythm["diary"].by_part == {"meeting": 1}
    book.diary.keep_minutes(Draft(topic="夜里又议"))
    assert figures(book.shelf, period).rhythm["diary"].by_part == {"meeting": 2}


def test_minutes_with_nothing_but_a_decision_are_a_paper(book: Fieldbook) -> None:
    """What nobody filled in is left out, label and all."""
    use_language("en")
    page = book.diary.keep_minutes(Draft(matters=[{"topic": "送肥", "decided": "送肥"}]))
    text = minutes_bytes(minutes(book.shelf, page), fmt="md", branch="").decode()
    assert "送肥" in text
    assert not [each for each in ("Held at", "Chaired", "Present", "Notes") if each in text]


def test_a_matter_of_the_agenda_left_as_it_stood_is_not_told(book: Fieldbook) -> None:
    """The form begins with what the report asks to decide: nobody spoke of what nobody wrote of."""
    use_language("zh_CN")
    leak, bridge, pump = (
        book.issues.raise_(Draft(title=each)) for each in ("水渠漏水", "桥坏了", "水泵不转")
    )
    matters = [
        {"topic": "水渠漏水", "issue": leak.id, "decided": "换管子"},
        {"topic": "桥坏了", "issue": bridge.id},
        {"topic": "水泵不转", "issue": pump.id, "decided": "下次再议"},
        {"topic": "选种"},
    ]
    page = book.diary.keep_minutes(Draft(matters=matters))
    text = minutes_bytes(minutes(book.shelf, page), fmt="md", branch="").decode()
    assert [each in text for each in ("换管子", "桥坏了", "下次再议", "选种")] == [
        True,
        False,
        True,
        True,
    ]
    decided = [
        [e.kind for e in issue_story(book.shelf, each)].count("decided") for each in (leak, bridge)
    ]
    assert decided == [1, 0]
    assert len(page.matters) == 4, "who writes the agenda beforehand finds it there"


def test_whose_issue_it_is_stands_apart_from_another_of_that_name(book: Fieldbook) -> None:
    """Two households of one name are told by where they are, as in lists."""
    use_language("zh_CN")
    homes = [
        book.households.assign(Draft(head="王桂兰", address=each)).id
        for each in ("5栋101", "6栋202")
    ]
    issues = [book.issues.raise_(Draft(title="漏水", household=each)) for each in homes]
    decided = ["修", "缓议"]
    matters = [
        {"topic": "漏水", "issue": each.id, "decided": what}
        for each, what in zip(issues, decided, strict=True)
    ]
    page = book.diary.keep_minutes(Draft(matters=matters))
    text = minutes_bytes(minutes(book.shelf, page), fmt="md", branch="").decode()
    assert "漏水（王桂兰，5栋101）" in text
    assert "漏水（王桂兰，6栋202）：缓议" in text
