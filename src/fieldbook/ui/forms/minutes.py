"""The form of a meeting's minutes: who came, what was on the table, what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from textual.widgets import TextArea

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Diary, Issue, Matter, Person, Record
from fieldbook.i18n import N_, _
from fieldbook.labels import day, people_text, person_text
from fieldbook.reports.meeting import meeting
from fieldbook.reports.periods import periods
from fieldbook.reports.pressing import MOST, pressing
from fieldbook.reports.rhythm import last_page
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.record_form import RecordForm
from fieldbook.ui.told.minutes import (
    carried_told,
    handed_text,
    hands,
    left_text,
    moved_text,
    terms,
    withdrawn_told,
)
from fieldbook.ui.told.typed import matter_given, matters_to_text, numbered, text_to_matters
from fieldbook.ui.under import record_of


class MinutesForm(RecordForm[Diary]):
    """Keep a meeting's minutes, or edit them; the agenda is what the report asks to decide."""

    form = "minutes"
    says = (
        N_("One matter a line: matter -> decision / who / until when."),
        N_(
            "With its # it answers an issue that waits, or joins its solution; without, who or a day makes a task."
        ),
    )
    first = "matters"
    record_type = Diary
    in_order = (("on", "due_on"),)
    titles = (N_("Minutes"), N_("Minutes of {on}"))
    rows = (
        fields.date("on", required=True, is_today=True),
        fields.text("hours", hint=N_("such as 9:00-11:30")),
        fields.text("place"),
        fields.people("chair"),
        fields.people("recorder"),
        fields.people("attendees", label=N_("Present")),
        fields.people("excused", hint=N_("the reason in brackets")),
        fields.people("observers"),
        fields.text("topic"),
        fields.lines(
            "matters",
            matter_given,
            names=True,
            hint=N_("matter -> decided / who / until when"),
            least=4,
        ),
        fields.long("text", least=3),
    )

    @classmethod
    def edits_this(cls, record: Record) -> bool:
        """Minutes are of a meeting; other pages have a form of their own."""
        return isinstance(record, Diary) and record.diary_kind == "meeting"

    def begins(self) -> Mapping[str, Any]:
        """Everybody came, until somebody is taken out; place and chair are those of the last meeting."""
        book = self.book
        last = last_page(book.shelf.every(Diary), "meeting", book.today)
        members = people_text(tuple(Person(name=each.name) for each in book.members.all()))
        return {
            "place": last.place if last else "",
            "chair": person_text(last.chair) if last else "",
            "recorder": book.shelf.member_name(book.me),
            "attendees": members,
            "matters": self._lines(agenda(book, book.today)),
        }

    def prefill(self) -> Mapping[str, Any]:
        """The matters of a page that is there, as lines."""
        filled = super().prefill()
        if self.edits is None:
            return filled
        return {**filled, "matters": self._lines(self.edits.matters)}

    def on_mount(self) -> None:
        """Begin behind the first arrow that waits for a decision; where none does, on a line of its own."""
        self.call_after_refresh(self._to_first_decision)

    def _to_first_decision(self) -> None:
        area = self.body.fields["matters"].editor
        if isinstance(area, TextArea) and area.has_focus:
            lines = area.text.split("\n")
            waiting = (at for at, line in enumerate(lines) if line.endswith("-> "))
            at = next(waiting, len(lines) - 1)
            area.move_cursor((at, len(lines[at])))

    def likely_in(self, name: str, line: str) -> list[tuple[str, str]]:
        """Members and leaders, and the household and the group of the issue that the line is about."""
        issue = self.book.shelf.by_seq(Issue, numbered(line))
        home = self.book.shelf.household_of(issue) if issue else None
        group = self.book.shelf.group_of(issue) if issue else None
        heads = [(home.head, _("head"))] if home else []
        return [*heads, *fields.leaders_of(self.book, group)] if issue else self.likely(name)

    def _lines(self, matters: Iterable[Matter]) -> str:
        """The matters, and below them an empty line: the arrow gets there, and one more is typed on it.

        Behind an arrow that waits for a decision stands a blank: it is typed where the cursor is.
        """
        numbers = {each.id: each.seq for each in self.book.issues.all()}
        lines = matters_to_text(matters, numbers).splitlines()
        return "".join(f"{line} \n" if line.endswith("->") else f"{line}\n" for line in lines)

    def read(self) -> Draft:
        """The matters, each with the issue that its number names."""
        draft = super().read()
        issues = {each.seq: each.id for each in self.book.issues.all()}
        typed = draft.get("matters") or ""
        today, since = self.book.today, self.term_since()
        return draft.having(matters=text_to_matters(typed, issues, today, since))

    def write(self, draft: Draft) -> Diary:
        """The minutes are kept, and the decisions carried out."""
        return self._carried(lambda: self.book.diary.keep_minutes(draft), ())

    def change(self, record: Diary, draft: Draft) -> Diary:
        """The page is written anew, and what is new of its decisions carried out."""
        return self._carried(lambda: self.book.diary.edit(record.id, draft), record.matters)

    def done(self, written: str) -> str:
        """A day that names the meeting is told as days are on the screens."""
        page = record_of(self.book.shelf, written)
        assert isinstance(page, Diary)
        return super().done(written).replace(str(page.on), day(page.on, self.book.today), 1)

    def _carried(self, keep: Callable[[], Diary], before: Sequence[Matter]) -> Diary:
        """Keep the page; tell what its decisions became besides, and which tasks."""
        acts_before, terms_before = self.book.acts, terms(self.book.shelf)
        hands_before = hands(self.book.shelf)
        page = keep()
        if self.book.acts != acts_before:
            stamp = self.book.acts[-1].stamp
            for told in (*carried_told(self.book.shelf, stamp), *withdrawn_told(self.book, stamp)):
                self._tell_too(told)
        if moved := moved_text(terms_before, self.book):
            self._tell_too(moved)
        if handed := handed_text(hands_before, self.book):
            self._tell_too(handed)
        there = {each.task for each in before}
        made = (self.book.tasks.get(e.task) for e in page.matters if e.task and e.task not in there)
        if tasks := _("; ").join(each.title for each in made):
            self._tell_too(_("New tasks: {tasks}.").format(tasks=tasks))
        if left := left_text(self.book, before, page.matters):
            self._tell_too(left)
        return page

    def _tell_too(self, told: str) -> None:
        said = self.remark
        self.remark = _("{told} {next}").format(told=said, next=told) if said else told


def agenda(book: Fieldbook, today: dt.date) -> Iterator[Matter]:
    """What the report of the days since the last meeting asks to decide, the most pressing first."""
    since, until = next(iter(periods(book.shelf, today).values()))
    report = meeting(book.shelf, since, until, today, book.habits)
    for line in pressing(report.issues, today)[:MOST]:
        issue = book.shelf.by_seq(Issue, line.seq)
        if issue is not None:
            yield Matter(topic=issue.title, issue=issue.id)
