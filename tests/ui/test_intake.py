"""Importing behind its key: the file is shown first, and taken in as one act."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from fieldbook.domain.codes import SHEET_ENDINGS
from fieldbook.domain.drafts import Draft
from fieldbook.intake import sheet as sheets
from fieldbook.ui.forms.table import edit_form
from fieldbook.ui.screens.intake import INTAKE
from fieldbook.ui.screens.path import near_files
from tests import village
from tests.clock import Clock
from tests.intake.test_read_together import workbook
from tests.ledgers.conftest import workbook_of
from tests.ui.hands import PATIENCE, Hands, Screens, resized

ROSTER = "户主,组别,户号,人口,电话\n陈桂生,3组,0301,5人,0311\n李霞平,3组,0302,4,\n,,,,\n合计,,,9,\n"
LEDGER = "留言主题,留言详情,留言时间,答复意见,答复时间\n水渠漏水,浇不上地,2026-11-01,已修,2026-11-09\n灯坏了,夜校的灯,2026-11-03,,\n"
NO_TABLE = "今天去了三户。\n水渠还没有修。\n"


def sheet(folder: Path, name: str, text: str) -> Path:
    """A sheet in a folder."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


async def open_sheet(user: Hands, tab: str, path: Path) -> None:
    """Open a sheet behind the import's key and wait for its rows."""
    await user.press(tab, "m")
    await user.type(str(path))
    await user.press("enter")
    await user.until(lambda: user.where() == "IntakeScreen" and user.records.total)
    await user.settle()


async def test_a_roster_is_taken_in(screens: Screens, tmp_path: Path) -> None:
    """What the file would change is shown, row by row; F2 and Ctrl+S take it in; again, nothing is new.

    Enter only looks at a row, as in every list, and says which key takes the rows in.
    """
    path = sheet(tmp_path, "roster.csv", ROSTER)
    async with screens() as user:
        for take in ("f2", "ctrl+s"):
            await open_sheet(user, "2", path)
            assert "陈桂生" in user.seen()
            await user.press("enter")
            assert user.told() == "这一行全文在列表下面；按 F2 导入新行。"
            assert not user.book.households.all()
            await user.press(take)
            assert [each.head for each in user.book.households.all()] == ["陈桂生", "李霞平"]
            assert user.where() == "households"
            await open_sheet(user, "2", path)
            await user.press("enter")
            assert user.told() == "这个文件里没有新的。"
            await user.press(take)
            assert user.where() == "IntakeScreen"
            assert len(user.book.households.all()) == 2
            await user.press("escape")
            assert user.where() == "households"
            await user.press("u")
            user.app.clear_notifications()


async def test_a_ledger_is_taken_in(screens: Screens, tmp_path: Path) -> None:
    """A row with a reply becomes an issue and its solution; Esc before that changes nothing."""
    path = sheet(tmp_path, "ledger.csv", LEDGER)
    async with screens() as user:
        await open_sheet(user, "3", path)
        await user.press("escape")
        assert not user.book.issues.all()
        await open_sheet(user, "3", path)
        await user.press("f2")
        status = user.book.shelf.status
        assert [(each.title, status(each)) for each in user.book.issues.all()] == [
            ("水渠漏水", "solved"), ("灯坏了", "open")
        ]  # fmt: skip


async def test_the_sheets_of_a_roster_are_shown_with_their_rows(
    screens: Screens, tmp_path: Path
) -> None:
    """Each row stands behind the name of its sheet, and which sheets were read is told."""
    path = tmp_path / "roster.xlsx"
    rows: list[list[object]] = [["户主", "人口"], ["陈桂生", 5]]
    path.write_bytes(workbook({"一组": rows, "第二村民小组": [["户主", "人口"], ["李霞平", "多"]]}))
    async with screens() as user:
        await open_sheet(user, "2", path)
        await user.see("合并读取的工作表：一组、第二村民小组")
        seen = [line.split() for line in user.seen().splitlines()]
        assert ["一组", "2", "新增", "陈桂生"] in [each[:4] for each in seen], user.seen()
        await user.press("f2")
        groups = {each.id: each.name for each in user.book.groups.all()}
        homes = [(groups[each.group], each.head) for each in user.book.households.all()]
        assert homes == [("一组", "陈桂生"), ("第二村民小组", "李霞平")]


async def test_a_ledger_of_a_book_is_taken_in(screens: Screens, tmp_path: Path) -> None:
    """All sheets of a workbook that a book wrote are shown and taken in at once, and then nothing is new."""
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(workbook_of(village.build(Clock()).book))
    async with screens() as user:
        await open_sheet(user, "3", path)
        assert "本程序写出的台账" in user.seen()
        await user.press("f2")
        assert user.book.issues.all()
        assert user.book.households.all()
        await open_sheet(user, "3", path)
        await user.press("f2")
        assert user.where() == "IntakeScreen"


async def test_changed_rows_are_asked_about(screens: Screens, tmp_path: Path) -> None:
    """A changed row is shown as changed and taken over only when F3 says so.

    Above the rows stand the columns nothing is read from; a file that is one thing only is
    read as no other, and says so.
    """
    path = sheet(tmp_path, "roster.csv", ROSTER.replace("电话", "密级", 1))
    async with screens() as user:
        await open_sheet(user, "2", path)
        assert "未读取的列：密级" in user.seen()
        assert "F4" not in user.lines()[-1]
        await user.press("f4")
        assert "这份文件不能按别的表读取。" in user.told()
        await user.press("f2")
        sheet(tmp_path, "roster.csv", ROSTER.replace("5人", "6人"))
        await open_sheet(user, "2", path)
        await user.press("f2")
        assert user.where() == "IntakeScreen"
        assert user.told() == "这个文件里没有新的；要导入有改动的行，先按 F3，再按 F2。"
        await user.press("f3", "f2")
        assert user.book.households.all()[0].people == 6


async def test_a_sheet_that_cannot_be_read_is_told(screens: Screens, tmp_path: Path) -> None:
    """One sentence says why, another file can be named at once, and the book is as it was."""
    (tmp_path / "papers").mkdir()
    async with screens() as user:
        for name, text in (
            ("empty.csv", ""), ("none.csv", NO_TABLE), ("quote.csv", '户主\n"陈桂生\n'),
        ):  # fmt: skip
            user.app.clear_notifications()
            await user.press("2", "m")
            await user.type(str(sheet(tmp_path, name, text)))
            await user.press("enter")
            await user.until(user.told, name)
            await user.until(lambda: user.where() == "PathScreen", name)
            await user.press("escape")
            await user.until(lambda: user.where() == "households", name)
            assert not user.book.acts
        # A folder stands for its files; of one that has none that is said.
        await user.press("m")
        await user.type(str(tmp_path / "papers"))
        await user.press("enter")
        await user.until(lambda: "“papers”里没有这类文件" in user.seen().replace("\n", ""))
        assert user.where() == "PathScreen"


async def test_a_file_is_refused_while_acts_are_looked_for(
    screens: Screens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another file is asked for over the list of acts; Esc leads back from each, one by one."""
    read, is_wanted = sheets.read_sheet, threading.Event()

    def slowly(*told: Any, **more: Any) -> Any:
        is_wanted.wait(PATIENCE)
        return read(*told, **more)

    monkeypatch.setattr(sheets, "read_sheet", slowly)
    path = sheet(tmp_path, "none.csv", NO_TABLE)
    async with screens() as user:
        await user.press("2", "m")
        await user.type(str(path))
        await user.press("enter", "ctrl+p")
        assert user.where() == "Palette"
        is_wanted.set()
        await user.until(lambda: user.where() == "PathScreen")
        for left in ("Palette", "IntakeScreen", "households"):
            await user.press("escape")
            assert user.where() == left
            assert "正在读 " not in user.seen()


async def test_files_that_lie_near_are_offered(screens: Screens, tmp_path: Path) -> None:
    """The sheets of this folder are listed, by every ending such files have, and nothing else.

    A part of the name finds one, Enter takes it; so does an address as a file manager copies it.
    """
    for ending in SHEET_ENDINGS:
        sheet(tmp_path, f"a{ending.upper()}", ROSTER)
    sheet(tmp_path, "roster.csv", ROSTER)
    sheet(tmp_path, "notes.md", "")
    copied = sheet(tmp_path, "花名 册.csv", ROSTER)
    async with screens() as user:
        await user.press("2", "m")
        assert user.records.total == len(SHEET_ENDINGS) + 2
        await user.type("ost")
        await user.settle()
        assert user.records.shown == 1
        for address in ("", copied.as_uri()):
            await user.type(address)
            await user.press("enter")
            await user.until(lambda: user.where() == "IntakeScreen" and user.records.total)
            assert "陈桂生" in user.seen()
            await user.press("escape", "2", "m")


def test_folders_of_the_home_folder_are_looked_into_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who begins in the home folder is offered what lies one folder deeper, hidden folders aside."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in ("文件", ".cache"):
        (tmp_path / name).mkdir()
        sheet(tmp_path / name, "roster.csv", ROSTER)
    assert list(near_files([".csv"])) == [tmp_path / "文件" / "roster.csv"]


@pytest.mark.slow
async def test_every_key_of_the_preview(screens: Screens, tmp_path: Path) -> None:
    """Every key of the preview works, pressed before the file was read and after."""
    path = sheet(tmp_path, "roster.csv", ROSTER)
    for act in INTAKE.footer():
        for key in act.keys.split(","):
            async with screens() as user:
                await user.press("2", "m", "escape")
                assert user.where() == "households"
                await open_sheet(user, "2", path)
                await user.press(key)
                user.lines()
                await user.press("u")


async def test_f11_imports_on_every_screen(screens: Screens, tmp_path: Path) -> None:
    """The same key asks for a file wherever one is, and the file's headings say what it holds."""
    path = sheet(tmp_path, "roster.csv", ROSTER)
    async with screens() as user:
        for tab in ("1", "2", "4", "5", "6", "7", "o", "z", "J"):
            await user.press("1", tab, "f11")
            await user.type(str(path))
            await user.press("enter")
            await user.until(lambda: user.where() == "IntakeScreen" and user.records.total, tab)
            await user.press("f2")
            assert [each.head for each in user.book.households.all()] == ["陈桂生", "李霞平"], tab
            await user.press("u")
            assert not user.book.households.all()


async def test_a_file_is_read_as_another_kind(screens: Screens, tmp_path: Path) -> None:
    """F4 reads the file as the next thing that it can be, and round to the first again."""
    text = "日期,户主,走访内容,存在问题\n2026-11-02,周大海,问春耕,水渠漏水\n"
    path = sheet(tmp_path, "日记.csv", text)
    async with screens() as user:
        await open_sheet(user, "3", path)
        assert "按问题台账读取" in user.seen(), "the list one came from decides between equals"
        assert "F4 按走访记录读" in user.footer()
        await user.press("f4")
        await user.until(lambda: "按走访记录读取" in user.seen())
        assert "F4 按问题台账读" in user.footer()
        await user.press("f4")
        await user.until(lambda: "按问题台账读取" in user.seen())
        await user.press("f2")
        assert [each.title for each in user.book.issues.all()] == ["水渠漏水"]
        assert not user.book.visits.all()


async def test_another_file_is_chosen_in_the_preview(screens: Screens, tmp_path: Path) -> None:
    """F11 asks again; Esc there keeps the file that is shown, and so does one that is no table."""
    first, second = sheet(tmp_path, "a.csv", ROSTER), sheet(tmp_path, "b.csv", LEDGER)
    none = sheet(tmp_path, "c.csv", NO_TABLE)
    async with screens() as user:
        await open_sheet(user, "2", first)
        await user.press("f11", "escape")
        assert user.where() == "IntakeScreen"
        assert "陈桂生" in user.seen()
        await user.press("f11")
        await user.type(str(none))
        await user.press("enter")
        await user.until(user.told)
        assert "陈桂生" in user.seen()
        await user.press("f11")
        await user.type(str(second))
        await user.press("enter")
        await user.until(lambda: "水渠漏水" in user.seen())
        await user.press("f2")
        assert not user.book.households.all()
        assert len(user.book.issues.all()) == 2


async def test_dozens_of_unread_columns_leave_room_for_the_rows(
    screens: Screens, tmp_path: Path
) -> None:
    """The first are named, the others counted, with the command that names them all."""
    many = ",".join(f"调查表第{number}项的填写内容" for number in range(70))
    path = sheet(tmp_path, "表.csv", f"户主,{many}\n陈桂生{',甲' * 70}\n")
    async with screens(size=(80, 24)) as user:
        await open_sheet(user, "2", path)
        for size in ((80, 24), (60, 20)):
            await resized(user.pilot, *size)
            await user.settle()
            seen = "".join(line.strip() for line in user.lines())
            assert "调查表第0项的填写内容" in seen
            assert "个未列出（fieldbook import --dry-run 可列全）" in seen
            assert any("新增" in line and "陈桂生" in line for line in user.lines())


async def test_a_visit_to_nobody_known_is_told_in_the_preview(
    screens: Screens, tmp_path: Path
) -> None:
    """The row stands among the odd ones, and the visit is taken in all the same."""
    path = sheet(tmp_path, "v.csv", "走访日期,走访对象,走访内容\n2026-11-02,外来商贩,问价钱\n")
    async with screens() as user:
        await open_sheet(user, "2", path)
        assert "没有与“外来商贩”对应的户，已照原文保留" in user.seen()
        assert "新增1次走访" in user.seen()
        await user.press("f2")
        assert [each.household_text for each in user.book.visits.all()] == ["外来商贩"]


async def test_what_a_roster_makes_besides_is_told_before(screens: Screens, tmp_path: Path) -> None:
    """Groups and members that would be made are named, and how many households would lack a contact."""
    text = "户主,组别,户号,联系人\n陈桂生,九组,01,\n李霞平,十组,02,林致远\n"
    path = sheet(tmp_path, "roster.csv", text)
    async with screens((80, 24), lang="zh") as user:
        groups = len(user.book.groups.all())
        await open_sheet(user, "2", path)
        seen = user.seen()
        assert "随表新建的小组：九组、十组" in seen
        assert "随表新增的成员（联系人）：林致远" in seen
        assert "新增的户中有1户没有联系人" in seen
        assert len(user.book.groups.all()) == groups
        await user.press("f2")
        assert len(user.book.groups.all()) == groups + 2
        await open_sheet(user, "2", path)
        assert "随表" not in user.seen()


async def test_changed_rows_tell_of_their_groups_once_they_are_wanted(
    screens: Screens, tmp_path: Path
) -> None:
    """A group that only a changed row names is made with the changed rows, and told of with them."""
    first = sheet(tmp_path, "first.csv", "户主,组别,户号,电话\n陈桂生,,01,5551234\n")
    second = sheet(tmp_path, "second.csv", "户主,组别,户号,电话\n陈桂生,十组,01,5551234\n")
    async with screens(lang="zh") as user:
        await open_sheet(user, "2", first)
        await user.press("f2")
        await open_sheet(user, "2", second)
        assert "随表" not in user.seen()
        await user.press("f3")
        assert "随表新建的小组：十组" in user.seen()


async def test_heads_written_surname_first_are_told_and_can_be_named(
    screens: Screens, tmp_path: Path
) -> None:
    """The preview tells it once; each is one person afterwards, who can raise an issue."""
    path = sheet(tmp_path, "list.csv", 'Head,Members\n"Brook, Alice",4\n"Slater, Joan",2\n')
    async with screens(lang="en", size=(120, 40)) as user:
        await open_sheet(user, "2", path)
        told = "“Brook, Alice” and other names with a comma are written given name first"
        assert told in user.seen()
        assert "Slater, Joan" not in user.seen()
        await user.press("f2")
        assert [each.head for each in user.book.households.all()] == ["Alice Brook", "Joan Slater"]
        issue = user.book.issues.raise_(Draft(title="Ditch"))
        form = edit_form(user.book, issue)
        assert form is not None
        await user.app.push_screen(form)
        await user.settle()
        await user.fill("raised_by", "Slater, Joan")
        await user.press("ctrl+s")
        (issue,) = user.book.issues.all()
        assert issue.raised_by
        assert issue.raised_by.name == "Joan Slater"


async def test_a_column_is_said_to_be_another_or_left_out(screens: Screens, tmp_path: Path) -> None:
    """F5 asks which column and what it is; the preview is read so at once, and the book takes it in."""
    path = sheet(tmp_path, "r.csv", "户主,叫法,门牌,人口\n陈桂生,老陈,村东12,5\n")
    async with screens(lang="zh") as user:
        await open_sheet(user, "2", path)
        assert "未读取的列：叫法" in user.seen()
        for heading, field, seen in (
            ("叫法", "备注", "备注 ← 叫法"), ("门牌", "不读", "未读取的列：门牌"),
        ):  # fmt: skip
            await user.press("f5")
            await user.type(heading)
            await user.press("enter")
            await user.type(field)
            await user.press("enter")
            await user.see(seen)
        await user.press("f2")
        (home,) = user.book.households.all()
        assert (home.head, home.note, home.address, home.people) == ("陈桂生", "老陈", "", 5)


async def test_the_field_that_begins_as_is_typed_is_the_first(
    screens: Screens, tmp_path: Path
) -> None:
    """“Household n” means the household's number, not its member, who stands before it in the list."""
    path = sheet(tmp_path, "r.csv", "Head of household,Which\nEsther Mensah,14\n")
    async with screens(lang="en") as user:
        await open_sheet(user, "2", path)
        await user.press("f5")
        await user.type("Which")
        await user.press("enter", "down")
        await user.type("Household n")
        await user.press("enter")
        await user.see("Esther Mensah; Household no.: 14")


async def test_a_sheet_without_its_heads_asks_for_them(screens: Screens, tmp_path: Path) -> None:
    """Where the heads' column is left out nothing is read, and F5 says which other one it is."""
    path = sheet(tmp_path, "r.csv", ROSTER)
    async with screens(lang="zh") as user:
        await open_sheet(user, "2", path)
        await user.press("f5", "enter", "up", "up", "up", "up", "up", "up", "enter")
        await user.see("没有读入行：不知道哪一列是“户主”；按 F5 指明。")
        await user.press("f5", "escape")
        assert user.where() == "IntakeScreen"


@pytest.mark.parametrize(
    ("lang", "text", "told"),
    [
        ("zh", "甲,乙,丙\n陈桂生,三组,老陈\n", "不知道哪一列是“户主”；按 F5 指明"),
        ("en", "Who,Where at,Says\nBen Otieno,Canal A,old\n", "which column is “Head” is not known; F5 says it"),
    ],
)  # fmt: skip
async def test_a_table_whose_columns_name_nothing_is_shown(
    screens: Screens, tmp_path: Path, lang: str, text: str, told: str
) -> None:
    """Nothing of it is read until F5 says what its columns are, in whatever order; F2 says what is missing."""
    path = sheet(tmp_path, "r.csv", text)
    names, row = (line.split(",") for line in text.splitlines())
    fields = ("户主", "小组", "备注") if lang == "zh" else ("Head", "Work group", "Note")
    steps = list(zip(names, fields, strict=True))
    async with screens(lang=lang, size=(100, 30)) as user:
        await user.press("2", "m")
        await user.type(str(path))
        await user.press("enter")
        await user.see(told)
        await user.press("f2")
        assert told in user.told()
        for heading, field in (steps[1], steps[0], steps[2]):
            await user.press("f5")
            await user.type(heading)
            await user.press("enter")
            await user.type(field)
            await user.press("enter")
            await user.see(f"{field} ← {heading}")
        await user.press("f2")
        (home,) = user.book.households.all()
        (group,) = [each for each in user.book.groups.all() if each.id == home.group]
        assert [home.head, group.name, home.note] == row


async def test_a_table_that_names_nothing_is_read_as_what_it_is_said_to_be(
    screens: Screens, tmp_path: Path
) -> None:
    """F4 goes round the kinds of sheet, and each asks for what it cannot be without."""
    path = sheet(tmp_path, "r.csv", "甲,乙\n水渠漏水,三组\n")
    async with screens(lang="zh", size=(100, 30)) as user:
        await user.press("2", "m")
        await user.type(str(path))
        await user.press("enter")
        await user.see("不知道哪一列是“户主”")
        await user.press("f4")
        await user.see("不知道哪一列是“标题”")
        await user.press("f5")
        await user.type("甲")
        await user.press("enter")
        await user.type("标题")
        await user.press("enter")
        await user.see("水渠漏水")
        await user.press("f2")
        assert [each.title for each in user.book.issues.all()] == ["水渠漏水"]


async def test_a_second_column_of_notes_joins_the_first(screens: Screens, tmp_path: Path) -> None:
    """Whichever of them was known, and whichever was said to be one: none is pushed out."""
    path = sheet(tmp_path, "r.csv", "户主,备注,甲,乙\n陈桂生,老陈,养鱼,腿脚不便\n")
    async with screens(lang="zh", size=(100, 30)) as user:
        await open_sheet(user, "2", path)
        for heading, seen in (("甲", "备注 ← 备注、甲"), ("乙", "备注 ← 备注、甲、乙")):
            await user.press("f5")
            await user.type(heading)
            await user.press("enter")
            await user.type("备注")
            await user.press("enter")
            await user.see(seen)
        await user.press("f2")
        (home,) = user.book.households.all()
        assert home.note == "老陈\n甲：养鱼\n乙：腿脚不便"
