"""What the preview says of columns, and what its key makes of them: all headings, names of sheets, the next file."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from fieldbook.ui.screens.intake import IntakeScreen
from tests.intake.test_read_together import workbook
from tests.ui.hands import Hands, Screens
from tests.ui.test_intake import open_sheet, sheet


async def say(user: Hands, heading: str, field: str) -> None:
    """Say with the preview's key what a column is."""
    screen = user.app.screen
    assert isinstance(screen, IntakeScreen)
    before = screen._intake
    await user.press("f5")
    await user.type(heading)
    await user.press("enter")
    await user.type(field)
    await user.press("enter")
    await user.until(lambda: screen._intake is not before)
    await user.settle()


@pytest.mark.parametrize(
    "heading", ["[x]", "[C]", "[b]bold[/b]", "[/]", "{key}", "★", "-", "x\\", "[@click=app.quit]x"]
)  # fmt: skip
async def test_every_heading_can_be_said_to_be_something(
    screens: Screens, tmp_path: Path, heading: str
) -> None:
    """Brackets, signs and what a terminal would obey are headings as others are; one beside it that reads alike stays."""
    path = sheet(tmp_path, "r.csv", f"户主,x,{heading},人口\n陈桂生,甲,老陈,5\n")
    async with screens(lang="zh") as user:
        await open_sheet(user, "2", path)
        await user.press("f5")
        assert heading in [row.key for row in user.records.rows]
        assert heading in user.seen()
        user.records.move_to(heading)
        await user.press("enter")
        await user.type("备注")
        await user.press("enter")
        await user.see(f"备注 ← {heading}")
        await user.press("f2")
        assert [each.note for each in user.book.households.all()] == ["老陈"]


async def test_a_heading_in_brackets_is_no_other(screens: Screens, tmp_path: Path) -> None:
    """[x] is not x, and a column without any heading is told and cannot be chosen."""
    path = sheet(tmp_path, "r.csv", "户主,x,[x],人口,\n陈桂生,甲,老陈,5,乙\n")
    async with screens(lang="zh") as user:
        await open_sheet(user, "2", path)
        assert "未读取的列：x、[x]、[E]" in user.seen()
        await user.press("f5")
        assert [row.key for row in user.records.rows] == ["x", "[x]", "户主", "人口"]
        await user.press("escape")
        await say(user, "[x]", "备注")
        await user.see("备注 ← [x]", "未读取的列：x、[E]")
        await say(user, "[x]", "不读")
        await user.see("未读取的列：x、[x]、[E]")
        await say(user, "[x]", "备注")
        await user.press("f2")
        assert [each.note for each in user.book.households.all()] == ["老陈"]


async def test_what_becomes_of_an_unread_column_is_told(screens: Screens, tmp_path: Path) -> None:
    """That it is not taken in, and the key that says otherwise, in each language on the smallest screen."""
    path = sheet(tmp_path, "r.csv", "户主,叫法,去向\n陈桂生,老陈,镇上\n")
    for lang, words in (
        ("zh", "未读取的列：叫法、去向；不导入，按 F5 可指定各列是什么（选“备注”就并入备注）"),
        ("en", "Columns that were not read: 叫法, 去向; nothing of them is taken in unless F5 says what one is"),
        ("zh", "联系人、备注；不用 F5 指明是哪一列，就空着。"),
        ("en", "Contact, Note: these stay empty unless F5 says which it is."),
    ):  # fmt: skip
        async with screens(lang=lang, size=(80, 24)) as user:
            await open_sheet(user, "2", path)
            seen = " ".join("".join(f"{line.rstrip()} " for line in user.lines()).split())
            assert words.replace(" ", "") in seen.replace(" ", ""), seen
            assert "--columns" not in seen


async def test_a_file_that_is_no_table_is_refused_in_words_of_the_screen(
    screens: Screens, tmp_path: Path
) -> None:
    """No option of the command is named where there is no command."""
    path = sheet(tmp_path, "r.csv", "叫法\n老陈\n老李\n")
    async with screens(lang="zh") as user:
        await user.press("2", "m")
        await user.type(str(path))
        await user.press("enter")
        await user.until(user.told)
        assert "--columns" not in user.told()
        assert "把那一列的表头写成“户主”或“问题”" in user.told()


async def test_the_names_of_sheets_can_be_the_unit(screens: Screens, tmp_path: Path) -> None:
    """It is offered, not done; then one of a name in 一村 is not the one of that name in 二村."""
    rows: list[list[object]] = [["户主", "组别"], ["陈桂生", "一组"]]
    path = tmp_path / "r.xlsx"
    path.write_bytes(workbook({"一村": rows, "二村": [*rows, ["李霞平", "一组"]]}))
    async with screens(lang="zh") as user:
        await open_sheet(user, "2", path)
        assert "工作表名没有读入，按 F5 可当作单位：一村、二村" in user.seen()
        await user.press("f5")
        await user.type("工作表")
        await user.press("enter")
        await user.see("单位")
        assert {row.key for row in user.records.rows} <= {"-", "unit", "group", "contact"}
        await user.type("单位")
        await user.press("enter")
        await user.see("单位 ← 工作表名")
        assert "工作表名没有读入" not in user.seen()
        await user.press("f2")
        groups = {each.id: each for each in user.book.groups.all()}
        homes = [(groups[each.group].unit, each.head) for each in user.book.households.all()]
        assert homes == [(("一村",), "陈桂生"), (("二村",), "陈桂生"), (("二村",), "李霞平")]


async def test_sheets_that_are_groups_already_are_not_offered_as_units(
    screens: Screens, tmp_path: Path
) -> None:
    """一组 and 二组 are read as groups without being asked."""
    rows: list[list[object]] = [["户主", "人口"], ["陈桂生", 5]]
    path = tmp_path / "r.xlsx"
    path.write_bytes(workbook({"一组": rows, "二组": [["户主", "人口"], ["李霞平", 2]]}))
    async with screens(lang="zh") as user:
        await open_sheet(user, "2", path)
        await user.see("合并读取的工作表：一组、二组")
        assert "工作表名没有读入" not in user.seen()


async def test_what_was_said_of_columns_counts_for_the_next_file_too(
    screens: Screens, tmp_path: Path
) -> None:
    """The same list a month later is read so and told; one more word forgets it; no heading is kept readable."""
    first = sheet(tmp_path, "三月.csv", "户主,叫法,门牌\n陈桂生,老陈,村东12\n")
    second = sheet(tmp_path, "四月.csv", "户主,叫法,门牌\n李霞平,小李,村西3\n")
    other = sheet(tmp_path, "别.csv", "户主,叫法,人口\n王德福,老王,3\n")
    kept = Path(platformdirs.user_state_dir("fieldbook", appauthor=False)) / "columns.json"
    async with screens(lang="zh") as user:
        await open_sheet(user, "2", first)
        await say(user, "叫法", "备注")
        await say(user, "门牌", "不读")
        assert not kept.exists(), "what was only tried is not remembered"
        await user.press("f2")
        assert not [word for word in ("叫法", "门牌", "老陈") if word in kept.read_text("utf-8")]
    async with screens(lang="zh") as user:
        await open_sheet(user, "2", other)
        assert "未读取的列：叫法" in user.seen()
        await user.press("escape")
        await open_sheet(user, "2", second)
        assert "照上次对同样表头的表的指定（按 F5 可改）：" in user.seen()
        assert "叫法 → 备注" in user.seen()
        assert "门牌 → 未读取" in user.seen()
        await user.press("f2")
        assert [(each.note, each.address) for each in user.book.households.all()] == [
            ("老陈", ""),
            ("小李", ""),
        ]
        await open_sheet(user, "2", second)
        await user.press("f5")
        await user.type("各列都照文件")
        await user.press("enter")
        await user.see("未读取的列：叫法")
        assert "照上次" not in user.seen()


async def test_a_broken_memory_of_columns_stops_nothing(screens: Screens, tmp_path: Path) -> None:
    """A file that is none, or of another program, is as good as none."""
    kept = Path(platformdirs.user_state_dir("fieldbook", appauthor=False)) / "columns.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    path = sheet(tmp_path, "r.csv", "户主,叫法\n陈桂生,老陈\n")
    for text in ("{", '{"a": 1}', "[]"):
        kept.write_text(text, encoding="utf-8")
        async with screens(lang="zh") as user:
            await open_sheet(user, "2", path)
            await say(user, "叫法", "备注")
            await user.press("f2")
            assert [each.note for each in user.book.households.all()] == ["老陈"]
