"""What can go wrong when the program is set up or replaced: the words, by code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fieldbook.clean import clean
from fieldbook.domain.errors import ProgramError
from fieldbook.i18n import N_, _

PROGRAM: Final[Mapping[str, str]] = {
    "not_a_stick": N_(
        "{path} is no stick of fieldbook's: name the folder in which install.py lies."
    ),
    "damaged": N_("{path} is damaged or was changed; copy the stick anew."),
    "other_python": N_(
        "This stick is for Python {first} to {last}, and this one is {found}; install another one "
        "beside it and start again."
    ),
    "no_venv": N_("This Python lacks its module venv; on Debian and Ubuntu: sudo apt install python3-venv"),
    "command_taken": N_(
        "{path} is there already and is not ours; move it away and start again. Nothing was changed."
    ),
    "failed": N_("It could not be set up: {step}. Nothing was changed."),
    "nothing_before": N_("There is no earlier program to go back to."),
    "not_from_a_stick": N_(
        "This fieldbook was not set up from a stick; update it in the way it was installed, or run "
        "{install}."
    ),
}  # fmt: skip
"""Why the program cannot be set up."""

STEPS: Final[Mapping[str, str]] = {
    "make": N_("its folder could not be made"),
    "fill": N_("the packages could not be unpacked"),
    "load": N_("the new program does not load"),
    "write": N_("the new program does not write"),
    "read": N_("the new program does not read what it wrote"),
    "read_book": N_("the new program cannot read your book"),
    "start": N_("the new command does not start"),
}
"""Step → what it means that it failed."""


def program_sentence(error: ProgramError | OSError) -> str:
    """The error as one sentence with the next step."""
    if isinstance(error, OSError):
        words = _("It could not be set up: {why}. Nothing was changed.")
        return clean(words.format(why=error.strerror or error))
    step, told = _(STEPS.get(error.data.get("step", ""), "")), error.data.get("told", "")
    if told:
        step = _("{step} ({told})").format(step=step, told=" ".join(told.split()))
    return clean(_(PROGRAM[error.what]).format(**{**error.data, "step": step}))
