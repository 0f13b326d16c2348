"""The field for one record of many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Final, NamedTuple, Unpack

from fieldbook.domain import folding
from fieldbook.domain.acts.oneself import is_me
from fieldbook.i18n import _
from fieldbook.patterns import pattern
from fieldbook.pinyin import sound_alike
from fieldbook.ui.widgets.cells import clean
from fieldbook.ui.widgets.columns import sought
from fieldbook.ui.widgets.field import Mark
from fieldbook.ui.widgets.look import ellipsis
from fieldbook.ui.widgets.suggest_fields import Known, SuggestField
from fieldbook.ui.widgets.text_fields import Asked, may_be

ALIKE: Final = 0.85
"""How much of two names must be alike, 1 being all of it, before one is asked about for the other."""
_DIGITS = pattern(r"\d+")


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
        self._alike: Sequence[Known] = ()
        """Whom they may mean, though nobody's name begins like them."""

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
        """Fill the field as it was; words that nobody was asked about are still to be."""
        key, _tab, text = draft.rpartition("\t")
        stood = self._as_it_stands
        self.put(Picked(key, text))
        self._as_it_stands = stood

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
        begun = () if typed == self._as_it_stands or is_me(typed) else self.all_found()
        return (row for row in begun if self._begins(row))

    def doubt(self, save: str) -> str:
        """Ask of words that may stay which record they mean, if they may mean any; of each words once."""
        typed = self.typed()
        if typed == self._asked:
            self._as_it_stands = typed  # meant so: leaving the field does not complete it either
        if not (typed and self._free) or typed == self._as_it_stands or is_me(typed):
            return ""
        meant = list(self._meant(typed))
        if [row.label for row in meant] == [typed]:
            return ""
        self._alike = () if meant else [row for row in self.known if _is_like(typed, row)]
        if not (meant or self._alike):
            return ""
        self._asked = typed
        if len(meant) == 1:
            return may_be(typed, (meant[0].label,), save)
        told = _("“{typed}” may be {names}: choose with ↓; {save} again keeps “{typed}”.")
        names = self._named(meant or self._alike)
        return told.format(typed=clean(typed), names=names, save=save)

    def all_found(self) -> Iterable[Known]:
        """Find those that fit, and once it was asked about them those that are called alike."""
        yield from super().all_found()
        if self.typed() == self._asked:
            yield from self._alike

    def _named(self, rows: Sequence[Known]) -> str:
        """The first of several records, in a sentence."""
        labels = (" ".join(clean(row.label).split()) for row in rows[: self.MOST])
        return _(", ").join(labels) + (ellipsis(self) if rows[self.MOST :] else "")

    def _exactly(self, typed: str) -> list[Known]:
        return [row for row in self.all_found() if row.label == typed]

    def _of_this_name(self, typed: str) -> list[Known]:
        """Find those whose name is what is typed, and whose label says besides which one it is."""
        return [row for row in self.all_found() if row.label.partition("  ")[0] == typed]

    @property
    def unclear(self) -> str:
        """Which records the words can mean, where that is more than one."""
        typed = self.typed()
        meant = (list(self._meant(typed)) or self._of_this_name(typed)) if typed else []
        if not meant[1:]:
            return ""
        told = _("{count} fit: {names}; choose one with ↓")
        return told.format(count=len(meant), names=self._named(meant))

    def below(self) -> Sequence[Sequence[Mark]]:
        """Show the records that may be meant, and what becomes of words that name none.

        Once the field is left, say which those were, for none was picked.
        """
        typed = self.typed()
        same = self._of_this_name(typed) if typed else []
        is_new = typed and not same and len(self._exactly(typed)) != 1
        told = self._says(clean(typed)) if self._says and is_new else ""
        stood = bool(typed) and typed == self._as_it_stands  # what stands here is not asked about
        is_told = not self.problem and (stood or not self._input.has_focus)
        several = self.said(words) if is_told and (words := self.unclear) else ()
        return [*super().below(), *several, *([(Mark(told),)] if told else [])]


def _is_like(typed: str, row: Known) -> bool:
    """Whether a name that was typed sounds as the record's does, or is nearly written so."""
    from difflib import SequenceMatcher  # only where nobody is called so

    one, other = folding.folded(typed), folding.folded(row.label.partition("  ")[0])
    if not one.isascii():
        return sound_alike(one, other)
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    matcher = SequenceMatcher(None, one, other)
    return matcher.real_quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
