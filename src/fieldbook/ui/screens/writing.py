"""Writing a file where the user says: never over a book's, over another only once that is agreed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fieldbook.i18n import _
from fieldbook.store.own_files import is_of_a_book, require_free
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.widgets.ask import Ask, Choice


def write_where(screen: BookScreen, path: str | None, write: Callable[[Path], object]) -> None:
    """Write a file there and tell so; one that is there already may have been worked on."""
    if not path:
        return
    target, book_path, host = Path(path).expanduser(), screen.host.drafts.book_path, screen.host

    def run() -> None:
        require_free(target, book_path, replace=True)
        write(target)
        host.tell(_("Written: {path}").format(path=target))

    def answered(answer: str | None) -> None:
        if answer:
            host.attempt(run)

    if not target.is_file() or is_of_a_book(target, book_path):
        host.attempt(run)
        return
    question = Ask(
        _("There is a file of this name already"),
        [str(target), _("What was changed in it since would be lost.")],
        [Choice("over", _("Write over it"), "y"), Choice("", _("Leave it as it is"), "n")],
    )
    screen.app.push_screen(question, answered)
