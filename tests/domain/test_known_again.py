"""What comes again is known again, however it is written now and whatever columns are read now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from fieldbook.book import Fieldbook
from fieldbook.domain.acts.matching import entry_digest, reply_digest
from fieldbook.domain.drafts import Draft
from fieldbook.domain.entries import LedgerEntry, RosterEntry
from fieldbook.domain.records import Household, Issue, Record
from fieldbook.intake.sheet import read_sheet
from tests.clock import Clock
from tests.domain.test_matching import home, ledger, roster, row, take, verdicts
from tests.memory_store import MemoryStore
from tests.village import Village, new_book

Take = Callable[..., list[str]]


@pytest.fixture
def take_text(book: Fieldbook, tmp_path: Path) -> Take:
    """Takes a text in as a file of its own name, and says what became of its rows."""

    def taken(
        text: str, name: str = "一.csv", *, update: bool = False, **columns: str
    ) -> list[str]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return take(book, read_sheet(path, columns=columns), update=update)

    return taken


def told(book: Fieldbook, tmp_path: Path, text: str) -> list[tuple[int, str, str]]:
    path = tmp_path / "问.csv"
    path.write_text(text, encoding="utf-8")
    oddities = book.intake.preview(read_sheet(path)).sheet.oddities
    return [(each.row, each.reason, each.value) for each in oddities]


WITHOUT_NUMBERS = (
    "户主,组别,人口,住址,电话\n王芳,二组,2,,13900020001\n王芳,二组,5,,13900020002\n"
    "Adam Reed,Willow,3,,\nAdam Reed,Willow,4,,\n赵祥,3组,,9号,\n"
)


def test_a_roster_without_numbers_comes_twice_and_adds_nothing(
    book: Fieldbook, take_text: Take
) -> None:
    """Two of one name in one group stay two; in another file, written otherwise, they are the same two."""
    assert take_text(WITHOUT_NUMBERS) == ["new"] * 5
    assert take_text(WITHOUT_NUMBERS) == ["same"] * 5
    otherwise = (
        "组别,户主,手机,家庭住址,人口\n２组,王 芳,１３９０００２０００２,,5\n第二村民小组,王芳,139-0002-0001,,2\n"
        "Willow,ADAM REED,,,4\nWillow,Adam  Reed,,,3\n三组,赵 祥,,９号,\n"
    )
    assert take_text(otherwise, "二.csv", update=True) == ["same"] * 5
    assert [(each.head, each.people) for each in book.households.all()] == [
        ("王芳", 2), ("王芳", 5), ("Adam Reed", 3), ("Adam Reed", 4), ("赵祥", None),
    ]  # fmt: skip
    assert [each.name for each in book.groups.all()] == ["二组", "Willow", "3组"]


def test_what_fits_more_than_one_is_asked_and_not_taken(
    book: Fieldbook, take_text: Take, tmp_path: Path
) -> None:
    """A row that may be either is told with both; one that can be only the other of two is that one."""
    take_text(WITHOUT_NUMBERS)
    either = "户主,组别,人口,备注\nAdam Reed,Willow,7,低保户\n"
    assert take_text(either, "二.csv", update=True) == ["unclear"]
    ((number, reason, fits),) = told(book, tmp_path, either)
    assert (number, reason) == (2, "unclear")
    assert fits == "#3 Adam Reed | #4 Adam Reed"
    assert len(book.households.all()) == 5
    elimination = "户主,组别,人口\nAdam Reed,Willow,7\nAdam Reed,Willow,4\n"
    assert take_text(elimination, "三.csv", update=True) == ["changed", "same"]
    assert [each.people for each in book.households.all()][2:4] == [7, 4]
    both = "户主,组别,人口\nAdam Reed,Willow,8\nAdam Reed,Willow,9\n"
    assert take_text(both, "四.csv", update=True) == ["unclear", "unclear"]
    third = "户主,组别,人口\nAdam Reed,Willow,7\nAdam Reed,Willow,4\nAdam Reed,Willow,9\n"
    assert take_text(third, "五.csv", update=True) == ["same", "same", "new"]


def test_a_number_without_its_zeros_is_the_same_and_told(
    book: Fieldbook, take_text: Take, tmp_path: Path
) -> None:
    """The zeros stay in the book; what else changed is asked about; with other heads it is another."""
    take_text("户号,户主,人口,电话\n0311,张三,4,0351\n0312,李四,3,\n")
    saved = "户号,户主,人口,电话\n311,张三,5,351\n312,李四,3,\n313,王五,,\n"
    assert told(book, tmp_path, saved) == [
        (2, "zeros", "311 = 0311"),
        (2, "zeros", "351 = 0351"),
        (3, "zeros", "312 = 0312"),
    ]
    assert take_text(saved, "存过.csv") == ["changed", "same", "new"]
    assert take_text(saved, "存过.csv", update=True) == ["changed", "same", "same"]
    assert [(each.code, each.people, each.phone) for each in book.households.all()] == [
        ("0311", 5, "0351"), ("0312", 3, ""), ("313", None, ""),
    ]  # fmt: skip
    assert take_text("户号,户主\n0313,王五\n012,李四\n", "三.csv", update=True) == [
        "changed", "new",
    ]  # fmt: skip
    assert book.households.all()[2].code == "0313", "zeros that come back are taken over"


def test_more_columns_are_shown_and_never_double(book: Fieldbook, take_text: Take) -> None:
    """A roster and a ledger read again with more of their columns: the same rows, asked about."""
    text = "户主,户别码,片,几口\n王芳,07,柳树,3\n李四,08,杨树,2\n"
    assert take_text(text) == ["new", "new"]
    named = {"code": "户别码", "group": "片", "people": "几口"}
    assert take_text(text, **named) == ["changed", "changed"]
    assert take_text(text, update=True, **named) == ["changed", "changed"]
    assert take_text(text, update=True, **named) == ["same", "same"]
    assert [(each.code, each.people) for each in book.households.all()] == [("07", 3), ("08", 2)]
    ledger_text = "what,where,when,ref\nLamp,Hill lane,2026-03-05,1\nLamp,Hill lane,2026-03-05,2\n"
    assert take_text(ledger_text, "ledger.csv", title="what") == ["new", "new"]
    found = take_text(ledger_text, "ledger.csv", update=True, title="what", detail="where")
    assert found == ["changed", "changed"]
    assert [each.detail for each in book.issues.all()] == ["Hill lane", "Hill lane"]
    again = take_text(ledger_text, "ledger.csv", title="what", detail="where", code="ref")
    assert again == ["same", "same"]


def test_a_column_read_for_the_first_time_fills_what_is_empty(
    book: Fieldbook, take_text: Take
) -> None:
    """Who, until when, where, which class and which note: shown, taken over when asked, never again."""
    text = "事,哪天,谁,何时完,哪组,何类,另记\n路灯不亮,2026-3-5,王芳,2026-4-1,3组,生活,等灯泡\n"
    take_text("户主,组别\n王芳,3组\n王芳,4组\n", "名册.csv")
    assert take_text(text, title="事") == ["new"]
    named = {"title": "事", "found_on": "哪天", "raised_by": "谁", "due_on": "何时完", "group": "哪组",
             "kind": "何类", "note": "另记"}  # fmt: skip
    assert take_text(text, **named) == ["changed"]
    assert take_text(text, update=True, **named) == ["changed"]
    (issue,) = book.issues.all()
    home = book.shelf.household_of(issue)
    assert home is not None
    assert (home.head, issue.found_on, issue.found_text) == ("王芳", dt.date(2026, 3, 5), None)
    assert (issue.due_on, issue.issue_kind) == (dt.date(2026, 4, 1), "life")
    assert issue.raised_by is not None
    assert issue.raised_by.name == "王芳"
    assert issue.detail == "另记：等灯泡"
    book.issues.edit(issue.id, Draft(due_on="", detail=""))
    assert take_text(text, update=True, **named) == ["same"], "what the user emptied stays empty"


def test_a_ledger_keeps_the_lines_apart_that_its_file_keeps_apart(
    book: Fieldbook, take_text: Take
) -> None:
    """What stands in a column nobody reads makes another issue; the whole line twice does not."""
    text = "事由,发现时间,片\n路灯不亮,2026-3-5,东\n路灯不亮,2026-3-5,西\n路灯不亮,2026-3-5,西\n"
    assert take_text(text) == ["new", "new"]
    assert take_text(text) == ["same", "same"]
    assert len(book.issues.all()) == 2


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "same"),
        ({"title": "第１件 ", "detail": "详情"}, "same"),
        ({"title": "别的", "detail": "也别的", "found_on": dt.date(2019, 6, 1), "found_text": "6.1"}, "new"),
        ({"title": "改了字", "raised_by": "王芳"}, "changed"),
        ({"code": "0251", "title": "第1件"}, "same"),
        ({"code": "0251", "title": "别的"}, "new"),
    ],
)  # fmt: skip
def test_a_number_counts_in_another_file_where_something_agrees(
    book: Fieldbook, changed: dict[str, object], verdict: str
) -> None:
    """Ledgers number their rows from one: the number alone is another issue in another ledger."""
    take(book, ledger(row(1, raised_by="王 芳")))
    other = row(1, **{"raised_by": "王芳", **changed})
    assert take(book, ledger(other, file="另.xlsx")) == [verdict]


def test_a_ledgers_number_without_its_zeros_is_told(
    book: Fieldbook, take_text: Take, tmp_path: Path
) -> None:
    """The same words under 001 and under 1 are one issue, and both numbers are named."""
    take_text("编号,事由,发现时间\n001,水渠漏水,2026-03-05\n")
    saved = "编号,事由,发现时间\n1,水渠漏水,2026/3/5\n"
    assert told(book, tmp_path, saved) == [(2, "zeros_of_ledger", "1 = 001")]
    assert take_text(saved, "存过.csv", update=True) == ["same"]


def test_a_long_number_is_the_same_issue_in_every_file(book: Fieldbook) -> None:
    """A number that nobody else can have given counts alone, full-width or not."""
    take(book, ledger(row(1, code="LY20260305001")))
    other = row(
        1,
        code="ＬＹ２０２６０３０５００１",
        title="改了",
        detail="全改了",
        found_on=None,
        found_text="",
    )
    assert take(book, ledger(other, file="另.xlsx"), update=True) == ["changed"]
    assert [each.title for each in book.issues.all()] == ["改了"]


@pytest.mark.parametrize(
    "against",
    [
        {"raised_by": "李四"},
        {"found_on": dt.date(2019, 4, 2), "found_text": "2019/4/2"},
        {"group": "4组"},
        {"household": "李霞平"},
    ],
)
def test_the_same_words_of_others_are_another_issue(
    village: Village, against: dict[str, object]
) -> None:
    """Without a number: who raised it, when, and where tell one complaint from another."""
    book = village.book
    said = {
        "code": "",
        "title": "路灯坏了",
        "raised_by": "王芳",
        "group": "3组",
        "household": "陈桂生",
    }
    assert take(book, ledger(row(1, **said))) == ["new"]
    assert take(book, ledger(row(1, **{**said, "household": "", **against}), file="另.xlsx")) == [
        "new"
    ]
    assert take(book, ledger(row(1, **{**said, "title": "路灯坏了 "}), file="另.xlsx")) == ["same"]


def test_the_same_words_of_two_are_asked_about(book: Fieldbook) -> None:
    """A changed row that fits two issues is neither; it is told with both."""
    words = {"code": "", "title": "路灯坏了", "detail": ""}
    take(book, ledger(row(1, **words, raised_by="甲"), row(1, row=2, **words, raised_by="乙")))
    vague = row(1, row=1, **words, reply="改办了")
    intake = book.intake.preview(ledger(vague, file="另.xlsx"))
    assert verdicts(intake) == ["unclear"]
    (found,) = [each for each in intake.sheet.oddities if each.reason == "unclear"]
    assert (found.left_out, found.value) == (True, "#1 路灯坏了 | #2 路灯坏了")
    assert book.intake.take(intake, update=True).made == {}


def test_who_raised_it_is_linked_to_the_household_where_one_fits(village: Village) -> None:
    """By the head's name, folded, in the row's group where it names one; of two it is neither."""
    book = village.book
    home_of = {each.head: each for each in village.households}
    book.households.assign(Draft(head="赵祥", group=village.groups[1].id))
    rows = (
        row(1, raised_by="陈 桂 生"), row(2, raised_by="赵祥"), row(3, raised_by="赵祥", group="第四组"),
        row(4, raised_by="陈桂生、李霞平"), row(5, raised_by="谁也不是"),
    )  # fmt: skip
    take(book, ledger(*rows))
    linked = [book.shelf.household_of(each) for each in book.issues.all()[-5:]]
    assert linked[0] == home_of["陈桂生"]
    assert linked[1] is None
    assert linked[2] is not None
    assert (linked[2].head, linked[2].group) == ("赵祥", village.groups[1].id)
    assert linked[3:] == [None, None]
    assert {each.household_text for each in book.issues.all()[-5:]} == {""}


@pytest.mark.parametrize(
    ("raised_by", "group"),
    [
        ("赵祥（3组）", 0),
        ("赵祥(第四村民小组)", 1),
        ("赵祥（四组，电话反映）", 1),
        ("赵祥（组长）", None),
        ("赵祥（5组）", None),
        ("陈桂生（4组）", None),
    ],
)
def test_a_group_in_brackets_tells_whose_household_it_is(
    village: Village, raised_by: str, group: int | None
) -> None:
    """赵祥（3组） is the one of that group; of another group, or of none, nobody is linked."""
    book = village.book
    book.households.assign(Draft(head="赵祥", group=village.groups[1].id))
    take(book, ledger(row(1, raised_by=raised_by)))
    issue = book.issues.all()[-1]
    linked = book.shelf.household_of(issue)
    assert (linked.group if linked else None) == (
        None if group is None else village.groups[group].id
    )
    assert issue.raised_by is not None
    assert issue.raised_by.name == raised_by[: raised_by.index("（" if "（" in raised_by else "(")]


def unsealed(record: Record, entry: RosterEntry | LedgerEntry) -> Record:
    """The record as books of before kept it."""
    assert record.source is not None
    assert record.source.digest != entry_digest(entry), "no digest is kept unsealed"
    reply = reply_digest(entry) if isinstance(entry, LedgerEntry) else ""
    digests = {"digest": entry_digest(entry), "reply_digest": reply, "line": ""}
    source = msgspec.structs.replace(record.source, **digests)
    return msgspec.structs.replace(record, source=source)


def test_what_a_book_of_before_took_in_is_known_again(clock: Clock) -> None:
    """Digests were once kept unsealed; they are known, and sealed when the row is taken over anew."""
    book = new_book(clock)
    take(book, roster(home(1), home(2, code="", address="")))
    take(book, ledger(row(1), row(2, code="")))
    old = MemoryStore()
    homes, rows = (home(1), home(2, code="", address="")), (row(1), row(2, code=""))
    for each in book.shelf.everything():
        if isinstance(each, Household):
            old.put(unsealed(each, homes[each.seq - 1]))
        elif isinstance(each, Issue):
            old.put(unsealed(each, rows[each.seq - 1]))
        else:
            old.put(each)
    again = new_book(clock, old)
    acts = len(again.acts)
    assert take(again, roster(*homes), update=True) == ["same", "same"]
    assert take(again, ledger(*rows), update=True) == ["same", "same"]
    assert len(again.acts) == acts


@pytest.mark.parametrize(
    ("first", "again", "verdict"),
    [
        ("José Müller,Mill,3", "Jose Muller,Mill,3", "changed"),
        ("Nguyen Van Hung,Mill,3", "Nguyễn Văn Hùng,Mill,3", "changed"),
        ("Nguyễn Văn Hưng,Mill,3", "Nguyễn Văn Hùng,Mill,3", "new"),
        ("Müller,Mill,3", "Muller,Church,3", "new"),
        ("Müller,Mill,3\nMuller,Mill,2", "Muller,Mill,2", "same"),
        ("Hưng,Mill,3\nHùng,Mill,2", "Hung,Mill,2", "unclear"),
        ("Иван,Mill,3", "Йван,Mill,3", "new"),
    ],
)
def test_a_name_without_its_accents_is_known_again(
    first: str, again: str, verdict: str, take_text: Take
) -> None:
    """In its group, and asked about; two names that differ by their accents alone stay two."""
    head = "head,group,people\n"
    take_text(f"{head}{first}\n")
    assert take_text(f"{head}{again}\n", "二.csv") == [verdict]


def test_a_group_with_its_village_before_it_is_the_group(book: Fieldbook, take_text: Take) -> None:
    """石桥村一组 of 石桥村 and 一组 of it are one, within a list and from one to the next."""
    assert (
        take_text("村,组别,户主,电话\n石桥村,石桥村一组,王大,1\n石桥村,1组,王二,2\n") == ["new"] * 2
    )
    assert [each.name for each in book.groups.all()] == ["石桥村一组"]
    again = (
        "村,组别,户主,电话\n石桥村,一组,王大,1\n石桥村,石桥村1组,王二,2\n西村,石桥村一组,王三,3\n"
    )
    assert take_text(again, "二.csv") == ["same", "same", "new"]
    assert [each.unit for each in book.groups.all()] == [("石桥村",), ("西村",)]
