"""Where commands speak: standard output for what was asked for, standard error for all else."""

from __future__ import annotations

import io
import os
import re
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, TextIO

from fieldbook.clean import clean, escaped
from fieldbook.i18n import _

_YES: Final = frozenset(("y", "yes", "是", "好", "ｙ"))
_NO: Final = frozenset(("n", "no", "否", "不", "ｎ"))
_PAGE: Final = "\x1b[?1049h\x1b[2J\x1b[H"
_BACK: Final = "\x1b[2J\x1b[H\x1b[?1049l"
"""A terminal without a second page is wiped at least."""
BAR_CELLS: Final = 30
BAR_PAUSE: Final = 0.05
"""Seconds between two pictures of a bar; more are not seen."""


class Console:
    """The terminal, or the pipes in its place."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.out = out or sys.stdout or _nowhere()
        self.err = err or sys.stderr or _nowhere()
        for each in (self.out, self.err):
            # A console that lacks a character shows another one; it does not stop the command.
            if isinstance(each, io.TextIOWrapper):
                each.reconfigure(errors="replace")

    @property
    def is_terminal(self) -> bool:
        """Whether somebody reads the output as it comes."""
        return self.out.isatty()

    @property
    def can_ask(self) -> bool:
        """Whether somebody is there to answer."""
        return self.err.isatty() and sys.stdin is not None and sys.stdin.isatty()

    @property
    def width(self) -> int:
        """Cells of a line."""
        return _size().columns

    def say(self, text: str) -> None:
        """A line of what was asked for; on a terminal a sentence is broken between its words."""
        line = clean(text)
        is_sentence = line.endswith((".", "。")) and "\n" not in line
        broken = _broken(line, self.width) if is_sentence and self.is_terminal else line
        self.out.write(broken + "\n")

    def say_table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        named: bool,
        in_pager: bool,
        whole: Collection[int] = (),
    ) -> None:
        """Rows in columns where somebody reads them, through the pager where they are many.

        For another program there is a tab between two cells; the headings are ``named`` or not. The
        columns that are to stay ``whole`` are cut last.
        """
        from fieldbook.cli.table import aligned, tabbed

        if not self.is_terminal:
            lines = list(tabbed([*([headings] if named else ()), *rows]))
        else:
            lines = list(aligned(headings, rows, self.width, whole)) if rows else []
            if in_pager and len(lines) >= _size().lines:
                from fieldbook.cli.paging import paged

                self.flush()
                if paged([clean(each) for each in lines]):
                    return
        for each in lines:
            self.say(each)

    def say_json(self, data: bytes) -> None:
        """JSON as UTF-8, whatever the console's encoding; what a terminal would obey is escaped."""
        self.say_bytes(escaped(data.decode()).encode())

    def say_bytes(self, data: bytes) -> None:
        """A file's bytes for another program, as they are."""
        self.out.flush()
        self.out.buffer.write(data)
        self.out.buffer.flush()

    def tell(self, text: str) -> None:
        """A sentence beside what was asked for, on one line whatever a file is called.

        A terminal would break it within words of letters; there it is broken between them.
        """
        line = " ".join(clean(text).split("\n"))
        self.err.write((_broken(line, self.width) if self.err.isatty() else line) + "\n")

    def tell_line(self, text: str) -> None:
        """A line of a list beside what was asked for, set in as it is."""
        self.err.write(clean(text) + "\n")

    def ask(self, question: str) -> bool:
        """Ask for yes or no; no is the answer where nobody can be asked."""
        if not self.can_ask:
            return False
        prompt = _("{question} (y/n) ").format(question=clean(question))
        while answer := self.ask_line(prompt):
            meant = answer.strip().casefold()
            if meant in _YES or meant == _("yes"):
                return True
            if meant in _NO or meant == _("no"):
                return False
        return False

    def choose(self, question: str, *choices: str) -> int | None:
        """Ask which of several things is to be done, by its number; the first is what Enter means.

        Returns:
            The place of the choice; ``None`` where whoever is asked stops, or nobody is there.
        """
        if not self.can_ask:
            return None
        import unicodedata

        self.tell(question)
        for number, each in enumerate(choices, 1):
            self.tell_line(f"  {number}  {each}")
        last = len(choices)
        prompt = _("1 to {last}; Enter is 1, q stops: ").format(last=last)
        while answer := self.ask_line(prompt):
            meant = unicodedata.normalize("NFKC", answer).strip().casefold() or "1"
            if meant == "q":
                break
            if meant.isdecimal() and 1 <= int(meant) <= last:
                return int(meant) - 1
        return None

    def ask_line(self, prompt: str) -> str:
        """A line that is typed after the prompt, with its end; empty at the end of the input."""
        self.flush()
        self.err.write(prompt)
        self.err.flush()
        return sys.stdin.readline()

    def progress(self, what: str) -> Callable[[int, int], None] | None:
        """A bar on a terminal; nothing in a pipe."""
        return Bar(self.err, what) if self.err.isatty() else None

    @contextmanager
    def on_a_page(self) -> Iterator[None]:
        """Show what is said inside on a page of its own, of which the terminal keeps nothing.

        Where nobody can be asked it is said as anything else: it goes to a file, or to a program.
        """
        has_pages = self.is_terminal and self.can_ask and os.environ.get("TERM") != "dumb"
        if has_pages:
            self.out.write(_PAGE)
        try:
            yield
        finally:
            if has_pages:
                self.flush()
                self.out.write(_BACK)
                self.out.flush()

    def flush(self) -> None:
        """Write out what was said and waits in a buffer."""
        self.out.flush()
        self.err.flush()


def _broken(line: str, width: int) -> str:
    """The line broken at blanks and behind Chinese marks, so that no command and no path is torn."""
    from fieldbook.cli.table import cell_width

    lines = [""]
    for piece in re.findall(r".+?(?:[，。；：、！？][”）]*|\s+|$)", line):
        if lines[-1] and cell_width(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return "\n".join(each.rstrip() for each in lines)


def _size() -> os.terminal_size:
    """Columns and lines of the terminal."""
    import shutil

    return shutil.get_terminal_size()


def _nowhere() -> TextIO:
    """What stands in for an output that was closed before the start: the words go nowhere."""
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8")


class Bar:
    """A progress bar in one line, wiped when all is done."""

    def __init__(self, err: TextIO, what: str) -> None:
        self._err, self._what = err, clean(what)
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is."""
        if done >= total:
            self._err.write("\r\x1b[K")
            self._err.flush()
            return
        now = time.monotonic()
        if now - self._last < BAR_PAUSE:
            return
        self._last = now
        filled = BAR_CELLS * done // max(total, 1)
        bar = "#" * filled + "-" * (BAR_CELLS - filled)
        self._err.write(f"\r\x1b[K{self._what} [{bar}] {done:,}/{total:,}")
        self._err.flush()
