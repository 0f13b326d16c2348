"""The training form: a class, an evening, or the lesson of one incident."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Record, Training
from fieldbook.i18n import N_, _, ngettext
from fieldbook.labels import day
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.groups import unit_field
from fieldbook.ui.forms.record_form import RecordForm

NAMED_ABOVE = 5
"""How many of those whose turn it is are named above the fields."""


class TrainingForm(RecordForm[Training]):
    """Note a training, or edit one; what it is about fills the topic."""

    form = "training"
    record_type = Training
    titles = (N_("New training"), N_("Training: {topic}"))
    rows = (
        fields.text("topic", required=True),
        fields.choice("kind", always=True),
        fields.people("attendees", hint=N_("offered in rotation")),
        fields.people("lecturers"),
        fields.long("note", hint=N_("what was taught, what was practised")),
        fields.long("discussed", least=1),
        fields.date("on", required=True, is_today=True),
        fields.text("batch", hint=N_("classes that go together, until all were at one")),
        fields.group(),
        fields.groups(label=N_("Further groups")),
        fields.Row("unit", lambda _form: unit_field()),
    )

    def __init__(self, book: Fieldbook, record: Record | None = None) -> None:
        super().__init__(book, record)
        self.lesson_of = getattr(self.about, "title", "")
        """The title of the issue, the task or the experience it is about."""
        self.first = "attendees" if self.lesson_of else "topic"

    def heading(self) -> str:
        """What a lesson is taken from, or the topic, stands on the first line."""
        if self.lesson_of:
            return _("Training: the lesson of {title}").format(title=self.lesson_of)
        return super().heading()

    def above(self) -> Sequence[str]:
        """Whose turn it is: leaders and key members not trained for longest."""
        turn = self._in_rotation()[:NAMED_ABOVE]
        if not turn or self.edits is not None:
            return ()
        named = _(", ").join(
            _("{text} ({more})").format(text=name, more=when) for name, when in turn
        )
        return (_("Whose turn it is: {names}").format(names=named),)

    def _in_rotation(self) -> list[tuple[str, str]]:
        """Leaders and key members with their last training; the group's own before others'."""
        rows = list(self.book.trainings.rotation())
        group = self.at.group
        if group is not None:
            rows.sort(key=lambda row: row.group.id != group.id)
        today = self.book.today
        found = {
            row.person.name: day(row.last.on, today) if row.last else _("not yet trained")
            for row in reversed(rows)
        }
        return [(name, found[name]) for name in dict.fromkeys(row.person.name for row in rows)]

    def likely(self, name: str) -> list[tuple[str, str]]:
        """Those in rotation before the members; the members teach."""
        members = fields.members_of(self.book)
        return members if name == "lecturers" else [*self._in_rotation(), *members]

    def begins(self) -> Mapping[str, Any]:
        """A lesson has its incident for a topic; without one it is an evening."""
        return {
            "topic": self.lesson_of,
            "kind": "lesson" if self.lesson_of else "evening",
            "group": self.at.group.id if self.at.group else "",
        }

    def write(self, draft: Draft) -> Record:
        """The training, and how many took part."""
        written = super().write(draft)
        assert isinstance(written, Training)
        count = len(written.attendees)
        took_part = ngettext("{count} person took part", "{count} people took part", count)
        self.remark = took_part if count else ""
        return written
