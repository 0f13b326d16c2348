"""The walk through the sample village: one line says what to do next, until it was done.

It is loaded by ``fieldbook demo`` alone. Nothing waits for it: steps may be done in any order, and
one key takes the line away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from fieldbook.domain.records import Household
from fieldbook.i18n import N_, _
from fieldbook.ui.act import Acting
from fieldbook.ui.acts.records import ON_A_RECORD
from fieldbook.ui.app import FieldbookApp
from fieldbook.ui.everywhere import SEARCH, TABS
from fieldbook.ui.forms.form import FORM
from fieldbook.ui.keys import shown_key, shown_keys
from fieldbook.ui.widgets.cells import cut
from fieldbook.ui.widgets.lines import Part, PartLine
from fieldbook.ui.widgets.look import ellipsis
from fieldbook.ui.widgets.story import Story


class Step(NamedTuple):
    """What to do next."""

    words: str
    """What it is, in one short line; ``{visit}`` stands for the key of that act."""
    done_by: str
    """The verb of the book's act, or what was shown, after which it is done."""
    act: str
    """The act it is done with."""
    at: str = "households"
    """The screen to go to from one that does not have that act."""


STEPS: Final = (
    Step(N_("{tab_households} lists the households; Enter reads one"), "opened", "tab_households"),
    Step(N_("{visit} writes down a visit; {save} saves it"), "note_visit", "visit"),
    Step(N_("{issue} writes down an issue found there"), "raise_issue", "issue"),
    Step(N_("{tab_issues}, then {solution}: a solution studied together"), "note_solution",
         "solution", "issues"),
    Step(N_("{refer} refers the issue to the branch"), "refer", "refer", "issues"),
    Step(N_("{tab_today}, then {follow_up} on a follow-up: did it hold?"), "check", "follow_up",
         "today"),
    Step(N_("{search} searches everything; Esc comes back"), SEARCH.id, SEARCH.id),
    Step(N_("{tab_meeting} shows the paper for the meeting"), "meeting", "tab_meeting"),
)  # fmt: skip
"""The round from the visit to the meeting."""
END: Final = "end_walk"
"""The act that takes the line away, whichever screen is shown."""
END_KEYS: Final = ("Q", "ctrl+f12")
"""Its keys; none of a screen's acts has them."""
_ACTS: Final = {each.id: each for each in (*ON_A_RECORD, FORM["save"])}


class Walk:
    """How far one has come."""

    def __init__(self, acts: Iterable[str]) -> None:
        """Begin; the acts that are in the book already, by their ids, do not count."""
        self._before = frozenset(acts)
        self._done: set[str] = set()

    def came_by(self, *what: str) -> None:
        """Note what was shown."""
        self._done.update(what)

    def look_at(self, acts: Iterable[tuple[str, str]]) -> None:
        """Note what was done, by the ids and the verbs of the book's acts."""
        self._done.update(verb for act, verb in acts if act not in self._before)

    @property
    def number(self) -> int:
        """The place of the step that is next, from 0; as many as there are steps when all are done."""
        left = (number for number, step in enumerate(STEPS) if step.done_by not in self._done)
        return next(left, len(STEPS))


class WalkLine(PartLine):
    """``3/8  i writes down an issue found there    Q end walk``."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "walk-line--count", "walk-line--step", "walk-line--key", "walk-line--label",
    }  # fmt: skip
    DEFAULT_CSS = """
    WalkLine {
        dock: bottom;
        offset-y: -1;
        margin-top: 1;
        background: $panel;
        & > .walk-line--count { color: $text-muted; }
        & > .walk-line--step { color: $foreground; text-style: bold; }
        & > .walk-line--key { background: $chip; color: $text-accent; text-style: bold; }
        & > .walk-line--label { color: $text-muted; }
    }
    """

    def __init__(self, walking: WalkingApp) -> None:
        super().__init__()
        self._walking = walking

    def parts(self, width: int) -> Sequence[Part]:
        """Give the step, cut where there is no room for it, and how the walk is ended."""
        key, label = f" {self._walking.end_key} ", " " + _("end walk") + " "
        count, step = self._walking.told(self.screen)
        room = width - cell_len(count) - cell_len(key) - cell_len(label) - 1
        shown = cut(step, max(0, room), ellipsis(self))
        gap = " " * (1 + max(0, room - cell_len(shown)))
        return (
            Part(count, "walk-line--count"),
            Part(shown, "walk-line--step"),
            Part(gap, ""),
            Part(key, "walk-line--key", END),
            Part(label, "walk-line--label", END),
        )


class WalkingApp(FieldbookApp):
    """The app over the sample village, with the line of the walk above the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(END_KEYS), f"act('{END}')", show=False)
    ]

    walk: Walk | None = None
    """How far one has come; none once the walk was ended."""

    def on_load(self) -> None:
        """Begin the walk with the book as it is."""
        self.walk = Walk(each.id for each in self.book.acts)

    # --- the line ------------------------------------------------------------------------------

    def lines_above_keys(self) -> Iterable[Widget]:
        """The line, as long as one walks."""
        return () if self.walk is None else (WalkLine(self),)

    @property
    def end_key(self) -> str:
        """The key that ends the walk; the settings may have given the first one to an act."""
        taken = {key for keys in self.keymap.values() for key in keys.split(",")}
        return shown_keys(next((key for key in END_KEYS if key not in taken), END_KEYS[-1]))

    def told(self, shown: Screen[Any]) -> tuple[str, str]:
        """How far one has come, and what to do next on the screen that is shown."""
        number = len(STEPS) if self.walk is None else self.walk.number
        if number == len(STEPS):
            return " ", _("That was the whole round.")
        step = STEPS[number]
        count = f" {number + 1}/{len(STEPS)}  "
        if not _has(shown, step.act):  # its key means something else here
            key = shown_key(ON_A_RECORD[f"tab_{step.at}"], self.keymap)
            words = _("{key} {screen}: there the round goes on")
            return count, words.format(key=key, screen=_(TABS[step.at]))
        keys = {each.id: shown_key(each, self.keymap) for each in _ACTS.values()}
        return count, _(step.words).format_map(keys)

    def _lines(self) -> Iterator[WalkLine]:
        """The line on every screen that was made."""
        for screen in self.screens_made():
            yield from screen.query(WalkLine)

    def _came_by(self, *what: str) -> None:
        """Note what was shown, and what the book remembers; draw the step that is next."""
        if self.walk is None:
            return
        before = self.walk.number
        self.walk.came_by(*what)
        self.walk.look_at((each.id, each.verb) for each in self.book.acts if not each.undone)
        if self.walk.number != before:
            for line in self._lines():
                line.refresh()

    # --- what one comes by ---------------------------------------------------------------------

    def perform(self, act: str) -> None:
        """Do an act of the screen, or end the walk."""
        if act != END:
            super().perform(act)
            return
        self.walk = None
        for line in list(self._lines()):
            line.remove()

    def go_to(self, name: str) -> Screen[Any]:
        """Show one of the screens over the whole book."""
        screen = super().go_to(name)
        self._came_by(name)
        return screen

    def search(self) -> None:
        """Search everything that is in the book."""
        super().search()
        self._came_by(SEARCH.id)

    def opened(self, household: Household) -> None:
        """Remember that a household was read; being in the filter above it is not reading."""
        super().opened(household)
        if isinstance(self.focused, Story):
            self._came_by("opened")

    def after_act(self) -> None:
        """Draw anew what changed, and look whether it was the step that is asked for."""
        super().after_act()
        self._came_by()


def _has(shown: Screen[Any], act: str) -> bool:
    """Whether an act is on a screen what it is on a record."""
    acts = shown.acts if isinstance(shown, Acting) else ()
    return any(each.id == act and each.label == ON_A_RECORD[act].label for each in acts)
