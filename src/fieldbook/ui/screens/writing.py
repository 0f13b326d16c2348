"""Writing a file where the user says: never over a book's, over another only once that is agreed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from fieldbook.children import Stopped, stop_at, tell_to
from fieldbook.clean import clean
from fieldbook.domain.errors import FieldbookError, PaperError
from fieldbook.i18n import _
from fieldbook.papers import check_target, write_file, write_files
from fieldbook.store.own_files import is_of_a_book, require_free
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.screens.path import PathScreen
from fieldbook.ui.widgets.ask import Ask, Choice
from fieldbook.ui.widgets.still_screen import StillModal

Content = bytes | Mapping[str, bytes]
"""What a file holds; of a folder, the files in it."""
Make = Callable[[Path], Content]
"""Makes what is to be written; it may take its time, and asks the book nothing."""
_TICK = 0.5


def _offered_folder() -> Path:
    """Where a paper is offered to be written: the user's folder of documents, where there is one."""
    home = Path.home()
    folders = (home / "Documents", home / "文档", home / "Desktop", home / "桌面", home)
    return next((each for each in folders if each.is_dir()), Path.cwd())


def ask_where(
    screen: BookScreen,
    title: str,
    name: str,
    make: Make,
    then: Callable[[Path], object] = lambda _: None,
    *,
    in_folder: bool = False,
) -> None:
    """Ask where a file is to be, and write it there and tell so.

    Args:
        screen: where it was asked for.
        title: the question.
        name: the file's name, offered among the user's documents; or a whole path to be offered.
        make: what the file holds.
        then: told of the file once it is there.
        in_folder: whether it is a folder of files.
    """

    def chosen(path: str | None) -> None:
        if path:
            _write_where(screen, Path(path), make, then, in_folder=in_folder)

    screen.app.push_screen(PathScreen(title, path=str(_offered_folder() / name)), chosen)


def _write_where(
    screen: BookScreen,
    target: Path,
    make: Make,
    then: Callable[[Path], object],
    *,
    in_folder: bool,
) -> None:
    """Write a file there; one that is there already may have been worked on."""
    book_path, host = screen.host.drafts.book_path, screen.host

    def made(content: Content | Exception | None) -> None:
        if content is None:
            host.tell(_("Stopped. Nothing was written."))
        elif host.attempt(lambda: _write(target, content, book_path)):
            then(target)
            host.tell(_("Written: {path}").format(path=target))

    def answered(answer: str | None) -> None:
        if answer and host.attempt(lambda: check_place(target, book_path, in_folder=in_folder)):
            screen.app.push_screen(Making(target, make), made)

    if _is_there(target, in_folder=in_folder) and not is_of_a_book(target, book_path):
        screen.app.push_screen(whether_over(target, in_folder=in_folder), answered)
    else:
        answered("over")


def _is_there(target: Path, *, in_folder: bool) -> bool:
    """Whether something would be written over; what cannot be looked at is told when it is written."""
    try:
        return any(target.iterdir()) if in_folder and target.is_dir() else target.is_file()
    except OSError:
        return False


def check_place(target: Path, book_path: Path, *, in_folder: bool = False) -> None:
    """Say before the work what the disk, or the book, would only say after it."""
    if in_folder and target.is_dir():
        return
    if in_folder and target.exists():
        raise PaperError(target, "no_folder_there")
    require_free(target, book_path, replace=True)
    check_target(target)


def whether_over(target: Path, *, in_folder: bool = False) -> Ask:
    """Ask before a file, or the files of a folder, are written over."""
    told = _("There is a file of this name already")
    lost = _("What was changed in it since would be lost.")
    if in_folder:
        told = _("There is a folder of this name already")
        lost = _("Files of the same names in it are written over; the others stay.")
    choices = [Choice("over", _("Write over it"), "y"), Choice("", _("Leave it as it is"), "n")]
    return Ask(told, [str(target), lost], choices)


def _write(target: Path, content: Content | Exception, book_path: Path) -> None:
    if isinstance(content, Exception):
        raise content
    if isinstance(content, bytes):
        write_file(target, content)
        return
    for name in content:
        require_free(target / name, book_path, replace=True)
    write_files(target, content)


class Making(StillModal[Content | Exception | None]):
    """Makes a file's content beside the screen; Esc stops it, and nothing is written then.

    Closes with the content, with what went wrong, or with ``None``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop", show=False)]

    def __init__(self, target: Path, make: Make) -> None:
        super().__init__()
        self._target, self._make = target, make
        self._began = time.monotonic()
        self._stop = threading.Event()
        self._stage = ""
        """What is being done now, as the work says."""

    def compose(self) -> ComposeResult:
        """What is being written, and for how long."""
        with Vertical(id="sheet"):
            name = _("Writing {file}").format(file=self._target.name)
            yield Static(clean(name), classes="ask--title", markup=False)
            yield Static("", id="taken", markup=False)
            yield Static(_("Esc: stop"), classes="muted", markup=False)

    def on_mount(self) -> None:
        """Begin to write, and look every moment how far it is."""
        self.set_interval(_TICK, self._tick)
        self.run_worker(self._work, thread=True)

    def _tick(self) -> None:
        seconds = int(time.monotonic() - self._began)
        told = _("{seconds} s {dots}").format(seconds=seconds, dots="." * (1 + seconds % 3))
        self.query_one("#taken", Static).update("   ".join(filter(None, (self._stage, told))))

    def action_stop(self) -> None:
        """Stop it; a program that works for it is ended."""
        self._stop.set()
        self.dismiss(None)

    def on_unmount(self) -> None:
        """Nobody waits for it any more, whatever closed it."""
        self._stop.set()

    def _work(self) -> None:
        made: Content | Exception
        stop_at(self._stop)
        tell_to(self._reached)
        try:
            made = self._make(self._target)
        except Stopped:
            return
        except (FieldbookError, OSError) as wrong:
            made = wrong
        if not self._stop.is_set():
            self.app.call_from_thread(self._made, made)

    def _reached(self, stage: str) -> None:
        self._stage = stage

    def _made(self, made: Content | Exception) -> None:
        if self.is_current:
            self.dismiss(made)
