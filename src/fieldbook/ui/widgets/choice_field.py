"""The field for one or several of a few codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset

from fieldbook.i18n import _
from fieldbook.ui.widgets.caret import one_line
from fieldbook.ui.widgets.cells import clean
from fieldbook.ui.widgets.columns import sought
from fieldbook.ui.widgets.cursor_place import place_caret
from fieldbook.ui.widgets.field import Field, Mark
from fieldbook.ui.widgets.look import reads_aloud
from fieldbook.ui.widgets.row_filter import RowFilter

_GAP = 2
_BOX = 4
_AT_ONCE = 0.01
"""Seconds between two keys that nobody strikes so fast: an input method hands over a phrase."""


class Option(NamedTuple):
    """What may be chosen: the code that is stored, and the word that is shown."""

    code: str
    label: str


class _Place(NamedTuple):
    line: int
    start: int
    end: int


class ChoiceField(Field, can_focus=True):
    """``[x] 交代任务  [ ] 交代政策``: arrows move, the space bar and the digits tick.

    Words typed here look for an option by its name, and stay here until one is chosen.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"field--option", "field--ticked"}

    DEFAULT_CSS = """
    ChoiceField {
        & > .field--option { color: $foreground; }
        & > .field--ticked { color: $text-accent; text-style: bold; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("home", "move(-99)", show=False),
        Binding("end", "move(99)", show=False),
        Binding("space", "tick", show=False),
        Binding("enter", "enter", show=False),
        Binding("backspace", "take_back", show=False),
    ]

    def __init__(
        self,
        name: str,
        label: str,
        options: Sequence[Option | tuple[str, str]],
        *,
        many: bool = False,
        always: bool = False,
        required: bool = False,
    ) -> None:
        """Make the field; of the codes with their words ``many`` may be ticked, else one.

        One that is there ``always``, or is ``required``, cannot have its tick taken away.
        """
        super().__init__(name, label, required=required)
        self._options = tuple(Option(*option) for option in options)
        self._many = many
        self._always = always or required
        self._ticked: set[str] = set()
        self._at = 0
        self._chosen_by_arrows = False
        """Whether arrows have led to an option since the field was come to: then Enter takes it."""
        self._words = ""
        """Words typed here that have chosen nothing yet."""
        self._in_words = False
        """Whether the last key was one of words: then blanks, digits and signs may be theirs too."""
        self._asked = ""
        """Words that were asked about."""
        self._at_once: list[events.Key] = []
        """The last keys that came at once one behind the other."""
        self._before: tuple[set[str], str] = (set(), "")
        """What was ticked, and the words that stood here, before those keys."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The ticked codes, in the order of the options."""
        return tuple(option.code for option in self._options if option.code in self._ticked)

    @property
    def value(self) -> str | tuple[str, ...]:
        """The ticked codes where there may be many, else the one, or an empty text."""
        return self.codes if self._many else next(iter(self.codes), "")

    def put(self, value: str | Iterable[str] | None) -> None:
        """Tick these codes; unknown ones are left out."""
        codes = {value} if isinstance(value, str) else set(value or ())
        self._ticked = {option.code for option in self._options if option.code in codes}
        self._words, self._in_words = "", False
        first = next((n for n, o in enumerate(self._options) if o.code in self._ticked), None)
        if not self._many and first is not None:
            self._at = first
        self._redraw()

    @property
    def unclear(self) -> str:
        """Where none is ticked, how one is."""
        told = _("Choose one: press 1 to {count}.").format(count=len(self._options))
        return "" if self._ticked else told

    @property
    def draft(self) -> str:
        """The ticked codes, and words that have chosen nothing."""
        codes = " ".join(self.codes)
        return f"{codes}\t{self._words}" if self._words else codes

    def restore(self, draft: str) -> None:
        """Tick what was ticked."""
        codes, _tab, words = draft.partition("\t")
        self.put(codes.split())
        self._words = words
        self._redraw()

    def settle(self) -> None:
        """Tick the only one that the words name."""
        if only := self._named():
            self._choose(self._options.index(only))

    def doubt(self, save: str) -> str:
        """Say once of words that have chosen nothing that they are not saved."""
        if self._words == self._asked or (self.is_required and not self._ticked):
            return ""
        self._asked = self._words
        told = _("“{typed}” is none of these; {save} again leaves it out.")
        return told.format(typed=clean(self._words), save=save) if self._words else ""

    # --- keys and mouse --------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Go to a neighbouring option."""
        self._at = max(0, min(self._at + by, len(self._options) - 1))
        self._chosen_by_arrows, self._in_words = True, False
        self._moved()

    def action_tick(self) -> None:
        """Tick the option under the cursor, or take the tick away."""
        self._tick(self._at)

    def action_enter(self) -> None:
        """Take what arrows or words have led to, as where names are offered, and go on to the next field.

        Words that have chosen nothing hold it back: who types without looking goes on typing here.
        """
        self.settle()
        if self._chosen_by_arrows:
            self._choose(self._at)
        if not self._words:
            self.post_message(self.Entered(self))

    def action_take_back(self) -> None:
        """Take the last letter of the words away."""
        self._look_for(self._words[:-1])

    def on_key(self, event: events.Key) -> None:
        """Tick by number, full-width too; look for one by letters."""
        if event.is_printable and self._takes(event, event.character or ""):
            event.stop()

    def _takes(self, event: events.Key, character: str) -> bool:
        number = int(character) - 1 if character.isdecimal() else -1
        if phrase := self._phrase(event):
            self._ticked, words = self._before
            self._look_for(words + phrase)
        elif 0 <= number < len(self._options) and (not self._in_words or self._words.isalpha()):
            self._tick(number)
        elif character.isspace() and not self._words.isascii() and self._named():
            self.settle()  # where words have blanks between them, the next may follow
        elif self._in_words or character.isalpha():
            self._look_for(self._words + character)
        elif character == "\u3000":
            self.action_tick()
        else:
            return False
        return True

    def _phrase(self, event: events.Key) -> str:
        """The keys that came at once with this one, where they are a phrase, its digits too.

        Letters that have a key are none: they were typed by a hand behind a tick, however close together a
        slow line or a busy computer brings the two.
        """
        if not self._at_once or event.time - self._at_once[-1].time > _AT_ONCE:
            self._at_once, self._before = [], (self._ticked, self._words)
        self._at_once.append(event)
        phrase = "".join(each.character or "" for each in self._at_once)
        is_one = any(each.isalpha() and not each.isascii() for each in phrase)
        return phrase if is_one and phrase[1:] else ""

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted for words, digits too."""
        event.stop()
        self._look_for(self._words + one_line(event.text.strip()))

    def _look_for(self, words: str) -> None:
        """Go to the only option that the words name, and keep them until one is chosen."""
        self._words, self._in_words = words, bool(words)
        if only := self._named():
            self._at = self._options.index(only)
        self._moved()
        self.post_message(self.Edited(self))

    def _named(self) -> Option | None:
        """The only option that the words name, as long as they are being typed."""
        if not self._in_words or not self._words.strip():
            return None
        found = RowFilter([sought(each.label) for each in self._options]).find(self._words)
        return self._options[found[0]] if len(found) == 1 else None

    def _choose(self, number: int) -> None:
        """Tick it, unless it is ticked."""
        if self._options[number].code in self._ticked:
            self._look_for("")
        else:
            self._tick(number)

    def _tick(self, number: int) -> None:
        code = self._options[number].code
        if not self._many:
            self._ticked &= {code}
        self._ticked = {code} if self._always else self._ticked ^ {code}
        self._at = number
        self._words = ""
        self._chosen_by_arrows = self._in_words = False
        self._moved()
        self.post_message(self.Edited(self))

    def _moved(self) -> None:
        self._redraw()
        self.place_caret()

    def _redraw(self) -> None:
        self.refresh()
        self.resize_lines()

    def on_focus(self) -> None:
        """Show where one is, also to a screen reader or an input method."""
        self._chosen_by_arrows = self._in_words = False
        self._redraw()
        self.call_after_refresh(self.place_caret)

    def on_blur(self) -> None:
        """Tick what can only be meant, however the field is left."""
        self.settle()

    def place_caret(self) -> None:
        """Put the cursor into the box it would tick."""
        if self._options:
            place = self._places()[self._at]
            x, y, _width, _height = self.content_region
            within = 0 if reads_aloud(self) else 1
            place_caret(self, Offset(x + self.left + place.start + within, y + place.line))

    def on_click(self, event: events.Click) -> None:  # type: ignore[override]
        """Tick what was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for number, place in enumerate(self._places()):
            if place.line == offset.y and place.start <= offset.x - self.left < place.end:
                self._tick(number)

    # --- drawing ---------------------------------------------------------------------------

    def _places(self) -> list[_Place]:
        """Lay the options out, over several lines where they need them; one a line that is heard."""
        room = max(1, (self.size.width or 80) - self.left)
        places: list[_Place] = []
        line = start = 0
        for option in self._options:
            width = _BOX + cell_len(option.label)
            if start and (start + width > room or reads_aloud(self)):
                line, start = line + 1, 0
            places.append(_Place(line, start, start + width))
            start += width + _GAP
        return places

    def editor_lines(self) -> int:
        """Say how many lines the options take."""
        places = self._places()
        return places[-1].line + 1 if places else 1

    def first_line(self) -> Sequence[Mark]:
        """Draw the first line of options."""
        return self.further_line(0)

    def further_line(self, y: int) -> Sequence[Mark]:
        """Draw one line of options."""
        marks: list[Mark] = []
        used = 0
        for number, place in enumerate(self._places()):
            if place.line == y:
                marks.append(Mark(" " * (place.start - used), "option"))
                marks.append(self._option(number))
                used = place.end
        marks.append(Mark(" " * max(0, self.size.width - self.left - used), "option"))
        return marks

    def below(self) -> Sequence[Sequence[Mark]]:
        """Say of words typed here what they choose, if they choose anything."""
        if not self._words or self.problem:
            return ()
        only = self._named()
        told = _("“{typed}”: Enter or Tab chooses “{name}”.") if only else _(
            "“{typed}” has chosen nothing: Backspace takes it away; "
            "1 to {count}, or the arrows and Space, choose."
        )  # fmt: skip
        name = clean(only.label) if only else ""
        words = told.format(typed=clean(self._words), name=name, count=len(self._options))
        return self.said(words, "below" if only else "problem")

    def _option(self, number: int) -> Mark:
        option = self._options[number]
        ticked = option.code in self._ticked
        if reads_aloud(self):
            state = _("yes") if ticked else _("no")
            return Mark(
                f"{option.label}: {state}",
                "highlight" if self.has_focus and number == self._at else "option",
            )
        # One alone is no choice between several: it is ticked or not.
        opening, closing = "[]" if self._many or len(self._options) == 1 else "()"
        text = f"{opening}{'x' if ticked else ' '}{closing} {option.label}"
        if self.has_focus and number == self._at:
            return Mark(text, "highlight")
        return Mark(text, "ticked" if ticked else "option")
