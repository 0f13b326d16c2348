"""Meeting 会议: the paper for the branch meeting, seen before it is written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from textual.app import ComposeResult

from fieldbook.i18n import N_, _
from fieldbook.labels import code_label, day
from fieldbook.ledgers import LEDGERS
from fieldbook.ledgers import default_name as ledger_name
from fieldbook.papers import (
    ANNEXES,
    AUDIENCES,
    annex_title,
    default_name,
    drawn,
    findings,
    minutes_bytes,
    minutes_name,
    minutes_outline,
    paper_bytes,
    preview,
    summaries_told,
    without_summary,
)
from fieldbook.papers.findings import told
from fieldbook.papers.preview import PreviewLine
from fieldbook.reports.meeting import Meeting, meeting
from fieldbook.reports.minutes import Minutes, minutes, page_of_meeting
from fieldbook.ui.act import Act, Acts, Context, Refusal
from fieldbook.ui.acts.records import EVERYWHERE, IMPORT, NO_FILTER
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.everywhere import PLACES
from fieldbook.ui.keys import key, keys_in
from fieldbook.ui.screens.masks import MasksScreen
from fieldbook.ui.screens.writing import Make, ask_where
from fieldbook.ui.told.ledgers import imprint_of, ledger_content, ledger_lines
from fieldbook.ui.told.paper import Wished, formats, span_told
from fieldbook.ui.widgets.bars import Bar
from fieldbook.ui.widgets.prose import Prose
from fieldbook.ui.widgets.story import Story
from fieldbook.ui.widgets.story_lines import StoryLine

_AUDIENCE_WORDS = {
    "branch": N_("for the branch: names shown"),
    "above": N_("for the level above: names masked, no free text"),
    "public": N_("for the public: no names, no free text"),
}
_WITH_TEXTS = {
    "above": N_("for the level above: names masked, in texts too"),
    "public": N_("for the public: no names, texts that name nobody"),
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


def _nothing_written(at: Context[MeetingScreen]) -> Refusal:
    told = _("Nothing was written here yet: {export} writes the paper.")
    return "" if at.screen.written else keys_in(told, "meeting")


def _for_branch(at: Context[MeetingScreen]) -> Refusal:
    """Why nobody else is to read it."""
    wished = at.screen.wished
    if wished.is_ledger:
        told = _("{format} has every name in it and is for the branch; {key} takes another format.")
        return told.format(format=formats()[wished.format], key=key("format", "meeting"))
    told = _("Minutes are for the branch alone; {period} chooses another paper.")
    return keys_in(told, "meeting") if at.screen.minutes() else ""


def _no_annexes(at: Context[MeetingScreen]) -> Refusal:
    is_report = not at.screen.wished.is_ledger and at.screen.minutes() is None
    told = _("Only the report has annexes; {period} chooses it.")
    return "" if is_report else keys_in(told, "meeting")


_BESIDE: Final = tuple(each for each in PLACES if each.id not in ("route", "members"))
"""Where one goes from here; the keys of the other two are about the paper."""
MEETING: Final = Acts["MeetingScreen"](
    Act("export", "f2,x,ctrl+s", N_("write"), N_("Write the paper into a file"),
        lambda at: at.screen.ask_where()),
    Act("period", "f3,p,ctrl+o", N_("choose"),
        N_("Choose the period, for whom, what goes in, the format; or the last minutes"),
        lambda at: at.screen.choose()),
    Act("audience", "f4,a,ctrl+b", N_("for whom"),
        N_("For the branch, the level above, or everybody"),
        lambda at: at.screen.next_audience(), why_not=_for_branch),
    Act("annexes", "f6,e", N_("annexes"),
        N_("What follows the report: all, figures and ledger, or nothing"),
        lambda at: at.screen.next_annexes(), why_not=_no_annexes),
    Act("format", "f5,o,ctrl+e", N_("format"), N_("Another format"),
        lambda at: at.screen.next_format()),
    Act("open", "f7,v", N_("open it"), N_("Open the file that was written last"),
        lambda at: at.host.show_outside(at.screen.written or Path()), why_not=_nothing_written),
    Act("folder", "f8,V", N_("folder"), N_("Open the folder in which it lies"),
        lambda at: at.host.show_outside((at.screen.written or Path()).parent),
        why_not=_nothing_written),
    Act("write", "f10,w,ctrl+w", N_("minutes"), N_("Keep the minutes: agenda filled in, decisions carried out"),
        _keep_minutes, writes=True),
    IMPORT, NO_FILTER, *_BESIDE, *EVERYWHERE,
    footer=("export", "period", "audience", "format", "write", "open", "annexes", "undo"),
)  # fmt: skip
"""The acts of the paper's preview."""


class MeetingScreen(BookScreen):
    """The preview, and the keys that shape the paper."""

    acts = MEETING
    tab = "meeting"
    first = "#story"

    def __init__(self) -> None:
        super().__init__()
        self.wished = Wished()
        self.written: Path | None = None
        """The file that was written last."""

    def compose_body(self) -> ComposeResult:
        """What the paper covers, and the paper."""
        yield Prose("", id="summary")
        yield Story(id="story")

    def report(self) -> Meeting:
        """What the report tells, of what was written only the kinds that are wished for."""
        today, wished = self.book.today, self.wished
        _code, (since, until) = wished.span(self.book)
        found = meeting(self.book.shelf, since, until, today, self.book.habits)
        return found._replace(
            written=tuple(each for each in found.written if each.kind in wished.written)
        )

    def minutes(self) -> Minutes | None:
        """The last meeting's minutes, where they are what is wished for."""
        wished = self.wished.paper == "minutes" and not self.wished.is_ledger
        page = page_of_meeting(self.book.shelf, self.wished.held_on) if wished else None
        return minutes(self.book.shelf, page) if page else None

    def on_resize(self) -> None:
        """Another width breaks other lines."""
        self.call_after_refresh(self.redraw)

    def redraw(self) -> None:
        """Draw the paper as it would be written now."""
        if not self.is_up:
            return
        held = self.minutes()
        missing = self._missing(held)
        self.query_one("#summary", Prose).set_lines(*self._chosen(held), *filter(None, (missing,)))
        story = self.query_one("#story", Story)
        if self.wished.is_ledger:
            story.set_lines(list(ledger_lines(self.book, self.host.settings, self.wished)))
            return
        width = max(40, min((story.size.width or self.app.size.width) - 4, 100))
        story.set_lines([_story_line(each) for each in self._lines(held, width)])

    def _lines(self, held: Minutes | None, width: int) -> tuple[PreviewLine, ...]:
        settings = self.host.settings
        if held is not None:
            return drawn(minutes_outline(held, settings.branch), width)
        return preview(
            self.report(), audience=self.wished.audience, branch=settings.branch,
            author=settings.name, annexes=self.wished.annexes, texts=self.wished.texts,
            width=width,
        )  # fmt: skip

    def _chosen(self, held: Minutes | None) -> tuple[str, str]:
        """What the paper covers, for whom it is, what follows it, and its format."""
        today, wished = self.book.today, self.wished
        label = formats()[wished.format]
        if own := wished.filled_into:
            label = f"{label} ({own.name})"
        if wished.is_ledger:
            covers = span_told(wished.span(self.book)[1], today) if wished.period else ""
            told = covers or code_label("period", "all")
            return told, f"{_(_AUDIENCE_WORDS[wished.audience])} · {label}"
        if held is not None:
            told = _("minutes of {date}").format(date=day(held.on, today))
            return told, f"{_(_AUDIENCE_WORDS['branch'])} · {label}"
        code, days = wished.span(self.book)
        covers = span_told(days, today)
        if code:
            named = _("{period}: {since} to {until}")
            covers = named.format(
                period=code_label("period", code), since=day(days.since, today),
                until=day(days.until, today),
            )  # fmt: skip
        words = _WITH_TEXTS if wished.asks else _AUDIENCE_WORDS
        return covers, f"{_(words[wished.audience])} · {self._annexes_told()} · {label}"

    def _missing(self, held: Minutes | None) -> str:
        """Which issues the readers get no line of, and what writes one."""
        wished = self.wished
        if wished.is_ledger or held is not None:
            return ""
        missing = without_summary(self.report(), wished.audience, texts=wished.asks)
        how = keys_in(_("{edit} in Issues writes it"), "issues")
        return summaries_told(missing, how)

    def _annexes_told(self) -> str:
        """The annexes by a word for those that are usual, else by their names."""
        annexes = set(self.wished.annexes)
        usual = next((each for each, names in _ANNEXES.items() if set(names) == annexes), "")
        if usual:
            return _(_ANNEX_WORDS[usual])
        names = [annex_title(each) for each in ANNEXES if each in annexes]
        return _("with: {annexes}").format(annexes=_(", ").join(names))

    # --- acts ------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask what the paper is to be."""
        from fieldbook.ui.forms.paper import PaperForm

        form = PaperForm(self.book, self.wished)
        self.host.open_form(form, lambda: self._wish(form.wished))

    def show_minutes(self, on: dt.date) -> None:
        """The minutes of a day's meeting are wished for, as a paper."""
        self._wish(self.wished._replace(
            paper="minutes", held_on=on, audience=AUDIENCES[0],
            format="docx" if self.wished.is_ledger else self.wished.format,
        ))  # fmt: skip

    def _wish(self, wished: Wished) -> None:
        self.wished = wished
        self.redraw()

    def next_audience(self) -> None:
        """Go on to the next audience."""
        self._wish(self.wished._replace(audience=_following(AUDIENCES, self.wished.audience)))

    def next_annexes(self) -> None:
        """Go on to other annexes."""
        now = set(self.wished.annexes)
        usual = next((each for each, names in _ANNEXES.items() if set(names) == now), "none")
        self._wish(self.wished._replace(annexes=_ANNEXES[_following(tuple(_ANNEXES), usual)]))

    def next_format(self) -> None:
        """Go on to the next format that such a paper can have."""
        fitting = tuple(filter(self.wished.fits, formats()))
        self._wish(self.wished._replace(format=_following(fitting, self.wished.format)))

    def ask_where(self) -> None:
        """Ask where, then write what is seen."""
        settings, wished = self.host.settings, self.wished
        if wished.is_ledger:
            name = ledger_name(wished.format, imprint_of(self.book, settings))
            self._ask(name, lambda at: ledger_content(self.book, settings, wished, at))
            return
        held = self.minutes()
        if held is not None:
            self._ask(minutes_name(held, wished.format), lambda _target: minutes_bytes(
                held, fmt=wished.format, branch=settings.branch, template=wished.filled_into,
            ))  # fmt: skip
            return
        report = self.report()
        name = default_name(report, wished.format, wished.audience)

        def make(target: Path) -> bytes:
            return paper_bytes(
                report, fmt=wished.format, audience=wished.audience, path=target,
                branch=settings.branch, author=settings.name, annexes=wished.annexes,
                texts=wished.texts, template=wished.filled_into,
            )  # fmt: skip

        if not wished.asks:
            self._ask(name, make)
            return
        found = findings(report, wished.audience, texts=True, annexes=wished.annexes)
        self.app.push_screen(
            MasksScreen(told(found, wished.audience)),
            lambda accepted: self._ask(name, make) if accepted else None,
        )

    def _ask(self, name: str, make: Make) -> None:
        ledger = LEDGERS.get(self.wished.format)
        in_folder = bool(ledger and ledger.in_folder)
        title = _("Write the paper to")
        ask_where(self, title, name, make, self._is_written, in_folder=in_folder)

    def _is_written(self, path: Path) -> None:
        self.written = path
        self.draw_frame()


def _story_line(line: PreviewLine) -> StoryLine:
    graph = Bar(line.share, line.bar) if line.bar else None
    return StoryLine(line.text, tone=_TONES.get(line.look, ""), graph=graph)


def _following(names: tuple[str, ...], name: str) -> str:
    return names[(names.index(name) + 1) % len(names)]


SCREEN = MeetingScreen
