"""Search over everything: plain and by pinyin, whole, best first, and never stale."""

import contextlib
import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.entries import LedgerEntry
from fieldbook.domain.errors import FieldbookError, NothingTo
from fieldbook.domain.folding import folded, searchable, words
from fieldbook.domain.records import BY_KIND, Diary, Household, Record
from fieldbook.domain.texts import names_of, texts_of, titles_of
from fieldbook.i18n import use_language
from fieldbook.pinyin import spelled, spelling
from fieldbook.query import offers
from fieldbook.search import Query, Search, belongs_to, looking
from tests.clock import Clock
from tests.domain.test_matching import ledger, take
from tests.village import Village, new_book


def plain(text: str) -> Query:
    """A search for words alone."""
    return Query(words(text))


def kinds(book: Fieldbook, text: str) -> list[str]:
    return [each.kind for each in book.search(text).rows]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("水渠", ["issue", "visit"]),
        ("堵漏", ["solution"]),
        ("王大山", ["solution", "group"]),
        ("李霞平 组长", ["solution", "group"]),
        ("红旗", ["group", "group"]),
        ("0312", ["household"]),
        ("种足 秋", ["task"]),
        ("水渠 种足", []),
        ("  ", []),
        ("production", []),
        ("00000000-0000", []),
        ("没有的话", []),
    ],
)
def test_words_are_found_wherever_they_were_written(
    village: Village, typed: str, found: list[str]
) -> None:
    """Every word, in any field or part of a record; never in codes, ids or stamps."""
    assert sorted(kinds(village.book, typed)) == sorted(found)


def test_a_hit_without_a_day_tells_the_words_of_its_file(book: Fieldbook) -> None:
    """What was found on a day nobody could read stands under the words its file has for it."""
    take(book, ledger(LedgerEntry(row=2, title="水渠漏水", code="1", found_text="去年冬天")))
    (row,) = book.search("水渠").rows
    assert (row.on, row.words) == (None, "去年冬天")


def test_what_is_found_comes_newest_first(book: Fieldbook) -> None:
    """By the day it belongs to, then by when it was written."""
    for on in ("11-3", "11-9", "11-5", "11-9"):
        book.diary.write(Draft(on=on, text=f"记工 {on}"))
    rows = book.search("记工").rows
    assert [(each.on and each.on.day, each.id[-1]) for each in rows] == [
        (9, "7"), (9, "3"), (5, "5"), (3, "1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("cgs", ["household", "issue"]), ("chengs", ["household", "issue"]),
        ("chenguisheng", ["household", "issue"]), ("oydf", ["member"]), ("cgs kn", ["issue"]), ("cgs kunn", ["issue"]), ("cgs jkn", ["issue"]),
        ("wf", []), ("hqgs", ["group", "group", "group"]), ("cgs 生活", []), ("cgs 困难", ["issue"]),
        ("shuiqu", []), ("jk", ["issue"]), ("ckn", []), ("kn", ["issue"]),
    ],
)  # fmt: skip
def test_names_titles_and_places_are_found_by_pinyin(
    book: Fieldbook, typed: str, found: list[str]
) -> None:
    """Households and people, groups and their units, titles; not what was only written down.

    Initials find any run of signs, within a title too.
    """
    group = book.groups.found(Draft(name="3组", unit="红旗公社/李庄大队", leader="张三"))
    book.groups.found(Draft(name="4组", unit="红旗公社/李庄大队"))
    book.groups.found(Draft(name="5组", unit="红旗公社"))
    home = book.households.assign(Draft(head="陈桂生", group=group.id))
    book.members.write(Draft(name="欧阳德福"))
    book.issues.raise_(Draft(title="陈桂生家困难", household=home.id, detail="水渠远"))
    assert sorted(kinds(book, typed)) == found


@pytest.mark.parametrize("word", ["会议", "纪要", "会议纪要", "minutes", "meeting"])
def test_minutes_are_found_by_what_they_are(book: Fieldbook, word: str) -> None:
    """Their words seldom say it; other pages are not found so, and a kind is named by each word, too."""
    book.diary.write(Draft(kind="meeting", on=book.today, topic="分工", text="修渠"))
    book.diary.write(Draft(kind="note", on=book.today, text="修渠"))
    for typed in (word, f"kind:{word}"):
        (row,) = book.found(book.query(typed)).rows
        assert row.title == "分工", typed


def test_households_come_before_pages(book: Fieldbook) -> None:
    """Whoever looks for a name finds the household first, the newest page after it."""
    home = book.households.assign(Draft(head="陈桂生"))
    book.diary.write(Draft(on="11-3", text="去了陈桂生家"))
    book.diary.write(Draft(on="11-9", text="又去陈桂生家"))
    rows = book.search("陈桂生").rows
    assert rows[0].id == home.id
    assert [each.on and each.on.day for each in rows[1:]] == [9, 3]


def test_an_issue_comes_before_the_pages_that_sum_it_up(book: Fieldbook) -> None:
    """A summary has the words of all it sums up, and is newer; it is not what one looks for."""
    issue = book.issues.raise_(Draft(title="水渠漏水", found_on="11-3"))
    book.diary.write(Draft(kind="daily", on="11-3", text="水渠漏水"))
    book.diary.write(Draft(kind="five_day", on="11-9", text="水渠漏水"))
    rows = book.search("水渠").rows
    assert rows[0].id == issue.id
    assert [each.on and each.on.day for each in rows[1:]] == [9, 3]


@pytest.mark.parametrize("typed", ["13800138000", "138-0013-8000", "0013-8000", "138"])
@pytest.mark.parametrize("written", ["138 0013 8000", "138-0013-8000", "13800138000"])
def test_a_telephone_is_found_by_its_digits(book: Fieldbook, typed: str, written: str) -> None:
    """However it was parted when it was written down, and when it is looked for."""
    book.households.assign(Draft(head="陈桂生", phone=written))
    assert kinds(book, typed) == ["household"]


def scanned(book: Fieldbook, query: Query) -> set[str]:
    """The ids of what holds every word and passes every test, each record looked at alone."""

    def has(word: str, record: Record) -> bool:
        belonging = belongs_to(book.shelf, record)
        said = searchable(f"#{record.seq}", *texts_of(record), *belonging)
        pinyin = spelling(word)
        names = (*names_of(record), *titles_of(record), *belonging)
        return word in said or bool(pinyin and any(pinyin.search(spelled(each)) for each in names))

    return {
        each.id
        for kind in BY_KIND.values()
        for each in book.shelf.every(kind)
        if all(has(word, each) for word in query.words) and query.has(each)
        if query.words or query.told
    }


def narrowed(book: Fieldbook, text: str) -> set[str]:
    """The names, titles and texts that a search leaves."""
    return {each.title for each in book.search(text).rows}


@pytest.fixture
def asked(book: Fieldbook, clock: Clock) -> Fieldbook:
    """Two groups, a household and an issue in each, a visit of last week."""
    clock.today = dt.date(2026, 11, 18)  # a Wednesday
    for number, head, title, kind in (
        (3, "陈桂生", "水渠漏", "life"),
        (13, "王芳", "农具少", "production"),
    ):
        group = book.groups.found(Draft(name=f"{number}组", unit="李庄大队"))
        member = book.members.write(Draft(name={3: "林致远", 13: "周正"}[number]))
        home = book.households.assign(Draft(head=head, group=group.id, contact=member.id))
        found_on = {3: "2026-11-11", 13: "2026-11-17"}[number]
        book.issues.raise_(Draft(title=title, household=home.id, kind=kind, found_on=found_on))
    return book


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("kind:生活", {"水渠漏"}), ("种类：生活", {"水渠漏"}), ("KIND:issue 少", {"农具少"}),
        ("kind:household", {"陈桂生", "王芳"}), ("group:三组 kind:问题", {"水渠漏"}),
        ("group:第三村民小组 kind:issue", {"水渠漏"}), ("组:13组 kind:户", {"王芳"}),
        ("contact:林 kind:issue", {"水渠漏"}), ("contact:lzy kind:issue", {"水渠漏"}),
        ("since:本周 kind:issue", {"农具少"}), ("since:上周 until:上周 kind:issue", {"水渠漏"}),
        ("since:last-week until:last-week kind:issue", {"水渠漏"}), ("since:年内 kind:issue", {"水渠漏", "农具少"}),
        ("until:last-quarter kind:issue", set()), ("since:year-to-date kind:issue", {"水渠漏", "农具少"}),
        ("since:2026-11-12 kind:issue", {"农具少"}), ("status:open", {"水渠漏", "农具少"}),
        ("status:unreferred 漏", {"水渠漏"}), ("waits 农具", {"农具少"}), ("status:solved", set()),
        ("status:nowhere", set()), ("group:7组", set()), ("kind: 漏", {"水渠漏"}),
        ("10:30", set()),
    ],
)  # fmt: skip
def test_words_before_a_colon_narrow_a_search(asked: Fieldbook, typed: str, left: set[str]) -> None:
    """In both languages, whatever the width of the colon; what nothing is called leaves nothing."""
    assert narrowed(asked, typed) == left


def test_what_nothing_is_called_is_known(asked: Fieldbook) -> None:
    """A wrong value is told with its field; a word that only has a colon is looked for."""
    assert asked.query("kind:nothing 10:30").unknown == (("kind", "nothing"),)
    assert asked.query("kind:nothing 10:30").words == ("10:30",)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("st", ("status:",)), ("漏 gr", ("group:",)), ("", ()), ("漏 ", ()), ("待", ("待办",)),
        ("kind:", ("kind:生产", "kind:生活")), ("kind:生", ("kind:生产", "kind:生活")), ("kind:sh", ("kind:生产", "kind:生活")),
        ("zt", ("状态:",)), ("状", ("状态:",)), ("状态:回", ("状态:回生",)), ("group:1", ("group:13组",)),
        ("contact:zh", ("contact:周正",)), ("since:上", ("since:上周", "since:上月")), ("nothing:x", ()),
    ],
)  # fmt: skip
def test_what_is_being_typed_is_offered(
    asked: Fieldbook, typed: str, offered: tuple[str, ...]
) -> None:
    """The words before the colon, then what can stand behind it, by its pinyin too."""
    use_language("zh_CN")
    found = offers(typed, asked.shelf, asked.today)
    assert set(offered) <= set(found) if offered else found == ()


@pytest.mark.parametrize(
    ("lang", "typed", "offered"),
    [
        ("en", "种", ("种类:",)), ("en", "种类:生", ("种类:生产", "种类:生活")), ("en", "状态:回", ("状态:回生",)),
        ("zh_CN", "kind:li", ("kind:life", "kind:link")), ("zh_CN", "status:op", ("status:open",)),
        ("zh_CN", "since:last", ("since:last-week", "since:last-month")), ("zh_CN", "wai", ("waits",)),
        ("en", "从:上", ("从:上周", "从:上月")), ("en", "待", ("待办",)),
    ],
)  # fmt: skip
def test_words_of_the_other_language_are_offered_too(
    asked: Fieldbook, lang: str, typed: str, offered: tuple[str, ...]
) -> None:
    """To whoever begins to type them; and each offer is understood."""
    use_language(lang)
    assert set(offered) <= set(offers(typed, asked.shelf, asked.today))
    assert not any(asked.query(each).unknown for each in offered)


NAMES = ("陈桂生", "王芳", "欧阳德福", "单春", "解放", "Adam Chen", "Lena")
TITLES = ("水渠漏了", "陈桂生家缺粮", "wf of the mill", "王芳夜校要灯，队长外出", "3组水渠")
TYPED = (
    "漏", "陈", "王芳 一", "chenguisheng", "cgsjql", "wf", "fy", "en", "sc", "chun", "shanchun", "dzwc",
    "3组 c", "生 cg", "kind:issue cgs", "group:一组", "mill", "xie", "13组 w", "lena", "kind:nothing",
)  # fmt: skip


class Searched(RuleBasedStateMachine):
    """Words are typed letter by letter between acts, renamed places and removed ones among these."""

    @initialize()
    def open_book(self) -> None:
        self.stack = contextlib.ExitStack()
        patch = self.stack.enter_context(pytest.MonkeyPatch.context())
        for name, value in (("_STEP", 3), ("_MOST_FRESH", 5), ("_SHEAF", 3), ("_STRIDE", 2)):
            patch.setattr(looking, name, value)
        self.book = new_book(Clock())
        self.groups = [self.book.groups.found(Draft(name=each)).id for each in ("一组", "13组")]
        self.homes: list[str] = []

    @rule(head=st.sampled_from(NAMES), group=st.integers(0, 2))
    def assign(self, head: str, group: int) -> None:
        where = Draft(group=self.groups[group]) if group < len(self.groups) else Draft()
        self.homes.append(self.book.households.assign(where.having(head=head)).id)

    @rule(title=st.sampled_from(TITLES), at=st.integers(0, 9), detail=st.sampled_from(NAMES))
    def raise_issue(self, title: str, at: int, detail: str) -> None:
        home = self.homes[at] if at < len(self.homes) else ""
        if home and self.book.shelf.living(Household, home):
            self.book.issues.raise_(Draft(title=title, household=home, detail=detail))
        else:
            self.book.issues.raise_(Draft(title=title, group=self.groups[0], detail=detail))

    @rule(text=st.sampled_from((*TITLES, *NAMES)))
    def write(self, text: str) -> None:
        self.book.diary.write(Draft(text=text))

    @rule(at=st.integers(0, 9), head=st.sampled_from(NAMES), group=st.integers(0, 1))
    def edit_household(self, at: int, head: str, group: int) -> None:
        home = self.homes[at] if at < len(self.homes) else ""
        if home and self.book.shelf.living(Household, home):
            self.book.households.edit(home, Draft(head=head, group=self.groups[group]))

    @rule(at=st.integers(0, 1), name=st.sampled_from(["一组", "13组", "3组", "生产队"]))
    def rename_group(self, at: int, name: str) -> None:
        with contextlib.suppress(FieldbookError):
            self.book.groups.edit(self.groups[at], Draft(name=name))

    @rule()
    def undo_what_came_after_the_groups(self) -> None:
        if self.book.shelf.count(Household) or self.book.shelf.count(Diary):
            self.book.undo()

    @rule(typed=st.sampled_from(TYPED), begin=st.integers(1, 4), by=st.integers(1, 3))
    def look_for(self, typed: str, begin: int, by: int) -> None:
        for length in (*range(begin, len(typed), by), len(typed)):
            query = self.book.query(typed[:length])
            found = self.book.found(query)
            assert {each.id for each in found.rows} == scanned(self.book, query)
            assert not found.more

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            self.stack.close()


Searched.TestCase.settings = settings(max_examples=20, stateful_step_count=15, deadline=None)
TestSearched = Searched.TestCase


def test_what_belongs_to_a_place_is_found_by_its_name(book: Fieldbook) -> None:
    """The household of that name first, its issue and visit behind it; its group's name finds them too."""
    group = book.groups.found(Draft(name="第二组"))
    home = book.households.assign(Draft(head="王芳", group=group.id))
    issue = book.issues.raise_(Draft(title="缺农具", household=home.id))
    for typed in ("王芳", "wf", "王芳 第二", "二组 wf"):
        rows = book.search(typed).rows
        assert [each.id for each in rows] == [home.id, issue.id]
        assert rows[1].snippet in ("王芳", "第二组")
    assert [each.kind for each in book.search("第二组").rows] == ["group", "household", "issue"]


def test_what_belongs_to_a_place_is_found_by_its_new_name(book: Fieldbook) -> None:
    """Renamed, moved or removed after a search: all that belongs to it goes by what holds now."""
    east, west = (book.groups.found(Draft(name=each)) for each in ("二组", "西组"))
    home = book.households.assign(Draft(head="王芳", group=east.id))
    both = [home.id, book.issues.raise_(Draft(title="缺农具", household=home.id)).id]

    def found(typed: str) -> list[str]:
        return [each.id for each in book.search(typed).rows]

    assert found("王芳") == both
    book.groups.edit(east.id, Draft(name="东组"))
    assert (found("东组"), found("二组")) == ([east.id, *both], [])
    book.households.edit(home.id, Draft(group=west.id))
    assert (found("西组"), found("东组")) == ([west.id, *both], [east.id])
    book.households.edit(home.id, Draft(head="赵祥"))
    assert (found("赵祥"), found("王芳")) == (both, [])
    book.households.remove(home.id)
    assert found("赵祥") == []


def test_who_is_called_so_comes_before_the_group_he_leads(book: Fieldbook) -> None:
    """And the group that is called so before the households in it."""
    home = book.households.assign(Draft(head="王芳"))
    group = book.groups.found(Draft(name="王庄组", leader="王芳"))
    other = book.households.assign(Draft(head="陈二", group=group.id))
    assert [each.id for each in book.search("王芳").rows] == [home.id, group.id]
    assert [each.id for each in book.search("王庄").rows] == [group.id, other.id]


def test_the_hit_is_shown_in_its_place(book: Fieldbook) -> None:
    """A line around the first hit, and where the hit stands in it."""
    text = "前" * 40 + "Canal\nleaks" + "后" * 40
    page = book.diary.write(Draft(text=text))
    (row,) = book.search("CANAL leaks").rows
    start, end = row.hit
    assert row.snippet[start:end] == "Canal"
    assert "\n" not in row.snippet
    assert len(row.snippet) <= 100
    assert (row.id, row.on) == (page.id, book.today)


@pytest.mark.parametrize(
    ("written", "typed", "marked"),
    [
        ("电话13900020001", "１３９０００２", "1390002"),
        ("电话１３９０００２０００１", "13900020001", "１３９０００２０００１"),
        ("见Jose\u0301家", "josé", "Jose\u0301"),
        ("见José家", "JOSE\u0301", "José"),
        ("欧阳 德福来访", "阳德福", "阳 德福"),
        ("第三村民小组的渠", "3组", ""),
        ("3组的渠", "第三村民小组", "3组"),
        ("十一组的渠", "11组的渠", ""),
    ],
)
def test_one_thing_is_found_however_it_is_written(
    book: Fieldbook, written: str, typed: str, marked: str
) -> None:
    """Width, case, accents, padding, and a group's number; the mark stands where the word does."""
    book.diary.write(Draft(text=written))
    (row,) = book.search(typed).rows
    start, end = row.hit
    assert row.snippet[start:end] == marked
    assert row.snippet


def test_the_number_and_the_ledgers_number_are_found(village: Village) -> None:
    """``#2`` finds what has that number."""
    assert "issue" in kinds(village.book, "#2")


def test_a_visit_is_named_by_where_it_was(village: Village) -> None:
    """The title tells a user what was found."""
    titles = {each.kind: each.title for each in village.book.search("水渠").rows}
    assert titles == {"visit": "陈桂生", "issue": "水渠漏水"}


def test_what_was_changed_or_removed_is_found_as_it_is_now(village: Village) -> None:
    """No key ever shows what the book no longer says."""
    book = village.book
    assert kinds(book, "夜校") == ["issue"]
    book.issues.edit(village.issues[1].id, Draft(title="要修渠"))
    assert kinds(book, "夜校") == []
    assert kinds(book, "要修渠") == ["issue"]
    book.issues.remove(village.issues[1].id)
    assert kinds(book, "要修渠") == []
    book.undo()
    assert kinds(book, "要修渠") == ["issue"]


def test_only_so_many_are_shown(book: Fieldbook) -> None:
    """Two hundred rows, and word that there is more; a longer word finds the rest."""
    first = dt.date(2026, 1, 1)
    for number in range(205):
        day = first + dt.timedelta(days=number)
        book.diary.write(Draft(on=day, text=f"第{number:03}页"))
    found = book.search("第")
    assert (len(found.rows), found.more) == (200, True)
    found = book.search("第000")
    assert (len(found.rows), found.more) == (1, False)


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(st.text("ab水渠 ", min_size=1, max_size=9).filter(str.strip), max_size=80),
    typed=st.lists(st.text("ab水渠 ", min_size=1, max_size=5), min_size=1, max_size=4),
)
def test_narrowing_finds_what_a_fresh_look_finds(texts: list[str], typed: list[str]) -> None:
    """Whatever was typed before, the same words find the same records."""
    book = new_book(Clock())
    for text in texts:
        book.diary.write(Draft(text=text))
    for each in typed:
        for upto in range(1, len(each) + 1):
            found = {row.id for row in book.search(each[:upto]).rows}
            words = each[:upto].split()
            assert found == {
                page.id
                for page in book.diary.all()
                if words and all(word in folded(f"#{page.seq}\n{page.text}") for word in words)
            }


def test_what_is_written_while_texts_are_made_is_found(
    book: Fieldbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An act between two steps, and a search before the last of them."""
    monkeypatch.setattr(looking, "_STEP", 2)
    pages = [book.diary.write(Draft(text=f"水渠 {number}")) for number in range(5)]
    found = Search(book.shelf)
    steps = found.steps()
    next(steps)
    book.diary.edit(pages[0].id, Draft(text="夜校"))
    fresh = book.diary.write(Draft(text="水渠"))
    assert {each.id for each in found.find(plain("水渠")).rows} == {
        *(each.id for each in pages[1:]), fresh.id,
    }  # fmt: skip
    assert [each.id for each in found.find(plain("夜校")).rows] == [pages[0].id]
    assert list(steps) == []


def test_texts_made_half_are_made_anew(book: Fieldbook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who began and went away leaves nothing that others would wait for."""
    monkeypatch.setattr(looking, "_STEP", 1)
    for number in range(3):
        book.diary.write(Draft(text=f"水渠 {number}"))
    found = Search(book.shelf)
    steps = found.steps()
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert len(found.find(plain("水渠")).rows) == 3


class Acts(RuleBasedStateMachine):
    """Acts, searches, and texts made beforehand come in any order."""

    @initialize(pages=st.integers(0, 12))
    def open_book(self, pages: int) -> None:
        self.stack = contextlib.ExitStack()
        patch = self.stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(looking, "_STEP", 2)
        patch.setattr(looking, "_MOST_FRESH", 4)
        patch.setattr(looking, "_SHEAF", 3)
        self.clock = Clock()
        self.book = new_book(self.clock)
        self.search = Search(self.book.shelf)
        self.steps: Iterator[None] = iter(())
        for number in range(pages):
            self.book.diary.write(Draft(text=f"水渠 {number}"))

    def some(self, pick: int) -> Diary | None:
        pages = sorted(self.book.shelf.everything(), key=lambda each: each.id)
        found = [each for each in pages if isinstance(each, Diary)]
        return found[pick % len(found)] if found else None

    @rule(day=st.integers(1, 20), word=st.sampled_from(["水渠", "夜校", "灯"]))
    def write(self, day: int, word: str) -> None:
        self.book.diary.write(Draft(text=word, on=f"2026-11-{day:02}"))

    @rule(pick=st.integers(0, 99), word=st.sampled_from(["水渠", "夜校", "灯"]))
    def edit(self, pick: int, word: str) -> None:
        page = self.some(pick)
        if page and not page.removed_at:
            self.book.diary.edit(page.id, Draft(text=word))

    @rule(pick=st.integers(0, 99))
    def remove_or_restore(self, pick: int) -> None:
        page, room = self.some(pick), self.book.diary
        if page and not page.undone:
            room.restore(page.id) if page.removed_at else room.remove(page.id)

    @rule(times=st.integers(1, 40))
    def many_acts(self, times: int) -> None:
        for number in range(times):
            self.book.diary.write(Draft(text=f"灯 {number}"))

    @rule()
    def undo(self) -> None:
        with contextlib.suppress(NothingTo):
            self.book.undo()

    @rule(steps=st.integers(1, 9))
    def make_beforehand(self, steps: int) -> None:
        for _step in range(steps):
            if next(self.steps, self) is self:
                self.steps = self.search.steps()

    @rule(typed=st.sampled_from(["水", "水渠", "灯", "灯 1", "#", "无"]), most=st.integers(1, 5))
    def find(self, typed: str, most: int) -> None:
        fresh = Search(self.book.shelf).find(plain(typed), 1000)
        found = self.search.find(plain(typed), most)
        assert {row.on for row in found.rows} == {row.on for row in fresh.rows[:most]}
        assert len(found.rows) == len(fresh.rows[:most])
        assert {row.id for row in found.rows} <= {row.id for row in fresh.rows}
        assert found.more == (len(fresh.rows) > most)
        days = [row.on for row in found.rows if row.on]
        assert days == sorted(days, reverse=True)

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            self.stack.close()


Acts.TestCase.settings = settings(max_examples=50, stateful_step_count=30, deadline=None)
TestActs = Acts.TestCase
