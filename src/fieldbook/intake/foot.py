"""The foot of a sheet: who made it, who checked it, on which day, and notes on the whole of it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from fieldbook.intake import dates
from fieldbook.intake.cells import one_line
from fieldbook.intake.grid import Line
from fieldbook.intake.row import SHOWN
from fieldbook.patterns import pattern

_SIGNED: Final = pattern(
    r"(?:(?:填表|填报|填写|制表|制单|编制|审核|审批|审定|复核|核对|校对|统计|登记|上报|报送|经办|主管|分管|主要|单位"
    r"|村支?部?|联系)?(?:单位)?(?:负责)?(?:人|人员|者|领导|书记|主任|单位|日期|时间|电话)|制表|填表|审核|复核|签字|签名|盖章|公章)"
    r"(?:\((?:签字|签名|盖章|签章|公章)\)|签字|签名|盖章)?:.*"
    r"|(?:prepared|compiled|filled in|submitted|checked|verified|approved|reviewed|signed)(?: by)?:.*|signature:.*",
    re.DOTALL,
)
"""What the foot of a sheet begins with: who made it, who checked it."""
_NOTED: Final = pattern(
    r"(?:备?注|附注|说明|填表说明|填报说明|注意事项|数据来源|notes?|n\.?b\.?|remarks?|source)\d*:.*",
    re.DOTALL,
)
"""The same where it says nothing else: a note on the whole sheet."""
_POINT: Final = pattern(r"(?:\d{1,2}[.、．)）]|[(（]\d{1,2}[)）]|[①-⑳])")
"""What one of several notes begins with, below a line that says that they are notes."""
_WHO: Final = pattern(
    r"(?:填表|填报|填写|制表|制单|编制|审核|审批|审定|复核|核对|校对|统计|上报|报送|经办)(?:单位|负责)?(?:人员?|者|领导|单位|日期|时间)"
    r"|单位(?:负责人|公章|盖章|领导)|(?:负责人|领导|书记|主任)?(?:签字|签名|盖章|签章)|\((?:公章|盖章|签章|签字)\)|公章"
    r"|(?:prepared|compiled|checked|verified|approved|reviewed|signed) by|signature"
)
"""The same in a cell of its own, beside which, or nowhere, the name stands."""
_UNDATED: Final = pattern(r"(?:20\d\d)?年月日")


def first_of_foot(lines: Sequence[Line]) -> int:
    """The first of the last lines that are the sheet's foot, and no row stands below them."""
    first = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        if words := begins(lines[at]):
            if _is_of_foot(lines[at], words):
                first = at
            elif not (alone(lines[at]) and _POINT.match(words)):
                break
    return first


def _is_of_foot(line: Line, words: str) -> bool:
    text = unicodedata.normalize("NFKC", words[:SHOWN]).casefold()
    only = alone(line)
    if ":" in text:
        noted = _NOTED.fullmatch(text) and (only or text.endswith(":"))
        return bool(noted or _SIGNED.fullmatch(text.replace(" :", ":")))
    solid = "".join(text.split())
    if _WHO.fullmatch(solid if not text.isascii() else text):
        return True
    return bool(only) and (
        _UNDATED.fullmatch(solid) is not None or isinstance(dates.read(only), dt.date)
    )


def begins(line: Line) -> str:
    """What a line begins with, wherever its first words stand."""
    return next((one_line(cell) for cell in line.cells if cell != ""), "")


def alone(line: Line) -> str:
    """What a line says that says one thing only: it may head the lines below it."""
    said = [cell for cell in line.cells if cell != ""]
    return one_line(said[0]) if len(said) == 1 else ""
