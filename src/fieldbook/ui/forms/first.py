"""What an empty book asks once, before its first screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from fieldbook.i18n import N_, _
from fieldbook.settings import write_settings
from fieldbook.ui.act import Acts
from fieldbook.ui.forms.form import FIRST
from fieldbook.ui.forms.settings import SettingsForm
from fieldbook.ui.keys import key_of_act, keys_in
from fieldbook.ui.widgets.fields import Field


class FirstForm(SettingsForm):
    """What an empty book asks once: language, name and branch."""

    form = "first"
    is_for = N_("Welcome to fieldbook")
    acts: ClassVar[Acts[Any]] = FIRST
    BINDINGS: ClassVar[list[BindingType]] = [*FIRST.bindings()]
    keeps_draft = False
    then = ""
    """What comes next: ``import`` or ``demo``."""

    def above(self) -> Sequence[str]:
        """What is asked, and what else one may do."""
        keys = {each.id: key_of_act(each) for each in FIRST}
        words = (
            _(
                "A new book. Three things to begin with; {settings} changes them and more at any time."
            ),
            _("{import} imports a roster or a ledger. {demo} shows a sample village first."),
        )
        return [keys_in(each, **keys) for each in words]

    def make_fields(self) -> Iterator[Field]:
        """What a new book asks first, and nothing more."""
        return self.first_fields()

    def begin(self, then: str) -> None:
        """Go on with something else; the sample village asks again another time."""
        self.then = then
        if then == "demo":
            self._close(None)
        else:
            self.save()

    def leave(self) -> None:
        """Skip it: a file of settings that says nothing is the sign that it was asked."""
        self.host.attempt(lambda: write_settings(self.now, self.now))
        self._close(None)
