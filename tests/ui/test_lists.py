"""What the lists tell: every column is filtered over, names are told apart, kinds are counted."""

from __future__ import annotations

import datetime as dt

import pytest
from rich.cells import cell_len

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.ui.everywhere import BESIDE, TABS
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.tables import screen_class
from fieldbook.ui.told.counts import COUNTED
from fieldbook.ui.widgets.record_list import RecordList
from tests.ui import villages
from tests.ui.hands import Hands, Screens, resized

LISTS = [each for each in (*TABS, *BESIDE) if issubclass(screen_class(each), ListScreen)]


def filtered(user: Hands, words: str) -> list[str]:
    """The keys that a filter leaves."""
    user.records.set_filter(words)
    return user.records._rows.keys()


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
async def test_a_list_is_filtered_and_sorted_by_what_it_shows(screens: Screens, lang: str) -> None:
    """The words of any cell of a row, days and states and counts too, leave that row.

    The filter looks for small letters only. The key that sorts goes through all columns that are
    seen and back to the order of the list itself.
    """
    async with screens((160, 50), lang, fill=villages.full) as user:
        user.book.visits.remove(user.book.visits.all()[0].id)
        for name in (*TABS, *BESIDE):
            user.app.go_to(name)
            await user.settle()
            for each in user.app.screen.query(RecordList):
                assert all(row.search == row.search.casefold() for row in each.rows), name
            if name not in LISTS:
                continue
            assert user.records.rows, name
            for row in list(user.records.rows)[:6]:
                for cell in row.cells:
                    assert row.key in filtered(user, cell.replace("\t", " ")), (name, cell)
            filtered(user, "")
            await sorted_by_every_column(user)


async def sorted_by_every_column(user: Hands) -> None:
    """Press the key that sorts until it comes back to the order in which the list was given."""
    given = list(user.records.rows)
    for _turn in range(12):
        await user.press(",")
        assert sorted(row.key for row in user.records.rows) == sorted(row.key for row in given)
        if user.records.sort is None:
            break
        heading = user.lines()[user.records.region.y]
        assert "↑" in heading, (user.where(), heading)
    assert user.records.sort is None, user.where()
    assert user.records.rows == given


@pytest.mark.parametrize("name", LISTS)
def test_a_kind_has_its_measure_word(name: str) -> None:
    """What a list shows is counted as what it is (``told/counts.py``)."""
    screen = screen_class(name)
    assert issubclass(screen, ListScreen)
    if screen.counts is ListScreen.counts:
        assert screen.record_type.kind in COUNTED, (
            f"told/counts.py does not count what {name} shows"
        )


async def test_overdue_is_a_word_to_filter_for(screens: Screens) -> None:
    """逾期 leaves the households whose visit is overdue, and all of them."""
    async with screens(fill=villages.full) as user:
        await user.press("2", "/")
        await user.type("逾期")
        await user.press("enter")
        late = {each.household.id for each in user.book.households.due() if each.days < 0}
        assert set(user.records._rows.keys()) == late
        assert f"{len(late)}/{user.records.total}户" in user.lines()[0]


async def test_two_of_a_name_are_told_apart(screens: Screens) -> None:
    """However narrow the list, two households of one head stand there in different words."""
    async with screens((60, 20), "en", fill=villages.full) as user:
        for group in user.book.groups.all()[:2]:
            user.book.households.assign(Draft(head="Zoe Quick", group=group.id, code="07"))
        await user.press("2")
        user.records.set_filter("Zoe")
        for size in ((60, 20), (80, 24), (120, 40)):
            await resized(user.pilot, *size)
            await user.settle()
            width = user.records.region.width
            first, second = (line[:width] for line in user.lines() if "Zoe Quick" in line[:width])
            assert first[3:] != second[3:]
            assert first.count("07") == 1


async def test_issues_say_who_and_by_when(screens: Screens) -> None:
    """On a wide screen an issue's row has who is responsible, and its day."""
    async with screens((160, 50), "en", fill=villages.full) as user:
        solution = next(each for each in user.book.solutions.all() if each.responsible)
        assert solution.responsible is not None
        await user.press("3")
        rows = user.records.rows
        row = next(r for r in rows if r.key == solution.issues[0])
        assert solution.responsible.name in row.cells
        today = user.book.today
        due = next(e for e in user.book.issues.unsolved() if e.due_on and e.due_on < today)
        late = next(r for r in rows if r.key == due.id)
        assert any("overdue" in cell for cell in late.cells[1:])


async def test_each_kind_has_its_measure_word(screens: Screens) -> None:
    """A list counts by the word of its kind, never by rows, whole and filtered and marked."""
    async with screens(fill=villages.full) as user:
        for name, told in (
            ("households", "户"), ("issues", "个问题"), ("solutions", "项办法"),
            ("groups", "个小组"), ("members", "名成员"), ("tasks", "项任务"), ("route", "户"),
        ):  # fmt: skip
            user.app.go_to(name)
            await user.settle()
            total = user.records.total
            assert f"{total}{told}" in user.lines()[0]
            await user.press("space")
            assert f"已标1{told}" in user.lines()[0]


async def test_a_narrow_terminal_has_one_pane(screens: Screens) -> None:
    """At 60 columns the list has all the room; Enter and Tab read, Esc and h go back."""
    async with screens((60, 20), fill=villages.full) as user:
        for key in ("enter", "tab", "l"):
            await user.press("2")
            assert user.records.region.width == 60
            await user.press(key)
            assert not user.app.screen.query_one("#left").display
            await user.press("h" if key == "l" else "escape")
            assert user.records.has_focus
            assert user.records.region.width == 60


async def test_new_households_stand_together(screens: Screens) -> None:
    """One visited today is due as late as the new ones; it stands behind them, not among them."""
    async with screens() as user:
        ids = [
            user.book.households.assign(Draft(head=each)).id
            for each in ("陈桂生", "王芳", "李霞平")
        ]
        user.book.visits.note(Draft(household=ids[1]))
        await user.press("2")
        assert user.records._rows.keys() == [ids[0], ids[2], ids[1]]


async def test_help_explains_the_columns_in_sight(screens: Screens) -> None:
    """A column for which there is no room is not explained beside those there are."""
    for size, is_seen in (((80, 24), False), ((160, 40), True)):
        async with screens(size, "en", fill=villages.full) as user:
            await user.press("3")
            assert ("Responsible" in user.seen()) is is_seen
            await user.press("question_mark")
            assert ("Responsible" in user.seen()) is is_seen


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
async def test_what_says_the_same_in_all_rows_leaves_its_room_to_the_names(
    screens: Screens, lang: str
) -> None:
    """One overdue row cuts no name while all are of one group and no number is known; 2 and 10 are told apart."""
    zh = lang == "zh_CN"
    name, twice = ("欧阳明月华", "杨正华") if zh else ("María José Alvarado", "Grace Hopkins")
    streets = ("柏树村三组东巷{}号", "…东巷10号") if zh else ("Cypress Lane no. {}", "…no. 10")

    def one_group(book: Fieldbook) -> None:
        group = book.groups.found(Draft(name="柏树村三组" if zh else "Road Crew")).id
        ago = book.today - dt.timedelta(days=12)
        late = book.households.assign(Draft(head=name, group=group))
        book.visits.note(Draft(household=late.id, visited_on=ago))
        for number in (2, 10):
            address = streets[0].format(number)
            book.households.assign(Draft(head=twice, group=group, people=4, address=address))

    async with screens((80, 24), lang=lang, fill=one_group) as user:
        await user.press("2")
        await user.see(name)
        rows = [line[:40] for line in user.lines()]
        heading = next(line for line in rows if ("户主" if zh else "Head") in line)
        assert ("小组" if zh else "Group") not in heading
        assert ("户号" if zh else "No.") not in heading
        assert any(name in line for line in rows)
        told = [line for line in rows if twice[:2] in line]
        assert len(told) == 2
        assert sum("10" in line for line in told) == 1
        assert sum("2" in line for line in told) == 1


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
async def test_a_filter_gives_the_room_of_what_it_leaves_out_to_names(
    screens: Screens, lang: str
) -> None:
    """Where no row that is shown is overdue, their names get the room that its words took."""
    zh = lang == "zh_CN"
    name = "阿不都热西提江" if zh else "Bartholomew Bo"
    long = "柏树村第三生产队" if zh else "Mill Lane Ward"

    def two_groups(book: Fieldbook) -> None:
        for number, head in enumerate((name, "Q")):
            group = book.groups.found(Draft(name=f"{long}{number}")).id
            found = book.households.assign(Draft(head=head, group=group, code=f"{number}7"))
            ago = book.today - dt.timedelta(days=150 if number else 1)
            book.visits.note(Draft(household=found.id, visited_on=ago))

    async with screens((80, 24), lang=lang, fill=two_groups) as user:
        await user.press("2")
        await user.see("Q")
        cut = user.records.room_of(0)
        assert cut < cell_len(name)
        user.records.set_filter(name)
        assert user.records.room_of(0) > cut
        user.records.set_filter("")
        assert user.records.room_of(0) == cut


async def test_issues_of_one_status_stand_by_their_day(screens: Screens) -> None:
    """The soonest first, then those without a day, the latest found before the others."""

    def found(book: Fieldbook) -> None:
        for title, due_on in (("六天", "2026-11-27"), ("没有日子", ""), ("五天", "2026-11-26")):
            book.issues.raise_(Draft(title=title, due_on=due_on))

    async with screens(fill=found) as user:
        await user.press("3")
        assert [row.cells[1] for row in user.records.rows] == ["五天", "六天", "没有日子"]
