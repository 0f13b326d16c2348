"""Today 今天: what is due and what waits; one key acts on the line under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from textual.app import ComposeResult
from textual.containers import Vertical

from fieldbook.domain import folding
from fieldbook.domain.records import Household, Issue, Record, Solution, Stay, Task
from fieldbook.i18n import _
from fieldbook.labels import code_label, figure_label
from fieldbook.reports.agenda import AHEAD, Agenda
from fieldbook.reports.carried import LOOK_BACK
from fieldbook.ui.act import Act, Acts, Context, doing
from fieldbook.ui.acts.casework import visit
from fieldbook.ui.acts.mine import WHOSE, whose_told, why_all
from fieldbook.ui.acts.records import BACK, END_TASK, NEW, ON_A_RECORD
from fieldbook.ui.book_screen import BookScreen
from fieldbook.ui.host import Host
from fieldbook.ui.keys import keys_in
from fieldbook.ui.told.today import CAME, SETTLE, today_columns, today_rows
from fieldbook.ui.under import Under, record_of, under
from fieldbook.ui.widgets.columns import ListRow
from fieldbook.ui.widgets.prose import Prose
from fieldbook.ui.widgets.record_list import RecordList
from fieldbook.ui.widgets.story import StillLines, Story
from fieldbook.ui.widgets.story_lines import StoryLine

TODAY: Final = Acts["TodayScreen"](
    doing(ON_A_RECORD["visit"], lambda at: at.screen.write_visit()),
    doing(ON_A_RECORD["write"], lambda at: at.screen.write_page()),
    END_TASK, NEW,
    BACK, WHOSE,
    base=ON_A_RECORD,
    footer=(
        "visit", "issue", "solution", "refer", "whose", "follow_up", "write", "undo", "edit",
        "palette",
    ),
)  # fmt: skip


FILTERS: Final = {
    "not_referred": "unreferred", "unanswered": "unanswered", "issues_due": "overdue",
}  # fmt: skip
"""Part of the agenda whose rest is on the list of issues → what those issues wait for."""

OF_LATE: Final = frozenset({"by_cadre", "checked"})
"""The lists behind figures that count the last 90 days."""


class TodayScreen(BookScreen):
    """What the day asks for."""

    acts = TODAY
    tab = "today"
    first = "#agenda"

    def compose_body(self) -> ComposeResult:
        """One list; on a wide screen the story of its line beside it."""
        yield Prose("", id="whose")
        yield RecordList(today_columns(), empty=self._quiet(), id="agenda")
        with Vertical(id="beside"):
            yield Story(id="aside")
            yield StillLines(id="figures")

    def _quiet(self) -> tuple[str, ...]:
        """What an empty agenda says: how to begin, or that all is done."""
        if self.is_new():
            if self.book.is_of_a_branch and not self.book.exchange.is_of_the_branch:
                told = _(
                    "What the branch has for it comes with {exchange}, once the branch has exchanged."
                )
                return (_("A new book."), "", keys_in(told), keys_in(_("{help} shows all keys.")))
            return (
                _("A new book."),
                "",
                keys_in(_("{new} writes down the first household,")),
                keys_in(_("{import_} imports a roster (Excel, CSV).")),
                keys_in(_("{issue} writes down an issue, {write} a page of the diary.")),
                "",
                keys_in(_("{help} shows all keys.")),
            )
        summary = keys_in(_("{write} writes the day's summary."))
        return (_("Nothing is due today."), "", summary)

    @property
    def agenda(self) -> RecordList:
        """The list of what is due."""
        return self.query_one("#agenda", RecordList)

    def redraw(self) -> None:
        """Ask the book what is due."""
        self.agenda.empty = self._quiet()
        # A new book has no summaries to be written yet: it says how to begin.
        found = self.book.agenda(of_all=self.host.shows_all)
        due = [] if self.is_new() else self._due(found)
        self._draw_whose()
        self.agenda.set_rows([*self._drafts(), *due])
        self._draw_aside()
        self.call_after_refresh(self._draw_figures)

    def _due(self, found: Agenda) -> list[ListRow]:
        """What is due, as much of it as there is room for."""
        return today_rows(self.book, found, bars=self.has_bars, room=self.agenda.size.height)

    def _draw_whose(self) -> None:
        """Say how to keep to one's own work, where the book cannot know whose that is."""
        told = "" if self.is_new() else why_all(self.context())
        line = self.query_one("#whose", Prose)
        line.set_lines(told)
        line.display = bool(told)

    def note(self) -> str:
        """Whose work is shown."""
        return super().note() or whose_told(self.context())

    def meanings(self) -> Sequence[tuple[str, str]]:
        """Which solutions are told, and which households the share in time is of."""
        told = _("of the households visited before or overdue, those not overdue; one just assigned "
                 "counts once its first visit is made or overdue")  # fmt: skip
        ahead = _("also those that fall due within {count} days").format(count=AHEAD)
        in_time = _("Not overdue") if self.has_bars else figure_label("in_time")
        named = ((_("Solutions due or soon due"), ahead), (in_time, told))
        return () if self.is_new() else named

    def state(self) -> object:
        """Also the drafts, which are offered here, and how much the list has room for."""
        drafts = [(each.form, each.target) for each in self.host.drafts.all()]
        room = self.agenda.size.height if self.is_up else 0
        return super().state(), drafts, self.has_bars, room

    def _drafts(self) -> list[ListRow]:
        """Drafts that an earlier time left: they are offered before anything else."""
        kept = self.host.drafts.all()
        if not kept:
            return []
        from fieldbook.ui.forms.table import draft_title

        head = ListRow("head:drafts", (_("Begun and not saved"), "", ""), "", "section")
        rows = [
            ListRow(
                f"draft:{each.form}:{each.target}",
                (f"{draft_title(self.book, each.form, each.target, each.fields)}", "", _("draft")),
                "",
                "",
            )
            for each in kept
        ]
        return [head, *rows]

    def record(self) -> Record | None:
        """The record of the line under the cursor."""
        key = self.agenda.cursor_key
        return record_of(self.book.shelf, key.rpartition("/")[2])

    def _draw_aside(self) -> None:
        if self.is_wide:
            self.query_one("#aside", Story).set_lines(tuple(self._beside()))

    def _beside(self) -> Iterable[StoryLine]:
        """What is under the cursor: its story, the page or the draft; else the week in figures."""
        if (record := self.record()) is not None:
            from fieldbook.ui.told.story import story_lines

            return story_lines(self.book, record)
        from fieldbook.ui.told.beside import draft_lines, page_lines, rest_lines

        kind, _sep, rest = self.agenda.cursor_key.partition(":")
        if kind == "mark":
            return page_lines(self.book, rest)
        if kind == "draft":
            from fieldbook.ui.forms.table import draft_kind, draft_title

            for each in self.host.drafts.all():
                if rest == f"{each.form}:{each.target}":
                    title = draft_title(self.book, each.form, each.target, each.fields)
                    return draft_lines(self.book, title, draft_kind(each.form), each.fields)
        if kind in ("more", "list"):
            return rest_lines(rest.rpartition(":")[2])
        return (
            ()
            if self.is_new() or self.has_bars
            else self._figures(self.query_one("#aside", Story).scrollable_content_region.width)
        )

    def _draw_figures(self) -> None:
        """Draw the week in figures, once the rest is painted."""
        if not self.is_up:
            return
        lines = self.query_one("#figures", StillLines)
        lines.display = self.has_bars and not self.is_new()
        if lines.display:
            # Its own width is not known where it was not shown before; it fills the pane but for its edges.
            width = self.query_one("#beside").content_size.width - lines.gutter.width
            lines.set_lines(tuple(self._figures(width)))

    def _figures(self, width: int) -> Iterable[StoryLine]:
        from fieldbook.ui.told.figures import week_lines

        found = self.book.agenda(of_all=self.host.shows_all)
        return week_lines(
            found.figures, self.book.fortnight(), narrowed=found.narrowed, width=width
        )

    def on_resize(self) -> None:
        """There may be room for the story and the figures now, or none any more."""
        self.call_after_refresh(self._after_resize)

    def _after_resize(self) -> None:
        if self.is_up:
            self.redraw_if_changed()
            self._draw_aside()
            self._draw_figures()

    def on_record_list_highlighted(self, message: RecordList.Highlighted) -> None:
        """Another line: its story, and its keys."""
        message.stop()
        self.call_after_refresh(self._after_moving, message.key)

    def _after_moving(self, key: str) -> None:
        if self.is_up and key == self.agenda.cursor_key:
            self._draw_aside()
            self.draw_frame()

    def on_record_list_chosen(self, message: RecordList.Chosen) -> None:
        """Do what the line asks for."""
        message.stop()
        kind, _sep, rest = message.key.partition(":")
        if kind == "mark":
            self.host.perform("write")
        elif kind == "draft":
            self._take_up(rest)
        elif kind == "more":
            self._go_where_the_rest_is(rest.partition(":")[0])
        elif kind == "list":
            code = rest.partition(":")[0]
            self.host.open_list(code, days=LOOK_BACK if code in OF_LATE else 0)
        else:
            self._act_on_record(message.key)

    def _act_on_record(self, key: str) -> None:
        record = self.record()
        if isinstance(record, Task):
            self.host.go_beside("tasks")
        if isinstance(record, Task | Stay) or (record is not None and key.startswith(CAME)):
            from fieldbook.ui.going import go_to_record

            go_to_record(self.host, record)
        elif record is not None:
            self.host.perform(self._act_for(key, record))

    def _act_for(self, key: str, record: Record) -> str:
        """The act that a line asks for."""
        if key.startswith("step"):
            return "step"
        if isinstance(record, Issue):
            if key.startswith(("refer/", "answer/")):
                return "refer"
            can_solve = key.startswith("due/") and not self.acts["solve"].refused(self.context())
            return "solve" if can_solve else "solution"
        if isinstance(record, Solution):
            return "edit" if self.acts["solve"].refused(self.context()) else "solve"
        return "visit" if isinstance(record, Household) else "follow_up"

    def _footer(self) -> Iterator[Act[Any]]:
        """Over a task first of all the key that ends it: behind the others it has no room at 80 columns."""
        if isinstance(self.record(), Task):
            yield END_TASK
        yield from super()._footer()

    def under(self) -> Under:
        """What the line leads to, and the step it is about."""
        found = super().under()
        step, sep, _rest = self.agenda.cursor_key.partition("/")
        if sep and step.startswith("step") and isinstance(found.record, Solution):
            return found._replace(step=int(step.removeprefix("step")))
        return found

    def write_visit(self) -> None:
        """Write a visit down: to whom the line names, where that is a household; else to the issue's."""
        at, home = self.context(), self._named_home()
        visit(at if home is None else Context(self, under(self.book.shelf, home)))

    def _named_home(self) -> Household | None:
        """The household whose head does the step, or answers for the solution; the issue's group first."""
        at = self.under()
        if not isinstance(at.record, Solution):
            return None
        if self.agenda.cursor_key.startswith("step") and at.step is not None:
            who = at.record.steps[at.step].who
        else:
            who = at.record.responsible.name if at.record.responsible else ""
        named = folding.key(who)
        every = self.book.shelf.every(Household)
        homes = [each for each in every if named and folding.key(each.head) == named]
        near = [each for each in homes if at.group and each.group == at.group.id]
        found = near or homes
        return found[0] if len(found) == 1 else None

    def _go_where_the_rest_is(self, where: str) -> None:
        """The screen that lists them all."""
        if where in FILTERS:
            screen = self.host.go_to("issues")
            screen.call_after_refresh(_filter, self.host, code_label("waiting", FILTERS[where]))
        elif where == "tasks":
            self.host.go_beside("tasks")
        elif where == SETTLE:
            self.host.go_beside("branch")
            branch: Any = self.host.made("branch")
            branch.call_after_refresh(branch.show_part, "beside")
        else:
            self.host.go_to(where.removeprefix("tab_") or "issues")

    def _take_up(self, name: str) -> None:
        from fieldbook.ui.forms.table import OF_NO_RECORD, draft_form

        form, _sep, target = name.partition(":")
        found = draft_form(self.book, form, target)
        if form in OF_NO_RECORD:
            self.host.perform(form)
        elif found is not None:
            self.host.open_form(found)
        else:
            self.host.tell(_("What this draft was about is no longer in the book."))

    def write_page(self) -> None:
        """Write the summary under the cursor, else the day's, filled with what the book knows."""
        from fieldbook.ui.forms.diary import form_of_day

        kind, _sep, rest = self.agenda.cursor_key.partition(":")
        page = rest if kind == "mark" else "daily"
        self.host.open_form(form_of_day(self.book, page, self.book.today))


def _filter(host: Host, words: str) -> None:
    """Leave on the list that is shown now only what these words are about."""
    from fieldbook.ui.list_screen import ListScreen

    screen = host.go_to("issues")
    if isinstance(screen, ListScreen):
        screen.filter_by(words)


SCREEN = TodayScreen
