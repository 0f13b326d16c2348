"""The name of one person that an office list writes surname first: ``Brook, Alice``."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from fieldbook.patterns import pattern

_LETTER: Final = "A-Za-zÀ-ÖØ-öø-ɏ\u1e00-\u1eff"
_WORD: Final = rf"[{_LETTER}][{_LETTER}'’.-]*"
_COMMA: Final = pattern(
    rf"(?P<before>(?:(?:de|dela|del|della|da|dos|du|di|la|le|van|von|der|den|ten|bin|al|el|st\.?)\s)*)"
    rf"(?P<surname>{_WORD})\s*[,，]\s*(?P<given>{_WORD}(?:\s{_WORD}){{0,2}})(?P<behind>\s*[(（].*[)）])?",
    re.IGNORECASE,
)
_SAID: Final = (
    "jr sr ii iii iv md phd esq mp mr mrs ms miss dr rev prof and or with "
    "chair chairman chairwoman chairperson secretary treasurer leader head headman headwoman chief "
    "teacher nurse doctor accountant bookkeeper clerk cadre member deputy vice foreman captain "
    "wife husband widow widower son daughter mother father family household group team"
)
_NOT_GIVEN: Final = frozenset(_SAID.split())
"""Words behind a comma that say what somebody is, and are nobody's given name."""


def given_first(name: str) -> str:
    """One person's name in Latin letters as it is said: ``Brook, Alice`` is ``Alice Brook``.

    Two people (``Alice Brook, Tom Reed``), a suffix, a title or a post behind the comma stay as they are.
    """
    if "," not in name and "，" not in name:
        return name
    found = _COMMA.fullmatch(unicodedata.normalize("NFC", name.strip()))
    if found is None or not found["surname"][0].isupper():
        return name
    words = found["given"].split()
    if any(each.strip(".").casefold() in _NOT_GIVEN or not each[0].isupper() for each in words):
        return name
    return f"{found['given']} {found['before']}{found['surname']}{found['behind'] or ''}"
