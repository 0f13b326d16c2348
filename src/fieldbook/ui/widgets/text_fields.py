"""Fields for words: one line, or several."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, NamedTuple, TypedDict, Unpack

from textual import events, on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, TextArea

from fieldbook.i18n import _
from fieldbook.ui.widgets.caret import CaretArea, one_line
from fieldbook.ui.widgets.cells import clean
from fieldbook.ui.widgets.field import Field, FieldInput, Mark

_MOST = 8
"""Lines of a long text shown at the most where the other fields leave no room for more; it scrolls."""

_MOST_NAMED = 3
"""Names in a question; who it is, one knows when one sees how they are told apart."""


def may_be(typed: str, known: Sequence[str], save: str) -> str:
    """Ask of words that may stay whether somebody known is meant by them; the only one is taken by Tab."""
    told = _("“{typed}” may be {name}: Tab takes that; {save} again keeps “{typed}”.")
    if len(known) > 1:
        told = _(
            "“{typed}” may be {name}: write it as it stands here; {save} again keeps “{typed}”."
        )
    names = _(" or ").join(" ".join(clean(each).split()) for each in known[:_MOST_NAMED])
    more = " …" if known[_MOST_NAMED:] else ""
    return told.format(typed=clean(typed), name=names + more, save=save)


class Asked(TypedDict, total=False):
    """How a field is asked for."""

    required: bool
    """Whether its label says that it must be filled."""
    placeholder: str
    """A hint shown while it is empty."""


class InputField(Field):
    """A field whose editor is a one-line input."""

    SELECT_ON_FOCUS: ClassVar[bool] = False
    """Whether typing replaces what stands there."""

    def __init__(self, name: str, label: str, **asked: Unpack[Asked]) -> None:
        super().__init__(name, label, required=asked.get("required", False))
        self._input = FieldInput(
            placeholder=asked.get("placeholder", ""), select_on_focus=self.SELECT_ON_FOCUS
        )
        self._known = ""

    def compose(self) -> ComposeResult:
        """Put the input into the field."""
        yield self._input

    @property
    def editor(self) -> FieldInput:
        """The input in which the words are typed."""
        return self._input

    @property
    def text(self) -> str:
        """What was typed, as it stands."""
        return self._input.value

    def write(self, text: str) -> None:
        """Set the text without it counting as the user's edit; the cursor goes behind it."""
        self._write_as_it_is(one_line(text))
        self.text_changed()
        self.resize_lines()

    def _write_as_it_is(self, text: str) -> None:
        self._known = text
        self._input.value = text
        self._input.cursor_position = len(text)

    @property
    def draft(self) -> str:
        """All that was typed."""
        return self.text

    def restore(self, draft: str) -> None:
        """Fill the field with what was typed."""
        self.write(draft)

    def text_changed(self) -> None:
        """Take notice of another text."""

    def entered(self) -> None:
        """Act on Enter before it goes on to the next field."""

    @on(FieldInput.Changed)
    def _input_changed(self, event: Input.Changed) -> None:
        event.stop()
        # A change of our own making comes by here too, later than it was made.
        if event.value != self._known:
            self._known = event.value
            self.user_changed()

    def user_changed(self) -> None:
        """Act on an edit of the user's."""
        self.text_changed()
        self.resize_lines()
        self.post_message(self.Edited(self))

    @on(FieldInput.Submitted)
    def _input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.entered()
        self.post_message(self.Entered(self))


class TextField(InputField):
    """A line of words; blanks around it do not count."""

    @property
    def value(self) -> str:
        """The text, trimmed, ideographic blanks too."""
        return self.text.strip()

    def put(self, value: object) -> None:
        """Fill the field; None empties it."""
        self.write("" if value is None else str(value))


class ExplainedField(TextField):
    """A line of words that are there already, most often: what they mean stands beneath them."""

    def __init__(self, name: str, label: str, means: str) -> None:
        """Make the field; ``means`` says what stands in it."""
        super().__init__(name, label, placeholder=means)
        self._means = means

    def below(self) -> Sequence[Sequence[Mark]]:
        """Say what it means while it is filled in; an empty one shows it by itself."""
        return self.said(self._means) if self._input.has_focus and self.text else ()

    def on_resize(self) -> None:
        """Come into sight, where it has grown out of it."""
        super().on_resize()
        if self.has_focus_within:
            self.call_after_refresh(self.scroll_visible, animate=False)


class LongTextField(Field):
    """Several lines, softly wrapped; grows with its text, and Tab leaves it."""

    DEFAULT_CSS = """
    LongTextField { height: 2; }
    """

    def __init__(
        self,
        name: str,
        label: str,
        *,
        least: int = 2,
        by_line: bool = False,
        **asked: Unpack[Asked],
    ) -> None:
        """Make the field, which shows at the ``least`` so many lines.

        Where text is typed ``by_line``, each is a thing of its own: below those there are one more is begun.
        """
        super().__init__(name, label, required=asked.get("required", False))
        self._area = CaretArea(placeholder=asked.get("placeholder", ""))
        self._least = least
        self._by_line = by_line
        self._lines = 0
        """What the area was made last; 0: what its style sheet says."""
        self._known = ""

    def compose(self) -> ComposeResult:
        """Put the text area into the field."""
        yield self._area

    @property
    def editor(self) -> CaretArea:
        """The text area."""
        return self._area

    @property
    def value(self) -> str:
        """The text, trimmed."""
        return self._area.text.strip()

    def put(self, value: object) -> None:
        """Fill the field; None empties it."""
        text = "" if value is None else str(value)
        self.restore(f"{text}\n" if self._by_line and text and text[-1] != "\n" else text)

    @property
    def draft(self) -> str:
        """All that was typed."""
        return self._area.text

    def restore(self, draft: str) -> None:
        """Fill the field, with the cursor behind the text."""
        self._area.load_text(draft)
        self._known = self._area.text
        self._area.move_cursor(self._area.document.end)
        self.resize_lines()

    def on_mount(self) -> None:
        """Count the lines again whenever the area breaks them anew: its width is known after the field's."""
        super().on_mount()
        self.watch(self._area, "virtual_size", self.resize_lines, init=False)

    def editor_lines(self) -> int:
        """Say how many lines the text takes, within the limits."""
        lines = max(self._least, min(self._area.wrapped_document.height, self._most()))
        if lines != self._lines:
            self._lines = lines
            self._area.styles.height = lines
        return lines

    def _most(self) -> int:
        """How many lines the form's other fields leave to it."""
        form = self.parent
        if not isinstance(form, Widget) or not form.size.height:
            return _MOST
        others = (e for e in form.children if isinstance(e, Field) and e is not self and e.display)
        taken = sum(int(each.styles.height.value) for each in others if each.styles.height)
        return max(_MOST, form.size.height - taken)

    @on(CaretArea.Changed)
    def _area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.resize_lines()
        if self._area.text != self._known:
            self._known = self._area.text
            self.post_message(self.Edited(self))


class Lines(NamedTuple):
    """How the lines of a field are read."""

    read: Callable[[str, str], str]
    """Says how a line is understood, of it as it was typed and as it is meant; or nothing."""
    tidied: Callable[[str], str] = str
    """The line as it is meant."""
    doubted: Callable[[str], Iterable[tuple[str, tuple[str, ...]]]] = lambda _line: ()
    """Names in it, each with those known that begin like it, or with all who have it."""


class LinesField(LongTextField):
    """Several lines, each a thing of its own: beneath them stands how the one under the cursor is read."""

    def __init__(
        self, name: str, label: str, lines: Lines, *, least: int = 2, **asked: Unpack[Asked]
    ) -> None:
        """Make the field."""
        super().__init__(name, label, least=least, by_line=True, **asked)
        self._lines_are = lines
        self._stood: frozenset[str] = frozenset()
        """Lines that stood here; they are meant as they are."""
        self._meant_so: set[str] = set()
        """Names that were asked about."""
        self._doubted: tuple[str, str] = ("", "")
        """A name and the longer one that was asked about; Tab takes that."""

    @property
    def value(self) -> str:
        """The lines as they are meant, trimmed."""
        return "\n".join(map(self._tidied, self._area.text.split("\n"))).strip()

    def put(self, value: object) -> None:
        """Fill the field; None empties it."""
        super().put(value)
        self._stood = frozenset(map(str.strip, self._area.text.split("\n")))

    def _tidied(self, line: str) -> str:
        return line if line.strip() in self._stood else self._lines_are.tidied(line)

    def below(self) -> Sequence[Sequence[Mark]]:
        """Say how the line is read while it is typed, and how many there are, where some are out of sight."""
        row, _column = self._area.cursor_location
        line = self._area.document.get_line(row)
        told = self._lines_are.read(line, self._tidied(line)) if self._area.has_focus else ""
        lines = self._area.document.lines
        begun = not lines[-1].strip()  # the empty one in which the next is typed is none
        if self._area.wrapped_document.height - begun > self.editor_lines():
            count = sum(bool(line.strip()) for line in lines)
            more = _("{count} lines, more above or below").format(count=count)
            told = f"{told}   {more}" if told else more
        return ((Mark(told),),) if told else ()

    def doubt(self, save: str) -> str:
        """Ask of a name in the lines, where one known begins like it, or several have it; of each once."""
        self._doubted = ("", "")
        for line in self._area.text.split("\n"):
            for typed, (first, *others) in self._doubts_of(line):
                if typed not in self._meant_so:
                    self._meant_so.add(typed)
                    self.stand_at(typed)
                    if not others:
                        self._doubted = (typed, first)
                    return may_be(typed, (first, *others), save)
        return ""

    def stand_at(self, words: str) -> None:
        """Put the cursor at the end of the first line with these words."""
        lines = self._area.text.split("\n")
        at = next((at for at, line in enumerate(lines) if words and words in line), None)
        if at is not None:
            self._area.move_cursor((at, len(lines[at])))

    def _doubts_of(self, line: str) -> Iterable[tuple[str, tuple[str, ...]]]:
        return () if line.strip() in self._stood else self._lines_are.doubted(self._tidied(line))

    def on_key(self, event: events.Key) -> None:
        """Let Tab take the name that was asked about, and go on."""
        if event.key in ("tab", "shift+tab") and self._doubted[0]:
            lines = self._area.text.split("\n")
            self._area.text = "\n".join(map(self._completed, lines))

    def _completed(self, line: str) -> str:
        """The line with the longer name, where it has the short one: behind what it says."""
        short, longer = self._doubted
        if (short, (longer,)) not in self._doubts_of(line):
            return line
        *_before, last = re.finditer(rf"(?<!\w){re.escape(short)}(?!\w)", line)
        return line[: last.start()] + longer + line[last.end() :]

    @on(CaretArea.Changed)
    def _lines_changed(self) -> None:
        self._doubted = ("", "")  # other words were not asked about

    @on(CaretArea.SelectionChanged)
    def _line_changed(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        self.resize_lines()
