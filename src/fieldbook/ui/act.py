"""An act as a value: its keys and words, why it cannot be done now, and what it does.

An act has an F-key besides its letter, and the frequent ones a Ctrl route, because a Chinese input
method swallows letters and laptops hide F-keys; Ctrl+P reaches all of them. Full-width twins (``？``,
``／``) are bound. Nothing destructive hangs on a single letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

import msgspec
from textual.binding import Binding

from fieldbook.book import Fieldbook
from fieldbook.domain.errors import FieldbookError
from fieldbook.i18n import _
from fieldbook.ui.host import Host
from fieldbook.ui.under import Under
from fieldbook.units import unit_words

Refusal = str | FieldbookError
"""Why an act cannot be done, in words or as an error with its data; empty where it can."""


@runtime_checkable
class Acting(Protocol):
    """A screen whose keys are a table of acts."""

    @property
    def acts(self) -> Acts[Any]:
        """What can be done on it."""

    @property
    def name(self) -> str | None:
        """The screen's name, where it has one."""

    @property
    def book(self) -> Fieldbook:
        """The open book."""

    @property
    def host(self) -> Host:
        """The app, which does what an act asks for."""

    def context(self) -> Context[Any]:
        """What an act is done on now."""

    def draw_frame(self) -> None:
        """Draw what may look different after an act."""


replace = msgspec.structs.replace
S = TypeVar("S", bound=Acting)
S_co = TypeVar("S_co", bound=Acting, covariant=True)
S_contra = TypeVar("S_contra", bound=Acting, contravariant=True)


class Context(msgspec.Struct, Generic[S_co], frozen=True):
    """What an act is done on: the screen, and what is under its cursor."""

    screen: S_co
    under: Under = Under()
    marked: int = 0
    """How many lines are marked; acts on a line are then on all of them, or on none."""

    @property
    def book(self) -> Fieldbook:
        """The open book."""
        return self.screen.book

    @property
    def host(self) -> Host:
        """The app, which does what an act asks for."""
        return self.screen.host


def always(at: Context[Any]) -> Refusal:
    """Nothing stands in the way."""
    del at
    return ""


class Act(msgspec.Struct, Generic[S_contra], frozen=True):
    """What a key stands for."""

    id: str
    """The act's name, also in the keymap of the settings."""
    keys: str
    """Textual's key names, the one shown in the footer first."""
    label: str
    """The short word in the footer."""
    help: str
    """What it does, for help and palette, which leave out an act without."""
    do: Callable[[Context[S_contra]], object]
    writes: bool = False
    """Whether a book open for reading only refuses it."""
    why_not: Callable[[Context[S_contra]], Refusal] = always
    on_marked: Callable[[Context[S_contra]], object] | None = None
    """What it does on all that are marked."""
    why_not_marked: Callable[[Context[S_contra]], Refusal] = always
    of_a_line: bool = False
    """Whether it is about the line under the cursor, and refused on several it cannot do."""

    def done(self, at: Context[S_contra]) -> None:
        """Do it: on what is marked, where something is and it can be done on several."""
        (self.on_marked if at.marked and self.on_marked else self.do)(at)

    def refused(self, at: Context[S_contra]) -> Refusal:
        """Why it cannot be done now; empty where it can."""
        if self.writes and at.book.read_only:
            return _("The book is open for reading only: update fieldbook to write in it.")
        if at.marked and self.on_marked:
            return self.why_not_marked(at)
        if at.marked and self.of_a_line:
            return _("This is done on one line at a time: Esc takes the marks away.")
        return self.why_not(at)

    def words(self) -> str:
        """What it does, in the user's language."""
        return _(self.help).format(screen=_(self.label), units=_(", ").join(unit_words()))

    def with_keys(self, keys: str) -> Act[S_contra]:
        """The same act under other keys: its own mean something else on that screen."""
        return replace(self, keys=keys)


def doing(
    act: Act[Any],
    do: Callable[[Context[S]], object],
    why_not: Callable[[Context[S]], Refusal] = always,
) -> Act[S]:
    """An act of the same name, keys and words that a screen does in its own way."""
    return replace(act, do=do, why_not=why_not)


class Acts(Generic[S_contra]):
    """The acts of one screen, in the order of its help. One key has one act, and so has one name."""

    def __init__(
        self,
        *acts: Act[S_contra],
        base: Acts[S_contra] | None = None,
        footer: Sequence[str] = (),
    ) -> None:
        """Make the table.

        Args:
            acts: the acts.
            base: another table, whose acts stand here too where none has their name.
            footer: the ids of those that the footer names, in order.

        Raises:
            ValueError: two acts have one id or one key, or the footer names an act there is not.
        """
        self._by_id: dict[str, Act[S_contra]] = {each.id: each for each in base or ()}
        if len({each.id for each in acts}) < len(acts):
            raise ValueError(f"twice: {[each.id for each in acts]}")
        self._by_id.update({each.id: each for each in acts})
        owner: dict[str, str] = {}
        for act in self:
            for key in act.keys.split(","):
                if owner.setdefault(key, act.id) != act.id:
                    raise ValueError(f"{key}: {owner[key]}, {act.id}")
        if missing := [each for each in footer if each not in self._by_id]:
            raise ValueError(f"unknown: {missing}")
        self._footer = tuple(footer)

    def __iter__(self) -> Iterator[Act[S_contra]]:
        return iter(self._by_id.values())

    def __contains__(self, act: object) -> bool:
        return act in self._by_id

    def __getitem__(self, act: str) -> Act[S_contra]:
        return self._by_id[act]

    def some(self, *acts: str) -> Iterator[Act[S_contra]]:
        """Acts by their names."""
        return (self._by_id[each] for each in acts)

    def footer(self) -> Iterator[Act[S_contra]]:
        """The acts that the footer names."""
        return self.some(*self._footer)

    def listed(self) -> Iterator[Act[S_contra]]:
        """The acts that help and palette name."""
        return (each for each in self if each.help)

    def bindings(self) -> list[Binding]:
        """Textual's bindings; the act's id is the binding's, so that a keymap finds it."""
        return [
            Binding(each.keys, f"app.act('{each.id}')", each.label, id=each.id, show=False)
            for each in self
        ]
