"""Ask for a file: a path typed, or one of the files that lie near."""

from __future__ import annotations

import os
import string
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from fieldbook.clean import clean
from fieldbook.domain.errors import FieldbookError
from fieldbook.files import MOUNTED
from fieldbook.i18n import N_, _
from fieldbook.pasted import is_folder, is_there, pasted_path
from fieldbook.patterns import pattern
from fieldbook.recovery_slip import is_slip
from fieldbook.sentences import sentence
from fieldbook.ui.screens.led_list import LedList
from fieldbook.ui.widgets.caret import CaretInput
from fieldbook.ui.widgets.columns import Column, ListRow, sought
from fieldbook.ui.widgets.prose import Prose
from fieldbook.ui.widgets.record_list import RecordList

_NEAR = ("", "Desktop", "Downloads", "Documents", "桌面", "下载", "文档")
MOST_FILES = 200
_MOST_FOLDERS = 50
"""Folders within one of those places that are looked into; a place with more is no place for papers."""
_FOLDER: Final = pattern(r"(?<=[/\\])")
"""Where one folder of a path ends."""
_LOOKED = N_(
    "Looked for here, on the desktop, in downloads and documents, on sticks, and one folder deeper."
)
"""Where files near are looked for."""


class PathScreen(LedList[str | None]):
    """Closes with the path, or ``None``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
    ]

    def __init__(
        self,
        title: str,
        *,
        path: str = "",
        endings: Sequence[str] = (),
        offered: Mapping[str, str] | None = None,
        hint: str = "",
        take: Callable[[str], object] | None = None,
    ) -> None:
        """Make the question.

        Args:
            title: The question.
            path: What stands in the line at first.
            endings: How the files end that are looked for nearby.
            offered: Path → name, where it is known what may be meant.
            hint: What is to be typed.
            take: What is done with the path; where it refuses, its sentence is told here and the path
                stays to be mended.
        """
        super().__init__()
        self.set_class(not (endings or offered), "-bare")
        self._title, self._hint = title, hint
        self._path = path
        self._endings = tuple(endings)
        self._offered = offered or {}
        self._take = take
        self._kinds = " ".join(each.removeprefix(".") for each in endings)
        self._folder: Path | None = None
        """The folder that was named, whose files are shown."""

    def compose(self) -> ComposeResult:
        """The question, the path, and what lies near."""
        with Vertical(id="sheet"):
            yield Static(self._title, classes="ask--title", markup=False)
            yield CaretInput(self._path, placeholder=self._hint or _("path of the file"))
            yield Prose(id="whole", classes="muted")
            # A folder, or the whole path of one that is offered.
            width = 40 if self._offered else 16
            columns = [Column("", None, min_width=12, priority=9), Column("", width, priority=1)]
            none_near = _("No such file lies near ({kinds}); type its path.")
            empty = (none_near.format(kinds=self._kinds),) if self._endings else ()
            files = RecordList(columns, empty=empty, id="list")
            files.can_focus = False  # arrows reach it from the path; what is typed stays a path
            yield files
            yield Static("", id="refused", markup=False)
            if self._endings:
                yield Prose(_(_LOOKED), classes="muted")
            yield Static(_("Enter: this one   Esc: back"), classes="muted", markup=False)

    def on_mount(self) -> None:
        """Offer the files and folders near by."""
        files = list(near_files(self._endings)) if self._endings else []
        offered = self._offered.items()
        self.query_one(RecordList).set_rows(
            [*(ListRow(path, (name, path), sought(path)) for path, name in offered), *_rows(files)]
        )
        box = self.query_one(CaretInput)
        box.focus()
        box.cursor_position = len(self._path)
        self.call_after_refresh(self._show_whole)

    def on_resize(self) -> None:
        """The line may have become wider than the path."""
        self.call_after_refresh(self._show_whole)

    def _show_whole(self) -> None:
        """What is too long for its line stands beneath it, whole."""
        box = self.query_one(CaretInput)
        is_cut = cell_len(box.value) >= box.size.width
        whole = _("In full: {path}").format(path=box.value)
        prose = self.query_one("#whole", Prose)
        prose.set_lines(*(_by_folders(whole, prose.size.width) if is_cut else ()))

    @on(CaretInput.Changed)
    def _find(self, event: CaretInput.Changed) -> None:
        self._show_whole()
        if self._endings:
            self.query_one(RecordList).set_filter(pasted_path(event.value).name)

    @on(CaretInput.Submitted)
    def _typed(self, event: CaretInput.Submitted) -> None:
        typed = event.value.strip()
        chosen = self.query_one(RecordList).cursor_key
        path = pasted_path(typed)
        if typed and self._endings and is_folder(path) and path != self._folder:
            self._look_in(path)
        elif typed and (
            not self._endings or (is_there(path) and not is_folder(path)) or not chosen
        ):
            self._give(str(path))
        elif chosen:
            self._give(chosen)

    @on(RecordList.Chosen)
    def _chosen(self, message: RecordList.Chosen) -> None:
        message.stop()
        self._give(message.key)

    def _look_in(self, folder: Path) -> None:
        """Show the files of a folder that was named; Enter once more takes the one marked."""
        self._folder = folder
        files = [path for _when, path in _files(folder, self._endings)]
        rows = self.query_one(RecordList)
        none_there = _("No such file lies in “{folder}” ({kinds}); type another path.")
        rows.empty = (none_there.format(folder=folder.name or folder, kinds=self._kinds),)
        rows.set_filter("")
        rows.set_rows(list(_rows(sorted(files)[:MOST_FILES])))
        rows.led()

    def _give(self, path: str) -> None:
        try:
            if self._take is not None:
                self._take(path)
        except (FieldbookError, OSError) as wrong:
            self.query_one("#refused", Static).update(clean(sentence(wrong)))
        else:
            self.dismiss(path)


def _by_folders(told: str, width: int) -> Iterator[str]:
    """A path in lines that end where a folder does; a name that is longer is broken as all words are."""
    line = ""
    for part in _FOLDER.split(told):
        if line and cell_len(line + part) > width:
            yield line
            line = ""
        line += part
    yield line


def _rows(files: Iterable[Path]) -> Iterator[ListRow]:
    for each in files:
        if each.suffix != ".txt" or not is_slip(each):
            where = each.parent.name or str(each.parent)
            yield ListRow(str(each), (each.name, where), sought(str(each)))


def near_files(endings: Sequence[str]) -> Iterator[Path]:
    """Files with these endings here, in the user's usual folders and on sticks, the newest first.

    A folder in one of these places is looked into, too; of those in the home folder only the usual ones,
    unless one is there.
    """
    home = Path.home()
    places = dict.fromkeys([Path.cwd(), *(home / name for name in _NEAR if name), *drives()])
    within = (each for place in places for each in _folders_in(place))
    folders = dict.fromkeys([*places, home, *within])
    found = [each for folder in folders for each in _files(folder, endings)]
    found.sort(key=lambda each: each[0], reverse=True)
    yield from (path for _when, path in found[:MOST_FILES])


def _folders_in(place: Path) -> list[Path]:
    try:
        with os.scandir(place) as entries:
            found = sorted(e.path for e in entries if e.name[:1] not in ".~" and e.is_dir())
    except OSError:
        return []
    return [Path(each) for each in found] if len(found) <= _MOST_FOLDERS else []


def drives() -> Iterator[Path]:
    """The sticks and other drives that are plugged in, as far as the system says."""
    if sys.platform == "win32":
        letters = (Path(f"{letter}:\\") for letter in string.ascii_uppercase[3:])
        yield from (each for each in letters if each.is_dir())
        return
    for root in MOUNTED:
        found = (each for pattern in ("*", "*/*") for each in sorted(Path(root).glob(pattern)))
        yield from (each for each in found if os.path.ismount(each))


def _files(folder: Path, endings: Sequence[str]) -> list[tuple[float, Path]]:
    try:
        with os.scandir(folder) as entries:
            return [
                (entry.stat().st_mtime, Path(entry.path))
                for entry in entries
                if entry.name.lower().endswith(tuple(endings))
                and not entry.name.startswith((".", "~"))
            ]
    except OSError:
        return []
