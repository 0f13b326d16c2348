"""The trash: what was removed, to be read and restored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from fieldbook.domain.naming import known_day, name_of
from fieldbook.domain.records import Record
from fieldbook.domain.references import pointed_at
from fieldbook.domain.texts import texts_of
from fieldbook.i18n import N_, _, language
from fieldbook.labels import day, field_label
from fieldbook.ui.act import Act, Acts, Context
from fieldbook.ui.acts.casework import wants_a_line
from fieldbook.ui.acts.lists import FILTER, SORT
from fieldbook.ui.acts.records import EVERYWHERE, IMPORT, TWO_PANES
from fieldbook.ui.everywhere import PLACES
from fieldbook.ui.keys import keys_in
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.told.lines import kind_told
from fieldbook.ui.told.rows import called, list_row
from fieldbook.ui.under import key_of, record_of
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.story_lines import StoryLine


def _restore(at: Context[ListScreen]) -> None:
    """Take the chosen record out of the trash."""
    record = at.screen.chosen()
    if record is None:
        return
    room = at.book.room_of(record)
    told = _("Restored: {what}").format(what=called(at.book.shelf, record) or kind_told(record))
    at.host.attempt(lambda: room.restore(record.id), told)


class TrashScreen(ListScreen):
    """What was removed, the latest first."""

    tab = "trash"
    belongs_to = "today"
    record_type = Record
    nothing_yet = (N_("The trash is empty."), "", N_("Esc goes back."))
    acts: ClassVar[Acts[ListScreen]] = Acts(
        Act("restore", "f2,e,ctrl+s", N_("restore"), N_("Take it out of the trash"), _restore,
            writes=True, why_not=wants_a_line),
        IMPORT, *PLACES, FILTER, *SORT, *EVERYWHERE, *TWO_PANES,
        footer=("restore", "filter", "undo", "palette"),
    )  # fmt: skip

    def columns(self) -> list[Column]:
        """Kind, name, when it was removed."""
        return [
            Column(_("Kind"), 16 if language() == "en" else 8, priority=7),
            Column(_("What it says"), None, min_width=10, priority=9),
            Column(_("Removed"), 10 if language() == "en" else 8, priority=5, by=0),
        ]

    def rows(self) -> Sequence[ListRow]:
        """Everything in the trash."""
        today = self.book.today
        return [
            list_row(
                key_of(each),
                (
                    kind_told(each), called(self.book.shelf, each) or self._numbered(each),
                    day(each.removed_at.date(), today) if each.removed_at else "",
                ),
                *texts_of(each),
                values=(each.removed_at.timestamp() if each.removed_at else None,),
            )
            for each in self.book.trash()
        ]  # fmt: skip

    def lines(self, record: Record) -> Iterator[StoryLine]:
        """Every word and number of what was removed, and what it belongs to."""
        when = day(known_day(record), self.book.today)
        yield StoryLine(f"{kind_told(record)} #{record.seq}  {when}", tone="title")
        yield from self._belongs_to(record)
        yield StoryLine("")
        fields = {
            getattr(record, name): name
            for name in reversed(record.__struct_fields__)
            if isinstance(getattr(record, name), str)
        }
        for text in dict.fromkeys(texts_of(record)):
            name = fields.get(text, "")
            label = field_label(f"{record.kind}.{name}") if name else ""
            yield StoryLine(_("{label}: {text}").format(label=label, text=text) if label else text)
        for name in ("people", "visit_every_days"):
            if count := getattr(record, name, None):
                yield StoryLine(_("{label}: {text}").format(label=field_label(name), text=count))
        yield StoryLine("")
        yield StoryLine(keys_in(_("{restore} restores it."), "trash"), tone="muted")

    def _numbered(self, record: Record) -> str:
        """What a record without a name belongs to, and its number."""
        first, *_others = (*self._named(record).values(), "")
        return f"{first} #{record.seq}".strip()

    def _belongs_to(self, record: Record) -> Iterator[StoryLine]:
        """The records it names, by the words before them in its form."""
        for field, names in self._named(record).items():
            label = field_label(f"{record.kind}.{field}")
            yield StoryLine(_("{label}: {text}").format(label=label, text=names), tone="muted")

    def _named(self, record: Record) -> dict[str, str]:
        """The names of the records it points to, those in the trash too, by field."""
        named: dict[str, list[str]] = {}
        for field, kind, record_id in pointed_at(record):
            found = record_of(self.book.shelf, f"{kind}:{record_id}")
            if found is not None and (name := name_of(found)):
                named.setdefault(field, []).append(name)
        return {field: _(", ").join(names) for field, names in named.items()}


SCREEN = TrashScreen
