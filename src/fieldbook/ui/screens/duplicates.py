"""Households that stand in the book twice: side by side, and made one after being asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fieldbook.domain.records import Household, Record
from fieldbook.i18n import N_, _, ngettext
from fieldbook.labels import FIELDS, field_label, filled
from fieldbook.reports.duplicates import Duplicates
from fieldbook.ui.act import Act, Acts
from fieldbook.ui.acts.lists import FILTER, ON_A_LIST, SORT
from fieldbook.ui.acts.records import EVERYWHERE, IMPORT, TWO_PANES
from fieldbook.ui.acts.settling import ask_whether_one
from fieldbook.ui.everywhere import PLACES
from fieldbook.ui.keys import keys_in
from fieldbook.ui.list_screen import ListScreen
from fieldbook.ui.told.rows import list_row, place_text
from fieldbook.ui.told.versions import hanging
from fieldbook.ui.under import key_of
from fieldbook.ui.widgets.ask import Ask, Choice
from fieldbook.ui.widgets.columns import Column, ListRow
from fieldbook.ui.widgets.story_lines import StoryLine

DUPLICATES: Final = Acts["DuplicatesScreen"](
    Act("merge", "f2,m,ctrl+s", N_("make one"),
        N_("Make one of them; what happens is said first"),
        lambda at: at.screen.ask_to_merge(), writes=True,
        why_not=lambda at: at.screen.nothing_chosen()),
    ON_A_LIST["edit"], ON_A_LIST["visit"].with_keys("v,ctrl+o"), IMPORT.with_keys("f11,ctrl+k"),
    *PLACES, FILTER, *SORT, *EVERYWHERE, *TWO_PANES,
    footer=("merge", "edit", "filter", "undo", "palette"),
)  # fmt: skip
"""The acts on households that stand in the book twice."""


class DuplicatesScreen(ListScreen):
    """Each set of households with one head and one address or phone."""

    acts = DUPLICATES
    tab = "duplicates"
    belongs_to = "households"
    record_type = Household
    nothing_yet = (
        N_("No household stands in the book twice."),
        "",
        N_(
            "Households with the same head, and the same address or the same phone, are shown here."
        ),
        N_("Esc goes back."),
    )

    def columns(self) -> list[Column]:
        """Head, how many, what they share."""
        return [
            Column(_("Head"), None, min_width=8, priority=9),
            Column(_("Times"), 5, align="right", priority=8),
            Column(_("Same"), 9, priority=7),
        ]

    def counts(self) -> str:
        """The rows are counted as sets of households."""
        return "set"

    def rows(self) -> Sequence[ListRow]:
        """Every set; the household that would be kept stands for it."""
        return [
            list_row(
                # One household may stand in two sets: by its address, and by its phone.
                f"{number}/{key_of(each.households[0])}",
                (each.households[0].head, str(len(each.households)), field_label(each.by)),
                *(f"{x.head} {x.address} {x.phone}" for x in each.households),
            )
            for number, each in enumerate(self._sets())
        ]

    def _sets(self) -> Sequence[Duplicates]:
        """The sets; in a branch's book without those that were told apart."""
        found, room = self.book.households.duplicates(), self.book.exchange
        return [each for each in found if not room.is_apart([one.id for one in each.households])]

    def _set(self) -> Duplicates | None:
        number = self.list.cursor_key.partition("/")[0]
        sets = self._sets()
        return sets[int(number)] if number.isdigit() and int(number) < len(sets) else None

    def lines(self, record: Record) -> Iterator[StoryLine]:
        """The households of the set, one below the other, and what hangs on each."""
        del record  # it stands for its set
        found, shelf = self._set(), self.book.shelf
        if found is None:
            return
        same = _("The same head, and the same: {field}").format(field=field_label(found.by))
        yield StoryLine(same, tone="heading")
        for number, each in enumerate(found.households):
            kept = _("kept") if number == 0 else _("taken into it")
            place = place_text(shelf, each, shelf.group_of(each))
            told = f"{each.head}  {place}  #{each.seq}"
            if not self.book.is_of_a_branch:  # there it has what either says
                told = f"{told} · {kept}"
            yield StoryLine("")
            yield StoryLine(told, tone="title", key=key_of(each))
            contact = filled(_("contact {name}"), name=shelf.member_name(each.contact))
            for words in (each.address, each.phone, contact, each.note):
                if words:
                    yield StoryLine(words, 1)
            yield StoryLine(hanging(self.book, (each,)) or _("nothing hangs on it yet"), 1, "muted")
        yield StoryLine("")
        told = keys_in(_("{merge} makes them one, after asking."), self.tab)
        yield StoryLine(told, tone="muted")

    # --- merging -------------------------------------------------------------------------------

    def nothing_chosen(self) -> str:
        """Why nothing can be made one: no set is under the cursor."""
        return "" if self._set() else _("Nothing is under the cursor: choose a line first.")

    def ask_to_merge(self) -> None:
        """Say what would happen, and ask."""
        found = self._set()
        if found is None:
            return
        if self.book.is_of_a_branch:
            # There one book's trash is no way to make one of two: other books name the other.
            ask_whether_one(self, found.households)
            return
        keep, *others = found.households
        title = _("Make one of {count} households: {head}?").format(
            count=len(found.households), head=keep.head
        )
        choices = [
            Choice("merge", _("Make them one"), "f2", "F2"),
            Choice("leave", _("Leave them as they are"), "escape", "Esc"),
        ]
        self.app.push_screen(
            Ask(title, tuple(self._what_happens(keep, others)), choices), self._answered
        )

    def _what_happens(self, keep: Household, others: Sequence[Household]) -> Iterator[str]:
        place = place_text(self.book.shelf, keep, self.book.shelf.group_of(keep))
        yield _("{head} {place} (#{seq}) is kept.").format(
            head=keep.head, place=place, seq=keep.seq
        )
        moving = hanging(self.book, others)
        if moving:
            yield _("Goes over to it: {what}.").format(what=moving)
        one = self.book.households.as_one(keep.id, [each.id for each in others])
        filled = [
            field_label(name)
            for name in Household.__struct_fields__
            if name in FIELDS and getattr(one, name) and not getattr(keep, name)
        ]
        if filled:
            yield _("Filled in from the others: {fields}.").format(fields=_(", ").join(filled))
        yield ngettext(
            "{count} household goes to the trash.",
            "{count} households go to the trash.",
            len(others),
        )
        yield keys_in(_("{undo} undoes all of it."))

    def _answered(self, answer: str | None) -> None:
        found = self._set()
        if answer != "merge" or found is None:
            return
        keep, *others = (each.id for each in found.households)
        told = _("Made one: {head}").format(head=found.households[0].head)
        self.host.attempt(lambda: self.book.households.merge(keep, others), told)


SCREEN = DuplicatesScreen
