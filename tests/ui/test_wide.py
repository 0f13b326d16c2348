"""What wide screens show besides: what is under the cursor, and figures with bars."""

from __future__ import annotations

import pytest

from fieldbook.i18n import _, use_language
from fieldbook.reports.carried import Carried
from fieldbook.reports.tables import Share
from fieldbook.settings import Settings
from fieldbook.ui.told.beside import draft_lines
from fieldbook.ui.told.cells import part_text
from fieldbook.ui.widgets.bars import Bar, Sparkline
from fieldbook.ui.widgets.story import StillLines, Story
from tests.ui import villages
from tests.ui.hands import Hands, Screens, resized
from tests.village import Village

HIGH, LOW = (120, 40), (120, 24)


def figures(user: Hands) -> StillLines:
    """The figures at the foot of a pane."""
    return user.app.screen.query_one("#figures", StillLines)


def aside(user: Hands) -> str:
    """What stands beside Today's list."""
    return "\n".join(line.text for line in user.app.screen.query_one("#aside", Story).lines)


async def test_today_tells_what_is_under_the_cursor(screens: Screens) -> None:
    """A page to be written shows what it opens with, a household its story, a draft its words."""
    async with screens(HIGH, fill=villages.full) as user:
        await user.until(lambda: user.records.cursor_key == "mark:daily")
        opens = user.book.visits.all()
        assert any(
            each.learned in aside(user) for each in opens if each.visited_on == user.book.today
        )
        due = next(row.key for row in user.records.rows if row.key.startswith("household:"))
        user.records.move_to(due)
        household = user.book.households.get(due.partition(":")[2])
        await user.until(lambda: aside(user).startswith(household.head))
        await user.press("i")
        await user.type("水渠漏水")
        await user.press("escape", "escape")
        await user.until(lambda: user.where() == "today")
        draft = next(row.key for row in user.records.rows if row.key.startswith("draft:"))
        user.records.move_to(draft)
        await user.until(lambda: "水渠漏水" in aside(user), aside(user))
        told = aside(user)
        assert f"户：{household.head}" in told
        assert "类别：其他" in told


def test_a_draft_is_told_in_words_never_in_codes(village: Village) -> None:
    """What was ticked stands by its words, a task by its title; settings are left to their screen."""
    use_language("zh_CN")
    book = village.book
    task = book.tasks.all()[0]
    ticked = {"explained": "tasks policies", "tasks": task.id, "spent": "", "seq": ""}
    told = "\n".join(line.text for line in draft_lines(book, "走访", "visit", ticked))
    assert "三交：任务、政策" in told
    assert task.title in told
    assert task.id not in told
    settings = draft_lines(book, "设置", "settings", {"theme": "dark", "lang": "system"})
    assert [line.text for line in settings][2:] == [""]


def test_what_was_typed_in_a_draft_is_told_as_it_was_typed(village: Village) -> None:
    """Words in a field whose name other kinds have for codes stay words; so does what was pasted."""
    use_language("zh_CN")
    home = village.book.households.all()[0]
    typed = {
        "result": "渠 修好了\n能浇地",
        "method": "闸门\t一处",
        "household": f"{home.id}\t{home.head}",
        "contact_group": "二组\t二组",
    }
    told = [line.text for line in draft_lines(village.book, "办法", "solution", typed)]
    assert told[3:] == [
        "结果：渠 修好了\n能浇地", "办法：闸门\t一处", f"户：{home.head}", "联系组：二组",
    ]  # fmt: skip


def test_a_draft_keeps_quiet_about_the_id_of_what_is_there_no_more(village: Village) -> None:
    """What it named was erased for good: the name stays where it was picked, the number goes."""
    use_language("zh_CN")
    task, gone = village.book.tasks.all()[0], "019f0000-0000-7000-8000-00000000beef"
    typed = {"household": f"household:{gone}\t姚凤英", "tasks": f"{gone} {task.id}"}
    told = [line.text for line in draft_lines(village.book, "走访", "visit", typed)]
    assert told[3:] == ["户：姚凤英", f"交代的任务：{task.title}"]


async def test_todays_figures_stand_as_bars_where_there_is_room(screens: Screens) -> None:
    """A wide and high screen draws the shares as bars, once; a lower one leaves them in the list."""
    async with screens(HIGH, fill=villages.full) as user:
        found = user.book.agenda().figures

        def drawn() -> list[Bar]:
            return [line.graph for line in figures(user).lines if isinstance(line.graph, Bar)]

        await user.until(drawn)
        bars = drawn()
        shares = (
            found.share_in_time, found.groups.share_surveyed, found.groups.share_with_core,
            found.share_by_groups,
        )  # fmt: skip
        assert [each.share for each in bars] == [share.ratio for share in shares]
        (visits,) = (e.graph for e in figures(user).lines if isinstance(e.graph, Sparkline))
        assert sum(visits.counts) > 0
        await user.see("━", part_text(found.share_in_time))
        told = {row.cells[0] for row in user.records.rows}
        assert _("Households not overdue") not in told
        await user.pilot.resize_terminal(*LOW)
        await user.until(lambda: not figures(user).display)
        assert _("Households not overdue") in {row.cells[0] for row in user.records.rows}


async def test_the_groups_have_their_figures_under_the_list(screens: Screens) -> None:
    """Surveyed, types, core groups and own work stand as bars; the line on top does not repeat them."""
    async with screens(HIGH, fill=villages.full) as user:
        await user.press("5")
        total = user.book.groups.figures(()).total
        said = [each.carried_by for each in user.book.solutions.all() if each.carried_by]
        shares = (
            total.share_surveyed, *total.shares_of_types, total.share_with_core,
            Share(said.count("group"), len(said)),
        )  # fmt: skip
        for size in (HIGH, (160, 50)):
            await resized(user.pilot, *size)
            await user.see(*(f"{part_text(share)}" for share in shares))
            bars = [line.graph for line in figures(user).lines if isinstance(line.graph, Bar)]
            assert [each.share for each in bars] == [share.ratio for share in shares]
            assert f"（{shares[0].ratio:.0%}）" not in user.seen()
        await user.pilot.resize_terminal(80, 24)
        await user.see(f"（{shares[0].ratio:.0%}）")
        assert not figures(user).display


async def test_the_units_of_groups_are_whole_on_a_small_screen(screens: Screens) -> None:
    """At 80 columns neither a group's name nor its unit's is cut, and their own work is told."""
    async with screens((80, 24), lang="en", fill=villages.full) as user:
        await user.press("5")
        left = [line[:46] for line in user.lines()]
        for row in user.records.rows:
            group, unit = row.cells[0].partition("\t")[0], row.cells[1]
            assert any(group in line and unit in line for line in left), row
        assert "Own" in "".join(left)


async def test_the_figures_of_a_stay_are_a_line_each(screens: Screens) -> None:
    """Beside a list on a small screen no line is broken, for the columns are closer than on a wide one."""
    async with screens((80, 60), lang="en", fill=villages.full) as user:
        await user.press("5")
        await user.see(
            "before during", "days              30     19", "by itself        1/3    0/1"
        )
        await user.pilot.resize_terminal(120, 60)
        await user.see("before  during", "days               30      19")


@pytest.mark.parametrize(("ascii_only", "marks"), [(False, "■▣□"), (True, "#=.")])
async def test_who_carried_the_work_out_is_a_mark_each(
    screens: Screens, ascii_only: bool, marks: str
) -> None:
    """A group's months have one mark a solution, explained beneath; ASCII has its own three."""
    async with screens(HIGH, fill=villages.full, settings=Settings(ascii=ascii_only)) as user:
        await user.press("5")
        rows = user.book.groups.rows()
        row = next(each for each in rows if each.carried.said > each.carried.group > 0)
        user.records.move_to(row.group.id)
        months = user.book.groups.carried_by_month(row.group.id)
        told = [each.carried for each in months if each.carried.said]
        share = Share(row.carried.group, row.carried.said)
        await user.see(
            f"{part_text(share)}  {share.ratio:.0%}", *(drawn(each, marks) for each in told)
        )
        await user.see(*(f"{mark} " for mark in marks))


def drawn(found: Carried, marks: str) -> str:
    """One mark for each solution: by the group, jointly, by the cadre."""
    return marks[0] * found.group + marks[1] * found.jointly + marks[2] * found.cadre


async def test_old_consoles_have_all_of_it_in_ascii(screens: Screens) -> None:
    """Bars, marks and the third pane are drawn without any character of ambiguous width."""
    settings = Settings(name="Helen Moor", ascii=True)
    async with screens(HIGH, lang="en", fill=villages.full, settings=settings) as user:
        for size in (HIGH, (160, 50)):
            await resized(user.pilot, *size)
            for digit in "7654321":
                await user.press(digit)
                odd = {c for c in user.seen() if not c.isascii()} - set("·")
                assert not odd, [line for line in user.lines() if not line.isascii()]
            await user.see("##")


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
async def test_a_solution_is_read_before_who_sees_to_it(screens: Screens, lang: str) -> None:
    """At 120 columns the words of a solution have thirty cells; at 160 the name stands beside them."""
    async with screens((120, 40), lang, fill=villages.full) as user:
        await user.press("4")
        for size in ((120, 40), (160, 50)):
            await resized(user.pilot, *size)
            await user.settle()
            widths = {each.cell: each.width for each in user.records.placed}
            assert widths[1] >= 30
    assert 2 in widths
    use_language("en")
