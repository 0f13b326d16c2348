"""What stands for a name where it may not be read, and for what a text says of people and homes."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from fieldbook.i18n import N_, _
from fieldbook.papers.name_words import COMPOUND_SURNAMES, KIN, SURNAMES
from fieldbook.papers.scanning import Hit, is_han, plain, scanner, surname_of
from fieldbook.patterns import pattern
from fieldbook.reports.named import Named, home_of

ROUNDS: Final = 4
"""How often a text is masked and looked through again before it is left out."""
_LETTERS: Final = "甲乙丙丁戊己庚辛壬癸"
_AROUND: Final = 8
"""Characters shown before and behind what was found."""
_INSTEAD: Final[Mapping[str, str]] = MappingProxyType(
    {
        "phone": N_("[phone number]"),
        "address": N_("[address]"),
        "paper": N_("[identity number]"),
        "plate": N_("[number plate]"),
        "mail": N_("[e-mail]"),
    }
)
_OFFICE_ENDS: Final = frozenset("组队社站所会委局院校厂办室部")
_BEGINS: Final = (
    "农业 农技 农机 农经 农村 农会 农科 农资 农贸 安全 武装 文教 文化 计划 计生 路政 路灯 项目 林业 林管 卫生 司法 施工 "
    "管理 管委 管水 房管 金融 成人 高中 石料 田间 苗圃 苗木 麦收 温室 康复 马路 查账"
)
_OFFICE_BEGINS: Final = tuple(_BEGINS.split())
"""How an office begins whose first character is a surname as well."""
_ALSO_WORDS: Final = frozenset("任向")
"""Surnames that are everyday words, but begin no office."""
_OF_A_PLACE: Final = pattern(r"..?.?(?:公社|大队|生产队|镇|乡|县|区|村)")
_INSTITUTION: Final = pattern(
    r"\b[A-Z][\w-]*(?: (?!(?:from|of|at|in|with|by|for|the|plus|to) )[a-z]+)? (?i:commune|brigade|county|village|township|"
    r"town|district|city|province|station|committee|office|bureau|school|clinic|hospital|company|factory|"
    r"department|council|centre|center|branch|union|association|bank|board|depot|works)(?:[’']s?)?(?!\w)"
)
"""An office, or a unit, whose name begins with a capital: Liuhe commune, Water station."""
JOINED: Final = pattern(r"[、，,；;/&＆+和与及同跟由带\n]|\band\b")
"""What stands between several who do something together, or one whom another leads."""
_APART: Final = pattern(r"[\s·.]+")
"""What may stand between them as well, but also within a name: ``陈 桂 生``."""
_NO_NAME_ENDS: Final = _OFFICE_ENDS | frozenset("户家员长书任师记群众")


class Where(NamedTuple):
    """Where a text stands."""

    kind: str
    """The record's kind, or ``word`` for one that stands in many places."""
    field: str
    seq: int = 0
    on: dt.date | None = None
    """The day of what has no number in a paper."""


class Finding(NamedTuple):
    """A mask, a suspect, or a text that was left out."""

    where: Where
    what: str
    """As a :class:`~fieldbook.papers.scanning.Hit` has it; ``left_out`` of a whole text, ``clean`` of
    one that goes out as it is."""
    written: str
    shown: str = ""
    """The mask; nothing for a suspect, which stands as it was written."""
    before: str = ""
    behind: str = ""
    """The characters around it."""


def masked(name: str) -> str:
    """A name of which only the surname is left: ``陈某某``, ``欧阳某某``, ``C.``.

    How long the name is does not show: every name of a surname looks the same.

    >>> masked("陈桂生"), masked("欧阳海"), masked("Chen G.")
    ('陈某某', '欧阳某某', 'C.')
    """
    whole = unicodedata.normalize("NFKC", name).strip()
    if not whole:
        return ""
    if is_han(whole[0]):
        return surname_of(whole) + "某某"
    return f"{whole[0].upper()}." if whole[0].isalpha() else _("somebody")


class Masks:
    """The masks of one paper: two persons who share a mask get 甲 and 乙, the same all through it."""

    def __init__(self) -> None:
        self._sharing: dict[str, list[str]] = {}
        self._settled = False

    def of(self, name: str, which: str = "") -> str:
        """What stands for a name; until all are known, whom it stands for is noted.

        Args:
            name: as it was written.
            which: what tells this person from another of the very same name.
        """
        mask = masked(name)
        if mask == _("somebody") or not mask:
            return mask
        person, sharing = plain(name) + which, self._sharing.setdefault(mask, [])
        if person not in sharing and not self._settled:
            sharing.append(person)
        if not self._settled or len(sharing) < 2 or person not in sharing:
            return mask
        return _lettered(mask, sharing.index(person))

    def settle(self) -> None:
        """All are known who are named in the paper: from now on their letters stand."""
        self._settled = True


def _lettered(mask: str, number: int) -> str:
    if not mask.endswith("某某"):
        return f"{mask}{number + 1}"
    return mask[:-1] + (_LETTERS[number] if number < len(_LETTERS) else str(number + 1))


class Hand:
    """What one audience may read of names, places and texts; remembers what was done to them."""

    def __init__(self, named: Named, audience: str, *, texts: bool) -> None:
        """Know who may be named.

        Args:
            named: who and what the book names.
            audience: who reads.
            texts: whether free texts are wanted, as far as they may be read.
        """
        self.texts = texts
        self.findings: list[Finding] = []
        self.public = audience != "above"
        self._masks = Masks()
        self._namesakes = named.namesakes
        loosely = [each for each in parts_of(named.loosely) if may_be_a_name(each)]
        people = [*named.people, *(loosely if self.public else _others(loosely, named.members))]
        hidden = {plain(each) for each in people}
        self._free = {plain(each) for each in named.members} - hidden
        places = list(map(plain, named.places))
        self._places = frozenset(places)
        if self.public:
            self._free = set()
            people += named.members
        free = [each for each in named.members if plain(each) in self._free]
        homes = (
            each for each in named.addresses if not any(plain(each) in name for name in places)
        )
        self._scanner = scanner(
            tuple(people),
            named.phones,
            tuple(homes),
            named.places if self.public else (),
            tuple(free),
        )
        self._hits: dict[str, tuple[Hit, ...]] = {}

    # --- names ---------------------------------------------------------------------------------

    def person(self, name: str, which: str = "") -> str:
        """One of the people; one who is only called what he is to the household, as he is called."""
        if not self.public and KIN.fullmatch(name.strip()):
            return name
        return "" if self.public or not name.strip() else self._masks.of(name, which)

    def head(self, name: str, place: tuple[str, str]) -> str:
        """The head of a household; of several of that name the group and number tell which."""
        which = "|".join(("", *place)) if name in self._namesakes else ""
        return self.person(name, which)

    def home(self, written: str) -> str:
        """A household as somebody wrote it down."""
        return self.person(home_of(written))

    def doer(self, name: str) -> str:
        """Who does something: a cadre, a group or an office by name, whoever else masked."""
        if self.public or plain(name) in self._free | self._places:
            return "" if self.public else self._told(name, _TELLING)
        if self._may_be_told(name):
            return self._told(name, _NAMING)
        parts = JOINED.split(name)
        if parts[1:] and all(len(plain(each)) > 1 for each in parts):  # 张和平 is nobody with 平
            return _(", ").join(filter(None, (self.doer(each.strip()) for each in parts)))
        return self.person(name)

    def asked(self, name: str, where: Where) -> str:
        """Whom a matter was referred to: a cadre or an office by name, one of the people masked.

        Other words, such as “up there”, are a text; without texts only that somebody was asked is told.
        """
        if self.public or not name.strip():
            return ""
        if self._may_be_told(name) or any(map(may_be_a_name, parts_of((name,)))):
            return self.doer(name)
        return self.line(name, where) if self.texts else _("those asked")

    def _may_be_told(self, name: str) -> bool:
        """Whether all who are named together are offices, groups of the book or cadres."""
        parts = [each for each in JOINED.split(name) if each.strip()]
        known = self._free | self._places
        return bool(parts) and all(plain(each) in known or is_an_office(each) for each in parts)

    def place(self, name: str) -> str:
        """A group, a unit or the branch, without the name of a person in it."""
        return "" if self.public else self.label(name)

    def label(self, name: str) -> str:
        """A name of something, such as the branch, that would be told if no person were in it."""
        return self._told(name, _TELLING)

    def leads_to_somebody(self, words: str) -> bool:
        """Whether words that are not ours name one of the people, or have a home's address or number.

        An office's own telephone, such as stands at the head of its paper, leads to nobody.
        """
        return any(
            each.what in ("name", "address") or (each.what == "phone" and each.of)
            for each in self._found(words)
        )

    def _told(self, name: str, whats: Iterable[str]) -> str:
        for _round in range(ROUNDS):
            found = [each for each in self._found(name) if each.what in whats]
            if not found:
                return name
            name = _replaced(name, found, self._instead)
        return ""

    def reach(self, households: int) -> int:
        """How many households a matter concerns: the number alone may say to everybody which group."""
        return 0 if self.public else households

    def settle(self) -> None:
        """All that the paper names was seen once."""
        self._masks.settle()
        self.findings.clear()

    # --- texts ---------------------------------------------------------------------------------

    def text(self, words: str, where: Where) -> str:
        """A free text, where these are wanted: masked, or left out."""
        return self.line(words, where) if self.texts and not self.public else ""

    def texts_of(self, lines: Iterable[str], where: Where) -> tuple[str, ...]:
        """Several."""
        return tuple(each for each in (self.text(line, where) for line in lines) if each)

    def line(self, words: str, where: Where) -> str:
        """A text meant for others: as it is, masked, or left out."""
        if self.public or not words:
            return ""
        told = words
        for turn in range(ROUNDS):
            found = self._found(told)
            if turn == 0:
                self._note(words, found, where)
            hidden = [each for each in found if each.what != "suspect"]
            if not hidden:
                return told
            told = _replaced(told, hidden, self._instead)
        if any(each.what != "suspect" for each in self._found(told)):
            self.findings.append(Finding(where, "left_out", words))
            return _("(content left out)")
        return told

    def given_out(self, words: str, where: Where) -> str:
        """What the branch itself gave out, such as a task: with texts masked, without them as it is.

        Nobody is asked about a paper without texts; so one that says or might say anything of a person
        or a home is left out of it whole.
        """
        if self.texts or self.public:
            return self.line(words, where)
        return "" if self._found(words) else words

    def all_clean(self, texts: Iterable[tuple[str, Where]]) -> bool:
        """Whether none of the texts says anything of a person or a home, nor might."""
        clean = True
        for words, where in texts:
            found = self._found(words)
            self._note(words, found, where, out=True)
            clean = clean and not found
        return clean

    def _found(self, words: str) -> tuple[Hit, ...]:
        if words not in self._hits:
            self._hits[words] = self._scanner.hits(words)
        return self._hits[words]

    def _note(self, words: str, found: Iterable[Hit], where: Where, *, out: bool = False) -> None:
        for each in found:
            written = words[each.start : each.end]
            shown = "" if out or each.what == "suspect" else self._instead(each, written)
            before = words[max(each.start - _AROUND, 0) : each.start]
            behind = words[each.end : each.end + _AROUND]
            self.findings.append(Finding(where, each.what, written, shown, before, behind))

    def _instead(self, hit: Hit, written: str) -> str:
        if hit.what in _INSTEAD:
            return _(_INSTEAD[hit.what])
        if hit.of:  # of two who have the very same name a text does not say which
            return masked(hit.of) if hit.of in self._namesakes else self._masks.of(hit.of)
        if hit.what == "stranger":
            return self._masks.of("".join(written.split()))
        if hit.surname:
            return f"{hit.surname}某" + (hit.title or ("" if hit.what == "familiar" else "某"))
        return "某某" if is_han(written[0]) else f"{written[0].upper()}."


_TELLING: Final = ("name", "phone", "address", "paper", "mail")
"""What is looked for in a name of something: a village may well be called as somebody's given name."""
_NAMING: Final = (*_TELLING, "given", "stranger", "titled", "familiar", "word", "plate")


def _replaced(words: str, found: Iterable[Hit], instead: Callable[[Hit, str], str]) -> str:
    parts, at = [], 0
    for each in found:
        parts += [words[at : each.start], instead(each, words[each.start : each.end])]
        at = each.end
    return "".join((*parts, words[at:]))


def _others(names: Iterable[str], members: Iterable[str]) -> list[str]:
    own = set(map(plain, members))
    return [each for each in names if plain(each) not in own]


def may_be_a_name(words: str) -> bool:
    """Whether a text that says who looks like somebody's name, not like 全组 or 水利组."""
    whole = plain(words)
    if not whole or not is_han(whole[0]):
        parts = words.split()
        return len(parts) > 1 and all(each[:1].isupper() and each.isalpha() for each in parts)
    surname = whole[0] in SURNAMES or whole[:2] in COMPOUND_SURNAMES
    return (
        surname
        and 1 < len(whole) < 5
        and all(map(is_han, whole))
        and whole[-1] not in _NO_NAME_ENDS
    )


def parts_of(names: Iterable[str]) -> Iterator[str]:
    """Each name, and each of those who are named together in it."""
    for name in names:
        yield name
        yield from (each.strip() for each in JOINED.split(name) if each != name)


def is_an_office(words: str) -> bool:
    """Whether who does something is one office or committee: 公社水利站, the commune's committee.

    A group that may be called after somebody is none: 钱多多小组, Chen's group.
    """
    whole = plain(words)
    if not whole or not is_han(whole[0]):
        return _is_an_english_office(words)
    if whole[-1] not in _OFFICE_ENDS or _called_after(whole):
        return False
    if any(may_be_a_name(each) for each in _APART.split(words)):
        return False
    if _OF_A_PLACE.match(whole) or whole.startswith(_OFFICE_BEGINS):
        return True
    return not (whole[0] in SURNAMES or whole[0] in _ALSO_WORDS or whole[:2] in COMPOUND_SURNAMES)


def _called_after(group: str) -> bool:
    """Whether a name of three characters may stand before the last word: 主任钱多多小组."""
    before = group.removesuffix("小组").removesuffix("小队")
    return before != group and before[-3:-2] in SURNAMES and bool(before[-3:-2])


def _is_an_english_office(words: str) -> bool:
    """Several words, none of them with a capital but in the name of an institution."""
    if len(words.split()) < 2 or any(map(is_han, words)):
        return False
    return not any(map(str.isupper, _INSTITUTION.sub("", words)))
