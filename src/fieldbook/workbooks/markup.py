"""XML read as a stream, by expat, and safely.

No document type is allowed: no spreadsheet has one, and entities that unfold into gigabytes, or fetch
a file, are declared in one. Names come without their prefix, whatever the file calls its namespaces.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any, Final
from xml.parsers import expat

from fieldbook.workbooks.gathering import Refused

DEEPEST: Final = 200
"""Elements within one another; a sheet needs a dozen."""

_PIECE: Final = 1 << 16

Attributes = dict[str, str]


class Reader:
    """Calls ``start``, ``end`` and ``words`` as the elements come; names are local names.

    Without ``namespaces`` those of attributes are as the file has them.
    """

    def __init__(self, encoding: str | None = None, *, namespaces: bool = True) -> None:
        self._stroke = " " if namespaces else ":"
        self._parser = expat.ParserCreate(encoding, " " if namespaces else None)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self.words
        self._parser.StartDoctypeDeclHandler = _no_doctype
        self._names: dict[str, str] = {}
        self._depth = 0

    def read(self, source: IO[bytes]) -> None:
        """Read to the end."""
        try:
            while piece := source.read(_PIECE):
                self._parser.Parse(piece)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("damaged") from error

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def words(self, text: str) -> None:
        """Text stands here."""

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Refused("damaged")
        self.start(self._names.get(name) or self._met(name), attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.end(self._names[name])

    def _met(self, name: str) -> str:
        """The local name of an element that is met for the first time."""
        local_name = self._names[name] = name.rpartition(self._stroke)[2]
        return local_name


def _no_doctype(*_: Any) -> None:
    raise Refused("damaged")


def local(attributes: Attributes, name: str) -> str:
    """An attribute by its local name, of whatever namespace."""
    found = attributes.get(name)
    if found is not None:
        return found
    return next((each for key, each in attributes.items() if key.endswith(" " + name)), "")


class Each(Reader):
    """Hands every element that begins to one function; for short parts that are lists of things."""

    def __init__(self, take: Callable[[str, Attributes], None]) -> None:
        super().__init__()
        self._take = take

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        self._take(name, attributes)
