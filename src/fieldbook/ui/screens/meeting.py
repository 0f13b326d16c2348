"""Meeting 会议: the paper for the branch meeting, seen before it is written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from textual.app import ComposeResult

from fieldbook.domain.naming import day_of
from fieldbook.domain.records import BY_KIND, Diary
from fieldbook.i18n import N_, _
from fieldbook.labels import day
from fieldbook.papers import ANNEXES, AUDIENCES, FORMATS, default_name, preview, write_paper
from fieldbook.papers.preview import PreviewLine
from fieldbook.reports.meeting import Meeting, meeting
from fieldbook.ui.act import Act, Acts, Context
from fieldbook.ui.acts.records import EVERYWHERE, IMPORT, NO_FILTER
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.screens.path import PathScreen
from fieldbook.ui.screens.writing import write_where
from fieldbook.ui.widgets.bars import Bar
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
_ANNEXES = {"some": ("figures", "issues"), "all": tuple(ANNEXES), "none": ()}
_ANNEX_WORDS = {
    "some": N_("with figures and ledger"), "all": N_("with all annexes"),
    "none": N_("without annexes"),
}  # fmt: skip
_TONES = {
    "title": "title", "heading": "band", "band": "part", "part": "part", "entry": "heading",
    "head": "muted", "line": "muted",
}  # fmt: skip


def _keep_minutes(at: Context[BookScreen]) -> None:
    """Keep the minutes of today's meeting, or go on with them."""
    from fieldbook.ui.forms.diary import form_of_day

    at.host.open_form(form_of_day(at.book, "meeting", at.book.today))


MEETING: Final = Acts["MeetingScreen"](
    Act("export", "f2,x,ctrl+s", N_("write the paper"), N_("Write the paper into a file"),
        lambda at: at.screen.ask_where()),
    Act("period", "f3,p,ctrl+o", N_("period"), N_("Another period"),
        lambda at: at.screen.next_period()),
    Act("audience", "f4,a,ctrl+b", N_("for whom"),
        N_("For the branch, the level above, or everybody"),
        lambda at: at.screen.next_audience()),
    Act("annexes", "f6,e", N_("annexes"),
        N_("What follows the report: all, figures and ledger, or nothing"),
        lambda at: at.screen.next_annexes()),
    Act("format", "f5,o,ctrl+e", N_("format"), N_("Word or Markdown"),
        lambda at: at.screen.next_format()),
    Act("write", "f10,w,ctrl+w", N_("minutes"), N_("Keep the minutes: agenda filled in, decisions carried out"),
        _keep_minutes, writes=True),
    IMPORT, NO_FILTER, *EVERYWHERE,
    footer=("export", "period", "audience", "annexes", "format", "write", "undo"),
)  # fmt: skip
"""The acts of the paper's preview."""


class MeetingScreen(BookScreen):
    """The preview, and the keys that shape the paper."""

    acts = MEETING
    tab = "meeting"
    first = "#story"

    def __init__(self) -> None:
        super().__init__()
        self.period = "meeting"
        self.audience = AUDIENCES[0]
        self.format = "docx"
        self.annexes = "some"

    def compose_body(self) -> ComposeResult:
        """What the paper covers, and the paper."""
        yield Prose("", id="summary")
        yield Story(id="story")

    def since(self) -> dt.date:
        """The period's first day."""
        today = self.book.today
        if self.period == "meeting":
            return self._last_meeting() or today - dt.timedelta(days=9)
        days = {"ten": 9, "thirty": 29}
        if self.period in days:
            return today - dt.timedelta(days=days[self.period])
        return today.replace(month=1, day=1) if self.period == "year" else self._first_day()

    def _last_meeting(self) -> dt.date | None:
        """The day of the last meeting that is written down."""
        pages = self.book.shelf.every(Diary)
        held = (each.on for each in pages if each.diary_kind == "meeting")
        return max((each for each in held if each < self.book.today), default=None)

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
        named = self.period
        if named == "meeting" and self._last_meeting() is None:
            named = "ten"  # nobody has written a meeting down yet
        covers = _("{period}: {since} to {until}").format(
            period=_(_PERIOD_WORDS[named]), since=day(self.since(), today),
            until=day(today, today),
        )  # fmt: skip
        annexes, label = _(_ANNEX_WORDS[self.annexes]), FORMATS[self.format].label
        chosen = f"{_(_AUDIENCE_WORDS[self.audience])} · {annexes} · {label}"
        self.query_one("#summary", Prose).set_lines(covers, chosen)
        story = self.query_one("#story", Story)
        width = max(40, min((story.size.width or self.app.size.width) - 4, 100))
        lines = preview(
            self.report(), audience=self.audience, branch=self.host.settings.branch,
            author=self.host.settings.name, annexes=_ANNEXES[self.annexes], width=width,
        )  # fmt: skip
        story.set_lines([_story_line(each) for each in lines])

    # --- acts ------------------------------------------------------------------------------

    def next_period(self) -> None:
        """Go on to the next period."""
        periods = PERIODS if self._last_meeting() else PERIODS[1:]
        self.period = _following(periods, self.period if self.period in periods else periods[0])
        self._draw()

    def next_audience(self) -> None:
        """Go on to the next audience."""
        self.audience = _following(tuple(AUDIENCES), self.audience)
        self._draw()

    def next_annexes(self) -> None:
        """Go on to other annexes."""
        self.annexes = _following(tuple(_ANNEXES), self.annexes)
        self._draw()

    def next_format(self) -> None:
        """Go on to the next format."""
        self.format = _following(tuple(FORMATS), self.format)
        self._draw()

    def ask_where(self) -> None:
        """Ask where, then write the paper."""
        name = default_name(self.report(), self.format, self.audience)
        folder = next((each for each in _folders() if each.is_dir()), Path.cwd())
        self.app.push_screen(
            PathScreen(_("Write the paper to"), path=str(folder / name)), self._write
        )

    def _write(self, path: str | None) -> None:
        """Write the paper there."""
        settings = self.host.settings
        write_where(self, path, lambda target: write_paper(
            self.report(), fmt=self.format, audience=self.audience, path=target,
            branch=settings.branch, author=settings.name, annexes=_ANNEXES[self.annexes],
        ))  # fmt: skip


def _story_line(line: PreviewLine) -> StoryLine:
    graph = Bar(line.share, line.bar) if line.bar else None
    return StoryLine(line.text, tone=_TONES.get(line.look, ""), graph=graph)


def _following(names: tuple[str, ...], name: str) -> str:
    return names[(names.index(name) + 1) % len(names)]


def _folders() -> tuple[Path, ...]:
    home = Path.home()
    return (home / "Documents", home / "文档", home / "Desktop", home / "桌面", home)


SCREEN = MeetingScreen
