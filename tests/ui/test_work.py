"""What the screens tell of the work: contact groups, handovers, relapses, shares, the rotation."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.i18n import use_language
from fieldbook.reports.contact_groups import ContactGroupRow
from fieldbook.reports.tables import Share
from fieldbook.ui.told.contact import comparison_lines
from fieldbook.ui.told.story import story_lines
from fieldbook.ui.widgets.look import ROW_SIGN
from tests.ui.hands import Screens

GROUPS = 10


def branch(book: Fieldbook) -> None:
    """Ten contact groups, two work groups, a household that changed hands, and a relapse."""
    members = [
        book.members.write(Draft(name=f"成员{n}", contact_group=str(n + 1))) for n in range(GROUPS)
    ]
    groups = [
        book.groups.found(
            Draft(name=name, unit=f"东风公社/{brigade}", leader=leader, key_members=f"{leader}弟")
        )
        for name, brigade, leader in (("甲组", "一大队", "王大"), ("乙组", "二大队", "李二"))
    ]
    homes = [
        book.households.assign(
            Draft(head=f"户主{n}", code=str(n), group=groups[0].id, contact=members[0].id)
        )
        for n in range(2)
    ]
    book.households.reassign([homes[0].id], members[1].id)
    book.links.write(Draft(group=groups[1].id, kind="lagging", member=members[1].id))
    book.commendations.write(Draft(whom="成员1", kind="red_flag", for_what="走得勤"))
    book.trainings.write(Draft(topic="记工", attendees="王大"))
    issue = book.issues.raise_(Draft(title="水渠漏水", kind="production", household=homes[0].id))
    noted = book.solutions.note(Draft(issues=[issue.id], method="补渠", carried_by="cadre"))
    book.solutions.solve(noted.id, Draft())
    book.follow_ups.check_at_once(noted.id, Draft(result="relapsed"))


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
async def test_all_contact_groups_stand_in_one_table(screens: Screens, lang: str) -> None:
    """At 80 columns each of ten contact groups has a line of its own, reading or not."""
    numbers = [str(n + 1) for n in range(GROUPS)]
    async with screens(lang=lang, fill=branch) as user:

        def rows() -> list[list[str]]:
            lines = [line.split("│")[-1].lstrip(f" {ROW_SIGN}").split() for line in user.lines()]
            told = [e for e in lines if len(e) >= 7 and e[0].isdecimal()]
            return [e for e in told if all(cell == "-" or cell[0].isdecimal() for cell in e)]

        for key, columns in (("p", 7 if lang == "zh_CN" else 8), ("enter", 8)):
            await user.press(key)
            await user.until(lambda: [cells[0] for cells in rows()] == numbers)
            assert {len(cells) for cells in rows()} == {columns}


@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_no_line_of_the_table_wraps(lang: str) -> None:
    """In a pane of 35 cells and on a whole narrow screen; the own group stands out."""
    use_language(lang)
    explained = (("tasks", 120), ("policies", 120), ("methods", 120))
    kept, in_time = Share(30, 30), Share(20, 20)
    rows = [
        ContactGroupRow(str(n + 1), 12, 12, 120, kept, explained, in_time) for n in range(GROUPS)
    ]
    for width in (35, 75):
        head, *lines = comparison_lines(rows, "3", width)
        assert all(cell_len(line.text) <= width for line in (head, *lines[:GROUPS]))
        assert [each.tone for each in lines[:4]] == ["", "", "heading", ""]
    use_language("en")


def test_a_narrow_table_keeps_the_names_and_explains_its_headings() -> None:
    """In a pane of 33 cells “Group 1” is whole, and the line below says what each heading is short for."""
    use_language("en")
    explained = (("tasks", 1), ("policies", 1), ("methods", 1))
    row = ContactGroupRow("Group 1", 12, 12, 9, Share(3, 4), explained, Share(1, 1))
    head, line, below = comparison_lines([row], "", 33)
    assert line.text.startswith("Group 1 ")
    for short in head.text.split():
        assert short in below.text.replace(",", " ").replace(":", " ").split()
    # And of nothing that is not shown.
    assert "hh" not in head.text
    assert "hh" not in below.text


def test_visits_go_last_from_a_narrow_table() -> None:
    """In a pane of 33 cells the line of those in no group costs no figure, nor does a longer name but lines."""
    use_language("en")
    explained = (("tasks", 1), ("policies", 1), ("methods", 1))
    for name, above, told in (("", False, "none"), ("Group 10", True, "Group 10")):
        row = ContactGroupRow(name, 12, 12, 9, Share(3, 4), explained, Share(1, 1))
        head, *lines, below = comparison_lines([row], "", 33)
        assert lines[0].text.startswith(told)
        assert len(lines) == 1 + above
        assert "vis" in head.text.split()
        assert "vis: visits" in below.text


def test_a_long_name_stands_whole_above_its_figures() -> None:
    """In a narrow Chinese pane the names that begin alike would be cut to the same."""
    use_language("zh_CN")
    explained = (("tasks", 1), ("policies", 1), ("methods", 1))
    names = ["柳河片第一联系组", "柳河片第二联系组"]
    rows = [ContactGroupRow(e, 12, 12, 9, Share(3, 4), explained, Share(1, 1)) for e in names]
    head, *lines, _below = comparison_lines(rows, "柳河片第二联系组", 31)
    assert [each.text for each in lines[::2]] == names
    assert all(cell_len(each.text) <= 31 for each in (head, *lines))
    assert [bool(each.key) for each in lines] == [True, False] * 2
    assert lines[1].text.split() == ["9", "75%", "1", "1", "1", "100%"]
    use_language("en")


async def test_a_handover_is_told_on_both_sides(screens: Screens) -> None:
    """Who gave and who took read the day and the household; also what was taken on and commended."""
    async with screens((120, 60), fill=branch) as user:
        await user.press("p")
        await user.see("户主0：移交给成员1", "11-21")
        await user.press("down")
        await user.see("户主0：从成员0接手", "挂钩 · 后进 · 乙组", "红旗 · 走得勤")


async def test_who_follows_nobody_became_the_contact(screens: Screens) -> None:
    """A household that nobody was responsible for is not handed over by nobody."""
    async with screens(fill=branch, lang="zh_CN") as user:
        home = user.book.households.assign(Draft(head="陈桂生"))
        member = user.book.members.all()[0]
        user.book.households.edit(home.id, Draft(contact=member.id))
        told = [each.text for each in story_lines(user.book, user.book.households.get(home.id))]
        assert any("开始由成员0联系" in each for each in told)
        assert not any("无人" in each for each in told)
        user.book.households.edit(home.id, Draft(contact=""))
        told = [each.text for each in story_lines(user.book, user.book.members.get(member.id))]
        assert any("陈桂生：开始联系" in each for each in told)
        assert any("陈桂生：不再联系" in each for each in told)
        assert not any("无人" in each for each in told)


async def test_a_group_says_what_did_not_hold(screens: Screens) -> None:
    """Of what kind the relapses were and who had carried them out stands in the group's figures."""
    async with screens((120, 40), fill=branch) as user:
        await user.press("5")
        user.records.move_to(user.book.groups.all()[0].id)
        await user.see("回生1次", "类别：生产1", "由谁办：干部代办1")


async def test_the_units_tell_the_work_of_all(screens: Screens) -> None:
    """The unit view has the share by month, relapses by group, kind and bearer, and the rotation."""
    async with screens((120, 60), fill=branch) as user:
        await user.press("5", "M", "enter")
        await user.see(
            "东风公社：合计", "2026-11  □    0%", "类别：生产1", "由谁办：干部代办1",
            "小组：甲组 1", "还没训练过：3/4",
        )  # fmt: skip
        told = [line.text for line in user.app.screen.query_one("#story").lines]  # type: ignore[attr-defined]
        at = next(n for n, text in enumerate(told) if "东风公社：合计" in text)
        names = [each.split()[1].split("（")[0] for each in told[at:] if "组  " in each]
        assert names == ["王大弟", "李二", "李二弟", "王大"]
