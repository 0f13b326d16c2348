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
    "wife husband widow widower son daughter mother father family household group team "
    "president director manager midwife warden guard party brigade elder junior senior "
    "deceased late retired absent unknown brother brothers sister sisters aunt uncle "
    "grandmother grandfather the north south east west upper lower primary village"
)
_NOT_GIVEN: Final = frozenset(_SAID.split())
"""Words behind a comma that say what somebody or something is, and are nobody's given name."""
_UNITS: Final = (
    "association brigade clinic committee cooperative group household office school team"
)
_NO_SURNAME: Final = frozenset(_UNITS.split())
_GIVEN: Final = (
    "agnes alice amy ann anna anne annie barbara beatrice ben bert bertha betty bill bob catherine charlie charlotte clara cynthia "
    "dan dave deborah diana dick dora doris dorothy ed edith edna eileen eleanor elizabeth ella ellen elsie emily emma esther ethel "
    "eva evelyn fanny florence fred gertrude gladys hannah harry helen hilda ian ida irene isabel jack jane janet jennifer jenny "
    "jessica jessie jim joan joanna joe johnny judith judy julia julie karen kate katherine kathleen laura linda lisa louise lucy "
    "lydia mabel maggie margaret maria marian marjorie martha mary matilda mike mildred miriam molly muriel nancy nelly nick nora "
    "pamela pat patricia paula peggy phoebe phyllis rachel rebecca rob ron ruth sally sarah sheila sophie stella steve sue susan "
    "susanna sylvia ted teresa tim tom tony ursula vera virginia wendy winifred"
)
GIVEN_NAMES: Final = frozenset(_GIVEN.split())
"""Given names that are hardly anybody's surname."""
_TOO: Final = (
    "adam alan albert alex alexander alfred andrew anthony arthur benjamin brian bruce charles colin daniel david dennis "
    "donald edgar edmund edward edwin eric ernest frederick geoffrey george gerald gilbert gordon graham harold henry "
    "herbert howard hugh isaac jacob james jason jeffrey john jonathan joseph joshua keith kenneth kevin lawrence leonard "
    "leslie lewis louis luke marion martin maurice michael nathan neil nicholas nigel norman oliver oscar paul peter philip "
    "ralph reginald richard robert roland ronald roy sam samuel sean sidney simon stanley stephen steven thomas timothy "
    "vincent walter wilfred william"
)
SURNAMES_TOO: Final = frozenset(_TOO.split())
"""Given names that are surnames, too: Martin, Thomas."""


def given_first(name: str) -> str:
    """One person's name in Latin letters as it is said: ``Brook, Alice`` is ``Alice Brook``.

    Two people (``Alice Brook, Tom Reed``, ``Tom, Dick``, ``A, B``), a suffix, a title or a post behind the comma and
    what is no person (``Committee, Water``) stay as they are.
    """
    if "," not in name and "，" not in name:
        return name
    found = _COMMA.fullmatch(unicodedata.normalize("NFC", name.strip()))
    if found is None or not _is_surname(found["surname"]):
        return name
    given = found["given"]
    words = re.split(r"[\s.-]+", given.casefold())
    if not _NOT_GIVEN.isdisjoint(words) or not all(each[0].isupper() for each in given.split()):
        return name
    return f"{found['given']} {found['before']}{found['surname']}{found['behind'] or ''}"


def one_of_several(names: str) -> str:
    """The same of words that name several people, mostly: one where the second is plainly a given name.

    ``Brook, Alice`` is one person, ``Banda, Zola`` may be two.
    """
    last = names.replace("，", ",").rpartition(",")[2].split("(")[0].casefold().split()
    return given_first(names) if last and last[0] in GIVEN_NAMES | SURNAMES_TOO else names


def _is_surname(word: str) -> bool:
    """Whether a word can be one; a letter alone stands for somebody."""
    is_name = len(word.rstrip(".")) > 1 and word.casefold() not in _NO_SURNAME | GIVEN_NAMES
    return is_name and word[0].isupper()
