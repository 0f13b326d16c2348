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
