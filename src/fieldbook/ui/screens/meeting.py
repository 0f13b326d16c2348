"""Meeting 会议: the paper for the branch meeting, seen before it is written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from fieldbook.domain.naming import day_of
from fieldbook.domain.records import BY_KIND, Diary
from fieldbook.i18n import N_, _
from fieldbook.labels import day
from fieldbook.papers import AUDIENCES, FORMATS, default_name, preview, write_paper
from fieldbook.reports.meeting import Meeting, meeting
from fieldbook.ui.base import BookScreen
from fieldbook.ui.keys import ALWAYS, MEETING, bindings, tab_bindings
from fieldbook.ui.screens.path import PathScreen
from fieldbook.ui.widgets.ask import Ask, Choice
from fieldbook.ui.widgets.prose import Prose
from fieldbook.ui.widgets.story import Story
from fieldbook.ui.widgets.story_lines import StoryLine

PERIODS = ("meeting", "ten", "thirty", "year", "all")
_PERIOD_WORDS = {
    "meeting": N_("since the last meeting"), "ten": N_("the last 10 days"),
    "thirty": N_("the last 30 days"), "year": N_("this year"), "all": N_("everything"),
}  # fmt: skip
_AUDIENCE_WORDS = {
    "branch": N_("for the branch: names shown"),
    "above": N_("for the level above: names masked, no free text"),
    "public": N_("for everybody: no names, no free text"),
}
_TONES = {
    "title": "title", "heading": "title", "part": "heading", "entry": "heading", "head": "muted",
    "line": "muted",
}  # fmt: skip


class MeetingScreen(BookScreen, inherit_bindings=False):
    """The preview, and the keys that shape the paper."""

    table = (*MEETING, *ALWAYS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(table), *tab_bindings()]
    tab = "meeting"
    hints: ClassVar[tuple[str, ...]] = ("export", "period", "audience", "format", "write", "undo")

    def __init__(self) -> None:
        super().__init__()
        self.period = "meeting"
        self.audience = AUDIENCES[0]
        self.format = "docx"

    def compose_body(self) -> ComposeResult:
        """What the paper covers, and the paper."""
        yield Prose("", id="summary")
        yield Story(id="story")

    def on_mount(self) -> None:
        """Begin in the preview."""
        super().on_mount()
        self.query_one("#story").focus()

    def since(self) -> dt.date:
        """The period's first day."""
        today = self.book.today
        if self.period == "meeting":
            held = [each.on for each in self.book.shelf.every(Diary)
                    if each.diary_kind == "meeting" and each.on < today]  # fmt: skip
            return max(held, default=today - dt.timedelta(days=9))
        days = {"ten": 9, "thirty": 29}
        if self.period in days:
            return today - dt.timedelta(days=days[self.period])
        return today.replace(month=1, day=1) if self.period == "year" else self._first_day()

    def _first_day(self) -> dt.date:
        """The day of the book's first entry."""
        shelf, today = self.book.shelf, self.book.today
        days = (day_of(each) for kind in BY_KIND.values() for each in shelf.every(kind))
        return min(min(days, default=today), today)

    def report(self) -> Meeting:
        """What the paper tells."""
        today = self.book.today
        return meeting(self.book.shelf, self.since(), today, today, self.book.habits)

    def redraw(self) -> None:
        """Draw the paper as it would be written now."""
        self._draw()

    def on_resize(self) -> None:
        """Another width breaks other lines."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        today = self.book.today
        covers = _("{period}: {since} to {until}").format(
            period=_(_PERIOD_WORDS[self.period]), since=day(self.since(), today),
            until=day(today, today),
        )  # fmt: skip
        chosen = f"{_(_AUDIENCE_WORDS[self.audience])} · {FORMATS[self.format].label}"
        self.query_one("#summary", Prose).set_lines(covers, chosen)
        story = self.query_one("#story", Story)
        width = max(40, min((story.size.width or self.app.size.width) - 4, 100))
        lines = preview(
            self.report(), audience=self.audience, branch=self.fieldbook.settings.branch,
            author=self.fieldbook.settings.name, width=width,
        )  # fmt: skip
        story.set_lines([StoryLine(each.text, tone=_TONES.get(each.look, "")) for each in lines])

    # --- acts ------------------------------------------------------------------------------

    def do_period(self) -> None:
        """The next period."""
        self.period = _following(PERIODS, self.period)
        self._draw()

    def do_audience(self) -> None:
        """The next audience."""
        self.audience = _following(tuple(AUDIENCES), self.audience)
        self._draw()

    def do_format(self) -> None:
        """The next format."""
        self.format = _following(tuple(FORMATS), self.format)
        self._draw()

    def why_not(self, act: str) -> str:
        """A paper can be written of any book; minutes only into one that is written in."""
        if act == "write" and self.book.read_only:
            return _("The book is open for reading only.")
        return super().why_not(act)

    def do_export(self) -> None:
        """Ask where, then write the paper."""
        name = default_name(self.report(), self.format, self.audience)
        folder = next((each for each in _folders() if each.is_dir()), Path.cwd())
        self.app.push_screen(
            PathScreen(_("Write the paper to"), path=str(folder / name)), self._write
        )

    def _write(self, path: str | None) -> None:
        """Write the paper; one that is there already may have been worked on, so that is asked."""
        if path is None:
            return
        if not Path(path).is_file():
            self._write_over(path)
            return
        question = Ask(
            _("There is a paper of this name already"),
            [path, _("What was changed in it since would be lost.")],
            [Choice("over", _("Write over it"), "y"), Choice("", _("Leave it as it is"), "n")],
        )

        def answered(answer: str | None) -> None:
            if answer:
                self._write_over(path)

        self.app.push_screen(question, answered)

    def _write_over(self, path: str) -> None:
        def run() -> None:
            write_paper(
                self.report(), fmt=self.format, audience=self.audience,
                branch=self.fieldbook.settings.branch, author=self.fieldbook.settings.name,
                path=Path(path),
            )  # fmt: skip
            self.fieldbook.tell(_("Written: {path}").format(path=path))

        self.fieldbook.attempt(run)

    def do_write(self) -> None:
        """The meeting's page in the diary."""
        from fieldbook.ui.forms.diary import DiaryForm

        self.app.push_screen(DiaryForm(self.book, known={"kind": "meeting"}), self._written)

    def _written(self, written: str | None) -> None:
        if written:
            self.fieldbook.after_act()


def _following(names: tuple[str, ...], name: str) -> str:
    return names[(names.index(name) + 1) % len(names)]


def _folders() -> tuple[Path, ...]:
    home = Path.home()
    return (home / "Documents", home / "文档", home / "Desktop", home / "桌面", home)


SCREEN = MeetingScreen
