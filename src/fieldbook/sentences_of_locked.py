"""What can be said of a locked book and its passphrase: the words, by code.

``fieldbook.sentences`` fills them in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fieldbook.i18n import N_

LOCKED: Final[Mapping[str, str]] = {
    "passphrase_needed": N_(
        "{path} is locked; its passphrase is asked for on a terminal, or read from a file: "
        "--passphrase-file FILE"
    ),
    "recovery_key_needed": N_(
        "The recovery key of {path} is asked for on a terminal, or read from a file: "
        "--recovery-key-file FILE"
    ),
    "wrong_passphrase": N_("This is not the passphrase; try again."),
    "wrong_in_file": N_(
        "The passphrase in {file} does not open {path}; nothing was changed. See that it is the first "
        "line."
    ),
    "not_opened": N_(
        "{path} was not opened; nothing was changed. To try again run the command again: never type a "
        "passphrase where the shell keeps it."
    ),
    "stopped": N_("Stopped; nothing was changed."),
    "other_recovery_key": N_("This is the recovery key of another book, or a former one of this."),
    "not_a_recovery_key": N_("This is no recovery key; compare it with the slip, sign by sign."),
    "no_passphrase": N_("A passphrase has at least one sign; nothing was changed."),
    "passphrases_differ": N_("The two passphrases differ; nothing was changed."),
    "no_memory": N_(
        "Unlocking takes {megabytes} MB of memory, and there is not so much; close other programs."
    ),
    "no_age": N_(
        "On this computer no book can be locked or unlocked: the package pyrage (age) is not "
        "installed, and there may be none for it. Everything else works."
    ),
    "identity_missing": N_(
        "The book is locked, and {where}, which holds its identity, is not there; bring it back from "
        "a copy, or use the recovery key: fieldbook passphrase --forgotten"
    ),
    "identity_damaged": N_(
        "{where}, which holds the identity of the locked book, is damaged; bring it back from a copy, "
        "or use the recovery key: fieldbook passphrase --forgotten"
    ),
    "recipients": N_(
        "{where}, which says whom a locked book's lines are encrypted to, is missing or damaged; "
        "run: fieldbook verify --repair"
    ),
    "locked_already": N_(
        "{path} is locked already; to change its passphrase: fieldbook passphrase"
    ),
    "not_locked": N_("{path} is not locked; to lock it: fieldbook encrypt"),
}
"""What keeps a locked book from being opened, or a book from being locked."""

QUALITY: Final[Mapping[str, str]] = {
    "weak": N_("This passphrase is weak: who has the book can guess it. Six words are better."),
    "fair": N_("This passphrase is fair; a word or two more would make it good."),
    "good": N_("This passphrase is good."),
}
"""How good a new passphrase is."""
