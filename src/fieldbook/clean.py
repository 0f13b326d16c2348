"""What leaves for a terminal: words only, nothing that would command it.

A file's name, a word of a foreign book or an argument may hold signs that a terminal obeys: it would
be painted, titled or written over by whoever sent them. Every sentence passes here as it leaves; what
is stored stays as it was written.
"""

from __future__ import annotations

from typing import Final

from fieldbook.patterns import pattern

_SEQUENCE: Final = pattern(
    # ESC or its one-sign twin, then what belongs to it: colours and moves end in a letter, titles
    # and links in BEL or ST. What was cut off is taken as far as it goes.
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
_COMMANDING: Final = pattern(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but for the tab and the end of a line
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns the writing direction
    r"\u2028\u2029\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff]"
)


def clean(text: str) -> str:
    """The text without what a terminal would obey: escapes, bells, controls, turned writing."""
    if text.isascii() and text.isprintable():
        return text
    return _COMMANDING.sub("", _SEQUENCE.sub("", text.replace("\r\n", "\n")))


def without_controls(text: str) -> str:
    """The text without the signs themselves that a terminal would obey, none of which takes a cell."""
    return text if text.isprintable() else _COMMANDING.sub("", text)


def escaped(text: str) -> str:
    r"""A JSON text with the same signs as ``\uXXXX``: another program reads back what was written."""
    return _COMMANDING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
