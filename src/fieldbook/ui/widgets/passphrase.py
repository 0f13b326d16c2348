"""The field for a passphrase: dots for signs, and no way out of it but into what asked for it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Offset

from fieldbook.domain.passphrases import quality
from fieldbook.i18n import _
from fieldbook.sentences_of_locked import QUALITY
from fieldbook.ui.widgets.field import FieldInput, Mark
from fieldbook.ui.widgets.text_fields import InputField


class DottedInput(FieldInput):
    """An input that shows a dot for each sign and gives none to the clipboard."""

    def __init__(self) -> None:
        super().__init__()
        self.password = True

    @property
    def cursor_screen_offset(self) -> Offset:
        """The place of the cursor: a dot takes one cell, whatever its sign would."""
        x, y, _width, _height = self.content_region
        return Offset(x + self.cursor_position - self.scroll_offset.x, y)

    def action_copy(self) -> None:
        """Copy nothing: a passphrase stays in its field."""

    def action_cut(self) -> None:
        """Delete what is selected, and keep it nowhere."""
        self.delete_selection()


class PassphraseField(InputField):
    """A passphrase; blanks at its ends count."""

    def __init__(self, name: str, label: str, *, rates: bool = False) -> None:
        """Make the field; one that ``rates`` says how good a new passphrase is."""
        super().__init__(name, label)
        self._input = DottedInput()
        self._rates = rates

    @property
    def value(self) -> str:
        """The passphrase, as it was typed."""
        return self.text

    def put(self, value: object) -> None:
        """Fill the field; None empties it."""
        self.write("" if value is None else str(value))

    def below(self) -> Sequence[Sequence[Mark]]:
        """Say how good it is."""
        if not self._rates or not self.text:
            return ()
        return self.said(_(QUALITY[quality(self.text)]))

    @property
    def draft(self) -> str:
        """Nothing: a passphrase is kept nowhere."""
        return ""

    def restore(self, draft: str) -> None:
        """There is nothing to be filled in again."""
