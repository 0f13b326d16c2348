"""What is shown while the book is locked: one line, or the field for its passphrase."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from fieldbook.domain.errors import FieldbookError
from fieldbook.i18n import _
from fieldbook.sentences import sentence
from fieldbook.ui.widgets.caret import one_line
from fieldbook.ui.widgets.field import Field
from fieldbook.ui.widgets.lines import Hint, KeyLine, StatusLine
from fieldbook.ui.widgets.passphrase import PassphraseField
from fieldbook.ui.widgets.prose import Prose
from fieldbook.ui.widgets.still_screen import StillScreen

FORGOTTEN: Final = "fieldbook passphrase --forgotten"
BLANK: Final = "-blank"
"""The class of the screen while nothing but one line is shown."""


class UnlockScreen(StillScreen[bool]):
    """Asks for the passphrase until it opens the book; closes with yes, and is left by leaving."""

    DEFAULT_CSS = """
    UnlockScreen {
        & #asks { height: 1fr; padding: 1 2; }
        & #asks > Prose { margin-bottom: 1; }
        & #asks > PassphraseField { max-width: 76; margin-bottom: 1; }
        & #forgotten, & #doing { color: $text-muted; }
        & #doing { display: none; }
        & #only { display: none; padding: 1 2; color: $text-muted; }
        &.-blank > * { display: none; }
        &.-blank > #only { display: block; }
    }
    """
    AUTO_FOCUS = ""  # at the blank screen nothing is typed unseen
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.act('quit')", show=False)]

    def __init__(self, path: Path, opens: Callable[[str], object], *, blank: bool = False) -> None:
        """Ask for the passphrase of the book at ``path``, which ``opens``, or raises what keeps it shut.

        A ``blank`` screen shows but one line until somebody comes.
        """
        super().__init__(classes=BLANK if blank else "")
        self._path, self._opens = path, opens

    def compose(self) -> ComposeResult:
        """What is asked, and what helps who cannot answer."""
        yield Prose(_("The book is locked. Type the passphrase, then Enter."), id="only")
        yield StatusLine(_("Fieldbook"), [_("locked")])
        with Vertical(id="asks"):
            yield Prose(_("The book is locked: {path}").format(path=self._path))
            yield PassphraseField("passphrase", _("Passphrase"))
            yield Prose("", id="doing")
            yield Prose(
                _("Forgotten? The recovery key opens it. Leave, and run:"),
                FORGOTTEN,
                id="forgotten",
            )
        yield KeyLine([Hint(_("Enter"), _("unlock")), Hint("Esc", _("leave"), act="quit")])

    @property
    def field(self) -> PassphraseField:
        """The field for the passphrase."""
        return self.query_one(PassphraseField)

    def on_mount(self) -> None:
        """Wait for the passphrase, or for somebody."""
        if not self.has_class(BLANK):
            self.field.focus()

    # --- somebody comes ------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Show the field; what is typed before it has the focus stands in it already."""
        is_blank = self.has_class(BLANK)
        is_typed = event.is_printable or event.key == "enter"
        if not is_blank and (self.field.editor.has_focus or not is_typed):
            return
        event.stop()
        event.prevent_default()
        self._wake((event.character or "") if event.is_printable else "")
        if event.key == "enter":
            self._try()

    def on_paste(self, event: events.Paste) -> None:
        """A pasted passphrase shows the field, too."""
        if not self.field.editor.has_focus:
            self._wake(one_line(event.text))

    def on_click(self) -> None:
        """So does the mouse."""
        if self.has_class(BLANK):
            self._wake("")

    def _wake(self, typed: str) -> None:
        self.remove_class(BLANK)
        self.field.put(self.field.text + typed)
        self.call_after_refresh(self.field.focus)

    # --- opening -------------------------------------------------------------------------------

    def on_field_edited(self, message: Field.Edited) -> None:
        """What was wrong is being mended."""
        message.field.problem = ""

    def on_field_entered(self, message: Field.Entered) -> None:
        """Enter tries it."""
        message.stop()
        self._try()

    def _try(self) -> None:
        """Try what was typed; nothing of it stays in the field."""
        passphrase = self.field.value
        if not passphrase:
            return
        self.field.put(None)
        self.field.problem = ""
        self._tell_doing(_("The book is being opened…"))
        self.field.disabled = True
        self.run_worker(self._open(passphrase), exclusive=True)

    async def _open(self, passphrase: str) -> None:
        try:
            await asyncio.to_thread(self._opens, passphrase)
        except (FieldbookError, OSError) as wrong:
            self._tell_doing("")
            self.field.disabled = False
            self.tell(wrong)
            self.field.focus()
        else:
            self.dismiss(True)

    def tell(self, wrong: Exception) -> None:
        """Say what went wrong."""
        self.field.problem = sentence(wrong)

    def _tell_doing(self, words: str) -> None:
        doing = self.query_one("#doing", Prose)
        doing.set_lines(words)
        doing.display = bool(words)


class Waiting(StillScreen[None]):
    """What is being done while nobody has the book; no key does anything."""

    DEFAULT_CSS = """
    Waiting { padding: 1 2; }
    """

    def __init__(self, doing: str) -> None:
        super().__init__()
        self._doing = doing

    def compose(self) -> ComposeResult:
        """One line that says what is being done."""
        yield Prose(self._doing)
