"""The preview of a ledger says as what days its words are read."""

from __future__ import annotations

from pathlib import Path

from tests.ui.hands import Screens
from tests.ui.test_intake import open_sheet, sheet


async def test_the_row_under_the_cursor_tells_the_days_it_is_read_with(
    screens: Screens, tmp_path: Path
) -> None:
    """12月中旬 becomes the last of its ten days: whoever takes the row in sees that before."""
    text = "问题,发现时间,整改时限\n水渠漏水,2026-11-12,12月中旬\n"
    async with screens() as user:
        await open_sheet(user, "3", sheet(tmp_path, "ledger.csv", text))
        await user.see("到期：12-20（12月中旬）")


async def test_the_row_under_the_cursor_tells_what_was_read(
    screens: Screens, tmp_path: Path
) -> None:
    """The list has no room for days, telephone and remarks; what is left of a remark is seen there too."""
    text = (
        "Head of household,Work group,Phone,People,Date of last visit,Remarks\n"
        'Esther Mensah,Net Lane,0244 123 456,5,05/11/2026,"poor household, asked for seed"\n'
        "Kofi Adjei,Net Lane,,3,21/11/2026,BPL card\n"
    )
    async with screens(lang="en") as user:
        await open_sheet(user, "2", sheet(tmp_path, "roster.csv", text))
        await user.see("poor household (row 2); BPL card (row 3)")
        await user.press("down")
        await user.see(
            "Esther Mensah; Last visit: 11-05; Phone: 0244 123 456; People: 5; Note: asked"
        )
        assert "poor household" not in user.seen().splitlines()[-2]
        await user.press("down")
        await user.see("Kofi Adjei; Last visit: 11-21; People: 3; Work group: Net Lane")
