"""Start: the command line first; the screens only when a command asks for them."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from fieldbook.cli import FAILED, INTERRUPTED, Outcome, run


def main(argv: Sequence[str] | None = None) -> int:
    """Run fieldbook; returns the exit code."""
    try:
        outcome = run(sys.argv[1:] if argv is None else argv)
        if not outcome.screens:
            return outcome.code
        return _screens(outcome)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the last one who can tell it in a sentence
        from fieldbook.cli.crashing import crashed

        crashed(error)
        return FAILED


def _screens(outcome: Outcome) -> int:
    from fieldbook.domain.errors import FieldbookError

    if not _is_on_a_terminal():
        sys.stderr.write(_no_terminal() + "\n")
        return FAILED
    try:
        return _demo(outcome) if outcome.demo else _own_book(outcome)
    except (FieldbookError, OSError) as error:
        from fieldbook.clean import clean
        from fieldbook.sentences import sentence

        sys.stderr.write(clean(sentence(error)) + "\n")
        return FAILED


def _is_on_a_terminal() -> bool:
    """Whether keys can come in and screens go out. Textual draws on the error output."""
    screen = sys.__stdout__ if sys.platform == "win32" else sys.__stderr__
    return all(each is not None and each.isatty() for each in (sys.__stdin__, screen))


def _no_terminal() -> str:
    from fieldbook.i18n import _

    return _("The screens need a terminal; the commands do not: fieldbook --help")


def _own_book(outcome: Outcome) -> int:
    # Nothing of what is loaded now is ever garbage; the app turns the collector on again.
    gc.disable()
    from fieldbook.ui.textual_private_start import left_out

    with left_out():
        from fieldbook.ui.running import SHOW_DEMO
        from fieldbook.ui.running import run as run_screens

    assert outcome.book_path is not None
    code = run_screens(outcome.book_path, outcome.found, key=outcome.key)
    return _demo(outcome) if code == SHOW_DEMO else code


def _demo(outcome: Outcome) -> int:
    """A sample village in a folder that is gone afterwards."""
    import tempfile
    from pathlib import Path

    from fieldbook.demo import make_village, village_settings
    from fieldbook.opening import open_book
    from fieldbook.ui.textual_private_start import left_out

    with left_out():
        from fieldbook.ui.running import run as run_screens
    with tempfile.TemporaryDirectory(prefix="fieldbook-demo-") as folder:
        path = Path(folder) / "book.json"
        with open_book(path) as book:
            make_village(book)
        found = outcome.found._replace(settings=village_settings(outcome.found.settings))
        return run_screens(path, found, demo=True)


if __name__ == "__main__":
    sys.exit(main())
