"""The forms that encrypt the book, change its passphrase, and make it readable again.

Nothing is done while they are shown: they give a :class:`Change`, for which the app lets go of the book.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from fieldbook.book import Fieldbook
from fieldbook.domain.drafts import Draft
from fieldbook.domain.errors import FieldbookError, Locked
from fieldbook.domain.passphrases import quality
from fieldbook.i18n import N_, _, ngettext
from fieldbook.recovery_slip import shown_once, slip_place, write_slip, written_to
from fieldbook.sentences import sentence
from fieldbook.store.covering import plain_copies
from fieldbook.store.keys import Key, age
from fieldbook.store.locking import (
    Left,
    change_passphrase,
    decrypt,
    encrypt,
    new_recovery_key,
    renew,
)
from fieldbook.store.unlocking import unlock
from fieldbook.ui.forms.form import FormScreen
from fieldbook.ui.widgets.ask import Ask, Choice
from fieldbook.ui.widgets.fields import ChoiceField, ExplainedField, Field
from fieldbook.ui.widgets.passphrase import PassphraseField

_HALF: Final = 37
"""A recovery key has twice as many signs; on two lines it fits on any screen."""


class Changed(NamedTuple):
    """What a change of the lock came to."""

    key: Key | None
    """What opens the book now; a plain one needs none."""
    left: Left = ()
    """The files that could not be brought along."""


class Change(NamedTuple):
    """What is to be done with the files of a book that nobody has open."""

    before: Key | None
    """What opens it before; also afterwards, where nothing came of it."""
    do: Callable[[Path], Changed]
    doing: str
    done: str


class LockForm(FormScreen):
    """A form about what locks the book; nothing that is typed into it is kept anywhere."""

    keeps_draft = False

    def __init__(self, book: Fieldbook, path: Path) -> None:
        super().__init__(book)
        self._path = path
        self.change: Change | None = None
        """What is to be done, once it is known."""
        self._weak = ""
        """The weak passphrase that was told to be one; it is taken when it is saved again."""

    def read(self) -> Draft:
        """Nothing of it is a record."""
        return Draft({})

    def save(self) -> None:
        """Look whether it can be done; it takes a moment to try a passphrase."""
        problems = dict(self._problems())
        here = self.body.current
        self.body.set_problems(problems)
        if problems and isinstance(here, PassphraseField):
            here.focus()  # who did not look is not moved: what is typed next, or a field up, stays hidden
        if not problems:
            self.run_worker(self._go_on(), exclusive=True, group="lock")

    def _problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong, by the field."""
        fields = self.body.fields
        if "now" in fields and not self.typed("now"):
            yield "now", sentence(Locked("no_passphrase", self._path))
        if "passphrase" not in fields:
            return
        new = self.typed("passphrase")
        if not new:
            yield "passphrase", sentence(Locked("no_passphrase", self._path))
        elif new != self.typed("again"):
            yield "again", sentence(Locked("passphrases_differ", self._path))
        elif quality(new) == "weak" and new != self._weak:
            self._weak = new
            yield "passphrase", _("This one is weak; who saves once more takes it all the same.")

    def typed(self, name: str) -> str:
        """What stands in a field, where there is one."""
        return str(self.body.fields[name].value or "") if name in self.body.fields else ""

    async def _go_on(self) -> None:
        try:
            slip = slip_place(self.typed("slip").strip(), self._path)
        except FieldbookError as wrong:
            self.body.set_problems({"slip": sentence(wrong)})
            return
        try:
            age()
            before = None
            if "now" in self.body.fields:
                before = await asyncio.to_thread(unlock, self._path, self.typed("now"))
        except (FieldbookError, OSError) as wrong:
            first = next(iter(self.body.fields))
            self.body.set_problems({first: sentence(wrong)})
            return
        if not self.needs_recovery_key():
            self._change(before, "")
            return
        recovery_key = new_recovery_key()
        self._hand_over(recovery_key, slip, lambda: self._change(before, recovery_key))

    def _hand_over(self, recovery_key: str, slip: Path | None, then: Callable[[], object]) -> None:
        """Show the recovery key, or where it is written; go on when that was read."""
        title, keep = shown_once(self._path)
        lines = [recovery_key[:_HALF], recovery_key[_HALF:], "", keep]
        go = _("It is kept; go on")
        if slip is not None:
            told, keep = written_to(slip)
            lines, go = [told, "", keep], _("Write it there; go on")
        choices = [
            Choice("go", go, "f2", "F2"),
            Choice("", _("Change nothing"), "escape", "Esc"),
        ]

        def answered(answer: str | None) -> None:
            if answer and (slip is None or self._is_written(slip, recovery_key)):
                then()

        page = Ask(title, lines, choices)
        page.before_leaving = _(
            "The book is as it was, and the recovery key shown here opens nothing unless you go on; another "
            "one is made next time."
        )
        self.app.push_screen(page, answered)

    def _is_written(self, slip: Path, recovery_key: str) -> bool:
        try:
            write_slip(slip, self._path, recovery_key)
        except OSError as wrong:
            self.body.set_problems({"slip": sentence(wrong)})
            return False
        return True

    def _change(self, before: Key | None, recovery_key: str) -> None:
        self.change = self.changing(before, recovery_key)
        self._close(self.form)

    # --- what the three do otherwise -----------------------------------------------------------

    def needs_recovery_key(self) -> bool:
        """Whether a new recovery key is made, and has to be kept by the user."""
        return False

    def changing(self, before: Key | None, recovery_key: str) -> Change:
        """What is to be done."""
        raise NotImplementedError


def _new_fields() -> Iterator[Field]:
    yield PassphraseField("passphrase", _("New passphrase"), rates=True)
    yield PassphraseField("again", _("Once more"))


def _slip_field() -> Field:
    return ExplainedField(
        "slip",
        _("Slip"),
        _("file for the recovery key, as on a stick; empty: only shown"),
    )


class EncryptForm(LockForm):
    """Locks a plain book."""

    form = "encrypt"
    is_for = N_("Encrypt the book")

    def above(self) -> Sequence[str]:
        """What follows from it, and which copies anybody can read."""
        copies = plain_copies(self._path)
        told = [
            _(
                "Whoever opens the book will need the passphrase. Who forgets it needs the recovery "
                "key, which is shown next; without both nobody opens the book again."
            )
        ]
        if copies:
            count = ngettext(
                "{count} older copy beside the book can be read by anybody:",
                "{count} older copies beside the book can be read by anybody:",
                len(copies),
            )
            count = count.format(count=len(copies))
            told.append(_("{told} {next}").format(told=count, next=copies[0].parent))
        return told

    def make_fields(self) -> Sequence[Field]:
        """The passphrase twice, the slip, and what becomes of older copies."""
        fields = [*_new_fields(), _slip_field()]
        if plain_copies(self._path):
            becomes = [("encrypt", _("encrypted")), ("erase", _("erased"))]
            fields.append(ChoiceField("copies", _("Copies"), becomes, always=True))
        return fields

    def prefill(self) -> dict[str, str]:
        """Copies are kept, where nothing else is wished."""
        return {"copies": "encrypt"}

    def needs_recovery_key(self) -> bool:
        """A book that is locked for the first time gets one."""
        return True

    def changing(self, before: Key | None, recovery_key: str) -> Change:
        """Encrypt the book, and open it with its passphrase."""
        passphrase, erase = self.typed("passphrase"), self.typed("copies") == "erase"

        def do(path: Path) -> Changed:
            left = encrypt(path, passphrase, recovery_key, erase_copies=erase)
            return Changed(unlock(path, passphrase), left)

        return Change(
            before,
            do,
            _("The book is being encrypted…"),
            _(
                "The book is locked from now on. Papers that are exported, and copies elsewhere, can "
                "be read by anybody as before."
            ),
        )


class PassphraseForm(LockForm):
    """Changes the passphrase; if it is wished, everything is encrypted anew."""

    form = "passphrase"
    is_for = N_("Change the passphrase")
    says = (
        N_(
            "Copies made before, on sticks and elsewhere, still open with the old passphrase. If "
            "somebody may have both, encrypt everything anew."
        ),
    )

    def make_fields(self) -> Sequence[Field]:
        """The passphrase as it is, the new one twice, and whether all is encrypted anew."""
        anew = [("yes", _("encrypt everything anew, with a new recovery key"))]
        return (
            PassphraseField("now", _("Passphrase now")),
            *_new_fields(),
            ChoiceField("anew", _("As well"), anew),
            _slip_field(),
        )

    def needs_recovery_key(self) -> bool:
        """Only where everything is encrypted anew."""
        return bool(self.typed("anew"))

    def changing(self, before: Key | None, recovery_key: str) -> Change:
        """Change the passphrase alone, or encrypt everything anew."""
        assert before is not None
        passphrase = self.typed("passphrase")

        def change(path: Path) -> Changed:
            return Changed(change_passphrase(path, before, passphrase))

        def all_anew(path: Path) -> Changed:
            left = renew(path, before, passphrase, recovery_key)
            return Changed(unlock(path, passphrase), left)

        if not recovery_key:
            return Change(
                before,
                change,
                _("The passphrase is being changed…"),
                _("The passphrase was changed."),
            )
        return Change(
            before,
            all_anew,
            _("The book is being encrypted…"),
            _(
                "Everything was encrypted anew; the old passphrase and the old recovery key open "
                "none of it."
            ),
        )


class DecryptForm(LockForm):
    """Makes the book readable for anybody again."""

    form = "decrypt"
    is_for = N_("Decrypt the book")
    says = (N_("Whoever gets at the book can read it then. Who saves this form decrypts it."),)

    def make_fields(self) -> Sequence[Field]:
        """One field: the passphrase as it is."""
        return (PassphraseField("now", _("Passphrase now")),)

    def changing(self, before: Key | None, recovery_key: str) -> Change:
        """Make the book readable for anybody."""
        del recovery_key
        assert before is not None

        def do(path: Path) -> Changed:
            return Changed(None, decrypt(path, before))

        return Change(
            before, do, _("The book is being decrypted…"),
            _("The book can be read by anybody again: {path}").format(path=self._path),
        )  # fmt: skip


LOCK_FORMS: Final[dict[str, type[LockForm]]] = {
    each.form: each for each in (EncryptForm, PassphraseForm, DecryptForm)
}
"""By the act that opens them."""
