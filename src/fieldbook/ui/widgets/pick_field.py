"""The field for one record of many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import NamedTuple, Unpack

from fieldbook.domain import folding
from fieldbook.i18n import _
from fieldbook.ui.widgets.cells import clean
from fieldbook.ui.widgets.columns import sought
from fieldbook.ui.widgets.field import Mark
from fieldbook.ui.widgets.look import ellipsis
from fieldbook.ui.widgets.suggest_fields import Known, SuggestField
from fieldbook.ui.widgets.text_fields import Asked


class Picked(NamedTuple):
    """What was picked: the record's key, or else only the words that were typed."""

    key: str = ""
    text: str = ""


class PickField(SuggestField):
    """One record, found by typing part of it."""

    SELECT_ON_FOCUS = True

    def __init__(
        self,
        name: str,
        label: str,
        offers: Callable[[], Iterable[Known]] = tuple,
        *,
        free: bool = False,
        says: Callable[[str], str] | None = None,
        **asked: Unpack[Asked],
    ) -> None:
        """Make the field; where it is ``free``, words that name no record may stay.

        ``says`` tells of such words what becomes of them, or how they are read; it stands beneath them.
        """
        super().__init__(name, label, offers, **asked)
        self._free, self._says = free, says
        self._key = ""
        self._as_it_stands = ""
        """Words not to be completed: they stood here, or were typed again after completing them."""
        self._asked = ""
        """Words of which :meth:`doubt` has asked."""

    @property
    def value(self) -> Picked:
        """The record's key and label, or the words alone."""
        return Picked(self._key, self.text.strip())

    def put(self, value: Picked | str | None) -> None:
        """Fill the field with a record's key, or with free words."""
        picked = Picked(value) if isinstance(value, str) else (value or Picked())
        rows = self.known if picked.key else ()
        row = next((row for row in rows if row.key == picked.key), None)
        self.write(row.label if row is not None else picked.text)
        self._key, self._as_it_stands = picked.key, picked.text.strip()
        if self._input.has_focus:  # what is typed replaces it all the same
            self._input.select_all()

    @property
    def draft(self) -> str:
        """The key, if one was picked, and the words."""
        return f"{self._key}\t{self.text}"

    def restore(self, draft: str) -> None:
        """Fill the field as it was."""
        key, _tab, text = draft.rpartition("\t")
        self.put(Picked(key, text))

    def typed(self) -> str:
        """Give the words that stand here, as long as they are no record picked."""
        return "" if self._key else self.text.strip()

    def is_sure(self, first: Known) -> bool:
        """It is the only one the words can mean, which Tab takes as well."""
        return [row.key for row in islice(self._meant(self.typed()), 2)] == [first.key]

    def _begins(self, row: Known) -> bool:
        return sought(row.label).startswith(folding.folded(self.typed()))

    def text_changed(self) -> None:
        """Look for the record; other words are another record."""
        self._key = ""
        super().text_changed()

    def take(self, row: Known) -> None:
        """Pick a record."""
        self.write(row.label)
        self._key = row.key
        self._show(-1, is_open=False)

    def on_descendant_blur(self) -> None:
        """Pick what can only be meant, however the field is left."""
        self._take_meant()

    def settle(self) -> None:
        """Pick what Tab would; where words may stay as they are, only what was walked to."""
        if not self._take_walked() and not self._free:
            self._take_meant()

    def _take_meant(self) -> None:
        """Pick the only record found, or the one named in full.

        Where words may stay, the only one that begins like them; who types them again means them.
        """
        typed = self.typed()
        meant = list(islice(self._meant(typed), 2)) if typed else []
        if len(meant) == 1:
            self._as_it_stands = typed
            self._choose(meant[0])

    def _meant(self, typed: str) -> Iterable[Known]:
        """Find which records the words can mean."""
        if exact := self._exactly(typed):
            return exact
        if not self._free:
            return self.all_found()
        begun = () if typed == self._as_it_stands else self.all_found()
        return (row for row in begun if self._begins(row))

    def doubt(self) -> tuple[str, str]:
        """Give words that may stay, and the only record that begins like them; of each words once."""
        typed = self.typed()
        if typed and typed == self._asked:
            self._as_it_stands = typed  # meant so: leaving the field does not complete it either
        meant = list(islice(self._meant(typed), 2)) if typed and self._free else []
        if len(meant) != 1 or typed == meant[0].label:
            return "", ""
        self._asked = typed
        return clean(typed), " ".join(clean(meant[0].label).split())

    def _exactly(self, typed: str) -> list[Known]:
        return [row for row in self.all_found() if row.label == typed]

    @property
    def unclear(self) -> str:
        """Which records the words can mean, where that is more than one."""
        typed = self.typed()
        meant = [clean(row.label) for row in self._meant(typed)] if typed else []
        if not meant[1:]:
            return ""
        names = _(", ").join(meant[: self.MOST]) + (ellipsis(self) if meant[self.MOST :] else "")
        return _("{count} fit: {names}; choose one with ↓").format(count=len(meant), names=names)

    def below(self) -> Sequence[Sequence[Mark]]:
        """Show the records that may be meant, and what becomes of words that name none.

        Once the field is left, say which those were, for none was picked.
        """
        typed = self.typed()
        is_new = typed and len(self._exactly(typed)) != 1
        told = self._says(clean(typed)) if self._says and is_new else ""
        is_left = not (self._input.has_focus or self.problem)
        several = self.said(words) if is_left and (words := self.unclear) else ()
        return [*super().below(), *several, *([(Mark(told),)] if told else [])]
