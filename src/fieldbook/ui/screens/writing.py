"""Writing a file where the user says: never over a book's, over another only once that is agreed."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import get_current_worker

from fieldbook.domain.errors import FieldbookError
from fieldbook.i18n import _
from fieldbook.papers import check_target, write_file
from fieldbook.store.own_files import is_of_a_book, require_free
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.widgets.ask import Ask, Choice

Make = Callable[[Path], bytes]
"""Makes what the file is to hold; it may take its time, and asks the book nothing."""
_TICK = 0.5


def write_where(
    screen: BookScreen,
    path: str | None,
    make: Make,
    then: Callable[[Path], object] = lambda _: None,
) -> None:
    """Write a file there and tell so; one that is there already may have been worked on.

    Args:
        screen: where it was asked for.
        path: as it was typed; nothing is written without one.
        make: what the file holds.
        then: told of the file once it is there.
    """
    if not path:
        return
    target, book_path, host = Path(path).expanduser(), screen.host.drafts.book_path, screen.host

    def check() -> None:
        require_free(target, book_path, replace=True)
        check_target(target)

    def made(data: bytes | Exception | None) -> None:
        if data is None:
            host.tell(_("Stopped. Nothing was written."))
        elif host.attempt(lambda: _write(target, data)):
            told = _("Written: {path}").format(path=target)
            then(target)
            host.tell(told)

    def answered(answer: str | None) -> None:
        if answer and host.attempt(check):
            screen.app.push_screen(Making(target, make), made)

    if not target.is_file() or is_of_a_book(target, book_path):
        answered("over")
        return
    question = Ask(
        _("There is a file of this name already"),
        [str(target), _("What was changed in it since would be lost.")],
        [Choice("over", _("Write over it"), "y"), Choice("", _("Leave it as it is"), "n")],
    )
    screen.app.push_screen(question, answered)


def _write(target: Path, data: bytes | Exception) -> None:
    if isinstance(data, Exception):
        raise data
    write_file(target, data)


class Making(ModalScreen[bytes | Exception | None]):
    """Makes a file's content beside the screen; Esc stops it, and nothing is written then.

    Closes with the content, with what went wrong, or with ``None``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]
    DEFAULT_CSS = """
    Making { align: center middle; background: $background 70%; }
    Making #sheet { width: 56; height: 6; }
    """

    def __init__(self, target: Path, make: Make) -> None:
        super().__init__()
        self._target, self._make = target, make
        self._began = time.monotonic()

    def compose(self) -> ComposeResult:
        """What is being written, and for how long."""
        with Vertical(id="sheet"):
            name = _("Writing {file}").format(file=self._target.name)
            yield Static(name, classes="ask--title", markup=False)
            yield Static("", id="taken", markup=False)
            yield Static(_("Esc: stop"), classes="muted", markup=False)

    def on_mount(self) -> None:
        """Begin."""
        self.set_interval(_TICK, self._tick)
        self.run_worker(self._work, thread=True)

    def _tick(self) -> None:
        seconds = int(time.monotonic() - self._began)
        told = _("{seconds} s {dots}").format(seconds=seconds, dots="." * (1 + seconds % 3))
        self.query_one("#taken", Static).update(told)

    def _work(self) -> None:
        worker = get_current_worker()
        made: bytes | Exception
        try:
            made = self._make(self._target)
        except (FieldbookError, OSError) as wrong:
            made = wrong
        if not worker.is_cancelled:
            self.app.call_from_thread(self._made, made)

    def _made(self, made: bytes | Exception) -> None:
        if self.is_current:
            self.dismiss(made)
