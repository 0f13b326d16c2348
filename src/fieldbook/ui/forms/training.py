"""The training form: a class, an evening, or the lesson of one incident."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.records import Experience, Group, Issue, Task, Training
from fieldbook.i18n import _, ngettext
from fieldbook.labels import day
from fieldbook.ui.forms import fields
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.fields import Field

NAMED_ABOVE = 5
"""How many of those whose turn it is are named above the fields."""


class TrainingForm(FormScreen):
    """Note a training, or edit one; what it is about fills the topic."""

    form = "training"

    def __init__(
        self,
        book: Fieldbook,
        *,
        about: Issue | Task | Experience | None = None,
        group: Group | None = None,
        training: Training | None = None,
    ) -> None:
        self.about, self.group, self.training = about, group, training
        if isinstance(about, Issue):
            self.group = group or book.shelf.group_of(about)
        target = training or about or group
        super().__init__(book, target=target.id if target else "")
        self.first = "topic" if about is None else "attendees"  # type: ignore[misc]

    def heading(self) -> str:
        """What it is about."""
        if self.about is not None:
            return _("Training: the lesson of {title}").format(title=self.about.title)
        if self.training is not None:
            return _("Training: {title}").format(title=self.training.topic)
        return _("New training")

    def above(self) -> Sequence[str]:
        """Whose turn it is: leaders and key members not trained for longest."""
        turn = self._in_rotation()[:NAMED_ABOVE]
        if not turn or self.training is not None:
            return ()
        named = _(", ").join(
            _("{text} ({more})").format(text=name, more=when) for name, when in turn
        )
        return (_("Whose turn it is: {names}").format(names=named),)

    def _in_rotation(self) -> list[tuple[str, str]]:
        """Leaders and key members with their last training; the group's own before others'."""
        rows = list(self.book.trainings.rotation())
        if self.group is not None:
            rows.sort(key=lambda row: row.group.id != self.group.id)  # type: ignore[union-attr]
        today = self.book.today
        found = {
            row.person.name: day(row.last.on, today) if row.last else _("not yet trained")
            for row in reversed(rows)
        }
        return [(name, found[name]) for name in dict.fromkeys(row.person.name for row in rows)]

    def make_fields(self) -> Sequence[Field]:
        """Topic, kind, who took part, when, what was taught."""
        offered = [*self._in_rotation(), *fields.members_of(self.book)]
        return [
            fields.text("topic", required=True),
            fields.choice("kind", "training.kind"),
            fields.people("attendees", offered, hint=_("offered in rotation")),
            fields.long("note", hint=_("what was taught, what was practised")),
            fields.date(self.book, "on", required=True),
            fields.pick_group(self.book),
        ]

    def prefill(self) -> Mapping[str, Any]:
        """What it is about; or the training that is edited."""
        if self.training is not None:
            found = self.training
            return {
                "topic": found.topic, "kind": found.training_kind, "on": found.on,
                "attendees": fields.names(found.attendees), "note": found.note,
                "group": found.group,
            }  # fmt: skip
        return {
            "topic": self.about.title if self.about else "",
            "kind": "lesson" if self.about else "evening",
            "on": self.book.today,
            "group": self.group.id if self.group else "",
        }

    def submit(self, draft: Draft) -> str:
        """The training."""
        filled = draft.having(attendees="、".join(draft["attendees"]))
        if self.training is not None:
            return key_of(self.book.trainings.edit(self.training.id, filled))
        if self.about is not None:
            filled = filled.having(**{self.about.kind: self.about.id})
        held = self.book.trainings.write(filled)
        count = len(held.attendees)
        took_part = ngettext("{count} person took part", "{count} people took part", count)
        self.remark = took_part if count else ""
        return key_of(held)
