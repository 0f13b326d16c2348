"""What the user said of the columns of a list, remembered on this device until a list of the same headings comes.

Of headings only digests are kept, for in a list without any a name may stand in their place. A file that
cannot be read or written is as good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from fieldbook.domain.entries import OF_SHEETS, Sheet
from fieldbook.files import private_folder, write_whole
from fieldbook.intake.headings import FIELDS

_FILE: Final = "columns.json"
_MOST: Final = 100
"""Lists that are remembered; the one that came longest ago is forgotten first."""


def _where() -> Path:
    import platformdirs

    return Path(platformdirs.user_state_dir("fieldbook", appauthor=False)) / _FILE


def headings_of(sheet: Sheet) -> frozenset[str]:
    """All headings of a sheet, read or not."""
    read = (heading for _field, heading in sheet.columns)
    return frozenset((*read, *sheet.unread, *sheet.withheld))


def recalled_columns(sheet: Sheet) -> dict[str, str]:
    """Heading → field, none where it is left out, as the user said of a sheet of these headings."""
    said = _all().get(_list(sheet.holds, headings_of(sheet)), {})
    names = {_digest(each): each for each in (*headings_of(sheet), OF_SHEETS)}
    known = ("", *FIELDS.get(sheet.holds, ()))
    return {names[at]: field for at, field in said.items() if at in names and field in known}


def remember_columns(holds: str, headings: Iterable[str], said: Mapping[str, str]) -> None:
    """Remember what was said of the columns of such a list; of one of which nothing is said, nothing."""
    lists = _all()
    before = lists.pop(_list(holds, headings), {})
    if said:
        lists[_list(holds, headings)] = {_digest(each): field for each, field in said.items()}
    elif not before:
        return
    with contextlib.suppress(OSError, RuntimeError, KeyError):
        private_folder(_where().parent)
        write_whole(_where(), msgspec.json.encode(dict([*lists.items()][-_MOST:])))


def _all() -> dict[str, dict[str, str]]:
    with contextlib.suppress(OSError, RuntimeError, KeyError, ValueError, msgspec.MsgspecError):
        return msgspec.json.decode(_where().read_bytes(), type=dict[str, dict[str, str]])
    return {}


def _list(holds: str, headings: Iterable[str]) -> str:
    return _digest("\n".join((holds, *sorted(headings))))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
