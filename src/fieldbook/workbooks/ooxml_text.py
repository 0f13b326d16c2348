"""The texts of an XLSX: those the cells share, and the escapes in them."""

from __future__ import annotations

import re
from typing import Final

from fieldbook.workbooks.markup import Attributes, Reader

_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Strings(Reader):
    """The texts the cells point to; what is read aloud beside them (phonetic signs) is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._text: list[str] = []
        self._aside = 0
        self._open = False

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        del attributes
        if name == "si":
            self._text = []
        elif name == "rPh":
            self._aside += 1
        self._open = name == "t" and not self._aside

    def end(self, name: str) -> None:
        """An element ends."""
        self._open = False
        if name == "si":
            self.found.append(unescaped("".join(self._text)))
        elif name == "rPh":
            self._aside -= 1

    def words(self, text: str) -> None:
        """Text stands here."""
        if self._open:
            self._text.append(text)


def unescaped(text: str) -> str:
    """``_x000D_`` is the sign of that number; what is typed so is written ``_x005F_x000D_``."""
    if "_x" not in text:
        return text
    found = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    # Two such signs may be the halves of one; a half alone is no sign.
    return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
