"""What can be said of a branch, its invitations and its bundles: the words, by code.

``fieldbook.sentences`` fills them in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fieldbook.i18n import N_, _
from fieldbook.verbs import verb_label

BRANCH: Final[Mapping[str, str]] = {
    "no_age": N_(
        "Books are exchanged encrypted, and the package pyrage (age) that does it is not installed "
        "here; install it: pip install pyrage"
    ),
    "of_no_branch": N_(
        "This book belongs to no branch yet; the secretary founds it: fieldbook branch found NAME; a "
        "member joins it: fieldbook branch join FILE"
    ),
    "belongs_already": N_("This book belongs to the branch “{name}” already; nothing was changed."),
    "no_name": N_("A branch has a name; nothing was changed."),
    "not_the_branch": N_(
        "This is a member's book; inviting is done in the branch's own, which the secretary keeps."
    ),
    "branch_grants": N_(
        "This is a member's book; what members ask for is granted in the branch's own, which the "
        "secretary keeps."
    ),
    "not_asked": N_(
        "Nothing is asked for under number {number}; fieldbook branch shows what is, and its numbers."
    ),
    "not_a_member": N_(
        "There is no member {ref} in the book; write the member down first, under Members."
    ),
    "several_members": N_(
        "Several members are called {ref}; name one by its number, as “list members” shows it: #N"
    ),
    "invite_whom": N_("Name the member to invite, or --secretary for the branch's own other book."),
    "no_invitation": N_("{path} is no invitation, or is damaged; ask the secretary for another."),
    "newer_invitation": N_("{path} was made by a newer fieldbook; update this one first."),
    "no_place": N_("There is no folder {path}; put the stick in, or check the name."),
    "own_folder": N_(
        "{path} is where this book lies; name a folder on a stick, or one that is shared."
    ),
    "anothers": N_("Bundle {number} of {who} is for somebody else."),
    "half": N_(
        "Bundle {number} of {who} has not wholly arrived, or was changed on the way; it was left."
    ),
    "newer": N_(
        "Bundle {number} of {who} was made by a newer fieldbook and was left; update this one, and "
        "exchange again."
    ),
    "damaged": N_("Bundle {number} of {who} is damaged and was left."),
    "unpacks_too_much": N_(
        "Bundle {number} of {who} unfolds to more than any book holds; it was refused."
    ),
    "tampered": N_(
        "Bundle {number} of {who} was changed, or written by somebody else; it was refused."
    ),
    "not_invited": N_(
        "Bundle {number} of {who} is by an invitation that does not hold any more; it was refused. "
        "Who wrote it needs another: fieldbook branch invite MEMBER"
    ),
    "bad_documents": N_("Bundle {number} of {who} holds what no book writes; it was refused."),
}
"""What keeps a branch's books from coming together, or one bundle from being taken in."""


def handed_on(error: Any) -> str:
    """Which act stays, though it was to be undone or redone, and what can be done."""
    act = verb_label(error.verb)
    if error.about:
        act = _("{label}: {text}").format(label=error.about, text=act)
    return _(
        "“{act}” stays: it was handed on to other books since; change what is wrong, the next "
        "exchange carries that."
    ).format(act=act)
